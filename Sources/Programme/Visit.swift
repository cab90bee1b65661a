package import Exchange
package import Markup
import Security
package import Words

/// One request inside the house: what was asked, by whom, in which language, and the house to do it with.
package struct Visit: Sendable {
  package let house: House
  package let request: Request
  package let who: Who
  package let language: Language
  /// The named parts of the path.
  package let names: [String: String]
  /// The fields of a posted form (either encoding); empty for other methods.
  package let form: Fields
  package let uploads: [Multipart.Upload]
  /// On a page of the staff: the intakes that the roles this page is open to reach, the newest first.
  package let cycles: [Cycle]
  /// Stands in logs and on the page of a fault.
  package let requestID: String

  package init(
    house: House, request: Request, who: Who, language: Language, names: [String: String] = [:], form: Fields = Fields(),
    uploads: [Multipart.Upload] = [], cycles: [Cycle] = [], requestID: String = "-"
  ) {
    self.house = house
    self.request = request
    self.who = who
    self.language = language
    self.names = names
    self.form = form
    self.uploads = uploads
    self.cycles = cycles
    self.requestID = requestID
  }

  package var query: Fields { request.query }
  package var now: Moment { house.outside.now() }

  /// A named part of the path. The pattern guarantees it; a misspelt name is simply missing.
  package func name(_ name: String) throws(Refusal) -> String {
    guard let value = names[name] else { throw .missing }
    return value
  }

  package func id<Noun>(_ name: String, of noun: Noun.Type = Noun.self) throws(Refusal) -> ID<Noun> {
    guard let id = ID<Noun>(try self.name(name)) else { throw .missing }
    return id
  }

  /// Whether the page to which a link of ours leads is open to one of the reader's roles: what nobody may follow is not shown as a link. The
  /// route's own act is asked; what it asks besides, of one group or one girl, it says itself.
  package func opens(_ link: Link) -> Bool {
    let parts = link.text.prefix { $0 != "?" && $0 != "#" }.split(separator: "/", omittingEmptySubsequences: true)
    let route = house.rooms.lazy.flatMap(\.routes).filter { $0.method == .get && $0.pattern.match(parts) != nil }
      .min { $0.pattern.precedes($1.pattern) }
    guard let route else { return false }
    return route.roles.map { $0.contains(where: who.holds) } ?? true
  }

  /// The form was sent for another language's sake: it is shown again with what was typed, and nothing else happens. The language is
  /// chosen already.
  package var asksOnlyLanguage: Bool { form.asksOnlyLanguage }

  /// After the commit that ended it.
  package func forgetSession() {
    if let session = who.session { house.sessions.forget(session.tokenHash) }
  }

  /// The hidden field every form of ours carries; a fresh mask each time, so that compression betrays nothing.
  package var formToken: HTML {
    guard let session = who.session else { return .nothing }
    return """
      <input type="hidden" name="token" value="\(house.formTokens.token(for: session.tokenHash))">\
      \(who.person.map { "<input type=\"hidden\" name=\"\(Self.ownerField)\" value=\"\(house.formOwner($0))\">" })\
      \(shownCycle.map { "<input type=\"hidden\" name=\"\(Self.cycleField)\" value=\"\($0.key)\">" })
      """
  }
  /// Whose form it is: read once the session that made the page has ended.
  package static let ownerField = "whose"
}

extension House {
  private static let formPurpose = "form"

  /// Changes once a day and opens nothing: the form's token does.
  func formOwner(_ person: ID<Person>) -> String {
    Possession(person: person, purpose: Self.formPurpose, given: outside.now().day()).text(vault)
  }

  /// Nil for what this house did not write yesterday or today.
  package func formOwner(_ text: String) -> ID<Person>? {
    Possession(text, for: Self.formPurpose, days: 1, today: outside.now().day(), vault)?.person
  }
}

extension Fields {
  /// The three boxes of a date as they were sent.
  package func date(_ name: String) -> TypedDate {
    TypedDate(day: self["\(name)-day"] ?? "", month: self["\(name)-month"] ?? "", year: self["\(name)-year"] ?? "")
  }

  /// What the language buttons of a page with a form send along; see `Page.languageForm`.
  package var languageAsked: Language? {
    guard let go = self["go"], go.hasPrefix("lang-") else { return nil }
    return Language(rawValue: String(go.dropFirst(5)))
  }

  package var asksOnlyLanguage: Bool { languageAsked != nil }
}
