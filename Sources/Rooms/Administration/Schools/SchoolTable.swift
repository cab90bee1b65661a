import Documents
import Programme
import Words

/// A table of schools somebody brings: which column is what, and each line found in the register of places or refused.
struct SchoolTable: Sendable {
  /// What a column may hold.
  enum Target: String, CaseIterable, Sendable {
    case place, district, settlement, kazakh, russian, bin
  }

  struct Line: Sendable {
    let number: Int
    let place: Place
    let kazakh: String
    let russian: String
    let bin: String?
  }

  struct Refused: Sendable {
    let number: Int
    let text: String
    let reason: Phrase
  }

  let columns: [String]
  private(set) var lines: [Line] = []
  private(set) var refused: [Refused] = []

  /// Throws `SheetComplaint` when it is no table. `targets` says for each column what it is, in the columns' order.
  init(_ bytes: [UInt8], _ targets: [Target?], _ gazetteer: Gazetteer) throws {
    var sheet = try Spreadsheet(kept: bytes)
    columns = sheet.columns
    var known: [String: Int] = [:]
    while let record = try sheet.next() {
      var cells: [Target: String] = [:]
      for (position, target) in targets.enumerated() {
        if let target { cells[target] = record[position].split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      }
      switch Self.read(cells, record.line, gazetteer) {
      case .failure(let complaint):
        refused.append(Refused(number: record.line, text: cells[.kazakh] ?? cells[.russian] ?? "", reason: complaint.reason))
      case .success(let line):
        let key = "\(line.place.code)|\(line.kazakh)"
        if let first = known[key] {
          refused.append(Refused(number: line.number, text: line.kazakh, reason: .sameAsLine(first)))
        } else {
          known[key] = line.number
          lines.append(line)
        }
      }
    }
  }

  /// What each column seems to be, by its title.
  static func guess(_ columns: [String]) -> [Target?] {
    var free = Set(Target.allCases)
    return columns.map { title in
      let plain = folded(title)
      guard let target = Target.allCases.first(where: { free.contains($0) && $0.titles.contains { plain.contains($0) } }) else {
        return nil
      }
      free.remove(target)
      return target
    }
  }

  private struct Complaint: Error { let reason: Phrase }

  private static func read(_ cells: [Target: String], _ number: Int, _ gazetteer: Gazetteer) -> Result<Line, Complaint> {
    func cell(_ target: Target) -> String? { cells[target].flatMap { $0.isEmpty ? nil : $0 } }
    guard let kazakh = cell(.kazakh) ?? cell(.russian) else { return .failure(Complaint(reason: .schoolNameMissing)) }
    guard kazakh.count <= 300 else { return .failure(Complaint(reason: .schoolNameLong)) }
    if let bin = cell(.bin), bin.count != 12 || !bin.allSatisfy(\.isASCIIDigit) { return .failure(Complaint(reason: .badBIN)) }
    return place(code: cell(.place), district: cell(.district), settlement: cell(.settlement), gazetteer).map { place in
      Line(number: number, place: place, kazakh: kazakh, russian: cell(.russian) ?? kazakh, bin: cell(.bin))
    }
  }

  private static func place(
    code: String?, district: String?, settlement: String?, _ gazetteer: Gazetteer
  ) -> Result<Place, Complaint> {
    if let code {
      guard let place = gazetteer[code] else { return .failure(Complaint(reason: .unknownCode)) }
      return place.level == .region ? .failure(Complaint(reason: .codeOfRegion)) : .success(place)
    }
    guard let settlement else { return .failure(Complaint(reason: .placeMissing)) }
    var under: String?
    if let district {
      let found = gazetteer.districts(named: district)
      guard found.count == 1 else { return .failure(Complaint(reason: .unknownDistrict)) }
      under = found[0].code
    }
    let found = gazetteer.settlements(named: settlement, under: under)
    switch found.count {
    case 0: return .failure(Complaint(reason: .unknownSettlement))
    case 1: return .success(found[0])
    default: return .failure(Complaint(reason: .severalSettlements))
    }
  }
}

extension SchoolTable.Target {
  var title: Phrase {
    switch self {
    case .place: Phrase(kk: "ӘАОЖ коды", ru: "Код КАТО", en: "KATO code")
    case .district: Phrase(kk: "Аудан", ru: "Район", en: "District")
    case .settlement: Phrase(kk: "Елді мекен", ru: "Населённый пункт", en: "Settlement")
    case .kazakh: Phrase(kk: "Қазақша атауы", ru: "Название на казахском", en: "Name in Kazakh")
    case .russian: Phrase(kk: "Орысша атауы", ru: "Название на русском", en: "Name in Russian")
    case .bin: Phrase(kk: "БСН", ru: "БИН", en: "BIN")
    }
  }

  /// Folded words that a column's title holds.
  var titles: [String] {
    switch self {
    case .place: ["като", "kato", "әаож", "place"].map(folded)
    case .bin: ["бсн", "бин", "bin"].map(folded)
    case .district: ["аудан", "район", "district"].map(folded)
    case .settlement: ["елді мекен", "ауыл", "населен", "село", "settlement", "village"].map(folded)
    case .kazakh: ["name_kk", "қазақша", "на казахском", "мектеп", "in kazakh"].map(folded)
    case .russian: ["name_ru", "орысша", "на русском", "школа", "наименование", "in russian"].map(folded)
    }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

extension Phrase {
  static let schoolNameMissing = Phrase(kk: "мектептің атауы жоқ", ru: "нет названия школы", en: "the school has no name")
  static let schoolNameLong = Phrase(kk: "атауы тым ұзын", ru: "слишком длинное название", en: "the name is too long")
  static let badBIN = Phrase(kk: "БСН 12 цифрдан тұрады", ru: "БИН состоит из 12 цифр", en: "a BIN has 12 digits")
  static let unknownCode = Phrase(
    kk: "тіркелімде мұндай код жоқ", ru: "такого кода нет в реестре", en: "the register has no such code")
  static let codeOfRegion = Phrase(
    kk: "бұл облыс коды, елді мекен коды керек", ru: "это код области, нужен код населённого пункта",
    en: "this is a region's code, a settlement's is needed")
  static let placeMissing = Phrase(kk: "елді мекен жоқ", ru: "нет населённого пункта", en: "there is no place")
  static let unknownDistrict = Phrase(
    kk: "тіркелімде мұндай аудан жоқ", ru: "такого района нет в реестре", en: "the register has no such district")
  static let unknownSettlement = Phrase(
    kk: "бұл ауданда мұндай елді мекен жоқ", ru: "такого населённого пункта в районе нет", en: "the district has no such place")
  static let severalSettlements = Phrase(
    kk: "мұндай атау бірнешеу, КАТО кодын көрсетіңіз", ru: "таких названий несколько, укажите код КАТО",
    en: "there are several of this name, give the KATO code")
  static func sameAsLine(_ line: Int) -> Phrase {
    Phrase(kk: "\(line)-жолмен бірдей", ru: "повторяет строку \(line)", en: "the same as line \(line)")
  }
}
