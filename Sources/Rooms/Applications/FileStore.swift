package import Programme
package import Security
package import Storage
import Words

/// Files are kept in the database, sealed with her key, in chunks; so one backup holds everything and erasing her key
/// erases them too.
extension Transaction {
  private static let chunk = 256 << 10

  /// Files of the application that arrived whole and were not removed.
  package func files(of application: ID<Application>, _ safe: Safe) throws -> [StoredFile] {
    try rows(
      """
      SELECT id, application_id, field, name, kind, size FROM application_file
      WHERE application_id = \(application) AND removed_at IS NULL AND completed_at IS NOT NULL
      ORDER BY created_at, id LIMIT 50
      """
    ) { row in
      StoredFile(
        id: try row["id"], application: try row["application_id"], field: try row["field"],
        name: try safe.open(try row["name"], "application_file.name"), kind: try row["kind"], size: try row["size"])
    }
  }

  /// A file that came whole and was looked through.
  package func keepFile(
    _ upload: Upload, name: String, field: String, _ application: Application, _ safe: Safe, _ house: House
  ) throws -> ID<StoredFile> {
    let id: ID<StoredFile> = house.outside.id()
    let now = house.outside.now()
    try run(
      """
      INSERT INTO application_file (id, application_id, field, name, kind, size, created_at)
      VALUES (\(id), \(application.id), \(field), \(safe.seal(String(name.prefix(120)), "application_file.name")), 'unknown',
        \(max(1, upload.bytes.count)), \(now))
      """)
    try completeFile(id, upload, field: field, application, safe, house)
    return id
  }

  /// Room for a file that will come in pieces; returns its id, or the one it got before under the same name and size.
  package func expectFile(
    name: String, size: Int, field: String, _ application: Application, _ safe: Safe, _ house: House
  ) throws -> ID<StoredFile> {
    let unfinished: [(id: ID<StoredFile>, name: [UInt8])] = try rows(
      """
      SELECT id, name FROM application_file
      WHERE application_id = \(application.id) AND field = \(field) AND size = \(size) AND completed_at IS NULL AND removed_at IS NULL
      ORDER BY created_at DESC LIMIT 5
      """
    ) { (try $0["id"], try $0["name"]) }
    for file in unfinished where try safe.open(file.name, "application_file.name") == name { return file.id }
    let id: ID<StoredFile> = house.outside.id()
    try run(
      """
      INSERT INTO application_file (id, application_id, field, name, kind, size, created_at)
      VALUES (\(id), \(application.id), \(field), \(safe.seal(name, "application_file.name")), 'unknown', \(size),
        \(house.outside.now()))
      """)
    return id
  }

  /// An unfinished file of hers: its field, size, and how many bytes arrived without a gap.
  package func unfinishedFile(_ id: ID<StoredFile>, _ application: ID<Application>) throws -> (
    field: String, size: Int, pieces: Int
  )? {
    try row(
      """
      SELECT field, size, (SELECT count(*) FROM file_chunk WHERE file_id = application_file.id) AS pieces FROM application_file
      WHERE id = \(id) AND application_id = \(application) AND completed_at IS NULL AND removed_at IS NULL
      """
    ).map { (try $0["field"], try $0["size"], try $0["pieces"]) }
  }

  /// One piece; the same piece again changes nothing.
  package func keepPiece(_ position: Int, _ bytes: [UInt8], of file: ID<StoredFile>, _ safe: Safe) throws {
    try run(
      """
      INSERT INTO file_chunk (file_id, position, bytes)
      VALUES (\(file), \(position), \(safe.seal(bytes, "file_chunk.bytes \(file) \(position)")))
      ON CONFLICT (file_id, position) DO NOTHING
      """)
  }

  /// The file's bytes, opened.
  package func bytes(of file: ID<StoredFile>, _ safe: Safe) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try each("SELECT position, bytes FROM file_chunk WHERE file_id = \(file) ORDER BY position") { row in
      let position: Int = try row["position"]
      bytes += try safe.openBytes(try row["bytes"], "file_chunk.bytes \(file) \(position)")
    }
    return bytes
  }

  /// All pieces are there and were looked through: keeps the file cleaned of place and device, and drops what stood in its field
  /// before.
  package func completeFile(
    _ id: ID<StoredFile>, _ upload: Upload, field: String, _ application: Application, _ safe: Safe, _ house: House
  ) throws {
    try removeFiles(of: application, field: field, except: id, house)
    try run("DELETE FROM file_chunk WHERE file_id = \(id)")
    for (position, start) in stride(from: 0, to: upload.bytes.count, by: Self.chunk).enumerated() {
      let piece = Array(upload.bytes[start..<min(start + Self.chunk, upload.bytes.count)])
      try keepPiece(position, piece, of: id, safe)
    }
    try run(
      """
      UPDATE application_file SET kind = \(upload.kind.rawValue), size = \(upload.bytes.count), completed_at = \(house.outside.now())
      WHERE id = \(id)
      """)
    try addEvent(.fileAdded, to: application.id, by: "applicant", details: field, house)
  }

  /// A file whose content was refused: its pieces go.
  func dropUnfinished(_ id: ID<StoredFile>, at now: Moment) throws {
    try run("DELETE FROM file_chunk WHERE file_id = \(id)")
    try run("UPDATE application_file SET removed_at = \(now) WHERE id = \(id) AND completed_at IS NULL")
  }

  package func removeFiles(
    of application: Application, field: String, except kept: ID<StoredFile>? = nil, _ house: House
  ) throws {
    let files: [ID<StoredFile>] = try rows(
      """
      SELECT id FROM application_file
      WHERE application_id = \(application.id) AND field = \(field) AND removed_at IS NULL AND id <> \(kept?.text ?? "")
      """
    ) { try $0[0] }
    for file in files {
      try run("DELETE FROM file_chunk WHERE file_id = \(file)")
      try run("UPDATE application_file SET removed_at = \(house.outside.now()) WHERE id = \(file)")
      try addEvent(.fileRemoved, to: application.id, by: "applicant", details: field, house)
    }
  }
}
