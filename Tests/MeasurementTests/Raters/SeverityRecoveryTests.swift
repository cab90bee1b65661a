import Glibc
import Measurement
import Testing

/// Simulation, only with KERUEN_LONG.
@Suite(.enabled(if: getenv("KERUEN_LONG") != nil)) struct SeverityRecoveryTests {
  @Test("severities are without bias and their 95 % intervals cover 93 to 97 %")
  func coverage() throws {
    var (errors, covered, count) = (0.0, 0, 0)
    var jointCovered = 0
    var slope = (top: 0.0, jointTop: 0.0, bottom: 0.0)
    for seed in 1...300 {
      let (ratings, severities) = try Sample.ratings(candidates: 250, raters: 12, criteria: 3, each: 3, seed: UInt64(seed))
      let (marginal, joint) = (try ratings.facets(), try ratings.facets(.joint(correctingBias: true)))
      #expect(marginal.certificate.converged && joint.certificate.converged)
      for (rater, truth) in severities.enumerated() {
        let own = marginal.raters[rater]
        errors += own.measure - truth
        covered += abs(own.measure - truth) < 1.959964 * own.standardError ? 1 : 0
        let other = joint.raters[rater]
        jointCovered += abs(other.measure - truth) < 1.959964 * other.standardError ? 1 : 0
        slope = (slope.top + own.measure * truth, slope.jointTop + other.measure * truth, slope.bottom + truth * truth)
        count += 1
      }
    }
    let share = Double(covered) / Double(count)
    print(
      "severity: mean error \(errors / Double(count)), slope on truth \(slope.top / slope.bottom) (joint, corrected: \(slope.jointTop / slope.bottom)), coverage \(share) (joint, corrected: \(Double(jointCovered) / Double(count)))"
    )
    #expect(share > 0.93 && share < 0.97)
    #expect(abs(slope.top / slope.bottom - 1) < 0.02)
  }
}
