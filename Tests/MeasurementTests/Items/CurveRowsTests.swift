import Glibc
import Testing

@testable import Measurement

@Suite struct CurveRowsTests {
  @Test("curves of four abilities at once are those of one, also where they are steps")
  func rows() throws {
    let items: [Item] = [
      try .twoParameter(slope: -1.3, intercept: 0.4), try .threeParameter(slope: 2, intercept: -1, guessing: 0.2),
      try .generalisedPartialCredit(slope: 0.9, intercepts: [1, 0.5, -2]),
      try .graded(slope: 1.5, intercepts: [2, 0.1, 0.1 - 1e-2, -3]), try .graded(slope: 200, intercepts: [500, -100, -450]),
      try .graded(slope: -150, intercepts: [299, 0]),
    ]
    let abilities = [-4, -2.5, -0.3, 0, 0.4, 1.1, 2.25, 5]
    for item in items {
      let (probabilities, yes, no) = (Doubles(8 * item.categories), Doubles(8 * item.categories), Doubles(8 * item.categories))
      abilities.withUnsafeBufferPointer { abilities in
        withExtendedLifetime((probabilities, yes, no)) {
          CurveRows(
            abilities: abilities.baseAddress!, count: 8, probabilities: probabilities.at, reached: (yes.at, no.at)
          ).fill(item)
        }
      }
      for (at, ability) in abilities.enumerated() {
        for (k, exact) in item.probabilities(at: ability).enumerated() {
          #expect(abs(probabilities.array[8 * k + at] - exact) < 1e-13 * max(exact, 1e-30))
        }
      }
    }
  }

  @Test("logarithms of four numbers at once, between the smallest and the largest normal ones")
  func logarithms() {
    for number in [Double.leastNormalMagnitude, 1e-20, 0.5, 0.7071, 0.99999, 1, 1.00001, 1.4143, 2, 7, 1e20, 1e308] {
      let own = logarithm(SIMD4(number, 1, number, 2))
      #expect(abs(own[0] - log(number)) < 3e-16 * max(1, abs(log(number))) && own[0] == own[2] && own[1] == 0)
    }
  }
}
