import CSodium
import Foundation

/// argon2id (RFC 9106) with the parameters OWASP gives as its first choice of small memory: 19 MiB, two passes.
///
/// Each hash takes its memory for its whole run, so there is a fixed number of threads and a bounded queue before them:
/// a rush of sign-ins waits or is told to come back, and never takes the machine's memory.
package final class PasswordHasher: @unchecked Sendable {  // `waiting` is only touched under `condition`
  private static let passes: UInt64 = 2
  private static let memory = 19 << 20
  private let condition = NSCondition()
  private var waiting: [@Sendable () -> Void] = []
  private let longestQueue: Int
  private let nobody: String

  package init(threads: Int = 1, longestQueue: Int = 64) {
    Sodium.need()
    self.longestQueue = longestQueue
    guard let nobody = try? Self.make(base64URL(randomBytes(24))) else {
      preconditionFailure("not even the first hash finds its \(Self.memory >> 20) MiB")
    }
    self.nobody = nobody
    for _ in 0..<threads {
      let thread = Thread { [weak self] in
        while let self { self.next()() }
      }
      thread.name = "passwords"
      thread.start()
    }
  }

  /// The text to store. Throws `SecurityFault.busy` when the queue is full.
  package func hash(_ password: String) async throws -> String {
    try await queued { try Self.make(password) }
  }

  /// Whether the password is the one; for an account that does not exist pass nil, which takes as long and says no.
  package func verify(_ password: String, against stored: String?) async throws -> Bool {
    let text = stored ?? nobody
    let matches = try await queued { crypto_pwhash_str_verify(text, password, UInt64(password.utf8.count)) == 0 }
    return matches && stored != nil
  }

  /// Whether the stored text was made with other parameters than today's.
  package func needsRehash(_ stored: String) -> Bool {
    crypto_pwhash_str_needs_rehash(stored, Self.passes, Self.memory) != 0
  }

  private static func make(_ password: String) throws -> String {
    var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    guard
      crypto_pwhash_str_alg(
        &text, password, UInt64(password.utf8.count), passes, memory, crypto_pwhash_ALG_ARGON2ID13) == 0
    else { throw SecurityFault.outOfMemory }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private func queued<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      condition.lock()
      defer { condition.unlock() }
      guard waiting.count < longestQueue else { return continuation.resume(throwing: SecurityFault.busy) }
      waiting.append { continuation.resume(with: Result(catching: work)) }
      condition.signal()
    }
  }

  private func next() -> @Sendable () -> Void {
    condition.lock()
    defer { condition.unlock() }
    while waiting.isEmpty { condition.wait() }
    return waiting.removeFirst()
  }
}
