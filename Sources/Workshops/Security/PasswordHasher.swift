import CSodium
import Foundation

/// argon2id (RFC 9106).
///
/// Each hash takes its memory for its whole run, so there is a fixed number of threads and a bounded queue before them:
/// a rush of sign-ins waits or is told to come back, and never takes the machine's memory.
package final class PasswordHasher: @unchecked Sendable {  // `waiting` is only touched under `condition`
  /// What a guess costs whoever steals the hashes.
  package struct Cost: Sendable {
    let passes: UInt64
    /// Bytes.
    let memory: Int

    /// OWASP's first choice of small memory: 19 MiB, two passes.
    package static let standard = Cost(passes: 2, memory: 19 << 20)
    /// The least argon2id takes: for tests of what is done with passwords.
    package static let least = Cost(passes: 1, memory: 8 << 10)
  }

  private let cost: Cost
  private let condition = NSCondition()
  private var waiting: [@Sendable () -> Void] = []
  private let longestQueue: Int
  private let nobody: String

  package init(cost: Cost = .standard, threads: Int = 1, longestQueue: Int = 64) {
    Sodium.need()
    self.cost = cost
    self.longestQueue = longestQueue
    guard let nobody = try? Self.make(base64URL(randomBytes(24)), cost) else {
      preconditionFailure("not even the first hash finds its \(cost.memory >> 20) MiB")
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
    try await queued { [cost] in try Self.make(password, cost) }
  }

  /// Whether the password is the one; for an account that does not exist pass nil, which takes as long and says no.
  package func verify(_ password: String, against stored: String?) async throws -> Bool {
    let text = stored ?? nobody
    let matches = try await queued { crypto_pwhash_str_verify(text, password, UInt64(password.utf8.count)) == 0 }
    return matches && stored != nil
  }

  /// Whether the stored text was made with other parameters than today's.
  package func needsRehash(_ stored: String) -> Bool {
    crypto_pwhash_str_needs_rehash(stored, cost.passes, cost.memory) != 0
  }

  private static func make(_ password: String, _ cost: Cost) throws -> String {
    var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    guard
      crypto_pwhash_str_alg(
        &text, password, UInt64(password.utf8.count), cost.passes, cost.memory, crypto_pwhash_ALG_ARGON2ID13) == 0
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
