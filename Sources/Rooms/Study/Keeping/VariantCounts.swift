import Courses
import Exchange
import Exercises
import Markup
import Programme
import Storage
import Words

/// Whether the variants of exercises were equally hard, for whoever writes a course: girls who sit beside each other have different ones.
enum VariantCounts {
  static let job = Job(name: "variants counted", .variantsAreCounted, every: .seconds(86_400)) { house in
    var (counts, after) = ([Variant: (right: Int, answers: Int)](), 0)
    func add(_ line: AnsweredVariant) {
      guard line.outcome != "unread" else { return }
      let key = Variant(course: line.course, exercise: line.exercise, variant: line.variant)
      counts[key, default: (0, 0)].answers += line.count
      if line.outcome == "right" { counts[key, default: (0, 0)].right += line.count }
    }
    while true {
      let first = after
      let (last, lines) = try await house.database.read { tx in
        let last: Int? = try tx.value(
          "SELECT max(number) FROM (SELECT number FROM study_learner WHERE number > \(first) ORDER BY number LIMIT 200) AS next_learners"
        )
        return (last, try last.map { try tx.firstAnswers("learner > \(first) AND learner <= \($0)") } ?? [])
      }
      lines.forEach(add)
      guard let last else { break }
      after = last
    }
    let frozen = try await house.database.read { tx in
      try tx.rows("SELECT course, exercise, variant, outcome, n FROM study_frozen ORDER BY course, exercise, variant") { row in
        AnsweredVariant(
          course: try row["course"], exercise: try row["exercise"], variant: try row["variant"], outcome: try row["outcome"],
          count: try row["n"])
      }
    }
    frozen.forEach(add)
    let (all, now) = (counts, house.outside.now())
    try await house.database.write { tx in
      try tx.run("DELETE FROM study_variant")
      for (key, count) in all.sorted(by: { $0.key < $1.key }) {
        try tx.run(
          """
          INSERT INTO study_variant (course, exercise, variant, answers, correct, counted_at)
          VALUES (\(key.course), \(key.exercise), \(key.variant), \(count.answers), \(count.right), \(now))
          """)
      }
    }
  }

  private struct Variant: Hashable, Comparable {
    let course: String
    let exercise: String
    let variant: Int

    static func < (a: Variant, b: Variant) -> Bool {
      (a.course, a.exercise, a.variant) < (b.course, b.exercise, b.variant)
    }
  }

  /// A share of fewer answers is not shown.
  private static let fewest = 5

  /// GET /desk/courses/:course/variants
  static func show(_ visit: Visit, _ permit: Permit<WriteCourse>) async throws -> Reply {
    let t = visit.language
    let key = try visit.name("course")
    let (found, counted, open) = try await visit.house.database.read { tx in
      (
        try tx.variantCounts(of: key),
        try tx.value("SELECT max(counted_at) FROM study_variant WHERE course = \(key)") as Moment?,
        try tx.shelvedCourses()
      )
    }
    guard let course = open.first(where: { $0.key == key }) else { throw Refusal.missing }
    let tables = found.sorted { $0.key < $1.key }.map { exercise, counts -> HTML in
      let lesson = course.read.exercise(exercise).flatMap { course.course.lesson($0.lesson)?.title(t) }
      let name = lesson.map { "\($0): \(exercise)" } ?? exercise
      let lines = VariantFairness(counts).lines
      // Of so few answers a share is somebody's.
      guard lines.reduce(0, { $0 + $1.answers }) >= fewest else { return .nothing }
      let alone: HTML = lines.count == 1 ? "<p class=\"hint\">\(t(.oneVariantAlone))</p>" : .nothing
      return "<h2>\(name)</h2>\(alone)\(table(name, lines, t))"
    }
    let said: HTML = counted.map { "<p>\(t(.variantsCountedAt($0)))</p>" } ?? "<p>\(t(.variantsNotCounted))</p>"
    return visit.page(
      Page(
        title: t(.variantsTitle), language: t, width: .wide,
        body: """
          \(t.back(to: PublishingPages.link(key)))<p class="step">\(course.course.title(t))</p><h1>\(t(.variantsTitle))</h1>
          <p>\(t(.whatVariantsSay))</p>\(said)\(tables)
          """))
  }

  private static func table(_ name: String, _ lines: [VariantFairness.Line], _ t: Language) -> HTML {
    let columns: [Column<VariantFairness.Line>] = [
      Column(t(.variantWord), isNumeric: true) { HTML(t.number($0.variant)) },
      Column(t(.answersWord), isNumeric: true) { HTML(t.number($0.answers)) },
      Column(t(.shareRight), isNumeric: true) { line in
        HTML(line.answers < fewest ? "·" : line.share.map { t.percent($0) } ?? "—")
      },
      Column(t(.interval95), isNumeric: true) { line in
        HTML(
          line.answers < fewest ? "·" : line.interval.map { "\(t.percent($0.lowerBound)) – \(t.percent($0.upperBound))" } ?? "—")
      },
      Column(t(.standsWord)) { line in
        line.differs
          ? tag(t(.variantStandsOut), .waiting)
          : HTML(t(lines.count == 1 ? .nothingToCompare : line.probability == nil ? .tooFewAnswers : .noDifferenceFound))
      },
    ]
    return t.table(name, lines, columns, stacks: true)
  }
}

extension Transaction {
  /// By exercise.
  fileprivate func variantCounts(of course: String) throws -> [String: [VariantCount]] {
    let lines = try rows(
      """
      SELECT exercise, variant, answers, correct FROM study_variant WHERE course = \(course) ORDER BY exercise, variant LIMIT 20000
      """
    ) { row -> (String, VariantCount)? in
      let exercise: String = try row["exercise"]
      return VariantCount(variant: try row["variant"], right: try row["correct"], answers: try row["answers"]).map {
        (exercise, $0)
      }
    }
    return Dictionary(grouping: lines.compactMap { $0 }, by: \.0).mapValues { $0.map(\.1) }
  }
}

extension Phrase {
  static let variantsAreCounted = Phrase(
    kk: "Нұсқалардың қиындығы түнде есептеледі", ru: "Ночью считается, одинаково ли трудны варианты",
    en: "Each night it is counted how hard the variants were")
  static let variantsTitle = Phrase(
    kk: "Нұсқалар бірдей қиын ба", ru: "Одинаково ли трудны варианты", en: "Whether variants are equally hard")
  static let whatVariantsSay = Phrase(
    kk:
      "Әр оқушының әр нұсқаға алғашқы жауабы саналады. Басқаларынан өзгеше нұсқа белгіленеді (Мантель–Хенсель, қате белгінің үлесі 5 %); оны түзету үшін жаңа кілт керек.",
    ru:
      "Считается первый ответ каждой учащейся на каждый вариант. Вариант, который отличается от остальных, отмечен (Мантель – Хенсель, доля ложных отметок 5 %); чтобы его исправить, нужен новый ключ.",
    en:
      "The first answer of each learner to each variant counts. One that differs from the others is named (Mantel and Haenszel, false discovery rate 5 %); to mend it, it needs a new key."
  )
  static func variantsCountedAt(_ at: Moment) -> Phrase {
    Phrase(
      kk: "Есептелген уақыты: \(Language.kk.dateTime(at)).", ru: "Посчитано \(Language.ru.dateTime(at)).",
      en: "Counted at \(Language.en.dateTime(at)).")
  }
  static let variantsNotCounted = Phrase(
    kk: "Бұл курстың жауаптары әлі есептелмеді: күніне бір рет, түнде есептеледі.",
    ru: "Ответы по этому курсу ещё не посчитаны: это делается раз в сутки, ночью.",
    en: "No answers of this course are counted yet: that is done once a day.")
  static let variantWord = Phrase(kk: "Нұсқа", ru: "Вариант", en: "Variant")
  static let answersWord = Phrase(kk: "Жауаптар", ru: "Ответы", en: "Answers")
  static let shareRight = Phrase(kk: "Дұрыс үлесі", ru: "Доля верных", en: "Share right")
  static let interval95 = Phrase(kk: "95 % аралық", ru: "Интервал 95 %", en: "95% interval")
  static let variantStandsOut = Phrase(
    kk: "басқаларынан өзгеше", ru: "отличается от других", en: "differs from the others")
  static let oneVariantAlone = Phrase(
    kk: "Бір ғана нұсқа: салыстыратын ештеңе жоқ.", ru: "Вариант один: сравнивать не с чем.",
    en: "There is one variant: nothing to compare it with.")
  static let nothingToCompare = Phrase(kk: "салыстырылмайды", ru: "не сравнивается", en: "not compared")
  static let noDifferenceFound = Phrase(kk: "айырма табылмады", ru: "отличий не найдено", en: "no difference found")
  static let tooFewAnswers = Phrase(kk: "жауап аз", ru: "мало ответов", en: "too few answers")
}
