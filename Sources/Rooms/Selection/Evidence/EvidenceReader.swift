import Allocation
import Documents
import Programme
import Words

/// What a table of results would do: read to its end, nothing written.
struct EvidenceReader {
  /// A line that is not taken, and why.
  struct Refused: Sendable {
    let line: Int
    let says: Phrase
  }

  var values: [EvidenceValue] = []
  var refused: [Refused] = []
  var lines = 0

  static let code = "code"
  static let most = 200_000

  /// The columns a table may have: the code, and value and error of each piece of evidence.
  static func targets(_ pieces: [Policy.Evidence], _ title: @escaping (String) -> Phrase) -> [(key: String, title: Phrase)] {
    [(code, .applicationCodeColumn)]
      + pieces.flatMap { piece in
        let title = title(piece.name)
        return [("value:\(piece.name)", title), ("error:\(piece.name)", .errorOf(title))]
      }
  }

  /// Guesses from the header: the code, the names of the evidence, "name error" or "name_se".
  static func guess(_ header: [String], _ pieces: [Policy.Evidence], _ title: @escaping (String) -> Phrase) -> [String] {
    var used: Set<String> = []
    return header.map { head in
      let bare = folded(head)
      let key: String? =
        if ["код", "code", "код заявки", "өтінім коды"].contains(bare) { code } else {
          pieces.lazy.compactMap { piece -> String? in
            let names = [piece.name] + Language.allCases.map { $0(title(piece.name)) }
            if names.contains(where: { folded($0) == bare }) { return "value:\(piece.name)" }
            let errors = names.flatMap {
              ["\($0) error", "\($0) se", "\($0)_error", "\($0)_se", "\($0) ошибка", "\($0) қателік"]
            }
            return errors.contains { folded($0) == bare } ? "error:\(piece.name)" : nil
          }.first
        }
      guard let key, used.insert(key).inserted else { return "" }
      return key
    }
  }

  /// Throws `SheetComplaint` where the file is no table.
  init(_ bytes: [UInt8], _ mapping: [String], _ pieces: [Policy.Evidence], codes: [String: ID<Applicant>]) throws {
    var sheet = try Spreadsheet(kept: bytes)
    guard let codeColumn = mapping.firstIndex(of: Self.code) else {
      refused = [Refused(line: sheet.headerLine, says: .noCodeColumn)]
      return
    }
    let columns = pieces.compactMap { piece -> (piece: Policy.Evidence, value: Int, error: Int?)? in
      mapping.firstIndex(of: "value:\(piece.name)").map { (piece, $0, mapping.firstIndex(of: "error:\(piece.name)")) }
    }
    guard !columns.isEmpty else {
      refused = [Refused(line: sheet.headerLine, says: .noValueColumn)]
      return
    }
    var seen: [String: Int] = [:]
    while lines < Self.most, let record = try sheet.next() {
      lines += 1
      do throws(LineRefused) {
        values += try Self.read(record, columns, record[codeColumn], codes, &seen)
      } catch {
        refused.append(Refused(line: record.line, says: error.says))
      }
    }
  }

  private struct LineRefused: Error { let says: Phrase }

  private static func read(
    _ record: Record, _ columns: [(piece: Policy.Evidence, value: Int, error: Int?)], _ typed: String,
    _ codes: [String: ID<Applicant>], _ seen: inout [String: Int]
  ) throws(LineRefused) -> [EvidenceValue] {
    let code = typed.filter { !$0.isWhitespace }.uppercased()
    guard !code.isEmpty else { throw LineRefused(says: .codeMissing) }
    guard let applicant = codes[code] else { throw LineRefused(says: .codeUnknown) }
    if let before = seen[code] { throw LineRefused(says: .codeOnLine(before)) }
    seen[code] = record.line
    var values: [EvidenceValue] = []
    for (piece, value, error) in columns {
      let text = record[value].filter { !$0.isWhitespace }
      if text.isEmpty { continue }
      guard let number = Decimal.read(text), piece.scale.holds(number) else {
        throw LineRefused(says: .valueImpossible(piece.name, String(text.prefix(20))))
      }
      let typedError = error.map { record[$0].filter { !$0.isWhitespace } } ?? ""
      guard let deviation = typedError.isEmpty ? 0 : Decimal.read(typedError), deviation >= 0 else {
        throw LineRefused(says: .valueImpossible(piece.name, String(typedError.prefix(20))))
      }
      values.append(EvidenceValue(applicant: applicant, name: piece.name, value: number, error: deviation))
    }
    if values.isEmpty { throw LineRefused(says: .valuesMissing) }
    return values
  }
}

extension Policy.Scale {
  /// Whether such a value can be: a raw scale has its range, an ability its dozen of logits.
  func holds(_ value: Double) -> Bool {
    switch self {
    case .raw(let lowest, let highest): (lowest...highest).contains(value)
    case .logit: value.magnitude <= 12
    case .standard: value.isFinite
    }
  }
}

extension Phrase {
  static let applicationCodeColumn = Phrase(kk: "Өтінім коды", ru: "Код заявки", en: "Application code")
  static func errorOf(_ title: Phrase) -> Phrase {
    Phrase(kk: "\(title(.kk)): қателігі", ru: "\(title(.ru)): погрешность", en: "\(title(.en)): error")
  }
  static let noCodeColumn = Phrase(
    kk: "Өтінім коды қай бағанда екені көрсетілмеген", ru: "Не указано, в каком столбце код заявки",
    en: "No column is chosen for the application code")
  static let noValueColumn = Phrase(
    kk: "Нәтиже қай бағанда екені көрсетілмеген", ru: "Не указано, в каком столбце результат",
    en: "No column is chosen for a result")
  static let codeMissing = Phrase(kk: "Код жазылмаған", ru: "Нет кода", en: "The code is missing")
  static let codeUnknown = Phrase(
    kk: "Мұндай кодпен іріктеуге қатысушы жоқ", ru: "Среди участниц отбора нет такого кода", en: "No candidate has this code")
  static func codeOnLine(_ line: Int) -> Phrase {
    Phrase(
      kk: "Бұл код \(line)-жолда да бар", ru: "Этот код уже есть в строке \(line)", en: "This code stands on line \(line) too")
  }
  static func valueImpossible(_ name: String, _ text: String) -> Phrase {
    Phrase(
      kk: "\(name): «\(text)» деген мән болуы мүмкін емес", ru: "\(name): значение «\(text)» невозможно",
      en: "\(name): the value “\(text)” is impossible")
  }
  static let valuesMissing = Phrase(kk: "Бірде-бір мән жоқ", ru: "Нет ни одного значения", en: "There is no value")
  static let evidenceConfirmedBefore = Phrase(
    kk: "Бұл кесте расталған немесе алынып тасталған.", ru: "Эта таблица уже подтверждена или убрана.",
    en: "This table is confirmed or dropped already.")
}
