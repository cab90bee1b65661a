/// What the answers of a tile's persons say about their abilities, each at an ability of her own.
final class TileSums {
  private typealias Four = SIMD4<Double>

  let abilities = Doubles(AnswerTile.width)
  private let score = Doubles(AnswerTile.width)
  private let curvature = Doubles(AnswerTile.width)
  private let information = Doubles(AnswerTile.width)
  private let bias = Doubles(AnswerTile.width)
  private let curves: TileCurves

  init(_ items: [Item]) { curves = TileCurves(items) }

  subscript(person: Int) -> AnswerSums {
    AnswerSums(
      score: score.at[person], curvature: curvature.at[person], information: information.at[person], bias: bias.at[person])
  }

  /// At the abilities as they are now. Without information and bias in half the time where items are graded.
  func take(_ tile: AnswerTile, _ items: [Item], withInformation: Bool) {
    for sum in [score, curvature, information, bias] { sum.clear() }
    for (number, item) in items.enumerated() where tile.masks[number] != 0 {
      curves.fill(item, abilities)
      let (slope, categories) = (item.slope, item.categories)
      for person in stride(from: 0, to: AnswerTile.width, by: 4) {
        let at = number * AnswerTile.width + person
        let (answer, isGiven) = (four(tile.answers.at, at), four(tile.answered.at, at))
        switch item.curve {
        case .guessing: addGuessing(item, person, answer, isGiven)
        case .graded where withInformation: addGraded(slope, categories, person, answer, isGiven, withInformation: true)
        case .graded: addGraded(slope, categories, person, answer, isGiven, withInformation: false)
        case .partialCredit where categories == 2: addTwoCategories(slope, person, answer, isGiven)
        case .partialCredit: addPartialCredit(slope, categories, person, answer, isGiven)
        }
      }
    }
  }

  @inline(__always)
  private func addTwoCategories(_ slope: Double, _ person: Int, _ answer: Four, _ isGiven: Four) {
    let (unknown, known) = (curves.probability(0, person), curves.probability(1, person))
    let own = slope * slope * isGiven * known * unknown
    add(slope * (answer * unknown - (isGiven - answer) * known), score, person)
    add(-own, curvature, person)
    add(own, information, person)
    add(slope * own * (unknown - known), bias, person)
  }

  /// By central sums, which are exact also where one category has nearly everything.
  @inline(__always)
  private func addPartialCredit(_ slope: Double, _ categories: Int, _ person: Int, _ answer: Four, _ isGiven: Four) {
    let mean = curves.mean(categories, person)
    var (gap, variance, skew) = (Four.zero, Four.zero, Four.zero)
    for k in 0..<categories {
      let p = curves.probability(k, person)
      let away = Double(k) - mean
      gap += p * (answer - Double(k))
      variance += p * away * away
      skew += p * away * away * away
    }
    let own = slope * slope * isGiven * variance
    add(slope * isGiven * gap, score, person)
    add(-own, curvature, person)
    add(own, information, person)
    add(slope * slope * slope * isGiven * skew, bias, person)
  }

  /// With A and B the chances to reach the category and the one above it: P′/P = 1 - A - B, and its derivative -A(1 - A) - B(1 - B).
  @inline(__always)
  private func addGraded(
    _ slope: Double, _ categories: Int, _ person: Int, _ answer: Four, _ isGiven: Four, withInformation: Bool
  ) {
    var (own, bend, square, product) = (Four.zero, Four.zero, Four.zero, Four.zero)
    var (notReached, spread) = (Four.zero, Four.zero)
    for k in 0..<categories {
      let isLast = k == categories - 1
      let (above, notAbove) = isLast ? (.zero, .zero) : (curves.reached(k + 1, person), curves.unreached(k + 1, person))
      let first = notReached - above
      let next = above * notAbove
      let isOwn = answer .== Double(k)
      own.replace(with: first, where: isOwn)
      bend.replace(with: spread + next, where: isOwn)
      if withInformation {
        let weighed = curves.probability(k, person) * first
        square += weighed * first
        product += weighed * (first * first - spread - next)
      }
      (notReached, spread) = (notAbove, next)
    }
    let scale = slope * isGiven
    add(scale * own, score, person)
    add(-slope * scale * bend, curvature, person)
    if withInformation {
      add(slope * scale * square, information, person)
      add(slope * slope * scale * product, bias, person)
    }
  }

  /// With S the share of those who know among the right: P′/P is (1 - K)·S for a right answer, -K for a wrong one, K the chance to know.
  @inline(__always)
  private func addGuessing(_ item: Item, _ person: Int, _ answer: Four, _ isGiven: Four) {
    let (known, unknown) = (curves.reached(1, person), curves.unreached(1, person))
    let first = curves.knowing(item, person) * unknown
    let weighed = curves.probability(1, person) * first
    let square = weighed * first + curves.probability(0, person) * known * known
    let own = answer * first - (isGiven - answer) * known
    let scale = item.slope * isGiven
    add(item.slope * own, score, person)
    add(item.slope * scale * own * (unknown - known - own), curvature, person)
    add(item.slope * scale * square, information, person)
    add(item.slope * item.slope * scale * square * (unknown - known), bias, person)
  }

  @inline(__always)
  private func add(_ term: Four, _ sum: Doubles, _ person: Int) { put(four(sum.at, person) + term, sum.at, person) }
}
