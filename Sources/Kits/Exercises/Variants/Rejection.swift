/// Why a drawn set of numbers makes no variant.
enum Rejection: Error, Sendable, Hashable {
  /// The condition of this place does not hold.
  case condition(Int)
  case noValue(ExpressionFault)
  /// A known mistake lies within twice the tolerance of the answer.
  case mistakeNear(gap: String, mistake: Int)
  /// A share of nothing, or a significant digit of it.
  case toleranceOfZero(gap: String)
  /// Two options read alike.
  case sameTexts
  /// The same question as another variant.
  case duplicate
}
