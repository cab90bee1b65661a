import Foundation

/// An SMS gateway spoken to over HTTP, whichever it is: the request is a template.
package struct SMSGateway: Sendable {
  package enum Encoding: String, Sendable, CaseIterable {
    /// What is put in is escaped as inside a JSON string.
    case json
    /// What is put in is percent-encoded (application/x-www-form-urlencoded).
    case form
  }

  let url: String
  let method: String
  let headers: [(name: String, value: String)]
  let body: String
  let encoding: Encoding
  let sendsOnce: Bool
  let accepts: String?
  let refuses: String?
  let timeout: Int

  /// `body` holds `{to}`, `{text}` and `{id}`, a header's value may hold `{id}`; the address holds none, for addresses are logged.
  /// `sendsOnce` says that the gateway promises to send one message for one `{id}` however often it is asked; without that promise a
  /// message whose fate is unknown waits for a person. `accepts` is what a reply must hold to mean yes and `refuses` what means no, for
  /// gateways that answer 200 to everything; a reply with neither leaves the fate unknown. `timeout` in seconds. Throws when the request would not be encrypted.
  package init(
    url: String, method: String = "POST", headers: [(name: String, value: String)] = [], body: String, encoding: Encoding,
    sendsOnce: Bool, accepts: String? = nil, refuses: String? = nil, timeout: Int = 20
  ) throws(PostboxFault) {
    guard isPlain(url), !url.contains("{") else { throw .setting("SMS gateway's address") }
    guard url.hasPrefix("https://") || Self.isLocal(url) else { throw .unencrypted(Self.host(url)) }
    guard ["POST", "PUT"].contains(method) else { throw .setting("SMS gateway's method") }
    guard body.contains("{to}"), body.contains("{text}") else { throw .setting("SMS gateway's body lacks {to} or {text}") }
    let hasID = body.contains("{id}") || headers.contains { $0.value.contains("{id}") }
    guard hasID || !sendsOnce else { throw .setting("SMS gateway: sending once needs {id}") }
    guard headers.allSatisfy({ isPlain($0.name) && $0.value.utf8.allSatisfy { (0x20...0x7E).contains($0) } }) else {
      throw .setting("SMS gateway's headers")
    }
    guard timeout > 0 else { throw .setting("SMS gateway's timeout") }
    guard accepts != "", refuses != "" else { throw .setting("SMS gateway: an empty accepts or refuses is in every reply") }
    self.url = url
    self.method = method
    self.headers = headers
    self.body = body
    self.encoding = encoding
    self.sendsOnce = sendsOnce
    self.accepts = accepts
    self.refuses = refuses
    self.timeout = timeout
  }

  func filled(_ letter: SealedLetter.Opened) -> (headers: [String], body: String) {
    let id = letter.outsideName
    var lines = headers.map { "\($0.name): \($0.value.replacing("{id}", with: id))" }
    if !headers.contains(where: { $0.name.lowercased() == "content-type" }) {
      lines.append("Content-Type: \(encoding == .json ? "application/json" : "application/x-www-form-urlencoded")")
    }
    let values = ["to": letter.to, "text": letter.body, "id": id].mapValues(escaped)
    return (lines, Self.fill(body, values))
  }

  /// One pass, so that a text that says `{id}` is sent as it is.
  private static func fill(_ template: String, _ values: [String: String]) -> String {
    var filled = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      filled += rest[..<open]
      let after = rest[rest.index(after: open)...]
      if let close = after.firstIndex(of: "}"), let value = values[String(after[..<close])] {
        filled += value
        rest = after[after.index(after: close)...]
      } else {
        filled += "{"
        rest = after
      }
    }
    return filled + rest
  }

  private func escaped(_ text: String) -> String {
    switch encoding {
    case .json: text.unicodeScalars.map(Self.json).joined()
    case .form: text.utf8.map(Self.form).joined()
    }
  }

  private static func json(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case _ where scalar.value < 0x20: "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
    default: String(scalar)
    }
  }

  private static func form(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
      String(Unicode.Scalar(byte))
    default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
  }

  private static func host(_ url: String) -> String {
    let rest = url[(url.range(of: "://")?.upperBound ?? url.startIndex)...]
    return String(rest.prefix { !"/:?#".contains($0) })
  }

  private static func isLocal(_ url: String) -> Bool {
    url.hasPrefix("http://") && isThisMachine(host(url)) && !url.contains("@")
  }
}
