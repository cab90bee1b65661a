import Programme
import Words

/// What this room records in the audit log.
extension AuditAct {
  static let auditExported = AuditAct(
    "audit.exported", Phrase(kk: "журнал файлға шығарылды", ru: "журнал выгружен в файл", en: "log exported to a file"))
  static let auditVerified = AuditAct(
    "audit.verified", Phrase(kk: "журнал тізбегі тексерілді", ru: "цепочка журнала проверена", en: "log's chain verified"))
  static let erasureAsked = AuditAct(
    "erasure.asked", Phrase(kk: "деректерді жою сұралды", ru: "запрошено удаление", en: "erasure asked for"))
  static let erasureDropped = AuditAct(
    "erasure.dropped",
    Phrase(kk: "жою сұрауы қайтарып алынды", ru: "запрос на удаление отменён", en: "request for erasure cancelled"))
  static let peopleSearched = AuditAct(
    "people.searched", Phrase(kk: "адам іздестірілді", ru: "поиск людей", en: "people searched for"))
  static let personExported = AuditAct(
    "person.exported", Phrase(kk: "деректер көшірмесі жүктеп алынды", ru: "получена копия данных", en: "copy of the data taken"))
  static let personRestricted = AuditAct(
    "person.restricted", Phrase(kk: "өңдеу шектелді", ru: "обработка ограничена", en: "processing restricted"))
  static let personRestrictionLifted = AuditAct(
    "person.restriction_lifted", Phrase(kk: "шектеу алып тасталды", ru: "ограничение снято", en: "restriction lifted"))
  static let retentionAsked = AuditAct(
    "retention.asked",
    Phrase(
      kk: "мерзімі өткенді жою сұралды", ru: "запрошено удаление по сроку",
      en: "erasure of what is past its term asked for"))
}

extension Safeguarding {
  static let acts: [AuditAct] = [
    .auditExported, .auditVerified, .erasureAsked, .erasureDropped, .peopleSearched, .personExported,
    .personRestricted, .personRestrictionLifted, .retentionAsked,
  ]
}
