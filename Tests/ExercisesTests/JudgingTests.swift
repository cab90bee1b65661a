import Exchange
import Foundation
import Grading
import Markup
import Programme
import Testing
import Words

@testable import Exercises

/// Grading has languages of its own.
private typealias Tongue = Words.Language

/// The exercises of Tests/Cases/exercises, one or more of each kind that the program judges. The phone's script is held by the same files
/// (Tests/Browser/test_exercises.py): the rules in exercises.json, the answers in exercises.csv, the hashes of generated ones.
@Suite struct JudgingTests {
  private static let folder = Course.root.appending(path: "Tests/Cases")
  private static let isWriting = ProcessInfo.processInfo.environment["KERUEN_WRITE_GOLDEN"] != nil
  private static let mostVariants = 4

  private struct Fixture {
    let exercise: Exercise
    let variants: [Variant]
  }

  private static func fixtures() throws -> [(key: String, value: Fixture)] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "exercises").path).sorted().map { name in
      let bytes = try #require(FileManager.default.contents(atPath: folder.appending(path: "exercises/\(name)").path))
      let exercise = try Exercise(yaml: Array(bytes), name: String(name.dropLast(5)))
      return (exercise.key, Fixture(exercise: exercise, variants: Array(exercise.variants().prefix(mostVariants))))
    }
  }

  private static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// Compared with the file; KERUEN_WRITE_GOLDEN writes it.
  private static func held(_ name: String, _ text: String) throws {
    let url = folder.appending(path: name)
    if isWriting { try text.write(to: url, atomically: true, encoding: .utf8) }
    #expect(try String(contentsOf: url, encoding: .utf8) == text, "\(name)")
  }

  @Test("the files have every kind that is judged by itself and no fault")
  func kinds() throws {
    let fixtures = try Self.fixtures()
    #expect(Set(fixtures.map(\.value.exercise.kind)) == Set(Exercise.Kind.allCases.filter(\.isSelfJudged)))
    for (_, fixture) in fixtures {
      #expect(fixture.exercise.variantComplaints("").map { $0.text(.en) } == [], "\(fixture.exercise.key)")
      #expect(fixture.variants.count == min(fixture.exercise.variantCount, Self.mostVariants))
    }
  }

  @Test("the rules that phones get are those of exercises.json")
  func rules() throws {
    let lines = try Self.fixtures().map { key, fixture in
      let rules = fixture.variants.map { "  \(fixture.exercise.rule($0)?.text ?? "null")" }.joined(separator: ",\n")
      return "\"\(key)\": {\"kind\": \"\(fixture.exercise.kind.rawValue)\", \"rules\": [\n\(rules)\n]}"
    }
    try Self.held("exercises.json", "{\n\(lines.joined(separator: ",\n"))\n}\n")
  }

  @Test("every line of exercises.csv is judged as it says")
  func table() throws {
    let fixtures = Dictionary(uniqueKeysWithValues: try Self.fixtures().map { ($0.key, $0.value) })
    let lines = try Self.text("exercises.csv").split(separator: "\n").dropFirst()
    #expect(lines.count > 200)
    var verdicts: [Exercise.Kind: Set<String>] = [:]
    for (place, line) in lines.enumerated() {
      let fields = Self.fields(line)
      try #require(fields.count == 7, "line \(place + 2)")
      let fixture = try #require(fixtures[fields[0]], "line \(place + 2)")
      let number = try #require(Int(fields[1]))
      try #require(fixture.variants.indices.contains(number - 1), "line \(place + 2)")
      let language = try #require(Tongue(rawValue: fields[2]))
      let said = try Self.said(fixture, number, Self.answer(fields[3]), language, why: fields[4].contains("/"))
      let wanted = "\(fields[4])\t\(fields[5])"
      #expect(said == wanted, "line \(place + 2): \(fields[0]) <\(fields[3])> \(said), not \(wanted)")
      verdicts[fixture.exercise.kind, default: []].insert(String(fields[4].prefix { $0 != " " && $0 != "/" }))
    }
    for (kind, said) in verdicts { #expect(said.isSuperset(of: ["right", "wrong", "unreadable"]), "\(kind.rawValue): \(said)") }
    #expect(verdicts.count == Exercise.Kind.allCases.count { $0.isSelfJudged })
  }

  @Test("an order in which a place was chosen twice keeps what was chosen, and the page names the place")
  func samePlace() throws {
    let fixtures = Dictionary(uniqueKeysWithValues: try Self.fixtures().map { ($0.key, $0.value) })
    for key in ["order", "reorder"] {
      let fixture = try #require(fixtures[key])
      let form = Fields([("p.o.1", "3"), ("p.o.2", "3"), ("p.o.3", "1"), ("p.o.4", "")])
      let answer = try #require(Answer(form: form, to: fixture.exercise))
      #expect(answer.texts.filter { $0.key != "a" } == ["o.1": "3", "o.2": "3", "o.3": "1"])
      let judgement = try #require(fixture.exercise.judge(answer, fixture.variants[0], .en))
      #expect(judgement.obstacle == .samePlace(3))
      let sheet = ExerciseSheet(fixture.exercise, fixture.variants[0], number: 1, of: 1, answer: answer, judgement: judgement)
      let page = sheet.shown(.en, ExerciseSheet.Way(isPost: false, action: "/x")).text
      #expect(page.contains("One place was chosen twice: 3. That does not count as a mistake."))
      #expect(page.matches(of: /<option selected>3</).count == 2)
    }
  }

  @Test("an answer is written out as it stood before whoever gave it")
  func writtenOut() throws {
    for (key, fixture) in try Self.fixtures() {
      let variant = fixture.variants[0]
      guard let right = fixture.exercise.rightAnswer(variant, .en) else { continue }
      let written = fixture.exercise.written(right, variant, .en)
      #expect(!written.isEmpty, "\(key)")
      if case .order(let items) = fixture.exercise.body {
        #expect(written == items.map { $0.plain(.en, variant) }.joined(separator: " → "))
      }
      // What no page sends is no trap.
      for odd in ["999 0", "0:0 9:9", "x", ""] {
        _ = fixture.exercise.written(try #require(Answer(["a": odd, "1": odd])), variant, .en)
      }
    }
  }

  @Test("20,000 generated answers are judged as the kept hashes say")
  func generated() throws {
    let fixtures = Dictionary(uniqueKeysWithValues: try Self.fixtures().map { ($0.key, $0.value) })
    let slots = try Self.text("exercises-pieces.txt").split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { Self.unescaped(String($0)) }
    }
    var draw = Draw()
    var verdicts: [String: Int] = [:]
    let hashes = try (0..<20).map { _ in
      var hash = Hash()
      for _ in 0..<1_000 {
        let slot = draw.one(of: slots)
        let fixture = try #require(fixtures[slot[0]])
        let number = draw.below(fixture.variants.count) + 1
        let language = draw.one(of: Tongue.allCases)
        var answer: [String: String] = [:]
        let count = try #require(Int(slot[2]))
        for place in slot[1].split(separator: " ") {
          answer[String(place)] = (0..<count).map { _ in
            draw.one(of: slot[3].split(separator: "|", omittingEmptySubsequences: false))
          }.joined()
        }
        let said = try Self.said(fixture, number, answer, language)
        verdicts[String(said.prefix { $0 != " " && $0 != "\t" }), default: 0] += 1
        let line = answer.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "|")
        hash.add("\(slot[0]) \(number) \(language.rawValue) \(line)\t\(said)\n")
      }
      return hash.text
    }
    for verdict in ["right", "wrong", "unreadable", "unitMissing", "unitWrong"] {
      #expect(verdicts[verdict] ?? 0 > 200, "\(verdicts)")
    }
    try Self.held("exercises-generated.txt", hashes.joined(separator: "\n") + "\n")
  }

  /// `wrong 0 ?2 !t.1` and behind a tab `mean=right 14,2 с|spread=wrong 0,6 с`; `why`: of an unreadable one with the reason,
  /// `unreadable/samePlace 2`.
  private static func said(
    _ fixture: Fixture, _ number: Int, _ answer: [String: String], _ language: Tongue, why: Bool = false
  ) throws -> String {
    let given = try #require(Answer(answer))
    let judgement = try #require(fixture.exercise.judge(given, fixture.variants[number - 1], language))
    let reason = why ? "/" + (judgement.obstacle.map(Self.reason) ?? "") : ""
    let words =
      [judgement.verdict.rawValue + reason] + judgement.remarks.map(String.init) + judgement.questions.map { "?\($0)" }
      + judgement.implausible.map { "!\($0)" }
    let parts = judgement.parts.sorted { $0.key < $1.key }.map { name, part in
      "\(name)=\(part.verdict.rawValue)" + (part.readAs.map { " \($0)" } ?? "")
    }
    return words.joined(separator: " ") + "\t" + parts.joined(separator: "|")
  }

  private static func reason(_ obstacle: Obstacle) -> String {
    guard case .samePlace(let place) = obstacle else { return obstacle.key }
    return "\(obstacle.key) \(place)"
  }

  private static func answer(_ text: String) -> [String: String] {
    var answer: [String: String] = [:]
    for part in text.split(separator: "|") {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      answer[String(halves[0])] = halves.count > 1 ? String(halves[1]) : ""
    }
    return answer
  }

  private static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields.map(unescaped)
  }

  /// `\u00A0`
  private static func unescaped(_ text: String) -> String {
    let parts = text.split(separator: "\\u", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(into: String(parts[0])) { text, part in
      if let scalar = UInt32(part.prefix(4), radix: 16).flatMap(Unicode.Scalar.init) { text.unicodeScalars.append(scalar) }
      text += part.dropFirst(4)
    }
  }

  /// xorshift32 (Marsaglia 2003), which both languages have in whole numbers of 32 bits.
  private struct Draw {
    var state: UInt32 = 2_463_534_242

    mutating func below(_ count: Int) -> Int {
      state ^= state << 13
      state ^= state >> 17
      state ^= state << 5
      return Int(state % UInt32(count))
    }

    mutating func one<Value>(of values: [Value]) -> Value { values[below(values.count)] }
  }

  /// FNV-1a of 32 bits.
  private struct Hash {
    var state: UInt32 = 2_166_136_261

    mutating func add(_ text: String) { for byte in text.utf8 { state = (state ^ UInt32(byte)) &* 16_777_619 } }

    var text: String { String(state, radix: 16) }
  }
}

/// Whatever comes from outside gets an answer.
@Suite struct AnswerTests {
  @Test("an answer is an object of short texts, and nothing else")
  func answers() throws {
    #expect(Answer(["a": "1"])?.json.text == "{\"a\":\"1\"}")
    #expect(Answer(try JSONReader.read(Array("{\"b\": \"2\", \"a\": \"1\"}".utf8)))?.json.text == "{\"a\":\"1\",\"b\":\"2\"}")
    for foreign in ["[]", "1", "null", "{\"a\": 1}", "{\"a\": [\"1\"]}", "{\"a\": \"\(String(repeating: "9", count: 401))\"}"] {
      #expect(Answer(try JSONReader.read(Array(foreign.utf8))) == nil, "\(foreign)")
    }
    #expect(Answer(Dictionary(uniqueKeysWithValues: (0...150).map { ("\($0)", "") })) == nil)
    #expect(Answer([String(repeating: "a", count: 61): ""]) == nil)
  }

  @Test("what the parts come to together is the first of the order in which things are said")
  func together() {
    func verdict(_ parts: Judgement.Part...) -> String {
      Judgement(Dictionary(uniqueKeysWithValues: parts.enumerated().map { ("\($0)", $1) })).verdict.rawValue
    }
    #expect(verdict(.init(.right), .init(.wrong)) == "wrong")
    #expect(verdict(.init(.unitMissing), .init(.wrong)) == "unitMissing")
    #expect(verdict(.init(.unitMissing), .init(.unitWrong)) == "unitWrong")
    #expect(verdict(.init(.unreadable), .init(.unitWrong)) == "unreadable")
    #expect(verdict(.init(.right)) == "right")
  }

  @Test("what is said of a reading that nobody has names the usual ones in her language")
  func implausible() throws {
    let exercise = try #require(CourseExercises(files: Course.sample).lessons["02-how-sure"]?["own-pendulum"])
    let text = exercise.phone([.order(1)], .ru).text
    #expect(text.contains("обычно 10–200\u{A0}см.") && text.contains("обычно 3–60\u{A0}с."))
    #expect(text.components(separatedBy: "\"outside\":null").count == 3)
  }

  @Test("a hand-in is judged by nobody here")
  func handed() throws {
    let exercise = try #require(CourseExercises(files: Course.sample).lessons["02-how-sure"]?["own-pendulum-report"])
    let answer = try #require(Answer(["a": "1"]))
    #expect(exercise.judge(answer, .order(1), .kk) == nil)
    #expect(exercise.handIn?.photos == 2 && exercise.handIn?.rubric.criteria.count == 3)
  }

  @Test("a check shows the question and nothing of what is right")
  func questions() throws {
    let exercise = try #require(CourseExercises(files: Course.sample).lessons["02-how-sure"]?["kinds-of-error"])
    let variant = try #require(exercise.variants().first)
    let question = exercise.question(variant, .en).text
    #expect(question.contains("The empty scales show 5 g."))
    for hidden in ["rule", "remarks", "hints", "right", "\"is\"", "solution"] {
      #expect(!question.contains("\"\(hidden)"), "\(hidden)")
    }
    #expect(exercise.phone([variant], .en).text.contains("\"rule\""))
  }

  @Test("the phone gets numbers: a text that changes stands in each variant, no expression at all")
  func phone() throws {
    let exercise = try #require(CourseExercises(files: Course.sample).lessons["02-how-sure"]?["period-from-ten"])
    let frozen = try #require(FrozenExercise(json: Course.sample["\(Course.lesson)frozen/period-from-ten.json"] ?? []))
    let text = exercise.phone(exercise.variants(frozen: frozen), .kk).text
    #expect(text.contains("Маятник 10 тербелісті 14,4 с ішінде жасады."))
    #expect(text.contains("\"value\":1.44,\"unit\":\"s\",\"unitNeeded\":true,\"tolerance\":{\"absolute\":0.005}"))
    #expect(!text.contains("t / N") && !text.contains("{=") && !text.contains("round("))
    #expect(text.components(separatedBy: "\"solution\"").count == 13)
    #expect(text.components(separatedBy: "\"remarks\":[\"").count == 2)
  }
}
