import Grading
import Programme
import Security

/// A part of what is right, as a frozen file keeps it.
struct Fact: Sendable, Hashable {
  /// Which part: the third option, the cell of the second row.
  let subject: String
  let value: String
  /// The first eight letters of the hash of the part's text, so that texts that change places are noticed; empty where there is none.
  let mark: String

  var text: String { mark.isEmpty ? value : "\(value) \(mark)" }

  init(_ subject: String, _ value: String, _ text: String? = nil) {
    self.subject = subject
    self.value = value
    mark = text.map { String(Exercise.hexadecimal(sha256(Array($0.utf8))).prefix(8)) } ?? ""
  }
}

extension Exercise {
  /// What is right, of kinds whose answers are no numbers of a variant.
  var facts: [Fact] {
    switch body {
    case .choice(let body):
      body.options.enumerated().map { Fact("\($0 + 1)", $1.isRight ? "right" : "wrong", $1.text.said.kk) }
    case .match(let body): body.pairs.enumerated().map { Fact("\($0 + 1)", $1.target, $1.text.said.kk) }
    case .order(let items): items.enumerated().map { Fact("\($0 + 1)", "\($0 + 1)", $1.said.kk) }
    case .point(let body): [Fact("answer", body.answer)]
    case .text(let body): body.accept.map { Fact($0, "right") }
    case .measured(let body):
      body.fields.map { Fact($0.name, "\($0.unit?.key ?? "-") \($0.times ?? 1)") }
        + body.checks.enumerated().map { Fact("check \($0 + 1)", $1.isQuestion ? "asks" : "says", $1.that.source) }
    case .trace(let body):
      body.rows.enumerated().flatMap { row, cells in
        zip(body.columns, cells).map { Fact("\(row + 1).\($0)", ExerciseText.written($1)) }
      }
    case .reorder(let body):
      body.lines.enumerated().map { Fact("\($0 + 1)", "\($0 + 1):\($1.indent)", ExerciseText.written($1.parts)) }
    case .typed, .handed: []
    }
  }

  /// Whether an answer that was right once is wrong now, or the other way round.
  func contradicts(_ frozen: FrozenExercise) -> Bool {
    if frozen.kind != kind.rawValue { return true }
    if case .typed = body { return false }
    if frozen.right.isEmpty { return false }
    let now = Dictionary(facts.map { ($0.subject, $0) }, uniquingKeysWith: { first, _ in first })
    if case .text = body { return frozen.right.keys.contains { now[$0] == nil } }
    guard now.count == frozen.right.count else { return true }
    var marks: [String: Set<String>] = [:]
    for (subject, text) in frozen.right {
      let parts = text.split(separator: " ", omittingEmptySubsequences: false)
      guard let fact = now[subject] else { return true }
      let value = fact.mark.isEmpty ? text : parts.dropLast().joined(separator: " ")
      if value != fact.value { return true }
      if kind == .measured, fact.mark.isEmpty == false, parts.last.map(String.init) != fact.mark { return true }
      if !fact.mark.isEmpty, let mark = parts.last { marks[String(mark), default: []].insert(value) }
    }
    return facts.contains { fact in !fact.mark.isEmpty && marks[fact.mark].map { !$0.contains(fact.value) } ?? false }
  }
}

extension ExerciseText {
  /// As the author wrote it.
  static func written(_ parts: [Part]) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .number(let name): "{=\(name)}"
      }
    }.joined()
  }
}
