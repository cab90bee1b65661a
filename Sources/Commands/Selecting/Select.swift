import Allocation
import ArgumentParser
import Documents
import Foundation
import Selection
import Words

/// A selection from a spreadsheet, without a server.
struct Select: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Selects from a spreadsheet of candidates by a policy, explains each result and freezes all into a bundle.",
    discussion: """
      The spreadsheet (CSV or XLSX) has a column "code", one for each piece of evidence of the policy, "NAME_error" for its
      standard error, and one for each attribute and cap. Nothing is written while anything in it is wrong.
      """)

  @Argument(help: "The candidates: CSV or XLSX.")
  var candidates: String

  @Option(help: "The policy: YAML. See Examples/selection/policy.yaml.")
  var policy: String

  @Option(name: .customLong("out"), help: "Folder for the results; made if it is not there.")
  var folder: String

  @Option(help: "The numbers of the public draw that decides ties, as RFC 3797 writes them: 9319./2.5.8.10.12./")
  var draw: String?

  @Option(help: "Sheet of a workbook; the first one by default.")
  var sheet: String?

  @Option(help: "Language of the report, complaints included: kk, ru or en.")
  var language: String = "kk"

  @Option(help: "How often the allocation is replayed to say how sure it is; 0 leaves it out.")
  var draws = 1_000

  @Flag(help: "Write the bundle alone: no report, no explanations, no replays.")
  var bundleOnly = false

  func validate() throws {
    guard Language(rawValue: language) != nil else { throw ValidationError("--language is kk, ru or en") }
    guard (0...100_000).contains(draws) else { throw ValidationError("--draws is 0 to 100000") }
  }

  func run() async throws {
    let language = Language(rawValue: language) ?? .kk
    do { try await run(language) } catch let refusal as FileRefusal {
      throw Trouble("\(refusal.path): \(refusal.says(language))")
    }
  }

  private func run(_ language: Language) async throws {
    if let draw, !Draw.isKey(draw) { throw Trouble(Phrase.drawKeyUnreadable(language)) }
    let file = try PolicyText.read(policy, language)
    let selected = try select(file, language)
    let bundle = try SelectionBundle.make(selected)
    // Nothing leaves before it was computed again and inspected.
    let verdict = SelectionBundle.verify(bundle)
    guard verdict.isGood else { throw Trouble(VerdictText.lines(verdict, language).joined(separator: "\n")) }
    let sureness = bundleOnly || draws == 0 ? nil : try selected.sureness(draws: draws)
    let results = SelectionFiles(selected: selected, sureness: sureness)
    let report = bundleOnly ? nil : try await Report.pdf(selected, sureness, language).render()
    try await results.write(to: folder, bundle: bundle, report: report)
    for line in VerdictText.summary(selected, sureness, language) { Terminal.say(line) }
  }

  private func select(_ file: PolicyFile, _ language: Language) throws -> Selected {
    let bytes = try FileText.bytes(candidates)
    let people: Candidates
    do throws(CandidateFile.Complaints) {
      people = try CandidateFile.read(bytes, for: file, sheet: sheet)
    } catch {
      for complaint in error.complaints.prefix(200) { Terminal.complain(complaint.text(in: candidates, language)) }
      throw Trouble(Phrase.complaintsCount(error.total)(language))
    }
    let selected = try Selected.run(file, people, key: draw ?? "")
    if draw == nil, selected.hasTies { throw Trouble(Phrase.drawMissing(language)) }
    return selected
  }
}

/// Reads a policy and says line by line what is wrong.
enum PolicyText {
  static func read(_ path: String, _ language: Language) throws -> PolicyFile {
    let yaml = String(decoding: try FileText.bytes(path), as: UTF8.self)
    do throws(PolicyComplaints) {
      return try PolicyFile(yaml: yaml)
    } catch {
      for complaint in error.complaints {
        Terminal.complain("\(path)\(complaint.line.map { ":\($0)" } ?? ""): \(complaint.says(language))")
      }
      throw Trouble(Phrase.complaintsCount(error.complaints.count)(language))
    }
  }
}

extension CandidateFile.Complaint {
  func text(in path: String, _ language: Language) -> String {
    "\(path)\(line.map { ":\($0)" } ?? "")\(column.map { " [\($0)]" } ?? ""): \(says(language))"
  }
}
