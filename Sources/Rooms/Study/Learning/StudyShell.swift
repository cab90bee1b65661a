import Exchange
import Markup
import Programme
import Words

/// What her own phone keeps of her pages of the school, and the line with which each begins: what has not arrived yet.
enum StudyShell {
  static let shell = Shell(
    name: "study", script: "study.js", prefixes: ["/study"], doors: [], offline: "/offline", failed: "/offline/form", unsent: [:],
    exits: [:])

  private static let kept = ["/study", "/study/timetable", "/study/progress"]

  /// The page of a learner, which only her own phone keeps.
  static func reply(_ page: Page, of learner: Learner, _ visit: Visit) -> Reply {
    var page = page
    page.body = "\(line(learner, visit))\(page.body)"
    var reply = visit.page(page)
    if !isShared(visit) { reply.keep(in: shell, owner: learner.tag.text) }
    return reply
  }

  private static func isShared(_ visit: Visit) -> Bool { visit.who.session?.isSharedDevice == true }

  private static func line(_ learner: Learner, _ visit: Visit) -> HTML {
    let t = visit.language
    return """
      <p id="study-state" class="saved" role="status" data-owner="\(learner.tag.text)" data-now="\(Int(visit.now.milliseconds))" \
      data-shared="\(isShared(visit) ? "yes" : "no")" data-pages="\(kept.joined(separator: " "))" data-phone="\(t(.workOnPhone))" \
      data-server="\(t(.answersArrived))" data-old="\(t(.pageIsFrom))" \
      data-photos="\(t(.photosOnPhone))"></p>
      """
  }
}

extension Phrase {
  static let workOnPhone = Phrase(
    kk: "{since} бастап {n} жазба телефонда, интернет қосылғанда өзі жіберіледі",
    ru: "записей в телефоне с {since}: {n}, они уйдут сами, когда появится сеть",
    en: "{n} records on this phone since {since}; they go by themselves when there is a network")
  static let photosOnPhone = Phrase(
    kk: "жіберілмеген фото: {n}, тапсырма беті ашылғанда жіберіледі",
    ru: "неотправленных фото: {n}, они уйдут со страницы задания",
    en: "photos not sent: {n}; they go when the assignment's page is open")
  static let pageIsFrom = Phrase(
    kk: "бет {time} күйінде", ru: "страница от {time}", en: "the page is from {time}")
}
