import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import WholeHouse
import Words

@testable import Site

/// The look of a programme on its pages.
@Suite struct LookPagesTests {
  private static func programme(_ look: String) throws -> String {
    let shipped = String(decoding: try #require(ProgrammeFolder.shipped().bytes("programme.yaml")), as: UTF8.self)
    let lines = shipped.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex(of: "look:"))
    return (lines[..<start] + ["look:"] + look.split(separator: "\n") + lines[(start + 2)...]).joined(separator: "\n")
  }

  @Test("the folder's name, colour and logo stand on every page", arguments: Databases.engines)
  func look(_ kind: EngineKind) async throws {
    let look = """
        name: {kk: "Толқын", ru: "Толкын", en: "Tolkyn"}
        colour: "#00796b"
        logo: logo.svg
      """
    let kit = try await HouseKit.house(
      kind, rooms: Site.own,
      files: ["programme.yaml": try Self.programme(look), "logo.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"])
    var browser = kit.browser(.ru)
    await browser.get("/")
    #expect(browser.page.contains("· Толкын</title>") && !browser.page.contains("Керуен"))
    let files = try browser.page.matches(of: Regex<(Substring, Substring)>("(?:href|src)=\"(/look/[^\"]+)\"")).map {
      String($0.output.1)
    }
    #expect(files.count == 2, "\(files)")
    for file in files {
      await browser.get(file)
      #expect(browser.status == 200 && browser.reply.header("cache-control")?.contains("immutable") == true, "\(file)")
    }
    await browser.get("/look/logo.000000000000.svg")
    #expect(browser.status == 200 && browser.reply.header("cache-control") == "public, max-age=60")
    await browser.get("/look/elsewhere.000000000000.svg")
    #expect(browser.status == 404)
    await browser.get("/manifest.webmanifest")
    #expect(browser.status == 200 && browser.page.contains("Толкын") && browser.page.contains("/look/logo."))
    #expect(browser.reply.header("content-type") == "application/manifest+json")
  }

  @Test("the letters stand on a page of the programme's folder") func letters() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var browser = try await kit.staff(.coordinator)
    await browser.get("/administration/programme/letters")
    #expect(browser.status == 200)
    for letter in Room.letters(of: kit.house.rooms) { #expect(browser.page.contains("id=\"\(letter.key)\"")) }
    #expect(browser.page.contains("K7-4M2Q") && !browser.page.contains("{page}</td>"))
  }
}
