import Exchange
import Markup
import Programme
import Words

/// The front page of administration: what there is to look after.
enum Front {
  /// GET /administration
  static func show(_ visit: Visit, _ permit: Permit<SeeAdministration>) -> Reply {
    let t = visit.language
    let doors: [(title: Phrase, what: Phrase, link: Link)] = [
      (.people, .peopleWhat, "/administration/people"), (.cycles, .cyclesWhat, "/administration/cycles"),
      (.programmeFolder, .programmeFolderWhat, "/administration/programme"),
      (.schools, .schoolsWhat, "/administration/schools"), (.messages, .messagesWhat, "/administration/messages"),
      (.operation, .operationWhat, "/administration/operation"),
    ]
    return visit.page(
      Page(
        title: t(.administration), language: t, width: .wide,
        body: """
          <h1>\(t(.administration))</h1>
          \(grid(doors.map { card("<h2><a href=\"\($0.link)\">\(t($0.title))</a></h2><p>\(t($0.what))</p>") }))
          """))
  }
}

extension Phrase {
  static let administration = Phrase(kk: "Әкімшілік", ru: "Администрирование", en: "Administration")
  static let peopleWhat = Phrase(
    kk: "Кім не істей алады, екінші фактор, соңғы кіру.", ru: "Кто что может, второй фактор, последний вход.",
    en: "Who may do what, second factor, last sign-in.")
  static let cyclesWhat = Phrase(
    kk: "Кезеңдердің басталуы мен аяқталуы, келесі қабылдау.", ru: "Первый и последний день этапов, следующий набор.",
    en: "First and last days of the stages, the next intake.")
}
