import Exercises
import Programme
import Storage
import Words

/// What one adult says of a team's work: a level on each criterion. Never changed; a later one stands beside it.
struct TeamMark: Sendable {
  let id: ID<TeamMark>
  let team: ID<Team>
  let hand: ID<Person>
  /// Nil for whoever has no name here any more.
  let name: PersonName?
  let levels: MarkLevels
  let at: Moment

  static let place = "study_team_word.sealed"
}

/// What a mark says to one girl in words.
struct TeamWord: Sendable {
  let mark: ID<TeamMark>
  let learner: Int
  /// Of whoever wrote it.
  let name: PersonName?
  let text: String
  let isRead: Bool
  /// A safeguarding officer has taken it from her sight.
  let isTakenDown: Bool
}

extension [TeamMark] {
  /// Each adult's last word.
  var said: [ID<Person>: TeamMark] { Dictionary(map { ($0.hand, $0) }) { _, later in later } }

  var differ: Bool { Set(said.values.map(\.levels)).count > 1 }

  /// The first word of the first two adults, each given without the other's.
  var blind: (first: TeamMark, second: TeamMark)? {
    guard let first, let second = self.first(where: { $0.hand != first.hand }) else { return nil }
    return (first, second)
  }

  /// What the last words of two adults have in common: the team has this mark.
  var agreed: MarkLevels? {
    let said = said.values.sorted { ($0.at, $0.id.text) > ($1.at, $1.id.text) }
    return said.first { mark in said.contains { $0.hand != mark.hand && $0.levels == mark.levels } }?.levels
  }
}

/// The measure of a team's work with its error, from what two adults said without each other.
struct TeamMeasure: Sendable, Hashable {
  /// Mean share of the rubric's points, from 0 to 1.
  let value: Double
  let error: Double

  /// Of two marks on `C` criteria with differences `d` (shares of a criterion's points): the error of the mean of two is √Σd² / 2C, for
  /// one mark varies by √(Σd²/2C) and the mean is one of 2C marks. Levels are steps, so marks that agree are not without error: it is at
  /// least that of rounding to steps of a width `w`, w/√12 for each mark, √(mean w² / 24C).
  init(_ first: MarkLevels, _ second: MarkLevels) {
    let pairs = first.lines.compactMap { line in
      second[line.key].map { (Double(line.level - 1), Double($0 - 1), Double(max(1, line.most - 1))) }
    }
    let count = Double(max(1, pairs.count))
    value = pairs.reduce(0) { $0 + ($1.0 + $1.1) / (2 * $1.2) } / count
    let squares = pairs.reduce(0) { sum, pair in
      let difference = (pair.0 - pair.1) / pair.2
      return sum + difference * difference
    }
    let widths = pairs.reduce(0) { $0 + 1 / ($1.2 * $1.2) } / count
    error = max((squares / (4 * count * count)).squareRoot(), (widths / (24 * count)).squareRoot())
  }
}

extension Transaction {
  /// By team, the first first.
  func teamMarks(where condition: SQL, _ vault: Vault) throws -> [ID<Team>: [TeamMark]] {
    try Dictionary(
      grouping: rows(
        """
        SELECT study_team_mark.id, study_team_mark.team_id, study_team_mark.hand, study_team_mark.hand AS person_id,
          study_team_mark.levels, study_team_mark.at, person_key.wrapped AS wrapped, person_detail.sealed AS sealed
        FROM study_team_mark JOIN study_team ON study_team.id = study_team_mark.team_id
        LEFT JOIN person_key ON person_key.person_id = study_team_mark.hand
        LEFT JOIN person_detail ON person_detail.person_id = study_team_mark.hand AND person_detail.kind = \(Detail.name)
        WHERE \(condition) ORDER BY study_team_mark.at, study_team_mark.id LIMIT 5000
        """
      ) { row -> TeamMark in
        let levels: String = try row["levels"]
        return TeamMark(
          id: try row["id"], team: try row["team_id"], hand: try row["hand"], name: try name(row, vault),
          levels: MarkLevels(text: levels), at: try row["at"])
      }, by: \.team)
  }

  /// Adds an adult's mark with a word for each girl, and says what follows from all marks of the team.
  @discardableResult
  func mark(
    _ team: Team, _ levels: MarkLevels, _ words: [(member: TeamMember, text: String)], by actor: Actor, _ house: House
  ) throws -> ID<TeamMark> {
    let (id, now) = (house.outside.id(of: TeamMark.self), house.outside.now())
    try run(
      """
      INSERT INTO study_team_mark (id, team_id, hand, levels, at) VALUES (\(id), \(team.id), \(actor.person), \(levels.text), \(now))
      """)
    for (member, text) in words where !text.isEmpty {
      let sealed = try safe(of: member.person, house.vault).seal(text, TeamMark.place)
      try run("INSERT INTO study_team_word (mark_id, learner, sealed) VALUES (\(id), \(member.learner), \(sealed))")
    }
    let marks = try teamMarks(where: "study_team.id = \(team.id)", house.vault)[team.id] ?? []
    if let agreed = marks.agreed, let (first, second) = marks.blind {
      let measure = TeamMeasure(first.levels, second.levels)
      // Words that one adult adds to an agreed mark are read once the other has marked again too.
      let isAlone = team.agreed.map { before in
        before.levels == agreed && !marks.contains { $0.hand != actor.person && $0.at > before.at }
      }
      let at = isAlone == true ? team.agreed?.at ?? now : now
      try run(
        """
        UPDATE study_team SET levels = \(agreed.text), value = \(measure.value), error = \(measure.error), agreed_at = \(at)
        WHERE id = \(team.id)
        """)
    } else {
      try run("UPDATE study_team SET levels = NULL, value = NULL, error = NULL, agreed_at = NULL WHERE id = \(team.id)")
    }
    try record(.teamMarked, team.id.text, "mark=\(id)", by: actor.text, house)
    return id
  }

  /// What was said to a girl, the first first: everything, for the adults who answer for her.
  func everyTeamWord(
    of learner: Int, in team: ID<Team>, _ safe: Safe, _ vault: Vault
  ) throws -> [(word: TeamWord, hand: ID<Person>, at: Moment)] {
    try rows(
      """
      SELECT study_team_word.mark_id, study_team_word.sealed AS words, study_team_word.read_at,
        study_team_word.taken_down_at, study_team_mark.at,
        study_team_mark.hand AS person_id, person_key.wrapped AS wrapped, person_detail.sealed AS sealed
      FROM study_team_word JOIN study_team_mark ON study_team_mark.id = study_team_word.mark_id
      LEFT JOIN person_key ON person_key.person_id = study_team_mark.hand
      LEFT JOIN person_detail ON person_detail.person_id = study_team_mark.hand AND person_detail.kind = \(Detail.name)
      WHERE study_team_word.learner = \(learner) AND study_team_mark.team_id = \(team)
      ORDER BY study_team_mark.at, study_team_mark.id LIMIT 100
      """
    ) { row in
      let (read, down, words): (Moment?, Moment?, [UInt8]) = (try row["read_at"], try row["taken_down_at"], try row["words"])
      let word = TeamWord(
        mark: try row["mark_id"], learner: learner, name: try name(row, vault), text: try safe.open(words, TeamMark.place),
        isRead: read != nil, isTakenDown: down != nil)
      return (word, try row["person_id"], try row["at"])
    }
  }

  /// What she reads: of each adult the last word that both have stood behind. What one adult wrote after that waits for the other, and what was
  /// written by night for the morning.
  func teamWords(of learner: Int, in team: Team, at now: Moment, _ safe: Safe, _ vault: Vault) throws -> [TeamWord] {
    guard let agreed = team.agreed else { return [] }
    let words = try everyTeamWord(of: learner, in: team.id, safe, vault).filter {
      $0.at <= agreed.at && BoardHours.opening(from: $0.at) <= now
    }
    return Dictionary(words.map { ($0.hand, $0.word) }) { _, later in later }.values.filter { !$0.isTakenDown }.sorted {
      $0.mark < $1.mark
    }
  }

  /// All that was said to her of the team's work: what a later word of the same adult took the place of as well.
  func wordsAreRead(of team: ID<Team>, by learner: Int, _ house: House) throws {
    let now = house.outside.now()
    let said = try rows("SELECT id, at FROM study_team_mark WHERE team_id = \(team) ORDER BY at, id LIMIT 1000") {
      (id: try $0["id"] as ID<TeamMark>, at: try $0["at"] as Moment)
    }.filter { BoardHours.opening(from: $0.at) <= now }
    guard !said.isEmpty else { return }
    try run(
      """
      UPDATE study_team_word SET read_at = \(now)
      WHERE learner = \(learner) AND read_at IS NULL AND mark_id IN (\(list: said.map(\.id)))
      """)
  }
}
