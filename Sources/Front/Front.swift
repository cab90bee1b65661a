import Intake
import Postbox
package import Programme
package import Storage

/// The front of any house, whichever rooms it has: this module brings requests to their routes and knows neither a room nor the
/// network.
package enum Front {
  /// What rooms share, with tables and routes of its own; it stands before the rooms of every house.
  package static let shelves: [Room] = [Intake.shelf, Journal.shelf, Files.shelf, Unsent.shelf, Statements.shelf]

  /// Every step of the schema, in the order the tables need each other.
  package static func migrations(_ rooms: [Room]) -> [Migration] {
    ProgrammeMigrations.all + PostboxMigrations.all + rooms.flatMap(\.migrations)
  }
}
