import Foundation
import Home
import HouseKit
import Programme
import Selection
import Site
import Storage
import StoragePostgres
import StorageSQLite
import WholeHouse

// Times the desk of a full house with thirty cards that a coordinator counts. Those of rooms still to come are stood for by the house's
// own, each counted again under another number.
//   desk-bench APPLICATIONS [ADDRESS]     on SQLite, or on the empty PostgreSQL database at the address

let applications = CommandLine.arguments.count > 1 ? Int(CommandLine.arguments[1]) ?? 40_000 : 40_000
let address = CommandLine.arguments.count > 2 ? CommandLine.arguments[2] : nil

let folder = FileManager.default.temporaryDirectory.appendingPathComponent("keruen-desk-bench-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }
let database = Database(
  engine: try address.map { try PostgresEngine(address: $0, connections: 4) as any Engine }
    ?? SQLiteEngine(path: folder.appendingPathComponent("keruen.db").path))

let hers = Site.rooms.flatMap(\.desk).filter { $0.roles.contains(.coordinator) }
let more = (hers.count..<30).map { number in
  let card = hers[number % hers.count]
  return DeskCard(roles: [.coordinator], link: card.link, count: card.count, title: card.title)
}
let kit = try await HouseKit.house(on: database, beside: [Room(name: "still to come", routes: [], desk: more)])
let begun = ContinuousClock.now
try await kit.house.rehearse(applications: applications, seed: 2026)
print("\(applications) applications on \(database.kind.rawValue), made in \(ContinuousClock.now - begun)")
try await assignAll(kit)

/// Everybody who waits for something is somebody's: eight assistants, each of one region, beside those of the rehearsal.
func assignAll(_ kit: HouseKit) async throws {
  var people: [ID<Person>] = []
  for number in 0..<8 {
    let scope = Scope(regions: [kit.house.programme.regions[number % kit.house.programme.regions.count]])
    if let person = try await kit.staff(.assistant, scope).person { people.append(person) }
  }
  let hands = people
  try await kit.house.database.write { tx in
    for (number, person) in hands.enumerated() {
      try tx.run(
        """
        UPDATE application SET assigned_to = \(person), assigned_at = \(kit.house.outside.now())
        WHERE state IN ('draft', 'submitted', 'returned') AND assigned_to IS NULL AND code LIKE \("%\(number)%")
        """)
    }
  }
}

/// Milliseconds that passed, and those of this process's own CPU, which tell more where others use the cores too.
struct Took {
  var passed: [Double] = []
  var own: [Double] = []

  static func milliseconds(since begun: ContinuousClock.Instant) -> Double { begun.duration(to: .now) / .milliseconds(1) }

  /// Of this process since it began.
  static var ownMilliseconds: Double { Double(clock()) * 1000 / Double(CLOCKS_PER_SEC) }
}

/// Of 25 answers, the quickest first; each counted anew unless counts may be remembered for their five seconds.
func times(of path: String, _ kit: HouseKit, remembers: Bool) async throws -> Took {
  var browser = try await kit.staff(.coordinator)
  var path = path
  if path.hasSuffix("#said") {
    await browser.post("/desk/columns", ["code", "assigned", "missing", "notes"].map { ("column", $0) })
    path.removeLast(5)
  }
  if path.contains("CODE") {
    let first: String? = try await kit.house.database.read {
      try $0.value("SELECT code FROM application ORDER BY changed_at DESC, id DESC LIMIT 1")
    }
    path = path.replacingOccurrences(of: "CODE", with: first ?? "")
  }
  let rounds = path.contains("xlsx") ? 5 : 25
  var took = Took()
  for _ in 0..<rounds {
    if !remembers { kit.house.deskCounts.forget() }
    let (started, own) = (ContinuousClock.now, Took.ownMilliseconds)
    await browser.get(path)
    took.passed.append(Took.milliseconds(since: started))
    took.own.append(Took.ownMilliseconds - own)
    guard browser.status == 200 else { fatalError("\(path) answers \(browser.status)") }
  }
  return Took(passed: took.passed.sorted(), own: took.own.sorted())
}

let pages: [(what: String, path: String, goal: String)] = [
  ("desk today, 30 cards counted anew", "/desk", "15 ms (PostgreSQL 45) at 40,000, 40 ms at 250,000"),
  ("the selection's page", "/desk/selection", "8 ms at 40,000, 20 ms at 250,000"),
  ("the list, counted anew", "/desk/applications", "20 ms at 40,000, 60 ms at 250,000"),
  ("the list with who, what is missing and notes", "/desk/applications?state=submitted#said", "20 ms at 40,000"),
  ("the list by grade, two chips", "/desk/applications?state=eligible&teaching=kk&sort=grade", "20 ms at 40,000"),
  ("the list by name", "/desk/applications?sort=name", "20 ms at 40,000"),
  ("the list by name, two chips", "/desk/applications?state=eligible&teaching=kk&sort=name", "20 ms at 40,000"),
  ("by name, far down", "/desk/applications?sort=name&page=300", "20 ms at 40,000"),
  ("an application and its neighbours", "/desk/applications/CODE?row=1", "20 ms at 40,000"),
  ("the export, all data", "/desk/applications.xlsx", "1,000 ms at 40,000"),
  ("the export, shown columns by name", "/desk/applications.xlsx?columns=shown&sort=name", "1,000 ms at 40,000"),
  ("the export, what is missing of drafts", "/desk/applications.xlsx?columns=shown&state=draft#said", "none"),
  ("the list of what is mine", "/desk/applications?assigned=mine", "20 ms at 40,000"),
  ("the list of what is nobody's", "/desk/applications?assigned=nobody", "20 ms at 40,000"),
  ("the list with notes", "/desk/applications?notes=yes", "20 ms at 40,000"),
  ("a search by a part of a word", "/desk/applications?q=\u{43c}\u{44b}\u{441}\u{430}\u{43b}", "20 ms at 40,000"),
]
func tell(_ what: String, _ took: Took, _ goal: String) {
  func text(_ value: Double) -> String { String(format: "%.1f", value) }
  let middle = took.passed.count / 2
  print(
    "\(what): median \(text(took.passed[middle])) ms, slowest \(text(took.passed[took.passed.count - 1])) ms, own CPU \(text(took.own[middle])) ms (goal \(goal))"
  )
}
// While everything has just changed, names are compared with what is known of all.
for page in pages where page.path.contains("q=") {
  tell("\(page.what), all changed just now", try await times(of: page.path, kit, remembers: false), page.goal)
}
kit.clock.move(seconds: 300)
for page in pages { tell(page.what, try await times(of: page.path, kit, remembers: false), page.goal) }
for page in pages.prefix(2) {
  tell("\(page.what), its counts remembered", try await times(of: page.path, kit, remembers: true), page.goal)
}
database.close()
