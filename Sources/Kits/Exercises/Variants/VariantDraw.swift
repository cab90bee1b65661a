import Grading

/// Variants of an exercise, drawn with a seed of its own: the same file gives the same variants.
struct VariantDraw: Sendable {
  /// Combinations that are looked at; where there are no more, all of them.
  static let mostTries = 4_000

  private(set) var variants: [Variant] = []
  private(set) var tries = 0
  /// Whether every combination was looked at.
  let isComplete: Bool
  private(set) var rejections: [Rejection: Int] = [:]

  init(_ exercise: Exercise) {
    let drawn = exercise.numbers.drawn
    var draw = SeededDraw("keruen exercise 1", exercise.key, exercise.definition)
    let counts = drawn.map { $0.source.count ?? 1 }
    let all = Self.product(counts)
    isComplete = all <= Self.mostTries
    let order = isComplete ? draw.order(all) : []
    var seen: Set<String> = []
    while variants.count < exercise.numbers.variants, tries < min(all, Self.mostTries) {
      let places = isComplete ? Self.places(order[tries], counts) : counts.map { draw.below($0) }
      tries += 1
      var numbers: [String: ShownNumber] = [:]
      for (param, place) in zip(drawn, places) { numbers[param.name] = param.source.value(place) }
      do throws(Rejection) {
        let variant = try exercise.variant(variants.count + 1, drawn: numbers)
        guard seen.insert(exercise.asked(variant)).inserted else { throw .duplicate }
        variants.append(variant)
      } catch { rejections[error, default: 0] += 1 }
    }
  }

  /// More than are tried where they are too many to count.
  private static func product(_ counts: [Int]) -> Int {
    counts.reduce(1) { product, count in product > mostTries ? product : product * count }
  }

  /// The combination of this number, the last param changing fastest.
  private static func places(_ number: Int, _ counts: [Int]) -> [Int] {
    var rest = number
    return counts.reversed().map { count in
      defer { rest /= count }
      return rest % count
    }.reversed()
  }
}

extension Exercise {
  /// Everything that decides which numbers are drawn, and nothing else: correcting a text changes no variant.
  var definition: String {
    var lines = [kind.rawValue, "variants \(numbers.variants)"]
    for param in numbers.params {
      switch param.source {
      case .steps(let from, let step, let count, let decimals):
        lines.append("\(param.name) \(from) \(step) \(count) \(decimals)")
      case .oneOf(let values):
        lines.append(param.name + " " + values.map { $0.elements.map(\.text).joined(separator: " ") }.joined(separator: "|"))
      case .computed(let expression): lines.append("\(param.name) = \(expression.source)")
      }
    }
    lines += numbers.conditions.map { "where \($0.expression.source)" }
    if case .typed(let gaps) = body {
      for gap in gaps {
        lines.append("\(gap.name) ? \(gap.value.source) \(gap.tolerance.written)")
        lines += gap.mistakes.map { "\(gap.name) ! \($0.value.source)" }
      }
    }
    return lines.joined(separator: "\n")
  }

  /// All variants as `freeze` would write them, or as the published file has them.
  package func variants(frozen: FrozenExercise? = nil) -> [Variant] {
    if numbers.isEmpty {
      return (1...variantCount).map { id in (try? variant(id, drawn: [:])) ?? Variant.order(id) }
    }
    guard let frozen else { return VariantDraw(self).variants }
    return frozen.variants.compactMap { try? variant(of: $0) }
  }
}

extension Tolerance {
  fileprivate var written: String {
    switch self {
    case .absolute(let size): "absolute \(PlainDecimal(size).text)"
    case .relative(let share): "relative \(PlainDecimal(share).text)"
    case .digits(let count): "digits \(count)"
    }
  }
}
