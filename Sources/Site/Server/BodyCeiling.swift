import Synchronization

/// Bytes of request bodies the house holds at once, in all and from one address.
///
/// Forms and pieces have a part of their own, so that whoever fills the one for files stops no answer of a girl. A form with
/// files is held about twice while it is taken apart, so memory is at most twice the sum.
final class BodyCeiling: Sendable {
  private struct Held {
    var small = 0
    var large = 0
    var byPeer: [String: Int] = [:]
  }

  /// Bodies of routes that take at most this are small.
  private static let small = 256 << 10

  private let smallInAll: Int
  private let largeInAll: Int
  private let largeFromOne: Int
  private let held = Mutex(Held())

  init(smallInAll: Int = 48 << 20, largeInAll: Int = 80 << 20, largeFromOne: Int = 44 << 20) {
    self.smallInAll = smallInAll
    self.largeInAll = largeInAll
    self.largeFromOne = largeFromOne
  }

  /// Room for so many bytes more, of a body of at most `most`; false when there is none.
  func reserve(_ bytes: Int, most: Int, peer: String) -> Bool {
    held.withLock { held in
      guard most > Self.small else {
        guard held.small + bytes <= smallInAll else { return false }
        held.small += bytes
        return true
      }
      let own = held.byPeer[peer, default: 0]
      guard held.large + bytes <= largeInAll, own + bytes <= largeFromOne else { return false }
      held.large += bytes
      held.byPeer[peer] = own + bytes
      return true
    }
  }

  func release(_ bytes: Int, most: Int, peer: String) {
    guard bytes > 0 else { return }
    held.withLock { held in
      guard most > Self.small else {
        held.small -= bytes
        return
      }
      held.large -= bytes
      let own = held.byPeer[peer, default: 0] - bytes
      held.byPeer[peer] = own > 0 ? own : nil
    }
  }
}
