import Security
package import Storage
package import Words

/// What is written once and never changed: a version of one or more files. A new thought is a new edition.
package struct Edition: Sendable, Hashable {
  package let id: ID<Edition>
  /// From 1, counted by kind and key.
  package let number: Int
  /// Of all files, their names among them.
  package let sha256: [UInt8]
  package let writtenBy: String
  package let writtenAt: Moment

  /// What is versioned: the programme's folder, a rubric.
  package struct Kind: Sendable, Hashable {
    package let word: String

    package init(_ word: String) { self.word = word }
  }

  /// Of files by their names, whichever order they come in.
  package static func hash(_ files: [String: [UInt8]]) -> [UInt8] {
    var text: [UInt8] = []
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
      text += Array("\(name)\n\(bytes.count)\n".utf8) + bytes
    }
    return Security.sha256(text)
  }
}

extension Edition {
  package init(row: Row) throws {
    id = try row["id"]
    number = try row["number"]
    sha256 = try row["sha256"]
    writtenBy = try row["written_by"]
    writtenAt = try row["written_at"]
  }
}

extension Transaction {
  /// The newest first.
  package func editions(_ kind: Edition.Kind, key: String = "") throws -> [Edition] {
    try rows(
      """
      SELECT id, number, sha256, written_by, written_at FROM edition
      WHERE kind = \(kind.word) AND key = \(key) ORDER BY number DESC LIMIT 1000
      """, Edition.init(row:))
  }

  package func newestEdition(_ kind: Edition.Kind, key: String = "") throws -> Edition? {
    try row(
      """
      SELECT id, number, sha256, written_by, written_at FROM edition
      WHERE kind = \(kind.word) AND key = \(key) ORDER BY number DESC LIMIT 1
      """
    ).map(Edition.init(row:))
  }

  package func editionFiles(_ edition: ID<Edition>) throws -> [String: [UInt8]] {
    let files = try rows("SELECT name, bytes FROM edition_file WHERE edition_id = \(edition)") { row in
      (try row["name"] as String, try row["bytes"] as [UInt8])
    }
    return Dictionary(files) { first, _ in first }
  }

  /// What a file held in the editions before a number, the newest first, each content once and at most a hundred of them.
  func earlierFiles(_ name: String, of kind: Edition.Kind, key: String = "", before number: Int) throws -> [[UInt8]] {
    try rows(
      """
      SELECT bytes, max(number) AS last FROM edition_file JOIN edition ON edition.id = edition_id
      WHERE kind = \(kind.word) AND key = \(key) AND name = \(name) AND number < \(number)
      GROUP BY bytes ORDER BY last DESC LIMIT 100
      """
    ) { try $0["bytes"] }
  }

  /// One more edition; nil when the newest says the same.
  package func addEdition(
    _ kind: Edition.Kind, _ files: [String: [UInt8]], key: String = "", by author: String, _ house: House
  ) throws -> Edition? {
    let hash = Edition.hash(files)
    let newest = try newestEdition(kind, key: key)
    guard newest?.sha256 != hash else { return nil }
    let id: ID<Edition> = house.outside.id()
    let number = (newest?.number ?? 0) + 1
    try run(
      """
      INSERT INTO edition (id, kind, key, number, sha256, written_by, written_at)
      VALUES (\(id), \(kind.word), \(key), \(number), \(hash), \(author), \(house.outside.now()))
      """)
    // A course is some hundreds of files.
    let rows = files.sorted { $0.key < $1.key }.map { name, bytes -> SQL in "(\(id), \(name), \(bytes))" }
    try insert("INSERT INTO edition_file (edition_id, name, bytes)", rows)
    return try newestEdition(kind, key: key)
  }
}
