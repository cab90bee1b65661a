import Programme
import Rules
import Storage
import Words

/// Something of one girl in each table of lists, for the tests of export, erasure and words in clear.
enum ListRehearsal {
  static func trace(_ tx: Transaction, _ house: House, _ subject: Rehearsal.Subject) throws {
    let (person, now) = (subject.safe.person, house.outside.now())
    try tx.say(LeavingSaid(schoolYear: 2026, year: 2028, level: .bachelor), of: person, at: now)
    try tx.declare(["physics"], by: person, at: now)
    let (desk, hand) = (subject.guardian.person, Actor(person: subject.guardian.person, role: .partnerships))
    // A round of a year that no demonstration reaches, so that it stands in nobody's way.
    let round =
      try tx.round(leaving: 2099)?.id
      ?? tx.addRound(leaving: 2099, number: 1, RoundDates.proposed(leaving: 2099, number: 1), by: hand, house)
    let organisation = try tx.addOrganisation(
      Organisation.Entry(
        kind: .university, name: Said(kk: "Із", ru: "След", en: "Trace"), site: nil, domains: [], city: nil), house.outside)
    let programme = try tx.keep(
      StudyProgramme.Entry(
        group: "B057", name: Said(kk: "Із", ru: "След", en: "Trace"), language: .kk, level: .bachelor, isced: "06",
        city: "750000000",
        cost: nil, dormitory: .ask), as: nil, of: organisation, by: hand, house)
    let type = try tx.keep(
      GrantType.Entry(kind: .university, organisation: nil, name: Said(kk: "Із", ru: "След", en: "Trace"), letter: .ask), as: nil,
      by: hand, house)
    let offer: ID<GrantOffer> = house.outside.id()
    try tx.run(
      """
      INSERT INTO grants_offer (id, round_id, number, programme_id, type_id, seats, seat_kind, discount, state, entered_by, entered_side,
        entered_at)
      VALUES (\(offer), \(round), (SELECT COALESCE(max(number), 0) + 1 FROM grants_offer WHERE round_id = \(round)), \(programme), \(type), 1,
        'granted', 0, 'entered', \(desk), 'desk', \(now))
      """)
    try tx.keep(ListOrder([offer]), of: subject.safe, round, .own, meant: ["one"], by: "house", house)
    let code: ID<EntryCode> = house.outside.id()
    try tx.run(
      """
      INSERT INTO grants_entry_code (id, person_id, code_hash, asked_by, asked_at, expires_at, tries)
      VALUES (\(code), \(person), \(house.vault.hash(secret: code.text, for: "list code")), \(desk), \(now), \(now), 0)
      """)
    try MatchTrace.leave(tx, house, person, round, offer, by: hand)
  }

  /// The rule of a demonstration's round is frozen on its day, so that its lists can open.
  static func freeze(_ tx: Transaction, _ round: Round, chair: Actor, second: Actor, _ house: House) throws {
    guard let run = round.days(.run) else { return }
    let source = Said(
      kk: "Ұлттық лотереяның ашық тиражы", ru: "Открытый тираж национальной лотереи", en: "A public draw of the national lottery")
    let text =
      house.data[.merit].yaml + """
        lottery:
          sources:
            - {kk: "\(source.kk)", ru: "\(source.ru)", en: "\(source.en)"}
          published: "\(run.first.iso)"

        """
    let merit = try tx.merit(try tx.addMerit(try MeritRule(yaml: text), to: round, by: chair, house), of: round.id)
    try tx.propose(merit, by: chair, house)
    try tx.freeze(merit, by: second, house)
  }
}
