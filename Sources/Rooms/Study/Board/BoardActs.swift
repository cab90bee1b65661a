import Programme
import Words

/// Reads the board of a group: an adult of it, or whoever runs cohorts within reach.
enum ReadBoard: Act {
  static let roles: Set<Role> = [.coordinator, .trainer, .mentor]
  static let touchesChildren = true
}

/// Writes on the board of her own group, and looks at what is held there.
enum WriteOnBoard: Act {
  static let roles: Set<Role> = [.trainer, .mentor]
  static let touchesChildren = true
}

/// Reads what was reported of a board. Whoever is an adult of that group, or was, is not shown it.
enum ReadReports: Act {
  static let roles: Set<Role> = [.safeguarding]
  static let touchesChildren = true
}

extension AuditAct {
  static let boardSeen = AuditAct(
    "board.seen", Phrase(kk: "топ тақтасы ашылды", ru: "открыта доска группы", en: "group board opened"))
  static let postWritten = AuditAct(
    "post.written", Phrase(kk: "тақтаға жазба жазылды", ru: "написана запись на доске", en: "post written on a board"))
  static let postTakenBack = AuditAct(
    "post.taken_back",
    Phrase(kk: "тақтадағы жазба қайтарып алынды", ru: "запись на доске отозвана", en: "post on a board taken back"))
  static let postFreed = AuditAct(
    "post.freed",
    Phrase(kk: "ұсталған жазба тақтаға шығарылды", ru: "задержанная запись показана", en: "held post put on the board"))
  static let postKept = AuditAct(
    "post.kept",
    Phrase(kk: "жазба тақтаға шығарылмады", ru: "запись не показана на доске", en: "post kept off the board"))
  static let postReported = AuditAct(
    "post.reported",
    Phrase(kk: "тақтадағы жазба туралы хабарланды", ru: "сообщено о записи на доске", en: "post on a board reported"))
  static let reportSeen = AuditAct(
    "report.seen", Phrase(kk: "жазба туралы хабар ашылды", ru: "открыто сообщение о записи", en: "report of a post opened"))
  static let reportClosed = AuditAct(
    "report.closed",
    Phrase(kk: "жазба туралы хабар қаралды", ru: "сообщение о записи рассмотрено", en: "report of a post settled"))
}
