import Exchange
import HouseKit
import Programme
import Storage
import TestKit
import Testing

@testable import Administration

@Suite struct HealthTests {
  @Test("a house whose disk is nearly full is not ready")
  func spaceLeft() {
    for (free, status) in [(Int64(0), 503), (Health.leastFree - 1, 503), (Health.leastFree, 200), (nil, 200)] {
      let reply = Health.answer(free: free)
      #expect(reply.status == status, "\(String(describing: free))")
      #expect((reply.header("retry-after") == "10") == (status == 503))
      #expect(String(decoding: reply.body, as: UTF8.self) == (status == 503 ? "the disk is nearly full\n" : "ready\n"))
    }
  }

  @Test(
    "what is free is asked of the disk under the database's file, and of nobody for another machine's",
    arguments: Databases.engines)
  func whoseDisk(_ kind: EngineKind) async throws {
    let kit = try await HouseKit.house(kind)
    let free = try await kit.house.database.read { try $0.freeSpace() }
    #expect((free != nil) == (kind == .sqlite))
    #expect((free ?? 1) > 0)
  }
}
