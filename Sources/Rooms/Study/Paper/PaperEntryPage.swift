import Exchange
import Exercises
import Grading
import Learning
import Markup
import Programme
import Security
import Storage
import Words

/// What one girl wrote on her sheet, typed in by an adult: a row an exercise. The server judges each answer as it does hers.
enum PaperEntryPage {
  static func link(_ sheet: PaperSheet, _ girl: GirlSheet) -> Link {
    PaperPages.link(sheet).below("girls").below(girl.code)
  }

  private struct Sight: Sendable {
    let found: ReadSheet
    let girl: GroupGirl
    let sheet: GirlSheet
    let entries: [String: PaperEntry]
    /// Her own answers to the same numbers.
    let own: [String: PaperEntry]
    /// Those whose sheet nobody has typed in yet, by name; herself left out.
    let waiting: [GirlSheet]
  }

  private struct Row: Sendable {
    let number: Int
    let found: CourseExercise
    let paper: PaperExercise
    let about: String
    /// Hers from a phone: right, it stands and the row takes nothing; wrong, what is on paper is another try.
    let answered: PaperEntry?
    let entry: PaperEntry?
    let typed: [String: String]
    var error: String?

    var own: PaperEntry? { answered?.verdict == "right" ? answered : nil }
    var tried: PaperEntry? { answered?.verdict == "right" ? nil : answered }
  }

  /// GET /desk/groups/:group/paper/:sheet/girls/:code
  static func show(_ visit: Visit, _ permit: Permit<UsePaper>) async throws -> Reply {
    let house = visit.house
    let sight = try await house.database.read { try self.sight(visit, permit, $0) }
    try await house.database.write { tx in
      try tx.record(.sheetSeen, sight.girl.person.text, "answers \(sight.sheet.code)", by: permit, house)
    }
    return visit.keptPage(page(sight, rows(sight, nil, visit.language), TypedDate(visit.now.day()), visit, errors: []))
  }

  /// POST /desk/groups/:group/paper/:sheet/girls/:code: the day, and `a.exercise.place`. All of it is kept, or nothing and the page says why.
  static func enter(_ visit: Visit, _ permit: Permit<UsePaper>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let sight = try await house.database.read { try self.sight(visit, permit, $0) }
    let rows = rows(sight, visit.form, t)
    let typed = visit.form.date("day")
    var errors = rows.compactMap { row in
      row.error.map { (field: id(row, row.paper.places(t).first?.name ?? ""), message: "\(row.number). \($0)") }
    }
    let day = typed.date.flatMap { day in
      day <= visit.now.day() && day >= sight.found.sheet.made.day() ? day : nil
    }
    if day == nil { errors.insert(("day", t(.dayOfSheet)), at: 0) }
    guard let day, errors.isEmpty else {
      if visit.asksOnlyLanguage { errors = [] }
      return visit.keptPage(page(sight, rows, typed, visit, errors: errors), status: errors.isEmpty ? 200 : 422)
    }
    if visit.asksOnlyLanguage { return visit.keptPage(page(sight, rows, typed, visit, errors: [])) }
    // Of a day that is over its noon: when in it she wrote, nobody knows.
    let at = min(visit.now, day.start().adding(hours: 12))
    try await house.database.write { tx in
      let sight = try self.sight(visit, permit, tx)
      guard let learner = try tx.learner(of: sight.girl.person) else { throw Refusal.missing }
      let safe = try tx.safe(of: learner.person, house.vault)
      let courses = try tx.shelvedCourses()
      var stored: [Int] = []
      for row in self.rows(sight, visit.form, t) where row.own == nil && row.error == nil {
        let answer = row.paper.answer(row.typed)
        if row.entry?.body.answer == answer { continue }
        if let entry = row.entry { try tx.setAside(entry, of: learner.number, safe) }
        guard let answer else { continue }
        // After a wrong answer of hers on a phone it is no first try, as it would not be there.
        let body = AttemptBody(answer, isFirst: row.tried.map { $0.at.day() > day } ?? true, hints: 0)
        let event = StudyEvent(id: house.outside.id(), .attempt, about: row.about, at: at, body: body.text)
        try tx.keep([event], of: learner, safe, in: courses, from: (sight.sheet.code, permit.actor.person), house)
        stored.append(body.text.utf8.count)
      }
      if !stored.isEmpty { try visit.countStored(stored, in: tx) }
      try tx.record(.sheetEntered, learner.person.text, sight.sheet.code, by: permit, house)
    }
    let next = visit.form["next"] == nil ? nil : sight.waiting.first
    return .seeOther(
      (next.map { link(sight.found.sheet, $0) } ?? PaperPages.link(sight.found.sheet)).with("kept", sight.sheet.code).text)
  }

  private static func sight(_ visit: Visit, _ permit: Permit<UsePaper>, _ tx: Transaction) throws -> Sight {
    let (group, id): (ID<Group>, ID<PaperSheet>) = (try visit.id("group"), try visit.id("sheet"))
    let (found, theirs) = try tx.sheet(id, of: group, ofAdult: permit)
    let sheets = try tx.girlSheets(of: id)
    let girls = try tx.girls(with: found, in: theirs, visit.house.vault)
    guard let code = Code(try visit.name("code"), groups: 2, checked: true),
      let sheet = sheets.first(where: { $0.code == code.letters }), let girl = girls.first(where: { $0.learner == sheet.learner })
    else { throw Refusal.missing }
    let safe = try tx.safe(of: girl.person, visit.house.vault)
    let counts = try tx.enteredCounts(of: id)
    let waiting = girls.compactMap { each in sheets.first { $0.learner == each.learner } }
      .filter { $0.code != sheet.code && (counts[$0.code] ?? 0) == 0 }
    return Sight(
      found: found, girl: girl, sheet: sheet, entries: try tx.entries(of: sheet, safe),
      own: try tx.ownAnswers(girl.learner, to: found.exercises.map { found.about($0, for: sheet) }, safe), waiting: waiting)
  }

  /// With what was typed, where a form was sent; else with what stands.
  private static func rows(_ sight: Sight, _ form: Fields?, _ t: Words.Language) -> [Row] {
    sight.found.exercises.enumerated().map { place, found in
      let paper = sight.found.onPaper(found, for: sight.sheet)
      let about = sight.found.about(found, for: sight.sheet)
      let entry = sight.entries[about]
      let typed =
        form.map { form in
          Dictionary(paper.places(t).map { ($0.name, form[Self.name(found, $0.name)] ?? "") }) { first, _ in first }
        } ?? entry.map { paper.typed($0.body.answer) } ?? [:]
      var row = Row(
        number: place + 1, found: found, paper: paper, about: about, answered: sight.own[about], entry: entry, typed: typed)
      if form != nil, row.own == nil { row.error = error(paper, typed, t) }
      return row
    }
  }

  /// What cannot be judged is said, not kept: on the phone it would cost her nothing either.
  private static func error(_ paper: PaperExercise, _ typed: [String: String], _ t: Words.Language) -> String? {
    guard typed.values.contains(where: { !$0.trimmed.isEmpty }) else { return nil }
    guard let answer = paper.answer(typed), let judgement = paper.exercise.judge(answer, paper.variant, t) else {
      return t(.answerUnreadable)
    }
    return judgement.practised == .unread ? t(judgement.verdict == .unitMissing ? .sheetUnitMissing : .sheetUnread) : nil
  }

  private static func name(_ found: CourseExercise, _ place: String) -> String { "a.\(found.exercise.key).\(place)" }
  private static func id(_ row: Row, _ place: String) -> String { name(row.found, place) }

  private static func page(
    _ sight: Sight, _ rows: [Row], _ day: TypedDate, _ visit: Visit, errors: [(field: String, message: String)]
  ) -> Page {
    let (t, found) = (visit.language, sight.found)
    let lines = rows.map { line($0, t) }
    let dayField = Field("day", t(.dayOfWriting), error: errors.first { $0.field == "day" }?.message)
    let kept: HTML = visit.query["kept"].map { _ in notice("\(t(.enteredBefore))", .good) } ?? .nothing
    let next: HTML =
      sight.waiting.isEmpty
      ? .nothing : "<button class=\"btn\" name=\"next\" value=\"yes\">\(t(.keepSheetAndNext))</button>"
    var page = Page(
      title: t(.enterFromPaper), language: t, width: .wide,
      body: """
        \(t.back(to: PaperPages.link(found.sheet)))\(t.errorSummary(errors))\(kept)<p class="step">\(found.title(t))</p>
        <h1>\(sight.girl.called(t)) · \(sight.sheet.shown)</h1><p>\(t(.howPaperIsEntered))</p>
        \(form(
          link(found.sheet, sight.sheet), id: "answers", keeping: t(.notSentKept),
          """
          \(visit.formToken)\(t.dateField(dayField, value: day))<div class="scroll rows" role="region" tabindex="0" aria-label="\(t(.enterFromPaper))">\
          <table class="entry"><caption class="vh">\(t(.enterFromPaper))</caption><thead><tr><th scope="col">№</th>\
          <th scope="col">\(t(.whatIsAsked))</th><th scope="col">\(t(.paperAnswer))</th><th scope="col">\(t(.standsWord))</th></tr></thead>\
          <tbody>\(lines)</tbody></table></div>\
          <div class="row">\(next)<button class="btn\(" plain", if: !sight.waiting.isEmpty)">\(t(.keepSheet))</button></div>
          """))
        """)
    page.sheets = ["lesson.css", "marking.css"]
    return page
  }

  private static func line(_ row: Row, _ t: Words.Language) -> HTML {
    let asked = ExerciseText.shortened(row.found.exercise.ask.plain(t, row.paper.variant), to: 140)
    let places = row.paper.places(t)
    let answer: HTML
    if let own = row.own {
      answer =
        "<p>\(row.found.exercise.written(own.body.answer, row.paper.variant, t))</p><p class=\"hint\">\(t(.sheAnsweredHerself))</p>"
    } else {
      let fields = places.map { place -> HTML in
        let name = name(row.found, place.name)
        return """
          <div class="field\(" bad", if: row.error != nil)"><label for="\(name)">\(place.label)<span class="vh">, \(String(row.number))</span></label>\
          <input id="\(name)" name="\(name)" value="\(row.typed[place.name] ?? "")" maxlength="120" autocomplete="off" autocapitalize="none" \
          spellcheck="false"\(attribute: "aria-describedby", row.error.map { _ in "\(name)-e" })></div>
          """
      }
      let error: HTML =
        row.error.map { "<p class=\"error\" id=\"\(name(row.found, places.first?.name ?? ""))-e\">\($0)</p>" } ?? .nothing
      let tried: HTML =
        row.tried.map { "<p class=\"hint\">\(t(.sheAnsweredWrongly(t.date($0.at.day()))))</p>" } ?? .nothing
      answer = "\(fields)\(error)\(tried)"
    }
    return """
      <tr><th scope="row">\(String(row.number))</th><td data-th="\(t(.whatIsAsked))">\(asked)</td>\
      <td>\(answer)</td><td data-th="\(t(.standsWord))">\(state(row, t))</td></tr>
      """
  }

  private static func state(_ row: Row, _ t: Words.Language) -> HTML {
    guard let entry = row.own ?? row.entry ?? row.tried else { return .nothing }
    let says: HTML =
      switch entry.verdict {
      case "right": tag(t(.answerRight), .good)
      case "wrong": tag(t(.answerWrong), .bad)
      default: tag(t(.entryWaits), .waiting)
      }
    return
      "\(says) <span class=\"hint\">\(row.own == nil && row.entry != nil ? t(.satOnPaper) : t(.fromHerPhone)), \(t.date(entry.at.day()))</span>"
  }
}

extension Transaction {
  /// An answer that was typed in wrongly: it stays as it is and says nothing any more, and its skill is made anew without it.
  func setAside(_ entry: PaperEntry, of learner: Int, _ safe: Safe) throws {
    let skill: String? = try value("SELECT skill FROM study_event WHERE id = \(entry.event)")
    try run(
      """
      UPDATE study_event SET skill = NULL, verdict = NULL, is_placed = TRUE
      WHERE id = \(entry.event) AND learner = \(learner) AND entered_by IS NOT NULL
      """)
    if let skill { try fold(skill, learner, safe) }
  }
}

extension Phrase {
  static let dayOfWriting = Phrase(kk: "Қай күні жазды?", ru: "В какой день написано?", en: "On which day was it written?")
  static let dayOfSheet = Phrase(
    kk: "Парақ жасалған күннен бүгінге дейінгі күнді жазыңыз", ru: "Укажите день от составления листа до сегодня",
    en: "Give a day between the making of the sheet and today")
  static let howPaperIsEntered = Phrase(
    kk:
      "Қыз не жазса, соны енгізіңіз; жазбағанын бос қалдырыңыз. Әр жауап «қағазда» деп, сіздің атыңызбен белгіленеді. Қате енгізсеңіз, қайта жазыңыз: соңғысы есептеледі.",
    ru:
      "Внесите то, что она написала; пустое оставьте пустым. Каждый ответ отмечается «на бумаге» и вашим именем. Ошиблись при вводе — исправьте: считается последнее.",
    en:
      "Enter what she wrote and leave empty what is empty. Each answer is marked “on paper” and with your name. If you mistyped, mend it: the last entry counts."
  )
  static let whatIsAsked = Phrase(kk: "Сұрақ", ru: "Вопрос", en: "Question")
  static let keepSheet = Phrase(kk: "Сақтау", ru: "Сохранить", en: "Save")
  static let keepSheetAndNext = Phrase(
    kk: "Сақтап, келесіге өту", ru: "Сохранить и к следующей", en: "Save and go on to the next girl")
  static let enteredBefore = Phrase(
    kk: "Алдыңғы парақ сақталды.", ru: "Предыдущий лист сохранён.", en: "The sheet before is kept.")
  static let sheAnsweredHerself = Phrase(
    kk: "Бұған телефоннан өзі жауап берді: қағаздан алмастырылмайды.",
    ru: "На это она ответила сама с телефона: бумага не заменяет.",
    en: "She answered this herself on a phone: paper does not replace it.")
  static func sheAnsweredWrongly(_ day: String) -> Phrase {
    Phrase(
      kk: "Телефоннан қате жауап берген: \(day). Қағаздағысы тағы бір әрекет болып жазылады.",
      ru: "С телефона ответила неверно: \(day). Ответ с бумаги запишется ещё одной попыткой.",
      en: "She answered wrongly on a phone: \(day). What is on paper counts as another try.")
  }
  static let fromHerPhone = Phrase(kk: "телефоннан", ru: "с телефона", en: "from her phone")
  static let entryWaits = Phrase(kk: "курсын күтіп тұр", ru: "ждёт курса", en: "waits for its course")
  static let sheetUnread = Phrase(
    kk: "Жауап оқылмады не толық емес. Ондай жауап есептелмейді: түзетіңіз не бос қалдырыңыз.",
    ru: "Ответ не читается или неполон. Такой не засчитывается: исправьте или оставьте пустым.",
    en: "The answer cannot be read or is not complete. Such an answer counts for nothing: mend it or leave it empty.")
  static let sheetUnitMissing = Phrase(
    kk: "Өлшем бірлігі жоқ. Ондай жауап есептелмейді: қыз жазса, қосыңыз, әйтпесе бос қалдырыңыз.",
    ru: "Нет единицы измерения. Такой ответ не засчитывается: допишите, если она есть на листе, или оставьте пустым.",
    en: "The unit is missing. Such an answer counts for nothing: add it if it is on the sheet, or leave it empty.")
}
