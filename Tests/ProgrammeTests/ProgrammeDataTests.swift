import Programme
import Synchronization
import Testing
import Words

/// The programme's files: read once, by the value that names them, with the file's name in every complaint.
@Suite struct ProgrammeDataTests {
  private struct Rubric: Sendable, Equatable {
    let text: String
  }

  private static func rubric(_ reads: Counter = Counter()) -> ProgrammePart<Rubric> {
    ProgrammePart("rubric.yaml") { bytes in
      reads.add()
      let text = String(decoding: bytes, as: UTF8.self)
      guard !text.isEmpty else { throw FileComplaints(Phrase(verbatim: "a rubric says something")) }
      return Rubric(text: text)
    } check: { rubric, files in
      guard rubric.text == "poem", files[.programme]?.regions.isEmpty == false else { return [] }
      return [FileComplaint(Phrase(verbatim: "no poems in these regions"))]
    }
  }

  private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
  }

  /// The shipped folder with other files in it; nil takes one away.
  private static func folder(_ files: [String: String?]) -> ProgrammeFolder {
    let shipped = ProgrammeFolder.shipped()
    return ProgrammeFolder("a folder") { name in
      guard let other = files[name] else { return shipped.bytes(name) }
      return other.map { Array($0.utf8) }
    }
  }

  @Test("a room's part is there by the value that names it, read once")
  func part() throws {
    let reads = Counter()
    let part = Self.rubric(reads)
    let data = try ProgrammeData(Self.folder(["rubric.yaml": "essays"]), [part])
    #expect(data[part] == Rubric(text: "essays") && data[Self.rubric()] == data[part])
    #expect(try data.adding([part, part])[part].text == "essays")
    #expect(reads.value == 1)
    #expect(data.replacing(part, with: Rubric(text: "other"))[part].text == "other")
    #expect(data[.objections].processings.count > 0 && data[.retention].rules.count > 0)
  }

  @Test(
    "what is missing or wrong is said with the name of its file",
    arguments: [
      (["rubric.yaml": nil], "rubric.yaml: The file is missing."),
      (["programme.yaml": nil, "rubric.yaml": ""], "programme.yaml: The file is missing.\nrubric.yaml: a rubric says something"),
      (["rubric.yaml": ""], "rubric.yaml: a rubric says something"),
      (["rubric.yaml": "poem"], "rubric.yaml: no poems in these regions"),
      (["rubric.yaml": "essays", "retention.yaml": "rules: [{"], "retention.yaml:2: This line cannot be read"),
      (["rubric.yaml": "essays", "objections.yaml": "processings: 3"], "objections.yaml:1: “processings” must be a list."),
      (["rubric.yaml": "essays", "consents.yaml": "version: 1\npurposes: []"], "consents.yaml:2: The list “purposes” is empty."),
    ] as [([String: String?], String)])
  func faults(_ files: [String: String?], _ says: String) {
    let fault = #expect(throws: FileComplaints.self) { try ProgrammeData(Self.folder(files), [Self.rubric()]) }
    #expect(fault?.description.hasPrefix(says) == true, "\(fault?.description ?? "")")
  }
}
