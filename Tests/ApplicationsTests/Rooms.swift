import Administration
import Applications
import Home
import HouseKit
import Programme
import Safeguarding
import Storage
import Words

extension HouseKit {
  /// This room, with the one that erases what it keeps and the one where the staff come in.
  static func house(_ kind: EngineKind, at start: Moment = morning) async throws -> HouseKit {
    try await house(
      kind, rooms: [Home.room, Applications.room, Applications.desk, Safeguarding.room, Administration.room], at: start)
  }
}
