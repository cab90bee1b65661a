import Exchange
import Foundation
import HouseKit
import Programme
import Rules
import Security
import Storage
import TestKit
import Testing
import Words

@testable import Grants
@testable import Programme

/// The letter: what it waits for, its three files, what anybody who looks it up is told, and its withdrawal by two people.
@Suite struct LetterTests {
  private static func desk(_ scene: LetterScene) -> String { "/desk/grants/rounds/\(scene.round)/letters" }

  @Test(
    "a letter that quotes what nobody has confirmed waits, and the desk sees why; then it is made once",
    arguments: Databases.engines)
  func waits(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind, confirmed: false)
    let kit = scene.kit
    try await scene.shared()
    #expect(try await kit.count("SELECT count(*) FROM grants_letter") == 0)
    var chair = try await kit.staff(.chair, .everything, .en)
    await chair.get(Self.desk(scene))
    #expect(chair.status == 200 && chair.page.contains("not confirmed for this year"), "\(chair.page)")
    #expect(!chair.page.contains("Мөлдір") && !chair.page.contains("Moldir"))
    var hers = try await scene.hers()
    await hers.get("/recommendation")
    #expect(hers.page.contains("the letter waits for the programme"), "\(hers.page)")
    // The officer sees what she shares, and that the letter is not there.
    var officer = try await scene.officer()
    await officer.get(scene.page)
    #expect(officer.status == 200 && officer.page.contains("the letter is being made") && officer.page.contains("Мөлдір"))
    await officer.get("\(scene.page)/letter.pdf")
    #expect(officer.status == 404)
    try await scene.confirmFacts()
    try await LetterPress.job.run(kit.house)
    #expect(try await kit.count("SELECT count(*) FROM grants_letter") == 0, "looked at again after ten minutes")
    kit.clock.move(seconds: 600)
    try await LetterPress.job.run(kit.house)
    try await LetterPress.job.run(kit.house)
    #expect(try await kit.count("SELECT count(*) FROM grants_letter WHERE made_at IS NOT NULL") == 1)
    #expect(try await kit.count("SELECT count(*) FROM grants_paper") == 3)
    #expect(try await kit.count("SELECT count(*) FROM outbox WHERE id LIKE '%letter:%'") == 1)
    await chair.get(Self.desk(scene))
    #expect(chair.page.contains("K-2027-0001") && !chair.page.contains("not confirmed"), "\(chair.page)")
  }

  @Test("a certificate, two who sign and a birth day are waited for, each by name", arguments: Databases.engines)
  func incomplete(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind)
    let (kit, girl, chair) = (scene.kit, scene.girl, scene.match.leavers.chair.person)
    try await scene.write { tx, house in
      try tx.run("DELETE FROM grants_learnt")
      try tx.run("DELETE FROM person_detail WHERE kind = 'birth_day' AND person_id = \(girl)")
      try tx.run("DELETE FROM person_detail WHERE kind = 'name' AND person_id = \(chair)")
    }
    try await scene.shared()
    var desk = try await kit.staff(.coordinator, .everything, .en)
    await desk.get(Self.desk(scene))
    for says in ["no certificate of the school", "birth day is not known", "the two who sign"] {
      #expect(desk.page.contains(says), "\(says) \(desk.page)")
    }
    #expect(try await kit.count("SELECT count(*) FROM grants_letter") == 0)
  }

  @Test(
    "three files in three languages, whose sums the page tells and whose signature the house's keys confirm",
    arguments: Databases.engines)
  func files(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind)
    let kit = scene.kit
    try await scene.shared()
    let code = try await scene.code()
    var hers = try await scene.hers()
    var anybody = kit.browser(.en)
    await anybody.get("/.well-known/keruen-keys.txt")
    let keys = StatementKeys(reading: anybody.page)
    await anybody.get("/v/\(code.letters)")
    let page = anybody.page
    for t in Language.allCases {
      await hers.get("/recommendation.pdf?in=\(t.rawValue)")
      let file = hers.reply.body
      #expect(hers.status == 200 && file.count <= 120_000, "\(file.count)")
      #expect(page.contains(hex(sha256(file))), "\(t)")
      let signed = try #require(SignedStatement(in: file))
      #expect(signed.statement.code == code.letters && signed.statement["name"] == "Мөлдір Үлгібаева")
      #expect(signed.statement["no"] == "K-2027-0001" && signed.statement["until"] == "2027-12-31")
      guard case .signed = keys.verdict(on: signed) else { return #expect(Bool(false), "not signed by the house") }
      let text = try Self.text(of: file)
      for fact in ["K-2027-0001", "Moldir Ulgibayeva", "2009", "B062", "64", "Сынақ"] {
        #expect(text.contains(fact), "\(t) \(fact) \(text)")
      }
      #expect(!text.contains("+7700") && !text.contains("0.8"))
    }
    // What is kept is sealed: no word of hers stands in the tables.
    let sealed = try await kit.house.database.read { tx in
      try tx.rows("SELECT sealed FROM grants_letter UNION ALL SELECT sealed FROM grants_share ORDER BY 1") {
        try $0[0] as [UInt8]
      }
    }
    #expect(sealed.count == 2 && sealed.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("Moldir") })
    #expect(try await kit.count("SELECT count(*) FROM audit WHERE details LIKE \("%\(code.letters)%")") == 0)
  }

  private static func text(of pdf: [UInt8]) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "keruen-grants-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "letter.pdf")
    try Data(pdf).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["pdftotext", "-layout", file.path, "-"]
    let said = Pipe()
    process.standardOutput = said
    try process.run()
    let bytes = said.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).replacing(/\s+/, with: " ")
  }

  @Test("the page of a letter is small, in three languages, and needs no script", arguments: Databases.engines)
  func check(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind)
    let kit = scene.kit
    try await scene.shared()
    let code = try await scene.code()
    for (t, says) in [(Language.kk, "Хат күшінде"), (.ru, "Письмо действует"), (.en, "The letter is valid")] {
      var anybody = kit.browser(t)
      await anybody.get("/v/\(code.letters)")
      #expect(anybody.status == 200 && anybody.page.contains(says) && anybody.page.contains("K-2027-0001"), "\(anybody.page)")
      #expect(anybody.reply.body.count <= 6000, "\(anybody.reply.body.count)")
      #expect(!anybody.page.contains("<script") && !anybody.page.contains("Молдир") && !anybody.page.contains("Moldir"))
      #expect(anybody.page.contains(t == .en ? "M. U." : "М."))
    }
    var anybody = kit.browser(.en)
    await anybody.get("/v")
    #expect(anybody.status == 200 && anybody.page.contains("name=\"code\""))
    await anybody.get("/v?code=\(code.shown)")
    #expect(anybody.location == "/v/\(code.letters)", "\(anybody.page)")
    await anybody.get("/v?code=K7")
    #expect(anybody.status == 422 && anybody.page.contains("value=\"K7\"") && anybody.page.contains("no code of a letter"))
    let strange = Recommendation.paperKind.code { [UInt8](repeating: 5, count: $0) }
    await anybody.get("/v/\(strange.letters)")
    #expect(anybody.status == 404 && anybody.page.contains("There is no such letter"))
    // Looks are counted by the day; after thirty in an hour this code rests, and no other.
    #expect(try await kit.count("SELECT looks FROM grants_look") == 3)
    for _ in 0..<27 { await anybody.get("/v/\(code.letters)") }
    #expect(anybody.status == 200)
    await anybody.get("/v/\(code.letters)")
    #expect(anybody.status == 429)
    await anybody.get("/v/\(strange.letters)")
    #expect(anybody.status == 404)
    kit.clock.move(seconds: 7200)
    await anybody.get("/v/\(code.letters)")
    #expect(anybody.status == 200)
  }

  @Test("a name that was wrong makes a new letter; the old one says that it was replaced", arguments: Databases.engines)
  func replaced(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind)
    let kit = scene.kit
    try await scene.shared()
    let old = try await scene.code()
    var hers = try await scene.hers()
    await hers.get("/recommendation/share")
    await hers.submit(
      "/recommendation/share/names", [("kk", "Мөлдір Үлгібаева"), ("ru", "Мольдир Ульгибаева"), ("en", "Moeldir Ulgibayeva")])
    #expect(hers.location == "/recommendation/share", "\(hers.page)")
    try await LetterPress.job.run(kit.house)
    #expect(try await kit.count("SELECT count(*) FROM grants_letter") == 2)
    var anybody = kit.browser(.en)
    await anybody.get("/v/\(old.letters)")
    #expect(anybody.page.contains("The letter was replaced") && !anybody.page.contains("M. U."), "\(anybody.page)")
    await hers.get("/recommendation")
    #expect(hers.page.contains("K-2027-0002"))
    // The same names again make nothing new.
    await hers.get("/recommendation/share")
    await hers.submit(
      "/recommendation/share/names", [("kk", "Мөлдір Үлгібаева"), ("ru", "Мольдир Ульгибаева"), ("en", "Moeldir Ulgibayeva")])
    try await LetterPress.job.run(kit.house)
    #expect(try await kit.count("SELECT count(*) FROM grants_letter") == 2)
  }

  @Test(
    "a recommendation is withdrawn by two people after she could answer, and left to stand by one word of another",
    arguments: Databases.engines)
  func withdrawn(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind)
    let kit = scene.kit
    try await scene.shared()
    let page = "\(Self.desk(scene))/\(scene.given)"
    var chair = try await kit.staff(.chair, .everything, .en)
    await chair.get(page)
    #expect(chair.status == 200 && chair.page.contains("K-2027-0001") && !chair.page.contains("Мөлдір"), "\(chair.page)")
    await chair.submit("\(page)/withdrawal", [("reason", " ")])
    #expect(chair.status == 422 && chair.page.contains("Write why"))
    await chair.get(page)
    await chair.submit("\(page)/withdrawal", [("reason", "Сертификат басқа біреудікі")])
    #expect(chair.location == page, "\(chair.page)")
    await chair.post("\(page)/confirmation")
    #expect(chair.status == 403)
    var second = try await kit.staff(.coordinator, .everything, .en)
    await second.get(page)
    #expect(!second.page.contains("\(page)/confirmation\""))
    await second.post("\(page)/confirmation")
    #expect(second.status == 409 && second.page.contains("She may answer"))
    var hers = try await scene.hers()
    await hers.get("/recommendation")
    #expect(hers.page.contains("Сертификат басқа біреудікі"), "\(hers.page)")
    await hers.submit("/recommendation/withdrawal", [("words", "Сертификат менікі, міне нөмірі")])
    #expect(hers.location == "/recommendation", "\(hers.page)")
    await second.get(page)
    #expect(second.page.contains("Сертификат менікі"), "\(second.page)")
    await second.submit("\(page)/drop")
    #expect(second.status == 303)
    #expect(try await kit.count("SELECT count(*) FROM grants_recommendation WHERE state = 'accepted'") == 1)
    // Proposed anew, answered, and this time agreed to.
    kit.clock.move(seconds: 60)
    await chair.get(page)
    await chair.submit("\(page)/withdrawal", [("reason", "Жаңа дерек шықты")])
    await hers.get("/recommendation")
    await hers.submit("/recommendation/withdrawal", [("words", "Түсіндім")])
    await second.get(page)
    await second.submit("\(page)/confirmation")
    #expect(second.status == 303, "\(second.page)")
    #expect(try await kit.count("SELECT count(*) FROM grants_recommendation WHERE state = 'withdrawn'") == 1)
    #expect(try await kit.count("SELECT count(*) FROM grants_seat WHERE recommendation_id IS NULL") > 0)
    await hers.get("/recommendation")
    #expect(hers.page.contains("The recommendation was withdrawn") && hers.page.contains("Жаңа дерек шықты"), "\(hers.page)")
  }

  @Test("what came of it is said by both, each by itself; where they differ the desk is asked", arguments: Databases.engines)
  func outcomes(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind)
    let kit = scene.kit
    try await scene.shared()
    var officer = try await scene.officer()
    await officer.get(scene.page)
    await officer.submit("\(scene.page)/outcomes", [("outcome", "offered"), ("amount", "көп")])
    #expect(officer.status == 422 && officer.page.contains("Choose the kind of grant"), "\(officer.page)")
    await officer.submit("\(scene.page)/outcomes", [("outcome", "offered"), ("grant", "university"), ("amount", "көп")])
    #expect(officer.status == 422 && officer.page.contains("value=\"көп\"") && officer.page.contains("in digits"))
    await officer.submit("\(scene.page)/outcomes", [("outcome", "refused")])
    #expect(officer.status == 422)
    await officer.get(scene.page)
    await officer.submit(
      "\(scene.page)/outcomes", [("outcome", "offered"), ("grant", "university"), ("amount", "900 000"), ("years", "4")])
    #expect(officer.location == scene.page, "\(officer.page)")
    #expect(try await kit.count("SELECT amount FROM grants_outcome WHERE said_by = 'university'") == 900_000)
    var hers = try await scene.hers()
    await hers.get("/recommendation")
    #expect(!hers.page.contains("/recommendation/outcome\""), "not before her days are over")
    // Of age on 1 July: she answers for herself, and the share goes on.
    kit.clock.move(days: 60)
    try await scene.match.agree(scene.girl, true, [.girl])
    hers = try await scene.hers()
    await hers.get("/recommendation")
    #expect(hers.page.contains("/recommendation/outcome") && !hers.page.contains("900"), "\(hers.page)")
    await hers.submit("/recommendation/outcome", [("outcome", "refused")])
    #expect(hers.location == "/recommendation", "\(hers.page)")
    var desk = try await kit.staff(.coordinator, .everything, .en)
    await desk.get(Self.desk(scene))
    #expect(desk.page.contains("She and the university say different things"), "\(desk.page)")
    await hers.get("/recommendation")
    await hers.submit("/recommendation/outcome", [("outcome", "offered")])
    await desk.get(Self.desk(scene))
    #expect(!desk.page.contains("say different things"))
    #expect(try await kit.count("SELECT count(*) FROM grants_outcome") == 3)
  }

  @Test("an erasure takes what a letter said, its files and her words; number, days and sums stay", arguments: Databases.engines)
  func erased(_ kind: EngineKind) async throws {
    let scene = try await LetterScene.open(kind)
    let (kit, girl) = (scene.kit, scene.girl)
    try await scene.shared()
    let exported = try await kit.house.database.read { [house = kit.house] tx in
      try LetterData.personalData.export(tx, house, girl, .en)
    }
    #expect(exported.flatMap(\.files).count == 3 && exported.flatMap(\.lines).contains { $0.value.contains("Moldir Ulgibayeva") })
    let code = try await scene.code()
    try await scene.write { tx, house in for data in house.personalData { _ = try data.erase(tx, house, girl) } }
    #expect(try await kit.count("SELECT count(*) FROM grants_letter WHERE sealed IS NULL AND sum_kk IS NOT NULL") == 1)
    #expect(try await kit.count("SELECT count(*) FROM grants_paper") == 0)
    #expect(try await kit.count("SELECT count(*) FROM grants_share WHERE sealed IS NULL AND ended_at IS NOT NULL") == 1)
    var anybody = kit.browser(.en)
    await anybody.get("/v/\(code.letters)")
    #expect(anybody.page.contains("The letter is withdrawn") && anybody.page.contains("K-2027-0001"))
  }

  @Test(
    "a level is a word, and how far it may be off another",
    arguments: [
      (0.9, 0.01, "mastered it; error smaller"), (0.72, 0.05, "learnt it well; the neighbouring"),
      (0.6, 0.3, "basics; not measured exactly"),
      (0.2, 0.01, "begun to learn it; error smaller"),
    ])
  func levels(_ share: Double, _ error: Double, _ says: String) {
    #expect(
      Mastery.said(Measure(value: share, error: error)).en.contains(says),
      "\(Mastery.said(Measure(value: share, error: error)).en)")
  }
}
