import Exchange
import Markup
import Programme
import Words

/// What a phone shows when there is no network. Every phone keeps these pages, so they hold nothing of anybody.
enum Offline {
  /// Whoever fetches it: no menu, no name, no button to sign out stands on a page that is shown when nobody is signed in.
  private static func nobodys(_ visit: Visit) -> Visit {
    Visit(house: visit.house, request: visit.request, who: .nobody, language: visit.language, requestID: visit.requestID)
  }

  /// GET /offline: there is no copy of the page asked for. The worker (Public/worker.js, `offlinePage`) fills in what only the phone
  /// knows: the address to try again in the place of this page's own, and what is kept.
  static func show(_ visit: Visit) -> Reply {
    let t = visit.language
    return nobodys(visit).page(
      Page(
        title: t(.noNetwork), language: t,
        body: """
          <h1>\(t(.noNetwork))</h1><p>\(t(.notOnThePhone))</p>\
          <div data-kept="none"><section><h2>\(t(.keptHere))</h2><ul data-packs></ul></section>\
          <p data-shell="apply">\(t(.applicationIsKept))</p></div>\(linkButton(t(.tryAgain), "/offline"))
          """), mayBeStored: true)
  }

  /// GET /offline/form: whether what was pressed has gone is not known.
  static func form(_ visit: Visit) -> Reply { page(visit, .siteDidNotOpen, .goBackAndSend) }

  /// GET /offline/leaving: signed out on the phone, and the house has not heard of it. Whatever is opened next tells it first.
  static func leaving(_ visit: Visit) -> Reply {
    page(visit, .notSignedOutYet, .houseHearsLater, linkButton(visit.language(.endNow), "/"))
  }

  private static func page(_ visit: Visit, _ title: Phrase, _ what: Phrase, _ button: HTML? = nil) -> Reply {
    let t = visit.language
    return nobodys(visit).page(
      Page(title: t(title), language: t, body: "<h1>\(t(title))</h1><p>\(t(what))</p>\(button)"), mayBeStored: true)
  }
}

extension Phrase {
  static let noNetwork = Phrase(kk: "Қазір интернет жоқ", ru: "Сейчас нет сети", en: "There is no network now")
  static let notOnThePhone = Phrase(
    kk: "Бұл бет осы құрылғыда сақталмаған.", ru: "На этом устройстве этой страницы нет.",
    en: "This page is not kept on this device.")
  static let keptHere = Phrase(kk: "Интернетсіз ашылады", ru: "Открывается без сети", en: "Opens without a network")
  static let applicationIsKept = Phrase(
    kk: "Осы жерде өтінім толтырып жатсаң, жазғаның сақтаулы, интернет қосылғанда өзі жіберіледі.",
    ru: "Если вы заполняете здесь заявку, написанное хранится и отправится, когда появится сеть.",
    en: "If you are filling in an application here, what you wrote is kept and will be sent when the network returns.")
  /// The network may have gone on the way there or on the way back.
  static let siteDidNotOpen = Phrase(
    kk: "Интернет жоқ: сайт ашылмады", ru: "Нет сети: сайт не открылся", en: "There is no network: the site did not open")
  static let goBackAndSend = Phrase(
    kk: "Соңғы басқаның орындалмаған болуы мүмкін. Интернет қосылғанда артқа қайтып, бетті жаңарт, керек болса қайта жібер.",
    ru:
      "Последнее нажатие могло не выполниться. Когда появится сеть, вернитесь назад, обновите страницу и при необходимости отправьте ещё раз.",
    en:
      "What you pressed last may not have been done. When there is a network, go back, reload the page and send it again if it is not there."
  )
  static let notSignedOutYet = Phrase(
    kk: "Әлі шыққан жоқсың: интернет жоқ", ru: "Вы ещё не вышли: нет сети", en: "You are not signed out yet: there is no network")
  static let houseHearsLater = Phrase(
    kk:
      "Бұл құрылғыдағы беттер өшірілді. Оқуда жіберілмеген жауабың болса, ол кілтпен жабылған, оны ешкім оқи алмайды, интернет қосылғанда өзі жіберіледі. Интернет қосылып, осы жерде кез келген бет ашылғанда, ең алдымен сен шығасың. Құрылғы ортақ болса, интернет қосылғанда мына батырманы бас.",
    ru:
      "Страницы удалены с этого устройства. Неотправленные ответы учёбы, если они есть, заперты: прочитать их здесь нельзя, они уйдут сами, когда появится сеть. Как только появится сеть и здесь откроют любую страницу, сначала произойдёт выход. Если устройство общее, нажмите кнопку, когда появится сеть.",
    en:
      "The pages are deleted from this device. Answers of your learning that were not sent, if there are any, are locked: nobody can read them here, and they go by themselves once there is a network. When there is a network and any page is opened here, you are signed out first. If others use this device, press the button when there is a network."
  )
  static let endNow = Phrase(kk: "Шығуды аяқтау", ru: "Завершить выход", en: "Finish signing out")
}
