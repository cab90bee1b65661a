import Documents
import Exchange
import Words

/// `schools.csv` of the programme's folder: the schools that stand in the register when the house opens. A girl whose school is not there
/// writes its name.
package struct RegisterOfSchools: Sendable {
  package struct Line: Sendable {
    package let place: String
    package let kazakh: String
    package let russian: String
    package let bin: String?
    /// Of the file, from 1.
    package let number: Int
  }

  package let lines: [Line]

  static let empty = RegisterOfSchools(lines: [])
}

extension ProgrammePart where Content == RegisterOfSchools {
  package static var schools: Self {
    ProgrammePart(
      "schools.csv", read: { try RegisterOfSchools(csv: $0) },
      check: { schools, files in
        guard let places = files[.places] else { return [] }
        let unknown = schools.lines.filter { places[$0.place]?.level != .settlement }
        return unknown.prefix(20).map { FileComplaint(line: $0.number, .schoolNowhere($0.place)) }
      }, otherwise: { RegisterOfSchools.empty }, ships: false)
  }
}

extension RegisterOfSchools {
  static let longest = 4 << 20
  static let most = 20_000

  /// Throws all that is wrong, each with its line.
  init(csv bytes: [UInt8]) throws {
    guard bytes.count <= Self.longest else { throw FileComplaints(.fileIsLongerThan(Self.longest)) }
    var (lines, complaints, seen): ([Line], [FileComplaint], Set<String>) = ([], [], [])
    do throws(CSVFault) {
      var reader = try CSVReader(bytes: bytes)
      let header = try reader.next()?.cells ?? []
      guard Set(header).isSubset(of: ["place", "name_kk", "name_ru", "bin"]), header.contains("place"), header.contains("name_kk")
      else { throw CSVFault.notText }
      while let record = try reader.next(), complaints.count < 200 {
        let row = Dictionary(zip(header, record.cells.map(\.trimmed))) { first, _ in first }
        guard record.cells.count == header.count else {
          complaints.append(FileComplaint(line: record.line, .schoolCells(header.count)))
          continue
        }
        let (kazakh, bin) = (row["name_kk"] ?? "", row["bin"] ?? "")
        let russian = row["name_ru"].flatMap { $0.isEmpty ? nil : $0 } ?? kazakh
        let line = Line(
          place: row["place"] ?? "", kazakh: kazakh, russian: russian, bin: bin.isEmpty ? nil : bin,
          number: record.line)
        if kazakh.isEmpty || max(kazakh.count, russian.count) > 200 {
          complaints.append(FileComplaint(line: record.line, .schoolUnnamed))
        } else if !bin.isEmpty, bin.utf8.count != 12 || !bin.utf8.allSatisfy({ (48...57).contains($0) }) {
          complaints.append(FileComplaint(line: record.line, .schoolBIN))
        } else if !seen.insert("\(line.place)|\(kazakh)").inserted {
          complaints.append(FileComplaint(line: record.line, .standsTwice(kazakh)))
        } else if lines.count < Self.most {
          lines.append(line)
        } else {
          complaints.append(FileComplaint(line: record.line, .schoolsTooMany(Self.most)))
          break
        }
      }
    } catch {
      throw FileComplaints(.schoolHeadings)
    }
    guard complaints.isEmpty else { throw FileComplaints(complaints) }
    self.lines = lines
  }
}

extension Phrase {
  fileprivate static let schoolHeadings = Phrase(
    kk: "Бағандар: place, name_kk, name_ru, bin; UTF-8 кодтауындағы CSV.",
    ru: "Столбцы: place, name_kk, name_ru, bin; CSV в UTF-8.", en: "The columns are place, name_kk, name_ru, bin; CSV in UTF-8.")
  fileprivate static let schoolUnnamed = Phrase(
    kk: "Мектептің қазақша атауы керек, 200 таңбаға дейін.", ru: "Нужно название школы на казахском, до 200 знаков.",
    en: "The school's name in Kazakh is needed, up to 200 characters.")
  fileprivate static let schoolBIN = Phrase(
    kk: "БСН 12 цифрдан тұрады немесе бос.", ru: "БИН — 12 цифр или пусто.", en: "A BIN has 12 digits, or is left out.")
  fileprivate static func schoolCells(_ count: Int) -> Phrase {
    Phrase(
      kk: "Жолда \(count) ұяшық болуы керек.", ru: "В строке должно быть \(count) ячеек.",
      en: "The line must have \(count) cells.")
  }
  fileprivate static func schoolNowhere(_ code: String) -> Phrase {
    Phrase(
      kk: "place: «\(code)» — тізілімдегі елді мекен емес.", ru: "place: «\(code)» — не населённый пункт реестра.",
      en: "place: “\(code)” is no settlement of the register.")
  }
  fileprivate static func schoolsTooMany(_ most: Int) -> Phrase {
    Phrase(kk: "Мектеп \(most)-нан көп.", ru: "Школ больше \(most).", en: "There are more than \(most) schools.")
  }
}
