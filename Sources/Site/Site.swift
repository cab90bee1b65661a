import Administration
import Applications
import Front
import Grants
import Home
package import Programme
import PublicSite
import Safeguarding
import Selection
import Study

/// The list of rooms, and what they bring.
package enum Site {
  /// The rooms alone, in the order of the girl's way and of their tables.
  package static let own: [Room] = [
    Home.room, PublicSite.room, Applications.room, Applications.desk, Selection.room, Study.room, Grants.room, Safeguarding.room,
    Administration.room,
  ]

  /// What the program opens: the rooms behind what every house has.
  package static let rooms = Front.shelves + own

  /// All files of a programme, each read by the room that knows it and held against the others. Throws `FileComplaints`.
  package static func programme(_ folder: ProgrammeFolder) throws -> ProgrammeData {
    try ProgrammeData.read(folder, for: rooms)
  }
}
