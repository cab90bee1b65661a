import Applications
import ApplicationsKit
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

/// Files in pieces to two upload points: applications', and a room's that is only here.
@Suite struct FileTests {
  private static let lessons = Phrase(kk: "Үй жұмысы", ru: "Домашняя работа", en: "Homework")

  /// Takes short PNGs of whoever is signed in, and keeps a line for each.
  private static let room = Room(
    name: "lessons", routes: [],
    uploads: [
      UploadPoint(
        room: "lessons", title: { _, _ in lessons },
        open: { visit, place, tx in
          guard let person = visit.who.person, place.subject == "lesson-1" else { throw Refusal.missing }
          return (try tx.safe(of: person, visit.house.vault), FileRule(bytes: 100_000, kinds: [.png]))
        },
        kept: { _, file, replaced, tx in
          try tx.run("INSERT INTO handed_in (file, field, replaced) VALUES (\(file.id), \(file.field), \(replaced))")
        })
    ])

  private struct Answer: Decodable {
    var file: String?
    var next: Int?
    var length: Int?
    var done: Bool?
    var refused: String?

    init(_ browser: Browser) throws { self = try JSONDecoder().decode(Answer.self, from: Data(browser.page.utf8)) }
  }

  /// A picture of one pixel with a comment that makes it long; the comment goes when it is looked through.
  private static let longPicture: [UInt8] = {
    func chunk(_ kind: String, _ bytes: [UInt8]) -> [UInt8] {
      func big(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
      let body = Array(kind.utf8) + bytes
      var crc: UInt32 = .max
      for byte in body {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
      }
      return big(UInt32(bytes.count)) + body + big(~crc)
    }
    // After the signature and the head, 33 bytes.
    return Girl.png[..<33] + chunk("tEXt", Array("Comment\0".utf8) + [UInt8](repeating: 65, count: 40_000)) + Girl.png[33...]
  }()

  /// A house with the room beside its own, and a girl who has begun to apply.
  private static func begin(_ kind: EngineKind) async throws -> (kit: HouseKit, girl: Browser, application: ID<Application>) {
    let kit = try await HouseKit.house(kind).reopened(adding: room)
    try await kit.house.database.write { tx in
      try tx.connection.script("CREATE TABLE handed_in (file TEXT NOT NULL, field TEXT NOT NULL, replaced BIGINT NOT NULL)")
    }
    let (girl, application) = try await applicant(kit)
    return (kit, girl, application)
  }

  private static func applicant(_ kit: HouseKit) async throws -> (Browser, ID<Application>) {
    let house = kit.house
    let (person, application) = try await house.database.write { tx in
      let person = try tx.addPerson(language: .kk, house).person
      guard let cycle = try tx.cycles().first else { throw Refusal.missing }
      return (person, try tx.startApplication(for: person, in: cycle.id, formVersion: "1", source: .web, house).id)
    }
    return (try await kit.applicant(person), application)
  }

  private static func ask(
    _ browser: inout Browser, _ place: FilePlace, _ size: Int, name: String = "suret-ulgi.png"
  ) async {
    await browser.say(
      "/files",
      JSON.object([
        ("room", .string(place.room)), ("subject", .string(place.subject)), ("field", .string(place.field)),
        ("name", .string(name)), ("size", .whole(size)),
      ]).text)
  }

  /// Sends the pieces from the first that is missing; returns the file's id.
  private static func send(_ browser: inout Browser, _ place: FilePlace, _ bytes: [UInt8], pieces most: Int = .max) async throws
    -> String
  {
    await ask(&browser, place, bytes.count)
    #expect(browser.status == 200, "\(browser.page)")
    let begun = try Answer(browser)
    let (file, length) = (try #require(begun.file), try #require(begun.length))
    let count = (bytes.count + length - 1) / length
    for position in try #require(begun.next)..<min(count, most) {
      await browser.put("/files/\(file)/\(position)", Array(bytes[position * length..<min((position + 1) * length, bytes.count)]))
      #expect(browser.status == 200, "\(browser.page)")
      let answer = try Answer(browser)
      #expect(position == count - 1 ? answer.done == true : answer.next == position + 1)
    }
    return file
  }

  private static func rows(_ kit: HouseKit, _ statement: SQL) async throws -> [String] {
    try await kit.house.database.read { tx in try tx.rows(statement) { row in row.values.map { "\($0)" }.joined(separator: " ") }
    }
  }

  @Test(
    "files go to two upload points in pieces, go on where they stopped, and erasure empties both", arguments: Databases.engines)
  func twoPoints(_ kind: EngineKind) async throws {
    let (kit, her, application) = try await Self.begin(kind)
    var girl = her
    let house = kit.house
    let places = [
      FilePlace(room: "applications", subject: application.text, field: "report_card"),
      FilePlace(room: "lessons", subject: "lesson-1", field: "homework"),
    ]
    var files: [String] = []
    for place in places {
      let begun = try await Self.send(&girl, place, Self.longPicture, pieces: 2)
      // The network broke; the same file under the same name goes on with its third piece.
      await Self.ask(&girl, place, Self.longPicture.count)
      #expect(try Answer(girl).next == 2)
      files.append(try await Self.send(&girl, place, Self.longPicture))
      #expect(files.last == begun)
      // A piece that comes again after the last changes nothing.
      await girl.put("/files/\(begun)/2", Array(Self.longPicture.suffix(1)))
      #expect(girl.status == 404)
    }
    // What each room does with its file: an answer and a line of history here, a line there.
    #expect(
      try await Self.rows(
        kit, "SELECT kind, details FROM application_event WHERE application_id = \(application) AND details <> ''")
        == ["text(\"file_added\") text(\"report_card\")"])
    #expect(
      try await Self.rows(kit, "SELECT count(*) FROM answer WHERE application_id = \(application) AND field = 'report_card'") == [
        "integer(1)"
      ])
    #expect(
      try await Self.rows(kit, "SELECT file, field, replaced FROM handed_in") == [
        "text(\"\(files[1])\") text(\"homework\") integer(0)"
      ])

    // Another one takes its place.
    let second = try await Self.send(&girl, places[1], Girl.png)
    #expect(try await Self.rows(kit, "SELECT replaced FROM handed_in WHERE file = \(second)") == ["integer(1)"])

    // Her export has both, clean of what the camera wrote; nothing in the tables says the name.
    let person = try #require(girl.person)
    let sections = try await house.database.read { tx in
      try house.personalData.flatMap { try $0.export(tx, house, person, .en) }.filter { !$0.files.isEmpty }
    }
    let section = try #require(sections.first)
    #expect(sections.count == 1)
    #expect(section.lines.map(\.name).contains("Homework"))
    #expect(section.files.map(\.name) == ["suret-ulgi.png", "suret-ulgi.png"])
    #expect(section.files.map(\.bytes) == [Girl.png, Girl.png])
    #expect(!(try await Self.rows(kit, "SELECT * FROM file").joined().contains("suret-ulgi")))

    let erased = try await house.database.write { tx in try house.personalData.flatMap { try $0.erase(tx, house, person) } }
    #expect(erased.contains(PersonalData.Erased("file", 3)) && erased.contains(PersonalData.Erased("file_chunk", 2)))
    for table: SQL in ["file", "file_chunk"] {
      #expect(try await Self.rows(kit, "SELECT count(*) FROM " + table) == ["integer(0)"])
    }
  }

  @Test("each point takes what it takes, from whom it takes it", arguments: Databases.engines)
  func refusals(_ kind: EngineKind) async throws {
    let (kit, her, application) = try await Self.begin(kind)
    var girl = her
    let homework = FilePlace(room: "lessons", subject: "lesson-1", field: "homework")
    let (herSister, hers) = try await Self.applicant(kit)
    var sister = herSister
    let cases: [(FilePlace, Int, Int)] = [
      (FilePlace(room: "nowhere", subject: "lesson-1", field: "homework"), 10, 404),
      (FilePlace(room: "lessons", subject: "lesson-2", field: "homework"), 10, 404),
      (FilePlace(room: "applications", subject: hers.text, field: "report_card"), 10, 404),
      (FilePlace(room: "applications", subject: application.text, field: "surname"), 10, 422),
      (FilePlace(room: "applications", subject: application.text, field: "report_card"), 0, 422),
      (homework, 100_001, 413),
    ]
    for (place, size, status) in cases {
      await Self.ask(&girl, place, size)
      #expect(girl.status == status, "\(place)")
      #expect(try Answer(girl).refused?.isEmpty == false, "\(place)")
    }
    #expect(try await Self.rows(kit, "SELECT count(*) FROM file") == ["integer(0)"])

    // What is begun is hers alone, in its order and in its lengths.
    await Self.ask(&girl, homework, Self.longPicture.count)
    let file = try #require(try Answer(girl).file)
    let piece = Array(Self.longPicture.prefix(16 << 10))
    await sister.put("/files/\(file)/0", piece)
    #expect(sister.status == 404)
    var nobody = kit.browser()
    await nobody.put("/files/\(file)/0", piece)
    #expect(nobody.status == 401)
    await girl.put("/files/\(file)/1", piece)
    #expect(try Answer(girl).next == 0)
    for (position, bytes) in [(0, Array(piece.dropLast())), (7, piece)] {
      await girl.put("/files/\(file)/\(position)", bytes)
      #expect(girl.status == 422)
    }
    #expect(try await Self.rows(kit, "SELECT count(*) FROM file_chunk") == ["integer(0)"])

    // A kind that this point does not take is dropped with its pieces, and another may take its place.
    let pdf = Array("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".utf8)
    await Self.ask(&girl, homework, pdf.count)
    let other = try #require(try Answer(girl).file)
    await girl.put("/files/\(other)/0", pdf)
    #expect(girl.status == 422)
    #expect(try await Self.rows(kit, "SELECT count(*) FROM file_chunk") == ["integer(0)"])
    await girl.put("/files/\(other)/0", pdf)
    #expect(girl.status == 404)
    #expect(try await Self.rows(kit, "SELECT count(*) FROM handed_in") == ["integer(0)"])
    _ = try await Self.send(&girl, homework, Girl.png)
    #expect(try await Self.rows(kit, "SELECT count(*) FROM handed_in") == ["integer(1)"])
  }

  @Test("a girl whose application is no longer hers to change puts no file into it")
  func submitted() async throws {
    let (kit, her, application) = try await Self.begin(.sqlite)
    var girl = her
    try await kit.house.database.write { tx in
      _ = try tx.run("UPDATE application SET state = 'submitted', submitted_at = \(kit.clock.now) WHERE id = \(application)")
    }
    await Self.ask(&girl, FilePlace(room: "applications", subject: application.text, field: "report_card"), 10)
    #expect(girl.status == 409)
  }

  private static let homework = FilePlace(room: "lessons", subject: "lesson-1", field: "homework")

  @Test("of what she begins and never finishes the oldest goes where it is too much", arguments: Databases.engines)
  func unfinished(_ kind: EngineKind) async throws {
    let (kit, her, application) = try await Self.begin(kind)
    var girl = her
    let done = try await Self.send(&girl, Self.homework, Self.longPicture)
    var begun: [String] = []
    for number in 0..<15 {
      kit.clock.move(seconds: 1)
      await Self.ask(&girl, Self.homework, 40_000, name: "\(number).png")
      begun.append(try #require(try Answer(girl).file))
      await girl.put("/files/\(begun[number])/0", [UInt8](repeating: 1, count: 16 << 10))
      #expect(girl.status == 200)
    }
    let left = try await Self.rows(kit, "SELECT id FROM file WHERE completed_at IS NULL ORDER BY created_at")
    #expect(left == begun.suffix(12).map { "text(\"\($0)\")" })
    #expect(try await Self.rows(kit, "SELECT count(*) FROM file_chunk WHERE file_id <> \(done)") == ["integer(12)"])

    // And where its bytes are: six of eight million are the most.
    let card = FilePlace(room: "applications", subject: application.text, field: "report_card")
    for number in 0..<10 {
      kit.clock.move(seconds: 1)
      await Self.ask(&girl, card, 8_000_000, name: "\(number).png")
      #expect(girl.status == 200)
    }
    let bytes = try await Self.rows(kit, "SELECT count(*), sum(size) FROM file WHERE completed_at IS NULL")
    #expect(bytes == ["integer(6) integer(48000000)"])
    #expect(try await Self.rows(kit, "SELECT count(*) FROM file WHERE id = \(done)") == ["integer(1)"])
  }

  @Test("what was begun and left for a day is swept, and begins anew", arguments: Databases.engines)
  func swept(_ kind: EngineKind) async throws {
    let (kit, her, _) = try await Self.begin(kind)
    var girl = her
    let done = try await Self.send(&girl, Self.homework, Girl.png)
    let left = try await Self.send(&girl, Self.homework, Self.longPicture, pieces: 1)
    kit.clock.move(seconds: 86_000)
    try await kit.house.database.write { try $0.sweep(at: kit.clock.now) }
    #expect(try await Self.rows(kit, "SELECT count(*) FROM file") == ["integer(2)"])
    kit.clock.move(seconds: 1000)
    try await kit.house.database.write { try $0.sweep(at: kit.clock.now) }
    #expect(try await Self.rows(kit, "SELECT id FROM file") == ["text(\"\(done)\")"])
    #expect(try await Self.rows(kit, "SELECT DISTINCT file_id FROM file_chunk") == ["text(\"\(done)\")"])
    await girl.put("/files/\(left)/1", [UInt8](repeating: 1, count: 16 << 10))
    #expect(girl.status == 404)
    _ = try await Self.send(&girl, Self.homework, Self.longPicture)
  }

  @Test("nobody takes all the readers, and what they had no time for is asked for again", arguments: Databases.engines)
  func readers(_ kind: EngineKind) async throws {
    let (begun, her, _) = try await Self.begin(kind)
    let gate = Gate()
    var outside = begun.house.outside
    outside.readers.upload = { bytes, most in
      await gate.pass()
      return try await Readers.here.upload(bytes, most)
    }
    let kit = try HouseKit(House(begun.house, outside), clock: begun.clock)
    var girl = try await kit.applicant(her.person)
    // Three files of hers, all but the last piece.
    var files: [String] = []
    for number in 0..<3 {
      let place = FilePlace(room: "lessons", subject: "lesson-1", field: "homework \(number)")
      files.append(try await Self.send(&girl, place, Self.longPicture, pieces: 2))
    }
    let last = Array(Self.longPicture[(32 << 10)...])
    let underWay = files.prefix(2).map { file in
      Task { [girl] in
        var browser = girl
        await browser.put("/files/\(file)/2", last)
        return browser.status
      }
    }
    await gate.reached(2)
    // Her third waits; it is not opened, and the last piece is asked for once more.
    await girl.put("/files/\(files[2])/2", last)
    #expect(girl.status == 503)
    let third = FilePlace(room: "lessons", subject: "lesson-1", field: "homework 2")
    await Self.ask(&girl, third, Self.longPicture.count)
    #expect(try Answer(girl).next == 2)
    // Somebody else is looked at meanwhile.
    let person = try #require(try await Self.applicant(kit).0.person)
    let other = try await kit.applicant(person)
    let hers = Task { [other] in
      var browser = other
      return try await Self.send(&browser, Self.homework, Self.longPicture)
    }
    await gate.reached(3)
    await gate.open()
    for task in underWay { #expect(await task.value == 200) }
    _ = try await hers.value
    _ = try await Self.send(&girl, third, Self.longPicture)
    #expect(try await Self.rows(kit, "SELECT count(*) FROM file WHERE completed_at IS NOT NULL") == ["integer(4)"])
  }

  /// Holds whoever comes until it is opened.
  private actor Gate {
    private var isOpen = false
    private var count = 0
    private var held: [CheckedContinuation<Void, Never>] = []
    private var watching: [(count: Int, CheckedContinuation<Void, Never>)] = []

    func pass() async {
      count += 1
      for (wanted, watcher) in watching where wanted <= count { watcher.resume() }
      watching.removeAll { $0.count <= count }
      guard !isOpen else { return }
      await withCheckedContinuation { held.append($0) }
    }

    func reached(_ wanted: Int) async {
      guard count < wanted else { return }
      await withCheckedContinuation { watching.append((wanted, $0)) }
    }

    func open() {
      isOpen = true
      for waiting in held { waiting.resume() }
      held = []
    }
  }
}
