package import Exchange
import Foundation
import Front
package import Programme
import Security
package import Words

/// A browser without a script: keeps cookies, fills in forms, follows no redirect by itself.
package struct Browser: Sendable {
  package let kit: HouseKit
  /// Who is signed in, where the kit signed somebody in.
  package internal(set) var person: ID<Person>?
  package private(set) var cookies: [String: String] = [:]
  /// The last page's text.
  package private(set) var page = ""
  package private(set) var status = 0
  /// Where the last answer sends the browser.
  package private(set) var location: String?
  package private(set) var reply = Reply.text("")
  package var peer = "192.0.2.1"
  /// The address under which the page that answers a form was shown.
  package private(set) var wentOver: String?

  init(_ kit: HouseKit, _ language: Language) {
    self.kit = kit
    cookies["lang"] = language.rawValue
  }

  package mutating func get(_ target: String) async {
    await ask(Request(.get, target, headers: headers, peer: peer))
  }

  /// Fetches the page the last answer led to.
  package mutating func follow() async {
    // The place in the page is the browser's affair.
    await get(String((location ?? "/nowhere").prefix { $0 != "#" }))
  }

  /// Sends fields with a valid token, without having looked at a page.
  package mutating func post(_ target: String, _ fields: [(String, String)] = []) async {
    var form = Fields(fields)
    if let token = token(for: target) { form.add("token", token) }
    await send(target, form)
  }

  /// Looks for somebody as the field at the head of every page of the staff does, and opens the list that it leads to. `list` is the
  /// query of the list that is searched.
  package mutating func seek(_ text: String, in list: String = "") async {
    await post("/desk/searches", [("q", text), ("list", list)])
    await follow()
  }

  /// Sends the form of the last page that goes to `action`: its hidden fields and these. Fails the test's expectations with
  /// status 0 when there is no such form.
  package mutating func submit(_ action: String, _ fields: [(String, String)] = []) async {
    guard let hidden = hiddenFields(of: action) else {
      (status, location) = (0, nil)
      return
    }
    await send(action, Fields(hidden + fields))
  }

  /// Sends a form with one file.
  package mutating func upload(_ target: String, _ fields: [(String, String)], field: String, name: String, _ bytes: [UInt8])
    async
  {
    let boundary = "keruen-test-boundary"
    var body: [UInt8] = []
    for (key, value) in fields + (token(for: target).map { [("token", $0)] } ?? []) {
      body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(key)\"\r\n\r\n\(value)\r\n".utf8)
    }
    body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"\r\n\r\n".utf8)
    body += bytes + Array("\r\n--\(boundary)--\r\n".utf8)
    var headers = headers
    headers["content-type"] = "multipart/form-data; boundary=\(boundary)"
    await ask(Request(.post, target, headers: headers, body: body, peer: peer))
  }

  /// Sends bytes the way our script does.
  package mutating func put(_ target: String, _ bytes: [UInt8]) async {
    var headers = headers
    headers["content-type"] = "application/octet-stream"
    headers["x-keruen"] = "1"
    await ask(Request(.put, target, headers: headers, body: bytes, peer: peer))
  }

  /// Posts JSON the way our script does.
  package mutating func say(_ target: String, _ json: String) async {
    var headers = headers
    headers["content-type"] = "application/json"
    headers["x-keruen"] = "1"
    await ask(Request(.post, target, headers: headers, body: Array(json.utf8), peer: peer))
  }

  /// Delivers events to the journal, each as `Browser.event` writes it.
  package mutating func deliver(_ events: [String], owner: String, thread: String = "apply") async {
    await say("/journal", "{\"owner\":\"\(owner)\",\"thread\":\"\(thread)\",\"events\":[\(events.joined(separator: ","))]}")
  }

  /// One event as the phone writes it; `was` the version it was made from.
  package static func event(
    _ id: String, _ about: String, _ body: String, at: Moment, was: Moment? = nil, kind: String = "answer"
  )
    -> String
  {
    JSON.object(
      [
        ("id", .string(id)), ("kind", .string(kind)), ("about", .string(about)), ("body", .string(body)),
        ("at", .number(Double(at.milliseconds))),
      ] + (was.map { [("was", .number(Double($0.milliseconds)))] } ?? [])
    ).text
  }

  private mutating func send(_ target: String, _ form: Fields) async {
    var headers = headers
    headers["content-type"] = "application/x-www-form-urlencoded"
    await ask(Request(.post, target, headers: headers, body: Array(form.urlEncoded.utf8), peer: peer))
  }

  package mutating func ask(_ request: Request) async {
    reply = await kit.dispatch.reply(to: request)
    status = reply.status
    location = reply.header("location")
    page = String(decoding: reply.body, as: UTF8.self)
    for header in reply.headers where header.name == "set-cookie" { take(header.value) }
    // A page that answers a form has an address of its own; tests ask what it says.
    if status == 303, let location, location.contains("/shown/") {
      await get(location)
      wentOver = location
    } else {
      wentOver = nil
    }
  }

  /// Keeps a cookie somebody set.
  package mutating func take(_ cookie: String) {
    let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard pair.count == 2 else { return }
    cookies[String(pair[0])] = cookie.contains("Max-Age=0") ? nil : String(pair[1])
  }

  private var headers: [String: String] {
    [
      "cookie": cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; "),
      "host": "127.0.0.1:8080",
    ]
  }

  private func token(for target: String) -> String? {
    guard let cookie = cookies[SessionCookie.name(for: target)], let hash = kit.house.sessionHash(cookie) else { return nil }
    return kit.house.formTokens.token(for: hash)
  }

  private func hiddenFields(of action: String) -> [(String, String)]? {
    let escaped = action.replacing("&", with: "&amp;")
    guard let start = page.range(of: "<form method=\"post\" action=\"\(escaped)\""),
      let end = page.range(of: "</form>", range: start.upperBound..<page.endIndex)
    else { return nil }
    return page[start.upperBound..<end.lowerBound].matches(of: #/<input type="hidden" name="([^"]*)" value="([^"]*)"/#).map {
      (unescaped($0.output.1), unescaped($0.output.2))
    }
  }

  private func unescaped(_ text: Substring) -> String {
    let references = [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
    return references.reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
  }
}
