import Programme
import Rules
import Storage
import Words

/// Invented universities and what they give, for a demonstration: four of them and a foundation, nine offers of all three kinds, one of which waits
/// for the desk and one for a university.
enum GrantsRehearsal {
  static let rehearsal = Rehearsal(
    run: { house, plan in
      guard plan.earlier == nil, plan.applications > 0, try await house.database.read({ try $0.rounds().isEmpty }) else { return }
      let today = house.outside.now().day()
      // Whoever leaves school this year is looked for until the outcomes are in; after that the next year's are.
      guard let outcomes = Day(year: today.year, month: 11, day: 1) else { return }
      let year = today <= outcomes ? today.year : today.year + 1
      guard let entering = Day(year: year, month: 3, day: 1) else { return }
      let then = house.at(min(house.outside.now(), entering.start().adding(hours: 10)), Chance(seed: plan.seed &+ 46))
      try await house.database.write { tx in try tx.fillGrants(year, then) }
      guard let ruling = Day(year: year, month: 3, day: 20), ruling <= today else { return }
      let later = house.at(min(house.outside.now(), ruling.start().adding(hours: 12)), Chance(seed: plan.seed &+ 47))
      try await house.database.write { tx in
        guard let round = try tx.round(leaving: year) else { return }
        try ListRehearsal.freeze(tx, round, chair: try tx.invented(.chair), second: try tx.invented(.safeguarding), later)
      }
    },
    trace: { tx, house, subject in
      let (person, now) = (subject.safe.person, house.outside.now())
      try ListRehearsal.trace(tx, house, subject)
      try LetterRehearsal.trace(tx, house, subject)
      try tx.run(
        "INSERT INTO grants_conduct (person_id, version, language, signed_at) VALUES (\(person), 1, \(Language.kk), \(now)) ON CONFLICT DO NOTHING"
      )
      try tx.run(
        """
        INSERT INTO grants_interest (id, person_id, kind, note, said_at)
        VALUES (\(house.outside.id(of: Interest.self)), \(person), 'pupil', \(subject.safe.seal(subject.words, Transaction.interestField)),
          \(now))
        """)
      try tx.run(
        """
        INSERT INTO grants_kin (person_id, mark, answer, answered_by, answered_at)
        VALUES (\(person), \(house.vault.hash(secret: person.text, for: "officer's kin")), 'unrelated', \(subject.guardian.person), \(now))
        ON CONFLICT DO NOTHING
        """)
    },
    stops: [
      TourStop(
        .results, .grantsTitle, says: .grantsStop, tip: .grantsTip,
        doors: [
          TourDoor(.asPartnerships, .asPartnershipsWhat, as: .staff(.partnerships), at: GrantsDesk.home),
          TourDoor(
            .asOfficer, .asOfficerWhat, as: .found(.outside, { tx, _ in try tx.officerOfTour() }, becomes: nil),
            at: UniversityPages.home),
        ])
    ])
}

extension Transaction {
  /// An officer whose page opens: her organisation is cleared and she has signed.
  fileprivate func officerOfTour() throws -> ID<Person>? {
    try value(
      """
      SELECT membership.person_id FROM membership JOIN organisation ON organisation.id = organisation_id
      JOIN grants_conduct ON grants_conduct.person_id = membership.person_id
      WHERE role = 'university' AND ended_at IS NULL AND cleared_until IS NOT NULL ORDER BY membership.given_at, membership.id LIMIT 1
      """)
  }

  fileprivate func fillGrants(_ year: Int, _ house: House) throws {
    let (desk, chair, safeguarding) = (try invented(.partnerships), try invented(.chair), try invented(.safeguarding))
    let round = try addRound(leaving: year, number: 1, RoundDates.proposed(leaving: year, number: 1), by: chair, house)
    let foundation = try addOrganisation(
      Organisation.Entry(
        kind: .foundation, name: Said(kk: "«Үлгі» қоры", ru: "Фонд «Улги»", en: "Ulgi Foundation"), site: "ulgi-qory.example",
        domains: ["ulgi-qory.example"], city: "710000000"), house.outside)
    let rector = try keep(
      GrantType.Entry(
        kind: .university, organisation: nil, name: Said(kk: "Ректор гранты", ru: "Ректорский грант", en: "Rector's grant"),
        letter: .yes),
      as: nil, by: desk, house)
    let foundations = try keep(
      GrantType.Entry(
        kind: .foundation, organisation: foundation,
        name: Said(kk: "«Үлгі» қорының гранты", ru: "Грант фонда «Улги»", en: "Ulgi Foundation's grant"), letter: .yes), as: nil,
      by: desk,
      house)
    _ = try keep(
      GrantType.Entry(
        kind: .state, organisation: nil, name: Said(kk: "Мемлекеттік грант", ru: "Государственный грант", en: "State grant"),
        letter: .no),
      as: nil, by: desk, house)
    for invented in InventedUniversity.all {
      let id = try addOrganisation(
        Organisation.Entry(
          kind: .university, name: invented.name, site: invented.domain, domains: [invented.domain], city: invented.city),
        house.outside)
      let term = house.outside.now().day().adding(months: 23)
      try clear(id, until: term, because: "Келісімшарт пен жауапты адамдардың тізімі көрсетілді.", by: safeguarding, house)
      let officer = try addPerson(
        [.name(invented.officer), .email(try EMail(parsing: "office@\(invented.domain)"))], language: .ru, house
      ).person
      try grant(.university, Scope(organisation: id), to: officer, by: nil, house)
      try run(
        """
        INSERT INTO grants_conduct (person_id, version, language, signed_at)
        VALUES (\(officer), \(house.data[.conduct].version), \(Language.ru), \(house.outside.now()))
        """)
      let hand = Actor(person: officer, role: .university)
      for offer in invented.offers {
        let programme = try keep(offer.programme(in: invented.city), as: nil, of: id, by: desk, house)
        let (first, second) = offer.isEnteredByOfficer ? (hand, desk) : (desk, hand)
        let entered = try enter(
          offer.terms(year), in: round, programme: programme, type: offer.isOfFoundation ? foundations : rector, by: first, house)
        if offer.isConfirmed { try confirm(entered, by: second, house) }
      }
    }
  }
}

/// A university that nobody has ever seen.
private struct InventedUniversity {
  let name: Said
  let domain: String
  let city: String
  let officer: PersonName
  let offers: [InventedOffer]

  static let all = [
    InventedUniversity(
      name: Said(kk: "Мысал техникалық университеті", ru: "Технический университет «Мысал»", en: "Mysal Technical University"),
      domain: "mysal.example", city: "631010000", officer: PersonName(surname: "Есімова", given: "Айгүл"),
      offers: [
        InventedOffer(
          "B057", Said(kk: "Ақпараттық технологиялар", ru: "Информационные технологии", en: "Information technologies"), .kk,
          "0613", 6, reserve: 2),
        InventedOffer(
          "B057", Said(kk: "Ақпараттық технологиялар", ru: "Информационные технологии", en: "Information technologies"), .ru,
          "0613", 4),
        InventedOffer(
          "B062", Said(kk: "Электр техникасы және энергетика", ru: "Электротехника и энергетика", en: "Electrical engineering"),
          .kk, "0713", 5, isConfirmed: false),
      ]),
    InventedUniversity(
      name: Said(kk: "Үлгі университеті", ru: "Университет «Улги»", en: "Ulgi University"), domain: "ulgi.example",
      city: "431010000",
      officer: PersonName(surname: "Оразбеков", given: "Дәурен"),
      offers: [
        InventedOffer("B054", Said(kk: "Физика", ru: "Физика", en: "Physics"), .kk, "0533", 3, .considered),
        InventedOffer("B055", Said(kk: "Математика", ru: "Математика", en: "Mathematics"), .kk, "0541", 2, isOfFoundation: true),
      ]),
    InventedUniversity(
      name: Said(
        kk: "Сынақ ақпараттық технологиялар университеті", ru: "Университет информационных технологий «Сынак»",
        en: "Synaq University of Information Technologies"), domain: "synaq.example", city: "750000000",
      officer: PersonName(surname: "Ли", given: "Виктория"),
      offers: [
        InventedOffer(
          "B059", Said(kk: "Телекоммуникация", ru: "Телекоммуникации", en: "Telecommunications"), .ru, "0714", 4, .discount,
          isEnteredByOfficer: true, isConfirmed: false),
        InventedOffer(
          "B058", Said(kk: "Ақпараттық қауіпсіздік", ru: "Информационная безопасность", en: "Information security"), .kk, "0612",
          3, isEnteredByOfficer: true),
      ]),
    InventedUniversity(
      name: Said(kk: "Көрме университеті", ru: "Университет «Корме»", en: "Korme University"), domain: "korme.example",
      city: "101010000",
      officer: PersonName(surname: "Жақсылықова", given: "Мадина"),
      offers: [
        InventedOffer(
          "B060", Said(kk: "Химиялық инженерия", ru: "Химическая инженерия", en: "Chemical engineering"), .ru, "0711", 2,
          isOfFoundation: true),
        InventedOffer("B063", Said(kk: "Автоматтандыру", ru: "Автоматизация", en: "Automation"), .kk, "0714", 2, .discount),
      ]),
  ]
}

private struct InventedOffer {
  let group: String
  let name: Said
  let language: Language
  let isced: String
  let seats: Int
  let kind: GrantOffer.SeatKind
  let reserve: Int
  let isOfFoundation: Bool
  let isEnteredByOfficer: Bool
  let isConfirmed: Bool

  init(
    _ group: String, _ name: Said, _ language: Language, _ isced: String, _ seats: Int, _ kind: GrantOffer.SeatKind = .granted,
    reserve: Int = 0, isOfFoundation: Bool = false, isEnteredByOfficer: Bool = false, isConfirmed: Bool = true
  ) {
    (self.group, self.name, self.language, self.isced, self.seats) = (group, name, language, isced, seats)
    (self.kind, self.reserve, self.isOfFoundation) = (kind, reserve, isOfFoundation)
    (self.isEnteredByOfficer, self.isConfirmed) = (isEnteredByOfficer, isConfirmed)
  }

  func programme(in city: String) -> StudyProgramme.Entry {
    StudyProgramme.Entry(
      group: group, name: name, language: language, level: .bachelor, isced: isced, city: city, cost: 850_000, dormitory: .yes)
  }

  func terms(_ year: Int) -> GrantOffer.Terms {
    GrantOffer.Terms(
      plan: SeatPlan(
        seats: seats, reserves: reserve > 0 ? [SeatPlan.Reserve(attribute: "region=430000000", seats: reserve)] : []),
      kind: kind, discount: kind == .discount ? 50 : 0, answersBy: kind == .considered ? Day(year: year, month: 7, day: 10) : nil,
      weights: nil, requirements: [Requirement(kind: .certificate, value: nil), Requirement(kind: .ent, value: "65")])
  }
}

extension Phrase {
  static let grantsStop = Phrase(
    kk: "Университет не береді, оны екі тарап растайды; өкіл тек өз ұйымының ұсыныстарын көреді.",
    ru: "Что даёт университет, подтверждают две стороны; представитель видит только предложения своей организации.",
    en: "Two sides confirm what a university gives; an officer sees only her own organisation's offers.")
  static let grantsTip = Phrase(
    kk: "Бір ұсынысты өкіл ретінде ашып, орын санын өзгертіп көріңіз: екінші тарап келіскенше ештеңе өзгермейді.",
    ru: "Откройте предложение как представитель и измените число мест: пока не согласится другая сторона, ничего не изменится.",
    en: "Open an offer as the officer and change its seats: nothing changes until the other side agrees.")
  static let asPartnerships = Phrase(
    kk: "Серіктестік маманы ретінде", ru: "Как специалист по партнёрствам", en: "As the partnership officer")
  static let asPartnershipsWhat = Phrase(
    kk: "ұйымдар, бағдарламалар, орындар", ru: "организации, программы, места", en: "organisations, programmes, seats")
  static let asOfficer = Phrase(
    kk: "Университет өкілі ретінде", ru: "Как представитель университета", en: "As a university's officer")
  static let asOfficerWhat = Phrase(
    kk: "өз ұйымының ұсыныстары", ru: "предложения своей организации", en: "her own organisation's offers")
}
