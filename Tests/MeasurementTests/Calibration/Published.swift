import Foundation
import Testing

@testable import Measurement

/// Data sets with their exact optima, from ../shared/data/psychometrics (see its README).
enum Published {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
    path: "../../../../shared/data/psychometrics/")

  /// One line of a source file: the maximum found by two independent quadratures with Newton's method.
  struct Oracle: Sendable, CustomStringConvertible {
    let name: String
    let model: String
    let logLikelihood: Double
    let parameters: [Double]
    let errors: [Double]
    var description: String { "\(name) \(model)" }
  }

  static let oracles: [Oracle] = ["lsat6", "lsat7", "sat12_scored", "science4_mirt", "verbal_aggression"].flatMap {
    name -> [Oracle] in
    let text = (try? String(contentsOf: folder.appending(path: "\(name).source.txt"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line -> Oracle? in
      let parts = line.split(whereSeparator: { ";:".contains($0) }).map { $0.trimmingCharacters(in: .whitespaces) }
      guard parts.count >= 5, parts[0] == name, parts[2].hasPrefix("logLik ") else { return nil }
      return Oracle(
        name: name, model: parts[1], logLikelihood: Double(parts[2].dropFirst(7)) ?? .nan, parameters: numbers(parts[3]),
        errors: numbers(parts[4]))
    }
  }

  private static func numbers(_ list: String) -> [Double] {
    guard let first = list.firstIndex(of: "["), let last = list.firstIndex(of: "]") else { return [] }
    return list[list.index(after: first)..<last].split(separator: ",").compactMap {
      Double($0.trimmingCharacters(in: CharacterSet(charactersIn: " '")))
    }
  }

  /// The answers from 0, of so many items.
  static func answers(_ name: String) throws -> [[Int?]] {
    let text = try String(contentsOf: folder.appending(path: "\(name).csv"), encoding: .utf8)
    let rows = text.split(separator: "\n").dropFirst().map { row in
      row.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    }
    return switch name {
    case "science4_mirt": rows.map { $0.map { $0.map { $0 - 1 } } }
    case "verbal_aggression": rows.map { Array($0.prefix(24)) }
    default: rows
    }
  }

  static func model(_ name: String) -> ItemModel {
    switch name {
    case "rasch": .rasch
    case "2pl": .twoParameter
    case "grm": .graded
    case "gpcm": .generalisedPartialCredit
    default: .partialCredit
    }
  }
}

extension Calibration {
  /// Parameters in the order of the oracles: the common slope first, then item by item.
  var listed: (values: [Double], errors: [Double]) {
    let isCommon = parameters.contains(.commonSlope)
    var values = isCommon ? [items[0].slope] : []
    var errors = isCommon ? [standardErrors(item: 0)?.slope ?? .nan] : []
    for (number, item) in items.enumerated() {
      let own = standardErrors(item: number)
      if !isCommon {
        values.append(item.slope)
        errors.append(own?.slope ?? .nan)
      }
      values += item.intercepts
      errors += own?.intercepts ?? []
    }
    return (values, errors)
  }
}
