import Programme

/// What may be done in the selection, and by whom.

/// Policies, runs, comparisons, results of single codes: everything before it is published. No names.
enum ReadSelection: Act { package static let roles: Set<Role> = [.chair, .coordinator, .safeguarding] }
/// Bring results of tests and essays into the house.
enum ImportEvidence: Act { package static let roles: Set<Role> = [.coordinator] }
/// Write policies, announce one, run them, propose a release.
enum LeadSelection: Act { package static let roles: Set<Role> = [.chair] }
/// Second person's release of what the chair proposed.
enum ReleaseSelection: Act { package static let roles: Set<Role> = [.chair, .coordinator, .safeguarding] }
/// Ask for a second mark, decide an appeal.
enum HandleAppeals: Act { package static let roles: Set<Role> = [.chair, .coordinator] }
/// Give a second mark without seeing the first.
enum GiveSecondMark: Act { package static let roles: Set<Role> = [.reviewer, .coordinator] }
/// Her own result: read it, answer the offer, appeal.
enum OwnResult: Act { package static let roles: Set<Role> = [.applicant] }
/// The result of the girl whose guardian looks.
enum WardResult: Act { package static let roles: Set<Role> = [.guardian] }
