import Intake
import Programme
import Security
import Storage
import Words

extension Transaction {
  /// What a line would do: by what the girl is known again, or by an application she has begun herself.
  func plan(_ girl: ImportedGirl, _ cycle: ID<Cycle>, _ house: House) throws -> IntakePlan<Application> {
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

  /// Answers carry the time the table came, so whatever the girl writes later stands.
  func add(_ girl: ImportedGirl, _ batch: IntakeBatch, _ formVersion: String, _ house: House) throws {
    let safe = try addPerson(
      girl.checked.facts, language: girl.checked.values["teaching_language"] == "ru" ? .ru : .kk, house)
    let application = try startApplication(
      for: safe.person, in: try batch.ofCycle(), formVersion: formVersion, source: .imported,
      traits: Application.Traits(girl.checked.values, house.gazetteer), by: batch.madeBy, details: batch.id.text, house)
    try insert(girl.events(after: Answers(), batch, house), application, safe, at: house.outside.now())
    try remember(girl, as: application.id, batch)
  }

  func change(_ application: Application, _ girl: ImportedGirl, _ batch: IntakeBatch, _ house: House) throws {
    let safe = try safe(of: application.person, house.vault)
    let events = girl.events(after: try answers(of: application.id, safe), batch, house)
    try keep(events, application, safe, at: house.outside.now())
    try refresh(application, girl.checked, safe, house)
    try remember(girl, as: application.id, batch)
    try addEvent(.edited, to: application.id, by: batch.madeBy, details: batch.id.text, house)
  }

  private func remember(_ girl: ImportedGirl, as application: ID<Application>, _ batch: IntakeBatch) throws {
    let cycle = try batch.ofCycle()
    let rows = girl.keys.map { key -> SQL in "(\(cycle), \(key), \(application), \(girl.content), \(batch.id))" }
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
}

extension ImportedGirl {
  /// What the table says otherwise than the answers before, as of the time the table came.
  fileprivate func events(after before: Answers, _ batch: IntakeBatch, _ house: House) -> [AnswerEvent] {
    typed.filter { before[$0.key] != $0.value }.sorted { $0.key < $1.key }.map { field, text in
      AnswerEvent(id: house.outside.id(), field: field, typed: text, writtenAt: batch.madeAt)
    }
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
}
