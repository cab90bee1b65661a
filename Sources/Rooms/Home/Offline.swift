import Exchange
import Markup
import Programme
import Words

/// What a phone shows when there is no network and no copy of the page asked for. It holds nothing of anybody.
enum Offline {
  /// GET /offline
  static func show(_ visit: Visit) -> Reply {
    let t = visit.language
    return visit.page(
      Page(
        title: t(.noNetwork), language: t,
        body: "<h1>\(t(.noNetwork))</h1><p>\(t(.nothingLost))</p>\(linkButton(t(.tryAgain), "/status"))"), mayBeStored: true)
  }
}

extension Phrase {
  static let noNetwork = Phrase(kk: "Қазір желі жоқ", ru: "Сейчас нет сети", en: "There is no network now")
  static let nothingLost = Phrase(
    kk: "Жазғаның телефонда сақтаулы. Желі шыққанда өзі жіберіледі.",
    ru: "Всё написанное хранится на телефоне и отправится, когда появится сеть.",
    en: "What you wrote is kept on the phone and will be sent when the network returns.")
}
