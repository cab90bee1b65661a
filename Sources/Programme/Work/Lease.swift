import Foundation
import Words

/// One process of the house: what Operation says of who has a job or a work.
package struct Worker: Sendable, Hashable {
  package let name: String

  package init(_ name: String) { self.name = name }

  /// This process: its machine and number.
  package static var here: Worker {
    Worker("\(ProcessInfo.processInfo.hostName):\(ProcessInfo.processInfo.processIdentifier)")
  }
}

/// A job or a work belongs to one process at a time, for a while that it renews. When a process is killed the while runs out and
/// another goes on.
enum Lease {
  /// Seconds; in which a process that is still alive renews it several times.
  static let length = 20
  private static let renewal = Duration.seconds(5)

  static func end(from now: Moment) -> Moment { now.adding(seconds: length) }

  /// Runs the body, and meanwhile renews; cancels the body when `renew` says that the lease is lost.
  static func holding(
    _ renew: @escaping @Sendable () async throws -> Bool, _ body: @escaping @Sendable () async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask(operation: body)
      group.addTask {
        while !Task.isCancelled {
          try await Task.sleep(for: renewal)
          // A database that does not answer is no reason to give up: whoever took the lease meanwhile is seen at the next write.
          guard (try? await renew()) ?? true else { return }
        }
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }
}

/// The type and the case of an error: what went wrong, without a word of what it went wrong with.
package func faultName(_ error: any Error) -> String {
  if let refusal = error as? Refusal { return "Refusal.\(refusal.kind)" }
  let type = "\(type(of: error))"
  let mirror = Mirror(reflecting: error)
  guard mirror.displayStyle == .enum else { return type }
  return "\(type).\(mirror.children.first?.label ?? "\(error)")"
}
