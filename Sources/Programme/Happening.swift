package import Storage

/// Something that happened in one room or among the nouns and that others may have to follow. Its type stands where both can see it.
package protocol Happening: Sendable {}

/// What a room does when something happens elsewhere. It runs in the transaction in which it happened: either both are kept or
/// neither is. It must be short, and may tell of no happening of the same kind.
package struct Hearer: Sendable {
  private let hear: @Sendable (any Happening, Transaction, House) throws -> Void

  package init<H: Happening>(_ kind: H.Type, then: @escaping @Sendable (H, Transaction, House) throws -> Void) {
    hear = { what, tx, house in
      if let what = what as? H { try then(what, tx, house) }
    }
  }

  fileprivate func told(_ what: any Happening, _ tx: Transaction, _ house: House) throws { try hear(what, tx, house) }
}

extension Transaction {
  /// Tells every room that hears it, in the order of the rooms.
  package func happened(_ what: some Happening, _ house: House) throws {
    for hearer in house.rooms.flatMap(\.hears) { try hearer.told(what, self, house) }
  }
}
