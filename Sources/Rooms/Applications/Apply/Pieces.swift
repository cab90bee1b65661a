import Exchange
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
  static func begin(_ visit: Visit, _ permit: Permit<OwnApplication>, _ form: Form) async throws -> Reply {
    guard let wanted = try? JSONDecoder().decode(Wanted.self, from: Data(visit.request.body)), wanted.size > 0,
      let kind = form.field(wanted.field)?.kind as? FileField
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
    return .json("{\"file\":\"\(file)\",\"next\":\(pieces),\"length\":\(length)}")
  }

  /// PUT /apply/files/:file/:position with the bytes. The last piece completes the file and answers `{"done":true}`.
  static func put(_ visit: Visit, _ permit: Permit<OwnApplication>, _ form: Form) async throws -> Reply {
    let file = try visit.id("file", of: StoredFile.self)
    guard let position = Int(try visit.name("position")), position >= 0 else { throw Refusal.missing }
    let house = visit.house
    let bytes = visit.request.body
    let next: Int? = try await house.database.write { tx in
      let girl = try Girl.read(permit, house, in: tx)
      try girl.mustBeHers()
      guard let known = try tx.unfinishedFile(file, girl.application.id) else { throw Refusal.missing }
      let count = (known.size + length - 1) / length
      let expected = position == count - 1 ? known.size - position * length : length
      guard position < count, bytes.count == expected else { throw Refusal(.invalid, .brokenDelivery) }
      // Pieces come in order; one from further on waits until those before it are there.
      guard position <= known.pieces else { return known.pieces }
      try tx.keepPiece(position, bytes, of: file, girl.safe)
      guard position == count - 1 else { return position + 1 }
      let most = (form.field(known.field)?.kind as? FileField)?.longest ?? 0
      try tx.completeFile(
        file, try tx.bytes(of: file, girl.safe), field: known.field, most: most, girl.application, girl.safe, house)
      let event = AnswerEvent(id: house.outside.id(), field: known.field, typed: file.text, writtenAt: house.outside.now())
      try tx.keep([event], girl.application, girl.safe, at: house.outside.now())
      return nil
    }
    return .json(next.map { "{\"next\":\($0)}" } ?? "{\"done\":true}")
  }
}
