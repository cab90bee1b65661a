package import Storage
package import Words

/// The folder that was refused last, until one is taken: the house goes on by the edition before it, and its operator is told.
package struct RefusedFolder: Sendable {
  package let folder: String
  package let refusedAt: Moment
  /// A complaint a line.
  package let why: Said
}

extension Transaction {
  package func refusedFolder() throws -> RefusedFolder? {
    try row("SELECT folder, refused_at, kk, ru, en FROM refused_folder WHERE name = 'last'").map { row in
      RefusedFolder(
        folder: try row["folder"], refusedAt: try row["refused_at"],
        why: Said(kk: try row["kk"], ru: try row["ru"], en: try row["en"]))
    }
  }

  package func keepRefused(_ folder: String, _ complaints: FileComplaints, at now: Moment) throws {
    func lines(_ language: Language) -> String {
      complaints.complaints.prefix(200).map { $0.text(language) }.joined(separator: "\n")
    }
    try forgetRefusedFolder()
    try run(
      """
      INSERT INTO refused_folder (name, folder, refused_at, kk, ru, en)
      VALUES ('last', \(folder), \(now), \(lines(.kk)), \(lines(.ru)), \(lines(.en)))
      """)
  }

  package func forgetRefusedFolder() throws { try run("DELETE FROM refused_folder WHERE name = 'last'") }
}
