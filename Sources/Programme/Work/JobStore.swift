package import Storage
import Words

/// One run of a job by one process; an older one writes nothing any more.
struct JobTurn: Sendable {
  let name: String
  let number: Int
}

enum JobLook: Sendable {
  /// `isSilent`: it has not run for so long that it looks dead.
  case due(isSilent: Bool)
  case wait(milliseconds: Int64)
}

extension Transaction {
  /// The jobs that ran at least once.
  package func jobRecords() throws -> [JobRecord] {
    try rows("SELECT name, worker, began_at, ended_at, failed_at, error FROM job ORDER BY name LIMIT 1000") { row in
      JobRecord(
        name: try row["name"], worker: try row["worker"], beganAt: try row["began_at"], endedAt: try row["ended_at"],
        failedAt: try row["failed_at"], error: try row["error"])
    }
  }

  /// Neither moment lies further ahead than it was ever set, unless the house's clock was put back.
  func look(at job: Job, at now: Moment) throws -> JobLook {
    guard let row = try row("SELECT next_at, held_until, ended_at FROM job WHERE name = \(job.name)") else {
      return .due(isSilent: true)
    }
    let (next, held, ended): (Moment, Moment?, Moment?) = (try row["next_at"], try row["held_until"], try row["ended_at"])
    if let held, held > now, held <= Lease.end(from: now) {
      return .wait(milliseconds: min(held.milliseconds - now.milliseconds, job.period))
    }
    let wait = next.milliseconds - now.milliseconds
    if (1...max(1, job.period)).contains(wait) { return .wait(milliseconds: wait) }
    // A turn that was left behind has no end, and is gone on with.
    return .due(isSilent: held != nil || !(ended.map { $0 <= now && now < $0.adding(seconds: Job.silence) } ?? false))
  }

  /// Takes the job for as long as a lease lasts; nil when another process was quicker.
  func take(_ job: Job, _ worker: Worker, at now: Moment) throws -> JobTurn? {
    try run("INSERT INTO job (name, next_at, turn) VALUES (\(job.name), \(now), 0) ON CONFLICT (name) DO NOTHING")
    guard case .due = try look(at: job, at: now) else { return nil }
    try run(
      """
      UPDATE job SET turn = turn + 1, worker = \(worker.name), began_at = \(now), held_until = \(Lease.end(from: now))
      WHERE name = \(job.name)
      """)
    return JobTurn(name: job.name, number: try value("SELECT turn FROM job WHERE name = \(job.name)") ?? 0)
  }

  /// False when another process has it by now.
  func hold(_ turn: JobTurn, at now: Moment) throws -> Bool {
    try run("UPDATE job SET held_until = \(Lease.end(from: now)) WHERE name = \(turn.name) AND turn = \(turn.number)") == 1
  }

  /// The process is closing: whoever comes next runs it anew.
  func leave(_ turn: JobTurn, at now: Moment) throws {
    try run("UPDATE job SET held_until = NULL, next_at = \(now) WHERE name = \(turn.name) AND turn = \(turn.number)")
  }

  func end(_ turn: JobTurn, _ job: Job, error: String?, at now: Moment) throws {
    try run(
      """
      UPDATE job SET held_until = NULL, ended_at = \(now), next_at = \(now.adding(milliseconds: job.period)),
        failed_at = COALESCE(\(error == nil ? nil : now), failed_at), error = COALESCE(\(error), error)
      WHERE name = \(turn.name) AND turn = \(turn.number)
      """)
  }
}

extension Job {
  /// Milliseconds; a job runs at most once a second.
  var period: Int64 { max(1, every.components.seconds) * 1000 }
}
