import ArgumentParser
import Exchange
import Foundation
import Testing

@testable import Commands
@testable import Measuring

/// A folder of its own with the tables of one test, gone when the test is over.
final class MeasuringFolder: Sendable {
  let url = FileManager.default.temporaryDirectory.appending(path: "keruen-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  /// The path of a table with this text.
  func put(_ text: String, _ name: String = "table.csv") throws -> String {
    try Data(text.utf8).write(to: url.appending(path: name))
    return path(name)
  }

  /// What a file of the folder holds.
  func text(_ name: String) throws -> String { String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self) }

  func names(_ name: String) throws -> Set<String> { try Set(FileManager.default.contentsOfDirectory(atPath: path(name))) }

  /// Tables with published results; tests on them are skipped where they are not.
  static let published = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../../../shared/data/psychometrics/")
  static let hasPublished = FileManager.default.fileExists(atPath: published.path)

  /// The rows of a published table without its names.
  static func rows(_ name: String) throws -> [[String]] {
    try String(contentsOf: published.appending(path: "\(name).csv"), encoding: .utf8).split(whereSeparator: \.isNewline)
      .dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0.filter { $0 != "\"" && $0 != "\r" }) }
      }
  }
}

extension MeasuringCommand {
  /// The one JSON object that `--json` answers, a refusal too.
  static func json(_ arguments: String...) async throws -> JSON {
    let reply = try await parse(arguments + ["--json"]).reply()
    #expect(reply.said.count == 1 && reply.complained.isEmpty)
    return try JSONReader.read(Array((reply.said.first ?? "").utf8))
  }
}

extension JSON {
  subscript(_ key: String) -> JSON {
    guard case .object(let members) = self else { return .null }
    return members.first { $0.key == key }?.value ?? .null
  }

  subscript(_ place: Int) -> JSON { list.indices.contains(place) ? list[place] : .null }

  var list: [JSON] {
    if case .array(let values) = self { values } else { [] }
  }

  var number: Double {
    if case .number(let number) = self { number } else { .nan }
  }

  var string: String? {
    if case .string(let string) = self { string } else { nil }
  }

  var bool: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }

  var isNull: Bool {
    if case .null = self { true } else { false }
  }
}
