import Front
package import Programme

/// The programme as it is built into the program.
package struct Shipped: Sendable {
  package let data: ProgrammeData

  /// What is built into this program. It cannot change while the program runs and takes a while to read, so it is read once.
  package static func built() throws -> Shipped { try once.get() }

  private static let once = Result { try Shipped(Assets.shipped) }

  package init(_ assets: Assets) throws {
    data = try Site.programme(.shipped(assets))
  }
}
