import Exchange
import Forms
import Markup
import Programme
import Words

/// What the phone shows when there is no network and no copy of the page asked for.
enum Offline {
  /// GET /offline; with `what` when something was pressed that the phone cannot do by itself.
  static func show(_ visit: Visit) -> Reply {
    let t = visit.language
    switch visit.query["what"] {
    case "submission": return page(visit, .unsent, .unsentWithout, "/apply/check")
    case "consent": return page(visit, .consentUnsent, .consentUnsentWhat, "/apply/consent")
    default: break
    }
    return visit.page(
      Page(
        title: t(.noNetwork), language: t,
        body: "<h1>\(t(.noNetwork))</h1><p>\(t(.nothingLost))</p>\(linkButton(t(.tryAgain), "/apply"))"), mayBeStored: true)
  }

  private static func page(_ visit: Visit, _ title: Phrase, _ what: Phrase, _ back: Link) -> Reply {
    let t = visit.language
    return visit.page(
      Page(
        title: t(title), language: t,
        body: """
          <div class="notice felt unsent" role="alert"><h1>\(t(title))</h1></div><p>\(t(what))</p>\(linkButton(t(.tryAgain), back))
          """), mayBeStored: true)
  }
}

extension Phrase {
  static let noNetwork = Phrase(kk: "Қазір желі жоқ", ru: "Сейчас нет сети", en: "There is no network now")
  static let nothingLost = Phrase(
    kk: "Жазғаның телефонда сақтаулы. Желі шыққанда өзі жіберіледі.",
    ru: "Всё написанное хранится на телефоне и отправится, когда появится сеть.",
    en: "What you wrote is kept on the phone and will be sent when the network returns.")
  static let unsentWithout = Phrase(
    kk: "Қазір желі жоқ. Желі шыққанда «Өтінімді жіберу» түймесін қайта бас. Өтінім бізге жеткенде SMS келеді.",
    ru: "Сейчас нет сети. Когда она появится, нажмите «Отправить заявку» ещё раз. Когда заявка дойдёт, придёт SMS.",
    en: "There is no network now. When there is one, press “Send the application” again. An SMS comes when it has arrived.")
  static let consentUnsent = Phrase(
    kk: "Келісім туралы жауабың САҚТАЛҒАН ЖОҚ", ru: "Ответы о согласии НЕ СОХРАНЕНЫ",
    en: "Your answers about consent are NOT SAVED")
  static let consentUnsentWhat = Phrase(
    kk: "Келісім үшін желі керек. Желі шыққанда сұрақтарға қайта жауап бер. Қалған жазғаныңның бәрі телефонда сақтаулы.",
    ru: "Для согласия нужна сеть. Когда она появится, ответьте снова. Всё остальное хранится на телефоне.",
    en: "Consent needs a network. When there is one, answer again. All else you wrote is kept on the phone.")
  static let tryAgain = Phrase(kk: "Қайталап көру", ru: "Повторить попытку", en: "Try again")
}
