import Documents
import Foundation
import Testing

@testable import Commands

@Suite struct WordsCommandTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources").standardized

  @Test("every sentence of the house stands in the table, with its place and what varies in braces")
  func table() throws {
    var reader = try CSVReader(bytes: try WordsCommand.table(of: Self.sources.path))
    #expect(try reader.next()?.cells == ["file", "line", "name", "kk", "ru", "en"])
    var rows: [[String]] = []
    while let record = try reader.next() { rows.append(record.cells) }
    #expect(rows.count > 1_500)
    let row = try #require(rows.first { $0[2] == "complaintsCount" })
    #expect(row[0] == "Commands/Selecting/VerdictText.swift" && (Int(row[1]) ?? 0) > 1 && row[5].contains("{"))
    let quiet = rows.filter { $0[3...].contains("") }
    #expect(quiet.allSatisfy { $0[3...].contains { !$0.isEmpty } }, "\(quiet)")
  }

  @Test("a folder without sentences is refused, and one that is not there")
  func nothing() throws {
    let folder = try MeasuringFolder()
    #expect(throws: Trouble.self) { try WordsCommand.table(of: folder.url.path) }
    #expect(throws: Trouble.self) { try WordsCommand.table(of: folder.path("nowhere")) }
  }
}
