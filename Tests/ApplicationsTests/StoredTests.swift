import Applications
import Exchange
import Forms
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing
import Words

/// How much one network may bring to lie here in an hour.
@Suite struct StoredTests {
  /// All but so many kilobytes are spent.
  private func spend(_ kit: HouseKit, _ peer: String, leaving kilobytes: Int) async throws {
    let house = kit.house
    let isWithin = try await house.database.write {
      try $0.mayTry(.stored, times: Limit.stored.rule.limit - kilobytes, key: peer, house)
    }
    #expect(isWithin)
  }

  @Test("past the limit of a network nothing more is kept, in words; others go on", arguments: Databases.engines)
  func network(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var sample = Sample()
    (sample.state, sample.consent) = (.draft, .none)
    let application = try await sample.keep(kit)
    kit.clock.move(seconds: 10)
    var girl = try await kit.applicant(application.person, .en)
    func event(_ typed: String) -> String {
      Browser.event(kit.house.outside.id(of: JournalEvent.self).text, "given", typed, at: kit.clock.now)
    }
    func given() async throws -> String {
      let house = kit.house
      return try await house.database.read { tx in
        try tx.answers(of: application.id, try tx.safe(of: application.person, house.vault))["given"]
      }
    }
    try await spend(kit, girl.peer, leaving: 1)
    await girl.deliver([event("Бірінші")], owner: application.id.text)
    #expect(girl.status == 200)
    kit.clock.move(seconds: 1)
    let late = event("Екінші")
    await girl.deliver([late], owner: application.id.text)
    #expect(girl.status == 429 && girl.page.contains("Too much has come from this network"))
    #expect(girl.reply.header("retry-after").flatMap { Int($0) }.map { (1...7200).contains($0) } == true, "a script hears it too")
    await girl.get("/apply/name")
    await girl.submit("/apply/name", [("surname", "Сынақова"), ("given", "Жазғаным")])
    #expect(girl.status == 429 && girl.page.contains("Too much has come") && girl.page.contains("Жазғаным"))
    await girl.say(
      "/files",
      "{\"room\":\"applications\",\"subject\":\"\(application.id)\",\"field\":\"report_card\",\"name\":\"a.png\",\"size\":20000}")
    let file = try #require(girl.page.firstMatch(of: #/"file":"([^"]+)"/#)).output.1
    await girl.put("/files/\(file)/0", [UInt8](repeating: 1, count: 16 << 10))
    #expect(girl.status == 429)
    #expect(try await kit.count("SELECT count(*) FROM file_chunk") == 0)
    #expect(try await given() == "Бірінші")
    // From elsewhere it goes at once, and from here later: what the phone kept is the same.
    girl.peer = "198.51.100.7"
    await girl.deliver([late], owner: application.id.text)
    #expect(girl.status == 200)
    #expect(try await given() == "Екінші")
    girl.peer = "192.0.2.1"
    kit.clock.move(seconds: 2 * 3600)
    await girl.put("/files/\(file)/0", [UInt8](repeating: 1, count: 16 << 10))
    #expect(girl.status == 200)
  }

  @Test("sixty girls of a school with two files each, and all they write in an hour, are within it")
  func school() {
    let files = 60 * 2 * 8_000_000
    // Ten pauses a minute, each with an essay of 3 KB.
    let words = 60 * 600 * 3000
    #expect((files + words) / 1024 < Limit.stored.rule.limit)
  }
}
