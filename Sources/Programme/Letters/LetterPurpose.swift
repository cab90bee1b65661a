package import Words

/// What a letter is for: kept beside it in the outbox, so that staff can read it and a withdrawal knows what to stop.
package enum LetterPurpose: String, Sendable, CaseIterable {
  case signIn = "sign-in"
  case invitation
  /// A guardian or the girl is asked for consent.
  case consent
  /// What a girl sent has arrived.
  case receipt
  /// Her guardian has answered.
  case guardianAnswer = "guardian-answer"
  case correction
  /// The staff began an application for her; she goes on with it.
  case entered
  case decision
  case objection
  /// Written by the staff to many at once; stops with the consent.
  case bulk
  case result
  case offer
  /// A place was accepted or given back.
  case offerAnswer = "offer-answer"
  /// One of the staff is asked to be the second hand.
  case secondPerson = "second-person"
  /// One of the staff is given applications.
  case assignment
  /// A meeting of her group has changed.
  case timetable
  /// An adult's clearance to meet children ends soon.
  case clearance
  /// A certificate is issued or revoked.
  case certificate
  /// Once a week: somebody has said something about her works.
  case feedback
  /// About her list of university grants.
  case list
  /// What a round of recommendations gave, and what became of it.
  case recommendation
  /// What became of a poster on the public exhibition.
  case exhibition

  package var name: Phrase {
    switch self {
    case .signIn: Phrase(kk: "кіру коды", ru: "код для входа", en: "sign-in code")
    case .invitation: Phrase(kk: "қызметкерді шақыру", ru: "приглашение сотрудника", en: "staff invitation")
    case .consent: Phrase(kk: "келісім сұрау", ru: "запрос согласия", en: "request for consent")
    case .receipt: Phrase(kk: "өтінім қабылданды", ru: "заявка получена", en: "the application has arrived")
    case .guardianAnswer: Phrase(kk: "ата-ананың жауабы", ru: "ответ родителя", en: "the guardian's answer")
    case .entered: Phrase(kk: "өтінім басталды", ru: "заявка начата со слов ребёнка", en: "an application begun for somebody")
    case .correction: Phrase(kk: "түзетуді сұрау", ru: "просьба исправить", en: "request for correction")
    case .decision: Phrase(kk: "өтінім бойынша шешім", ru: "решение по заявке", en: "decision on the application")
    case .objection: Phrase(kk: "қарсылыққа жауап", ru: "ответ на возражение", en: "answer to an objection")
    case .bulk: Phrase(kk: "жаппай хабарлама", ru: "массовое сообщение", en: "message to many")
    case .result: Phrase(kk: "іріктеу нәтижесі", ru: "результат отбора", en: "result of the selection")
    case .offer: Phrase(kk: "орын ұсынысы", ru: "предложение места", en: "offer of a place")
    case .secondPerson: Phrase(kk: "екінші адамды күтуде", ru: "ждёт второго человека", en: "waits for a second person")
    case .assignment: Phrase(kk: "өтінімдер тапсырылды", ru: "переданы заявки", en: "applications assigned")
    case .timetable: Phrase(kk: "кездесу өзгерді", ru: "изменение встречи", en: "a meeting changed")
    case .clearance: Phrase(kk: "рұқсаттың мерзімі бітеді", ru: "допуск заканчивается", en: "a clearance ends")
    case .certificate: Phrase(kk: "сертификат туралы", ru: "о сертификате", en: "about a certificate")
    case .feedback: Phrase(kk: "жұмыстарға пікір", ru: "отзывы о работах", en: "feedback on works")
    case .exhibition: Phrase(kk: "көрмедегі плакат", ru: "плакат на выставке", en: "a poster on the exhibition")
    case .list: Phrase(kk: "гранттар тізімі", ru: "список грантов", en: "list of grants")
    case .recommendation:
      Phrase(kk: "грантқа ұсыным", ru: "рекомендация на грант", en: "recommendation for a grant")
    case .offerAnswer: Phrase(kk: "орын туралы жауап", ru: "ответ на предложение места", en: "answer to an offer")
    }
  }
}
