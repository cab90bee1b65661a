import Applications
import Forms
import HouseKit
import Programme
import Site
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// The consent names everything that is asked: a new question, or a new thing kept of a guardian, fails here until the text says it.
@Suite struct ConsentWordsTests {
  private static func told() throws -> (fields: Set<String>, data: Said) {
    let purpose = try #require(try Shipped.built().data[.consents].purposes.first { $0.required })
    return (Set(purpose.fields ?? []), purpose.data)
  }

  @Test("the list of fields is the form's, neither more nor less")
  func fields() throws {
    let form = try Shipped.built().data[.application]
    #expect(try Self.told().fields == Set(form.pages.flatMap(\.fields).map(\.key)))
  }

  /// The shipped folder with one of its files changed.
  private static func folder(_ name: String, _ changed: @escaping @Sendable (String) -> String) -> ProgrammeFolder {
    let shipped = ProgrammeFolder.shipped()
    return ProgrammeFolder(shipped.name) { file in
      let bytes = shipped.bytes(file)
      return file == name ? bytes.map { Array(changed(String(decoding: $0, as: UTF8.self)).utf8) } : bytes
    }
  }

  @Test(
    "files that do not fit each other or the house do not open",
    arguments: [
      (
        "form.yaml", "      - {key: surname",
        "      - {key: shoe_size, kind: text, max: 9, label: {kk: a, ru: a, en: a}}\n      - {key: surname",
        "form.yaml:17: No required purpose of consents.yaml names shoe_size."
      ),
      (
        "form.yaml", "key: school, kind: school", "key: school, kind: text",
        "form.yaml:60: “school” means something to the system and cannot be of the kind text."
      ),
      (
        "retention.yaml", "selection.admitted", "selection.paid",
        "retention.yaml:18: There is no group of data “selection.paid”. Possible are: applications.drafts, applications.eligible, "
          + "applications.not_eligible, selection.admitted."
      ),
    ])
  func doesNotFit(_ name: String, _ text: String, _ other: String, _ says: String) {
    let folder = Self.folder(name) { $0.replacing(text, with: other) }
    let fault = #expect(throws: FileComplaints.self) { try Site.programme(folder) }
    #expect(fault?.description == says)
  }

  /// Of each datum kept of a guardian: the question it comes from, and its words in the consent.
  private static let guardian: [Detail: (field: String, words: Said)] = [
    .name: (
      "guardian_name",
      Said(
        kk: "өкілінің тегі, аты, әкесінің аты", ru: "отчество, телефон и электронная почта представителя",
        en: "name, phone and e-mail of the guardian")
    ),
    .phone: (
      "guardian_phone",
      Said(
        kk: "әкесінің аты, телефоны мен", ru: "телефон и электронная почта представителя", en: "phone and e-mail of the guardian")
    ),
    .email: (
      "guardian_email",
      Said(kk: "телефоны мен электрондық поштасы және", ru: "электронная почта представителя", en: "e-mail of the guardian")
    ),
    .relation: ("guardian_relation", Said(kk: "қызға кім болатыны", ru: "кем он приходится", en: "the relationship")),
  ]

  @Test(
    "every datum kept of a guardian is a question of the form and stands in the consent's words", arguments: Databases.engines)
  func ofTheGuardian(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var girl = kit.browser()
    await girl.post("/apply")
    let house = kit.house
    let person: ID<Person>? = try await house.database.read { try $0.value("SELECT person_id FROM application") }
    let her = try #require(person)
    let answers = [
      "guardian_name": "Сынақова Мысал", "guardian_phone": "+77007654321", "guardian_email": "ana@keruen.example",
      "guardian_relation": "mother",
    ]
    try await house.database.write { tx in
      guard let application = try tx.application(of: her) else { throw Refusal.missing }
      try tx.keep(
        answers.map { AnswerEvent(id: house.outside.id(), field: $0.key, typed: $0.value, writtenAt: house.outside.now()) },
        application, try tx.safe(of: her, house.vault), at: house.outside.now())
      try tx.move(application, to: .submitted, at: house.outside.now())
    }
    await girl.post("/status/guardian")
    let kept = try await house.database.read { tx in
      try tx.rows(
        "SELECT kind FROM person_detail WHERE person_id = (SELECT guardian_id FROM consent_request LIMIT 1) ORDER BY kind"
      ) { try $0[0] as Detail }
    }
    #expect(Set(kept) == Set(Self.guardian.keys))
    let told = try Self.told()
    for detail in kept {
      let known = try #require(Self.guardian[detail], "\(detail) of a guardian stands in no consent")
      #expect(told.fields.contains(known.field))
      for t in Language.allCases { #expect(told.data(t).contains(known.words(t)), "\(detail) in \(t)") }
    }
  }
}
