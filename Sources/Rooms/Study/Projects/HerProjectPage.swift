import Courses
import Exchange
import Exercises
import Markup
import Programme
import Security
import Words

/// A girl's page of her project.
struct HerProjectPage {
  private let looked: HerProject.Looked
  private let visit: Visit
  private let typed: DiaryForm?
  private let errors: [(field: String, message: String)]
  /// Another tab of hers has written in the entry since the page was made on which she typed this.
  private let isOvertaken: Bool
  /// From which text the page was made that she typed on; nil: from what stands now.
  private let was: String?

  init(
    _ looked: HerProject.Looked, _ visit: Visit, typed: DiaryForm? = nil, errors: [(field: String, says: Phrase)] = [],
    isOvertaken: Bool = false, was: String? = nil
  ) {
    (self.looked, self.visit, self.typed) = (looked, visit, typed)
    (self.isOvertaken, self.was) = (isOvertaken, was)
    let large = visit.query["large"] == nil ? [] : [(field: "photo", says: Phrase.upload(.tooLarge(HandInPhotos.longest)))]
    self.errors = (errors + large).map { ($0.field, visit.language($0.says)) }
  }

  private var t: Language { visit.language }
  private var sight: HerProject.Sight { looked.sight }
  private var file: ProjectsFile { visit.house.data[.projects].of(sight.project.course) }
  private var link: Link { HerProject.link(sight.project.id) }
  private var action: Link { link.below("diary") }
  private var isOpen: Bool { sight.mayWrite && looked.open != nil }

  func reply() -> Reply {
    let title = sight.exercise.lesson.title(t)
    var page = Page(
      title: title, language: t, notice: errors.isEmpty && !isOvertaken ? done : nil, languageForm: isOpen ? "work" : nil,
      body: """
        \(t.back(to: "/study"))\(t.errorSummary(errors) { nameOfCell($0) })<p class="step">\(t(.projectWord)) · \(sight.exercise.shelved.course.title(t))</p>
        <h1>\(title)</h1>\(team)\(cameBack)\(mark)\(steps)\(exhibits)
        <details\(" open", if: looked.count == 0)><summary>\(t(.whatToDo))</summary><p>\(sight.exercise.asked(t))</p>
        <p><a href="\(CoursePages.link(sight.exercise.shelved.course, sight.exercise.lesson))">\(t(.lessonOfProject))</a></p></details>
        <details><summary>\(t(.howWorkIsJudged))</summary>\(sight.exercise.rubric(t))</details>
        \(isOpen ? form : .nothing)\(diary)
        """)
    page.sheets = ["lesson.css", "marking.css", "board.css", "project.css"]
    return visit.page(
      page, status: isOvertaken ? 409 : errors.isEmpty ? 200 : 422,
      scripts: isOpen ? [visit.house.assets.link("keep.js"), visit.house.assets.link("handin.js")] : [])
  }

  private var done: HTML? {
    if visit.query["said"] == "reported" { return notice("\(t(.reportHasGone))", .good) }
    return switch visit.query["done"].flatMap(EntryDone.init(rawValue:)) {
    case .handed: notice("<span data-kept=\"\(action)\">\(t(.entryIsInDiary))</span>", .good)
    case .kept where isOpen:
      notice("<span data-kept=\"\(action)\">\(t(.entryWaits(looked.open?.changed ?? visit.now)))</span>", .good)
    default: nil
    }
  }

  private var team: HTML {
    guard let team = sight.team else { return notice("\(t(.teamComes))", .waiting) }
    let names = team.members.map { $0.learner == sight.learner.number ? t(.youInTeam) : $0.short }.joined(separator: ", ")
    let name: HTML = team.name == nil ? .nothing : " · \(team.publicName(file, t))"
    let left: HTML = sight.isMember ? .nothing : notice("\(t(.youLeftTeam))", .waiting)
    return "<p><b>\(t.sentence(.teamNumber(team.number)))</b>\(name): \(names)</p>\(left)"
  }

  /// The poster came back to the team, or was hidden from the cohort: what was said, and the way to another version.
  private var cameBack: HTML {
    guard let word = looked.reasons.calling(looked.poster) else { return .nothing }
    let text: HTML =
      word.isRead(at: visit.now)
      ? "<blockquote class=\"wrote\">\(word.text)</blockquote>" : "<p>\(t(.wordComesAt(t.dateTime(word.opens))))</p>"
    // The way to the poster stands once on the page: here.
    let way: HTML =
      sight.mayWrite && !looked.isMarked
      ? "<p>\(t(.mendAndHandIn))</p><p>\(linkButton(t(.changePoster), link.below("poster"), look: .plain))</p>"
      : "<p>\(t(.posterStandsForMark))</p><p>\(linkButton(t(.seePoster), link.below("poster"), look: .plain))</p>"
    return notice("<p><b>\(t(word.hides ? .posterWasHidden : .posterWentBack))</b></p>\(text)\(way)", .waiting)
  }

  /// The days, with the next one marked, and ways on to the poster.
  private var steps: HTML {
    guard sight.team != nil else { return .nothing }
    let next = sight.open.first?.key
    let lines = sight.project.milestones.map { milestone -> HTML in
      let known = file[milestone: milestone.key]
      let (look, state): (HTML, HTML) =
        sight.reached.contains(milestone.key)
        ? (" class=\"done\"", tag(t(.milestoneReached), .good))
        : milestone.due <= visit.now
          ? (" class=\"now\"", tag(t(.milestoneLate), .waiting))
          : (
            milestone.key == next ? " class=\"now\"" : .nothing,
            milestone.key == next ? tag(t(.milestoneNext), .waiting) : .nothing
          )
      return """
        <li\(look)><b>\(known?.title(t) ?? milestone.key)</b> · \(t.date(milestone.lastDay)) \(state)\
        <span class="hint">\(known?.expects(t) ?? "")</span></li>
        """
    }
    let poster: HTML =
      looked.reasons.calling(looked.poster) != nil
      ? .nothing
      : sight.mayWrite
        ? linkButton(t(looked.poster == nil ? .makePoster : .changePoster), link.below("poster"), look: .plain)
        : looked.poster == nil ? .nothing : linkButton(t(.seePoster), link.below("poster"), look: .plain)
    return """
      <h2>\(t(.milestonesTitle))</h2><ol class="steps">\(lines)</ol>
      \(buttons(poster, linkButton(t(.postersOfCohort), Posters.link, look: .plain)))
      """
  }

  private var mark: HTML {
    guard let agreed = sight.team?.agreed else { return .nothing }
    let shown = MarkShown(exercise: sight.exercise, language: t)
    let words = looked.words.filter { !$0.text.isEmpty }.map { word -> HTML in
      """
      <p class="hint">\(word.name?.full ?? t(.nameless))</p><blockquote class="wrote">\(word.text)</blockquote>\
      \(ReportedThing.link(.teamWord, word.mark.text, of: word.name?.full, t))
      """
    }
    // Of a mark that was given by night the words come by day.
    let opens = BoardHours.opening(from: agreed.at)
    let later: HTML = opens > visit.now ? "<p class=\"hint\">\(t(.wordComesAt(t.dateTime(opens))))</p>" : .nothing
    let own: HTML =
      looked.entries.contains { $0.learner == sight.learner.number } || looked.pages > 1
      ? .nothing : "<p>\(t(.ownEntryNeeded))</p>"
    return """
      <section class="judged"><h2>\(t(.markOfTeam))</h2><p class="hint">\(t.dateTime(agreed.at)) · \(t(.twoAdultsAgree))</p>\
      \(shown.levels(agreed.levels))\(words)\(later)\(own)\
      \(words.isEmpty ? .nothing : "<p class=\"hint\">\(t(.wordsTroubleYou)) <a href=\"/study/help\">\(t(.tellTheSchool))</a></p>")</section>
      """
  }

  /// Of each team of hers in this project: what stands on the public page or is on its way there, and the way off it; what was taken off, and
  /// the way back.
  private var exhibits: HTML { "\(looked.exhibits.map { exhibit($0) })" }

  private func exhibit(_ question: ExhibitQuestion) -> HTML {
    guard question.asked.contains(sight.learner.number) else { return .nothing }
    let isEarlier = question.team.id != sight.team?.id
    let whose: HTML = isEarlier ? "<p><b>\(t(.posterOfEarlierTeam(question.team.publicName(file, t))))</b></p>" : .nothing
    if let exhibit = question.exhibit {
      switch exhibit.ended {
      case nil where exhibit.isPublished:
        return notice(
          """
          \(whose)<p>\(t(.youAreOnExhibition)) <a href="\(ExhibitionPages.link(exhibit.id))">\(t(.exhibitionTitle))</a></p>\(wayOff(question))
          """, .good)
      case nil: return notice("\(whose)<p>\(t(.posterIsProposed))</p>\(wayOff(question))", .waiting)
      case .team: return tookOff(question, whose)
      case .desk: return notice("\(whose)<p>\(t(.programmeTookItOff))</p>", .plain)
      case .dropped, .consent, .erased: break
      }
    }
    guard isEarlier || sight.isMember, question.team.agreed != nil, !looked.allows else { return .nothing }
    return "\(whose)<p class=\"hint\">\(t(.exhibitionNeedsConsent)) <a href=\"/consent\">\(t(.yourConsent))</a></p>"
  }

  /// It is said what follows before it is pressed.
  private func wayOff(_ question: ExhibitQuestion) -> HTML {
    """
    <details><summary>\(t(.takeOffExhibition))</summary><p>\(t(.whatTakingOffMeans))</p>\
    \(Markup.form(link.below("exhibit"), hidden: [("team", question.team.id.text)], "\(visit.formToken)\(button(t(.yesTakeItOff), look: .danger))"))</details>
    """
  }

  /// All girls whose poster it is must want it back; then the programme may propose it again.
  private func tookOff(_ question: ExhibitQuestion, _ whose: HTML) -> HTML {
    let isWanted = question.wishes.contains(sight.learner.number)
    let given = question.wishes.intersection(question.asked).count
    let state: HTML =
      given == question.asked.count
      ? "<p>\(t(.allAskAgain))</p>" : given == 0 ? .nothing : "<p>\(t(.someAskAgain(given, of: question.asked.count)))</p>"
    let (go, title): (String, Phrase) = isWanted ? ("not-again", .askNoLonger) : ("again", .askAgain)
    return notice(
      """
      \(whose)<p>\(t(.posterWasTakenOff)) \(t(.howToAskAgain))</p>\(state)\
      \(Markup.form(link.below("exhibit"), hidden: [("go", go), ("team", question.team.id.text)], "\(visit.formToken)\(button(t(title), look: .plain))"))
      """, .plain)
  }

  // MARK: - The diary

  private var form: HTML {
    guard let open = looked.open else { return .nothing }
    let typed = typed ?? DiaryForm(DiaryWords(open.words))
    let error = { (name: String) in errors.first { $0.field == name }?.message }
    let options = sight.toReach.map { Option($0.key, file[milestone: $0.key]?.title(t) ?? $0.key) }
    let milestone: HTML =
      options.isEmpty
      ? .nothing
      : t.select(
        Field("milestone", t(.reachesMilestone), isOptional: true), [Option("", t(.noMilestoneYet))] + options,
        chosen: typed.milestone ?? "")
    let box = PhotoBox(
      room: ProjectPhotos.room, subject: open.id.text, photos: open.photos, most: Entry.Kind.diary.photos,
      kinds: ProjectPhotos.rule.kinds, learner: sight.learner, label: .photoOfProject, page: link, link: link.below("photos"),
      error: error("photo"))
    let other: HTML =
      !isOvertaken
      ? .nothing
      : notice(
        """
        <p>\(t(self.typed == nil ? .newerTextIsHere : .twoTextsOfEntry))</p>\
        \(self.typed == nil ? .nothing : "<details open><summary>\(t(.textOfOtherTab))</summary>\(EntryLines(t: t, file: file, photos: link.below("photos"), reader: sight.learner.number).words(DiaryWords(open.words), t(.textOfOtherTab)))</details>")
        """, .waiting)
    return """
      <h2>\(t(.newEntry))</h2><p class="hint">\(t(.whoReadsDiary))</p>\(other)
      \(Markup.form(action, isMultipart: true, id: "work", keeping: t(.notSentKeptForHer), """
        \(visit.formToken)\(hidden("was", was ?? open.words.mark))\(t.textArea(Field("text", t(.whatYouDid), error: error("text")), value: typed.words.text, rows: 5, longest: DiaryWords.longestText))\
        \(cells(typed.words))\(box.html(visit))\(milestone)\
        \(buttons(button(t(.putInDiary), name: "go", value: "hand-in"), button(t(.keepForLater), look: .plain)))
        """))
      """
  }

  private func nameOfCell(_ name: String) -> String? {
    let places = (0..<DiaryWords.mostRows).flatMap { row in (0..<DiaryWords.columns).map { (row, $0) } }
    return places.first { DiaryForm.cell($0, $1) == name }.map { label($0, $1) }
  }

  private func label(_ row: Int, _ column: Int) -> String {
    row == 0 ? t(.headingOfColumn(column + 1)) : t(.rowAndColumn(row, column + 1))
  }

  private func cells(_ words: DiaryWords) -> HTML {
    let wrong = errors.first { $0.field.hasPrefix("cell-") }
    let cells = (0..<DiaryWords.mostRows).flatMap { row in
      (0..<DiaryWords.columns).map { column -> HTML in
        let name = DiaryForm.cell(row, column)
        return """
          <input type="text" id="\(name)" name="\(name)" value="\(words.cell(row, column))" maxlength="\(DiaryWords.longestCell)" \
          aria-label="\(label(row, column))"\(" aria-invalid=\"true\"", if: wrong?.field == name)\(attribute: "placeholder", row == 0 ? t(.columnExample(column)) : nil)>
          """
      }
    }
    return """
      <details\(" open", if: !words.rows.isEmpty || wrong != nil)><summary>\(t(.addTable))</summary><p class="hint">\(t(.tableHint))</p>\
      \(wrong.map { "<p class=\"error\">\($0.message)</p>" as HTML })<div class="measures">\(cells)</div></details>
      """
  }

  private var diary: HTML {
    guard sight.team != nil else { return .nothing }
    let lines = EntryLines(t: t, file: file, photos: link.below("photos"), reader: sight.learner.number)
    let pages = looked.pages > 1 ? t.pager(page: looked.page, of: looked.pages) { link.with("page", $0) } : .nothing
    return """
      <h2>\(t(.diaryTitle))</h2>\(pages)\(looked.entries.isEmpty ? "<p>\(t(.diaryIsEmpty))</p>" : lines.list(looked.entries))
      """
  }
}

extension Phrase {
  static let entryIsInDiary = Phrase(
    kk: "Жазбаң күнделікте. Ол енді өзгермейді, жаңасын жаза бер.",
    ru: "Запись в дневнике. Она больше не меняется, можно писать следующую.",
    en: "Your entry is in the diary. It does not change any more; you can write the next.")
  static let lessonOfProject = Phrase(kk: "Осы жобаның сабағы", ru: "Урок к этому проекту", en: "The lesson of this project")
  static let teamComes = Phrase(
    kk: "Команданы тренерің құрады. Содан кейін күнделік осы жерде ашылады.",
    ru: "Команду составит тренер. После этого здесь откроется дневник.",
    en: "Your trainer forms the teams. The diary opens here then.")
  static let youInTeam = Phrase(kk: "сен", ru: "вы", en: "you yourself")
  static let youLeftTeam = Phrase(
    kk: "Сен енді бұл командада емессің. Жазғандарың осында қалады.",
    ru: "Вы больше не в этой команде. Ваши записи остаются здесь.",
    en: "You are not in this team any more. What you wrote stays here.")
  static let milestoneReached = Phrase(kk: "орындалды", ru: "пройден", en: "reached")
  static let milestoneLate = Phrase(kk: "мерзімі өтті", ru: "срок прошёл", en: "its day is over")
  static let milestoneNext = Phrase(kk: "келесі", ru: "следующий", en: "comes next")
  static let makePoster = Phrase(kk: "Плакат жасау", ru: "Сделать плакат", en: "Make the poster")
  static let changePoster = Phrase(kk: "Плакатты ашу", ru: "Открыть плакат", en: "Open the poster")
  static let seePoster = Phrase(kk: "Плакатты көру", ru: "Посмотреть плакат", en: "See the poster")
  static let postersOfCohort = Phrase(kk: "Лектің плакаттары", ru: "Плакаты потока", en: "Posters of the cohort")
  static let markOfTeam = Phrase(kk: "Команданың бағасы", ru: "Оценка команды", en: "Mark of the team")
  static let twoAdultsAgree = Phrase(
    kk: "екі ересек бөлек бағалап, келісті", ru: "двое взрослых оценили порознь и пришли к согласию",
    en: "two adults marked it apart and came to agree")
  static let ownEntryNeeded = Phrase(
    kk: "Бұл баға сертификатың үшін күнделікте өз жазбаң болғанда есептеледі.",
    ru: "Для сертификата эта оценка считается, если в дневнике есть ваша запись.",
    en: "For your certificate this mark counts once the diary has an entry of your own.")
  static let exhibitionNeedsConsent = Phrase(
    kk: "Жұмысты көрмеге команданың бәрі фото мен жариялауға келіскенде ғана шығарады.",
    ru: "На выставку работу берут, только если вся команда согласна на фото и публикацию.",
    en: "A work goes to the exhibition only where everybody of the team agrees to photos and publishing.")
  static let youAreOnExhibition = Phrase(
    kk: "Плакаттарың көпшілікке ашық көрмеде тұр: аттарың мен ауылдарың жазылмаған.",
    ru: "Ваш плакат на открытой выставке: без имён и сёл.",
    en: "Your poster stands on the public exhibition, without names and villages.")
  static let posterWentBack = Phrase(
    kk: "Плакат командаға қайтарылды", ru: "Плакат вернули команде", en: "The poster came back to the team")
  static let posterWasHidden = Phrase(
    kk: "Плакат лектен жасырылды", ru: "Плакат скрыли от потока", en: "The poster was hidden from the cohort")
  static let mendAndHandIn = Phrase(
    kk: "Плакатты түзетіп, жаңа нұсқасын тапсыра аласыңдар.", ru: "Исправьте плакат и сдайте новую версию.",
    en: "You can mend the poster and hand in another version.")
  static let posterStandsForMark = Phrase(
    kk: "Плакатты бағалау басталған: ол сол күйінде бағаланады, өзгертудің қажеті жоқ. Ересек оны лекке тағы ашса, лек көреді.",
    ru: "Плакат уже оценивают таким, какой он есть: менять ничего не нужно. Поток увидит его, если взрослый снова его покажет.",
    en:
      "The poster is being marked as it is: nothing has to be changed. The cohort sees it once an adult shows it again.")
  static let posterIsProposed = Phrase(
    kk:
      "Плакаттарың көпшілікке ашық көрмеге ұсынылды. Екінші адам қарап шықса, жарияланады: аттарың мен ауылдарың жазылмайды.",
    ru: "Ваш плакат предложен для открытой выставки. Если второй человек согласится, он появится там, без имён и сёл.",
    en:
      "Your poster is proposed for the public exhibition. Once a second person agrees it stands there, without names and villages."
  )
  static let programmeTookItOff = Phrase(
    kk: "Бағдарлама плакаттарыңды көрмеден алды.", ru: "Программа сняла ваш плакат с выставки.",
    en: "The programme has taken your poster off the exhibition.")
  static let whatTakingOffMeans = Phrase(
    kk:
      "Плакат көрмеден бірден алынады, себебін айтпайсың. Қайта шығуы үшін команданың әр қызы сұрауы, сосын екі адам шешуі керек.",
    ru:
      "Плакат сразу исчезнет с выставки, причину называть не нужно. Чтобы он вернулся, должна попросить каждая девочка команды, а затем решить двое.",
    en:
      "The poster leaves the exhibition at once, and you give no reason. For it to come back each girl of the team has to ask, and two people decide then."
  )
  static let yesTakeItOff = Phrase(kk: "Иә, көрмеден алынсын", ru: "Да, снять с выставки", en: "Yes, take it off")
  static func posterOfEarlierTeam(_ name: String) -> Phrase {
    Phrase(
      kk: "Бұрынғы командаңның плакаты: \(name)", ru: "Плакат вашей прежней команды: \(name)",
      en: "The poster of the team you were in: \(name)")
  }
  static let posterWasTakenOff = Phrase(
    kk: "Плакатты команданың бір қызы көрмеден алды.", ru: "Одна из девочек команды сняла плакат с выставки.",
    en: "A girl of the team took the poster off the exhibition.")
  static let howToAskAgain = Phrase(
    kk: "Команданың әр қызы сұраса ғана, бағдарлама оны көрмеге қайта ұсына алады.",
    ru: "Программа сможет предложить его снова, только если попросит каждая девочка команды.",
    en: "The programme can propose it again only once each girl of the team asks for it.")
  static let allAskAgain = Phrase(
    kk: "Бәрің сұрадыңдар: үйлестіруші плакатты қайта ұсына алады.",
    ru: "Попросили все: координатор может предложить плакат снова.",
    en: "All of you ask for it: the coordinator can propose the poster again.")
  static let askAgain = Phrase(
    kk: "Көрмеге қайта шығаруды сұрау", ru: "Попросить вернуть на выставку", en: "Ask for it back on the exhibition")
  static let askNoLonger = Phrase(
    kk: "Сұрағанымды қайтарып алу", ru: "Больше не просить", en: "Ask for it no longer")
  static func someAskAgain(_ given: Int, of all: Int) -> Phrase {
    Phrase(
      kk: "Сұрағандар: \(all) қыздың \(given)-і.", ru: "Попросили: \(given) из \(all).",
      en: "\(given) of \(all) girls ask for it.")
  }
  static let twoTextsOfEntry = Phrase(
    kk:
      "Бұл жазбаны басқа терезеде де өзгерткенсің. Ол сақталған, осы терезеде жазғаның төменде тұр. Екеуін салыстырып, қайта сақта.",
    ru:
      "Эту запись вы изменили и в другой вкладке. Тот текст сохранён, а написанное здесь стоит ниже. Сравните и сохраните ещё раз.",
    en:
      "You have changed this entry in another tab too. That text is kept, and what you wrote here stands below. Compare them and keep it again."
  )
  static let newerTextIsHere = Phrase(
    kk: "Бұл жазбаны басқа терезеде өзгерткенсің: төменде соңғы мәтін тұр. Оқып шығып, қайта бас.",
    ru: "Эту запись вы изменили в другой вкладке: ниже последний текст. Прочтите и нажмите ещё раз.",
    en: "You have changed this entry in another tab: its last text stands below. Read it and press again.")
  static let textOfOtherTab = Phrase(
    kk: "Басқа терезедегі мәтін", ru: "Текст из другой вкладки", en: "The text of the other tab")
  static let takeOffExhibition = Phrase(kk: "Көрмеден алу", ru: "Снять с выставки", en: "Take it off the exhibition")
  static let reachesMilestone = Phrase(
    kk: "Осы жазбамен қай кезең бітті?", ru: "Какой этап пройден с этой записью?", en: "Which milestone does this entry reach?")
  static let noMilestoneYet = Phrase(kk: "әзірге ешқайсысы", ru: "пока никакой", en: "reaches none yet")
  static let newEntry = Phrase(kk: "Күнделікке жаңа жазба", ru: "Новая запись в дневник", en: "A new entry for the diary")
  static let whoReadsDiary = Phrase(
    kk: "Күнделікті командаң мен топтың ересектері оқиды. Сақталған жазба өзгермейді.",
    ru: "Дневник читают ваша команда и взрослые группы. Сохранённая запись не меняется.",
    en: "Your team and the adults of the group read the diary. An entry that is kept does not change.")
  static let whatYouDid = Phrase(
    kk: "Бүгін не істедің, не байқадың?", ru: "Что вы сделали и заметили сегодня?", en: "What did you do and notice today?")
  static let putInDiary = Phrase(kk: "Күнделікке жазу", ru: "Записать в дневник", en: "Put it in the diary")
  static let addTable = Phrase(kk: "Кесте қосу", ru: "Добавить таблицу", en: "Add a table")
  static let tableHint = Phrase(
    kk: "Бірінші жолға бағанның аты мен бірлігін жаз. Қажет емес ұяшықты бос қалдыр.",
    ru: "В первой строке назовите столбцы и единицы. Лишние ячейки оставьте пустыми.",
    en: "Name the columns and their units in the first row. Leave cells empty that you do not need.")
  static let diaryTitle = Phrase(kk: "Команданың күнделігі", ru: "Дневник команды", en: "Diary of the team")
  static let diaryIsEmpty = Phrase(
    kk: "Күнделікте әлі жазба жоқ.", ru: "В дневнике пока нет записей.", en: "The diary has no entries yet.")
  static func entryWaits(_ at: Moment) -> Phrase {
    Phrase(
      kk: "Сақталды: \(Language.kk.dateTime(at)). Күнделікке әлі жазылған жоқ.",
      ru: "Сохранено: \(Language.ru.dateTime(at)). В дневник ещё не записано.",
      en: "Kept: \(Language.en.dateTime(at)). Not in the diary yet.")
  }
  static func headingOfColumn(_ column: Int) -> Phrase {
    Phrase(kk: "\(column)-бағанның аты", ru: "название столбца \(column)", en: "heading of column \(column)")
  }
  static func rowAndColumn(_ row: Int, _ column: Int) -> Phrase {
    Phrase(kk: "\(row)-жол, \(column)-баған", ru: "строка \(row), столбец \(column)", en: "row \(row), column \(column)")
  }
  static func columnExample(_ column: Int) -> Phrase {
    switch column {
    case 0: Phrase(verbatim: "№")
    case 1: Phrase(kk: "шама, бірлігі", ru: "величина, единица", en: "quantity, unit")
    default: Phrase(kk: "тағы бір шама", ru: "ещё величина", en: "another quantity")
    }
  }
}
