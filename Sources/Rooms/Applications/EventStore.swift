package import Programme
package import Storage
package import Words

/// One line of an application's history.
package struct ApplicationEvent: Sendable {
  package let at: Moment
  package let kind: Kind
  /// "applicant", "guardian", "desk" or the role and id of one of the staff.
  package let actor: String
  package let details: String
  package let note: String?

  /// To whom of the staff it was given, or from whom it was taken.
  var assignee: ID<Person>? { kind == .assigned || kind == .unassigned ? ID<Person>(details) : nil }

  package enum Kind: String, Sendable, CaseIterable, Bindable, Readable {
    case started, submitted, returned, corrected, eligible, refused, withdrawn, reopened, joined, imported, edited
    case noted, exported, assigned, unassigned
    case fileAdded = "file_added"
    case fileRemoved = "file_removed"
    case girlAgreed = "girl_agreed"
    case girlRefused = "girl_refused"
    case guardianAsked = "guardian_asked"
    case guardianAgreed = "guardian_agreed"
    case guardianRefused = "guardian_refused"
    case cameOfAge = "came_of_age"
    case consentAskedAgain = "consent_asked_again"
    case consentWithdrawn = "consent_withdrawn"
    case paperEntered = "paper_entered"
    case paperApproved = "paper_approved"
    case paperRejected = "paper_rejected"
    case messageSent = "message_sent"
    case notDuplicate = "not_duplicate"
  }
}

extension Transaction {
  package func addEvent(
    _ kind: ApplicationEvent.Kind, to application: ID<Application>, by actor: String, details: String = "", note: [UInt8]? = nil,
    _ house: House
  ) throws {
    try run(
      """
      INSERT INTO application_event (id, application_id, at, kind, actor, details, note)
      VALUES (\(house.outside.id(of: ApplicationEvent.self)), \(application), \(house.outside.now()), \(kind), \(actor),
        \(details), \(note))
      """)
  }

  /// The same line for several.
  func addEvents(
    _ kind: ApplicationEvent.Kind, to applications: [ID<Application>], by actor: String, details: String, _ house: House
  ) throws {
    try insert(
      "INSERT INTO application_event (id, application_id, at, kind, actor, details)",
      applications.map {
        "(\(house.outside.id(of: ApplicationEvent.self)), \($0), \(house.outside.now()), \(kind), \(actor), \(details))"
      })
  }

  /// The whole history, the newest first; notes are sealed with the applicant's key.
  package func events(of application: ID<Application>, _ safe: Safe, limit: Int = 500) throws -> [ApplicationEvent] {
    try rows(
      """
      SELECT at, kind, actor, details, note FROM application_event
      WHERE application_id = \(application) ORDER BY at DESC, id DESC LIMIT \(limit)
      """
    ) { row in
      let note: [UInt8]? = try row["note"]
      return ApplicationEvent(
        at: try row["at"], kind: try row["kind"], actor: try row["actor"], details: try row["details"],
        note: try note.map { try safe.open($0, "application_event.note") })
    }
  }
}
