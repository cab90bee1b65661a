import Foundation
import Testing

@testable import Commands
@testable import Postbox

/// What `post.json` says is what leaves the house, and a file that says something wrong is refused by the name of its field.
@Suite final class PostFileTests {
  private let path = FileManager.default.temporaryDirectory.appendingPathComponent("post-\(UUID().uuidString).json").path

  deinit { try? FileManager.default.removeItem(atPath: path) }

  private static var mail: [String: Any] {
    [
      "host": "mail.example.kz", "port": 465, "encryption": "tls", "user": "stem", "password": "qupiya",
      "from": "stem@example.kz",
      "fromName": "STEM мектебі",
    ]
  }
  private static var sms: [String: Any] {
    [
      "url": "https://gateway.example.kz/send", "headers": ["X-Two": "2", "Authorization": "Bearer qupiya"],
      "body": "{to} {text} {id}", "encoding": "json", "sendsOnce": true, "accepts": "ok",
    ]
  }

  private func write(_ text: String, mode: Int = 0o600) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  private func write(_ file: [String: Any]) throws {
    try write(String(decoding: try JSONSerialization.data(withJSONObject: file), as: UTF8.self))
  }

  @Test func aGoodFileGivesBothWays() throws {
    try write(["mail": Self.mail, "sms": Self.sms])
    let deliveries = try PostFile(path: path).deliveries
    #expect(deliveries.count == 2)
    guard case .smtp(let mail) = deliveries[.email], case .sms(let sms) = deliveries[.sms] else {
      Issue.record("not the ways of the file")
      return
    }
    #expect([mail.host, mail.from, mail.fromName] == ["mail.example.kz", "stem@example.kz", "STEM мектебі"])
    #expect(mail.port == 465)
    #expect(mail.encryption == .tls)
    #expect([mail.account?.user, mail.account?.password, mail.authorities] == ["stem", "qupiya", nil])
    #expect([sms.url, sms.method, sms.body] == ["https://gateway.example.kz/send", "POST", "{to} {text} {id}"])
    #expect(sms.headers.map { "\($0.name): \($0.value)" } == ["Authorization: Bearer qupiya", "X-Two: 2"])
    #expect(sms.encoding == .json)
    #expect(sms.sendsOnce)
    #expect(sms.accepts == "ok")
  }

  @Test("what is left out does not leave", arguments: ["mail", "sms"])
  func onePart(_ part: String) throws {
    try write([part: part == "mail" ? Self.mail : Self.sms])
    #expect(try Set(PostFile(path: path).deliveries.keys) == [part == "mail" ? .email : .sms])
  }

  /// One field of the good file made wrong, as JSON; nil takes it away.
  struct Wrong: Sendable, CustomTestStringConvertible {
    let field: String
    let value: String?
    let says: String
    var testDescription: String { "\(field) = \(value ?? "nothing")" }

    init(_ field: String, _ value: String?, _ says: String) {
      (self.field, self.value, self.says) = (field, value, says)
    }
  }

  private static let wrongs: [Wrong] =
    ["mail.host", "mail.port", "mail.encryption", "mail.from", "mail.fromName", "mail.user", "mail.password"].map {
      Wrong($0, nil, "\($0) is missing")
    }
    + ["sms.url", "sms.body", "sms.encoding", "sms.sendsOnce"].map { Wrong($0, nil, "\($0) is missing") }
    + [
      Wrong("mail.host", "7", "mail.host is of another kind"), Wrong("mail.host", "null", "mail.host is "),
      Wrong("mail.port", "\"465\"", "mail.port is of another kind"),
      Wrong("mail.port", "465.5", "mail.port is not a whole number"),
      Wrong("mail.port", "0", "mail host or port"), Wrong("mail.port", "65536", "mail host or port"),
      Wrong("mail.host", "\"mail example\"", "mail host or port"),
      Wrong("mail.encryption", "\"ssl\"", "mail.encryption is tls, startTLS or none"),
      Wrong("mail.encryption", "\"none\"", "post to mail.example.kz would not be encrypted"),
      Wrong("mail.from", "\"stem\"", "sender's address"), Wrong("mail.passwort", "\"x\"", "mail.passwort is not known"),
      Wrong("sms.sendsOnce", "\"yes\"", "sms.sendsOnce is of another kind"),
      Wrong("sms.headers", "[\"a\"]", "sms.headers is of another kind"),
      Wrong("sms.encoding", "\"xml\"", "sms.encoding is json or form"),
      Wrong("sms.url", "\"http://gateway.example.kz/\"", "post to gateway.example.kz would not be encrypted"),
      Wrong("sms.method", "\"GET\"", "SMS gateway's method"), Wrong("sms.body", "\"{to}\"", "lacks {to} or {text}"),
      Wrong("sms.body", "\"{to} {text}\"", "sending once needs {id}"),
      Wrong("sms.headers", "{\"a\": \"b\\nc\"}", "SMS gateway's headers"), Wrong("sms.timeout", "5", "sms.timeout is not known"),
    ]

  @Test("one wrong field is named, its value is not", arguments: wrongs)
  func refused(_ wrong: Wrong) throws {
    var file = ["mail": Self.mail, "sms": Self.sms]
    let place = wrong.field.split(separator: ".").map(String.init)
    let value = try wrong.value.map { try JSONSerialization.jsonObject(with: Data($0.utf8), options: .fragmentsAllowed) }
    file[place[0]]?[place[1]] = value
    try write(file)
    let error = try #require(throws: (any Error).self) { _ = try PostFile(path: self.path).deliveries }
    #expect("\(error)".contains(wrong.says), "\(error)")
    #expect(!"\(error)".contains("qupiya"))
  }

  @Test(
    "a file that is no post.json is refused",
    arguments: [
      ("", "this is not JSON, or mail.port is not a whole number"),
      ("mail: {}", "this is not JSON, or mail.port is not a whole number"),
      ("{\"mail\": {", "this is not JSON, or mail.port is not a whole number"),
      ("[]", "this is not a JSON object"),
      ("{\"telegram\": {}}", "telegram is not known"), ("{\"mail\": []}", "mail is of another kind"),
    ])
  func noPostFile(_ text: String, _ says: String) throws {
    try write(text)
    let error = try #require(throws: Trouble.self) { _ = try PostFile(path: self.path) }
    #expect(error.description == "\(path): \(says)")
  }

  @Test func aFileThatIsMissingOrThatOthersCanReadIsRefused() throws {
    let missing = try #require(throws: Trouble.self) { _ = try PostFile(path: self.path) }
    #expect(missing.description == "\(path) is missing")
    for mode in [0o640, 0o604] {
      try write("{}", mode: mode)
      let open = try #require(throws: Trouble.self) { _ = try PostFile(path: self.path) }
      #expect(open.description == "\(path) holds passwords and others can read it: chmod 600 \(path)")
    }
  }
}
