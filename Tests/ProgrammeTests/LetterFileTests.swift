import Programme
import Testing
import Words

@testable import Programme

/// The words of letters: read from the programme's folder, filled with the values that rooms give.
@Suite struct LetterFileTests {
  private static let receipt = LetterText("receipt", Phrase(verbatim: "receipt"), needs: [.page], mayUse: [.application])
  private static let code = LetterText("sign-in-code", Phrase(verbatim: "sign-in-code"), needs: [.code])

  private static func words(_ body: String, subject: String = "s") -> String {
    """
      subject: {kk: "\(subject)", ru: "\(subject)", en: "\(subject)"}
      body: {kk: "\(body)", ru: "\(body)", en: "\(body)"}

    """
  }

  private static let shipped = Array(
    "receipt:\n\(words("{page}"))sign-in-code:\n\(words("{code}"))other-room:\n\(words("x"))".utf8)

  private static func complaints(_ yaml: String) -> String {
    do {
      _ = try LetterFile(yaml: Array(yaml.utf8), [receipt, code], shipped: shipped)
      return ""
    } catch { return "\(error)" }
  }

  @Test("what the folder leaves out is said in the words that ship, and named") func borrowed() throws {
    let file = try LetterFile(
      yaml: Array("receipt:\n\(Self.words("{programme}: {application}, {page}"))".utf8), [Self.receipt, Self.code],
      shipped: Self.shipped)
    #expect(file.borrowed == ["sign-in-code"])
    #expect(file[Self.receipt]?.body.en == "{programme}: {application}, {page}")
    #expect(file[Self.code]?.body.ru == "{code}")
  }

  @Test(
    "each fault is said with its line",
    arguments: [
      ("receipt:\n" + words("no link"), "3: kk: the letter must hold {page}"),
      ("receipt:\n" + words("{page} {girl}"), "3: ru: this letter has no value {girl}. It has {programme} {page} {application}"),
      ("receipt:\n" + words("{page", subject: "x"), "3: en: a brace is not closed"),
      ("receipt:\n" + words("{page} {}"), "3: kk: a brace is not closed, not opened or empty"),
      ("receipt:\n" + words("{page}", subject: "{code}"), "2: kk: this letter has no value {code}"),
      ("receipt:\n" + words("{page}" + String(repeating: "ә", count: 480)), "3: kk: more than 480 characters"),
      ("reciept:\n" + words("{page}"), "1: There is no key “reciept”. Possible are: other-room, receipt, sign-in-code."),
      ("receipt:\n  body: 3", "2: "),
    ])
  func faults(yaml: String, said: String) {
    #expect(Self.complaints(yaml).contains(said), "\(Self.complaints(yaml))")
  }

  @Test("a letter of another room may stand in the file") func otherRoom() {
    #expect(Self.complaints("other-room:\n\(Self.words("x"))").isEmpty)
  }

  @Test("values are filled in once: what a name holds in braces stays there") func filledOnce() throws {
    let text = try #require(BracedText("{name}, код {code}"))
    #expect(text.filled { $0 == "name" ? "{code}" : "123" } == "{code}, код 123")
    #expect(text.values == ["name", "code"])
  }

  @Test(arguments: ["}", "{", "a{b", "{a{b}}", "{}", "x}y{z}"]) func lonelyBracesAreNoText(text: String) {
    #expect(BracedText(text) == nil)
  }
}
