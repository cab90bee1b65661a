import Exchange
import Exercises
import Grading
import Learning
import Programme
import Words

/// What a learner did, as her phone or a form sends it: never changed, never taken back.
struct StudyEvent: Sendable {
  enum Kind: String, Sendable {
    /// An answer to an exercise; about `course/exercise/variant`.
    case attempt
    /// She has worked through a lesson; about `course/lesson`.
    case finished
  }

  let id: ID<JournalEvent>
  let kind: Kind
  let about: String
  let at: Moment
  /// `{"answer":{…},"first":true,"hints":0}`; of `finished` it is empty.
  let body: String

  init(id: ID<JournalEvent>, _ kind: Kind, about: String, at: Moment, body: String) {
    (self.id, self.kind, self.about, self.at, self.body) = (id, kind, about, at, body)
  }

  /// Throws `Refusal` for what no page of ours writes. A course that is not here is no reason: it may come.
  init(_ event: JournalEvent) throws(Refusal) {
    guard let kind = Kind(rawValue: event.kind), Self.isAbout(event.about, parts: kind == .attempt ? 3 : 2),
      kind == .finished || AttemptBody(event.body) != nil
    else { throw Refusal(.invalid, .brokenDelivery) }
    self.init(id: event.id, kind, about: event.about, at: event.at, body: kind == .attempt ? event.body : "")
  }

  /// Plain words with slashes between them.
  private static func isAbout(_ text: String, parts count: Int) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == count
      && parts.allSatisfy { part in
        (1...40).contains(part.utf8.count)
          && part.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
            default: false
            }
          }
      }
  }
}

/// What an attempt's event says.
struct AttemptBody: Sendable {
  let answer: Answer
  /// Whether nothing readable was answered to this exercise before, since it was last solved.
  let isFirst: Bool
  let hints: Int

  init(_ answer: Answer, isFirst: Bool, hints: Int) {
    (self.answer, self.isFirst, self.hints) = (answer, isFirst, hints)
  }

  init?(_ text: String) {
    guard let json = try? JSONReader.read(Array(text.utf8)), case .object(let members) = json else { return nil }
    let fields = Dictionary(members.map { ($0.0, $0.1) }) { first, _ in first }
    guard let answer = fields["answer"].flatMap({ Answer($0) }), case .bool(let isFirst)? = fields["first"],
      case .number(let hints)? = fields["hints"], (0...999).contains(hints)
    else { return nil }
    self.init(answer, isFirst: isFirst, hints: Int(hints))
  }

  var text: String {
    JSON.object([("answer", answer.json), ("first", .bool(isFirst)), ("hints", .whole(hints))]).text
  }
}

/// An exercise where an event says it is: with the variant that was asked.
struct AskedExercise: Sendable {
  let found: CourseExercise
  let variant: Variant
  /// Its skill as the learner's states have it: `course/skill`.
  let skill: String

  /// Nil: not in this course, or not any more.
  init?(about: String, in courses: [ShelvedCourse]) {
    let parts = about.split(separator: "/").map(String.init)
    guard parts.count == 3, let course = courses.first(where: { $0.key == parts[0] }),
      let found = course.read.exercise(parts[1]), let variant = Int(parts[2]).flatMap({ found.variant($0) }),
      let skill = found.exercise.skill
    else { return nil }
    (self.found, self.variant) = (found, variant)
    self.skill = "\(parts[0])/\(skill)"
  }

  /// The server's own judgement, whatever the phone said.
  func judged(_ body: AttemptBody, _ t: Words.Language) -> Judgement? { found.exercise.judge(body.answer, variant, t) }
}

extension Judgement {
  /// What practice makes of it: whatever says nothing of the skill costs nothing.
  var practised: Attempt.Verdict {
    switch verdict {
    case .right: .right
    // Metres where seconds are asked for are a slip of physics.
    case .wrong, .unitWrong: .wrong
    case .unreadable, .unitMissing: .unread
    }
  }
}

extension Attempt.Verdict {
  /// As the table has it.
  var word: String {
    switch self {
    case .right: "right"
    case .wrong: "wrong"
    case .unread: "unread"
    }
  }

  init?(word: String) {
    guard let verdict = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = verdict
  }
}
