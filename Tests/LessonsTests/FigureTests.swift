import ChanceKit
import Lessons
import Markup
import Testing
import Words

@Suite struct FigureTests {
  private func drawing(_ inside: String, box: String = "0 0 320 200") -> [UInt8] {
    Array(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"\(box)\" fill=\"none\" stroke=\"currentColor\">\n\(inside)\n</svg>\n"
        .utf8)
  }

  private func faults(_ bytes: [UInt8]) -> [FigureFault] {
    do throws(FigureComplaints) {
      _ = try Drawing(reading: bytes)
      return []
    } catch { return error.all.map(\.fault) }
  }

  @Test("a drawing is written again with the words of the language")
  func shown() throws {
    let drawing = try Drawing(
      reading: drawing(
        """
        <!-- a comment --><path d="M0 0L10 10"/><g font-size='15'><text x="1" y="2">{length} = t₁ &amp; A</text></g>
        """))
    #expect(drawing.keys == ["length"])
    #expect(
      Figure(.drawing(drawing, words: ["length": "50 <см>"]), alt: "Маятник \"A\"", caption: "Бір тербеліс", credit: nil).shown
        .text == """
          <figure><svg viewBox="0 0 320 200" role="img" aria-label="Маятник &quot;A&quot;" fill="none" stroke="currentColor">\
          <path d="M0 0L10 10"></path><g font-size="15"><text x="1" y="2">50 &lt;см&gt; = t₁ &amp; A</text></g></svg>\
          <figcaption>Бір тербеліс</figcaption></figure>
          """)
  }

  @Test(
    "what is not on the list is refused",
    arguments: [
      ("<script>alert(1)</script>", .notOnTheList("script")), ("<a href=\"https://x.kz\"></a>", .notOnTheList("a")),
      ("<image href=\"x.png\"/>", .notOnTheList("image")), ("<foreignObject/>", .notOnTheList("foreignObject")),
      ("<style>*{}</style>", .notOnTheList("style")), ("<use href=\"#a\"/>", .notOnTheList("use")),
      ("<animate/>", .notOnTheList("animate")), ("<path d=\"M0 0\" onclick=\"x()\"/>", .badAttribute("onclick", "x()")),
      ("<path d=\"M0 0\" style=\"fill:red\"/>", .badAttribute("style", "fill:red")),
      ("<path fill=\"url(#a)\"/>", .badColour("url(#a)")),
      ("<path fill=\"#000\"/>", .badColour("#000")), ("<path stroke=\"#ffffff\"/>", .badColour("#ffffff")),
      ("<path fill=\"red\"/>", .badColour("red")), ("<path d=\"M0 0;\"/>", .badAttribute("d", "M0 0;")),
      ("<path transform=\"url(x)\"/>", .badAttribute("transform", "url(x)")),
      ("<circle r=\"1e999\"/>", .badAttribute("r", "1e999")),
      ("<circle r=\"10%\"/>", .badAttribute("r", "10%")), ("<g id=\"a\"/>", .badAttribute("id", "a")), ("words", .strayText),
      ("<text x=\"1\" y=\"1\" font-size=\"8\">A</text>", .smallText(8)), ("<text x=\"1\" y=\"1\">сөз</text>", .bareWords("сөз")),
      ("<text x=\"1\" y=\"1\">length</text>", .bareWords("length")), ("<text x=\"1\" y=\"1\">{Length}</text>", .badKey),
      ("<text x=\"1\" y=\"1\">{a</text>", .badKey), ("<![CDATA[x]]>", .notXML), ("<g>", .notXML), ("<g></path>", .notXML),
      ("<g x='1' x='2'/>", .notXML), ("&copy;", .notXML), ("<g a=1/>", .notXML), ("<!-- ", .notXML),
    ] as [(String, FigureFault)])
  func refused(_ inside: String, _ fault: FigureFault) {
    let error = #expect(throws: FigureComplaints.self) { try Drawing(reading: drawing(inside)) }
    #expect(error?.all.first?.fault == fault)
    for language in Language.allCases { #expect(error?.all.first?.phrase(language).isEmpty == false) }
  }

  @Test("a drawing has a size, few pieces and few bytes")
  func bounded() {
    #expect(faults(Array("<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>".utf8)) == [.noViewBox])
    #expect(faults(drawing("", box: "0 0 0 10")) == [.noViewBox])
    #expect(faults(Array("<!DOCTYPE svg><svg viewBox=\"0 0 1 1\"/>".utf8)) == [.notXML])
    #expect(faults(Array("<html viewBox=\"0 0 1 1\"/>".utf8)) == [.notOnTheList("html")])
    #expect(faults(drawing(String(repeating: "<g>", count: 30))) == [.tooManyPieces])
    #expect(faults(drawing(String(repeating: "<g/>", count: 700))) == [.tooManyPieces])
    #expect(faults([UInt8](repeating: 0x20, count: 20_001)) == [.tooLarge(kilobytes: 20)])
    #expect(faults([0x3C, 0xFF, 0x3E]) == [.notXML] && faults([]) == [.notXML])
    #expect(faults(drawing("<g/>\n<b/>")) == [.notOnTheList("b")])
  }

  @Test("a complaint says its line")
  func lines() throws {
    let error = try #require(throws: FigureComplaints.self) {
      try Drawing(reading: drawing("<g/>\n<g><b/></g>\n<text>жаз</text>"))
    }
    #expect(error.all.map(\.line) == [3, 4])
    for language in Language.allCases { #expect(!error.all[0].phrase(language).isEmpty) }
  }

  @Test("bytes changed at random are read or refused, and never bring what is not on the list", arguments: 0..<4)
  func changed(_ seed: Int) {
    var chance = Chance(UInt64(seed) + 7)
    let good = drawing("<g font-size=\"15\"><text x=\"1\" y=\"2\">{length}</text></g><path d=\"M0 0\" stroke=\"#0a6c94\"/>")
    for _ in 0..<3_000 {
      var bytes = good
      for _ in 0...chance.below(4) { bytes[chance.below(bytes.count)] = UInt8(chance.below(256)) }
      guard let drawing = try? Drawing(reading: bytes) else { continue }
      let text = drawing.shown(["length": "<script>"], alt: "x").text
      #expect(!text.contains("<script") && !text.contains("href") && !text.contains(" on"))
    }
  }

  @Test("a photograph is a WebP of its width and weight, shown in two widths")
  func photographs() {
    func webP(_ kind: String, _ width: Int, count: Int = 1_000) -> [UInt8] {
      var bytes = Array("RIFF....WEBP\(kind)".utf8) + [UInt8](repeating: 0, count: count - 16)
      let (low, high) = (UInt8(width & 255), UInt8(width >> 8))
      switch kind {
      case "VP8 ": (bytes[26], bytes[27]) = (low, high)
      case "VP8L": (bytes[21], bytes[22]) = (UInt8((width - 1) & 255), UInt8((width - 1) >> 8))
      default: (bytes[24], bytes[25]) = (UInt8((width - 1) & 255), UInt8((width - 1) >> 8))
      }
      return bytes
    }
    for kind in ["VP8 ", "VP8L", "VP8X"] {
      #expect(Photograph.complaint(about: webP(kind, 320), width: 320) == nil)
      #expect(Photograph.complaint(about: webP(kind, 640, count: 45_000), width: 640) == nil)
      #expect(Photograph.complaint(about: webP(kind, 300), width: 320)?.fault == .wrongWidth(300, wanted: 320))
    }
    #expect(Photograph.complaint(about: webP("VP8 ", 320, count: 20_001), width: 320)?.fault == .tooLarge(kilobytes: 20))
    #expect(Photograph.complaint(about: webP("VP9 ", 320), width: 320)?.fault == .notWebP)
    #expect(Photograph.complaint(about: [], width: 320)?.fault == .notWebP)
    let figure = Figure(
      .photograph(narrow: "/f/a-320.webp", wide: "/f/a-640.webp", height: 0.75), alt: "Таразы", caption: nil,
      credit: "А. Б., CC BY 4.0")
    #expect(
      figure.shown.text == """
        <figure><img src="/f/a-320.webp" srcset="/f/a-320.webp 320w, /f/a-640.webp 640w" sizes="(min-width: 24rem) 22rem, 100vw" \
        width="320" height="240" alt="Таразы" loading="lazy"><figcaption><small>А. Б., CC BY 4.0</small></figcaption></figure>
        """)
  }
}
