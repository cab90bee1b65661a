package import Allocation
package import Documents
import Programme
import Rules
package import Words

/// One page about a selection for those who answer for it.
package enum Report {
  /// `names`: what people call the groups of a column; where it knows none the column's own text stands.
  package static func pdf(
    _ selected: Selected, _ sureness: Uncertainty?, _ language: Language,
    names: (_ column: String, _ text: String) -> String? = { _, _ in nil }
  ) throws(CandidatesFault) -> PDF {
    let lines = selected.groupLines
    let title = Phrase.reportTitle(selected.file.title.phrase)
    return PDF(
      title: title(language), language: language.rawValue, footer: "Keruen",
      margins: PDF.Margins(top: 15, right: 18, bottom: 14, left: 18),
      blocks: [.title(title(language)), .pairs(try numbers(selected, sureness, language)), .plot(histogram(selected, language))]
        + [.heading(Phrase.groupsTitle(language)), .plot(.rates(lines.map { rate($0, language, names) }))]
        + (lines.contains { $0.ratio < 0.8 } ? [.note(Phrase.fourFifthsExplained(language))] : [])
        + rules(try selected.ruleLines(), language) + [.note(Phrase.howToVerify(language))])
  }

  private static func numbers(_ selected: Selected, _ sureness: Uncertainty?, _ language: Language) throws(CandidatesFault)
    -> [(name: String, value: String)]
  {
    let (policy, outcome) = (selected.policy, selected.outcome)
    var pairs: [(name: String, value: String)] = [
      (
        Phrase(kk: "Қаралғандар", ru: "Рассмотрено", en: "Considered")(language),
        "\(language.number(selected.ranking.order.count)) / \(language.number(selected.candidates.count))"
      ),
      (
        Phrase(kk: "Орын ұсынылды", ru: "Предложено мест", en: "Offered a place")(language),
        "\(language.number(outcome.offered.count)) / \(language.number(policy.places))"
      ),
    ]
    if let sureness { pairs += try doubt(selected, sureness, language) }
    for (reserve, filled) in zip(policy.reserves, outcome.reserves) {
      pairs.append((selected.file.title(attribute: reserve.attribute)(language), Phrase.reserveFilled(filled)(language)))
    }
    if outcome.gap > 0 {
      pairs.append(
        (
          Phrase(
            kk: "Ең үздік жиыннан ең көп алшақтығы (ұпай)", ru: "До лучшего возможного набора не больше (баллов)",
            en: "At most this far from the best possible set (points)")(language),
          language.number(outcome.gap, decimals: 2)
        ))
    }
    return pairs
  }

  /// The doubtful band, and how wide it would be with one item or marker more.
  private static func doubt(_ selected: Selected, _ sureness: Uncertainty, _ language: Language) throws(CandidatesFault)
    -> [(name: String, value: String)]
  {
    var pairs = [
      (name: Phrase.doubtTitle(language), value: Phrase.doubtfulBand(sureness.doubtful, draws: sureness.draws)(language))
    ]
    for (position, piece) in selected.policy.evidence.enumerated() {
      guard let more = try selected.sureness(draws: sureness.draws, withOneMoreOf: position) else { continue }
      let title = selected.file.title(evidence: piece.name)
      pairs.append((Phrase.oneMore(title)(language), Phrase.doubtfulBand(more.doubtful, draws: more.draws)(language)))
    }
    return pairs
  }

  private static func histogram(_ selected: Selected, _ language: Language) -> PDF.Plot {
    let unit = power(selected.policy.decimals)
    let totals = selected.ranking.order.map { Double(selected.ranking.totals[Int($0)]) / unit }
    let low = (totals.min() ?? 0).rounded(.down)
    let high = max(low + 1, (totals.max() ?? 1).rounded(.up))
    let count = 40
    let step = (high - low) / Double(count)
    var dark = [Int](repeating: 0, count: count)
    var light = dark
    let offered = Set(selected.outcome.offered)
    for (row, total) in zip(selected.ranking.order, totals) {
      let column = min(count - 1, max(0, Int((total - low) / step)))
      if offered.contains(row) { dark[column] += 1 } else { light[column] += 1 }
    }
    let cut = selected.outcome.offered.filter { selected.outcome.rules[Int($0)] == .merit }.map {
      selected.ranking.totals[Int($0)]
    }.min()
    return .histogram(
      start: low, step: step, columns: zip(dark, light).map { PDF.Plot.Column(dark: $0, light: $1) },
      mark: cut.map { Double($0) / unit },
      markLabel: Phrase.lastOnPoints(language), axis: Phrase.histogramAxis(language))
  }

  private static func rate(_ line: GroupLine, _ language: Language, _ names: (String, String) -> String?) -> PDF.Plot.Rate {
    let effect = line.effect
    let group = line.label.flatMap { names($0.column, $0.text) } ?? line.group(language)
    let warning = line.ratio < 0.8 ? " < 4/5" : ""
    return PDF.Plot.Rate(
      label: "\(line.title(language)): \(group)", value: effect.rate, interval: effect.interval,
      text: "\(effect.offered)/\(effect.considered) = \(language.percent(effect.rate, decimals: 1))\(warning)")
  }

  private static func rules(_ lines: [(title: Phrase, effect: RuleEffect)], _ language: Language) -> [PDF.Block] {
    guard !lines.isEmpty else { return [] }
    let table = PDF.Table(
      columns: [
        PDF.Table.Column(Phrase(kk: "Ереже", ru: "Правило", en: "Rule")(language), share: 3),
        PDF.Table.Column(Phrase(kk: "Орын алғандар", ru: "Получили место", en: "Gained a place")(language), isNumber: true),
        PDF.Table.Column(Phrase(kk: "Айырылғандар", ru: "Потеряли место", en: "Lost a place")(language), isNumber: true),
        PDF.Table.Column(Phrase(kk: "Орташа ұпай", ru: "Средний балл", en: "Mean points")(language), isNumber: true),
      ],
      rows: lines.map { line in
        [
          line.title(language), "\(line.effect.gained.count)", "\(line.effect.lost.count)",
          language.number(line.effect.meanChange, decimals: 2),
        ]
      })
    return [.heading(Phrase.rulesTitle(language)), .table(table)]
  }
}

extension Phrase {
  static func reportTitle(_ policy: Phrase) -> Phrase {
    Phrase(
      kk: "Іріктеу есебі. \(policy(.kk))", ru: "Отчёт об отборе. \(policy(.ru))", en: "Report of the selection. \(policy(.en))")
  }

  static let reportLink = Phrase(
    kk: "Бір беттік есеп (PDF): өту шегінің сенімділігі, топтар, әр ереженің әсері",
    ru: "Отчёт на одной странице (PDF): надёжность границы, группы, цена каждого правила",
    en: "Report on one page (PDF): how sure the cut is, groups, what each rule costs")
  static let groupsTitle = Phrase(
    kk: "Топтар: орын ұсынылғандар үлесі, 95% сенім аралығымен", ru: "Группы: доля получивших предложение, с 95 % интервалом",
    en: "Groups: share offered a place, with its 95% interval")
  static let fourFifthsExplained = Phrase(
    kk: "< 4/5 — топтың үлесі ең жоғары үлестің бестен төртіне жетпейді: себебін қарау керек.",
    ru: "< 4/5 — доля этой группы меньше четырёх пятых самой высокой доли: нужно посмотреть почему.",
    en: "< 4/5: this group's share is below four fifths of the highest one: look at why.")
  static let rulesTitle = Phrase(kk: "Әр ереженің әсері", ru: "Цена каждого правила", en: "What each rule costs")
  static let lastOnPoints = Phrase(kk: "ұпай бойынша соңғы орын", ru: "последнее место по баллам", en: "last place on points")
  static let histogramAxis = Phrase(
    kk: "Ұпай; қою — орын ұсынылғандар, ашық — күтетіндер", ru: "Баллы; тёмное — получили предложение, светлое — ждут",
    en: "Points; dark: offered a place, light: waiting")
  static let howToVerify = Phrase(
    kk: "Тексеру: keruen verify bundle.zip — барлығын қайта есептеп, алғашқы айырмашылықты айтады.",
    ru: "Проверка: keruen verify bundle.zip пересчитывает всё и называет первое расхождение.",
    en: "To verify: keruen verify bundle.zip computes everything again and names the first difference.")

  static let doubtTitle = Phrase(
    kk: "Өлшеу қателігіне байланысты күмәнді аймақ", ru: "Сомнительная зона из-за погрешностей",
    en: "Doubtful because of measurement errors")

  static func oneMore(_ title: Phrase) -> Phrase {
    Phrase(
      kk: "… «\(title(.kk))» бір бөлікке ұзарса", ru: "… если в «\(title(.ru))» на одну часть больше",
      en: "… with one part more in “\(title(.en))”")
  }

  static func doubtfulBand(_ count: Int, draws: Int) -> Phrase {
    Phrase(
      kk: "\(count) қатысушының орын алу ықтималдығы 5–95% (\(draws) қайталау)",
      ru:
        "\(counted(count, one: "человек", few: "человека", many: "человек")) с вероятностью места 5–95 % (\(counted(draws, one: "повтор", few: "повтора", many: "повторов")))",
      en:
        "\(counted(count, one: "candidate", other: "candidates")) with a chance of 5–95% (\(counted(draws, one: "replay", other: "replays")))"
    )
  }

  static func reserveFilled(_ filled: Outcome.Filled) -> Phrase {
    Phrase(
      kk: "сақталғаны \(filled.wanted), алғаны \(filled.given)", ru: "по квоте \(filled.wanted), получили \(filled.given)",
      en: "quota \(filled.wanted), given \(filled.given)")
  }
}
