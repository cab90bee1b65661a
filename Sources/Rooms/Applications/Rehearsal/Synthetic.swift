import Programme
import Words

/// A girl who does not exist: her names are words for "example", "imagination" and "trial", her phone lies in a run of
/// zeros, her IIN's serial at the top of the range.
struct Synthetic {
  static let surnames = [
    "Үлгіова", "Мысалова", "Сынақова", "Қиялова", "Ертегиева", "Жорамалова", "Жобаева", "Нобайқызы", "Елесова",
  ]
  static let givens = [
    "Айүлгі", "Гүлмысал", "Нұрсынақ", "Жібекқиял", "Данаертегі", "Ақжоба", "Еркенобай", "Айжорамал", "Әлия-Мысал", "Күнсынақ",
    "Өрікүлгі", "Ұлмысал", "Іңкәрқиял", "Ғазизаүлгі", "Қымбатсынақ",
  ]
  static let patronymics = ["Үлгіқызы", "Мысалқызы", "Сынаққызы", "Образцовна", "Примеровна", ""]

  let answers: [(field: String, typed: String)]
  let language: Language

  init(number: Int, _ places: [Place], _ chance: Chance) {
    let birth = Day(daysSinceEpoch: 14_600 + chance.below(700))  // 22 December 2009 to 21 November 2011
    let place = chance.one(of: places)
    let isRussian = place.region == "630000000" ? chance.happens(45) : chance.happens(8)
    language = isRussian ? .ru : .kk
    var answers = [
      ("surname", chance.one(of: Self.surnames)), ("given", chance.one(of: Self.givens)),
      ("patronymic", chance.one(of: Self.patronymics)), ("birth_day", "\(birth.day) \(birth.month) \(birth.year)"),
      ("gender", "female"), ("phone", "+7700" + Self.padded(number, 7)), ("place", place.code),
      ("school", isRussian ? "Примерная средняя школа № \(1 + chance.below(9))" : "№ \(1 + chance.below(9)) үлгі орта мектебі"),
      ("grade", chance.one(of: ["9", "10"])),
      ("teaching_language", isRussian ? "ru" : chance.one(of: ["kk", "kk", "kk", "mixed"])),
      ("device", chance.one(of: ["own_phone", "own_phone", "family_phone", "computer", "none"])),
      ("mark_mathematics", chance.one(of: ["3", "4", "4", "5", "5"])),
      ("guardian_name", "\(chance.one(of: Self.surnames)) Үлгі-Ана"),
      ("guardian_relation", chance.one(of: ["mother", "mother", "father", "guardian"])),
      ("guardian_phone", "+7705" + Self.padded(number, 7)),
      ("interest", chance.one(of: ["physics", "programming", "engineering", "mathematics"])),
      ("essay", Self.essay(chance, isRussian)),
    ]
    answers.append(("next_year", chance.one(of: ["yes", "yes", "college", "unsure"])))
    if chance.happens(40), let iin = Self.iin(birth, serial: 9_800 + number % 200) { answers.append(("iin", iin)) }
    self.answers = answers.filter { !$0.1.isEmpty }
  }

  /// Twelve digits that pass the control, for a girl born in this century; nil for a serial that is never issued.
  static func iin(_ birth: Day, serial: Int) -> String? {
    let stem = padded(birth.year % 100, 2) + padded(birth.month, 2) + padded(birth.day, 2) + "6" + padded(serial, 4)
    return (0...9).lazy.map { stem + String($0) }.first { (try? IIN(parsing: $0)) != nil }
  }

  private static func essay(_ chance: Chance, _ isRussian: Bool) -> String {
    let words =
      isRussian
      ? [
        "вода", "школа", "насос", "датчик", "полив", "свет", "дорога", "измеряет", "помогает", "вместе", "каждый", "день", "мы",
        "решить",
      ]
      : [
        "су", "мектеп", "сорғы", "датчик", "суару", "жарық", "жол", "өлшейді", "көмектеседі", "бірге", "әр", "күн", "біз", "шешу",
      ]
    return (0..<(90 + chance.below(120))).map { _ in chance.one(of: words) }.joined(separator: " ")
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
