import Allocation
import Exchange
import Markup
import Programme
import Rules
import Storage
import Words

/// Reviews on request: hers to ask, one's to prepare, a second one's to mark, another's to decide.
enum AppealPages {
  /// POST /result/appeal
  static func create(_ visit: Visit, _ permit: Permit<OwnResult>) async throws -> Reply {
    let house = visit.house
    try await house.database.write { tx in
      guard let result = try tx.result(of: permit.actor.person) else { throw Refusal.missing }
      try tx.addAppeal(result, by: permit.actor.text, house)
    }
    return .seeOther("/result")
  }

  /// GET /desk/appeals
  static func list(_ visit: Visit, _ permit: Permit<HandleAppeals>) async throws -> Reply {
    let t = visit.language
    let today = visit.now.day()
    let cycle = try visit.cycle()
    guard permit.reaches(cycle: cycle.id, region: nil) else { throw Refusal.missing }
    let appeals = try await visit.house.database.read { try $0.appeals(cycle.id) }
    let columns: [Column<(appeal: Appeal, code: String)>] = [
      Column(t(.codeWord)) { "<a href=\"\(Link("/desk/appeals/\($0.appeal.id.text)"))\">\($0.code)</a>" },
      Column(t(.askedWord)) { HTML(t.shortDate($0.appeal.askedAt.day())) },
      Column(t(.clockWord)) { line in
        line.appeal.decidedAt != nil
          ? HTML("—")
          : tag(
            t(.daysLeft(today.days(to: line.appeal.decideUntil))), today.days(to: line.appeal.decideUntil) < 3 ? .bad : .waiting)
      },
      Column(t(.stateWord)) { HTML(t($0.appeal.standing)) },
    ]
    return visit.page(
      Page(
        title: t(.appealsTitle), language: t, width: .wide,
        body: """
          \(t.back(to: "/desk/selection"))<h1>\(t(.appealsTitle))</h1>
          \(appeals.isEmpty ? emptyState(t(.noAppeals), HTML(t(.noAppealsWhat))) : t.table(t(.appealsTitle), appeals, columns))
          """))
  }

  /// GET /desk/appeals/:appeal: whose it is and what counts now; once a second mark is there, what it would change, before anybody
  /// decides.
  static func show(_ visit: Visit, _ permit: Permit<HandleAppeals>) async throws -> Reply {
    try await page(visit, permit, error: nil)
  }

  private static func page(_ visit: Visit, _ permit: Permit<HandleAppeals>, error: Phrase?) async throws -> Reply {
    let t = visit.language
    let id = try visit.id("appeal", of: Appeal.self)
    let (appeal, file, change, result) = try await visit.house.database.read { tx in
      let appeal = try tx.appeal(id)
      guard permit.reaches(cycle: appeal.cycle, region: nil), let run = try tx.rulingRun(appeal.cycle) else {
        throw Refusal.missing
      }
      let change = try appeal.decidedAt == nil ? tx.recalculated(appeal, run) : nil
      return (appeal, try tx.policy(run.policy).file, change, try tx.result(of: appeal))
    }
    let mayStillMark =
      appeal.isBeingMarked && GiveSecondMark.roles.contains(where: visit.who.holds)
      && visit.who.person != appeal.markAskedBy
    let options = file.policy.evidence.map { Option($0.name, t(file.title(evidence: $0.name))) }
    let asking: HTML =
      appeal.value != nil || appeal.decidedAt != nil
      ? .nothing
      : """
      <h2>\(t(.secondMark))</h2>\(waiting(appeal, file, t))<p>\(t(.secondMarkWhat))</p>
      \(form("/desk/appeals/\(id.text)/mark-request", """
        \(visit.formToken)\(t.select(Field("evidence", t(.whatCounts), error: error.map { t($0) }), options, chosen: appeal.evidence))\(button(t(.askMark)))
        """))
      """
    let hasPart = visit.who.person.map(appeal.hasPart) ?? false
    let deciding: HTML =
      appeal.decidedAt != nil || hasPart
      ? .nothing
      : form(
        "/desk/appeals/\(id.text)/decision",
        """
        \(visit.formToken)<div class="row">\(change == nil ? HTML.nothing : button(t(.uphold), name: "go", value: "uphold"))\
        \(button(t(.reject), look: .plain, name: "go", value: "reject"))</div>
        """)
    return visit.page(
      Page(
        title: t(.appealTitle), language: t, width: .wide,
        body: """
          \(t.back(to: "/desk/appeals"))\(t.errorSummary(error.map { [(field: "evidence", message: t($0))] } ?? []))
          <h1>\(t(.appealTitle))</h1><p>\(t(appeal.standing))</p>
          \(result.map { now($0, isHidden: mayStillMark, visit) })\(asking)
          \(change.map { effect($0.before, $0.after, $0.position, t) })\(deciding)
          """), status: error == nil ? 200 : 422)
  }

  /// Her code, her file, and what counts now. Whoever may still give the second mark does not see the first.
  private static func now(_ result: Result, isHidden: Bool, _ visit: Visit) -> HTML {
    let t = visit.language
    let words = ResultWords(result: result, now: visit.now, reader: .others)
    let marks: HTML =
      isHidden
      ? "<p class=\"hint\">\(t(.marksHidden))</p>"
      : t.table(
        t(.resultsNow), words.lines,
        [
          Column(t(.whatCounts)) { HTML(t($0.title)) },
          Column(t(.resultWord), isNumeric: true) { HTML(words.shown($0, t)) },
        ])
    return """
      <p>\(t(.codeWord)): <a href="\(Link("/desk/applications/\(result.code)"))">\(result.code)</a> · \(t(words.status))</p>\(marks)
      """
  }

  /// Which work was asked to be marked again, and since when it waits.
  private static func waiting(_ appeal: Appeal, _ file: PolicyFile, _ t: Language) -> HTML {
    guard let evidence = appeal.evidence, let since = appeal.markAskedAt else { return .nothing }
    return notice("<p>\(t(.markAsked(file.title(evidence: evidence), since.day())))</p>", .waiting)
  }

  private static func effect(_ before: Selected, _ after: Selected, _ position: Int, _ t: Language) -> HTML {
    let (was, will) = (Set(before.outcome.offered), Set(after.outcome.offered))
    let moved = after.outcome.offered.filter { !was.contains($0) } + before.outcome.offered.filter { !will.contains($0) }
    // Whoever lacks a result that the rules ask for has neither a sum nor a place in the order.
    func total(_ selected: Selected, else none: Phrase) -> String {
      guard selected.ranking.rank[position] >= 0 else { return t(none) }
      return t.number(selected.ranking.total(position, decimals: selected.policy.decimals), decimals: selected.policy.decimals)
    }
    func rank(_ selected: Selected, else none: Phrase) -> String {
      let rank = selected.ranking.rank[position]
      return rank >= 0 ? t.number(Int(rank) + 1) : t(none)
    }
    let above = will.contains(Int32(position))
    return """
      <h2>\(t(.effectTitle))</h2>
      \(facts([
        fact("\(total(before, else: .hadNoSum)) → \(total(after, else: .hasNoSum))", t(.totalWord)),
        fact("\(rank(before, else: .hadNoRank)) → \(rank(after, else: .hasNoRank))", t(.rankWord)),
        fact("\(RunPages.cut(before, t)) → \(RunPages.cut(after, t))", t(.cutWord)),
      ]))
      <p>\(t(above ? .aboveTheCut : .belowTheCut))</p>
      \(moved.isEmpty ? HTML.nothing : "<p>\(t(.movedCodes)): \(moved.map { after.candidates.codes[Int($0)] }.joined(separator: ", "))</p>")
      """
  }

  /// POST /desk/appeals/:appeal/mark-request
  static func askMark(_ visit: Visit, _ permit: Permit<HandleAppeals>) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("appeal", of: Appeal.self)
    let wanted = visit.form["evidence"]
    let isAsked = try await house.database.write { tx -> Bool in
      let cycle = try tx.appeal(id).cycle
      guard permit.reaches(cycle: cycle, region: nil), let run = try tx.rulingRun(cycle) else { throw Refusal.missing }
      guard let name = try tx.policy(run.policy).file.policy.evidence.map(\.name).first(where: { $0 == wanted }) else {
        return false
      }
      try tx.askMark(id, of: name, by: permit.actor, house)
      return true
    }
    guard isAsked else { return try await page(visit, permit, error: .chooseEvidence) }
    return .seeOther("/desk/appeals/\(id)")
  }

  /// POST /desk/appeals/:appeal/decision
  static func decide(_ visit: Visit, _ permit: Permit<HandleAppeals>) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("appeal", of: Appeal.self)
    guard let go = visit.form["go"], ["uphold", "reject"].contains(go) else { throw Refusal.missing }
    try await house.database.write { tx in
      let appeal = try tx.appeal(id)
      guard permit.reaches(cycle: appeal.cycle, region: nil) else { throw Refusal.missing }
      try tx.decide(appeal, upheld: go == "uphold", appeal.cycle, by: permit.actor, house)
    }
    return .seeOther("/desk/appeals/\(id)")
  }

  /// Numbers below five are not told, nor what would give them away by subtraction.
  static func statistics(_ lines: [AppealLine], _ t: Language) -> HTML {
    guard let asked = lines.first, asked.count >= 5 else { return .nothing }
    return """
      <h2>\(t(.appealsTitle))</h2>
      \(facts(lines.map { fact(isTold($0, lines) ? t.number($0.count) : "<5", t($0.title)) }))
      """
  }

  private static func isTold(_ line: AppealLine, _ lines: [AppealLine]) -> Bool {
    line.count >= 5 && !lines.contains { $0.count != line.count && abs($0.count - line.count) < 5 && $0.count > line.count }
  }
}

extension Transaction {
  /// Of the one who appeals, in the intake of the appeal.
  fileprivate func result(of appeal: Appeal) throws -> Result? {
    let person: ID<Person>? = try value(
      "SELECT person_id FROM selection_candidate WHERE application_id = \(appeal.applicant)")
    guard let person, let result = try result(of: person), result.applicant == appeal.applicant else { return nil }
    return result
  }
}

extension Appeal {
  fileprivate var isBeingMarked: Bool { evidence != nil && value == nil && decidedAt == nil }
}

extension Phrase {
  static let hadNoSum = Phrase(kk: "жалпы ұпай болған жоқ", ru: "общего балла не было", en: "had no total")
  static let hasNoSum = Phrase(kk: "жалпы ұпай жоқ", ru: "общего балла нет", en: "has no total")
  static let hadNoRank = Phrase(kk: "ретте болған жоқ", ru: "в порядке не было", en: "had no place in the order")
  static let hasNoRank = Phrase(kk: "ретте жоқ", ru: "в порядке нет", en: "has no place in the order")
  static let resultsNow = Phrase(kk: "Қазіргі нәтижелері", ru: "Результаты сейчас", en: "The results now")
  static let marksHidden = Phrase(
    kk: "Екінші баға қойылғанша нәтижелері сізге көрсетілмейді: оны сіз де қоя аласыз.",
    ru: "Пока нет второй оценки, результаты вам не показаны: поставить эту оценку можете и вы.",
    en: "Until the second mark is there the results are not shown to you: you may be the one who gives it.")
  static func markAsked(_ work: Phrase, _ since: Day) -> Phrase {
    Phrase(
      kk: "Екінші баға сұралды: \(work(.kk)). Сұралған күні: \(Language.kk.date(since)).",
      ru: "Запрошена вторая оценка: \(work(.ru)). Ждёт с \(Language.ru.date(since)).",
      en: "A second mark is asked for: \(work(.en)). It has waited since \(Language.en.date(since)).")
  }
  static let appealUpheld = Phrase(
    kk: "Апелляция қаралды: екінші баға ескерілді", ru: "Апелляция рассмотрена: учтена вторая оценка",
    en: "Appeal decided: the second mark counts")
  static let appealRejected = Phrase(
    kk: "Апелляция қаралды: нәтиже өзгермеді", ru: "Апелляция рассмотрена: результат не изменился",
    en: "Appeal decided: the result stays")
  static let appealMarked = Phrase(
    kk: "Екінші баға қойылды, шешім күтілуде", ru: "Есть вторая оценка, ждём решения", en: "Marked again, waiting for a decision")
  static let appealBeingMarked = Phrase(
    kk: "Екінші маман бағалап жатыр", ru: "Работу оценивает второй эксперт", en: "A second person is marking")
  static let appealAsked = Phrase(kk: "Апелляция тіркелді", ru: "Апелляция получена", en: "The appeal has arrived")
  static let appealsClosed = Phrase(
    kk: "Апелляция беру мерзімі өтті.", ru: "Срок подачи апелляции прошёл.", en: "The time to appeal is over.")
  static let appealMoved = Phrase(
    kk: "Апелляцияның күйі осы аралықта өзгерді. Бетті жаңарту керек.",
    ru: "Апелляция за это время изменилась. Обновите страницу.", en: "The appeal has changed meanwhile. Reload the page.")
  static let anotherPersonMarks = Phrase(
    kk: "Екінші бағаны сұраған адам өзі қоя алмайды.", ru: "Вторую оценку ставит не тот, кто её запросил.",
    en: "The second mark is not given by the one who asked for it.")
  static let anotherPersonDecides = Phrase(
    kk: "Екінші бағаны сұраған немесе қойған адам шешім қабылдай алмайды.",
    ru: "Решает не тот, кто запросил вторую оценку, и не тот, кто её поставил.",
    en: "Whoever asked for the second mark or gave it does not decide.")
  static let markFirst = Phrase(
    kk: "Алдымен екінші баға керек.", ru: "Сначала нужна вторая оценка.", en: "A second mark is needed first.")
  static let appealsAsked = Phrase(kk: "берілді", ru: "подано", en: "lodged")
  static let appealsDecided = Phrase(kk: "қаралды", ru: "рассмотрено", en: "decided")
  static let appealsUpheld = Phrase(kk: "нәтиже өзгерді", ru: "результат изменён", en: "changed the result")
  static let appealsTitle = Phrase(kk: "Апелляциялар", ru: "Апелляции", en: "Appeals")
  static let noAppeals = Phrase(kk: "Апелляция жоқ", ru: "Апелляций нет", en: "No appeals")
  static let noAppealsWhat = Phrase(
    kk: "Нәтиже жарияланған соң қатысушылар он күн ішінде апелляция бере алады.",
    ru: "После публикации апелляцию можно подать в течение десяти дней.",
    en: "After the release applicants can appeal within ten days.")
  static let askedWord = Phrase(kk: "Берілген күні", ru: "Подана", en: "Lodged")
  static let clockWord = Phrase(kk: "Қалған уақыт", ru: "Осталось", en: "Left")
  static func daysLeft(_ n: Int) -> Phrase {
    Phrase(
      kk: "\(n) күн", ru: counted(n, one: "день", few: "дня", many: "дней"), en: counted(n, one: "day", other: "days"))
  }
  static let secondMark = Phrase(kk: "Екінші баға", ru: "Вторая оценка", en: "Second mark")
  static let secondMarkWhat = Phrase(
    kk: "Қай жұмыс қайта бағаланады? Оны алғашқы бағаны көрмейтін басқа адам бағалайды, шешімді де басқа адам қабылдайды.",
    ru: "Какую работу оценить заново? Её оценит другой человек, который не видит первой оценки; решает тоже другой.",
    en: "Which work is to be marked again? Somebody else marks it without seeing the first mark; somebody else decides.")
  static let askMark = Phrase(kk: "Екінші баға сұрау", ru: "Запросить вторую оценку", en: "Ask for a second mark")
  static let uphold = Phrase(kk: "Екінші бағаны қабылдау", ru: "Принять вторую оценку", en: "Take the second mark")
  static let reject = Phrase(kk: "Нәтижені өзгертпеу", ru: "Оставить результат", en: "Leave the result")
  static let effectTitle = Phrase(kk: "Не өзгереді", ru: "Что изменится", en: "What would change")
  static let aboveTheCut = Phrase(
    kk: "Ол орын алатындар қатарына өтеді: ұсыныс бірден беріледі, басқалардың орны өзгермейді.",
    ru: "Баллов хватает: место будет предложено сразу, у других ничего не изменится.",
    en: "The points suffice: an offer is made at once, nobody else's place changes.")
  static let belowTheCut = Phrase(
    kk: "Ол орын алатындар қатарына өтпейді.", ru: "Для места этого недостаточно.", en: "It is not enough for a place.")
  static let movedCodes = Phrase(
    kk: "Есепте ауысатын кодтар", ru: "Коды, которые меняются в расчёте", en: "Codes that move in the calculation")
  static let chooseEvidence = Phrase(kk: "Жұмысты таңдаңыз.", ru: "Выберите работу.", en: "Choose the work.")
  static let markNote = Phrase(kk: "Түсіндірме", ru: "Пояснение", en: "Note")
  static let keepMark = Phrase(kk: "Бағаны сақтау", ru: "Сохранить оценку", en: "Keep the mark")
  static let blindExplained = Phrase(
    kk: "Алғашқы баға көрсетілмейді. Жұмысты критерийлер бойынша бағалаңыз.",
    ru: "Первая оценка не показана. Оцените работу по критериям.",
    en: "The first mark is not shown. Mark the work by the rubric.")
  static let noMarks = Phrase(kk: "Күтіп тұрған жұмыс жоқ", ru: "Работ нет", en: "Nothing waits")
  static let noMarksWhat = Phrase(
    kk: "Екінші баға сұралса, осында шығады.", ru: "Запрошенные работы появятся здесь.", en: "Work to be marked appears here.")
}
