package import Logging
package import Programme
import Storage
import Synchronization

/// Runs the rooms' jobs and the work that was asked for, until it is cancelled: each job once a period, each work in one process at a
/// time, however many processes share the database.
package struct JobRunner: Sendable {
  private let standing: StandingHouse
  private let worker: Worker
  private let log: Logger
  /// Between two looks at what was asked for.
  private static let pause = Duration.seconds(1)

  package init(_ standing: StandingHouse, worker: Worker = .here, log: Logger) {
    self.standing = standing
    self.worker = worker
    self.log = log
  }

  package func run() async {
    await withDiscardingTaskGroup { group in
      for job in standing.house.jobs { group.addTask { await repeated(job) } }
      group.addTask { await watch() }
    }
  }

  private func repeated(_ job: Job) async {
    while !Task.isCancelled {
      let house = await standing.current()
      let pause = await logged("job failed", job.name) { try await house.runWhenDue(job, by: worker) }
      try? await Task.sleep(for: pause ?? job.every)
    }
  }

  /// One work of a kind at a time, and no kind keeps another waiting.
  private func watch() async {
    let busy = Busy()
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        let house = await standing.current()
        let due = await logged("work not found", "-") {
          try await house.database.read { try $0.dueWork(at: house.outside.now()) }
        }
        for kind in house.works where due?.contains(kind.name) == true && busy.begin(kind.name) {
          group.addTask {
            while await goesOn(kind) {}
            busy.end(kind.name)
          }
        }
        try? await Task.sleep(for: Self.pause)
      }
    }
  }

  private func goesOn(_ kind: any LongWork) async -> Bool {
    guard !Task.isCancelled else { return false }
    let house = await standing.current()
    return await logged("work failed", kind.name) { try await house.goOn(with: kind, by: worker) } ?? false
  }

  /// Nil, and a line in the log, after a fault.
  private func logged<T: Sendable>(_ what: Logger.Message, _ name: String, _ body: () async throws -> T) async -> T? {
    do { return try await body() } catch is CancellationError { return nil } catch {
      log.error(what, metadata: ["name": "\(name)", "error": "\(faultName(error))"])
      return nil
    }
  }
}

/// The kinds of work this process is at.
private final class Busy: Sendable {
  private let names = Mutex<Set<String>>([])

  /// False when it is at one already.
  func begin(_ name: String) -> Bool { names.withLock { $0.insert(name).inserted } }

  func end(_ name: String) { names.withLock { _ = $0.remove(name) } }
}
