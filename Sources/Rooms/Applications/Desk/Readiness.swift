import Forms
import Programme
import Security
import Storage
import Words

/// How many of a list could be let in at once, and which stay as they are, with the reason of each.
struct Readiness: Sendable {
  struct Staying: Sendable {
    let application: Application
    let name: PersonName?
    let isRestricted: Bool
    let lacks: DeskLacks?

    func why(_ house: House, _ t: Language) -> String {
      if isRestricted { return t(.restrictedTag) }
      // A draft or what is to be corrected waits for her: what it lacks is hers to know.
      guard application.state == .submitted else { return t(application.state.brief) }
      let lacks = lacks?.whole(application, house.form(of: application), t) ?? ""
      return lacks.isEmpty ? t(.lacksRule) : lacks
    }
  }

  let total: Int
  /// By the open columns; of these some may lack something that is sealed.
  let candidates: Int
  let stayingCount: Int
  /// The first of them.
  let staying: [Staying]
  let colleagues: Colleagues
  /// Candidates of which a look into the answers says the same.
  let ready: Int
}

extension Transaction {
  /// So many are named, and so many candidates looked into before the press; each is looked into once more when it is taken.
  private static var mostNamed: Int { 100 }

  /// Of what was ticked every row that stays, else those that wait for a decision. `isDone`: those already let in are no question.
  func readiness(of view: DeskView, isDone: Bool, _ house: House) throws -> Readiness {
    let view = try view.searched(self, house)
    let list = try view.condition(self, house)
    let candidate = Self.isCandidate(house.programme)
    let asked: SQL = view.filter.picked.isEmpty ? "state = 'submitted'" : isDone ? "state <> 'eligible'" : "1 = 1"
    let others: SQL = "\(list) AND \(asked) AND NOT (\(candidate))"
    let count = try candidateCount(view, house)
    let failing = count <= Self.mostNamed ? try failing(view, house) : []
    let named = try rows(Self.selectApplication + "WHERE \(others) ORDER BY code LIMIT \(Self.mostNamed)", Application.init(row:))
    return Readiness(
      total: try value("SELECT count(*) FROM application WHERE \(list)") ?? 0, candidates: count,
      stayingCount: (try value("SELECT count(*) FROM application WHERE \(others)") ?? 0) + failing.count,
      staying: failing + (try staying(named, house)), colleagues: try colleagues(in: view.cycle, house),
      ready: count - failing.count)
  }

  /// Candidates whose sealed answers do not do.
  private func failing(_ view: DeskView, _ house: House) throws -> [Readiness.Staying] {
    try staying(try candidates(view, after: "", limit: Self.mostNamed, house), house).filter { one in
      one.lacks?.lacks.contains { lack in
        switch lack {
        case .rule, .answers: true
        case .paper, .consent, .doubt, .duplicate: false
        }
      } ?? false
    }
  }

  private func staying(_ applications: [Application], _ house: House) throws -> [Readiness.Staying] {
    guard !applications.isEmpty else { return [] }
    let people = applications.map(\.person)
    var (safes, names): ([ID<Person>: Safe], [ID<Person>: PersonName]) = ([:], [:])
    var resting: Set<ID<Person>> = []
    try each(
      """
      SELECT person.id, wrapped, sealed, restricted_at IS NOT NULL AS restricted FROM person
      LEFT JOIN person_key ON person_key.person_id = person.id
      LEFT JOIN person_detail ON person_detail.person_id = person.id AND kind = \(Detail.name)
      WHERE person.id IN (\(list: people))
      """
    ) { row in
      let person: ID<Person> = try row["id"]
      if try row["restricted"] { resting.insert(person) }
      guard let wrapped = try row["wrapped"] as [UInt8]? else { return }
      let safe = try house.vault.safe(of: person, wrapped: wrapped)
      safes[person] = safe
      names[person] = try (row["sealed"] as [UInt8]?).flatMap { try safe.name(sealed: $0) }
    }
    let lacks = try lacks(
      of: applications.filter { $0.state == .submitted }.compactMap { one in safes[one.person].map { (one, $0) } }, house)
    return applications.map { one in
      Readiness.Staying(
        application: one, name: names[one.person], isRestricted: resting.contains(one.person), lacks: lacks[one.id])
    }
  }

  func candidateCount(_ view: DeskView, _ house: House) throws -> Int {
    try value(
      "SELECT count(*) FROM application WHERE \(try view.condition(self, house)) AND \(Self.isCandidate(house.programme))") ?? 0
  }

  func candidates(_ view: DeskView, after: String, limit: Int, _ house: House) throws -> [Application] {
    try rows(
      Self.selectApplication
        + """
        WHERE \(try view.condition(self, house)) AND \(Self.isCandidate(house.programme)) AND id > \(after)
        ORDER BY id LIMIT \(limit)
        """,
      Application.init(row:))
  }

  /// Sent, both consents complete, the rules met as far as open columns tell, no open question about it, and her data at work.
  private static func isCandidate(_ programme: ProgrammeFile) -> SQL {
    var parts: [SQL] = ["state = 'submitted'", "consent = 'complete'"]
    for rule in programme.eligibility { if let part = condition(rule) { parts.append("(\(part)) IS TRUE") } }
    parts.append("NOT EXISTS (SELECT 1 FROM person WHERE person.id = application.person_id AND restricted_at IS NOT NULL)")
    parts.append(
      """
      NOT EXISTS (SELECT 1 FROM duplicate WHERE decided_at IS NULL AND (first_id = application.id OR second_id = application.id))
      """)
    return parts.joined(" AND ")
  }

  private static func condition(_ rule: EligibilityRule) -> SQL? {
    switch (rule.fact, rule.among) {
    case ("region", let among?): return "region IN (\(list: among))"
    case ("grade", let among?): return "grade IN (\(list: among.compactMap { Int($0) }))"
    case ("rural", let among?):
      return among.contains("yes") ? (among.contains("no") ? "rural IS NOT NULL" : "rural") : "NOT rural"
    default: return nil
    }
  }
}
