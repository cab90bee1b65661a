import Administration
import Applications
import Home
import HouseKit
import Programme
import Selection
import Storage
import Words

extension HouseKit {
  /// The rooms that tables are brought to.
  static func house(_ kind: EngineKind, at start: Moment = morning) async throws -> HouseKit {
    try await house(
      kind, rooms: [Home.room, Applications.room, Applications.desk, Selection.room, Administration.room], at: start)
  }
}
