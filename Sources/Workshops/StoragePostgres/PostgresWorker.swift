import Foundation
import Storage

/// One thread with one connection: takes a job, runs it in a transaction, repeats it on a conflict, connects anew when
/// the server went away.
final class PostgresWorker: Sendable {
  private static let attempts = 30
  /// From this attempt on a transaction that writes goes alone, so that it cannot collide: in small tables a database that reads them whole sees
  /// everybody collide with everybody, and whoever needs a little longer than the others would never come through. One that reads waits for a
  /// safe snapshot instead, and keeps nobody waiting.
  private static let alone = 6
  private let address: String
  private let jobs: JobQueue<Job>

  init(address: String, jobs: JobQueue<Job>) {
    self.address = address
    self.jobs = jobs
  }

  func start(with connection: consuming PostgresConnection?) {
    nonisolated(unsafe) let first = connection  // handed to the thread, not used here again
    let thread = Thread { [self] in work(first) }
    thread.name = "postgres"
    thread.stackSize = 4 << 20
    thread.start()
  }

  private func work(_ first: PostgresConnection?) {
    var connection = first
    while let job = jobs.next() {
      let result = Result {
        let current: PostgresConnection
        if let connection, connection.isAlive { current = connection } else { current = try PostgresConnection(address: address) }
        connection = current
        try perform(job, on: current)
      }
      job.ended(result)
    }
  }

  private func perform(_ job: Job, on connection: PostgresConnection) throws {
    switch job.kind {
    case .bare: try job.body(Transaction(connection: connection, lane: connection.lane))
    case .read: try transact(job, on: connection, begin: "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY")
    case .write: try transact(job, on: connection, begin: "BEGIN ISOLATION LEVEL SERIALIZABLE")
    case .writeAlone:
      // The lock of the session, not of the transaction: waiting inside one, it would go on seeing the state from before the wait.
      let lock = "(7512, hashtext(current_schema()))"
      try connection.script("SELECT pg_advisory_lock\(lock)")
      defer { if connection.isAlive { try? connection.script("SELECT pg_advisory_unlock\(lock)") } }
      try transact(job, on: connection, begin: "BEGIN ISOLATION LEVEL SERIALIZABLE")
    }
  }

  private func transact(_ job: Job, on connection: PostgresConnection, begin: String) throws {
    // Every transaction that writes holds the gate together with the others; who goes alone holds it for itself, and new ones wait behind it. The
    // shared hold is the transaction's: who waits for it has read nothing yet, so the one that goes alone has nobody to collide with. A reader
    // never holds it, or a long export would keep all writers waiting: it waits for a state in which nothing can collide with it (DEFERRABLE).
    let gate = "(7513, hashtext(current_schema()))"
    let isReader = job.kind == .read
    let together = isReader ? "" : "; SELECT pg_advisory_xact_lock_shared\(gate)"
    var isAlone = false
    defer { if isAlone, connection.isAlive { try? connection.script("SELECT pg_advisory_unlock\(gate)") } }
    for attempt in 1... {
      let isLate = attempt >= Self.alone
      if isLate, !isReader, !isAlone {
        // Of the session and before its transaction: waiting inside one, it would go on seeing the state from before the wait.
        try connection.script("SELECT pg_advisory_lock\(gate)")
        isAlone = true
      }
      do {
        try connection.script(isAlone ? begin : isReader && isLate ? begin + " DEFERRABLE" : begin + together)
        try job.body(Transaction(connection: connection, lane: connection.lane))
        return try connection.script("COMMIT")
      } catch {
        if connection.isAlive { try? connection.script("ROLLBACK") }
        guard error as? StorageFault == .contention, attempt < Self.attempts else { throw error }
        // Waits a random while that grows, so that those who collided do not collide again.
        if !isAlone { Thread.sleep(forTimeInterval: .random(in: 0...0.002) * Double(attempt)) }
      }
    }
  }
}
