import Storage
package import Words

/// Work that runs by itself while the house is open: once a period, whichever of its processes comes first.
package struct Job: Sendable {
  package let name: String
  package let says: Phrase
  package let every: Duration
  /// Whether this process can do it; one that cannot leaves it to the others.
  package let isAble: @Sendable (House) -> Bool
  /// Whether there is anything to do, by reading alone: an idle house then writes nothing for it.
  package let isNeeded: @Sendable (House) async throws -> Bool
  package let run: @Sendable (House) async throws -> Void

  package init(
    name: String, _ says: Phrase, every: Duration, isAble: @escaping @Sendable (House) -> Bool = { _ in true },
    isNeeded: @escaping @Sendable (House) async throws -> Bool = { _ in true },
    run: @escaping @Sendable (House) async throws -> Void
  ) {
    self.name = name
    self.says = says
    self.every = every
    self.isAble = isAble
    self.isNeeded = isNeeded
    self.run = run
  }

  /// Seconds after which a job runs though it has nothing to do: Operation shows by its last run that it lives.
  static let silence = 60
}

/// When a job ran last and what came of it.
package struct JobRecord: Sendable {
  package let name: String
  package let worker: String?
  package let beganAt: Moment?
  package let endedAt: Moment?
  package let failedAt: Moment?
  /// The last fault, without a word about a person; see `faultName`.
  package let error: String?
}

extension House {
  package var jobs: [Job] { rooms.flatMap(\.jobs) }

  /// Runs the job when its period is over, it has something to do and no other process has it. Returns how long nothing is to be
  /// done. Throws the fault, which the job's row keeps too.
  package func runWhenDue(_ job: Job, by worker: Worker) async throws -> Duration {
    guard job.isAble(self) else { return job.every }
    let now = outside.now
    let turn: JobTurn
    switch try await database.read({ try $0.look(at: job, at: now()) }) {
    case .wait(let milliseconds): return .milliseconds(milliseconds)
    case .due(let isSilent):
      if !isSilent, try await !job.isNeeded(self) { return job.every }
      guard let taken = try await database.write({ try $0.take(job, worker, at: now()) }) else { return .milliseconds(100) }
      turn = taken
    }
    do {
      try await Lease.holding({ [self] in try await database.write { try $0.hold(turn, at: now()) } }) { try await job.run(self) }
    } catch {
      guard !(error is CancellationError), !Task.isCancelled else {
        try await database.write { try $0.leave(turn, at: now()) }
        throw CancellationError()
      }
      try await database.write { try $0.end(turn, job, error: faultName(error), at: now()) }
      throw error
    }
    try await database.write { try $0.end(turn, job, error: nil, at: now()) }
    return job.every
  }
}
