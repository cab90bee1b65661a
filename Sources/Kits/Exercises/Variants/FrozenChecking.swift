import Grading

/// What a frozen file says beside its exercise.
enum FrozenFinding: Sendable, Hashable {
  /// The exercise was changed since; what is right was not.
  case stale
  /// Another answer is right now, of this variant or of the whole.
  case changed(variant: Int?)
}

extension Exercise {
  /// Nil: it is as it would be frozen.
  func finding(_ frozen: FrozenExercise) -> FrozenFinding? {
    if contradicts(frozen) { return .changed(variant: nil) }
    var isStale = frozen.version != version || frozen.variants.count != frozenCount
    for row in frozen.variants {
      guard let variant = try? variant(of: row) else {
        isStale = true
        continue
      }
      if let gap = changedGap(row, variant) { return .changed(variant: gap) }
      if !agrees(row, variant) { isStale = true }
    }
    return isStale ? .stale : nil
  }

  /// Whether all its variants may stay as they are.
  func keeps(_ frozen: FrozenExercise) -> Bool {
    frozen.variants.count == frozenCount
      && frozen.variants.allSatisfy { row in (try? variant(of: row)).map { agrees(row, $0) } ?? false }
  }

  /// Rows that the file has.
  var frozenCount: Int {
    if !numbers.isEmpty { return numbers.variants }
    return kind == .number || kind == .gaps ? 1 : 0
  }

  /// The variant of the numbers that a row shows; throws where the params have no such values.
  func variant(of row: FrozenExercise.Row) throws(Rejection) -> Variant {
    var drawn: [String: ShownNumber] = [:]
    for param in numbers.drawn {
      guard let shown = row.show[param.name], let value = param.source.value(like: shown) else {
        throw .noValue(ExpressionFault(1, .unknownName(param.name)))
      }
      drawn[param.name] = value
    }
    return try variant(row.id, drawn: drawn)
  }

  /// The row's number, where the answer is another one.
  private func changedGap(_ row: FrozenExercise.Row, _ variant: Variant) -> Int? {
    guard case .typed(let gaps) = body else { return nil }
    for gap in gaps {
      guard let answer = variant.answers[gap.name] else { continue }
      guard let frozen = row.answers[gap.name] else { return row.id }
      let distance = abs(frozen.value - answer.value.value)
      if distance > frozen.halfLastUnit, distance > gap.tolerance.limit(answer.value.value) / 10 { return row.id }
    }
    return row.answers.count == gaps.count ? nil : row.id
  }

  /// Numbers of the row are those of the variant, as far as they are written.
  private func agrees(_ row: FrozenExercise.Row, _ variant: Variant) -> Bool {
    for (name, number) in row.show {
      guard let shown = variant.shown[name], shown.elements.count == number.elements.count else { return false }
      if shown.elements.map(\.text) != number.elements.map(\.text) { return false }
    }
    guard case .typed(let gaps) = body else { return true }
    let mistakes = gaps.flatMap { variant.answers[$0.name]?.mistakes ?? [] }
    return mistakes.count == row.mistakes.count
      && zip(mistakes, row.mistakes).allSatisfy { abs($0.value - $1.value) <= $1.halfLastUnit }
  }
}

extension PlainDecimal {
  /// Half a unit of its last written digit, and a little for rounding.
  var halfLastUnit: Double {
    let last = isScientific ? point - digits.count : -decimals
    return (Double("5e\(last - 1)") ?? 0) * (1 + 1e-9)
  }
}

extension ChangingNumbers.Source {
  /// The value that is written like this; nil: it cannot be drawn.
  fileprivate func value(like shown: ShownNumber) -> ShownNumber? {
    switch self {
    case .steps(let from, let step, let count, let decimals):
      guard case .one(let number) = shown, let units = number.units(decimals: decimals) else { return nil }
      let (distance, overflow) = units.subtractingReportingOverflow(from)
      guard !overflow, distance >= 0, distance.isMultiple(of: step), distance / step < count else { return nil }
      return value(distance / step)
    case .oneOf(let values): return values.first { $0.elements.map(\.value) == shown.elements.map(\.value) }
    case .computed: return nil
    }
  }
}
