import Storage
package import Words

extension Edition.Kind {
  /// The files of the programme's folder together.
  package static let programme = Edition.Kind("programme")
}

extension ProgrammeFolder {
  /// What an edition holds.
  package init(_ edition: Edition, _ files: [String: [UInt8]]) {
    self.init("edition \(edition.number)", names: files.keys.sorted()) { files[$0] }
  }

  /// The files that these parts are read from.
  package func files(_ parts: [any AnyProgrammePart]) -> [String: [UInt8]] {
    Dictionary(parts.compactMap { part in bytes(part.name).map { (part.name, $0) } }) { first, _ in first }
  }
}

extension ProgrammeData {
  /// All files of a programme, each read by the room that knows it and held against the others. Throws `FileComplaints`.
  package static func read(_ folder: ProgrammeFolder, for rooms: [Room]) throws -> ProgrammeData {
    try ProgrammeData(folder, wanted(by: rooms), keptBy: rooms)
  }
}

/// A programme's folder as it would follow the one in use.
package struct ProgrammeChange: Sendable {
  let files: [String: [UInt8]]
  /// The files that differ.
  package let changed: [String]
  /// Whom it touches and how, by file.
  package let touches: [(file: String, says: Phrase)]
  /// What it does not change, by file.
  package let notes: [(file: String, says: Phrase)]
}

extension House {
  private var parts: [any AnyProgrammePart] { ProgrammeData.parts(of: rooms) }

  /// What another folder would change; nothing is written. Throws `FileComplaints` when it is not in order, or may not follow.
  package func change(to folder: ProgrammeFolder) async throws -> ProgrammeChange {
    let next = try ProgrammeData.read(folder, for: rooms)
    let (files, now) = (next.files(parts), data.files(parts))
    let changed = parts.filter { files[$0.name] != now[$0.name] }
    let pictures = Set(next.pictures.keys).union(data.pictures.keys).sorted().filter { files[$0] != now[$0] }
    let shown = next.shown(in: settings, at: outside.now())
    let changes = try await database.read { tx in
      try changed.map { part in (part.name, try part.follow(shown, self.data, tx)) }
    }
    let complaints = changes.flatMap { name, change in FileComplaints(change.complaints).within(name).complaints }
    guard complaints.isEmpty else { throw FileComplaints(complaints) }
    return ProgrammeChange(
      files: files, changed: changed.map(\.name) + pictures,
      touches: changes.flatMap { name, change in change.touches.map { (file: name, says: $0) } },
      notes: changes.flatMap { name, change in change.notes.map { (file: name, says: $0) } })
  }

  /// Makes the folder the newest edition and gives the house that goes on by it, once it is prepared; nil when nothing differs. What a
  /// house was open by before is kept as the first edition, so that nothing anybody began by it is lost.
  package func take(_ change: ProgrammeChange, by author: String) async throws -> House? {
    let edition = try await database.write { [self] tx -> Edition? in
      if try tx.newestEdition(.programme) == nil, try !tx.cycles().isEmpty {
        _ = try tx.addEdition(.programme, data.files(parts), by: data.folder.name, self)
      }
      try tx.forgetRefusedFolder()
      guard let edition = try tx.addEdition(.programme, change.files, by: author, self) else { return nil }
      try tx.record(.programmeTaken, edition.id.text, "number=\(edition.number)", by: author, self)
      return edition
    }
    guard let edition else { return nil }
    return try await by(edition)
  }

  /// The house by an edition that the database holds, with what stood in earlier ones; still to be prepared.
  package func by(_ edition: Edition) async throws -> House {
    let versioned = parts.filter(\.hasVersions)
    let (files, earlier) = try await database.read { tx in
      (
        try tx.editionFiles(edition.id),
        try versioned.map { (part: $0, contents: try tx.earlierFiles($0.name, of: .programme, before: edition.number)) }
      )
    }
    var data = try ProgrammeData.read(ProgrammeFolder(edition, files), for: rooms)
    for (part, contents) in earlier { for bytes in contents { data.know(bytes, as: part) } }
    return House(self, data.shown(in: settings, at: outside.now()), edition)
  }

  /// The house by the newest edition that this program can read, still to be prepared, and which newer ones it cannot.
  package func byNewestEdition() async throws -> (house: House, unread: [(edition: Edition, why: FileComplaints)]) {
    let editions = try await database.read { try $0.editions(.programme) }
    var unread: [(edition: Edition, why: FileComplaints)] = []
    for edition in editions {
      do { return (edition == self.edition ? self : try await by(edition), unread) } catch let why as FileComplaints {
        unread.append((edition, why))
      }
    }
    return (self, unread)
  }
}
