import Exchange
import Markup
import Programme
import Storage
import Words

/// The stop of her way at which she is recommended: its days are those of the round of the year in which she leaves school.
enum ListJourney {
  static let stage = "recommendation"

  static let part = JourneyPart { tx, house, person, cycle in
    // Asked first, for most who look do not learn: theirs is the stage of the calendar.
    guard try tx.isOnHerWay(person), let girl = try tx.leaver(person), girl.cycle == cycle,
      let round = try tx.round(leaving: girl.year),
      let lists = round.days(.list), let answers = round.days(.answers)
    else { return [] }
    let today = house.outside.now().day()
    let title = Phrase.recommendationStop
    let dates = Phrase.roundDates(lists, answers)
    guard try tx.frozenMerit(of: round) != nil, today >= lists.first else {
      return [JourneyStep(stage, title: title, note: dates, state: .ahead)]
    }
    let kept = try tx.keptList(of: person, round.id).map { !$0.order.offers.isEmpty } ?? false
    if today <= lists.last {
      return [
        JourneyStep(
          stage, title: title, note: kept ? .listIsKept(lists.last) : .listIsOpen(lists.last), state: .now, link: "/list",
          call: kept
            ? nil
            : JourneyCall(
              title: .orderYourList, what: .orderYourListWhat(lists.last), button: .openList, link: "/list"))
      ]
    }
    return [try tx.resultStep(of: person, title, dates, today, house)]
  }
}

extension Phrase {
  static let recommendationStop = Phrase(
    kk: "Университет грантына ұсыну", ru: "Рекомендация на грант университета", en: "Recommendation for a university grant")
  static func roundDates(_ lists: RoundDates.Span, _ answers: RoundDates.Span) -> Phrase {
    Phrase(
      kk: "Тізім: \(Language.kk.dates(lists.first, lists.last)), жауаптар: \(Language.kk.dates(answers.first, answers.last))",
      ru: "Списки: \(Language.ru.dates(lists.first, lists.last)), ответы: \(Language.ru.dates(answers.first, answers.last))",
      en: "Lists: \(Language.en.dates(lists.first, lists.last)), answers: \(Language.en.dates(answers.first, answers.last))")
  }
  static func listIsOpen(_ last: Day) -> Phrase {
    Phrase(
      kk: "Тізім ашық, соңғы күні: \(Language.kk.date(last))", ru: "Список открыт до \(Language.ru.date(last))",
      en: "The list is open until \(Language.en.date(last))")
  }
  static func listIsKept(_ last: Day) -> Phrase {
    Phrase(
      kk: "Тізімің сақталды; өзгертуге болатын соңғы күн: \(Language.kk.date(last))",
      ru: "Список сохранён; менять можно до \(Language.ru.date(last))",
      en: "Your list is kept; it can be changed until \(Language.en.date(last))")
  }
  static let orderYourList = Phrase(kk: "Тізіміңді құр", ru: "Составьте список", en: "Make your list")
  static func orderYourListWhat(_ last: Day) -> Phrase {
    Phrase(
      kk: "Қайда оқығың келеді? Соңғы күні: \(Language.kk.date(last)).",
      ru: "Где вы хотите учиться? Последний день: \(Language.ru.date(last)).",
      en: "Where do you want to study? The last day is \(Language.en.date(last)).")
  }
  static let openList = Phrase(kk: "Тізімді ашу", ru: "Открыть список", en: "Open the list")
}
