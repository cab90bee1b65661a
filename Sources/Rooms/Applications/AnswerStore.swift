package import Programme
package import Storage
package import Words

extension Transaction {
  /// Keeps answers as events; one that is there already changes nothing. Returns how many were new.
  ///
  /// A phone's clock may be wrong: an answer from the future counts as written now.
  @discardableResult
  package func keep(_ events: [AnswerEvent], _ application: Application, _ safe: Safe, at now: Moment) throws -> Int {
    var added = 0
    for event in events {
      added += try run(
        """
        INSERT INTO answer (id, application_id, field, typed, written_at, received_at)
        VALUES (\(event.id), \(application.id), \(event.field), \(safe.seal(event.typed, "answer.typed")),
          \(min(event.writtenAt, now)), \(now))
        ON CONFLICT (id) DO NOTHING
        """)
    }
    if added > 0 { try run("UPDATE application SET changed_at = \(now) WHERE id = \(application.id)") }
    return added
  }

  /// The answers as they stand: of each field the one written last.
  package func answers(of application: ID<Application>, _ safe: Safe) throws -> Answers {
    var newest: [String: [UInt8]] = [:]
    try each("SELECT field, typed FROM answer WHERE application_id = \(application) ORDER BY written_at, id") { row in
      newest[try row["field"]] = try row["typed"] as [UInt8]
    }
    return Answers(try newest.mapValues { try safe.open($0, "answer.typed") })
  }

  /// After new answers: what the desk filters and searches by is made anew from the checked values.
  package func refresh(_ application: Application, _ checked: CheckedAnswers, _ safe: Safe, _ house: House) throws {
    let values = checked.values
    try setTraits(
      Application.Traits(values, house.gazetteer), of: application.id, edition: house.gazetteer.edition, at: house.outside.now())
    var name: PersonName?
    if let surname = values["surname"], let given = values["given"] {
      name = PersonName(surname: surname, given: given, patronymic: values["patronymic"])
    }
    try setName(name, safe, house.vault)
    try setBirthDay(values["birth_day"].flatMap { Day($0) }, name: name, safe, house.vault)
    try setIIN(values["iin"].flatMap { try? IIN(parsing: $0) }, safe, house.vault)
    if let phone = values["phone"].flatMap({ try? Phone(parsing: $0) }) { try setPhone(phone, safe, house.vault) }
    if let email = values["email"].flatMap({ try? EMail(parsing: $0) }) { try setEMail(email, safe, house.vault) }
  }
}
