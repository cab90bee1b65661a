package import Storage
package import Words

/// Whether an organisation's people may come in, and who decided it. Folded from `organisation_clearance`, whose rows are only ever added;
/// `organisation.cleared_until` is what follows, and the gatekeeper reads nothing else.
package struct OrganisationClearance: Sendable {
  package enum Entry: String, Sendable, Bindable, Readable {
    case cleared, shut
    case liftingAsked = "lifting_asked"
    case liftingDropped = "lifting_dropped"
    case lifted
  }

  package struct Line: Sendable {
    package let entry: Entry
    package let until: Day?
    package let reason: String?
    package let by: ID<Person>
    package let at: Moment
  }

  /// The newest first.
  package let lines: [Line]

  /// Since when the door is shut, whatever term there is; nil where it is not.
  package var shutSince: Moment? {
    guard let last = lines.first(where: { [.shut, .lifted].contains($0.entry) }), last.entry == .shut else { return nil }
    return last.at
  }

  /// Who asked that it be opened again, where nobody has answered that yet.
  package var liftingAskedBy: ID<Person>? {
    guard shutSince != nil, let last = lines.first(where: { $0.entry != .cleared }), last.entry == .liftingAsked else {
      return nil
    }
    return last.by
  }

  /// The last day that somebody gave it.
  package var until: Day? { lines.first { $0.entry == .cleared }?.until }
}

extension Transaction {
  package func clearance(of organisation: ID<Organisation>) throws -> OrganisationClearance {
    OrganisationClearance(
      lines: try rows(
        """
        SELECT entry, until, reason, decided_by, decided_at FROM organisation_clearance WHERE organisation_id = \(organisation)
        ORDER BY number DESC LIMIT 500
        """
      ) { row in
        OrganisationClearance.Line(
          entry: try row["entry"], until: try row["until"], reason: try row["reason"], by: try row["decided_by"],
          at: try row["decided_at"])
      })
  }

  /// Until the end of that day its people may come in. Refused while the door is shut: opening that takes two.
  package func clear(_ organisation: ID<Organisation>, until day: Day, because reason: String, by actor: Actor, _ house: House)
    throws
  {
    guard try clearance(of: organisation).shutSince == nil else { throw Refusal(.conflict, .organisationIsShut) }
    try add(.cleared, until: day, reason, to: organisation, by: actor, house)
    try run("UPDATE organisation SET cleared_until = \(day.end()) WHERE id = \(organisation)")
  }

  /// From this moment on nobody of it comes in, in a running session neither. Done twice it is done.
  package func shut(_ organisation: ID<Organisation>, because reason: String, by actor: Actor, _ house: House) throws {
    guard try clearance(of: organisation).shutSince == nil else { return }
    let now = house.outside.now()
    try add(.shut, until: nil, reason, to: organisation, by: actor, house)
    try run("UPDATE organisation SET cleared_until = \(now) WHERE id = \(organisation) AND cleared_until > \(now)")
  }

  /// The first of two who open it again. False where somebody has asked already.
  package func askLifting(_ organisation: ID<Organisation>, because reason: String, by actor: Actor, _ house: House) throws
    -> Bool
  {
    let clearance = try clearance(of: organisation)
    guard clearance.shutSince != nil else { throw Refusal(.conflict, .organisationIsOpen) }
    guard clearance.liftingAskedBy == nil else { return false }
    try add(.liftingAsked, until: nil, reason, to: organisation, by: actor, house)
    return true
  }

  package func dropLifting(_ organisation: ID<Organisation>, by actor: Actor, _ house: House) throws {
    guard try clearance(of: organisation).liftingAskedBy != nil else { throw Refusal(.conflict, .nobodyAskedLifting) }
    try add(.liftingDropped, until: nil, nil, to: organisation, by: actor, house)
  }

  /// The second of two; the term is what it was.
  package func lift(_ organisation: ID<Organisation>, by actor: Actor, _ house: House) throws {
    let clearance = try clearance(of: organisation)
    guard let asker = clearance.liftingAskedBy else { throw Refusal(.conflict, .nobodyAskedLifting) }
    try mustBeSecond(actor, after: asker, at: house.outside.now())
    let until = clearance.until ?? house.outside.now().day()
    try add(.lifted, until: until, nil, asked: asker, to: organisation, by: actor, house)
    guard let term = clearance.until else { return }
    try run("UPDATE organisation SET cleared_until = \(term.end()) WHERE id = \(organisation)")
  }

  private func add(
    _ entry: OrganisationClearance.Entry, until: Day?, _ reason: String?, asked: ID<Person>? = nil,
    to organisation: ID<Organisation>,
    by actor: Actor, _ house: House
  ) throws {
    let number: Int =
      try value("SELECT COALESCE(max(number), 0) + 1 FROM organisation_clearance WHERE organisation_id = \(organisation)") ?? 1
    try run(
      """
      INSERT INTO organisation_clearance (organisation_id, number, entry, until, reason, decided_by, asked_by, decided_at)
      VALUES (\(organisation), \(number), \(entry), \(until), \(reason), \(actor.person), \(asked), \(house.outside.now()))
      """)
  }
}

extension Phrase {
  static let organisationIsShut = Phrase(
    kk: "Бұл ұйымның рұқсаты тоқтатылған: алдымен тоқтатуды екі адам алып тастайды.",
    ru: "Допуск этой организации приостановлен: сначала приостановку снимают двое.",
    en: "This organisation's clearance is suspended: two people lift that first.")
  static let organisationIsOpen = Phrase(
    kk: "Бұл ұйымның рұқсаты тоқтатылмаған.", ru: "Допуск этой организации не приостановлен.",
    en: "This organisation's clearance is not suspended.")
  static let nobodyAskedLifting = Phrase(
    kk: "Тоқтатуды алып тастауды ешкім сұраған жоқ.", ru: "Снятия приостановки никто не запрашивал.",
    en: "Nobody has asked for the suspension to be lifted.")
}
