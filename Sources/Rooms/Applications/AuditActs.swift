package import Programme
import Words

/// What this room records in the audit log.
extension AuditAct {
  static let applicationAssigned = AuditAct(
    "application.assigned",
    Phrase(kk: "өтінім қызметкерге тапсырылды", ru: "заявка передана сотруднику", en: "application assigned to a member of staff")
  )
  static let applicationEligible = AuditAct(
    "application.eligible", Phrase(kk: "іріктеуге жіберілді", ru: "допущена к отбору", en: "let into the selection"))
  static let applicationEntered = AuditAct(
    "application.entered",
    Phrase(kk: "айтуымен толтырылды", ru: "заявка записана со слов", en: "written down for the applicant"))
  static let applicationExport = AuditAct(
    "application.export", Phrase(kk: "тізім файлға шығарылды", ru: "список выгружен в файл", en: "list exported to a file"))
  static let applicationFileRead = AuditAct(
    "application.file_read", Phrase(kk: "файл ашылды", ru: "файл открывали", en: "file opened"))
  static let applicationGuardianPhone = AuditAct(
    "application.guardian_phone",
    Phrase(
      kk: "ата-ананың телефоны түзетілді", ru: "исправлен телефон родителя",
      en: "the guardian's phone corrected"))
  static let applicationList = AuditAct(
    "application.list", Phrase(kk: "тізімде көрсетілді", ru: "заявка показана в списке", en: "shown in a list"))
  static let applicationNoted = AuditAct(
    "application.noted", Phrase(kk: "ескертпе жазылды", ru: "добавлена пометка", en: "note written"))
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
  static let applicationUnassigned = AuditAct(
    "application.unassigned",
    Phrase(
      kk: "өтінім қызметкерден қайтарып алынды", ru: "заявка забрана у сотрудника",
      en: "application taken back from a member of staff"))
  static let applicationWithdrawn = AuditAct(
    "application.withdrawn", Phrase(kk: "өтінім қайтарып алынды", ru: "заявка отозвана", en: "application withdrawn"))
  static let consentAskedAgain = AuditAct(
    "consent.asked_again", Phrase(kk: "келісім қайта сұралды", ru: "о согласии спросили снова", en: "consent asked again"))
  static let consentCameOfAge = AuditAct(
    "consent.came_of_age",
    Phrase(
      kk: "18 жасқа толды, енді өзі жауап береді", ru: "исполнилось 18 лет, представитель больше не отвечает",
      en: "turned 18, answers without a guardian"))
  static let consentList = AuditAct(
    "consent.list",
    Phrase(
      kk: "келісімдер тізімінде көрсетілді", ru: "заявка показана в списке согласий",
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
      kk: "екі бөлек қатысушы екені анықталды", ru: "признано: это два разных человека",
      en: "found to be two different applicants"))
  static let duplicateJoined = AuditAct(
    "duplicate.joined", Phrase(kk: "екі өтінім біріктірілді", ru: "две заявки объединены", en: "two applications merged"))
  static let duplicateReopened = AuditAct(
    "duplicate.reopened",
    Phrase(kk: "қайталану туралы шешімнің күші жойылды", ru: "решение о дубликате отменено", en: "merge reopened"))
  static let messageDrafted = AuditAct(
    "message.drafted",
    Phrase(
      kk: "көпке арналған хабарлама дайындалды", ru: "подготовлена рассылка",
      en: "message to many drafted"))
  static let messageDropped = AuditAct(
    "message.dropped",
    Phrase(
      kk: "көпке арналған хабарлама тоқтатылды", ru: "рассылка остановлена",
      en: "message to many stopped"))
  static let messageReleased = AuditAct(
    "message.released",
    Phrase(
      kk: "көпке арналған хабарламаны жіберуге рұқсат етілді", ru: "рассылка разрешена к отправке",
      en: "message to many released"))
}

extension Applications {
  static let acts: [AuditAct] = [
    .applicationAssigned, .applicationEligible, .applicationEntered, .applicationExport, .applicationFileRead,
    .applicationGuardianPhone,
    .applicationList,
    .applicationNoted, .applicationRefused, .applicationReopened, .applicationReturned,
    .applicationStarted, .applicationSubmitted, .applicationUnassigned, .applicationWithdrawn, .consentAskedAgain,
    .consentCameOfAge, .consentList,
    .consentOpened, .consentPaperRejected, .duplicateDifferent, .duplicateJoined, .duplicateReopened, .messageDrafted,
    .messageDropped, .messageReleased,
  ]
}
