/// What students wish and how programmes rank them, in flat arrays.
///
/// A programme with reserves is several places in these arrays, in the order in which a student tries them.
package struct Preferences: Sendable {
  /// The choices of student `s` stand at `starts[s]..<starts[s + 1]`.
  package let starts: [Int32]
  /// Numbers of places (programmes or parts of them), the most wanted first.
  package let choices: [Int32]
  /// For each choice: where its programme ranks the student, from 0, lower is better; -1: not at all.
  package let ranks: [Int32]
  /// Seats of each place; never negative.
  package let seats: [Int32]
  /// The programme that each place belongs to.
  package let programmes: [Int32]

  package var students: Int { starts.count - 1 }

  package func choices(of student: Int) -> Range<Int> { Int(starts[student])..<Int(starts[student + 1]) }
}

extension Preferences {
  /// How many seats a programme has and whom it wants.
  package struct Programme: Sendable {
    package let seats: Int32
    package let order: Order
    /// Filled before the open seats, in this order; together at most `seats`.
    package let reserves: [Reserve]

    package init(seats: Int32, order: Order, reserves: [Reserve] = []) {
      self.seats = seats
      self.order = order
      self.reserves = reserves
    }
  }

  /// A student who is in no list is not acceptable to the programme.
  package enum Order: Sendable {
    /// Best first.
    case ranking([Int32])
    /// Higher is better, not NaN; equal scores go by the lottery.
    case scores([(student: Int32, score: Double)])
  }

  /// Seats where members go before all others; what members leave, others take (Kominers and Sönmez, 2016).
  package struct Reserve: Sendable {
    package let seats: Int32
    package let members: [Int32]

    package init(seats: Int32, members: [Int32]) {
      self.seats = seats
      self.members = members
    }
  }
}
