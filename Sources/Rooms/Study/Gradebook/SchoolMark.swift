import Words

/// A mark of 2 to 5, for schools that ask: by the share of the rubric's points, as the schools of Kazakhstan turn percents into marks
/// (order of the Minister of Education and Science 125 of 18 March 2008, annex on marking by criteria).
struct SchoolMark: Sendable, Hashable {
  let percent: Int
  let mark: Int

  /// From how many percent on each mark stands, the highest first.
  static let rule = [(from: 85, mark: 5), (from: 65, mark: 4), (from: 40, mark: 3), (from: 0, mark: 2)]

  init(_ levels: MarkLevels) {
    let percent = Int((levels.share * 100).rounded())
    self.percent = percent
    mark = Self.rule.first { $0.from <= percent }?.mark ?? 2
  }

  /// "2: 0–39 %, 3: 40–64 %, …".
  static func ranges(_ t: Language) -> String {
    var (ranges, top): ([String], Int) = ([], 100)
    for step in rule {
      ranges.insert("\(step.mark): \(t.number(step.from))–\(t.percent(Double(top) / 100))", at: 0)
      top = step.from - 1
    }
    return ranges.joined(separator: ", ")
  }
}

extension Phrase {
  static let schoolMarkRule = Phrase(
    kk:
      "Пайыз – критерийлер бойынша жиналған ұпайдың үлесі, ең төменгі деңгей – 0 ұпай. Мектеп бағасы осы пайыздан шығады: \(SchoolMark.ranges(.kk)). Куәлікке ол емес, деңгейлер есептеледі.",
    ru:
      "Процент – доля баллов по критериям, низший уровень даёт 0 баллов. Школьная оценка получается из процента: \(SchoolMark.ranges(.ru)). Для сертификата важны уровни, а не она.",
    en:
      "The percent is the share of the rubric’s points; the lowest level gives none. The school mark follows from it: \(SchoolMark.ranges(.en)). For a certificate the levels count, not this mark."
  )
}
