/// Who is offered a place and who waits, and by which rule.
package struct Outcome: Sendable, Hashable {
  /// In the order the places were given.
  package let offered: [Int32]
  /// Everybody else who is considered, in the order they wait.
  package let waiting: [Int32]
  /// One for each candidate.
  package let rules: [Rule]
  /// How well the reserves were met, in the policy's order; empty without reserves.
  package let reserves: [Filled]
  /// Where reserves and caps cross each other, how far from the best the result can be at most, in points of the sum; 0: it is the best.
  package let gap: Double

  /// Which rule decided about a candidate.
  package enum Rule: Sendable, Hashable {
    /// A place on merit: the best who was left.
    case merit
    /// A place because of the policy's reserve of this number: without reserves she would have none.
    case reserve(Int)
    /// Called before somebody with a higher total, because shares were binding: the first, the second or both.
    case share(first: Bool, second: Bool)
    /// Her total was high enough, but this cap was full.
    case cap(Int)
    /// Others come before her.
    case waiting
    /// Her total would have been enough, had there been no reserves or shares.
    case displaced
    case notConsidered
  }

  package struct Filled: Sendable, Hashable {
    package let wanted: Int
    /// How many of those offered a place have the attribute.
    package let given: Int
    /// As many as could be met beside the earlier reserves, the caps and the places.
    package let possible: Int
  }
}
