/// Which members of two sequences belong together, in order: the pairs whose weights add up to most; no pair has weight 0.
///
/// A longest common subsequence (Wagner and Fischer 1974) with weights; quadratic, for the few hundred blocks of a lesson.
func commonSequence(_ first: Int, _ second: Int, _ weight: (Int, Int) -> Int) -> [(Int, Int)] {
  var best = [[Int]](repeating: [Int](repeating: 0, count: second + 1), count: first + 1)
  var weights = [[Int]](repeating: [Int](repeating: 0, count: second), count: first)
  for i in stride(from: first - 1, through: 0, by: -1) {
    for j in stride(from: second - 1, through: 0, by: -1) {
      weights[i][j] = weight(i, j)
      let together = weights[i][j] > 0 ? weights[i][j] + best[i + 1][j + 1] : 0
      best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    }
  }
  var pairs: [(Int, Int)] = []
  var (i, j) = (0, 0)
  while i < first, j < second {
    if weights[i][j] > 0, best[i][j] == weights[i][j] + best[i + 1][j + 1] {
      pairs.append((i, j))
      (i, j) = (i + 1, j + 1)
    } else if best[i][j] == best[i + 1][j] {
      i += 1
    } else {
      j += 1
    }
  }
  return pairs
}
