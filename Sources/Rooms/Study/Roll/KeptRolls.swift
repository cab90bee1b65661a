import Courses
import Exchange
import Foundation
import Markup
import Programme
import Security
import Storage
import Words

/// The rolls of a trainer's next meetings on her own phone, for a classroom without a network: given sealed, kept for seven days at most
/// and no longer than she is cleared, and brought back sealed by whoever holds the phone, when there is a network again.
enum KeptRolls {
  private static let word = "roll"
  private static let daysAhead = 7
  private static let daysBehind = 7
  private static let mostMeetings = 20

  static let lane = SealedLane(thread: word, mostEvents: 2_000, mostBytes: 1 << 20, days: 30, opens: take)

  static func thread(_ meeting: ID<Meeting>) -> String { "\(word)/\(meeting)" }

  static func link(_ group: ID<Group>) -> Link { GroupPages.link(group).below("kept-rolls") }

  /// GET /desk/groups/:group/kept-rolls: `{"owner","until","meetings":[{"thread","token","key","sealed"}]}`, bytes in base64url. `sealed`
  /// is AES-GCM beside the thread's name of `{"starts","when","about","place","group","digits","state","girls":[{"n","name","mark","note"}]}`.
  static func give(_ visit: Visit, _ permit: Permit<KeepRoll>) async throws -> Reply {
    let house = visit.house
    let (id, hand): (ID<Group>, ID<Person>) = (try visit.id("group"), permit.actor.person)
    guard permit.actor.role == .trainer else { throw Refusal.missing }
    let shelf = try await house.openCourses()
    let (until, rolls) = try await house.database.read { tx in
      let group = try tx.group(id, ofAdult: permit)
      guard try tx.isAdult(hand, of: id) else { throw Refusal.missing }
      let now = house.outside.now()
      let meetings = try tx.meetings(of: id, from: now.adding(days: -daysBehind), limit: mostMeetings).filter {
        $0.state != .cancelled && $0.starts < now.adding(days: daysAhead)
      }
      let until = try lastMoment(of: permit.actor, now, tx, house)
      return (until, try meetings.map { try tx.roll(of: $0, group, as: hand, house) })
    }
    try await house.database.write {
      try $0.record(.groupSeen, id.text, "rolls on a phone: \(rolls.count)", by: permit, house)
    }
    let meetings = try rolls.map { try sealed($0, shelf, hand, visit) }
    return .json(
      .object([
        ("owner", .string(hand.text)), ("until", .number(Double(until.milliseconds))), ("group", .string(id.text)),
        ("meetings", .array(meetings)),
      ]))
  }

  private static func lastMoment(of actor: Actor, _ now: Moment, _ tx: Transaction, _ house: House) throws -> Moment {
    let latest = now.adding(days: daysAhead)
    let clearance = try tx.clearance(of: actor.person)
    let last = clearance.lastDay(for: [actor.role], from: now.day(), house.data[.clearance])
    return min(latest, last.map { $0.adding(days: 1).start() } ?? latest)
  }

  private static func sealed(_ roll: Roll, _ shelf: [ShelvedCourse], _ hand: ID<Person>, _ visit: Visit) throws -> JSON {
    let (t, house, meeting) = (visit.language, visit.house, roll.meeting)
    let girls = roll.girls.map { girl in
      JSON.object([
        ("n", .whole(girl.learner)), ("name", .string(girl.short)), ("mark", girl.mine.map { .string($0.rawValue) } ?? .null),
        ("note", .string(girl.note)),
      ])
    }
    let text = JSON.object([
      ("starts", .number(Double(meeting.starts.milliseconds))), ("when", .string(meeting.when(t))),
      ("about", .string(shelf.title(of: meeting, t))), ("place", .string(meeting.place)),
      ("group", .string(roll.group.title(t, house))), ("digits", .string(house.digits(of: meeting.id))),
      ("state", .string(meeting.state.rawValue)), ("reason", .string(meeting.reason)), ("girls", .array(girls)),
    ]).text
    let thread = thread(meeting.id)
    let key = SealedLane.key(thread, of: hand, house)
    let sealed = AESGCM.seal(
      Array(text.utf8), key: key, nonce: house.outside.random(AESGCM.nonceLength), beside: Array(thread.utf8))
    guard let sealed else { throw Refusal.missing }
    return .object([
      ("thread", .string(thread)), ("token", .string(SealedLane.token(thread, of: hand, house))),
      ("key", .string(base64URL(key))), ("sealed", .string(base64URL(sealed))),
    ])
  }

  // MARK: What comes back

  private struct Mark: Decodable {
    let mark: String
    let note: String
  }

  private static func take(
    _ events: [SealedEvent], _ thread: String, _ hand: ID<Person>, _ tx: Transaction, _ house: House
  ) throws -> [SealedEvent] {
    guard let id = ID<Meeting>(String(thread.dropFirst(word.count + 1))), let meeting = try tx.meeting(ifAny: id) else {
      return []
    }
    let girls = Dictionary(try tx.girls(at: meeting).map { ($0.learner, $0) }) { first, _ in first }
    let latest = house.outside.now()
    let clearance = try tx.clearance(of: hand)
    let taps = try events.compactMap { event -> RollTap? in
      // A phone whose clock is wrong writes no history: then it counts as tapped when it arrived.
      let isPossible = event.at <= latest.adding(minutes: 5) && event.at >= meeting.starts.adding(minutes: -RollPages.early)
      let at = isPossible ? event.at : latest
      guard clearance.holds(at: at, house.data[.clearance]), try tx.wasAdult(hand, of: meeting.group, at: at),
        let says = says(event, girls)
      else { return nil }
      let name = sha256(Array("\(thread)/\(event.device)/\(event.seq)".utf8))
      return ID<Roll>(bytes: Array(name.prefix(16))).map { RollTap(id: $0, at: at, says: says) }
    }
    try tx.take(taps.sorted { $0.at < $1.at }, of: meeting, by: hand, house)
    // No file brings a roll: nobody stands there to be told.
    return []
  }

  private static func says(_ event: SealedEvent, _ girls: [Int: Transaction.MeetingGirl]) -> RollTap.Says? {
    switch event.kind {
    case "mark":
      guard let girl = Int(event.about).flatMap({ girls[$0] }),
        let said = try? JSONDecoder().decode(Mark.self, from: Data(event.body.utf8)), let mark = RollMark(rawValue: said.mark)
      else { return nil }
      let note = String(said.note.prefix(200))
      return .mark(RollEntry(learner: girl.learner, person: girl.person, mark: mark, note: note))
    case "not-held":
      guard !event.body.isEmpty else { return nil }
      return .notHeld(reason: String(event.body.prefix(200)))
    default: return nil
    }
  }
}

extension Clearance {
  /// Whether a trainer was cleared when she tapped: what she marked before a suspension counts, what comes after it does not.
  fileprivate func holds(at moment: Moment, _ rules: ClearanceFile) -> Bool {
    lacks(for: .trainer, on: moment.day(), rules).allSatisfy { lack in
      if case .suspended(let since) = lack { moment < since } else { false }
    }
  }
}

extension Transaction {
  /// Whose marks a meeting's roll may hold.
  struct MeetingGirl: Sendable {
    let learner: Int
    let person: ID<Person>
  }

  fileprivate func girls(at meeting: Meeting) throws -> [MeetingGirl] {
    try rows(
      """
      SELECT DISTINCT study_learner.number, study_learner.person_id FROM study_member
      JOIN study_learner ON study_learner.number = study_member.learner
      WHERE study_member.group_id = \(meeting.group) AND study_member.since <= \(meeting.ends)
        AND (study_member.until IS NULL OR study_member.until > \(meeting.starts)) ORDER BY study_learner.number LIMIT 200
      """
    ) { MeetingGirl(learner: try $0["number"], person: try $0["person_id"]) }
  }

  fileprivate func wasAdult(_ person: ID<Person>, of group: ID<Group>, at moment: Moment) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM study_adult WHERE group_id = \(group) AND person_id = \(person) AND since <= \(moment)
        AND (until IS NULL OR until >= \(moment))
      """)
  }
}
