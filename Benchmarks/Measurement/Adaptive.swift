import Glibc
import Measurement

/// measurement-bench adaptive: 30 items of a bank of 500, 20,000 persons on every core.
func benchAdaptive() throws {
  var chance = Seeded(1)
  let items = try (0..<500).map { _ in
    try Item.threeParameter(slope: exp(0.3 * chance.normal()), intercept: chance.normal(), guessing: 0.2 * chance.uniform())
  }
  let bank = try AdaptiveBank(items)
  let people = (0..<20_000).map { _ in chance.normal() }
  for (name, criterion, exposure) in [
    ("information, no control", AdaptivePlan.Criterion.information, AdaptivePlan.Exposure.none),
    ("information, one of 5", .information, .randomesque(5)),
    ("weighted information, one of 5", .weightedInformation, .randomesque(5)),
  ] {
    let plan = AdaptivePlan(criterion: criterion, exposure: exposure, shortest: 30, longest: 30, standardError: nil)
    var error = 0.0
    let seconds = try times(3) { error = try bank.simulate(plan, abilities: people, seed: 1).error }
    show(
      "adaptive test, 20,000 persons x 30 of 500 items, \(name)", seconds, "\(Int(600_000 / seconds[1])) items/s, rmse \(error)",
      work: Work(flops: 600_000 * 500))
  }
}
