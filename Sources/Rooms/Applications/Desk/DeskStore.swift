package import Programme
import Security
package import Storage
import Words

/// One line of a list on the desk.
package struct DeskRow: Sendable {
  package let application: Application
  /// Nil before she has written it.
  package let name: PersonName?
  package let isRestricted: Bool
  /// Where the register has her school.
  let school: Phrase?
  /// Read only where they are shown.
  let contacts: DeskContacts?
  /// Opens what else of hers is shown.
  let safe: Safe?
  /// Which row of the list it is.
  var position = 0
  /// Read only where they are shown; `lacks` only of those that wait for something.
  var holder: DeskHolder?
  var lacks: DeskLacks?
  var notes: DeskNotes?
  var writtenSchool: String?
  /// Optional uses that are not allowed; read only where the consent is shown, of those who answered all that taking part needs.
  var withheld: [ConsentFile.Purpose] = []
}

/// Who has an application, by name; or who had it and may no longer work on it.
struct DeskHolder: Sendable {
  let name: String?
  let lost: String?
}

/// Whom to call, as they stand in her answers now.
struct DeskContacts: Sendable {
  let phone: Phone?
  let guardian: String?
  let guardianPhone: Phone?
}

extension Transaction {
  /// How many there are of each kind the chips count, within the ground of the list.
  func deskCounts(_ view: DeskView, _ house: House) throws -> DeskCube {
    let colleagues = try colleagues(in: view.cycle, house)
    return DeskCube(
      cells: try rows(
        """
        SELECT state, consent, region, grade, teaching_language, source, assigned_to, count(*) AS n FROM application
        WHERE \(try view.ground(self, house))
        GROUP BY state, consent, region, grade, teaching_language, source, assigned_to
        """
      ) { try DeskCube.Cell(row: $0, colleagues) })
  }

  /// One page of the list, names opened; what the columns need besides is read for these rows alone.
  func deskRows(
    _ view: DeskView, sort: DeskSort, page: Int, limit: Int, _ columns: [DeskColumn], writesNotes: Bool, _ house: House
  ) throws -> [DeskRow] {
    let contacts = columns.contains(where: \.isContact)
    let ids = try deskOrder(view, sort, from: (page - 1) * limit, count: limit, house)
    if ids.isEmpty { return [] }
    let called: SQL = contacts ? Self.selectContacts : ""
    let rows = try rows(
      """
      SELECT shown.*, person_key.wrapped, person_detail.sealed, restricted_at IS NOT NULL AS restricted, school.name_kk,
        school.name_ru\(called)
      FROM (\(Self.selectApplication) WHERE id IN (\(list: ids))) AS shown
      JOIN person ON person.id = shown.person_id
      LEFT JOIN person_key ON person_key.person_id = shown.person_id
      LEFT JOIN person_detail ON person_detail.person_id = shown.person_id AND person_detail.kind = 'name'
      LEFT JOIN school ON school.id = shown.school_id
      ORDER BY shown.id
      """
    ) { try DeskRow(row: $0, house.vault, contacts: contacts) }
    let known = Dictionary(
      try completed(rows, columns, view.cycle, writesNotes: writesNotes, house).map { ($0.application.id, $0) }
    ) { first, _ in first }
    return ids.enumerated().compactMap { place, id in
      known[id].map { row in
        var row = row
        row.position = (page - 1) * limit + place + 1
        return row
      }
    }
  }

  /// With what other tables say, as far as it is shown.
  func completed(_ rows: [DeskRow], _ columns: [DeskColumn], _ cycle: ID<Cycle>, writesNotes: Bool, _ house: House) throws
    -> [DeskRow]
  {
    let holders = columns.contains(.assigned) ? try holders(of: rows.map(\.application), cycle, house) : [:]
    let lacks =
      columns.contains(.missing)
      ? try lacks(of: rows.compactMap { row in row.safe.map { (row.application, $0) } }, house) : [:]
    let notes =
      columns.contains(.notes)
      ? try notes(of: rows.map { ($0.application.id, $0.isRestricted ? nil : $0.safe) }, isOpened: writesNotes) : [:]
    let withheld =
      columns.contains(.consent)
      ? try withheld(of: rows.compactMap { row in row.safe.map { (row.application, $0) } }, cycle, house) : [:]
    let schools = columns.contains(.school) ? try writtenSchools(of: rows) : [:]
    return rows.map { row in
      var row = row
      let id = row.application.id
      (row.holder, row.lacks, row.notes) = (holders[id], lacks[id], notes[id])
      row.writtenSchool = schools[id]
      row.withheld = withheld[id] ?? []
      return row
    }
  }

  /// Which optional uses are not allowed, of those whose consent to take part is complete: two statements.
  func withheld(of rows: [(application: Application, safe: Safe)], _ cycle: ID<Cycle>, _ house: House) throws
    -> [ID<Application>: [ConsentFile.Purpose]]
  {
    let complete = rows.filter { $0.application.consent == .complete }
    let ledgers = try consents(complete.map(\.safe), cycle, at: house.outside.now())
    return Dictionary(
      complete.map { ($0.application.id, ledgers[$0.application.person]?.withheld(house.consents) ?? []) }
    ) { first, _ in first }
  }

  /// As they wrote it, where the register has no such school.
  private func writtenSchools(of rows: [DeskRow]) throws -> [ID<Application>: String] {
    let safes = Dictionary(
      rows.compactMap { row in row.school == nil ? row.safe.map { (row.application.id, $0) } : nil }
    ) { first, _ in first }
    guard !safes.isEmpty else { return [:] }
    let written = try self.rows(
      """
      SELECT shown.id, \(Self.newest(.school)) AS school FROM application AS shown
      WHERE shown.id IN (\(list: safes.keys.sorted()))
      """
    ) { row -> (ID<Application>, String)? in
      let id: ID<Application> = try row["id"]
      guard let sealed = try row["school"] as [UInt8]?, let typed = try safes[id]?.open(sealed, "answer.typed") else {
        return nil
      }
      return ID<School>(typed) == nil ? (id, typed) : nil
    }
    return Dictionary(written.compactMap(\.self)) { first, _ in first }
  }

  private func holders(of applications: [Application], _ cycle: ID<Cycle>, _ house: House) throws
    -> [ID<Application>: DeskHolder]
  {
    let colleagues = try colleagues(in: cycle, house)
    func has(_ application: Application) -> Colleague? {
      colleagues.holder(application.assignee, in: application.traits.region)
    }
    let lost = Set(applications.filter { has($0) == nil }.compactMap(\.assignee))
    let names = try namesOfActors(lost.map { "to:\($0)" }, house.vault)
    return Dictionary(
      uniqueKeysWithValues: applications.map { application in
        (
          application.id,
          DeskHolder(name: has(application)?.name, lost: application.assignee.flatMap { names["to:\($0)"] })
        )
      })
  }

  private static let selectContacts: SQL = """
    , (SELECT d.sealed FROM person_detail AS d WHERE d.person_id = shown.person_id AND d.kind = \(Detail.phone)) AS phone,
      \(newest(.guardianName)) AS guardian, \(newest(.guardianPhone)) AS guardian_phone
    """

  /// The last answer to a question, sealed; of an application in the table of that name.
  static func newest(_ meaning: Meaning, of application: SQL = "shown") -> SQL {
    """
    (SELECT typed FROM answer WHERE application_id = \(application).id AND field = \(meaning.rawValue)
      ORDER BY written_at DESC, id DESC LIMIT 1)
    """
  }

  /// How many stand in each state.
  package func deskFunnel(_ cycle: ID<Cycle>, regions: [String]?) throws -> [Application.State: Int] {
    let reach: SQL = regions.map { "AND region IN (\(list: $0))" } ?? ""
    let pairs = try rows(
      "SELECT state, count(*) AS n FROM application WHERE cycle_id = \(cycle) \(reach) GROUP BY state ORDER BY state"
    ) { (try $0["state"] as Application.State, try $0["n"] as Int) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// The names of staff and of whoever else stands in an audit log as `role:id`.
  package func namesOfActors(_ actors: some Sequence<String>, _ vault: Vault) throws -> [String: String] {
    let byActor = Dictionary(
      Set(actors).compactMap { actor in ActorText(actor).person.map { (actor, $0) } },
      uniquingKeysWith: { first, _ in first })
    guard !byActor.isEmpty else { return [:] }
    let names = Dictionary(
      uniqueKeysWithValues: try rows(
        """
        SELECT person_key.person_id, wrapped, sealed FROM person_key
        JOIN person_detail ON person_detail.person_id = person_key.person_id AND kind = 'name'
        WHERE person_key.person_id IN (\(list: Set(byActor.values)))
        """
      ) { row in
        let person: ID<Person> = try row["person_id"]
        let safe = try vault.safe(of: person, wrapped: try row["wrapped"])
        return (person, try safe.name(sealed: try row["sealed"])?.full ?? "")
      })
    return byActor.compactMapValues { names[$0] }
  }
}

/// Counts by all that chips filter by at once: each chip's count is a sum over it.
struct DeskCube: Sendable {
  struct Cell: Sendable {
    let state: Application.State
    let consent: Application.ConsentState
    let region: String?
    let grade: Int?
    let teachingLanguage: String?
    let source: Application.Source
    /// A person who may work on it, `nobody`, or `lost`, which is nobody too.
    let assigned: DeskAssigned
    let count: Int
  }

  enum Side: CaseIterable, Sendable { case state, consent, region, grade, teachingLanguage, source, assigned }

  let cells: [Cell]

  var all: Int { cells.reduce(0) { $0 + $1.count } }

  /// How many rows the filter leaves.
  func count(_ filter: DeskFilter) -> Int { count(filter, but: nil).reduce(0) { $0 + $1.count } }

  /// How many rows each value of one side would leave beside what is chosen on the others.
  func counts<Value: Hashable>(_ filter: DeskFilter, _ side: Side, _ value: (Cell) -> Value?) -> [Value: Int] {
    count(filter, but: side).reduce(into: [:]) { counts, cell in
      if let key = value(cell) { counts[key, default: 0] += cell.count }
    }
  }

  private func count(_ filter: DeskFilter, but side: Side?) -> [Cell] {
    func passes<Value: Equatable>(_ chosen: [Value], _ value: Value?, _ own: Side) -> Bool {
      side == own || chosen.isEmpty || value.map(chosen.contains) == true
    }
    return cells.filter { cell in
      passes(filter.states, cell.state, .state) && passes(filter.consents, cell.consent, .consent)
        && passes(filter.regions, cell.region, .region) && passes(filter.grades, cell.grade, .grade)
        && passes(filter.teachingLanguages, cell.teachingLanguage, .teachingLanguage)
        && passes(filter.sources, cell.source, .source)
        && (passes(filter.assigned, cell.assigned, .assigned) || (cell.assigned == .lost && filter.assigned.contains(.nobody)))
    }
  }
}

extension DeskCube.Cell {
  /// As the chip says it that this person sees.
  func assigned(seenBy person: ID<Person>) -> DeskAssigned {
    switch assigned {
    case .person(person): .mine
    case .lost: .nobody
    case .mine, .nobody, .person: assigned
    }
  }

  init(row: Row, _ colleagues: Colleagues) throws {
    let region: String? = try row["region"]
    self.init(
      state: try row["state"], consent: try row["consent"], region: region, grade: try row["grade"],
      teachingLanguage: try row["teaching_language"], source: try row["source"],
      assigned: colleagues.assigned(try row["assigned_to"], in: region), count: try row["n"])
  }
}

extension DeskRow {
  init(row: Row, _ vault: Vault, contacts isCalled: Bool) throws {
    let application = try Application(row: row)
    self.application = application
    isRestricted = try row["restricted"]
    school = try (row["name_kk"] as String?).map { kazakh in
      let russian = try (row["name_ru"] as String?).flatMap { $0.isEmpty ? nil : $0 } ?? kazakh
      return Phrase(kk: kazakh.isEmpty ? russian : kazakh, ru: russian, en: russian)
    }
    let wrapped: [UInt8]? = try row["wrapped"]
    let sealed: [UInt8]? = try row["sealed"]
    safe = try wrapped.map { try vault.safe(of: application.person, wrapped: $0) }
    name = try safe.flatMap { safe in try sealed.flatMap { try safe.name(sealed: $0) } }
    contacts = isCalled ? try safe.map { try DeskContacts(row: row, $0) } : nil
  }
}

extension DeskContacts {
  /// From `phone`, `guardian` and `guardian_phone`.
  init(row: Row, _ safe: Safe) throws {
    let sealed: (phone: [UInt8]?, name: [UInt8]?, guardian: [UInt8]?) = (
      try row["phone"], try row["guardian"], try row["guardian_phone"]
    )
    phone = try sealed.phone.map { try safe.detail(.phone, sealed: $0) }.flatMap { try? Phone(parsing: $0) }
    guardian = try sealed.name.map { try safe.open($0, "answer.typed") }
    guardianPhone = try sealed.guardian.map { try safe.open($0, "answer.typed") }.flatMap { try? Phone(parsing: $0) }
  }
}
