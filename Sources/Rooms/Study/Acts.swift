import Programme

/// Learns, and sees all that the school knows of her own learning.
enum OwnStudy: Act {
  static let roles: Set<Role> = [.applicant]
}

/// Forms cohorts and groups, gives them adults and days.
enum RunCohort: Act {
  static let roles: Set<Role> = [.coordinator]
}

/// Sees cohorts and groups.
enum SeeCohort: Act {
  static let roles: Set<Role> = [.coordinator, .assistant]
}

/// Sees a group with its girls: an adult of it, or whoever sees the cohort.
enum SeeGroup: Act {
  static let roles: Set<Role> = [.coordinator, .assistant, .trainer, .mentor]
  static let touchesChildren = true
}

/// Keeps the roll of a meeting: a trainer of the group, or the coordinator from a paper.
enum KeepRoll: Act {
  static let roles: Set<Role> = [.coordinator, .trainer]
  static let touchesChildren = true
}

/// Brings the sealed file of a phone that found no network; reads nothing of it.
enum BringParcels: Act {
  static let roles: Set<Role> = [.coordinator, .trainer]
}

/// Sees versions of courses, what the checker says of them and how they will look.
enum WriteCourse: Act {
  static let roles: Set<Role> = [.author, .coordinator]
}

/// Opens a version of a course to everybody; not the same person proposes and opens it.
enum PublishCourse: Act {
  static let roles: Set<Role> = [.author, .coordinator]
}

/// A guardian sees her own child's school.
enum SeeChildStudy: Act {
  static let roles: Set<Role> = [.guardian]
}

/// Gives checks, says who sat them in the room, and enters them from paper: a trainer of the group, or the coordinator.
enum GiveChecks: Act {
  static let roles: Set<Role> = [.coordinator, .trainer]
  static let touchesChildren = true
}
