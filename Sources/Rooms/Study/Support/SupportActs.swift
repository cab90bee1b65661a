import Programme

/// Sees who may need help and why, and writes down what was done: whoever runs cohorts, and the adults of a group for their own girls.
enum GiveSupport: Act {
  static let roles: Set<Role> = [.coordinator, .trainer, .mentor]
  static let touchesChildren = true
}

/// Answers a girl who pressed "it is hard now": the school's desk, and the safeguarding officers for what is theirs too.
enum AnswerHelp: Act {
  static let roles: Set<Role> = [.coordinator, .assistant, .safeguarding]
  static let touchesChildren = true

  /// Of these at least two people see each request.
  static let desk: Set<Role> = [.coordinator, .assistant]
}
