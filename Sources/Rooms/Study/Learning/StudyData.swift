import Programme
import Storage
import Words

/// What the school keeps about a learner: it can say it all, and forget it.
enum StudyData {
  static let personalData = PersonalData(
    title: .studyTitle,
    tables: [
      "study_event": .studyEvents, "study_skill": .skillsKept, "study_lesson": .lessonsKept, "study_enrolment": .enrolmentsKept,
      "study_learner": .learnerKept, "study_member": .membersKept, "study_draft": .draftsKept, "study_calendar": .calendarKept,
      "study_roll": .rollKept, "study_presence": .presenceKept, "study_sheet_girl": .sheetsKept,
    ],
    export: { tx, house, person, t in
      guard let number: Int = try tx.value("SELECT number FROM study_learner WHERE person_id = \(person)") else { return [] }
      let safe = try tx.safe(of: person, house.vault)
      let words = StudyWords(courses: try tx.shelvedCourses(), language: t)
      let enrolments = try tx.rows(
        """
        SELECT track, since, until FROM study_enrolment JOIN study_cohort ON study_cohort.id = cohort_id
        WHERE learner = \(number) ORDER BY since
        """
      ) { row -> (String, String) in
        let (track, since, until): (Learner.Track, Moment, Moment?) = (try row["track"], try row["since"], try row["until"])
        return (t(track.name), "\(t.dateTime(since)) – \(until.map { t.dateTime($0) } ?? "")")
      }
      let events = try tx.rows(
        "SELECT kind, about, at, verdict, sealed, entered_by FROM study_event WHERE learner = \(number) ORDER BY at, id LIMIT 200000"
      ) { row -> (String, String) in
        let (about, at, verdict): (String, Moment, String?) = (try row["about"], try row["at"], try row["verdict"])
        let kind: String = try row["kind"]
        let written = try safe.open(try row["sealed"], "study_event.sealed")
        let enteredBy: ID<Person>? = try row["entered_by"]
        let paper = enteredBy == nil ? "" : " · \(t(verdict == nil ? .setAsideWord : .satOnPaper))"
        return (t.dateTime(at), words.said(of: kind, about, verdict, written) + paper)
      }
      let skills = try tx.rows("SELECT skill, line FROM study_skill WHERE learner = \(number) ORDER BY skill") {
        words.said(ofSkill: try $0["skill"], try $0["line"])
      }
      let groups = try tx.rows(
        """
        SELECT study_group.number, since, until FROM study_member JOIN study_group ON study_group.id = group_id
        WHERE learner = \(number) ORDER BY since
        """
      ) { row -> (String, String) in
        let (group, since, until): (Int, Moment, Moment?) = (try row["number"], try row["since"], try row["until"])
        return (t(.groupNumber(group)), "\(t.dateTime(since)) – \(until.map { t.dateTime($0) } ?? "")")
      }
      let marks = try tx.rows(
        """
        SELECT starts_at, mark, way, note FROM study_roll JOIN study_meeting ON study_meeting.id = meeting_id
        WHERE learner = \(number) ORDER BY at, study_roll.id LIMIT 5000
        """
      ) { row -> (String, String) in
        let (starts, mark, note): (Moment, String, [UInt8]?) = (try row["starts_at"], try row["mark"], try row["note"])
        let words = try [
          RollMark(rawValue: mark).map { t($0.name) } ?? t(.confirmedByDigits),
          note.map { try safe.open($0, "study_roll.note") } ?? "",
        ]
        return (t.dateTime(starts), words.filter { !$0.isEmpty }.joined(separator: " · "))
      }
      let sheets = try tx.rows(
        """
        SELECT study_sheet_girl.code, made_at FROM study_sheet_girl JOIN study_sheet ON study_sheet.id = sheet_id
        WHERE learner = \(number) ORDER BY made_at, code LIMIT 5000
        """
      ) { row -> (String, String) in (t.dateTime(try row["made_at"]), try row["code"]) }
      return [
        PersonalData.Section(.sheetsKept, sheets), PersonalData.Section(.studyTitle, enrolments),
        PersonalData.Section(.groupsTitle, groups),
        PersonalData.Section(.rollKept, marks), PersonalData.Section(.studyEvents, events),
        PersonalData.Section(.progressTitle, skills),
      ].filter { !$0.lines.isEmpty }
    },
    erase: { tx, _, person in
      guard let number: Int = try tx.value("SELECT number FROM study_learner WHERE person_id = \(person)") else { return [] }
      try tx.foldPresence(number)
      // What phones brought of her meetings: the marks of others were taken over when it came.
      for meeting in try tx.rows(
        "SELECT DISTINCT meeting_id FROM study_roll WHERE learner = \(number) ORDER BY meeting_id LIMIT 5000",
        { try $0[0] as ID<Meeting> })
      { try tx.dropSealed(KeptRolls.thread(meeting)) }
      return [
        PersonalData.Erased("study_event", try tx.run("DELETE FROM study_event WHERE learner = \(number)")),
        PersonalData.Erased("study_sheet_girl", try tx.run("DELETE FROM study_sheet_girl WHERE learner = \(number)")),
        PersonalData.Erased("study_skill", try tx.run("DELETE FROM study_skill WHERE learner = \(number)")),
        PersonalData.Erased("study_lesson", try tx.run("DELETE FROM study_lesson WHERE learner = \(number)")),
        PersonalData.Erased("study_roll", try tx.run("DELETE FROM study_roll WHERE learner = \(number)")),
        PersonalData.Erased("study_presence", try tx.run("DELETE FROM study_presence WHERE learner = \(number)")),
        PersonalData.Erased("study_member", try tx.run("DELETE FROM study_member WHERE learner = \(number)")),
        PersonalData.Erased("study_draft", try tx.run("DELETE FROM study_draft WHERE learner = \(number)")),
        PersonalData.Erased("study_calendar", try tx.run("DELETE FROM study_calendar WHERE person_id = \(person)")),
        PersonalData.Erased("study_enrolment", try tx.run("DELETE FROM study_enrolment WHERE learner = \(number)")),
        PersonalData.Erased("study_learner", try tx.run("DELETE FROM study_learner WHERE number = \(number)")),
      ]
    })
}

/// What it keeps about an adult of a group.
enum AdultData {
  static let personalData = PersonalData(
    title: .adultKept, tables: ["study_adult": .adultKept],
    export: { tx, _, person, t in
      let lines = try tx.rows(
        """
        SELECT number, task, since, until FROM study_adult JOIN study_group ON study_group.id = group_id
        WHERE person_id = \(person) ORDER BY since LIMIT 1000
        """
      ) { row -> (String, String) in
        let (number, task): (Int, Adult.Task) = (try row["number"], try row["task"])
        let (since, until): (Moment, Moment?) = (try row["since"], try row["until"])
        return ("\(t(.groupNumber(number))), \(t(task.name))", "\(t.dateTime(since)) – \(until.map { t.dateTime($0) } ?? "")")
      }
      return lines.isEmpty ? [] : [PersonalData.Section(.adultKept, lines)]
    },
    erase: { tx, _, person in
      [PersonalData.Erased("study_adult", try tx.run("DELETE FROM study_adult WHERE person_id = \(person)"))]
    })
}

extension Learner.Track {
  var name: Phrase {
    switch self {
    case .chosen: Phrase(kk: "топпен оқу", ru: "учёба в группе", en: "learning with a group")
    case .open: Phrase(kk: "ашық курстар", ru: "открытые курсы", en: "open courses")
    }
  }
}

extension Phrase {
  static let sheetsKept = Phrase(kk: "Қағаздағы жаттығу парақтары", ru: "Листы упражнений на бумаге", en: "Sheets of exercises")
  static let setAsideWord = Phrase(
    kk: "қағаздан қате енгізілген", ru: "внесено с бумаги ошибочно", en: "entered from paper by mistake")
  static let skillsKept = Phrase(kk: "Дағдылардың күйі", ru: "Состояние навыков", en: "How skills stood")
  static let lessonsKept = Phrase(kk: "Өтілген сабақтар", ru: "Пройденные уроки", en: "Lessons worked through")
  static let enrolmentsKept = Phrase(kk: "Оқуға жазылу", ru: "Запись на учёбу", en: "Enrolments in learning")
  static let rollKept = Phrase(kk: "Қатысу белгілері", ru: "Отметки о присутствии", en: "Marks in rolls")
  static let presenceKept = Phrase(kk: "Кездесуге қатысуы", ru: "Присутствие на встречах", en: "Presence at meetings")
  static let adultKept = Phrase(kk: "Топ ересегі болған кезі", ru: "Работа взрослого в группе", en: "Time as an adult of a group")
  static let membersKept = Phrase(kk: "Топтағы мүшелік", ru: "Участие в группе", en: "Membership of a group")
  static let draftsKept = Phrase(
    kk: "Топтарға бөлу жобасындағы орны", ru: "Место в черновике распределения по группам", en: "Place in a draft of groups")
  static let calendarKept = Phrase(kk: "Күнтізбе мекенжайы", ru: "Адрес календаря", en: "Address of a calendar")
  static let learnerKept = Phrase(kk: "Оқушы ретіндегі жазба", ru: "Учётная запись в учёбе", en: "The record of a learner")
  static let studyEvents = Phrase(kk: "Оқудағы әрекеттер", ru: "Что сделано в учёбе", en: "What was done in learning")
}
