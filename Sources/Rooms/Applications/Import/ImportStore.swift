import Programme
import Security
import Storage
import Words

/// One table that somebody brought.
struct ImportBatch: Sendable {
  let id: ID<ImportBatch>
  let cycle: ID<Cycle>
  /// The file's name, sealed for whoever brought it.
  let name: String
  let mapping: ImportMapping
  let madeBy: String
  let maker: ID<Person>?
  let madeAt: Moment
  let confirmedAt: Moment?
  /// The staged file is still there: not confirmed, or not through yet.
  let isStaged: Bool
  let counts: ImportCounts

  var isRunning: Bool { isStaged && confirmedAt != nil }
}

struct ImportCounts: Sendable, Hashable {
  var added = 0
  var changed = 0
  var unchanged = 0
  var refused = 0

  var sum: Int { added + changed + unchanged + refused }
}

/// What would become of a line, before anything is written.
enum ImportPlan: Sendable {
  case add
  case change(Application)
  case unchanged
  case refuse(Phrase)
}

extension Transaction {
  func addBatch(
    name: String, _ bytes: [UInt8], _ mapping: ImportMapping, _ cycle: ID<Cycle>, _ permit: Permit<ImportApplications>,
    _ house: House
  ) throws -> ID<ImportBatch> {
    let id: ID<ImportBatch> = house.outside.id()
    let safe = try safe(of: permit.actor.person, house.vault)
    try run(
      """
      INSERT INTO import_batch (id, cycle_id, name, maker, sha256, mapping, file, made_by, made_at, added, changed, unchanged, refused)
      VALUES (\(id), \(cycle), \(safe.seal(String(name.prefix(120)), "import_batch.name")), \(permit.actor.person),
        \(sha256(bytes)), \(try mapping.json()),
        \(safe.seal(bytes, "import_batch.file")), \(permit.actor.text), \(house.outside.now()), 0, 0, 0, 0)
      """)
    try record("import.staged", id.text, "rows=\(mapping.total)", by: permit, house)
    return id
  }

  func batch(_ id: ID<ImportBatch>, _ vault: Vault) throws -> ImportBatch? {
    try row(Self.selectBatch + "WHERE import_batch.id = \(id)").map { try ImportBatch(row: $0, vault) }
  }

  func batches(_ cycle: ID<Cycle>, _ vault: Vault, limit: Int = 50) throws -> [ImportBatch] {
    try rows(Self.selectBatch + "WHERE cycle_id = \(cycle) ORDER BY made_at DESC, import_batch.id DESC LIMIT \(limit)") {
      try ImportBatch(row: $0, vault)
    }
  }

  /// Confirmed and not through.
  func runningBatches(_ vault: Vault) throws -> [ImportBatch] {
    try rows(
      Self.selectBatch
        + "WHERE confirmed_at IS NOT NULL AND file IS NOT NULL ORDER BY confirmed_at, import_batch.id LIMIT 20"
    ) { try ImportBatch(row: $0, vault) }
  }

  func stagedFile(_ batch: ImportBatch, _ vault: Vault) throws -> [UInt8]? {
    guard let maker = batch.maker, let sealed: [UInt8]? = try value("SELECT file FROM import_batch WHERE id = \(batch.id)"),
      let sealed
    else { return nil }
    return try safe(of: maker, vault).openBytes(sealed, "import_batch.file")
  }

  func setMapping(_ mapping: ImportMapping, of batch: ID<ImportBatch>) throws {
    try run("UPDATE import_batch SET mapping = \(try mapping.json()) WHERE id = \(batch) AND confirmed_at IS NULL")
  }

  /// Throws `Refusal.conflict` for a second confirmation.
  func confirm(_ batch: ID<ImportBatch>, at now: Moment) throws {
    let changed = try run(
      "UPDATE import_batch SET confirmed_at = \(now) WHERE id = \(batch) AND confirmed_at IS NULL AND file IS NOT NULL")
    if changed == 0 { throw Refusal(.conflict, .importAlreadyConfirmed) }
  }

  /// The staged file is gone; what was written stays.
  func dropFile(_ batch: ID<ImportBatch>) throws {
    try run("UPDATE import_batch SET file = NULL WHERE id = \(batch)")
  }

  /// Counts a chunk as done, only if nobody else did it and the file was not dropped.
  func advance(_ batch: ID<ImportBatch>, from done: Int, by counts: ImportCounts) throws -> Bool {
    try run(
      """
      UPDATE import_batch SET added = added + \(counts.added), changed = changed + \(counts.changed),
        unchanged = unchanged + \(counts.unchanged), refused = refused + \(counts.refused)
      WHERE id = \(batch) AND added + changed + unchanged + refused = \(done) AND file IS NOT NULL
      """) == 1
  }

  func plan(_ girl: ImportedGirl, _ cycle: ID<Cycle>, _ house: House) throws -> ImportPlan {
    let hashes = Self.personHashes(girl, house.vault)
    if try isErased(Self.tombstone(girl, house.vault)) { return .refuse(.erasedBefore) }
    let known = try row(
      """
      SELECT application_id, content_hash FROM import_row
      WHERE cycle_id = \(cycle) AND key_hash IN (\(list: girl.keys)) ORDER BY key_hash LIMIT 1
      """)
    if let known {
      if try known["content_hash"] as [UInt8] == girl.content { return .unchanged }
      guard let application = try application(try known["application_id"] as ID<Application>) else { return .add }
      guard application.state == .draft, application.source == .imported else { return .refuse(.noLongerDraft(application.code)) }
      return .change(application)
    }
    let matching = hashes.map { kind, hash -> SQL in "(kind = \(kind) AND hash = \(hash))" }
    let code: String? = try value(
      """
      SELECT code FROM application JOIN person_hash ON person_hash.person_id = application.person_id
      WHERE (\(matching.joined(" OR "))) AND cycle_id = \(cycle) ORDER BY code LIMIT 1
      """)
    return code.map { .refuse(.appliedAlready($0)) } ?? .add
  }

  /// Writes what the plan says. Answers carry the time the table came, so whatever the girl writes later stands.
  func carryOut(
    _ plan: ImportPlan, _ girl: ImportedGirl, _ batch: ImportBatch, _ formVersion: String, _ counts: inout ImportCounts,
    _ house: House
  ) throws {
    switch plan {
    case .refuse: counts.refused += 1
    case .unchanged: counts.unchanged += 1
    case .change(let application):
      try change(application, girl, batch, house)
      counts.changed += 1
    case .add:
      try add(girl, batch, formVersion, house)
      counts.added += 1
    }
  }

  private func add(_ girl: ImportedGirl, _ batch: ImportBatch, _ formVersion: String, _ house: House) throws {
    let safe = try addPerson(
      girl.checked.facts, language: girl.checked.values["teaching_language"] == "ru" ? .ru : .kk, house)
    let application = try startApplication(
      for: safe.person, in: batch.cycle, formVersion: formVersion, source: .imported,
      traits: Application.Traits(girl.checked.values, house.gazetteer), by: batch.madeBy, details: batch.id.text, house)
    try insert(girl.events(after: Answers(), batch, house), application, safe, at: house.outside.now())
    try remember(girl, as: application.id, batch)
  }

  private func change(_ application: Application, _ girl: ImportedGirl, _ batch: ImportBatch, _ house: House) throws {
    let safe = try safe(of: application.person, house.vault)
    let events = girl.events(after: try answers(of: application.id, safe), batch, house)
    try keep(events, application, safe, at: house.outside.now())
    try refresh(application, girl.checked, safe, house)
    try remember(girl, as: application.id, batch)
    try addEvent(.edited, to: application.id, by: batch.madeBy, details: batch.id.text, house)
  }

  private func remember(_ girl: ImportedGirl, as application: ID<Application>, _ batch: ImportBatch) throws {
    let rows = girl.keys.map { key -> SQL in "(\(batch.cycle), \(key), \(application), \(girl.content), \(batch.id))" }
    try run(
      """
      INSERT INTO import_row (cycle_id, key_hash, application_id, content_hash, batch_id) VALUES \(rows.joined(", "))
      ON CONFLICT (cycle_id, key_hash) DO UPDATE SET content_hash = excluded.content_hash, batch_id = excluded.batch_id
      """)
  }

  private static func tombstone(_ girl: ImportedGirl, _ vault: Vault) -> Tombstone {
    let values = girl.checked.values
    return Tombstone(
      name: girl.checked.name, birthDay: girl.checked.birthDay, iin: values["iin"].flatMap { try? IIN(parsing: $0) },
      phone: values["phone"].flatMap { try? Phone(parsing: $0) }, vault)
  }

  private static func personHashes(_ girl: ImportedGirl, _ vault: Vault) -> [(HashKind, [UInt8])] {
    let values = girl.checked.values
    var hashes: [(HashKind, [UInt8])] = []
    if let iin = values["iin"] { hashes.append((.iin, vault.hash(iin, .iin))) }
    if let name = girl.checked.name, let day = girl.checked.birthDay {
      hashes.append((.nameAndBirthDay, vault.hash(name, bornOn: day)))
    }
    return hashes
  }

  private static let selectBatch: SQL = """
    SELECT import_batch.id, cycle_id, name, maker, wrapped, mapping, made_by, made_at, confirmed_at, file IS NOT NULL AS staged, added,
      changed, unchanged, refused
    FROM import_batch LEFT JOIN person_key ON person_key.person_id = import_batch.maker 
    """
}

extension ImportedGirl {
  /// What the table says otherwise than the answers before, as of the time the table came.
  fileprivate func events(after before: Answers, _ batch: ImportBatch, _ house: House) -> [AnswerEvent] {
    typed.filter { before[$0.key] != $0.value }.sorted { $0.key < $1.key }.map { field, text in
      AnswerEvent(id: house.outside.id(), field: field, typed: text, writtenAt: batch.madeAt)
    }
  }
}

extension ImportBatch {
  init(row: Row, _ vault: Vault) throws {
    self.init(
      id: try row["id"], cycle: try row["cycle_id"], name: try Self.name(row, vault),
      mapping: try ImportMapping(json: try row["mapping"]),
      madeBy: try row["made_by"], maker: try row["maker"], madeAt: try row["made_at"], confirmedAt: try row["confirmed_at"],
      isStaged: try row["staged"],
      counts: ImportCounts(
        added: try row["added"], changed: try row["changed"], unchanged: try row["unchanged"], refused: try row["refused"]))
  }

  /// Empty once its maker is erased.
  private static func name(_ row: Row, _ vault: Vault) throws -> String {
    guard let maker: ID<Person> = try row["maker"], let wrapped: [UInt8] = try row["wrapped"], let name: [UInt8] = try row["name"]
    else { return "" }
    return try vault.safe(of: maker, wrapped: wrapped).open(name, "import_batch.name")
  }
}

extension Phrase {
  static let erasedBefore = Phrase(
    kk: "Бұл адамның деректері сұрау бойынша жойылған, қайта енгізуге болмайды",
    ru: "Данные этого человека удалены по просьбе, внести их снова нельзя",
    en: "This person's data were erased on request and may not be entered again")
  static func noLongerDraft(_ code: String) -> Phrase {
    Phrase(
      kk: "Өтінім \(code) жіберілген немесе шешілген, кестемен өзгермейді",
      ru: "Заявка \(code) уже подана или решена, таблица её не меняет",
      en: "Application \(code) is sent or decided already; a table does not change it")
  }
  static func appliedAlready(_ code: String) -> Phrase {
    Phrase(kk: "Өтінім бұрыннан бар: \(code)", ru: "Заявка уже есть: \(code)", en: "There is an application already: \(code)")
  }
  static let importAlreadyConfirmed = Phrase(
    kk: "Бұл кесте расталған немесе алынып тасталған.", ru: "Эта таблица уже подтверждена или убрана.",
    en: "This table is confirmed or dropped already.")
}
