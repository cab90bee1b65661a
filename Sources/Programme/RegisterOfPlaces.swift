import Documents
import Exchange
import Words

extension ProgrammePart where Content == Gazetteer {
  /// The places people may live in; without the file the register of the three regions that ships.
  package static var places: Self {
    ProgrammePart("places.csv", read: { try Gazetteer(csv: $0) }) { gazetteer, files in
      (files[.programme]?.regions ?? []).filter { gazetteer[$0]?.level != .region }.map {
        FileComplaint(file: "programme.yaml", line: files[.programme]?.regionsLine, .regionWithoutPlaces($0))
      }
    } otherwise: {
      try Gazetteer.builtIn.get()
    }
  }
}

extension Gazetteer {
  fileprivate static let builtIn = Result { try shipped() }

  /// The register of places as it is built into the program. Throws `ShippedFault` where a file of it is not.
  package static func shipped(_ assets: Assets = .shipped) throws -> Gazetteer {
    guard let edition = Day("2026-07-17") else { throw ShippedFault.missing("edition of the register") }
    func bytes(_ name: String) throws -> [UInt8] {
      guard let file = assets[name] else { throw ShippedFault.missing(name) }
      return file.bytes
    }
    return try Gazetteer(
      edition: edition,
      files: try ["vko", "abai", "kyzylorda"].map { try bytes("Programmes/kazakhstan/kato_\($0)_2026.csv") },
      fixes: try bytes("Programmes/kazakhstan/kato_name_fixes.csv"))
  }

  /// A programme's own places: a line `edition,2026-07-17`, the headings of the register and a line a place. Throws all that is wrong,
  /// each with its line.
  package init(csv bytes: [UInt8]) throws(FileComplaints) {
    var register = RegisterReader()
    let edition = register.read(bytes)
    register.checkParents()
    guard let edition, register.complaints.isEmpty else { throw FileComplaints(register.complaints) }
    self.init(edition: edition, places: register.places)
  }
}

package enum ShippedFault: Error {
  case missing(String)
}

/// Reads a register of places.
private struct RegisterReader {
  private(set) var places: [String: Place] = [:]
  private(set) var complaints: [FileComplaint] = []
  private var lines: [String: Int] = [:]

  /// Of all the country there are 15,594 lines.
  private static let longest = 4 << 20

  private mutating func complain(_ line: Int?, _ says: Phrase) {
    guard complaints.count < 200 else { return }
    complaints.append(FileComplaint(line: line, says))
  }

  /// The day of the official workbook.
  mutating func read(_ bytes: [UInt8]) -> Day? {
    guard bytes.count <= Self.longest else {
      complain(nil, .fileIsLongerThan(Self.longest))
      return nil
    }
    do throws(CSVFault) {
      var reader = try CSVReader(bytes: bytes)
      let first = try reader.next()
      let edition = first?.cells.first == "edition" ? first?.cells.dropFirst().first.flatMap { Day($0) } : nil
      if edition == nil { complain(1, .editionLine) }
      let header = try reader.next()?.cells ?? []
      guard ["code", "parent", "level", "name_kk", "name_ru", "k"].allSatisfy(header.contains) else {
        complain(2, .registerHeadings)
        return nil
      }
      while let record = try reader.next() {
        add(Dictionary(zip(header, record.cells)) { first, _ in first }, record.line)
      }
      if places.isEmpty { complain(nil, .fileIsEmpty) }
      return edition
    } catch {
      complain(nil, .tableUnreadable)
      return nil
    }
  }

  private mutating func add(_ row: [String: String], _ line: Int) {
    let code = row["code"] ?? ""
    guard code.utf8.count == 9, code.utf8.allSatisfy({ (48...57).contains($0) }) else { return complain(line, .codeOfNine(code)) }
    guard places[code] == nil else { return complain(line, .standsTwice(code)) }
    guard let level = Int(row["level"] ?? "").flatMap(Place.Level.init(rawValue:)) else { return complain(line, .levelOfFour) }
    guard let kazakh = name(row["name_kk"]), let russian = name(row["name_ru"]) else { return complain(line, .placeUnnamed) }
    let parent = row["parent"].flatMap { $0.isEmpty ? nil : $0 }
    if level == .region, !Place.isRegion(code) { return complain(line, .codeOfNine(code)) }
    if level != .region, parent == nil { return complain(line, .keyMissing("parent")) }
    places[code] = Place(
      code: code, parent: level == .region ? nil : parent, level: level, nameKazakh: kazakh, nameRussian: russian,
      sign: Int(row["k"] ?? ""))
    lines[code] = line
  }

  private func name(_ text: String?) -> String? {
    guard let text = text?.trimmed, !text.isEmpty, text.count <= 100 else { return nil }
    return text
  }

  mutating func checkParents() {
    for place in places.values.sorted(by: { $0.code < $1.code }) {
      guard let parent = place.parent else { continue }
      // Below a settlement stands a hamlet at most: whoever goes down a register soon comes to its end.
      guard let above = places[parent],
        above.level.rawValue < place.level.rawValue
          || (above.level == .settlement && above.parent.flatMap { places[$0] }.map { $0.level != .settlement } == true)
      else {
        complain(lines[place.code], .parentUnknown(parent))
        continue
      }
    }
  }
}

extension Phrase {
  fileprivate static let editionLine = Phrase(
    kk: "Бірінші жолда тізілімнің күні тұруы керек: edition,2026-07-17.",
    ru: "В первой строке должен стоять день реестра: edition,2026-07-17.",
    en: "The first line must hold the day of the register: edition,2026-07-17.")
  fileprivate static let registerHeadings = Phrase(
    kk: "Бағандар: code, parent, level, name_kk, name_ru, k.", ru: "Столбцы: code, parent, level, name_kk, name_ru, k.",
    en: "The columns are: code, parent, level, name_kk, name_ru, k.")
  fileprivate static let tableUnreadable = Phrase(
    kk: "Кестені оқу мүмкін емес: оны UTF-8 кодтауындағы CSV ретінде сақтаңыз.",
    ru: "Таблицу нельзя прочитать: сохраните её как CSV в UTF-8.",
    en: "The table cannot be read: save it as CSV in UTF-8.")
  fileprivate static let levelOfFour = Phrase(
    kk: "level: 1 — облыс, 2 — аудан, 3 — округ, 4 — елді мекен.",
    ru: "level: 1 — область, 2 — район, 3 — округ, 4 — населённый пункт.",
    en: "level: 1 a region, 2 a district, 3 an okrug, 4 a settlement.")
  fileprivate static let placeUnnamed = Phrase(
    kk: "Екі тілдегі атауы керек: name_kk, name_ru, 100 таңбаға дейін.",
    ru: "Нужно название на двух языках: name_kk, name_ru, до 100 знаков.",
    en: "A name in two languages is needed: name_kk, name_ru, up to 100 characters.")
  fileprivate static func codeOfNine(_ code: String) -> Phrase {
    Phrase(
      kk: "«\(code)» — ӘАОЖ (КАТО) коды емес.", ru: "«\(code)» — не код КАТО.", en: "“\(code)” is no KATO code.")
  }
  fileprivate static func parentUnknown(_ code: String) -> Phrase {
    Phrase(
      kk: "parent: «\(code)» бұл тізілімде жоқ немесе одан төмен тұр.", ru: "parent: «\(code)» нет в этом реестре, или он ниже.",
      en: "parent: “\(code)” is not in this register, or stands below.")
  }
  fileprivate static func regionWithoutPlaces(_ code: String) -> Phrase {
    Phrase(
      kk: "«\(code)» облысының елді мекендері жоқ: қалтаға places.csv қосыңыз.",
      ru: "Нет мест области «\(code)»: положите в папку places.csv.",
      en: "There are no places of the region “\(code)”: put places.csv into the folder.")
  }
}
