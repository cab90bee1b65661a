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
      (page("kind: sound"), "6: “kind” is one of: choice, date"),
      (page("kind: text, required: sometimes"), "6: required is always, never or a day (2027-03-20)."),
      (page("kind: text") + page("kind: text"), "7: “p” appears twice.\n7: “f” appears twice."),
      (page("kind: choice"), "6: A choice needs at least two options."),
      (page("kind: essay"), "6: An essay needs words: [fewest, most]"),
      (page("kind: essay, words: [9, 3]"), "6: An essay needs words: [fewest, most]"),
      (page("kind: text", ", when: {field: g, is: [a]}"), "6: There is no field “g”."),
      (page("kind: text", ", when: {field: f}"), "6: The condition of a page says either is or under."),
      (page("kind: text, when: {field: f, under: 3}"), "6: The condition of a field says is."),
      (
        page("kind: choice, options: [{key: a, label: {kk: a, ru: a, en: a}}, {key: b, label: {kk: b, ru: b, en: b}}]")
          + page("kind: text", ", when: {field: f, is: [c]}").replacing("key: f", with: "key: g").replacing(
            "key: p", with: "key: q"),
        "7: The question “f” has no option “c”. Possible are: a, b."
      ),
      (page("kind: number, min: 5, max: 2"), "6: min (5) is more than max (2): no answer fits."),
      (page("kind: number, words: [1, 2]"), "6: There is no key “words”."),
      (page("kind: essay, words: [9, 20], max: 10"), "6: 9 words do not fit into 10 characters: raise max."),
      (page("kind: text").replacing("key: f", with: "key: \"f g\""), "6: “f g” cannot be a key"),
      (page("kind: text").replacing("section: you", with: "section: away"), "6: There is no section “away”."),
    ])
  func faults(_ pages: String, _ says: String) {
    let fault = #expect(throws: FileComplaints.self) { try TestForm.form(pages) }
    #expect(fault?.description.hasPrefix(says) == true, "\(fault?.description ?? "")")
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
