/// Exact prices in units of the scores from prices of an auction that ended with step 1.
///
/// Reviewers and the idle bidder are m + 1 numbers on a circle of m + 2, so somewhere two or more places of the circle are empty;
/// cut there, rounding down turns every "at most a whole number and one step more" into "at most that whole number".
func wholePrices(_ prices: [Int64], idleLevel: Int64, scale: Int64) -> [Int64] {
  func residue(_ value: Int64) -> Int64 { (value % scale + scale) % scale }
  let numbers = prices + [idleLevel]
  let residues = numbers.map(residue).sorted()
  var cut = residues[0]
  var widest = residues[0] + scale - residues.last!
  for (one, next) in zip(residues, residues.dropFirst()) where next - one > widest {
    widest = next - one
    cut = next
  }
  func whole(_ value: Int64) -> Int64 { (value - cut - residue(value - cut)) / scale }
  let zero = whole(idleLevel)
  return prices.map { whole($0) - zero }
}
