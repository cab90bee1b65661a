import Foundation
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import WholeHouse

/// The acts of the audit log are a register that the rooms fill: each has one word and is said in three languages.
@Suite struct AuditActTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func sources() throws -> [(path: String, text: String)] {
    let files = try #require(FileManager.default.enumerator(at: root.appending(path: "Sources"), includingPropertiesForKeys: nil))
    var found: [(String, String)] = []
    for case let file as URL in files where file.pathExtension == "swift" {
      found.append((file.path, try String(contentsOf: file, encoding: .utf8)))
    }
    return found
  }

  /// The words that stand in the sources as acts, with the place.
  private static func written() throws -> [String] {
    try sources().flatMap { $0.text.matches(of: /AuditAct\(\s*"([^"]+)"/).map { String($0.1) } }
  }

  @Test("every act that is written down is registered by one room, once")
  func registered() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let registered = kit.house.rooms.flatMap(\.acts) + AuditAct.ofHouse
    #expect(Set(registered.map(\.word)).count == registered.count)
    let written = try Self.written()
    #expect(written.count > 70)
    #expect(written.sorted() == registered.map(\.word).sorted())
  }

  @Test("an act is a word of its kind, a full stop and what was done")
  func words() throws {
    for word in try Self.written() { #expect(word.wholeMatch(of: /[a-z_]+\.[a-z_]+/) != nil, "\(word)") }
  }

  @Test("no other text spells an act: statements and comparisons name it")
  func spelled() throws {
    let written = try Self.written()
    for (path, text) in try Self.sources() where !path.hasSuffix("/AuditActs.swift") && !path.hasSuffix("/AuditAct.swift") {
      for word in written where text.contains("'\(word)'") || text.contains("\"\(word)\"") {
        Issue.record("\(path.split(separator: "/").last ?? "") spells \(word)")
      }
    }
  }
}
