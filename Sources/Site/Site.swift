import Administration
import Applications
package import Forms
import Intake
import Postbox
package import Programme
import PublicSite
import Safeguarding
import Selection
package import Storage

/// The list of rooms, and what they bring.
package enum Site {
  package static func rooms(_ form: Form) -> [Room] {
    [
      Intake.shelf, Journal.shelf, PublicSite.room, Applications.room(form), Applications.desk(form), Selection.room, Safeguarding.room,
      Administration.room,
    ]
  }

  /// Every step of the schema, in the order the tables need each other.
  package static func migrations(_ rooms: [Room]) -> [Migration] {
    ProgrammeMigrations.all + PostboxMigrations.all + rooms.flatMap(\.migrations)
  }
}
