import Glibc

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
}

extension ChosenOptions {
  /// Compares all pairs by item models of right and wrong and, among the wrong options, by how often persons of about the same ability chose
  /// each: the nested logit model (Suh & Bolt 2010) with its second part by kernel. Frequencies by strata of scores would not do: in a room of
  /// 150 the able of one stratum look alike and somebody is named in every second room (0 of 100 by models, at a chance of 5 %;
  /// Tests/MeasurementTests/Screening).
  ///
  /// `right`: the right option of each item. `items`: dichotomous, fitted to right and wrong; `abilities`: best expected a posteriori.
  package func similarities(
    right: [UInt8], items models: [Item], abilities: [Double], rate: Double = 0.05
  ) throws(ScreeningFault) -> AnswerSimilarity {
    guard rate > 0, rate < 1 else { throw .rate(rate) }
    guard right.count == items else { throw .count(expected: items, given: right.count) }
    guard models.count == items else { throw .count(expected: items, given: models.count) }
    guard abilities.count == persons else { throw .count(expected: persons, given: abilities.count) }
    if let person = abilities.firstIndex(where: { !$0.isFinite }) { throw .ability(person: person) }
    if let item = models.indices.first(where: { models[$0].categories != 2 || right[$0] >= UInt8(options[$0]) }) {
      throw .item(item)
    }
    let levels = AbilityLevels(abilities)
    let wrong = wrongShares(right, levels)
    func chances(_ ability: Double, _ level: Int) -> [[Double]] {
      (0..<items).map { item in
        let knows = models[item].probabilities(at: ability)[1]
        return wrong[level][item].enumerated().map { $0 == Int(right[item]) ? knows : (1 - knows) * $1 }
      }
    }
    let search = SimilaritySearch(
      answers: answers, persons: persons, options: options, strata: levels.number,
      chances: levels.abilities.enumerated().map { chances($1, $0) })
    return search.run(rate: rate) { chances(abilities[$0], Int(levels.number[$0])) }
  }

  /// SD of the kernel, in logits, and how many answers of persons of all abilities each level is given.
  private static let width = 0.4
  private static let pull = 5.0

  /// By level, item and option: its share of the wrong answers.
  private func wrongShares(_ right: [UInt8], _ levels: AbilityLevels) -> [[[Double]]] {
    let empty = options.map { [Double](repeating: 0, count: $0) }
    var counts = [[[Double]]](repeating: empty, count: levels.abilities.count)
    for person in 0..<persons {
      for item in 0..<items {
        let answer = answers[person * items + item]
        guard answer != Responses.missing, answer != right[item] else { continue }
        counts[Int(levels.number[person])][item][Int(answer)] += 1
      }
    }
    let all = (0..<items).map { item in
      let sums = empty[item].indices.map { option in counts.reduce(0) { $0 + $1[item][option] } }
      let total = sums.reduce(0, +)
      // Nobody was wrong: all wrong options alike.
      return sums.indices.map { option in
        total > 0 ? sums[option] / total : option == Int(right[item]) ? 0 : 1 / Double(sums.count - 1)
      }
    }
    return levels.abilities.map { ability in
      let weights = levels.abilities.map { exp(-($0 - ability) * ($0 - ability) / (2 * Self.width * Self.width)) }
      return (0..<items).map { item in
        var shares = all[item].map { Self.pull * $0 }
        for (weight, level) in zip(weights, counts) where weight > 1e-6 {
          for option in shares.indices { shares[option] += weight * level[item][option] }
        }
        let total = shares.reduce(0, +)
        return shares.map { $0 / total }
      }
    }
  }
}
