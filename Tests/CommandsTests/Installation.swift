import ArgumentParser
import Foundation
import HouseKit
import Programme
import Security
import Storage
import TestKit

@testable import Commands

/// One house as an operator has it: a folder, or a schema of a PostgreSQL server; commands are run on it as they are typed.
final class Installation: Sendable {
  let root: String
  let key: String
  /// The options that name the place.
  let place: [String]

  /// `like`: of the same house, with the same master key.
  init(_ kind: EngineKind, like other: Installation? = nil) async throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("keruen-installation-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    key = other?.key ?? root + "/master.key"
    place = ["--data", root + "/data"] + (kind == .postgres ? ["--database", try await Databases.freshAddress()] : [])
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// The keys file of backups in `root`.
  var keys: String { root + "/" + KeyFile.name }

  /// What `--from`, `--to` and `--erasures` take.
  var address: String { place.last ?? "" }

  var options: HouseOptions { get throws { try HouseOptions.parse(place + ["--key", key]) } }

  /// Opened as `serve` opens it.
  func opened() async throws -> HouseKit { try HouseKit(try await options.house(port: 1, isDemo: false, mayFound: true)) }

  /// `keruen COMMAND … --data … --key … REST`
  func run(_ command: String..., rest: [String] = []) async throws {
    try await Self.run(command + place + ["--key", key] + rest)
  }

  static func run(_ arguments: [String]) async throws {
    var command = try Keruen.parseAsRoot(arguments)
    if var asynchronous = command as? any AsyncParsableCommand { try await asynchronous.run() } else { try command.run() }
  }

  /// Everybody's full name, "?" without one, nil without a key.
  func names() async throws -> [String: String?] {
    let options = try options
    let vault = Vault(master: try MasterKey(path: options.keyPath))
    let database = try options.whereabouts.openExisting()
    defer { database.close() }
    return try await database.read { tx in
      Dictionary(
        uniqueKeysWithValues: try tx.rows("SELECT id FROM person") { try $0[0] as ID<Person> }.map { id in
          do { return (id.text, try tx.person(id, vault).name?.full ?? "?") } catch is Refusal { return (id.text, nil) }
        })
    }
  }

  func sums(of tables: [String]) async throws -> [TableSum] {
    let database = try options.whereabouts.openExisting()
    defer { database.close() }
    return try await database.read { tx in try tables.map { try tx.sum($0, { digest($0) }) } }
  }

  func value<T: Readable & Sendable>(_ sql: SQL, as type: T.Type = T.self) async throws -> T? {
    let database = try options.whereabouts.openExisting()
    defer { database.close() }
    return try await database.read { try $0.value(sql) }
  }
}
