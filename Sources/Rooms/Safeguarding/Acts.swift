import Programme

/// What may be done with people's data and the log of who saw them, and by whom.

/// Find one person and see what is kept; correct, restrict.
enum CareForPerson: Act { static let roles: Set<Role> = [.safeguarding] }
/// Take everything kept about one person out of the house, for her.
enum ExportPerson: Act { static let roles: Set<Role> = [.safeguarding] }
/// Ask for an erasure, or confirm what another asked for.
enum ErasePerson: Act { static let roles: Set<Role> = [.safeguarding] }
/// The log of what was done and read.
enum ReadAudit: Act { static let roles: Set<Role> = [.safeguarding, .administrator] }
/// Her own data.
enum OwnData: Act { static let roles: Set<Role> = [.applicant, .teacher] }
/// Objecting to a use of her data: of a teacher nothing is used that she could object to.
enum OwnObjection: Act { static let roles: Set<Role> = [.applicant] }
/// Record what was seen of an adult, suspend her clearance, and lift that with a second person.
enum RecordClearance: Act { static let roles: Set<Role> = [.safeguarding] }
/// The data of the girl whose guardian answers.
enum WardData: Act { static let roles: Set<Role> = [.guardian] }
