import Programme
import Words

/// What this room records in the audit log.
extension AuditAct {
  static let auditExported = AuditAct(
    "audit.exported", Phrase(kk: "журнал файлға шығарылды", ru: "журнал выгружен в файл", en: "log exported to a file"))
  static let auditVerified = AuditAct(
    "audit.verified", Phrase(kk: "журнал тізбегі тексерілді", ru: "цепочка журнала проверена", en: "log's chain verified"))
  static let clearanceLifted = AuditAct(
    "clearance.lifted",
    Phrase(kk: "рұқсатты тоқтату алып тасталды", ru: "приостановка допуска снята", en: "suspension of a clearance lifted"))
  static let clearanceLiftingAsked = AuditAct(
    "clearance.lifting_asked",
    Phrase(
      kk: "рұқсатты тоқтатуды алып тастау сұралды", ru: "запрошено снятие приостановки допуска",
      en: "lifting of a suspended clearance asked for"))
  static let clearanceLiftingDropped = AuditAct(
    "clearance.lifting_dropped",
    Phrase(kk: "рұқсат тоқтатулы қалдырылды", ru: "допуск оставлен приостановленным", en: "clearance left suspended"))
  static let clearanceRecorded = AuditAct(
    "clearance.recorded",
    Phrase(kk: "рұқсат үшін көрілгені жазылды", ru: "отмечено увиденное для допуска", en: "seen for clearance"))
  static let clearanceSuspended = AuditAct(
    "clearance.suspended", Phrase(kk: "рұқсат тоқтатылды", ru: "допуск приостановлен", en: "clearance suspended"))
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
  static let organisationCleared = AuditAct(
    "organisation.cleared", Phrase(kk: "ұйымға рұқсат берілді", ru: "организации дан допуск", en: "organisation cleared"))
  static let organisationLifted = AuditAct(
    "organisation.lifted",
    Phrase(
      kk: "ұйым рұқсатының тоқтатылуы алынды", ru: "снята приостановка допуска организации",
      en: "suspension of an organisation lifted"))
  static let organisationLiftingAsked = AuditAct(
    "organisation.lifting_asked",
    Phrase(
      kk: "ұйым рұқсатының тоқтатылуын алып тастау сұралды", ru: "запрошено снятие приостановки допуска организации",
      en: "lifting an organisation's suspension asked for"))
  static let organisationLiftingDropped = AuditAct(
    "organisation.lifting_dropped",
    Phrase(
      kk: "ұйым рұқсатының тоқтатылуы қалдырылды", ru: "приостановка допуска организации оставлена",
      en: "an organisation left suspended"))
  static let organisationShut = AuditAct(
    "organisation.shut",
    Phrase(kk: "ұйымның рұқсаты тоқтатылды", ru: "допуск организации приостановлен", en: "organisation suspended"))
}

extension Safeguarding {
  static let acts: [AuditAct] = [
    .auditExported, .auditVerified, .clearanceLifted, .clearanceLiftingAsked, .clearanceLiftingDropped, .clearanceRecorded,
    .clearanceSuspended, .erasureAsked, .erasureDropped, .peopleSearched, .personExported,
    .personRestricted, .personRestrictionLifted, .retentionAsked,
    .organisationCleared, .organisationLifted, .organisationLiftingAsked, .organisationLiftingDropped, .organisationShut,
  ]
}
