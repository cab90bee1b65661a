import Applications
import ApplicationsKit
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// A form of the staff that cannot be taken says so at the field, and what was typed stands there still.
@Suite struct StaffFormTests {
  struct Slip: Sendable, CustomTestStringConvertible {
    let role: Role
    /// Where the form stands; `CODE` is an application's.
    let page: String
    let action: String
    let fields: [(String, String)]
    let wrong: String
    let kept: [String]

    var testDescription: String { "\(action) \(wrong)" }
  }

  private static let long = String(repeating: "ұ", count: 4_001)

  static let slips: [Slip] = [
    Slip(
      role: .coordinator, page: "/desk/applications/CODE", action: "/desk/applications/CODE/notes", fields: [("note", "")],
      wrong: "note", kept: []),
    Slip(
      role: .coordinator, page: "/desk/applications/CODE", action: "/desk/applications/CODE/notes", fields: [("note", long)],
      wrong: "note", kept: [long]),
    Slip(
      role: .coordinator, page: "/desk/applications/CODE/corrections", action: "/desk/applications/CODE/corrections",
      fields: [("note", "Суретті тексер")], wrong: "pages", kept: ["Суретті тексер"]),
    Slip(
      role: .coordinator, page: "/desk/applications/CODE/corrections", action: "/desk/applications/CODE/corrections",
      fields: [("note", ""), ("pages", "grade")], wrong: "note", kept: ["value=\"grade\" checked"]),
    Slip(
      role: .coordinator, page: "/desk/applications/CODE/corrections", action: "/desk/applications/CODE/corrections",
      fields: [("note", long), ("pages", "grade")], wrong: "note", kept: [long]),
    Slip(
      role: .coordinator, page: "/desk/applications/CODE/refusal", action: "/desk/applications/CODE/refusal",
      fields: [("rule", "other"), ("note", "")], wrong: "rule", kept: ["value=\"other\" checked"]),
    Slip(
      role: .coordinator, page: "/desk/applications/CODE/refusal", action: "/desk/applications/CODE/refusal",
      fields: [("rule", "grade"), ("note", long)], wrong: "note", kept: [long, "value=\"grade\" checked"]),
    Slip(
      role: .coordinator, page: "/desk/applications/CODE/withdrawal", action: "/desk/applications/CODE/withdrawal",
      fields: [("note", "")], wrong: "note", kept: []),
    Slip(
      role: .coordinator, page: "/desk/messages/new", action: "/desk/messages",
      fields: [("channel", "sms"), ("body-kk", "Сәлем"), ("body-ru", ""), ("body-en", "Hello")], wrong: "body-ru",
      kept: ["Сәлем", "Hello"]),
    Slip(
      role: .coordinator, page: "/desk/views/new?state=draft", action: "/desk/views", fields: [("name", ""), ("shared", "yes")],
      wrong: "name", kept: ["value=\"yes\" checked", "state=draft"]),
    Slip(
      role: .chair, page: "/desk/selection/policies/new", action: "/desk/selection/policies",
      fields: [("yaml", "places: много"), ("go", "keep")], wrong: "yaml", kept: ["places: много"]),
    Slip(
      role: .safeguarding, page: "/safeguarding", action: "/safeguarding/people", fields: [("typed", "  ")], wrong: "typed",
      kept: []),
    Slip(
      role: .administrator, page: "/administration/cycles/new", action: "/administration/cycles",
      fields: [("key", "2027 ЖЫЛ"), ("name-kk", "Келесі"), ("name-ru", ""), ("name-en", String(repeating: "n", count: 121))],
      wrong: "key", kept: ["2027 ЖЫЛ", "Келесі", String(repeating: "n", count: 121)]),
    Slip(
      role: .administrator, page: "/administration/people/new", action: "/administration/people",
      fields: [("surname", "Ермекова"), ("given", "Салтанат"), ("email", "not an address"), ("role", "chair")], wrong: "email",
      kept: ["Ермекова", "not an address", "value=\"chair\" checked"]),
  ]

  @Test("S 44: forms of the staff complain at the field and keep what was typed", arguments: slips)
  func slip(_ slip: Slip) async throws {
    let kit = try await HouseKit.house(.sqlite)
    let girl = try await Girl.apply(kit)
    func filled(_ path: String) -> String { path.replacing("CODE", with: girl.code) }
    var browser = try await kit.staff(slip.role)
    await browser.get(filled(slip.page))
    #expect(browser.status == 200)
    await browser.submit(filled(slip.action), slip.fields)
    #expect(browser.status == 422, "\(browser.status)")
    #expect(browser.page.contains("class=\"err\" role=\"alert\""))
    #expect(browser.page.contains("href=\"#\(slip.wrong)\""))
    #expect(browser.page.contains("id=\"\(slip.wrong)-error\""))
    for kept in slip.kept { #expect(browser.page.contains(kept), "\(kept.prefix(40))") }
  }
}
