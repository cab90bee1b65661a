import Courses
import Exchange
import Exercises
import Markup
import Programme
import Security
import Words

/// The page on which she works on an assignment and hands it in.
struct HandInPage {
  private let sight: HerAssignments.Sight
  private let visit: Visit
  private let typed: String?
  private let errors: [(field: String, message: String)]

  init(
    _ sight: HerAssignments.Sight, _ visit: Visit, typed: String? = nil, errors: [(field: String, says: Phrase)] = []
  ) {
    (self.sight, self.visit, self.typed) = (sight, visit, typed)
    let large = visit.query["large"] == nil ? [] : [(field: "photo", says: Phrase.upload(.tooLarge(HandInPhotos.longest)))]
    self.errors = (errors + large).map { ($0.field, visit.language($0.says)) }
  }

  private var t: Language { visit.language }
  private var link: Link { HerAssignments.link(sight.assignment.id) }
  private var isOpen: Bool { sight.mayHandIn && sight.open != nil }

  func reply() -> Reply {
    var page = Page(
      title: title, language: t, notice: done, languageForm: isOpen ? "work" : nil,
      body: """
        \(t.back(to: "/study"))\(t.errorSummary(errors))<p class="step">\(sight.exercise.shelved.course.title(t))</p>
        <h1>\(title)</h1><p>\(AssignmentState(sight).tag(t)) \(due)</p>
        <h2>\(t(.whatToDo))</h2><p>\(sight.exercise.asked(t))</p>
        <p><a href="\(CoursePages.link(sight.exercise.shelved.course, sight.exercise.lesson))">\(t(.lessonOfIt))</a></p>
        <details\(" open", if: sight.handed == nil)><summary>\(t(.howWorkIsJudged))</summary>\(sight.exercise.rubric(t))</details>
        \(isOpen ? work : handed)
        """)
    page.sheets = ["lesson.css", "marking.css"]
    return StudyShell.reply(
      page, of: sight.learner, status: errors.isEmpty ? 200 : 422,
      scripts: (isOpen ? [visit.house.assets.link("keep.js")] : []) + [visit.house.assets.link("handin.js")], visit)
  }

  private var title: String { sight.exercise.lesson.title(t) }

  private var due: HTML {
    let day = sight.assignment.lastDay
    return "\(t(.lastDayWord)): <b>\(t.date(day))</b>"
  }

  private var done: HTML? {
    switch visit.query["done"].flatMap(HerAssignments.Done.init(rawValue:)) {
    case .handed where sight.open == nil && sight.handed != nil:
      notice("<span data-kept=\"\(link)\">\(t(.workArrived(sight.handed?.handed ?? visit.now)))</span>", .good)
    case .kept where isOpen:
      notice("<span data-kept=\"\(link)\">\(t(.workKept(sight.open?.changed ?? visit.now)))</span>", .good)
    default: nil
    }
  }

  /// Her text and photos.
  private var work: HTML {
    let text = typed ?? sight.open?.written ?? ""
    let error = { (name: String) in errors.first { $0.field == name }?.message }
    let area: HTML? =
      sight.mostText == 0
      ? nil
      : t.textArea(
        Field("text", t(.yourText), hint: t(.yourTextHint(sight.mostText)), error: error("text")), value: text, rows: 8,
        longest: sight.mostText)
    return """
      <h2>\(t(.yourWork))</h2>
      \(Markup.form(link, isMultipart: true, id: "work", keeping: t(.notSentKept), """
        \(visit.formToken)\(area)\(photos(error("photo")))\
        <p class="hint">\(t(.mayHandInAgain))</p>\
        \(buttons(button(t(.handInButton), name: "go", value: "hand-in"), button(t(.keepForLater), look: .plain)))\(onPhone)
        """))
      """
  }

  /// What the script says of what lies on her own phone.
  private var onPhone: HTML {
    guard let open = sight.open else { return .nothing }
    return """
      <p class="saved" role="status" data-about="\(open.id.text)" data-made="\(Int(visit.now.milliseconds))" \
      data-kept="\(t(.workOnThisPhone))" data-handed="\(t(.workHandedOnPhone))" data-arrived="\(t(.workHasArrived))" \
      data-untaken="\(t(.checkNotTaken))"></p>
      """
  }

  private func photos(_ error: String?) -> HTML {
    guard let open = sight.open else { return .nothing }
    return PhotoBox(
      room: HandInPhotos.room, subject: open.id.text, photos: open.photos, most: sight.exercise.photos,
      kinds: HandInPhotos.rule(sight.exercise).kinds, learner: sight.learner, label: .photoOfNotebook,
      page: link, link: link.below("photos"), error: error
    ).html(visit)
  }

  /// What she handed in, and whether another version may follow.
  private var handed: HTML {
    guard let last = sight.handed else { return .nothing }
    let mark: HTML? = sight.mark.map { mark in
      """
      \(sight.isMarked ? .nothing : "<p>\(t(.newVersionWaits))</p>")\
      <p>\(linkButton(t(sight.isMarked ? .openMark : .openEarlierMark), HerMarks.link(mark.id)))</p>
      """
    }
    let again: HTML =
      sight.mayHandIn
      ? Markup.form(link, hidden: [("go", "again")], "\(visit.formToken)\(button(t(.handInAgain), look: .plain))") : .nothing
    return """
      \(mark)<h2>\(t(.whatYouHandedIn))</h2>\(refused(last))\(last.text)\(last.shown(t) { link.below("photos").below($0.text) })
      \(again)
      """
  }
}

extension HandInPage {
  /// Photos of it that only this phone knows, for the house did not take them (Public/handin.js).
  private func refused(_ work: HandedWork) -> HTML {
    """
    <div id="refused" class="err" role="status" data-owner="\(sight.learner.tag.text)" data-room="\(HandInPhotos.room)" \
    data-subject="\(work.id.text)" data-remove="\(t(.removeFromList))" hidden><p>\(t(.photosNotInWork))</p><ul class="photos"></ul></div>
    """
  }
}

/// How an assignment stands for a girl.
enum AssignmentState: Sendable {
  case notBegun, begun
  case handedIn(Moment, isOnTime: Bool)
  case marked, mayAgain

  init(_ sight: HerAssignments.Sight) {
    self.init(
      sight.assignment, isBegun: sight.open.map { !$0.isEmpty } ?? false, handed: sight.handed?.handed,
      carriedDue: sight.handed?.carriedDue,
      isMarked: sight.isMarked, mayHandIn: sight.mayHandIn)
  }

  init(_ assignment: Assignment, isBegun: Bool, handed: Moment?, carriedDue: Moment?, isMarked: Bool, mayHandIn: Bool) {
    if isMarked {
      self = mayHandIn ? .mayAgain : .marked
    } else if let handed {
      self = .handedIn(handed, isOnTime: assignment.isOnTime(handed, carriedDue))
    } else {
      self = isBegun ? .begun : .notBegun
    }
  }

  func tag(_ t: Language) -> HTML {
    switch self {
    case .notBegun: Markup.tag(t(.assignmentNotBegun), .waiting)
    case .begun: Markup.tag(t(.assignmentBegun), .waiting)
    case .handedIn(let at, let isOnTime):
      "\(Markup.tag(t(isOnTime ? .handedInOnTime : .handedInLate), isOnTime ? .good : .waiting)) \(t.dateTime(at)) ·"
    case .marked: Markup.tag(t(.assignmentMarked), .good)
    case .mayAgain: Markup.tag(t(.assignmentMayAgain), .waiting)
    }
  }
}

extension Phrase {
  static let whatToDo = Phrase(kk: "Не істеу керек", ru: "Что сделать", en: "What to do")
  static let lessonOfIt = Phrase(kk: "Осы тапсырманың сабағы", ru: "Урок к этому заданию", en: "The lesson of this assignment")
  static let howWorkIsJudged = Phrase(kk: "Қалай бағаланады", ru: "Как это оценивается", en: "How it is judged")
  static let yourWork = Phrase(kk: "Жұмысың", ru: "Ваша работа", en: "Your work")
  static let yourText = Phrase(kk: "Мәтінің", ru: "Ваш текст", en: "Your text")
  static let addPhoto = Phrase(kk: "Суретті қосу", ru: "Добавить фото", en: "Add the photo")
  static let openPhoto = Phrase(kk: "ашу", ru: "открыть", en: "open")
  static let removePhoto = Phrase(kk: "Алып тастау", ru: "Убрать", en: "Remove it")
  static let handInButton = Phrase(kk: "Тапсыру", ru: "Сдать", en: "Hand in")
  static let keepForLater = Phrase(kk: "Сақтап қою", ru: "Сохранить", en: "Keep for later")
  static let mayHandInAgain = Phrase(
    kk: "Баға қойылғанша қайта тапсыруға болады. Кешіксең де қабылданады.",
    ru: "Пока работа не оценена, её можно сдать ещё раз. Опоздавшие работы тоже принимаются.",
    en: "Until it is marked you can hand it in again. Late work is taken too.")
  static let handInAgain = Phrase(
    kk: "Түзетіп, қайта тапсыру", ru: "Исправить и сдать ещё раз", en: "Mend it and hand it in again")
  static let whatYouHandedIn = Phrase(kk: "Тапсырғаның", ru: "Что вы сдали", en: "What you handed in")
  static let openMark = Phrase(kk: "Баға мен пікірді көру", ru: "Оценка и отзыв", en: "See the mark and the feedback")
  static let openEarlierMark = Phrase(
    kk: "Алдыңғы нұсқаның бағасы мен пікірі", ru: "Оценка и отзыв о прежней версии",
    en: "The mark and the feedback of the version before")
  static let newVersionWaits = Phrase(
    kk: "Жаңа нұсқаң бағаланғанша, алдыңғы баға күшінде.", ru: "Пока новая версия не оценена, действует прежняя оценка.",
    en: "Until the new version is marked, the mark before it stands.")
  static let photoIsGoing = Phrase(kk: "Сурет жіберіліп жатыр", ru: "Фото отправляется", en: "The photo is being sent")
  static let photoArrived = Phrase(kk: "Сурет серверде", ru: "Фото на сервере", en: "The photo is on the server")
  static let photosGoFirst = Phrase(
    kk: "Алдымен сурет жіберіледі, содан кейін жұмыс тапсырылады.", ru: "Сначала уйдёт фото, затем работа будет сдана.",
    en: "The photo goes first, then the work is handed in.")
  static let workOnThisPhone = Phrase(
    kk: "● Жазғаның осы телефонда сақтаулы. Интернет қосылғанда өзі жіберіледі.",
    ru: "● Написанное сохранено в этом телефоне. Оно уйдёт само, когда появится сеть.",
    en: "● What you wrote is kept on this phone. It goes by itself when there is a network.")
  static let workHandedOnPhone = Phrase(
    kk:
      "● Тапсырдың. Жұмысың осы телефонда сақтаулы, интернет қосылғанда өзі жіберіледі. Бетті жабуға болады. Мерзімі батырманы басқан уақытыңмен есептеледі.",
    ru:
      "● Сдано. Работа сохранена в этом телефоне и уйдёт сама, когда появится сеть. Страницу можно закрыть. Срок считается по времени, когда вы нажали кнопку.",
    en:
      "● Handed in. Your work is kept on this phone and goes by itself when there is a network. You can close this page. What counts for the last day is when you pressed the button."
  )
  static let workHasArrived = Phrase(
    kk: "✓ Жұмысың тапсырылды, ол серверде.", ru: "✓ Работа сдана, она на сервере.",
    en: "✓ Your work is handed in and on the server.")
  static let removeFromList = Phrase(kk: "Тізімнен алу", ru: "Убрать из списка", en: "Take it off the list")
  static let photosNotInWork = Phrase(
    kk: "Мына файлдар қабылданбады, сондықтан тапсырған жұмысыңда жоқ:",
    ru: "Эти файлы не приняты, поэтому в сданной работе их нет:",
    en: "These files were not taken, so they are not in what you handed in:")
  static let photoOnPhone = Phrase(
    kk: "телефонда, интернет қосылғанда өзі жіберіледі", ru: "в телефоне, уйдёт само, когда появится сеть",
    en: "on this phone, goes by itself when there is a network")
  static let photoIsBroken = Phrase(
    kk: "сурет ашылмайды, файл бүлінген. Басқасын таңда.", ru: "снимок не открывается, файл повреждён. Выберите другой.",
    en: "the picture does not open, the file is damaged. Choose another.")
  static let assignmentNotBegun = Phrase(kk: "басталмаған", ru: "не начато", en: "not begun")
  static let assignmentBegun = Phrase(kk: "әлі тапсырылмаған", ru: "ещё не сдано", en: "not handed in yet")
  static let handedInOnTime = Phrase(kk: "уақытында тапсырылды", ru: "сдано вовремя", en: "handed in on time")
  static let handedInLate = Phrase(kk: "кеш тапсырылды", ru: "сдано позже срока", en: "handed in late")
  static let assignmentMarked = Phrase(kk: "бағаланды", ru: "оценено", en: "marked")
  static let assignmentMayAgain = Phrase(
    kk: "бағаланды, қайта тапсыруға болады", ru: "оценено, можно сдать ещё раз", en: "marked, may be handed in again")
  static func yourTextHint(_ most: Int) -> Phrase {
    Phrase(
      kk: "\(most) таңбаға дейін", ru: "до \(counted(most, one: "знака", few: "знаков", many: "знаков"))",
      en: "up to \(most) characters")
  }
  static func photosAtMost(_ most: Int) -> Phrase {
    Phrase(
      kk: "ең көбі \(most) сурет", ru: "не больше \(most) фото", en: "at most \(counted(most, one: "photo", other: "photos"))")
  }
  static func workArrived(_ at: Moment) -> Phrase {
    Phrase(
      kk: "Жұмысың тапсырылды: \(Language.kk.dateTime(at)).", ru: "Работа сдана: \(Language.ru.dateTime(at)).",
      en: "Your work is handed in: \(Language.en.dateTime(at)).")
  }
  static func workKept(_ at: Moment) -> Phrase {
    Phrase(
      kk: "Сақталды: \(Language.kk.dateTime(at)). Әлі тапсырылған жоқ.",
      ru: "Сохранено: \(Language.ru.dateTime(at)). Ещё не сдано.", en: "Kept: \(Language.en.dateTime(at)). Not handed in yet.")
  }
}
