package import Storage
package import Words

/// What one room keeps about one person: it can say it all, and forget it. Export, erasure and the log of readers know
/// the rooms only through this.
package struct PersonalData: Sendable {
  package let title: Phrase
  /// What its tables hold of a person, in words: what an erasure tells her that it took.
  package let tables: [String: Phrase]
  /// Everything, as sections of names and values, sealed fields opened.
  package var export: @Sendable (Transaction, House, ID<Person>, Language) throws -> [Section]
  /// Removes rows, and what the destroyed key does not already make unreadable; says how much of what. Counts stay.
  package var erase: @Sendable (Transaction, House, ID<Person>) throws -> [Erased]
  /// People known only because of this one, who go with her: a girl's guardian.
  package var dependants: @Sendable (Transaction, ID<Person>) throws -> [ID<Person>] = { _, _ in [] }
  /// For whom this person may ask: a guardian's girl.
  package var wards: @Sendable (Transaction, House, ID<Person>) throws -> [ID<Person>] = { _, _, _ in [] }
  /// A fresh address by which such a guardian comes in.
  package var door: @Sendable (Transaction, House, _ guardian: ID<Person>) throws -> String? = { _, _, _ in nil }
  /// How else the audit log calls what is hers: the ids of her applications.
  package var subjects: @Sendable (Transaction, ID<Person>) throws -> [String] = { _, _ in [] }
  /// Whose this is: the code of an application.
  package var find: @Sendable (Transaction, House, _ typed: String) throws -> [ID<Person>] = { _, _, _ in [] }
  /// What staff call the person without a name.
  package var label: @Sendable (Transaction, ID<Person>) throws -> String? = { _, _ in nil }
  /// Where the person's things lie, for the reach of a permit.
  package var places: @Sendable (Transaction, ID<Person>) throws -> [(cycle: ID<Cycle>, region: String?)] = { _, _ in [] }
  /// The next people whose data have lain past a term, in the order of their ids.
  package var lain: @Sendable (Transaction, Lain) throws -> [ID<Person>] = { _, _ in [] }
  /// The groups `lain` knows.
  package var groups: Set<String> = []

  package struct Section: Sendable {
    package let title: Phrase
    package let lines: [(name: String, value: String)]
    package let files: [(name: String, bytes: [UInt8])]

    package init(_ title: Phrase, _ lines: [(name: String, value: String)], files: [(name: String, bytes: [UInt8])] = []) {
      self.title = title
      self.lines = lines
      self.files = files
    }
  }

  /// A question for people: a group that retention.yaml knows, and what lies past its term.
  package struct Lain: Sendable {
    package let group: String
    /// Changed last before this; for terms that count from a change.
    package let before: Moment
    /// Intakes whose term is over; for the others.
    package let cycles: [ID<Cycle>]
    /// The last person of the answer before.
    package let after: String
    package let limit: Int

    package init(_ group: String, before: Moment, cycles: [ID<Cycle>], after: String, limit: Int) {
      self.group = group
      self.before = before
      self.cycles = cycles
      self.after = after
      self.limit = limit
    }
  }

  /// How many rows of a table were removed or emptied.
  package struct Erased: Sendable, Hashable {
    package let table: String
    package let rows: Int

    package init(_ table: String, _ rows: Int) {
      self.table = table
      self.rows = rows
    }
  }

  package init(
    title: Phrase, tables: [String: Phrase],
    export: @escaping @Sendable (Transaction, House, ID<Person>, Language) throws -> [Section],
    erase: @escaping @Sendable (Transaction, House, ID<Person>) throws -> [Erased]
  ) {
    self.title = title
    self.tables = tables
    self.export = export
    self.erase = erase
  }
}

extension PersonalData {
  /// What every room keeps about people, and last the person's own rows: with them goes the key.
  package static func all(of rooms: [Room]) -> [PersonalData] {
    rooms.flatMap(\.personalData) + [.files, .consents, .letters, .person]
  }
}

extension House {
  package var personalData: [PersonalData] { PersonalData.all(of: rooms) }

  /// What a table holds of a person; nil for one that holds nothing of anybody, or is no longer there.
  package func said(ofTable table: String) -> Phrase? { personalData.lazy.compactMap { $0.tables[table] }.first }
}
