import Testing

@testable import Allocation

@Suite struct MatchingTests {
  @Test("the marriage of Gale and Shapley's first example: everybody who asks gets the first wish")
  func galeShapley() {
    // Gale and Shapley, 1962, example 1: men's first choices are all different.
    let preferences = Preferences(
      choices: [[0, 1, 2], [1, 2, 0], [2, 0, 1]],
      programmes: [[1, 2, 0], [2, 0, 1], [0, 1, 2]].map { Preferences.Programme(seats: 1, order: .ranking($0)) })
    let matching = preferences.deferredAcceptance()
    #expect((0..<3).map { matching.programme(of: $0, preferences) } == [0, 1, 2])
    #expect(preferences.blockingPairs(matching) == [])
  }

  @Test("the best stable matching for every student among all matchings", arguments: [0, 1_000, 2_000, 3_000])
  func bruteForce(_ start: Int) {
    for seed in start..<(start + 1_000) {
      let preferences = Preferences(seed: seed, reserves: seed % 3 == 0)
      let matching = preferences.deferredAcceptance()
      #expect(preferences.blockingPairs(matching) == [], "seed \(seed)")
      #expect(matching.taken == preferences.bestStable, "seed \(seed)")
      for student in 0..<preferences.students { preferences.checkReasons(matching, student, seed) }
    }
  }

  @Test("equal scores go by the lottery")
  func lottery() {
    let programme = Preferences.Programme(seats: 1, order: .scores([(0, 5), (1, 5), (2, 4)]))
    let preferences = Preferences(choices: [[0], [0], [0]], programmes: [programme], lottery: [2, 1, 0])
    let matching = preferences.deferredAcceptance()
    #expect(matching.taken == [-1, 1, -1])
    #expect(matching.reasons(of: 0, preferences).map(\.reason) == [.cutOff(last: 1)])
  }

  @Test("a reserve goes to members first, and to others when members leave it")
  func reserves() {
    let programme = Preferences.Programme(
      seats: 2, order: .ranking([0, 1, 2]), reserves: [Preferences.Reserve(seats: 1, members: [2])])
    let all = Preferences(choices: [[0], [0], [0]], programmes: [programme])
    #expect((0..<3).map { all.deferredAcceptance().programme(of: $0, all) } == [0, nil, 0])
    let without = Preferences(choices: [[0], [0], []], programmes: [programme])
    #expect((0..<3).map { without.deferredAcceptance().programme(of: $0, without) } == [0, 0, nil])
  }
}

extension Preferences {
  fileprivate init(seed: Int, reserves: Bool) {
    var chance = Chance(seed)
    let students = 1 + chance.below(5)
    let programmes = 1 + chance.below(3)
    func some(_ all: Int) -> [Int32] {
      Array((0..<Int32(all)).shuffled(using: &chance).prefix(chance.below(5) == 0 ? chance.below(all + 1) : all))
    }
    let wishes = (0..<students).map { _ in some(programmes) }
    let offers = (0..<programmes).map { _ in
      let seats = Int32(chance.below(3))
      let order: Order =
        chance.below(2) == 0
        ? .ranking(some(students)) : .scores(some(students).map { ($0, Double(chance.below(3))) })
      let kept = reserves && seats > 0 && chance.below(2) == 0
      return Programme(
        seats: seats, order: order, reserves: kept ? [Reserve(seats: 1, members: some(students))] : [])
    }
    self.init(choices: wishes, programmes: offers, lottery: (0..<Int32(students)).shuffled(using: &chance))
  }

  /// Tries every matching; of the stable ones the one where each student has the best she has in any, or nil if there is no such one.
  fileprivate var bestStable: [Int32]? {
    var stable: [[Int32]] = []
    var taken = [Int32](repeating: -1, count: students)
    var free = seats
    func go(_ student: Int) {
      guard student < students else {
        if blockingPairs(Matching(taken: taken, lasts: [])) == [] { stable.append(taken) }
        return
      }
      taken[student] = -1
      go(student + 1)
      for slot in choices(of: student) where ranks[slot] >= 0 && free[Int(choices[slot])] > 0 {
        free[Int(choices[slot])] -= 1
        taken[student] = Int32(slot)
        go(student + 1)
        free[Int(choices[slot])] += 1
        taken[student] = -1
      }
    }
    go(0)
    let best = (0..<students).map { student in
      stable.map { $0[student] < 0 ? Int32.max : $0[student] }.min().map { $0 == .max ? -1 : $0 } ?? -1
    }
    return stable.contains(best) ? best : nil
  }

  fileprivate func checkReasons(_ matching: Matching, _ student: Int, _ seed: Int) {
    let reasons = matching.reasons(of: student, self)
    let wished = choices(of: student).map { Int(programmes[Int(choices[$0])]) }
    let own = matching.programme(of: student, self)
    var higher: [Int] = []
    for programme in wished where higher.last != programme { higher.append(programme) }
    #expect(reasons.map { Int($0.programme) } == Array(higher.prefix { $0 != own }), "seed \(seed)")
    for case (_, .cutOff(let last)) in reasons { #expect(last >= 0, "seed \(seed)") }
  }
}
