import Applications
import ApplicationsKit
import Exchange
import Foundation
import Front
import HouseKit
import Programme
import Safeguarding
import Security
import Storage
import TestKit
import Testing
import Words

@Suite struct ErasureTests {
  /// Every value of every table: texts as they are, bytes of eight or more in hexadecimal.
  private func dump(_ kit: HouseKit) async throws -> [String: Set<String>] {
    let tables = Front.migrations(kit.house.rooms).tables
    return try await kit.house.database.read { tx in
      var values: [String: Set<String>] = [:]
      for table in tables {
        for row in try tx.rows(SQL(trusted: "SELECT * FROM \(table)")) {
          for value in row.values {
            switch value {
            case .text(let text): values[table, default: []].insert(text)
            case .bytes(let bytes) where bytes.count >= 8: values[table, default: []].insert(hex(bytes))
            default: break
            }
          }
        }
      }
      return values
    }
  }

  /// Asked by one officer, confirmed by another, through the pages.
  private func erase(_ girl: Girl, _ asking: inout Browser, _ confirming: inout Browser) async throws -> String {
    await asking.get("/safeguarding/people/\(girl.person)/erasure")
    #expect(asking.status == 200)
    await asking.submit("/safeguarding/people/\(girl.person)/erasure")
    let way = try #require(asking.location)
    await confirming.get(way)
    await confirming.submit("\(way)/confirmation")
    #expect(confirming.location == way)
    await confirming.follow()
    return way
  }

  @Test(arguments: Databases.engines) func nothingOfHersIsLeftInAnyTable(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var (asking, confirming) = (try await kit.staff(.safeguarding), try await kit.staff(.safeguarding))
    let before = try await dump(kit)
    let girl = try await Girl.apply(kit)
    let full = try await dump(kit)
    _ = try await erase(girl, &asking, &confirming)
    let after = try await dump(kit)

    for (table, values) in after {
      let new = values.subtracting(before[table] ?? [])
      for word in Girl.words + [girl.code, "433630100", "433600000", "PRINTED"] {
        #expect(!new.contains { $0.contains(word) }, "\(word) in \(table)")
      }
      // The log's chain and the tombstone are the only new bytes; a consent keeps the hash of the text without her name.
      let isHexadecimal = #/[0-9a-f]{16,}/#
      let bytes = new.filter { $0.wholeMatch(of: isHexadecimal) != nil }
      switch table {
      case "audit", "tombstone": break
      case "consent": #expect(bytes.isSubset(of: before["consent_text"] ?? []), "consent keeps \(bytes)")
      default: #expect(bytes.isEmpty, "\(table) keeps \(bytes)")
      }
    }
    // The test would prove nothing had she not stood in these tables before.
    let touched = [
      "person_detail", "person_hash", "person_key", "answer", "file_chunk", "file", "application_event", "correction",
      "consent", "consent_request", "paper_consent", "outbox", "session", "sign_in_code", "device", "return_key",
      "objection", "clearance",
    ]
    for table in touched {
      #expect(full[table]?.subtracting(before[table] ?? []).isEmpty == false, "nothing of hers in \(table)")
    }
  }

  @Test(
    "what an erasure took is said in words, in three languages, and no table's name is on her page", arguments: Language.allCases)
  func inWords(_ language: Language) async throws {
    let kit = try await HouseKit.house(.sqlite)
    let girl = try await Girl.apply(kit)
    let house = kit.house
    let erased = try await house.database.write { tx in
      try house.personalData.flatMap { try $0.erase(tx, house, girl.person) }
    }
    let tables = Set(erased.map(\.table))
    #expect(tables.count > 20)
    for table in tables { #expect(house.said(ofTable: table) != nil, "\(table) has no words") }
    let id = house.outside.id(of: Person.self)
    _ = try await house.database.write { tx in
      let receipt = tables.sorted().map { "\($0) 3" }.joined(separator: "\n") + "\na_table_of_old 2\nanother_of_old 1"
      let hands = [try tx.addPerson(language: .kk, house).person, try tx.addPerson(language: .kk, house).person]
      try tx.run(
        """
        INSERT INTO erasure (id, person_id, reason, requested_by, requested_at, confirmed_by, done_at, receipt)
        VALUES (\(id), \(girl.person), 'officer', \(hands[0]), \(kit.clock.now), \(hands[1]), \(kit.clock.now), \(receipt))
        """)
    }
    var anybody = kit.browser(language)
    await anybody.get("/data/erasure/\(id)")
    #expect(anybody.status == 200)
    for table in tables where table.contains("_") { #expect(!anybody.page.contains(table), "\(table)") }
    #expect(!anybody.page.contains("of_old") && !anybody.page.contains("<code>"))
    #expect(anybody.page.matches(of: /<td class="n">3<\/td>/).count == tables.count + 1, "old tables are counted together")
    for table in tables {
      let says = try #require(house.said(ofTable: table))
      #expect(anybody.page.contains(says(language)), "\(table)")
    }
  }

  @Test(arguments: Databases.engines) func theLineThatCountsStays(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var (asking, confirming) = (try await kit.staff(.safeguarding), try await kit.staff(.safeguarding))
    let girl = try await Girl.apply(kit)
    let way = try await erase(girl, &asking, &confirming)
    let row = try #require(
      try await kit.house.database.read { tx in
        try tx.row("SELECT state, region, grade, rural, submitted_at, code FROM application WHERE id = \(girl.application)")
      })
    #expect(try row["state"] == "submitted")
    #expect(try row["region"] == "430000000")
    #expect(try row["grade"] == 9)
    #expect(try row["rural"] == true)
    #expect(try row["code"] != girl.code)
    let consents: Int? = try await kit.house.database.read { try $0.value("SELECT count(*) FROM consent WHERE agreed") }
    #expect(consents == 2)
    // The receipt counts, and stays.
    #expect(confirming.page.contains("ответы в заявке</th><td class=\"n\">5</td>"))
    await asking.get(way)
    #expect(asking.page.contains("ключ, которым зашифрованы данные</th><td class=\"n\">2</td>"))
    let verdict = try await kit.house.database.read { try $0.verifyAudit(kit.house.vault) }
    #expect(verdict.breaks.isEmpty)
  }

  /// The sealed values may lie in free pages and backups; the key may not, neither in the file nor in its log, as soon as the
  /// answer is given.
  @Test func theKeyIsOverwrittenInTheFile() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var (asking, confirming) = (try await kit.staff(.safeguarding), try await kit.staff(.safeguarding))
    let girl = try await Girl.apply(kit)
    let path: String = try #require(
      try await kit.house.database.read { try $0.value("SELECT file FROM pragma_database_list WHERE name = 'main'") })
    var whole = try Data(contentsOf: URL(fileURLWithPath: path))
    whole.append(try Data(contentsOf: URL(fileURLWithPath: path + "-wal")))
    #expect(whole.range(of: Data(girl.wrapped)) != nil)
    for word in Girl.words { #expect(whole.range(of: Data(word.utf8)) == nil, "\(word) stands in clear") }
    _ = try await erase(girl, &asking, &confirming)
    let after = try Data(contentsOf: URL(fileURLWithPath: path)) + Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
    #expect(after.range(of: Data(girl.wrapped)) == nil)
    #expect(after.count > 100_000)
    let still = try await kit.house.database.read { try $0.value("SELECT count(*) FROM person", as: Int.self) }
    #expect(still ?? 0 > 0)
  }

  /// The pages of the table as they lie on the server's disk. The write-ahead log is not looked at: it is PostgreSQL's own.
  @Test(
    "on PostgreSQL no page of the table holds the key once the job has run", .enabled(if: Databases.engines.contains(.postgres)))
  func theKeyIsGoneFromThePages() async throws {
    let kit = try await HouseKit.house(.postgres)
    var (asking, confirming) = (try await kit.staff(.safeguarding), try await kit.staff(.safeguarding))
    let girl = try await Girl.apply(kit)
    func pages() async throws -> Data {
      let file: [UInt8]? = try await kit.house.database.write { tx in
        try tx.connection.script("CHECKPOINT")
        return try tx.value("SELECT pg_read_binary_file(pg_relation_filepath('person_key'))")
      }
      return Data(try #require(file))
    }
    func waiting() async throws -> Int? {
      try await kit.house.database.read {
        try $0.value("SELECT count(*) FROM erasure WHERE done_at IS NOT NULL AND swept_at IS NULL")
      }
    }
    #expect(try await pages().range(of: Data(girl.wrapped)) != nil)
    _ = try await erase(girl, &asking, &confirming)
    // The request itself vacuums nothing.
    #expect(try await pages().range(of: Data(girl.wrapped)) != nil)
    #expect(try await waiting() == 1)
    let job = try #require(kit.house.rooms.flatMap(\.jobs).first { $0.name == "sweep after erasures" })
    // Other tests' transactions on this server may still see the row; the job then leaves it for its next round.
    for _ in 0..<1000 where try await waiting() != 0 { try await job.run(kit.house) }
    #expect(try await waiting() == 0)
    let after = try await pages()
    #expect(after.range(of: Data(girl.wrapped)) == nil)
    #expect(after.count > 0)
  }

  @Test(arguments: Databases.engines) func whoeverAskedCannotConfirm(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var officer = try await kit.staff(.safeguarding)
    let girl = try await Girl.apply(kit)
    await officer.post("/safeguarding/people/\(girl.person)/erasure")
    let way = try #require(officer.location)
    await officer.get(way)
    #expect(!officer.page.contains("\(way)/confirmation"))
    await officer.post("\(way)/confirmation")
    #expect(officer.status == 403)
    let keys: Int? = try await kit.house.database.read {
      try $0.value("SELECT count(*) FROM person_key WHERE person_id = \(girl.person)")
    }
    #expect(keys == 1)
    // Neither can the database be told so.
    let id = String(way.suffix(36))
    let person = try #require(officer.person)
    await #expect(throws: StorageFault.self) {
      try await kit.house.database.write { tx in
        try tx.run("UPDATE erasure SET confirmed_by = \(person), done_at = 1, receipt = '' WHERE id = \(id)")
      }
    }
  }

  @Test(arguments: Databases.engines) func herOwnRequestCountsAsTheFirst(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var officer = try await kit.staff(.safeguarding)
    let girl = try await Girl.apply(kit)
    var hers = try await kit.applicant(girl.person)
    await hers.get("/status/data")
    await hers.submit("/status/data/erasure")
    await hers.follow()
    let state = try #require(hers.page.firstMatch(of: #/href="(/data/erasure/[0-9a-f-]+)"/#)).output.1
    await officer.get("/safeguarding")
    let way = try #require(officer.page.firstMatch(of: #/href="(/safeguarding/erasures/[0-9a-f-]+)"/#)).output.1
    await officer.post("\(way)/drop")
    #expect(officer.status == 403)
    await officer.get(String(way))
    await officer.submit("\(way)/confirmation")
    #expect(officer.status == 303)
    await hers.get("/status/data")
    #expect(hers.status == 303)
    var anybody = kit.browser(.en)
    await anybody.get(String(state))
    #expect(anybody.status == 200)
    #expect(anybody.page.contains("erased"))
  }

  @Test func sheMayDropHerRequest() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let girl = try await Girl.apply(kit)
    var hers = try await kit.applicant(girl.person)
    await hers.post("/status/data/erasure")
    await hers.post("/status/data/erasure")
    let open: Int? = try await kit.house.database.read { try $0.value("SELECT count(*) FROM erasure WHERE dropped_at IS NULL") }
    #expect(open == 0)
  }

  @Test(arguments: Databases.engines) func aTombstoneRefusesHerAndNobodyElse(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    var (asking, confirming) = (try await kit.staff(.safeguarding), try await kit.staff(.safeguarding))
    let girl = try await Girl.apply(kit)
    let vault = kit.house.vault
    let name = PersonName(surname: "Сынақова", given: "Үлгіжан", patronymic: "Мысалқызы")
    let (phone, iin) = (try Phone(parsing: Girl.phone), try? IIN(parsing: Girl.iin))
    let hers = [
      Tombstone(name: nil, birthDay: nil, iin: iin, phone: nil, vault),
      Tombstone(name: name, birthDay: Day("2011-03-31"), iin: nil, phone: nil, vault),
      Tombstone(name: name, birthDay: nil, iin: nil, phone: phone, vault),
    ]
    let others = [
      Tombstone(name: name, birthDay: Day("2011-04-01"), iin: nil, phone: nil, vault),
      Tombstone(name: PersonName(surname: "Сынақова", given: "Сіңлі"), birthDay: nil, iin: nil, phone: phone, vault),
      Tombstone(name: name, birthDay: nil, iin: nil, phone: nil, vault),
    ]
    func refused(_ stones: [Tombstone]) async throws -> [Bool] {
      try await kit.house.database.read { try $0.areErased(stones) }
    }
    #expect(try await refused(hers) == [false, false, false])
    _ = try await erase(girl, &asking, &confirming)
    #expect(try await refused(hers) == [iin != nil, true, true])
    #expect(try await refused(others) == [false, false, false])
  }

  @Test func staffAreErasedOnlyWhenTheirRolesHaveEnded() async throws {
    let kit = try await HouseKit.house(.sqlite)
    var officer = try await kit.staff(.safeguarding)
    let coordinator = try #require(try await kit.staff(.coordinator).person)
    await officer.post("/safeguarding/people/\(coordinator)/erasure")
    #expect(officer.status == 409)
  }

  @Test func anOfficerOfAnotherRegionFindsNobody() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let girl = try await Girl.apply(kit)
    for (region, status) in [("430000000", 200), ("630000000", 404)] {
      var officer = try await kit.staff(.safeguarding, Scope(regions: [region]))
      await officer.get("/safeguarding/people/\(girl.person)")
      #expect(officer.status == status)
      await officer.get("/safeguarding/people/\(girl.person)/data.json")
      #expect(officer.status == status)
      await officer.get("/safeguarding/people/\(girl.person)/erasure")
      #expect(officer.status == status)
    }
  }
}
