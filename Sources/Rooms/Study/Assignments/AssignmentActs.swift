import Programme
import Words

/// Gives a group an assignment with a last day.
enum GiveAssignment: Act {
  static let roles: Set<Role> = [.coordinator, .trainer]
  static let touchesChildren = true
}

/// Sees what girls of a group handed in and what was said of it.
enum SeeHandedWork: Act {
  static let roles: Set<Role> = [.coordinator, .trainer, .mentor]
  static let touchesChildren = true
}

/// Marks what girls of her group handed in.
enum MarkHandedWork: Act {
  static let roles: Set<Role> = [.trainer, .mentor]
  static let touchesChildren = true
}

extension AuditAct {
  static let assignmentGiven = AuditAct(
    "assignment.given", Phrase(kk: "тапсырма берілді", ru: "дано задание", en: "assignment given"))
  static let assignmentMoved = AuditAct(
    "assignment.moved",
    Phrase(kk: "тапсырманың соңғы күні өзгерді", ru: "изменён срок задания", en: "last day of an assignment changed"))
  static let workHandedIn = AuditAct("work.handed_in", Phrase(kk: "жұмыс тапсырылды", ru: "сдана работа", en: "work handed in"))
  static let workSeen = AuditAct(
    "work.seen", Phrase(kk: "тапсырылған жұмыс ашылды", ru: "открыта сданная работа", en: "handed-in work opened"))
  static let workMarked = AuditAct("work.marked", Phrase(kk: "жұмысқа баға қойылды", ru: "оценена работа", en: "work marked"))
  static let lookAsked = AuditAct(
    "work.look_asked", Phrase(kk: "қайта қарау сұралды", ru: "попросила посмотреть ещё раз", en: "another look asked for"))
  static let gradebookSeen = AuditAct(
    "gradebook.seen", Phrase(kk: "топ журналы ашылды", ru: "открыт журнал группы", en: "gradebook of a group opened"))
}

extension Study {
  static let assignmentActs: [AuditAct] = [
    .assignmentGiven, .assignmentMoved, .workHandedIn, .workSeen, .workMarked, .lookAsked, .gradebookSeen,
  ]
}
