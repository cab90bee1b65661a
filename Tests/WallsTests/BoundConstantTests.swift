import Foundation
import Testing

/// A value that is bound where a partial index has a constant makes SQLite prepare the statement anew at each run, for the plan hangs on the value.
/// Such a condition is written as the index writes it. What is put together from parts is tried by running it (`ReprepareTests`).
@Suite struct BoundConstantTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Files whose statement may: each with why.
  private static let allowed: [String: String] = [:]

  struct Constant: Hashable {
    let table, column, comparison: String
  }

  /// What the conditions of partial indexes compare with a constant.
  private static func constants(of schema: String) -> Set<Constant> {
    var found: Set<Constant> = []
    for index in schema.matches(of: #/CREATE (?:UNIQUE )?INDEX \w+ ON (\w+) \([^;]*?\)\s+WHERE ([^;]*);/#) {
      for term in index.output.2.matches(of: #/(\w+) (=|<>|<=|>=|<|>) (?:'[^']*'|\d+)/#) {
        found.insert(Constant(table: String(index.output.1), column: String(term.output.1), comparison: String(term.output.2)))
      }
    }
    return found
  }

  /// Conditions in the statements of a source that bind a value there.
  private static func sins(_ source: String, _ constants: Set<Constant>, tables: Set<String>) -> [String] {
    let texts = source.matches(of: #/"""(.*?)"""|"((?:[^"\\\n]|\\.)*)"/#.dotMatchesNewlines()).map {
      String($0.output.1 ?? $0.output.2 ?? "")
    }
    return texts.flatMap { text -> [String] in
      constants.flatMap { constant -> [String] in
        let words = Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
        guard words.contains(constant.table), words.contains(constant.column) else { return [] }
        let bound = text.matches(of: #/(?:(\w+)\.)?(\w+) (=|<>|<=|>=|<|>) \\\(/#).filter {
          $0.output.2 == constant.column && $0.output.3 == constant.comparison
        }
        // Named with another table of the schema it is that table's.
        return bound.filter { $0.output.1.map { $0 == constant.table || !tables.contains(String($0)) } ?? true }
          .map { "\(constant.table): \($0.output.0)" }
      }
    }
  }

  @Test("no statement binds a value where a partial index has its constant")
  func bound() throws {
    let schema = try String(contentsOf: Self.root.appending(path: "Schema/sqlite.sql"), encoding: .utf8)
    let constants = Self.constants(of: schema)
    let tables = Set(schema.matches(of: #/CREATE (?:TABLE|VIEW) (\w+)/#).map { String($0.output.1) })
    #expect(constants.contains(Constant(table: "application_event", column: "kind", comparison: "=")) && tables.count > 100)
    let sources = Self.root.appending(path: "Sources")
    let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }
    #expect(files.count > 500)
    for file in files.sorted() where Self.allowed[file] == nil {
      let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      #expect(Self.sins(text, constants, tables: tables) == [], "\(file)")
    }
  }

  @Test("a planted condition is seen, and the index's own words are none")
  func planted() {
    let constants = Self.constants(
      of:
        "CREATE INDEX noted ON application_event (at) WHERE kind = 'noted';\nCREATE INDEX due ON outbox (at)\n  WHERE batch IS NULL;"
    )
    #expect(constants.count == 1)
    func sins(_ statement: String) -> Int {
      Self.sins("try rows(\"\(statement)\")", constants, tables: ["application_event", "person_hash"]).count
    }
    #expect(sins(#"SELECT 1 FROM application_event WHERE kind = \(kind)"#) == 1)
    #expect(sins(#"SELECT 1 FROM application_event WHERE application_event.kind = \(kind) AND at > \(now)"#) == 1)
    #expect(sins(#"SELECT 1 FROM application_event WHERE kind = 'noted' AND at > \(now)"#) == 0)
    #expect(sins(#"SELECT 1 FROM application_event JOIN person_hash ON person_hash.kind = \(kind)"#) == 0)
    #expect(sins(#"SELECT 1 FROM outbox WHERE kind = \(kind)"#) == 0)
  }
}
