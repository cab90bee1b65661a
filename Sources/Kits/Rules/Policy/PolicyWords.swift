import Allocation
import Programme
package import Words

extension PolicyFile {
  /// The whole policy in sentences, in the order it is applied.
  package var inWords: [Phrase] {
    [placesInWords] + policy.evidence.map(inWords) + policy.reserves.map(inWords) + sharesInWords + policy.caps.map(inWords)
      + [tiesInWords, offersInWords]
  }

  private var placesInWords: Phrase {
    let places = policy.places
    let list = policy.weightsInWords { title(evidence: $0) }
    return Phrase(
      kk: "Орын саны: \(places). Ұпай мынадан құралады: \(list(.kk)).",
      ru: "Мест: \(places). Баллы складываются так: \(list(.ru)).",
      en: "Places: \(places). The points are made of: \(list(.en)).")
  }

  private func inWords(_ piece: Policy.Evidence) -> Phrase { piece.inWords(title(evidence: piece.name)) }

  private func inWords(_ reserve: Policy.Reserve) -> Phrase {
    let title = title(attribute: reserve.attribute)
    let places = reserve.places
    return Phrase(
      kk: "Кемінде \(places) орын мыналарға сақталады: \(title(.kk)). Олардан ешкім қалмаса, орын басқаларға беріледі.",
      ru:
        "Не меньше \(counted(places, one: "места", few: "мест", many: "мест")) отдаём по квоте: «\(title(.ru))». Если в этой группе никого не осталось, места получают остальные.",
      en:
        "At least \(counted(places, one: "place goes", other: "places go")) by quota to: \(title(.en)). If nobody of them is left, the places go to the others."
    )
  }

  private var sharesInWords: [Phrase] {
    policy.shares.map { share in
      let title = title(attribute: share.attribute)
      let percent = Double(share.percent) / 100
      return Phrase(
        kk:
          "Тізімнің кез келген алғашқы бөлігінде мына топтың үлесі кемінде \(Language.kk.percent(percent)): \(title(.kk)), ондай қатысушылар таусылғанша.",
        ru:
          "Сколько бы первых мест ни взять, не меньше \(Language.ru.percent(percent)) из них занимает группа «\(title(.ru))», пока в ней кто-то есть.",
        en:
          "However many from the top of the list you count, at least \(Language.en.percent(percent)) are from the group “\(title(.en))”, as long as any are left."
      )
    }
  }

  private func inWords(_ cap: Policy.Cap) -> Phrase {
    let title = title(column: cap.column)
    let places = cap.places
    return Phrase(
      kk: "Шектеу (\(title(.kk))): әрқайсысына \(places) орыннан артық берілмейді.",
      ru: "Ограничение (\(title(.ru))): одной группе не больше \(counted(places, one: "места", few: "мест", many: "мест")).",
      en: "Limit (\(title(.en))): no more than \(counted(places, one: "place", other: "places")) for any one.")
  }

  private var tiesInWords: Phrase { .ties(lottery, decimals: policy.decimals) }

  private var offersInWords: Phrase {
    let days = offerDays
    return Phrase(
      kk: "Ұсынысқа жауап беруге \(days) күн беріледі. Босаған орын сол ережемен келесі қатысушыға өтеді.",
      ru:
        "На ответ даётся \(counted(days, one: "день", few: "дня", many: "дней")). Освободившееся место по тем же правилам предлагают дальше по списку.",
      en:
        "There \(plural(days, one: "is", other: "are")) \(counted(days, one: "day", other: "days")) to answer an offer. A place that becomes free goes to the next by the same rules."
    )
  }
}

extension Policy {
  /// "Test 75%, Essay 25%".
  func weightsInWords(_ title: (String) -> Phrase) -> @Sendable (Language) -> String {
    let titles = evidence.map { title($0.name) }
    let whole = evidence.map(\.weight).reduce(0, +)
    let shares = evidence.map { $0.weight / whole }
    return { language in zip(titles, shares).map { "\($0(language)) \(language.percent($1))" }.joined(separator: ", ") }
  }
}

extension Policy.Evidence {
  /// How it becomes points, its minimum, and what is done without it.
  func inWords(_ title: Phrase) -> Phrase {
    let scale = scale.inWords
    let missing = missing.inWords
    let minimum = minimum.map(Phrase.minimumIs)
    return Phrase(
      kk: "\(title(.kk)): \(scale(.kk))\(minimum.map { " " + $0(.kk) } ?? "") \(missing(.kk))",
      ru: "\(title(.ru)): \(scale(.ru))\(minimum.map { " " + $0(.ru) } ?? "") \(missing(.ru))",
      en: "\(title(.en)): \(scale(.en))\(minimum.map { " " + $0(.en) } ?? "") \(missing(.en))")
  }
}

extension Policy.Scale {
  fileprivate var inWords: Phrase {
    switch self {
    case .raw(let low, let high):
      Phrase(
        kk: "\(Language.kk.short(low))–\(Language.kk.short(high)) аралығы 0–100 ұпайға аударылады.",
        ru: "значения от \(Language.ru.short(low)) до \(Language.ru.short(high)) переводятся в 0–100 баллов.",
        en: "values from \(Language.en.short(low)) to \(Language.en.short(high)) become 0–100 points.")
    case .standard:
      Phrase(
        kk: "барлығының орташасы — 50 ұпай, бір стандартты ауытқу — 10 ұпай.",
        ru: "среднее по всем — 50 баллов, одно стандартное отклонение — 10 баллов.",
        en: "the average of all is 50 points, one standard deviation is 10 points.")
    case .logit:
      Phrase(
        kk: "бұл шкаланың нөлі — 50 ұпай, бір логит — 10 ұпай.", ru: "ноль этой шкалы — 50 баллов, один логит — 10 баллов.",
        en: "zero of this scale is 50 points, one logit is 10 points.")
    }
  }
}

extension Policy.Missing {
  fileprivate var inWords: Phrase {
    switch self {
    case .notConsidered:
      Phrase(
        kk: "Нәтижесі жоқтар қаралмайды.", ru: "Кто не получил этого результата, в отборе не участвует.",
        en: "Without a result nobody is considered.")
    case .lowest:
      Phrase(
        kk: "Нәтижесі жоқтарға ең төменгі ұпай беріледі.", ru: "Если результата нет, засчитывается самый низкий балл.",
        en: "Without a result the lowest points of all are given.")
    case .average:
      Phrase(
        kk: "Нәтижесі жоқтарға орташа ұпай беріледі.", ru: "Если результата нет, засчитывается средний балл.",
        en: "Without a result the average points are given.")
    case .points(let points):
      Phrase(
        kk: "Нәтижесі жоқтарға \(Language.kk.short(points)) ұпай беріледі.",
        ru: "Если результата нет, засчитывается \(Language.ru.points(points)).",
        en: "Without a result \(Language.en.short(points)) points are given.")
    }
  }
}

extension Language {
  /// In Russian: "40 баллов", "40,5 балла".
  fileprivate func points(_ value: Double) -> String {
    value == value.rounded() ? counted(Int(value), one: "балл", few: "балла", many: "баллов") : "\(short(value)) балла"
  }

  /// As few decimals as the number needs, at most four.
  package func short(_ value: Double) -> String {
    for decimals in 0..<4 {
      let scaled = value * power(decimals)
      if scaled == scaled.rounded() { return number(value, decimals: decimals) }
    }
    return number(value, decimals: 4)
  }
}
