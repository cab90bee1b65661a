import Programme

/// An officer's recommendations: those that were accepted at her organisation and are shown to it.
enum OwnRecommended: Act { package static let roles: Set<Role> = [.university] }
/// How the letters of a round stand: numbers of letters, no girl.
enum SeeLetters: Act { package static let roles: Set<Role> = [.chair, .coordinator, .partnerships, .safeguarding] }
/// Propose that a recommendation is withdrawn, and decide it: never the same person.
enum WithdrawRecommendations: Act {
  package static let roles: Set<Role> = [.chair, .coordinator, .safeguarding]
  package static let touchesChildren = true
}
