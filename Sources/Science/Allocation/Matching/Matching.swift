/// Who has a seat where.
package struct Matching: Sendable {
  /// For each student the place in `Preferences.choices` where she has a seat, or -1.
  package let taken: [Int32]
  /// For each place the student ranked last among those who have its seats, or -1 while a seat is free or there is none.
  package let lasts: [Int32]

  package init(taken: [Int32], lasts: [Int32]) {
    self.taken = taken
    self.lasts = lasts
  }

  /// The programme of a student; nil: none.
  package func programme(of student: Int, _ preferences: Preferences) -> Int? {
    taken[student] < 0 ? nil : Int(preferences.programmes[Int(preferences.choices[Int(taken[student])])])
  }
}

extension Matching {
  /// Why a student does not have a programme she wanted more than what she has.
  package enum Reason: Sendable, Hashable {
    /// The programme does not rank her.
    case notRanked
    /// The programme has no seat at all.
    case noSeats
    /// Every seat is with somebody ranked before her; this student is the last of them: the cut-off (Azevedo and Leshno, 2016).
    case cutOff(last: Int32)
  }

  /// The programmes a student wanted more than the one she has, the most wanted first, each with its reason.
  package func reasons(of student: Int, _ preferences: Preferences) -> [(programme: Int32, reason: Reason)] {
    var reasons: [(programme: Int32, reason: Reason)] = []
    for refusal in refusals(of: student, preferences) {
      let programme = preferences.programmes[Int(refusal.place)]
      if reasons.last?.programme != programme {
        reasons.append((programme, refusal.reason))
      } else if refusal.reason != .noSeats {
        // The last of a programme's places, its open seats, says the most.
        reasons[reasons.count - 1].reason = refusal.reason
      }
    }
    return reasons
  }

  /// Every kind of seat of these programmes, in the order she was considered for them: a reserve and the open seats each with its reason.
  package func refusals(of student: Int, _ preferences: Preferences) -> [(place: Int32, reason: Reason)] {
    var refusals: [(place: Int32, reason: Reason)] = []
    let own = programme(of: student, preferences)
    for slot in preferences.choices(of: student) {
      let place = Int(preferences.choices[slot])
      if own == Int(preferences.programmes[place]) { break }
      let reason: Reason =
        preferences.ranks[slot] < 0 ? .notRanked : preferences.seats[place] == 0 ? .noSeats : .cutOff(last: lasts[place])
      refusals.append((Int32(place), reason))
    }
    return refusals
  }
}
