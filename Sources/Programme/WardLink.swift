package import Markup
package import Storage
package import Words

/// A room's line on the page of a guardian: where she sees what the room knows of her child; nil where it knows nothing of her.
package struct WardLink: Sendable {
  package let show: @Sendable (_ ward: ID<Person>, Transaction) throws -> HomeLink?

  package init(_ show: @escaping @Sendable (ID<Person>, Transaction) throws -> HomeLink?) {
    self.show = show
  }

  /// One that every guardian has.
  package init(_ title: Phrase, _ link: Link) {
    self.init { _, _ in HomeLink(title, link) }
  }
}

extension House {
  /// The child for whom a guardian came in; none any more from her coming of age. Throws `Refusal.missing`.
  package func ward(of guardian: ID<Person>, in tx: Transaction) throws -> ID<Person> {
    guard let ward = try personalData.lazy.flatMap({ try $0.wards(tx, self, guardian) }).first else { throw Refusal.missing }
    return ward
  }

  package func wardLinks(of ward: ID<Person>, in tx: Transaction) throws -> [HomeLink] {
    try rooms.flatMap(\.wards).compactMap { try $0.show(ward, tx) }
  }
}
