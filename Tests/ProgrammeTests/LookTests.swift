import Markup
import Testing
import Words

@testable import Programme

/// How a programme looks: any colour stays readable, and a picture is a picture.
@Suite struct LookTests {
  private static let colours = [
    "#000000", "#ffffff", "#ffff00", "#ff0000", "#00ff00", "#0000ff", "#00796b", "#808080", "#f6b71d", "#10243a", "#0a6c94",
  ]

  private func variables(_ style: String) throws -> (day: [String: Colour], night: [String: Colour]) {
    func read(_ part: Substring) -> [String: Colour] {
      part.matches(of: /--([a-z]+):(#[0-9a-f]{6})/).reduce(into: [:]) { $0[String($1.output.1)] = Colour(String($1.output.2)) }
    }
    let parts = style.split(separator: "@media", maxSplits: 1)
    try #require(parts.count == 2)
    return (read(parts[0]), read(parts[1]))
  }

  @Test("whatever the colour, text and buttons keep the contrast of WCAG", arguments: colours) func contrast(text: String) throws
  {
    let (day, night) = try variables(try #require(Colour(text)).style)
    // Grounds of keruen.css.
    for ground in ["#fbf8f1", "#ffffff", "#e6eef3"] {
      #expect(try #require(day["sky"]).contrast(with: try #require(Colour(ground))) >= 4.5)
    }
    for ground in ["#0d1822", "#15242f", "#1d3444"] {
      #expect(try #require(night["sky"]).contrast(with: try #require(Colour(ground))) >= 4.5)
    }
    for variables in [day, night] {
      #expect(try #require(variables["btn"]).contrast(with: .white) >= 4.5)
      #expect(try #require(variables["deep"]).contrast(with: .white) >= 7)
    }
  }

  @Test(arguments: ["", "#fff", "0a6c94f", "#0a6c9g", "#-a6c94", "red"]) func notAColour(text: String) {
    #expect(Colour(text) == nil)
  }

  @Test func aColourIsWrittenAsItWasRead() { for text in Self.colours { #expect(Colour(text)?.hex == text) } }

  private static let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>"

  @Test func aDrawingIsTaken() throws {
    let picture = try Picture("logo.svg", Array(Self.drawing.utf8))
    #expect(picture.type == "image/svg+xml" && picture.link.text.hasPrefix("/look/logo.") && picture.link.text.hasSuffix(".svg"))
  }

  @Test(
    arguments: [
      "<script>alert(1)</script>", "<path onload = \"x()\"/>", "<a href='https://elsewhere.example/'/>", "<foreignObject/>",
      "<style>@import 'x';</style>", "<image xlink:href=\"/desk\"/>", "<SCRIPT/>",
      "<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>", "<set attributeName='onmouseover' to='x'/>",
      "<animate/>", "<text>&lol;</text>", "<![CDATA[x]]>", "<!ENTITY x 'y'>", "<path/onload='x'/>",
    ])
  func aDrawingThatDoesSomethingIsRefused(inside: String) {
    #expect(throws: FileComplaints.self) { try Picture("logo.svg", Array("<svg>\(inside)</svg>".utf8)) }
  }

  @Test func aPictureIsWhatItsNameSays() {
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]
    #expect(throws: FileComplaints.self) { try Picture("logo.svg", png) }
    #expect(throws: FileComplaints.self) { try Picture("logo.png", Array("MZ".utf8)) }
    #expect(throws: FileComplaints.self) { try Picture("logo.png", []) }
    #expect(throws: FileComplaints.self) { try Picture("logo.png", png + Array(repeating: 0, count: 300_000)) }
    #expect(throws: Never.self) { try Picture("logo.png", png) }
    func header(_ width: UInt8, _ height: UInt8) -> [UInt8] {
      Array(png[..<8]) + [0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0, width, 0, 0, 0, height, 0, 8, 6, 0, 0, 0]
    }
    #expect(throws: Never.self) { try Picture("logo.png", header(4, 4)) }
    #expect(throws: FileComplaints.self) { try Picture("logo.png", header(4, 117)) }
  }

  @Test(arguments: ["../logo.svg", "logo", ".svg", "Logo.svg", "логотип.svg", "logo.svg.exe", "logo.php", "a/b.png"])
  func otherNamesAreNoPictures(name: String) { #expect(!Picture.isName(name)) }

  @Test("a page of an earlier edition still finds the picture of that name") func earlier() throws {
    let picture = try Picture("logo.svg", Array(Self.drawing.utf8))
    let look = Look(name: Look.plain.name, colour: Colour("#00796b"), logo: "logo.svg", scene: nil)
    let files = LookFiles(look, ["logo.svg": picture])
    #expect(files.file(String(picture.link.text.dropFirst(6)))?.isExact == true)
    #expect(files.file("logo.000000000000.svg")?.isExact == false)
    #expect(
      files.file("colours.000000000000.css") != nil && files.file("scene.000000000000.svg") == nil && files.file("logo") == nil)
    #expect(files.logo == picture.link && files.sheet != nil)
  }
}
