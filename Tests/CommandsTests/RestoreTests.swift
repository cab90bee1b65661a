import ApplicationsKit
import Foundation
import HouseKit
import Programme
import Security
import Storage
import TestKit
import Testing

@testable import Commands

/// An older backup comes back, and who was erased since stays erased.
@Suite struct RestoreTests {
  /// All that the rooms keep about a girl and her guardian.
  private static let tables = [
    "person", "person_key", "person_detail", "person_hash", "tombstone", "device", "answer", "application", "file",
    "file_chunk", "application_event", "correction", "consent", "consent_request", "paper_consent", "sign_in_code",
  ]

  @Test(
    "after a restore the rooms' own steps have run: the tables are as in the house where she was erased",
    arguments: Databases.engines)
  func rooms(_ kind: EngineKind) async throws {
    let house = try await Installation(kind)
    let kit = try await house.opened()
    var (asking, confirming) = (try await kit.staff(.safeguarding), try await kit.staff(.safeguarding))
    let girl = try await Girl.apply(kit)
    await asking.post("/safeguarding/people/\(girl.person)/erasure")
    let way = try #require(asking.location)
    let before = try await house.sums(of: Self.tables)
    let backup = house.root + "/backup.db"
    try await house.run("backup", rest: [backup])
    await confirming.get(way)
    await confirming.submit("\(way)/confirmation")
    #expect(confirming.status == 303)
    kit.house.database.close()
    let after = try await house.sums(of: Self.tables)
    #expect(before != after)

    let again = try await Installation(kind, like: house)
    try await again.run("restore", rest: ["--erasures", house.address, backup])
    #expect(try await again.sums(of: Self.tables) == after)
    let letters = try await again.value("SELECT count(*) FROM outbox WHERE state = 'cancelled'", as: Int.self)
    #expect(letters == 2)
    let entries = try await again.value("SELECT count(*) FROM audit WHERE act = 'person.erased'", as: Int.self)
    #expect(entries == 2)
    try await again.run("audit", "verify")

    // The request was still open in the backup: the second officer can settle it, and nothing more is there to erase.
    let second = try await again.opened()
    var officer = try await second.staff(.safeguarding)
    await officer.get(way)
    #expect(officer.status == 200)
    await officer.submit("\(way)/confirmation")
    #expect(officer.location == way)
    second.house.database.close()
    let open = try await again.value("SELECT count(*) FROM erasure WHERE done_at IS NULL", as: Int.self)
    #expect(open == 0)
  }

  @Test("letters that waited in the backup do not leave a restored house by themselves", arguments: Databases.engines)
  func letters(_ kind: EngineKind) async throws {
    let house = try await Installation(kind)
    let kit = try await house.opened()
    _ = try await Girl.apply(kit)
    kit.house.database.close()
    let waiting = try await house.value("SELECT count(*) FROM outbox WHERE state = 'queued'", as: Int.self)
    #expect(try #require(waiting) > 0)
    let backup = house.root + "/backup.db"
    try await house.run("backup", rest: [backup])
    let again = try await Installation(kind, like: house)
    try await again.run("restore", rest: [backup])
    #expect(try await again.value("SELECT count(*) FROM outbox WHERE state = 'queued'", as: Int.self) == 0)
    #expect(
      try await again.value("SELECT count(*) FROM outbox WHERE state = 'uncertain' AND error = 'restored'", as: Int.self)
        == waiting)
    let details = try await again.value("SELECT details FROM audit WHERE act = 'backup.restored'", as: String.self)
    #expect(details?.hasSuffix("held=\(waiting ?? 0)") == true)
  }

  @Test("a file that is no backup, and one cut short, are called so")
  func noBackup() async throws {
    let house = try await Installation(.sqlite)
    try await house.opened().house.database.close()
    let backup = house.root + "/backup.db"
    try await house.run("backup", rest: [backup])
    let whole = try Data(contentsOf: URL(filePath: backup))
    for bytes in [Data("a letter to the operator\n".utf8), whole.prefix(whole.count / 3)] {
      try bytes.write(to: URL(filePath: backup))
      let again = try await Installation(.sqlite, like: house)
      let trouble = await #expect(throws: Trouble.self) { try await again.run("restore", rest: [backup]) }
      #expect(trouble?.description.hasPrefix("The backup is damaged") == true, "\(trouble?.description ?? "")")
    }
  }

  @Test("a restoring that was killed before the first row is called so", arguments: Databases.engines)
  func killedEarly(_ kind: EngineKind) async throws {
    let house = try await Installation(kind)
    _ = try MasterKey.create(at: house.key)
    let target = try house.options.whereabouts.openOrMake()
    _ = try await target.migrate(HouseOptions.knownSteps(), at: 1)
    _ = try await target.write { try $0.run("DELETE FROM migration") }
    target.close()
    let trouble = await #expect(throws: Trouble.self) { _ = try await house.opened() }
    #expect(trouble?.description.contains("was interrupted") == true)
    await #expect(throws: Trouble.self) { try await house.run("migrate") }
  }
}
