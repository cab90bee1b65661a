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
