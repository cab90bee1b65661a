import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// Where her application is open: her phones and the browsers she signed in with. She ends each of them, or all but this one.
enum Devices {
  fileprivate struct Place: Sendable {
    /// The keyed hash of its key or its session: it names the line and opens nothing.
    let hash: [UInt8]
    let isPhone: Bool
    let isThis: Bool
    let isShared: Bool
    let since: Moment
    let usedAt: Moment

    var name: String { hex(hash) }
  }

  /// GET /status/devices
  static func show(_ visit: Visit, _ permit: Permit<VisitHome>) async throws -> Reply {
    let (house, session) = (visit.house, visit.who.session)
    let places = try await house.database.read { try $0.places(of: permit.actor.person, session, at: house.outside.now()) }
    return visit.page(page(visit, places))
  }

  /// POST /status/devices: `end` is one line's name, or `others`.
  static func end(_ visit: Visit, _ permit: Permit<VisitHome>) async throws -> Reply {
    let (house, session) = (visit.house, visit.who.session)
    let wanted = visit.form["end"]
    let endsThis = try await house.database.write { tx in
      let places = try tx.places(of: permit.actor.person, session, at: house.outside.now())
      let going = wanted == "others" ? places.filter { !$0.isThis } : places.filter { $0.name == wanted }
      guard wanted == "others" || !going.isEmpty else { throw Refusal(.conflict, .alreadyEnded) }
      for place in going { try tx.end(place, permit.actor.person) }
      if !going.isEmpty {
        try tx.record(.sessionEnded, permit.actor.person.text, "places=\(going.count)", by: permit, house)
      }
      return going.contains { $0.isThis }
    }
    house.sessions.forget(permit.actor.person)
    guard endsThis, let session else { return .seeOther("/status/devices?done=yes") }
    var reply = Reply.seeOther("/")
    reply.setCookie(house.noSession(session.kind))
    return reply
  }

  private static func page(_ visit: Visit, _ places: [Place]) -> Page {
    let t = visit.language
    return Page(
      title: t(.devicesTitle), language: t, notice: visit.query["done"] == nil ? nil : notice("\(t(.placesEnded))", .good),
      body: """
        \(t.back(to: "/status"))<h1>\(t(.devicesTitle))</h1><p>\(t(.devicesWhat))</p>
        \(places.map { line($0, visit) })
        \(places.contains { !$0.isThis } ? ending("others", t(.endOthers), visit, look: .danger) : HTML.nothing)
        """)
  }

  private static func line(_ place: Place, _ visit: Visit) -> HTML {
    let t = visit.language
    let what: Phrase = place.isPhone ? .ownPhone : place.isShared ? .sharedBrowser : .browserWord
    return card(
      """
      <h2>\(t(what))</h2>\(place.isThis ? "<p>\(tag(t(.thisOne), .good))</p>" : HTML.nothing)
      <p>\(t(.lastUsed)): \(t.dateTime(place.usedAt))<br>\(t(.openSince)): \(t.dateTime(place.since))</p>
      \(ending(place.name, t(.endThis), visit, look: .plain))
      """)
  }

  private static func ending(_ what: String, _ title: String, _ visit: Visit, look: ButtonLook) -> HTML {
    form("/status/devices", hidden: [(name: "end", value: what)], "\(visit.formToken)\(button(title, look: look))")
  }
}

extension Transaction {
  /// This one first, then the one used last; phones with the session they have, and sessions without a phone.
  fileprivate func places(of person: ID<Person>, _ session: Session?, at now: Moment) throws -> [Devices.Place] {
    let phones = try rows(
      """
      SELECT key_hash, session_hash, device.created_at, device.used_at, session.seen_at FROM device
      LEFT JOIN session ON session.token_hash = device.session_hash AND session.expires_at > \(now)
      WHERE device.person_id = \(person) AND (\(Device.isAlive(at: now))) ORDER BY device.created_at, key_hash LIMIT 100
      """
    ) { row in
      let (since, used, seen): (Moment, Moment?, Moment?) = (try row["created_at"], try row["used_at"], try row["seen_at"])
      let its: [UInt8]? = try row["session_hash"]
      return Devices.Place(
        hash: try row["key_hash"], isPhone: true, isThis: its != nil && its == session?.tokenHash,
        isShared: false, since: since, usedAt: max(since, max(used ?? since, seen ?? since)))
    }
    let browsers = try rows(
      """
      SELECT token_hash, shared_device, created_at, seen_at FROM session
      WHERE person_id = \(person) AND kind = \(Session.Kind.applicant) AND expires_at > \(now)
        AND NOT EXISTS (SELECT 1 FROM device WHERE device.session_hash = session.token_hash)
      ORDER BY created_at, token_hash LIMIT 100
      """
    ) { row in
      let its: [UInt8] = try row["token_hash"]
      return Devices.Place(
        hash: its, isPhone: false, isThis: its == session?.tokenHash, isShared: try row["shared_device"],
        since: try row["created_at"], usedAt: try row["seen_at"])
    }
    return (phones + browsers).sorted { a, b in a.isThis == b.isThis ? a.usedAt > b.usedAt : a.isThis }
  }

  /// A phone goes with the session it has.
  fileprivate func end(_ place: Devices.Place, _ person: ID<Person>) throws {
    try run(
      """
      DELETE FROM session WHERE person_id = \(person) AND kind = \(Session.Kind.applicant) AND (token_hash = \(place.hash)
        OR token_hash IN (SELECT session_hash FROM device WHERE key_hash = \(place.hash)))
      """)
    try run("DELETE FROM device WHERE person_id = \(person) AND key_hash = \(place.hash)")
  }
}

extension Phrase {
  static let devicesTitle = Phrase(kk: "Телефондарың", ru: "Ваши телефоны", en: "Your phones")
  static let devicesWhat = Phrase(
    kk: "Өтінімің осы жерлерде ашық. Телефоның жоғалса немесе бөтен компьютерде шықпай кетсең, сол жолды жап. "
      + "\(Device.days) күн қолданылмаған телефон өзі жабылады.",
    ru: "Здесь открыта ваша заявка. Если телефон потерян или вы не вышли на чужом компьютере, закройте эту строку. "
      + "Телефон, которым не пользовались \(Device.days) дней, закрывается сам.",
    en: "Your application is open here. If a phone is lost, or you did not sign out on somebody's computer, close that line. A "
      + "phone not used for \(Device.days) days closes by itself.")
  static let ownPhone = Phrase(kk: "Өз телефоның", ru: "Ваш телефон", en: "Your own phone")
  static let browserWord = Phrase(kk: "Браузер", ru: "Браузер", en: "A browser")
  static let sharedBrowser = Phrase(kk: "Ортақ құрылғы", ru: "Общее устройство", en: "A shared device")
  static let thisOne = Phrase(kk: "осы құрылғы", ru: "это устройство", en: "this one")
  static let lastUsed = Phrase(kk: "Соңғы рет қолданылды", ru: "Последний раз использован", en: "Last used")
  static let openSince = Phrase(kk: "Ашылған уақыты", ru: "Открыт с", en: "Open since")
  static let endThis = Phrase(kk: "Осыны жабу", ru: "Закрыть", en: "Close this one")
  static let endOthers = Phrase(
    kk: "Қалғанының бәрінен шығу", ru: "Выйти везде, кроме этого устройства", en: "Sign out everywhere else")
  static let placesEnded = Phrase(kk: "Жабылды.", ru: "Закрыто.", en: "Closed.")
  static let alreadyEnded = Phrase(
    kk: "Бұл құрылғы жабылып қойған.", ru: "Это устройство уже закрыто.", en: "This one is closed already.")
}
