import ApplicationsKit
import Exchange
import HouseKit
import Programme
import Storage
import Testing
import WholeHouse

/// Every page that a link leads to, read as the people read it who may.
@Suite struct CrawlTests {
  /// What the description of a value looks like where a page should be.
  private static let leaks = ["HTML(bytes", "Link(text", "Optional(", "Phrase(", "Markup."]

  @Test(
    "no page prints the inside of the program, and every form of somebody signed in is known as ours",
    arguments: [nil] + Role.allCases as [Role?])
  func everyPage(_ role: Role?) async throws {
    let kit = try await HouseKit.house(.sqlite)
    let girl = try await Girl.apply(kit)
    var browser: Browser
    var waiting = ["/", "/eligibility?gender=female&grade=9&region=430000000&rural=yes"]
    switch role {
    case nil: browser = kit.browser()
    case .applicant?:
      (browser, waiting) = (try await kit.applicant(girl.person), waiting + ["/status", "/apply", "/result", "/return"])
    case .guardian?: (browser, waiting) = (try await kit.guardian(girl.guardian), ["/consent"])
    case let role?: (browser, waiting) = (try await kit.staff(role), waiting + ["/desk", "/administration"])
    }
    waiting += ["male", "female"].flatMap { gender in
      ["yes", "no", "unsure"].map { "/eligibility?gender=\(gender)&grade=9&region=430000000&rural=\($0)" }
    }
    var seen: Set<String> = []
    while let path = waiting.popLast(), seen.count < 300 {
      // One page of a list is like the other.
      let key = path.replacing(#/[0-9a-f-]{36}|[0-9A-Z]{2}-[0-9A-Z]{4}|page=\d+/#, with: "*")
      guard seen.insert(key).inserted else { continue }
      await browser.get(path)
      #expect(browser.status < 500, "\(path)")
      guard browser.reply.header("content-type")?.hasPrefix("text/html") == true else { continue }
      for form in browser.page.matches(of: #/<form method="post" action="([^"]*)".*?<\/form>/#.dotMatchesNewlines()) {
        let hasSession = role == .guardian ? form.output.1.hasPrefix("/consent") : role != nil
        #expect(form.output.0.contains("name=\"token\"") == hasSession, "\(path): the form to \(form.output.1)")
      }
      for leak in Self.leaks { #expect(!browser.page.contains(leak), "\(path) prints \(leak)") }
      waiting += browser.page.matches(of: #/href="(/[^"#]*)/#).map { String($0.output.1).replacing("&amp;", with: "&") }
    }
    #expect(seen.count > 8)
  }
}
