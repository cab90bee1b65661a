import Administration
import Applications
import Grants
import Home
import HouseKit
import Programme
import PublicSite
import Safeguarding
import Selection
import Storage
import Study
import TestKit
import Words

extension HouseKit {
  /// 1 February 2027, ten in the morning in Kazakhstan: universities enter what they give in the round of 2027.
  static let february = Moment(milliseconds: 1_801_458_000_000)

  /// This room with those whose windows it reads, and with the doors by which its people come in.
  static func house(_ kind: EngineKind, at start: Moment = february, files: [String: String] = [:]) async throws -> HouseKit {
    try await house(
      kind,
      rooms: [
        Home.room, PublicSite.room, Applications.room, Applications.desk, Selection.room, Study.room, Grants.room,
        Safeguarding.room,
        Administration.room,
      ], at: start, files: files)
  }
}
