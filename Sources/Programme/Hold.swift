package import Storage
package import Words

/// A room's veto on retention: whose data are still needed, whatever term is over. It holds back no erasure that she, her guardian
/// or an officer asks for.
package struct Hold: Sendable {
  package let says: Phrase
  package let holds: @Sendable (Transaction, House, ID<Person>) throws -> Bool

  package init(_ says: Phrase, holds: @escaping @Sendable (Transaction, House, ID<Person>) throws -> Bool) {
    self.says = says
    self.holds = holds
  }
}

extension House {
  package var holds: [Hold] { rooms.flatMap(\.holds) }

  /// The first room that holds her, if one does.
  package func hold(on person: ID<Person>, in tx: Transaction) throws -> Hold? {
    try holds.first { try $0.holds(tx, self, person) }
  }
}
