import Exchange
import Markup
import Programme
import Synchronization
import Words

/// Pages that answered a form, kept for a few minutes under an address of their own: the browser is sent there, so that "back"
/// and "reload" never ask to send the form again. Only the browser that sent the form can see its page.
///
/// They stay in memory, for they hold what people typed; a page that is gone leads back to the form.
final class ShownPages: Sendable {
  private static let life: Int64 = 10 * 60_000
  private static let capacity = 1000
  private static let mostBytes = 16 << 20

  private struct Kept {
    let reply: Reply
    let owner: String
    let until: Int64
  }

  private let kept = Mutex<(pages: [String: Kept], bytes: Int)>(([:], 0))

  func keep(_ reply: Reply, for owner: String, as token: String, at now: Moment) {
    kept.withLock { kept in
      if kept.pages.count >= Self.capacity || kept.bytes + reply.body.count > Self.mostBytes {
        kept.pages = kept.pages.filter { $0.value.until > now.milliseconds }
        kept.bytes = kept.pages.values.reduce(0) { $0 + $1.reply.body.count }
      }
      if kept.pages.count >= Self.capacity || kept.bytes + reply.body.count > Self.mostBytes { kept = ([:], 0) }
      kept.pages[token] = Kept(reply: reply, owner: owner, until: now.milliseconds + Self.life)
      kept.bytes += reply.body.count
    }
  }

  func page(_ token: String, for owner: String, at now: Moment) -> Reply? {
    kept.withLock { kept in
      guard let page = kept.pages[token], page.until > now.milliseconds, page.owner == owner else { return nil }
      return page.reply
    }
  }
}

extension Dispatch {
  private static let folder = "shown"

  /// The page of a form that was sent before; once it is gone, the form itself.
  func shownBefore(_ request: Request) -> Reply? {
    guard request.method == .get else { return nil }
    let parts = request.path.parts(at: "/")
    guard parts.count >= 2, parts[parts.count - 2] == Self.folder, let token = parts.last else {
      return nil
    }
    if let page = shown.page(String(token), for: owner(request, nil), at: house.outside.now()) { return page }
    var reply = Reply.seeOther(request.query["from"].flatMap { Link(own: $0)?.text } ?? "/")
    harden(&reply)
    return reply
  }

  /// A page that answers a form becomes a redirect to it; answers to scripts, files and redirects stay what they are. A refusal
  /// is shown later only where a page of ours asked: whoever forges a request gets it in the face.
  func showLater(_ reply: Reply, to request: Request) -> Reply {
    guard !request.method.isSafe, request.headers["x-keruen"] == nil, reply.header("content-type")?.hasPrefix("text/html") == true
    else { return reply }
    let from = form(request)
    guard from != nil || reply.status == 200 || reply.status == 422 else { return reply }
    let token = house.outside.random(24).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    var page = reply
    let cookies = page.headers.filter { $0.name == "set-cookie" }
    page.headers.removeAll { $0.name == "set-cookie" }
    shown.keep(page, for: owner(request, cookies.map(\.value)), as: token, at: house.outside.now())
    // A guardian's cookie is sent to the consent pages alone.
    let isWard = SessionCookie.name(for: request.path) != SessionCookie.name(for: "/")
    let address: Link = isWard ? "/consent/\(Self.folder)/\(token)" : "/\(Self.folder)/\(token)"
    var redirect = Reply.seeOther(address.with("from", from).text)
    harden(&redirect)
    redirect.headers += cookies
    return redirect
  }

  /// The session's cookie as the browser has it after this answer.
  private func owner(_ request: Request, _ set: [String]?) -> String {
    let name = SessionCookie.name(for: request.path)
    let new = set?.last { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.utf8.count + 1).prefix { $0 != ";" }) }
    return new ?? request.cookie(name) ?? ""
  }

  /// Where the form stood, by what the browser says.
  private func form(_ request: Request) -> String? {
    guard let referer = request.headers["referer"], let host = request.headers["host"], let at = referer.firstRange(of: host)
    else {
      return nil
    }
    return Link(own: String(referer[at.upperBound...]))?.text
  }
}
