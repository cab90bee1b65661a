import Front
import Programme
import Site
import Storage
import TestKit
import Testing

@Suite struct SchemaTests {
  static func house(_ kind: EngineKind) async throws -> Database {
    let database = try await Databases.fresh(kind)
    _ = try await database.migrate(steps(), at: 1)
    return database
  }

  static func steps() throws -> [Migration] { Front.migrations(Site.rooms) }

  @Test("the schema is the one in Schema/", arguments: Databases.engines)
  func golden(_ kind: EngineKind) async throws {
    let text = try await Self.house(kind).read { try SchemaText.of($0) }
    #expect(try Golden.difference(text, from: "Schema/\(kind.rawValue).sql") == nil)
  }

  @Test("both engines have the same tables, columns, uniqueness and references", .enabled(if: Databases.engines.count == 2))
  func parity() async throws {
    let (one, other) = (try await Self.house(.sqlite), try await Self.house(.postgres))
    let tables = try await one.read { try $0.tables() }
    #expect(try await other.read { try $0.tables() } == tables)
    for table in tables {
      let left = try await one.read { try TableShape(table, $0) }
      let right = try await other.read { try TableShape(table, $0) }
      #expect(left.columns == right.columns, "\(table)")
      #expect(left.unique == right.unique, "\(table)")
      #expect(left.references == right.references, "\(table)")
    }
  }

  @Test("keruen move and backup know every table, parents first")
  func tablesInOrder() async throws {
    let migrations = Front.migrations(Site.rooms)
    let named = migrations.tables
    let database = try await Self.house(.sqlite)
    let tables = try await database.read { try $0.tables() }
    #expect(Set(named + ["migration"]) == Set(tables))
    #expect(Set(named).count == named.count)
    for table in named {
      let parents = try await database.read { try TableShape(table, $0) }.references.map { $0.split(separator: " ")[2] }
      for parent in parents where parent != table {
        #expect(named.prefix { $0 != table }.contains(String(parent)), "\(table) points to \(parent)")
      }
    }
  }
}
