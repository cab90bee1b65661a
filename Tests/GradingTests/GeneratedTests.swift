import Foundation
import Testing

@testable import Grading

/// 100,000 generated answers and what is said of each, as 100 hashes that the phone's script must come to as well
/// (Tests/Browser/test_grading.py): same verdicts, same words, same bits.
@Suite struct GeneratedTests {
  /// xorshift32 (Marsaglia 2003), which both languages have in whole numbers of 32 bits.
  private struct Draw {
    var state: UInt32 = 2_463_534_242

    mutating func one<Value>(of values: [Value]) -> Value {
      state ^= state << 13
      state ^= state >> 17
      state ^= state << 5
      return values[Int(state % UInt32(values.count))]
    }
  }

  /// FNV-1a of 32 bits.
  private struct Hash {
    var state: UInt32 = 2_166_136_261

    mutating func add(_ text: String) { for byte in text.utf8 { state = (state ^ UInt32(byte)) &* 16_777_619 } }

    var text: String { String(state, radix: 16) }
  }

  private struct Asked {
    let value: String
    let unit: String
    let question: Question

    /// A piece of an answer; `#` and `=` stand for the value and the unit that are asked for.
    func filled(_ piece: String) -> String { piece == "#" ? value : piece == "=" ? unit : piece }
  }

  @Test("100,000 generated answers are judged as the kept hashes say")
  func generated() throws {
    let grader = Grader(try shippedUnits())
    let asked = try askedQuestions(grader)
    let slots = try Case.text("grading-pieces.txt").split(separator: "\n").map { line in
      try line.split(separator: "|", omittingEmptySubsequences: false).map { try Case.unescaped(String($0)) }
    }
    var draw = Draw()
    var verdicts: [Verdict: Int] = [:]
    let hashes = (0..<100).map { _ in
      var hash = Hash()
      for _ in 0..<1_000 {
        let asked = draw.one(of: asked)
        let language = draw.one(of: Language.allCases)
        let typed = slots.map { asked.filled(draw.one(of: $0)) }.joined()
        let grade = grader.grade(typed, asked.question, language)
        verdicts[grade.verdict, default: 0] += 1
        hash.add(line(typed, grade))
      }
      return hash.text
    }
    for verdict in Verdict.allCases { #expect(verdicts[verdict] ?? 0 > 500, "\(verdicts)") }
    let kept = Case.file("grading-generated.txt")
    if ProcessInfo.processInfo.environment["KERUEN_WRITE_GOLDEN"] != nil {
      try (hashes.joined(separator: "\n") + "\n").write(to: kept, atomically: true, encoding: .utf8)
    }
    #expect(hashes == (try Case.text("grading-generated.txt")).split(separator: "\n").map(String.init))
  }

  /// Each specification of grading.csv once, in the order of the table.
  private func askedQuestions(_ grader: Grader) throws -> [Asked] {
    var seen: Set<String> = []
    return try Case.all().filter { seen.insert($0.specification).inserted }.map { line in
      let question = try line.question(grader)
      return Asked(value: line.fields["value"] ?? "", unit: line.fields["unit"] ?? "", question: question)
    }
  }

  private func line(_ typed: String, _ grade: Grade) -> String {
    let bits = grade.value.map { String($0.bitPattern, radix: 16) } ?? ""
    let mistake = grade.mistake.map(String.init) ?? ""
    return "\(typed)\t\(grade.verdict.rawValue)\t\(grade.readAs ?? "")\t\(bits)\t\(grade.unit?.key ?? "")\t\(mistake)\n"
  }

  @Test("the phone's script holds the table of units byte for byte")
  func table() throws {
    let script = try String(contentsOf: Case.root.appending(path: "Public/grade.js"), encoding: .utf8)
    let units = try String(contentsOf: Case.root.appending(path: "Sources/Science/Grading/units.csv"), encoding: .utf8)
    #expect(script.utf8.count < 32_000)
    #expect(script.contains("const UNITS = `\(units)`;"))
  }
}
