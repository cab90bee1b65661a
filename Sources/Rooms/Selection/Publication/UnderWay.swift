import Allocation
import Programme
import Storage
import Words

extension Transaction {
  /// What of an intake's selection somebody still waits for: its pages are those of the newest intake, so that a new one would
  /// take them away.
  func selectionUnderWay(_ cycle: Cycle, at now: Moment) throws -> [Phrase] {
    guard let release = try release(cycle.id), let released = release.releasedAt else {
      let isAwaited = cycle.stage("results").map { now < $0.closesAt } ?? true
      let isBegun = try exists("SELECT 1 FROM selection_candidate WHERE cycle_id = \(cycle.id) LIMIT 1")
      let isProposed = try exists("SELECT 1 FROM selection_release WHERE cycle_id = \(cycle.id)")
      return isProposed || (isAwaited && isBegun) ? [.resultsAwaited] : []
    }
    let offers = try answers(cycle.id).open
    let appeals = try openAppealCount(cycle.id)
    let until = released.day().adding(days: Release.appealDays)
    return (offers > 0 ? [.offersOpen(offers)] : []) + (appeals > 0 ? [.appealsOpen(appeals)] : [])
      + (now.day() <= until ? [.appealsPossible(until)] : [])
  }
}

extension Phrase {
  static let resultsAwaited = Phrase(
    kk: "Іріктеу нәтижесі әлі жарияланған жоқ.", ru: "Результаты отбора ещё не опубликованы.",
    en: "The results of the selection are not released yet.")
  static func offersOpen(_ n: Int) -> Phrase {
    Phrase(
      kk: "Жауап күтіп тұрған орын ұсынысы: \(n).", ru: "Предложения мест без ответа: \(n).",
      en: "Offers of a place without an answer: \(n).")
  }
  static func appealsOpen(_ n: Int) -> Phrase {
    Phrase(
      kk: "Шешілмеген апелляция: \(n).", ru: "Нерассмотренные апелляции: \(n).", en: "Appeals not decided: \(n).")
  }
  static func appealsPossible(_ until: Day) -> Phrase {
    Phrase(
      kk: "Қайта қарауды сұрауға болады: \(Language.kk.until(until)).",
      ru: "Пересмотр можно попросить \(Language.ru.until(until)).",
      en: "A review can be asked for \(Language.en.until(until)).")
  }
}
