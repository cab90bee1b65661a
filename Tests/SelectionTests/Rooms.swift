import Applications
import Home
import HouseKit
import Programme
import PublicSite
import Safeguarding
import Selection
import Storage
import Words

extension HouseKit {
  /// This room, the one whose candidates it ranks, the open pages that lead to it, and the one that lists what is kept too long.
  static func house(_ kind: EngineKind, at start: Moment = morning) async throws -> HouseKit {
    try await house(
      kind, rooms: [Home.room, PublicSite.room, Applications.room, Applications.desk, Selection.room, Safeguarding.room],
      at: start)
  }
}
