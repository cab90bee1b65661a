import Courses
import Exchange
import Exercises
import Lessons
import Markup
import Programme
import Storage
import Words

/// A lesson as anybody reads it. There is one address for it, whoever reads: a link that somebody sends opens for everybody.
enum LessonPages {
  /// GET /courses/:course/:lesson. `x`, `v` and `p.…`: an answer of somebody whom we do not know; it is judged and kept nowhere.
  static func show(_ visit: Visit) async throws -> Reply {
    let house = visit.house
    let shelved = try await house.openCourse(try visit.name("course"))
    guard let place = LessonPlace(try visit.name("lesson"), in: shelved) else { throw Refusal.missing }
    let person = visit.who.session?.kind == .applicant ? visit.who.person : nil
    var hers: LearnersLesson?
    if let person { hers = try await house.database.read { try LearnersLesson(of: person, place, visit, $0) } }
    let answers: any LessonAnswers = hers ?? AnybodysLesson(visit.query, place, visit.language)
    var page = page(place, visit.language, answers)
    page.body +=
      "\(hers?.whose(visit))\(hers?.handIn(visit.language))\(hers?.finish(visit))\(KeepLine.shown(shelved, only: place.link, visit))"
    // An answer in the address is nobody's page but the reader's.
    return visit.page(page, scripts: [house.assets.link("lesson.js")], mayBeStored: visit.query["x"] == nil)
  }

  /// GET /courses/:course/:lesson/exercises.json?lang=: what the page's script asks and judges by (`LessonPlace.phoneExercises`).
  static func exercises(_ visit: Visit) async throws -> Reply {
    let shelved = try await visit.house.openCourse(try visit.name("course"))
    guard let place = LessonPlace(try visit.name("lesson"), in: shelved) else { throw Refusal.missing }
    var reply = Reply.json(place.phoneExercises(visit.language))
    reply.mayBeStored = true
    return reply
  }

  static func page(_ place: LessonPlace, _ t: Language, _ answers: any LessonAnswers) -> Page {
    var page = Page(
      title: place.lesson.title(t), language: t, summary: place.course.summary(t),
      body: """
        \(t.back(to: CoursePages.link(place.course)))\(place.opening(t))
        \(place.text(t, answers))\(place.closing(t))
        """)
    page.sheets = ["lesson.css"]
    return page
  }
}

/// What of the course is on the phone: written by the page's script, which asks the phone and says only what it answers.
enum KeepLine {
  static func shown(_ shelved: ShelvedCourse, only page: Link? = nil, _ visit: Visit) -> HTML {
    let t = visit.language
    let kept = shelved.kept(t, visit.house)
    let kilobytes = (kept.pages.reduce(0) { $0 + $1.size } + 999) / 1000
    return """
      <div id="keep" role="status" data-pack="\(shelved.pack(t, visit.house))"\(attribute: "data-page", page?.text) \
      data-pages="\(kept.pages.count)" data-kept="\(t(.lessonIsKept))" data-course="\(t(.courseIsKept(kilobytes)))" \
      data-some="\(t(.someAreKept))" data-running="\(t(.lessonsAreComing))" data-unkept="\(t(.notKept))" data-rest="\(t(.restNotKept))" \
      data-whole="\(t(.keepCourse(kilobytes)))" data-remove="\(t(.removeFromPhone))" data-removed="\(t(.removedFromPhone))" \
      data-none="\(t(.keepsNothing))"></div>
      """
  }
}

/// A lesson where it stands in its course.
struct LessonPlace: Sendable {
  let shelved: ShelvedCourse
  /// From 0.
  let index: Int

  /// Nil where the course has no such lesson.
  init?(_ key: String, in shelved: ShelvedCourse) {
    guard let index = shelved.read.index(of: key) else { return nil }
    self.init(index, in: shelved)
  }

  init(_ index: Int, in shelved: ShelvedCourse) {
    (self.shelved, self.index) = (shelved, index)
  }

  var course: Course { _read { yield shelved.course } }
  var lesson: CourseLesson { _read { yield shelved.read.course.lessons[index] } }
  /// Those that the program judges.
  var exercises: [CourseExercise] { shelved.exercises(of: lesson.key).filter { $0.exercise.kind.isSelfJudged } }

  var link: Link { CoursePages.link(course, lesson) }

  private var next: CourseLesson? { course.lessons.dropFirst(index + 1).first }

  /// What stands above the text: where it is, what it is called, what for, what is needed.
  func opening(_ t: Language) -> HTML {
    let aims = (lesson.aims[t] ?? []).map { "<li>\($0)</li>" as HTML }
    let material = lesson.material.map { "<p><b>\(t(.needed)):</b> \($0(t))</p>" as HTML }
    return """
      <p class="hint">\(course.title(t)) · \(t(.lessonNumber(index + 1, of: course.lessons.count))) · \
      \(t(.minutesOfLesson(lesson.minutes)))</p><h1>\(lesson.title(t))</h1>\
      \(aims.isEmpty ? nil : "<p>\(t(.afterIt))</p><ul>\(aims)</ul>")\(material)
      """
  }

  /// The text itself, and the exercises that are only practised. A lesson that is checked has it in each language.
  func text(_ t: Language, _ answers: any LessonAnswers) -> HTML {
    guard let text = lesson.texts[t] else { return .nothing }
    let inText = text.blocks.compactMap { block -> String? in
      guard case .exercise(let key) = block.kind else { return nil }
      return key
    }
    let rest = shelved.exercises(of: lesson.key).map(\.exercise.key).filter { !inText.contains($0) }
    let more = rest.map { shown($0, t, answers) }
    return """
      <div class="lesson"\(attribute: "data-exercises", exercises.isEmpty ? nil : exercisesLink(t).text)>\(text.page(t, surroundings(t, answers)))\
      \(more.isEmpty ? HTML.nothing : "<h2>\(t(.practiceTitle))</h2>\(more)")</div>
      """
  }

  private func shown(_ key: String, _ t: Language, _ answers: any LessonAnswers) -> HTML {
    guard let found = shelved.read.exercise(key) else { return .nothing }
    let all = shelved.exercises(of: lesson.key)
    let number = (all.firstIndex { $0.exercise.key == key } ?? 0) + 1
    let given = answers.given(found)
    let sheet = ExerciseSheet(
      found.exercise, given.variant, number: number, of: all.count, answer: given.answer, judgement: given.judgement,
      again: given.again, isFirst: given.isFirst, drawing: drawing(of: found, t))
    return sheet.shown(t, answers.way(of: self))
  }

  /// The drawing in which one points at something.
  func drawing(of found: CourseExercise, _ t: Language) -> ExerciseDrawing? {
    guard let name = found.exercise.figure, case .drawing(let drawing, let words)? = lesson.figures["\(name).svg"]?.picture else {
      return nil
    }
    return (drawing, words.mapValues { $0(t) })
  }

  func exercisesLink(_ t: Language) -> Link { link.below("exercises.json").with("lang", t.rawValue) }

  /// What the page's script asks and judges by: `{"lang","words":{…},"exercises":{key: …}}`.
  func phoneExercises(_ t: Language) -> JSON {
    let exercises = exercises.map { found in
      (found.exercise.key, found.exercise.phoneSheet(found.variants, t, drawing: drawing(of: found, t)))
    }
    return .object([
      ("lang", .string(t.rawValue)), ("words", Exercise.phoneWords(t)), ("exercises", .object(exercises)),
    ])
  }

  func closing(_ t: Language) -> HTML {
    let onward = next.map { linkButton(t(.nextLesson($0.title)), CoursePages.link(course, $0)) }
    return """
      <div class="row">\(onward)<a href="\(CoursePages.link(course))">\(t(.allLessons))</a></div>\
      <p class="hint">\(t(.licence)): \(LicenceName.shown(course.licence)).</p>
      """
  }

  private func surroundings(_ t: Language, _ answers: any LessonAnswers) -> LessonSurroundings {
    LessonSurroundings(
      term: { CoursePages.link(course).at("term-\($0)") },
      lesson: { "/courses/\(course.key)/\($0)" },
      figure: { _, file in lesson.figures[file].map { shown($0, file, t) } ?? .nothing },
      exercise: { shown($0, t, answers) },
      download: { file in
        let kilobytes = ((lesson.downloads[file]?.count ?? 0) + 999) / 1000
        return "<p><a href=\"\(link(toFile: file))\" download>\(file)</a> <small>(\(t(.kilobytes(kilobytes))))</small></p>"
      })
  }

  private func shown(_ figure: CourseFigure, _ file: String, _ t: Language) -> HTML {
    let picture: Figure.Picture =
      switch figure.picture {
      case .drawing(let drawing, let words): .drawing(drawing, words: words.mapValues { $0(t) })
      case .photograph(_, _, let height):
        .photograph(
          narrow: link(toFile: CourseFiles.width(320, of: file)), wide: link(toFile: CourseFiles.width(640, of: file)),
          height: height)
      }
    return Figure(picture, alt: figure.alt(t), caption: figure.caption.map { $0(t) }, credit: figure.credit).shown
  }

  private func link(toFile name: String) -> Link { "/courses/\(course.key)/\(lesson.key)/files/\(name)" }
}

extension Phrase {
  static let lessonIsKept = Phrase(
    kk: "Сабақ осы құрылғыда, желісіз де оқылады.", ru: "Урок на этом устройстве, читается и без сети.",
    en: "The lesson is on this device and can be read without a network.")
  static func courseIsKept(_ kilobytes: Int) -> Phrase {
    Phrase(
      kk: "Курс түгел осы құрылғыда (\(kilobytes) кБ), желісіз де оқылады.",
      ru: "Весь курс на этом устройстве (\(kilobytes) кБ), читается и без сети.",
      en: "The whole course is on this device (\(kilobytes) kB) and can be read without a network.")
  }
  /// The script counts: `{here}` of `{of}`.
  static let someAreKept = Phrase(
    kk: "Осы құрылғыдағы сабақ саны: {here}, барлығы {of}. Олар желісіз де оқылады.",
    ru: "На этом устройстве уроков: {here} из {of}. Они читаются и без сети.",
    en: "{here} of {of} lessons are on this device and can be read without a network.")
  static let lessonsAreComing = Phrase(
    kk: "Сақталып жатыр: дайын сабақ {here}, барлығы {of}", ru: "Сохраняется: готово уроков {here} из {of}",
    en: "Being kept: {here} of {of} lessons")
  static let notKept = Phrase(
    kk: "Осы құрылғыға сақтау мүмкін болмады.", ru: "Сохранить на этом устройстве не получилось.",
    en: "It could not be kept on this device.")
  static let restNotKept = Phrase(
    kk: "Қалғанын сақтау мүмкін болмады: интернетті тексеріп, қайталап көр.",
    ru: "Остальное сохранить не получилось: проверьте сеть и повторите.",
    en: "The rest could not be kept: check the network and try again.")
  static let removeFromPhone = Phrase(
    kk: "Осы құрылғыдан өшіру", ru: "Убрать с этого устройства", en: "Remove from this device")
  static let removedFromPhone = Phrase(
    kk: "Курс осы құрылғыдан өшірілді.", ru: "Курс убран с этого устройства.", en: "The course was removed from this device.")
  static let keepsNothing = Phrase(
    kk: "Бұл браузер сабақты сақтай алмайды: оқу үшін желі керек.",
    ru: "Этот браузер не умеет сохранять уроки: для чтения нужна сеть.",
    en: "This browser cannot keep lessons: reading needs a network.")
  static func keepCourse(_ kilobytes: Int) -> Phrase {
    Phrase(
      kk: "Курсты түгел осы құрылғыға сақтау (\(kilobytes) кБ)", ru: "Сохранить весь курс на этом устройстве (\(kilobytes) кБ)",
      en: "Keep the whole course on this device (\(kilobytes) kB)")
  }
  static let practiceTitle = Phrase(kk: "Жаттығу", ru: "Практика", en: "Practice")
  static let needed = Phrase(kk: "Керек", ru: "Понадобится", en: "You need")
  static let afterIt = Phrase(kk: "Осы сабақтан кейін:", ru: "После этого урока получится:", en: "After this lesson you can:")
  static let allLessons = Phrase(kk: "Барлық сабақ", ru: "Все уроки", en: "All lessons")
  static func lessonNumber(_ number: Int, of count: Int) -> Phrase {
    Phrase(kk: "\(number)-сабақ, барлығы \(count)", ru: "урок \(number) из \(count)", en: "lesson \(number) of \(count)")
  }
  static func nextLesson(_ title: Said) -> Phrase {
    Phrase(kk: "Келесі: \(title.kk)", ru: "Дальше: \(title.ru)", en: "Next: \(title.en)")
  }
  static func kilobytes(_ count: Int) -> Phrase { Phrase(kk: "\(count) кБ", ru: "\(count) кБ", en: "\(count) kB") }
}
