import Documents
import Measurement
import Words

/// Differences of items between groups on paper.
struct DifferencesReport {
  private let differences: GroupDifferences
  /// Of the items.
  private let names: [String]
  private let t: Language

  init(_ differences: GroupDifferences, _ names: [String], _ language: Language) {
    (self.differences, self.names, t) = (differences, names, language)
  }

  var blocks: [PDF.Block] {
    let flagged = zip(names, differences.items).filter { $1.isFlagged }.map(\.0)
    return [
      .paragraph(Phrase.differencesExplained(differences.method, differences.reference)(t)), .plot(plot),
      .paragraph(flagged.isEmpty ? Phrase.nothingFlagged(t) : Phrase.flaggedItems(flagged.joined(separator: ", "))(t)),
      .note(Phrase.purificationWas(differences.purification)(t)), .table(table),
    ]
  }

  /// The first effect of each focal group, with its 95 % interval where it has an error; of logistic regression that of either difference.
  var plot: PDF.Plot {
    let rows = differences.items.enumerated().flatMap { number, found in
      found.comparisons.filter { $0.test == nil || $0.test == .either }.compactMap { comparison -> EstimatePlot.Row? in
        guard let effect = comparison.effects.first, effect.value.isFinite else { return nil }
        let interval = effect.error.map { error in
          let reach = 1.96 * min(5, error)
          return effect.value - reach...effect.value + reach
        }
        let classes = comparison.classes.compactMap { $0.category?.rawValue }.joined(separator: " ")
        return EstimatePlot.Row(
          label: names[number], value: effect.value, interval: interval,
          text:
            "\(name(comparison)): \(t.number(effect.value, decimals: 2)) \(classes)\(found.isFlagged ? " *" : "")"
        )
      }
    }
    let reach = rows.reduce(differences.method.leastReach) { max($0, min(8, abs($1.value) * 1.2)) }
    return .estimates(EstimatePlot(low: -reach, high: reach, reference: 0, rows: rows))
  }

  private func name(_ comparison: GroupDifferences.Comparison) -> String {
    comparison.group ?? comparison.test.map { Phrase.differenceTest($0)(t) } ?? ""
  }

  private var table: PDF.Table {
    PDF.Table(
      columns: [PDF.Table.Column(Phrase.itemWord(t), share: 2), PDF.Table.Column(Phrase.groupOrTest(t), share: 1.5)]
        + ["χ²", "df", "p"].map { PDF.Table.Column($0, isNumber: true) },
      rows: zip(names, differences.items).flatMap { item, found in
        found.comparisons.map { comparison in
          let degrees = comparison.degrees ?? found.degrees
          return [
            item + (found.isFlagged ? " *" : ""), name(comparison),
            (comparison.statistic ?? found.statistic).map { t.number($0, decimals: 2) } ?? "—", degrees.map { "\($0)" } ?? "—",
            t.probability(comparison.probability ?? found.probability),
          ]
        }
      })
  }
}

extension DifferenceChoice.Method {
  /// How far from 0 a diagram of its effects goes at least: what counts as large.
  fileprivate var leastReach: Double {
    switch self {
    case .mantelHaenszel: 2
    case .logistic: 0.1
    case .likelihoodRatio: 0.2
    case .wald: 1
    case .standardised: 0.15
    }
  }
}

extension Phrase {
  static let groupOrTest = Phrase(kk: "Топ не тест", ru: "Группа или тест", en: "Group or test")
  static func differenceTest(_ test: GroupDifferences.Test) -> Phrase {
    switch test {
    case .uniform: Phrase(kk: "біркелкі", ru: "равномерное", en: "uniform")
    case .nonuniform: Phrase(kk: "біркелкі емес", ru: "неравномерное", en: "nonuniform")
    case .either: Phrase(kk: "кез келгені", ru: "любое", en: "either")
    }
  }
  static let nothingFlagged = Phrase(
    kk: "Бірде-бір тапсырма белгіленген жоқ.", ru: "Ни одно задание не отмечено.", en: "No item is flagged.")
  static func flaggedItems(_ names: String) -> Phrase {
    Phrase(kk: "Белгіленген тапсырмалар: \(names).", ru: "Отмеченные задания: \(names).", en: "Flagged items: \(names).")
  }
  static func purificationWas(_ purification: Purification) -> Phrase {
    switch purification {
    case .none:
      Phrase(
        kk: "Салыстыру барлық тапсырма бойынша жүргізілді.", ru: "Сравнение шло по всем заданиям.",
        en: "Persons were matched on all items.")
    case .stable(let rounds):
      Phrase(
        kk: "Белгіленген тапсырмалар салыстырудан шығарылды, қайталау саны: \(rounds); нәтиже тұрақты.",
        ru: "Отмеченные задания исключались из сравнения, повторов: \(rounds); результат устойчив.",
        en: "Flagged items were left out of the matching, rounds: \(rounds); the result is stable.")
    case .unstable(let rounds):
      Phrase(
        kk: "Белгіленген тапсырмалар тобы \(rounds) қайталаудан кейін де өзгеріп тұр: сақ болыңыз.",
        ru: "Набор отмеченных заданий не устоялся (повторов: \(rounds)): осторожно.",
        en: "The set of flagged items did not settle (rounds: \(rounds)): take care.")
    case .exhausted(let rounds):
      Phrase(
        kk: "Тым көп тапсырма белгіленді, салыстыратын тапсырма қалмады (қайталау саны: \(rounds)).",
        ru: "Отмечено так много, что сравнивать не по чему (повторов: \(rounds)).",
        en: "So many items are flagged that none are left to match persons by (rounds: \(rounds)).")
    }
  }
  static func differencesExplained(_ method: DifferenceChoice.Method, _ reference: String) -> Phrase {
    switch method {
    case .mantelHaenszel:
      Phrase(
        kk:
          "Қабілеті тең адамдарды салыстырғанда («\(reference)» тобымен): нөлден солға — тапсырма бұл топқа қиынырақ. Мантел — Хензель әдісі, ETS шкаласы: A — елеусіз, B — орташа, C — үлкен айырма.",
        ru:
          "Среди равных по силе (в сравнении с группой «\(reference)»): левее нуля задание труднее для этой группы. Метод Мантеля — Хензеля, шкала ETS: A — незначительное, B — умеренное, C — большое различие.",
        en:
          "Among equals (compared with the group “\(reference)”): left of zero the item is harder for this group. Mantel-Haenszel, ETS: A negligible, B moderate, C large."
      )
    case .logistic:
      Phrase(
        kk:
          "Логистикалық регрессия («\(reference)» тобымен салыстыру): R² өсімі. Біркелкі айырма барлық деңгейде бірдей, біркелкі емесі деңгейге қарай өзгереді. Кластар: Jodoin-Gierl, Zumbo-Thomas.",
        ru:
          "Логистическая регрессия (сравнение с группой «\(reference)»): прирост R². Равномерное различие одинаково на всех уровнях, неравномерное — разное. Классы: Jodoin-Gierl, Zumbo-Thomas.",
        en:
          "Logistic regression (compared with the group “\(reference)”): growth of R². Uniform: the same at every level; nonuniform: different. Classes of Jodoin-Gierl and Zumbo-Thomas."
      )
    case .likelihoodRatio:
      Phrase(
        kk:
          "Шындыққа ұқсастық қатынасы («\(reference)» тобымен салыстыру): күтілетін ұпай айырмасы, нөлден солға — тапсырма бұл топқа қиынырақ.",
        ru:
          "Отношение правдоподобия (сравнение с группой «\(reference)»): разница ожидаемых баллов, левее нуля задание труднее для этой группы.",
        en:
          "Likelihood ratio (compared with the group “\(reference)”): difference of expected points; left of zero the item is harder for this group."
      )
    case .wald:
      Phrase(
        kk:
          "Вальд-Лорд тесті («\(reference)» тобымен салыстыру): қиындық айырмасы, нөлден оңға — тапсырма бұл топқа қиынырақ.",
        ru:
          "Критерий Вальда-Лорда (сравнение с группой «\(reference)»): разница трудностей, правее нуля задание труднее для этой группы.",
        en:
          "Wald's test after Lord (compared with the group “\(reference)”): difference of difficulties; right of zero the item is harder for this group."
      )
    case .standardised:
      Phrase(
        kk:
          "Ұпайы тең адамдардың дұрыс жауап үлесінің айырмасы («\(reference)» тобымен салыстыру): нөлден солға — тапсырма бұл топқа қиынырақ. A 0,05-ке дейін, B 0,10-ға дейін, C одан жоғары.",
        ru:
          "Разница долей верных ответов при равных баллах (сравнение с группой «\(reference)»): левее нуля задание труднее для этой группы. A до 0,05, B до 0,10, C выше.",
        en:
          "Difference of the shares of right answers at equal scores (compared with the group “\(reference)”): left of zero the item is harder for this group. A up to 0.05, B up to 0.10, C above."
      )
    }
  }
}
