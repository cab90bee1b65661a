package import Programme
import Words

/// What this room records in the audit log.
extension AuditAct {
  static let applicationEligible = AuditAct(
    "application.eligible", Phrase(kk: "тестіге жіберілді", ru: "допущена к тесту", en: "allowed to sit the test"))
  static let applicationExport = AuditAct(
    "application.export", Phrase(kk: "тізім файлға шығарылды", ru: "список выгружен в файл", en: "list taken out as a file"))
  static let applicationFileRead = AuditAct(
    "application.file_read", Phrase(kk: "файл ашылды", ru: "файл открывали", en: "file opened"))
  static let applicationGuardianPhone = AuditAct(
    "application.guardian_phone",
    Phrase(
      kk: "ата-ананың телефоны түзетілді", ru: "исправлен телефон родителя",
      en: "the guardian's phone corrected"))
  static let applicationList = AuditAct(
    "application.list", Phrase(kk: "тізімде көрсетілді", ru: "показана в списке", en: "shown in a list"))
  static let applicationNoted = AuditAct(
    "application.noted", Phrase(kk: "ескертпе жазылды", ru: "записана заметка", en: "note written"))
  static let applicationRefused = AuditAct(
    "application.refused", Phrase(kk: "өтінім қабылданбады", ru: "заявка отклонена", en: "application refused"))
  static let applicationReopened = AuditAct(
    "application.reopened", Phrase(kk: "өтінім қайта ашылды", ru: "заявка открыта снова", en: "application opened again"))
  static let applicationReturned = AuditAct(
    "application.returned", Phrase(kk: "түзетуге қайтарылды", ru: "возвращена на исправление", en: "returned for correction"))
  static let applicationStarted = AuditAct(
    "application.started", Phrase(kk: "өтінім басталды", ru: "заявка начата", en: "application begun"))
  package static let applicationSubmitted = AuditAct(
    "application.submitted", Phrase(kk: "өтінім жіберілді", ru: "заявка подана", en: "application sent"))
  static let applicationWithdrawn = AuditAct(
    "application.withdrawn", Phrase(kk: "өтінім қайтарып алынды", ru: "заявка отозвана", en: "application withdrawn"))
  static let consentAskedAgain = AuditAct(
    "consent.asked_again", Phrase(kk: "келісім қайта сұралды", ru: "согласие спрошено снова", en: "consent asked again"))
  static let consentCameOfAge = AuditAct(
    "consent.came_of_age",
    Phrase(
      kk: "18 жасқа толды, өзінен сұралды", ru: "исполнилось 18, спрошена сама",
      en: "turned 18, asked herself"))
  static let consentList = AuditAct(
    "consent.list",
    Phrase(
      kk: "келісімдер тізімінде көрсетілді", ru: "показана в списке согласий",
      en: "shown in the list of consents"))
  static let consentOpened = AuditAct(
    "consent.opened", Phrase(kk: "келісім беті ашылды", ru: "открыта страница согласия", en: "consent page opened"))
  static let consentPaperRejected = AuditAct(
    "consent.paper_rejected",
    Phrase(
      kk: "қағаз келісім қабылданбады", ru: "бумажное согласие отклонено",
      en: "consent on paper rejected"))
  static let duplicateDifferent = AuditAct(
    "duplicate.different",
    Phrase(
      kk: "басқа қыз екені анықталды", ru: "признана другой девочкой",
      en: "found to be another girl"))
  static let duplicateJoined = AuditAct(
    "duplicate.joined", Phrase(kk: "екі өтінім біріктірілді", ru: "две заявки объединены", en: "two applications joined"))
  static let duplicateReopened = AuditAct(
    "duplicate.reopened", Phrase(kk: "біріктіру қайта қаралды", ru: "объединение пересмотрено", en: "joining looked at again"))
  static let messageDrafted = AuditAct(
    "message.drafted",
    Phrase(
      kk: "көпке арналған хат дайындалды", ru: "подготовлено письмо многим",
      en: "letter to many drafted"))
  static let messageDropped = AuditAct(
    "message.dropped",
    Phrase(
      kk: "көпке арналған хат тоқтатылды", ru: "письмо многим остановлено",
      en: "letter to many stopped"))
  static let messageReleased = AuditAct(
    "message.released",
    Phrase(
      kk: "көпке арналған хат жіберуге рұқсат етілді", ru: "письмо многим разрешено к отправке",
      en: "letter to many released"))
}

extension Applications {
  static let acts: [AuditAct] = [
    .applicationEligible, .applicationExport, .applicationFileRead, .applicationGuardianPhone, .applicationList,
    .applicationNoted, .applicationRefused, .applicationReopened, .applicationReturned,
    .applicationStarted, .applicationSubmitted, .applicationWithdrawn, .consentAskedAgain, .consentCameOfAge, .consentList,
    .consentOpened, .consentPaperRejected, .duplicateDifferent, .duplicateJoined, .duplicateReopened, .messageDrafted,
    .messageDropped, .messageReleased,
  ]
}
