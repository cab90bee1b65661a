import Dispatch
import Synchronization

/// Jobs in the order they came, for an engine's threads.
package final class JobQueue<Job: Sendable>: Sendable {
  private struct State {
    var jobs: [Job] = []
    /// How many of `jobs` are taken.
    var taken = 0
    var isClosed = false

    mutating func next() -> Job? {
      guard taken < jobs.count else { return nil }
      taken += 1
      let job = jobs[taken - 1]
      if taken == jobs.count {
        jobs.removeAll(keepingCapacity: true)
        taken = 0
      }
      return job
    }
  }

  private let state = Mutex(State())
  /// One for each job that waits, and one for whoever finds the queue closed.
  private let filled = DispatchSemaphore(value: 0)

  package init() {}

  /// False once the queue is closed: nobody will do it.
  package func append(_ job: Job) -> Bool {
    let isTaken = state.withLock { state in
      if !state.isClosed { state.jobs.append(job) }
      return !state.isClosed
    }
    if isTaken { filled.signal() }
    return isTaken
  }

  /// The next job; waits for one. Nil once the queue is closed and empty.
  package func next() -> Job? {
    filled.wait()
    if let job = state.withLock({ $0.next() }) { return job }
    // The others who wait hear of the end one after the other.
    filled.signal()
    return nil
  }

  package func close() {
    state.withLock { $0.isClosed = true }
    filled.signal()
  }
}
