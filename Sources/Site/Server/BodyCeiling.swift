import Synchronization

/// Bytes of request bodies the house holds at once, in all and from one network: nobody fills it alone.
///
/// Forms and pieces have a part of their own, so that whoever fills the one for files stops no answer of a girl. A form with
/// files is held about twice while it is taken apart, so memory is at most twice the sum.
final class BodyCeiling: Sendable {
  /// What one part may hold.
  struct Bounds {
    let inAll: Int
    let fromOne: Int
  }

  private struct Part {
    let bounds: Bounds
    var inAll = 0
    var byPeer: [String: Int] = [:]

    mutating func reserve(_ bytes: Int, peer: String) -> Bool {
      let own = byPeer[peer, default: 0]
      guard inAll + bytes <= bounds.inAll, own + bytes <= bounds.fromOne else { return false }
      inAll += bytes
      byPeer[peer] = own + bytes
      return true
    }

    mutating func release(_ bytes: Int, peer: String) {
      inAll -= bytes
      let own = byPeer[peer, default: 0] - bytes
      byPeer[peer] = own > 0 ? own : nil
    }
  }

  /// Bodies of routes that take at most this are small.
  private static let small = 256 << 10

  private let held: Mutex<(small: Part, large: Part)>

  /// A school behind one address holds a hundred pieces of 64 KB at once; two tables of 21 MiB come from one office.
  init(
    small: Bounds = Bounds(inAll: 48 << 20, fromOne: 6 << 20), large: Bounds = Bounds(inAll: 80 << 20, fromOne: 44 << 20)
  ) {
    held = Mutex((Part(bounds: small), Part(bounds: large)))
  }

  /// Room for so many bytes more, of a body of at most `most`; false when there is none.
  func reserve(_ bytes: Int, most: Int, peer: String) -> Bool {
    held.withLock { held in
      most > Self.small ? held.large.reserve(bytes, peer: peer) : held.small.reserve(bytes, peer: peer)
    }
  }

  func release(_ bytes: Int, most: Int, peer: String) {
    guard bytes > 0 else { return }
    held.withLock { held in
      if most > Self.small {
        held.large.release(bytes, peer: peer)
      } else {
        held.small.release(bytes, peer: peer)
      }
    }
  }
}
