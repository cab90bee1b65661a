import Exchange
import Markup
import Programme
import Security
import Words

/// What somebody looks for on the desk: parts of a name, a phone. An address holds it sealed with the token of the session that looked,
/// which only that browser has: whoever reads the address in a log, or opens it in another session, learns nothing and finds nobody.
package struct DeskSought: Sendable, Hashable {
  /// Nil where it was sealed in another session: it finds nobody, so that no list is taken for the whole.
  package let text: String?
  /// As it stands in addresses.
  let sealed: String

  fileprivate init(text: String?, sealed: String) { (self.text, self.sealed) = (text, sealed) }

  /// As an address says it, to whoever has no session at hand.
  init(unread sealed: String) { self.init(text: nil, sealed: String(sealed.prefix(Self.longestSealed))) }

  package static func == (one: DeskSought, other: DeskSought) -> Bool { one.text == other.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  fileprivate static let purpose = "desk search"
  fileprivate static let longest = 100
  /// Of UTF-8: a letter may be many bytes.
  fileprivate static let longestBytes = 400
  /// Of the sealed text in base64url: more than 512 bytes and their seal ever are.
  fileprivate static let longestSealed = 900

  /// A single letter or a mark stands everywhere: nothing is looked for by it, and the page says so.
  var isTooShort: Bool {
    guard let text else { return false }
    return DeskSearch.parts(text).allSatisfy { $0.hasPrefix(" ") } && DeskSearch.phones(text).isEmpty
      && ApplicationCode.read(text) == nil
  }

  /// For whoever reads the page.
  func shown(_ t: Language) -> String { text.map { "«\($0)»" } ?? t(.searchEnded) }
}

extension Visit {
  /// What was typed, as this session may put it into an address; nil for nothing.
  func sought(_ typed: String) -> DeskSought? {
    var text = String(typed.trimmed.prefix(DeskSought.longest))
    while text.utf8.count > DeskSought.longestBytes { text.removeLast() }
    guard !text.isEmpty, let token = ownToken else { return nil }
    return DeskSought(text: text, sealed: base64URL(house.vault.seal(text, secret: token, for: DeskSought.purpose)))
  }

  /// What an address looks for.
  fileprivate func sought(sealed: String) -> DeskSought {
    let unread = DeskSought(unread: sealed)
    guard unread.sealed == sealed, let token = ownToken, let box = bytes(base64URL: sealed) else { return unread }
    return DeskSought(text: try? house.vault.openText(box, secret: token, for: DeskSought.purpose), sealed: sealed)
  }

  private var ownToken: String? {
    who.session.flatMap { _ in request.cookie(SessionCookie.name(for: request.path)) }
  }

  /// The filter that an address, or a form that carries one, says.
  func deskFilter(_ fields: Fields) -> DeskFilter {
    var filter = DeskFilter(fields)
    filter.search = fields[DeskFilter.soughtField].map(sought(sealed:))
    return filter
  }

  /// The place in the list that an address, or a form that carries one, says.
  func deskPlace(_ fields: Fields) -> DeskPlace {
    var place = DeskPlace(fields)
    place.filter = deskFilter(fields)
    return place
  }

  /// The same of a form's field that holds a list.
  func deskPlace(listed field: String) -> DeskPlace { deskPlace(Fields(urlEncoded: form[field] ?? "")) }
}

enum DeskSeeking {
  /// POST /desk/searches: from what was typed to the address of the list that it leaves.
  static func create(_ visit: Visit, _ permit: Permit<ReadApplications>) -> Reply {
    let place = visit.deskPlace(listed: "list").changed { $0.filter.search = visit.sought(visit.form["q"] ?? "") }
    return .seeOther(visit.ofShown(place.link()).text)
  }
}

extension Phrase {
  static let nothingSought = Phrase(kk: "Ештеңе ізделген жоқ", ru: "Поиск не выполнялся", en: "Nothing was looked for")
  static let writeMore = Phrase(
    kk: "Тым қысқа: кемінде екі әріп не төрт цифр жазыңыз.", ru: "Слишком коротко: напишите хотя бы две буквы или четыре цифры.",
    en: "Too short: write at least two letters or four digits.")
  static let searchEnded = Phrase(
    kk: "Іздеу аяқталған: қайта іздеңіз", ru: "Поиск устарел: повторите его", en: "The search has ended: search again")
}
