import Allocation
import Documents
import Rules
import Testing
import Words

@testable import Selection

@Suite struct CandidateFileTests {
  private func complaints(_ text: String) throws -> [CandidateFile.Complaint] {
    try complaints(Array(text.utf8))
  }

  private func complaints(_ bytes: [UInt8]) throws -> [CandidateFile.Complaint] {
    let file = try Samples.file()
    do throws(CandidateFile.Complaints) {
      _ = try CandidateFile.read(bytes, for: file)
      return []
    } catch {
      #expect(error.complaints.count == min(1_000, error.total))
      return error.complaints
    }
  }

  @Test("a right file is read; the same in semicolons, decimal commas and Windows-1251")
  func right() throws {
    let file = try Samples.file()
    let plain = try CandidateFile.read(Array(Samples.candidates.utf8), for: file)
    #expect(plain.codes == ["A", "B", "C", "D", "E", "F"])
    #expect(plain.attributes["remote"] == [false, false, true, true, false, false])
    let excel = Samples.candidates.replacing(",", with: ";").replacing(";90;", with: ";90,0;")
    let semicolons = try CandidateFile.read(Array(excel.utf8), for: file)
    #expect(semicolons.evidence["test"]?.values.prefix(5) == plain.evidence["test"]?.values.prefix(5))
    #expect(semicolons.attributes == plain.attributes && semicolons.codes == plain.codes)
    // "иә" has a letter that Windows-1251 lacks; "да" has not.
    let old: [UInt8] = Array(Samples.candidates.replacing("иә", with: "@@").utf8).flatMap {
      $0 == UInt8(ascii: "@") ? [0xE4] : [$0]
    }
    let russian = old.split(separator: 0xE4, omittingEmptySubsequences: false)
    #expect(russian.count == 3)
    let bytes = Array(russian[0]) + [0xE4, 0xE0] + Array(russian[2])
    #expect(try CandidateFile.read(bytes, for: file).attributes == plain.attributes)
  }

  /// What is spoilt, line, column, English words.
  private static let spoilt: [(String, String, Int?, String?, String)] = [
    ("B,80", "A,80", 3, "code", "is already on line 2"),
    ("B,80", ",80", 3, "code", "empty"),
    ("B,80", "B,eighty", 3, "test", "not a number"),
    ("B,80", "B,101", 3, "test", "does not lie between 0 and 100"),
    ("B,80,2", "B,80,-2", 3, "test_error", "not negative"),
    ("B,80", "B,nan", 3, "test", "not a number"),
    ("B,80", "B,1e400", 3, "test", "not a number"),
    ("9,no,s1", "9,maybe,s1", 3, "remote", "yes or no"),
    ("essay,remote", "esay,remote", 1, "essay", "missing"),
    ("code,test,", "code,school,", 1, "school", "twice"),
    ("code,", "name,", 1, "code", "missing"),
    ("A,90", "\"A,90", 2, nil, "never closed"),
  ]

  @Test("what is wrong is named by line and column", arguments: spoilt.indices)
  func named(_ index: Int) throws {
    let (old, new, line, column, says) = Self.spoilt[index]
    #expect(Samples.candidates.contains(old))
    let complaints = try complaints(Samples.candidates.replacing(old, with: new, maxReplacements: 1))
    #expect(
      complaints.contains { $0.line == line && $0.column == column && $0.says(.en).contains(says) },
      "\(complaints.map { ($0.line, $0.column, $0.says(.en)) })")
  }

  @Test("no text, nobody, a picture")
  func unreadable() throws {
    #expect(try complaints([]).first?.says(.en) == "The file is empty.")
    #expect(try complaints("code,test,essay,remote,school\n").first?.says(.en) == "There is no candidate in the file.")
    #expect(try complaints([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]).first?.says(.en) == "This is neither CSV nor XLSX.")
    #expect(try complaints([0x61, 0, 0x62]).first?.says(.en) == "This is not text: save the file as CSV (UTF-8).")
  }

  @Test("all lines are looked at, a thousand complaints are kept")
  func many() throws {
    let file = try Samples.file()
    let rows = (0..<1_500).map { "X\($0),1000,2,8,no,s" }
    do throws(CandidateFile.Complaints) {
      _ = try CandidateFile.read(
        Array((["code,test,test_error,essay,remote,school"] + rows).joined(separator: "\n").utf8), for: file)
      Issue.record("accepted")
    } catch {
      #expect(error.total == 1_500)
      #expect(error.complaints.count == 1_000)
    }
  }

  @Test("whatever bytes come, there is an answer", arguments: [1, 2, 3, 4])
  func fuzz(_ seed: UInt64) throws {
    let file = try Samples.file()
    var chance = SplitMix(state: seed)
    let start = Array(Samples.candidates.utf8)
    for _ in 0..<Fuzzing.rounds {
      var bytes = start
      for _ in 0...(chance.next() % 6) { Fuzzing.mutate(&bytes, &chance) }
      guard let candidates = try? CandidateFile.read(bytes, for: file) else { continue }
      let selected = try Selected.run(file, candidates, key: "1./")
      #expect(SelectionBundle.verify(SelectionBundle.parts(selected)).isGood, "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test("whatever policy comes, there is an answer", arguments: [1, 2, 3, 4])
  func fuzzPolicy(_ seed: UInt64) throws {
    var chance = SplitMix(state: seed)
    let start = Array(Samples.policy.utf8)
    for _ in 0..<Fuzzing.rounds {
      var bytes = start
      for _ in 0...(chance.next() % 4) { Fuzzing.mutate(&bytes, &chance) }
      guard let file = try? PolicyFile(yaml: String(decoding: bytes, as: UTF8.self)) else { continue }
      _ = file.inWords.map { $0(.kk) }
      guard let candidates = try? CandidateFile.read(Array(Samples.candidates.utf8), for: file) else { continue }
      let selected = try Selected.run(file, candidates, key: "1./")
      #expect(SelectionBundle.verify(SelectionBundle.parts(selected)).isGood, "\(String(decoding: bytes, as: UTF8.self))")
    }
  }
}

struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}

enum Fuzzing {
  /// KERUEN_FUZZ_ROUNDS makes it longer: 200,000 take about ten minutes in a debug build.
  static let rounds = Int(ProcessEnvironment["KERUEN_FUZZ_ROUNDS"] ?? "") ?? 300

  static func mutate(_ bytes: inout [UInt8], _ chance: inout SplitMix) {
    guard !bytes.isEmpty else { return bytes.append(65) }
    let at = Int(chance.next() % UInt64(bytes.count))
    let tokens = ["999999999999999999999", "-1", "1e9", "\"", ",", ";", "\n", ": ", "{", "é", "\u{0}", "NaN", "0", "[", "- "]
    switch chance.next() % 5 {
    case 0: bytes[at] = UInt8(truncatingIfNeeded: chance.next())
    case 1: bytes.remove(at: at)
    case 2: bytes.insert(contentsOf: Array(tokens[Int(chance.next() % UInt64(tokens.count))].utf8), at: at)
    case 3: bytes.removeSubrange(at..<min(bytes.count, at + 1 + Int(chance.next() % 12)))
    default:
      let end = min(bytes.count, at + 1 + Int(chance.next() % 20))
      bytes.insert(contentsOf: Array(bytes[at..<end]), at: Int(chance.next() % UInt64(bytes.count)))
    }
  }
}
