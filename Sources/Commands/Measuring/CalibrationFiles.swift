import Documents
import Foundation
import Measurement
import Words

/// A fit as files for people: tables, plots, and a report in each language.
struct CalibrationFiles {
  let calibrated: Calibrated

  init(_ calibrated: Calibrated) { self.calibrated = calibrated }

  func write(to folder: String) async throws {
  }
}
