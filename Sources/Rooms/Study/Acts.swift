import Programme
import Words

/// Learns, and sees all that the school knows of her own learning.
enum OwnStudy: Act {
  static let roles: Set<Role> = [.applicant]
}

extension AuditAct {
  static let studyBegun = AuditAct("study.begun", Phrase(kk: "оқу басталды", ru: "начата учёба", en: "study begun"))
}
