import Courses
import Exchange
import Exercises
import Markup
import Programme
import Storage
import Words

/// The desk's courses: which versions there are, what the checker says of one, how it will look, and its publication by two people.
enum PublishingPages {
  static func link(_ key: String) -> Link { "/desk/courses/\(key)" }
  private static func link(_ version: CourseVersion) -> Link { link(version.key).below(String(version.edition.number)) }

  static let menu = MenuEntry(title: .coursesTitle, link: "/desk/courses", roles: WriteCourse.roles)

  /// What waits for somebody who did not propose it.
  static let card = DeskCard(
    roles: PublishCourse.roles, link: "/desk/courses",
    count: .inHouse { tx, _, _ in
      try DeskWait(row: try tx.row("SELECT count(*) AS n, min(proposed_at) AS oldest FROM study_proposal"))
    }, promise: DeskPromise(days: 7, .whyCourses), title: Phrase.coursesWait)

  /// GET /desk/courses
  static func list(_ visit: Visit, _ permit: Permit<WriteCourse>) async throws -> Reply {
    let t = visit.language
    let (versions, open) = try await visit.house.database.read { tx in (try tx.courseVersions(), try tx.shelvedCourses()) }
    let titles = Dictionary(open.map { ($0.key, $0.course.title(t)) }) { first, _ in first }
    let newest = Dictionary(grouping: versions, by: \.key).values.compactMap(\.first).sorted { $0.key < $1.key }
    let columns: [Column<CourseVersion>] = [
      Column(t(.courseWord)) { "<a href=\"\(link($0.key))\">\(titles[$0.key] ?? $0.key)</a>" },
      Column(t(.versionWord), isNumeric: true) { HTML(t.number($0.edition.number)) },
      Column(t(.standsWord)) { standing(of: $0, t) },
    ]
    return visit.page(
      Page(
        title: t(.coursesTitle), language: t, width: .wide,
        body: """
          \(t.back(to: "/desk"))<h1>\(t(.coursesTitle))</h1><p>\(t(.howCoursesCome))</p>
          \(t.table(t(.coursesTitle), newest, columns, stacks: true, empty: "<p>\(t(.noCoursesYet))</p>"))
          """))
  }

  /// GET /desk/courses/:course: its versions, the newest first.
  static func show(_ visit: Visit, _ permit: Permit<WriteCourse>) async throws -> Reply {
    let t = visit.language
    let key = try visit.name("course")
    let (versions, open) = try await visit.house.database.read { tx in (try tx.courseVersions(key), try tx.shelvedCourses()) }
    guard let newest = versions.first else { throw Refusal.missing }
    let title = open.first { $0.key == key }?.course.title(t) ?? key
    let columns: [Column<CourseVersion>] = [
      Column(t(.versionWord), isNumeric: true) { HTML(t.number($0.edition.number)) },
      Column(t(.broughtWord)) { HTML(t.dateTime($0.edition.writtenAt)) },
      Column(t(.standsWord)) { standing(of: $0, t) },
      Column(t(.lookWord)) {
        "<a href=\"\(link($0).below("report"))\">\(t(.reportWord))</a> · <a href=\"\(link($0).below("lessons"))\">\(t(.lessonsOfVersion))</a>"
      },
    ]
    return visit.page(
      Page(
        title: title, language: t, width: .wide,
        body: """
          \(t.back(to: "/desk/courses"))<h1>\(title)</h1>\(decision(newest, visit, permit))
          <p><a href="\(link(key).below("variants"))">\(t(.variantsTitle))</a></p>
          <h2>\(t(.versionsTitle))</h2>\(t.table(t(.versionsTitle), versions, columns, stacks: true))
          """))
  }

  private static func decision(_ newest: CourseVersion, _ visit: Visit, _ permit: Permit<WriteCourse>) -> HTML {
    let t = visit.language
    guard newest.publishedAt == nil else { return "<p>\(t(.newestIsOpen))</p>" }
    let act = link(newest).below("publication")
    func one(_ go: String, _ title: Phrase, _ look: ButtonLook = .primary) -> HTML {
      form(act, hidden: [("go", go)], "\(visit.formToken)\(button(t(title), look: look))")
    }
    guard let first = newest.proposedBy else { return "<p>\(t(.newestIsNotOpen))</p>\(one("propose", .proposeVersion))" }
    let confirm: HTML = first == permit.actor.person ? "<p>\(t(.anotherPersonOpens))</p>" : one("open", .openVersion)
    return "\(notice("\(t(.versionWaits))", .waiting))\(confirm)\(one("drop", .dropVersion, .plain))"
  }

  private static func standing(of version: CourseVersion, _ t: Language) -> HTML {
    if let opened = version.publishedAt { return Markup.standing("\(t(.openSince)) \(t.date(opened.day()))", .good) }
    return version.isWaiting ? Markup.standing(t(.waitsForSecond), .waiting) : Markup.standing(t(.notOpenYet), .waiting)
  }

  /// POST /desk/courses/:course/:number/publication: `go` is `propose`, `open` or `drop`.
  static func decide(_ visit: Visit, _ permit: Permit<PublishCourse>) async throws -> Reply {
    let house = visit.house
    let (key, number) = (try visit.name("course"), try number(visit))
    let go = visit.form["go"] ?? ""
    if go == "propose" || go == "open" {
      let files = try await files(visit)
      let complaints = CourseFolder(files: files).complaints(with: CourseExercises(files: files), toPublish: true)
      guard complaints.isEmpty else {
        throw Refusal(.conflict, .versionHasFaults(complaints.count), back: link(key).below(String(number)).below("report"))
      }
    }
    try await house.database.write { tx in
      let version = try tx.courseVersion(key, number: number)
      switch go {
      case "propose": try tx.propose(version, by: permit, house)
      case "open": try tx.open(version, by: permit, house)
      case "drop": try tx.drop(version, by: permit, house)
      default: throw Refusal.missing
      }
    }
    return .seeOther(link(key).text)
  }

  /// GET /desk/courses/:course/:number/report: what the checker says, by file and line.
  static func report(_ visit: Visit, _ permit: Permit<WriteCourse>) async throws -> Reply {
    let t = visit.language
    let files = try await files(visit)
    let complaints = CourseFolder(files: files).complaints(with: CourseExercises(files: files), toPublish: true)
    let columns: [Column<CourseComplaint>] = [
      Column(t(.fileWord)) { complaint in HTML(complaint.line.map { "\(complaint.file):\($0)" } ?? complaint.file) },
      Column(t(.whatIsFaulty)) { HTML($0.says(t)) },
      Column(t(.textsWord)) {
        HTML([$0.here, $0.source].filter { !$0.isEmpty }.map { String($0.prefix(200)) }.joined(separator: " ↔ "))
      },
    ]
    let key = try visit.name("course")
    return visit.page(
      Page(
        title: t(.reportWord), language: t, width: .wide,
        body: """
          \(t.back(to: link(key)))<h1>\(t(.reportWord)): \(key), \(t(.numberOfVersion(try number(visit))))</h1>
          \(complaints.isEmpty ? notice("\(t(.courseIsInOrder))", .good) : .nothing)
          \(complaints.isEmpty ? .nothing : t.table(t(.reportWord), Array(complaints.prefix(500)), columns, stacks: true))
          """))
  }

  /// GET /desk/courses/:course/:number/lessons
  static func lessons(_ visit: Visit, _ permit: Permit<WriteCourse>) async throws -> Reply {
    let (t, draft) = (visit.language, try await draft(visit))
    let key = try visit.name("course")
    let base = link(key).below(String(try number(visit))).below("lessons")
    let lines = draft.course.lessons.map { "<li><a href=\"\(base.below($0.key))\">\($0.title(t))</a></li>" as HTML }
    return visit.page(
      Page(
        title: draft.course.title(t), language: t,
        body: """
          \(t.back(to: link(key)))<h1>\(draft.course.title(t))</h1>\(banner(t))<p>\(draft.course.summary(t))</p><ol>\(lines)</ol>
          """))
  }

  /// GET /desk/courses/:course/:number/lessons/:lesson: as it will look; answers are judged by nobody.
  static func preview(_ visit: Visit, _ permit: Permit<WriteCourse>) async throws -> Reply {
    let (t, draft) = (visit.language, try await draft(visit))
    guard let place = LessonPlace(try visit.name("lesson"), in: draft) else { throw Refusal.missing }
    var page = LessonPages.page(place, t, UnansweredLesson())
    page.notice = banner(t)
    return visit.page(page)
  }

  private static func banner(_ t: Language) -> HTML { notice("\(t(.thisIsAPreview))", .waiting) }

  private static func draft(_ visit: Visit) async throws -> ShelvedCourse {
    let (key, number) = (try visit.name("course"), try number(visit))
    let version = try await visit.house.database.read { try $0.courseVersion(key, number: number) }
    guard let read = ReadCourse(files: try await files(visit)) else {
      throw Refusal(.invalid, .courseUnreadable, back: link(key))
    }
    return ShelvedCourse(open: OpenCourse(key: key, edition: version.edition.id, sha256: version.edition.sha256), read: read)
  }

  private static func files(_ visit: Visit) async throws -> [String: [UInt8]] {
    let (key, number) = (try visit.name("course"), try number(visit))
    return try await visit.house.database.read { tx in
      try tx.editionFiles(try tx.courseVersion(key, number: number).edition.id)
    }
  }

  private static func number(_ visit: Visit) throws -> Int {
    guard let number = wholeNumber(try visit.name("number"), in: 1...1_000_000) else { throw Refusal.missing }
    return number
  }
}

extension Phrase {
  static let howCoursesCome = Phrase(
    kk: "Курсты сервер иесі «keruen course load ҚАЛТА» бұйрығымен әкеледі. Әр нұсқа тексеріледі, оны екі адам жариялайды.",
    ru: "Курс приносит владелец сервера командой «keruen course load ПАПКА». Каждая версия проверяется, публикуют её двое.",
    en:
      "The operator brings a course with the command “keruen course load FOLDER”. Each version is checked; two people publish it."
  )
  static let noCoursesYet = Phrase(kk: "Курс жоқ", ru: "Курсов нет", en: "There is no course")
  static let versionWord = Phrase(kk: "Нұсқа", ru: "Версия", en: "Version")
  static let versionsTitle = Phrase(kk: "Нұсқалар", ru: "Версии", en: "Versions")
  static let broughtWord = Phrase(kk: "Әкелінген уақыты", ru: "Когда принесена", en: "Brought")
  static let lookWord = Phrase(kk: "Қарау", ru: "Посмотреть", en: "Look")
  static let reportWord = Phrase(kk: "Тексеру нәтижесі", ru: "Отчёт проверки", en: "The checker’s report")
  static let lessonsOfVersion = Phrase(kk: "сабақтар", ru: "уроки", en: "lessons")
  static let fileWord = Phrase(kk: "Файл", ru: "Файл", en: "File")
  static let whatIsFaulty = Phrase(kk: "Не дұрыс емес", ru: "Что не так", en: "What is wrong")
  static let textsWord = Phrase(kk: "Мәтіндері", ru: "Тексты", en: "Texts")
  static let openSince = Phrase(kk: "бәріне ашық:", ru: "открыта всем с", en: "open to everybody since")
  static let waitsForSecond = Phrase(kk: "екінші адамды күтуде", ru: "ждёт второго человека", en: "waits for a second person")
  static let notOpenYet = Phrase(kk: "әлі ашылмаған", ru: "ещё не открыта", en: "not open yet")
  static let newestIsOpen = Phrase(
    kk: "Соңғы нұсқа бәріне ашық.", ru: "Последняя версия открыта всем.", en: "The newest version is open to everybody.")
  static let newestIsNotOpen = Phrase(
    kk: "Соңғы нұсқаны әзірге тек осы жерде көресіз. Ашылғанда бәрі соны оқиды, бұрынғы жауаптар сақталады.",
    ru: "Последняя версия пока видна только здесь. После публикации читать будут её; прежние ответы сохранятся.",
    en: "The newest version is seen only here so far. Once it is open everybody reads it; earlier answers are kept.")
  static let versionWaits = Phrase(
    kk: "Соңғы нұсқаны жариялау ұсынылды: екінші адам растауы керек.",
    ru: "Последнюю версию предложено опубликовать: нужен второй человек.",
    en: "It is proposed to publish the newest version: a second person has to confirm it.")
  static let anotherPersonOpens = Phrase(
    kk: "Оны сіз ұсындыңыз, сондықтан басқа адам растайды.", ru: "Её предложили вы, поэтому подтверждает другой человек.",
    en: "You proposed it, so another person confirms it.")
  static let proposeVersion = Phrase(kk: "Жариялауды ұсыну", ru: "Предложить к публикации", en: "Propose to publish")
  static let openVersion = Phrase(kk: "Бәріне ашу", ru: "Открыть всем", en: "Open to everybody")
  static let dropVersion = Phrase(kk: "Ұсынысты қайтарып алу", ru: "Снять предложение", en: "Drop the proposal")
  static let courseIsInOrder = Phrase(
    kk: "Ескерту жоқ: үш тіл сәйкес, жаттығулар дайын.", ru: "Замечаний нет: три языка совпадают, упражнения готовы.",
    en: "No complaint: the three languages agree and the exercises are ready.")
  static let thisIsAPreview = Phrase(
    kk: "Бұл — нұсқаның алдын ала көрінісі: жауап тексерілмейді, жаңа фотолар көрінбеуі мүмкін.",
    ru: "Это предварительный просмотр версии: ответы не проверяются, новых фотографий может не быть.",
    en: "This is a preview of the version: answers are not judged, and new photographs may be missing.")
  static func coursesWait(_ count: Int) -> Phrase {
    Phrase(
      kk: "жариялауды күткен курс нұсқасы",
      ru: plural(
        count, one: "версия курса ждёт публикации", few: "версии курсов ждут публикации", many: "версий курсов ждут публикации"),
      en: plural(
        count, one: "version of a course waits for publication", other: "versions of courses wait for publication"))
  }
  static let whyCourses = Phrase(
    kk: "Оны ұсынбаған адам растайды", ru: "Подтверждает тот, кто не предлагал", en: "Whoever did not propose it confirms it")
  static func numberOfVersion(_ number: Int) -> Phrase {
    Phrase(kk: "\(number)-нұсқа", ru: "версия \(number)", en: "version \(number)")
  }
  static func versionHasFaults(_ count: Int) -> Phrase {
    Phrase(
      kk: "Бұл нұсқада ескерту бар: \(count). Түзетіп, жаңа нұсқасын әкеліңіз.",
      ru: "В этой версии есть замечания: \(count). Исправьте их и принесите новую версию.",
      en: "This version has complaints: \(count). Mend them and bring a new version.")
  }
}
