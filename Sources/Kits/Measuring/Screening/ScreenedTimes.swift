import Documents
import Foundation
import Measurement
import Words

/// Answers that came too fast, and persons who were faster on suspected items.
package struct ScreenedTimes: Sendable {
  let persons: [String]
  let items: [String]
  /// By threshold, then by the person's own speed.
  let rapid: [RapidAnswer]
  /// Of persons with times on both kinds of items: those the rate admits.
  let preknowledge: [SpeedContrast]
  let converged: Bool

  package init(
    _ bytes: [UInt8], _ columns: ResponseColumns, suspected: [String], rate: Double
  ) throws(TableComplaints) {
    var seconds: [Double] = []
    let rows = try PersonRows.read(bytes, columns) { cell, _ in
      let isMissing = CellText.isGap(cell)
      // Seconds have milliseconds: a comma is their decimal mark.
      let value = isMissing ? .nan : Decimal.read(cell) ?? -1
      seconds.append(value)
      return isMissing || (value > 0 && value < 1e6) ? nil : .timeUnreadable(cell)
    }
    var complaints = TableComplaints()
    let numbers = suspected.compactMap { name in
      let number = rows.items.firstIndex(of: name)
      if number == nil { complaints.add(TableComplaint(nil, "--suspected", .anchorNotThere(name))) }
      return number
    }
    try complaints.refuse()
    (persons, items) = (rows.persons, rows.items)
    (rapid, preknowledge, converged) = try TableComplaints.of { () throws(ScreeningFault) in
      let times = try ResponseTimes(seconds: seconds, persons: rows.persons.count, items: rows.items.count)
      let model = times.model()
      let contrasts = numbers.isEmpty ? [] : try model.preknowledge(of: numbers)
      return (
        times.rapidAnswers() + (try model.rapidAnswers(rate: rate)), contrasts.filter { $0.falseDiscoveryRate <= rate },
        model.converged
      )
    } says: {
      .screening($0, items: rows.items)
    }
  }

  /// Persons with fast answers and how many of their items these are, the most first.
  var fastest: [(person: Int, answers: Int)] {
    Dictionary(grouping: rapid, by: \.person).map { ($0, Set($1.map(\.item)).count) }
      .sorted { ($1.answers, $0.person) < ($0.answers, $1.person) }
  }
}
