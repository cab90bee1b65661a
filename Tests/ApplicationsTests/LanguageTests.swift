import Applications
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

/// Another language on a page with a form: the same page with what was typed, and nothing else happens.
@Suite struct LanguageTests {
  @Test("the desk's request for corrections", arguments: Databases.engines)
  func correction(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let application = try await Sample().keep(kit)
    var staff = try await kit.staff(.coordinator)
    let form = "/desk/applications/\(application.code)/corrections"
    await staff.get(form)
    #expect(staff.page.contains("form=\"correction\" name=\"go\" value=\"lang-kk\""))
    await staff.submit(form, [("note", "Напишите школу полностью"), ("pages", "school"), ("go", "lang-kk")])
    #expect(staff.status == 200 && staff.cookies["lang"] == "kk" && staff.page.contains("<html lang=\"kk\">"))
    #expect(staff.page.contains("Напишите школу полностью") && !staff.page.contains("id=\"errors\""))
    #expect(staff.page.firstMatch(of: #/value="school"[^>]* checked/#) != nil)
    #expect(try await kit.state(of: application) == .submitted)
    await staff.submit(form, [("note", ""), ("go", "lang-en")])
    #expect(staff.status == 200 && staff.page.contains("<html lang=\"en\">") && !staff.page.contains("id=\"errors\""))
    await staff.submit(form, [("note", "x"), ("pages", "school")])
    #expect(staff.status == 303)
    #expect(try await kit.state(of: application) == .returned)
  }

  @Test("the guardian's consent", arguments: Databases.engines)
  func consent(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var sample = Sample()
    (sample.state, sample.consent) = (.submitted, .girl)
    var girl = try await kit.applicant(try await sample.keep(kit).person)
    await girl.post("/status/guardian")
    let parent: ID<Person>? = try await kit.house.database.read { try $0.value("SELECT guardian_id FROM consent_request") }
    let person = try #require(parent)
    var guardian = try await kit.guardian(person)
    await guardian.get("/consent")
    #expect(guardian.page.contains("form=\"consent\" name=\"go\" value=\"lang-ru\""))
    let purpose = try #require(kit.house.consents.purposes.first?.key)
    await guardian.submit("/consent", [(purpose, "no"), ("go", "lang-ru")])
    #expect(guardian.status == 200 && guardian.page.contains("<html lang=\"ru\">"))
    let chosen = guardian.page.matches(of: #/<input type="radio"[^>]* checked[^>]*>/#).map { String($0.output) }
    #expect(chosen.count == 1 && chosen[0].contains("name=\"\(purpose)\"") && chosen[0].contains("value=\"no\""))
    #expect(try await kit.count("SELECT count(*) FROM consent WHERE signer = 'guardian'") == 0)
  }
}
