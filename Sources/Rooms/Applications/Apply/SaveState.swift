import Exchange
import Markup
import Programme
import Words

/// "Saved on the server 14:05": shown without a script, kept fresh by Public/apply.js, which finds here whose journal it
/// keeps, when the page was made, the pages to keep on the phone and the words to say.
enum SaveState {
  static func script(_ visit: Visit) -> Link { visit.house.assets.link("apply.js") }

  /// Quiet where nothing was typed yet, and under an error: nothing is said to be saved there.
  static func html(_ visit: Visit, _ girl: Girl, _ form: Form, isQuiet: Bool = false) -> HTML {
    let t = visit.language
    let state: HTML = isQuiet || girl.answers.isEmpty ? .nothing : t.saved(.onServer(girl.application.changedAt))
    return """
      <div id="saved" data-application="\(girl.application.id.text)" data-now="\(String(girl.readAt.milliseconds))"\
      \(attribute: "data-shared", visit.who.session?.isSharedDevice == true ? "yes" : nil) data-outline="\(outline(form))" \
      data-phone="\(t(.keptOnPhone))" data-sending="\(t(.beingSent))" data-server="\(t(.keptOnServer))" \
      data-again="\(t(.signInToSend))" data-reload="\(t(.reloadPage))" data-long="\(t(.tooMuchText))" \
      data-changed="\(t(.changedElsewhere))" data-return="\(t(.returnTitle))" data-file="\(t(.fileKept))" \
      data-unsent="\(t(.unsent))" data-unsent-what="\(t(.unsentWhat))">\(state)</div>
      """
  }

  /// `[{"page":"name"},{"page":"next-year","field":"grade","is":["9"]}, …]`
  private static func outline(_ form: Form) -> String {
    let pages = form.pages.map { page in
      let condition = page.when.map { when -> [(key: String, value: JSON)] in
        [("field", .string(when.field)), when.under.map { ("under", .whole($0)) } ?? ("is", .strings(when.is ?? []))]
      }
      return JSON.object([("page", .string(page.key))] + (condition ?? []))
    }
    return JSON.array(pages + ["consent", "check"].map { .object([("page", .string($0))]) }).text
  }
}

extension Reply {
  /// The page may be kept on her own phone, among the pages of this application and no other.
  func kept(by application: Application, _ visit: Visit) -> Reply {
    guard visit.who.session?.isSharedDevice == false else { return self }
    var reply = self
    reply.set("x-keruen-application", application.id.text)
    return reply
  }
}

extension Phrase {
  static let keptOnPhone = Phrase(
    kk: "Телефонда сақталды, желі шыққанда жіберіледі", ru: "Сохранено на телефоне, отправится при появлении сети",
    en: "Saved on the phone, will be sent when there is a connection")
  static let beingSent = Phrase(
    kk: "Телефонда сақталды, жіберіліп жатыр…", ru: "Сохранено на телефоне, отправляется…", en: "Saved on the phone, being sent…")
  static let reloadPage = Phrase(
    kk: "Бұл бет ескірген, енді ештеңе сақтай алмайды. Бетті жаңарт.",
    ru: "Страница устарела и больше ничего не сохраняет. Обновите её.",
    en: "This page is out of date and saves nothing any more. Reload it.")
  static let unsent = Phrase(
    kk: "Өтінім ӘЛІ ЖІБЕРІЛГЕН ЖОҚ", ru: "Заявка ЕЩЁ НЕ ОТПРАВЛЕНА", en: "The application is NOT SENT YET")
  static let unsentWhat = Phrase(
    kk:
      "Қазір желі жоқ. Осы бетті ашық қалдыр немесе желі шыққанда қайта аш: өтінім сонда өзі жіберіледі. Бізге жеткенде SMS келеді. SMS келмесе, өтінім жетпеген.",
    ru:
      "Сейчас нет сети. Оставьте эту страницу открытой или откройте её снова, когда сеть появится: тогда заявка уйдёт сама. Когда она дойдёт, придёт SMS. Нет SMS — заявка не дошла.",
    en:
      "There is no network now. Leave this page open, or open it again when there is one: the application is sent then. An SMS comes when it has arrived. No SMS means that it has not."
  )
  static let keptOnServer = Phrase(kk: "Серверде сақталды", ru: "Сохранено на сервере", en: "Saved on the server")
  static let signInToSend = Phrase(
    kk: "Телефонда сақталды. Жіберу үшін өтінімге қайта кір:", ru: "Сохранено на телефоне. Чтобы отправить, войдите снова:",
    en: "Saved on the phone. To send it, sign in again:")
}
