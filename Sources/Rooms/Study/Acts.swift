import Programme

/// Learns, and sees all that the school knows of her own learning.
enum OwnStudy: Act {
  static let roles: Set<Role> = [.applicant]
}
