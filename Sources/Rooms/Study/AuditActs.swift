import Programme
import Words

/// What this room records in the audit log.
extension AuditAct {
  static let certificateProposed = AuditAct(
    "certificate.proposed", Phrase(kk: "сертификат ұсынылды", ru: "предложен сертификат", en: "certificate proposed"))
  static let certificateIssued = AuditAct(
    "certificate.issued", Phrase(kk: "сертификат берілді", ru: "выдан сертификат", en: "certificate issued"))
  static let certificateDropped = AuditAct(
    "certificate.dropped",
    Phrase(kk: "сертификат ұсынысы алынды", ru: "снято предложение о сертификате", en: "proposal of a certificate withdrawn"))
  static let certificateRevoked = AuditAct(
    "certificate.revoked", Phrase(kk: "сертификат кері қайтарылды", ru: "отозван сертификат", en: "certificate revoked"))
  static let studyBegun = AuditAct("study.begun", Phrase(kk: "оқу басталды", ru: "начата учёба", en: "study begun"))
}
