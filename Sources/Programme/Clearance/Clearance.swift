import Storage
package import Words

/// How far one adult is cleared to meet children's data: what was seen of each kind, and whether somebody suspended it. Folded from
/// `clearance`, whose rows are only ever added.
package struct Clearance: Sendable, Hashable {
  /// What somebody looked at. No copy of a document is kept.
  package enum Kind: String, Sendable, CaseIterable, Bindable, Readable {
    case background, conduct, module
  }

  /// The newest line of a kind.
  package struct Seen: Sendable, Hashable {
    package let on: Day
    /// The last day on which it counts, the whole of it on Kazakhstan's clocks.
    package let until: Day
    /// Which version of the text or module it was.
    package let version: Int

    package init(on: Day, until: Day, version: Int) {
      (self.on, self.until, self.version) = (on, until, version)
    }
  }

  /// A door that is shut whatever was seen.
  package struct Suspension: Sendable, Hashable {
    package let since: Moment
    package let by: ID<Person>
    /// Who asked for its end, which another has to confirm.
    package var liftingAskedBy: ID<Person>?
  }

  package private(set) var seen: [Kind: Seen] = [:]
  package private(set) var suspension: Suspension?

  package static let nothing = Clearance()

  /// Adds a line; in the order in which they were written.
  mutating func take(_ line: Line) {
    switch line.entry {
    case .seen(let kind, let what): seen[kind] = what
    case .suspended: suspension = Suspension(since: line.at, by: line.by)
    case .liftingAsked: suspension?.liftingAskedBy = line.by
    case .liftingDropped: suspension?.liftingAskedBy = nil
    case .lifted: suspension = nil
    }
  }
}

extension Clearance {
  /// One row.
  package struct Line: Sendable {
    package let person: ID<Person>
    package let entry: Entry
    package let by: ID<Person>
    package let at: Moment
    /// Among the staff; sealed with the adult's key, and gone with it.
    package let note: [UInt8]?
  }

  package enum Entry: Sendable, Hashable {
    case seen(Kind, Seen)
    case suspended
    case liftingAsked
    case liftingDropped
    /// By the second of two; the first asked.
    case lifted(askedBy: ID<Person>)

    var word: String {
      switch self {
      case .seen: "seen"
      case .suspended: "suspended"
      case .liftingAsked: "lifting_asked"
      case .liftingDropped: "lifting_dropped"
      case .lifted: "lifted"
      }
    }
  }

  /// What stands between an adult and children's data.
  package enum Lack: Sendable, Hashable {
    case suspended(since: Moment)
    case missing(Kind)
    case ended(Kind, last: Day)
    /// It was seen, but of a text or module that has a newer version.
    case outdated(Kind)
  }

  /// Whether all that the role asks for is there on that day.
  package func valid(for role: Role, on day: Day, _ rules: ClearanceFile) -> Bool { lacks(for: role, on: day, rules).isEmpty }

  /// What is missing for the role on that day; a suspension first.
  package func lacks(for role: Role, on day: Day, _ rules: ClearanceFile) -> [Lack] {
    let kinds = rules.kinds(of: role, on: day)
    guard !kinds.isEmpty else { return [] }
    return (suspension.map { [.suspended(since: $0.since)] } ?? []) + kinds.compactMap { lack(of: $0, on: day, rules) }
  }

  private func lack(of kind: Kind, on day: Day, _ rules: ClearanceFile) -> Lack? {
    guard let seen = seen[kind], seen.on <= day else { return .missing(kind) }
    if seen.until < day { return .ended(kind, last: seen.until) }
    return seen.version < rules.rule(of: kind).version ? .outdated(kind) : nil
  }

  /// The last day on which all that the roles ask for holds, if nothing changes; nil where something is missing on that day already.
  package func lastDay(for roles: some Sequence<Role>, from day: Day, _ rules: ClearanceFile) -> Day? {
    let asking = roles.filter { rules.asks($0, on: day) }
    guard asking.allSatisfy({ valid(for: $0, on: day, rules) }) else { return nil }
    return asking.flatMap { rules.kinds(of: $0, on: day) }.compactMap { seen[$0]?.until }.min()
  }
}
