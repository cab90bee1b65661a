import Exchange
import Foundation
import Security
import Storage
import Words

/// Files in small pieces, for networks that drop: each piece is kept when it arrives, and a broken upload goes on where it stopped.
/// The same for every room; its `UploadPoint` says who may.
package enum Files {
  package static let shelf = Room(
    name: "files",
    routes: [
      .may(SendFiles.self, .post, "/files") { visit, _ in try await begin(visit) },
      .may(SendFiles.self, .put, "/files/:file/:position") { visit, _ in try await put(visit) },
    ])

  /// Whoever is signed in may ask; the place decides.
  enum SendFiles: Act {
    static let roles = Set(Role.allCases)
  }

  /// Bytes of a piece: 4 seconds at 32 kbit/s.
  private static let length = 16 << 10

  private static func count(_ size: Int) -> Int { (size + length - 1) / length }

  private struct Wanted: Decodable {
    let room: String
    let subject: String
    let field: String
    let name: String
    let size: Int
  }

  /// POST /files, JSON `{"room","subject","field","name","size"}`: answers the file's id, the first piece still missing and the
  /// length of a piece.
  private static func begin(_ visit: Visit) async throws -> Reply {
    guard let wanted = try? JSONDecoder().decode(Wanted.self, from: Data(visit.request.body)), wanted.size > 0 else {
      throw Refusal(.invalid, .brokenDelivery)
    }
    let house = visit.house
    guard let point = house.uploadPoint(wanted.room) else { throw Refusal.missing }
    let place = FilePlace(room: wanted.room, subject: wanted.subject, field: wanted.field)
    let (file, next) = try await house.database.write { tx in
      let (safe, rule) = try point.open(visit, place, tx)
      guard wanted.size <= rule.bytes else { throw Refusal(.tooLarge, .upload(.tooLarge(rule.bytes)), field: place.field) }
      let (file, pieces) = try tx.expectFile(wanted.name, size: wanted.size, at: place, safe, house)
      // All pieces are there, but nobody has looked through them: the last is asked for once more.
      return (file, min(pieces, count(wanted.size) - 1))
    }
    return .json(.object([("file", .string(file.text)), ("next", .whole(next)), ("length", .whole(length))]))
  }

  /// PUT /files/:file/:position with the bytes: answers the first piece still missing, `{"next"}`. The last piece completes the file
  /// and answers `{"done":true}`.
  private static func put(_ visit: Visit) async throws -> Reply {
    let file = try visit.id("file", of: StoredFile.self)
    guard let position = wholeNumber(try visit.name("position"), in: 0...1_000_000) else { throw Refusal.missing }
    let house = visit.house
    let bytes = visit.request.body
    let step: Step = try await house.database.write { tx in
      guard let (begun, safe, rule) = try opened(file, visit, tx) else { throw Refusal.missing }
      let count = count(begun.size)
      let expected = position == count - 1 ? begun.size - position * length : length
      guard position < count, bytes.count == expected else { throw Refusal(.invalid, .brokenDelivery) }
      // Pieces come in order; one from further on waits until those before it are there.
      guard position <= begun.pieces else { return .next(begun.pieces) }
      if position == begun.pieces {
        try tx.keepPiece(position, bytes, of: file, safe)
        try visit.countStored([bytes.count], in: tx)
      }
      return position == count - 1 ? .whole(begun.place, rule) : .next(position + 1)
    }
    switch step {
    case .next(let next): return .json(.object([("next", .whole(next))]))
    case .whole(let place, let rule):
      try await complete(file, at: place, rule, visit)
      return .json(.object([("done", .bool(true))]))
    }
  }

  private enum Step: Sendable {
    /// The first piece still missing.
    case next(Int)
    case whole(FilePlace, FileRule)
  }

  private typealias Begun = (place: FilePlace, person: ID<Person>, size: Int, pieces: Int)

  /// Nil when no such file is being sent, or not by this person.
  private static func opened(
    _ file: ID<StoredFile>, _ visit: Visit, _ tx: Transaction
  ) throws -> (begun: Begun, safe: Safe, rule: FileRule)? {
    guard let begun = try tx.unfinishedFile(file), let point = visit.house.uploadPoint(begun.place.room) else { return nil }
    let (safe, rule) = try point.open(visit, begun.place, tx)
    return safe.person == begun.person ? (begun, safe, rule) : nil
  }

  /// Looks the whole file through outside any transaction; nothing of it is opened before its turn. One that is refused is dropped, so
  /// that another may take its place.
  private static func complete(
    _ file: ID<StoredFile>, at place: FilePlace, _ rule: FileRule, _ visit: Visit
  ) async throws {
    let house = visit.house
    let upload: Upload
    do {
      upload = try await visit.lookThrough(most: rule.bytes, kinds: rule.kinds, field: place.field) {
        try await house.database.read { tx in
          guard let (_, safe, _) = try opened(file, visit, tx) else { throw Refusal.missing }
          return try tx.content(of: file, safe)
        }
      }
    } catch let refusal as Refusal {
      if refusal.kind == .invalid { try await house.database.write { try $0.dropUnfinished(file) } }
      throw refusal
    }
    try await house.database.write { tx in
      // The same last piece may come twice at once; the file is completed once.
      guard let (_, safe, _) = try opened(file, visit, tx), let point = house.uploadPoint(place.room) else { return }
      let (stored, replaced) = try tx.completeFile(file, upload, at: place, safe, house)
      try point.kept(visit, stored, replaced, tx)
    }
  }
}
