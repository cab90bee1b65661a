import Courses
import Exercises
import Markup
import Measurement
import Programme
import Words

/// How far two adults agree who marked the same works without each other's marks.
struct SecondMarking: Sendable {
  struct Pair: Sendable {
    let name: String
    let first, second: MarkLevels
  }

  let pairs: [Pair]
  let rubric: Rubric

  /// A coefficient of fewer pairs says nothing.
  static let fewest = 5

  /// Of each work that was marked twice: the second mark, and the first hand's last word before it.
  init(_ works: [MarkedWork], _ rubric: Rubric) {
    let pairs = works.compactMap { work -> Pair? in
      guard let at = work.marks.firstIndex(where: { $0.way == .second }) else { return nil }
      let second = work.marks[at]
      guard let first = work.marks[..<at].last(where: { $0.work == second.work && $0.hand != second.hand }) else { return nil }
      return Pair(name: work.name?.full ?? "", first: first.levels, second: second.levels)
    }
    self.init(pairs: pairs, rubric)
  }

  init(pairs: [Pair], _ rubric: Rubric) { (self.pairs, self.rubric) = (pairs, rubric) }

  /// Both levels of a criterion, where its levels are still as many.
  func levels(_ criterion: Rubric.Criterion) -> (first: [Int], second: [Int]) {
    let both = pairs.compactMap { pair -> (Int, Int)? in
      guard let first = pair.first[criterion.key], let second = pair.second[criterion.key],
        criterion.marks.contains(first), criterion.marks.contains(second)
      else { return nil }
      return (first, second)
    }
    return (both.map(\.0), both.map(\.1))
  }

  /// Cohen's kappa with quadratic weights; nil of fewer pairs, and where all levels are the same.
  func kappa(_ criterion: Rubric.Criterion) -> Double? {
    let (first, second) = levels(criterion)
    guard first.count >= Self.fewest else { return nil }
    return try? WeightedKappa(
      first.map { $0 - 1 }, second.map { $0 - 1 }, categories: criterion.levels.count, weights: .quadratic
    ).kappa
  }

  /// Krippendorff's alpha of all criteria, ordinal; nil of fewer pairs, and where all levels are the same.
  var alpha: Double? {
    guard pairs.count >= Self.fewest else { return nil }
    let both = rubric.criteria.map(levels)
    let rows = [both.flatMap(\.first), both.flatMap(\.second)].map { $0.map { Double($0) as Double? } }
    return try? UnitValues(rows).alpha(.ordinal).alpha
  }
}

extension SecondMarking {
  /// `what` says which works are marked twice.
  func shown(_ t: Language, what: Phrase = .whatSecondMarkingIs) -> HTML {
    guard !pairs.isEmpty else { return .nothing }
    let body: HTML =
      pairs.count < Self.fewest ? "<p>\(t(.pairsAreFew(pairs.count)))</p>\(table(t))" : "\(coefficients(t))\(folded(t))"
    return "<section><h2>\(t(.secondMarkingTitle))</h2><p class=\"hint\">\(t(what))</p>\(body)</section>"
  }

  private func table(_ t: Language) -> HTML {
    let columns: [Column<Pair>] = [
      Column(t(.nameWord)) { HTML($0.name.isEmpty ? t(.nameless) : $0.name) }, Column(t(.firstMark)) { HTML($0.first.short) },
      Column(t(.secondMark)) { HTML($0.second.short) },
      Column(t(.pairDiffers)) { $0.first == $0.second ? standing(t(.marksAgree), .good) : standing(t(.marksDiffer), .bad) },
    ]
    return t.table(t(.pairsOfMarks), pairs, columns, stacks: true)
  }

  private func folded(_ t: Language) -> HTML { "<details><summary>\(t(.pairsOfMarks))</summary>\(table(t))</details>" }

  private func coefficients(_ t: Language) -> HTML {
    let columns: [Column<Rubric.Criterion>] = [
      Column(t(.criterionWord)) { HTML($0.title.says(t)) },
      Column(t(.sameLevels), isNumeric: true) { criterion in
        let (first, second) = levels(criterion)
        return HTML("\(zip(first, second).count { $0 == $1 }) / \(first.count)")
      },
      Column(t(.quadraticKappa), isNumeric: true) { HTML(said(kappa($0), t)) },
    ]
    return """
      \(t.table(t(.secondMarkingTitle), rubric.criteria, columns, stacks: true))
      <p>\(t(.pairsCount(pairs.count))) \(t(.ordinalAlpha)): \(said(alpha, t)).</p>
      """
  }

  private func said(_ value: Double?, _ t: Language) -> String {
    value.map { t.number($0, decimals: 2) } ?? t(.noVariationOfLevels)
  }
}

extension Phrase {
  static let secondMarkingTitle = Phrase(
    kk: "Екі тренердің сәйкестігі", ru: "Согласие двух тренеров", en: "How two trainers agree")
  static let whatSecondMarkingIs = Phrase(
    kk: "Шамамен оныншы жұмысты екі ересек бірінің бағасын бірі көрмей тексереді. Қай жұмыс екенін жүйе таңдайды.",
    ru: "Примерно каждую десятую работу проверяют двое, не видя оценок друг друга. Какую именно, решает система.",
    en: "About one work in ten is marked by two adults who do not see each other’s mark. The system chooses which.")
  static let firstMark = Phrase(kk: "Бірінші баға", ru: "Первая оценка", en: "First mark")
  static let secondMark = Phrase(kk: "Екінші баға", ru: "Вторая оценка", en: "Second mark")
  static let pairDiffers = Phrase(kk: "Салыстыру", ru: "Сравнение", en: "Compared")
  static let marksAgree = Phrase(kk: "бірдей", ru: "совпадают", en: "the same")
  static let pairsOfMarks = Phrase(kk: "Қос бағалар", ru: "Пары оценок", en: "Pairs of marks")
  static let criterionWord = Phrase(kk: "Критерий", ru: "Критерий", en: "Criterion")
  static let sameLevels = Phrase(kk: "Бірдей деңгей", ru: "Уровни совпали", en: "Same level")
  static let quadraticKappa = Phrase(
    kk: "Cohen κ, квадраттық салмақ", ru: "Cohen κ, квадратичные веса", en: "Cohen κ, quadratic weights")
  static let ordinalAlpha = Phrase(
    kk: "Krippendorff α, реттік шкала", ru: "Krippendorff α, порядковая шкала", en: "Krippendorff α, ordinal scale")
  static let noVariationOfLevels = Phrase(
    kk: "есептелмейді, деңгейлердің бәрі бірдей", ru: "не вычисляется, все уровни одинаковы",
    en: "cannot be computed, all levels are the same")
  static func pairsCount(_ count: Int) -> Phrase {
    Phrase(
      kk: "Екі рет бағаланғаны: \(count).", ru: "Дважды оценено работ: \(count).", en: "Marked twice: \(count).")
  }
  static func pairsAreFew(_ count: Int) -> Phrase {
    Phrase(
      kk: "Екі рет бағаланғаны: \(count). Сәйкестік коэффициенті кемінде \(SecondMarking.fewest) жұмыс болғанда есептеледі.",
      ru: "Дважды оценено работ: \(count). Коэффициент согласия считается, когда их не меньше \(SecondMarking.fewest).",
      en: "Marked twice: \(count). A coefficient of agreement is computed from \(SecondMarking.fewest) on.")
  }
}
