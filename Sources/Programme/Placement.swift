package import Markup
package import Storage
package import Words

/// What came of an application in the room that gives places: its file shows it, and nobody else decides about her while she holds
/// an offer or a place.
package struct Placement: Sendable {
  package struct Step: Sendable {
    package let at: Moment
    package let what: Phrase
    /// As the audit log has it.
    package let actor: String

    package init(at: Moment, what: Phrase, actor: String) {
      self.at = at
      self.what = what
      self.actor = actor
    }
  }

  /// How it stands: "has accepted the place".
  package let stands: Phrase
  /// She holds an offer or a place.
  package let isHeld: Bool
  /// Where those with one of these roles see it and decide about it.
  package let link: Link
  package let readers: Set<Role>
  /// The newest first.
  package let steps: [Step]

  package init(stands: Phrase, isHeld: Bool, link: Link, readers: Set<Role>, steps: [Step]) {
    self.stands = stands
    self.isHeld = isHeld
    self.link = link
    self.readers = readers
    self.steps = steps
  }
}

extension House {
  /// Nil where no room has offered anything to this application.
  package func placement(of application: String, in tx: Transaction) throws -> Placement? {
    for room in rooms {
      if let placement = try room.placement(tx, self, application) { return placement }
    }
    return nil
  }
}
