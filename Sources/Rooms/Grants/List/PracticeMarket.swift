import Allocation
import Words

/// A market to try the match in: four invented girls, three programmes. What comes of a list is computed by the match itself.
enum PracticeMarket {
  /// Programmes by their numbers; one seat each.
  static let programmes: [Phrase] = [
    Phrase(kk: "Ғарыш техникасы", ru: "Космическая техника", en: "Space technology"),
    Phrase(kk: "Робототехника", ru: "Робототехника", en: "Robotics"),
    Phrase(kk: "Деректер талдауы", ru: "Анализ данных", en: "Data analysis"),
  ]

  struct Girl: Sendable {
    let name: Phrase
    let points: Int
    let list: [Int]
  }

  /// The others, as they decided long ago; hers is the third in points.
  static let others: [Girl] = [
    Girl(name: Phrase(kk: "Аружан", ru: "Аружан", en: "Aruzhan"), points: 82, list: [0, 1]),
    Girl(name: Phrase(kk: "Мөлдір", ru: "Молдир", en: "Moldir"), points: 74, list: [1, 0]),
    Girl(name: Phrase(kk: "Дана", ru: "Дана", en: "Dana"), points: 60, list: [2, 1]),
  ]
  static let herPoints = 71

  /// What each gets when hers is this list: first hers, then the others'; nil: no place.
  static func outcome(of list: [Int]) -> [Int?] {
    let girls = [Girl(name: Phrase(verbatim: ""), points: herPoints, list: list)] + others
    let scores = girls.enumerated().map { (student: Int32($0), score: Double($1.points)) }
    let preferences = Preferences(
      choices: girls.map { $0.list.map(Int32.init) },
      programmes: programmes.map { _ in Preferences.Programme(seats: 1, order: .scores(scores)) }, lottery: [0, 1, 2, 3])
    let matching = preferences.deferredAcceptance()
    return girls.indices.map { matching.programme(of: $0, preferences) }
  }

  /// Every order of the three.
  static let orders: [[Int]] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
}
