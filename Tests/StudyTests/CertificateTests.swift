import Applications
import Certificates
import Courses
import Exchange
import Foundation
import Home
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// A girl who has finished a course, and those who issue.
private struct Graduate {
  let kit: HouseKit
  var pupil: Pupil
  let course = "physics-measurement"

  init(_ kind: EngineKind, name: PersonName? = PersonName(surname: "Қасымова", given: "Айгерім")) async throws {
    kit = try await Pupil.house(kind)
    pupil = try await Pupil(kit)
    let (house, person, course) = (kit.house, pupil.person, course)
    let learner = try await pupil.learner()
    let courses = try await house.openCourses()
    try await house.database.write { tx in
      let safe = try tx.safe(of: person, house.vault)
      if let name { try tx.set([.name(name)], safe, house.vault) }
      let lessons = try #require(courses.first { $0.key == course }).course.lessons
      let events = lessons.map { lesson in
        StudyEvent(id: house.outside.id(), .finished, about: "\(course)/\(lesson.key)", at: house.outside.now(), body: "")
      }
      try tx.keep(events, of: learner, safe, in: courses, house)
    }
  }

  func code() async throws -> String {
    try #require(
      try await kit.house.database.read {
        try $0.value("SELECT code FROM study_certificate ORDER BY proposed_at DESC LIMIT 1") as String?
      })
  }

  /// Proposes and issues; returns its code.
  func issued(by first: inout Browser, _ second: inout Browser) async throws -> String {
    await first.get("/desk/certificates")
    await first.submit("/desk/certificates", fill(first, "Видела на встречах"))
    let code = try await code()
    await second.get("/desk/certificates/\(code)")
    await second.submit("/desk/certificates/\(code)/issue", [("reason", "Журнал группы просмотрен")])
    #expect(second.location == "/desk/certificates/\(code)")
    return code
  }

  func fill(_ browser: Browser, _ reason: String) -> [(String, String)] {
    guard let field = browser.page.firstMatch(of: /name="field" value="(reason-\d+)"/)?.1 else { return [] }
    return [(String(field), reason)]
  }
}

@Suite struct CertificateTests {
  @Test(
    "two people issue, each with a reason for what nobody records; she gets paper and files that verify",
    arguments: Databases.engines)
  func way(_ kind: EngineKind) async throws {
    var graduate = try await Graduate(kind)
    let kit = graduate.kit
    var first = try await kit.staff(.coordinator, .everything, .en)
    var second = try await kit.staff(.chair, .everything, .en)
    await first.get("/desk/certificates")
    #expect(first.page.contains("Қасымова Айгерім") && first.page.contains("attended at least 75 % of the meetings"))
    // Without a reason nothing is proposed, and the page says where.
    await first.submit("/desk/certificates", graduate.fill(first, "  "))
    #expect(first.status == 422 && first.page.contains("Write how it is known."))
    #expect(try await kit.count("SELECT count(*) FROM study_certificate") == 0)
    await first.get("/desk/certificates")
    await first.submit("/desk/certificates", graduate.fill(first, "Seen at every meeting"))
    let code = try await graduate.code()
    #expect(first.location == "/desk/certificates/\(code)")
    await first.get("/desk/certificates/\(code)")
    #expect(first.page.contains("another person issues it") && !first.page.contains("/issue\""))

    // She corrects her name while she may.
    await graduate.pupil.browser.get("/study/certificates")
    #expect(graduate.pupil.browser.page.contains("value=\"Айгерім Қасымова\""))
    await graduate.pupil.browser.submit(
      "/study/certificates/\(code)/name", [("kk", "Айгерім 7"), ("ru", "Айгерим"), ("en", "Aigerim")])
    #expect(graduate.pupil.browser.status == 422 && graduate.pupil.browser.page.contains("Айгерім 7"))
    await graduate.pupil.browser.submit(
      "/study/certificates/\(code)/name", [("kk", "Айгерім Қасым"), ("ru", "Айгерим Касым"), ("en", "Aigerim Kassym")])
    #expect(graduate.pupil.browser.location == "/study/certificates")

    // The unissued one is nothing to others.
    var anybody = kit.browser(.en)
    await anybody.get("/c/\(code)")
    #expect(anybody.status == 404)

    await second.get("/desk/certificates/\(code)")
    #expect(second.page.contains("Айгерім Қасым") && second.page.contains("Seen at every meeting"))
    await second.submit("/desk/certificates/\(code)/issue", [("reason", "")])
    #expect(second.status == 422)
    await second.submit("/desk/certificates/\(code)/issue", [("reason", "The trainer's list was looked at")])
    #expect(second.location == "/desk/certificates/\(code)")

    await anybody.get("/c/\(code)")
    #expect(anybody.status == 200 && anybody.page.contains("The certificate is valid") && anybody.page.contains("Physics"))
    #expect(!anybody.page.contains("Айгерім") && !anybody.page.contains("Aigerim"))

    await graduate.pupil.browser.get("/study/certificates/\(code).pdf")
    let signed = try #require(SignedStatement(in: graduate.pupil.browser.reply.body))
    #expect(signed.statement["name"] == "Айгерім Қасым" && signed.statement.code == code)
    await anybody.get("/.well-known/keruen-keys.txt")
    guard case .signed = StatementKeys(reading: anybody.page).verdict(on: signed) else {
      return #expect(Bool(false), "not signed by the house's key")
    }
    await graduate.pupil.browser.get("/study/certificates/\(code).json")
    #expect(graduate.pupil.browser.page.contains("eddsa-rdfc-2022") && !graduate.pupil.browser.page.contains("Айгерім"))
    await graduate.pupil.browser.get("/study/certificates/\(code).jwt")
    #expect(graduate.pupil.browser.page.split(separator: ".").count == 3)
    await anybody.get("/.well-known/did.json")
    #expect(anybody.page.contains("did:web:127.0.0.1%3A8080#key-1"))
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE purpose = 'certificate'") > 0)
    #expect(try await kit.count("SELECT count(*) FROM training_course_result WHERE state = 'certified'") == 1)
  }

  @Test("whoever proposed does not issue, and issued is issued once")
  func twoHands() async throws {
    let graduate = try await Graduate(.sqlite)
    var first = try await graduate.kit.staff(.coordinator)
    var second = try await graduate.kit.staff(.coordinator)
    let code = try await graduate.issued(by: &first, &second)
    await second.get("/desk/certificates/\(code)")
    await second.post("/desk/certificates/\(code)/issue", [("reason", "x")])
    #expect(second.status == 409)
    #expect(try await graduate.kit.count("SELECT count(*) FROM study_certificate WHERE issued_by = proposed_by") == 0)
    // The same by an address of one's own making.
    let other = try await Graduate(.sqlite)
    var alone = try await other.kit.staff(.coordinator)
    await alone.get("/desk/certificates")
    await alone.submit("/desk/certificates", other.fill(alone, "так и есть"))
    let own = try await other.code()
    await alone.post("/desk/certificates/\(own)/issue", [("reason", "и ещё раз")])
    #expect(alone.status == 403 && alone.page.contains("Это должен подтвердить другой человек."))
  }

  @Test("revoked: the check says so from then on, the list holds her bit, and she is told why", arguments: Databases.engines)
  func revoked(_ kind: EngineKind) async throws {
    var graduate = try await Graduate(kind)
    let kit = graduate.kit
    var first = try await kit.staff(.coordinator, .everything, .en)
    var second = try await kit.staff(.chair, .everything, .en)
    let code = try await graduate.issued(by: &first, &second)
    await first.get("/desk/certificates/\(code)")
    await first.submit("/desk/certificates/\(code)/revoke")
    #expect(first.status == 422)
    await first.submit("/desk/certificates/\(code)/revoke", [("why", "error")])
    var anybody = kit.browser(.en)
    await anybody.get("/c/\(code)")
    #expect(anybody.page.contains("The certificate was revoked on") && !anybody.page.contains("The certificate is valid"))
    // Why is nobody else's matter.
    #expect(!anybody.page.contains("issued in error"))
    await graduate.pupil.browser.get("/study/certificates")
    #expect(graduate.pupil.browser.page.contains("қате берілген"))
    let place = try await kit.count("SELECT place FROM study_certificate")
    await anybody.get("/c/status.json")
    #expect(anybody.page.contains("BitstringStatusListCredential"))
    let list = try await bits(anybody.page)
    #expect(list.count == StatusList.places / 8 && list[place / 8] & (0x80 >> UInt8(place % 8)) != 0)
    #expect(list.map(\.nonzeroBitCount).reduce(0, +) == 1)
  }

  private func bits(_ page: String) async throws -> [UInt8] {
    let text = try #require(page.firstMatch(of: /"encodedList":"u([^"]+)"/)).1
    let packed = try #require(bytes(base64URL: String(text)))
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc"]
    let (given, said) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (given, said)
    try process.run()
    given.fileHandleForWriting.write(Data(packed))
    try given.fileHandleForWriting.close()
    return Array(said.fileHandleForReading.readDataToEndOfFile())
  }

  @Test("an erasure takes the name; code, course, day and state stay, and her paper still verifies", arguments: Databases.engines)
  func erased(_ kind: EngineKind) async throws {
    var graduate = try await Graduate(kind)
    let kit = graduate.kit
    var first = try await kit.staff(.coordinator, .everything, .en)
    var second = try await kit.staff(.chair, .everything, .en)
    let code = try await graduate.issued(by: &first, &second)
    await graduate.pupil.browser.get("/study/certificates/\(code).pdf")
    let signed = try #require(SignedStatement(in: graduate.pupil.browser.reply.body))
    let (house, person) = (kit.house, graduate.pupil.person)
    try await house.database.write { tx in
      for data in Study.room.personalData { _ = try data.erase(tx, house, person) }
    }
    #expect(try await kit.count("SELECT count(*) FROM study_certificate WHERE learner IS NULL AND sealed IS NULL") == 1)
    var anybody = kit.browser(.en)
    await anybody.get("/c/\(code)")
    #expect(anybody.status == 200 && anybody.page.contains("The certificate is valid"))
    let keys = try await house.database.read { try $0.statementKeys() }
    guard case .signed = keys.verdict(on: signed) else { return #expect(Bool(false)) }
    await first.get("/desk/certificates")
    #expect(first.page.contains("name erased") && !first.page.contains("Қасымова"))
  }

  @Test("wrong codes are counted by their beginning: whoever tries one is stopped, and others are not")
  func tries() async throws {
    let kit = try await CoursePagesTests.kit()
    var browser = kit.browser(.en)
    var codes: [String] = []
    let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    outer: for a in letters {
      for b in letters {
        for c in letters {
          if let code = Certificate.kind.code("7K2M0\(a)\(b)\(c)") { codes.append(code.letters) }
          if codes.count == 40 { break outer }
        }
      }
    }
    for code in codes.prefix(30) {
      await browser.get("/c/\(code)")
      #expect(browser.status == 404)
    }
    await browser.get("/c/\(codes[30])")
    #expect(browser.status == 429)
    let other = Certificate.kind.code(random: { [UInt8](repeating: 9, count: $0) })
    await browser.get("/c/\(other.letters)")
    #expect(browser.status == 404)
    // No code at all costs nothing.
    for _ in 0..<40 { await browser.get("/c/7K2M0000") }
    #expect(browser.status == 404)
  }

  @Test("the page for checking without a network is one file of at most 25 kB that runs nothing but its own")
  func offline() async throws {
    let kit = try await CoursePagesTests.kit()
    for t in Language.allCases {
      var browser = kit.browser(t)
      await browser.get("/c/offline")
      #expect(browser.status == 200 && browser.reply.body.count <= 25_000, "\(browser.reply.body.count)")
      #expect(!browser.page.contains("src=") && !browser.page.contains("href=") && !browser.page.contains("import "))
      #expect(browser.page.contains("function verifies(") && browser.page.contains("getElementById(\"statement\")"))
      let policies = browser.reply.headers.filter { $0.name == "content-security-policy" }
      #expect(policies.count == 1 && policies.first?.value.contains("script-src 'sha256-") == true)
      let keys = try await kit.house.database.read { try $0.statementKeys() }
      #expect(StatementKeys(reading: browser.page.replacing("<pre>", with: "")) == keys && keys.keys.count == 1)
      await browser.get("/c/pack.json")
      #expect(browser.page.contains("\"name\":\"certificates\"") && browser.page.contains("\"lang\":\"\(t.rawValue)\""))
    }
  }

  @Test("a new key signs what comes; what the old one signed stays true")
  func renewed() async throws {
    let kit = try await CoursePagesTests.kit()
    let house = kit.house
    let statement = try Certificate.Facts(
      code: Certificate.kind.code(random: randomBytes), day: house.outside.now().day(), course: "c",
      title: Said(kk: "а", ru: "а", en: "a"), hours: 1, lessons: 1
    ).statement(of: "Айгерім")
    let before = try await house.database.read { try $0.statementSigner(house).signed(statement) }
    _ = try await house.database.write { try $0.renewStatementKey(by: "operator", house) }
    let (keys, after) = try await house.database.read {
      (try $0.statementKeys(), try $0.statementSigner(house).signed(statement))
    }
    #expect(keys.keys.map(\.number) == [1, 2] && before.signature != after.signature)
    for signed in [before, after] {
      guard case .signed = keys.verdict(on: signed) else { return #expect(Bool(false)) }
    }
    #expect(try await kit.count("SELECT count(*) FROM statement_key WHERE sealed IS NOT NULL") == 1)
    // Opened again, the house draws no third.
    try await house.prepare()
    #expect(try await kit.count("SELECT count(*) FROM statement_key") == 2)
  }

  @Test("others see a certificate while consents are complete, and not of somebody restricted", arguments: Databases.engines)
  func window(_ kind: EngineKind) async throws {
    let graduate = try await Graduate(kind)
    let kit = graduate.kit
    var first = try await kit.staff(.coordinator)
    var second = try await kit.staff(.chair)
    _ = try await graduate.issued(by: &first, &second)
    #expect(try await kit.count("SELECT count(*) FROM grants_certificate") == 0)
    _ = try await kit.house.database.write { try $0.run("UPDATE study_certificate SET has_consent = TRUE") }
    #expect(try await kit.count("SELECT count(*) FROM grants_certificate WHERE is_revoked = 0") == 1)
    let person = graduate.pupil.person
    _ = try await kit.house.database.write { try $0.run("UPDATE person SET restricted_at = 1 WHERE id = \(person)") }
    #expect(try await kit.count("SELECT count(*) FROM grants_certificate") == 0)
  }
}
