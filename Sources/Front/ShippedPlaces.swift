package import Programme
import Words

extension Gazetteer {
  /// The register of places as it is built into the program. Throws `ShippedFault` where a file of it is not.
  package static func shipped(_ assets: Assets = .shipped) throws -> Gazetteer {
    guard let edition = Day("2026-07-17") else { throw ShippedFault.missing("edition of the register") }
    func bytes(_ name: String) throws -> [UInt8] {
      guard let file = assets[name] else { throw ShippedFault.missing(name) }
      return file.bytes
    }
    return try Gazetteer(
      edition: edition,
      files: try ["vko", "abai", "kyzylorda"].map { try bytes("Programmes/kazakhstan/kato_\($0)_2026.csv") },
      fixes: try bytes("Programmes/kazakhstan/kato_name_fixes.csv"))
  }
}

package enum ShippedFault: Error {
  case missing(String)
}
