import Foundation
import Testing
import Words

@testable import Lessons

/// What a lesson prints is what an answer may be typed in: the units of Lessons against the table of Grading.
@Suite struct UnitTableTests {
  private struct Line {
    let key: String
    let symbols: [String]
    let takesPrefix: Bool
  }

  private static func lines(_ what: String) throws -> [Line] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "Sources/Science/Grading/units.csv"), encoding: .utf8)
    return text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields[0] == what else { return nil }
      return Line(key: fields[1], symbols: [fields[4], fields[3], fields[2]], takesPrefix: !fields[6].isEmpty)
    }
  }

  @Test("both have the same units with the same symbols in three languages")
  func units() throws {
    let lines = try Self.lines("unit")
    #expect(Set(lines.map(\.key)) == Set(Measure.all.map(\.key)))
    for line in lines {
      let measure = try #require(Measure.found(line.key)).1
      #expect([Language.kk, .ru, .en].map(measure.symbol) == line.symbols, "\(line.key)")
      #expect(measure.takesPrefix == line.takesPrefix, "\(line.key)")
    }
  }

  @Test("both have the same prefixes with the same symbols")
  func prefixes() throws {
    let lines = try Self.lines("prefix")
    #expect(Set(lines.map(\.key)) == Set(UnitPrefix.allCases.map(\.rawValue)))
    for line in lines {
      let prefix = try #require(UnitPrefix(rawValue: line.key))
      #expect([Language.kk, .ru, .en].map(prefix.symbol) == line.symbols, "\(line.key)")
    }
  }
}
