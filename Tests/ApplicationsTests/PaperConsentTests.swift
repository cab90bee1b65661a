import Applications
import Exchange
import Foundation
import HouseKit
import Programme
import Storage
import TestKit
import Testing

/// Consent on paper counts once a second person has looked at it.
@Suite struct PaperConsentTests {
  /// One transparent pixel.
  static let photo = [UInt8](
    Data(base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")
      ?? Data())

  private struct Scene {
    let kit: HouseKit
    let application: Application
    var girl: Browser
    var path = ""

    /// A girl who has agreed and sent her application; the signed sheet is uploaded.
    init(_ kind: EngineKind) async throws {
      kit = try await HouseKit.house(kind)
      var sample = Sample()
      sample.consent = .none
      application = try await sample.keep(kit)
      girl = try await kit.applicant(application.person)
      await girl.post("/apply/consent", kit.house.consents.purposes.map { ($0.key, "yes") })
      await girl.post("/status/paper-form")
      #expect(girl.reply.header("content-type") == "application/pdf")
      #expect(girl.reply.body.starts(with: Array("%PDF-".utf8)))
      await girl.upload("/status/paper", [], field: "paper", name: "sheet.png", PaperConsentTests.photo)
      #expect(girl.status == 303)
      let id: String? = try await kit.house.database.read { try $0.value("SELECT id FROM paper_consent") }
      path = "/desk/papers/\(try #require(id))"
    }

    func consent() async throws -> Application.ConsentState? {
      try await kit.house.database.read { [application] in try $0.application(application.id)?.consent }
    }
  }

  @Test("a sheet that arrived is said to have arrived, and whoever checks it meets it first", arguments: Databases.engines)
  func announced(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind)
    var girl = scene.girl
    #expect(girl.location == "/status/guardian")
    for path in ["/status/guardian", "/status"] {
      await girl.get(path)
      #expect(girl.page.contains("парақтың суреті бізге жетті") && !girl.page.contains("Сілтеме жіберілді"), "\(path)")
    }
    #expect(!girl.page.contains("Ата-анаңа SMS жіберілді"))
    for role in [Role.coordinator, .safeguarding] {
      var desk = try await scene.kit.staff(role)
      await desk.get("/desk")
      #expect(desk.page.contains("href=\"/desk/papers\"") && desk.page.contains("согласие на бумаге ждёт проверки"))
    }
    var desk = try await scene.kit.staff(.coordinator)
    await desk.get("/desk/applications/\(scene.application.code)")
    #expect(desk.page.contains("href=\"\(scene.path)\""))
    await desk.post(scene.path, [("go", "reject")])
    #expect(try await scene.kit.count("SELECT count(*) FROM outbox WHERE purpose = 'guardian-answer'") == 1)
    await girl.get("/status/guardian")
    #expect(girl.page.contains("Соңғы парақты қабылдай алмадық"))
  }

  @Test("a second person writes down what the sheet says, and the consent is complete", arguments: Databases.engines)
  func approved(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind)
    #expect(try await scene.consent() == .girl)
    var coordinator = try await scene.kit.staff(.coordinator)
    await coordinator.get("/desk/papers")
    #expect(coordinator.page.contains(scene.application.code))
    await coordinator.get("\(scene.path)/photo")
    #expect(coordinator.reply.header("content-type") == "image/png")
    await coordinator.post(scene.path, [("take_part", "yes")])
    #expect(coordinator.status == 422, "every purpose has to be read from the sheet")
    let read = scene.kit.house.consents.purposes.map { ($0.key, $0.required ? "yes" : "no") }
    await coordinator.post(scene.path, read + [("original", "шкаф 3, папка 12")])
    #expect(coordinator.status == 303)
    await coordinator.get("/desk/applications/\(scene.application.code)")
    #expect(coordinator.page.contains("шкаф 3, папка 12"))
    #expect(try await scene.consent() == .complete)
    await coordinator.post(scene.path, scene.kit.house.consents.purposes.map { ($0.key, "no") })
    #expect(coordinator.status == 409, "an approved sheet is decided")
    #expect(try await scene.consent() == .complete)
  }

  @Test("a sheet that cannot be read is rejected and changes nothing", arguments: Databases.engines)
  func rejected(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind)
    var officer = try await scene.kit.staff(.safeguarding)
    await officer.post(scene.path, [("go", "reject")])
    #expect(officer.status == 303)
    #expect(try await scene.consent() == .girl)
    await officer.get("/desk/papers")
    #expect(!officer.page.contains(scene.application.code))
  }

  @Test("whoever brought the sheet cannot approve it, in whatever role", arguments: Databases.engines)
  func notByTheSamePerson(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind)
    var coordinator = try await scene.kit.staff(.coordinator)
    let person = try #require(coordinator.person)
    _ = try await scene.kit.house.database.write {
      try $0.run("UPDATE paper_consent SET entered_by = \(person)")
    }
    await coordinator.post(scene.path, scene.kit.house.consents.purposes.map { ($0.key, "yes") })
    #expect(coordinator.status == 403)
    #expect(try await scene.consent() == .girl)
  }

  @Test("the schema refuses one person as both hands of a sheet, whatever roles she holds", arguments: Databases.engines)
  func handsInTheSchema(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind)
    let person = try #require(try await scene.kit.staff(.coordinator).person)
    let (house, now) = (scene.kit.house, scene.kit.clock.now)
    try await house.database.write { tx in
      try tx.giveAnother(.safeguarding, to: person, house)
      try tx.run("UPDATE paper_consent SET entered_by = \(person)")
    }
    let other = try #require(try await scene.kit.staff(.coordinator).person)
    let hands: [SQL] = [
      "approved_by = \(person), approved_at = \(now)", "rejected_by = \(person), rejected_at = \(now)",
      "approved_by = 'safeguarding:nobody', approved_at = \(now)",
    ]
    for hand in hands {
      await #expect(throws: StorageFault.self) {
        try await house.database.write { _ = try $0.run("UPDATE paper_consent SET \(hand)") }
      }
    }
    _ = try await house.database.write { try $0.run("UPDATE paper_consent SET approved_by = \(other), approved_at = \(now)") }
  }

  @Test("a sheet printed with an older text agrees to nothing of the new one", arguments: Databases.engines)
  func oldSheet(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind)
    let kit = try await scene.kit.reopened(with: try ConsentAgainTests.secondVersion())
    var coordinator = try await kit.staff(.coordinator)
    await coordinator.post(scene.path, kit.house.consents.purposes.map { ($0.key, "yes") })
    #expect(coordinator.status == 409)
    #expect(try await scene.consent() == .girl)
    await coordinator.post(scene.path, [("go", "reject")])
    #expect(coordinator.status == 303)
  }

  @Test("a coordinator of another region does not find the sheet", arguments: Databases.engines)
  func withinReach(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind)
    var elsewhere = try await scene.kit.staff(.coordinator, Scope(regions: ["630000000"]))
    await elsewhere.get(scene.path)
    #expect(elsewhere.status == 404)
  }
}

extension Transaction {
  /// One more role for somebody who has one.
  func giveAnother(_ role: Role, to person: ID<Person>, _ house: House) throws {
    try run(
      """
      INSERT INTO membership (id, person_id, role, regions, given_at, confirmed_at)
      VALUES (\(house.outside.id(of: Membership.self)), \(person), \(role), '', \(house.outside.now()), \(house.outside.now()))
      """)
  }
}
