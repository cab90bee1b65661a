import Postbox
import Programme
import Testing
import Words

@testable import Applications

/// The text of a message to many: what stands in braces is filled in once.
@Suite struct MessageTextTests {
  private static func said(_ text: String) -> Said { Said(kk: text, ru: text, en: text) }

  @Test("a name that holds braces stays a name") func once() {
    #expect(BulkMessage.fill(Self.said("{name}: {code}"), name: "{code}", code: "K7-4M2Q")(.ru) == "{code}: K7-4M2Q")
  }

  @Test(
    "braces that nothing fills are said at the field, in the subject too",
    arguments: [
      ("{name}", "{code}", []), ("{girl}", "x", ["subject-ru"]), ("x", "{name", ["body-ru"]),
      ("{", "}", ["subject-ru", "body-ru"]),
    ])
  func unknown(subject: String, body: String, fields: [String]) {
    let draft = MessageDraft(channel: .email, subject: Self.said(subject), body: Self.said(body))
    #expect(draft.complaints(.ru).map(\.field).filter { $0.hasSuffix("-ru") } == fields)
  }
}
