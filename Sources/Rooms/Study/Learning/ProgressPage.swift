import Courses
import Exchange
import Learning
import Markup
import Programme
import Storage
import Words

/// How each skill of hers stands, in words that anybody can check.
enum ProgressPage {
  /// GET /study/progress
  static func show(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let t = visit.language
    let courses = try await visit.house.openCourses()
    let standing = try await visit.house.database.read { tx -> Standing? in
      guard let learner = try tx.learner(of: permit.actor.person) else { return nil }
      return try Standing(learner, courses, tx, at: visit.now)
    }
    guard let standing else { throw Refusal.missing }
    let today = StudyDay.of(visit.now.milliseconds)
    var page = Page(
      title: t(.progressTitle), language: t,
      body: """
        \(t.back(to: "/study"))<h1>\(t(.progressTitle))</h1><p>\(t(.howSkillsAreHeld))</p>
        \(courses.map { course($0, standing, today, t) })
        """)
    page.sheets = ["lesson.css"]
    return StudyShell.reply(page, of: standing.learner, visit)
  }

  private static func course(_ shelved: ShelvedCourse, _ standing: Standing, _ today: Int, _ t: Language) -> HTML {
    let keys = shelved.course.lessons.flatMap(\.skills).map(\.key)
    var seen: Set<String> = []
    let lines = keys.filter { seen.insert($0).inserted }.compactMap { key -> HTML? in
      let skill = "\(shelved.key)/\(key)"
      guard let place = standing.place(ofSkill: skill) else { return nil }
      let state = standing.skills[skill] ?? SkillState()
      return
        "<li><a href=\"\(PracticePage.link(skill))\">\(place.title(t))</a><span class=\"hint\">\(said(of: state, today, t))</span></li>"
    }
    return "<h2>\(shelved.course.title(t))</h2><ul class=\"lessons\">\(lines)</ul>"
  }

  static func said(of state: SkillState, _ today: Int, _ t: Language) -> HTML {
    if state.isHeld {
      let due = state.dueOn.map { $0 <= today ? t(.dueToday) : t(.nextReviewIn($0 - today)) } ?? ""
      return "\(tag(t(.skillHeld), .good)) \(due)"
    }
    if state.isInReview { return "\(tag(t(.skillLost), .waiting)) \(t(.rightSoFar(state.counted)))" }
    return state.memory == nil ? HTML(t(.notBegun)) : "\(tag(t(.skillComing), .plain)) \(t(.rightSoFar(state.counted)))"
  }
}

extension Phrase {
  static let progressTitle = Phrase(kk: "Дағдыларың", ru: "Ваши навыки", en: "Your skills")
  static let howSkillsAreHeld = Phrase(
    kk:
      "Дағды берік: екі күнде кеңессіз, бірінші реттен үш дұрыс жауап бар. Қатарынан екі қате болса, қайта басталады. Жаттығу баға емес.",
    ru:
      "Навык закреплён: есть три верных ответа с первого раза, без подсказок, в разные дни. Две ошибки подряд начинают счёт заново. Практика — не оценка.",
    en:
      "A skill is held after three right answers at the first try, without hints, on two days. Two wrong in a row begin the count again. Practice is not a mark."
  )
  static let skillHeld = Phrase(kk: "берік", ru: "закреплён", en: "held")
  static let skillLost = Phrase(kk: "қайталау керек", ru: "нужно повторить", en: "to be repeated")
  static let skillComing = Phrase(kk: "басталды", ru: "начат", en: "on its way")
  static let notBegun = Phrase(kk: "әлі басталған жоқ", ru: "ещё не начат", en: "not begun yet")
  static let dueToday = Phrase(kk: "Бүгін қайталау керек.", ru: "Сегодня пора повторить.", en: "A review is due today.")
  static func rightSoFar(_ count: Int) -> Phrase {
    Phrase(kk: "3 жауаптың \(count)-і бар", ru: "\(count) из 3 ответов", en: "\(count) of 3 answers")
  }
}
