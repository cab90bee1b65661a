import Programme

/// What keeps the house running, and who may do it.

/// The front page of administration.
enum SeeAdministration: Act { static let roles: Set<Role> = [.administrator] }
/// Staff, their roles and their second factor.
enum ManagePeople: Act { static let roles: Set<Role> = [.administrator] }
/// Roles that take two: look at what another gave, confirm or refuse it.
enum ConfirmRoles: Act { static let roles: Set<Role> = [.administrator, .safeguarding] }
/// What was sent, to whom (masked) and what became of it.
enum ReadMessages: Act { static let roles: Set<Role> = [.administrator] }
/// Send a failed letter again; say what happened to an uncertain one.
enum DecideMessages: Act { static let roles: Set<Role> = [.administrator] }
/// Open a new cycle, move the dates of its stages.
enum SetCycles: Act { static let roles: Set<Role> = [.administrator] }
/// The register of schools.
enum KeepSchools: Act { static let roles: Set<Role> = [.administrator, .coordinator] }
/// The editions of the programme's folder and what differs between them.
enum ReadProgramme: Act { static let roles: Set<Role> = [.administrator, .coordinator] }
/// Sizes, counts and the state of the house.
enum ReadOperation: Act { static let roles: Set<Role> = [.administrator] }
