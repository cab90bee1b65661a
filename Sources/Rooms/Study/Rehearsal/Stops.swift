import Markup
import Programme
import Storage
import Words

extension Study {
  static let stops = [
    TourStop(
      .school, .schoolStopTitle, says: .schoolStop, tip: .schoolTip,
      doors: [
        .hers(.asLearner, .asLearnerWhat, at: "/study") { tx, _ in try tx.learnerOfAGroup() },
        TourDoor(
          .asWardsGuardian, .asWardsGuardianWhat,
          as: .found(.guardian, { tx, _ in try tx.learnerOfAGroup() }, becomes: { tx, _, girl in try tx.guardian(of: girl) }),
          at: WardPage.link),
        TourDoor(.asGroupTrainer, .asGroupTrainerWhat, as: .staff(.trainer), at: "/desk/groups"),
        TourDoor(.asCohortDesk, .asCohortDeskWhat, as: .staff(.coordinator), at: "/desk/cohorts", of: learning),
        TourDoor(.asReader, .asReaderWhat, as: .stranger, at: "/courses"),
        TourDoor(.asExhibitionGuest, .asExhibitionGuestWhat, as: .stranger, at: "/exhibition"),
        TourDoor(.asExhibitionDesk, .asExhibitionDeskWhat, as: .staff(.safeguarding), at: "/desk/exhibition", of: learning),
      ])
  ]

  /// The intake whose girls learn in groups; none before the first.
  private static let learning: TourDoor.Intake = { tx, _ in
    try tx.cycles().first { try !tx.cohorts(of: $0.id).isEmpty }
  }
}

extension Transaction {
  fileprivate func learnerOfAGroup() throws -> ID<Person>? {
    try value(
      """
      SELECT person_id FROM study_member JOIN study_learner ON study_learner.number = study_member.learner
      JOIN study_group ON study_group.id = group_id
      WHERE until IS NULL AND study_group.state = 'open' ORDER BY study_learner.number LIMIT 1
      """)
  }

  /// Who agreed for her.
  fileprivate func guardian(of girl: ID<Person>) throws -> ID<Person>? {
    try value(
      """
      SELECT signer_id FROM consent WHERE person_id = \(girl) AND signer = 'guardian' ORDER BY at DESC, id DESC LIMIT 1
      """)
  }
}

extension Phrase {
  static let schoolStopTitle = Phrase(kk: "Мектеп", ru: "Школа", en: "The school")
  static let schoolStop = Phrase(
    kk: "Былтыр таңдалған қыздар топта оқиды: кездесулер мен сабақтар, жаттығулар телефонда, қатысу тізімі тренерде.",
    ru: "Отобранные в прошлом году учатся в группах: встречи и уроки, упражнения в телефоне, отметки о присутствии у тренера.",
    en: "Those selected last year learn in groups: meetings and lessons, exercises on the phone, the roll with the trainer.")
  static let schoolTip = Phrase(
    kk: "Тренер ретінде соңғы кездесудің қатысуын белгілеп, тапсырылған жұмысты тексеріп көріңіз.",
    ru: "Попробуйте как тренер отметить присутствие на последней встрече и проверить сданную работу.",
    en: "Try, as the trainer, to keep the roll of the last meeting and to mark a work that was handed in.")
  static let asLearner = Phrase(kk: "Топта оқитын қыз ретінде", ru: "Как ученица группы", en: "As a girl of a group")
  static let asLearnerWhat = Phrase(
    kk: "бүгінгі қадам, кездесу, өткен сабақтар", ru: "шаг на сегодня, встреча, пройденные уроки",
    en: "today’s step, the meeting, lessons worked through")
  static let asWardsGuardian = Phrase(
    kk: "Сол қыздың ата-анасы ретінде", ru: "Как родитель этой ученицы", en: "As that girl’s guardian")
  static let asWardsGuardianWhat = Phrase(
    kk: "кім оқытады, қашан кездеседі, келді ме, не өтілді", ru: "кто учит, когда встречи, была ли она, что пройдено",
    en: "who teaches her, when they meet, whether she came, what is worked through")
  static let asGroupTrainer = Phrase(kk: "Топтың тренері ретінде", ru: "Как тренер группы", en: "As a group’s trainer")
  static let asGroupTrainerWhat = Phrase(
    kk: "өз топтары, қатысу тізімі, тексеретін жұмыстар", ru: "свои группы, отметки о присутствии, работы на проверку",
    en: "her own groups, their rolls, work to mark")
  static let asCohortDesk = Phrase(
    kk: "Үйлестіруші: лек пен топтар", ru: "Координатор: поток и группы", en: "Coordinator: cohort and groups")
  static let asCohortDeskWhat = Phrase(
    kk: "кім қай топта, кім жүргізеді, қашан кездеседі", ru: "кто в какой группе, кто её ведёт и когда встречи",
    en: "who is in which group, who meets it and when")
  static let asExhibitionGuest = Phrase(
    kk: "Көрменің қонағы ретінде", ru: "Как гость выставки", en: "As a guest of the exhibition")
  static let asExhibitionGuestWhat = Phrase(
    kk: "команда жобаларының плакаттары, аты-жөнсіз", ru: "плакаты командных проектов, без имён",
    en: "posters of the teams’ projects, without names")
  static let asExhibitionDesk = Phrase(
    kk: "Қорғау маманы: көрмеге екінші адам", ru: "Специалист по защите: второй человек для выставки",
    en: "Safeguarding officer: the exhibition’s second person")
  static let asExhibitionDeskWhat = Phrase(
    kk: "бір плакат екінші адамның шешімін күтеді", ru: "один плакат ждёт решения второго человека",
    en: "a poster waits for the second person")
  static let asReader = Phrase(kk: "Кез келген адам ретінде", ru: "Как любой посетитель", en: "As anybody at all")
  static let asReaderWhat = Phrase(
    kk: "сабақтар бәріне ашық", ru: "уроки открыты всем", en: "the lessons are open to everybody")
}
