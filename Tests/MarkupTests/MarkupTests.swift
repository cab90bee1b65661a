import Markup
import Testing
import Words

/// A small seeded generator, so that a failing case comes back.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Texts made of everything that means something in HTML, an address or a script.
func nastyTexts(_ count: Int, seed: UInt64) -> [String] {
  let pieces = [
    "<", ">", "\"", "'", "&", "&amp;", "</script>", "<!--", "-->", "]]>", "javascript:", "..", "/", "\\", "?", "#", "%", "=", ";",
    " ", "\n", "\0", "a", "Қ", "й", "и\u{306}", "😀", "\u{202E}", "onload=", "`", "{", "@", "//",
  ]
  var random = SplitMix(state: seed)
  return (0..<count).map { _ in
    (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }
}

/// What a browser would read back.
func unescaped(_ text: String) -> String {
  var text = text
  for (reference, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
    text = text.split(separator: reference, omittingEmptySubsequences: false).joined(separator: character)
  }
  return text
}

@Suite struct Escaping {
  @Test("a choice between two literals is markup, and what stands in it too", arguments: [true, false])
  func choice(_ isOpen: Bool) {
    let (inner, typed): (HTML, String) = ("<b>x</b>", "<i>")
    let page: HTML = "\(isOpen ? "<p>\(inner)</p>" : "<hr>")\(isOpen ? typed : "<s>")"
    #expect(page.text == (isOpen ? "<p><b>x</b></p>&lt;i&gt;" : "<hr>&lt;s&gt;"))
  }

  @Test func nothingInterpolatedCanOpenATagOrCloseAnAttribute() {
    for text in nastyTexts(2000, seed: 7) {
      let html: HTML = "\(text)"
      #expect(!html.text.utf8.contains { "<>\"'".utf8.contains($0) }, "\(text)")
      #expect(Array(unescaped(html.text).unicodeScalars) == Array(text.unicodeScalars))
      #expect(HTML(text) == html)
      let slice = ("x" + text).dropFirst(text.isEmpty || "x\(text)".first == "x" ? 1 : 0)
      if slice == text { #expect("\(slice)" as HTML == html) }
      let attribute: HTML = "<a\(attribute: "title", text)>"
      #expect(attribute.text == "<a title=\"\(html.text)\">")
    }
  }

  @Test func literalsAndHTMLStayAsTheyAre() {
    let typed = "<i>"
    let inner: HTML = "<b>\(typed)</b>"
    let none: HTML? = nil
    let html: HTML = "<p>\(inner)\(none)\([inner, inner])\(7)\(" checked", if: true)\(" disabled", if: false)</p>"
    #expect(html.text == "<p><b>&lt;i&gt;</b><b>&lt;i&gt;</b><b>&lt;i&gt;</b>7 checked</p>")
  }

  @Test func aMissingAttributeLeavesNoTrace() {
    #expect(("<a\(attribute: "title", nil)>" as HTML).text == "<a>")
  }

  @Test func piecesAreJoinedAndAdded() {
    let typed = "&"
    let pieces: [HTML] = ["<a>", "\(typed)", .nothing]
    #expect(pieces.joined(separator: ", ").text == "<a>, &amp;, ")
    #expect((pieces[0] + pieces[1]).text == "<a>&amp;")
    #expect(HTML.nothing.isEmpty)
  }
}

@Suite struct Links {
  @Test func aLinkMadeWithDataIsAlwaysAPathOfOurOwn() {
    for text in nastyTexts(2000, seed: 11) {
      for link in ["/a/\(text)/b", "\(text)", "/\(text)/evil.example", "/search?q=\(text)"] as [Link] {
        let address = link.with("state", text).at(text).text
        #expect(address.hasPrefix("/") && !address.hasPrefix("//"), "\(address)")
        #expect(address.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>\"'\\`".utf8.contains($0) }, "\(address)")
        let path = address.prefix { $0 != "?" && $0 != "#" }
        #expect(!path.split(separator: "/").contains(".."), "\(address)")
      }
    }
  }

  @Test func dataCannotAddAPathStepAQueryOrAFragment() {
    let link: Link = "/a/\("x/y?z#w&v=1")"
    #expect(link.text == "/a/x%2Fy%3Fz%23w%26v%3D1")
    #expect(
      link.with("state", "a b&c").with("page", 2).with("none", nil).text == "/a/x%2Fy%3Fz%23w%26v%3D1?state=a%20b%26c&page=2")
  }

  @Test func aQueryGoesBeforeTheFragment() {
    #expect(Link("/a").at("түсу").with("q", "ә").text == "/a?q=%D3%99#%D1%82%D2%AF%D1%81%D1%83")
    #expect(Link("?page=2").text == "?page=2")
    #expect(Link("#main").text == "#main")
  }

  @Test func aLinkIsEscapedInsideAPage() {
    let html: HTML = "<a href=\"\(Link("/a").with("b", "1").with("c", "2"))\">"
    #expect(html.text == "<a href=\"/a?b=1&amp;c=2\">")
  }

  @Test(arguments: [
    ("/desk", true), ("/desk?page=2#x", true), ("//evil.example", false), ("https://evil.example", false), ("", false),
    ("/\\evil.example", false), ("/a/../b", false), ("/a\nb", false), ("javascript:alert(1)", false), ("/a b", false),
  ])
  func aReturnAddressMustBeOurOwn(path: String, isOurs: Bool) {
    #expect((Link(own: path) != nil) == isOurs)
  }

  @Test(arguments: [
    ("ektu.kz", "https://ektu.kz"), ("https://Ektu.kz/kk?a=b", "https://ektu.kz/kk?a=b"),
    ("ektu.kz/\"<", "https://ektu.kz/%22%3C"),
    ("javascript:alert(1)", nil), ("http://ektu.kz", nil), ("localhost", nil), ("user@ektu.kz", nil), ("127.0.0.1", nil),
    ("", nil),
  ])
  func anOutsideAddressIsAlwaysHTTPS(address: String, expected: String?) {
    #expect(Link(elsewhere: address)?.text == expected)
  }

  @Test func mailAndPhoneAreTyped() throws {
    let mail = try EMail(parsing: "a+b@mail.kz")
    #expect(Link.mail(mail, subject: "Сұрақ?").text == "mailto:a+b@mail.kz?subject=%D0%A1%D2%B1%D1%80%D0%B0%D2%9B%3F")
    #expect(try Link.call(Phone(parsing: "87011234567")).text == "tel:+77011234567")
  }
}

@Suite struct Layout {
  let house = Surroundings(
    styles: ["/keruen.abc.css"], scripts: ["/keruen.abc.js"], modules: ["/kit/store.abc.js"],
    languages: Language.allCases.map { ($0, Link("/").with("lang", $0.rawValue)) },
    menu: [MenuItem("Өтінімдер", "/desk", isCurrent: true)], footer: "<p>Керуен</p>")

  @Test(arguments: Language.allCases) func theDocumentNamesItsLanguage(language: Language) {
    let page = layout(Page(title: "<b>", language: language, body: "<h1>x</h1>"), in: house).text
    #expect(page.hasPrefix("<!doctype html>\n<html lang=\"\(language.rawValue)\">"))
    #expect(page.contains("<title>&lt;b&gt; · Керуен</title>"))
    #expect(
      page.contains(
        "lang=\"\(language.rawValue)\" hreflang=\"\(language.rawValue)\" href=\"/?lang=\(language.rawValue)\" title=\"\(language.name)\" aria-current=\"true\""
      ))
    #expect(page.split(separator: "aria-current=\"true\"", omittingEmptySubsequences: false).count == 2)
  }

  @Test func theStrictPolicyIsKept() {
    let page = layout(Page(title: "x", language: .kk, notice: "<p>n</p>", hero: "<h1>y</h1>", body: "z"), in: house).text
    #expect(!page.contains(" style="))
    #expect(
      page.contains(
        "<link rel=\"modulepreload\" href=\"/kit/store.abc.js\"><script type=\"module\" src=\"/keruen.abc.js\"></script>"))
    #expect(page.split(separator: "<script", omittingEmptySubsequences: false).count == 2)
    #expect(!page.contains(" on") || !page.contains("onclick"))
  }

  @Test func theFirstThingIsAWayPastTheHeader() throws {
    let page = layout(Page(title: "x", language: .ru, body: "z"), in: house).text
    #expect(page.contains("<body><a class=\"skip\" href=\"#main\">Перейти к содержанию</a>"))
    #expect(page.contains("<main id=\"main\" tabindex=\"-1\">"))
  }
}
