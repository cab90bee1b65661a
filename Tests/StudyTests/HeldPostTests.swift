import Foundation
import Programme
import Testing
import Words

@testable import Study

/// Which posts of a board wait until another adult has looked at them.
@Suite struct HeldPostTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let wanted: String
    let text: String
    var testDescription: String { "\(wanted): \(text)" }
  }

  private static let rules: HoldRules = {
    guard let rules = try? HoldRules(yaml: ProgrammeFolder.shipped().bytes("board.yaml") ?? []) else {
      preconditionFailure("board.yaml ships")
    }
    return rules
  }()

  static let cases: [Case] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Cases/held-posts.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      guard let bar = line.firstRange(of: " | ") else { return nil }
      return Case(
        wanted: String(line[..<bar.lowerBound]),
        text: String(line[bar.upperBound...]).replacingOccurrences(of: "\\u{200B}", with: "\u{200B}"))
    }
  }()

  @Test("what leads away from the board is held, and why", arguments: cases.filter { $0.wanted != "stands" })
  func held(_ line: Case) {
    let reasons = Self.rules.reasons(to: line.text)
    #expect(reasons.contains { $0.rawValue == line.wanted }, "\(line.text): \(reasons)")
  }

  @Test("what belongs on the board stands at once", arguments: cases.filter { $0.wanted == "stands" })
  func stands(_ line: Case) {
    #expect(Self.rules.reasons(to: line.text).isEmpty, "\(line.text): \(Self.rules.reasons(to: line.text))")
  }

  @Test("the table is large enough to say something")
  func counts() {
    let held = Self.cases.filter { $0.wanted != "stands" }
    #expect(held.count >= 60 && Self.cases.count - held.count >= 40)
    for reason in HoldReason.allCases { #expect(held.count { $0.wanted == reason.rawValue } >= 8, "\(reason)") }
  }

  @Test("nothing, spaces and the longest text are judged, and quickly")
  func extremes() {
    for text in ["", " ", "\n\n", "@", ".", "8", "+", "💡", String(repeating: "8 ", count: 1_000)] {
      _ = Self.rules.reasons(to: text)
    }
    #expect(Self.rules.reasons(to: "").isEmpty)
    let clock = ContinuousClock()
    for text in ["@ ", ". ", "8,", "a.", "ж а ", "восемь "].map({ String(repeating: $0, count: 1_000) }) {
      let spent = clock.measure { _ = Self.rules.reasons(to: text) }
      #expect(spent < .seconds(2), "\(text.prefix(4)): \(spent)")
    }
  }

  @Test("what a girl writes of danger is known in three languages, and what is only hard is not")
  func danger() {
    for text in ["Әкем ұрады", "Меня бьют дома", "Хочу умереть", "He hits me", "өлгім келеді", "Мені күйеуге бергісі келеді"] {
      #expect(Self.rules.speaksOfDanger(text), "\(text)")
    }
    for text in ["Уақыт жетпейді", "Интернет жоқ", "Не понимаю задачу про силу", "The lesson is hard", ""] {
      #expect(!Self.rules.speaksOfDanger(text), "\(text)")
    }
  }

  @Test("a file that says its digits wrongly is refused with the line")
  func file() {
    let broken = String(decoding: ProgrammeFolder.shipped().bytes("board.yaml") ?? [], as: UTF8.self)
      .replacingOccurrences(of: "- 7 жеті семь seven", with: "- жеті")
    #expect(throws: FileComplaints.self) { _ = try HoldRules(yaml: Array(broken.utf8)) }
  }
}
