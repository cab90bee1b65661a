import Exchange
import Forms
import Programme
import Words

/// What the house makes of a question of the application: here, and nowhere else, stand the keys that form.yaml must use for it.
/// Any other question is kept, shown and exported, and means nothing to the house.
enum Meaning: String, CaseIterable, Sendable {
  case surname, given, patronymic
  case birthDay = "birth_day"
  case gender, iin, phone, email, place, school, grade
  case teachingLanguage = "teaching_language"
  case guardianName = "guardian_name"
  case guardianRelation = "guardian_relation"
  case guardianPhone = "guardian_phone"
  case guardianEmail = "guardian_email"

  /// Of these her facts and traits are made at each save.
  static let kept: Set<String> = Set(
    [
      .surname, .given, .patronymic, .birthDay, .iin, .phone, .email, .place, .school, .grade, .teachingLanguage,
    ].map(\Self.rawValue))

  /// What a form must ask under this key for the answer to mean what it says.
  private var kind: any FieldKind.Type {
    switch self {
    case .surname, .given, .patronymic, .guardianName: NameField.self
    case .birthDay: DateField.self
    case .iin: IINField.self
    case .phone, .guardianPhone: PhoneField.self
    case .email, .guardianEmail: EMailField.self
    case .place: PlaceField.self
    case .school: SchoolField.self
    case .gender, .guardianRelation, .grade, .teachingLanguage: ChoiceField.self
    }
  }

  /// Without these nobody can be found again, told anything or, as a child, be let in: her guardian is asked for the consent.
  private static let needed: [Meaning] = [.surname, .given, .birthDay, .phone, .guardianName, .guardianPhone]

  /// The keys that mean something and ask for something else; and what has to be asked and is not, or need not be answered.
  static func complaints(of form: Form) -> [FileComplaint] {
    let others = allCases.compactMap { meaning -> FileComplaint? in
      guard let field = form.field(meaning.rawValue), type(of: field.kind) != meaning.kind else { return nil }
      return FileComplaint(line: field.line, .meansSomethingElse(field.key, field.kindName))
    }
    return others
      + needed.compactMap { meaning -> FileComplaint? in
        guard let field = form.field(meaning.rawValue) else { return FileComplaint(.mustBeAsked(meaning.rawValue)) }
        return field.required == .always ? nil : FileComplaint(line: field.line, .mustBeAnswered(field.key))
      }
  }

  /// The question that tells what a rule looks at.
  private static func question(of asked: EligibilityRule.Asked) -> Meaning {
    switch asked {
    case .gender: .gender
    case .grade: .grade
    case .region, .rural: .place
    }
  }

  /// The rules that look at what nobody can answer.
  static func complaints(of rules: [EligibilityRule], _ form: Form) -> [FileComplaint] {
    rules.compactMap { rule in
      let meaning = question(of: rule.asked)
      guard let field = form.field(meaning.rawValue) else {
        return FileComplaint(file: "programme.yaml", line: rule.lines.fact, .ruleUnasked(rule.key, meaning.rawValue))
      }
      guard let options = (field.kind as? ChoiceField)?.options.map(\.key), let among = rule.among else { return nil }
      return among.first { !options.contains($0) }.map {
        FileComplaint(file: "programme.yaml", line: rule.lines.among, .ruleUnanswerable(rule.key, $0))
      }
    }
  }
}

extension Phrase {
  fileprivate static func meansSomethingElse(_ key: String, _ kind: String) -> Phrase {
    Phrase(
      kk: "«\(key)» кілтінің бағдарлама үшін мағынасы бар, сондықтан оның түрі \(kind) бола алмайды.",
      ru: "Ключ «\(key)» имеет для программы значение, его вид не может быть \(kind).",
      en: "“\(key)” means something to the system and cannot be of the kind \(kind).")
  }
  fileprivate static func ruleUnasked(_ rule: String, _ field: String) -> Phrase {
    Phrase(
      kk: "«\(rule)» ережесіне form.yaml файлында «\(field)» сұрағы керек.",
      ru: "Правилу «\(rule)» нужен вопрос «\(field)» в form.yaml.",
      en: "The rule “\(rule)” needs the question “\(field)” in form.yaml.")
  }
  fileprivate static func mustBeAsked(_ key: String) -> Phrase {
    Phrase(
      kk: "«\(key)» сұрағы жоқ. Онсыз өтінім берушімен байланысу немесе ата-анадан келісім сұрау мүмкін емес.",
      ru: "Нет вопроса «\(key)». Без него нельзя связаться с тем, кто подаёт заявку, или спросить согласие родителя.",
      en: "There is no question “\(key)”. Without it nobody can reach the applicant, or ask the guardian for consent.")
  }
  fileprivate static func mustBeAnswered(_ key: String) -> Phrase {
    Phrase(
      kk: "«\(key)» сұрағына жауап міндетті: required кілтін алып тастаңыз.",
      ru: "На вопрос «\(key)» ответ обязателен: уберите required.", en: "“\(key)” must be answered: take `required` away.")
  }
  fileprivate static func ruleUnanswerable(_ rule: String, _ value: String) -> Phrase {
    Phrase(
      kk: "«\(rule)» ережесі «\(value)» жауабын күтеді, бірақ form.yaml файлында ондай нұсқа жоқ.",
      ru: "Правило «\(rule)» ждёт ответа «\(value)», а в form.yaml такого варианта нет.",
      en: "The rule “\(rule)” waits for the answer “\(value)”, and form.yaml has no such option.")
  }
}

extension Answers {
  subscript(_ meaning: Meaning) -> String { self[meaning.rawValue] }
}

extension CheckedAnswers {
  subscript(_ meaning: Meaning) -> String? { values[meaning.rawValue] }

  /// Once both of its needed parts are there.
  var name: PersonName? {
    guard let surname = self[.surname], let given = self[.given] else { return nil }
    return PersonName(surname: surname, given: given, patronymic: self[.patronymic])
  }

  var birthDay: Day? { self[.birthDay].flatMap { Day($0) } }
  var iin: IIN? { self[.iin].flatMap { try? IIN(parsing: $0) } }
  var phone: Phone? { self[.phone].flatMap { try? Phone(parsing: $0) } }

  /// What the answers say of her person. A phone or an e-mail once given stays until another comes: she signs in by it.
  var facts: [Fact] {
    var facts: [Fact] = [.name(name), .birthDay(birthDay, of: name), .iin(iin)]
    if let phone { facts.append(.phone(phone)) }
    if let email = self[.email].flatMap({ try? EMail(parsing: $0) }) { facts.append(.email(email)) }
    return facts
  }

  /// What the desk filters by.
  func traits(_ gazetteer: Gazetteer) -> Application.Traits {
    var traits = Application.Traits()
    if let place = self[.place]?.split(separator: "|").first.map(String.init), let found = gazetteer[place] {
      traits.place = found.code
      traits.region = found.region
      traits.district = gazetteer.district(of: found.code)?.code
      traits.isRural = self[.place]?.contains("|") == true ? nil : found.isRural
    }
    traits.school = self[.school].flatMap { ID<School>($0) }
    traits.grade = self[.grade].flatMap { Int($0) }
    traits.teachingLanguage = self[.teachingLanguage]
    return traits
  }

  /// What the programme's rules say of the answers.
  func eligibility(_ house: House) -> Eligibility { eligibility(house.programme.eligibility, house.gazetteer) }

  func eligibility(_ rules: [EligibilityRule], _ gazetteer: Gazetteer) -> Eligibility {
    let traits = traits(gazetteer)
    var facts: [String: String] = [:]
    facts["gender"] = self[.gender]
    facts["grade"] = traits.grade.map { String($0) }
    facts["region"] = traits.region
    facts["rural"] = traits.isRural.map { $0 ? "yes" : "no" }
    return Eligibility(rules, facts: facts)
  }
}
