import Programme
import Words

/// What this room records in the audit log.
extension AuditAct {
  static let grantOfferChanged = AuditAct(
    "grant_offer.changed",
    Phrase(kk: "гранттық орын саны өзгертілді", ru: "изменено число грантовых мест", en: "seats of a grant offer changed"))
  static let grantOfferChangeAsked = AuditAct(
    "grant_offer.change_asked",
    Phrase(
      kk: "гранттық орын санын өзгерту ұсынылды", ru: "предложено изменить число грантовых мест",
      en: "a change of a grant offer's seats proposed"))
  static let grantOfferConfirmed = AuditAct(
    "grant_offer.confirmed",
    Phrase(kk: "гранттық ұсыныс расталды", ru: "грантовое предложение подтверждено", en: "grant offer confirmed"))
  static let grantOfferDropped = AuditAct(
    "grant_offer.dropped",
    Phrase(
      kk: "расталмаған гранттық ұсыныс алынып тасталды", ru: "неподтверждённое грантовое предложение снято",
      en: "an unconfirmed grant offer dropped"))
  static let grantOfferEntered = AuditAct(
    "grant_offer.entered",
    Phrase(kk: "гранттық ұсыныс енгізілді", ru: "внесено грантовое предложение", en: "grant offer entered"))
  static let grantOfferWithdrawn = AuditAct(
    "grant_offer.withdrawn",
    Phrase(kk: "гранттық ұсыныс қайтарып алынды", ru: "грантовое предложение отозвано", en: "grant offer withdrawn"))
  static let grantProgrammeKept = AuditAct(
    "grant_programme.kept",
    Phrase(kk: "білім беру бағдарламасы енгізілді", ru: "внесена образовательная программа", en: "programme of study entered"))
  static let grantRoundDated = AuditAct(
    "grant_round.dated",
    Phrase(kk: "ұсыну кезеңінің күндері қойылды", ru: "заданы даты раунда рекомендаций", en: "dates of a round set"))
  static let grantTypeKept = AuditAct(
    "grant_type.kept", Phrase(kk: "грант түрі енгізілді", ru: "внесён вид гранта", en: "kind of grant entered"))
  static let organisationKept = AuditAct(
    "organisation.kept", Phrase(kk: "ұйым туралы дерек енгізілді", ru: "внесены данные организации", en: "organisation entered"))
}

extension Grants {
  static let acts: [AuditAct] = [
    .grantOfferChanged, .grantOfferChangeAsked, .grantOfferConfirmed, .grantOfferDropped, .grantOfferEntered,
    .grantOfferWithdrawn, .grantProgrammeKept, .grantRoundDated, .grantTypeKept, .organisationKept,
  ]
}
