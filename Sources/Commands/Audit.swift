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
    commandName: "verify", abstract: "Reads the whole audit log and says whether anything in it was changed.",
    discussion: """
      When entries were removed from the end of the log, the rest still looks whole. Keep the heads that this command prints in another \
      place and name them with --head: the command then fails when such an entry is missing or different.
      """)

  @OptionGroup var options: HouseOptions

  @Option(help: ArgumentHelp("A head printed earlier: chain, number and hash of its last entry.", valueName: "chain:number:hash"))
  var head: [AuditHead] = []

  func run() async throws {
    let (database, vault) = try await options.opened()
    defer { database.close() }
    let heads = head
    let (verdict, lost) = try await database.read { tx in
      (try tx.verifyAudit(vault), try heads.filter { try !$0.stands(in: tx) })
    }
    Terminal.say("\(verdict.entries) entries in \(verdict.lanes) chains")
    for line in verdict.headLines { Terminal.say(line) }
    for line in verdict.breakLines { Terminal.complain(line) }
    for head in lost {
      Terminal.complain("  the entry \(head.lane):\(head.sequence) is missing or different: the log was cut or rewritten")
    }
    guard verdict.breaks.isEmpty, lost.isEmpty else { throw Trouble("The audit log was changed.") }
    Terminal.say("The audit log is intact: no entry was changed.")
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
