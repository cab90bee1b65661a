import Lessons
import Testing
import Words

@Suite struct FormulaRefusalTests {
  @Test(
    "what is not in the subset is refused by name and place",
    arguments: [
      (#"\foo"#, 1, .unknownCommand("foo")), (#"a + \tan x"#, 5, .otherName("tan", "tg")), (#"x^12"#, 4, .digitsAfter("^")),
      (#"x_12"#, 4, .digitsAfter("_")), ("1,5", 2, .decimalComma), (#"1{,}5"#, 2, .decimalComma), ("|x|", 1, .bareBar),
      ("мг", 1, .letterOfText("м")), ("ө = 1", 1, .letterOfText("ө")), ("a # b", 3, .unknownSign("#")),
      ("a $ b", 3, .unknownSign("$")),
      ("a \u{1F600}", 3, .unknownSign("\u{1F600}")), ("", 1, .empty), ("  ", 1, .empty), ("^2", 1, .missingBase("^")),
      ("x^", 3, .missingArgument("^")), (#"\frac1"#, 7, .missingArgument(#"\frac"#)), (#"\sqrt"#, 6, .missingArgument(#"\sqrt"#)),
      ("x^2^3", 4, .twice("^")), ("x_1_2", 4, .twice("_")), ("x'^2'", 5, .twice("'")), (#"30^\circ^2"#, 9, .twice("^")),
      ("{a", 1, .openBrace), ("a}", 2, .strayBrace), (#"\left( a"#, 1, .openFence), (#"a \right)"#, 3, .strayRight),
      (#"\left a \right)"#, 7, .missingFence), ("a & b", 3, .strayCell), (#"a \\ b"#, 3, .strayCell),
      (#"\begin{cases} a"#, 1, .openEnvironment("cases")), (#"\begin{cases} a \end{array}"#, 17, .otherEnd("array")),
      (#"\end{cases}"#, 1, .otherEnd("cases")), (#"\begin{matrix} a \end{matrix}"#, 1, .unknownEnvironment("matrix")),
      (#"\begin{cases} a & b & c \end{cases}"#, 25, .tooManyCells(2)), (#"\begin{array}{c|c} a \end{array}"#, 14, .badColumns),
      (#"\begin{pmatrix} a \\[2em] b \end{pmatrix}"#, 21, .bracketAfterRow), (#"\text{a {b}}"#, 9, .badText),
      (#"\text{a $b$}"#, 9, .badText), (#"\vec\frac12"#, 5, .bracesNeeded(#"\frac12"#)),
      (#"x^\frac12"#, 3, .bracesNeeded(#"\frac12"#)),
      (#"\unit{m/s/s}"#, 7, .badUnit("m/s/s")), (#"\unit{furlong}"#, 7, .unknownUnit("furlong")), (#"\unit{}"#, 7, .badUnit("")),
      (#"\unit{mmin}"#, 7, .unknownUnit("mmin")), (#"\unit{m^0}"#, 7, .badUnit("m^0")), (#"\unit{кг}"#, 7, .unknownUnit("кг")),
      (#"\ce{Xx2}"#, 5, .unknownElement("Xx")), (#"\ce{H2 ? O}"#, 8, .badChemical("?")),
      (#"\ce{H2 ->[] O}"#, 10, .badChemical("[")), (#"\ce{H2 ->[t O}"#, 10, .badChemical("[")),
      (#"\ce{^{1O}"#, 4, .openBrace), (#"\ce{^x}"#, 6, .unknownElement("x")), (#"\ce{}"#, 5, .missingArgument(#"\ce"#)),
      (#"\sqrt[3{x}"#, 6, .missingArgument("[")), (#"\underset{}{b}"#, 12, .missingArgument(#"\underset"#)),
      (#"f\displaystyle x"#, 2, .unknownCommand("displaystyle")), (#"a \over b"#, 3, .unknownCommand("over")),
    ] as [(String, Int, FormulaComplaint.Fault)])
  func refused(_ tex: String, _ column: Int, _ fault: FormulaComplaint.Fault) {
    let error = #expect(throws: FormulaComplaint.self) { try Formula(reading: tex) }
    #expect(error == FormulaComplaint(column: column, fault: fault), "\(tex)")
    for language in Language.allCases { #expect(!fault.phrase(language).isEmpty, "\(fault)") }
  }

  @Test("depth, length and the number of pieces are bounded")
  func bounded() {
    func fault(_ tex: String) -> FormulaComplaint.Fault? {
      do throws(FormulaComplaint) {
        _ = try Formula(reading: tex)
        return nil
      } catch { return error.fault }
    }
    func nested(_ open: String, _ close: String, _ times: Int) -> String {
      String(repeating: open, count: times) + "x" + String(repeating: close, count: times)
    }
    #expect(fault(String(repeating: "x", count: 2_001)) == .tooLong(most: 2_000))
    #expect(fault(String(repeating: "x", count: 1_001)) == .tooManyPieces(most: 1_000))
    #expect(fault(String(repeating: "x", count: 1_000)) == nil)
    for (open, close) in [
      ("{", "}"), (#"\sqrt{"#, "}"), (#"\left("#, #"\right)"#), ("x^{", "}"), (#"\begin{cases}"#, #"\end{cases}"#),
    ] {
      #expect(fault(nested(open, close, 60)) == .tooDeep(most: 30), "\(open)")
      #expect(fault(nested(open, close, 10)) == nil, "\(open)")
    }
    #expect(fault(nested(#"\vec"#, "", 400)) == .tooDeep(most: 30))
    #expect(fault(String(repeating: "{", count: 2_000)) == .tooDeep(most: 30))
    #expect(fault(String(repeating: #"\left("#, count: 300)) == .tooDeep(most: 30))
  }

  @Test("a complaint says its place and what to write")
  func phrases() throws {
    let error = try #require(throws: FormulaComplaint.self) { try Formula(reading: "x^12") }
    #expect(error.phrase(.en) == "formula, character 4: only one digit belongs to ^: write the number in {}")
    #expect(error.phrase(.kk).contains("4-таңба"))
  }
}
