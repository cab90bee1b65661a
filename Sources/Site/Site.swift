import Administration
import Applications
import Home
import Intake
import Postbox
package import Programme
import PublicSite
import Safeguarding
import Selection
package import Storage

/// The list of rooms, and what they bring.
package enum Site {
  package static let rooms: [Room] = [
    Intake.shelf, Journal.shelf, Files.shelf, Home.room, PublicSite.room, Applications.room, Applications.desk, Selection.room,
    Safeguarding.room, Administration.room,
  ]

  /// All files of a programme, each read by the room that knows it and held against the others. Throws `ProgrammeFault`.
  package static func programme(_ folder: ProgrammeFolder) throws -> ProgrammeData {
    let data = try ProgrammeData(folder, rooms.flatMap(\.parts))
    try data[.retention].mustBeKept(by: rooms)
    return data
  }

  /// Every step of the schema, in the order the tables need each other.
  package static func migrations(_ rooms: [Room]) -> [Migration] {
    ProgrammeMigrations.all + PostboxMigrations.all + rooms.flatMap(\.migrations)
  }
}
