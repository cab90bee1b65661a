package import Markup
package import Storage
package import Words

/// A stop of the demonstration's tour: what happens there, in a sentence, and the doors to see it by.
package struct TourStop: Sendable {
  /// Where on the way it stands, whichever room tells of it.
  package enum Place: Int, Sendable {
    case application, consent, checking, selection, results, school, monitoring, protection, house
  }

  package let place: Place
  package let title: Phrase
  package let says: Phrase
  /// Something to try there.
  package let tip: Phrase?
  package let doors: [TourDoor]

  package init(_ place: Place, _ title: Phrase, says: Phrase, tip: Phrase? = nil, doors: [TourDoor]) {
    self.place = place
    self.title = title
    self.says = says
    self.tip = tip
    self.doors = doors
  }
}

/// One page of a stop, as whom it is seen.
package struct TourDoor: Sendable {
  package enum Guest: Sendable {
    /// Whoever has not signed in.
    case stranger
    case staff(Role)
    /// A person who is looked for when the tour is shown and again when the door opens; without one there is no door. `becomes` makes
    /// somebody else of her, such as the guardian who is asked.
    case found(
      Session.Kind, @Sendable (Transaction, House) throws -> ID<Person>?,
      becomes: (@Sendable (Transaction, House, ID<Person>) throws -> ID<Person>?)?)
  }

  package let title: Phrase
  package let what: Phrase
  package let guest: Guest
  private let page: Link
  private let intake: Intake?

  /// Which intake the page is about; without it there is no door.
  package typealias Intake = @Sendable (Transaction, House) throws -> Cycle?

  /// The one that girls apply to.
  package static let running: Intake = { tx, house in try tx.currentCycle(at: house.outside.now()) }

  /// `intake`: for a page that shows one of several, so that the one is named which the stop tells of.
  package init(_ title: Phrase, _ what: Phrase, as guest: Guest, at page: Link, of intake: Intake? = nil) {
    self.title = title
    self.what = what
    self.guest = guest
    self.page = page
    self.intake = intake
  }

  /// Where it leads now; nil where the intake it is about is not there.
  package func link(_ house: House, in tx: Transaction) throws -> Link? {
    guard let intake else { return page }
    return try intake(tx, house).map { page.of($0) }
  }

  /// A girl's own page.
  package static func hers(
    _ title: Phrase, _ what: Phrase, at page: Link, _ find: @escaping @Sendable (Transaction, House) throws -> ID<Person>?
  ) -> TourDoor {
    TourDoor(title, what, as: .found(.applicant, find, becomes: nil), at: page)
  }
}

extension House {
  /// All stops in the order of the way.
  package var tour: [TourStop] {
    let stops = rooms.flatMap { $0.rehearsal?.stops ?? [] }
    return stops.enumerated().sorted { ($0.element.place.rawValue, $0.offset) < ($1.element.place.rawValue, $1.offset) }
      .map(\.element)
  }
}
