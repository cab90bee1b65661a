package import Programme
import Security
import Words

extension Exercise {
  /// Where the file lies: what may stand in it differs.
  package enum Place: Sendable { case lesson, check }

  /// Reads a file by the name it has without `.yaml`; throws all that is wrong with it, by line.
  package init(yaml: [UInt8], name: String, in place: Place = .lesson) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { root in
      var reader = ExerciseReader(root, place)
      return reader.exercise(named: name, version: Exercise.version(of: yaml))
    }
  }

  static func version(of yaml: [UInt8]) -> String { String(hexadecimal(sha256(yaml)).prefix(16)) }

  static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}

/// Goes through the whole of a file; what cannot be read is a complaint and nil.
struct ExerciseReader {
  let root: YAMLEntry
  let place: Exercise.Place
  var remarks: [ExerciseText] = []

  init(_ root: YAMLEntry, _ place: Exercise.Place) {
    self.root = root
    self.place = place
  }

  mutating func exercise(named name: String, version: String) -> Exercise? {
    let key = root.key()
    if let key, key != name { root.complain(.keyIsNotFileName(key, name), at: "key") }
    guard let kind = kind() else { return nil }
    know(kind)
    let ask = text("ask")
    let skill = root.has("skill") || kind.isSelfJudged ? root.key("skill") : nil
    let hints = list("hints", 0...6) { reader, entry in reader.text(entry) }
    let feedback = root.entry(ifAny: "feedback")
    feedback?.know("right", "wrong")
    let (right, wrong) = (feedback.flatMap { text(ifAny: "right", in: $0) }, feedback.flatMap { text(ifAny: "wrong", in: $0) })
    let solution = text(ifAny: "solution", in: root)
    let numbers = kind.mayChange ? NumbersReader.read(root) : ChangingNumbers.none
    let body = body(kind, numbers?.forms ?? [:])
    guard let key, let ask, let hints, let numbers, let body else { return nil }
    let exercise = Exercise(
      key: key, kind: kind, version: version, skill: skill, ask: ask, hints: hints, right: right, wrong: wrong,
      solution: solution, remarks: remarks, numbers: numbers, body: body)
    checkNames(exercise)
    return exercise
  }

  private func kind() -> Exercise.Kind? {
    if root.value(of: "kind") == "code" { return root.fail(.codeIsNoKind, at: "kind") }
    guard let kind: Exercise.Kind = root.choice("kind") else { return nil }
    if place == .check, !kind.mayBeInCheck { return root.fail(.kindNotInCheck(kind.rawValue), at: "kind") }
    return kind
  }

  private func know(_ kind: Exercise.Kind) {
    var keys = ["key", "kind", "skill", "ask"]
    if place == .lesson { keys += ["hints", "feedback", "solution"] }
    if kind.mayChange { keys += ["variants", "params", "where"] }
    let hasMistakes = [.number, .gaps, .text].contains(kind) && place == .lesson
    if hasMistakes { keys.append("mistakes") }
    switch kind {
    case .choice, .several: keys += ["options", "keep"]
    case .match: keys += ["to", "pairs"]
    case .order: keys += ["items"]
    case .point: keys += place == .lesson ? ["figure", "areas", "answer", "says"] : ["figure", "areas", "answer"]
    case .number: keys += ["answer"]
    case .gaps: keys += ["gaps"]
    case .text: keys += ["accept", "fold"]
    case .measured: keys += ["fields", "checks"]
    case .trace: keys += ["code", "columns", "rows", "given"]
    case .reorder: keys += ["lines", "extra"]
    case .assignment, .open, .photo, .file: keys += ["hand", "due", "rubric", "project"]
    }
    root.know(keys)
  }

  private mutating func body(_ kind: Exercise.Kind, _ forms: [String: ExpressionValue.Form]) -> Exercise.Body? {
    switch kind {
    case .choice, .several: choice(kind).map(Exercise.Body.choice)
    case .match: match().map(Exercise.Body.match)
    case .order: order().map(Exercise.Body.order)
    case .point: point().map(Exercise.Body.point)
    case .number: number(forms).map { .typed([$0]) }
    case .gaps: gaps(forms).map(Exercise.Body.typed)
    case .text: typedText().map(Exercise.Body.text)
    case .measured: measured().map(Exercise.Body.measured)
    case .trace: trace().map(Exercise.Body.trace)
    case .reorder: reorder().map(Exercise.Body.reorder)
    case .assignment, .open, .photo, .file: handIn(kind).map(Exercise.Body.handed)
    }
  }

  /// Every number that a text shows is one of the exercise's, and gaps stand where they belong.
  private func checkNames(_ exercise: Exercise) {
    let known = Set(exercise.numbers.params.map(\.name))
    for text in exercise.texts {
      for name in text.numbers.subtracting(known).sorted() { text.complain(.noSuchNumber(name), root) }
      if text != exercise.ask, Language.allCases.contains(where: { !text.gaps($0).isEmpty }) {
        text.complain(.gapElsewhere, root)
      }
    }
    for parts in exercise.body.parts {
      for case .number(let name) in parts where !known.contains(name) {
        root.complain(.noSuchNumber(name), at: exercise.kind == .trace ? "rows" : "lines")
      }
    }
    var wanted: [String] = []
    if exercise.kind == .gaps, case .typed(let gaps) = exercise.body { wanted = gaps.map(\.name) }
    for language in Language.allCases where exercise.ask.gaps(language).sorted() != wanted.sorted() {
      exercise.ask.complain(wanted.isEmpty ? .gapElsewhere : .gapsInAsk(language), root)
    }
  }
}

extension ExerciseText {
  /// At its own line; `entry` is of the same file.
  func complain(_ says: Phrase, _ entry: YAMLEntry) { entry.complain(says, onLine: line) }
}
