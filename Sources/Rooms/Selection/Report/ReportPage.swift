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
      guard permit.reaches(run.cycle) else { throw Refusal.missing }
      return try tx.selected(run)
    }
    let report = try await Self.report(selected, visit.language)
    return .download(try await report.render(), type: "application/pdf", name: "selection-report.pdf")
  }

  /// A second or two of arithmetic for a nation: on a thread that serves nobody else.
  private static func report(_ selected: Selected, _ language: Language) async throws -> PDF {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<PDF, any Error>) in
      DispatchQueue.global(qos: .utility).async {
        do {
          continuation.resume(returning: try Report.pdf(selected, try selected.sureness(draws: replays), language))
        } catch {
          continuation.resume(throwing: error)
        }
      }
    }
  }
}
