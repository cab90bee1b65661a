package import Applications
import Forms
package import HouseKit
import Postbox
package import Programme
import Security
import Storage
import Words

/// A made-up girl with something of hers in every table, and her guardian.
package struct Girl: Sendable {
  package let person: ID<Person>
  package let guardian: ID<Person>
  package let application: ID<Application>
  package let code: String
  package let wrapped: [UInt8]

  package static let iin = "110331600011"
  package static let phone = "+77001234567"
  /// Words of hers that may stand nowhere in clear.
  package static let words = [
    "Сынақова", "Үлгіжан", "Мысалкеліні", "7001234567", "7007654321", iin, "менің құпия арманым", "suret-ulgi", "ескертпе-ulgi",
  ]

  /// A picture of one pixel.
  package static let png: [UInt8] = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x01,
    0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77, 0x53, 0xde, 0x00, 0x00, 0x00, 0x0c, 0x49, 0x44, 0x41,
    0x54, 0x78, 0x9c, 0x63, 0x10, 0x50, 0xb1, 0x02, 0x00, 0x00, 0xb6, 0x00, 0x6f, 0xaf, 0xd5, 0x67, 0x26, 0x00, 0x00, 0x00,
    0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
  ]

  package static func apply(_ kit: HouseKit) async throws -> Girl {
    let house = kit.house
    return try await house.database.write { tx in
      guard let cycle = try tx.cycles().first else { throw Refusal.missing }
      let now = house.outside.now()
      let name = PersonName(surname: "Сынақова", given: "Үлгіжан")
      let safe = try tx.addPerson(
        [
          .name(name), .phone(try Phone(parsing: phone)), .birthDay(Day("2011-03-31"), of: name), .iin(try IIN(parsing: iin)),
        ], language: .kk, house)
      let draft = try tx.startApplication(for: safe.person, in: cycle.id, formVersion: "1", source: .web, house)
      let answers = ["surname": "Сынақова", "given": "Үлгіжан", "iin": iin, "phone": phone, "essay": "менің құпия арманым"]
      try tx.keep(
        answers.sorted { $0.key < $1.key }.map {
          AnswerEvent(id: house.outside.id(), field: $0.key, typed: $0.value, writtenAt: now)
        }, draft,
        safe, at: now)
      let picture = Upload(kind: .png, bytes: png, width: 1, height: 1)
      _ = try tx.keepFile(picture, name: "suret-ulgi.png", field: "photo", draft, safe, house)
      try tx.addEvent(
        .noted, to: draft.id, by: "desk", details: "", note: safe.seal("ескертпе-ulgi", "application_event.note"), house)
      let guardian = try addGuardian(of: draft, house, in: tx)
      let purpose = house.consents.purposes[0]
      let text = ConsentText(purpose, version: house.consents.version, subject: name.full, house.programme, .kk)
      try tx.keepConsents(
        [(text, true)], of: draft, signer: .girl, person: safe.person, channel: .page, collector: "", house)
      try tx.keepConsents(
        [(text, true)], of: draft, signer: .guardian, person: guardian.person, channel: .smsCode, collector: "", house)
      var traits = Application.Traits()
      (traits.region, traits.district, traits.place, traits.grade, traits.isRural) = (
        "430000000", "433600000", "433630100", 9, true
      )
      try tx.setTraits(traits, of: draft.id, edition: house.gazetteer.edition, at: now)
      try tx.move(draft, to: .submitted, at: now)
      try leftovers(of: draft, safe, guardian, house, in: tx)
      guard let key: [UInt8] = try tx.value("SELECT wrapped FROM person_key WHERE person_id = \(safe.person)") else {
        throw Refusal.missing
      }
      return Girl(person: safe.person, guardian: guardian.person, application: draft.id, code: draft.code, wrapped: key)
    }
  }

  private static func addGuardian(of draft: Application, _ house: House, in tx: Transaction) throws -> Safe {
    let guardian = try tx.addPerson(
      [.name(PersonName(surname: "Мысалкеліні", given: "")), .phone(try Phone(parsing: "+77007654321"))], language: .kk, house)
    let now = house.outside.now()
    try tx.run(
      """
      INSERT INTO consent_request (link_hash, application_id, guardian_id, channel, created_at, expires_at, tries)
      VALUES (\(house.vault.hash(secret: "a link", for: "consent link")), \(draft.id), \(guardian.person), 'sms', \(now),
        \(now.adding(days: 30)), 0)
      """)
    try tx.send(
      .sms, to: "+77007654321", guardian, subject: Phrase(verbatim: ""), body: Phrase(verbatim: "Сынақова"), .kk,
      purpose: .consent,
      once: draft.code, house)
    return guardian
  }

  /// A code to return with, a session, a request to correct, a paper form, a letter, lines of duplicates and imports.
  private static func leftovers(
    of draft: Application, _ safe: Safe, _ guardian: Safe, _ house: House, in tx: Transaction
  ) throws {
    let now = house.outside.now()
    try tx.run(
      """
      INSERT INTO sign_in_code (id, contact_hash, code_hash, created_at, expires_at, tries)
      VALUES ('code', \(house.vault.hash(phone, .phone)), \([1] as [UInt8]), \(now), \(now), 0)
      """)
    _ = try house.open(.applicant, for: safe.person, sharedDevice: false, in: tx)
    try tx.run(
      """
      INSERT INTO correction (id, application_id, pages, note, asked_by, asked_at)
      VALUES ('correction', \(draft.id), 'name', \(safe.seal("ескертпе-ulgi", "correction.note")), 'desk', \(now))
      """)
    try tx.run(
      """
      INSERT INTO paper_consent (id, application_id, guardian_id, printed_code, purposes, entered_by, entered_at)
      VALUES ('paper', \(draft.id), \(guardian.person), 'PRINTED', 'take_part', \(safe.person), \(now))
      """)
    try tx.run(
      """
      INSERT INTO device (key_hash, person_id, created_at)
      VALUES (\(house.vault.hash(secret: "a phone's key", for: "device")), \(safe.person), \(now))
      """)
    try tx.addObjection(
      to: "messages", for: safe.person, reason: safe.seal("ескертпе-ulgi", "objection.reason"),
      by: Actor(person: guardian.person, role: .guardian), house)
    for objection in try tx.objections(of: safe.person) {
      try tx.takeBack(objection, by: Actor(person: guardian.person, role: .guardian), house)
    }
    try tx.run(
      "INSERT INTO return_key (person_id, key_hash) VALUES (\(safe.person), \(house.vault.hash(secret: "k", for: "return key")))")
    try tx.send(
      .sms, to: phone, safe, subject: Phrase(verbatim: ""), body: Phrase(verbatim: "Үлгіжан"), .kk, purpose: .bulk,
      once: draft.code, house)
  }
}
