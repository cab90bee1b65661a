import Words

extension CourseExercises {
  /// The variants of an exercise of a lesson as they were frozen; of one whose numbers do not change the orders in which it is shown. None
  /// of what a person judges, and of what was never frozen.
  package func variants(of exercise: Exercise, in lesson: String) -> [Variant] {
    guard exercise.kind.isSelfJudged else { return [] }
    let frozen = files["lessons/\(lesson)/frozen/\(exercise.key).json"].flatMap { FrozenExercise(json: $0) }
    return frozen == nil && !exercise.numbers.isEmpty ? [] : exercise.variants(frozen: frozen)
  }
}

extension Variant {
  /// Of an exercise that a person judges: nothing in it changes.
  package static let unchanging = Variant.order(1)
}

extension Exercise {
  /// The drawing in which one points at something.
  package var figure: String? {
    guard case .point(let body) = body else { return nil }
    return body.figure
  }
}
