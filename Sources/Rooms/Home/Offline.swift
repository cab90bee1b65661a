import Exchange
import Markup
import Programme
import Words

/// What a phone shows when there is no network. Every phone keeps these pages, so they hold nothing of anybody.
enum Offline {
  /// GET /offline: there is no copy of the page asked for.
  static func show(_ visit: Visit) -> Reply {
    page(visit, .noNetwork, .notOnThePhone, linkButton(visit.language(.tryAgain), "/status"))
  }

  /// GET /offline/form: what was pressed has not gone.
  static func form(_ visit: Visit) -> Reply { page(visit, .nothingSent, .goBackAndSend) }

  /// GET /offline/leaving: signed out on the phone, and the house has not heard of it. Whatever is opened next tells it first.
  static func leaving(_ visit: Visit) -> Reply {
    page(visit, .notSignedOutYet, .houseHearsLater, linkButton(visit.language(.endNow), "/"))
  }

  private static func page(_ visit: Visit, _ title: Phrase, _ what: Phrase, _ button: HTML? = nil) -> Reply {
    let t = visit.language
    return visit.page(
      Page(title: t(title), language: t, body: "<h1>\(t(title))</h1><p>\(t(what))</p>\(button)"), mayBeStored: true)
  }
}

extension Phrase {
  static let noNetwork = Phrase(kk: "Қазір желі жоқ", ru: "Сейчас нет сети", en: "There is no network now")
  static let notOnThePhone = Phrase(
    kk: "Бұл бет телефонда сақталмаған. Өтінімге жазғаның телефонда сақтаулы, желі шыққанда өзі жіберіледі.",
    ru: "Этой страницы на телефоне нет. То, что вы написали в заявке, хранится на телефоне и отправится, когда появится сеть.",
    en:
      "This page is not kept on the phone. What you wrote in your application is kept and will be sent when the network returns.")
  static let nothingSent = Phrase(
    kk: "Желі жоқ: ештеңе жіберілген жоқ", ru: "Нет сети: ничего не отправлено", en: "There is no network: nothing was sent")
  static let goBackAndSend = Phrase(
    kk: "Соңғы басқан батырмаң орындалмады. Артқа қайт та, желі шыққанда қайта жібер.",
    ru: "Последнее нажатие не выполнено. Вернитесь назад и отправьте ещё раз, когда появится сеть.",
    en: "What you pressed last was not done. Go back and send it again when there is a network.")
  static let notSignedOutYet = Phrase(
    kk: "Әлі шыққан жоқсың: желі жоқ", ru: "Вы ещё не вышли: нет сети", en: "You are not signed out yet: there is no network")
  static let houseHearsLater = Phrase(
    kk:
      "Бұл құрылғыдағы беттер мен жауаптар өшірілді. Желі шығып, осы жерде кез келген бет ашылғанда, ең алдымен сен шығасың. Құрылғы ортақ болса, желі шыққанда мына батырманы бас.",
    ru:
      "Страницы и ответы удалены с этого устройства. Как только появится сеть и здесь откроют любую страницу, сначала произойдёт выход. Если устройство общее, нажмите кнопку, когда появится сеть.",
    en:
      "The pages and answers are deleted from this device. When there is a network and any page is opened here, you are signed out first. If others use this device, press the button when there is a network."
  )
  static let endNow = Phrase(kk: "Шығуды аяқтау", ru: "Завершить выход", en: "Finish signing out")
}
