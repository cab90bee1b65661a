import Exchange
import Forms
import Foundation
import Programme
import Security
import Storage
import Words

/// A file in small pieces, for networks that drop: each piece is kept when it arrives, and a broken upload goes on where it
/// stopped.
enum Pieces {
  /// 4 seconds at 32 kbit/s.
  static let length = 16 << 10

  private struct Wanted: Decodable {
    let field: String
    let name: String
    let size: Int
  }

  /// POST /apply/files, JSON `{"field","name","size"}`: answers the file's id and the first piece still missing.
  static func begin(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    guard let wanted = try? JSONDecoder().decode(Wanted.self, from: Data(visit.request.body)), wanted.size > 0,
      let kind = visit.house.applicationForm.field(wanted.field)?.kind as? FileField
    else { throw Refusal(.invalid, .brokenDelivery) }
    guard wanted.size <= kind.longest else { throw Refusal(.tooLarge, .upload(.tooLarge(kind.longest)), field: wanted.field) }
    let house = visit.house
    let (file, pieces) = try await house.database.write { tx in
      let girl = try Girl.read(permit, house, in: tx)
      try girl.mustBeHers()
      let file = try tx.expectFile(
        name: String(wanted.name.prefix(120)), size: wanted.size, field: wanted.field, girl.application, girl.safe, house)
      return (file, try tx.unfinishedFile(file, girl.application.id)?.pieces ?? 0)
    }
    return .json(.object([("file", .string(file.text)), ("next", .whole(pieces)), ("length", .whole(length))]))
  }

  /// PUT /apply/files/:file/:position with the bytes. The last piece completes the file and answers `{"done":true}`.
  static func put(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    let file = try visit.id("file", of: StoredFile.self)
    guard let position = wholeNumber(try visit.name("position"), in: 0...1_000_000) else { throw Refusal.missing }
    let house = visit.house
    let bytes = visit.request.body
    let step: Step = try await house.database.write { tx in
      let girl = try Girl.read(permit, house, in: tx)
      try girl.mustBeHers()
      guard let known = try tx.unfinishedFile(file, girl.application.id) else { throw Refusal.missing }
      let count = (known.size + length - 1) / length
      let expected = position == count - 1 ? known.size - position * length : length
      guard position < count, bytes.count == expected else { throw Refusal(.invalid, .brokenDelivery) }
      // Pieces come in order; one from further on waits until those before it are there.
      guard position <= known.pieces else { return .next(known.pieces) }
      try tx.keepPiece(position, bytes, of: file, girl.safe)
      guard position == count - 1 else { return .next(position + 1) }
      let most = (house.applicationForm.field(known.field)?.kind as? FileField)?.longest ?? 0
      return .whole(try tx.bytes(of: file, girl.safe), field: known.field, most: most)
    }
    switch step {
    case .next(let next): return .json(.object([("next", .whole(next))]))
    case .whole(let bytes, let field, let most):
      try await complete(file, bytes, field: field, most: most, permit, house)
      return .json(.object([("done", .bool(true))]))
    }
  }

  private enum Step: Sendable {
    /// The first piece still missing.
    case next(Int)
    case whole([UInt8], field: String, most: Int)
  }

  /// Looks the whole file through outside any transaction. One that is refused is dropped, so that another may take its place.
  private static func complete(
    _ file: ID<StoredFile>, _ bytes: [UInt8], field: String, most: Int, _ permit: Permit<OwnApplication>, _ house: House
  ) async throws {
    let upload: Upload
    do { upload = try await house.lookThrough(bytes, most: most, field: field) } catch let refusal as Refusal {
      if refusal.kind == .invalid { try await house.database.write { try $0.dropUnfinished(file, at: house.outside.now()) } }
      throw refusal
    }
    try await house.database.write { tx in
      let girl = try Girl.read(permit, house, in: tx)
      try girl.mustBeHers()
      // The same last piece may come twice at once; the file is completed once.
      guard try tx.unfinishedFile(file, girl.application.id) != nil else { return }
      try tx.completeFile(file, upload, field: field, girl.application, girl.safe, house)
      let event = AnswerEvent(id: house.outside.id(), field: field, typed: file.text, writtenAt: house.outside.now())
      try tx.keep([event], girl.application, girl.safe, at: house.outside.now())
    }
  }
}
