/// Pairs of persons who gave more of the same answers than two of their abilities who worked alone.
///
/// Generalised binomial test (van der Linden & Sotaridona 2006): given the abilities an item's answers match with the probability
/// Σ P_i(answer) P_j(answer), independently of the other items, so that the number of matches has an exact distribution. What it finds
/// is a reason to look, never proof; estimated abilities and whole matches make it cautious (strangers fall below 1e-5 about 1e-6 of the
/// time in Tests/MeasurementTests/Screening). Pupils of one teacher share mistakes too.
package struct AnswerSimilarity: Sendable {
  /// Kept pairs, the least probable first.
  package let pairs: [SimilarPair]
  /// How many pairs were compared.
  package let compared: Int
  /// Pairs of a probability up to this were kept.
  package let kept: Double
  /// Whether so many pairs are improbable that the false discovery rate would admit some that were not kept.
  package let isTruncated: Bool

  /// Pairs whose false discovery rate over all pairs is at most `rate`.
  package func flagged(falseDiscoveryRate rate: Double) -> [SimilarPair] { Array(pairs.prefix { $0.falseDiscoveryRate <= rate }) }

  /// Pairs whose chance to be named by mistake, all pairs together, is at most `rate` (Bonferroni).
  package func flagged(familywise rate: Double) -> [SimilarPair] { Array(pairs.prefix { $0.familywise <= rate }) }
}

/// Two persons and what they share.
package struct SimilarPair: Sendable, Hashable {
  package let first: Int
  package let second: Int
  /// Same answers, of items both answered, and how many are to be expected.
  package let matches: Int
  package let items: Int
  package let expected: Double
  /// Of at least so many matches.
  package let probability: Double
  /// Times the number of pairs, at most 1.
  package let familywise: Double
  /// Benjamini & Hochberg's (1995) adjusted probability over all pairs.
  package let falseDiscoveryRate: Double
}

/// Why there is no screening.
package enum ScreeningFault: Error, Sendable, Hashable {
  case onePerson
  case noItems
  /// Items, abilities or rows not one for each.
  case count(expected: Int, given: Int)
  case ability(person: Int)
  /// An answer that the item does not have.
  case answer(person: Int, item: Int)
  /// Rates and probabilities are in (0, 1).
  case rate(Double)
  /// A time that is not above 0, or infinite.
  case time(person: Int, item: Int)
  /// Fewer than three persons have a time.
  case fewTimes(item: Int)
  /// All times are the same.
  case constantTimes(item: Int)
  case item(Int)
  /// All items or none.
  case noComparison
}

extension Responses {
  /// Compares all pairs by item models. `abilities`: best expected a posteriori, for they are finite and do not chase guesses.
  ///
  /// First with abilities rounded to twentieths, which leaves one distribution for each pair of levels; the pairs that remain are computed
  /// again with their own. Where one of two left an item out it cannot match: the first sieve is cautious with such pairs.
  package func similarities(
    _ items: [Item], abilities: [Double], rate: Double = 0.05
  ) throws(ScreeningFault) -> AnswerSimilarity {
    guard persons > 1 else { throw .onePerson }
    guard rate > 0, rate < 1 else { throw .rate(rate) }
    guard items.count == self.items else { throw .count(expected: self.items, given: items.count) }
    guard abilities.count == persons else { throw .count(expected: persons, given: abilities.count) }
    if let person = abilities.firstIndex(where: { !$0.isFinite }) { throw .ability(person: person) }
    let answers = bytes()
    for at in answers.indices where answers[at] != Self.missing && Int(answers[at]) >= items[at % items.count].categories {
      throw .answer(person: at / items.count, item: at % items.count)
    }
    let levels = AbilityLevels(abilities)
    let search = SimilaritySearch(
      answers: answers, persons: persons, options: items.map(\.categories), strata: levels.number,
      chances: levels.abilities.map { level in items.map { $0.probabilities(at: level) } })
    return search.run(rate: rate) { person in items.map { $0.probabilities(at: abilities[person]) } }
  }
}

/// Abilities rounded to twentieths, so that few distributions serve all pairs.
struct AbilityLevels {
  /// Each person's level, and the levels' abilities.
  let number: [Int32]
  let abilities: [Double]

  init(_ abilities: [Double]) {
    let levels = abilities.map { Int32(max(-200, min(200, ($0 * 20).rounded()))) }
    let used = Set(levels).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, Int32($0)) })
    number = levels.map { numbers[$0] ?? 0 }
    self.abilities = used.map { Double($0) / 20 }
  }
}
