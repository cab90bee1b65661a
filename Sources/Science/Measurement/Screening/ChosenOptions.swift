/// Which option of each item a person chose, before it is called right or wrong: shared mistakes tell more than shared knowledge.
package struct ChosenOptions: Sendable {
  package let persons: Int
  package let items: Int
  /// Row after row, 0…options-1, 255 where none was chosen.
  let answers: [UInt8]
  let options: [Int]

  /// `options`: how many each item has, 2…100.
  package init(answers: [UInt8], persons: Int, options: [Int]) throws(ScreeningFault) {
    guard persons > 1 else { throw .onePerson }
    guard !options.isEmpty else { throw .noItems }
    guard answers.count == persons * options.count else { throw .count(expected: persons * options.count, given: answers.count) }
    if let item = options.firstIndex(where: { $0 < 2 || $0 > Responses.categoryLimit }) { throw .item(item) }
    for at in answers.indices where answers[at] != Responses.missing && Int(answers[at]) >= options[at % options.count] {
      throw .answer(person: at / options.count, item: at % options.count)
    }
    self.persons = persons
    items = options.count
    (self.answers, self.options) = (answers, options)
  }

  /// Compares all pairs by how often persons of the same score chose each option.
  ///
  /// `scores`: any whole numbers that order persons by ability, best the number right. Scores are joined from below until a stratum has
  /// at least `least` persons; each stratum's frequencies are drawn towards those of all by the weight of one person.
  package func similarities(scores: [Int], least: Int = 50, rate: Double = 0.05) throws(ScreeningFault) -> AnswerSimilarity {
    guard scores.count == persons else { throw .count(expected: persons, given: scores.count) }
    guard rate > 0, rate < 1 else { throw .rate(rate) }
    let strata = Self.strata(scores, least: max(2, least))
    let chances = chances(strata)
    let search = SimilaritySearch(answers: answers, persons: persons, options: options, strata: strata, chances: chances)
    return search.run(rate: rate) { chances[Int(strata[$0])] }
  }

  private static func strata(_ scores: [Int], least: Int) -> [Int32] {
    var counts: [Int: Int] = [:]
    for score in scores { counts[score, default: 0] += 1 }
    var number: [Int: Int32] = [:]
    var (stratum, size) = (Int32(0), 0)
    var left = scores.count
    for score in counts.keys.sorted() {
      // The last stratum takes a rest that would be too small.
      if size >= least, left >= least {
        stratum += 1
        size = 0
      }
      number[score] = stratum
      size += counts[score] ?? 0
      left -= counts[score] ?? 0
    }
    return scores.map { number[$0] ?? 0 }
  }

  /// By stratum, item and option.
  private func chances(_ strata: [Int32]) -> [[[Double]]] {
    let count = Int(strata.max() ?? 0) + 1
    let empty = options.map { [Double](repeating: 0, count: $0) }
    var counts = [[[Double]]](repeating: empty, count: count)
    var all = empty
    for person in 0..<persons {
      for item in 0..<items {
        let answer = answers[person * items + item]
        guard answer != Responses.missing else { continue }
        counts[Int(strata[person])][item][Int(answer)] += 1
        all[item][Int(answer)] += 1
      }
    }
    for stratum in 0..<count {
      for item in 0..<items {
        let total = max(1, all[item].reduce(0, +))
        let own = counts[stratum][item].reduce(0, +)
        for option in 0..<options[item] {
          counts[stratum][item][option] = (counts[stratum][item][option] + all[item][option] / total) / (own + 1)
        }
      }
    }
    return counts
  }
}
