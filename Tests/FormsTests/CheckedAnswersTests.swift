import Forms
import Markup
import Programme
import Testing
import Words

/// Answers held against the form.
@Suite struct CheckedAnswersTests {
  private let grown = ["name": "Үлгі", "born": "1 2 1990", "subject": "physics"]

  @Test("what is missing or wrong is named in the order of the form")
  func complaints() throws {
    let (form, context) = (try TestForm.form(), try TestForm.context())
    let none = CheckedAnswers(Answers(), form, context)
    #expect(none.complaints.map(\.field) == ["name", "guardian", "subject"] && none.values.isEmpty && !none.isComplete)
    #expect(Language.en(none.complaints[0].phrase) == "No answer yet: Name")
    let wrong = CheckedAnswers(Answers(["name": "7", "born": "30 2 1990", "subject": "singing"]), form, context)
    #expect(wrong.complaints.map(\.field) == ["name", "born", "guardian", "subject"])
  }

  @Test("a field under a condition that does not hold is not asked, and its text is no value")
  func conditional() throws {
    let (form, context) = (try TestForm.form(), try TestForm.context())
    var answers = Answers(grown.merging(["other": "singing"]) { $1 })
    #expect(CheckedAnswers(answers, form, context).values["other"] == nil)
    answers["subject"] = "other"
    #expect(CheckedAnswers(answers, form, context).values["other"] == "singing")
    answers["other"] = " "
    #expect(CheckedAnswers(answers, form, context).complaints.map(\.field) == ["other"])
  }

  @Test("a field is needed from its day on")
  func fromADay() throws {
    let form = try TestForm.form()
    let before = try TestForm.context()
    #expect(CheckedAnswers(Answers(grown), form, before).isComplete)
    let day = try #require(Day("2027-01-01"))
    let after = FieldContext(language: .en, today: day, gazetteer: before.gazetteer, regions: before.regions)
    #expect(CheckedAnswers(Answers(grown), form, after).complaints.map(\.field) == ["years"])
  }

  /// A field of the kind, as the file would give it.
  private static func kind(_ settings: String) throws -> any FieldKind {
    let page =
      "  - {key: p, section: you, title: {kk: a, ru: a, en: a}, fields: [{key: f, label: {kk: a, ru: a, en: a}, \(settings)}]}\n"
    guard let field = try TestForm.form(page).field("f") else { throw FileComplaints(Phrase(verbatim: "no field")) }
    return field.kind
  }

  @Test(
    "the checked form of what was typed; nothing where it is no answer",
    arguments: [
      ("kind: text, max: 5", "  а   б ", "а б"), ("kind: text, max: 5", "абвгде", nil),
      ("kind: name", "Әл-Фараби", "Әл-Фараби"), ("kind: name", "a@b.kz", nil),
      ("kind: date", "31 3 2011", "2011-03-31"), ("kind: date", "31 2 2011", nil), ("kind: date", "1 1 2027", nil),
      ("kind: date", "1 1 11", nil), ("kind: date, max: \"2010-01-01\"", "31 3 2011", nil),
      ("kind: phone", "8 701 123 45 67", "+77011234567"), ("kind: phone", "8 7172 123456", nil),
      ("kind: email", "A@keruen.example", "A@keruen.example"), ("kind: email", "keruen", nil),
      ("kind: number, min: 0, max: 5, decimals: 1", "4,5", "4.5"), ("kind: number, min: 0, max: 5, decimals: 1", "4,55", nil),
      ("kind: number, min: 0, max: 5", "6", nil), ("kind: number, min: 0", "٣", nil),
      ("kind: essay, words: [2, 3]", "екі сөз", "екі сөз"), ("kind: essay, words: [2, 3]", "бір", nil),
      ("kind: essay, words: [2, 3]", "бір екі үш төрт", nil),
      ("kind: place", "431033100", "431033100"), ("kind: place", "430000000", nil), ("kind: place", "?бай", nil),
      ("kind: place", "431000000|Жаңа ауыл", "431000000|Жаңа ауыл"), ("kind: place", "430000000|Жаңа ауыл", nil),
      ("kind: school", "№ 3 мектеп", "№ 3 мектеп"), ("kind: school", "…", nil),
      ("kind: file", "any file", nil),
    ] as [(String, String, String?)])
  func checked(_ settings: String, _ typed: String, _ expected: String?) throws {
    let (kind, context) = (try Self.kind(settings), try TestForm.context())
    #expect((try? kind.checked(typed, context)) == expected)
  }

  @Test("every kind that a file may name has a control with the field's name in it", arguments: FieldKinds.named.keys.sorted())
  func controls(_ name: String) throws {
    let settings = [
      "essay": ", words: [1, 2]",
      "choice": ", options: [{key: a, label: {kk: a, ru: a, en: a}}, {key: b, label: {kk: b, ru: b, en: b}}]",
    ]
    let kind = try Self.kind("kind: \(name)\(settings[name] ?? "")")
    let control = kind.control(Field("f", "Label"), "", try TestForm.context()).text
    #expect(control.contains("name=\"f"), "\(control)")
    #expect(control.contains("id=\"\(kind.target("f"))\""), "\(control)")
  }
}
