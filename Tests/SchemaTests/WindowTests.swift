import Programme
import Site
import Storage
import TestKit
import Testing

/// What rooms show each other, on both engines.
@Suite struct WindowTests {
  private static func windows() throws -> [(room: String, window: Window)] {
    Site.rooms.flatMap { room in room.windows.map { (room.name, $0) } }
  }

  @Test("every window has the columns its room promises, in their order", arguments: Databases.engines)
  func columns(_ kind: EngineKind) async throws {
    let database = try await SchemaTests.house(kind)
    for (_, window) in try Self.windows() {
      #expect(try await database.read { try $0.columns(of: window.name) } == window.columns, "\(window.name)")
    }
  }

  @Test("the windows are those in Schema/windows.txt")
  func golden() throws {
    let text = try Self.windows().sorted { $0.window.name < $1.window.name }.map { room, window in
      "\(window.name), made by \(room)\n  \(window.columns.joined(separator: " "))\n  \(window.says)\n"
    }.joined()
    #expect(try Golden.difference(text, from: "Schema/windows.txt") == nil)
  }
}
