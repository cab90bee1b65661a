import Postbox
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
      for year in try await house.database.read({ try $0.roundYears(house) }) {
        try await RoundRehearsal(house: house, year: year, seed: plan.seed).run()
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
          TourDoor(
            .asRecommended, .asRecommendedWhat,
            as: .found(.applicant, { tx, _ in try tx.girlOfTour(hasSeat: true) }, becomes: nil), at: RecommendationPage.home),
          TourDoor(
            .asUnplaced, .asUnplacedWhat,
            as: .found(.applicant, { tx, _ in try tx.girlOfTour(hasSeat: false) }, becomes: nil), at: RecommendationPage.home),
          TourDoor(.asAnybody, .asAnybodyWhat, as: .stranger, at: MatchResults.home),
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

  /// Of the newest release that has one: who has a seat that stands, or whose list was in and brought none.
  fileprivate func girlOfTour(hasSeat: Bool) throws -> ID<Person>? {
    for round in try releasedRounds() {
      guard let run = try releasedRun(of: round.id) else { continue }
      let found = try places(of: run.id).first { place in
        guard let person = place.person, place.absent == nil else { return false }
        return try (standingRecommendation(of: person) != nil) == hasSeat
      }
      if let found { return found.person }
    }
    return nil
  }

  /// Whoever leaves school this year is looked for until the outcomes are in; after that the next year's are. Before it the years whose girls the
  /// school has certified.
  fileprivate func roundYears(_ house: House) throws -> [Int] {
    let today = house.outside.now().day()
    guard let outcomes = Day(year: today.year, month: 11, day: 1) else { return [] }
    let year = today <= outcomes ? today.year : today.year + 1
    let past = try (year - 2..<year).filter { try !leavers(in: $0).isEmpty }
    return past + [year]
  }

  /// The offers of a round, by organisations that are made with the first.
  func fillGrants(_ year: Int, _ house: House) throws {
    let today = house.outside.now().day()
    let (desk, chair, safeguarding) = (try invented(.partnerships), try invented(.chair), try invented(.safeguarding))
    let round = try addRound(
      leaving: year, number: 1, RoundDates.proposed(leaving: year, number: 1, from: today), by: chair, house)
    let foundation = try invented(
      Organisation.Entry(
        kind: .foundation, name: Said(kk: "«Үлгі» қоры", ru: "Фонд «Улги»", en: "Ulgi Foundation"), site: "ulgi-qory.example",
        domains: ["ulgi-qory.example"], city: "710000000"), house
    ).id
    let rector = try invented(
      GrantType.Entry(
        kind: .university, organisation: nil, name: Said(kk: "Ректор гранты", ru: "Ректорский грант", en: "Rector's grant"),
        letter: .yes), by: desk, house)
    let foundations = try invented(
      GrantType.Entry(
        kind: .foundation, organisation: foundation,
        name: Said(kk: "«Үлгі» қорының гранты", ru: "Грант фонда «Улги»", en: "Ulgi Foundation's grant"), letter: .yes), by: desk,
      house)
    _ = try invented(
      GrantType.Entry(
        kind: .state, organisation: nil, name: Said(kk: "Мемлекеттік грант", ru: "Государственный грант", en: "State grant"),
        letter: .no), by: desk, house)
    for invented in InventedUniversity.all {
      let (id, isNew) = try self.invented(
        Organisation.Entry(
          kind: .university, name: invented.name, site: invented.domain, domains: [invented.domain], city: invented.city), house)
      let officer = try isNew ? hire(invented, id, by: safeguarding, house) : officer(of: id)
      let hand = Actor(person: officer, role: .university)
      for offer in invented.offers {
        let entry = offer.programme(in: invented.city)
        let known = try studyProgrammes(of: id).first { $0.said.group == entry.group && $0.said.language == entry.language }
        let programme = try known?.id ?? keep(entry, as: nil, of: id, by: desk, house)
        let (first, second) = offer.isEnteredByOfficer ? (hand, desk) : (desk, hand)
        let entered = try enter(
          offer.terms(year), in: round, programme: programme, type: offer.isOfFoundation ? foundations : rector, by: first, house)
        if offer.isConfirmed { try confirm(entered, by: second, house) }
      }
    }
    try stopLetters(house)
  }

  /// What one side would have written to the other stays unsent: both are invented.
  private func stopLetters(_ house: House) throws {
    let letters = try rows(
      "SELECT id FROM outbox WHERE purpose = \(LetterPurpose.grantOffer.rawValue) AND state = 'queued' ORDER BY id"
    ) { try $0[0] as String }
    for letter in letters { _ = try cancelPost(letter, at: house.outside.now()) }
  }
}

extension Transaction {
  /// The organisation of that name, made where there is none.
  private func invented(_ entry: Organisation.Entry, _ house: House) throws -> (id: ID<Organisation>, isNew: Bool) {
    if let known: ID<Organisation> = try value("SELECT id FROM organisation WHERE name_kk = \(entry.name.kk) LIMIT 1") {
      return (known, false)
    }
    return (try addOrganisation(entry, house.outside), true)
  }

  private func invented(_ entry: GrantType.Entry, by desk: Actor, _ house: House) throws -> ID<GrantType> {
    try grantTypes().first { $0.said.name == entry.name }?.id ?? keep(entry, as: nil, by: desk, house)
  }

  private func officer(of organisation: ID<Organisation>) throws -> ID<Person> {
    let person: ID<Person>? = try value(
      "SELECT person_id FROM membership WHERE role = 'university' AND organisation_id = \(organisation) ORDER BY given_at, id LIMIT 1"
    )
    guard let person else { throw Refusal.missing }
    return person
  }

  /// Its people are let in, and its officer has signed the code.
  private func hire(
    _ invented: InventedUniversity, _ id: ID<Organisation>, by safeguarding: Actor, _ house: House
  ) throws -> ID<Person> {
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
    return officer
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
  static let asRecommended = Phrase(
    kk: "Грантқа ұсынылған қыз ретінде", ru: "Как девочка с рекомендацией", en: "As a girl who is recommended")
  static let asRecommendedWhat = Phrase(
    kk: "орны, себептері және дәлелі", ru: "её место, причины и доказательство", en: "her seat, the reasons and her proof")
  static let asUnplaced = Phrase(
    kk: "Орын шықпаған қыз ретінде", ru: "Как девочка, которой места не хватило", en: "As a girl without a seat")
  static let asUnplacedWhat = Phrase(
    kk: "неге шықпағаны және әрі қарай не бары", ru: "почему не хватило и что дальше",
    en: "why there was none, and what comes next")
  static let asAnybody = Phrase(kk: "Кез келген адам ретінде", ru: "Как любой человек", en: "As anybody")
  static let asAnybodyWhat = Phrase(
    kk: "орындар, ұпайлар және тексеру файлы", ru: "места, баллы и файл для проверки", en: "seats, points and the file to check")
  static let asOfficer = Phrase(
    kk: "Университет өкілі ретінде", ru: "Как представитель университета", en: "As a university's officer")
  static let asOfficerWhat = Phrase(
    kk: "өз ұйымының ұсыныстары", ru: "предложения своей организации", en: "her own organisation's offers")
}
