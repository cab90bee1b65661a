import Documents
import Measurement
import Words

/// A fit on paper.
struct CalibrationReport {
  private let calibrated: Calibrated
  private let quality: CalibrationQuality
  private let plots: CalibrationPlots
  private let t: Language

  init(_ calibrated: Calibrated, _ quality: CalibrationQuality, _ plots: CalibrationPlots, _ language: Language) {
    self.calibrated = calibrated
    self.quality = quality
    self.plots = plots
    t = language
  }

  var pdf: PDF {
    PDF(
      title: Phrase.calibrationTitle(t), language: t.rawValue, footer: "Keruen",
      blocks: [.title(Phrase.calibrationTitle(t)), .bullets(calibrated.summary(t))]
        + [
          .heading(Phrase.wrightTitle(t)), .plot(plots.wright(t)), .heading(Phrase.informationTitle(t)),
          .plot(plots.information(t)),
        ]
        + [.heading(Phrase.itemsTitle(t)), .table(items), .note(Phrase.itemsNote(t))]
        + [
          .heading(Phrase.fitTitle(t)), .paragraph(Phrase.fitExplained(t)), .table(fit), .paragraph(Phrase.scoreFitExplained(t)),
        ]
        + dependence + differences
        + [.heading(Phrase.curvesTitle(t))] + plots.curves(t).map { .plot($0) })
  }

  private var items: PDF.Table {
    let fit = calibrated.fit
    let hasGuessing = fit.items.contains { $0.curve == .guessing }
    return PDF.Table(
      columns: [PDF.Table.Column(Phrase.itemWord(t), share: 2)]
        + ["a", "±", "b", "±"].map { PDF.Table.Column($0, isNumber: true) }
        + (hasGuessing ? ["c", "±"].map { PDF.Table.Column($0, isNumber: true) } : [])
        + [PDF.Table.Column(Phrase.thresholdsWord(t), share: 2.5)],
      rows: fit.items.enumerated().map { number, item in
        let errors = calibrated.errors(number)
        let numbers =
          [item.slope, errors?.slope, item.difficulty, calibrated.thresholdErrors(number)?.difficulty]
          + (hasGuessing
            ? [item.curve == .guessing ? item.guessing : nil, item.curve == .guessing ? errors?.guessing : nil] : [])
        let thresholds = item.categories > 2 ? item.thresholds ?? [] : []
        let name = calibrated.table.items[number] + (calibrated.anchors.items[number] == nil ? "" : " *")
        return [name] + numbers.map { $0.map { t.number($0, decimals: 2) } ?? "—" }
          + [thresholds.map { t.number($0, decimals: 2) }.joined(separator: "; ")]
      })
  }

  private var fit: PDF.Table {
    PDF.Table(
      columns: [PDF.Table.Column(Phrase.itemWord(t), share: 2)]
        + ["infit", "z", "outfit", "z", "S-X²", "df", "p"].map { PDF.Table.Column($0, isNumber: true) },
      rows: calibrated.fit.items.indices.map { number in
        let (own, score) = (quality.items[number], quality.scores[number])
        return [calibrated.table.items[number]]
          + [own.infit, own.infitZ, own.outfit, own.outfitZ].map { t.number($0, decimals: 2) }
          + [
            score.degrees > 0 ? t.number(score.statistic, decimals: 1) : "—", "\(score.degrees)",
            score.significance.map(t.probability) ?? "—",
          ]
      })
  }

  /// Pairs whose residuals go together more than 0.2 from their average (Christensen, Makransky & Horton 2017).
  private var dependence: [PDF.Block] {
    let mean = quality.dependence.reduce(0) { $0 + $1.correlation } / Double(max(1, quality.dependence.count))
    let high = quality.dependence.filter { $0.correlation > mean + 0.2 }.prefix(20)
    if high.isEmpty { return [.paragraph(Phrase.noDependence(t))] }
    return [
      .paragraph(Phrase.dependenceExplained(t)),
      .bullets(
        high.map {
          "\(calibrated.table.items[$0.first]) — \(calibrated.table.items[$0.second]): \(t.number($0.correlation, decimals: 2))"
        }),
    ]
  }

  private var differences: [PDF.Block] {
    guard let differences = calibrated.differences else { return [] }
    let heading = PDF.Block.heading(Phrase.differencesTitle(t))
    switch differences {
    case .success(let found): return [heading] + DifferencesReport(found, calibrated.table.items, t).blocks
    case .failure(let complaints):
      return [heading]
        + complaints.complaints.map { .paragraph("\($0.column.map { "\($0): " } ?? "")\($0.says(t))") }
    }
  }
}

extension Phrase {
  static let calibrationTitle = Phrase(kk: "Тесттің өлшеу сапасы", ru: "Как измеряет тест", en: "How the test measures")
  static let informationTitle = Phrase(
    kk: "Тест қай деңгейде дәлірек өлшейді", ru: "Где тест измеряет точно", en: "Where the test measures well")
  static let itemsTitle = Phrase(kk: "Тапсырмалар", ru: "Задания", en: "Items")
  static let itemsNote = Phrase(
    kk:
      "a — ажыратқыштығы, b — қиындығы, c — жауапты кездейсоқ табу ықтималдығы; ± — стандартты қате, * — бекітілген. Логистикалық метрика, 1,7 тұрақтысыз.",
    ru:
      "a — различающая сила, b — трудность, c — вероятность угадать; ± — стандартная ошибка, * — закреплено. Логистическая метрика без 1,7.",
    en: "a discrimination, b difficulty, c guessing chance; ± standard error, * anchored. Logistic metric without 1.7.")
  static let scoreFitExplained = Phrase(
    kk: "S-X²: p 0,01-ден аз болса, тапсырма қисығы жауаптарға сай емес.",
    ru: "S-X²: при p меньше 0,01 кривая задания не подходит к ответам.",
    en: "S-X²: with p below 0.01 the item's curve does not suit the answers.")
  static let noDependence = Phrase(
    kk: "Бір-біріне тәуелді тапсырмалар табылған жоқ (Q3).", ru: "Зависимых друг от друга заданий не найдено (Q3).",
    en: "No items that depend on each other were found (Q3).")
  static let dependenceExplained = Phrase(
    kk: "Мына тапсырмалар бір-біріне тәуелді сияқты (Q3): бірінің жауабы екіншісіне көмектесіп тұрған жоқ па?",
    ru: "Эти задания, похоже, зависят друг от друга (Q3): не подсказывает ли одно другое?",
    en: "These items seem to depend on each other (Q3): does one give away the other?")
  static let curvesTitle = Phrase(
    kk: "Тапсырмалардың сипаттамалық қисықтары", ru: "Характеристические кривые", en: "Characteristic curves")
  static let abilityAxis = Phrase(kk: "қабілет, логит", ru: "способность, логиты", en: "ability, logits")
  static let shareOfPoints = Phrase(kk: "күтілетін ұпай үлесі", ru: "ожидаемая доля баллов", en: "expected share of points")
  static let informationAxis = Phrase(kk: "ақпарат", ru: "информация", en: "information")
  static let itemWord = Phrase(kk: "Тапсырма", ru: "Задание", en: "Item")
  static let thresholdsWord = Phrase(kk: "Шекті мәндері", ru: "Пороги", en: "Thresholds")
}
