import Foundation
import Lessons
import Markup
import Testing
import Words

/// Peers.txt: what KaTeX makes of a formula, and we too.
@Suite struct PeerTests {
  private static let groups: [[String]] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Peers.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n\n").dropFirst().map { $0.split(separator: "\n").map(String.init) }
  }()

  @Test("a formula has the tree that KaTeX gives it")
  func trees() throws {
    #expect(Self.groups.count > 100)
    for group in Self.groups {
      let text = try Formula(reading: group[1]).mathML(.en, isDisplayed: true).text
      var reader = MathMLTree(text)
      #expect(reader.read() == group[2], "\(group[0]): \(group[1])")
    }
  }
}

/// Our MathML as Peers.txt writes trees.
private struct MathMLTree {
  private var pieces: ArraySlice<Substring>

  init(_ text: String) {
    pieces = text.matches(of: /<[^>]*>|[^<]+/).map(\.output)[...]
  }

  /// The element that comes next; empty for one that shows nothing.
  mutating func read() -> String {
    guard let tag = pieces.popFirst() else { return "" }
    let name = tag.dropFirst().prefix { $0.isLetter }
    var children: [String] = []
    var index: String?
    while let next = pieces.first, !next.hasPrefix("</") {
      if !next.hasPrefix("<") {
        pieces.removeFirst()
        children.append(Self.plain(next))
      } else {
        let isIndex = next.contains("class=\"index\"")
        let child = read()
        if isIndex { index = child } else if !child.isEmpty { children.append(child) }
      }
    }
    pieces = pieces.dropFirst()
    return Self.written(name, tag, children, index)
  }

  private static func written(_ name: Substring, _ tag: Substring, _ children: [String], _ index: String?) -> String {
    let inside = children.joined(separator: " ")
    switch name {
    case "mi", "mo", "mn", "mtext":
      if inside.isEmpty { return "" }
      return "(\(["/", "!", "lim", "max", "min"].contains(inside) ? "mo" : name) \(inside))"
    case "mspace": return ""
    case "mtd": return "(mtd\(inside.isEmpty ? "" : " " + unwrapped(inside, children)))"
    case "mrow" where tag.contains("root"): return "(msqrt \(unwrapped(inside, children)))"
    case "mrow" where tag.contains("cancel") || tag.contains("boxed"): return "(menclose \(unwrapped(inside, children)))"
    case "mrow" where tag.contains("\"over\""):
      return "(mover \(children.count == 1 ? inside : "(mrow \(inside))") (mo \u{304}))"
    case "mrow" where index != nil:
      let root = String(inside.dropFirst("(msqrt ".count).dropLast())
      let isOne = depthZeroSpaces(root) == 0
      let exponent = (index ?? "").dropFirst("(msup (mrow) ".count).dropLast()
      return "(mroot \(isOne ? root : "(mrow \(root))") \(exponent))"
    case "mrow", "math": return children.count == 1 ? inside : "(mrow\(inside.isEmpty ? "" : " " + inside))"
    default: return "(\(name) \(inside))"
    }
  }

  /// A row that is the only child gives way to its own children, and rows of nothing go.
  private static func unwrapped(_ inside: String, _ children: [String]) -> String {
    let kept = children.filter { $0 != "(mrow)" }
    if kept.count == 1, kept[0].hasPrefix("(mrow ") { return String(kept[0].dropFirst(6).dropLast()) }
    return kept.joined(separator: " ")
  }

  private static func depthZeroSpaces(_ text: String) -> Int {
    var (depth, count) = (0, 0)
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == " ", depth == 0 { count += 1 }
    }
    return count
  }

  private static func plain(_ text: Substring) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&").replacing("\u{2061}", with: "")
      .precomposedStringWithCompatibilityMapping.trimmingCharacters(in: .whitespaces)
  }
}
