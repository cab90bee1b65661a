import ArgumentParser
import Programme
import Security
import Storage

/// Looks an installation over without changing it.
struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what is wrong with an installation and how to repair it.",
    discussion: "Changes nothing. The exit status is 1 when something is wrong; lines that say “look” do not count.")

  @OptionGroup var options: HouseOptions

  @Option(help: "Port the server listens on.")
  var port = 8080

  func run() async throws {
    var findings = Machine(options: options, port: port).findings
    findings.append(await Machine.printing())
    findings.append(Post(options: options).finding)
    findings += await database()
    for finding in findings { Terminal.say(finding.line) }
    let wrong = findings.count(where: \.isWrong)
    Terminal.say(wrong == 0 ? "\nNothing is wrong." : "\n\(wrong) of \(findings.count) checks found something wrong.")
    if wrong > 0 { throw ExitCode.failure }
  }

  private func database() async -> [Finding] {
    let database: Database
    do { database = try options.whereabouts.openExisting() } catch let wrong as WrongUser {
      return [.wrong("database", wrong.says, wrong.mend)]
    } catch {
      let mend =
        options.database == nil
        ? "start the server once with `keruen serve`, or name its folder with --data"
        : "start PostgreSQL and check the address, user and password"
      return [.wrong("database", "\(error)", mend)]
    }
    defer { database.close() }
    let vault = (try? MasterKey(path: options.keyPath)).map(Vault.init)
    let records = Records(database: database, vault: vault, key: options.houseKey, now: Outside.live.now())
    let findings = await records.findings()
    return findings + [
      await BackupKeysCheck(
        folder: options.backups, database: database, vault: await records.hasRightKey ? vault : nil
      ).finding()
    ]
  }
}

/// What one check says.
struct Finding: Sendable {
  private enum Kind { case fine, look, wrong }
  private let kind: Kind
  private let what: String
  private let text: String
  private let mend: String?

  static func fine(_ what: String, _ text: String) -> Finding { Finding(kind: .fine, what: what, text: text, mend: nil) }
  /// Deserves a look, may be intended.
  static func look(_ what: String, _ text: String, _ mend: String) -> Finding {
    Finding(kind: .look, what: what, text: text, mend: mend)
  }
  static func wrong(_ what: String, _ text: String, _ mend: String) -> Finding {
    Finding(kind: .wrong, what: what, text: text, mend: mend)
  }

  var isWrong: Bool { kind == .wrong }

  var line: String {
    let sign =
      switch kind {
      case .fine: "ok    "
      case .look: "look  "
      case .wrong: "WRONG "
      }
    return "\(sign)\(what): \(text)" + (mend.map { "\n        hint: \($0)" } ?? "")
  }
}
