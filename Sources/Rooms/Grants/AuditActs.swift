import Programme
import Words

/// What this room records in the audit log.
extension AuditAct {
  static let grantFactConfirmed = AuditAct(
    "grant_fact.confirmed",
    Phrase(kk: "грант туралы мәлімет расталды", ru: "подтверждено сведение о грантах", en: "statement about grants confirmed"))
  static let grantLeavingSaid = AuditAct(
    "grant_leaving.said",
    Phrase(kk: "мектеп бітіретін жыл айтылды", ru: "назван год окончания школы", en: "year of leaving school said"))
  static let grantListCodeSent = AuditAct(
    "grant_list.code_sent",
    Phrase(kk: "тізімге арналған код жіберілді", ru: "отправлен код для списка", en: "code for a list sent"))
  static let grantListKept = AuditAct(
    "grant_list.kept", Phrase(kk: "гранттар тізімі сақталды", ru: "сохранён список грантов", en: "list of grants kept"))
  static let grantListsForgotten = AuditAct(
    "grant_list.forgotten",
    Phrase(kk: "ескі гранттар тізімдері жойылды", ru: "удалены старые списки грантов", en: "old lists of grants deleted"))
  static let grantListsClosed = AuditAct(
    "grant_list.closed", Phrase(kk: "гранттар тізімдері жабылды", ru: "списки грантов закрыты", en: "lists of grants closed"))
  static let grantMatchRun = AuditAct(
    "grant_match.run", Phrase(kk: "орындар бөлінді", ru: "сделан расчёт распределения", en: "match run"))
  static let grantMatchProposed = AuditAct(
    "grant_match.proposed",
    Phrase(kk: "бөлу жариялауға ұсынылды", ru: "распределение предложено к публикации", en: "match proposed for release"))
  static let grantMatchTakenBack = AuditAct(
    "grant_match.taken_back",
    Phrase(
      kk: "бөлуді жариялау ұсынысы қайтарылды", ru: "предложение распределения отозвано", en: "proposal of a match taken back"))
  static let grantMatchReleased = AuditAct(
    "grant_match.released",
    Phrase(kk: "грантқа ұсынымдар жарияланды", ru: "рекомендации на гранты опубликованы", en: "recommendations released"))
  static let recommendationAccepted = AuditAct(
    "recommendation.accepted",
    Phrase(kk: "грантқа ұсыным қабылданды", ru: "рекомендация принята", en: "recommendation accepted"))
  static let recommendationDeclined = AuditAct(
    "recommendation.declined",
    Phrase(kk: "грантқа ұсынымнан бас тартылды", ru: "отказ от рекомендации", en: "recommendation declined"))
  static let recommendationLapsed = AuditAct(
    "recommendation.lapsed",
    Phrase(kk: "ұсынымға жауап мерзімі өтті", ru: "срок ответа на рекомендацию прошёл", en: "recommendation lapsed"))
  static let recommendationReleased = AuditAct(
    "recommendation.released",
    Phrase(kk: "басқа грант бар деп белгіленді", ru: "отмечен другой грант", en: "another grant noted"))
  static let recommendationTriesHigher = AuditAct(
    "recommendation.tries_higher",
    Phrase(
      kk: "екінші кезеңге қатысуы өзгертілді", ru: "изменено участие во втором раунде", en: "part in the second round changed"))
  static let recommendationWithdrawn = AuditAct(
    "recommendation.withdrawn",
    Phrase(kk: "грантқа ұсыным кері қайтарылды", ru: "рекомендация отозвана", en: "recommendation withdrawn"))
  static let letterMade = AuditAct(
    "grant_letter.made",
    Phrase(kk: "ұсыным хат жасалды", ru: "сделано рекомендательное письмо", en: "letter of recommendation made"))
  static let recommendationNamed = AuditAct(
    "recommendation.named",
    Phrase(kk: "хаттағы аты түзетілді", ru: "исправлено имя для письма", en: "name for a letter corrected"))
  static let recommendationOpened = AuditAct(
    "recommendation.opened",
    Phrase(
      kk: "университет өкілі ұсынымды ашты", ru: "представитель университета открыл рекомендацию",
      en: "recommendation opened by an officer"))
  static let recommendationOutcomeSaid = AuditAct(
    "recommendation.outcome_said",
    Phrase(kk: "ұсынымның немен аяқталғаны айтылды", ru: "сказано, чем кончилось", en: "what came of a recommendation said"))
  static let recommendationShared = AuditAct(
    "recommendation.shared",
    Phrase(
      kk: "ұсыным университетке көрсетілді", ru: "рекомендация показана университету", en: "recommendation shown to a university")
  )
  static let recommendationShareEnded = AuditAct(
    "recommendation.share_ended",
    Phrase(kk: "ұсынымды көрсету аяқталды", ru: "показ рекомендации завершён", en: "share of a recommendation ended"))
  static let recommendationWithdrawalAnswered = AuditAct(
    "recommendation.withdrawal_answered",
    Phrase(
      kk: "қайтару ұсынысына жауап берілді", ru: "дан ответ на предложение отзыва", en: "proposal of a withdrawal answered"))
  static let recommendationWithdrawalDropped = AuditAct(
    "recommendation.withdrawal_dropped",
    Phrase(kk: "ұсыным күшінде қалдырылды", ru: "рекомендация оставлена в силе", en: "recommendation left to stand"))
  static let recommendationWithdrawalProposed = AuditAct(
    "recommendation.withdrawal_proposed",
    Phrase(kk: "ұсынымды қайтару ұсынылды", ru: "предложен отзыв рекомендации", en: "withdrawal of a recommendation proposed"))
  static let shareDeletionConfirmed = AuditAct(
    "grant_share.deletion_confirmed",
    Phrase(
      kk: "университет көшірмелерді жойғанын растады", ru: "университет подтвердил удаление копий",
      en: "deletion of copies confirmed by a university"))
  static let grantMeritFrozen = AuditAct(
    "grant_merit.frozen",
    Phrase(kk: "ұпай ережесі бекітілді", ru: "зафиксировано правило баллов", en: "merit rule frozen"))
  static let grantMeritProposed = AuditAct(
    "grant_merit.proposed",
    Phrase(kk: "ұпай ережесі бекітуге ұсынылды", ru: "правило баллов предложено", en: "merit rule proposed"))
  static let grantMeritTakenBack = AuditAct(
    "grant_merit.taken_back",
    Phrase(
      kk: "ұпай ережесінің ұсынысы қайтарылды", ru: "предложение правила баллов отозвано",
      en: "proposal of a merit rule taken back"))
  static let grantMeritWritten = AuditAct(
    "grant_merit.written",
    Phrase(kk: "ұпай ережесінің нұсқасы жазылды", ru: "написана версия правила баллов", en: "version of a merit rule written"))
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
  static let conductSigned = AuditAct(
    "conduct.signed", Phrase(kk: "әдеп кодексіне қол қойылды", ru: "подписан кодекс поведения", en: "code of conduct signed"))
  static let interestDeclared = AuditAct(
    "interest.declared",
    Phrase(kk: "мүдделер қақтығысы туралы айтылды", ru: "заявлен конфликт интересов", en: "conflict of interest declared"))
  static let interestTakenBack = AuditAct(
    "interest.taken_back",
    Phrase(
      kk: "мүдделер қақтығысы туралы хабар қайтарылды", ru: "заявление о конфликте интересов отозвано",
      en: "declared conflict of interest taken back"))
  static let officerEnded = AuditAct(
    "officer.ended",
    Phrase(kk: "ұйым өкілінің рұқсаты тоқтатылды", ru: "доступ представителя закрыт", en: "officer's access ended"))
  static let officerInvited = AuditAct(
    "officer.invited", Phrase(kk: "ұйым өкілі шақырылды", ru: "приглашён представитель организации", en: "officer invited"))
  static let officerKinAnswered = AuditAct(
    "officer.kin_answered",
    Phrase(
      kk: "өкілдің туыстығы туралы сұраққа жауап берілді", ru: "дан ответ о родстве представителя",
      en: "question about an officer's relatives answered"))
  static let organisationDomainsAsked = AuditAct(
    "organisation.domains_asked",
    Phrase(
      kk: "ұйымның пошта домендері ұсынылды", ru: "предложены домены почты организации",
      en: "organisation's e-mail domains proposed"))
  static let organisationDomainsConfirmed = AuditAct(
    "organisation.domains_confirmed",
    Phrase(
      kk: "ұйымның пошта домендері расталды", ru: "подтверждены домены почты организации",
      en: "organisation's e-mail domains confirmed"))
  static let organisationKept = AuditAct(
    "organisation.kept", Phrase(kk: "ұйым туралы дерек енгізілді", ru: "внесены данные организации", en: "organisation entered"))
}

extension Grants {
  static let acts: [AuditAct] = [
    .conductSigned, .grantFactConfirmed, .grantLeavingSaid, .grantListCodeSent, .grantListKept, .grantListsForgotten,
    .grantListsClosed, .grantMatchProposed, .grantMatchReleased, .grantMatchRun, .grantMatchTakenBack,
    .recommendationAccepted, .recommendationDeclined, .recommendationLapsed, .recommendationReleased, .recommendationTriesHigher,
    .recommendationWithdrawn, .letterMade, .recommendationNamed, .recommendationOpened, .recommendationOutcomeSaid,
    .recommendationShared, .recommendationShareEnded, .recommendationWithdrawalAnswered, .recommendationWithdrawalDropped,
    .recommendationWithdrawalProposed, .shareDeletionConfirmed,
    .grantMeritFrozen, .grantMeritProposed, .grantMeritTakenBack, .grantMeritWritten,
    .grantOfferChanged, .grantOfferChangeAsked, .grantOfferConfirmed, .grantOfferDropped,
    .grantOfferEntered,
    .grantOfferWithdrawn, .grantProgrammeKept, .grantRoundDated, .grantTypeKept, .interestDeclared,
    .interestTakenBack, .officerEnded, .officerInvited, .officerKinAnswered, .organisationDomainsAsked,
    .organisationDomainsConfirmed,
    .organisationKept,
  ]
}
