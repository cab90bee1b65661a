import Allocation
import Glibc
import Testing

@Suite struct WaitingChanceTests {
  @Test("one open offer and nothing known is one half; every further place less")
  func simple() {
    #expect(abs(Answers(open: 1, accepted: 0, declined: 0).chance(atPlace: 1) - 0.5) < 1e-12)
    let answers = Answers(open: 20, accepted: 30, declined: 5)
    let chances = (1...30).map { answers.chance(atPlace: $0) }
    #expect(zip(chances, chances.dropFirst()).allSatisfy { $0 > $1 })
    #expect(answers.chance(atPlace: 1) > 0.9 && answers.chance(atPlace: 30) < 0.01)
    #expect(Answers(open: 0, accepted: 60, declined: 3).chance(atPlace: 1) == 0)
  }

  @Test("the number is that of the cascade played out", arguments: [(3, 4, 2, 2), (10, 20, 3, 1), (10, 20, 3, 4), (5, 0, 6, 9)])
  func played(_ open: Int, _ accepted: Int, _ declined: Int, _ place: Int) {
    var chance = Chance(7)
    let rounds = 40_000
    var called = 0
    for _ in 0..<rounds {
      // Beta(a, b) with half-integer parameters as squares of normals: a ratio of two chi-squares.
      func square(_ degrees: Int) -> Double {
        (0..<degrees).reduce(0) { sum, _ in
          let (u, v) = (Double.random(in: 0..<1, using: &chance), Double.random(in: 0..<1, using: &chance))
          return sum - 2 * log(1 - u) * cos(2 * .pi * v) * cos(2 * .pi * v)
        }
      }
      let (x, y) = (square(2 * declined + 1), square(2 * accepted + 1))
      let rate = x / (x + y)
      var waiting = open
      var free = 0
      while waiting > 0, free < place {
        if Double.random(in: 0..<1, using: &chance) < rate { free += 1 } else { waiting -= 1 }
      }
      if free >= place { called += 1 }
    }
    let exact = Answers(open: open, accepted: accepted, declined: declined).chance(atPlace: place)
    let spread = (exact * (1 - exact) / Double(rounds)).squareRoot()
    #expect(abs(Double(called) / Double(rounds) - exact) < 4 * spread)
  }
}
