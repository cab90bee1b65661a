/// All pairs: answers as one bit for each option, matches by AND and counting bits, against the least number of matches that is
/// improbable enough for the two strata.
struct SimilaritySearch {
  private let persons: Int
  private let items: Int
  private let options: [Int]
  private let answers: [UInt8]
  private let chances: [[[Double]]]
  /// Persons in the order of their strata, and where each stratum begins.
  private let order: [Int32]
  private let starts: [Int]
  /// `width` words a person, in that order.
  private let words: [UInt64]
  private let width: Int

  /// `chances`: by stratum, item and answer.
  init(answers: [UInt8], persons: Int, options: [Int], strata: [Int32], chances: [[[Double]]]) {
    self.persons = persons
    self.options = options
    self.answers = answers
    self.chances = chances
    items = options.count
    order = sorted((0..<Int32(persons)).map { $0 }, by: strata, below: chances.count)
    var starts = [Int](repeating: 0, count: chances.count + 1)
    for stratum in strata { starts[Int(stratum) + 1] += 1 }
    for at in 1..<starts.count { starts[at] += starts[at - 1] }
    self.starts = starts
    var offsets: [Int] = []
    var bits = 0
    for option in options {
      offsets.append(bits)
      bits += option
    }
    let width = (bits + 63) / 64
    self.width = width
    var words = [UInt64](repeating: 0, count: persons * width)
    for (at, person) in order.enumerated() {
      for item in 0..<options.count {
        let answer = answers[Int(person) * options.count + item]
        guard answer != Responses.missing else { continue }
        let bit = offsets[item] + Int(answer)
        words[at * width + bit / 64] |= 1 << UInt64(bit % 64)
      }
    }
    self.words = words
  }

  /// `own`: a person's chances of each item's answers, for the final figures.
  func run(rate: Double, own: (_ person: Int) -> [[Double]]) -> AnswerSimilarity {
    let compared = persons * (persons - 1) / 2
    // Some hundred pairs by chance, so that the false discovery rate can be judged; never all of them.
    let limit = min(rate, max(1e-5, 200 * rate / Double(compared)))
    let found = candidates(limit: 2 * limit)
    var pairs: [(first: Int, second: Int, matches: Int, items: Int, expected: Double, probability: Double)] = []
    var last: (person: Int, chances: [[Double]]) = (-1, [])
    for (one, other) in found {
      let (first, second) = (Int(min(one, other)), Int(max(one, other)))
      if last.person != Int(one) { last = (Int(one), own(Int(one))) }
      let figures = exact(Int(one), last.chances, Int(other), own(Int(other)))
      guard figures.probability <= limit else { continue }
      pairs.append((first, second, figures.matches, figures.items, figures.expected, figures.probability))
    }
    pairs.sort { ($0.probability, $0.first, $0.second) < ($1.probability, $1.first, $1.second) }
    var lowest = 1.0
    var rates = [Double](repeating: 1, count: pairs.count)
    for at in pairs.indices.reversed() {
      lowest = min(lowest, pairs[at].probability * Double(compared) / Double(at + 1))
      rates[at] = lowest
    }
    return AnswerSimilarity(
      pairs: pairs.indices.map { at in
        let pair = pairs[at]
        return SimilarPair(
          first: pair.first, second: pair.second, matches: pair.matches, items: pair.items, expected: pair.expected,
          probability: pair.probability, familywise: min(1, pair.probability * Double(compared)),
          falseDiscoveryRate: rates[at])
      },
      compared: compared, kept: limit,
      isTruncated: limit < rate && Double(pairs.count) * rate >= limit * Double(compared))
  }

  /// Pairs of persons whose matches are improbable for their strata, stratum by stratum.
  private func candidates(limit: Double) -> [(Int32, Int32)] {
    let blocks = (0..<chances.count).flatMap { one in (one..<chances.count).map { (one, $0) } }
    let found = Found(blocks.count)
    inBlocks(blocks.count, blocks: 256) { _, range in
      for block in range {
        let (one, other) = blocks[block]
        let least = leastMatches(chances[one], chances[other], limit: limit)
        guard least <= items else { continue }
        found.pairs[block] = compare(one, other, least: least)
      }
    }
    return (0..<blocks.count).flatMap { found.pairs[$0] }
  }

  /// The smallest number of matches whose upper tail is at most `limit`; more than there are items where there is none.
  private func leastMatches(_ one: [[Double]], _ other: [[Double]], limit: Double) -> Int {
    let distribution = matchDistribution(zip(one, other).map { match($0, $1) })
    var tail = 0.0
    var least = items + 1
    while least > 0, tail + distribution[least - 1] <= limit {
      least -= 1
      tail += distribution[least]
    }
    return least
  }

  private func compare(_ one: Int, _ other: Int, least: Int) -> [(Int32, Int32)] {
    var pairs: [(Int32, Int32)] = []
    words.withUnsafeBufferPointer { words in
      guard let words = words.baseAddress else { return }
      for row in starts[one]..<starts[one + 1] {
        let from = one == other ? row + 1 : starts[other]
        let own = words + row * width
        for column in from..<max(from, starts[other + 1]) where matches(own, words + column * width) >= least {
          pairs.append((order[row], order[column]))
        }
      }
    }
    return pairs
  }

  @inline(__always)
  private func matches(_ one: UnsafePointer<UInt64>, _ other: UnsafePointer<UInt64>) -> Int {
    if width == 2 { return (one[0] & other[0]).nonzeroBitCount &+ (one[1] & other[1]).nonzeroBitCount }
    var count = 0
    for word in 0..<width { count &+= (one[word] & other[word]).nonzeroBitCount }
    return count
  }

  /// Over the items that both answered.
  private func exact(
    _ one: Int, _ chances: [[Double]], _ other: Int, _ others: [[Double]]
  ) -> (matches: Int, items: Int, expected: Double, probability: Double) {
    var same = 0
    var shares: [Double] = []
    for item in 0..<items {
      let (a, b) = (answers[one * items + item], answers[other * items + item])
      guard a != Responses.missing, b != Responses.missing else { continue }
      if a == b { same += 1 }
      shares.append(match(chances[item], others[item]))
    }
    let distribution = matchDistribution(shares)
    // From the smallest terms up.
    let tail = (same..<distribution.count).reversed().reduce(0) { $0 + distribution[$1] }
    return (same, shares.count, shares.reduce(0, +), min(1, tail))
  }

  private func match(_ one: [Double], _ other: [Double]) -> Double { min(1, zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }) }
}

/// Distribution of the number of successes of independent trials with these chances (generalised binomial), by adding trial after trial.
func matchDistribution(_ chances: [Double]) -> [Double] {
  var distribution = [Double](repeating: 0, count: chances.count + 1)
  distribution[0] = 1
  for (trial, chance) in chances.enumerated() {
    for count in (0...trial).reversed() {
      distribution[count + 1] += distribution[count] * chance
      distribution[count] *= 1 - chance
    }
  }
  return distribution
}

/// What each block found, at one address.
private final class Found {
  let pairs: UnsafeMutablePointer<[(Int32, Int32)]>
  private let count: Int

  init(_ count: Int) {
    self.count = count
    pairs = .allocate(capacity: max(1, count))
    pairs.initialize(repeating: [], count: count)
  }

  deinit {
    pairs.deinitialize(count: count)
    pairs.deallocate()
  }
}
