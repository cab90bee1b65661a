import Glibc
import Measurement

/// How often the interval of a mean gain holds the true one: simulated girls, Rasch items of which twelve of twenty are common, a gain of
/// half an SD that differs between girls.
///
///     measurement-bench gains 1000 50
func gainsBench(_ arguments: [String]) throws {
  let trials = arguments.first.flatMap { Int($0) } ?? 200
  for persons in arguments.count > 1 ? arguments.dropFirst().compactMap({ Int($0) }) : [30, 50, 200] {
    var (held, bySampling, defined, width) = (0, 0, 0, 0.0)
    let start = clock()
    for trial in 0..<trials {
      let gain = Gain(pairs(persons, gain: 0.5, seed: UInt64(1_000 + trial)), GainPlan(seed: UInt64(trial)))
      let found = gain.summary(of: gain.members())
      guard gain.scale != .points, let interval = found.interval, let mean = found.mean, let error = found.samplingError else {
        continue
      }
      defined += 1
      width += interval.upper - interval.lower
      if interval.lower < 0.5, 0.5 < interval.upper { held += 1 }
      if abs(mean - 0.5) < 1.96 * error { bySampling += 1 }
    }
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    func share(_ count: Int) -> Double { (Double(count) / Double(max(1, defined)) * 1000).rounded() / 1000 }
    print(
      """
      {"persons": \(persons), "trials": \(trials), "defined": \(defined), "held": \(share(held)), "by_sampling_error": \(share(bySampling)), \
      "mean_width": \(width / Double(max(1, defined))), "cpu_seconds_each": \(seconds / Double(trials))}
      """)
  }
}

private func pairs(_ persons: Int, gain: Double, seed: UInt64) -> PairedAnswers {
  var chance = Seeded(seed)
  let common = (0..<12).map { Double($0) / 4 - 1.375 }
  let own = (0..<8).map { Double($0) / 4 - 0.875 }
  let difficulties = common + own + own
  func row(_ ability: Double, _ asked: [Int]) -> [Int?] {
    var row = [Int?](repeating: nil, count: difficulties.count)
    for item in asked { row[item] = chance.uniform() < 1 / (1 + exp(difficulties[item] - ability)) ? 1 : 0 }
    return row
  }
  var (before, after): ([[Int?]?], [[Int?]?]) = ([], [])
  for _ in 0..<persons {
    let ability = chance.normal()
    before.append(row(ability, Array(0..<20)))
    after.append(row(ability + gain + 0.3 * chance.normal(), Array(0..<12) + Array(20..<28)))
  }
  return PairedAnswers(before: before, after: after, anchors: Array(0..<12), items: 28)
}
