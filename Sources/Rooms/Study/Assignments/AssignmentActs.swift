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

extension Study {
  static let assignmentActs: [AuditAct] = [
    .assignmentGiven, .assignmentMoved, .workHandedIn, .workCarried, .workSeen, .workMarked, .lookAsked, .gradebookSeen,
  ]
}
