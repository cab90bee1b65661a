import Programme
import Words

/// What this room records in the audit log.
extension AuditAct {
  static let studyBegun = AuditAct("study.begun", Phrase(kk: "оқу басталды", ru: "начата учёба", en: "study begun"))
}
