import Exchange
import Testing

@Suite struct RequestTests {
  @Test func pathAndQueryPartAtTheFirstQuestionMark() {
    let request = Request(.get, "/places?q=%D0%90%D2%9B+%D1%81%D1%83&q=2&empty=&a?b=c")
    #expect(request.path == "/places")
    #expect(request.query["q"] == "Ақ су")
    #expect(request.query.all("q") == ["Ақ су", "2"])
    #expect(request.query["empty"] == nil)
    #expect(request.query["a?b"] == "c")
    #expect(Request(.get, "").path == "")
    #expect(Request(.get, "/").query.pairs.isEmpty)
  }

  @Test(arguments: [
    ("keruen=abc", "abc"), ("lang=kk; keruen=abc", "abc"), ("lang=kk;keruen=abc", "abc"), ("xkeruen=1; keruen=abc", "abc"),
    ("keruen=a=b", "a=b"), ("keruenx=1", nil), ("keruen", nil), ("", nil), ("keruen=", nil),
  ]) func aCookieIsFoundByItsWholeName(_ header: String, _ value: String?) {
    #expect(Request(.get, "/", headers: ["cookie": header]).cookie("keruen") == value)
  }

  @Test(
    arguments: [
      ([:], nil),
      (["sec-fetch-site": "same-origin"], true), (["sec-fetch-site": "none"], true), (["sec-fetch-site": "same-site"], false),
      (["sec-fetch-site": "cross-site"], false),
      // The browser's own word counts before an Origin that a proxy may have rewritten.
      (["sec-fetch-site": "cross-site", "origin": "http://a.kz", "host": "a.kz"], false),
      (["origin": "https://a.kz", "host": "a.kz"], true), (["origin": "http://a.kz:8080", "host": "a.kz:8080"], true),
      (["origin": "https://a.kz.evil.kz", "host": "a.kz"], false), (["origin": "null", "host": "a.kz"], false),
      (["origin": "https://a.kz"], false), (["origin": "https://a.kz", "host": "inner", "x-forwarded-host": "a.kz"], true),
    ] as [([String: String], Bool?)]) func theOriginIsOursOnlyWhenTheBrowserSaysSo(_ headers: [String: String], _ same: Bool?)
  {
    #expect(Request(.post, "/", headers: headers).isSameOrigin() == same)
  }

  @Test(
    arguments: [
      ([:], nil), (["origin": "https://a.kz", "host": "inner"], true), (["origin": "http://a.kz", "host": "a.kz"], false),
      (["sec-fetch-site": "same-origin", "origin": "http://a.kz", "host": "a.kz"], false),
      (["sec-fetch-site": "same-origin", "origin": "https://a.kz"], true), (["sec-fetch-site": "same-origin"], true),
      (["sec-fetch-site": "cross-site", "origin": "https://a.kz"], false),
      (["origin": "https://a.kz:8443", "host": "a.kz"], false),
      (["origin": "null", "host": "a.kz"], false),
    ] as [([String: String], Bool?)]) func anOriginIsTheAddressOfTheHouseWithItsScheme(_ headers: [String: String], _ same: Bool?)
  {
    #expect(Request(.post, "/", headers: headers).isSameOrigin(at: "https://a.kz") == same)
  }

  @Test func theContentTypeIsReadWithoutItsParameters() {
    #expect(
      Request(.post, "/", headers: ["content-type": "Multipart/Form-Data; boundary=x"]).contentType == "multipart/form-data")
    #expect(Request(.post, "/").contentType == "")
  }

  @Test(arguments: Method.allCases) func onlyGetAndHeadChangeNothing(_ method: Method) {
    #expect(method.isSafe == (method == .get || method == .head))
  }

  @Test func aCookieOfOursIsNeverForScripts() {
    #expect(
      Cookie("lang", "kk", maxAge: 60, isSecure: true).text == "lang=kk; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure")
    #expect(Cookie("k", "v", maxAge: nil, path: "/consent", isSecure: false).text == "k=v; Path=/consent; HttpOnly; SameSite=Lax")
  }

  @Test func aDownloadsNameKeepsItsLetters() {
    let reply = Reply.download([1], type: "text/csv", name: "Өтінімдер \"1\"\r\n.csv")
    let header = reply.header("content-disposition") ?? ""
    #expect(header == "attachment; filename*=UTF-8''%D3%A8%D1%82%D1%96%D0%BD%D1%96%D0%BC%D0%B4%D0%B5%D1%80%20%221%22%0D%0A.csv")
  }
}

@Suite struct FieldsTests {
  @Test(
    arguments: [
      ("a=1&b=2", [("a", "1"), ("b", "2")]), ("a", [("a", "")]), ("=x", [("", "x")]), ("&&", []), ("a=b=c", [("a", "b=c")]),
      ("a=%", [("a", "%")]), ("a=%4", [("a", "%4")]), ("a=%zz", [("a", "%zz")]), ("a=%41%4A%4a", [("a", "AJJ")]),
      ("a+b=c+d", [("a b", "c d")]), ("a=%2B", [("a", "+")]), ("a=%FF", [("a", "\u{fffd}")]),
    ] as [(String, [(String, String)])]) func urlEncodedTextIsReadAsBrowsersWriteIt(_ text: String, _ pairs: [(String, String)])
  {
    #expect(Fields(urlEncoded: text) == Fields(pairs))
  }

  @Test func whatIsWrittenIsReadBack() {
    let fields = Fields([("аты", "Әлия & Ко = 100% +1"), ("", ""), ("a", "\r\n\0")])
    #expect(Fields(urlEncoded: fields.urlEncoded) == fields)
  }

  @Test func morePairsThanAnyFormHasAreDropped() {
    #expect(Fields(urlEncoded: String(repeating: "a=1&", count: 5000)).pairs.count == 2000)
  }

  @Test func aValueIsTrimmedAndAnEmptyOneIsMissing() {
    let fields = Fields([("a", " \u{a0}x \n"), ("b", "  ")])
    #expect(fields["a"] == "x")
    #expect(fields["b"] == nil)
    #expect(fields.all("b") == ["  "])
  }
}

@Suite struct PathPatternTests {
  @Test(
    arguments: [
      ("/", "/", [:]), ("/desk", "/desk", [:]), ("/desk/:code", "/desk/K7", ["code": "K7"]),
      ("/desk/:code", "/desk/%D2%9A%2F7", ["code": "Қ/7"]), ("/desk/:code/notes", "/desk/K7/notes", ["code": "K7"]),
      ("/desk/:code", "/desk", nil), ("/desk/:code", "/desk/K7/notes", nil), ("/desk", "/Desk", nil),
      ("/desk/:code", "/desk/", nil),
      ("/a/:x/:y", "/a/1/2", ["x": "1", "y": "2"]), ("/desk", "/desk/", [:]), ("/desk", "//desk", [:]),
      ("/courses/:course.epub", "/courses/algebra.epub", ["course": "algebra"]),
      ("/courses/:course.epub", "/courses/a.b.epub", ["course": "a.b"]), ("/courses/:course.epub", "/courses/.epub", nil),
      ("/courses/:course.epub", "/courses/algebra", nil), ("/courses/:course.epub", "/courses/algebra.EPUB", nil),
      ("/courses/:course.epub", "/courses/%D2%9A.epub", ["course": "Қ"]),
      ("/courses/:course", "/courses/algebra.epub", ["course": "algebra.epub"]),
    ] as [(String, String, [String: String]?)]) func aPathMatchesWholeOrNotAtAll(
      _ pattern: String, _ path: String, _ names: [String: String]?
    )
  {
    #expect(PathPattern(pattern).match(path.split(separator: "/")) == names)
  }

  @Test(
    "where a path matches two patterns, the first component that differs decides: a literal, then the longer ending, then a name",
    arguments: [
      ("/apply/check", "/apply/:page"), ("/courses/:course.epub", "/courses/:course"), ("/a/c/:y", "/a/:x/b"),
      ("/courses/all.epub", "/courses/:course.epub"), ("/f/:x.tar.gz", "/f/:x.gz"), ("/a/b/:x/:y", "/a/:x/c/d"),
    ])
  func precedence(_ first: String, _ second: String) {
    #expect(PathPattern(first).precedes(PathPattern(second)) && !PathPattern(second).precedes(PathPattern(first)))
  }

  @Test("what a named component is called is no part of a pattern's shape")
  func shape() {
    #expect(PathPattern("/courses/:course").shape == PathPattern("/courses/:slug").shape)
    #expect(!PathPattern("/courses/:course").precedes(PathPattern("/courses/:slug")))
    #expect(PathPattern("/courses/:course").shape != PathPattern("/courses/:course.epub").shape)
  }
}
