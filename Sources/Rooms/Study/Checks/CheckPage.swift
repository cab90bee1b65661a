import Exchange
import Exercises
import Markup
import Programme
import Security
import Storage
import Words

/// A check as a girl sits it: one page, one form, no hints, and nothing of what is right until its window is over.
enum CheckPage {
  static func link(_ check: ID<Check>) -> Link { "/study/checks/\(check.text)" }

  struct Sight: Sendable {
    let found: ReadCheck
    let sitting: Sitting?
    let answers: [String: CheckAnswer]
    let receipt: String?
    /// Of her own gain, where a run measured it; nil of a unit's check.
    let change: OwnChange?
    let learner: Learner
    let isTold: Bool
  }

  /// GET /study/checks/:check. `opening`: which opening of hers this page is; without it nothing of the questions is shown.
  static func show(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let sight = try await sight(visit, permit)
    let check = sight.found.check
    if sight.isTold { return StudyShell.reply(CheckResult.page(sight, visit), of: sight.learner, visit) }
    guard check.isOpen(at: visit.now), let sitting = sight.sitting, sitting.openings > 0,
      visit.query["opening"] == String(sitting.openings)
    else { return StudyShell.reply(cover(sight, visit), of: sight.learner, visit) }
    return StudyShell.reply(questions(sight, visit), of: sight.learner, scripts: [visit.house.assets.link("checking.js")], visit)
  }

  /// POST /study/checks/:check/openings
  static func open(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let id: ID<Check> = try visit.id("check")
    let opening = try await house.database.write { tx in
      guard let learner = try tx.learner(of: permit.actor.person) else { throw Refusal.missing }
      return try tx.open(try tx.check(id, of: learner), learner, house)
    }
    return .seeOther(link(id).with("opening", opening).text)
  }

  /// POST /study/checks/:check: what stands in the form is kept; `go=hand-in` says that it is all.
  static func keep(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let id: ID<Check> = try visit.id("check")
    let isHandedIn = visit.form["go"] == "hand-in"
    let (opening, unread) = try await house.database.write { tx -> (Int, Set<String>) in
      guard let learner = try tx.learner(of: permit.actor.person) else { throw Refusal.missing }
      let found = try tx.read(try tx.check(id, of: learner))
      guard found.check.takes(at: visit.now) else { throw Refusal(.conflict, .checkIsShut, back: link(id)) }
      guard let sitting = try tx.sitting(found.check, learner.number), sitting.openings > 0 else { throw Refusal.missing }
      let safe = try tx.safe(of: learner.person, house.vault)
      // Handed in it stands, until she opens it again, which is noted; pressed twice it is handed in once.
      if sitting.isSettled {
        let standing = try tx.answers(found.check, learner.number, safe)
        let changes = tx.answers(in: visit.form, to: found, sitting, isWhole: true).contains { item, answer in
          answer != standing[item]?.answer && !answer.isBlank
        }
        guard isHandedIn, !changes else { throw Refusal(.conflict, .checkIsSettled, back: link(id)) }
        return (sitting.openings, [])
      }
      let sent = tx.answers(in: visit.form, to: found, sitting, isWhole: true)
      let unread = found.read.items.filter { item in
        let question = sent[item.key].map { CheckQuestion(item.exercise, item.variant(seed: learner.seed), answer: $0) }
        return question.map { !$0.unreadPlaces(visit.language).isEmpty } ?? false
      }
      let stored = try tx.keep(visit.form, of: found, sitting, learner, safe, without: Set(unread.map(\.key)), house)
      try visit.countStored([stored], in: tx)
      return (sitting.openings, Set(unread.map(\.key)))
    }
    guard unread.isEmpty else {
      let sight = try await sight(visit, permit)
      return StudyShell.reply(
        questions(sight, visit, unread: unread), of: sight.learner, status: 422,
        scripts: [house.assets.link("checking.js")], visit)
    }
    return .seeOther(isHandedIn ? link(id).text : link(id).with("opening", opening).with("kept", "yes").text)
  }

  private static func sight(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Sight {
    let house = visit.house
    let id: ID<Check> = try visit.id("check")
    return try await house.database.read { tx in
      guard let learner = try tx.learner(of: permit.actor.person) else { throw Refusal.missing }
      let check = try tx.check(id, of: learner)
      let safe = try tx.safe(of: learner.person, house.vault)
      return Sight(
        found: try tx.read(check), sitting: try tx.sitting(check, learner.number),
        answers: try tx.answers(check, learner.number, safe), receipt: try tx.receipt(check, learner.number, house),
        change: check.meeting == nil ? try tx.ownChange(of: learner, check) : nil, learner: learner,
        isTold: try tx.isTold(check, at: visit.now))
    }
  }

  /// Before the questions: what it is, until when, and how she stands.
  private static func cover(_ sight: Sight, _ visit: Visit) -> Page {
    let (t, found) = (visit.language, sight.found)
    let check = found.check
    let receipt = sight.receipt.flatMap { letters in
      sight.sitting?.handedIn.map { handedIn -> HTML in
        notice("<p>\(t(.checkHandedIn(handedIn)))</p><p>\(t(.receiptWord)): <b class=\"code\">\(letters)</b></p>", .good)
      }
    }
    let was = sight.sitting.flatMap { sitting in
      sitting.openings > 0 ? "<p>\(t(.checkWasOpened(sight.answers.values.count { $0.verdict.isAnswer })))</p>" as HTML : nil
    }
    let isOpenAgain = sight.sitting.map { $0.handedIn != nil && !$0.isSettled } ?? false
    let again: HTML = isOpenAgain ? notice("\(t(.checkIsOpenAgain))", .waiting) : .nothing
    let open: HTML =
      check.isOpen(at: visit.now)
      ? form(
        link(check.id).below("openings"),
        "\(visit.formToken)\(button(t(sight.sitting?.opened == nil ? .beginCheck : .openCheckAgain), look: .sun))")
      : notice("\(t(standing(check, at: visit.now)))")
    var page = Page(
      title: found.title(t), language: t,
      body: """
        \(t.back(to: "/study"))<p class="step">\(found.courseTitle(t))</p><h1>\(found.read.form.title(t))</h1>\(receipt)\(again)
        <p>\(t(.checkIs(found.read.items.count, minutes: found.read.form.minutes)))</p>
        <p>\(t(found.read.form.isMeasure ? .measureIsFor : .unitCheckIsFor))</p><p class="hint">\(t(.checkClosesAt(check)))</p>
        \(was)\(open)
        """)
    page.sheets = ["lesson.css"]
    return page
  }

  /// Why it cannot be begun.
  private static func standing(_ check: Check, at now: Moment) -> Phrase {
    if check.isOff { return .checkIsShut }
    if check.opens > now { return .checkOpensAt(check.opens) }
    return check.isOver(at: now) ? .checkIsAwaited(check.toldAtLast) : .checkIsShut
  }

  /// `unread`: questions in which what was just sent is no number; it stands there as it was typed, and is not kept.
  private static func questions(_ sight: Sight, _ visit: Visit, unread: Set<String> = []) -> Page {
    let (t, found) = (visit.language, sight.found)
    let items = found.read.items
    let asked = items.map { item -> CheckQuestion in
      let typed = unread.contains(item.key) ? CheckQuestion.answer(visit.form, to: item.exercise) : nil
      let answer = typed == nil ? sight.answers[item.key] : nil
      let variant = answer.flatMap { item.variant($0.variant) } ?? item.variant(seed: sight.learner.seed)
      return CheckQuestion(item.exercise, variant, answer: typed ?? answer?.answer)
    }
    let list = asked.enumerated().map { place, question in question.shown(t, number: place + 1, of: items.count) }
    let errors = asked.enumerated().filter { unread.contains($0.element.item.key) }.flatMap { place, question in
      question.unreadPlaces(t).map { (field: $0.field, message: "\(place + 1). \(t($0.says))") }
    }
    let kept: HTML? =
      visit.query["kept"] == nil
      ? nil : notice("\(t(.checkIsKept(sight.answers.values.count { $0.verdict.isAnswer }, of: items.count)))", .good)
    var page = Page(
      title: found.title(t), language: t, notice: kept,
      body: """
        \(t.back(to: "/study"))\(t.errorSummary(errors))<p class="step">\(found.courseTitle(t))</p><h1>\(found.read.form.title(t))</h1>
        \(errors.isEmpty ? .nothing : notice("\(t(.unreadIsNotKept))", .waiting))<p class="hint">\(t(.checkClosesAt(found.check))) \(t(.keepSometimes))</p>
        \(form(link(found.check.id), id: "check", """
          \(visit.formToken)\(hidden("opening", String(sight.sitting?.openings ?? 0)))\(hidden(ShownAnswers.field, ShownAnswers.text(found, sight.answers)))\(list)\
          \(buttons(button(t(.keepWhatIHave), look: .plain, name: "go", value: "keep"), button(t(.handCheckIn), look: .sun, name: "go", value: "hand-in")))
          <p class="saved" role="status" data-about="\(found.check.id.text)" data-made="\(Int(visit.now.milliseconds))" \
          data-kept="\(t(.checkOnPhone))" data-handed="\(t(.checkHandedOnPhone))" data-untaken="\(t(.checkNotTaken))" \
          data-alone="\(t(.checkStaysHere))" data-saved="\(t(.checkIsSaved))" data-again="\(t(.openCheckAgain))" data-door="\(link(found.check.id))" data-file="\(t(.saveToFile))" \(StudyParcels.key(of: sight.learner, visit.house))></p>
          """))
        """)
    page.sheets = ["lesson.css"]
    return page
  }
}

/// How a check stands of which something of hers was kept.
struct SatCheck: Sendable {
  let isIn: Bool
  /// She has opened it again since she handed it in.
  let isOpenAgain: Bool
  /// Somebody's answers may still be under way.
  let isAwaited: Bool
}

/// Checks on her first page: what is open now, and what was told since.
enum ChecksToday {
  /// Results of checks that were over so many days ago stay on her page.
  private static let days = 21

  static func part(_ checks: [ReadCheck], _ sat: [ID<Check>: SatCheck], _ visit: Visit) -> HTML {
    let t = visit.language
    let lines = checks.compactMap { found -> HTML? in
      let check = found.check
      let note: Phrase
      if check.isOpen(at: visit.now) {
        let hers = sat[check.id]
        note = hers?.isOpenAgain == true ? .checkIsOpenAgain : hers?.isIn == true ? .checkIsIn : .checkClosesAt(check)
      } else if check.isOver(at: visit.now), let hers = sat[check.id], check.closes.adding(days: days) > visit.now {
        note = hers.isAwaited && visit.now < check.toldAtLast ? .checkIsAwaited(check.toldAtLast) : .checkIsTold
      } else {
        return nil
      }
      return "<li><a href=\"\(CheckPage.link(check.id))\">\(found.title(t))</a><span class=\"hint\">\(t(note))</span></li>"
    }
    return lines.isEmpty ? .nothing : "<section><h2>\(t(.checksTitle))</h2><ul class=\"lessons\">\(lines)</ul></section>"
  }
}

extension Transaction {
  /// Those of hers that can be read, which of them she sat, and whether she handed them in.
  func checksToday(of learner: Learner) throws -> (checks: [ReadCheck], sat: [ID<Check>: SatCheck]) {
    let checks = try checks(of: learner)
    guard !checks.isEmpty else { return ([], [:]) }
    let sat = try rows(
      """
      SELECT hers.check_id, CASE WHEN hers.handed_in_at IS NOT NULL OR hers.way = 'paper' THEN 1 ELSE 0 END AS is_in,
        CASE WHEN hers.way = 'phone' AND hers.handed_in_at < hers.opened_at THEN 1 ELSE 0 END AS is_open_again,
        CASE WHEN EXISTS (SELECT 1 FROM study_sitting WHERE study_sitting.check_id = hers.check_id AND \(Sitting.isAwaited)) THEN 1 ELSE 0 END
          AS is_awaited
      FROM study_sitting AS hers WHERE hers.learner = \(learner.number) AND hers.kept_at IS NOT NULL ORDER BY hers.check_id LIMIT 1000
      """
    ) { row in
      (
        try row["check_id"] as ID<Check>,
        SatCheck(
          isIn: try row["is_in"] as Int == 1, isOpenAgain: try row["is_open_again"] as Int == 1,
          isAwaited: try row["is_awaited"] as Int == 1)
      )
    }
    return (checks.compactMap { try? read($0) }, Dictionary(sat) { first, _ in first })
  }
}

extension Phrase {
  static let checksTitle = Phrase(kk: "Тексерулер", ru: "Проверки", en: "Checks")
  static let checkIsSettled = Phrase(
    kk: "Бұл тексеруді тапсырып қойғансың. Өзгерту үшін оны қайта аш.",
    ru: "Эта проверка уже сдана. Чтобы что-то изменить, откройте её снова.",
    en: "You have handed this check in. Open it again to change anything.")
  static let checkIsIn = Phrase(kk: "✓ тапсырдың", ru: "✓ сдано", en: "✓ you handed it in")
  static let checkIsOpenAgain = Phrase(
    kk: "Тапсырғаннан кейін қайта аштың. Өзгерткеніңді тапсыру үшін «Тапсыру» батырмасын қайта бас.",
    ru: "После сдачи вы открыли её снова. Чтобы сдать изменённое, нажмите «Сдать» ещё раз.",
    en: "You opened it again after you had handed it in. To hand in what you change, press “Hand in” once more.")
  static let checkIsSaved = Phrase(
    kk: "✓ Жауаптарың серверде: {n} сұраққа жауап бар.", ru: "✓ Ответы на сервере: на {n} вопросов.",
    en: "✓ Your answers are on the server: {n} questions have one.")
  static let checkIsTold = Phrase(kk: "Нәтижесі дайын", ru: "Результат готов", en: "The result is ready")
  static let beginCheck = Phrase(kk: "Тексеруді бастау", ru: "Начать проверку", en: "Begin the check")
  static let openCheckAgain = Phrase(kk: "Қайта ашу", ru: "Открыть снова", en: "Open it again")
  static let keepWhatIHave = Phrase(kk: "Жазғанымды сақтау", ru: "Сохранить написанное", en: "Keep what I have")
  static let handCheckIn = Phrase(kk: "Тапсыру", ru: "Сдать", en: "Hand in")
  static let receiptWord = Phrase(kk: "Түбіртек", ru: "Квитанция", en: "Receipt")
  static let checkStaysHere = Phrase(
    kk: "Интернет жоқ. Бұл құрылғыда ештеңе сақталмайды: бетті жаппа, интернет қосылғанда қайта бас.",
    ru: "Сети нет. На этом устройстве ничего не сохраняется: не закрывайте страницу и нажмите ещё раз, когда сеть появится.",
    en: "There is no network. Nothing is kept on this device: leave the page open and press again when there is one.")
  static let checkOnPhone = Phrase(
    kk: "● Жауаптарың осы телефонда сақтаулы: {n} сұраққа жауап бар. Интернет қосылғанда өзі жіберіледі.",
    ru: "● Ответы сохранены в этом телефоне: на {n} вопросов. Они уйдут сами, когда появится сеть.",
    en: "● Your answers are kept on this phone: {n} questions have one. They go by themselves when there is a network.")
  static let checkHandedOnPhone = Phrase(
    kk:
      "● Тапсырдың. Жауаптарың осы телефонда сақтаулы, интернет қосылғанда өзі жіберіледі. Бетті жабуға болады. Түбіртек серверге жеткенде шығады.",
    ru:
      "● Сдано. Ответы сохранены в этом телефоне и уйдут сами, когда появится сеть. Страницу можно закрыть. Квитанция будет, когда они дойдут до сервера.",
    en:
      "● Handed in. Your answers are kept on this phone and go by themselves when there is a network. You can close this page. The receipt comes when they have reached the server."
  )
  static func checkIsAwaited(_ moment: Moment) -> Phrase {
    Phrase(
      kk:
        "Тексеру аяқталды. Кейбір қыздың жауабы әлі жолда болуы мүмкін, сондықтан нәтиже кешірек, ең кеші \(Language.kk.dateTime(moment)) айтылады.",
      ru:
        "Проверка закончилась. Чьи-то ответы ещё могут быть в пути, поэтому результаты будут позже, самое позднее \(Language.ru.dateTime(moment)).",
      en:
        "The check is over. Somebody's answers may still be on their way, so the results come later, at the latest \(Language.en.dateTime(moment))."
    )
  }
  static let unreadIsNotKept = Phrase(
    kk: "Сан болып оқылмаған жауап сақталған жоқ, қалғаны сақталды. Түзет не бос қалдыр.",
    ru: "Ответы, которые не читаются как число, не сохранены, остальные сохранены. Исправьте их или оставьте пустыми.",
    en: "Answers that cannot be read as a number are not kept; the others are. Mend them, or leave them empty.")
  static let checkNotTaken = Phrase(
    kk: "Сервер бұл жауаптарды қабылдамады. Бетті жаңартып, жазғаныңды тексер.",
    ru: "Сервер не принял эти ответы. Обновите страницу и проверьте, что записано.",
    en: "The server did not take these answers. Reload the page and look at what stands there.")
  static let keepSometimes = Phrase(
    kk: "Арасында жазғаныңды сақтап отыр.", ru: "Сохраняйте написанное время от времени.",
    en: "Keep what you have written from time to time.")
  static let measureIsFor = Phrase(
    kk: "Бұл тексеру курстың не бергенін көрсетеді. Оған баға қойылмайды, сертификатқа да әсер етпейді. Білмегеніңді бос қалдыр.",
    ru:
      "Эта проверка показывает, что дал курс. Отметок за неё нет, на сертификат она не влияет. Чего не знаете, оставьте пустым.",
    en:
      "This check shows what the course gives. It has no marks and no effect on a certificate. Leave empty what you do not know.")
  static let unitCheckIsFor = Phrase(
    kk: "Бұл тексеру кездесуде, тренер қасыңда отырғанда тапсырылады және сертификатқа есептеледі.",
    ru: "Эту проверку пишут на встрече при тренере, и она учитывается для сертификата.",
    en: "This check is sat at a meeting with the trainer in the room, and it counts for the certificate.")
  static func checkIs(_ count: Int, minutes: Int) -> Phrase {
    Phrase(
      kk: "\(count) сұрақ, шамамен \(minutes) минут. Кеңес те, дұрыс-бұрысы да тексеру аяқталғанша айтылмайды.",
      ru:
        "\(counted(count, one: "вопрос", few: "вопроса", many: "вопросов")), примерно \(counted(minutes, one: "минута", few: "минуты", many: "минут")). До конца проверки нет ни подсказок, ни ответа, что верно.",
      en:
        "\(counted(count, one: "question", other: "questions")), about \(minutes) minutes. There are no hints, and what is right is told only after the check is over."
    )
  }
  static func checkOpensAt(_ moment: Moment) -> Phrase {
    Phrase(
      kk: "Тексеру ашылады: \(Language.kk.dateTime(moment)).", ru: "Проверка откроется: \(Language.ru.dateTime(moment)).",
      en: "The check opens: \(Language.en.dateTime(moment)).")
  }
  /// By its last day, or at a meeting to the minute.
  static func checkClosesAt(_ check: Check) -> Phrase {
    guard check.meeting == nil else {
      return Phrase(
        kk: "Жабылатын уақыты: \(Language.kk.dateTime(check.closes)).", ru: "Закрывается: \(Language.ru.dateTime(check.closes)).",
        en: "Closes: \(Language.en.dateTime(check.closes)).")
    }
    let last = check.closes.adding(milliseconds: -1).day()
    return Phrase(
      kk: "Соңғы күні: \(Language.kk.date(last)).", ru: "Последний день: \(Language.ru.date(last)).",
      en: "The last day: \(Language.en.date(last)).")
  }
  static func checkHandedIn(_ moment: Moment) -> Phrase {
    Phrase(
      kk: "Жауаптарың тапсырылды: \(Language.kk.dateTime(moment)).", ru: "Ответы сданы: \(Language.ru.dateTime(moment)).",
      en: "Your answers were handed in: \(Language.en.dateTime(moment)).")
  }
  static func checkWasOpened(_ kept: Int) -> Phrase {
    Phrase(
      kk: "Бұл тексеруді ашқансың, сақталған жауап саны: \(kept). Қайта ашсаң, ол белгіленеді, жауаптарың орнында болады.",
      ru: "Вы уже открывали эту проверку, сохранено ответов: \(kept). Если открыть снова, это отметится, а ответы останутся.",
      en: "You have opened this check; answers kept: \(kept). Opening it again is noted, and your answers stay.")
  }
  static func checkIsKept(_ kept: Int, of count: Int) -> Phrase {
    Phrase(
      kk: "Сақталды: \(count) сұрақтың \(kept)-іне жауап жазылған.", ru: "Сохранено: ответы есть на \(kept) из \(count).",
      en: "Kept: \(kept) of \(count) questions have an answer.")
  }
}
