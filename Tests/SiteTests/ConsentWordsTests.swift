import Applications
import Forms
import HouseKit
import Programme
import Site
import Storage
import TestKit
import Testing
import Words

/// The consent names everything that is asked: a new question, or a new thing kept of a guardian, fails here until the text says it.
@Suite struct ConsentWordsTests {
  private static func told() throws -> (fields: Set<String>, data: Said) {
    let purpose = try #require(try Shipped.built().consents.purposes.first { $0.required })
    return (Set(purpose.fields ?? []), purpose.data)
  }

  @Test("the list of fields is the form's, neither more nor less")
  func fields() throws {
    let form = try Shipped.built().form
    #expect(try Self.told().fields == Set(form.pages.flatMap(\.fields).map(\.key)))
  }

  @Test("a form with one question more does not open")
  func oneMore() throws {
    let name = "Programmes/stem-school/form.yaml"
    let added = "      - {key: shoe_size, kind: text, max: 9, label: {kk: a, ru: a, en: a}}\n"
    let files = try Assets.shipped.names.map { file in
      let bytes = try #require(Assets.shipped[file]).bytes
      guard file == name else { return (name: file, bytes: bytes) }
      let text = String(decoding: bytes, as: UTF8.self)
      let place = try #require(text.firstRange(of: "      - {key: surname"))
      return (name: file, bytes: Array((text[..<place.lowerBound] + added + text[place.lowerBound...]).utf8))
    }
    let fault = #expect(throws: ProgrammeFault.self) { try Shipped(Assets(files)) }
    #expect(fault?.description.contains("shoe_size") == true)
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
    .relation: ("guardian_relation", Said(kk: "кім болып келетіні", ru: "кем он приходится", en: "the relationship")),
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
