import ArgumentParser
import Foundation
import Programme
import Storage
import Testing
import Words

@testable import Commands

/// `keruen programme`: a folder that an organisation writes, and all that is wrong in it at once.
@Suite struct ProgrammeCommandTests {
  /// The example in a new folder of the test's own.
  private static func example(_ options: [String] = []) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("keruen-programme-\(UUID().uuidString)").path
    try NewProgramme.parse([folder] + options).run()
    return folder
  }

  private static func change(_ name: String, in folder: String, _ old: String, _ new: String) throws {
    let file = URL(fileURLWithPath: folder).appendingPathComponent(name)
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains(old))
    try text.replacing(old, with: new, maxReplacements: 1).write(to: file, atomically: true, encoding: .utf8)
  }

  private static func complaints(_ folder: String, _ language: Language = .en) throws -> [String] {
    try CheckProgramme.complaints(of: WrittenFolder.programme(folder)).map { $0.text(language) }
  }

  @Test("the example is copied whole and is in order; a folder that is not empty is left alone")
  func new() throws {
    let folder = try Self.example()
    #expect(try Self.complaints(folder) == [])
    #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder)) == Set(ProgrammeFolder.shipped().names))
    #expect(throws: Trouble.self) { try NewProgramme.parse([folder]).run() }
  }

  @Test("each example that ships can be chosen and is in order; another name is refused with those that there are")
  func examples() throws {
    #expect(ProgrammeFolder.examples == ["stem-school", "caspian-lab"])
    for name in ProgrammeFolder.examples {
      let folder = try Self.example(["--example", name])
      #expect(try Self.complaints(folder) == [], "\(name)")
      let shipped = try #require(ProgrammeFolder.example(name))
      #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder)) == Set(shipped.names) && shipped.names.count >= 7)
    }
    let laboratory = try Self.example(["--example", "caspian-lab"])
    #expect(try String(contentsOfFile: "\(laboratory)/programme.yaml", encoding: .utf8).contains("470000000"))
    #expect(FileManager.default.fileExists(atPath: "\(laboratory)/places.csv.source.txt"), "a register goes with its source")
    let wrong = try #require(throws: Trouble.self) { _ = try Self.example(["--example", "stem"]) }
    for language in Language.allCases {
      #expect(wrong.says(language).contains("«stem»") || wrong.says(language).contains("“stem”"))
      #expect(wrong.says(language).contains("stem-school, caspian-lab"))
    }
  }

  @Test("complaints of all files come at once, by file and line, in three languages")
  func check() throws {
    let folder = try Self.example()
    try Self.change("programme.yaml", in: folder, "operatorBIN: \"000000000000\"", "operatorBIN: \"1234\"")
    try Self.change("programme.yaml", in: folder, "closes: \"2027-01-17\"", "closes: \"2026-01-17\"")
    try Self.change("form.yaml", in: folder, "kind: date", "kind: dates")
    try Self.change("consents.yaml", in: folder, "required: true", "required: yes")
    try Self.change("retention.yaml", in: folder, "months:", "month:")
    try FileManager.default.removeItem(atPath: "\(folder)/objections.yaml")
    try Data("a: 1".utf8).write(to: URL(fileURLWithPath: "\(folder)/objection.yaml"))
    let said = try Self.complaints(folder)
    for expected in [
      #/programme\.yaml:\d+: A BIN has 12 digits\./#, #/programme\.yaml:\d+: The stage closes before it opens\./#,
      #/form\.yaml:\d+: “kind” is one of: choice, date, .*/#, #/consents\.yaml:\d+: “required” is true or false\./#,
      #/retention\.yaml:\d+: There is no key “month”\. .*/#, #/objections\.yaml: The file is missing\./#,
      #/objection\.yaml: Nothing reads this file\. .*/#,
    ] {
      #expect(said.contains { $0.wholeMatch(of: expected) != nil }, "\(said)")
    }
    let kazakh = try Self.complaints(folder, .kk)
    #expect(kazakh.count == said.count && Set(kazakh).isDisjoint(with: said))
  }

  @Test(
    "a file of any kind that nothing reads is named, but none that a system keeps for itself; a language that is missing is named"
  )
  func unread() throws {
    let folder = try Self.example()
    for name in ["notes.docx", ".DS_Store", "form.yaml~"] {
      try Data("x".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    let said = try Self.complaints(folder)
    #expect(said.count == 1 && said[0].hasPrefix("notes.docx: Nothing reads this file."), "\(said)")
    try Self.change("consents.yaml", in: folder, ", en: \"Photos and videos\"}", "}")
    #expect(try Self.complaints(folder).contains { $0.hasPrefix("consents.yaml:") && $0.hasSuffix("Missing: en.") })
  }

  @Test("what files must have in common is said beside what is wrong in one of them")
  func together() throws {
    let folder = try Self.example()
    try Self.change("programme.yaml", in: folder, "fact: grade", "fact: age")
    try Self.change("programme.yaml", in: folder, "percent: 55.7", "percent: 155")
    try Self.change("retention.yaml", in: folder, "group: applications.drafts", "group: applications.undrafts")
    try Self.change("objections.yaml", in: folder, "key: photo", "key: foto")
    let said = try Self.complaints(folder)
    for expected in [
      #/programme\.yaml:\d+: “fact” is one of: gender, grade, region, rural\./#, #/programme\.yaml:\d+: A percentage is .*/#,
      #/retention\.yaml:\d+: There is no group of data “applications\.undrafts”\. .*/#,
      #/objections\.yaml:\d+: There is no key “foto”\. .*/#,
    ] {
      #expect(said.contains { $0.wholeMatch(of: expected) != nil }, "\(said)")
    }
  }

  /// A mistake in one file, and what is said of it: nothing else, with its line, in three languages.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    let says: [String]

    init(_ file: String, _ old: String, _ new: String, _ says: String...) {
      (self.file, self.old, self.new, self.says) = (file, old, new, says)
    }

    var testDescription: String { "\(file): \(new)" }
  }

  @Test(
    "a folder that could not do what it says is refused by file and line",
    arguments: [
      Mistake(
        "form.yaml", "min: \"2\", max: \"5\"", "min: \"5\", max: \"2\"",
        "form.yaml: min (5) is more than max (2): no answer fits."),
      Mistake(
        "form.yaml", "min: \"2006-01-01\", max: \"2016-12-31\"", "min: \"2016-12-31\", max: \"2006-01-01\"",
        "form.yaml: min (2016-12-31) is more than max (2006-01-01): no answer fits."),
      Mistake("form.yaml", "max: 6000", "max: 100", "form.yaml: 80 words do not fit into 100 characters: raise max."),
      Mistake(
        "form.yaml", "key: surname, kind: name,", "key: surname, kind: name, min: \"3\",",
        "form.yaml: There is no key “min”. Possible are: autocomplete, hint, key, kind, label, max, required, staff, when."),
      Mistake(
        "form.yaml", "{field: grade, is: [\"9\"]}", "{field: grade, is: [\"7\"]}",
        "form.yaml: The question “grade” has no option “7”. Possible are: 8, 9, 10, 11."),
      Mistake(
        "form.yaml", "{field: interest, is: [\"other\"]}", "{field: interest_other, is: [\"other\"]}",
        "form.yaml: “interest_other” is shown by its own answer: nobody will ever see it."),
      Mistake(
        "form.yaml", "{field: birth_day, under: 18}", "{field: grade, under: 18}",
        "form.yaml: The condition `under` needs a date, and “grade” is none."),
      Mistake(
        "form.yaml", "kind: phone, autocomplete", "kind: phone, required: never, autocomplete",
        "form.yaml: “phone” must be answered: take `required` away."),
      Mistake(
        "form.yaml", "key: document", "key: құжат", "form.yaml: “құжат” cannot be a key: only Latin letters, digits, _ and -."),
      Mistake(
        "retention.yaml", "months: 36", "months: 48",
        "retention.yaml: The term of “selection.admitted” is not what the consent promises: `term` of a required purpose in consents.yaml "
          + "does not say kk: «бағдарлама аяқталғаннан кейін 4 жыл немесе 19 жасқа толғанға дейін (қайсысы кеш болса)»; "
          + "ru: «4 года после окончания программы или до 19 лет (что позже)»; "
          + "en: «4 years after the programme ends or until the age of 19, whichever is later»."),
      Mistake(
        "programme.yaml", "opens: \"2027-02-13\"", "opens: \"2026-12-01\"",
        "programme.yaml: The stage opens before the one in front of it (“Applications”) has closed."),
      Mistake(
        "programme.yaml", "closes: \"2027-05-10\"", "closes: \"2027-05-30\"",
        "programme.yaml: The stage falls on the state exams (25 May to 15 June)."),
      Mistake(
        "programme.yaml", "closes: \"2027-05-10\"", "closes: \"2027-06-17\"",
        "programme.yaml: The stage falls on the state exams (25 May to 15 June)."),
      Mistake(
        "programme.yaml", "opens: \"2028-06-16\"", "opens: \"2028-06-10\"",
        "programme.yaml: The stage falls on the state exams (25 May to 15 June)."),
      Mistake(
        "programme.yaml", "{key: applications,", "{key: intake,",
        "programme.yaml: There is no stage “applications”, and there must be one.",
        "programme.yaml: There is no stage of the selection “intake”. Possible are: applications, test, review, interviews, results. "
          + "Other stages stand after results."),
      Mistake(
        "programme.yaml", "key: \"2026\"", "key: \"the year\"",
        "programme.yaml: “the year” cannot be a key: only Latin letters, digits, _ and -."),
      Mistake(
        "programme.yaml", "regions: [\"630000000\", \"430000000\"]", "regions: [\"630000000\"]",
        "programme.yaml: `regions` and this rule name different regions: 430000000 stands in one of them only."),
      Mistake(
        "programme.yaml", "among: [\"9\", \"10\"]", "among: [\"9\", \"12\"]",
        "programme.yaml: The rule “grade” waits for the answer “12”, and form.yaml has no such option."),
      Mistake(
        "consents.yaml", "interest_other, essay", "interest_other, hobby, essay",
        "consents.yaml: The purpose “take_part” names “hobby”, and form.yaml has no such question."),
      Mistake(
        "consents.yaml",
        "    crossBorder: {kk: \"шетелге берілмейді\", ru: \"за границу не передаются\", en: \"not sent abroad\"}\n", "",
        "consents.yaml: “crossBorder” is missing."),
      Mistake(
        "objections.yaml", "key: photo", "key: foto",
        "objections.yaml: There is no key “foto”. Possible are: alumna, messages, photo, research, sponsor, university."),
    ])
  func mistakes(_ mistake: Mistake) throws {
    let folder = try Self.example()
    try Self.change(mistake.file, in: folder, mistake.old, mistake.new)
    let complaints = try CheckProgramme.complaints(of: WrittenFolder.programme(folder))
    #expect(complaints.map { "\($0.file ?? "?"): \($0.says(.en))" } == mistake.says)
    for complaint in complaints {
      #expect(complaint.line != nil)
      #expect(Set(Language.allCases.map { complaint.says($0) }).count == 3)
    }
  }

  @Test(
    "a form without the questions that the consent of a minor needs is refused",
    arguments: ["phone", "guardian_phone", "guardian_name", "surname"])
  func needed(_ key: String) throws {
    let folder = try Self.example()
    try Self.change("form.yaml", in: folder, "{key: \(key),", "{key: x_\(key),")
    #expect(try Self.complaints(folder).contains { $0.hasPrefix("form.yaml: There is no question “\(key)”.") })
  }

  @Test("a command's own errors are said in the language asked for")
  func errors() throws {
    let missing = #expect(throws: FileRefusal.self) { try WrittenFolder.programme("/nowhere/at-all") }
    let says = try #require(missing.flatMap { Door.sentence($0) })
    #expect(Language.ru(says) == "/nowhere/at-all: Такой папки нет." && Language.kk(says) == "/nowhere/at-all: Мұндай қалта жоқ.")
    let none = #expect(throws: Trouble.self) { try Whereabouts.folder("/nowhere").openExisting() }
    #expect(
      none.map { Language.ru($0.says) }
        == "В папке /nowhere нет базы данных. Назовите папку через --data или адрес через --database.")
    let check = try Keruen.parseAsRoot(["programme", "check", "x", "--language", "ru"])
    #expect((check as? any SpeakingCommand)?.language == .ru)
    let folder = try Self.example()
    try Self.change("objections.yaml", in: folder, "key: photo", "key: foto")
    let wrong = #expect(throws: Trouble.self) { try CheckProgramme.parse([folder, "--language", "ru"]).run() }
    #expect(wrong.map { Language.ru($0.says) } == "папка не в порядке: 1 ошибка.")
  }

  @Test("the second programme that ships is in order, with places of its own; without them its region is unknown")
  func second() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = try WrittenFolder.programme(root.appendingPathComponent("Examples/caspian-lab").path)
    #expect(try CheckProgramme.complaints(of: folder) == [])
    let without = ProgrammeFolder(folder.name, names: folder.names.filter { $0 != "places.csv" }) {
      $0 == "places.csv" ? nil : folder.bytes($0)
    }
    #expect(
      try CheckProgramme.complaints(of: without).map { $0.text(.en) } == [
        "programme.yaml:16: There are no places of the region “470000000”: put places.csv into the folder."
      ])
  }

  @Test("a new house does not open by a folder that is not in order; an old one goes on")
  func opening() async throws {
    let folder = try Self.example()
    try Self.change("programme.yaml", in: folder, "operatorBIN: \"000000000000\"", "operatorBIN: \"1234\"")
    let data = FileManager.default.temporaryDirectory.appendingPathComponent("keruen-opening-\(UUID().uuidString)").path
    let options = try HouseOptions.parse(["--data", data])
    await #expect(throws: Trouble.self) { try await options.house(port: 8080, isDemo: false, mayFound: true, programme: folder) }
    try await options.house(port: 8080, isDemo: false, mayFound: true).database.close()
    let house = try await options.house(port: 8080, isDemo: false, mayFound: true, programme: folder)
    #expect(house.edition == nil)
    #expect(try await house.database.read { try $0.refusedFolder() }?.why.en.contains("A BIN has 12 digits.") == true)
    try Self.change("programme.yaml", in: folder, "operatorBIN: \"1234\"", "operatorBIN: \"000000000000\"")
    try Self.change("programme.yaml", in: folder, "STEM school for village girls", "School of the lakes")
    house.database.close()
    let again = try await options.house(port: 8080, isDemo: false, mayFound: true, programme: folder)
    #expect(again.programme.name.en == "School of the lakes" && again.edition?.number == 2)
    #expect(try await again.database.read { try $0.refusedFolder() == nil })
    again.database.close()
  }
}
