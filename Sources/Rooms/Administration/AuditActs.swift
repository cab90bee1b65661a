import Programme
import Words

/// What this room records in the audit log.
extension AuditAct {
  static let cycleAdded = AuditAct(
    "cycle.added", Phrase(kk: "жаңа қабылдау ашылды", ru: "добавлен новый набор", en: "intake added"))
  static let cycleDatesSet = AuditAct(
    "cycle.dates_set", Phrase(kk: "кезең күндері өзгертілді", ru: "изменены даты этапа", en: "dates of a stage set"))
  static let factorResetAsked = AuditAct(
    "factor_reset.asked",
    Phrase(
      kk: "екінші факторды қайта орнату сұралды", ru: "запрошен сброс второго фактора",
      en: "reset of a second factor asked for"))
  static let factorResetDone = AuditAct(
    "factor_reset.done", Phrase(kk: "екінші фактор қайта орнатылды", ru: "второй фактор сброшен", en: "second factor reset"))
  static let factorResetDropped = AuditAct(
    "factor_reset.dropped",
    Phrase(
      kk: "екінші факторды қайта орнату сұрауы қайтарып алынды", ru: "сброс второго фактора отменён",
      en: "reset of a second factor cancelled"))
  static let letterAgain = AuditAct(
    "letter.again",
    Phrase(
      kk: "хабарлама қайта жіберуге қойылды", ru: "сообщение поставлено на повторную отправку",
      en: "message queued again"))
  static let letterAllAgain = AuditAct(
    "letter.all_again",
    Phrase(
      kk: "хабарламалардың бәрі қайта жіберуге қойылды", ru: "все сообщения поставлены на повторную отправку",
      en: "all messages queued again"))
  static let letterAllDropped = AuditAct(
    "letter.all_dropped",
    Phrase(
      kk: "хабарламалардың бәрі жіберілмейтін болды", ru: "все сообщения сняты с отправки",
      en: "all messages cancelled"))
  static let letterArrived = AuditAct(
    "letter.arrived",
    Phrase(
      kk: "хабарлама жетті деп белгіленді", ru: "сообщение отмечено как доставленное",
      en: "message marked as delivered"))
  static let passwordSet = AuditAct("password.set", Phrase(kk: "құпиясөз қойылды", ru: "установлен пароль", en: "set a password"))
  static let postWoken = AuditAct(
    "post.woken", Phrase(kk: "пошта қайта іске қосылды", ru: "отправка возобновлена", en: "post woken"))
  static let roleConfirmed = AuditAct(
    "role.confirmed", Phrase(kk: "рөл расталды", ru: "роль подтверждена", en: "role confirmed"))
  static let roleDropped = AuditAct("role.dropped", Phrase(kk: "рөл қабылданбады", ru: "роль отклонена", en: "role refused"))
  static let roleEnded = AuditAct("role.ended", Phrase(kk: "рөл тоқтатылды", ru: "роль снята", en: "role ended"))
  static let roleEndingAsked = AuditAct(
    "role_ending.asked",
    Phrase(kk: "рөлді тоқтату сұралды", ru: "запрошено снятие роли", en: "the end of a role was asked for"))
  static let roleEndingDropped = AuditAct(
    "role_ending.dropped",
    Phrase(
      kk: "рөлді тоқтату сұрауы қайтарып алынды", ru: "запрос на снятие роли отменён",
      en: "the request to end a role was cancelled"))
  static let secondFactorSet = AuditAct(
    "second_factor.set", Phrase(kk: "екінші фактор қойылды", ru: "установлен второй фактор", en: "second factor set"))
  static let signInCodeRefused = AuditAct(
    "sign_in.code_refused", Phrase(kk: "код дұрыс емес", ru: "код неверен", en: "code wrong"))
  static let signInDone = AuditAct("sign_in.done", Phrase(kk: "кірді", ru: "вход выполнен", en: "sign-in done"))
  static let signInPassword = AuditAct(
    "sign_in.password", Phrase(kk: "құпиясөз дұрыс", ru: "пароль верен", en: "password right"))
  static let signInRefused = AuditAct(
    "sign_in.refused", Phrase(kk: "кіруден бас тартылды", ru: "во входе отказано", en: "sign-in refused"))
  static let staffInvited = AuditAct(
    "staff.invited", Phrase(kk: "қызметкер шақырылды", ru: "приглашён сотрудник", en: "member of staff invited"))
}

extension Administration {
  static let acts: [AuditAct] = [
    .cycleAdded, .cycleDatesSet, .factorResetAsked, .factorResetDone, .factorResetDropped, .letterAgain, .letterAllAgain,
    .letterAllDropped, .letterArrived, .passwordSet, .postWoken, .roleConfirmed, .roleDropped, .roleEnded, .roleEndingAsked,
    .roleEndingDropped,
    .secondFactorSet, .signInCodeRefused, .signInDone, .signInPassword, .signInRefused,
    .staffInvited,
  ]
}
