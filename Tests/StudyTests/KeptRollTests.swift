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

/// The roll on a trainer's phone: given sealed, brought back sealed, with no session.
@Suite struct KeptRollTests {
  /// A phone that has kept the roll of one meeting, and seals as Public/kit/sealed.js does.
  private struct Phone {
    var browser: Browser
    let thread, token, device: String
    let key: [UInt8]
    var heads: [[UInt8]]

    init(_ browser: Browser, _ kept: Kept.Meeting, device: String) throws {
      self.browser = browser
      (thread, token, self.device) = (kept.thread, kept.token, device)
      key = try #require(bytes(base64URL: kept.key))
      heads = [SealedBatch.firstHead(kept.thread, device)]
    }

    /// `(kind, about, body, at)`; delivers them as the next of the chain.
    mutating func bring(_ taps: [(String, String, String, Moment)], forged: Bool = false) async throws {
      let from = heads.count
      var cipher: [UInt8] = []
      for (kind, about, body, at) in taps {
        let text = JSON.object([
          ("kind", .string(kind)), ("about", .string(about)), ("body", .string(body)),
          ("at", .number(Double(at.milliseconds))), ("seq", .whole(heads.count)),
        ]).text
        let key = forged ? [UInt8](repeating: 0, count: 32) : key
        let nonce = [UInt8](repeating: UInt8(truncatingIfNeeded: heads.count), count: 12)
        let event = try #require(
          AESGCM.seal(Array(text.utf8), key: key, nonce: nonce, beside: Array("\(thread)/\(device)/\(heads.count)".utf8)))
        heads.append(sha256(heads[heads.count - 1] + event))
        cipher += withUnsafeBytes(of: UInt32(event.count).bigEndian) { Array($0) } + event
      }
      last =
        JSON.object([
          ("thread", .string(thread)), ("device", .string(device)), ("from", .whole(from)), ("to", .whole(heads.count - 1)),
          ("head", .string(base64URL(heads[heads.count - 1]))), ("token", .string(token)), ("cipher", .string(base64URL(cipher))),
        ]).text
      await browser.say("/journal/sealed", last)
    }

    var last = ""
  }

  private struct Kept: Decodable {
    struct Meeting: Decodable {
      let thread, token, key, sealed: String
    }
    struct Text: Decodable {
      struct Girl: Decodable {
        let n: Int
        let name: String
        let mark: String?
      }
      let digits, group: String
      let girls: [Girl]
    }
    let owner: String
    let until: Int64
    let meetings: [Meeting]

    func text(_ index: Int) throws -> Text {
      let meeting = meetings[index]
      let opened = AESGCM.open(
        try #require(bytes(base64URL: meeting.sealed)), key: try #require(bytes(base64URL: meeting.key)),
        beside: Array(meeting.thread.utf8))
      return try JSONDecoder().decode(Text.self, from: Data(try #require(opened)))
    }
  }

  private func kept(_ scene: inout SchoolScene, by trainer: Int = 0) async throws -> Kept {
    await scene.trainers[trainer].get("\(scene.group)/kept-rolls")
    #expect(scene.trainers[trainer].status == 200)
    return try JSONDecoder().decode(Kept.self, from: Data(scene.trainers[trainer].page.utf8))
  }

  private func mark(_ mark: String, _ note: String = "") -> String {
    JSON.object([("mark", .string(mark)), ("note", .string(note))]).text
  }

  @Test("a phone keeps the rolls of seven days, sealed, and of nobody who is not hers", arguments: Databases.engines)
  func given(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    for minutes in [30, 3 * 1440, 9 * 1440] { _ = try await scene.meeting(in: minutes) }
    let kept = try await kept(&scene)
    #expect(kept.meetings.count == 2, "nine days ahead is too far")
    #expect(!scene.trainers[0].page.contains("Аружан") && !scene.trainers[0].page.contains("Үлгі"))
    let text = try kept.text(0)
    #expect(text.girls.count == 9 && text.girls.allSatisfy { $0.name.hasSuffix(".") && $0.mark == nil })
    #expect(text.digits.count == 4)
    #expect(kept.until == scene.kit.clock.now.adding(days: 7).milliseconds)
    await scene.desk.get("\(scene.group)/kept-rolls")
    #expect(scene.desk.status == 404, "a paper is entered at the desk")
    var other = try await scene.kit.staff(.trainer, .everything, .en)
    try await scene.clear(try #require(other.person), until: scene.kit.clock.now.day().adding(days: 30))
    await other.get("\(scene.group)/kept-rolls")
    #expect(other.status == 404)
    var nobody = scene.kit.browser()
    await nobody.get("/rolls")
    #expect(nobody.status == 200 && !nobody.page.contains("Үлгі"))
  }

  @Test("a clearance that ends sooner ends the keeping sooner", arguments: Databases.engines)
  func clearance(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire(cleared: false)
    let last = scene.kit.clock.now.day().adding(days: 2)
    for person in scene.people { try await scene.clear(person, until: last) }
    _ = try await scene.meeting(in: 30)
    #expect(try await kept(&scene).until == last.adding(days: 1).start().milliseconds)
  }

  @Test("marks arrive without a session, once, by the time of the tap; the last of a hand counts", arguments: Databases.engines)
  func brought(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let meeting = try await scene.meeting(in: 30)
    let kept = try await kept(&scene)
    let girls = try kept.text(0).girls.map(\.n)
    scene.kit.clock.move(seconds: 5 * 3600)
    var phone = try Phone(scene.kit.browser(), kept.meetings[0], device: "one")
    let then = meeting.starts
    try await phone.bring([
      ("mark", "\(girls[0])", mark("came"), then), ("mark", "\(girls[1])", mark("absent"), then.adding(minutes: 1)),
      ("mark", "\(girls[1])", mark("late", "автобус"), then.adding(minutes: 20)),
    ])
    #expect(phone.browser.status == 200, "\(phone.browser.page)")
    await phone.browser.say("/journal/sealed", phone.last)
    #expect(phone.browser.status == 200)
    let kit = scene.kit
    #expect(try await kit.count("SELECT count(*) FROM study_roll") == 3, "twice delivered is once there")
    #expect(try await kit.count("SELECT count(*) FROM study_presence WHERE mark = 'came' AND proof = 'said'") == 1)
    #expect(try await kit.count("SELECT count(*) FROM study_presence WHERE mark = 'late'") == 1)
    #expect(try await kit.count("SELECT count(*) FROM study_meeting WHERE state = 'held'") == 1)
    #expect(
      try await kit.count("SELECT count(*) FROM study_roll WHERE at = \(then.adding(minutes: 20))") == 1, "when it was tapped")
    scene.trainers[0] = try await kit.staff(again: scene.people[0], .en)
    await scene.trainers[0].get("/desk/meetings/\(meeting.id)/roll")
    #expect(scene.trainers[0].page.contains("автобус"))
  }

  @Test("a forged event, another girl's number, an unknown mark and a wrong clock harm nothing", arguments: Databases.engines)
  func hostile(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let meeting = try await scene.meeting(in: 30)
    let kept = try await kept(&scene)
    let girls = try kept.text(0).girls.map(\.n)
    scene.kit.clock.move(seconds: 3600)
    let now = scene.kit.clock.now
    var phone = try Phone(scene.kit.browser(), kept.meetings[0], device: "one")
    try await phone.bring([
      ("mark", "999999", mark("came"), now), ("mark", "\(Int.max)0", mark("came"), now), ("mark", "\(girls[0])", "{", now),
      ("mark", "\(girls[0])", mark("here"), now), ("steal", "", "", now), ("not-held", "", "", now),
      ("mark", "\(girls[2])", mark("came", String(repeating: "ә", count: 900)), now.adding(days: 4000)),
    ])
    #expect(phone.browser.status == 200)
    let kit = scene.kit
    #expect(try await kit.count("SELECT count(*) FROM study_roll") == 1)
    #expect(try await kit.count("SELECT count(*) FROM study_roll WHERE at = \(now)") == 1, "a future time is the arrival's")
    var forger = try Phone(scene.kit.browser(), kept.meetings[0], device: "two")
    try await forger.bring([("mark", "\(girls[1])", mark("absent"), now)], forged: true)
    #expect(forger.browser.status == 200, "kept unread")
    #expect(try await kit.count("SELECT count(*) FROM study_roll") == 1)
    let person = try #require(ID<Person>(kept.owner))
    #expect(SealedLane.token(KeptRolls.thread(meeting.id), of: person, kit.house) == kept.meetings[0].token)
  }

  @Test("whoever was taken from the group marks nothing afterwards; what was tapped before counts", arguments: Databases.engines)
  func taken(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let meeting = try await scene.meeting(in: 30)
    let kept = try await kept(&scene)
    let girls = try kept.text(0).girls.map(\.n)
    scene.kit.clock.move(seconds: 3600)
    let before = scene.kit.clock.now.adding(minutes: -10)
    scene.desk = try await scene.kit.staff(.coordinator, .everything, .en)
    await scene.desk.get(scene.group)
    await scene.desk.post("\(scene.group)/adults", [("take", scene.people[0].text)])
    #expect(scene.desk.status == 303)
    scene.kit.clock.move(seconds: 600)
    var phone = try Phone(scene.kit.browser(), kept.meetings[0], device: "one")
    try await phone.bring([
      ("mark", "\(girls[0])", mark("came"), before), ("mark", "\(girls[1])", mark("came"), scene.kit.clock.now),
    ])
    #expect(try await scene.kit.count("SELECT count(*) FROM study_roll WHERE learner = \(girls[0])") == 1)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_roll WHERE learner = \(girls[1])") == 0)
    #expect(meeting.state == .planned)
  }

  @Test("what is tapped after a suspension is not taken, what was tapped before it is", arguments: Databases.engines)
  func suspended(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    _ = try await scene.meeting(in: 30)
    let kept = try await kept(&scene)
    let girls = try kept.text(0).girls.map(\.n)
    scene.kit.clock.move(seconds: 3600)
    let (house, before, person) = (scene.kit.house, scene.kit.clock.now.adding(minutes: -10), scene.people[0])
    let officer = Actor(person: scene.girls[0], role: .safeguarding)
    try await house.database.write { try $0.add(.suspended, of: person, by: officer, house) }
    scene.kit.clock.move(seconds: 600)
    var phone = try Phone(scene.kit.browser(), kept.meetings[0], device: "one")
    try await phone.bring([
      ("mark", "\(girls[0])", mark("came"), before), ("mark", "\(girls[1])", mark("came"), scene.kit.clock.now),
    ])
    #expect(try await scene.kit.count("SELECT count(*) FROM study_roll WHERE learner = \(girls[0])") == 1)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_roll WHERE learner = \(girls[1])") == 0)
  }

  @Test("not held is said with its reason, and what was said later on another page stands", arguments: Databases.engines)
  func off(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    try await scene.hire()
    let meeting = try await scene.meeting(in: 30)
    let kept = try await kept(&scene)
    scene.kit.clock.move(seconds: 3000)
    let then = scene.kit.clock.now
    var phone = try Phone(scene.kit.browser(), kept.meetings[0], device: "one")
    try await phone.bring([("not-held", "", "Боран", then)])
    #expect(try await scene.kit.count("SELECT count(*) FROM study_meeting WHERE state = 'not_held' AND reason = 'Боран'") == 1)
    scene.kit.clock.move(seconds: 600)
    let page = "/desk/meetings/\(meeting.id)/roll"
    scene.trainers[1] = try await scene.kit.staff(again: scene.people[1], .en)
    await scene.trainers[1].get(page)
    await scene.trainers[1].post(page, [("go", "rest")])
    #expect(try await scene.kit.count("SELECT count(*) FROM study_meeting WHERE state = 'held'") == 1)
    try await phone.bring([("not-held", "", "Боран қайта", then.adding(minutes: 1))])
    #expect(try await scene.kit.count("SELECT count(*) FROM study_meeting WHERE state = 'held'") == 1, "it came late")
  }
}
