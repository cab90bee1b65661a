package import Programme
import Words

/// The programme and the register of places as they are built into the program.
package struct Shipped: Sendable {
  package let data: ProgrammeData
  package let gazetteer: Gazetteer

  /// What is built into this program. It cannot change while the program runs and takes a while to read, so it is read once.
  package static func built() throws -> Shipped { try once.get() }

  private static let once = Result { try Shipped(Assets.shipped) }

  package init(_ assets: Assets) throws {
    data = try Site.programme(.shipped(assets))
    guard let edition = Day("2026-07-17") else { throw ShippedFault.missing("edition of the register") }
    func bytes(_ name: String) throws -> [UInt8] {
      guard let file = assets[name] else { throw ShippedFault.missing(name) }
      return file.bytes
    }
    gazetteer = try Gazetteer(
      edition: edition,
      files: try ["vko", "abai", "kyzylorda"].map { try bytes("Programmes/kazakhstan/kato_\($0)_2026.csv") },
      fixes: try bytes("Programmes/kazakhstan/kato_name_fixes.csv"))
  }
}

package enum ShippedFault: Error {
  case missing(String)
}
