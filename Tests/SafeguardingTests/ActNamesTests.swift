import Foundation
import Safeguarding
import Testing

@Suite struct ActNamesTests {
  /// The acts that stand in the file of a girl, as the sources record them.
  private static func recorded() throws -> Set<String> {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let sources = try #require(
      FileManager.default.enumerator(at: root.appending(path: "Sources"), includingPropertiesForKeys: nil))
    let pattern = /record\(\s*"((?:application|consent|duplicate|erasure|objection|person|session)\.[a-z_]+)"/
    var acts: Set<String> = []
    for case let file as URL in sources where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      acts.formUnion(text.matches(of: pattern).map { String($0.1) })
    }
    return acts
  }

  @Test func everyActInAGirlsFileIsSaidInWords() throws {
    let acts = try Self.recorded()
    #expect(acts.count > 20)
    for act in acts { #expect(ActNames.named[act] != nil, "\(act)") }
  }
}
