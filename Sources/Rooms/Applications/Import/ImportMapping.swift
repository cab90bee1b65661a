import Foundation
import Programme
import Words

/// Which column of a table is which field of the form; kept with the staged file as JSON.
struct ImportMapping: Sendable, Codable, Hashable {
  /// One target for each column: a field's key, `full_name`, `district_name`, or empty for "leave out".
  var columns: [String]
  /// Rows below the header.
  var total: Int
  /// Regions the importer reaches; nil for all of the programme's.
  let regions: [String]?

  static let fullName = "full_name"
  static let districtName = "district_name"

  /// Guesses from the header; every target is given once, to the column whose title fits best.
  init(header: [String], total: Int, regions: [String]?, _ form: Form) {
    self.total = total
    self.regions = regions
    var free = Self.targets(form)
    var columns = header.map { _ in "" }
    for exact in [true, false] {
      for (position, title) in header.enumerated() where columns[position].isEmpty {
        let wanted = Self.bare(title)
        guard !wanted.isEmpty else { continue }
        guard
          let found = free.first(where: { target in
            target.names.contains { exact ? $0 == wanted : $0.count > 3 && wanted.hasPrefix($0) }
          })
        else { continue }
        columns[position] = found.key
        free.removeAll { $0.key == found.key }
      }
    }
    self.columns = columns
  }

  init(json: String) throws {
    self = try JSONDecoder().decode(ImportMapping.self, from: Data(json.utf8))
  }

  func json() throws -> String { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }

  /// What the person chose on the page; a target twice is taken the first time only.
  mutating func choose(_ chosen: [String], _ form: Form) {
    let known = Set(Self.targets(form).map(\.key))
    var used: Set<String> = []
    columns = columns.indices.map { position in
      let key = position < chosen.count ? chosen[position] : ""
      return known.contains(key) && used.insert(key).inserted ? key : ""
    }
  }

  /// The field's label is for the girl ("Тегің"); the synonyms are what tables of schools and departments say.
  static func targets(_ form: Form) -> [(key: String, label: Said, names: Set<String>)] {
    let special: [(String, Said)] = [
      (fullName, Said(kk: "Аты-жөні бір бағанда", ru: "ФИО в одном столбце", en: "Full name in one column")),
      (
        districtName,
        Said(kk: "Аудан (елді мекенді табу үшін)", ru: "Район (чтобы найти село)", en: "District (to find the place)")
      ),
    ]
    let fields = form.pages.flatMap { page in
      page.fields.filter { !($0.kind is FileField) }.map { ($0.key, $0.asked(on: page)) }
    }
    return (fields + special).map { key, label in
      let names = [label.kk, label.ru, label.en, key] + (synonyms[key] ?? [])
      return (key, label, Set(names.map(bare)))
    }
  }

  private static func bare(_ title: String) -> String {
    folded(String(title.prefix { $0 != "(" }.map { $0 == "_" || $0 == "-" ? " " : $0 })).filter {
      $0.isLetter || $0.isNumber || $0 == " "
    }
  }

  private static let synonyms: [String: [String]] = [
    "surname": ["тегі", "тек", "фамилия", "surname", "last name", "family name"],
    "given": ["аты", "есімі", "имя", "given name", "first name", "name"],
    "patronymic": ["әкесінің аты", "отчество", "patronymic", "middle name"],
    "full_name": ["аты-жөні", "толық аты", "фио", "ф.и.о.", "фамилия имя отчество", "full name", "аты жөні тегі"],
    "birth_day": ["туған күні", "туған жылы", "дата рождения", "birth date", "date of birth", "birthday", "др"],
    "iin": ["жсн", "иин", "iin", "жеке сәйкестендіру нөмірі"],
    "phone": ["телефон", "телефоны", "ұялы телефон", "номер телефона", "моб телефон", "phone", "mobile"],
    "email": ["пошта", "электрондық пошта", "почта", "эл почта", "e-mail", "email"],
    "place": ["елді мекен", "ауыл", "село", "населенный пункт", "населённый пункт", "village", "place", "като", "kato", "әаож"],
    "district_name": ["аудан", "район", "district", "аудан / қала"],
    "school": ["мектеп", "мектебі", "школа", "school"],
    "grade": ["сынып", "сыныбы", "класс", "grade", "class"],
    "teaching_language": ["оқу тілі", "оқыту тілі", "язык обучения", "teaching language", "language"],
    "gender": ["жынысы", "пол", "gender", "sex"],
    "guardian_name": ["ата-анасы", "заңды өкіл", "родитель", "фио родителя", "законный представитель", "guardian", "parent"],
    "guardian_phone": ["ата-анасының телефоны", "телефон родителя", "guardian phone", "parent phone"],
  ]
}
