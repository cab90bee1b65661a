package import Programme

/// What may be done with applications, and by whom.

/// Her own application: read and change it.
package enum OwnApplication: Act { package static let roles: Set<Role> = [.applicant] }
/// A guardian's answer about one girl.
package enum AnswerForChild: Act { package static let roles: Set<Role> = [.guardian] }
/// Lists and single applications on the desk, names included.
package enum ReadApplications: Act { package static let roles: Set<Role> = [.coordinator, .assistant, .chair, .safeguarding] }
/// Phones and addresses, hers and the guardian's, in lists and in files.
package enum ReadContacts: Act { package static let roles: Set<Role> = [.coordinator, .assistant, .safeguarding] }
/// Notes, requests for correction, paper forms, decisions on eligibility and duplicates.
package enum WorkOnApplications: Act { package static let roles: Set<Role> = [.coordinator, .assistant] }
/// Let into the test, refuse, join: what changes a girl's way.
package enum DecideApplications: Act { package static let roles: Set<Role> = [.coordinator] }
/// Give applications to one of those who work on them, or take them back.
package enum AssignApplications: Act { package static let roles: Set<Role> = [.coordinator] }
/// Take lists out of the house.
package enum ExportApplications: Act { package static let roles: Set<Role> = [.coordinator, .chair] }
package enum ImportApplications: Act { package static let roles: Set<Role> = [.coordinator] }
/// Draft a message to many; another person who may do the same releases it.
package enum MessageApplicants: Act { package static let roles: Set<Role> = [.coordinator] }
/// Second person's approval of a consent on paper.
package enum ApprovePaperConsent: Act { package static let roles: Set<Role> = [.coordinator, .safeguarding] }
