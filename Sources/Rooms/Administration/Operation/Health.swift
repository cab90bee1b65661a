import Exchange
import Postbox
import Programme
import Storage
import Words

/// What machines ask of the house.
enum Health {
  /// GET /health: whether the database answers; nothing else.
  static func show(_ visit: Visit) async throws -> Reply {
    do {
      _ = try await visit.house.database.read { try $0.exists("SELECT 1") }
      return .text("ok\n")
    } catch {
      return .text("the database does not answer\n", status: 503)
    }
  }

  /// GET /health/ready: whether the house can keep what somebody sends it. At most one row in five seconds is written, whoever asks.
  static func ready(_ visit: Visit) async throws -> Reply {
    let now = visit.now
    do {
      let free = try await visit.house.database.write { tx in
        try tx.run("UPDATE house SET probed_at = \(now) WHERE probed_at IS NULL OR probed_at <= \(now.adding(seconds: -5))")
        return try tx.freeSpace()
      }
      return answer(free: free)
    } catch {
      return unready("the database cannot be written")
    }
  }

  /// `free`: bytes where the database lies; nil where that is another machine's matter.
  static func answer(free: Int64?) -> Reply {
    (free ?? .max) >= leastFree ? .text("ready\n") : unready("the disk is nearly full")
  }

  /// With less, saves fail before long; `keruen doctor` warns far earlier.
  static let leastFree: Int64 = 128 << 20

  private static func unready(_ why: String) -> Reply {
    var reply = Reply.text(why + "\n", status: 503)
    reply.set("retry-after", "10")
    return reply
  }

  /// GET /metrics: Prometheus text for a scraper on this machine and for administrators; for anybody else there is no such page.
  static func metrics(_ visit: Visit) async throws -> Reply {
    let isLocal = ["127.0.0.1", "::1"].contains(visit.request.peer) && visit.request.headers["x-forwarded-for"] == nil
    guard isLocal || visit.who.holds(.administrator) else { throw Refusal.missing }
    let vitals = try await Vitals.take(visit.house)
    var lines = [
      "# TYPE keruen_database_bytes gauge", "keruen_database_bytes \(vitals.size)",
      "# TYPE keruen_sessions gauge", "keruen_sessions \(vitals.sessions)",
      "# TYPE keruen_statements_total counter", "keruen_statements_total \(visit.house.database.statements)",
    ]
    if let resident = Vitals.resident { lines += ["# TYPE keruen_resident_bytes gauge", "keruen_resident_bytes \(resident)"] }
    if let backup = vitals.lastBackup {
      lines += ["# TYPE keruen_last_backup_seconds gauge", "keruen_last_backup_seconds \(backup.milliseconds / 1000)"]
    }
    lines.append("# TYPE keruen_outbox gauge")
    lines += PostState.allCases.map { "keruen_outbox{state=\"\($0.rawValue)\"} \(vitals.post[$0] ?? 0)" }
    lines.append("# TYPE keruen_rows gauge")
    lines += vitals.tables.map { "keruen_rows{table=\"\($0.name)\"} \($0.rows)" }
    return Reply(type: "text/plain; version=0.0.4; charset=utf-8", body: Array((lines.joined(separator: "\n") + "\n").utf8))
  }
}
