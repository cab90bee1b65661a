import Administration
import Applications
import Home
import HouseKit
import Programme
import Storage
import Words

extension HouseKit {
  /// This room, and the one whose doors its roles open.
  static func house(_ kind: EngineKind, at start: Moment = morning) async throws -> HouseKit {
    try await house(kind, rooms: [Home.room, Applications.room, Applications.desk, Administration.room], at: start)
  }
}
