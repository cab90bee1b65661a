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
    let written = Set(try Self.written())
    for (path, text) in try Self.sources() where !path.hasSuffix("/AuditActs.swift") && !path.hasSuffix("/AuditAct.swift") {
      for word in Self.spelled(in: text) where written.contains(word) {
        Issue.record("\(path.split(separator: "/").last ?? "") spells \(word)")
      }
    }
  }

  /// All that stands between two marks of one kind with none of that kind in between.
  private static func spelled(in text: String) -> [String] {
    "'\"".utf8.flatMap { mark in
      text.utf8.split(separator: mark, omittingEmptySubsequences: false).dropFirst().dropLast().map { String(Substring($0)) }
    }
  }

  @Test("a text between marks of either kind is seen, also behind an odd mark and where another begins at once")
  func between() {
    let text = "its' one 'a.b''c.d' \"e.f\" 'g.h\" i.j"
    #expect(Self.spelled(in: text).filter { ["a.b", "c.d", "e.f", "g.h", "i.j"].contains($0) } == ["a.b", "c.d", "e.f"])
  }
}
