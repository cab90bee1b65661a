import Dispatch
import Documents
import Exchange
import Programme
import Storage
import Words

/// The one-page report of a run, with how sure its cut is.
enum ReportPage {
  private static let replays = 1_000

  /// GET /desk/selection/runs/:run/report.pdf
  static func show(_ visit: Visit, _ permit: Permit<ReadSelection>) async throws -> Reply {
    let id = try visit.id("run", of: Run.self)
    let selected = try await visit.house.database.read { tx in
      let run = try tx.run(id)
      guard try tx.mayRead(run, permit) else { throw Refusal.missing }
      return try tx.selected(run)
    }
    let report = try await Self.report(selected, visit.house, visit.language)
    return .download(try await report.render(), type: "application/pdf", name: "selection-report.pdf")
  }

  /// A second or two of arithmetic for a nation: on a thread that serves nobody else.
  private static func report(_ selected: Selected, _ house: House, _ language: Language) async throws -> PDF {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<PDF, any Error>) in
      DispatchQueue.global(qos: .utility).async {
        do {
          let report = try Report.pdf(selected, try selected.sureness(draws: replays), language) { column, text in
            CandidateColumn(rawValue: column)?.group(text, house, language)
          }
          continuation.resume(returning: report)
        } catch {
          continuation.resume(throwing: error)
        }
      }
    }
  }
}
