package import Exchange
package import Markup
package import Programme
import Words

/// "Saved on the server 14:05": shown without a script, kept fresh by the form's script, which finds here whose journal it
/// keeps, when the page was made, the pages to keep on the phone and the words to say.
package enum SaveState {
  package static func scripts(_ visit: Visit, _ place: FormPlace) -> [Link] {
    place.phone.flatMap(\.shell.script).map { [visit.house.assets.link($0)] } ?? []
  }

  /// Quiet where nothing was typed yet, and under an error: nothing is said to be saved there.
  package static func html(_ visit: Visit, _ filled: FilledForm, isQuiet: Bool = false) -> HTML {
    let t = visit.language
    let state: HTML = isQuiet || filled.answers.isEmpty ? .nothing : t.saved(.onServer(filled.changedAt))
    guard let phone = filled.place.phone else { return "<div id=\"saved\">\(state)</div>" }
    return """
      <div id="saved" data-owner="\(filled.owner)" data-now="\(String(filled.readAt.milliseconds))"\
      \(attribute: "data-shared", visit.who.session?.isSharedDevice == true ? "yes" : nil)\
      data-outline="\(outline(filled, phone, on: visit.now.day()))" data-door="\(phone.door)" \
      data-phone="\(t(.keptOnPhone))" data-sending="\(t(.beingSent))" data-server="\(t(.keptOnServer))" \
      data-again="\(t(.signInToSend))" data-reload="\(t(.reloadPage))" data-long="\(t(.tooMuchText))" data-lookup="\(t(.lookupNeedsNetwork))" \
      data-changed="\(t(.changedElsewhere))" data-return="\(t(phone.signIn))" data-file="\(t(.fileKept))" \
      data-unsent="\(t(phone.unsent))" data-unsent-what="\(t(phone.unsentWhat))">\(state)</div>
      """
  }

  /// `[{"page":"/apply/name"},{"page":"/apply/next-year","field":"grade","is":["9"]}, …]`; of an age the last day of birth that
  /// no longer counts, so that the phone need not reckon.
  private static func outline(_ filled: FilledForm, _ phone: PhonePart, on today: Day) -> String {
    let pages = filled.form.pages.map { page in
      let condition = page.when.map { when -> [(key: String, value: JSON)] in
        let answer: (key: String, value: JSON) =
          when.under.map { ("after", .string(today.adding(months: -12 * $0).iso)) }
          ?? ("is", .strings(when.is ?? []))
        return [("field", .string(when.field)), answer]
      }
      return JSON.object([("page", .string(filled.place.question(page.key).text))] + (condition ?? []))
    }
    return JSON.array(pages + phone.steps.map { .object([("page", .string(filled.place.home.below($0).text))]) }).text
  }
}

extension Reply {
  /// The page may be kept on a phone of one's own, among the pages of this owner and no other. One that tells of an error is not
  /// the page to come back to.
  package func kept(in place: FormPlace, by owner: String, _ visit: Visit) -> Reply {
    guard let phone = place.phone, visit.who.session?.isSharedDevice == false, visit.query["check"] == nil else { return self }
    var reply = self
    reply.keep(in: phone.shell, owner: owner)
    return reply
  }
}

extension Phrase {
  static let lookupNeedsNetwork = Phrase(
    kk: "Іздеу үшін интернет керек. Жазғаның телефонда тұр.", ru: "Для поиска нужен интернет. Написанное осталось на телефоне.",
    en: "The search needs the network. What you wrote is on the phone.")
  static let keptOnPhone = Phrase(
    kk: "Телефонда сақталды, интернет қосылғанда жіберіледі", ru: "Сохранено на телефоне, отправится при появлении сети",
    en: "Saved on the phone, will be sent when there is a connection")
  static let beingSent = Phrase(
    kk: "Телефонда сақталды, жіберіліп жатыр…", ru: "Сохранено на телефоне, отправляется…", en: "Saved on the phone, being sent…")
  static let reloadPage = Phrase(
    kk: "Бұл бет ескірген, енді ештеңе сақтай алмайды. Бетті жаңарт.",
    ru: "Страница устарела и больше ничего не сохраняет. Обновите её.",
    en: "This page is out of date and saves nothing any more. Reload it.")
  static let keptOnServer = Phrase(kk: "Серверде сақталды", ru: "Сохранено на сервере", en: "Saved on the server")
  static let signInToSend = Phrase(
    kk: "Телефонда сақталды. Жіберу үшін өтінімге қайта кір:", ru: "Сохранено на телефоне. Чтобы отправить, войдите снова:",
    en: "Saved on the phone. To send it, sign in again:")
}
