import Programme
import Storage
import Words

/// One matching of girls who leave school in a year with what universities offer them.
struct Round: Sendable {
  /// What happens in a round, in the order of its days.
  enum Stage: String, Sendable, CaseIterable, Bindable, Readable {
    /// Offers are entered and confirmed.
    case offers
    /// The merit rule is announced and frozen.
    case rule
    /// Girls try the match and order their lists.
    case list
    /// The match is run, looked at and released.
    case run
    /// Girls answer; letters are made.
    case answers
    /// Girls and guardians may appeal.
    case appeals
    /// Universities and girls say what came of it.
    case outcomes
  }

  let id: ID<Round>
  /// The year in which its girls leave school.
  let leavingYear: Int
  /// 1, or 2 for the one in August that fills what is left.
  let number: Int
  let dates: RoundDates

  func days(_ stage: Stage) -> RoundDates.Span? { dates[stage] }

  /// Offers and confirmations are taken from the first day of their stage to the last.
  func takesOffers(on day: Day) -> Bool { days(.offers).map { $0.first <= day && day <= $0.last } ?? false }

  /// The first day of the stage of offers, where it is still to come.
  func offersBegin(after day: Day) -> Day? { days(.offers).flatMap { day < $0.first ? $0.first : nil } }

  /// Until the outcomes are in.
  func runs(on day: Day) -> Bool { days(.outcomes).map { day <= $0.last } ?? true }

  /// From the first day of the lists on nothing that a girl counts on may become less.
  func hasLists(on day: Day) -> Bool { days(.list).map { $0.first <= day } ?? false }

  func hasRun(on day: Day) -> Bool { days(.run).map { $0.first <= day } ?? false }
}

extension Round {
  func name(_ t: Language) -> String { t(.roundOf(leavingYear, number)) }
}

extension Round.Stage {
  var name: Phrase {
    switch self {
    case .offers:
      Phrase(kk: "Орындарды енгізу және растау", ru: "Места вносят и подтверждают", en: "Offers entered and confirmed")
    case .rule:
      Phrase(kk: "Ұпай ережесін жариялау", ru: "Объявление правила баллов", en: "The merit rule is announced")
    case .list: Phrase(kk: "Қыздардың тізімдері", ru: "Списки девочек", en: "The girls' lists")
    case .run: Phrase(kk: "Есептеу, тексеру және жариялау", ru: "Расчёт, проверка и публикация", en: "Run, checks and release")
    case .answers: Phrase(kk: "Жауаптар мен хаттар", ru: "Ответы и письма", en: "Answers and letters")
    case .appeals: Phrase(kk: "Апелляциялар", ru: "Апелляции", en: "Appeals")
    case .outcomes: Phrase(kk: "Нәтижелер", ru: "Итоги поступления", en: "Outcomes")
    }
  }

  /// Whose last day is a girl's deadline: it may not fall into the weeks of the state exams.
  var isHers: Bool {
    switch self {
    case .list, .answers, .appeals: true
    case .offers, .rule, .run, .outcomes: false
    }
  }
}

extension Phrase {
  static func roundOf(_ year: Int, _ number: Int) -> Phrase {
    number == 1
      ? Phrase(kk: "\(year) жылғы ұсыну", ru: "Рекомендации \(year) года", en: "Recommendations \(year)")
      : Phrase(
        kk: "\(year) жылғы ұсыну, екінші кезең", ru: "Рекомендации \(year) года, второй раунд",
        en: "Recommendations \(year), second round")
  }
}
