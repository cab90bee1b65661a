import Allocation
import Documents
import Intake
import Markup
import Programme
import Rules
import Storage
import Words

/// Results of tests and essays as a table: each line is one candidate, with a value and an error for each piece.
struct EvidenceIntake: TableIntake {
  let kind = "evidence"
  let home: Link = "/desk/selection/evidence"
  let words = IntakeWords(
    title: .evidenceTitle, explained: .evidenceExplained, above: "/desk/selection", notYet: .policyFirst, added: .firstResults,
    changed: .valuesChanged)

  /// How many take part, and how many of them have each piece.
  func standing(_ cycle: ID<Cycle>?, _ house: House, _ tx: Transaction) throws -> [(count: Int, says: Phrase)] {
    guard let cycle else { return [] }
    let file = try tx.policies(cycle).first?.file
    return [(try tx.candidateCount(cycle), .candidatesWord)]
      + (try tx.evidenceCounts(cycle).map { ($0.count, file?.title(evidence: $0.name) ?? Phrase(verbatim: $0.name)) })
  }

  /// The code, and value and error of each piece that the newest policy names and no room measures.
  func targets(_ cycle: ID<Cycle>?, _ house: House, _ tx: Transaction) throws -> [IntakeTarget] {
    guard let cycle, let file = try tx.policies(cycle).first?.file else { return [] }
    let pieces = file.policy.evidence.filter { piece in !house.evidenceSources.contains { $0.name == piece.name } }
    let words = ["error", "standard error", "se", "ошибка", "стандартная ошибка", "погрешность", "қателік", "қателігі"]
    return [IntakeTarget(EvidenceReading.code, .applicationCodeColumn, synonyms: ["код", "code", "код заявки", "өтінім коды"])]
      + pieces.flatMap { piece -> [IntakeTarget] in
        let title = file.title(evidence: piece.name)
        let names = [piece.name] + Language.allCases.map { $0(title) }
        // Where one result is asked for, there is one error that may be meant.
        let errors =
          names.flatMap { name in words.flatMap { ["\(name) \($0)", "\($0) \(name)"] } } + (pieces.count == 1 ? words : [])
        return [
          IntakeTarget("value:\(piece.name)", title, synonyms: [piece.name]),
          IntakeTarget("error:\(piece.name)", .errorOf(title), synonyms: errors),
        ]
      }
  }

  func reading(_ batch: IntakeBatch, _ language: Language, _ house: House, _ tx: Transaction) throws -> EvidenceReading {
    let cycle = try batch.ofCycle()
    guard let file = try tx.policies(cycle).first?.file else { throw Refusal(.conflict, .policyFirst) }
    return EvidenceReading(
      batch.choice, file, codes: try tx.candidateCodes(cycle, regions: batch.choice.regions),
      standings: try tx.evidenceStandings(cycle))
  }

  func known(_ batch: IntakeBatch, _ house: House, _ tx: Transaction) throws -> [ID<Applicant>: [String: Standing]] {
    try tx.evidenceStandings(try batch.ofCycle())
  }

  func plans(
    _ lines: [EvidenceLine], _ known: [ID<Applicant>: [String: Standing]], _ batch: IntakeBatch, _ house: House, _ tx: Transaction
  ) -> [IntakePlan<[String: Standing]>] {
    lines.map { line in
      let before = known[line.applicant] ?? [:]
      if line.values.allSatisfy({ value in before[value.name].map { value.isSame(as: $0) } ?? false }) { return .unchanged }
      // Nobody said how exact the new one is, and the old one's error would be lost with it.
      if let value = line.values.first(where: { !$0.saysError && (before[$0.name]?.error ?? 0) > 0 }) {
        return .refuse(.errorWouldBeLost(line.title(of: value)))
      }
      return before.isEmpty ? .add : .change(before)
    }
  }

  func carryOut(
    _ work: [(line: EvidenceLine, plan: IntakePlan<[String: Standing]>)], _ batch: IntakeBatch, _ house: House, _ tx: Transaction
  ) throws {
    var standings: [ID<Applicant>: [String: Standing]] = [:]
    for (line, plan) in work { if case .change(let before) = plan { standings[line.applicant] = before } }
    let values = work.flatMap { $0.line.values.map { ($0.applicant, $0.name, $0.value, $0.error) } }
    try tx.addEvidence(values, to: standings, source: "import", batch: batch.id, house)
  }

  var undo: (any IntakeUndo)? { EvidenceUndo() }

  func changes(
    _ lines: [(line: EvidenceLine, change: [String: Standing])], _ batch: IntakeBatch, _ language: Language, _ house: House,
    _ tx: Transaction
  ) -> [IntakeChange] {
    lines.map { line, before in
      let fields = line.values.compactMap { value -> IntakeChange.Field? in
        let standing = before[value.name]
        if let standing, value.isSame(as: standing) { return nil }
        return IntakeChange.Field(
          line.title(of: value), before: standing.map { language.measured($0.value, $0.error) } ?? "",
          after: language.measured(value.value, value.error))
      }
      return IntakeChange(line: line.line, subject: line.code, fields: fields)
    }
  }

  func shown(_ lines: [EvidenceLine], _ batch: IntakeBatch, _ visit: Visit) -> [Column<EvidenceLine>] {
    let t = visit.language
    let titles = lines.first?.titles ?? []
    return [
      Column(t(.lineWord)) { HTML(String($0.line)) }, Column(t(.applicationCodeColumn)) { HTML($0.code) },
    ]
      + titles.map { name, title in
        Column(t(title), isNumeric: true) { line in
          HTML(line.values.first { $0.name == name }.map { t.measured($0.value, $0.error) } ?? "—")
        }
      }
  }
}

/// One candidate's results as a line says them.
struct EvidenceLine: Sendable {
  let line: Int
  let code: String
  let applicant: ID<Applicant>
  let values: [EvidenceValue]
  let titles: [(name: String, title: Phrase)]

  func title(of value: EvidenceValue) -> Phrase {
    titles.first { $0.name == value.name }?.title ?? Phrase(verbatim: value.name)
  }
}

extension EvidenceValue {
  /// Whether a table brings nothing new; one that is silent about errors does not take one away.
  fileprivate func isSame(as standing: Standing) -> Bool {
    standing.value == value && (standing.error == error || !saysError)
  }
}

extension Language {
  /// "64,0 ± 4,5"; the value alone where no error is known.
  func measured(_ value: Double, _ error: Double) -> String {
    error == 0 ? number(value) : "\(number(value)) ± \(number(error))"
  }
}

struct EvidenceReading: IntakeReading {
  private let codeColumn: Int?
  private let columns: [(piece: Policy.Evidence, title: Phrase, value: Int, error: Int?)]
  private let titles: [(name: String, title: Phrase)]
  private let codes: [String: ID<Applicant>]
  /// How many candidates have no value of a piece yet.
  private var lacking: [(title: Phrase, name: String, applicants: Set<ID<Applicant>>)]
  private var seen: [String: Int] = [:]
  private let commaIsPoint: Bool
  /// The codes by what they look like.
  private let looks: [String: String]

  static let code = "code"

  init(
    _ choice: IntakeChoice, _ file: PolicyFile, codes: [String: ID<Applicant>], standings: [ID<Applicant>: [String: Standing]]
  ) {
    codeColumn = choice.column(Self.code)
    columns = file.policy.evidence.compactMap { piece in
      choice.column("value:\(piece.name)").map {
        (piece, file.title(evidence: piece.name), $0, choice.column("error:\(piece.name)"))
      }
    }
    titles = columns.map { ($0.piece.name, $0.title) }
    self.codes = codes
    commaIsPoint = choice.commaIsPoint
    looks = Dictionary(codes.keys.map { (CellText.look($0), $0) }) { first, _ in first }
    lacking = file.policy.evidence.map { piece in
      (file.title(evidence: piece.name), piece.name, Set(codes.values.filter { standings[$0]?[piece.name] == nil }))
    }
  }

  var remarks: [(count: Int, says: Phrase)] { lacking.map { ($0.applicants.count, .willLack($0.title)) } }

  mutating func read(_ record: Record) throws(RefusedLine) -> EvidenceLine {
    func refused(_ says: Phrase) -> RefusedLine { RefusedLine(line: record.line, says: says) }
    guard let codeColumn else { throw refused(.noCodeColumn) }
    guard !columns.isEmpty else { throw refused(.noValueColumn) }
    let written = codeColumn < record.cells.count ? record.cells[codeColumn] : ""
    let code = record[codeColumn].filter { !$0.isWhitespace }.uppercased()
    guard !code.isEmpty else { throw refused(.codeMissing) }
    guard !Invisible.stands(in: written) else { throw refused(.codeUnprintable) }
    guard let applicant = codes[code] else {
      throw refused(looks[CellText.look(code)].map { .codeInOtherLetters($0) } ?? .codeUnknown)
    }
    if let before = seen[code] { throw refused(.codeOnLine(before)) }
    seen[code] = record.line
    var values: [EvidenceValue] = []
    for column in columns {
      guard let number = try number(record, column.value, column.piece, column.title) else { continue }
      guard column.piece.scale.holds(number) else {
        throw refused(.valueImpossible(column.title, String(record[column.value].prefix(20))))
      }
      let deviation = try column.error.flatMap { (error) throws(RefusedLine) in
        try self.number(record, error, column.piece, column.title)
      }
      if let deviation, deviation < 0, let error = column.error {
        throw refused(.valueImpossible(column.title, String(record[error].prefix(20))))
      }
      values.append(
        EvidenceValue(
          applicant: applicant, name: column.piece.name, value: number, error: deviation ?? 0, saysError: deviation != nil))
    }
    if values.isEmpty { throw refused(.valuesMissing) }
    for index in lacking.indices where values.contains(where: { $0.name == lacking[index].name }) {
      lacking[index].applicants.remove(applicant)
    }
    return EvidenceLine(line: record.line, code: code, applicant: applicant, values: values, titles: titles)
  }
}

extension EvidenceReading {
  /// Nil where there is no value.
  private func number(
    _ record: Record, _ column: Int, _ piece: Policy.Evidence, _ title: Phrase
  ) throws(RefusedLine) -> Double? {
    let text = record[column]
    switch CellText.number(text, commaIsPoint: commaIsPoint) {
    case .gap: return nil
    case .value(let number): return number
    case .percent(let percent):
      if let number = piece.scale.share(percent) { return number }
      throw RefusedLine(line: record.line, says: .percentOfWhat(text))
    case .twoWays: throw RefusedLine(line: record.line, says: .numberTwoWays(text))
    case .unreadable: throw RefusedLine(line: record.line, says: .valueImpossible(title, String(text.prefix(20))))
    }
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
  static func errorWouldBeLost(_ title: Phrase) -> Phrase {
    Phrase(
      kk: "\(title(.kk)): бұрынғы нәтиженің қателігі бар, жолда ол жоқ. Қателік бағанын қосыңыз; қателігі жоқ болса, 0 жазыңыз",
      ru:
        "\(title(.ru)): у прежнего результата есть погрешность, в строке её нет. Добавьте столбец погрешности; если её нет, поставьте 0",
      en: "\(title(.en)): the earlier result has an error, the line has none. Add a column of errors, with 0 where there is none")
  }
  static let noCodeColumn = Phrase(
    kk: "Өтінім коды қай бағанда екені көрсетілмеген", ru: "Не указано, в каком столбце код заявки",
    en: "No column is chosen for the application code")
  static let noValueColumn = Phrase(
    kk: "Нәтиже қай бағанда екені көрсетілмеген", ru: "Не указано, в каком столбце результат",
    en: "No column is chosen for a result")
  static let codeMissing = Phrase(kk: "Код жазылмаған", ru: "Нет кода", en: "The code is missing")
  static let codeUnknown = Phrase(
    kk: "Мұндай кодпен іріктеуге қатысушы жоқ", ru: "В отборе нет такого кода", en: "No candidate has this code")
  static let codeUnprintable = Phrase(
    kk: "Кодта көрінбейтін таңба бар: кодты қолмен қайта теріңіз", ru: "В коде есть невидимый знак: наберите код заново",
    en: "The code has a sign nobody sees: type the code again")
  static func codeInOtherLetters(_ code: String) -> Phrase {
    Phrase(
      kk: "Код \(code) кодына ұқсайды, бірақ әріптері басқа әліпбиден",
      ru: "Код похож на \(code), но набран буквами другого алфавита",
      en: "The code looks like \(code), but is typed in letters of another alphabet")
  }
  static func codeOnLine(_ line: Int) -> Phrase {
    Phrase(
      kk: "Бұл код \(line)-жолда да бар", ru: "Этот код уже есть в строке \(line)", en: "This code is also on line \(line)")
  }
  static func valueImpossible(_ title: Phrase, _ text: String) -> Phrase {
    Phrase(
      kk: "\(title(.kk)): «\(text)» деген мән болуы мүмкін емес", ru: "\(title(.ru)): значение «\(text)» невозможно",
      en: "\(title(.en)): the value “\(text)” is impossible")
  }
  static let valuesMissing = Phrase(kk: "Бірде-бір мән жоқ", ru: "Нет ни одного значения", en: "There is no value")
  static let evidenceTitle = Phrase(
    kk: "Іріктеуде ескерілетін нәтижелер", ru: "Результаты для отбора", en: "Evidence for the selection")
  static let evidenceExplained = Phrase(
    kk:
      "Әр жол — бір қатысушы: өтінім коды, нәтижесі және өлшеу қателігі. Алдымен не болатыны көрсетіледі; сіз растағанша ештеңе жазылмайды. Жаңа мән ескісін өшірмейді: тарихы сақталады, соңғысы есепке алынады.",
    ru:
      "Каждая строка — один человек: код заявки, результат и погрешность. Сначала показывается, что получится; до подтверждения ничего не записывается. Новое значение не стирает прежнее: история сохраняется, считается последнее.",
    en:
      "Each line is one candidate: application code, result and its error. First you see what would happen; nothing is written until you confirm. A new value does not erase the old one: the history is kept, the latest counts."
  )
  static let policyFirst = Phrase(
    kk: "Алдымен іріктеу қағидалары жазылуы керек: қандай нәтижелер ескерілетіні соларда көрсетіледі.",
    ru: "Сначала задайте правила отбора: в них указано, какие результаты учитываются.",
    en: "First a selection policy is needed: it says which evidence counts.")
  static let candidatesWord = Phrase(kk: "іріктеуге қатысушы", ru: "в отборе", en: "candidates")
  static let lineWord = Phrase(kk: "Жол", ru: "Строка", en: "Line")
  static func willLack(_ title: Phrase) -> Phrase {
    Phrase(kk: "нәтижесі жоқ: \(title(.kk))", ru: "без результата: \(title(.ru))", en: "without: \(title(.en))")
  }
  static let firstResults = Phrase(
    kk: "алғашқы нәтижесі бар жол", ru: "строк с первым результатом", en: "lines with a first result")
  static let valuesChanged = Phrase(kk: "өзгеретін жол", ru: "строк с новыми значениями", en: "lines with new values")
}
