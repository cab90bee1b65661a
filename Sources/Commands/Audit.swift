import ArgumentParser
import Programme
import Security
import Storage

/// The log of who did and saw what.
struct Audit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "The audit log.", subcommands: [AuditVerify.self])
}

/// Walks the hash chain from its first entry.
struct AuditVerify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Walks the whole audit log and says whether anything in it was changed.",
    discussion: """
      A log cut at its end still holds in itself. Keep a head that was printed elsewhere, and give it with --head: the command \
      then fails when that entry is gone or another.
      """)

  @OptionGroup var options: HouseOptions

  @Option(help: ArgumentHelp("A head printed earlier: lane, sequence and hash.", valueName: "lane:sequence:hash"))
  var head: [AuditHead] = []

  func run() async throws {
    let (database, vault) = try await options.opened()
    defer { database.close() }
    let heads = head
    let (verdict, lost) = try await database.read { tx in
      (try tx.verifyAudit(vault), try heads.filter { try !$0.stands(in: tx) })
    }
    Terminal.say("\(verdict.entries) entries in \(verdict.lanes) lanes")
    for line in verdict.headLines { Terminal.say(line) }
    for line in verdict.breakLines { Terminal.complain(line) }
    for head in lost {
      Terminal.complain("  the entry \(head.lane):\(head.sequence) is gone or another: the log was cut or rewritten")
    }
    guard verdict.breaks.isEmpty, lost.isEmpty else { throw Trouble("The audit log does not hold.") }
    Terminal.say("The audit log holds.")
  }
}

/// The last entry of a lane as it was when somebody wrote it down.
struct AuditHead: ExpressibleByArgument, Sendable {
  let lane: Int
  let sequence: Int64
  let hash: String

  init?(argument: String) {
    let parts = argument.split(separator: ":")
    guard parts.count == 3, let lane = Int(parts[0]), let sequence = Int64(parts[1]), parts[2].count == 64 else { return nil }
    self.lane = lane
    self.sequence = sequence
    hash = parts[2].lowercased()
  }

  func stands(in tx: Transaction) throws -> Bool {
    let found: [UInt8]? = try tx.value("SELECT hash FROM audit WHERE lane = \(lane) AND sequence = \(sequence)")
    return found.map(hex) == hash
  }
}
