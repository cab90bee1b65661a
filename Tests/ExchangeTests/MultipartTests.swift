import Exchange
import Testing

@Suite struct MultipartTests {
  private static let header = "multipart/form-data; boundary=----b7"

  private static func part(_ disposition: String, _ content: [UInt8]) -> [UInt8] {
    Array("------b7\r\nContent-Disposition: form-data; \(disposition)\r\nContent-Type: image/jpeg\r\n\r\n".utf8) + content
      + Array("\r\n".utf8)
  }

  private static let end = Array("------b7--\r\n".utf8)
  private static let picture = [UInt8](0...255) + Array("\r\n------b6\r\n--".utf8) + [0x0d, 0x0a, 0x2d]
  private static let whole =
    part("name=\"token\"", Array("тоқен".utf8)) + part("name=\"photo\"; filename=\"C:\\temp\\Сурет 1.jpg\"", picture) + end

  @Test func fieldsAndFilesComeApart() throws {
    let form = try #require(Multipart(contentType: Self.header, body: Self.whole))
    #expect(form.fields["token"] == "тоқен")
    #expect(form.uploads.map(\.field) == ["photo"])
    #expect(form.uploads.map(\.name) == ["Сурет 1.jpg"])
    #expect(form.uploads.map(\.bytes) == [Self.picture])
  }

  @Test("a body cut anywhere before its last boundary is refused, whole or not at all")
  func truncated() {
    for length in 0..<(Self.whole.count - 4) {
      #expect(Multipart(contentType: Self.header, body: Array(Self.whole.prefix(length))) == nil, "\(length)")
    }
    #expect(Multipart(contentType: Self.header, body: Array(Self.whole.dropLast(2))) != nil)
  }

  @Test func anEmptyFileControlIsNoFile() throws {
    let form = try #require(
      Multipart(contentType: Self.header, body: Self.part("name=\"photo\"; filename=\"\"", []) + Self.end))
    #expect(form.uploads.isEmpty)
    #expect(form.fields.pairs.isEmpty)
  }

  @Test func anEmptyFileWithANameIsAFile() throws {
    let form = try #require(
      Multipart(contentType: Self.header, body: Self.part("name=\"photo\"; filename=\"a.pdf\"", []) + Self.end))
    #expect(form.uploads.map(\.bytes) == [[]])
  }

  @Test(arguments: [
    "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
    "multipart/mixed; boundary=----b7",
    "multipart/form-data; boundary=\(String(repeating: "b", count: 71))", "text/plain", "",
  ]) func aHeaderWithoutAUsableBoundaryIsRefused(_ header: String) {
    #expect(Multipart(contentType: header, body: Self.whole) == nil)
  }

  @Test(arguments: ["multipart/form-data; boundary=\"----b7\"", "Multipart/Form-Data; charset=utf-8; boundary=----b7; x=y"])
  func aBoundaryMayBeQuotedOrStandLate(_ header: String) {
    #expect(Multipart(contentType: header, body: Self.whole)?.uploads.count == 1)
  }

  @Test func aBoundaryThatIsTheStartOfAnotherLineEndsNothing() {
    // "------b7x" is content, not a boundary followed by rubbish; the body never ends and is refused.
    let body = Self.part("name=\"a\"", Array("1\r\n------b7x\r\n2".utf8)) + Self.end
    let form = Multipart(contentType: Self.header, body: body)
    #expect(form == nil || form?.fields["a"] == "1\r\n------b7x\r\n2")
  }

  @Test func aPartWithoutANameIsPassedOver() throws {
    let body = Self.part("filename=\"x\"", [1]) + Self.part("name=\"a\"", [0x31]) + Self.end
    let form = try #require(Multipart(contentType: Self.header, body: body))
    #expect(form.uploads.isEmpty)
    #expect(form.fields["a"] == "1")
  }

  @Test func eightMegabytesOfNearlyBoundariesAreReadInReasonableTime() throws {
    let content = Array(repeatElement(Array("\r\n------b".utf8), count: 900_000).joined())
    let clock = ContinuousClock()
    var form: Multipart?
    let time = clock.measure {
      form = Multipart(contentType: Self.header, body: Self.part("name=\"photo\"; filename=\"x\"", content) + Self.end)
    }
    #expect(try #require(form).uploads[0].bytes.count == content.count)
    #expect(time < .seconds(20))
  }

  @Test(arguments: [#"name="a%22b""#, #"name="a""#]) func escapesOfBrowsersAreUndone(_ disposition: String) throws {
    let form = try #require(Multipart(contentType: Self.header, body: Self.part(disposition, [0x31]) + Self.end))
    #expect(form.fields.pairs.map(\.name) == [disposition.contains("%22") ? "a\"b" : "a"])
  }
}

/// Forms made to cost much: more parts, fields or letters in a head than any form of ours has.
@Suite struct CostlyFormTests {
  private static let header = "multipart/form-data; boundary=x"

  private func parts(_ count: Int, head: String = "Content-Disposition: form-data; name=\"a\"") -> [UInt8] {
    Array((String(repeating: "--x\r\n\(head)\r\n\r\n1\r\n", count: count) + "--x--\r\n").utf8)
  }

  @Test func aFormOfTooManyPartsIsBroken() {
    #expect(Multipart(contentType: Self.header, body: parts(500))?.fields.pairs.count == 500)
    #expect(Multipart(contentType: Self.header, body: parts(501)) == nil)
  }

  @Test func aPartWithALongHeadIsBroken() {
    let head = "Content-Disposition: form-data; name=\"a\"\r\nX: " + String(repeating: "x", count: 9 << 10)
    #expect(Multipart(contentType: Self.header, body: parts(1, head: head)) == nil)
  }

  @Test func aFormOfTooManyFieldsIsRefusedAndNotCutShort() {
    func form(_ count: Int) -> [UInt8] { Array(Array(repeating: "a=1", count: count).joined(separator: "&").utf8) }
    #expect(Fields(urlEncoded: form(2000))?.pairs.count == 2000)
    #expect(Fields(urlEncoded: form(2001)) == nil)
    #expect(Fields(urlEncoded: Array("a=%D2%9B+1&b&=c&a=2".utf8)) == Fields([("a", "қ 1"), ("b", ""), ("", "c"), ("a", "2")]))
  }

  @Test(
    arguments: [
      ("9223372036854775807", nil), ("-9223372036854775808", nil), ("9223372036854775808", nil), ("x", nil), ("", nil), ("0", 0),
      ("100", 100), ("101", nil), (" 7 ", 7),
    ] as [(String, Int?)])
  func aNumberFromOutsideIsInItsRangeOrNone(typed: String, number: Int?) {
    #expect(Fields([("n", typed)]).number("n", in: 0...100) == number)
  }

  @Test(arguments: [
    ("9223372036854775807", 100_000), ("-9223372036854775808", 1), ("99999999999999999999", 1), ("x", 1), ("0", 1), ("3", 3),
  ])
  func aPageOfAListHasAnOffsetWhateverIsAsked(typed: String, page: Int) {
    let number = PageNumber(Fields([("page", typed)]))
    #expect(number.value == page && number.offset(of: 50) == (page - 1) * 50)
  }
}
