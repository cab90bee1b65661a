import Programme
import Words

/// What this room records in the audit log.
extension AuditAct {
  static let appealAsked = AuditAct("appeal.asked", Phrase(kk: "апелляция берілді", ru: "подана апелляция", en: "appeal made"))
  static let appealDecided = AuditAct(
    "appeal.decided", Phrase(kk: "апелляция бойынша шешім шықты", ru: "апелляция рассмотрена", en: "appeal decided"))
  static let appealMarkAsked = AuditAct(
    "appeal.mark_asked", Phrase(kk: "екінші баға сұралды", ru: "запрошена вторая оценка", en: "second mark asked for"))
  static let appealMarked = AuditAct(
    "appeal.marked", Phrase(kk: "екінші баға қойылды", ru: "поставлена вторая оценка", en: "second mark given"))
  static let offerAccepted = AuditAct(
    "offer.accepted", Phrase(kk: "орын қабылданды", ru: "место принято", en: "place accepted"))
  static let offerDeclined = AuditAct(
    "offer.declined", Phrase(kk: "орыннан бас тартылды", ru: "от места отказались", en: "place declined"))
  static let offerExpired = AuditAct(
    "offer.expired",
    Phrase(
      kk: "орынға жауап беру мерзімі өтті", ru: "срок ответа о месте истёк",
      en: "time to answer the offer ended"))
  static let offerLeft = AuditAct("offer.left", Phrase(kk: "босаған орын", ru: "место оставлено", en: "place left"))
  static let offerMade = AuditAct("offer.made", Phrase(kk: "орын ұсынылды", ru: "предложено место", en: "place offered"))
  static let selectionPolicyAnnounced = AuditAct(
    "selection.policy_announced",
    Phrase(
      kk: "іріктеу қағидалары жарияланды", ru: "правила отбора объявлены",
      en: "selection policy announced"))
  static let selectionPolicyWritten = AuditAct(
    "selection.policy_written",
    Phrase(
      kk: "іріктеу қағидалары жазылды", ru: "записаны правила отбора",
      en: "selection policy written"))
  static let selectionProposalTakenBack = AuditAct(
    "selection.proposal_taken_back", Phrase(kk: "ұсыныс қайтарып алынды", ru: "предложение отозвано", en: "proposal withdrawn"))
  static let selectionProposed = AuditAct(
    "selection.proposed",
    Phrase(
      kk: "нәтижені жариялау ұсынылды", ru: "публикация результатов предложена",
      en: "release of the results proposed"))
  static let selectionReleased = AuditAct(
    "selection.released", Phrase(kk: "нәтиже жарияланды", ru: "результаты опубликованы", en: "results released"))
  static let selectionRun = AuditAct(
    "selection.run", Phrase(kk: "іріктеу есептелді", ru: "отбор рассчитан", en: "selection run"))
}

extension Selection {
  static let acts: [AuditAct] = [
    .appealAsked, .appealDecided, .appealMarkAsked, .appealMarked, .offerAccepted, .offerDeclined, .offerExpired, .offerLeft,
    .offerMade, .selectionPolicyAnnounced, .selectionPolicyWritten, .selectionProposalTakenBack, .selectionProposed,
    .selectionReleased, .selectionRun,
  ]
}
