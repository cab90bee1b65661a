import Foundation
import Lessons
import Markup
import Testing
import Words

/// One formula and what the writers of text make of it; Formulas.txt has them in groups of five lines.
struct FormulaCase: Sendable, CustomTestStringConvertible {
  let tex: String
  /// The line in Kazakh, then the words in Kazakh, Russian and English.
  let said: [String]
  var testDescription: String { tex }

  static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Formulas.txt")

  static let all: [FormulaCase] = {
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n\n").compactMap { group in
      let lines = group.split(separator: "\n").map(String.init)
      guard let tex = lines.first, !tex.hasPrefix("#") else { return nil }
      return FormulaCase(tex: tex, said: Array(lines.dropFirst()))
    }
  }()

  /// What the writers make of it now; a space that does not break is shown as any other.
  static func said(_ formula: Formula) -> [String] {
    [formula.line(.kk).replacing("\u{A0}", with: " ")] + Language.allCases.map { formula.spoken($0) }
  }
}

@Suite struct FormulaTests {
  @Test("a formula is written as one line and said in three languages", arguments: FormulaCase.all)
  func said(_ one: FormulaCase) throws {
    #expect(FormulaCase.said(try Formula(reading: one.tex)) == one.said)
  }

  @Test("there are cases, and with KERUEN_WRITE_GOLDEN=1 they are written anew")
  func cases() throws {
    #expect(FormulaCase.all.count > 60)
    guard ProcessInfo.processInfo.environment["KERUEN_WRITE_GOLDEN"] != nil else { return }
    let head = try String(contentsOf: FormulaCase.file, encoding: .utf8).prefix { $0 != "\n" }
    let groups = try FormulaCase.all.map { ([$0.tex] + FormulaCase.said(try Formula(reading: $0.tex))).joined(separator: "\n") }
    try ([String(head)] + groups).joined(separator: "\n\n").appending("\n").write(
      to: FormulaCase.file, atomically: true, encoding: .utf8)
  }

  @Test("MathML has the tree, the words beside it and no element outside of MathML Core")
  func mathML() throws {
    #expect(
      try Formula(reading: #"T = 2\pi\sqrt{\frac{L}{g}}"#).mathML(.en, isDisplayed: true).text == """
        <math display="block" alttext="T equals 2 pi the square root of L divided by g"><mrow><mi>T</mi><mo>=</mo><mn>2</mn><mi>π</mi>\
        <mrow class="root"><mfrac><mi>L</mi><mi>g</mi></mfrac></mrow></mrow></math>
        """)
    #expect(
      try Formula(reading: #"-1.5\,\unit{m/s}"#).shown(.ru).text == """
        <math alttext="минус 1,5 метра в секунду"><mrow><mo form="prefix">−</mo><mn>1,5</mn><mspace width="0.1667em"></mspace>\
        <mtext>м/с</mtext></mrow></math><span class="lin">−1,5\u{A0}м/с</span>
        """)
    #expect(
      try Formula(reading: #"\sqrt[3]{x}"#).mathML(.en).text.contains(
        "<mrow><msup class=\"index\"><mrow></mrow><mn>3</mn></msup><mrow class=\"root\"><mi>x</mi></mrow></mrow>"))
    let core: Set<String> = [
      "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msub", "msup", "msubsup", "munder", "mover", "munderover",
      "mtable", "mtr", "mtd",
    ]
    for one in FormulaCase.all {
      let text = try Formula(reading: one.tex).mathML(.kk).text
      for match in text.matches(of: /<([a-z]+)/) { #expect(core.contains(String(match.1)), "\(one.tex)") }
    }
  }

  @Test("a long displayed formula is written in pieces that begin with a relation; a short one, and one in brackets, is not")
  func pieces() throws {
    func words(_ tex: String) throws -> [String] {
      try Formula(reading: tex).shown(.en, isDisplayed: true).text.matches(of: /alttext="([^"]*)"/).map { String($0.1) }
    }
    #expect(
      try words(#"T = \frac{t}{N} = \frac{14.2\,\unit{s}}{10} = 1.42\,\unit{s}, \qquad \Delta T = 0.02\,\unit{s}"#) == [
        "capital T equals t divided by N", "equals 14.2 seconds divided by 10", "equals 1.42 seconds comma",
        "delta capital T equals 0.02 seconds",
      ])
    #expect(try words("a = b = c") == ["a equals b equals c"])
    #expect(try words(#"P(X_1 = x_1 = y_1, X_2 = x_2 = y_2)^2"#).count == 1)
    #expect(try words(#"f(x_1 = 1] = g(x_2 = 2) = h(x_3 = 3) = 4"#).count == 3)
    let whole = try Formula(reading: #"T = \frac{t}{N} = \frac{14.2\,\unit{s}}{10} = 1.42\,\unit{s}"#).shown(
      .en, isDisplayed: true
    ).text
    #expect(whole.contains("</math> <math displaystyle=\"true\"") && whole.hasSuffix("= 1.42\u{A0}s</span></span>"))
  }

  private static let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Browser/formulas.html")

  @Test("the page that the browser measures (Tests/Browser/test_formulas.py) has all of them")
  func page() throws {
    let formulas = try FormulaCase.all.map { one -> HTML in
      let formula = try Formula(reading: one.tex)
      // Longer ones stand in paragraphs of their own (TextRefusalTests).
      let inLine: HTML? = formula.line(.en).count > 32 ? nil : "<p>\(formula.shown(.kk))</p>\n"
      return "\(formula.shown(.kk, isDisplayed: true))\n\(inLine)"
    }
    let page: HTML = """
      <!doctype html><html lang="kk"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
      <title>Formulas</title><link rel="stylesheet" href="../../Public/keruen.css"><link rel="stylesheet" href="../../Public/lesson.css">
      <main class="wrap narrow lesson">
      \(formulas)</main></html>

      """
    if ProcessInfo.processInfo.environment["KERUEN_WRITE_GOLDEN"] != nil {
      try page.text.write(to: Self.page, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: Self.page, encoding: .utf8) == page.text)
  }

  /// How many elements each must have inside; browsers show others as a row, so that sin² would read sin2.
  private static let counts = ["mfrac": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3]

  @Test("a fraction and what stands above and below have as many parts as MathML asks")
  func parts() throws {
    for one in FormulaCase.all {
      var open: [(name: String, count: Int)] = [("", 0)]
      for match in try Formula(reading: one.tex).mathML(.kk).text.matches(of: /<(\/?)([a-z]+)/) {
        if match.1.isEmpty {
          open[open.count - 1].count += 1
          open.append((String(match.2), 0))
        } else if let element = open.popLast(), let wanted = Self.counts[element.name] {
          #expect(element.count == wanted, "\(one.tex): \(element.name)")
        }
      }
    }
  }

  @Test("numbers and units follow the language")
  func languages() throws {
    let formula = try Formula(reading: #"9.8\,\unit{km/h}"#)
    #expect(Language.allCases.map { formula.line($0) } == ["9,8\u{A0}км/сағ", "9,8\u{A0}км/ч", "9.8\u{A0}km/h"])
    #expect(
      try [1, 2, 5, 11, 21].map { try Formula(reading: #"\#($0)\,\unit{s}"#).spoken(.ru) } == [
        "1 секунда", "2 секунды", "5 секунд", "11 секунд", "21 секунда",
      ])
  }

  @Test("what a formula says is escaped")
  func escaped() throws {
    let text = try Formula(reading: #"a < b \text{"<script>&"}"#).mathML(.en).text
    #expect(text.contains("<mo>&lt;</mo>") && text.contains("<mtext>&quot;&lt;script&gt;&amp;&quot;</mtext>"))
    #expect(!text.contains("<script"))
  }
}
