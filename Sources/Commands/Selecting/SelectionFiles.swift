import Allocation
import Documents
import Foundation
import Selection
import Words

/// The results of a selection as files for people: spreadsheets by code, explanations in three languages, the report and the bundle.
struct SelectionFiles {
  let selected: Selected
  let sureness: Uncertainty?

  /// Writes into a folder beside the real one and moves it there at the end, so that a half-written result is never seen.
  /// Without a report the bundle alone.
  func write(to folder: String, bundle: [UInt8], report: [UInt8]?) throws {
    let manager = FileManager.default
    let target = URL(filePath: folder)
    let beside = target.deletingLastPathComponent().appending(path: ".keruen-\(UUID().uuidString)")
    try manager.createDirectory(at: beside, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: beside) }
    if let report {
      try put(report, beside, "report.pdf")
      try writeForPeople(beside)
    }
    for part in try Archive(packed: bundle).parts { try put(part.bytes, beside, "bundle/\(part.name)") }
    try put(bundle, beside, "bundle.zip")
    if manager.fileExists(atPath: target.path) {
      guard
        try manager.contentsOfDirectory(atPath: target.path).isEmpty || manager.fileExists(atPath: target.path + "/bundle.zip")
      else {
        throw Trouble("\(folder) holds other files: name an empty folder, or one with an earlier selection")
      }
      try manager.removeItem(at: target)
    }
    try manager.moveItem(at: beside, to: target)
  }

  private func writeForPeople(_ folder: URL) throws {
    let explanations = Explanations(selected)
    try put(rows(selected.ranking.order + excluded, explanations), folder, "ranking.csv")
    try put(rows(selected.outcome.offered, explanations), folder, "offers.csv")
    try put(rows(selected.outcome.waiting, explanations), folder, "waiting.csv")
    try put(groups(), folder, "groups.csv")
    for language in Language.allCases { try put(told(explanations, language), folder, "explanations.\(language.rawValue).csv") }
  }

  private func put(_ bytes: [UInt8], _ folder: URL, _ name: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
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
