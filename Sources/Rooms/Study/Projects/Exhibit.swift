import Markup
import Programme
import Security
import Storage
import Words

/// A poster on its way to the public page, on it, or taken off it: by two people, and only while everybody of the team and her guardian
/// agree to photos and publishing.
struct Exhibit: Sendable {
  let id: ID<Exhibit>
  let team: ID<Team>
  /// The version of the poster; nil where its writer is erased.
  let entry: ID<Entry>?
  let proposed: Moment
  let proposedBy: ID<Person>
  let published: Moment?
  let ended: Ended?

  enum Ended: String, Sendable, Bindable, Readable {
    /// Before anybody published it.
    case dropped
    /// The programme took it off.
    case desk
    /// A girl of the team took it off.
    case team
    /// Somebody agrees no longer.
    case consent
    case erased
  }

  /// The one purpose of consents.yaml that speaks of publishing. Taking part says that nothing is published.
  static let purpose = "photo"

  /// It was put on the page and nobody took it off; whether it is shown, the consents of this moment say.
  var isPublished: Bool { published != nil && ended == nil }
}

/// How a team's poster stands with the exhibition, for a girl whose yes it may need.
struct ExhibitQuestion: Sendable {
  let team: Team
  /// Nil where it was never proposed.
  let exhibit: Exhibit?
  /// Whose yes it needs, by learner: also of one who has left the team, and whose words stand there.
  let asked: Set<Int>
  /// Who wants back what a girl took off.
  let wishes: Set<Int>
}

/// What the public page shows of an exhibit: nothing that says who or from which village.
struct ShownExhibit: Sendable {
  let id: ID<Exhibit>
  let entry: ID<Entry>
  let region: String
  let course: String
  let exercise: String
  let published: Moment
  /// Key of the team's name.
  let name: String?
  let words: PosterWords
  let photo: ID<StoredFile>?
}

/// Whose agreement an exhibit needs, and how it stands at this moment.
struct ExhibitConsents: Sendable {
  struct Member: Sendable {
    let learner: Int
    let person: ID<Person>
    let name: PersonName?
    /// She and her guardian agree, and her data are neither restricted nor erased.
    let allows: Bool
    /// By which lines of the ledger: the newest answer of each.
    let consents: [String]
  }

  let members: [Member]

  var areComplete: Bool { !members.isEmpty && members.allSatisfy(\.allows) }
}

extension Transaction {
  /// The one that stands, else the last.
  func exhibit(of team: ID<Team>) throws -> Exhibit? {
    try exhibits(where: "study_exhibit.team_id = \(team)").first
  }

  /// Those that stand first, the newest first.
  func exhibits(where condition: SQL) throws -> [Exhibit] {
    try rows(
      """
      SELECT study_exhibit.id, study_exhibit.team_id, study_exhibit.entry_id, study_exhibit.proposed_at,
        study_exhibit.proposed_by, study_exhibit.published_at, study_exhibit.ended_at, study_exhibit.ended_why
      FROM study_exhibit WHERE \(condition)
      ORDER BY study_exhibit.ended_at IS NOT NULL, study_exhibit.proposed_at DESC, study_exhibit.id LIMIT 1000
      """
    ) { row in
      Exhibit(
        id: try row["id"], team: try row["team_id"], entry: try row["entry_id"], proposed: try row["proposed_at"],
        proposedBy: try row["proposed_by"], published: try row["published_at"], ended: try row["ended_why"])
    }
  }

  /// Of each team, whose agreement its poster needs: whoever is in the team now, and whoever wrote something there that is kept.
  func exhibitConsents(of teams: [ID<Team>], _ house: House) throws -> [ID<Team>: ExhibitConsents] {
    guard !teams.isEmpty else { return [:] }
    typealias Found = (
      team: ID<Team>, learner: Int, person: ID<Person>, cycle: ID<Cycle>, name: PersonName?, safe: Safe?, isFree: Bool
    )
    let found = try rows(
      """
      SELECT DISTINCT study_team_member.team_id, study_team_member.learner, study_learner.person_id, study_cohort.cycle_id,
        person_key.wrapped AS wrapped, person_detail.sealed AS sealed,
        CASE WHEN person.erased_at IS NULL AND person.restricted_at IS NULL THEN 1 ELSE 0 END AS is_free
      FROM study_team_member JOIN study_team ON study_team.id = study_team_member.team_id
      JOIN study_project ON study_project.id = study_team.project_id
      JOIN study_group ON study_group.id = study_project.group_id
      JOIN study_cohort ON study_cohort.id = study_group.cohort_id
      JOIN study_learner ON study_learner.number = study_team_member.learner
      JOIN person ON person.id = study_learner.person_id
      LEFT JOIN person_key ON person_key.person_id = study_learner.person_id
      LEFT JOIN person_detail ON person_detail.person_id = study_learner.person_id AND person_detail.kind = \(Detail.name)
      WHERE study_team_member.team_id IN (\(list: teams)) AND \(Self.countsForExhibit)
      ORDER BY study_team_member.team_id, study_team_member.learner LIMIT 2000
      """
    ) { row -> Found in
      let (person, wrapped, isFree): (ID<Person>, [UInt8]?, Int) = (
        try row["person_id"], try row["wrapped"], try row["is_free"]
      )
      return (
        try row["team_id"], try row["learner"], person, try row["cycle_id"], try name(row, house.vault),
        try wrapped.map { try house.vault.safe(of: person, wrapped: $0) }, isFree == 1
      )
    }
    let purpose = house.consents.purpose(Exhibit.purpose)
    var ledgers: [ID<Cycle>: [ID<Person>: ConsentLedger]] = [:]
    for (cycle, members) in Dictionary(grouping: found, by: \.cycle) {
      ledgers[cycle] = try consents(members.compactMap(\.safe), cycle, at: house.outside.now())
    }
    let newest = try newestConsents(to: Exhibit.purpose, of: found.map(\.person))
    return Dictionary(grouping: found, by: \.team).mapValues { members in
      ExhibitConsents(
        members: members.map { member in
          let ledger = ledgers[member.cycle]?[member.person]
          let allows = purpose.flatMap { purpose in ledger.map { $0.allows(purpose) } } ?? false
          return ExhibitConsents.Member(
            learner: member.learner, person: member.person, name: member.name, allows: allows && member.isFree,
            consents: newest[Signature(person: member.person, cycle: member.cycle)] ?? [])
        })
    }
  }

  func exhibitQuestion(of team: Team, _ house: House) throws -> ExhibitQuestion {
    let exhibit = try exhibit(of: team.id)
    return ExhibitQuestion(
      team: team, exhibit: exhibit, asked: try askedForExhibit(of: team.id, house),
      wishes: try exhibit.map { try exhibitWishes(of: [$0.id])[$0.id] ?? [] } ?? [])
  }

  /// Whose yes the exhibit of a team needs, by learner: one who has left and whose words stand there is one of them.
  func askedForExhibit(of team: ID<Team>, _ house: House) throws -> Set<Int> {
    Set(
      try rows(
        """
        SELECT DISTINCT study_team_member.learner FROM study_team_member
        WHERE study_team_member.team_id = \(team) AND \(Self.countsForExhibit) ORDER BY study_team_member.learner LIMIT 100
        """
      ) { try $0["learner"] as Int })
  }

  /// Of `study_team_member`: in the team now, or wrote something there that is kept.
  private static var countsForExhibit: SQL {
    """
    (study_team_member.until IS NULL OR EXISTS (SELECT 1 FROM study_entry WHERE study_entry.team_id = study_team_member.team_id
      AND study_entry.learner = study_team_member.learner AND study_entry.kept_at IS NOT NULL))
    """
  }

  // MARK: - Asked for again

  /// Who of its team wants each back that a girl took off, by learner.
  func exhibitWishes(of exhibits: [ID<Exhibit>]) throws -> [ID<Exhibit>: Set<Int>] {
    guard !exhibits.isEmpty else { return [:] }
    var wishes: [ID<Exhibit>: Set<Int>] = [:]
    try each(
      """
      SELECT study_exhibit_wish.exhibit_id, study_exhibit_wish.learner FROM study_exhibit_wish
      WHERE study_exhibit_wish.exhibit_id IN (\(list: exhibits))
      ORDER BY study_exhibit_wish.exhibit_id, study_exhibit_wish.learner LIMIT 5000
      """
    ) { row in wishes[try row["exhibit_id"], default: []].insert(try row["learner"]) }
    return wishes
  }

  /// She wants back, or no longer, what a girl of her team took off.
  func wish(_ exhibit: Exhibit, _ isWanted: Bool, by learner: Learner, _ house: House) throws {
    guard exhibit.ended == .team else { throw Refusal(.conflict, .exhibitMoved) }
    if isWanted {
      let added = try run(
        """
        INSERT INTO study_exhibit_wish (exhibit_id, learner, at) VALUES (\(exhibit.id), \(learner.number), \(house.outside.now()))
        ON CONFLICT DO NOTHING
        """)
      guard added > 0 else { return }
      try record(
        .exhibitWished, exhibit.team.text, "exhibit=\(exhibit.id)", by: Actor(person: learner.person, role: .applicant).text,
        house)
    } else {
      try run("DELETE FROM study_exhibit_wish WHERE exhibit_id = \(exhibit.id) AND learner = \(learner.number)")
    }
  }

  /// Over `study_exhibit`: a girl took it off, every girl of the team wants it back, nobody has proposed it since, and the cohort sees the poster.
  static var isAskedForAgain: SQL {
    """
    study_exhibit.ended_why = 'team' AND EXISTS (SELECT 1 FROM study_entry WHERE study_entry.team_id = study_exhibit.team_id
      AND study_entry.kind = 'poster' AND study_entry.shown_at IS NOT NULL AND study_entry.taken_down_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM study_exhibit AS later
      WHERE later.team_id = study_exhibit.team_id AND later.id <> study_exhibit.id
        AND (later.ended_at IS NULL OR later.proposed_at > study_exhibit.proposed_at))
    AND EXISTS (SELECT 1 FROM study_exhibit_wish WHERE study_exhibit_wish.exhibit_id = study_exhibit.id)
    AND NOT EXISTS (SELECT 1 FROM study_team_member WHERE study_team_member.team_id = study_exhibit.team_id
      AND \(countsForExhibit) AND NOT EXISTS (SELECT 1 FROM study_exhibit_wish
        WHERE study_exhibit_wish.exhibit_id = study_exhibit.id AND study_exhibit_wish.learner = study_team_member.learner))
    """
  }

  private struct Signature: Hashable {
    let person: ID<Person>
    let cycle: ID<Cycle>
  }

  /// The ids of the newest answer of each signer.
  private func newestConsents(to purpose: String, of people: [ID<Person>]) throws -> [Signature: [String]] {
    guard !people.isEmpty else { return [:] }
    var newest: [Signature: [Consent.Signer: String]] = [:]
    try each(
      """
      SELECT consent.id, consent.person_id, consent.cycle_id, consent.signer FROM consent
      WHERE consent.purpose = \(purpose) AND consent.person_id IN (\(list: people)) ORDER BY consent.at, consent.id
      """
    ) { row in
      newest[Signature(person: try row["person_id"], cycle: try row["cycle_id"]), default: [:]][try row["signer"]] = try row["id"]
    }
    return newest.mapValues { $0.values.sorted() }
  }

  // MARK: - What the public sees

  /// Exhibits that may be shown at this moment, the newest first: each girl of the team and her guardian agree by the very answers that are
  /// stored with the exhibit. Withdrawn, changed, objected, restricted or erased: it is not there.
  func shownExhibits(where condition: SQL, _ house: House) throws -> [ShownExhibit] {
    let exhibits = try rows(
      """
      SELECT study_exhibit.id, study_exhibit.team_id, study_exhibit.entry_id, study_exhibit.published_at, study_team.name,
        study_project.course, study_project.exercise, study_group.region
      FROM study_exhibit JOIN study_team ON study_team.id = study_exhibit.team_id
      JOIN study_project ON study_project.id = study_team.project_id
      JOIN study_group ON study_group.id = study_project.group_id
      WHERE study_exhibit.published_at IS NOT NULL AND study_exhibit.ended_at IS NULL AND \(condition)
      ORDER BY study_exhibit.published_at DESC, study_exhibit.id LIMIT 200
      """
    ) { row in
      (
        id: try row["id"] as ID<Exhibit>, team: try row["team_id"] as ID<Team>, entry: try row["entry_id"] as ID<Entry>,
        published: try row["published_at"] as Moment, name: try row["name"] as String?, course: try row["course"] as String,
        exercise: try row["exercise"] as String, region: try row["region"] as String
      )
    }
    guard !exhibits.isEmpty else { return [] }
    let consents = try exhibitConsents(of: exhibits.map(\.team), house)
    var stored: [ID<Exhibit>: Set<String>] = [:]
    try each(
      """
      SELECT study_exhibit_consent.exhibit_id, study_exhibit_consent.consent_id FROM study_exhibit_consent
      WHERE study_exhibit_consent.exhibit_id IN (\(list: exhibits.map(\.id)))
      ORDER BY study_exhibit_consent.exhibit_id, study_exhibit_consent.consent_id LIMIT 5000
      """
    ) { row in stored[try row["exhibit_id"], default: []].insert(try row["consent_id"]) }
    let standing = exhibits.filter { exhibit in
      guard let now = consents[exhibit.team], now.areComplete else { return false }
      return Set(now.members.flatMap(\.consents)) == stored[exhibit.id]
    }
    guard !standing.isEmpty else { return [] }
    let entries = try Dictionary(
      self.entries(where: "study_entry.id IN (\(list: standing.map(\.entry)))", house).map { ($0.id, $0) }
    ) { first, _ in first }
    return standing.compactMap { exhibit in
      entries[exhibit.entry].map { entry in
        ShownExhibit(
          id: exhibit.id, entry: exhibit.entry, region: exhibit.region, course: exhibit.course, exercise: exhibit.exercise,
          published: exhibit.published, name: exhibit.name, words: PosterWords(entry.words),
          photo: entry.photos.first { $0.isPicture }?.file)
      }
    }
  }

  // MARK: - Two people

  func propose(_ poster: Entry, by actor: Actor, _ group: Group, _ house: House) throws {
    let id: ID<Exhibit> = house.outside.id()
    let added = try run(
      """
      INSERT INTO study_exhibit (id, team_id, entry_id, proposed_at, proposed_by)
      VALUES (\(id), \(poster.team), \(poster.id), \(house.outside.now()), \(actor.person)) ON CONFLICT DO NOTHING
      """)
    guard added == 1 else { throw Refusal(.conflict, .exhibitMoved, back: ExhibitionDesk.link(poster.team)) }
    try record(.exhibitProposed, poster.team.text, "exhibit=\(id)", by: actor.text, house)
    // The girls asked for it; that it is on its way again they hear, for each may still take it back.
    if try exists("SELECT 1 FROM study_exhibit WHERE team_id = \(poster.team) AND ended_why = 'team'") {
      try tellTeam(.proposedAgain, of: id, poster.team, house)
    }
    try ask(
      RunExhibition.self,
      for: SecondWanted(
        .exhibitWantsSecond, page: ExhibitionDesk.link(poster.team).text, not: [actor.person],
        places: [(cycle: group.cycle, region: group.region)], once: "exhibit:\(id)"), house)
  }

  /// The second hand. The answers by which it stands on the page are stored with it.
  func publish(_ exhibit: Exhibit, _ consents: ExhibitConsents, by actor: Actor, _ house: House) throws {
    guard exhibit.published == nil, exhibit.ended == nil else { throw Refusal(.conflict, .exhibitMoved) }
    guard consents.areComplete else { throw Refusal(.conflict, .exhibitLacksConsent, back: ExhibitionDesk.link(exhibit.team)) }
    try mustBeSecond(actor, after: exhibit.proposedBy, at: house.outside.now())
    try run(
      """
      UPDATE study_exhibit SET published_at = \(house.outside.now()), published_by = \(actor.person)
      WHERE id = \(exhibit.id) AND published_at IS NULL AND ended_at IS NULL
      """)
    try insert(
      "INSERT INTO study_exhibit_consent (exhibit_id, consent_id, learner)",
      consents.members.flatMap { member in member.consents.map { "(\(exhibit.id), \($0), \(member.learner))" } })
    try record(.exhibitPublished, exhibit.team.text, "exhibit=\(exhibit.id)", by: actor.text, house)
  }

  /// It is on the page no longer; putting it there again takes two people again.
  func end(_ exhibit: Exhibit, because why: Exhibit.Ended, by actor: String, _ house: House) throws {
    let changed = try run(
      """
      UPDATE study_exhibit SET ended_at = \(house.outside.now()), ended_why = \(why) WHERE id = \(exhibit.id) AND ended_at IS NULL
      """)
    guard changed == 1 else { return }
    try record(.exhibitEnded, exhibit.team.text, "exhibit=\(exhibit.id) why=\(why.rawValue)", by: actor, house)
  }

  /// Of every team that a girl is in or wrote in.
  func endExhibits(of person: ID<Person>, because why: Exhibit.Ended, by actor: String, _ house: House) throws {
    let hers = try exhibits(
      where: """
        study_exhibit.ended_at IS NULL AND study_exhibit.team_id IN (SELECT study_team_member.team_id FROM study_team_member
          JOIN study_learner ON study_learner.number = study_team_member.learner WHERE study_learner.person_id = \(person))
        """)
    for exhibit in hers { try end(exhibit, because: why, by: actor, house) }
  }

  /// She or her guardian has answered: what they do not agree to is on the page no longer, and whether her consents are complete stands
  /// beside her in her team.
  func followProjects(_ answer: ConsentAnswered, _ house: House) throws {
    let isComplete = answer.ledger.state(house.consents) == .complete
    try run(
      """
      UPDATE study_team_member SET has_consent = \(isComplete)
      WHERE learner IN (SELECT number FROM study_learner WHERE person_id = \(answer.girl)) AND team_id IN (
        SELECT study_team.id FROM study_team JOIN study_project ON study_project.id = study_team.project_id
        JOIN study_group ON study_group.id = study_project.group_id JOIN study_cohort ON study_cohort.id = study_group.cohort_id
        WHERE study_cohort.cycle_id = \(answer.cycle))
      """)
    guard let purpose = house.consents.purpose(Exhibit.purpose), !answer.ledger.allows(purpose) else { return }
    try endExhibits(of: answer.girl, because: .consent, by: "\(answer.signer.rawValue):\(answer.girl)", house)
  }
}

/// What must not be read on the public page beside a poster: anybody's name, a village, a way to reach somebody.
struct ExhibitWords: Sendable {
  /// Names of the girls and of where they live, as they are looked for.
  private let avoided: [(shown: String, phrase: SoughtPhrase)]

  init(_ girls: [(name: PersonName?, places: [String])]) {
    let names = girls.flatMap { girl in [girl.name?.given, girl.name?.surname].compactMap { $0 } + girl.places }
    avoided = Set(names).sorted().compactMap { name in
      let bare = Self.bare(name)
      guard bare.count >= 3, let phrase = SoughtPhrase(bare.split(separator: " ").map { "\($0)*" }.joined(separator: " ")) else {
        return nil
      }
      return (name, phrase)
    }
  }

  /// Without the word for what it is: "Тасбұлақ ауылы" is found as Тасбұлақ.
  private static func bare(_ name: String) -> String {
    name.split(separator: " ").filter { !kinds.contains($0.lowercased()) }.joined(separator: " ")
  }

  private static let kinds: Set<String> = [
    "ауылы", "ауыл", "село", "аул", "ауданы", "район", "ауылдық", "округі", "округ", "сельский", "қаласы", "город", "кенті",
    "посёлок", "поселок",
  ]

  /// Those that stand in the words.
  func found(in words: PosterWords) -> [String] {
    let text = WrittenText(words.all)
    return avoided.filter { text.holds([$0.phrase]) }.map(\.shown)
  }
}

extension Exhibit.Ended {
  var says: Phrase {
    switch self {
    case .dropped: Phrase(kk: "ұсыныс алынды", ru: "предложение снято", en: "the proposal was dropped")
    case .desk: Phrase(kk: "бағдарлама көрмеден алды", ru: "снята программой", en: "taken off by the programme")
    case .team: Phrase(kk: "қыздардың өздері алды", ru: "снята самими девочками", en: "taken off by the girls")
    case .consent: Phrase(kk: "келісім қайтарылды", ru: "согласие отозвано", en: "a consent was withdrawn")
    case .erased: Phrase(kk: "деректер өшірілді", ru: "данные удалены", en: "data were erased")
    }
  }
}

extension Phrase {
  static let exhibitMoved = Phrase(
    kk: "Бұл плакат бойынша басқа шешім қабылданып қойды. Қайта қараңыз.",
    ru: "По этому плакату уже решили иначе. Посмотрите ещё раз.", en: "This poster was decided on meanwhile. Look again.")
  static let exhibitLacksConsent = Phrase(
    kk: "Команданың бәрі келіспеген: плакатты жариялауға болмайды.",
    ru: "Согласна не вся команда: публиковать плакат нельзя.",
    en: "Not everybody of the team agrees: the poster cannot be published.")
  static let exhibitWantsSecond = Phrase(
    kk: "Плакатты көрмеге шығаруды екінші адам растауы керек",
    ru: "Публикацию плаката на выставке должен подтвердить второй человек",
    en: "A second person has to confirm that a poster goes to the exhibition")
}
