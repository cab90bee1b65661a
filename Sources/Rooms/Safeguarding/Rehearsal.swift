import Markup
import Programme
import Storage
import Words

extension Safeguarding {
  /// One girl whom the selection does not reach wants no messages, and nobody has decided on it yet. Of an intake that has left, what
  /// lay past its term is erased.
  static let rehearsal = Rehearsal(
    run: { house, plan in
      try await house.database.write { try ClearanceRehearsal.run(house, $0) }
      if plan.earlier != nil { return try await EarlierErasure.run(house, plan) }
      try await house.database.write { tx in
        let girl: ID<Person>? = try tx.value(
          """
          SELECT person_id FROM selection_candidate JOIN person ON person.id = person_id
          WHERE selection_candidate.cycle_id = \(plan.cycle.id) AND has_left AND erased_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM objection) ORDER BY code LIMIT 1
          """)
        guard let girl else { return }
        let reason = try tx.safe(of: girl, house.vault).seal("…", "objection.reason")
        try tx.addObjection(to: "messages", for: girl, reason: reason, by: Actor(person: girl, role: .applicant), house)
      }
    },
    trace: { tx, house, subject in
      let guardian = Actor(person: subject.guardian.person, role: .guardian)
      try tx.addObjection(
        to: "messages", for: subject.safe.person, reason: subject.safe.seal(subject.words, "objection.reason"), by: guardian,
        house)
      for objection in try tx.objections(of: subject.safe.person) { try tx.takeBack(objection, by: guardian, house) }
      try tx.add(
        .suspended, of: subject.safe.person, by: guardian, note: subject.safe.seal(subject.words, ClearancePage.noteField), house)
    },
    tells: { tx, _, cycle in
      let erased: Int =
        try tx.value("SELECT count(*) FROM selection_candidate WHERE cycle_id = \(cycle.id) AND why_left = 'erased'") ?? 0
      return erased == 0 ? [] : [.erasedOfIntake(erased)]
    }, stops: stops)

  private static let stops = [
    TourStop(
      .protection, .safeguarding, says: .protectionStop, tip: .protectionTip,
      doors: [
        TourDoor(.asSafeguarding, .asSafeguardingWhat, as: .staff(.safeguarding), at: "/safeguarding"),
        TourDoor(.asTerms, .asTermsWhat, as: .staff(.safeguarding), at: "/safeguarding/retention"),
        TourDoor(.asClearances, .asClearancesWhat, as: .staff(.safeguarding), at: "/desk/clearances"),
        TourDoor(.asTrainer, .asTrainerWhat, as: .staff(.trainer), at: "/desk"),
        TourDoor(.asSafeguardingLog, .asSafeguardingLogWhat, as: .staff(.safeguarding), at: "/safeguarding/audit"),
        .hers(.asOwner, .asOwnerWhat, at: "/status/data") { tx, _ in
          try tx.value("SELECT person_id FROM selection_candidate WHERE may_take_part ORDER BY changed_at DESC, code LIMIT 1")
        },
      ])
  ]
}

extension Phrase {
  static let protectionStop = Phrase(
    kk: "Балалардың деректерін кім ашқаны жазылып отырады; әркім өз деректерінің көшірмесін ала алады және жойдыра алады.",
    ru: "Записано, кто открывал данные детей; каждый может получить копию своих данных и потребовать удаления.",
    en: "It is written down who opened children's data; everybody can have a copy of theirs and ask for their erasure.")
  static let protectionTip = Phrase(
    kk: "Журналды тексеріп көріңіз: бір жазбасы өзгертілсе, көрініп тұрады.",
    ru: "Попробуйте проверить журнал: если изменить хоть одну запись, это будет видно.",
    en: "Try checking the log: if a single entry were changed, it would show.")
  static let asSafeguarding = Phrase(
    kk: "Балаларды қорғау маманы ретінде", ru: "Как специалист по защите детей", en: "As the safeguarding officer")
  static let asSafeguardingWhat = Phrase(
    kk: "адамды табу, көшірме, жою", ru: "найти человека, копия, удаление", en: "find a person, copy, erasure")
  static let asTerms = Phrase(kk: "Сақтау мерзімдерін қарау", ru: "Посмотреть сроки хранения", en: "Look at the storage periods")
  static let asTermsWhat = Phrase(
    kk: "нені жоятын уақыт келді", ru: "что пора удалить", en: "what it is time to erase")
  static let asClearances = Phrase(
    kk: "Рұқсаттар тізілімін ашу", ru: "Открыть реестр допусков", en: "Open the register of clearances")
  static let asClearancesWhat = Phrase(
    kk: "балалармен кім жұмыс істей алады, қай күнге дейін", ru: "кто и до какого дня может работать с детьми",
    en: "who may work with children, and until when")
  static let asTrainer = Phrase(kk: "Тренер ретінде", ru: "Как тренер", en: "As a trainer")
  static let asTrainerWhat = Phrase(
    kk: "рұқсаты қай күнге дейін жарамды", ru: "до какого дня действует допуск", en: "until when the clearance holds")
  static func erasedOfIntake(_ people: Int) -> Phrase {
    Phrase(
      kk: "сақтау мерзімі өтіп, дерегі жойылғаны: \(Language.kk.number(people))",
      ru: "данные удалены по сроку хранения: \(Language.ru.number(people))",
      en: "data erased after their term: \(Language.en.number(people))")
  }
  static let asSafeguardingLog = Phrase(kk: "Журналды ашу", ru: "Открыть журнал", en: "Open the log")
  static let asSafeguardingLogWhat = Phrase(
    kk: "кім, қашан, нені көрді", ru: "кто, когда и что видел", en: "who saw what, and when")
  static let asOwner = Phrase(kk: "Деректер иесі ретінде", ru: "Как тот, чьи это данные", en: "As the person the data are about")
  static let asOwnerWhat = Phrase(
    kk: "не сақталған, кім көрген", ru: "что хранится и кто это видел", en: "what is kept and who saw it")
}
