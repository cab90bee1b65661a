import Markup
import Programme
import Storage
import Words

/// Giving applications to one of those who may work on them, or taking them back.
struct Assignment: Sendable {
  let cycle: Cycle
  /// Nil to take back.
  let to: Colleague?
  /// The press of a button: one letter for it, however many applications there are.
  let press: ID<Assignment>

  /// What came of one press.
  struct Outcome: Sendable {
    var done = 0
    /// Of the list, what would be done by another press.
    var left = 0
    /// Of the list, open and beyond the reach of whoever was to have them.
    var beyond = 0
  }

  /// In one press.
  static let most = 1000
  private static let batch = 100

  /// A hundred in each transaction, so that nobody waits long behind it.
  func take(_ view: DeskView, _ permit: Permit<AssignApplications>, _ house: House) async throws -> Outcome {
    var outcome = Outcome()
    var last = ""
    while outcome.done < Self.most {
      let (after, isFirst) = (last, outcome.done == 0)
      let taken = try await house.database.write { tx in
        try tx.assign(self, view, after: after, limit: Self.batch, tells: isFirst, permit, house)
      }
      outcome.done += taken.count
      guard let next = taken.last, taken.count == Self.batch else { break }
      last = next.text
    }
    let rest = try await house.database.read { tx in
      (left: try tx.assignable(self, view, house), beyond: try tx.beyond(self, view, house))
    }
    (outcome.left, outcome.beyond) = rest
    return outcome
  }

  /// Which of a list it would change, as a condition about `application`.
  fileprivate var changes: SQL {
    guard let to else { return "assigned_to IS NOT NULL" }
    let reach: SQL = to.regions.map { "AND region IN (\(list: $0))" } ?? ""
    return """
      state IN (\(list: Application.State.open)) AND (assigned_to IS NULL OR assigned_to <> \(to.person)) \(reach)
      """
  }
}

extension Transaction {
  /// The next applications of a list: the columns, the history, the log, and one letter to whoever has them now.
  fileprivate func assign(
    _ assignment: Assignment, _ view: DeskView, after: String, limit: Int, tells: Bool, _ permit: Permit<AssignApplications>,
    _ house: House
  ) throws -> [ID<Application>] {
    let now = house.outside.now()
    // Who may have them is looked at once more where it is written down.
    if let to = assignment.to {
      let known = try colleaguesNow(in: assignment.cycle.id, house.vault)[to.person]
      guard known?.regions == to.regions, known != nil else { throw Refusal(.conflict, .colleagueChanged) }
    }
    let next = try rows(
      """
      SELECT id, assigned_to FROM application WHERE \(try view.condition(self, house)) AND \(assignment.changes) AND id > \(after)
      ORDER BY id LIMIT \(limit)
      """
    ) { (id: try $0["id"] as ID<Application>, from: try $0["assigned_to"] as ID<Person>?) }
    guard !next.isEmpty else { return [] }
    try run(
      """
      UPDATE application SET assigned_to = \(assignment.to?.person), assigned_at = \(assignment.to == nil ? nil : now)
      WHERE id IN (\(list: next.map(\.id)))
      """)
    let (kind, act): (ApplicationEvent.Kind, AuditAct) =
      assignment.to == nil ? (.unassigned, .applicationUnassigned) : (.assigned, .applicationAssigned)
    for (person, applications) in Dictionary(grouping: next, by: { assignment.to?.person ?? $0.from }) {
      let whom = person?.text ?? ""
      try addEvents(kind, to: applications.map(\.id), by: permit.actor.text, details: whom, house)
      for application in applications { try record(act, application.id.text, whom, by: permit, house) }
    }
    if tells, let to = assignment.to, to.person != permit.actor.person {
      let list = ("/desk/applications?assigned=mine" as Link).of(assignment.cycle)
      try tell(
        try safe(of: to.person, house.vault), .assigned, [.page(list.text, house)], purpose: .assignment,
        once: "\(assignment.press)", house)
    }
    return next.map(\.id)
  }

  /// How many of a list it would change.
  func assignable(_ assignment: Assignment, _ view: DeskView, _ house: House) throws -> Int {
    try value("SELECT count(*) FROM application WHERE \(try view.condition(self, house)) AND \(assignment.changes)") ?? 0
  }

  fileprivate func beyond(_ assignment: Assignment, _ view: DeskView, _ house: House) throws -> Int {
    guard let regions = assignment.to?.regions else { return 0 }
    return try value(
      """
      SELECT count(*) FROM application WHERE \(try view.condition(self, house)) AND state IN (\(list: Application.State.open))
        AND (region IS NULL OR region NOT IN (\(list: regions)))
      """) ?? 0
  }

  /// How many of a list are open, by region.
  func openByRegion(_ view: DeskView, _ house: House) throws -> [(region: String?, count: Int)] {
    try rows(
      """
      SELECT region, count(*) AS n FROM application
      WHERE \(try view.condition(self, house)) AND state IN (\(list: Application.State.open)) GROUP BY region ORDER BY region
      """
    ) { (region: try $0["region"], count: try $0["n"]) }
  }

  /// How many open applications of an intake each person has.
  func assignedCounts(_ cycle: ID<Cycle>) throws -> [ID<Person>: Int] {
    let counts = try rows(
      """
      SELECT assigned_to, count(*) AS n FROM application
      WHERE cycle_id = \(cycle) AND assigned_to IS NOT NULL AND state IN (\(list: Application.State.waiting))
      GROUP BY assigned_to ORDER BY assigned_to
      """
    ) { (try $0["assigned_to"] as ID<Person>, try $0["n"] as Int) }
    return Dictionary(uniqueKeysWithValues: counts)
  }

  /// Nobody has what this person had: her own data go.
  func takeBackAll(from person: ID<Person>) throws -> Int {
    try run(
      """
      UPDATE application SET assigned_to = NULL, assigned_at = NULL
      WHERE cycle_id IN (SELECT id FROM cycle) AND assigned_to = \(person)
      """)
  }
}

extension LetterText {
  static let assigned = LetterText(
    "applications-assigned",
    Phrase(kk: "Қызметкерге өтінімдер тапсырылды", ru: "Сотруднику поручены заявки", en: "Applications given to a colleague"),
    needs: [.page])
}

extension Phrase {
  static let colleagueChanged = Phrase(
    kk: "Бұл адам осы өтінімдермен енді жұмыс істей алмайды немесе оның аймағы өзгерді. Бетті жаңартып, қайта таңдаңыз.",
    ru: "Этот человек больше не работает с такими заявками или его области изменились. Обновите страницу и выберите снова.",
    en: "This person no longer works on such applications, or the regions have changed. Reload the page and choose again.")
}
