import Courses
import Exchange
import Markup
import Programme
import Words

/// The courses that anybody may read.
enum CoursePages {
  /// GET /courses
  static func list(_ visit: Visit) async throws -> Reply {
    let t = visit.language
    let courses = try await visit.house.openCourses()
    let cards = courses.map { shelved -> HTML in
      let course = shelved.course
      return card(
        """
        <h2><a href="\(link(course))">\(course.title(t))</a></h2><p>\(course.summary(t))</p>\
        <p class="hint">\(facts(course, t))</p>
        """)
    }
    return visit.page(
      Page(
        title: t(.coursesTitle), language: t, summary: t(.coursesSummary),
        body: """
          \(t.back(to: visit.who.session?.kind == .applicant ? "/status" : "/"))<h1>\(t(.coursesTitle))</h1><p>\(t(.coursesSummary))</p>
          \(cards.isEmpty ? emptyState(t(.noCourses), HTML(t(.noCoursesWhy))) : "\(cards)")
          <p><a href="\(ExhibitionPages.link)">\(t(.exhibitionTitle))</a></p>
          """), mayBeStored: true)
  }

  /// GET /courses/:course
  static func show(_ visit: Visit) async throws -> Reply {
    let shelved = try await visit.house.openCourse(try visit.name("course"))
    var page = page(shelved.course, visit.language)
    page.body += KeepLine.shown(shelved, visit)
    return visit.page(page, scripts: [visit.house.assets.link("lesson.js")], mayBeStored: true)
  }

  /// The same for everybody.
  static func page(_ course: Course, _ t: Language) -> Page {
    let lessons = course.lessons.map { lesson -> HTML in
      """
      <li><a href="\(link(course, lesson))">\(lesson.title(t))</a>\
      <span class="hint">\(t(.minutesOfLesson(lesson.minutes)))\(lesson.material.map { " · \($0(t))" as HTML })</span></li>
      """
    }
    var page = Page(
      title: course.title(t), language: t, summary: course.summary(t),
      body: """
        \(t.back(to: "/courses"))<h1>\(course.title(t))</h1><p>\(course.summary(t))</p><p class="hint">\(facts(course, t))</p>
        <h2>\(t(.lessonsWord))</h2><ol class="lessons">\(lessons)</ol>\(wordList(course, t))
        <p class="hint">\(t(.licence)): \(LicenceName.shown(course.licence)).</p>
        """)
    page.sheets = ["lesson.css"]
    return page
  }

  static func link(_ course: Course) -> Link { "/courses/\(course.key)" }
  static func link(_ course: Course, _ lesson: CourseLesson) -> Link { "/courses/\(course.key)/\(lesson.key)" }

  /// "9 and 10, 7 lessons, 18 hours".
  private static func facts(_ course: Course, _ t: Language) -> String {
    let parts = [
      course.grades.isEmpty ? nil : t(.gradesOf(course.grades)), t(.lessonsOf(course.lessons.count)),
      course.hours.map { t(.hoursOf($0)) },
    ]
    return parts.compactMap { $0 }.joined(separator: " · ")
  }

  /// Its terms in all three languages: what a lesson calls a thing leads here.
  private static func wordList(_ course: Course, _ t: Language) -> HTML {
    if course.terms.isEmpty { return .nothing }
    let others = Language.allCases.filter { $0 != t }
    let rows = course.terms.sorted { $0.value(t) < $1.value(t) }.map { key, word -> HTML in
      """
      <div id="term-\(key)"><dt>\(word(t))</dt>\
      \(others.map { "<dd lang=\"\($0.rawValue)\">\(word($0))</dd>" as HTML })</div>
      """
    }
    return "<h2 id=\"terms\">\(t(.termsWord))</h2><dl class=\"terms\">\(rows)</dl>"
  }
}

/// A licence as people know it.
enum LicenceName {
  static func shown(_ licence: String) -> HTML {
    switch licence {
    case "CC-BY-4.0":
      "<a href=\"\(Link(elsewhere: "https://creativecommons.org/licenses/by/4.0/") ?? "/")\" rel=\"license noopener\">CC BY 4.0</a>"
    default: HTML(licence)
    }
  }
}

extension Phrase {
  static let coursesTitle = Phrase(kk: "Курстар", ru: "Курсы", en: "Courses")
  static let coursesSummary = Phrase(
    kk: "Сабақтар бәріне ашық: тіркелу керек емес, тегін. Ашылған сабақ құрылғыға сақталса, ол туралы сабақтың соңында жазылады.",
    ru:
      "Уроки открыты всем: бесплатно и без регистрации. Если открытый урок сохранился на устройстве, об этом сказано в его конце.",
    en:
      "The lessons are open to everybody, free and without an account. Where a lesson that was opened is kept on the device, the end of its page says so."
  )
  static let noCourses = Phrase(kk: "Әзірге ашық курс жоқ", ru: "Открытых курсов пока нет", en: "No course is open yet")
  static let noCoursesWhy = Phrase(
    kk: "Курс жарияланғанда осы бетте көрінеді.", ru: "Опубликованный курс появится на этой странице.",
    en: "A course appears on this page once it is published.")
  static let lessonsWord = Phrase(kk: "Сабақтар", ru: "Уроки", en: "Lessons")
  static let termsWord = Phrase(kk: "Терминдер үш тілде", ru: "Термины на трёх языках", en: "Terms in three languages")
  static let licence = Phrase(kk: "Лицензиясы", ru: "Лицензия", en: "Licence")
  static func minutesOfLesson(_ minutes: Int) -> Phrase {
    Phrase(
      kk: "\(minutes) минут", ru: counted(minutes, one: "минута", few: "минуты", many: "минут"),
      en: counted(minutes, one: "minute", other: "minutes"))
  }
  static func lessonsOf(_ count: Int) -> Phrase {
    Phrase(
      kk: "\(count) сабақ", ru: counted(count, one: "урок", few: "урока", many: "уроков"),
      en: counted(count, one: "lesson", other: "lessons"))
  }
  static func hoursOf(_ hours: Int) -> Phrase {
    Phrase(
      kk: "\(hours) сағат", ru: counted(hours, one: "час", few: "часа", many: "часов"),
      en: counted(hours, one: "hour", other: "hours"))
  }
  static func gradesOf(_ grades: [Int]) -> Phrase {
    let list = grades.map { "\($0)" }.joined(separator: ", ")
    return grades.count == 1
      ? Phrase(kk: "\(list)-сынып", ru: "\(list) класс", en: "grade \(list)")
      : Phrase(kk: "\(list)-сыныптар", ru: "\(list) классы", en: "grades \(list)")
  }
}
