import Documents
import Forms
import Intake
import Programme
import Security
import Words

/// One line of a table, read with the mapping: her answers as she would have typed them.
struct ImportedGirl: Sendable {
  let line: Int
  let typed: [String: String]
  let checked: CheckedAnswers
  /// Hers, if the register has it; else its name stands as written.
  let school: School?
  /// Keyed hashes she is known again by: IIN, and name with birth day; the strongest first.
  let keys: [[UInt8]]
  let content: [UInt8]

  /// Whether one of her keys is that of her IIN, which is hers alone.
  func isKnownByIIN(_ key: [UInt8]) -> Bool { checked[.iin] != nil && key == keys.first }
}

/// Reads lines; remembers places and options it has looked up, since a table says the same again and again. One girl on two
/// lines is taken on the first.
struct GirlReading: IntakeReading {
  let choice: IntakeChoice
  let form: Form
  let context: FieldContext
  let schools: SchoolNames
  let vault: Vault
  let rules: [EligibilityRule]
  private var places: [String: String] = [:]
  private var options: [String: String] = [:]
  private var seen: [[UInt8]: (line: Int, iin: String?)] = [:]
  private var schoolsFound = 0
  /// Whom the programme's rules do not admit, by the rule: the lines.
  private var outside: [(rule: EligibilityRule, lines: [Int])] = []

  init(
    _ choice: IntakeChoice, _ form: Form, _ context: FieldContext, _ schools: SchoolNames, _ vault: Vault,
    rules: [EligibilityRule]
  ) {
    self.choice = choice
    self.form = form
    self.context = context
    self.schools = schools
    self.vault = vault
    self.rules = rules
  }

  var remarks: [(count: Int, says: Phrase)] {
    [(schoolsFound, .schoolsFound)] + outside.map { ($0.lines.count, .notByRules($0.rule.reason.phrase, lines: $0.lines)) }
  }

  mutating func read(_ record: Record) throws(RefusedLine) -> ImportedGirl {
    let girl = try girl(record)
    for key in girl.keys {
      // Of one name and birth day, and each with an IIN of her own: two girls.
      if let before = seen[key], before.iin == nil || girl.checked[.iin] == nil || before.iin == girl.checked[.iin] {
        throw RefusedLine(line: record.line, says: .sameGirlAsLine(before.line))
      }
    }
    for key in girl.keys { seen[key] = (record.line, girl.checked[.iin]) }
    schoolsFound += girl.school == nil ? 0 : 1
    for rule in girl.checked.eligibility(rules, context.gazetteer).failed {
      if let known = outside.firstIndex(where: { $0.rule.key == rule.key }) {
        outside[known].lines.append(girl.line)
      } else {
        outside.append((rule, [girl.line]))
      }
    }
    return girl
  }

  private mutating func girl(_ record: Record) throws(RefusedLine) -> ImportedGirl {
    var cells: [String: String] = [:]
    for (position, target) in choice.columns.enumerated() where !target.isEmpty {
      let text = record[position]
      if !CellText.isDash(text) { cells[target] = text }
    }
    split(&cells)
    // A total, a signature or a remark below the list, before anything in it is taken for a name.
    if cells[.birthDay] == nil, cells[.iin] == nil { throw RefusedLine(line: record.line, says: .noBirthDay) }
    var typed: [String: String] = [:]
    // All that is wrong with a line is said at once: whoever puts the table right does so once.
    var faults: [(field: String, says: Phrase)] = []
    for field in form.fields {
      // "нет" and "н/д" are no answers, but where one of a few is chosen they may be.
      guard let cell = cells[field.key], field.kind is ChoiceField || field.kind is NameField || !CellText.isNothing(cell) else {
        continue
      }
      do throws(CellUnclear) {
        typed[field.key] = try self.typed(cell, field, district: cells[GirlIntake.districtName])
      } catch {
        faults.append((field.key, .field(GirlIntake.name(field, in: form), .inCell(cell, error.says))))
      }
    }
    let school = typed[.school].flatMap { written in typed[.place].flatMap { schools.school(written, in: $0) } }
    if let school { typed[.school] = school.id.text }
    let checked = CheckedAnswers(Answers(typed), form, context)
    for field in form.fields where typed[field.key] != nil {
      if let complaint = checked.complaints.first(where: { $0.field == field.key }) {
        let written = cells[field.key].map { Phrase.inCell($0, complaint.phrase) } ?? complaint.phrase
        faults.append((field.key, .field(GirlIntake.name(field, in: form), written)))
      }
    }
    if !faults.isEmpty {
      let order = form.fields.map(\.key)
      let said = order.flatMap { key in faults.filter { $0.field == key }.map(\.says) }
      throw RefusedLine(line: record.line, says: .together(said))
    }
    if let regions = choice.regions, let region = checked.traits(context.gazetteer).region,
      !regions.contains(region)
    {
      throw RefusedLine(line: record.line, says: .beyondYourRegions)
    }
    return try recognised(typed, checked, school, record.line)
  }

  /// "Сынақова Үлгі Мысалқызы" in one cell.
  private func split(_ cells: inout [String: String]) {
    guard let full = cells[GirlIntake.fullName], cells[.surname] == nil, cells[.given] == nil else { return }
    let words = full.split(separator: " ").map(String.init)
    cells[.surname] = words.first
    if words.count > 1 { cells[.given] = words[1] }
    if words.count > 2, cells[.patronymic] == nil { cells[.patronymic] = words[2...].joined(separator: " ") }
  }

  private mutating func typed(_ cell: String, _ field: Form.Field, district: String?) throws(CellUnclear) -> String {
    switch field.kind {
    case let choice as ChoiceField:
      let known = "\(field.key)|\(cell)"
      if let option = options[known] { return option }
      let option = Self.option(cell, choice) ?? cell
      options[known] = option
      return option
    case is DateField:
      if CellText.isDateTwoWays(cell) { throw CellUnclear(says: .dayOrMonth) }
      return Self.date(cell) ?? cell
    case is IINField: return Self.padded(try Self.whole(cell))
    case is PhoneField: return try Self.whole(cell)
    case is PlaceField:
      let known = "\(cell)|\(district ?? "")"
      if let place = places[known] { return place }
      let place: String
      do throws(PlaceUnclear) {
        place =
          try context.gazetteer.place(code: nil, settlement: cell, district: district, regions: context.regions).code
      } catch {
        throw CellUnclear(says: error.says)
      }
      places[known] = place
      return place
    default: return cell
    }
  }

  private func recognised(
    _ typed: [String: String], _ checked: CheckedAnswers, _ school: School?, _ line: Int
  ) throws(RefusedLine) -> ImportedGirl {
    let (surname, given) = (checked[.surname], checked[.given])
    // A passport may have one name alone: then the IIN says who she is.
    guard surname != nil && given != nil || (surname != nil || given != nil) && checked[.iin] != nil else {
      throw RefusedLine(line: line, says: surname != nil ? .noGiven : given != nil ? .noSurname : .noName)
    }
    var keys: [[UInt8]] = []
    if let iin = checked[.iin] { keys.append(vault.hash(secret: "iin|\(iin)", for: "import row")) }
    if let day = checked[.birthDay], let surname, let given {
      keys.append(vault.hash(secret: "name|\(folded("\(surname) \(given)"))|\(day)", for: "import row"))
    }
    guard !keys.isEmpty else { throw RefusedLine(line: line, says: .noBirthDay) }
    let content = typed.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "\u{1f}")
    return ImportedGirl(
      line: line, typed: typed, checked: checked, school: school, keys: keys,
      content: vault.hash(secret: content, for: "import content"))
  }

  /// The option's key from its key, its label in any language, or the number at its beginning ("9 «А»", "9-сынып").
  private static func option(_ cell: String, _ choice: ChoiceField) -> String? {
    let wanted = folded(cell)
    for option in choice.options {
      let names = [option.key, option.label.kk, option.label.ru, option.label.en]
      if names.contains(where: { folded($0) == wanted }) { return option.key }
    }
    // "қаз/орыс" is both.
    let words = wanted.split { !$0.isLetter }.map(String.init)
    let keys = Set(
      words.compactMap { word in short.first { $0.key.count < 3 ? wanted == $0.key : word.hasPrefix($0.key) }?.value })
    if let key = keys.count == 1 ? keys.first : keys == ["kk", "ru"] ? "mixed" : nil,
      choice.options.contains(where: { $0.key == key })
    {
      return key
    }
    // "9/10" is two classes, and none of them is hers for sure.
    let numbers = wanted.split { !$0.isNumber }
    guard numbers.count == 1, let number = Int(numbers[0]), wanted.first?.isNumber == true else { return nil }
    return choice.options.first { $0.key == String(number) }?.key
  }

  /// How words of tables begin, folded; shorter than three letters only as the whole cell.
  private static let short = Dictionary(
    [
      "қазақ": "kk", "каз": "kk", "kaz": "kk", "орыс": "ru", "рус": "ru", "rus": "ru", "аралас": "mixed", "смеш": "mixed",
      "қыз": "female", "жен": "female", "ж": "female", "ә": "female", "f": "female", "ұл": "male", "ер": "male", "муж": "male",
      "м": "male",
    ].map { (folded($0.key), $0.value) }
  ) { first, _ in first }

  /// As the form keeps a day; nil for what is no date.
  private static func date(_ cell: String) -> String? { CellText.date(cell).map { "\($0.day) \($0.month) \($0.year)" } }

  /// "8.7771234567E+10" with all of its digits is the number; "8.77712E+10" has lost some.
  private static func whole(_ cell: String) throws(CellUnclear) -> String {
    guard let parts = cell.wholeMatch(of: #/([0-9])(?:[.,]([0-9]+))?[EeЕе]\+?([0-9]{1,2})/#)?.output,
      let power = Int(parts.3)
    else { return cell }
    let digits = parts.2 ?? ""
    guard digits.count == power else { throw CellUnclear(says: .digitsLost) }
    return "\(parts.1)\(digits)"
  }

  /// Spreadsheets take the zeros off the front of a number.
  private static func padded(_ cell: String) -> String {
    guard (9...11).contains(cell.count), cell.allSatisfy(\.isNumber) else { return cell }
    return String(repeating: "0", count: 12 - cell.count) + cell
  }
}

/// Why a cell says nothing that can be taken.
private struct CellUnclear: Error {
  let says: Phrase
}

extension [String: String] {
  /// The cell, or what would have been typed, under a key that means something.
  fileprivate subscript(_ meaning: Meaning) -> String? {
    get { self[meaning.rawValue] }
    set { self[meaning.rawValue] = newValue }
  }
}

extension Phrase {
  static func field(_ label: Phrase, _ complaint: Phrase) -> Phrase {
    Phrase(
      kk: "\(label(.kk)): \(Language.kk(complaint))", ru: "\(label(.ru)): \(Language.ru(complaint))",
      en: "\(label(.en)): \(Language.en(complaint))")
  }
  /// Several in one cell of a page or a file.
  static func together(_ said: [Phrase]) -> Phrase {
    @Sendable func all(_ t: Language) -> String { said.map { t($0) }.joined(separator: "; ") }
    return Phrase(kk: all(.kk), ru: all(.ru), en: all(.en))
  }
  static let digitsLost = Phrase(
    kk: "кесте бағдарламасы цифрларды қысқартып тастаған: ұяшықты мәтін етіп белгілеп, нөмірді толық қайта жазыңыз",
    ru: "табличная программа отбросила часть цифр: сделайте ячейку текстовой и впишите номер полностью",
    en: "a spreadsheet program has dropped some digits: make the cell a text and write the whole number again")
  /// They are taken in all the same, and will not be let into the selection: said before anybody confirms.
  static func notByRules(_ reason: Phrase, lines: [Int]) -> Phrase {
    let shown = lines.prefix(20).map { String($0) }.joined(separator: ", ") + (lines.count > 20 ? ", …" : "")
    return Phrase(
      kk: "қатысу шарттарына сай емес, жолдар: \(shown). \(reason(.kk))",
      ru: "не проходят по условиям, строки: \(shown). \(reason(.ru))",
      en: "do not meet the conditions, lines: \(shown). \(reason(.en))")
  }
  static func sameGirlAsLine(_ line: Int) -> Phrase {
    Phrase(
      kk: "Бұл қатысушы осы кестенің \(line)-жолында да бар", ru: "Этот человек уже есть в строке \(line)",
      en: "The same applicant is on line \(line)")
  }
  static let beyondYourRegions = Phrase(
    kk: "Елді мекен сіздің облыстарыңызда емес", ru: "Место вне ваших областей", en: "The place is outside your regions")
  static let noGiven = Phrase(
    kk: "Аты жоқ. Құжатта бір ғана есім болса, жолға ЖСН қосыңыз",
    ru: "Нет имени. Если в документе одно имя, добавьте в строку ИИН",
    en: "The given name is missing. If the document has one name only, add an IIN to the line")
  static let noSurname = Phrase(
    kk: "Тегі жоқ. Құжатта бір ғана есім болса, жолға ЖСН қосыңыз",
    ru: "Нет фамилии. Если в документе одно имя, добавьте в строку ИИН",
    en: "The surname is missing. If the document has one name only, add an IIN to the line")
  static let noName = Phrase(kk: "Тегі мен аты жоқ", ru: "Нет фамилии и имени", en: "Surname and given name are missing")
  static let noBirthDay = Phrase(
    kk: "ЖСН де, туған күні де жоқ: өтінімі бар-жоғын тексеру мүмкін емес",
    ru: "Нет ни ИИН, ни даты рождения: нельзя проверить, есть ли уже такая заявка",
    en: "Neither an IIN nor a birth day: it cannot be checked whether there is an application already")
}
