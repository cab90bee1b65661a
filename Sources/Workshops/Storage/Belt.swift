import Dispatch
import Synchronization

/// Carries rows from the thread of one transaction to the thread of another; holds a few batches, so that the faster side
/// waits. When one side fails, the other one hears of it at its next batch.
final class Belt: Sendable {
  enum Load: Sendable {
    case rows(table: String, [[Value]])
    /// After the last rows: what was sent.
    case end([TableSum])
  }

  private struct State {
    var loads: [Load] = []
    var failure: (any Error)?
    var givers: Set<String> = []
  }

  private let state = Mutex(State())
  private let free = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  init() {
    for _ in 0..<4 { free.signal() }
  }

  /// An engine may repeat a body after a conflict; half a belt cannot be taken back, so the copy is given up instead.
  func begin(_ side: String) throws {
    guard state.withLock({ $0.givers.insert(side).inserted }) else { throw CopyFault.disturbed }
  }

  func put(_ load: Load) throws {
    free.wait()
    try state.withLock { state in
      if let failure = state.failure { throw failure }
      state.loads.append(load)
    }
    filled.signal()
  }

  func take() throws -> Load {
    filled.wait()
    defer { free.signal() }
    return try state.withLock { state in
      if let failure = state.failure { throw failure }
      return state.loads.removeFirst()
    }
  }

  func fail(_ error: any Error) {
    state.withLock { state in
      if state.failure == nil { state.failure = error }
    }
    free.signal()
    filled.signal()
  }
}
