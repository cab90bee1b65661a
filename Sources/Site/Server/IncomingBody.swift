import Front
import HummingbirdCore
import NIOCore
import Programme
import Synchronization

/// One request's body as it comes from the wire: read at most once, bounded in bytes and time, counted by the ceiling until the
/// answer has left.
final class IncomingBody: Sendable {
  /// Seconds any body may take, and bytes a second a longer one must come at: a girl's 32 kbit/s are four times that.
  private static let patience: Int64 = 30
  private static let slowest = 1_000
  private static let longest: Int64 = 20 * 60
  /// Seconds the rest of a body is read and dropped after it was refused, so that the browser sees the answer.
  private static let lingering: Int64 = 30

  private let stream: RequestBody
  private let channel: any Channel
  private let ceiling: BodyCeiling
  private let peer: String
  /// As the request announces it; nil for one in chunks.
  private let length: Int?
  private let held = Mutex((bytes: 0, most: 0, isWhole: false))

  init(_ stream: RequestBody, length: Int?, on channel: any Channel, ceiling: BodyCeiling, peer: String) {
    self.stream = stream
    self.channel = channel
    self.ceiling = ceiling
    self.peer = peer
    self.length = length
    if length == 0 { held.withLock { $0.isWhole = true } }
  }

  deinit { letGo() }

  private func letGo() {
    let (bytes, most) = held.withLock { held in
      defer { held.bytes = 0 }
      return (held.bytes, held.most)
    }
    ceiling.release(bytes, most: most, peer: peer)
  }

  /// Nothing of it is left for `drain`: it was read, or there was none.
  var isWhole: Bool { held.withLock { $0.isWhole } }

  /// The whole body. Throws `Refusal` when it is longer than `most` or the house holds too much; the connection closes when it
  /// comes too slowly.
  func read(_ most: Int) async throws -> [UInt8] {
    guard length ?? 0 <= most else { throw Refusal.tooLarge(most) }
    held.withLock { $0.most = most }
    let end = closing(in: min(Self.longest, Self.patience + Int64((length ?? most) / Self.slowest)))
    defer { end.cancel() }
    var body: [UInt8] = []
    var refusal: Refusal?
    // The stream gives one iterator in its life: what is refused on the way is read on and dropped here, not by `drain`.
    held.withLock { $0.isWhole = true }
    do {
      for try await piece in stream where refusal == nil {
        let count = piece.readableBytes
        if body.count + count > most { refusal = .tooLarge(most) }
        if refusal == nil, !ceiling.reserve(count, most: most, peer: peer) { refusal = .tooBusy }
        guard refusal == nil else {
          body = []
          letGo()
          continue
        }
        held.withLock { $0.bytes += count }
        body += piece.readableBytesView
      }
    } catch {
      // Whoever sent it hung up: nothing of the house's is at fault, and nobody reads the answer.
      throw Refusal.cutOff
    }
    if let refusal { throw refusal }
    if let length, body.count < length { throw Refusal.cutOff }
    return body
  }

  /// Reads and drops what is left, so that a browser in the middle of sending reads the answer instead of a broken connection.
  func drain() async throws {
    let end = closing(in: Self.lingering)
    defer { end.cancel() }
    for try await _ in stream {}
  }

  private func closing(in seconds: Int64) -> Scheduled<Void> {
    let channel = channel
    return channel.eventLoop.scheduleTask(in: .seconds(seconds)) { channel.close(promise: nil) }
  }
}
