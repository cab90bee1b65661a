import Programme

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
