import Programme
import Storage
import Words

/// What is said of one girl at one meeting.
enum RollMark: String, Sendable, Bindable, Readable, CaseIterable {
  case came, late, excused, absent

  var wasThere: Bool { self == .came || self == .late }
}

/// The roll of a meeting as one adult sees it: her own marks, what others say, and what the girls confirmed.
struct Roll: Sendable {
  let meeting: Meeting
  let group: Group
  let girls: [Girl]

  struct Girl: Sendable {
    let learner: Int
    let person: ID<Person>
    let name: PersonName?
    /// By whoever looks; nil before she said anything.
    let mine: RollMark?
    let note: String
    /// By the other adults, where they say something.
    let others: [RollMark]
    /// She typed the digits of the day.
    let isConfirmed: Bool

    var differs: Bool { mine.map { mine in others.contains { $0 != mine } } ?? (Set(others).count > 1) }

    /// "Аружан С.": a roll is read aloud, and needs no more; of two who would read alike, the whole name.
    var short: String {
      guard let name else { return "" }
      if isNamesake { return name.full }
      return name.surname.first.map { "\(name.given) \($0)." } ?? name.given
    }
    var isNamesake = false
  }

  var marked: Int { girls.count { $0.mine != nil } }
}

/// One line of the roll to be kept.
struct RollEntry: Sendable {
  let learner: Int
  let person: ID<Person>
  let mark: RollMark
  let note: String
}

/// One tap on a roll that a phone kept.
struct RollTap: Sendable {
  let id: ID<Roll>
  let at: Moment
  let says: Says

  enum Says: Sendable {
    case mark(RollEntry)
    case notHeld(reason: String)
  }
}

/// How a mark came.
enum RollWay: String, Sendable, Bindable, Readable {
  case phone
  /// Written on paper at the meeting and entered later.
  case paper
  /// By the digits she typed herself.
  case code
}

extension Transaction {
  func roll(of meeting: Meeting, _ group: Group, as hand: ID<Person>, _ house: House) throws -> Roll {
    let said = try rows(
      """
      SELECT learner, mark, hand, way, note, at, id FROM study_roll WHERE meeting_id = \(meeting.id) AND learner IS NOT NULL
      ORDER BY at, id LIMIT 5000
      """
    ) { row in
      Said(
        learner: try row["learner"], mark: try row["mark"], hand: try row["hand"], way: try row["way"], note: try row["note"])
    }
    let byGirl = Dictionary(grouping: said, by: \.learner)
    let girls = try rows(
      """
      SELECT DISTINCT number, study_learner.person_id, wrapped, sealed FROM study_member
      JOIN study_learner ON number = study_member.learner
      LEFT JOIN person_key ON person_key.person_id = study_learner.person_id
      LEFT JOIN person_detail ON person_detail.person_id = study_learner.person_id AND person_detail.kind = \(Detail.name)
      WHERE group_id = \(group.id) AND since <= \(meeting.ends) AND (until IS NULL OR until > \(meeting.starts)) LIMIT 200
      """
    ) { row -> Roll.Girl in
      let (learner, person, wrapped): (Int, ID<Person>, [UInt8]?) = (
        try row["number"], try row["person_id"], try row["wrapped"]
      )
      let safe = try wrapped.map { try house.vault.safe(of: person, wrapped: $0) }
      let sealed: [UInt8]? = try row["sealed"]
      let lines = byGirl[learner] ?? []
      let last = Dictionary(lines.filter { $0.way != .code }.map { ($0.hand, $0) }) { _, later in later }
      let mine = last[hand]
      let note = try safe.flatMap { safe in try mine?.note.map { try safe.open($0, "study_roll.note") } }
      return Roll.Girl(
        learner: learner, person: person, name: try safe.flatMap { safe in try sealed.flatMap { try safe.name(sealed: $0) } },
        mine: mine.flatMap { RollMark(rawValue: $0.mark) }, note: note ?? "",
        others: last.filter { $0.key != hand }.values.compactMap { RollMark(rawValue: $0.mark) },
        isConfirmed: lines.contains { $0.way == .code })
    }
    let alike = Dictionary(grouping: girls, by: \.short).filter { $0.value.count > 1 }
    return Roll(
      meeting: meeting, group: group,
      girls: girls.map { girl in
        var girl = girl
        girl.isNamesake = alike[girl.short] != nil
        return girl
      }.sorted { sortKey($0.short).lexicographicallyPrecedes(sortKey($1.short)) })
  }

  private struct Said {
    let learner: Int
    let mark: String
    let hand: ID<Person>
    let way: RollWay
    let note: [UInt8]?
  }

  /// Keeps what changed, and makes what follows of it; the meeting took place.
  func keep(_ entries: [RollEntry], of meeting: Meeting, by actor: Actor, _ way: RollWay, _ house: House) throws {
    guard meeting.state != .cancelled else { throw Refusal(.conflict, .meetingIsCancelled) }
    guard !entries.isEmpty else { return }
    let now = house.outside.now()
    for entry in entries {
      let note = entry.note.isEmpty ? nil : try safe(of: entry.person, house.vault).seal(entry.note, "study_roll.note")
      try add(meeting, learner: entry.learner, entry.mark.rawValue, hand: actor.person, way, note: note, at: now, house)
      try derivePresence(meeting.id, entry.learner)
    }
    if meeting.state != .held { try setHeld(meeting, true, reason: "", by: actor, way, house) }
    try record(.rollKept, meeting.id.text, "marks=\(entries.count) way=\(way.rawValue)", by: actor.text, house)
  }

  /// Whether the meeting took place; if not, the girls see the reason.
  func setHeld(_ meeting: Meeting, _ isHeld: Bool, reason: String, by actor: Actor, _ way: RollWay, _ house: House) throws {
    let now = house.outside.now()
    try add(meeting, learner: nil, isHeld ? "held" : "not_held", hand: actor.person, way, note: nil, at: now, house)
    try run(
      """
      UPDATE study_meeting SET state = \(isHeld ? Meeting.State.held : .notHeld), reason = \(reason), sequence = sequence + 1,
        changed_at = \(now) WHERE id = \(meeting.id)
      """)
    if !isHeld { try record(.meetingNotHeld, meeting.id.text, by: actor.text, house) }
  }

  /// She typed the digits said aloud at the meeting.
  func confirm(_ meeting: Meeting, _ learner: Learner, _ house: House) throws {
    let known = try exists(
      "SELECT 1 FROM study_roll WHERE meeting_id = \(meeting.id) AND learner = \(learner.number) AND way = \(RollWay.code)")
    guard !known else { return }
    try add(
      meeting, learner: learner.number, "present", hand: learner.person, .code, note: nil, at: house.outside.now(), house)
    try derivePresence(meeting.id, learner.number)
  }

  /// What a phone kept where there was no network, in the order in which it was tapped. One that is here already changes nothing.
  func take(_ taps: [RollTap], of meeting: Meeting, by hand: ID<Person>, _ house: House) throws {
    var (touched, marks): (Set<Int>, Int) = ([], 0)
    for tap in taps {
      guard try !exists("SELECT 1 FROM study_roll WHERE id = \(tap.id)") else { continue }
      switch tap.says {
      case .mark(let entry):
        let note = entry.note.isEmpty ? nil : try safe(of: entry.person, house.vault).seal(entry.note, "study_roll.note")
        try add(
          meeting, learner: entry.learner, entry.mark.rawValue, hand: hand, .phone, note: note, at: tap.at, id: tap.id, house)
        touched.insert(entry.learner)
        marks += 1
        try follow(tap, isHeld: true, reason: "", meeting)
      case .notHeld(let reason):
        try add(meeting, learner: nil, "not_held", hand: hand, .phone, note: nil, at: tap.at, id: tap.id, house)
        try follow(tap, isHeld: false, reason: reason, meeting)
        try record(.meetingNotHeld, meeting.id.text, by: Actor(person: hand, role: .trainer).text, house)
      }
    }
    for learner in touched.sorted() { try derivePresence(meeting.id, learner) }
    guard marks > 0 else { return }
    try record(
      .rollKept, meeting.id.text, "marks=\(marks) way=kept", by: Actor(person: hand, role: .trainer).text, house)
  }

  /// Whether the meeting took place, as the latest tap has it: nothing that was said later is taken back by a phone that comes late.
  private func follow(_ tap: RollTap, isHeld: Bool, reason: String, _ meeting: Meeting) throws {
    let state = isHeld ? Meeting.State.held : .notHeld
    try run(
      """
      UPDATE study_meeting SET state = \(state), reason = \(reason), sequence = sequence + 1, changed_at = \(tap.at)
      WHERE id = \(meeting.id) AND state <> \(state) AND (changed_at <= \(tap.at) OR state = \(Meeting.State.planned))
      """)
  }

  private func add(
    _ meeting: Meeting, learner: Int?, _ mark: String, hand: ID<Person>, _ way: RollWay, note: [UInt8]?, at moment: Moment,
    id: ID<Roll>? = nil, _ house: House
  ) throws {
    try run(
      """
      INSERT INTO study_roll (id, meeting_id, learner, mark, hand, way, note, at, received_at)
      VALUES (\(id ?? house.outside.id(of: Roll.self)), \(meeting.id), \(learner), \(mark), \(hand), \(way), \(note), \(moment),
        \(house.outside.now()))
      """)
  }

  private func derivePresence(_ meeting: ID<Meeting>, _ learner: Int) throws {
    if let line = try presence(meeting, learner) { try put(line, meeting, learner) }
  }

  /// Of one girl at one meeting, from all that was said: the last mark of each adult, of which the latest stands.
  func presence(_ meeting: ID<Meeting>, _ learner: Int) throws -> PresenceLine? {
    let lines = try rows(
      """
      SELECT id, mark, hand, way FROM study_roll WHERE meeting_id = \(meeting) AND learner = \(learner)
      ORDER BY at, id LIMIT 1000
      """
    ) {
      (
        id: try $0["id"] as String, mark: try $0["mark"] as String, hand: try $0["hand"] as ID<Person>,
        way: try $0["way"] as RollWay
      )
    }
    let confirmed = lines.contains { $0.way == .code }
    let said = Dictionary(lines.filter { $0.way != .code }.map { ($0.hand, $0) }) { _, later in later }
    let latest = lines.last { $0.way != .code }
    let mark = latest.flatMap { RollMark(rawValue: $0.mark) } ?? (confirmed ? .came : nil)
    guard let mark, let basis = (latest ?? lines.last)?.id else { return nil }
    return PresenceLine(
      mark: mark, differs: Set(said.values.map(\.mark)).count > 1, proof: confirmed && mark.wasThere ? "confirmed" : "said",
      basis: basis)
  }

  func put(_ line: PresenceLine, _ meeting: ID<Meeting>, _ learner: Int) throws {
    try run(
      """
      INSERT INTO study_presence (meeting_id, learner, mark, differs, proof, basis)
      VALUES (\(meeting), \(learner), \(line.mark), \(line.differs), \(line.proof), \(line.basis))
      ON CONFLICT (meeting_id, learner) DO UPDATE SET mark = excluded.mark, differs = excluded.differs, proof = excluded.proof,
        basis = excluded.basis
      """)
  }

  /// The meetings at which a girl has typed the digits herself.
  func confirmedMeetings(of learner: Learner) throws -> Set<ID<Meeting>> {
    Set(
      try rows(
        "SELECT DISTINCT meeting_id FROM study_roll WHERE learner = \(learner.number) AND way = \(RollWay.code) LIMIT 1000"
      ) { try $0[0] as ID<Meeting> })
  }
}

/// A row of `study_presence`.
struct PresenceLine: Sendable, Hashable {
  let mark: RollMark
  /// Whether two adults said it otherwise.
  let differs: Bool
  let proof: String
  let basis: String
}

extension Meeting {
  /// Of those that are over: nobody has said anything of it, or, in the last two weeks, not of every girl.
  static func lacksMarks(at now: Moment) -> SQL {
    """
    (study_meeting.state = \(State.planned) OR study_meeting.state = \(State.held) AND study_meeting.ends_at > \(now.adding(days: -14))
      AND EXISTS (SELECT 1 FROM study_member WHERE study_member.group_id = study_meeting.group_id
        AND study_member.since <= study_meeting.ends_at
        AND (study_member.until IS NULL OR study_member.until > study_meeting.starts_at)
        AND NOT EXISTS (SELECT 1 FROM study_presence WHERE study_presence.meeting_id = study_meeting.id
          AND study_presence.learner = study_member.learner)))
    """
  }
}

extension House {
  /// Four digits that are said aloud at a meeting; nobody can work them out beforehand.
  func digits(of meeting: ID<Meeting>) -> String {
    let hash = vault.hash(secret: meeting.text, for: "roll digits")
    let number = hash.prefix(4).reduce(0) { $0 << 8 | Int($1) } % 10_000
    return String(repeating: "0", count: 4 - String(number).utf8.count) + String(number)
  }
}

extension RollMark {
  var name: Phrase {
    switch self {
    case .came: Phrase(kk: "келді", ru: "была", en: "came")
    case .late: Phrase(kk: "кешікті", ru: "опоздала", en: "late")
    case .excused: Phrase(kk: "себепті", ru: "по причине", en: "excused")
    case .absent: Phrase(kk: "келмеді", ru: "не была", en: "did not come")
    }
  }
}

extension Phrase {
  static let meetingIsCancelled = Phrase(
    kk: "Бұл кездесу болмайды деп белгіленген.", ru: "Эта встреча отменена.", en: "This meeting is cancelled.")
}
