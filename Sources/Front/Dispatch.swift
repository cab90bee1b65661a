package import Exchange
package import Logging
import Markup
package import Programme
import Security
import Storage
import Words

/// Brings a request to its route and the answer back: language, session, form, refusals and faults are handled here and
/// nowhere else.
package struct Dispatch: Sendable {
  /// As its programme stands at this request.
  package private(set) var house: House
  package let standing: StandingHouse
  let routes: RouteTable
  private let log: Logger
  private let cache = PageCache()
  private let files: StaticFiles

  /// Throws where two rooms answer the same requests.
  package init(house: House, log: Logger) throws {
    self.house = house
    standing = StandingHouse(house)
    routes = try RouteTable(house.rooms.flatMap(\.routes))
    files = StaticFiles(house)
    self.log = log
  }

  /// Reads a body of at most so many bytes; throws `Refusal` for a longer one, and when the house holds too many already.
  package typealias BodyReader = @Sendable (_ most: Int) async throws -> [UInt8]

  /// The answer to a request whose body is at hand.
  package func reply(to request: Request) async -> Reply {
    await reply(to: request) { most in
      guard request.body.count <= most else { throw Refusal.tooLarge(most) }
      return request.body
    }
  }

  /// The answer to a request whose body is still to come: read only when the route is there and open to whoever asks.
  package func reply(to request: Request, body: BodyReader) async -> Reply {
    var now = self
    now.house = await standing.current()
    return await now.replied(to: request, body)
  }

  private func replied(to request: Request, _ body: BodyReader) async -> Reply {
    if let page = await shownBefore(request) { return page }
    guard let key = cacheKey(request) else { return await showLater(await answer(request, body), to: request) }
    let now = house.outside.now()
    if let kept = cache.reply(key, at: now) { return kept }
    let reply = await answer(request, body)
    if reply.mayBeStored, reply.status == 200 { cache.keep(reply, key, at: now) }
    return reply
  }

  /// Nil where an answer may depend on who asks or sets a cookie.
  private func cacheKey(_ request: Request) -> PageCache.Key? {
    guard request.method == .get, request.cookie(SessionCookie.name(for: request.path)) == nil,
      askedLanguage(request.query) == nil
    else {
      return nil
    }
    let packed = request.headers["accept-encoding"]?.contains("gzip") == true
    return PageCache.Key(target: "\(request.path)?\(request.query.urlEncoded)", language: chosenLanguage(request), packed: packed)
  }

  private func answer(_ request: Request, _ body: BodyReader) async -> Reply {
    let requestID = house.outside.id(of: Request.self).text
    var reply: Reply
    if let file = files.reply(to: request) {
      reply = file
    } else {
      reply = await page(request, body, requestID)
    }
    harden(&reply)
    compress(&reply, for: request)
    if request.method == .head { reply.body = [] }
    return reply
  }

  private func page(_ request: Request, _ body: BodyReader, _ requestID: String) async -> Reply {
    var language = chosenLanguage(request)
    var asked = askedLanguage(request.query)
    var who = Who.nobody
    var form: Fields?
    var reply: Reply
    do {
      who = try await whoIs(request)
      guard let match = routes.find(request.method, request.path) else { throw Refusal.missing }
      // Permission before the body, the body before its parsing.
      if let roles = match.route.roles { who = try await admitted(who, roles, match.route) }
      let sent = try await sent(request, body, match.route.bodyLimit)
      form = sent.form
      if let other = sent.form.languageAsked { (language, asked) = (other, other) }
      try checkToken(sent.form, request, who, match.route)
      let visit = Visit(
        house: house, request: sent.request, who: who, language: language, names: match.names, form: sent.form,
        uploads: sent.uploads, cycles: try await cycles(who, match.route.roles), requestID: requestID)
      reply = try await match.route.handle(visit)
      // The form is done by now, and says so whatever becomes of what waited.
      try? await Unsent.forget(visit, &reply)
      try? await Unsent.meet(request, &reply, house)
      if who.isStaff, match.route.changes { house.deskCounts.forget() }
      // The intake somebody names is the one she goes on with.
      if let named = visit.query[Visit.cycleField], visit.cycles.contains(where: { $0.key == named }) {
        reply.setCookie(Cookie(Visit.cycleField, named, maxAge: nil, isSecure: house.settings.isSecure))
      }
    } catch let refusal as Refusal {
      let visit = Visit(house: house, request: request, who: who, language: language, requestID: requestID)
      reply = await said(refusal, to: visit, body, form)
      if let pause = refusal.retryAfter { reply.set("retry-after", String(pause)) }
    } catch {
      // The only place that logs a fault. Faults name tables and columns, never values.
      log.error(
        "fault",
        metadata: [
          "request": "\(requestID)", "method": "\(request.method.rawValue)",
          "error": "\(type(of: error)) \(error as? StorageFault, default: "")",
        ])
      let visit = Visit(house: house, request: request, who: who, language: language, requestID: requestID)
      reply = (error as? StorageFault)?.isOutage == true ? visit.pageOfOutage : visit.pageOfFault
    }
    if asked == language {
      reply.setCookie(Cookie("lang", language.rawValue, maxAge: 31_536_000, isSecure: house.settings.isSecure))
      reply.mayBeStored = false
    }
    return reply
  }

  /// `?lang=ru` in the address or the button of a form, else the cookie, else Kazakh.
  private func chosenLanguage(_ request: Request) -> Language {
    askedLanguage(request.query) ?? request.cookie("lang").flatMap(Language.init(rawValue:)) ?? .kk
  }

  private func askedLanguage(_ query: Fields) -> Language? {
    query["lang"].flatMap(Language.init(rawValue:)) ?? query.languageAsked
  }

  func whoIs(_ request: Request) async throws -> Who {
    guard let token = request.cookie(SessionCookie.name(for: request.path)), let hash = house.sessionHash(token) else {
      return .nobody
    }
    let now = house.outside.now()
    if let who = house.sessions.who(hash, at: now) { return who }
    guard let who = try await house.database.read({ try $0.session(hash, at: now, house.vault) }), let session = who.session
    else {
      return .nobody
    }
    house.sessions.keep(who, at: now)
    let life = Session.life(session.kind, sharedDevice: session.isSharedDevice)
    if now.milliseconds - session.seenAt.milliseconds > life / 20, session.kind != .staffAwaitingCode {
      try await house.database.write { try $0.prolong(session, at: now) }
    }
    return who
  }

  /// Whoever may open the route. For clearance she is looked up only where her role alone would open it.
  private func admitted(_ who: Who, _ roles: Set<Role>, _ route: Route) async throws -> Who {
    try Gatekeeper.admit(roles, who)
    guard route.touchesChildren else { return who }
    let cleared = try await house.cleared(who)
    try Gatekeeper.admit(roles, touchesChildren: true, cleared)
    return cleared
  }

  /// Text typed into a form; files are not counted. A long policy takes a tenth of it.
  private static let longestForm = 1 << 20

  /// What the body holds.
  private struct Sent {
    var request: Request
    var form = Fields()
    var uploads: [Multipart.Upload] = []
  }

  /// Whether a page of ours asks, as far as the browser says it.
  private func isOurs(_ request: Request) -> Bool? {
    request.isSameOrigin(at: house.settings.isSecure ? house.settings.address : nil)
  }

  private func sent(_ request: Request, _ body: BodyReader, _ limit: Int) async throws -> Sent {
    var sent = Sent(request: request)
    if !request.method.isSafe {
      guard isOurs(request) != false else { throw Refusal(.forbidden, .otherSite) }
      switch request.contentType {
      case "application/x-www-form-urlencoded":
        guard let fields = Fields(urlEncoded: try await body(min(limit, Self.longestForm))) else {
          throw Refusal(.invalid, .brokenForm)
        }
        sent.form = fields
      case "multipart/form-data":
        guard let parts = Multipart(contentType: request.headers["content-type"] ?? "", body: try await body(limit)) else {
          throw Refusal(.invalid, .brokenForm)
        }
        sent.form = parts.fields
        sent.uploads = parts.uploads
      default:
        // A body of another type needs a script of ours: browsers let no other site send one without asking first.
        guard request.headers["x-keruen"] != nil else { throw Refusal(.forbidden, .otherSite) }
        sent.request.body = try await body(limit)
      }
    }
    return sent
  }

  /// The intakes that the memberships which open this page reach.
  private func cycles(_ who: Who, _ roles: Set<Role>?) async throws -> [Cycle] {
    guard who.isStaff, let roles else { return [] }
    let scopes = who.memberships.filter { roles.contains($0.role) }.map(\.scope)
    return try await house.cycles().filter { cycle in scopes.contains { $0.cycle == nil || $0.cycle == cycle.id } }
  }

  /// A signed-in browser proves with the form's hidden token, or with the script's header, that the page was ours.
  private func checkToken(_ form: Fields, _ request: Request, _ who: Who, _ route: Route) throws {
    guard !request.method.isSafe, let session = who.session, request.headers["x-keruen"] == nil else { return }
    // That it was ours, the browser says too; what the token alone says is that it was made in this session.
    if route.takesOldPages, form["token"] != nil, isOurs(request) == true { return }
    guard let token = form["token"], house.formTokens.accepts(token, for: session.tokenHash) else {
      throw Refusal.staleForm
    }
  }

  /// A refusal as a page, with what somebody wrote into the form that was refused.
  private func said(_ refusal: Refusal, to visit: Visit, _ body: BodyReader, _ form: Fields?) async -> Reply {
    let request = visit.request
    if request.headers["x-keruen"] != nil { return spoken(refusal, visit.language) }
    let match = routes.find(request.method, request.path)
    let roles = match?.route.roles ?? []
    if refusal.isStaleForm, !roles.isEmpty, let form, let page = Unsent.renewed(form, visit) { return page }
    if refusal.kind == .tooLarge, form == nil, let match, let page = try? await tooLarge(match, visit) { return page }
    guard refusal.kind == .signIn else {
      return visit.page(of: refusal, below: roles.isEmpty ? .nothing : form.map { Unsent.written($0, visit) } ?? .nothing)
    }
    // From a browser in which such a session was, as much as a text is read after all.
    if !request.method.isSafe, let match, Unsent.wasHere(request, roles, house),
      let late = try? await sent(request, body, min(match.route.bodyLimit, Unsent.most)),
      let page = try? await Unsent.ended(late.form, visit, roles, !late.uploads.isEmpty)
    {
      return page
    }
    return signIn(request, match: match)
  }

  /// The form to which somebody sent more than it takes; nil where there is none to show.
  private func tooLarge(_ match: RouteTable.Match, _ visit: Visit) async throws -> Reply? {
    guard let answer = match.route.tooLarge else { return nil }
    return try await answer(
      Visit(
        house: house, request: visit.request, who: visit.who, language: visit.language, names: match.names,
        cycles: try await cycles(visit.who, match.route.roles), requestID: visit.requestID))
  }

  /// To a script of ours: the status and the sentence; 401 where a page would lead to the sign-in.
  private func spoken(_ refusal: Refusal, _ language: Language) -> Reply {
    .json(
      .object([("refused", .string(language(refusal.phrase)))]), status: refusal.kind == .signIn ? 401 : refusal.status)
  }

  /// To the page where this visitor signs in; a safe request comes back afterwards.
  private func signIn(_ request: Request, match: RouteTable.Match?) -> Reply {
    let staff = match?.route.roles?.contains { $0.circle != .own } ?? false
    let back = request.method.isSafe ? "?back=\(percentEncoded(request.path))" : ""
    return .seeOther((staff ? "/sign-in" : "/return") + back)
  }
}
