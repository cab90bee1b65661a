import Exchange
import Markup
import Programme
import Words

/// What a phone shows when something was pressed without a network that it cannot do by itself.
enum Unsent {
  /// GET /apply/unsent: `what` is `consent`, or the sending itself.
  static func show(_ visit: Visit) -> Reply {
    visit.query["what"] == "consent"
      ? page(visit, .consentUnsent, .consentUnsentWhat, "/apply/consent") : page(visit, .unsent, .unsentWithout, "/apply/check")
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
  static let unsentWithout = Phrase(
    kk: "Қазір интернет жоқ. Интернет қосылғанда «Өтінімді жіберу» түймесін қайта бас. Өтінім бізге жеткенде SMS келеді.",
    ru: "Сейчас нет сети. Когда она появится, нажмите «Отправить заявку» ещё раз. Когда заявка дойдёт, придёт SMS.",
    en: "There is no network now. When there is one, press “Send the application” again. An SMS comes when it has arrived.")
  static let consentUnsent = Phrase(
    kk: "Келісім туралы жауабың САҚТАЛҒАН ЖОҚ", ru: "Ответы о согласии НЕ СОХРАНЕНЫ",
    en: "Your answers about consent are NOT SAVED")
  static let consentUnsentWhat = Phrase(
    kk:
      "Келісім үшін интернет керек. Интернет қосылғанда сұрақтарға қайта жауап бер. Қалған жазғаныңның бәрі телефонда сақтаулы.",
    ru: "Для согласия нужна сеть. Когда она появится, ответьте ещё раз. Всё остальное хранится на телефоне.",
    en: "Consent needs a network. When there is one, answer again. All else you wrote is kept on the phone.")
}
