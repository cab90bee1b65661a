import Forms
import Programme
import Words

/// A pupil who does not exist: ordinary names put together by chance, a phone in a run of zeros, an IIN whose serial lies at the top of
/// the range.
struct Synthetic {
  let answers: [(field: String, typed: String)]
  let language: Language
  let guardian: PersonName

  /// What a programme asks of those who may take part.
  struct Asked {
    let form: Form
    let grades: [String]
    /// Whether its rules let boys in.
    let takesBoys: Bool
    let essay: ClosedRange<Int>

    init(_ form: Form, _ rules: [EligibilityRule]) {
      self.form = form
      let options = (form.field(Meaning.grade.rawValue)?.kind as? ChoiceField)?.options.map(\.key) ?? []
      grades = rules.first { $0.fact == "grade" }?.among ?? options
      takesBoys = !rules.contains { $0.fact == "gender" && $0.among?.contains("male") == false }
      let essay = form.fields.lazy.compactMap { $0.kind as? EssayField }.first
      let fewest = essay?.fewest ?? 80
      self.essay = fewest...max(fewest, essay?.most ?? 300)
    }

    /// How much younger than in grade 9 its youngest are, days.
    var younger: Int { grades.compactMap { Int($0) }.min().map { max(0, 9 - $0) * 365 } ?? 0 }
  }

  /// Who she is among the others of her intake.
  struct Number {
    let number: Int
    let yearsAgo: Int
    /// The language she is taught in; nil for what is usual where she lives.
    let isRussian: Bool?

    /// No two have the same phone, IIN or essay.
    fileprivate var digits: String { Synthetic.padded(yearsAgo * 1_000_000 + number, 7) }
  }

  init(_ who: Number, _ places: [Place], _ asked: Asked, _ essays: Essays, _ chance: Chance) {
    // For grades 9 and 10 of 2026 from 22 December 2009 to 21 November 2011.
    let birth = Day(daysSinceEpoch: 14_600 + asked.younger - who.yearsAgo * 365 + chance.below(700))
    let isBoy = asked.takesBoys && chance.happens(50)
    let (place, isRussian) = Self.place(where: who.isRussian, places, chance)
    language = isRussian ? .ru : .kk
    let family = InventedNames.family(language, isBoy: isBoy, chance)
    guardian = family.parent
    let school = 1 + chance.below(9)
    // The essays in Russian are told by girls.
    let tongue: Language = isBoy ? .kk : language
    let grade = asked.grades.isEmpty ? "" : chance.one(of: asked.grades)
    let usual = chance.one(of: ["kk", "kk", "kk", "mixed"])
    let teaching = isRussian ? "ru" : who.isRussian == nil ? usual : "kk"
    let schoolName = isRussian ? "Средняя школа № \(school)" : "№ \(school) орта мектеп"
    let essay = essays.text(who.number, tongue, words: asked.essay, chance)
    var answers: [(String, String)] = [
      ("surname", family.child.surname), ("given", family.child.given), ("patronymic", family.child.patronymic ?? ""),
      ("birth_day", "\(birth.day) \(birth.month) \(birth.year)"), ("gender", isBoy ? "male" : "female"),
      ("phone", "+7700\(who.digits)"), ("place", place.code), ("school", schoolName), ("grade", grade),
      ("teaching_language", teaching),
      ("device", chance.one(of: ["own_phone", "own_phone", "family_phone", "computer", "none"])),
      ("mark_mathematics", chance.one(of: ["3", "4", "4", "5", "5"])),
    ]
    answers += [
      ("guardian_name", family.parent.full), ("guardian_relation", family.isFather ? "father" : "mother"),
      ("guardian_phone", "+7705\(who.digits)"),
      ("interest", chance.one(of: ["physics", "programming", "engineering", "mathematics"])), ("essay", essay),
      ("next_year", chance.one(of: ["yes", "yes", "college", "unsure"])),
    ]
    if chance.happens(40), let iin = Self.iin(birth, serial: 9_800 + who.number % 200) { answers.append(("iin", iin)) }
    self.answers = answers.filter { !$0.1.isEmpty && asked.form.keys.contains($0.0) }
  }

  /// A place, and the language she is taught in: nearly half are taught in Russian in the east, one in twelve elsewhere. Where the
  /// language is given, places are drawn until one goes with it.
  private static func place(where isRussian: Bool?, _ places: [Place], _ chance: Chance) -> (Place, Bool) {
    var place = chance.one(of: places)
    for _ in 0..<200 {
      let drawn = chance.happens(place.region == "630000000" ? 45 : 8)
      if isRussian == nil || isRussian == drawn { return (place, drawn) }
      place = chance.one(of: places)
    }
    return (place, isRussian ?? false)
  }

  /// Twelve digits that pass the control, for a girl born in this century; nil for a serial that is never issued.
  static func iin(_ birth: Day, serial: Int) -> String? {
    let stem = padded(birth.year % 100, 2) + padded(birth.month, 2) + padded(birth.day, 2) + "6" + padded(serial, 4)
    return (0...9).lazy.map { stem + String($0) }.first { (try? IIN(parsing: $0)) != nil }
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
