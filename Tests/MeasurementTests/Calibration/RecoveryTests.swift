import Glibc
import Testing

@testable import Measurement

/// Whether true parameters are found, and standard errors mean what they say:
/// KERUEN_LONG=1 swift test -c release -Xswiftc -enable-testing --filter RecoveryTests
@Suite(.enabled(if: getenv("KERUEN_LONG") != nil))
struct RecoveryTests {
  @Test(
    "true parameters lie in 93-97 % of the 95 % intervals, and the estimates around them",
    arguments: [
      ItemModel.rasch, .twoParameter, .graded, .partialCredit, .ratingScale(scale: 1), .generalisedPartialCredit,
    ])
  func coverage(_ model: ItemModel) throws {
    let replications = 400
    let truth = try trueItems(model, count: 6)
    var study = Study()
    for replication in 0..<replications {
      let responses = try simulated(truth, persons: 1500, seed: UInt64(1000 + replication))
      let fit = try calibrate(responses, plan: CalibrationPlan(model, items: 6))
      #expect(fit.certificate.converged)
      for (number, item) in truth.enumerated() {
        let errors = try #require(fit.standardErrors(item: number))
        study.add(fit.items[number].slope, item.slope, errors.slope, kind: "slope")
        for step in item.intercepts.indices {
          study.add(fit.items[number].intercepts[step], item.intercepts[step], errors.intercepts[step], kind: "intercept")
        }
      }
    }
    study.check("\(model)")
  }

  @Test("means and deviations of groups too")
  func groups() throws {
    let truth = try trueItems(.twoParameter, count: 8)
    let groups = [AbilityDistribution(), AbilityDistribution(mean: 0.6, deviation: 1.3)]
    var study = Study()
    for replication in 0..<400 {
      let responses = try simulated(truth, persons: 2000, groups: groups, seed: UInt64(5000 + replication))
      let fit = try calibrate(responses, plan: CalibrationPlan(.twoParameter, items: 8))
      let errors = try #require(fit.standardErrors)
      for (at, parameter) in fit.parameters.enumerated() {
        if parameter == .mean(group: 1) { study.add(fit.estimates[at], 0.6, errors[at], kind: "mean") }
        if parameter == .deviation(group: 1) { study.add(fit.estimates[at], 1.3, errors[at], kind: "deviation") }
      }
    }
    study.check("groups", least: 0.92, most: 0.98)
  }

  /// Three-parameter items under the default prior, with a prior on slopes: bias only, since a prior moves intervals.
  @Test("three-parameter items come out without much bias")
  func guessing() throws {
    let truth = try trueItems(.threeParameter, count: 20)
    var plan = CalibrationPlan(.threeParameter, items: 20)
    plan.slopePrior = LogNormalPrior()
    var (gaps, count) = (0.0, 0.0)
    for replication in 0..<20 {
      let responses = try simulated(truth, persons: 4000, seed: UInt64(9000 + replication))
      let fit = try calibrate(responses, plan: plan, standardErrors: false)
      #expect(fit.certificate.converged)
      for (own, item) in zip(fit.items, truth) {
        for ability in [-1.5, -0.5, 0.5, 1.5] {
          gaps += own.probabilities(at: ability)[1] - item.probabilities(at: ability)[1]
          count += 1
        }
      }
    }
    print("threeParameter: mean gap of P \(gaps / count)")
    #expect(abs(gaps / count) < 0.002)
  }

  /// What a study adds up.
  private struct Study {
    var inside: [String: Int] = [:]
    var counts: [String: Int] = [:]
    var scaledBias: [String: Double] = [:]

    mutating func add(_ estimate: Double, _ truth: Double, _ error: Double, kind: String) {
      counts[kind, default: 0] += 1
      scaledBias[kind, default: 0] += (estimate - truth) / error
      if abs(estimate - truth) <= 1.959964 * error { inside[kind, default: 0] += 1 }
    }

    func check(_ name: String, least: Double = 0.93, most: Double = 0.97) {
      for (kind, count) in counts.sorted(by: { $0.key < $1.key }) {
        let coverage = Double(inside[kind] ?? 0) / Double(count)
        let bias = (scaledBias[kind] ?? 0) / Double(count)
        print("\(name) \(kind): coverage \(coverage), bias in standard errors \(bias)")
        #expect(coverage >= least && coverage <= most)
        #expect(abs(bias) < 0.2)
      }
    }
  }
}
