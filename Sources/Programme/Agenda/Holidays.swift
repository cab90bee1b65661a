import Documents
import Exchange
package import Words

/// `holidays.csv`: the days on which nobody has to come, beside Saturdays and Sundays. Without the file those of Kazakhstan that ship;
/// the years they cover are `years`.
package struct Holidays: Sendable {
  private let names: [Day: Phrase]

  /// The name of the day off; nil on any other day.
  package subscript(_ day: Day) -> Phrase? { names[day] }

  /// Whether anything is known of a year: a list ends, and then a day is not called free of holidays.
  package func covers(_ year: Int) -> Bool { names.keys.contains { $0.year == year } }
}

extension ProgrammePart where Content == Holidays {
  package static var holidays: Self {
    ProgrammePart("holidays.csv", read: { try Holidays(csv: $0) }, otherwise: { try Holidays.shipped() }, ships: false)
  }
}

extension Holidays {
  private static let most = 2_000

  static func shipped(_ assets: Assets = .shipped) throws -> Holidays {
    guard let file = assets["Programmes/kazakhstan/holidays.csv"] else { throw ShippedFault.missing("holidays.csv") }
    return try Holidays(csv: file.bytes)
  }

  /// Columns `day` (yyyy-MM-dd), `name_kk`, `name_ru`; others are passed over. Throws all that is wrong, each with its line.
  package init(csv bytes: [UInt8]) throws {
    guard bytes.count <= 1 << 20 else { throw FileComplaints(.fileIsLongerThan(1 << 20)) }
    var (names, complaints): ([Day: Phrase], [FileComplaint]) = ([:], [])
    do throws(CSVFault) {
      var reader = try CSVReader(bytes: bytes)
      let header = try reader.next()?.cells ?? []
      guard Set(["day", "name_kk", "name_ru"]).isSubset(of: header) else { throw CSVFault.notText }
      while let record = try reader.next(), complaints.count < 200 {
        let row = Dictionary(zip(header, record.cells.map(\.trimmed))) { first, _ in first }
        guard let day = Day(row["day"] ?? "") else {
          complaints.append(FileComplaint(line: record.line, .holidayDay))
          continue
        }
        let (kazakh, russian) = (row["name_kk"] ?? "", row["name_ru"] ?? "")
        if kazakh.isEmpty || russian.isEmpty || max(kazakh.count, russian.count) > 200 {
          complaints.append(FileComplaint(line: record.line, .holidayUnnamed))
        } else if names.count < Self.most {
          names[day] = Said(kk: kazakh, ru: russian, en: row["name_en"].flatMap { $0.isEmpty ? nil : $0 } ?? kazakh).phrase
        }
      }
    } catch {
      throw FileComplaints(.holidayHeadings)
    }
    guard complaints.isEmpty else { throw FileComplaints(complaints) }
    self.names = names
  }
}

extension Phrase {
  fileprivate static let holidayHeadings = Phrase(
    kk: "Бағандар: day, name_kk, name_ru; UTF-8 кодтауындағы CSV.", ru: "Столбцы: day, name_kk, name_ru; CSV в UTF-8.",
    en: "The columns are day, name_kk, name_ru; CSV in UTF-8.")
  fileprivate static let holidayDay = Phrase(
    kk: "day: күн жжжж-аа-кк түрінде жазылады.", ru: "day: день пишется как гггг-мм-дд.", en: "day: a day is written yyyy-mm-dd.")
  fileprivate static let holidayUnnamed = Phrase(
    kk: "Мерекенің қазақша және орысша атауы керек, 200 таңбаға дейін.",
    ru: "Нужны названия праздника на казахском и русском, до 200 знаков.",
    en: "The holiday's name in Kazakh and Russian is needed, up to 200 characters.")
}
