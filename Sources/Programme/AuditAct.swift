package import Words

/// What the audit log may say that somebody did: each room says its own (`Room.acts`), with the words for the people whose file it
/// stands in. Nobody records a text.
package struct AuditAct: Sendable {
  /// As it stands in the log for ever: `application.read`.
  package let word: String
  package let shown: Phrase

  package init(_ word: String, _ shown: Phrase) {
    self.word = word
    self.shown = shown
  }
}

extension House {
  /// An act in words; its machine word where no room of this house knows it any more.
  package func shown(act word: String, _ t: Language) -> String { acts[word].map { t($0.shown) } ?? word }
}

/// What several rooms record, and the operator's commands.
extension AuditAct {
  package static let applicationRead = AuditAct(
    "application.read", Phrase(kk: "өтінім ашылды", ru: "заявку открывали", en: "application opened"))
  package static let backupMade = AuditAct(
    "backup.made", Phrase(kk: "резервтік көшірме жасалды", ru: "сделана резервная копия", en: "backup made"))
  package static let backupRestored = AuditAct(
    "backup.restored",
    Phrase(
      kk: "резервтік көшірмеден қалпына келтірілді", ru: "восстановлено из резервной копии",
      en: "restored from a backup"))
  package static let consentGiven = AuditAct(
    "consent.given", Phrase(kk: "келісімге жауап берілді", ru: "дан ответ о согласии", en: "consent answered"))
  package static let keyRetired = AuditAct(
    "key.retired", Phrase(kk: "ескі кілттер жойылды", ru: "старые ключи удалены", en: "old keys retired"))
  package static let keyRotated = AuditAct(
    "key.rotated", Phrase(kk: "негізгі кілт ауыстырылды", ru: "главный ключ сменён", en: "master key rotated"))
  package static let objectionDecided = AuditAct(
    "objection.decided", Phrase(kk: "қарсылық бойынша шешім шықты", ru: "возражение рассмотрено", en: "objection decided"))
  package static let objectionMade = AuditAct(
    "objection.made", Phrase(kk: "қарсылық білдірілді", ru: "подано возражение", en: "objection made"))
  package static let objectionTakenBack = AuditAct(
    "objection.taken_back", Phrase(kk: "қарсылық қайтарып алынды", ru: "возражение отозвано", en: "objection taken back"))
  package static let personErased = AuditAct(
    "person.erased", Phrase(kk: "деректер жойылды", ru: "данные удалены", en: "data erased"))
  package static let personLookedAt = AuditAct(
    "person.looked_at", Phrase(kk: "деректер ашылды", ru: "данные открывали", en: "data opened"))
  package static let programmeTaken = AuditAct(
    "programme.taken",
    Phrase(kk: "бағдарлама қалтасы жаңартылды", ru: "обновлена папка программы", en: "the programme's folder renewed"))
  package static let roleGiven = AuditAct(
    "role.given", Phrase(kk: "рөл берілді", ru: "назначена роль", en: "role given"))
  package static let sessionDemo = AuditAct(
    "session.demo", Phrase(kk: "демо нұсқаға кірді", ru: "вход в демонстрацию", en: "signed in to the demonstration"))
  package static let statementKeyMade = AuditAct(
    "statement_key.made",
    Phrase(kk: "қолтаңба кілті жасалды", ru: "создан ключ подписи", en: "signing key generated"))

  package static let ofHouse: [AuditAct] = [
    .applicationRead, .backupMade, .backupRestored, .consentGiven, .keyRetired, .keyRotated, .objectionDecided,
    .objectionMade, .objectionTakenBack, .personErased, .personLookedAt, .programmeTaken, .roleGiven, .sessionDemo,
    .statementKeyMade,
  ]
}
