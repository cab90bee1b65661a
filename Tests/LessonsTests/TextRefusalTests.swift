import ChanceKit
import Lessons
import Testing
import Words

@Suite struct TextRefusalTests {
  @Test(
    "what is not on the list is refused with its line",
    arguments: [
      ("a\n\n<b>x</b>", 3, .markup), ("a\n\n<div>\n</div>", 3, .markup), ("# One", 1, .headingLevel(1)),
      ("#### Four", 1, .headingLevel(4)),
      ("a\n\n---", 3, .rule), ("a  \nb", 1, .hardBreak), ("[a]: https://x.kz\n\n[a]", 1, .reference),
      ("a\n\n    code", 3, .indentedCode),
      ("```js\n```", 1, .codeKind("js")), ("```\nx\n```", 1, .codeKind("")), ("- a\n  - b", 1, .nestedList),
      ("- a\n\n  b", 1, .manyParagraphs),
      ("3. a", 1, .numberedFrom), ("> ## a", 1, .onlyTextInside), ("> > a", 1, .onlyTextInside),
      ("| a |\n|---|", 1, .emptyTable), ("> [!danger]\n> a", 1, .unknownCallout("danger")), ("> [!key]", 1, .emptyCallout),
      ("::exercise", 1, .badMark("::exercise")), ("::video x", 1, .badMark("::video x")), ("::exercise Mean", 1, .badKey("Mean")),
      ("::exercise a b", 1, .badMark("::exercise a b")), ("::download ../x", 1, .badKey("../x")),
      ("::download x", 1, .badKey("x")),
      ("[a](http://x.kz)", 1, .badLink("http://x.kz")), ("[a](javascript:alert)", 1, .badLink("javascript:alert")),
      ("[a](/b)", 1, .badLink("/b")), ("[a](term:A)", 1, .badLink("term:A")), ("[a](https://x)", 1, .badLink("https://x")),
      ("[a](term:b \"c\")", 1, .linkTitle), ("text ![a](figures/a.svg)", 1, .figureInText),
      ("![a](https://x.kz/a.svg)", 1, .badFigure("https://x.kz/a.svg")), ("![b](figures/a.svg)", 1, .pictureText),
      ("a ` b $\\foo$ c", 1, .formula(FormulaComplaint(column: 1, fault: .unknownCommand("foo")))),
      ("a `b\nc $x$` d", 1, .codeAcrossLines),
      ("~~~python\n$x$\n~~~", 1, .indentedCode), ("&#36;x", 1, .openFormula), ("``` a`b\nc $x$", 1, .openFormula),
      ("a $\u{301}x$", 1, .openFormula), ("a $x", 1, .openFormula), ("a $ x$", 1, .spacedFormula),
      ("a\n\n$$\nx\n\ny$$", 3, .openFormula),
      ("a $$x$$ b", 1, .shownFormulaInText),
      ("a\n\nb $\\foo$", 3, .formula(FormulaComplaint(column: 1, fault: .unknownCommand("foo")))),
      ("a\u{E000}b", 1, .strangeSign("U+E000")), ("a\n\u{200B}b", 2, .strangeSign("U+200B")), ("a\u{0}b", 1, .strangeSign("U+0")),
      ("a $x_1 + x_2 + x_3 + x_4 + x_5 + x_6 + x_7 = 0$", 1, .longFormula(most: 32)),
      (String(repeating: "сөз ", count: 61), 1, .longParagraph(61, most: 60)),
    ] as [(String, Int, LessonFault)])
  func refused(_ text: String, _ line: Int, _ fault: LessonFault) {
    let error = #expect(throws: LessonComplaints.self) { try LessonText(reading: text) }
    for language in Language.allCases { #expect(error?.all.first?.phrase(language).isEmpty == false, "\(fault)") }
    #expect(error?.all.first?.line == line && error?.all.first?.fault == fault, "\(text): \(String(describing: error?.all))")
  }

  @Test("all that is wrong is said, in the order of the lines")
  func all() throws {
    let error = try #require(throws: LessonComplaints.self) {
      try LessonText(reading: "# One\n\n<b>\n\ntext $\\foo$ text\n\n::exercise X\n\n[a](b)")
    }
    #expect(error.all.map(\.line) == [1, 3, 5, 7, 9])
    for complaint in error.all { for language in Language.allCases { #expect(!complaint.phrase(language).isEmpty) } }
  }

  @Test("a lesson's words, exercises and bytes are bounded")
  func bounded() throws {
    func fault(_ text: String) -> LessonFault? {
      do throws(LessonComplaints) {
        _ = try LessonText(reading: text)
        return nil
      } catch { return error.all.first?.fault }
    }
    let paragraph = String(repeating: "сөз ", count: 60)
    #expect(fault(Array(repeating: paragraph, count: 20).joined(separator: "\n\n")) == nil)
    #expect(fault(Array(repeating: paragraph, count: 21).joined(separator: "\n\n")) == .tooManyWords(1_200))
    #expect(fault((1...12).map { "::exercise e\($0)" }.joined(separator: "\n\n")) == nil)
    #expect(fault((1...13).map { "::exercise e\($0)" }.joined(separator: "\n\n")) == .tooManyExercises(12))
    #expect(fault(Array(repeating: "$$x$$", count: 200).joined(separator: "\n\n")) == nil)
    #expect(fault(Array(repeating: "$$x$$", count: 201).joined(separator: "\n\n")) == .tooManyBlocks(200))
    #expect(fault(Array(repeating: "$x$", count: 5_000).joined(separator: " ")) == .tooManyBlocks(200))
    #expect(fault(String(repeating: "x", count: 70_000)) == .tooLong(kilobytes: 64))
  }

  @Test(
    "hostile texts end in a refusal and in no time",
    arguments: ["*", "[", "> ", "- ", "`", "![", "$", "$$ ", "|", "<", "**a ", "[a](", "\\"])
  func hostile(_ piece: String) {
    for count in [500, 5_000] {
      for text in [String(repeating: piece, count: count), String(repeating: piece + "\n", count: count)] {
        _ = try? LessonText(reading: text)
      }
    }
  }

  @Test("texts with pieces in any order are read or refused", arguments: 0..<6)
  func pieces(_ seed: Int) {
    var chance = Chance(UInt64(seed) + 900)
    let pieces = [
      "\n", "\n\n", "> ", "> [!key]\n", "- ", "1. ", "## ", "| a | b |\n|---|---|\n", "| ", "`", "```", "```python\n", "$", "$$",
      "$x$", "*", "**", "[a](term:b)",
      "[", "](", "![a](figures/a.svg)", "::exercise a", "<b>", "&amp;", "\\", "  \n", "    ", "Мәтін ", "жол\n", "https://x.kz ",
      "\u{301}",
    ]
    for _ in 0..<800 {
      let text = (0...chance.below(30)).map { _ in chance.one(of: pieces) }.joined()
      guard let lesson = try? LessonText(reading: text) else { continue }
      for block in lesson.blocks { #expect(block.line >= 1 && !block.source.isEmpty, "\(text)") }
      _ = lesson.page(.ru, TextTests.surroundings)
    }
  }
}
