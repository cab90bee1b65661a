import Allocation
import ArgumentParser
import Documents
import Foundation
import Rules
import Testing

@testable import Commands

/// `keruen verify` on the bundles of a match as a girl, her guardian or an auditor uses it.
@Suite struct MatchVerifyTests {
  private static let yaml = """
    title: {kk: Үздіктік, ru: Заслуги, en: Merit}
    decimals: 1
    evidence:
      - {name: courses, title: {kk: Курстар, ru: Курсы, en: Courses}, scale: logit, weight: 1}
    """

  private func release() throws -> MatchRelease {
    let offers = [
      MatchOffer(code: "A1", title: "Физика", plan: SeatPlan(seats: 1)),
      MatchOffer(code: "B2", title: "Химия", plan: SeatPlan(seats: 9)),
    ]
    let entries = [1.2, 0.4, -0.3].map { MatchEntry(list: [0, 1], values: [$0], errors: [0.2]) }
    let matched = try Matched.run(
      try MatchInput(rule: try MeritRule(yaml: Self.yaml), offers: offers, entries: entries), key: "4.8./")
    return MatchRelease(matched, salts: entries.indices.map { [UInt8](repeating: UInt8($0), count: 16) })
  }

  private func inFolder(_ work: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "keruen-match-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await work(folder)
  }

  private func verify(_ arguments: String...) async throws { try await Verify.parse(arguments).run() }

  @Test("the public bundle, the auditor's, each unpacked, and a girl's own row", arguments: ["kk", "ru", "en"])
  func good(_ language: String) async throws {
    let release = try release()
    try await inFolder { folder in
      for (name, withRows) in [("public", false), ("auditor", true)] {
        try Data(try release.bundle(withRows: withRows)).write(to: folder.appending(path: "\(name).zip"))
        try await verify(folder.path + "/\(name).zip", "--language", language)
        let unpacked = folder.appending(path: name)
        try FileManager.default.createDirectory(at: unpacked, withIntermediateDirectories: true)
        for part in release.parts(withRows: withRows) { try Data(part.bytes).write(to: unpacked.appending(path: part.name)) }
        try await verify(unpacked.path, "--language", language)
      }
      for entry in 0..<3 {
        try Data(release.proof(of: entry).text.utf8).write(to: folder.appending(path: "mine.txt"))
        try await verify(folder.path + "/public.zip", "--row", folder.path + "/mine.txt", "--language", language)
      }
    }
  }

  @Test("a changed row, a changed bundle, a file that is no row, and a row with something that is no match")
  func refused() async throws {
    let release = try release()
    try await inFolder { folder in
      let (bundle, mine) = (folder.path + "/public.zip", folder.path + "/mine.txt")
      try Data(try release.bundle(withRows: false)).write(to: URL(filePath: bundle))
      try Data(release.proof(of: 1).text.replacing("0.4", with: "1.4").utf8).write(to: URL(filePath: mine))
      try await verify(bundle)
      await #expect(throws: (any Error).self) { try await verify(bundle, "--row", mine) }
      try Data("courses 1.4".utf8).write(to: URL(filePath: mine))
      await #expect(throws: Trouble.self) { try await verify(bundle, "--row", mine) }
      await #expect(throws: Trouble.self) { try await verify(mine, "--row", mine) }
      let parts = release.parts(withRows: false).map { part in
        part.name == MatchBundle.certificateName ? Archive.Part(part.name, part.bytes + [10]) : part
      }
      try Data(try Archive(parts).packed()).write(to: URL(filePath: bundle))
      await #expect(throws: (any Error).self) { try await verify(bundle) }
    }
  }
}
