import Documents
import Exchange
package import Words

/// `holidays.csv`: the days on which nobody has to come, beside Saturdays and Sundays, and the weekends on which people work instead. Without the file those of Kazakhstan that ship;
/// the years they cover are `years`.
package struct Holidays: Sendable {
  private let names: [Day: Phrase]
  private let worked: Set<Day>

  /// The name of the day off; nil on any other day.
  package subscript(_ day: Day) -> Phrase? { names[day] }

  /// A Saturday or Sunday on which people work because a day off was moved from it.
  package func isWorked(_ day: Day) -> Bool { worked.contains(day) }

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

  /// Columns `day` (yyyy-MM-dd), `name_kk`, `name_ru`, and `kind`, if there is one: `working` is a weekend on which people work, all else a
  /// day off. Others are passed over. Throws all that is wrong, each with its line.
  package init(csv bytes: [UInt8]) throws {
    guard bytes.count <= 1 << 20 else { throw FileComplaints(.fileIsLongerThan(1 << 20)) }
    var (names, worked, complaints): ([Day: Phrase], Set<Day>, [FileComplaint]) = ([:], [], [])
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
        } else if row["kind"] == "working" {
          if day.weekday > 5 { worked.insert(day) } else { complaints.append(FileComplaint(line: record.line, .holidayWorked)) }
        } else if names.count < Self.most {
          names[day] = Said(kk: kazakh, ru: russian, en: row["name_en"].flatMap { $0.isEmpty ? nil : $0 } ?? kazakh).phrase
        }
      }
    } catch {
      throw FileComplaints(.holidayHeadings)
    }
    guard complaints.isEmpty else { throw FileComplaints(complaints) }
    (self.names, self.worked) = (names, worked)
  }
}

extension Phrase {
  fileprivate static let holidayHeadings = Phrase(
    kk: "Бағандар: day, name_kk, name_ru; UTF-8 кодтауындағы CSV.", ru: "Столбцы: day, name_kk, name_ru; CSV в UTF-8.",
    en: "The columns are day, name_kk, name_ru; CSV in UTF-8.")
  fileprivate static let holidayDay = Phrase(
    kk: "day: күн жжжж-аа-кк түрінде жазылады.", ru: "day: день пишется как гггг-мм-дд.", en: "day: a day is written yyyy-mm-dd.")
  fileprivate static let holidayWorked = Phrase(
    kk: "working тек сенбі мен жексенбіге жазылады: қалған күндері онсыз да жұмыс істейді.",
    ru: "working пишут только у субботы и воскресенья: в остальные дни и так работают.",
    en: "working stands at a Saturday or Sunday only: people work on the other days anyway.")
  fileprivate static let holidayUnnamed = Phrase(
    kk: "Мерекенің қазақша және орысша атауы керек, 200 таңбаға дейін.",
    ru: "Нужны названия праздника на казахском и русском, до 200 знаков.",
    en: "The holiday's name in Kazakh and Russian is needed, up to 200 characters.")
}
