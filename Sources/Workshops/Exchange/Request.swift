/// The methods a house of pages knows.
package enum Method: String, Sendable, CaseIterable {
  case get = "GET"
  case head = "HEAD"
  case post = "POST"
  case put = "PUT"
  case delete = "DELETE"

  /// A safe method changes nothing, so it may come from anywhere.
  package var isSafe: Bool { self == .get || self == .head }
}

/// What a browser asked, free of any HTTP engine.
package struct Request: Sendable {
  package var method: Method
  /// The path alone, still percent-encoded, always with a leading slash.
  package var path: String
  package var query: Fields
  /// Names in lower case.
  package var headers: [String: String]
  package var body: [UInt8]
  /// The peer's address as the front proxy or the socket gave it: for rate limits only, never stored longer than 30 days.
  package var peer: String

  package init(
    _ method: Method, _ target: String, headers: [String: String] = [:], body: [UInt8] = [], peer: String = "127.0.0.1"
  ) {
    self.method = method
    let mark = target.utf8.firstIndex(of: UInt8(ascii: "?"))
    path = mark.map { String(target[..<$0]) } ?? target
    query = mark.map { Fields(urlEncoded: target[target.utf8.index(after: $0)...]) } ?? Fields()
    self.headers = headers
    self.body = body
    self.peer = peer
  }

  package func cookie(_ name: String) -> String? {
    guard let header = headers["cookie"] else { return nil }
    for pair in header.parts(at: ";") {
      let parts = pair.utf8.drop { $0 == UInt8(ascii: " ") }.split(separator: UInt8(ascii: "="), maxSplits: 1)
      if parts.count == 2, Substring(parts[0]) == name { return String(Substring(parts[1])) }
    }
    return nil
  }

  /// Whether the browser itself says that the request comes from a page of ours; nil when it says nothing.
  ///
  /// `Sec-Fetch-Site` where the browser sends it, else `Origin` against the host that was asked. Where the house has an https address,
  /// an `Origin` must be that address with its scheme: a page somebody slipped in on the same host without TLS is not ours.
  package func isSameOrigin(at address: String? = nil) -> Bool? {
    if let address, let origin = headers["origin"], origin != "null", origin != address { return false }
    if let site = headers["sec-fetch-site"] { return site == "same-origin" || site == "none" }
    guard let origin = headers["origin"] else { return nil }
    if let address { return origin == address }
    guard let host = headers["x-forwarded-host"] ?? headers["host"] else { return false }
    return origin == "https://\(host)" || origin == "http://\(host)"
  }

  /// The path and query of our own page on which a form or link stood, by what the browser says.
  package var cameFrom: String? {
    guard let referer = headers["referer"], let host = headers["host"], let at = referer.firstRange(of: host) else { return nil }
    return String(referer[at.upperBound...])
  }

  package var contentType: String {
    String((headers["content-type"] ?? "").prefix { $0 != ";" }).lowercased()
  }
}
