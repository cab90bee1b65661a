import Exchange
import Programme
import Synchronization
import Words

/// Public pages, made once and kept compressed for a few seconds: a rush on the landing page costs a look-up. Only replies
/// that may be stored and only for browsers without a session.
final class PageCache: Sendable {
  private static let life: Int64 = 3_000
  private static let capacity = 400
  private let kept = Mutex<[Key: (reply: Reply, until: Int64)]>([:])

  struct Key: Hashable {
    let target: String
    let language: Language
    let packed: Bool
  }

  func reply(_ key: Key, at now: Moment) -> Reply? {
    kept.withLock { kept in
      guard let entry = kept[key], entry.until > now.milliseconds else { return nil }
      return entry.reply
    }
  }

  func keep(_ reply: Reply, _ key: Key, at now: Moment) {
    kept.withLock { kept in
      if kept.count >= Self.capacity { kept = kept.filter { $0.value.until > now.milliseconds } }
      if kept.count >= Self.capacity { kept.removeAll() }
      kept[key] = (reply, now.milliseconds + Self.life)
    }
  }
}
