/// What the browser gets.
package struct Reply: Sendable {
  package var status: Int
  /// In the order they are sent; names in lower case.
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]
  /// False for pages that hold somebody's data: they are never kept by a cache.
  package var mayBeStored: Bool

  package init(
    status: Int = 200, type: String, body: [UInt8], headers: [(name: String, value: String)] = [], mayBeStored: Bool = false
  ) {
    self.status = status
    self.headers = [("content-type", type)] + headers
    self.body = body
    self.mayBeStored = mayBeStored
  }

  package static func text(_ text: String, status: Int = 200) -> Reply {
    Reply(status: status, type: "text/plain; charset=utf-8", body: [UInt8](text.utf8))
  }

  package static func json(_ value: JSON, status: Int = 200) -> Reply {
    Reply(status: status, type: "application/json", body: [UInt8](value.text.utf8))
  }

  /// After a change: the browser fetches the next page with GET, so that "back" and "reload" repeat nothing.
  package static func seeOther(_ location: String) -> Reply {
    var reply = Reply(status: 303, type: "text/plain; charset=utf-8", body: [])
    reply.headers.append(("location", location))
    return reply
  }

  /// A file to keep. `name` may hold any letters; the header carries it in the encoding of RFC 6266.
  package static func download(_ body: [UInt8], type: String, name: String) -> Reply {
    var reply = Reply(type: type, body: body)
    let encoded = percentEncoded(name)
    reply.headers.append(("content-disposition", "attachment; filename*=UTF-8''\(encoded)"))
    return reply
  }

  package func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }

  package mutating func set(_ name: String, _ value: String) {
    headers.removeAll { $0.name == name }
    headers.append((name, value))
  }

  package mutating func setCookie(_ cookie: Cookie) {
    headers.append(("set-cookie", cookie.text))
  }
}

/// A cookie we set: never readable by script, sent on top-level visits only.
package struct Cookie: Sendable {
  let name: String
  package let value: String
  let maxAge: Int?
  let path: String
  let isSecure: Bool

  /// `maxAge` in seconds; 0 removes it, nil ends with the browser. `isSecure` where the house is reached through https.
  package init(_ name: String, _ value: String, maxAge: Int?, path: String = "/", isSecure: Bool) {
    self.name = name
    self.value = value
    self.maxAge = maxAge
    self.path = path
    self.isSecure = isSecure
  }

  package var text: String {
    "\(name)=\(value); Path=\(path)\(maxAge.map { "; Max-Age=\($0)" } ?? ""); HttpOnly; SameSite=Lax"
      + (isSecure ? "; Secure" : "")
  }
}
