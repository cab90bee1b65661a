import Testing

@testable import Exercises

/// What expressions say, and where they stop.
@Suite struct ExpressionTests {
  private static let names: [String: ExpressionValue] = [
    "a": .number(14.4), "N": .number(10), "zero": .number(0), "t": .list([14.1, 14.5, 13.9, 14.3, 14.2]), "d": .list([1, 2]),
    "mean": .number(14.2), "none": .list([]),
  ]

  private func said(_ text: String) -> String {
    do throws(ExpressionFault) {
      switch try Expression(reading: text).value(Self.names) {
      case .number(let number): return "\(number)"
      case .list(let list): return "\(list)"
      case .truth(let truth): return "\(truth)"
      }
    } catch { return "\(error.column) \(error.reason)" }
  }

  @Test(
    "an expression comes to what it says",
    arguments: [
      ("1 + 2 * 3", "7.0"), ("(1 + 2) * 3", "9.0"), ("10 - 4 - 3", "3.0"), ("24 / 4 / 2", "3.0"), ("-2^2", "-4.0"),
      ("(-2)^2", "4.0"), ("2^3^2", "512.0"), ("2^-1", "0.5"), ("2 \u{2212} 5", "-3.0"), ("1.6e-19 * 2", "3.2e-19"),
      ("a / N", "1.44"), ("0.1 + 0.2 - 0.3", "0.0"), ("a - 14.4", "0.0"), ("round(2.675, 2)", "2.68"),
      ("round(-2.5)", "-3.0"), ("round(0.285, 2)", "0.29"), ("round(1234.5, -2)", "1200.0"), ("round(-0.4)", "0.0"),
      ("round(14.2137, 1)", "14.2"), ("abs(-3)", "3.0"), ("sqrt(2) * sqrt(2)", "2.0000000000000004"), ("sin(pi)", "0.0"),
      ("cos(pi / 2)", "0.0"), ("min(3, 1, 2)", "1.0"), ("max(t)", "14.5"), ("max(t) - min(t)", "0.5999999999999996"),
      ("mean(t)", "14.2"), ("mean", "14.2"), ("mean(abs(t - mean(t)))", "0.16000000000000014"), ("sum(t - mean(t))", "0.0"),
      ("count(t)", "5.0"), ("count(t, distinct)", "5.0"), ("count(t - t, distinct)", "1.0"), ("d + d", "[2.0, 4.0]"),
      ("2 * d", "[2.0, 4.0]"), ("-d", "[-1.0, -2.0]"), ("max(d, 2 * d)", "[2.0, 4.0]"), ("d ^ 2", "[1.0, 4.0]"),
      ("t > 13", "true"), ("t > 14", "false"), ("t == mean", "false"), ("0.1 + 0.2 == 0.3", "true"), ("0.1 + 0.2 <= 0.3", "true"),
      ("0.1 + 0.2 > 0.3", "false"), ("1 != 1.0001", "true"), ("not 1 > 2 and 2 > 1", "true"), ("1 > 2 or 2 > 1", "true"),
      ("near(mean, mean(t), 0.05)", "true"), ("near(14.25, 14.2, 0.05)", "true"), ("near(14.26, 14.2, 0.05)", "false"),
      ("near(d, 1.5, 0.5)", "true"), ("1 > 2 and 1 / zero > 1", "false"), ("2^0.5 > 1.41", "true"), ("1.01^1024 > 26000", "true"),
    ])
  func value(_ text: String, _ wanted: String) { #expect(said(text) == wanted, "\(text)") }

  @Test(
    "what cannot be read or computed is a fault with its column",
    arguments: [
      ("", "1 empty"), ("   ", "1 empty"), ("1 +", "4 operandMissing"), ("1 + )", "5 sign(\")\")"), ("(1 + 2", "1 bracketOpen"),
      ("a b", "3 sign(\"b\")"), ("1,5", "2 sign(\",\")"), ("1.", "2 sign(\".\")"), (".5", "1 sign(\".\")"),
      ("2x", "2 sign(\"x\")"),
      ("1.2.3", "4 sign(\".\")"), ("2 = 2", "3 sign(\"=\")"), ("0 < 1 < 2", "7 chain"), ("1e999", "1 numberTooLarge"),
      ("x + 1", "1 unknownName(\"x\")"), ("foo(1)", "1 noFunction(\"foo\")"), ("distinct(t)", "1 noFunction(\"distinct\")"),
      ("abs(1, 2)", "1 arguments(\"abs\", ClosedRange(1...1))"), ("near(1, 2)", "1 arguments(\"near\", ClosedRange(3...3))"),
      ("1 / zero", "3 noNumber"), ("sqrt(-1)", "1 noNumber"), ("zero^-1", "5 noNumber"), ("10^400", "3 noNumber"),
      ("tan(pi / 2)", "1 noNumber"), ("(-8)^0.5", "5 noNumber"), ("t + d", "3 lengths(5, 2)"), ("mean(none)", "1 noElements"),
      ("mean(1)", "1 listWanted"), ("round(1.5, 10)", "1 decimals"), ("round(1.5, 0.5)", "1 decimals"),
      ("(1 > 2) + 1", "9 valueWanted"),
      ("1 and 2", "3 truthWanted"), ("not 1", "1 truthWanted"), ("near(1, 1, d)", "1 numberWanted"), ("and", "1 sign(\"and\")"),
      ("ә", "1 sign(\"ә\")"), ("1 > 2 > 3", "7 chain"),
    ])
  func fault(_ text: String, _ wanted: String) {
    #expect(said(text).replacing("Exercises.ExpressionFault.Reason.", with: "") == wanted)
  }

  @Test("length and depth are bounded before anything is built")
  func bounds() {
    #expect(said(String(repeating: "1+", count: 199) + "11") == "210.0")
    #expect(said(String(repeating: "1+", count: 200) + "1").hasSuffix("tooLong"))
    for deep in ["(", "-", "not ", "2^", "abs("] {
      #expect(said(String(repeating: deep, count: 60)).contains("tooDeep"), "\(deep)")
    }
    #expect(said(String(repeating: "(", count: 30) + "1" + String(repeating: ")", count: 30)) == "1.0")
  }

  @Test("what an expression comes to is known before its numbers are")
  func forms() throws {
    let forms: [String: ExpressionValue.Form] = ["m": .number, "d": .list]
    func form(_ text: String) throws -> ExpressionValue.Form { try Expression(reading: text).form(forms) }
    #expect(try form("m + d") == .list)
    #expect(try form("mean(m + d)") == .number)
    #expect(try form("near(m, mean(d), 0.1)") == .truth)
    #expect(try form("max(m, 2)") == .number)
    for wrong in ["mean(m)", "max(m)", "m and 1", "d + (m > 1)", "not d", "x", "round(m, d)", "near(m, m, d)", "count(m)"] {
      #expect(throws: ExpressionFault.self, "\(wrong)") { try form(wrong) }
    }
  }

  @Test("200,000 strings of pieces and bytes are read or refused, and what is read has a value or a fault")
  func fuzz() {
    let pieces = [
      "1", "0", "2.5", "1e9", "1e-300", "1e300", "a", "t", "d", "none", "N", "zero", "pi", "+", "-", "*", "/", "^", "(", ")", ",",
      " ", "<",
      "<=", "==", "!=", ">", "and ", "or ", "not ", "min(", "max(", "mean(", "sum(", "count(", "distinct", "near(", "round(",
      "abs(",
      "sqrt(", "sin(", "tan(", "\u{2212}", "ә", "\u{0}", "🚀", ".", "e", "=", "!",
    ]
    var chance = Chance(13)
    var (values, faults) = (0, 0)
    for turn in 0..<200_000 {
      let text =
        turn.isMultiple(of: 4)
        ? String(decoding: (0..<chance.below(60)).map { _ in UInt8(chance.below(256)) }, as: UTF8.self)
        : (0...chance.below(14)).map { _ in chance.one(of: pieces) }.joined()
      guard let expression = try? Expression(reading: text) else { continue }
      _ = try? expression.form(Self.names.mapValues(\.form))
      switch try? expression.value(Self.names) {
      case .number(let number)?:
        values += 1
        if !number.isFinite { Issue.record("\(text) is \(number)") }
      case .list(let list)?:
        values += 1
        if !list.allSatisfy(\.isFinite) { Issue.record("\(text) is \(list)") }
      case .truth?: values += 1
      case nil: faults += 1
      }
    }
    #expect(values > 2_000 && faults > 500, "\(values) \(faults)")
  }
}

/// The same numbers in every run: what it finds can be found again.
struct Chance {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ mixed >> 31) % UInt64(max(limit, 1)))
  }

  mutating func one<Value>(of values: [Value]) -> Value { values[below(values.count)] }
}
