extension Preferences {
  /// The stable matching that every student likes best among all stable ones (Gale and Shapley, 1962), in O(proposals · log seats).
  package func deferredAcceptance() -> Matching {
    var acceptance = Acceptance(self)
    for student in 0..<Int32(students) { acceptance.enter(student, choices, ranks) }
    return acceptance.matching
  }
}

/// Proposals and refusals under way. In whatever order students enter, the end is the same (McVitie and Wilson, 1971).
struct Acceptance {
  private let starts: [Int32]
  private var next: [Int32]
  private(set) var taken: [Int32]
  private var held: Held

  init(_ preferences: Preferences) {
    starts = preferences.starts
    next = preferences.starts
    taken = [Int32](repeating: -1, count: preferences.students)
    held = Held(preferences)
  }

  var matching: Matching { Matching(taken: taken, lasts: held.lasts) }

  /// As if nobody had entered; what was allocated stays.
  mutating func reset() {
    for student in taken.indices {
      next[student] = starts[student]
      taken[student] = -1
    }
    held.reset()
  }

  /// Lets a student propose, then whoever loses a seat by it, until nobody does. `choices` and `ranks` as in `Preferences`.
  mutating func enter(_ first: Int32, _ choices: [Int32], _ ranks: [Int32]) {
    var student = first
    while student >= 0, next[Int(student)] < starts[Int(student) + 1] {
      let slot = next[Int(student)]
      next[Int(student)] += 1
      let rank = ranks[Int(slot)]
      guard rank >= 0 else { continue }
      let refused = held.offer(Int(choices[Int(slot)]), rank: rank, student: student)
      guard refused != student else { continue }
      taken[Int(student)] = slot
      if refused >= 0 { taken[Int(refused)] = -1 }
      student = refused
    }
  }
}

/// Those whom each place holds for the moment: a heap whose root is ranked last.
private struct Held {
  /// Rank in the upper half, student in the lower.
  private var heap: [UInt64]
  private var sizes: [Int32]
  private let bases: [Int32]

  init(_ preferences: Preferences) {
    var applicants = [Int32](repeating: 0, count: preferences.seats.count)
    for place in preferences.choices { applicants[Int(place)] += 1 }
    var bases: [Int32] = [0]
    for (place, seats) in preferences.seats.enumerated() { bases.append(bases[place] + min(seats, applicants[place])) }
    self.bases = bases
    sizes = [Int32](repeating: 0, count: preferences.seats.count)
    heap = [UInt64](repeating: 0, count: Int(bases.last ?? 0))
    capacities = preferences.seats
  }

  private let capacities: [Int32]

  mutating func reset() { for place in sizes.indices { sizes[place] = 0 } }

  /// Who is refused: nobody (-1), the student herself, or the one she takes the seat from.
  mutating func offer(_ place: Int, rank: Int32, student: Int32) -> Int32 {
    let base = Int(bases[place])
    let size = Int(sizes[place])
    let entry = UInt64(UInt32(rank)) << 32 | UInt64(UInt32(student))
    guard base + size == Int(bases[place + 1]) else {
      sizes[place] += 1
      rise(entry, base, from: size)
      return -1
    }
    guard size > 0, entry < heap[base] else { return student }
    let refused = Int32(truncatingIfNeeded: heap[base])
    sink(entry, base, size)
    return refused
  }

  private mutating func rise(_ entry: UInt64, _ base: Int, from size: Int) {
    var at = size
    while at > 0 {
      let parent = (at - 1) / 2
      guard heap[base + parent] < entry else { break }
      heap[base + at] = heap[base + parent]
      at = parent
    }
    heap[base + at] = entry
  }

  private mutating func sink(_ entry: UInt64, _ base: Int, _ size: Int) {
    var at = 0
    while 2 * at + 1 < size {
      var child = 2 * at + 1
      if child + 1 < size, heap[base + child + 1] > heap[base + child] { child += 1 }
      guard heap[base + child] > entry else { break }
      heap[base + at] = heap[base + child]
      at = child
    }
    heap[base + at] = entry
  }

  /// A place that is full has a last; an empty or half-empty one has not.
  var lasts: [Int32] {
    sizes.indices.map { place in
      sizes[place] > 0 && sizes[place] == capacities[place] ? Int32(truncatingIfNeeded: heap[Int(bases[place])]) : -1
    }
  }
}
