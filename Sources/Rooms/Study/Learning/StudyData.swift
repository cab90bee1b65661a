import Programme
import Storage
import Words

/// What the school keeps about a learner: it can say it all, and forget it.
enum StudyData {
  static let personalData = PersonalData(
    title: .studyTitle,
    tables: [
      "study_event": .studyEvents, "study_skill": .skillsKept, "study_lesson": .lessonsKept, "study_enrolment": .enrolmentsKept,
      "study_learner": .learnerKept,
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
        "SELECT kind, about, at, verdict, sealed FROM study_event WHERE learner = \(number) ORDER BY at, id LIMIT 200000"
      ) { row -> (String, String) in
        let (about, at, verdict): (String, Moment, String?) = (try row["about"], try row["at"], try row["verdict"])
        let kind: String = try row["kind"]
        let written = try safe.open(try row["sealed"], "study_event.sealed")
        return (t.dateTime(at), words.said(of: kind, about, verdict, written))
      }
      let skills = try tx.rows("SELECT skill, line FROM study_skill WHERE learner = \(number) ORDER BY skill") {
        words.said(ofSkill: try $0["skill"], try $0["line"])
      }
      return [
        PersonalData.Section(.studyTitle, enrolments), PersonalData.Section(.studyEvents, events),
        PersonalData.Section(.progressTitle, skills),
      ].filter { !$0.lines.isEmpty }
    },
    erase: { tx, _, person in
      guard let number: Int = try tx.value("SELECT number FROM study_learner WHERE person_id = \(person)") else { return [] }
      return [
        PersonalData.Erased("study_event", try tx.run("DELETE FROM study_event WHERE learner = \(number)")),
        PersonalData.Erased("study_skill", try tx.run("DELETE FROM study_skill WHERE learner = \(number)")),
        PersonalData.Erased("study_lesson", try tx.run("DELETE FROM study_lesson WHERE learner = \(number)")),
        PersonalData.Erased("study_enrolment", try tx.run("DELETE FROM study_enrolment WHERE learner = \(number)")),
        PersonalData.Erased("study_learner", try tx.run("DELETE FROM study_learner WHERE number = \(number)")),
      ]
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
  static let skillsKept = Phrase(kk: "Дағдылардың күйі", ru: "Состояние навыков", en: "How skills stood")
  static let lessonsKept = Phrase(kk: "Өтілген сабақтар", ru: "Пройденные уроки", en: "Lessons worked through")
  static let enrolmentsKept = Phrase(kk: "Оқуға жазылу", ru: "Запись на учёбу", en: "Enrolments in learning")
  static let learnerKept = Phrase(kk: "Оқушы ретіндегі жазба", ru: "Учётная запись в учёбе", en: "The record of a learner")
  static let studyEvents = Phrase(kk: "Оқудағы әрекеттер", ru: "Что сделано в учёбе", en: "What was done in learning")
}
