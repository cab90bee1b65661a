import Forms
import Intake
import Programme
import Security
import Storage
import Words

extension Transaction {
  /// What lines would do: by what each girl is known again, or by an application she has begun herself. A handful of statements,
  /// however many lines.
  func plans(_ girls: [ImportedGirl], _ cycle: ID<Cycle>, _ house: House) throws -> [IntakePlan<Application>] {
    guard !girls.isEmpty else { return [] }
    let erased = try areErased(girls.map { Self.tombstone($0, house.vault) })
    var known: [[UInt8]: (application: ID<Application>, content: [UInt8])] = [:]
    try each(
      """
      SELECT key_hash, application_id, content_hash FROM import_row
      WHERE cycle_id = \(cycle) AND key_hash IN (\(list: girls.flatMap(\.keys)))
      """
    ) { known[try $0["key_hash"]] = (try $0["application_id"], try $0["content_hash"]) }
    let hashes = girls.map { Self.personHashes($0, house.vault) }
    let begun = try codes(of: hashes.flatMap { $0 }, in: cycle)
    return try girls.indices.map { index in
      let girl = girls[index]
      if erased[index] { return .refuse(.erasedBefore) }
      // By the IIN before the name: two girls of one name and birth day are two, and the desk is asked whether they are one.
      if let key = girl.keys.first(where: { known[$0] != nil }), let row = known[key] {
        if row.content == girl.content { return .unchanged }
        if let application = try application(row.application) {
          // Her name and birth day say nothing where two have them: somebody who knows them decides.
          let namesakes = try girl.isKnownByIIN(key) ? [] : codesOfNamesakes(hashes[index], in: cycle)
          if namesakes.count > 1 { return .refuse(.severalMatch(namesakes)) }
          if try girl.isKnownByIIN(key) || !hasAnotherIIN(application.person, than: hashes[index]) {
            return try changed(application)
          }
        }
      }
      var code = hashes[index].compactMap { begun[Hash(kind: $0.0, bytes: $0.1)] }.min()
      if code != nil, let iin = hashes[index].first(where: { $0.0 == .iin }), begun[Hash(kind: iin.0, bytes: iin.1)] == nil {
        code = try codesOfNamesakes(hashes[index], in: cycle).first
      }
      return code.map { .refuse(.appliedAlready($0)) } ?? .add
    }
  }

  /// A table changes what it brought and nobody has taken up; what a girl has written herself is hers.
  private func changed(_ application: Application) throws -> IntakePlan<Application> {
    guard application.state == .draft, application.source == .imported else {
      return .refuse(.noLongerDraft(application.code))
    }
    let isHers = try exists(
      """
      SELECT 1 FROM answer WHERE application_id = \(application.id) AND written_at > (
        SELECT max(at) FROM application_event WHERE application_id = \(application.id)
          AND kind IN (\(ApplicationEvent.Kind.imported), \(ApplicationEvent.Kind.edited))) LIMIT 1
      """)
    return isHers ? .refuse(.goesOnHerself(application.code)) : .change(application)
  }

  /// Whoever has the name and birth day, and no other IIN than the line's, where it has one; at most three. An application that was
  /// joined to another is nobody's.
  private func codesOfNamesakes(_ hashes: [(HashKind, [UInt8])], in cycle: ID<Cycle>) throws -> [String] {
    guard let name = hashes.first(where: { $0.0 == .nameAndBirthDay })?.1 else { return [] }
    let other: SQL =
      hashes.first { $0.0 == .iin }.map { iin in
        """
        AND NOT EXISTS (
          SELECT 1 FROM person_hash AS other WHERE other.person_id = person_hash.person_id AND other.kind = \(HashKind.iin)
            AND other.hash <> \(iin.1))
        """
      } ?? ""
    return try rows(
      """
      SELECT code FROM person_hash JOIN application ON application.person_id = person_hash.person_id
      WHERE kind = \(HashKind.nameAndBirthDay) AND hash = \(name) AND cycle_id = \(cycle) AND state <> 'joined' \(other)
      ORDER BY code LIMIT 3
      """
    ) { try $0["code"] }
  }

  private func hasAnotherIIN(_ person: ID<Person>, than hashes: [(HashKind, [UInt8])]) throws -> Bool {
    guard let iin = hashes.first(where: { $0.0 == .iin })?.1 else { return false }
    return try exists(
      "SELECT 1 FROM person_hash WHERE person_id = \(person) AND kind = \(HashKind.iin) AND hash <> \(iin) LIMIT 1")
  }

  private struct Hash: Hashable {
    let kind: HashKind
    let bytes: [UInt8]
  }

  /// The code of an application of the cycle whose person has a hash; the first where several have it.
  private func codes(of hashes: [(HashKind, [UInt8])], in cycle: ID<Cycle>) throws -> [Hash: String] {
    var codes: [Hash: String] = [:]
    for (kind, pairs) in Dictionary(grouping: hashes, by: \.0) {
      try each(
        """
        SELECT hash, min(code) AS code FROM person_hash JOIN application ON application.person_id = person_hash.person_id
        WHERE kind = \(kind) AND hash IN (\(list: pairs.map(\.1))) AND cycle_id = \(cycle) GROUP BY hash
        """
      ) { codes[Hash(kind: kind, bytes: try $0["hash"])] = try $0["code"] }
    }
    return codes
  }

  /// Answers carry the time the table came, so whatever a girl writes later stands.
  func add(_ girls: [ImportedGirl], _ batch: IntakeBatch, _ house: House) throws {
    guard !girls.isEmpty else { return }
    let safes = try addPeople(
      girls.map { (facts: $0.checked.facts, language: $0.checked[.teachingLanguage] == "ru" ? .ru : .kk) }, house)
    let applications = try startApplications(
      for: zip(safes, girls).map { ($0.person, $1.checked.traits(house.gazetteer)) }, in: try batch.ofCycle(),
      formVersion: house.applicationForm.version, source: .imported, by: batch.madeBy, details: batch.id.text, house)
    let answers = girls.indices.flatMap { index in
      answerRows(
        girls[index].events(after: Answers(), batch, house), applications[index], safes[index], at: house.outside.now())
    }
    try insertAnswers(answers)
    try remember(zip(girls, applications).map { ($0, $1.id) }, batch)
  }

  func change(_ application: Application, _ girl: ImportedGirl, _ batch: IntakeBatch, _ house: House) throws {
    let safe = try safe(of: application.person, house.vault)
    let events = girl.events(after: try answers(of: application.id, safe), batch, house)
    let now = house.outside.now()
    try keep(events, application, safe, at: now)
    // What the table does not say stays as it was.
    let checked = CheckedAnswers(
      try answers(of: application.id, safe), house.form(of: application), house.fieldContext(.kk, on: now.day()))
    try refresh(application, checked, safe, house)
    try remember([(girl, application.id)], batch)
    try addEvent(.edited, to: application.id, by: batch.madeBy, details: batch.id.text, house)
  }

  private func remember(_ girls: [(girl: ImportedGirl, application: ID<Application>)], _ batch: IntakeBatch) throws {
    let cycle = try batch.ofCycle()
    let rows = girls.flatMap { girl, application in
      girl.keys.map { key -> SQL in "(\(cycle), \(key), \(application), \(girl.content), \(batch.id))" }
    }
    try insert(
      "INSERT INTO import_row (cycle_id, key_hash, application_id, content_hash, batch_id)", rows,
      "ON CONFLICT (cycle_id, key_hash) DO UPDATE SET content_hash = excluded.content_hash, batch_id = excluded.batch_id "
        + "WHERE import_row.application_id = excluded.application_id")
  }

  private static func tombstone(_ girl: ImportedGirl, _ vault: Vault) -> Tombstone {
    return Tombstone(
      name: girl.checked.name, birthDay: girl.checked.birthDay, iin: girl.checked.iin,
      phone: girl.checked.phone, vault)
  }

  private static func personHashes(_ girl: ImportedGirl, _ vault: Vault) -> [(HashKind, [UInt8])] {
    var hashes: [(HashKind, [UInt8])] = []
    if let iin = girl.checked[.iin] { hashes.append((.iin, vault.hash(iin, .iin))) }
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
      AnswerEvent(id: house.outside.id(), field: field, typed: text, writtenAt: min(batch.madeAt, house.outside.now()))
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
      kk: "Өтінім \(code) жіберілген немесе шешімі шыққан, кесте оны өзгертпейді",
      ru: "Заявка \(code) уже подана или решение по ней принято, таблица её не меняет",
      en: "Application \(code) is sent or decided already; a table does not change it")
  }
  static func goesOnHerself(_ code: String) -> Phrase {
    Phrase(
      kk: "Өтінімді \(code) қатысушы өзі толтыруда, кестемен өзгермейді",
      ru: "Заявку \(code) заполняют на сайте, таблица её не меняет",
      en: "The applicant is filling in application \(code); a table does not change it")
  }
  static func severalMatch(_ codes: [String]) -> Phrase {
    let list = codes.joined(separator: ", ")
    return Phrase(
      kk: "Аты мен туған күні бірдей өтінім біреу емес: \(list). Жолға ЖСН қосыңыз немесе өтінімді өзіңіз түзетіңіз",
      ru: "С этим именем и датой рождения несколько заявок: \(list). Добавьте в строку ИИН или исправьте заявку сами",
      en:
        "Several applications match this name and birth day: \(list). Add an IIN to the line, or correct the application yourself"
    )
  }
  static func appliedAlready(_ code: String) -> Phrase {
    Phrase(kk: "Өтінім бұрыннан бар: \(code)", ru: "Заявка уже есть: \(code)", en: "There is an application already: \(code)")
  }
}
