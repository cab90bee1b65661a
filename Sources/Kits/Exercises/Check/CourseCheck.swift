/// A check with its questions, in their order. It lies in no lesson and in nothing that a phone keeps: whoever shows it decides to whom.
package struct CourseCheck: Sendable {
  package let form: CheckForm
  package let items: [CheckItem]

  package func item(_ key: String) -> CheckItem? { items.first { $0.key == key } }
}

/// A question of a check with the variants in which it may stand.
package struct CheckItem: Sendable {
  package let exercise: Exercise
  private let variants: [Variant]

  init(_ exercise: Exercise) { (self.exercise, variants) = (exercise, exercise.variants()) }

  package var key: String { exercise.key }

  package func variant(_ id: Int) -> Variant? { variants.first { $0.id == id } }

  /// As a printed sheet has it.
  package var printed: Variant { variants.first ?? .unchanging }

  /// Neighbours see options in another order; numbers are the same for everybody, or the check would not measure all alike.
  package func variant(seed: Int) -> Variant {
    guard exercise.numbers.isEmpty else { return printed }
    return variant(exercise.variantNumber(seed: UInt32(clamping: seed), turn: 0)) ?? printed
  }
}

extension CheckForm {
  /// Measures what a course gave, before or after it; nothing hangs on it for a girl.
  package var isMeasure: Bool { isFull }
}

extension CourseExercises {
  /// By key. One whose items are not all there and readable is none.
  package var courseChecks: [String: CourseCheck] {
    checks.compactMapValues { form in
      let found = form.items.compactMap { items[$0] }
      return found.count == form.items.count && !found.isEmpty
        ? CourseCheck(form: form, items: found.map { CheckItem($0) }) : nil
    }
  }
}
