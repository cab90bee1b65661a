import Programme

/// Gives a group a project, forms its teams and sets its days.
enum GiveProject: Act {
  static let roles: Set<Role> = [.coordinator, .trainer]
  static let touchesChildren = true
}

/// Sees what the teams of a group do.
enum SeeProject: Act {
  static let roles: Set<Role> = [.coordinator, .trainer, .mentor]
  static let touchesChildren = true
}

/// Marks a team of her group, and shows its poster to the cohort.
enum MarkProject: Act {
  static let roles: Set<Role> = [.trainer, .mentor]
  static let touchesChildren = true
}

/// Brings a poster to the public page, two people together, and takes it off, one alone.
enum RunExhibition: Act {
  static let roles: Set<Role> = [.coordinator, .safeguarding]
  static let touchesChildren = true
}

extension Study {
  static let projectActs: [AuditAct] = [
    .projectGiven, .milestonesMoved, .teamsSettled, .entryKept, .posterHandedIn, .posterShown, .posterHidden, .posterReturned,
    .teamSeen,
    .teamMarked,
    .exhibitProposed, .exhibitPublished, .exhibitEnded, .exhibitSeen, .exhibitWished,
  ]
}
