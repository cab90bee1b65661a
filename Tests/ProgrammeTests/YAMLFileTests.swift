import Programme
import Testing
import Words

/// Files that people write: read to the end, every complaint with its line, and nothing in them can hang or stop the house.
@Suite struct YAMLFileTests {
  private struct Rule: Equatable {
    let key: String
    let months: Int?
  }

  private static func read(_ yaml: String, atMost longest: Int = YAMLFile.longest) throws(FileComplaints) -> [Rule] {
    try YAMLFile.read(Array(yaml.utf8), atMost: longest) { root in
      root.know("rules", "title")
      return root.list("rules").compactMap { entry in
        entry.know("key", "months")
        let months = entry.whole(ifAny: "months", in: 1...12)
        return entry.text("key").map { Rule(key: $0, months: months) }
      }
    }
  }

  private static func complaints(_ yaml: String) -> [String] {
    do throws(FileComplaints) {
      _ = try read(yaml)
      return []
    } catch {
      return error.complaints.map { $0.text(.en) }
    }
  }

  @Test("a right file is read; a mark of byte order and lines of Windows are no fault (tables.md B16)")
  func right() throws {
    let plain = "rules:\n  - {key: a, months: 3}\n  - key: b\n"
    let expected = [Rule(key: "a", months: 3), Rule(key: "b", months: nil)]
    #expect(try Self.read(plain) == expected)
    #expect(try Self.read("\u{FEFF}" + plain) == expected)
    #expect(try Self.read(plain.replacing("\n", with: "\r\n")) == expected)
  }

  @Test("every complaint comes at once, with its line")
  func together() {
    #expect(
      Self.complaints("rules:\n  - {kye: a}\n  - {key: b, months: 13}\n  - 7\ntitel: x\n") == [
        "5: There is no key “titel”. Possible are: rules, title.", "2: There is no key “kye”. Possible are: key, months.",
        "2: “key” is missing.", "3: “months” is a whole number from 1 to 12.", "4: There must be pairs “name: value” here.",
        "4: “key” is missing.",
      ])
  }

  @Test("a key that stands twice is named with its line (tables.md B25)")
  func twice() {
    #expect(Self.complaints("title: a\nrules: []\ntitle: b\n") == ["1: “title” appears twice here."])
  }

  @Test(
    "what is no file of ours is refused in words",
    arguments: [
      ("", "The file is empty."), ("# only a remark\n", "The file is empty."),
      ("- a\n- b\n", "1: This line cannot be read as YAML"), ("rules: [\n", "2: This line cannot be read as YAML"),
      ("rules:\n  - {key: &a b}\n  - {key: *a}\n", "3: This line refers to another by *name"),
      ("rules:\n\t- {key: a}\n", "2: The line begins with a tab"),
      ("rules:\n  - {key: \"a, months: 3}\n  - {key: b}\n", "2: In this line a quotation mark is not closed"),
      ("title: \"a\nrules:\n  - {key: \"b\"}\n", "1: In this line a quotation mark is not closed"),
      ("rules: [{key: &a b}, {key: *a}]", "1: This line refers to another by *name"),
    ])
  func refused(_ yaml: String, _ says: String) {
    let complaints = Self.complaints(yaml)
    #expect(complaints.count == 1 && complaints[0].hasPrefix(says), "\(complaints)")
  }

  @Test("signs of aliases in prose are letters")
  func prose() throws {
    #expect(try Self.read("rules: [{key: \"5 * 3, *see below, R & D\"}]").map(\.key) == ["5 * 3, *see below, R & D"])
  }

  @Test("bytes that are no text, and more of them than agreed, are refused")
  func bytes() {
    let foreign = #expect(throws: FileComplaints.self) { try YAMLFile.read([0x61, 0xFF, 0xFE]) { _ in 1 } }
    #expect(foreign?.description == "The file is not in UTF-8: save it as UTF-8.")
    let long = #expect(throws: FileComplaints.self) {
      try Self.read("title: " + String(repeating: "a", count: 3000), atMost: 2048)
    }
    #expect(long?.description == "The file is too large: at most 2 kB.")
  }

  @Test("aliases within aliases and brackets without end are refused at once", .timeLimit(.minutes(1)))
  func bombs() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<12 {
      text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
    }
    #expect(!Self.complaints(text).isEmpty)
    for opening in ["[", "{a: ", "- ", "? "] {
      #expect(!Self.complaints("title: " + String(repeating: opening, count: 200_000)).isEmpty)
    }
  }
}
