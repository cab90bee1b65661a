package import Forms
package import Programme
import Words

/// The programme and the register of places as they are built into the program.
package struct Shipped: Sendable {
  package let programme: ProgrammeFile
  package let form: Form
  package let consents: ConsentFile
  package let gazetteer: Gazetteer

  /// What is built into this program. It cannot change while the program runs and takes a while to read, so it is read once.
  package static func built() throws -> Shipped { try once.get() }

  private static let once = Result { try Shipped(Assets.shipped) }

  package init(_ assets: Assets) throws {
    func bytes(_ name: String) throws -> [UInt8] {
      guard let file = assets[name] else { throw ShippedFault.missing(name) }
      return file.bytes
    }
    programme = try ProgrammeFile(yaml: try bytes("Programmes/stem-school/programme.yaml"))
    form = try Form(yaml: try bytes("Programmes/stem-school/form.yaml"))
    consents = try ConsentFile(yaml: try bytes("Programmes/stem-school/consents.yaml"))
    // The law asks for a list of what is collected: a question nobody was told of is not asked.
    let told = Set(consents.purposes.filter(\.required).flatMap { $0.fields ?? [] })
    let untold = form.pages.flatMap(\.fields).map(\.key).filter { !told.contains($0) }
    guard untold.isEmpty else {
      throw ProgrammeFault("consents.yaml: no required purpose names \(untold.joined(separator: ", "))")
    }
    guard let edition = Day("2026-07-17") else { throw ShippedFault.missing("edition of the register") }
    gazetteer = try Gazetteer(
      edition: edition,
      files: try ["vko", "abai", "kyzylorda"].map { try bytes("Programmes/kazakhstan/kato_\($0)_2026.csv") },
      fixes: try bytes("Programmes/kazakhstan/kato_name_fixes.csv"))
  }
}

package enum ShippedFault: Error {
  case missing(String)
}
