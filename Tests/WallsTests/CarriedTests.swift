import Foundation
import Testing

/// What a page shows as what somebody wrote, where her form was refused, holds no field that she never saw (Front/Unsent.swift).
@Suite struct CarriedTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  /// Hidden fields that carry what a person typed or chose, from a page that asks once more; and what the house never shows.
  private static let words = [
    "username", "code", "answer", "girl", "p\\($0 + 1)", "\\(field.name)-okrug", "alone-\\(line.girl.learner)",
    "girl-\\(line.girl.learner)",
  ]

  private static func text(_ path: String) -> String {
    (try? String(contentsOf: sources.appending(path: path), encoding: .utf8)) ?? ""
  }

  /// Names of hidden fields, as the sources write them.
  private static func hidden(in text: String) -> Set<String> {
    var names = Set(text.matches(of: #/hidden\(\s*"([^"]+)"/#).map { String($0.output.1) })
    for list in text.matches(of: #/hidden: \[(.*?)\]/#.dotMatchesNewlines()) {
      names.formUnion(list.output.1.matches(of: #/\((?:name: )?"([^"]+)",/#).map { String($0.output.1) })
    }
    return names
  }

  private static let carried: Set<String> = {
    let list =
      text("Front/Unsent.swift").firstMatch(of: #/static let carried: Set = \[(.*?)\]/#.dotMatchesNewlines())?.output.1 ?? ""
    return Set(list.matches(of: #/"([^"]+)"/#).map { String($0.output.1) })
  }()

  @Test("every hidden field of the house is known to carry no words, or to carry them")
  func known() {
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: Self.sources.path))?.filter { $0.hasSuffix(".swift") } ?? []
    var found: Set<String> = []
    for file in files.sorted() {
      let names = Self.hidden(in: Self.text(file))
      found.formUnion(names)
      let strange = names.subtracting(Self.carried).subtracting(Self.words)
      #expect(strange.isEmpty, "\(file): \(strange.sorted()) stand neither in Unsent.carried nor among the words here")
    }
    #expect(found.count > 30 && Self.carried.count > 30)
  }

  @Test("a planted field is seen")
  func planted() {
    #expect(
      Self.hidden(in: #"form(link, hidden: [("go", "keep"), ("secret", id.text)], "\(hidden("other", x))")"#) == [
        "go", "secret", "other",
      ])
  }
}
