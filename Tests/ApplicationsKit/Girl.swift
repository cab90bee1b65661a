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

  package static let png = Rehearsal.picture.bytes

  /// `isTraced`: with something of hers in every table of every room.
  package static func apply(_ kit: HouseKit, isTraced: Bool = true) async throws -> Girl {
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
      _ = try tx.keepFile(Rehearsal.picture, name: "suret-ulgi.png", field: "photo", draft, safe, house)
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
      try tx.setTraits(traits, of: draft, edition: house.gazetteer.edition, at: now)
      try tx.move(draft, to: .submitted, at: now)
      if isTraced {
        let subject = Rehearsal.Subject(safe: safe, guardian: guardian, phone: try Phone(parsing: phone), words: "ескертпе-ulgi")
        try house.leaveTraces(of: subject, in: tx)
        _ = try house.open(.applicant, for: safe.person, sharedDevice: false, in: tx)
        try tx.send(
          .sms, to: phone, safe, subject: Phrase(verbatim: ""), body: Phrase(verbatim: "Үлгіжан"), .kk, purpose: .bulk,
          once: draft.code, house)
      }
      guard let key: [UInt8] = try tx.value("SELECT wrapped FROM person_key WHERE person_id = \(safe.person)") else {
        throw Refusal.missing
      }
      return Girl(person: safe.person, guardian: guardian.person, application: draft.id, code: draft.code, wrapped: key)
    }
  }

  private static func addGuardian(of draft: Application, _ house: House, in tx: Transaction) throws -> Safe {
    let guardian = try tx.addPerson(
      [.name(PersonName(surname: "Мысалкеліні", given: "")), .phone(try Phone(parsing: "+77007654321"))], language: .kk, house)
    try tx.send(
      .sms, to: "+77007654321", guardian, subject: Phrase(verbatim: ""), body: Phrase(verbatim: "Сынақова"), .kk,
      purpose: .consent,
      once: draft.code, house)
    return guardian
  }
}
