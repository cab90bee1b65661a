import Exchange
import Foundation
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// What phones bring sealed: kept unread by whoever holds the token, once, in any order, within its bounds.
@Suite struct SealedJournalTests {
  private static let lane = SealedLane(thread: "sitting", mostEvents: 60, mostBytes: 4_000, days: 60)
  private static let thread = "sitting/one"

  private struct Scene {
    let kit: HouseKit
    let person: ID<Person>
    let token: String
    var phone: Browser

    init(_ kind: EngineKind) async throws {
      kit = try await HouseKit.house(kind, beside: [Room(name: "sittings", routes: [], sealedLanes: [lane])])
      person = try await kit.house.database.write { [house = kit.house] in try $0.addPerson(language: .kk, house).person }
      token = SealedLane.token(thread, of: person, kit.house)
      phone = kit.browser()
    }

    /// Posts events `from…to` of a device, each of three bytes, with the head that follows.
    mutating func deliver(
      _ from: Int, _ to: Int, device: String = "phone", thread: String = thread, token: String? = nil,
      event: [UInt8] = [1, 2, 3],
      changed: [(String, JSON)] = []
    ) async {
      var head = SealedBatch.firstHead(thread, device)
      if to <= 100 { for _ in 0..<to { head = sha256(head + event) } }
      let count = min(max(to - from + 1, 0), 100)
      let cipher = (0..<count).flatMap { _ in withUnsafeBytes(of: UInt32(event.count).bigEndian) { Array($0) } + event }
      var body: [(key: String, value: JSON)] = [
        ("thread", .string(thread)), ("device", .string(device)), ("from", .whole(from)), ("to", .whole(to)),
        ("head", .string(base64URL(head))), ("token", .string(token ?? self.token)), ("cipher", .string(base64URL(cipher))),
      ]
      for (key, value) in changed { body = body.filter { $0.key != key } + [(key, value)] }
      await phone.say("/journal/sealed", JSON.object(body).text)
    }

    func have() throws -> Int { try JSONDecoder().decode(Answer.self, from: Data(phone.page.utf8)).have }
    func batches() async throws -> [SealedBatch] {
      let person = person
      return try await kit.house.database.read { try $0.sealedBatches(of: person, thread) }
    }
  }

  private struct Answer: Decodable {
    let have: Int
    let at: Int64
    let next: Int
    let mac: String
  }

  @Test("parcels come twice, overlap and in any order; the answer is the last number without a gap", arguments: Databases.engines)
  func order(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    for (from, to, have) in [(1, 3, 3), (1, 3, 3), (7, 9, 3), (3, 5, 5), (6, 6, 9), (10, 12, 12)] {
      await scene.deliver(from, to)
      #expect(scene.phone.status == 200)
      #expect(try scene.have() == have)
    }
    await scene.deliver(2, 2, device: "another")
    #expect(try scene.have() == 0, "each device counts by itself")
    let batches = try await scene.batches()
    #expect(batches.count == 6)
    let first = try #require(batches.first { $0.device == "phone" && $0.from == 1 })
    #expect(first.events == [[1, 2, 3], [1, 2, 3], [1, 2, 3]])
    #expect(first.follows(SealedBatch.firstHead(Self.thread, "phone")))
    #expect(!first.follows(SealedBatch.firstHead(Self.thread, "another")))
    let second = try #require(batches.first { $0.from == 10 })
    let before = try #require(batches.first { $0.from == 7 }).head
    #expect(second.follows(before) && !second.follows(first.head))
  }

  @Test("without the token, with another's, an old one or one of another thread nothing is taken", arguments: Databases.engines)
  func tokens(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    let sister = try await scene.kit.house.database.write { [house = scene.kit.house] in
      try $0.addPerson(language: .kk, house).person
    }
    let day = scene.kit.clock.now.day().iso
    let mac = scene.token.split(separator: ".")[2]
    for token in [
      "", ".", "..", "x", String(repeating: "9", count: 4000), SealedLane.token("sitting/two", of: scene.person, scene.kit.house),
      "\(sister).\(day).\(mac)", "\(scene.person).2026-11-21.\(mac)", "\(scene.person).\(day).\(mac)A", "\(scene.person).\(day).",
    ] {
      await scene.deliver(1, 1, token: token)
      #expect(scene.phone.status == 404, "\(token.prefix(80))")
    }
    await scene.deliver(1, 1, thread: "apply")
    #expect(scene.phone.status == 404, "no lane")
    scene.kit.clock.move(seconds: 60 * 86_400)
    await scene.deliver(1, 1)
    #expect(scene.phone.status == 200)
    scene.kit.clock.move(seconds: 86_400)
    await scene.deliver(2, 2)
    #expect(scene.phone.status == 404, "past its days")
    #expect(try await scene.batches().count == 1)
  }

  @Test("numbers, lengths and bytes out of their range are refused", arguments: Databases.engines)
  func bounds(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    for (from, to) in [(0, 1), (-1, 1), (2, 1), (1, Int.max), (Int.max, Int.max), (61, 61), (1, 400)] {
      await scene.deliver(from, to)
      #expect(scene.phone.status == 422, "\(from)…\(to)")
    }
    let bad: [(String, JSON)] = [
      ("cipher", .string("")), ("cipher", .string("*")), ("cipher", .string(base64URL([0, 0, 0, 9, 1]))),
      ("cipher", .string(base64URL([255, 255, 255, 255, 1]))), ("cipher", .string(base64URL([0, 0, 0, 0]))),
      ("cipher", .string(base64URL([0, 0, 0, 1, 1, 0, 0, 0, 1, 1]))), ("cipher", .string(base64URL([0, 0, 0]))),
      ("head", .string(base64URL([1]))), ("device", .string("")), ("device", .string(String(repeating: "d", count: 41))),
      ("from", .string("1")), ("to", .null), ("head", .whole(1)),
    ]
    for (key, value) in bad {
      await scene.deliver(1, 1, changed: [(key, value)])
      #expect(scene.phone.status == 422, "\(key) \(value.text)")
    }
    #expect(try await scene.batches().isEmpty)
    for number in 1...3 {
      await scene.deliver(number, number, event: [UInt8](repeating: 7, count: 1_300))
      #expect(scene.phone.status == 200)
    }
    await scene.deliver(4, 4, event: [UInt8](repeating: 7, count: 1_300))
    #expect(scene.phone.status == 413, "the thread is full")
  }

  @Test("an erased person's journal goes, and no more of it is taken", arguments: Databases.engines)
  func erasure(_ kind: EngineKind) async throws {
    var scene = try await Scene(kind)
    await scene.deliver(1, 2)
    let (house, person) = (scene.kit.house, scene.person)
    let exported = try await house.database.read { tx in
      try house.rooms.flatMap(\.personalData).flatMap { try $0.export(tx, house, person, .en) }.flatMap(\.files).map(\.name)
    }
    #expect(exported.contains("sitting-one-phone-1-2.bin"))
    try await house.database.write { tx in
      for data in house.rooms.flatMap(\.personalData) { _ = try data.erase(tx, house, person) }
      try tx.run("DELETE FROM person_key WHERE person_id = \(person)")
    }
    #expect(try await scene.batches().isEmpty)
    await scene.deliver(3, 3)
    #expect(scene.phone.status == 404)
  }

  @Test("the more phones deliver, the later each may come again")
  func pace() {
    let (pace, start) = (SealedPace(), Moment(milliseconds: 0))
    #expect(pace.next(at: start) == 20)
    var next = 0
    for _ in 0..<500 { next = pace.next(at: start) }
    #expect(next == 200)
    #expect(pace.next(at: Moment(milliseconds: 1_000)) == 200, "the second before still counts")
    #expect(pace.next(at: Moment(milliseconds: 9_000)) == 20)
    for _ in 0..<5000 { next = pace.next(at: Moment(milliseconds: 9_000)) }
    #expect(next == 300)
  }

  @Test("a parcel as a phone sealed it is whole, and its chain holds")
  func fromAPhone() throws {
    let recorded = try JSONDecoder().decode(
      Parcel.self, from: try #require(FileManager.default.contents(atPath: "Tests/SiteTests/sealed-parcel.json")))
    let batch = SealedBatch(
      device: recorded.device, from: recorded.from, to: recorded.to, head: try #require(bytes(base64URL: recorded.head)),
      cipher: try #require(bytes(base64URL: recorded.cipher)))
    #expect(batch.events?.count == recorded.to - recorded.from + 1)
    #expect(batch.follows(SealedBatch.firstHead(recorded.thread, recorded.device)))
    var changed = batch.cipher
    changed[changed.count - 1] ^= 1
    #expect(
      !SealedBatch(device: batch.device, from: batch.from, to: batch.to, head: batch.head, cipher: changed)
        .follows(SealedBatch.firstHead(recorded.thread, recorded.device)))
  }

  private struct Parcel: Decodable {
    let thread, device, head, cipher: String
    let from, to: Int
  }
}
