import Measurement

/// measurement-bench alpha: 100,000 units by 2,000 raters, three ratings each.
func benchAlpha() throws {
  var chance = Seeded(1)
  var (unit, value) = ([Int32](), [Double]())
  for at in 0..<100_000 {
    let level = 3 + chance.normal()
    for _ in 0..<3 {
      unit.append(Int32(at))
      value.append(min(6, max(0, (level + 0.8 * chance.normal()).rounded())))
    }
  }
  let values = try UnitValues(unit: unit, value: value)
  for metric in KrippendorffAlpha.Metric.allCases {
    var alpha: KrippendorffAlpha?
    let seconds = try times(9) { alpha = try values.alpha(metric) }
    show(
      "Krippendorff's alpha, \(metric), 100,000 units, 300,000 values", seconds, "\(alpha?.alpha ?? 0)",
      work: Work(memoryBytes: 300_000 * 12))
  }
  let seconds = try times(3) { _ = try values.alphaInterval(.interval, draws: 1_000, seed: 1) }
  show("the same with 1,000 bootstrap draws, interval", seconds, work: Work(lookups: 1_000 * 100_000))
}
