import Foundation
import Testing

/// Whose tables a statement may name: a room's own, the house's, and the windows that others publish.
@Suite struct SQLWallsTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Who names tables: the folder, by the name of the module. The last three make none that stay.
  private static let owners: [String: String] = {
    var owners = ["Programme": "Sources/Programme", "Postbox": "Sources/Workshops/Postbox"]
    for module in ["Front", "Site", "Commands"] { owners[module] = "Sources/\(module)" }
    for shelf in ["Rooms", "Kits"] {
      let folder = root.appending(path: "Sources/\(shelf)").path
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
        owners[name] = "Sources/\(shelf)/\(name)"
      }
    }
    return owners
  }()

  /// Everybody may read what the house keeps: people, cycles, consents, letters.
  private static let shared: Set<String> = ["Programme", "Postbox"]
  /// What rooms' rows hang on: a foreign key to it is allowed, reading it is not.
  private static let parents: Set<String> = ["application", "intake"]

  private struct Named: Hashable {
    let word: String
    let name: String
  }

  private static func texts(of owner: String) -> [(file: String, text: String)] {
    let folder = root.appending(path: owners[owner] ?? "")
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().map { file in
      let text = (try? String(contentsOf: folder.appending(path: file), encoding: .utf8)) ?? ""
      let lines = text.split(separator: "\n").filter { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//") }
      return (file, lines.joined(separator: "\n"))
    }
  }

  private static func names(_ text: String) -> Set<Named> {
    Set(
      text.matches(of: /\b(FROM|JOIN|INTO|UPDATE|REFERENCES)\s+([a-z_]+)\b/).map {
        Named(word: String($0.output.1), name: String($0.output.2))
      })
  }

  private static let made: [String: (owner: String, isView: Bool)] = {
    var made: [String: (owner: String, isView: Bool)] = [:]
    for owner in owners.keys.sorted() {
      for (_, text) in texts(of: owner) {
        for match in text.matches(of: /CREATE (TABLE|VIEW) ([a-z_]+)/) {
          made[String(match.output.2)] = (owner, match.output.1 == "VIEW")
        }
      }
    }
    return made
  }()

  private static let windows: Set<String> = Set(
    owners.keys.flatMap { owner in
      texts(of: owner).flatMap { $0.text.matches(of: /Window\(\s*"([a-z_]+)"/).map { String($0.output.1) } }
    })

  /// What a text of `owner` names that it may not.
  private static func sins(_ text: String, of owner: String) -> [String] {
    names(text).compactMap { named in
      guard let table = made[named.name], table.owner != owner, !shared.contains(table.owner) else { return nil }
      if table.isView, windows.contains(named.name) { return nil }
      if named.word == "REFERENCES", parents.contains(named.name) { return nil }
      return "\(named.word) \(named.name) of \(table.owner)"
    }.sorted()
  }

  @Test("a statement names its room's own tables, the house's, and windows", arguments: owners.keys.sorted())
  func walls(_ owner: String) {
    #expect(Self.made.count > 50)
    for (file, text) in Self.texts(of: owner) { #expect(Self.sins(text, of: owner) == [], "\(owner)/\(file)") }
  }

  /// What tests of several rooms share may write tables of its own room and of the house: another room's come by its rehearsal.
  @Test("a kit of tests writes no other room's tables", arguments: ["ApplicationsKit", "HouseKit", "WholeHouse"])
  func kits(_ kit: String) throws {
    let folder = Self.root.appending(path: "Tests/\(kit)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    #expect(!files.isEmpty)
    for file in files {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      #expect(Self.sins(text, of: kit.replacing("Kit", with: "")) == [], "\(kit)/\(file)")
    }
  }

  /// What a girl did goes with an erasure or at the end of its term, and in no other way.
  @Test("events of the school are deleted in two places")
  func deletions() {
    let files = Self.texts(of: "Study").filter { $0.text.contains("DELETE FROM study_event ") }
    let names = Set(files.map { URL(filePath: $0.file).lastPathComponent })
    #expect(names == ["Folding.swift", "StudyData.swift"])
  }

  @Test("a planted sin is seen")
  func planted() {
    #expect(Self.sins("SELECT 1 FROM application", of: "Selection") == ["FROM application of Applications"])
    #expect(Self.sins("UPDATE selection_offer SET x = 1", of: "Applications") == ["UPDATE selection_offer of Selection"])
    #expect(Self.sins("SELECT 1 FROM intake", of: "Applications") == ["FROM intake of Intake"])
    #expect(Self.sins("SELECT 1 FROM erasure", of: "Commands") == ["FROM erasure of Safeguarding"])
    #expect(Self.sins("JOIN selection_candidate ON 1 = 1", of: "Selection") == [])
    #expect(Self.sins("SELECT 1 FROM selection_evidence_now", of: "Applications") == ["FROM selection_evidence_now of Selection"])
  }

  @Test("a published window is a view of the room that publishes it")
  func published() {
    #expect(!Self.windows.isEmpty)
    for window in Self.windows { #expect(Self.made[window]?.isView == true, "\(window)") }
  }
}
