import Foundation
import Testing

@testable import Grading

/// The units as they are shipped.
func shippedUnits() throws -> UnitTable {
  try UnitTable(reading: String(contentsOf: Case.root.appending(path: "Sources/Science/Grading/units.csv"), encoding: .utf8))
}

/// A line of Tests/Cases/grading.csv: what is asked, what is typed, what must be said. Invisible characters stand as `\u00A0`.
struct Case: Sendable {
  let line: Int
  let specification: String
  let language: Language
  let typed: String
  /// A verdict, behind a space the place of the mistake, and behind a stroke, where it matters, why it is unreadable.
  let verdict: String
  let readAs: String

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func file(_ name: String) -> URL { root.appending(path: "Tests/Cases/\(name)") }
  static func text(_ name: String) throws -> String { try String(contentsOf: file(name), encoding: .utf8) }

  static func all() throws -> [Case] {
    let text = try text("grading.csv")
    var cases: [Case] = []
    for (place, line) in text.split(separator: "\n").enumerated().dropFirst() {
      let fields = try fields(line)
      try #require(fields.count == 7 && fields[0] == "number", "line \(place + 1)")
      let language = try #require(Language(rawValue: fields[2]), "line \(place + 1)")
      cases.append(
        Case(
          line: place + 1, specification: fields[1], language: language, typed: fields[3], verdict: fields[4], readAs: fields[5]))
    }
    return cases
  }

  private static func fields(_ line: Substring) throws -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return try fields.map(unescaped)
  }

  static func unescaped(_ text: String) throws -> String {
    let parts = text.split(separator: "\\u", omittingEmptySubsequences: false)
    var unescaped = String(parts[0])
    for part in parts.dropFirst() {
      let code = try #require(UInt32(part.prefix(4), radix: 16).flatMap(Unicode.Scalar.init))
      unescaped.unicodeScalars.append(code)
      unescaped += part.dropFirst(4)
    }
    return unescaped
  }

  var fields: [String: String] {
    var fields: [String: String] = [:]
    for part in specification.split(separator: ";") {
      let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
      fields[halves[0]] = halves.count == 2 ? halves[1] : ""
    }
    return fields
  }

  /// `value=1.44;unit=s;needed;absolute=0.005;mistakes=14.4|0.6944`.
  func question(_ grader: Grader) throws -> Question {
    let fields = fields
    let unit = try fields["unit"].map { try #require(grader.unit($0), "\($0)") }
    return Question(
      value: try #require(fields["value"].flatMap(Double.init)), unit: unit, isUnitNeeded: fields["needed"] != nil,
      tolerance: try #require(Self.tolerance(fields)), allowsFraction: fields["fractions"] != nil,
      mistakes: fields["mistakes"]?.split(separator: "|").compactMap { Double($0) } ?? [])
  }

  private static func tolerance(_ fields: [String: String]) -> Tolerance? {
    if let distance = fields["absolute"].flatMap(Double.init) { return .absolute(distance) }
    if let share = fields["relative"].flatMap(Double.init) { return .relative(share) }
    return fields["digits"].flatMap { Int($0) }.map { .digits($0) }
  }
}
