import Programme

/// Proposes, issues and revokes certificates; whoever proposes one does not issue it.
enum IssueCertificate: Act {
  static let roles: Set<Role> = [.coordinator, .chair]
}
