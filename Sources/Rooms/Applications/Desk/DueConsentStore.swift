package import Programme
package import Storage
package import Words

/// One signer of one application with what she or he has to answer anew.
package struct DueConsent: Sendable {
  package let application: ID<Application>
  package let code: String
  package let signer: Consent.Signer
  package let purposes: [String]
  package let reason: Consent.Due
  package let since: Moment
  package let askedAt: Moment?
}

/// Which of them a list shows: read from the address, bound to what a permit reaches.
package struct DueView: Sendable {
  package var purpose: String?
  package var signer: Consent.Signer?
  /// One application only.
  package var application: ID<Application>?
  package let reach: [Scope]

  package init(purpose: String? = nil, signer: Consent.Signer? = nil, reach: [Scope]) {
    self.purpose = purpose
    self.signer = signer
    self.reach = reach
  }

  /// About `consent_due` joined to `application`. A no to an old text stays a no, and nobody is asked again because of it;
  /// whose application is over, or whose
  /// data are restricted or erased, is not asked either.
  fileprivate var condition: SQL {
    var parts: [SQL] = [
      "application.state IN ('submitted', 'returned', 'eligible')", "(consent_due.agreed OR consent_due.reason = 'age')",
      reach.condition(Application.scope),
      "NOT EXISTS (SELECT 1 FROM person WHERE person.id = application.person_id AND (restricted_at IS NOT NULL OR erased_at IS NOT NULL))",
    ]
    // Nor a guardian whose right has ended.
    parts.append(
      "(consent_due.signer = 'girl' OR NOT EXISTS (SELECT 1 FROM of_age WHERE of_age.application_id = application.id))")
    if let purpose { parts.append("consent_due.purpose = \(purpose)") }
    if let application { parts.append("application.id = \(application)") }
    if let signer { parts.append("consent_due.signer = \(signer)") }
    return parts.joined(" AND ")
  }
}

extension Transaction {
  package static let duePage = 50

  /// How many signers have something to answer anew.
  package func dueCount(_ view: DueView) throws -> Int { try dueCount(view, "1 = 1") }

  package func dueCount(_ view: DueView, notAskedSince moment: Moment) throws -> Int {
    try dueCount(view, Self.notAsked(since: moment))
  }

  private func dueCount(_ view: DueView, _ having: SQL) throws -> Int {
    try value(
      """
      SELECT count(*) FROM (
        SELECT application.id, signer FROM consent_due CROSS JOIN application
        WHERE \(Self.dueApplication) AND \(view.condition) GROUP BY application.id, signer HAVING \(having)) AS due
      """) ?? 0
  }

  private static func notAsked(since moment: Moment) -> SQL { "max(COALESCE(asked_at, 0)) < \(moment)" }

  /// A page of them, who has waited longest first. Pages count from 1. Two statements.
  package func dueConsents(_ view: DueView, page: Int) throws -> [DueConsent] {
    try dueConsents(view, "1 = 1", limit: Self.duePage, offset: (page - 1) * Self.duePage)
  }

  /// Those who have not been asked since a moment.
  package func dueConsents(_ view: DueView, notAskedSince moment: Moment, limit: Int) throws -> [DueConsent] {
    try dueConsents(view, Self.notAsked(since: moment), limit: limit, offset: 0)
  }

  private func dueConsents(_ view: DueView, _ having: SQL, limit: Int, offset: Int) throws -> [DueConsent] {
    struct Group: Hashable {
      let application: ID<Application>
      let signer: Consent.Signer
    }
    let groups = try rows(
      """
      SELECT application.id AS application_id, signer, min(code) AS code, min(consent_due.reason) AS reason, min(since) AS since,
        max(asked_at) AS asked_at
      FROM consent_due CROSS JOIN application
      WHERE \(Self.dueApplication) AND \(view.condition) GROUP BY application.id, signer HAVING \(having)
      ORDER BY min(since), application.id, signer LIMIT \(limit) OFFSET \(offset)
      """
    ) { row in
      DueConsent(
        application: try row["application_id"], code: try row["code"], signer: try row["signer"],
        purposes: [], reason: try row["reason"], since: try row["since"], askedAt: try row["asked_at"])
    }
    var purposes: [Group: [String]] = [:]
    try each(
      """
      SELECT application.id AS application_id, signer, purpose FROM application JOIN consent_due ON \(Self.dueApplication)
      WHERE application.id IN (\(list: Set(groups.map(\.application)))) AND (agreed OR consent_due.reason = 'age')
      ORDER BY application.id, signer, purpose
      """
    ) { row in
      purposes[Group(application: try row["application_id"], signer: try row["signer"]), default: []].append(try row["purpose"])
    }
    return groups.map { due in
      DueConsent(
        application: due.application, code: due.code, signer: due.signer,
        purposes: purposes[Group(application: due.application, signer: due.signer)] ?? [], reason: due.reason, since: due.since,
        askedAt: due.askedAt)
    }
  }

  package func markAsked(_ application: ID<Application>, _ signer: Consent.Signer, at now: Moment) throws {
    try run(
      """
      UPDATE consent_due SET asked_at = \(now) WHERE signer = \(signer) AND EXISTS (
        SELECT 1 FROM application WHERE application.id = \(application) AND application.person_id = consent_due.person_id
          AND application.cycle_id = consent_due.cycle_id)
      """)
  }

  /// After CROSS JOIN, which keeps SQLite from walking all applications to find the few that are due.
  private static let dueApplication: SQL = """
    application.person_id = consent_due.person_id AND application.cycle_id = consent_due.cycle_id
    """
}
