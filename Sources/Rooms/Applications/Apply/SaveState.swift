import Markup
import Programme
import Words

/// "Saved on the server 14:05": shown without a script, kept fresh by Public/apply.js, which finds here whose journal it
/// keeps, when the page was made, the pages to keep on the phone and the words to say.
enum SaveState {
  static func script(_ visit: Visit) -> Link { visit.house.assets.link("apply.js") }

  static func html(_ visit: Visit, _ girl: Girl, _ form: Form) -> HTML {
    let t = visit.language
    return """
      <div id="saved" data-application="\(girl.application.id.text)" data-now="\(String(girl.readAt.milliseconds))"\
      \(attribute: "data-shared", visit.who.session?.isSharedDevice == true ? "yes" : nil) data-outline="\(outline(form))" \
      data-phone="\(t(.keptOnPhone))" data-server="\(t(.keptOnServer))" data-again="\(t(.signInToSend))" \
      data-return="\(t(.returnTitle))" data-file="\(t(.fileKept))">\(t.saved(.onServer(girl.application.changedAt)))</div>
      """
  }

  /// `[{"page":"name"},{"page":"next-year","field":"grade","is":["9"]}, …]`; keys come from form.yaml and hold no quotes.
  private static func outline(_ form: Form) -> String {
    let pages = form.pages.map { page in
      let condition = page.when.map { when in
        when.under.map { ",\"field\":\"\(when.field)\",\"under\":\($0)" }
          ?? ",\"field\":\"\(when.field)\",\"is\":[\((when.is ?? []).map { "\"\($0)\"" }.joined(separator: ","))]"
      }
      return "{\"page\":\"\(page.key)\"\(condition ?? "")}"
    }
    return "[" + pages.joined(separator: ",") + ",{\"page\":\"consent\"},{\"page\":\"check\"}]"
  }
}

extension Phrase {
  static let keptOnPhone = Phrase(
    kk: "Телефонда сақталды, желі шыққанда жіберіледі", ru: "Сохранено на телефоне, отправится при появлении сети",
    en: "Saved on the phone, will be sent when there is a connection")
  static let keptOnServer = Phrase(kk: "Серверде сақталды", ru: "Сохранено на сервере", en: "Saved on the server")
  static let signInToSend = Phrase(
    kk: "Телефонда сақталды. Жіберу үшін өтінімге қайта кір:", ru: "Сохранено на телефоне. Чтобы отправить, войдите снова:",
    en: "Saved on the phone. To send it, sign in again:")
}
