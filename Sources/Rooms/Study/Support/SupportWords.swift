import Courses
import Markup
import Programme
import Words

/// What was found of a girl, in a sentence for the adults who may help and in another for herself.
struct SupportWords {
  let courses: [ShelvedCourse]
  let t: Language

  /// On the desk.
  func said(_ finding: SupportFinding) -> String {
    switch finding.evidence {
    case .asked(let about): t(.saidAsked(about, finding.since))
    case .silent(let last): t(.saidSilent(last))
    case .absent(let inARow, let missed, let of): t(inARow >= 2 ? .saidAbsentInARow(inARow) : .saidAbsent(missed, of))
    case .behind(let lessons): t(.saidBehind(lessons.count, lessons.first.flatMap(title) ?? ""))
    case .stuck(let skill, let attempts, let first, let last): t(.saidStuck(aim(skill), attempts, first, last))
    case .overdue(let works, let last): t(.saidOverdue(works.count, last))
    case .lost(let skills): t(.saidLost(skills.count, skills.map(aim).joined(separator: "; ")))
    case .consent(_, let adult?): t(.saidComesOfAge(adult))
    case .consent: t(.saidConsentDue)
    }
  }

  /// To herself, with where it helps to go.
  func told(_ finding: SupportFinding) -> (says: String, link: Link, go: String) {
    switch finding.evidence {
    case .asked: (t(.toldAsked), HerHelp.link, t(.seeAnswer))
    case .silent: (t(.toldSilent), "/study/timetable", t(.timetableTitle))
    case .absent: (t(.toldAbsent), HerHelp.link, t(.helpTitle))
    case .behind(let lessons):
      (t(.toldBehind(lessons.count)), lessons.first.flatMap(link) ?? "/courses", t(.openLesson))
    case .stuck(let skill, _, _, _): (t(.toldStuck), place(skill)?.lesson.link ?? "/study/progress", t(.openLesson))
    case .overdue(let works, _):
      (t(.toldOverdue), works.first.map { HerAssignments.link($0) } ?? "/study", t(.openAssignment))
    case .lost(let skills): (t(.toldLost), skills.first.map { PracticePage.link($0) } ?? "/study/progress", t(.reviewNow))
    case .consent(_, let adult): (t(adult.map { .toldComesOfAge($0) } ?? .toldConsentDue), "/status", t(.yourApplication))
    }
  }

  private func aim(_ skill: String) -> String { place(skill)?.title(t) ?? skill }

  private func place(_ skill: String) -> SkillPlace? {
    let parts = skill.split(separator: "/").map(String.init)
    return parts.count == 2 ? courses.first { $0.key == parts[0] }?.place(ofSkill: parts[1]) : nil
  }

  private func title(_ lesson: String) -> String? { courses.lazy.compactMap { $0.title(ofLesson: lesson, t) }.first }
  private func link(_ lesson: String) -> Link? { courses.lazy.compactMap { $0.link(toLesson: lesson) }.first }
}

extension SupportLine.Kind {
  var name: Phrase {
    switch self {
    case .post: Phrase(kk: "топ тақтасына жаздым", ru: "написано на доске группы", en: "wrote on the group’s board")
    case .letter: Phrase(kk: "ата-анасына хабарластым", ru: "связались с родителями", en: "wrote to her guardian")
    case .school: Phrase(kk: "мектебімен сөйлестім", ru: "поговорили со школой", en: "spoke with her school")
    case .time: Phrase(kk: "басқа уақыт ұсындым", ru: "предложено другое время", en: "offered another time")
    case .note: Phrase(kk: "жай ескертпе", ru: "пометка", en: "a note only")
    case .outcome: Phrase(kk: "нәтижесі", ru: "что из этого вышло", en: "what came of it")
    }
  }
}

extension Phrase {
  static let seeAnswer = Phrase(kk: "Жауапты көру", ru: "Посмотреть ответ", en: "See the answer")
  static let openLesson = Phrase(kk: "Сабақты ашу", ru: "Открыть урок", en: "Open the lesson")
  static let reviewNow = Phrase(kk: "Қайталау", ru: "Повторить", en: "Review it")

  static func saidAsked(_ about: Help.About, _ at: Moment) -> Phrase {
    Phrase(
      kk: "Көмек сұрады (\(about.name(.kk).lowercased())), \(Language.kk.dateTime(at))",
      ru: "Попросила о помощи (\(about.name(.ru).lowercased())), \(Language.ru.dateTime(at))",
      en: "Asked for help (\(about.name(.en).lowercased())), \(Language.en.dateTime(at))")
  }
  static func saidSilent(_ last: Moment) -> Phrase {
    Phrase(
      kk: "\(Language.kk.date(last.day())) күнінен бері хабар жоқ. Телефоны желіде болмауы мүмкін",
      ru: "Нет вестей с \(Language.ru.date(last.day())). Возможно, телефон без сети",
      en: "Nothing heard since \(Language.en.date(last.day())). Her phone may be offline")
  }
  static func saidAbsentInARow(_ count: Int) -> Phrase {
    Phrase(
      kk: "Қатарынан \(count) кездесуге себепсіз келмеді",
      ru: "Пропустила без причины подряд \(counted(count, one: "встречу", few: "встречи", many: "встреч"))",
      en: "Missed \(counted(count, one: "meeting", other: "meetings")) in a row without a reason")
  }
  static func saidAbsent(_ missed: Int, _ total: Int) -> Phrase {
    Phrase(
      kk: "Соңғы \(total) кездесудің \(missed)-іне себепсіз келмеді",
      ru: "Без причины пропущено \(missed) из последних \(total) встреч",
      en: "Missed \(missed) of the last \(total) meetings without a reason")
  }
  static func saidBehind(_ count: Int, _ first: String) -> Phrase {
    Phrase(
      kk: "Топ өтіп кеткен \(count) сабақ бітпеген, біріншісі: \(first)",
      ru:
        "Группа ушла вперёд, не пройдено: \(counted(count, one: "урок", few: "урока", many: "уроков")), первый – \(first)",
      en: "The group has gone on from \(counted(count, one: "lesson", other: "lessons")) not finished, the first: \(first)")
  }
  static func saidStuck(_ skill: String, _ attempts: Int, _ first: Moment, _ last: Moment) -> Phrase {
    Phrase(
      kk: "\(attempts) рет шешіп көрді, әзірге шықпады (\(Language.kk.dates(first.day(), last.day()))): \(skill)",
      ru:
        "\(counted(attempts, one: "попытка", few: "попытки", many: "попыток")) без верного ответа (\(Language.ru.dates(first.day(), last.day()))): \(skill)",
      en: "\(attempts) attempts without a right answer (\(Language.en.dates(first.day(), last.day()))): \(skill)")
  }
  static func saidLost(_ count: Int, _ skills: String) -> Phrase {
    Phrase(
      kk: "Бекіген \(count) дағды ұмытылды: \(skills)",
      ru: "Забылось то, что было закреплено (\(count)): \(skills)",
      en: "\(counted(count, one: "skill", other: "skills")) held before and lost: \(skills)")
  }
  static let openAssignment = Phrase(kk: "Тапсырманы ашу", ru: "Открыть задание", en: "Open the assignment")
  static func saidOverdue(_ count: Int, _ last: Day) -> Phrase {
    Phrase(
      kk: "Тапсырылмаған жұмыс: \(count), алғашқысының соңғы күні \(Language.kk.date(last)) еді",
      ru: "Не сдано работ: \(count), срок первой истёк \(Language.ru.date(last))",
      en: "Not handed in: \(counted(count, one: "work", other: "works")), the first was due on \(Language.en.date(last))")
  }
  static let toldOverdue = Phrase(
    kk: "Бір жұмысың тапсырылмай тұр. Дайын болмаса да, бастағаныңды жібер: пікір аласың.",
    ru: "Одна работа ещё не сдана. Пришлите хотя бы начало: на него тоже ответят.",
    en: "One work of yours is not handed in. Send what you have begun: you will get a reply to that too.")
  static let saidConsentDue = Phrase(
    kk: "Келісімін қайта беру керек", ru: "Нужно заново дать согласие", en: "A consent has to be given again")
  static func saidComesOfAge(_ day: Day) -> Phrase {
    Phrase(
      kk: "\(Language.kk.date(day)) күні 18-ге толады: келісімді өзі береді",
      ru: "\(Language.ru.date(day)) исполнится 18: согласие даст сама",
      en: "Turns 18 on \(Language.en.date(day)): she then consents herself")
  }

  static let toldAsked = Phrase(
    kk: "Қиын екенін айттың. Мектеп жауап береді, сен жалғыз емессің.",
    ru: "Вы сказали, что трудно. Школа ответит, вы не одна.",
    en: "You said that it is hard. The school will answer; you are not alone.")
  static let toldSilent = Phrase(
    kk: "Сені көптен көрмедік. Желі болмаса да оқи беруге болады, қайта қосылғаның жақсы.",
    ru: "Давно вас не было видно. Учиться можно и без сети; хорошо, что вы снова здесь.",
    en: "We have not seen you for a while. You can learn without a network too; it is good to have you back.")
  static let toldAbsent = Phrase(
    kk: "Кездесулерде сені жоқтап жүрміз. Келу қиын болса, айт: басқа жол табамыз.",
    ru: "Вас не хватает на встречах. Если трудно приходить, скажите: найдём другой путь.",
    en: "We miss you at the meetings. If it is hard to come, say so: we will find another way.")
  static func toldBehind(_ count: Int) -> Phrase {
    Phrase(
      kk: "Топ \(count) сабақ алға кетті. Біреуінен бастасаң, біртіндеп қуып жетесің.",
      ru:
        "Группа ушла вперёд на \(counted(count, one: "урок", few: "урока", many: "уроков")). Начните с одного, и понемногу догоните.",
      en: "The group is \(counted(count, one: "lesson", other: "lessons")) ahead. Begin with one, and step by step you catch up.")
  }
  static let toldStuck = Phrase(
    kk: "Бір тапсырма көп уақытыңды алды. Сабақты қайта қарап шық не топ тақтасында сұра.",
    ru: "Одно задание отняло много сил. Вернитесь к уроку или спросите на доске группы.",
    en: "One exercise has taken much of your strength. Look at the lesson again, or ask on the board of the group.")
  static let toldLost = Phrase(
    kk: "Бұрын шешкеніңнің біразы ұмытылыпты. Бәрінде солай болады, қысқа қайталау жетеді.",
    ru: "Кое-что из решённого раньше забылось. Так бывает у всех, хватит короткого повторения.",
    en: "Some of what you could do before has faded. It happens to everybody; a short review is enough.")
  static let toldConsentDue = Phrase(
    kk: "Келісімді қайта беру керек: өтінім бетінен қара.", ru: "Нужно заново дать согласие: посмотрите на странице заявки.",
    en: "A consent has to be given again: look at the page of your application.")
  static func toldComesOfAge(_ day: Day) -> Phrase {
    Phrase(
      kk: "\(Language.kk.date(day)) күні 18-ге толасың: сол күннен бастап келісімді өзің бересің.",
      ru: "\(Language.ru.date(day)) вам исполнится 18: с этого дня согласие даёте вы сами.",
      en: "You turn 18 on \(Language.en.date(day)): from that day on you consent yourself.")
  }
}
