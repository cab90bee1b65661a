package import Storage
import Synchronization

/// PostgreSQL through libpq: a few connections, each on a thread of its own, SERIALIZABLE, conflicts repeated.
package final class PostgresEngine: Engine {
  package let kind = EngineKind.postgres
  private let jobs = JobQueue<Job>()

  /// `address` is a libpq connection string or URL. Throws when the first connection cannot be made.
  package init(address: String, connections: Int = 8) throws {
    let first = try PostgresConnection(address: address)
    for number in 0..<connections {
      let worker = PostgresWorker(address: address, jobs: jobs)
      if number == 0 { worker.start(with: first) } else { worker.start(with: nil) }
    }
  }

  /// The threads hold the queue, not the engine: without this an engine nobody needs any more would keep its connections.
  deinit {
    jobs.close()
  }

  package func read(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) {
    append(Job(kind: .read, body: body, ended: ended))
  }

  package func write(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) {
    append(Job(kind: .write, body: body, ended: ended))
  }

  package func writeAlone(_ body: @escaping Engine.Body, ended: @escaping Engine.Ending) {
    append(Job(kind: .writeAlone, body: body, ended: ended))
  }

  package func purge(ended: @escaping Engine.Ending) { ended(.success(())) }

  /// One statement at a time: several in one text would be a transaction, and VACUUM refuses to run in one.
  package func sweep(_ tables: [String], whole: [String], ended: @escaping Engine.Ending) {
    let statements = tables.map { "VACUUM \($0)" } + whole.map { "VACUUM FULL \($0)" }
    append(
      Job(kind: .bare, body: { tx in for statement in statements { try tx.connection.script(statement) } }, ended: ended))
  }

  package func close() {
    jobs.close()
  }

  private func append(_ job: Job) {
    if !jobs.append(job) { job.ended(.failure(StorageFault.connection("the database is closed"))) }
  }
}

struct Job: Sendable {
  enum Kind { case read, write, writeAlone, bare }
  /// In a transaction that reads, in one that writes, in one that writes while no other of its kind does, or in none.
  let kind: Kind
  let body: Engine.Body
  let ended: Engine.Ending
}
