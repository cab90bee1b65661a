package import Security
package import Storage
import Words

/// Files are kept in the database, sealed with the key of the person they belong to, in chunks; so one backup holds everything and
/// erasing the key erases them too.
extension Transaction {
  private static let chunk = 256 << 10

  /// What arrived whole and was not removed, the oldest first.
  package func files(of subject: String, in room: String, _ safe: Safe) throws -> [StoredFile] {
    try rows(
      """
      \(Self.selectFile) WHERE room = \(room) AND subject = \(subject) AND person_id = \(safe.person) AND removed_at IS NULL
        AND completed_at IS NOT NULL
      ORDER BY created_at, id LIMIT 50
      """
    ) { try StoredFile(row: $0, safe) }
  }

  /// All files of a person, whatever they belong to.
  func files(_ safe: Safe) throws -> [StoredFile] {
    try rows(
      """
      \(Self.selectFile) WHERE person_id = \(safe.person) AND removed_at IS NULL AND completed_at IS NOT NULL
      ORDER BY created_at, id LIMIT 1000
      """
    ) { try StoredFile(row: $0, safe) }
  }

  package func file(_ id: ID<StoredFile>, _ safe: Safe) throws -> StoredFile? {
    try row("\(Self.selectFile) WHERE id = \(id) AND person_id = \(safe.person) AND completed_at IS NOT NULL")
      .map { try StoredFile(row: $0, safe) }
  }

  /// The file's bytes, opened.
  package func content(of file: ID<StoredFile>, _ safe: Safe) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try each("SELECT position, bytes FROM file_chunk WHERE file_id = \(file) ORDER BY position") { row in
      let position: Int = try row["position"]
      bytes += try safe.openBytes(try row["bytes"], "file_chunk.bytes \(file) \(position)")
    }
    return bytes
  }

  /// A file that came whole and was looked through; what stood in its place goes. Returns it, and how many it replaced.
  package func keepFile(
    _ upload: Upload, name: String, at place: FilePlace, _ safe: Safe, _ house: House
  ) throws -> (file: StoredFile, replaced: Int) {
    let id = try addFile(name, size: max(1, upload.bytes.count), at: place, safe, house)
    return try completeFile(id, upload, at: place, safe, house)
  }

  /// Drops what stands in a place; returns how many files that were.
  package func removeFiles(at place: FilePlace, _ house: House) throws -> Int { try removeFiles(at: place, except: nil, house) }

  /// Room for a file that will come in pieces; returns its id, or the one it got before under the same name and size, and the first
  /// piece still missing.
  func expectFile(
    _ name: String, size: Int, at place: FilePlace, _ safe: Safe, _ house: House
  ) throws -> (id: ID<StoredFile>, next: Int) {
    let name = Self.kept(name)
    let begun: [(id: ID<StoredFile>, name: [UInt8], pieces: Int)] = try rows(
      """
      SELECT id, name, (SELECT count(*) FROM file_chunk WHERE file_id = file.id) AS pieces FROM file
      WHERE room = \(place.room) AND subject = \(place.subject) AND field = \(place.field) AND person_id = \(safe.person)
        AND size = \(size) AND completed_at IS NULL
      ORDER BY created_at DESC LIMIT 5
      """
    ) { (try $0["id"], try $0["name"], try $0["pieces"]) }
    for file in begun where try safe.open(file.name, "file.name") == name { return (file.id, file.pieces) }
    try makeRoom(for: size, of: safe.person)
    return (try addFile(name, size: size, at: place, safe, house), 0)
  }

  /// The oldest of what was begun and never finished goes where it would be too much.
  private func makeRoom(for size: Int, of person: ID<Person>) throws {
    let begun: [(id: ID<StoredFile>, size: Int)] = try rows(
      "SELECT id, size FROM file WHERE person_id = \(person) AND completed_at IS NULL ORDER BY created_at DESC, id DESC"
    ) { (try $0["id"], try $0["size"]) }
    var bytes = size
    for (number, file) in begun.enumerated() {
      bytes += file.size
      if number + 1 >= Bound.unfinishedFiles || bytes > Bound.unfinishedBytes { try dropUnfinished(file.id) }
    }
  }

  /// An unfinished file: where it belongs, whose it is, its size, and how many pieces arrived without a gap.
  func unfinishedFile(_ id: ID<StoredFile>) throws -> (place: FilePlace, person: ID<Person>, size: Int, pieces: Int)? {
    try row(
      """
      SELECT room, subject, field, person_id, size, (SELECT count(*) FROM file_chunk WHERE file_id = file.id) AS pieces FROM file
      WHERE id = \(id) AND completed_at IS NULL
      """
    ).map { row in
      (
        FilePlace(room: try row["room"], subject: try row["subject"], field: try row["field"]), try row["person_id"],
        try row["size"], try row["pieces"]
      )
    }
  }

  /// One piece; the same piece again changes nothing.
  func keepPiece(_ position: Int, _ bytes: [UInt8], of file: ID<StoredFile>, _ safe: Safe) throws {
    try run(
      """
      INSERT INTO file_chunk (file_id, position, bytes)
      VALUES (\(file), \(position), \(safe.seal(bytes, "file_chunk.bytes \(file) \(position)")))
      ON CONFLICT (file_id, position) DO NOTHING
      """)
  }

  /// All pieces are there and were looked through: keeps the file cleaned of place and device, and drops what stood in its place
  /// before.
  func completeFile(
    _ id: ID<StoredFile>, _ upload: Upload, at place: FilePlace, _ safe: Safe, _ house: House
  ) throws -> (file: StoredFile, replaced: Int) {
    let replaced = try removeFiles(at: place, except: id, house)
    try run("DELETE FROM file_chunk WHERE file_id = \(id)")
    for (position, start) in stride(from: 0, to: upload.bytes.count, by: Self.chunk).enumerated() {
      let piece = Array(upload.bytes[start..<min(start + Self.chunk, upload.bytes.count)])
      try keepPiece(position, piece, of: id, safe)
    }
    try run(
      """
      UPDATE file SET kind = \(upload.kind.rawValue), size = \(upload.bytes.count), completed_at = \(house.outside.now())
      WHERE id = \(id)
      """)
    guard let file = try file(id, safe) else { throw Refusal.missing }
    return (file, replaced)
  }

  /// A file that was never there whole, or whose content was refused, goes with its pieces.
  func dropUnfinished(_ id: ID<StoredFile>) throws {
    guard try exists("SELECT 1 FROM file WHERE id = \(id) AND completed_at IS NULL") else { return }
    try run("DELETE FROM file_chunk WHERE file_id = \(id)")
    try run("DELETE FROM file WHERE id = \(id)")
  }

  /// What was begun before a moment and never finished.
  func sweepUnfinished(before: Moment) throws {
    let old: SQL = "completed_at IS NULL AND created_at < \(before)"
    try run("DELETE FROM file_chunk WHERE file_id IN (SELECT id FROM file WHERE \(old))")
    try run("DELETE FROM file WHERE \(old)")
  }

  private func addFile(
    _ name: String, size: Int, at place: FilePlace, _ safe: Safe, _ house: House
  ) throws -> ID<StoredFile> {
    let id: ID<StoredFile> = house.outside.id()
    try run(
      """
      INSERT INTO file (id, room, subject, field, person_id, name, size, created_at)
      VALUES (\(id), \(place.room), \(place.subject), \(place.field), \(safe.person),
        \(safe.seal(Self.kept(name), "file.name")), \(size), \(house.outside.now()))
      """)
    return id
  }

  private func removeFiles(at place: FilePlace, except kept: ID<StoredFile>?, _ house: House) throws -> Int {
    let files: [ID<StoredFile>] = try rows(
      """
      SELECT id FROM file
      WHERE room = \(place.room) AND subject = \(place.subject) AND field = \(place.field) AND removed_at IS NULL
        AND id <> \(kept?.text ?? "")
      """
    ) { try $0[0] }
    for file in files {
      try run("DELETE FROM file_chunk WHERE file_id = \(file)")
      try run("UPDATE file SET removed_at = \(house.outside.now()) WHERE id = \(file)")
    }
    return files.count
  }

  private static func kept(_ name: String) -> String { String(name.prefix(120)) }

  private static let selectFile: SQL = "SELECT id, room, subject, field, name, kind, size FROM file"
}

extension StoredFile {
  fileprivate init(row: Row, _ safe: Safe) throws {
    guard let kind = FileKind(rawValue: try row["kind"]) else { throw StorageFault.column("file.kind") }
    self.init(
      id: try row["id"], place: FilePlace(room: try row["room"], subject: try row["subject"], field: try row["field"]),
      name: try safe.open(try row["name"], "file.name"), kind: kind, size: try row["size"])
  }
}

extension PersonalData {
  /// Every file somebody put anywhere, so that no room can forget one.
  static let files = PersonalData(
    title: .filesTitle, tables: erasedTables,
    export: { tx, house, person, t in
      let safe = try tx.safe(of: person, house.vault)
      let files = try tx.files(safe)
      guard !files.isEmpty else { return [] }
      return [
        Section(
          .filesTitle,
          files.map { file in
            (
              house.uploadPoint(file.place.room).map { t($0.title(house, file.field)) } ?? file.field,
              "\(file.name), \(file.size) B"
            )
          },
          files: try files.map { ($0.name, try tx.content(of: $0.id, safe)) })
      ]
    },
    erase: { tx, _, person in
      [
        Erased(
          "file_chunk",
          try tx.run("DELETE FROM file_chunk WHERE file_id IN (SELECT id FROM file WHERE person_id = \(person))")),
        Erased("file", try tx.run("DELETE FROM file WHERE person_id = \(person)")),
      ]
    })
}

extension Phrase {
  static let filesTitle = Phrase(kk: "Файлдар", ru: "Файлы", en: "Files")
}

/// What an erasure takes from each table, in words.
private let erasedTables: [String: Phrase] = [
  "file": Phrase(
    kk: "тіркелген файлдар", ru: "приложенные файлы",
    en: "files that were added"),
  "file_chunk": Phrase(
    kk: "файлдардың бөліктері", ru: "части файлов",
    en: "pieces of files"),
]
