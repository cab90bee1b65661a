import Exchange
import Markup
import Postbox
import Programme
import Security
import Storage
import Words

/// Coming back from another device or after a session ended: a code to the phone or the e-mail, or the return key.
enum Return {
  private static let life: Int64 = 15 * 60_000
  private static let mostTries = 5

  /// GET /return
  static func show(_ visit: Visit) async throws -> Reply {
    visit.page(page(visit, errors: []), scripts: visit.house.scriptsOfOwners)
  }

  /// POST /return: a code goes out if somebody has this contact; the answer is the same if nobody has.
  static func create(_ visit: Visit) async throws -> Reply {
    let t = visit.language
    guard let typed = visit.form["contact"], let contact = Contact(typed) else {
      return visit.page(page(visit, errors: [(field: "contact", message: t(.writeContact))]), status: 422)
    }
    let house = visit.house
    let id: ID<Return.Code> = house.outside.id()
    try await house.database.write { tx in
      try tx.countTry(.returns, key: visit.request.peer, house)
      try tx.countTry(.returnsToOne, key: contact.text, house)
      try tx.countTry(.returnsToOneADay, key: contact.text, house)
      try sendCode(id, contact, visit.language, house, in: tx)
    }
    return visit.page(codePage(visit, id, error: nil))
  }

  /// POST /return/code: the right code opens a session; a family's phone may lead to several applications.
  static func code(_ visit: Visit) async throws -> Reply {
    let house = visit.house
    guard let id = visit.form["id"].flatMap({ ID<Return.Code>($0) }) else { return .seeOther("/return") }
    let typed = (visit.form["code"] ?? "").filter(\.isNumber)
    let chosen = visit.form["label"]
    let shared = visit.form["shared"] != nil
    let outcome = try await house.database.write { tx in
      let outcome = try check(id, typed, chosen, shared, house, in: tx)
      if case .open = outcome { try tx.leaveSession(visit.who) }
      return outcome
    }
    switch outcome {
    case .wrong: return visit.page(codePage(visit, id, error: visit.language(.wrongCode)), status: 422)
    case .choose(let owners): return visit.page(choicePage(visit, id, typed, owners))
    case .open(let cookie, let entrance):
      visit.forgetSession()
      var reply = Reply.seeOther(entrance.text)
      reply.setCookie(cookie)
      return reply
    }
  }

  /// POST /return/key
  static func key(_ visit: Visit) async throws -> Reply {
    let house = visit.house
    let t = visit.language
    let shared = visit.form["shared"] != nil
    let key = visit.form["key"].flatMap { Security.Code($0, groups: 3) }
    let opened: (Cookie, Link)? = try await house.database.write { tx in
      try tx.countTry(.returnKeys, key: visit.request.peer, house)
      guard let key else { return nil }
      let person: ID<Person>? = try tx.value(
        "SELECT person_id FROM return_key WHERE key_hash = \(house.vault.hash(secret: key.letters, for: "return key"))")
      guard let person else { return nil }
      try tx.record(.sessionReturnKey, person.text, by: Actor(person: person, role: tx.ownRole(of: person)).text, house)
      try tx.leaveSession(visit.who)
      return (
        try house.open(.applicant, for: person, sharedDevice: shared, in: tx), try house.entrance(of: person, in: tx)
      )
    }
    guard let (cookie, entrance) = opened else {
      return visit.page(page(visit, errors: [(field: "key", message: t(.wrongKey))]), status: 422)
    }
    visit.forgetSession()
    var reply = Reply.seeOther(entrance.text)
    reply.setCookie(cookie)
    return reply
  }

  enum Code {}

  private enum Outcome: Sendable {
    case wrong
    case choose([Homecoming.Owner])
    case open(Cookie, Link)
  }

  private static func sendCode(
    _ id: ID<Return.Code>, _ contact: Contact, _ language: Language, _ house: House, in tx: Transaction
  ) throws {
    let now = house.outside.now()
    let code = randomCode(digits: 6)
    try tx.run(
      """
      INSERT INTO sign_in_code (id, contact_hash, code_hash, created_at, expires_at, tries)
      VALUES (\(id), \(house.vault.hash(contact.text, contact.kind)),
        \(house.vault.hash(secret: "\(id) \(code)", for: "sign-in code")), \(now), \(now.adding(milliseconds: life)), 0)
      """)
    let owner = try owners(of: house.vault.hash(contact.text, contact.kind), contact.kind, house, in: tx).first?.person
    // The same work for a contact nobody has, or the time an answer takes would say who applied: a letter is written to whoever
    // comes first and taken back unsent.
    let stranger: ID<Person>? = try tx.value("SELECT person_id FROM person_key ORDER BY person_id LIMIT 1")
    guard let addressee = owner ?? stranger else { return }
    let letter = owner == nil ? "none:\(id)" : id.text
    try tx.send(
      contact.kind == .phone ? .sms : .email, to: contact.text, try tx.safe(of: addressee, house.vault),
      .signInCode, [.code(code)], language, purpose: .signIn, once: letter, expiresAt: now.adding(milliseconds: life), house)
    try tx.run("DELETE FROM outbox WHERE id = \("\(LetterPurpose.signIn.rawValue):none:\(id)")")
  }

  /// Whoever comes home in some room and has this contact.
  private static func owners(of hash: [UInt8], _ kind: HashKind, _ house: House, in tx: Transaction) throws -> [Homecoming.Owner]
  {
    try house.rooms.flatMap(\.homecomings).flatMap { try $0.owners(tx, kind, hash) }
  }

  private static func check(
    _ id: ID<Return.Code>, _ typed: String, _ chosen: String?, _ shared: Bool, _ house: House, in tx: Transaction
  ) throws -> Outcome {
    let now = house.outside.now()
    guard
      let row = try tx.row(
        """
        SELECT contact_hash, code_hash, tries FROM sign_in_code
        WHERE id = \(id) AND expires_at > \(now) AND used_at IS NULL
        """)
    else { return .wrong }
    let (contact, right, tries): ([UInt8], [UInt8], Int) = (try row["contact_hash"], try row["code_hash"], try row["tries"])
    guard tries < mostTries, constantTimeEqual(house.vault.hash(secret: "\(id) \(typed)", for: "sign-in code"), right) else {
      try tx.run("UPDATE sign_in_code SET tries = tries + 1 WHERE id = \(id)")
      return .wrong
    }
    let all = try owners(of: contact, .phone, house, in: tx) + owners(of: contact, .email, house, in: tx)
    // A girl who became a teacher is one person with one door.
    let teachers = Set(all.filter { $0.role == .teacher }.map(\.person))
    let found = all.filter { $0.role == .teacher || !teachers.contains($0.person) }
    guard !found.isEmpty else { return .wrong }
    guard let person = found.count == 1 ? found[0].person : found.first(where: { $0.label == chosen })?.person else {
      return .choose(found)
    }
    try tx.run("UPDATE sign_in_code SET used_at = \(now) WHERE id = \(id)")
    try tx.record(.sessionCode, person.text, by: Actor(person: person, role: tx.ownRole(of: person)).text, house)
    return .open(
      try house.open(.applicant, for: person, sharedDevice: shared, in: tx), try house.entrance(of: person, in: tx))
  }
}

extension House {
  /// Where somebody goes on who came back.
  func entrance(of person: ID<Person>, in tx: Transaction) throws -> Link {
    try rooms.flatMap(\.homecomings).first { try $0.knows(tx, person) }?.entrance ?? "/status"
  }
}

/// A phone number or an e-mail address, whichever was typed.
private struct Contact: Sendable {
  let text: String
  let kind: HashKind

  init?(_ typed: String) {
    if let phone = try? Phone(parsing: typed) {
      (text, kind) = (phone.e164, .phone)
    } else if let email = try? EMail(parsing: typed) {
      (text, kind) = (email.address.lowercased(), .email)
    } else {
      return nil
    }
  }
}

extension LetterText {
  static let signInCode = LetterText(
    "sign-in-code", Phrase(kk: "Кіру коды", ru: "Код для входа", en: "Code to sign in"),
    needs: [.code])
}

extension Phrase {
}
