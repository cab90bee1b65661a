import Applications
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

/// Taking part is agreed to, another use is not: whoever reads the chip alone must not take it for allowed.
@Suite struct WithheldTests {
  @Test(
    "the list, the page, the file and her own page name the uses that are not allowed, and only these",
    arguments: Databases.engines)
  func named(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let all = try await ConsentAgainTests.Family(kit) { $0.surname = "Бәрікелісова" }
    let some = try await ConsentAgainTests.Family(kit, says: ["photo", "research"]) { $0.surname = "Фотосызова" }
    let says = "ответы даны; не разрешено: фото и видео, исследование"
    var browser = try await kit.staff(.coordinator)
    await browser.get("/desk/applications?sort=name")
    #expect(browser.page.contains(says) && browser.page.contains("✓</span> полное"), "\(browser.page)")
    #expect(!browser.page.contains("✓</span> \(says)"))
    await browser.get("/desk/applications/\(some.application.code)")
    #expect(browser.page.contains(says) && !browser.page.contains("все согласия получены"))
    await browser.get("/desk/applications/\(all.application.code)")
    #expect(browser.page.contains("все согласия получены") && !browser.page.contains("не разрешено"))
    for file in ["/desk/applications.csv", "/desk/applications.csv?columns=shown"] {
      await browser.get(file)
      let lines = browser.page.split(separator: "\n")
      #expect(lines.contains { $0.contains("Фотосызова") && $0.contains(says) }, "\(file)")
      #expect(lines.contains { $0.contains("Бәрікелісова") && $0.contains("все согласия получены") }, "\(file)")
    }
    var girl = try await kit.applicant(some.application.person, .kk)
    await girl.get("/status")
    #expect(girl.page.contains("жауаптар берілген; рұқсат жоқ: фото мен видео, зерттеу"))
    #expect(!girl.page.contains("келісім толық"))
  }
}
