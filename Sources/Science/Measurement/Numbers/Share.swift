/// The 95 % interval of a share by its score test (Wilson 1927): `count` of `total`, 0 to 1; nil of nobody.
package func shareInterval(_ count: Int, of total: Int) -> ClosedRange<Double>? {
  guard total > 0, (0...total).contains(count) else { return nil }
  let (z, n) = (1.959963984540054, Double(total))
  let share = Double(count) / n
  let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
  let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
  return max(0, centre - half)...max(min(1, centre + half), max(0, centre - half))
}
