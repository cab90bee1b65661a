import Applications
import ApplicationsKit
import HouseKit
import Programme
import Storage
import TestKit
import Testing

/// Who is looked for on the desk stands in no address.
@Suite struct DeskSoughtTests {
  @Test(
    "a search is posted; its address holds no name, and filters, pages, neighbours and the export keep it",
    arguments: Databases.engines)
  func theAddressOfWhatWasFound(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let first = try await Sample(surname: "Ізделгенова", phone: "+77011112233").keep(kit)
    let second = try await Sample(surname: "Ізделгенқызы").keep(kit)
    let other = try await Sample(surname: "Басқаева").keep(kit)
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/applications")
    #expect(!Self.sendsOpenly(browser.page))
    await browser.post("/desk/searches", [("q", " іздел "), ("list", "state=submitted&sort=code")])
    #expect(browser.status == 303)
    let address = try #require(browser.location)
    #expect(address.hasPrefix("/desk/applications?state=submitted&find=") && address.hasSuffix("&sort=code"))
    #expect(!address.contains("q=") && !address.contains("%"))
    await browser.follow()
    #expect(Self.codes(browser.page) == Set([first.code, second.code]))
    #expect(browser.page.contains("«іздел»") && browser.page.contains("value=\"іздел\""))
    // Every link of the page that keeps the list keeps the search.
    let find = try #require(address.firstMatch(of: #/find=([^&]*)/#)?.output.1)
    let page = browser.page
    let file = String(try #require(page.firstMatch(of: #/href="(/desk/applications/[^"]*)"/#)?.output.1)).replacing(
      "&amp;", with: "&")
    let csv = String(try #require(page.firstMatch(of: #/href="(/desk/applications\.csv[^"]*)"/#)?.output.1)).replacing(
      "&amp;", with: "&")
    #expect(file.contains("find=\(find)") && csv.contains("find=\(find)"))
    await browser.get(file)
    #expect(browser.page.contains("rel=\"next\"") && browser.page.contains("find=\(find)"))
    #expect(!browser.page.contains(other.code))
    await browser.get(csv)
    #expect(browser.status == 200 && browser.page.contains(first.code) && !browser.page.contains(other.code))
    // By a phone too, whole; and an empty field is the list again.
    await browser.seek("8 701 111 22 33")
    #expect(Self.codes(browser.page) == [first.code])
    await browser.post("/desk/searches", [("q", " "), ("list", "state=submitted&find=\(find)")])
    #expect(browser.location == "/desk/applications?state=submitted")
  }

  @Test("the address of a search opens in no other session, and finds nobody there", arguments: Databases.engines)
  func nobodyElses(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let girl = try await Sample(surname: "Ізделгенова").keep(kit)
    var browser = try await kit.staff(.coordinator)
    await browser.post("/desk/searches", [("q", "ізделген")])
    let address = try #require(browser.location)
    await browser.get(address)
    #expect(Self.codes(browser.page) == [girl.code])
    var colleague = try await kit.staff(.coordinator)
    for target in [
      address, "\(address)x", "/desk/applications?find=x", "/desk/applications?find=\(String(repeating: "A", count: 5000))",
    ] {
      await colleague.get(target)
      #expect(colleague.status == 200 && Self.codes(colleague.page) == [] && colleague.page.contains("Поиск устарел"))
      #expect(!colleague.page.contains("ізделген"))
    }
    // Nobody is given, written to or exported as "the whole list" because a search was lost.
    await colleague.get(address.replacing("/desk/applications", with: "/desk/assignments"))
    #expect(colleague.page.contains("Поиск устарел") && !colleague.page.contains("name=\"count\" value=\"1\""))
    await colleague.get(address.replacing("/desk/applications", with: "/desk/applications.csv"))
    #expect(colleague.status == 200 && !colleague.page.contains(girl.code))
    // And no name in an address is looked for.
    await browser.get("/desk/applications?q=%D0%B6%D0%BE%D2%9B")
    #expect(Self.codes(browser.page) == [girl.code])
  }

  @Test("a long text is cut, and its address stays short") func longTexts() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var browser = try await kit.staff(.coordinator)
    for text in [String(repeating: "ә", count: 5000), String(repeating: "e\u{301}\u{302}\u{303}\u{304}", count: 100)] {
      await browser.post("/desk/searches", [("q", text)])
      let address = try #require(browser.location)
      #expect(address.utf8.count < 900)
      await browser.follow()
      #expect(browser.status == 200 && !browser.page.contains("Поиск устарел"))
    }
  }

  private static func codes(_ page: String) -> Set<String> {
    Set(page.matches(of: #/<tr role="row" id="([0-9A-Z]{2}-[0-9A-Z]{4})"/#).map { String($0.output.1) })
  }

  /// Whether a form of the page puts what is typed into a search field into an address.
  private static func sendsOpenly(_ page: String) -> Bool {
    page.matches(of: #/<form[^>]*>[\s\S]*?</form>/#).contains {
      $0.output.contains("method=\"get\"") && $0.output.contains("type=\"search\"")
    }
  }
}
