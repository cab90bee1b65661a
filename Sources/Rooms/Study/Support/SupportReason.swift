import Programme
import Storage
import Words

/// Why somebody should look how a girl is doing. Names stand in the table.
enum SupportReason: String, Sendable, Hashable, CaseIterable, Bindable, Readable {
  /// She pressed "it is hard now" and has no answer yet.
  case asked
  case silent, absent, behind, stuck, overdue, lost, consent

  /// Whether the adults of her group see it: what she told the desk, and her consents, are not theirs.
  var isForAdults: Bool { self != .asked && self != .consent }

  /// Whether it foretells anything: a cry for help and a paper that is due are shown whatever came of them.
  var isJudged: Bool { self != .asked && self != .consent }

  /// Nobody can put a cry for help aside.
  var mayBeOff: Bool { self != .asked }

  var title: Phrase {
    switch self {
    case .asked: Phrase(kk: "көмек сұрады", ru: "попросила о помощи", en: "asked for help")
    case .silent: Phrase(kk: "хабарсыз", ru: "нет вестей", en: "nothing heard")
    case .absent: Phrase(kk: "себепсіз келмеді", ru: "пропуски без причины", en: "absent without a reason")
    case .behind: Phrase(kk: "топтан қалып қойды", ru: "отстаёт от группы", en: "behind the group")
    case .stuck: Phrase(kk: "бір жерде тұрып қалды", ru: "застряла на одном", en: "stuck on one skill")
    case .overdue: Phrase(kk: "тапсырмасы мерзімінен өтті", ru: "работа не сдана", en: "work overdue")
    case .lost: Phrase(kk: "бекіген дағды ұмытылды", ru: "забылись навыки", en: "skills were lost")
    case .consent: Phrase(kk: "келісім керек", ru: "нужно согласие", en: "consent is due")
    }
  }
}

/// What a rule found of one girl.
struct SupportFinding: Sendable {
  let learner: Int
  let reason: SupportReason
  /// From when on it holds.
  let since: Moment
  let evidence: Evidence

  enum Evidence: Sendable {
    case asked(Help.About)
    /// When something was last heard; never since she began.
    case silent(last: Moment)
    case absent(inARow: Int, missed: Int, of: Int)
    /// Lessons by `course/lesson`, the first met first.
    case behind([String])
    case stuck(skill: String, attempts: Int, first: Moment, last: Moment)
    /// What was not handed in, and the last day of the first of it.
    case overdue([ID<Assignment>], last: Day)
    case lost([String])
    /// Since when it has to be given anew; on which day she comes of age, where that is why.
    case consent(due: Moment?, adult: Day?)
  }
}

/// A girl with all that was found of her.
struct Supported: Sendable {
  let learner: Int
  let findings: [SupportFinding]

  var hasAsked: Bool { findings.contains { $0.reason == .asked } }
  var since: Moment { findings.map(\.since).min() ?? Moment(milliseconds: 0) }

  /// Whoever asked for help first, then by the number of reasons, then by how long; there is no score.
  static func ordered(_ findings: [SupportFinding]) -> [Supported] {
    Dictionary(grouping: findings, by: \.learner).map { learner, found in
      Supported(
        learner: learner,
        findings: found.sorted { (SupportReason.order[$0.reason] ?? 0) < (SupportReason.order[$1.reason] ?? 0) })
    }.sorted { one, other in
      if one.hasAsked != other.hasAsked { return one.hasAsked }
      if one.findings.count != other.findings.count { return one.findings.count > other.findings.count }
      return one.since == other.since ? one.learner < other.learner : one.since < other.since
    }
  }
}

extension SupportReason {
  fileprivate static let order = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}
