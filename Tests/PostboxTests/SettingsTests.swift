import Storage
import Testing
import Words

@testable import Postbox

@Suite struct SettingsTests {
  @Test(arguments: [
    ("news", "news"),
    ("Сәлем", "=?UTF-8?B?0KHTmdC70LXQvA==?="),
    ("a\r\nBcc: b@c", "=?UTF-8?B?YSAgQmNjOiBiQGM=?="),
    ("=?UTF-8?B?YQ==?=", "=?UTF-8?B?PT9VVEYtOD9CP1lRPT0/PQ==?="),
    ("Smith, A.", "=?UTF-8?B?U21pdGgsIEEu?="),
    ("", ""),
  ])
  func aHeaderIsEncodedWhereItMustBe(text: String, header: String) {
    #expect(MailText.words(text) == header)
  }

  @Test func aLongHeaderIsFoldedAndNoCharacterIsCut() {
    let lines = MailText.words(String(repeating: "aғ👋", count: 40)).split(separator: "\r\n ")
    #expect(lines.count > 4)
    #expect(lines.allSatisfy { $0.utf8.count <= 75 && $0.hasPrefix("=?UTF-8?B?") && $0.hasSuffix("?=") })
  }

  @Test(arguments: [(0, "Thu, 01 Jan 1970 00:00:00 +0000"), (1_709_210_096_000, "Thu, 29 Feb 2024 12:34:56 +0000")])
  func aDateIsWrittenAsMailHasIt(milliseconds: Int64, text: String) {
    #expect(MailText.date(Moment(milliseconds: milliseconds)) == text)
  }

  @Test(arguments: ["mail.example", "10.0.0.5", "localhost.example"])
  func mailNeverLeavesTheMachineUnencrypted(host: String) {
    #expect(throws: PostboxFault.unencrypted(host)) {
      try SMTPSettings(host: host, port: 25, encryption: .none, from: "a@b.example", fromName: "K")
    }
  }

  @Test(arguments: ["http://sms.example/send", "ftp://sms.example", "http://localhost.example/", "http://localhost@sms.example/"])
  func messagesNeverLeaveTheMachineUnencrypted(url: String) {
    #expect(throws: PostboxFault.self) { try SMSGateway(url: url, body: "{to}{text}", encoding: .form, sendsOnce: false) }
  }

  @Test(arguments: [
    ("https://sms.example/{to}", "{to}{text}", false), ("https://sms.example/", "{to}", false),
    ("https://sms.example/", "{text}", false),
    ("https://sms.example/", "{to}{text}", true), ("https://sms.example/ x", "{to}{text}", false),
  ])
  func aTemplateThatCannotWorkIsRefused(url: String, body: String, sendsOnce: Bool) {
    #expect(throws: PostboxFault.self) { try SMSGateway(url: url, body: body, encoding: .form, sendsOnce: sendsOnce) }
  }

  @Test func aHeaderThatBreaksTheLineIsRefused() {
    #expect(throws: PostboxFault.self) {
      try SMSGateway(
        url: "https://sms.example/", headers: [("X-Key", "a\r\nHost: b")], body: "{to}{text}", encoding: .json, sendsOnce: false)
    }
  }

  @Test(arguments: ["", "a", "a@", "@b", "a@b@c", "a b@c", "<a@b>", "a@b\r\nx", "ә@b.example"])
  func whatIsNoSendersAddressIsRefused(from: String) {
    #expect(throws: PostboxFault.self) {
      try SMTPSettings(host: "mail.example", port: 465, encryption: .tls, from: from, fromName: "K")
    }
  }

  @Test func aLetterIsLeftBehindOnlyAfterTheLongestAttempt() async throws {
    let gateway = try SMSGateway(url: "https://sms.example/", body: "{to}{text}", encoding: .form, sendsOnce: false, timeout: 90)
    let box = try await Box(.sqlite)
    try await box.put("a", .sms, to: "+77011234567", subject: nil)
    let postman = Postman(deliveries: [.sms: .sms(gateway)], worker: "one")
    _ = try await postman.take(.sms, box.database, open: box.open, now: box.clock.now())
    let lease = try await box.database.read { try $0.value("SELECT lease_until FROM outbox", as: Int64.self) }
    #expect(lease == box.clock.now().adding(seconds: 150).milliseconds)
  }

  @Test(arguments: [
    ("{ \"status\" : \"ok\" }", true), ("{\"status\":\"ok\"}", true), ("  [{\"status\":\n\"ok\"}]", true),
    ("{\"status\":\"no\"}", false), ("\"status\" : \"ok\"", false), ("", false),
  ])
  func jsonIsComparedWithoutWhiteSpace(reply: String, holds: Bool) {
    #expect(GatewayReply(reply).holds("\"status\": \"ok\"") == holds)
  }

  @Test(arguments: [("", nil), (nil, "")] as [(String?, String?)])
  func aTextThatEveryReplyHoldsIsRefused(accepts: String?, refuses: String?) {
    #expect(throws: PostboxFault.self) {
      try SMSGateway(
        url: "https://sms.example/", body: "{to}{text}", encoding: .form, sendsOnce: false, accepts: accepts, refuses: refuses)
    }
  }
}
