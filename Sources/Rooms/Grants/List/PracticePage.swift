import Exchange
import Markup
import Programme
import Words

/// Three steps in an invented market: order, see what comes of it, see that putting a dream first never costs the next one. Nothing is kept.
enum PracticePage {
  /// GET /list/practice: the steps and what was chosen stand in the address.
  static func show(_ visit: Visit, _ permit: Permit<OwnList>) async throws -> Reply {
    let t = visit.language
    let chosen = order(visit.query, "p")
    let other = order(visit.query, "q")
    let isPressed = visit.query["p1"] != nil
    let isTried = visit.query["q1"] != nil
    let (step, body): (Int, HTML)
    if let chosen, let other {
      (step, body) = (3, third(chosen, other, t))
    } else if let chosen {
      (step, body) = (2, second(chosen, isTried ? t(.eachOnce) : nil, visit))
    } else {
      (step, body) = (1, first(isPressed ? t(.eachOnce) : nil, visit))
    }
    let isWrong = step == 1 ? isPressed : step == 2 && isTried
    var page = Page(
      title: t(.practiceTitle), language: t,
      body: """
        \(t.back(to: "/list"))\(t.errorSummary(isWrong ? [(field: step == 1 ? "p1" : "q1", message: t(.eachOnce))] : []))
        \(t.step(step, of: 3, in: t(.practiceTitle)))<h1>\(t(.practiceTitle))</h1>\(body)
        """)
    page.sheets = ["list.css"]
    return visit.page(page, status: isWrong ? 422 : 200)
  }

  /// Nil unless each of the three stands once.
  private static func order(_ fields: Fields, _ letter: String) -> [Int]? {
    let typed = (1...3).compactMap { wholeNumber(fields["\(letter)\($0)"] ?? "", in: 0...2) }
    return Set(typed).count == 3 ? typed : nil
  }

  private static func market(_ t: Language) -> HTML {
    let rows = PracticeMarket.others.map { girl -> HTML in
      """
      <li><b>\(t(girl.name))</b>, \(t(.practicePoints(girl.points))): \(girl.list.map { t(PracticeMarket.programmes[$0]) }.joined(separator: " → "))</li>
      """
    }
    return """
      <p>\(t(.practiceMarket))</p><ul><li><b>\(t(.youWord))</b>, \(t(.practicePoints(PracticeMarket.herPoints)))</li>\(rows)</ul>
      """
  }

  private static func selects(_ letter: String, _ chosen: [Int], _ error: String?, _ visit: Visit) -> HTML {
    let t = visit.language
    return (1...3).map { place -> HTML in
      let name = "\(letter)\(place)"
      let typed = visit.query[name] ?? (chosen.indices.contains(place - 1) ? String(chosen[place - 1]) : nil)
      return t.select(
        Field(name, t(.choiceNumber(place)), error: place == 1 ? error : nil),
        PracticeMarket.programmes.enumerated().map { Option(String($0), t($1)) }, chosen: typed)
    }.joined()
  }

  private static func first(_ error: String?, _ visit: Visit) -> HTML {
    let t = visit.language
    return """
      \(market(t))<h2>\(t(.orderYours))</h2><p>\(t(.orderYoursWhat))</p>\
      <form method="get" action="/list/practice">\(selects("p", [], error, visit))\(button(t(.seeWhatComes)))</form>
      """
  }

  private static func carried(_ order: [Int]) -> HTML {
    order.enumerated().map { hidden("p\($0 + 1)", String($1)) }.joined()
  }

  private static func got(_ list: [Int], _ t: Language) -> String {
    PracticeMarket.outcome(of: list)[0].map { t(PracticeMarket.programmes[$0]) } ?? t(.noPlace)
  }

  private static func outcome(_ list: [Int], _ t: Language) -> HTML {
    let names = [t(.youWord)] + PracticeMarket.others.map { t($0.name) }
    let rows = Array(zip(names, PracticeMarket.outcome(of: list)))
    return t.table(
      t(.whoGotWhat), rows,
      [
        Column(t(.girlWord)) { HTML($0.0) },
        Column(t(.placeGot)) { HTML($0.1.map { t(PracticeMarket.programmes[$0]) } ?? t(.noPlace)) },
      ])
  }

  private static func second(_ chosen: [Int], _ error: String?, _ visit: Visit) -> HTML {
    let t = visit.language
    return """
      <p>\(t(.yourOrderWas)) \(chosen.map { t(PracticeMarket.programmes[$0]) }.joined(separator: " → "))</p>\
      \(notice("<p>\(t(.youGot)) <b>\(got(chosen, t))</b></p>", .good))\(outcome(chosen, t))\
      <h2>\(t(.tryAnother))</h2><p>\(t(.tryAnotherWhat))</p>\
      <form method="get" action="/list/practice">\(carried(chosen))\(selects("q", [chosen[1], chosen[0], chosen[2]], error, visit))\(button(t(.seeWhatComes)))</form>
      """
  }

  private static func third(_ chosen: [Int], _ other: [Int], _ t: Language) -> HTML {
    let rank = { (programme: Int?) in programme.flatMap { chosen.firstIndex(of: $0) } ?? 3 }
    let own = PracticeMarket.outcome(of: chosen)[0]
    // Said only because it is so: of all six orders none brings her more than her own.
    let isBest = PracticeMarket.orders.allSatisfy { rank(PracticeMarket.outcome(of: $0)[0]) >= rank(own) }
    let rows = PracticeMarket.orders.map { order in
      (order.map { t(PracticeMarket.programmes[$0]) }.joined(separator: " → "), got(order, t), order == chosen, order == other)
    }
    let table = t.table(
      t(.allOrders), rows,
      [
        Column(t(.orderTitle)) { row in
          "\(row.0) \(row.2 ? tag(t(.yourOwn), .good) : row.3 ? tag(t(.yourTry)) : HTML.nothing)"
        }, Column(t(.placeGot)) { HTML($0.1) },
      ])
    return """
      \(notice("<p>\(t(.withYours)) <b>\(got(chosen, t))</b>. \(t(.withOther)) <b>\(got(other, t))</b>.</p>"))\(table)\
      \(isBest ? "<p>\(t(.dreamCostsNothing))</p>" : HTML.nothing)\(notice("<p><b>\(t(.orderIsYoursAlone))</b></p>", .good))\
      <p>\(linkButton(t(.backToList), "/list"))</p>
      """
  }
}

extension Phrase {
  static let practiceTitle = Phrase(kk: "Үш қадамда байқап көру", ru: "Попробовать в три шага", en: "Try it in three steps")
  static let practiceMarket = Phrase(
    kk:
      "Мұндағы қыздар мен бағдарламалар ойдан шығарылған. Үш бағдарламаның әрқайсысында бір орын бар. Қыздар мен олардың тізімдері:",
    ru: "Девочки и программы здесь выдуманы. Программ три, в каждой одно место. Девочки и их списки:",
    en: "The girls and programmes here are invented. There are three programmes with one seat each. The girls and their lists:")
  static func practicePoints(_ n: Int) -> Phrase {
    Phrase(
      kk: "\(n) ұпай", ru: counted(n, one: "балл", few: "балла", many: "баллов"), en: counted(n, one: "point", other: "points"))
  }
  static let youWord = Phrase(kk: "Сен", ru: "Вы", en: "You here")
  static let orderYours = Phrase(kk: "Өз тізіміңді құр", ru: "Составьте свой список", en: "Make a list of your own")
  static let orderYoursWhat = Phrase(
    kk: "Қайсысын ең көп қалайсың? Соны бірінші қой.", ru: "Чего вам хочется больше всего? Поставьте это первым.",
    en: "Which do you want most? Put it first.")
  static func choiceNumber(_ n: Int) -> Phrase {
    Phrase(kk: "\(n)-таңдау", ru: "\(n)-й выбор", en: "Choice \(n)")
  }
  static let eachOnce = Phrase(
    kk: "Үш бағдарламаның әрқайсысын бір рет таңда", ru: "Выберите каждую из трёх программ один раз",
    en: "Choose each of the three programmes once")
  static let seeWhatComes = Phrase(kk: "Не болатынын көру", ru: "Посмотреть, что выйдет", en: "See what comes of it")
  static let yourOrderWas = Phrase(kk: "Сенің ретің:", ru: "Ваш порядок:", en: "Your order:")
  static let youGot = Phrase(kk: "Саған тигені:", ru: "Вам досталось:", en: "You got:")
  static let noPlace = Phrase(kk: "орын жоқ", ru: "места нет", en: "no place")
  static let whoGotWhat = Phrase(kk: "Кімге не тиді", ru: "Кому что досталось", en: "Who got what")
  static let girlWord = Phrase(kk: "Қыз", ru: "Девочка", en: "Girl")
  static let placeGot = Phrase(kk: "Тиген орын", ru: "Место", en: "Place got")
  static let tryAnother = Phrase(kk: "Енді басқа ретпен байқап көр", ru: "Теперь другой порядок", en: "Now try another order")
  static let tryAnotherWhat = Phrase(
    kk: "Мүмкін, арманыңды төмен қойсаң, жақсырақ болар? Тексеріп көр.",
    ru: "Может быть, выгоднее поставить мечту ниже? Проверьте.", en: "Would it pay to put your dream lower? Try.")
  static let allOrders = Phrase(kk: "Барлық алты рет", ru: "Все шесть порядков", en: "All six orders")
  static let yourOwn = Phrase(kk: "сенікі", ru: "ваш", en: "yours")
  static let yourTry = Phrase(kk: "байқап көргенің", ru: "ваша проба", en: "your try")
  static let withYours = Phrase(kk: "Өз ретіңмен:", ru: "С вашим порядком:", en: "With your order:")
  static let withOther = Phrase(kk: "Басқа ретпен:", ru: "С другим порядком:", en: "With the other:")
  static let dreamCostsNothing = Phrase(
    kk:
      "Алты реттің ешқайсысы сенің шын тілегіңнен артық орын бермеді. Арманға орын тимесе, келесі таңдауың дәл бірінші тұрғандай қаралады.",
    ru:
      "Ни один из шести порядков не дал больше, чем ваш честный. Если мечта не досталась, следующий выбор рассматривают так же, как если бы он стоял первым.",
    en:
      "None of the six orders brought more than your true one. When a dream is not to be had, the next choice is considered just as if it stood first."
  )
  static let orderIsYoursAlone = Phrase(
    kk: "Рет – тек сенікі. Шынымен баратын орындардың бәрін жаз, ең қалағаныңды бірінші қой.",
    ru: "Порядок только ваш. Назовите всё, куда вы правда пошли бы, самое желанное первым.",
    en: "The order is yours alone. Name as many as you would really take, the one you want most first.")
}
