import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// A page that answered a form, kept for a few minutes under an address of its own: the browser is sent there, so that "back"
/// and "reload" never ask to send the form again. Only the browser that sent the form can see its page.
///
/// It stands in the database, for the next request may reach another process, and is sealed with what the address and the
/// browser's session say: neither is kept, so nothing else opens it, no copy of the database either.
private struct ShownPage {
  private static let life: Int64 = 10 * 60_000
  /// What counts as one page, bytes; a longer one counts as several.
  private static let measure = 16 << 10
  private static let purpose = "shown page"

  private let secret: String
  private let house: House

  init(_ token: String, for owner: String, _ house: House) {
    secret = "\(token) \(owner)"
    self.house = house
  }

  private var hash: [UInt8] { house.vault.hash(secret: secret, for: Self.purpose) }

  /// False where whoever counts for it has kept enough.
  func keep(_ reply: Reply, _ limit: Limit, key: String, in tx: Transaction) throws -> Bool {
    let bytes = Self.written(reply)
    guard try tx.mayTry(limit, times: 1 + bytes.count / Self.measure, key: key, house) else { return false }
    let sealed = house.vault.seal(bytes, secret: secret, for: Self.purpose)
    let until = Moment(milliseconds: house.outside.now().milliseconds + Self.life)
    try tx.run("INSERT INTO shown_page (hash, sealed, until) VALUES (\(hash), \(sealed), \(until))")
    return true
  }

  func reply(in tx: Transaction) throws -> Reply? {
    let sealed: [UInt8]? = try tx.value(
      "SELECT sealed FROM shown_page WHERE hash = \(hash) AND until > \(house.outside.now())")
    return try sealed.map { Self.read(try house.vault.open($0, secret: secret, for: Self.purpose)) }
  }

  /// The status, a header a line, an empty line, the body: as on the wire.
  private static func written(_ reply: Reply) -> [UInt8] {
    Array("\(reply.status)\n\(reply.headers.map { "\($0.name): \($0.value)\n" }.joined())\n".utf8) + reply.body
  }

  private static func read(_ bytes: [UInt8]) -> Reply {
    var lines: [Substring] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")), end > rest.startIndex {
      lines.append(Substring(decoding: rest[..<end], as: UTF8.self))
      rest = rest[(end + 1)...]
    }
    var reply = Reply.text("", status: lines.first.flatMap { Int($0) } ?? 200)
    reply.headers = lines.dropFirst().compactMap { line in
      line.firstRange(of: ": ").map { (name: String(line[..<$0.lowerBound]), value: String(line[$0.upperBound...])) }
    }
    reply.body = Array(rest.dropFirst())
    return reply
  }
}

extension Dispatch {
  private static let folder = "shown"
  private static let browser = "keruen-shown"
  private static let tokenLength = 48
  /// Kept with a page of an act that asks for clearance, of a person or of an organisation; never sent.
  private static let showsChild = "x-shows-child"

  /// The page of a form that was sent before; once it is gone, the form itself.
  func shownBefore(_ request: Request) async -> Reply? {
    guard request.method == .get else { return nil }
    guard Self.isShown(request.path), let token = request.path.parts(at: "/").last else { return nil }
    if token.utf8.count == Self.tokenLength {
      let page = ShownPage(String(token), for: owner(request, nil), house)
      // A database that does not answer leads back to the form, which says so.
      if var reply = try? await house.database.read({ try page.reply(in: $0) }) {
        guard reply.header(Self.showsChild) != nil else { return reply }
        reply.headers.removeAll { $0.name == Self.showsChild }
        // Whoever was suspended since is told so by the form.
        if let who = try? await house.cleared(whoIs(request)), who.isClearedInEachRole, who.lapsed.isEmpty { return reply }
      }
    }
    var reply = Reply.seeOther(request.query["from"].flatMap { Link(own: $0)?.text } ?? "/")
    harden(&reply)
    return reply
  }

  /// A page that answers a form becomes a redirect to it; answers to scripts, files and redirects stay what they are. A refusal
  /// is shown later only where a page of ours asked: whoever forges a request gets it in the face.
  func showLater(_ reply: Reply, to request: Request) async -> Reply {
    guard !request.method.isSafe, request.headers["x-keruen"] == nil, reply.header("content-type")?.hasPrefix("text/html") == true
    else { return reply }
    let from = form(request)
    guard from != nil || reply.status == 200 || reply.status == 422 else { return reply }
    let token = house.outside.random(Self.tokenLength / 2)
      .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    var page = reply
    if routes.find(request.method, request.path)?.route.needsClearance == true { page.set(Self.showsChild, "yes") }
    let cookies = page.headers.filter { $0.name == "set-cookie" }
    page.headers.removeAll { $0.name == "set-cookie" }
    // Whoever has no session is known again by a cookie that says nothing else.
    var owner = owner(request, cookies.map(\.value))
    var own: Cookie?
    if owner.isEmpty {
      let cookie = Cookie(Self.browser, Token().text, maxAge: nil, isSecure: house.settings.isSecure)
      (owner, own) = (cookie.value, cookie)
    }
    // Past the limit, or where nothing can be written, the page is the answer itself: "back" may ask, but nothing is lost.
    guard await keep(page, ShownPage(token, for: owner, house), request) else { return reply }
    // A guardian's cookie is sent to the consent pages alone.
    let isWard = SessionCookie.name(for: request.path) != SessionCookie.name(for: "/")
    let address: Link = isWard ? "/consent/\(Self.folder)/\(token)" : "/\(Self.folder)/\(token)"
    var redirect = Reply.seeOther(address.with("from", from).text)
    harden(&redirect)
    redirect.headers += cookies
    if let own { redirect.setCookie(own) }
    return redirect
  }

  private func keep(_ reply: Reply, _ page: ShownPage, _ request: Request) async -> Bool {
    let (limit, key) = counted(request)
    return (try? await house.database.write { try page.keep(reply, limit, key: key, in: $0) }) ?? false
  }

  /// One of the staff counts for herself, everybody else for her network: no stranger uses up what the staff have.
  private func counted(_ request: Request) -> (Limit, key: String) {
    let hash = request.cookie(SessionCookie.name(for: request.path)).flatMap { house.sessionHash($0) }
    guard let who = hash.flatMap({ house.sessions.who($0, at: house.outside.now()) }), who.isStaff, let session = who.session
    else { return (.shownPages, request.peer) }
    return (.shownPagesOfStaff, session.person.text)
  }

  /// The session's cookie as the browser has it after this answer, or the one that stands for a browser without a session.
  private func owner(_ request: Request, _ set: [String]?) -> String {
    let name = SessionCookie.name(for: request.path)
    let new = set?.last { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.utf8.count + 1).prefix { $0 != ";" }) }
    // One that ends says nothing.
    let session = new ?? request.cookie(name) ?? ""
    return session.isEmpty ? request.cookie(Self.browser) ?? "" : session
  }

  /// Where the form stood, by what the browser says; of a form on a page that was itself shown after one, where that one stood: else each
  /// refusal would carry the address of the one before it.
  private func form(_ request: Request) -> String? {
    var from = request.cameFrom.flatMap { Link(own: $0) }?.text
    while let address = from {
      let page = Request(.get, address)
      guard Self.isShown(page.path), let before = page.query["from"].flatMap({ Link(own: $0) })?.text else { return address }
      from = before
    }
    return nil
  }

  private static func isShown(_ path: String) -> Bool {
    let parts = path.parts(at: "/")
    return parts.count >= 2 && parts[parts.count - 2] == folder
  }
}
