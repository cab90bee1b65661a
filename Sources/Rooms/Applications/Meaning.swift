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

  /// Throws `ProgrammeFault` when a key that means something asks for something else.
  static func check(_ form: Form) throws {
    for meaning in allCases {
      guard let field = form.field(meaning.rawValue), type(of: field.kind) != meaning.kind else { continue }
      throw ProgrammeFault("\(field.key) means something to the house and cannot be a \(field.kindName)")
    }
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
  func eligibility(_ house: House) -> Eligibility {
    let traits = traits(house.gazetteer)
    var facts: [String: String] = [:]
    facts["gender"] = self[.gender]
    facts["grade"] = traits.grade.map { String($0) }
    facts["region"] = traits.region
    facts["rural"] = traits.isRural.map { $0 ? "yes" : "no" }
    return Eligibility(house.programme.eligibility, facts: facts)
  }
}
