import ArgumentParser
import Documents
import Foundation
import Testing

@testable import Commands

/// `keruen select` and `keruen verify` as somebody with a spreadsheet uses them, on the example that ships.
@Suite struct SelectTests {
  private static let example = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Examples/selection")

  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "keruen-select-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private func select(_ candidates: String, _ out: URL, draw: String? = "4.8.15.16.23.42./") async throws {
    var arguments = [candidates, "--policy", Self.example.path + "/policy.yaml", "--out", out.path, "--draws", "50"]
    if let draw { arguments += ["--draw", draw] }
    let command = try Select.parse(arguments)
    try await command.run()
  }

  @Test("the example: 60 of 600, and everything a chair needs")
  func example() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let out = folder.appending(path: "out")
    try await select(Self.example.path + "/candidates.csv", out)
    func lines(_ name: String) throws -> Int {
      try String(contentsOf: out.appending(path: name), encoding: .utf8).split(whereSeparator: \.isNewline).count
    }
    #expect(try lines("offers.csv") == 61)
    #expect(try lines("ranking.csv") == 601)
    for language in ["kk", "ru", "en"] { #expect(try lines("explanations.\(language).csv") == 601) }
    #expect(try Data(contentsOf: out.appending(path: "report.pdf")).starts(with: Array("%PDF".utf8)))
    try await Verify.parse([out.path + "/bundle.zip"]).run()
    try await Verify.parse([out.path]).run()
    // Once more into the same folder, and nothing half-written stays beside it.
    try await select(Self.example.path + "/candidates.csv", out)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
  }

  @Test("a changed outcome is not verified")
  func tampered() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try await select(Self.example.path + "/candidates.csv", folder.appending(path: "out"))
    let outcome = folder.appending(path: "out/bundle/outcome.csv")
    let text = try String(contentsOf: outcome, encoding: .utf8)
    try Data(text.replacingOccurrences(of: ",waiting,1,", with: ",offered,1,").utf8).write(to: outcome)
    await #expect(throws: (any Error).self) { try await Verify.parse([folder.path + "/out"]).run() }
  }

  @Test(
    "a list for people that says otherwise than the bundle beside it is not verified", arguments: ["ranking.csv", "offers.csv"])
  func lists(_ name: String) async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try await select(Self.example.path + "/candidates.csv", folder.appending(path: "out"))
    let list = folder.appending(path: "out/\(name)")
    let text = try String(contentsOf: list, encoding: .utf8)
    try await Verify.parse([list.path]).run()
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
    for spoilt in [
      text.replacing(";offered;1;", with: ";offered;2;"),
      lines.enumerated().filter { $0.offset != 3 }.map(\.element).joined(separator: "\r\n"),
      "code\r\n",
    ] {
      #expect(spoilt != text)
      try Data(spoilt.utf8).write(to: list)
      await #expect(throws: (any Error).self) { try await Verify.parse([folder.path + "/out"]).run() }
      await #expect(throws: (any Error).self) { try await Verify.parse([list.path]).run() }
    }
    try await Verify.parse([folder.path + "/out/bundle.zip"]).run()
  }

  @Test("a workbook gives what the CSV gives")
  func workbook() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let csv = try Data(contentsOf: Self.example.appending(path: "candidates.csv"))
    var sheet = try Spreadsheet.open(Array(csv))
    let writer = try XLSXWriter(sheet: "Candidates", columns: sheet.columns.map { XLSXWriter.Column($0) })
    while let record = try sheet.next() {
      try writer.write(
        sheet.columns.indices.map { column in
          let cell = record[column]
          return Double(cell).map { sheet.columns[column] == "code" ? .text(cell) : .number($0) } ?? .text(cell)
        })
    }
    let path = folder.appending(path: "candidates.xlsx")
    try Data(try writer.finish()).write(to: path)
    try await select(path.path, folder.appending(path: "a"))
    try await select(Self.example.path + "/candidates.csv", folder.appending(path: "b"))
    for name in ["outcome.csv", "candidates.csv"] {
      #expect(
        try Data(contentsOf: folder.appending(path: "a/bundle/\(name)"))
          == Data(contentsOf: folder.appending(path: "b/bundle/\(name)")))
    }
  }

  @Test("ties without a draw, a missing file, a folder with other things: refused, and nothing is written")
  func refused() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let out = folder.appending(path: "out")
    await #expect(throws: Trouble.self) { try await select(Self.example.path + "/candidates.csv", out, draw: nil) }
    await #expect(throws: Trouble.self) { try await select(Self.example.path + "/candidates.csv", out, draw: "4, 8, 15") }
    await #expect(throws: FileRefusal.self) { try await select(folder.path + "/nothing.csv", out) }
    await #expect(throws: Trouble.self) { try await select(Self.example.path + "/policy.yaml", out) }
    #expect(!FileManager.default.fileExists(atPath: out.path))
    try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: out.appending(path: "mine.txt"))
    await #expect(throws: FileRefusal.self) { try await select(Self.example.path + "/candidates.csv", out) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: out.path) == ["mine.txt"])
  }
}
