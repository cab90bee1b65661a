import Applications
import ApplicationsKit
import Exchange
import Forms
import Foundation
import HouseKit
import Logging
import Programme
import Security
import Storage
import Synchronization
import TestKit
import Testing
import WholeHouse
import Words

@testable import Commands

/// Safeguarding 11: whoever carries off the database file, its log, a backup or the program's output learns no name, phone,
/// IIN, address or word of a girl.
@Suite struct DumpScanTests {
  /// A girl who does not exist, with everything the form asks.
  private struct Girl {
    let number: Int
    var surname: String { ["Құпиябекова", "Жасырынқызы", "Тұмшаланова"][number] }
    var given: String { ["Айқұпия", "Гүлжасырын", "Нұртұмша"][number] }
    var patronymic: String { ["Сырлықызы", "Бүркемеқызы", "Оңашақызы"][number] }
    var guardian: String { ["Құпиябекова Сырсандық", "Жасырынов Бүркеме", "Тұмшаланова Оңашагүл"][number] }
    var digits: String { "700\(number)345678" }
    var guardianDigits: String { "705\(number)876543" }
    var email: String { "qupiya\(number)@jasyryn.example" }
    var guardianEmail: String { "ana\(number)@jasyryn.example" }
    var fileName: String { "Табель-\(surname).png" }
    var essay: String { Array(repeating: "құпиясөйлем\(number) туралы ешкім білмейді", count: 24).joined(separator: " ") }
    var school: String { "Құпиямектеп № \(number + 1)" }
    var iin: String {
      let stem = "1103316980\(number)"
      return (0...9).lazy.map { stem + String($0) }.first { (try? IIN(parsing: $0)) != nil } ?? ""
    }

    var answers: [String: [(String, String)]] {
      [
        "name": [("surname", surname), ("given", given), ("patronymic", patronymic)],
        "birth-day": [("birth_day-day", "31"), ("birth_day-month", "3"), ("birth_day-year", "2011")],
        "gender": [("gender", "female")], "iin": [("iin", iin)], "phone": [("phone", "8 \(digits)"), ("email", email)],
        "school": [("school", school)], "grade": [("grade", "9")], "next-year": [("next_year", "yes")],
        "teaching-language": [("teaching_language", "kk")], "devices": [("device", "own_phone")],
        "marks": [("mark_mathematics", "5")],
        "guardian": [
          ("guardian_name", guardian), ("guardian_relation", "mother"), ("guardian_phone", "+7\(guardianDigits)"),
          ("guardian_email", guardianEmail),
        ],
        "interests": [("interest", "physics")], "essay": [("essay", essay)],
      ]
    }

    /// Whatever must be nowhere.
    var secrets: [String] {
      [
        surname, given, patronymic, guardian, digits, "+7\(digits)", "8 \(digits)", guardianDigits, email, guardianEmail,
        fileName,
        "құпиясөйлем\(number)", school, iin, "2011-03-31", "құпияескертпе\(number)", "құпиятүзету\(number)",
      ]
    }
  }

  @Test("nothing of the girls stands in the database, a backup or the output", arguments: Databases.engines)
  func scan(_ kind: EngineKind) async throws {
    let log = Captured()
    let place = try await Installation(kind)
    try Data(HouseKit.masterKey.utf8).write(to: URL(filePath: place.key))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place.key)
    let kit = try await HouseKit.house(
      on: try place.options.whereabouts.openOrMake(),
      log: Logger(label: "dump scan") { _ in CapturingHandler(captured: log) })
    let girls = (0..<3).map { Girl(number: $0) }
    let village = try #require(Self.village(kit.house.gazetteer))
    for girl in girls { try await apply(girl, from: village, kit) }
    try await kit.runJobs()
    try await work(girls, kit)

    let backup = place.root + "/backup.db"
    try await place.run("backup", rest: [backup])
    let code = try #require(
      try await kit.house.database.read { try $0.value("SELECT code FROM application", as: String.self) })

    // A fault, so that the log has something to say.
    var late = kit.browser()
    await late.get("/apply?surname=\(percentEncoded(girls[0].surname))")
    kit.house.database.close()
    kit.clock.move(seconds: 60)
    var fault = kit.browser()
    await fault.post("/return", [("contact", "8 \(girls[0].digits)")])
    // A closed SQLite is a fault of ours, a PostgreSQL that does not answer an outage; the log hears of both.
    #expect(fault.status == (kind == .sqlite ? 500 : 503))
    #expect(log.text.contains("fault"))

    let held = try await kind == .sqlite ? Self.file(of: place) : Self.schema(of: place)
    let places =
      held + [
        ("a backup", try Data(contentsOf: URL(filePath: backup))),
        ("the keys file", try Data(contentsOf: URL(filePath: place.keys))), ("the output", Data(log.text.utf8)),
      ]
    // The scan itself sees: the application's code does stand there.
    for (what, bytes) in held + [places[held.count]] { #expect(bytes.holds(Data(code.utf8)), "\(what)") }
    for girl in girls {
      for secret in girl.secrets {
        for spelling in Self.spellings(of: secret) {
          for (what, bytes) in places { #expect(!bytes.holds(spelling), "\(what) holds \(secret)") }
        }
      }
    }
  }

  private static func file(of place: Installation) throws -> [(String, Data)] {
    let path = try place.options.filePath
    return [
      (
        "the database",
        try Data(contentsOf: URL(filePath: path)) + ((try? Data(contentsOf: URL(filePath: path + "-wal"))) ?? Data())
      )
    ]
  }

  /// Every value of every table, as a dump has them, and the server's own files of tables, indexes and long values, where
  /// rows that were changed or deleted lie on. A dump itself would hide bytes from the scan: it writes them as hexadecimal.
  private static func schema(of place: Installation) async throws -> [(String, Data)] {
    let database = try place.options.whereabouts.openExisting()
    defer { database.close() }
    let values = try await database.read { tx in
      var values = Data()
      for table in try tx.tables() {
        for column in try tx.columns(of: table) {
          let kind = try tx.value(
            """
            SELECT data_type::text FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = \(table) AND column_name = \(column)
            """, as: String.self)
          let bytes = kind == "bytea" ? column : "convert_to(\(column)::text, 'UTF8')"
          let all = SQL(trusted: "SELECT \(bytes) FROM \(table) WHERE \(column) IS NOT NULL")
          for value in try tx.rows(all, { try $0[0] as [UInt8] }) { values += Data(value) + Data("\n".utf8) }
        }
      }
      return values
    }
    try await database.write { try $0.connection.script("CHECKPOINT") }
    let files = try await database.read { tx in
      try tx.rows(
        """
        SELECT pg_read_binary_file(pg_relation_filepath(c.oid)) FROM pg_class c
        WHERE c.relkind IN ('r', 'i') AND c.relnamespace = current_schema()::regnamespace
          OR c.oid IN (SELECT reltoastrelid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)
        ORDER BY c.oid
        """
      ) { try $0[0] as [UInt8] }
    }
    return [("the dump", values), ("the server's files", files.reduce(into: Data()) { $0 += Data($1) })]
  }

  /// From the first page to the submission, the way her browser goes.
  private func apply(_ girl: Girl, from place: String, _ kit: HouseKit) async throws {
    var browser = kit.browser()
    browser.peer = "192.0.2.\(girl.number + 1)"
    await browser.post("/apply")
    for page in kit.form.pages {
      kit.clock.move(seconds: 1)
      switch page.key {
      case "place": await browser.post("/apply/place", [("place", place)])
      case "document":
        await browser.upload("/apply/document/file", [], field: "report_card", name: girl.fileName, Self.picture)
      default: await browser.post("/apply/\(page.key)", girl.answers[page.key] ?? [])
      }
      #expect(browser.status == 303, "\(page.key)")
    }
    await browser.post("/status/later")
    await browser.post("/apply/consent", kit.house.consents.purposes.map { ($0.key, "yes") })
    await browser.get("/apply/check")
    #expect(browser.page.contains(girl.surname))
    await browser.post("/apply/submission")
    await browser.get("/status")
    #expect(browser.status == 200)
    // And back on another device, by the phone.
    var other = kit.browser()
    await other.post("/return", [("contact", "8 \(girl.digits)")])
  }

  /// The desk looks for them, reads, notes and asks.
  private func work(_ girls: [Girl], _ kit: HouseKit) async throws {
    var desk = try await kit.staff(.coordinator)
    let codes = try await kit.house.database.read { tx in
      try tx.rows("SELECT code FROM application WHERE state = 'submitted' ORDER BY started_at, id") { try $0[0] as String }
    }
    #expect(codes.count == girls.count)
    for (girl, code) in zip(girls, codes) {
      for question in [girl.surname, girl.given.lowercased(), "8 \(girl.digits)", girl.iin] {
        await desk.seek(question)
        #expect(desk.page.contains(code), "\(question)")
      }
      await desk.get("/desk/applications/\(code)")
      #expect(desk.page.contains(girl.surname))
      await desk.post("/desk/applications/\(code)/notes", [("note", "құпияескертпе\(girl.number) \(girl.surname)")])
      #expect(desk.status == 303)
      await desk.post(
        "/desk/applications/\(code)/corrections", [("page", "name"), ("note", "құпиятүзету\(girl.number) \(girl.given)")])
      await desk.seek(girl.surname)
      let found = desk.page.firstMatch(of: #/href="(/desk/applications\.csv[^"]*)"/#)?.output.1
      await desk.get(found.map { String($0).replacing("&amp;", with: "&") } ?? "/nowhere")
      #expect(desk.status == 200)
    }
    var officer = try await kit.staff(.safeguarding)
    await officer.post("/safeguarding/people", [("q", girls[0].surname), ("contact", girls[0].digits)])
  }

  private static func village(_ gazetteer: Gazetteer) -> String? {
    gazetteer.children(of: "430000000").lazy.flatMap { gazetteer.children(of: $0.code) }
      .flatMap { gazetteer.children(of: $0.code) }.first { $0.isRural == true }?.code
  }

  /// One pixel.
  private static let picture = [UInt8](
    Data(
      base64Encoded:
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==") ?? Data())

  /// As the text may stand in a file: in either encoding, folded, in small letters, as part of an address.
  private static func spellings(of text: String) -> Set<Data> {
    var spellings: Set<Data> = []
    for form in [text, text.lowercased(), text.uppercased(), folded(text)] {
      for encoding in [String.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian] {
        if let data = form.data(using: encoding) { spellings.insert(data) }
      }
      spellings.insert(Data(percentEncoded(form).utf8))
    }
    return spellings
  }
}

/// What the program would have written to its output.
private final class Captured: Sendable {
  private let kept = Mutex("")
  var text: String { kept.withLock { $0 } }
  func take(_ line: String) { kept.withLock { $0 += line + "\n" } }
}

private struct CapturingHandler: LogHandler {
  let captured: Captured
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.trace

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    captured.take("\(event.level) \(event.message) \(metadata) \(event.metadata ?? [:])")
  }
}

extension Data {
  /// `range(of:)` takes seconds for what lies in a database.
  fileprivate func holds(_ other: Data) -> Bool {
    withUnsafeBytes { all in
      other.withUnsafeBytes { wanted in
        guard var at = all.baseAddress, let sought = wanted.baseAddress, let first = wanted.first else { return wanted.isEmpty }
        var left = all.count
        while left >= wanted.count, let found = memchr(at, CInt(first), left - wanted.count + 1) {
          if memcmp(found, sought, wanted.count) == 0 { return true }
          left -= at.distance(to: UnsafeRawPointer(found)) + 1
          at = UnsafeRawPointer(found) + 1
        }
        return false
      }
    }
  }
}
