import Foundation
import Testing

/// A page for developers that names a file names one that is there.
@Suite struct DocumentsTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Where a path on a page may begin: the walk of a request is in one room.
  private static let starts = ["", "Sources/", "Sources/Rooms/", "Sources/Rooms/Applications/", "Sources/Site/"]

  private static func exists(_ path: String) -> Bool {
    starts.contains { FileManager.default.fileExists(atPath: root.appending(path: $0 + path).path) }
  }

  private static func paths(_ text: String) -> Set<String> {
    Set(text.matches(of: /[A-Za-z]+\/[A-Za-z0-9_\/.+\-]+\.(?:swift|js|css|yaml|py|csv|txt)\b/).map { String($0.0) })
  }

  @Test("every file that the developers' pages name is there")
  func named() throws {
    var count = 0
    for folder in ["docs/developing", "docs/decisions"] {
      for page in try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: folder).path) {
        let text = try String(contentsOf: Self.root.appending(path: "\(folder)/\(page)"), encoding: .utf8)
        for path in Self.paths(text) {
          count += 1
          #expect(Self.exists(path), "\(folder)/\(page) names \(path)")
        }
      }
    }
    #expect(count > 20)
    #expect(!Self.exists("Sources/Rooms/Applications/Gone.swift"))
  }

  @Test("to operators nothing is called a house: neither on their pages nor in what commands say")
  func plainWords() throws {
    let operating = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "docs/operating").path)
    #expect(operating.count > 4)
    for page in ["README.md", "SECURITY.md"] + operating.map({ "docs/operating/\($0)" }) {
      let text = try String(contentsOf: Self.root.appending(path: page), encoding: .utf8)
      #expect(!text.lowercased().contains(/\bhouses?\b/), "\(page)")
    }
    let commands = Self.root.appending(path: "Sources/Commands")
    let files = try FileManager.default.subpathsOfDirectory(atPath: commands.path).filter { $0.hasSuffix(".swift") }
    #expect(files.count > 20)
    for file in files {
      let text = try String(contentsOf: commands.appending(path: file), encoding: .utf8)
      // Of code the comments may say it (decision 1); two words in a row are no name of anything.
      for line in text.split(separator: "\n") where !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") {
        #expect(!line.lowercased().contains(/\b(?:the|this|a|another|no|old|new|running) houses?\b/), "\(file): \(line)")
      }
    }
  }
}
