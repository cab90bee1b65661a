import Allocation
import ArgumentParser
import Documents
import Foundation
import Programme
import Rules
import Selection
import Words

/// A selection from a spreadsheet, without a server.
struct Select: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Selects from a spreadsheet of candidates by a policy, explains each result and freezes all into a bundle.",
    discussion: """
      The spreadsheet (CSV or XLSX) has a column "code", one for each piece of evidence of the policy, "NAME_error" for its
      standard error, and one for each attribute and cap. A title may stand above the headings. Nothing is written while anything in
      it is wrong.
      """)

  @Argument(help: "The candidates: CSV or XLSX.")
  var candidates: String

  @Option(help: "The policy: YAML. See Examples/selection/policy.yaml.")
  var policy: String

  @Option(name: .customLong("out"), help: "Folder for the results; made if it is not there.")
  var folder: String

  @Option(help: "The numbers of the public draw that decides ties, as RFC 3797 writes them: 9319./2.5.8.10.12./")
  var draw: String?

  @Option(help: "Sheet of a workbook; the first one that is not hidden by default.")
  var sheet: String?

  @Option(name: .customLong("header-line"), help: "Number of the line with the headings; found by their names by default.")
  var header: Int?

  @Option(help: "Language of the report, complaints included: kk, ru or en.")
  var language: Language = .kk

  @Option(help: "How often the allocation is replayed to say how sure it is; 0 leaves it out.")
  var draws = 1_000

  @Flag(help: "Write the bundle alone: no report, no explanations, no replays.")
  var bundleOnly = false

  func validate() throws {
    guard (1...10_000_000).contains(header ?? 1) else { throw ValidationError("--header-line is the number of a line") }
    guard (0...100_000).contains(draws) else { throw ValidationError("--draws is 0 to 100000") }
  }

  func run() async throws {
    if let draw, !Draw.isKey(draw) { throw Trouble(.drawKeyUnreadable) }
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
      let opened = try CandidateFile.opened(bytes, for: file, sheet: sheet, header: header)
      people = opened.candidates
      for note in opened.found.notes { Terminal.complain("\(candidates): \(note(language))") }
    } catch {
      for complaint in error.complaints.prefix(200) { Terminal.complain(complaint.text(in: candidates, language)) }
      throw Trouble(.complaintsCount(error.total))
    }
    let selected = try Selected.run(file, people, key: draw ?? "")
    if draw == nil, selected.hasTies { throw Trouble(.drawMissing) }
    return selected
  }
}

/// Reads a policy and says line by line what is wrong.
enum PolicyText {
  static func read(_ path: String, _ language: Language) throws -> PolicyFile {
    let yaml = String(decoding: try FileText.bytes(path), as: UTF8.self)
    do throws(FileComplaints) {
      return try PolicyFile(yaml: yaml)
    } catch {
      for complaint in error.complaints {
        Terminal.complain("\(path)\(complaint.line.map { ":\($0)" } ?? ""): \(complaint.says(language))")
      }
      throw Trouble(.complaintsCount(error.complaints.count))
    }
  }
}

extension CandidateFile.Complaint {
  func text(in path: String, _ language: Language) -> String {
    "\(path)\(line.map { ":\($0)" } ?? "")\(column.map { " [\($0)]" } ?? ""): \(says(language))"
  }
}
