package import Exchange
import Foundation
import Markup
package import Programme
import Security
import Storage
import Words

/// What somebody sent whom the house no longer knew: her session had ended meanwhile, or another of hers had begun. Nothing of it was
/// done. The page says so and shows what she wrote; once she has signed in again in this browser, one button sends it.
///
/// It waits an hour in the database, sealed with a secret that stands in a cookie of this browser alone, and opens for the person
/// whose form it was, whoever else signs in there meanwhile. A browser keeps one for each person, and for few people.
struct Unsent: Codable, Sendable {
  let person: String
  let address: String
  let names: [String]
  let values: [String]
  /// What the button that was pressed is called; nil where the form did not say.
  let act: String?

  /// Text of one form; a file is chosen anew.
  static let most = 128 << 10
  fileprivate static let life: Int64 = 3_600_000
  /// People whose words wait in one browser.
  fileprivate static let mostPeople = 4
  fileprivate static let purpose = "unsent form"
  fileprivate static let cookie = "keruen-unsent"
  /// Stands in the form that sends it again.
  fileprivate static let mark = "unsent"

  /// Nil where the form is none of a person's page.
  init?(_ form: Fields, _ request: Request, _ house: House) {
    guard let person = form[Visit.ownerField].flatMap({ house.formOwner($0) }) else { return nil }
    self.person = person.text
    let query = request.query.pairs.filter { $0.name != "lang" }.map { ($0.name, $0.value) }
    address = query.isEmpty ? request.path : "\(request.path)?\(Fields(query).urlEncoded)"
    let pairs = form.pairs.filter { !Self.isSecret($0.name) && $0.name != HTML.buttonNames }
    act = Self.act(form)
    (names, values) = (pairs.map(\.name), pairs.map(\.value))
  }

  /// The button whose value was sent, else the one that sends none.
  private static func act(_ form: Fields) -> String? {
    let names = (form[HTML.buttonNames] ?? "").split(separator: "|").compactMap { word -> (value: String, title: String)? in
      let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return parts.count == 2 && !parts[1].isEmpty ? (parts[0], parts[1]) : nil
    }
    let sent = Set(form.pairs.filter { $0.name != HTML.buttonNames }.map(\.value).filter { !$0.isEmpty })
    return (names.first { sent.contains($0.value) } ?? names.first { $0.value.isEmpty })?.title
  }

  private static func isSecret(_ name: String) -> Bool {
    ["token", "code", "key", mark, Visit.ownerField].contains(name) || name.contains("password")
  }

  /// What a form carries along unseen that is no word of a person: the list it was opened from, how many it held, what was looked at. Every
  /// hidden field of the house stands here, or among those that carry a person's words (CarriedTests).
  private static let carried: Set = [
    "list", "filter", "back", "count", "asked", "table", "state", "seen", "shown", "mark", "was", "last", "entry", "reasons",
    "opening", "order",
    "sequence", "meeting", "course", "lesson", "x", "v", "from", "one", "shared", "person", "go", "team", "group", "learner",
    "letter", "year", "version",
    "policy", "post", "processing", "rule", "take", "channel", "decision", "end", "id", "field", "cycle", "device", "sure",
  ]

  /// What a person wrote, not what her choices are called, and nothing by which the house knows things.
  private var words: [String] {
    zip(names, values).filter { !Self.carried.contains($0.0) && $0.0 != Visit.cycleField }.map(\.1).filter {
      Self.isWord($0.trimmed)
    }
  }

  private static func isWord(_ value: String) -> Bool {
    func isKey(_ text: some StringProtocol) -> Bool {
      // A number is what somebody typed.
      text.utf8.contains { (0x61...0x7A).contains($0) }
        && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "-_.:/".utf8.contains($0) }
    }
    // No person writes an id among words.
    return !value.isEmpty && !isKey(value) && !value.contains(#/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/#)
  }

  /// A girl's: she is spoken to as a girl.
  private var isHers: Bool { ["/apply", "/status", "/study"].contains { address.hasPrefix($0) } }

  func shown(_ t: Language) -> HTML {
    guard !words.isEmpty else { return .nothing }
    return card("<h2>\(t(isHers ? .youWroteHers : .youWrote))</h2>\(words.map { "<p class=\"written\">\($0)</p>" })")
  }

  /// One button: the same fields to the same address, with the token of the session there is now.
  func again(_ visit: Visit) -> HTML {
    guard let action = Link(own: address) else { return .nothing }
    return form(
      action, hidden: zip(names, values).map { (name: $0, value: $1) } + [(name: Self.mark, value: "yes")],
      "\(visit.formToken)\(button(act ?? visit.language(.sendAgain)))")
  }

  /// Whose page this is: the doors differ.
  fileprivate enum Door: CaseIterable {
    case staff, applicant, guardian

    init(_ roles: Set<Role>) {
      self = roles.contains(.guardian) ? .guardian : roles.contains { $0.circle != .own } ? .staff : .applicant
    }

    init(_ kind: Session.Kind) {
      self = kind == .guardian ? .guardian : kind == .applicant ? .applicant : .staff
    }

    /// Where it is sent from, once she is known again.
    var page: Link {
      switch self {
      case .staff: "/desk/unsent"
      case .applicant: "/status/unsent"
      case .guardian: "/consent/unsent"
      }
    }

    var cookie: String {
      switch self {
      case .staff: "keruen-was-staff"
      case .applicant: "keruen-was-hers"
      case .guardian: "keruen-was-guardian"
      }
    }

    var signIn: Link {
      switch self {
      case .staff: Link("/sign-in").with("back", page.text)
      case .applicant: Link("/return").with("back", page.text)
      case .guardian: "/consent"
      }
    }

    var start: Link {
      switch self {
      case .staff: "/desk"
      case .applicant: "/status"
      case .guardian: "/consent"
      }
    }
  }
}

extension Unsent {
  /// Its pages, beside those of the rooms.
  static let shelf = Room(
    name: "unsent",
    routes: Door.allCases.map { door in
      .open(.get, door.page.text) { try await show($0, door) }
    })

  /// GET /desk/unsent, /status/unsent, /consent/unsent
  private static func show(_ visit: Visit, _ door: Door) async throws -> Reply {
    let house = visit.house
    let secrets = secrets(visit.request)
    guard !secrets.isEmpty else { return .seeOther(door.start.text) }
    guard let person = visit.who.person else { return .seeOther(door.signIn.text) }
    guard let kept = try await house.database.read({ try $0.unsent(secrets, of: person.text, house) })?.unsent else {
      return .seeOther(door.start.text)
    }
    let t = visit.language
    return visit.page(
      Page(
        title: t(kept.isHers ? .notSentYetHers : .notSentYet), language: t,
        body:
          "<h1>\(t(kept.isHers ? .notSentYetHers : .notSentYet))</h1><p>\(t(kept.look))</p>\(kept.shown(t))\(kept.again(visit))"))
  }

  /// To a form of somebody whose session has ended: what she wrote, and the way in. Nil where the form is nobody's, or where too many
  /// wait already.
  static func ended(_ form: Fields, _ visit: Visit, _ roles: Set<Role>, _ hasFiles: Bool) async throws -> Reply? {
    let house = visit.house
    guard let kept = Unsent(form, visit.request, house) else { return nil }
    let door = Door(roles)
    let token = Token()
    let before = secrets(visit.request)
    let (isKept, others) = try await house.database.write { tx in
      (try tx.keep(kept, token.text, peer: visit.request.peer, house), try tx.others(before, than: kept.person, house))
    }
    let t = visit.language
    var reply = visit.page(
      Page(
        title: t(kept.isHers ? .notSentYetHers : .notSentYet), language: t,
        body: """
          <h1>\(t(kept.isHers ? .notSentYetHers : .notSentYet))</h1><p>\(t(kept.isHers ? .sessionEndedHers : .sessionEnded)) \(t(kept.advice(isKept, door)))</p>
          \(hasFiles ? "<p>\(t(.chooseFileAgain))</p>" : HTML.nothing)\(kept.shown(t))
          <p>\(linkButton(t(.signInAgain), door.signIn))</p>
          """), status: 409)
    if isKept {
      reply.setCookie(jar(others + [token.text], house))
    }
    return reply
  }

  /// To a form of a page that an earlier session of the same person had made. Nil where it was another's.
  static func renewed(_ form: Fields, _ visit: Visit) -> Reply? {
    guard let kept = Unsent(form, visit.request, visit.house), kept.person == visit.who.person?.text else { return nil }
    let t = visit.language
    return visit.page(
      Page(
        title: t(kept.isHers ? .notSentYetHers : .notSentYet), language: t,
        body:
          "<h1>\(t(kept.isHers ? .notSentYetHers : .notSentYet))</h1><p>\(t(kept.isHers ? .signedInAnewHers : .signedInAnew)) \(t(kept.look))</p>\(kept.shown(t))\(kept.again(visit))"
      ),
      status: 409)
  }

  /// What she wrote, under a refusal: it is not lost with the page.
  static func written(_ form: Fields, _ visit: Visit) -> HTML {
    guard let kept = Unsent(form, visit.request, visit.house), kept.person == visit.who.person?.text else { return .nothing }
    return kept.shown(visit.language)
  }

  /// After a form that sent it again.
  static func forget(_ visit: Visit, _ reply: inout Reply) async throws {
    let (house, secrets) = (visit.house, secrets(visit.request))
    guard visit.form[mark] != nil, !secrets.isEmpty, let person = visit.who.person else { return }
    reply.setCookie(jar(try await house.database.write { try $0.others(secrets, than: person.text, house) }, house))
  }

  /// Whoever has just signed in goes on to what waits for her; what waits for somebody else waits on.
  static func meet(_ request: Request, _ reply: inout Reply, _ house: House) async throws {
    guard let hash = reply.openedSession(house) else { return }
    let now = house.outside.now()
    let session = try await house.database.read { try $0.session(hash, at: now, house.vault)?.session }
    guard let session, session.kind != .staffAwaitingCode else { return }
    reply.setCookie(house.wasHere(session.kind))
    let secrets = secrets(request)
    guard !secrets.isEmpty, reply.status == 303 else { return }
    if try await house.database.read({ try $0.unsent(secrets, of: session.person.text, house) }) != nil {
      reply.set("location", Door(session.kind).page.text)
    }
  }

  /// Of what waits in this browser, the oldest first.
  private static func secrets(_ request: Request) -> [String] {
    (request.cookie(cookie) ?? "").split(separator: ".").suffix(mostPeople).map(String.init)
  }

  private static func jar(_ secrets: [String], _ house: House) -> Cookie {
    let most = secrets.suffix(mostPeople)
    return Cookie(
      cookie, most.joined(separator: "."), maxAge: most.isEmpty ? 0 : Int(life / 1000), isSecure: house.settings.isSecure)
  }

  private var look: Phrase { isHers ? .sendItNowHers : .sendItNow }

  private func advice(_ isKept: Bool, _ door: Door) -> Phrase {
    if !isKept { return isHers ? .copyItHers : .copyIt }
    return door == .guardian ? .openLinkAgain : isHers ? .signInAndSendHers : .signInAndSend
  }
}

extension Unsent {
  /// Whether a session of this circle was in this browser today or yesterday: a body is read before nobody else's sign-in.
  static func wasHere(_ request: Request, _ roles: Set<Role>, _ house: House) -> Bool {
    let door = Door(roles)
    let today = house.outside.now().day()
    return [today, today.adding(days: -1)].contains { request.cookie(door.cookie) == house.proof(door, $0) }
  }
}

extension House {
  /// Says that somebody was signed in here, not who: it opens nothing, and stays when the session ends.
  package func wasHere(_ kind: Session.Kind) -> Cookie {
    let door = Unsent.Door(kind)
    return Cookie(door.cookie, proof(door, outside.now().day()), maxAge: 2 * 86_400, isSecure: settings.isSecure)
  }

  fileprivate func proof(_ door: Unsent.Door, _ day: Day) -> String {
    base64URL(vault.hash(secret: "\(door.cookie) \(day.iso)", for: "was here"))
  }
}

extension Reply {
  /// The session whose cookie the answer sets.
  fileprivate func openedSession(_ house: House) -> [UInt8]? {
    let names = [SessionCookie.name(for: "/"), SessionCookie.name(for: "/consent")]
    for header in headers where header.name == "set-cookie" {
      for name in names where header.value.hasPrefix("\(name)=") {
        return house.sessionHash(String(header.value.dropFirst(name.utf8.count + 1).prefix { $0 != ";" }))
      }
    }
    return nil
  }
}

extension Transaction {
  fileprivate func keep(_ unsent: Unsent, _ secret: String, peer: String, _ house: House) throws -> Bool {
    let bytes = [UInt8](try JSONEncoder().encode(unsent))
    guard try mayTry(.shownPages, times: 1 + bytes.count / (16 << 10), key: peer, house) else { return false }
    let until = house.outside.now().adding(milliseconds: Unsent.life)
    try run(
      """
      INSERT INTO shown_page (hash, sealed, until) VALUES (\(house.vault.hash(secret: secret, for: Unsent.purpose)),
        \(house.vault.seal(bytes, secret: secret, for: Unsent.purpose)), \(until))
      """)
    return true
  }

  fileprivate func unsent(_ secret: String, _ house: House) throws -> Unsent? {
    let sealed: [UInt8]? = try value(
      """
      SELECT sealed FROM shown_page WHERE hash = \(house.vault.hash(secret: secret, for: Unsent.purpose))
        AND until > \(house.outside.now())
      """)
    return try sealed.map {
      try JSONDecoder().decode(Unsent.self, from: Data(try house.vault.open($0, secret: secret, for: Unsent.purpose)))
    }
  }

  /// What waits for one person.
  fileprivate func unsent(_ secrets: [String], of person: String, _ house: House) throws -> (secret: String, unsent: Unsent)? {
    for secret in secrets.reversed() {
      if let kept = try unsent(secret, house), kept.person == person { return (secret, kept) }
    }
    return nil
  }

  /// Drops what waits for one person, and gives back those of the others that wait still.
  fileprivate func others(_ secrets: [String], than person: String, _ house: House) throws -> [String] {
    var others: [String] = []
    for secret in secrets {
      guard let kept = try unsent(secret, house) else { continue }
      if kept.person == person { try dropUnsent(secret, house) } else { others.append(secret) }
    }
    return others
  }

  fileprivate func dropUnsent(_ secret: String, _ house: House) throws {
    try run("DELETE FROM shown_page WHERE hash = \(house.vault.hash(secret: secret, for: Unsent.purpose))")
  }
}

extension Phrase {
  static let notSentYetHers = Phrase(
    kk: "Жазғаның әлі жіберілген жоқ", ru: "Написанное ещё не отправлено", en: "What you wrote has not gone yet")
  static let sessionEndedHers = Phrase(
    kk: "Осы аралықта жүйеден шығып кеттің, сондықтан ештеңе сақталған жоқ.",
    ru: "Тем временем вы вышли из системы, поэтому ничего не сохранено.",
    en: "You were signed out meanwhile, and nothing was saved.")
  static let signInAndSendHers = Phrase(
    kk: "Қайта кір де, бір батырмамен жібер. Жазғаның осы браузерде бір сағат күтеді және тек саған ашылады.",
    ru: "Войдите снова и отправьте одной кнопкой. Написанное ждёт в этом браузере час и откроется только вам.",
    en: "Sign in again, then one button sends it. What you wrote waits in this browser for an hour and opens for you alone.")
  static let copyItHers = Phrase(
    kk: "Мәтінді көшіріп ал да, қайта кіріп, жібер.", ru: "Скопируйте текст, войдите снова и отправьте.",
    en: "Copy the text, sign in again, and send it.")
  static let signedInAnewHers = Phrase(
    kk: "Бұл бет ашылғаннан кейін қайта кірдің, сондықтан ештеңе сақталған жоқ.",
    ru: "После открытия этой страницы вы вошли заново, поэтому ничего не сохранено.",
    en: "You signed in again after this page had been opened, so nothing was saved.")
  static let sendItNowHers = Phrase(kk: "Тексер де, жібер.", ru: "Проверьте и отправьте.", en: "Look at it, then send it.")
  static let youWroteHers = Phrase(kk: "Жазғаның", ru: "Вы написали", en: "You have written")
  static let notSentYet = Phrase(
    kk: "Жазылғаныңыз әлі жіберілген жоқ", ru: "Написанное ещё не отправлено", en: "What you wrote is not sent yet")
  static let sessionEnded = Phrase(
    kk: "Осы аралықта жүйеден шығып кеттіңіз, сондықтан ештеңе сақталған жоқ.",
    ru: "Тем временем вы вышли из системы, поэтому ничего не сохранено.",
    en: "You were signed out meanwhile, so nothing was saved.")
  static let signInAndSend = Phrase(
    kk: "Қайта кіріңіз де, бір батырмамен жіберіңіз. Жазғаныңыз осы браузерде бір сағат күтеді және тек сізге ашылады.",
    ru: "Войдите снова и отправьте одной кнопкой. Написанное ждёт в этом браузере час и откроется только вам.",
    en: "Sign in again and send it with one button. What you wrote waits in this browser for an hour and opens for you alone.")
  static let openLinkAgain = Phrase(
    kk:
      "Хабарламадағы сілтемені қайта ашыңыз немесе кодты енгізіңіз де, бір батырмамен жіберіңіз. Жазғаныңыз осы браузерде бір сағат күтеді.",
    ru:
      "Откройте ссылку из сообщения ещё раз или введите код и отправьте одной кнопкой. Написанное ждёт в этом браузере час.",
    en:
      "Open the link in the message again, or enter the code, and send it with one button. What you wrote waits in this browser for an hour."
  )
  static let copyIt = Phrase(
    kk: "Мәтінді көшіріп алыңыз да, қайта кіріп, жіберіңіз.", ru: "Скопируйте текст, войдите снова и отправьте.",
    en: "Copy the text, sign in again and send it.")
  static let chooseFileAgain = Phrase(
    kk: "Файлды қайта таңдау керек болады.", ru: "Файл нужно будет выбрать ещё раз.", en: "The file will have to be chosen again."
  )
  static let signInAgain = Phrase(kk: "Қайта кіру", ru: "Войти снова", en: "Sign in again")
  static let signedInAnew = Phrase(
    kk: "Бұл бет ашылғаннан кейін қайта кірдіңіз, сондықтан ештеңе сақталған жоқ.",
    ru: "После открытия этой страницы вы вошли заново, поэтому ничего не сохранено.",
    en: "You signed in again after this page was opened, so nothing was saved.")
  static let sendItNow = Phrase(
    kk: "Тексеріп, жіберіңіз.", ru: "Проверьте и отправьте.", en: "Look at it and send it.")
  static let sendAgain = Phrase(kk: "Жіберу", ru: "Отправить", en: "Send it")
  static let youWrote = Phrase(kk: "Жазғаныңыз", ru: "Вы написали", en: "You wrote")
}
