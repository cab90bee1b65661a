import Exchange
import Foundation
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// What was done on a shared device, or on a phone without a network: it comes sealed, by whoever is online, into her own journal.
@Suite struct ParcelTests {
  private struct Device {
    let thread, token: String
    let key: [UInt8]
    let device: String

    /// As a lesson's page tells it to its script.
    init(_ pupil: inout Pupil, _ device: String = "school") async throws {
      await pupil.browser.get("/courses/physics-measurement/02-how-sure")
      try self.init(page: pupil.browser.page, device)
    }

    init(page: String, _ device: String) throws {
      let owner = try #require(page.firstMatch(of: /data-owner="([^"]+)"/)?.1)
      thread = "study/\(owner)"
      key = try #require(page.firstMatch(of: /data-key="([^"]+)"/).flatMap { bytes(base64URL: String($0.1)) })
      token = String(try #require(page.firstMatch(of: /data-token="([^"]+)"/)?.1))
      self.device = device
    }

    /// A delivery of answers, each `(id, exercise)`; without an id it has none but its place.
    func delivery(_ events: [(String?, String)], at: Moment, key other: [UInt8]? = nil) throws -> JSON {
      try delivery(
        events.map { id, exercise in
          Written(
            id: id, kind: "attempt", about: "physics-measurement/\(exercise)/1",
            body: #"{"answer":{"a":"1"},"first":true,"hints":0}"#, at: at)
        }, key: other)
    }

    struct Written {
      let id: String?
      let kind, about, body: String
      let at: Moment
    }

    func delivery(_ events: [Written], key other: [UInt8]? = nil) throws -> JSON {
      var head = SealedBatch.firstHead(thread, device)
      var cipher: [UInt8] = []
      for (index, event) in events.enumerated() {
        let text = JSON.object(
          (event.id.map { [("id", .string($0))] } ?? []) + [
            ("kind", .string(event.kind)), ("about", .string(event.about)), ("body", .string(event.body)),
            ("at", .number(Double(event.at.milliseconds))), ("seq", .whole(index + 1)),
          ]
        ).text
        let event = try #require(
          AESGCM.seal(
            Array(text.utf8), key: other ?? key, nonce: [UInt8](repeating: UInt8(index), count: 12),
            beside: Array("\(thread)/\(device)/\(index + 1)".utf8)))
        head = sha256(head + event)
        cipher += withUnsafeBytes(of: UInt32(event.count).bigEndian) { Array($0) } + event
      }
      return JSON.object([
        ("thread", .string(thread)), ("device", .string(device)), ("from", .whole(1)), ("to", .whole(events.count)),
        ("head", .string(base64URL(head))), ("token", .string(token)), ("cipher", .string(base64URL(cipher))),
      ])
    }
  }

  private static let exercise = "mean-and-spread"

  @Test("a parcel goes into her journal whoever brings it, once, and nobody else's", arguments: Databases.engines)
  func brought(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var (pupil, sister) = (try await Pupil(kit, number: 1), try await Pupil(kit, number: 2))
    let device = try await Device(&pupil)
    let text = try device.delivery([(nil, Self.exercise), (nil, Self.exercise)], at: kit.clock.now).text
    var anybody = kit.browser()
    for _ in 0..<2 {
      await anybody.say("/journal/sealed", text)
      #expect(anybody.status == 200, "\(anybody.page)")
    }
    let learner = try await pupil.learner()
    #expect(try await kit.count("SELECT count(*) FROM study_event WHERE learner = \(learner.number)") == 2)
    #expect(try await kit.count("SELECT count(*) FROM study_event") == 2)
    let hers = try await Device(&sister, "school")
    #expect(hers.thread != device.thread && hers.key != device.key)
    let forged = try hers.delivery([(nil, Self.exercise)], at: kit.clock.now, key: device.key).text
    await anybody.say("/journal/sealed", forged)
    #expect(anybody.status == 200, "kept unread")
    #expect(try await kit.count("SELECT count(*) FROM study_event") == 2)
  }

  @Test(
    "a file of her phone is brought by a trainer, and what came by the network too is there once", arguments: Databases.engines)
  func file(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var pupil = try await Pupil(kit)
    let device = try await Device(&pupil)
    let id = kit.house.outside.id(of: JournalEvent.self).text
    let delivery = try device.delivery([(id, Self.exercise)], at: kit.clock.now)
    let file = JSON.object([("keruen", .string("parcels")), ("parcels", .array([delivery]))]).text
    await pupil.browser.say(
      "/journal",
      JSON.object([
        ("owner", .string(String(device.thread.dropFirst(6)))), ("thread", .string("study")),
        (
          "events",
          .array([
            .object([
              ("id", .string(id)), ("kind", .string("attempt")), ("about", .string("physics-measurement/\(Self.exercise)/1")),
              ("body", .string(#"{"answer":{"a":"1"},"first":true,"hints":0}"#)),
              ("at", .number(Double(kit.clock.now.milliseconds))),
            ])
          ])
        ),
      ]).text)
    #expect(pupil.browser.status == 200)
    var trainer = try await kit.staff(.trainer, .everything, .en)
    await trainer.get("/desk/parcels")
    await trainer.upload("/desk/parcels", [], field: "file", name: "keruen.json", Array(file.utf8))
    #expect(trainer.location == "/desk/parcels?events=1", "\(trainer.page)")
    #expect(try await kit.count("SELECT count(*) FROM study_event") == 1)
    for bad in [
      "", "{", "[]", #"{"keruen":"parcels","parcels":[]}"#, #"{"keruen":"parcels","parcels":[{}]}"#,
      file.replacing("study/", with: "roll/"),
    ] {
      await trainer.upload("/desk/parcels", [], field: "file", name: "keruen.json", Array(bad.utf8))
      #expect(trainer.status == 422, "\(bad.prefix(60))")
    }
    kit.clock.move(days: 61)
    trainer = try await kit.staff(.trainer, .everything, .en)
    await trainer.upload("/desk/parcels", [], field: "file", name: "keruen.json", Array(file.utf8))
    #expect(trainer.status == 422 && trainer.page.contains("older than 60 days"))
    #expect(try await kit.count("SELECT count(*) FROM study_event") == 1)
  }

  @Test(
    "a file carries what she wrote in a check: it counts by when it was written, once, with a receipt; what comes too late is told",
    arguments: Databases.engines)
  func checks(_ kind: EngineKind) async throws {
    let scene = try await CheckScene(kind)
    let meeting = try await scene.school.meeting(in: 25)
    let check = try await scene.give("unit-1", .meeting(meeting.id))
    let link = "/study/checks/\(check.id)"
    scene.move(minutes: 15)
    var girls = [try await scene.girl(0), try await scene.girl(1)]
    for index in girls.indices {
      await girls[index].get(link)
      await girls[index].submit("\(link)/openings")
      await girls[index].follow()
    }
    let begun = scene.school.kit.clock.now
    let device = try Device(page: girls[0].page, "hers")
    let answers = try await scene.fields("unit-1", of: 0, right: 6)
    let house = scene.school.kit.house
    func written(_ fields: [(String, String)], _ go: String, minutes: Int) -> Device.Written {
      let body = Fields(fields + [("opening", "1"), ("go", go)]).urlEncoded
      return Device.Written(
        id: house.outside.id(of: JournalEvent.self).text, kind: "answer", about: check.id.text, body: body,
        at: begun.adding(minutes: minutes))
    }
    func file(_ device: Device, _ events: [Device.Written]) throws -> [UInt8] {
      Array(JSON.object([("keruen", .string("parcels")), ("parcels", .array([try device.delivery(events)]))]).text.utf8)
    }
    // Two days later, when the window is over and nobody was told, the trainer brings it.
    scene.move(minutes: 2 * 24 * 60)
    var trainer = try await scene.school.kit.staff(again: scene.school.people[0], .en)
    let events = [
      written(Array(answers.prefix(3)), "keep", minutes: 2), written(answers, "hand-in", minutes: 20),
      written([("q.\(answers[0].0.dropFirst(2))", "1")], "keep", minutes: 24 * 60),
    ]
    let whole = try file(device, events)
    for turn in 0..<2 {
      await trainer.get("/desk/parcels")
      await trainer.upload("/desk/parcels", [], field: "file", name: "keruen.json", whole)
      #expect(trainer.location == "/desk/parcels?events=3&refused=1", "\(turn) \(trainer.page)")
      #expect(try await scene.points(check, 0) == 6)
    }
    await trainer.follow()
    #expect(trainer.page.contains("Records that were not taken: 1"))
    let stored = try await scene.school.kit.count("SELECT count(*) FROM study_check_answer")
    let receipt = try #require(try await scene.receipt(check, 0))
    try await scene.school.kit.runJobs()
    #expect(try await scene.school.kit.count("SELECT count(*) FROM study_check_answer") == stored, "opened again it is the same")
    #expect(try await scene.receipt(check, 0) == receipt)
    var girl = try await scene.girl(0)
    await girl.get(link)
    #expect(girl.page.contains(receipt))
    #expect(try await scene.school.kit.count("SELECT count(*) FROM study_event") == 0, "a check is no practice")
    // Another girl's file, after everybody was told.
    let other = try Device(page: girls[1].page, "other")
    scene.move(minutes: 2 * 24 * 60)
    trainer = try await scene.school.kit.staff(again: scene.school.people[0], .en)
    let late = try file(other, [written(try await scene.fields("unit-1", of: 1, right: 8), "hand-in", minutes: 21)])
    await trainer.upload("/desk/parcels", [], field: "file", name: "keruen.json", late)
    #expect(trainer.location == "/desk/parcels?events=1&refused=1")
    // Brought once more it is no refusal: it is there.
    await trainer.upload("/desk/parcels", [], field: "file", name: "keruen.json", try file(device, Array(events.prefix(2))))
    #expect(trainer.location == "/desk/parcels?events=2", "\(trainer.page)")
  }

  @Test("parcels that were opened go when no token delivers them any more", arguments: Databases.engines)
  func kept(_ kind: EngineKind) async throws {
    let kit = try await Pupil.house(kind)
    var pupil = try await Pupil(kit)
    let device = try await Device(&pupil)
    var anybody = kit.browser()
    await anybody.say("/journal/sealed", try device.delivery([(nil, Self.exercise)], at: kit.clock.now).text)
    let house = kit.house
    // An opening that failed is made good by the job.
    _ = try await house.database.write { try $0.run("DELETE FROM study_event") }
    try await kit.runJobs()
    #expect(try await kit.count("SELECT count(*) FROM study_event") == 1)
    #expect(try await kit.count("SELECT count(*) FROM sealed_batch") == 1)
    kit.clock.move(days: 62)
    try await kit.runJobs()
    #expect(try await kit.count("SELECT count(*) FROM sealed_batch") == 0)
    #expect(try await kit.count("SELECT count(*) FROM study_event") == 1)
  }
}
