import Exchange
import Markup
import Programme
import Storage
import Words

/// Ends whatever session the browser has: hers, a guardian's or one of the staff's. A page from before somebody signed in anew asks it too: who
/// presses "sign out" and goes must not leave anybody signed in.
enum SignOut {
  /// POST /sign-out, and /consent/sign-out for the guardian's own cookie.
  static func create(_ visit: Visit) async throws -> Reply {
    let house = visit.house
    let session = visit.who.session
    guard session != nil || !visit.form.pairs.isEmpty else { return .seeOther("/") }
    if let session, visit.form["sure"] == nil, visit.request.headers["x-keruen"] == nil,
      try await house.database.read({ try isLastDoor(session, house, $0) })
    {
      return visit.page(lastDoor(visit))
    }
    try await house.database.write { tx in
      for room in house.rooms { try room.leave(tx, house, session, visit.form) }
      guard let session else { return }
      try tx.endSession(session.tokenHash)
      if session.kind == .staff { try tx.record(.signInEnded, session.person.text, by: "staff:\(session.person)", house) }
    }
    guard let session else { return .seeOther("/") }
    house.sessions.forget(session.tokenHash)
    var reply = Reply.seeOther([.staff, .staffAwaitingCode, .outside].contains(session.kind) ? "/sign-in" : "/")
    reply.setCookie(house.noSession(session.kind))
    return reply
  }

  /// GET /signed-in, and /consent/signed-in for the guardian's own cookie: whose session the browser has, as the forms of its pages name
  /// her (`Visit.formToken`); nothing where it has none. A tab that was not looked at for a while asks it (Public/kit/tabs.js).
  static func whoIsIn(_ visit: Visit) -> Reply { .text(visit.who.person?.text ?? "") }

  /// Behind this door nothing leads back to what she has begun: no number of hers is known, and no key was given.
  private static func isLastDoor(_ session: Session, _ house: House, _ tx: Transaction) throws -> Bool {
    guard session.kind == .applicant, try house.rooms.flatMap(\.homecomings).contains(where: { try $0.knows(tx, session.person) })
    else { return false }
    return try !tx.exists(
      """
      SELECT 1 FROM person_hash WHERE person_id = \(session.person) AND kind IN (\(HashKind.phone), \(HashKind.email))
      UNION ALL SELECT 1 FROM return_key WHERE person_id = \(session.person)
      """)
  }

  private static func lastDoor(_ visit: Visit) -> Page {
    let t = visit.language
    // With the key of this phone that the script sent along.
    let device: HTML? = visit.form["device"].map { "<input type=\"hidden\" name=\"device\" value=\"\($0)\">" }
    return Page(
      title: t(.noWayBack), language: t,
      body: """
        <h1>\(t(.noWayBack))</h1><p>\(t(.noWayBackWhat))</p><p>\(linkButton(t(.takeKey), "/status/later", look: .sun))</p>
        \(form("/sign-out", "\(visit.formToken)\(device)<input type=\"hidden\" name=\"sure\" value=\"yes\">\(button(t(.leaveAnyway), look: .plain))"))
        """)
  }
}

extension Phrase {
  static let noWayBack = Phrase(
    kk: "Шықсаң, өтініміңе қайтып кіре алмайсың", ru: "Если выйти сейчас, вернуться к заявке будет нельзя",
    en: "If you sign out now, you cannot come back to your application")
  static let noWayBackWhat = Phrase(
    kk: "Телефон нөміріңді әлі жазбағансың, сондықтан кіру коды баратын жер жоқ. Алдымен қайта кіру кілтін алып, жазып қой.",
    ru: "Вы ещё не указали телефон, поэтому прислать код для входа некуда. Сначала получите запасной ключ и запишите его.",
    en: "You have not given a phone number yet, so there is nowhere to send a code. Get a return key first and write it down.")
  static let takeKey = Phrase(kk: "Қайта кіру кілтін алу", ru: "Получить запасной ключ", en: "Get a return key")
  static let leaveAnyway = Phrase(
    kk: "Бәрібір шығу, өтінім керек емес", ru: "Всё равно выйти, заявка не нужна",
    en: "Sign out anyway, I do not need the application")
}
