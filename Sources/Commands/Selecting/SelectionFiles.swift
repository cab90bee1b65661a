import Allocation
import Documents
import Foundation
import Selection
import Words

/// The results of a selection as files for people: spreadsheets by code, explanations in three languages, the report and the bundle.
struct SelectionFiles {
  let selected: Selected
  let sureness: Uncertainty?

  /// Without a report the bundle alone.
  func write(to path: String, bundle: [UInt8], report: [UInt8]?) async throws {
    try await ResultFolder.write(to: path, mark: "bundle.zip") { folder in
      if let report {
        try folder.put(report, "report.pdf")
        try writeForPeople(folder)
      }
      for part in try Archive(packed: bundle).parts { try folder.put(part.bytes, "bundle/\(part.name)") }
      try folder.put(bundle, "bundle.zip")
    }
  }

  private func writeForPeople(_ folder: ResultFolder) throws {
    let explanations = Explanations(selected)
    try folder.put(rows(selected.ranking.order + excluded, explanations), "ranking.csv")
    try folder.put(rows(selected.outcome.offered, explanations), "offers.csv")
    try folder.put(rows(selected.outcome.waiting, explanations), "waiting.csv")
    try folder.put(groups(), "groups.csv")
    for language in Language.allCases { try folder.put(told(explanations, language), "explanations.\(language.rawValue).csv") }
  }

  private var excluded: [Int32] {
    Candidates.rows(byCode: selected.candidates.codes).filter { selected.ranking.exclusions[Int($0)] != nil }
  }

  private func rows(_ rows: [Int32], _ explanations: Explanations) -> [UInt8] {
    var writer = CSVWriter()
    writer.add(
      ["code"] + selected.policy.evidence.flatMap { ["\($0.name)_points", "\($0.name)_error"] }
        + ["total", "error", "rank", "status", "place", "rule", "probability"])
    for row in rows {
      let explained = explanations.of(Int(row))
      let (status, place) = explained.status.words
      writer.add(
        [selected.candidates.codes[Int(row)]] + explained.pieces.flatMap { [number($0.points), number($0.error)] } + [
          number(explained.total, decimals: selected.policy.decimals), number(explained.error),
          explained.rank.map { "\($0)" } ?? "",
          status, place, explained.rule.word, sureness.map { number($0.probability[Int(row)], decimals: 3) } ?? "",
        ])
    }
    return writer.take()
  }

  private func told(_ explanations: Explanations, _ language: Language) -> [UInt8] {
    var writer = CSVWriter()
    writer.add(["code", "text"])
    for row in Candidates.rows(byCode: selected.candidates.codes) {
      writer.add([
        selected.candidates.codes[Int(row)], explanations.of(Int(row)).sentences.map { $0(language) }.joined(separator: " "),
      ])
    }
    return writer.take()
  }

  private func groups() -> [UInt8] {
    var writer = CSVWriter()
    writer.add(["what", "group", "considered", "offered", "rate", "low", "high", "ratio"])
    for line in selected.groupLines {
      writer.add([
        line.title(.en), line.group(.en), "\(line.effect.considered)", "\(line.effect.offered)",
        number(line.effect.rate, decimals: 4),
        number(line.effect.interval?.lowerBound ?? .nan, decimals: 4),
        number(line.effect.interval?.upperBound ?? .nan, decimals: 4),
        number(line.ratio, decimals: 4),
      ])
    }
    return writer.take()
  }

  /// For machines as for people: a point, no spaces; empty where there is none.
  private func number(_ value: Double, decimals: Int = 2) -> String {
    value.isFinite ? String(format: "%.\(decimals)f", value) : ""
  }
}

extension Explanation.Status {
  var words: (status: String, place: String) {
    switch self {
    case .offered(let place): ("offered", "\(place)")
    case .waiting(let place): ("waiting", "\(place)")
    case .notConsidered: ("not considered", "")
    }
  }
}

extension Outcome.Rule {
  var word: String {
    switch self {
    case .merit: "merit"
    case .reserve: "reserve"
    case .share: "share"
    case .cap: "cap"
    case .waiting: "waiting"
    case .displaced: "displaced"
    case .notConsidered: "not considered"
    }
  }
}
