import Administration
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
  /// Every room that keeps something of a person: this one gives it out and erases it.
  static func house(_ kind: EngineKind, at start: Moment = morning) async throws -> HouseKit {
    try await house(
      kind,
      rooms: [
        Home.room, PublicSite.room, Applications.room, Applications.desk, Selection.room, Safeguarding.room, Administration.room,
      ],
      at: start)
  }
}
