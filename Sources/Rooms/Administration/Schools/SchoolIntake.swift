import Documents
import Intake
import Markup
import Programme
import Storage
import Words

/// A table of schools on its way into the register; brought again it changes nothing.
struct SchoolIntake: TableIntake {
  let kind = "schools"
  let home: Link = "/administration/schools/imports"
  let isOfCycle = false
  let words = IntakeWords(
    title: .schoolImport, explained: .schoolColumns, above: "/administration/schools", added: .toAdd, changed: .toChange)

  func targets(_ cycle: ID<Cycle>?, _ house: House, _ tx: Transaction) -> [IntakeTarget] {
    SchoolColumn.allCases.map { IntakeTarget($0.rawValue, $0.title, synonyms: $0.synonyms) }
  }

  func reading(_ batch: IntakeBatch, _ language: Language, _ house: House, _ tx: Transaction) -> SchoolReading {
    SchoolReading(batch.choice, house.gazetteer)
  }

  /// What the register says of each school, and what its schools are called without the words every school has.
  struct Register {
    fileprivate var schools: [String: (kazakh: String, russian: String, bin: String?)] = [:]
    fileprivate var alike: [String: [(kazakh: String, bin: String?)]] = [:]
  }

  func known(_ batch: IntakeBatch, _ house: House, _ tx: Transaction) throws -> Register {
    var known = Register()
    try tx.each("SELECT place, name_kk, name_ru, bin FROM school") { row in
      let (place, kazakh, bin): (String, String, String?) = (try row["place"], try row["name_kk"], try row["bin"])
      known.schools["\(place)|\(kazakh)"] = (kazakh, try row["name_ru"], bin)
      known.alike["\(place)|\(SchoolNames.bare(kazakh))", default: []].append((kazakh, bin))
    }
    return known
  }

  /// A school under another way of writing its name would stand twice in the register, and girls would choose either.
  func plans(
    _ lines: [SchoolLine], _ known: Register, _ batch: IntakeBatch, _ house: House, _ tx: Transaction
  ) -> [IntakePlan<SchoolLine>] {
    lines.map { line in
      guard let now = known.schools[line.key] else {
        let alike = line.alikeKey.flatMap { known.alike[$0]?.first { $0.bin == nil || line.bin == nil || $0.bin == line.bin } }
        return alike.map { .refuse(.schoolAlike($0.kazakh)) } ?? .add
      }
      return now.russian == line.russian && (line.bin == nil || line.bin == now.bin) ? .unchanged : .change(line)
    }
  }

  func changes(
    _ lines: [(line: SchoolLine, change: SchoolLine)], _ batch: IntakeBatch, _ language: Language, _ house: House,
    _ tx: Transaction
  ) throws -> [IntakeChange] {
    let known = try known(batch, house, tx)
    return lines.map { line, _ in
      let now = known.schools[line.key]
      let fields = [
        (SchoolColumn.russian.title, now?.russian ?? "", line.russian),
        (SchoolColumn.bin.title, now?.bin ?? "", line.bin ?? now?.bin ?? ""),
      ].filter { $0.1 != $0.2 }.map { IntakeChange.Field($0.0, before: $0.1, after: $0.2) }
      return IntakeChange(line: line.number, subject: line.kazakh, fields: fields)
    }
  }

  func carryOut(
    _ work: [(line: SchoolLine, plan: IntakePlan<SchoolLine>)], _ batch: IntakeBatch, _ house: House, _ tx: Transaction
  ) throws {
    for (line, _) in work {
      let kept = try tx.keepSchool(
        place: line.place.code, nameKazakh: line.kazakh, nameRussian: line.russian, bin: line.bin, house.outside)
      if let kept { try tx.note(kept, line.number, of: batch.id) }
    }
  }

  var undo: (any IntakeUndo)? { SchoolUndo() }

  func shown(_ lines: [SchoolLine], _ batch: IntakeBatch, _ visit: Visit) -> [Column<SchoolLine>] {
    let (t, gazetteer) = (visit.language, visit.house.gazetteer)
    return [
      Column("№") { HTML(String($0.number)) }, Column(t(.nameKazakh)) { HTML($0.kazakh) },
      Column(t(.nameRussian)) { HTML($0.russian) }, Column(t(.placeTitle)) { HTML(gazetteer.fullName($0.place.code, in: t)) },
    ]
  }
}

/// What a column of a table of schools may hold.
enum SchoolColumn: String, CaseIterable, Sendable {
  case place, district, settlement, kazakh, russian, bin

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

  fileprivate var synonyms: [String] {
    switch self {
    case .place: ["като", "kato", "әаож", "place", "код като"]
    case .bin: ["бсн", "бин", "bin"]
    case .district: ["аудан", "ауданы", "район", "district"]
    case .settlement: ["елді мекен", "ауыл", "ауылы", "населенный пункт", "село", "settlement", "village"]
    case .kazakh: ["name_kk", "қазақша", "на казахском", "мектеп", "мектептің атауы", "in kazakh"]
    case .russian: ["name_ru", "орысша", "на русском", "школа", "наименование", "наименование школы", "in russian"]
    }
  }
}

/// One school as a line says it.
struct SchoolLine: Sendable {
  let number: Int
  let place: Place
  let kazakh: String
  let russian: String
  let bin: String?

  fileprivate var key: String { "\(place.code)|\(kazakh)" }
  /// Nil for a name of common words alone, which says nothing.
  fileprivate var alikeKey: String? {
    let bare = SchoolNames.bare(kazakh)
    return bare.isEmpty ? nil : "\(place.code)|\(bare)"
  }
}

struct SchoolReading: IntakeReading {
  private let choice: IntakeChoice
  private let gazetteer: Gazetteer
  private var known: [String: Int] = [:]

  init(_ choice: IntakeChoice, _ gazetteer: Gazetteer) {
    self.choice = choice
    self.gazetteer = gazetteer
  }

  mutating func read(_ record: Record) throws(RefusedLine) -> SchoolLine {
    func cell(_ column: SchoolColumn) -> String? {
      guard let position = choice.column(column.rawValue) else { return nil }
      let text = record[position]
      return CellText.isNothing(text) ? nil : text
    }
    func refused(_ says: Phrase) -> RefusedLine { RefusedLine(line: record.line, says: says) }
    guard let kazakh = cell(.kazakh) ?? cell(.russian) else { throw refused(.schoolNameMissing) }
    guard kazakh.count <= 300 else { throw refused(.schoolNameLong) }
    if let bin = cell(.bin), bin.utf8.count != 12 || !bin.utf8.allSatisfy({ (48...57).contains($0) }) { throw refused(.badBIN) }
    let place: Place
    do throws(PlaceUnclear) {
      place = try gazetteer.place(code: cell(.place), settlement: cell(.settlement), district: cell(.district), regions: [])
    } catch {
      throw refused(error.says)
    }
    let line = SchoolLine(
      number: record.line, place: place, kazakh: kazakh, russian: cell(.russian) ?? kazakh, bin: cell(.bin))
    for key in [line.key, line.alikeKey.map { "~\($0)|\(line.bin ?? "")" }].compactMap(\.self) {
      if let first = known[key] { throw refused(.sameAsLine(first)) }
      known[key] = record.line
    }
    return line
  }
}

extension Phrase {
  static let schoolImport = Phrase(kk: "Мектептерді импорттау", ru: "Импорт школ", en: "Import of schools")
  static let toAdd = Phrase(kk: "қосылады", ru: "добавится", en: "to be added")
  static let toChange = Phrase(kk: "өзгереді", ru: "изменится", en: "to be changed")
  static let placeTitle = Phrase(kk: "Елді мекен", ru: "Населённый пункт", en: "Place")
  static let schoolNameMissing = Phrase(kk: "мектептің атауы жоқ", ru: "нет названия школы", en: "the school has no name")
  static let schoolNameLong = Phrase(kk: "атауы тым ұзын", ru: "слишком длинное название", en: "the name is too long")
  static func schoolAlike(_ name: String) -> Phrase {
    Phrase(
      kk:
        "тізілімде осындай мектеп бар сияқты: «\(name)». Сол болса, атауын сондай етіп жазыңыз; басқа болса, екеуінің де БСН-ін көрсетіңіз",
      ru:
        "похоже, такая школа уже есть в реестре: «\(name)». Если это она, напишите название так же; если другая, укажите БИН обеих",
      en:
        "the register seems to have this school: “\(name)”. If it is the same, write the name so; if it is another, give the BIN of both"
    )
  }
  static let badBIN = Phrase(kk: "БСН 12 цифрдан тұрады", ru: "БИН состоит из 12 цифр", en: "a BIN has 12 digits")
  static func sameAsLine(_ line: Int) -> Phrase {
    Phrase(kk: "\(line)-жолмен бірдей", ru: "повторяет строку \(line)", en: "the same as line \(line)")
  }
}
