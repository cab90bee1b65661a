extension Preferences {
  /// Of each student's programmes, the most wanted first and none twice; `lottery` has a number for each student, the lower wins.
  package init(choices wishes: [[Int32]], programmes: [Programme], lottery: [Int32] = []) {
    var plan = Plan(programmes)
    var starts: [Int32] = [0]
    starts.reserveCapacity(wishes.count + 1)
    var choices: [Int32] = []
    for wish in wishes {
      for programme in wish { choices.append(contentsOf: plan.places(of: Int(programme))) }
      starts.append(Int32(choices.count))
    }
    plan.rank(wishes, starts, choices: choices.count, lottery)
    self.init(starts: starts, choices: choices, ranks: plan.ranks, seats: plan.seats, programmes: plan.owners)
  }
}

/// The places that programmes are split into, and the ranks there.
private struct Plan {
  private let programmes: [Preferences.Programme]
  private var firsts: [Int32] = []
  private(set) var seats: [Int32] = []
  private(set) var owners: [Int32] = []
  private(set) var ranks: [Int32] = []

  init(_ programmes: [Preferences.Programme]) {
    self.programmes = programmes
    for (number, programme) in programmes.enumerated() {
      firsts.append(Int32(seats.count))
      let reserved = programme.reserves.map(\.seats)
      seats += reserved + [programme.seats - reserved.reduce(0, +)]
      owners += Array(repeating: Int32(number), count: reserved.count + 1)
    }
    firsts.append(Int32(seats.count))
  }

  func places(of programme: Int) -> Range<Int32> { firsts[programme]..<firsts[programme + 1] }

  /// Programme by programme, so that only one ranking is spread over all students at a time.
  mutating func rank(_ wishes: [[Int32]], _ starts: [Int32], choices: Int, _ lottery: [Int32]) {
    ranks = [Int32](repeating: -1, count: choices)
    let applicants = Applicants(wishes, programmes: programmes.count) { Int32(places(of: $0).count) }
    var positions = [Int32](repeating: -1, count: wishes.count)
    for (number, programme) in programmes.enumerated() {
      let ranking = programme.order.ranking(lottery)
      for (position, student) in ranking.enumerated() { positions[Int(student)] = Int32(position) }
      for (reserve, members) in (programme.reserves.map { Optional(Set($0.members)) } + [nil]).enumerated() {
        for (student, slot) in applicants.of(number) where positions[Int(student)] >= 0 {
          let behind = members.map { !$0.contains(student) } ?? false
          ranks[Int(slot) + reserve] = positions[Int(student)] + (behind ? Int32(ranking.count) : 0)
        }
      }
      for student in ranking { positions[Int(student)] = -1 }
    }
  }
}

/// Who names each programme, and at which place of the flat choices.
private struct Applicants {
  private var ends: [Int]
  private var entries: [(student: Int32, slot: Int32)]

  /// `width`: at how many places of the flat choices a programme stands.
  init(_ wishes: [[Int32]], programmes: Int, width: (Int) -> Int32) {
    let widths = (0..<programmes).map(width)
    var next = [Int](repeating: 0, count: programmes + 1)
    for wish in wishes { for programme in wish { next[Int(programme) + 1] += 1 } }
    for programme in 0..<programmes { next[programme + 1] += next[programme] }
    ends = next
    entries = Array(repeating: (0, 0), count: next[programmes])
    var slot: Int32 = 0
    for (student, wish) in wishes.enumerated() {
      for programme in wish {
        entries[next[Int(programme)]] = (Int32(student), slot)
        next[Int(programme)] += 1
        slot += widths[Int(programme)]
      }
    }
  }

  func of(_ programme: Int) -> ArraySlice<(student: Int32, slot: Int32)> { entries[ends[programme]..<ends[programme + 1]] }
}

extension Preferences.Order {
  fileprivate func ranking(_ lottery: [Int32]) -> [Int32] {
    switch self {
    case .ranking(let ranking): ranking
    case .scores(let scores):
      scores.sorted { a, b in
        if a.score != b.score { return a.score > b.score }
        let (first, second) = lottery.isEmpty ? (a.student, b.student) : (lottery[Int(a.student)], lottery[Int(b.student)])
        return first < second
      }.map(\.student)
    }
  }
}
