import Exchange
import Markup
import Programme
import Storage
import Words

/// "My work", the first page of everybody who works here: what waits by what is promised about it, what the rooms show beside and below
/// it, and what the role may do.
enum DeskHome {
  private struct Standing: Sendable {
    let work: [(wait: DeskWait, card: DeskCard)]
    let elsewhere: [(cycle: Cycle, count: Int)]
  }

  /// GET /desk
  static func show(_ visit: Visit, _ permit: Permit<VisitDesk>) async throws -> Reply {
    let house = visit.house
    let cycle = visit.shownCycle
    let others = visit.cycles.filter { $0.id != cycle?.id && $0.isGoing(at: visit.now) }
    let standing = try await house.database.read { tx in
      Standing(
        work: try house.waiting(for: visit.who, in: cycle, tx),
        elsewhere: try others.map { (cycle: $0, count: try house.waitingElsewhere(for: visit.who, in: $0, tx)) }
          .filter { $0.count > 0 })
    }
    var panels: [DeskPanel.Content] = []
    for panel in house.rooms.flatMap(\.panels) {
      if let content = try await panel.show(visit, cycle) { panels.append(content) }
    }
    return visit.page(page(visit, cycle, standing, panels))
  }

  private static func page(_ visit: Visit, _ cycle: Cycle?, _ standing: Standing, _ panels: [DeskPanel.Content]) -> Page {
    let t = visit.language
    let elsewhere = standing.elsewhere.map { cycle, count in
      "<p><a href=\"\(("/desk" as Link).of(cycle))\">\(t(cycle.name))</a>: \(t(.waitsElsewhere(count)))</p>" as HTML
    }
    let work: HTML = """
      <div>\(standing.work.isEmpty ? "<p>\(t(.nothingWaits))</p>" : ledgers(visit, standing.work))\(elsewhere)</div>
      """
    return Page(
      title: t(.desk), language: t, width: .wide,
      body: """
        <h1>\(cycle.map { "\(t($0.name)) · \(t(.desk))" } ?? t(.desk))</h1>\(cycle.map { stage($0, visit) })\
        \(panels.isEmpty ? work : "<div class=\"work\">\(work)<div>\(panels.map(\.beside))</div></div>")\(panels.map(\.below))\
        \(roles(visit))
        """)
  }

  /// What is going on in the calendar, and how long still.
  private static func stage(_ cycle: Cycle, _ visit: Visit) -> HTML {
    let t = visit.language
    guard let stage = cycle.stages.first(where: { $0.isOpen(at: visit.now) }) else { return .nothing }
    let left = max(0, Int((stage.closesAt.milliseconds - visit.now.milliseconds) / 86_400_000))
    return "<p class=\"hint\">\(t(stage.name)): \(t(.stageLeft(stage.lastDay, left)))</p>"
  }

  /// Longer than promised, within the promise, when there is time.
  private static func ledgers(_ visit: Visit, _ work: [(wait: DeskWait, card: DeskCard)]) -> HTML {
    let (t, now) = (visit.language, visit.now)
    func lines(_ isHere: (DeskWait, DeskCard) -> Bool) -> [WorkLine] {
      work.filter { isHere($0.wait, $0.card) }.map { wait, card in
        let days = wait.oldest.map { max(0, Int((now.milliseconds - $0.milliseconds) / 86_400_000)) }
        let why = [card.promise.map { t($0.why).dropped(".") }, card.promise?.days.map { t(.promisedWithin($0)) }].compactMap(
          \.self)
        return WorkLine(
          wait.count, t(card.title(wait.count)), card.isOfCycle ? visit.ofShown(card.link) : card.link,
          why: why.isEmpty ? nil : why.joined(separator: "; "), since: days.map { t(.waitsSince($0)) },
          who: card.isOfReader ? t(.yours) : Role.allCases.filter(card.roles.contains).map { t($0.name) }.joined(separator: ", "))
      }
    }
    func isLate(_ wait: DeskWait, _ card: DeskCard) -> Bool { card.promise?.isBroken(wait, at: now) ?? false }
    return """
      \(t.ledger(t(.longerThanPromised), isLate: true, lines(isLate)))\
      \(t.ledger(t(.thisWeek), lines { !isLate($0, $1) && $1.promise?.days != nil }))\
      \(t.ledger(t(.whenThereIsTime), lines { !isLate($0, $1) && $1.promise?.days == nil }))
      """
  }

  /// What each role of whoever looks is for, how far it reaches, and where its pages are: also where nothing waits.
  private static func roles(_ visit: Visit) -> HTML {
    let (t, house) = (visit.language, visit.house)
    let lines = visit.who.memberships.map { membership -> HTML in
      let scope = membership.scope
      let regions = scope.regions.compactMap { house.gazetteer[$0] }.map { t($0.name) }
      let cycles = visit.cycles.filter { $0.id == scope.cycle }.map { t($0.name) }
      let reach =
        (regions.isEmpty ? t(.everyRegion) : regions.joined(separator: ", "))
        + "; " + (cycles.first ?? t(scope.cycle == nil ? .everyIntake : .oneIntake))
      return "<dt>\(t(membership.role.name))</dt><dd>\(t(membership.role.work)) <span class=\"hint\">\(reach)</span></dd>"
    }
    let pages = house.rooms.flatMap(\.menu).filter { entry in
      entry.link != "/desk" && entry.roles.contains(where: visit.who.holds)
    }
    return """
      <h2>\(t(.whatYouMay))</h2><dl class="duties">\(lines)</dl>\
      \(pages.isEmpty
        ? HTML.nothing
        : "<p class=\"row\">\(pages.map { "<a href=\"\($0.link)\">\(t($0.title))</a>" as HTML })</p>")
      """
  }
}

extension Role {
  /// What it is for, to whoever holds it.
  fileprivate var work: Phrase {
    switch self {
    case .coordinator:
      Phrase(
        kk:
          "Өтінімдерді тексересіз, түзетуге қайтарасыз, іріктеуге жібересіз, қатысушылар мен заңды өкілдерге жазасыз, мектеп тізімдерін жүктейсіз.",
        ru:
          "Вы проверяете заявки, возвращаете их на исправление, допускаете к отбору, пишете детям и представителям, загружаете списки школ.",
        en:
          "You check applications, return them for correction, admit to the selection, write to applicants and guardians, and import the lists of schools."
      )
    case .assistant:
      Phrase(
        kk: "Өтінімдермен жұмыс істейсіз: ескертпе жазасыз, түзетуге қайтарасыз. Шешімді үйлестіруші қабылдайды.",
        ru: "Вы ведёте заявки: делаете пометки, возвращаете на исправление. Решения принимает координатор.",
        en: "You work on applications: notes and requests for correction. The coordinator decides.")
    case .reviewer:
      Phrase(
        kk: "Жұмыстарды аты-жөнсіз оқып, екінші баға қоясыз.", ru: "Вы читаете работы без имён и ставите вторую оценку.",
        en: "You read works without names and give the second mark.")
    case .chair:
      Phrase(
        kk: "Іріктеу ережелерін құрып, жариялайсыз, есептейсіз, нәтижені жариялауды ұсынасыз, апелляцияларды шешесіз.",
        ru:
          "Вы составляете и объявляете правила отбора, проводите расчёт, предлагаете публикацию результатов, решаете апелляции.",
        en: "You write and announce the rules of the selection, calculate, propose the release of results and decide appeals.")
    case .monitoring:
      Phrase(
        kk: "Бұл рөлге арналған беттер әзірге жоқ: көрсеткіштер қосылғанда осында шығады. Қазір сізден ештеңе талап етілмейді.",
        ru: "Страниц для этой роли пока нет: показатели появятся здесь, когда будут готовы. Сейчас от вас ничего не требуется.",
        en: "There are no pages for this role yet: indicators will appear here when they are ready. Nothing is asked of you now.")
    case .safeguarding:
      Phrase(
        kk:
          "Дербес деректер туралы сұрауларға жауап бересіз, қарсылықтарды шешесіз, деректерді екінші адаммен бірге жоясыз, әрекеттер журналын оқисыз.",
        ru:
          "Вы отвечаете на запросы о личных данных, решаете возражения, удаляете данные вместе со вторым человеком, читаете журнал действий.",
        en:
          "You answer requests about personal data, decide objections, erase data together with a second person and read the log."
      )
    case .administrator:
      Phrase(
        kk: "Қызметкерлерді шақырып, рөл бересіз, кезеңдердің күндерін қоясыз, жүйе мен хабарламалардың жұмысын қадағалайсыз.",
        ru: "Вы приглашаете сотрудников и даёте роли, ставите даты этапов, следите за работой системы и отправкой сообщений.",
        en: "You invite staff and give roles, set the dates of the stages, and watch over the system and its messages.")
    case .trainer:
      Phrase(
        kk:
          "Топқа сабақ өткізесіз. Топ сізге тапсырылып, балалармен жұмысқа рұқсатыңыз күшінде болғанда ғана оның беттері ашылады. Оған дейін сізден ештеңе талап етілмейді.",
        ru:
          "Вы ведёте занятия группы. Её страницы открываются, когда группа поручена вам и действует ваш допуск к работе с детьми. До этого от вас ничего не требуется.",
        en:
          "You teach a group. Its pages open once the group is yours and your clearance to work with children is in force. Until then nothing is asked of you."
      )
    case .mentor:
      Phrase(
        kk:
          "Сабаққа қатысып, тренерге кеңес бересіз. Топ сізге тапсырылып, балалармен жұмысқа рұқсатыңыз күшінде болғанда ғана оның беттері ашылады. Оған дейін сізден ештеңе талап етілмейді.",
        ru:
          "Вы бываете на занятиях и помогаете тренеру. Страницы группы открываются, когда она поручена вам и действует ваш допуск к работе с детьми. До этого от вас ничего не требуется.",
        en:
          "You visit lessons and help the trainer. A group's pages open once it is yours and your clearance to work with children is in force. Until then nothing is asked of you."
      )
    case .author:
      Phrase(
        kk:
          "Сабақтар мен жаттығуларды жазасыз, курстарды оқушылар көргендей оқисыз. Балалардың деректерін көрмейсіз. Қазір сізден ештеңе талап етілмейді.",
        ru:
          "Вы пишете уроки и упражнения и читаете курсы так, как их видят ученицы. Данных детей вы не видите. Сейчас от вас ничего не требуется.",
        en:
          "You write lessons and exercises, and read the courses as the girls see them. You see no data of children. Nothing is asked of you now."
      )
    case .partnerships:
      Phrase(
        kk:
          "Университеттермен және қорлармен жұмыс істейсіз: ұйымдарды, бағдарламаларды және гранттық орындарды енгізесіз, университет өкілдерін шақырасыз, университет енгізген орындарды растайсыз.",
        ru:
          "Вы работаете с университетами и фондами: вносите организации, программы и грантовые места, приглашаете представителей университетов и подтверждаете места, которые внесли они.",
        en:
          "You work with universities and foundations: you enter organisations, programmes and seats with grants, invite officers of universities and confirm the seats that they enter."
      )
    case .applicant, .guardian, .teacher, .university, .schoolContact: name
    }
  }
}

extension String {
  /// Without a full stop at its end: a line goes on behind it.
  fileprivate func dropped(_ end: Character) -> String { last == end ? String(dropLast()) : self }
}

extension Phrase {
  static let desk = Phrase(kk: "Менің жұмысым", ru: "Моя работа", en: "My work")
  static let longerThanPromised = Phrase(
    kk: "Уәде еткеннен ұзақ күткендер бар", ru: "Здесь кто-то ждёт дольше обещанного",
    en: "Somebody here has waited longer than promised")
  static let thisWeek = Phrase(kk: "Осы аптада", ru: "На этой неделе", en: "This week")
  static let whenThereIsTime = Phrase(kk: "Уақыт болғанда", ru: "Когда будет время", en: "When there is time")
  static let yours = Phrase(kk: "сіз", ru: "вы", en: "you")
  static let nothingWaits = Phrase(
    kk: "Қазір күтіп тұрған жұмыс жоқ.", ru: "Сейчас ничего не ждёт.", en: "Nothing is waiting now.")
  static let whatYouMay = Phrase(kk: "Сіздің рөліңіз", ru: "Ваша роль", en: "Your role")
  static let everyRegion = Phrase(kk: "барлық облыс", ru: "все области", en: "every region")
  static let everyIntake = Phrase(kk: "барлық қабылдау", ru: "все наборы", en: "every intake")
  static let oneIntake = Phrase(kk: "бір қабылдау", ru: "один набор", en: "one intake")
  static func promisedWithin(_ days: Int) -> Phrase {
    Phrase(
      kk: "уәде: \(days) күн ішінде", ru: "обещано за \(counted(days, one: "день", few: "дня", many: "дней"))",
      en: "promised within \(counted(days, one: "day", other: "days"))")
  }
  static func waitsSince(_ days: Int) -> Phrase {
    days == 0
      ? Phrase(kk: "бүгіннен бері", ru: "с сегодняшнего дня", en: "since today")
      : Phrase(
        kk: "ең ұзағы \(days) күн", ru: "дольше всех \(counted(days, one: "день", few: "дня", many: "дней"))",
        en: "the longest \(counted(days, one: "day", other: "days"))")
  }
  static func stageLeft(_ last: Day, _ days: Int) -> Phrase {
    Phrase(
      kk: "\(Language.kk.until(last)), \(days) күн қалды",
      ru: "до \(Language.ru.date(last)), осталось \(counted(days, one: "день", few: "дня", many: "дней"))",
      en: "until \(Language.en.date(last)), \(counted(days, one: "day", other: "days")) left")
  }
  static func waitsElsewhere(_ n: Int) -> Phrase {
    Phrase(
      kk: "\(n) іс күтіп тұр", ru: counted(n, one: "дело ждёт", few: "дела ждут", many: "дел ждут"),
      en: counted(n, one: "thing waits", other: "things wait"))
  }
}
