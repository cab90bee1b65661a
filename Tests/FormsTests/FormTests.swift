import Forms
import Programme
import Testing
import Words

/// A form's file: what is read, and what is refused with a sentence for whoever writes it.
@Suite struct FormTests {
  @Test("pages, fields and kinds are as the file says")
  func reading() throws {
    let form = try TestForm.form()
    #expect(form.version == "1" && form.pages.map(\.key) == ["name", "guardian", "subject", "later"])
    #expect(form.fields.map(\.kindName) == ["name", "date", "name", "choice", "text", "number"])
    #expect(form.field("years")?.required == Day("2027-01-01").map { .from($0) })
    #expect(form.page("nothing") == nil && form.field("nothing") == nil)
  }

  /// A page with one field, whose settings are given.
  private static func page(_ field: String, _ more: String = "") -> String {
    "  - {key: p, section: you, title: {kk: a, ru: a, en: a}\(more), fields: [{key: f, label: {kk: a, ru: a, en: a}, \(field)}]}\n"
  }

  @Test(
    "a wrong file is refused by the name of what is wrong",
    arguments: [
      (page("kind: sound"), "f has the unknown kind sound"),
      (page("kind: text, required: sometimes"), "f: required is always, never or a day, not sometimes"),
      (page("kind: text") + page("kind: text"), "the field f stands twice"),
      (page("kind: choice"), "f: a choice needs two options"),
      (page("kind: essay"), "f: an essay needs words: [fewest, most]"),
      (page("kind: essay, words: [9, 3]"), "f: an essay needs words: [fewest, most]"),
      (page("kind: text", ", when: {field: g, is: [a]}"), "a condition looks at the unknown field g"),
      (page("kind: text", ", when: {field: f}"), "a condition on f says either is or under"),
      (page("kind: text, when: {field: f, under: 3}"), "the condition of a field on f says is"),
      (page("kind: text").replacing("section: you", with: "section: away"), "the page p stands in the unknown section away"),
    ])
  func faults(_ pages: String, _ says: String) {
    let fault = #expect(throws: ProgrammeFault.self) { try TestForm.form(pages) }
    #expect(fault?.description == says)
  }

  @Test("a page under a condition is asked only while it holds; until the birth day is known everybody is a child")
  func conditions() throws {
    let form = try TestForm.form()
    let today = try TestForm.context().today
    func pages(_ born: String) -> [String] { form.pages(for: Answers(["born": born]), on: today).map(\.key) }
    #expect(pages("").contains("guardian") && pages("21 11 2008").contains("guardian"))
    #expect(!pages("20 11 2008").contains("guardian"))
  }
}
