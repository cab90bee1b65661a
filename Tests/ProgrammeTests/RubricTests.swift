import Exchange
import Markup
import Programme
import Testing
import Words

/// By what a person judges: read with complaints by line, shown, and read back from a form.
@Suite struct RubricTests {
  private static func said(_ text: String) -> String { "{kk: \"\(text)қ\", ru: \"\(text)р\", en: \"\(text)\"}" }

  private static func criterion(_ key: String, _ levels: [String]) -> String {
    "  \(key):\n    title: \(said(key))\n    levels:\n" + levels.map { "      - \(said($0))\n" }.joined()
  }

  private static func complaints(_ yaml: String) -> [String] {
    do {
      _ = try Rubric(yaml: Array(yaml.utf8))
      return []
    } catch { return error.complaints.map { $0.text(.en) } }
  }

  private static let two = "rubric:\n" + criterion("plan", ["none", "some", "good"]) + criterion("test", ["none", "whole"])

  @Test("criteria and levels come in their order") func order() throws {
    let rubric = try Rubric(yaml: Array(Self.two.utf8))
    #expect(rubric.criteria.map(\.key) == ["plan", "test"])
    #expect(rubric.criteria.map(\.marks) == [1...3, 1...2])
    #expect(rubric["plan"]?.levels.map(\.says.kk) == ["noneқ", "someқ", "goodқ"])
    #expect(rubric.isWhole(["plan": 3, "test": 1]))
    for wrong in [["plan": 3], ["plan": 4, "test": 1], ["plan": 0, "test": 1], ["plan": 1, "test": 1, "more": 1]] {
      #expect(!rubric.isWhole(wrong), "\(wrong)")
    }
  }

  @Test("as many as may be, and not one more")
  func bounds() {
    func rubric(_ criteria: Int, _ levels: Int) -> [String] {
      Self.complaints(
        "rubric:\n" + (1...criteria).map { n in Self.criterion("c\(n)", (1...levels).map { "level \($0)" }) }.joined())
    }
    #expect(rubric(12, 7).isEmpty)
    #expect(rubric(13, 2) == ["2: “rubric”: there must be 1 to 12 parts here."])
    #expect(rubric(1, 8) == ["5: “levels”: there must be 2 to 7 parts here."])
    #expect(rubric(1, 1) == ["5: “levels”: there must be 2 to 7 parts here."])
  }

  @Test(
    "each fault is said with its line",
    arguments: [
      ("- {kk: \"noneқ\", ru: \"noneр\", en: \"none\"}", "- {kk: \"  \", ru: \"noneр\", en: \"none\"}", "5: The text of a level"),
      (
        "- {kk: \"noneқ\", ru: \"noneр\", en: \"none\"}", "- {kk: \"noneқ\", en: \"none\"}",
        "5: A text in three languages is needed"
      ),
      ("ru: \"someр\"", "ru: \"noneр\"", "6: Two levels of one criterion read the same"),
      ("plan:", "the plan:", "3: “the plan” cannot be a key"),
      ("levels:", "level:", "4: There is no key “level”. Possible are: levels, title."),
      ("rubric:", "rubrics:", "1: There is no key “rubrics”. Possible are: rubric."),
    ])
  func faults(_ from: String, _ to: String, _ says: String) throws {
    let at = try #require(Self.two.firstRange(of: from))
    let told = Self.complaints(String(Self.two[..<at.lowerBound]) + to + String(Self.two[at.upperBound...]))
    #expect(told.contains { $0.hasPrefix(says) }, "\(told)")
  }

  @Test("each criterion's levels are chosen by what such work looks like") func page() throws {
    let rubric = try Rubric(yaml: Array(Self.two.utf8))
    let page = rubric.marking(.en, chosen: ["plan": 2], errors: [("level-test", "Choose a level")]).text
    #expect(page.matches(of: #/<fieldset class="field rub( bad)?"/#).count == 2)
    #expect(rubric.table(.en).text.matches(of: #/<table class="rubric">/#).count == 2)
    #expect(page.matches(of: #/<input type="radio"[^>]*name="level-plan"/#).count == 3)
    #expect(page.matches(of: #/<input type="radio"[^>]*name="level-test"/#).count == 2)
    #expect(page.matches(of: #/value="2" checked/#).count == 1)
    #expect(page.contains("Choose a level"))
    #expect(!rubric.table(.en).text.contains("<input"))
  }

  @Test(
    "what was posted is a level of its criterion, or a complaint at its field",
    arguments: [
      ([("level-plan", "3"), ("level-test", "1")], ["plan": 3, "test": 1], [String]()),
      ([("level-plan", "3")], ["plan": 3], ["level-test"]),
      ([("level-plan", "4"), ("level-test", "0")], [:], ["level-plan", "level-test"]),
      ([("level-plan", "99999999999999999999"), ("level-test", "два")], [:], ["level-plan", "level-test"]),
      ([("level-plan", ""), ("level-test", "1"), ("level-other", "1")], ["test": 1], ["level-plan"]),
    ])
  func posted(_ fields: [(String, String)], _ marks: [String: Int], _ wrong: [String]) throws {
    let read = try Rubric(yaml: Array(Self.two.utf8)).marks(Fields(fields))
    #expect(read.marks == marks && read.errors.map(\.field) == wrong)
  }
}
