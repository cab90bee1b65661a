import Testing
import Words

@testable import Exercises

/// How variants are drawn, thrown away and ordered.
@Suite struct VariantTests {
  private static let many = """
    ask: {kk: '{=a} {=b}', ru: '{=a} {=b}', en: '{=a} {=b}'}
    variants: 12
    params: {a: {from: 0.1, to: 99.9, step: 0.1}, b: {from: 1, to: 500, step: 1}, c: "a * b"}
    where: ["c < 1000"]
    answer: {value: "c", tolerance: {relative: 0.01}}
    mistakes: [{value: "a + b", says: {kk: а, ru: б, en: c}}]
    """

  @Test("the same file gives the same variants, another key gives others")
  func reproducible() throws {
    let exercise = try Course.exercise("number", Self.many)
    let again = try Course.exercise("number", Self.many)
    #expect(exercise.variants() == again.variants())
    #expect(exercise.variants().map(\.id) == Array(1...12))
    let text = String(decoding: Course.yaml("number", Self.many), as: UTF8.self).replacing("key: one", with: "key: two")
    let other = try Exercise(yaml: Array(text.utf8), name: "two")
    #expect(other.variants().map(\.drawn) != exercise.variants().map(\.drawn))
  }

  @Test("every variant keeps the conditions, differs from the others, and its mistake is far from its answer")
  func sound() throws {
    let exercise = try Course.exercise("number", Self.many)
    let draw = VariantDraw(exercise)
    #expect(!draw.isComplete && draw.variants.count == 12)
    #expect(Set(draw.variants.map { exercise.asked($0) }).count == 12)
    for variant in draw.variants {
      guard case .one(let a) = variant.shown["a"], case .one(let b) = variant.shown["b"] else {
        Issue.record("\(variant)")
        continue
      }
      let answer = try #require(variant.answers["a"])
      #expect(abs(answer.value.value - a.value * b.value) < 1e-9 * abs(answer.value.value) && a.value * b.value < 1_000)
      #expect(abs(answer.mistakes[0].value - answer.value.value) > 0.02 * answer.value.value)
      #expect(a.decimals == 1 && b.decimals == 0)
    }
  }

  @Test("what cannot be found in 4,000 draws is said, and takes no longer")
  func bounded() throws {
    let text = Self.many.replacing("c < 1000", with: "a == 0.1 and b == 1")
    let draw = VariantDraw(try Course.exercise("number", text))
    #expect(draw.tries == 4_000 && draw.variants.count < 12)
  }

  @Test("small sets are tried as a whole, in another order each")
  func complete() throws {
    let text = """
      ask: {kk: '{=a}', ru: '{=a}', en: '{=a}'}
      variants: 5
      params: {a: {from: 1, to: 5, step: 1}}
      answer: {value: "a", tolerance: {absolute: 0}}
      """
    let draw = VariantDraw(try Course.exercise("number", text))
    #expect(draw.isComplete)
    #expect(Set(draw.variants.compactMap { $0.answers["a"]?.value.text }) == ["1", "2", "3", "4", "5"])
    #expect(draw.variants.compactMap { $0.answers["a"]?.value.text } != ["1", "2", "3", "4", "5"])
  }

  @Test("computed numbers are shown as they are on paper, lists with one number of decimals")
  func decimals() throws {
    let text = """
      ask: {kk: '{=t}', ru: '{=t}', en: '{=t} {=m} {=h}'}
      variants: 2
      params: {m: {from: 14.2, to: 14.4, step: 0.2}, d: {oneOf: [[0.1, -0.2, 0.1], [0, 0.3, -0.3]]}, t: "m + d", h: "m / 2"}
      where: ["m == 14.2", "mean(t) == m"]
      answer: {value: "mean(t)", tolerance: {absolute: 0}}
      """
    // The languages show different numbers here, which the lesson's own check names.
    let exercise = try Course.exercise("number", text)
    let texts = Set(exercise.variants().map { exercise.ask.plain(.en, $0) })
    #expect(texts == ["14.3, 14.0, 14.3 14.2 7.1", "14.2, 14.5, 13.9 14.2 7.1"])
    #expect(exercise.variants().allSatisfy { $0.answers["a"]?.value.text == "14.2" })
    #expect(Set(exercise.variants().map { exercise.ask.plain(.ru, $0) }) == ["14,3; 14,0; 14,3", "14,2; 14,5; 13,9"])
  }

  @Test("a negative number behind a sign of a formula stands in brackets")
  func brackets() throws {
    let text = """
      ask: {kk: '$5 - {=a}$', ru: '$5 - {=a}$', en: '$5 - {=a}$ and ${=a} + 5$ and {=a}'}
      variants: 2
      params: {a: {oneOf: [-3, -4]}}
      answer: {value: "5 - a", tolerance: {absolute: 0}}
      """
    let exercise = try Course.exercise("number", text)
    let shown = Set(exercise.variants().map { exercise.ask.plain(.en, $0) })
    #expect(shown.contains { $0.contains("(\u{2212}3)") && $0.hasSuffix("and \u{2212}3") }, "\(shown)")
    #expect(exercise.variantComplaints("").isEmpty)
  }

  @Test("an order that is asked for is never shown as it is right, and the order of a variant is pinned")
  func orders() throws {
    let items = "items: [\(["а", "б", "в"].map(Course.t).joined(separator: ", "))]"
    let exercise = try Course.exercise("order", items)
    let orders = (1...200).map { exercise.shownOrder(.order($0)) }
    #expect(!orders.contains([0, 1, 2]) && Set(orders).count == 5)
    #expect(Array(orders.prefix(4)) == (1...4).map { exercise.shownOrder(.order($0)) })
    #expect(exercise.variantCount == Exercise.orders && exercise.variants().count == Exercise.orders)
    let kept = try Course.exercise(
      "choice", "keep: yes\noptions: [{text: \(Course.t("а")), right: yes}, {text: \(Course.t("б"))}]")
    #expect(kept.variantCount == 1 && kept.shownOrder(.order(7)) == [0, 1])
  }

  @Test("turns go through all variants, neighbours begin elsewhere")
  func turns() throws {
    let exercise = try Course.exercise("number", Self.many)
    #expect(Set((0..<12).map { exercise.variantNumber(seed: 5, turn: $0) }) == Set(1...12))
    #expect(exercise.variantNumber(seed: 5, turn: 0) == 6 && exercise.variantNumber(seed: 6, turn: 0) == 7)
    #expect((1...12).contains(exercise.variantNumber(seed: .max, turn: .max)) && exercise.variantNumber(seed: 0, turn: -3) == 1)
  }

  @Test("frozen numbers that the params no longer have are stale, and reading them never fails")
  func foreign() throws {
    let exercise = try Course.exercise("number", Self.many)
    let text = exercise.frozenText(exercise.variants())
    let sound = try #require(FrozenExercise(json: Array(text.utf8)))
    #expect(exercise.finding(sound) == nil && exercise.keeps(sound))
    #expect(exercise.variants(frozen: sound) == exercise.variants())
    let drawn = try #require(exercise.variants().first?.drawn["b"]?.elements.first?.text)
    for other in ["501", "0", "-1", "1.5", "1e300", "999999999999999999"] {
      let changed = text.replacing("\"b\": \"\(drawn)\"", with: "\"b\": \"\(other)\"", maxReplacements: 1)
      let frozen = try #require(FrozenExercise(json: Array(changed.utf8)))
      #expect(exercise.finding(frozen) == .stale, "\(other)")
    }
    var chance = Chance(9)
    for _ in 0..<2_000 {
      var bytes = Array(text.utf8)
      for _ in 0...chance.below(3) { bytes[chance.below(bytes.count)] = UInt8(chance.below(256)) }
      if let frozen = FrozenExercise(json: bytes) {
        _ = exercise.finding(frozen)
        _ = exercise.variants(frozen: frozen)
      }
    }
  }
}
