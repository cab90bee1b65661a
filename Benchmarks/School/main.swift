import Applications
import Foundation
import Home
import HouseKit
import Programme
import Selection
import Storage
import StoragePostgres
import StorageSQLite
import Study

// Times the school as its people use it, in the process and without the network, every save on the disk before it is answered: a group's
// gradebook, her first page, answers that phones deliver by forty, and what follows from them made anew.
//   school-bench [LEARNERS [DELIVERIES [ADDRESS]]]     on SQLite, or on the empty PostgreSQL database at the address

let arguments = CommandLine.arguments.dropFirst().map { $0 }
let learners = arguments.first.flatMap { Int($0) } ?? 256
let deliveries = arguments.dropFirst().first.flatMap { Int($0) } ?? 15
let address = arguments.dropFirst(2).first
let folder = FileManager.default.temporaryDirectory.appendingPathComponent("keruen-school-bench-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }
let database = Database(
  engine: try address.map { try PostgresEngine(address: $0, connections: 4) as any Engine }
    ?? SQLiteEngine(path: folder.appendingPathComponent("keruen.db").path))
let kit = try await HouseKit.house(
  on: database, rooms: [Home.room, Applications.room, Applications.desk, Selection.room, Study.room])
print(kit.house.database.kind.rawValue)
try await gradebookBench(kit)
var girls = try await admit(kit, learners)
girls = try await deliver(girls, deliveries)
try await todayBench(girls[0], answers: deliveries * 40)
try await rebuildBench(kit)

func todayBench(_ first: Browser, answers: Int) async throws {
  var girl = first
  try await time("/study of a learner with \(answers) answers", "/study", of: &girl)
}

func time(_ what: String, _ page: String, of browser: inout Browser) async throws {
  for _ in 0..<10 { await browser.get(page) }
  guard browser.status == 200 else { return print("\(page) answers \(browser.status)") }
  var took: [Double] = []
  for _ in 0..<200 {
    let begun = ContinuousClock.now
    await browser.get(page)
    took.append((ContinuousClock.now - begun) / .milliseconds(1))
  }
  took.sort()
  print("\(what): " + String(format: "%.1f ms in the middle, %.1f at 95 of 100, %.1f at best", took[100], took[190], took[0]))
}
