import Courses
import Exchange
import Exercises
import Markup
import Programme
import Security
import Storage
import Words

/// Sheets of a group: those that were made, and making another.
enum PaperPages {
  static func link(_ group: ID<Group>) -> Link { GroupPages.link(group).below("paper") }
  static func link(_ sheet: PaperSheet) -> Link { link(sheet.group).below(sheet.id.text) }

  private struct Sight: Sendable {
    let group: Group
    let sheets: [PaperSheet]
    let shelf: [ShelvedCourse]
    /// Those of the cohort.
    let courses: [ShelvedCourse]
  }

  private static func sight(_ visit: Visit, _ permit: Permit<UsePaper>) async throws -> Sight {
    let shelf = try await visit.house.openCourses()
    let id: ID<Group> = try visit.id("group")
    return try await visit.house.database.read { tx in
      let group = try tx.group(id, ofAdult: permit)
      let keys = try tx.cohort(group.cohort).courses
      return Sight(
        group: group, sheets: try tx.sheets(of: id), shelf: shelf,
        courses: keys.compactMap { key in shelf.first { $0.key == key } })
    }
  }

  /// GET /desk/groups/:group/paper: `code`, what stands in the corner of a sheet, leads to it.
  static func list(_ visit: Visit, _ permit: Permit<UsePaper>) async throws -> Reply {
    let sight = try await sight(visit, permit)
    guard let typed = visit.query["code"], !typed.isEmpty else { return visit.page(page(sight, visit, errors: [])) }
    let group = sight.group.id
    guard let code = Code(typed, groups: 2, checked: true),
      let sheet = try await visit.house.database.read({ try $0.sheet(ofCode: code, in: group) })
    else {
      return visit.page(page(sight, visit, errors: [("code", visit.language(.noSuchSheet))]), status: 404)
    }
    return .seeOther(link(group).below(sheet.text).below("girls").below(code.letters).text)
  }

  /// POST /desk/groups/:group/paper: `part`, as `course/lesson:key`.
  static func make(_ visit: Visit, _ permit: Permit<UsePaper>) async throws -> Reply {
    let house = visit.house
    let sight = try await sight(visit, permit)
    let wanted = (visit.form["part"] ?? "").split(separator: "/", maxSplits: 1).map(String.init)
    guard wanted.count == 2, let course = sight.courses.first(where: { $0.key == wanted[0] }),
      let part = PaperPart(wanted[1]), !course.read.onPaper(part).taken.isEmpty
    else { return visit.page(page(sight, visit, errors: [("part", visit.language(.choosePart))]), status: 422) }
    let sheet = try await house.database.write { tx in
      let group = try tx.group(sight.group.id, ofAdult: permit)
      guard group.state == .open else { throw Refusal(.conflict, .groupIsNotOpen, back: link(group.id)) }
      return try tx.makeSheet(part, of: course, for: group, by: permit.actor, house)
    }
    return .seeOther(link(sight.group.id).below(sheet.text).text)
  }

  private static func page(_ sight: Sight, _ visit: Visit, errors: [(field: String, message: String)]) -> Page {
    let (t, group) = (visit.language, sight.group)
    func error(_ name: String) -> String? { errors.first { $0.field == name }?.message }
    let columns: [Column<PaperSheet>] = [
      Column(t(.sheetWord)) { sheet in
        let course = sight.shelf.first { $0.key == sheet.course }
        let part = course?.read.title(of: sheet.part, t) ?? sheet.part.text
        return "<a href=\"\(link(sheet))\">\(course?.course.title(t) ?? sheet.course): \(part)</a>"
      },
      Column(t(.madeWord)) { HTML(t.dateTime($0.made)) },
      Column(t(.exercisesWord), isNumeric: true) { HTML(t.number($0.exercises.count)) },
    ]
    let table = t.table(
      t(.paperTitle), sight.sheets, columns, stacks: true, empty: emptyState(t(.noSheets), HTML(t(.whatSheetsAre))))
    let find: HTML =
      sight.sheets.isEmpty
      ? .nothing
      : """
      <form class="filter" method="get" action="\(link(group.id))">\
      \(t.textField(Field("code", t(.codeInCorner), hint: t(.codeInCornerHint), error: error("code")), value: visit.query["code"] ?? "", isShort: true, longest: 20))\
      <button class="btn plain">\(t(.openSheet))</button></form>
      """
    return Page(
      title: t(.paperTitle), language: t,
      body: """
        \(t.back(to: GroupPages.link(group.id)))\(t.errorSummary(errors))<p class="step">\(group.title(t, visit.house))</p>
        <h1>\(t(.paperTitle))</h1>\(find)\(table)
        <h2>\(t(.makeSheet))</h2>\(group.state == .open ? making(sight, error("part"), visit) : "<p>\(t(.groupIsNotOpen))</p>")
        """)
  }

  private static func making(_ sight: Sight, _ error: String?, _ visit: Visit) -> HTML {
    let t = visit.language
    let options = sight.courses.flatMap { course -> [Option] in
      let parts =
        course.course.lessons.map { PaperPart.lesson($0.key) }
        + course.checksInOrder.filter { !$0.form.isMeasure }.map { PaperPart.check($0.form.key) }
      return parts.compactMap { part in
        guard !course.read.onPaper(part).taken.isEmpty, let title = course.read.title(of: part, t) else { return nil }
        return Option("\(course.key)/\(part.text)", "\(course.course.title(t)): \(title)")
      }
    }
    return form(
      link(sight.group.id),
      """
      \(visit.formToken)\(t.select(Field("part", t(.whatToPrint), error: error), options, chosen: visit.form["part"]))\
      <p class="hint">\(t(.whatSheetsAre))</p>\(button(t(.makeSheet)))
      """)
  }

  private struct Line: Sendable {
    let girl: GroupGirl
    let sheet: GirlSheet
    let entered: Int
  }

  /// GET /desk/groups/:group/paper/:sheet
  static func show(_ visit: Visit, _ permit: Permit<UsePaper>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let (group, id): (ID<Group>, ID<PaperSheet>) = (try visit.id("group"), try visit.id("sheet"))
    let (found, lines) = try await house.database.read { tx in
      let (found, group) = try tx.sheet(id, of: group, ofAdult: permit)
      return (found, try self.lines(of: found, group, tx, house))
    }
    try await house.database.write { try $0.record(.sheetSeen, id.text, by: permit, house) }
    let columns: [Column<Line>] = [
      Column(t(.nameWord)) { "\($0.girl.called(t))\($0.girl.leftTag(t))" },
      Column(t(.codeInCorner)) { HTML($0.sheet.shown) },
      Column(t(.enteredWord), isNumeric: true) { HTML("\($0.entered) / \(found.exercises.count)") },
      Column(t(.fromPaper)) { line in
        let whose: HTML = "<span class=\"vh\">: \(line.girl.called(t))</span>"
        return "<a href=\"\(PaperEntryPage.link(found.sheet, line.sheet))\">\(t(.enterAnswers))\(whose)</a>"
      },
    ]
    let sheet = link(found.sheet)
    let kept = visit.query["kept"].flatMap { code in lines.first { $0.sheet.code == code } }
    var page = Page(
      title: found.title(t), language: t,
      notice: kept.map { notice("\(t(.sheetIsKept($0.girl.called(t))))", .good) },
      body: """
        \(t.back(to: link(group)))<h1>\(found.title(t))</h1><p>\(t(.madeWord)): \(t.dateTime(found.sheet.made))</p>
        \(buttons(
          linkButton(t(.printSheets), sheet.below("sheets.pdf")), linkButton(t(.printKey), sheet.below("key.pdf"), look: .plain)))
        \(t.table(t(.girlsWord), lines, columns, stacks: true, empty: emptyState(t(.noGirlsYet), .nothing)))
        \(exercises(found, t))
        """)
    page.sheets = ["lesson.css"]
    return visit.page(page)
  }

  /// What stands on it, what is the same for all, and what cannot be on paper.
  private static func exercises(_ found: ReadSheet, _ t: Language) -> HTML {
    let taken = found.exercises.enumerated().map { place, each -> HTML in
      let same: HTML = PaperExercise.isTheSameForAll(each.exercise) ? " \(tag(t(.sameForAll), .waiting))" : .nothing
      return "<li>\(each.exercise.ask.outline(t))\(same)</li>"
    }
    let left = found.read.onPaper(found.sheet.part).left.map { each -> HTML in
      "<li>\(each.found.exercise.ask.outline(t)) <span class=\"hint\">\(t(each.why))</span></li>"
    }
    return """
      <h2>\(t(.onTheSheet))</h2><ol class="lessons">\(taken)</ol>
      \(left.isEmpty ? HTML.nothing : "<h2>\(t(.notOnPaper))</h2><ul class=\"lessons\">\(left)</ul>")
      """
  }

  /// Of whoever has a sheet, by name.
  private static func lines(of found: ReadSheet, _ group: Group, _ tx: Transaction, _ house: House) throws -> [Line] {
    let sheets = Dictionary(try tx.girlSheets(of: found.sheet.id).map { ($0.learner, $0) }) { first, _ in first }
    let counts = try tx.enteredCounts(of: found.sheet.id)
    return try tx.girls(with: found, in: group, house.vault).compactMap { girl in
      sheets[girl.learner].map { Line(girl: girl, sheet: $0, entered: counts[$0.code] ?? 0) }
    }
  }
}

extension Phrase {
  static let paperTitle = Phrase(kk: "Қағаздағы жаттығулар", ru: "Упражнения на бумаге", en: "Exercises on paper")
  static let sheetWord = Phrase(kk: "Парақ", ru: "Лист", en: "Sheet")
  static let madeWord = Phrase(kk: "Жасалған уақыты", ru: "Когда составлен", en: "Made")
  static let exercisesWord = Phrase(kk: "Жаттығу саны", ru: "Упражнений", en: "Exercises")
  static let noSheets = Phrase(kk: "Парақ әлі жасалған жоқ", ru: "Листов пока нет", en: "No sheets were made yet")
  static let whatSheetsAre = Phrase(
    kk:
      "Әр қызға өз нұсқасы бар парақ басылады, бұрышында коды болады. Жауаптарды осы жерде енгізесіз, оларды сервер телефондағыдай тексереді.",
    ru:
      "Каждой печатается лист с её собственными вариантами и кодом в углу. Ответы вносятся здесь, и сервер проверяет их так же, как с телефона.",
    en:
      "A sheet with her own variants and a code in its corner is printed for each girl. You type the answers in here, and the server judges them as it does those from a phone."
  )
  static let codeInCorner = Phrase(kk: "Парақ коды", ru: "Код листа", en: "Code of the sheet")
  static let codeInCornerHint = Phrase(
    kk: "парақтың оң жақ бұрышында", ru: "в правом углу листа", en: "in the right corner of the sheet")
  static let openSheet = Phrase(kk: "Парақты табу", ru: "Найти лист", en: "Find the sheet")
  static let noSuchSheet = Phrase(
    kk: "Бұл топта ондай код жоқ", ru: "Такого кода в этой группе нет", en: "This group has no such code")
  static let makeSheet = Phrase(kk: "Парақтар жасау", ru: "Составить листы", en: "Make sheets")
  static let whatToPrint = Phrase(kk: "Нені басып шығару керек?", ru: "Что напечатать?", en: "What should be printed?")
  static let choosePart = Phrase(
    kk: "Сабақты не тексеруді таңдаңыз", ru: "Выберите урок или проверку", en: "Choose a lesson or a check")
  static let enteredWord = Phrase(kk: "Енгізілгені", ru: "Внесено", en: "Entered")
  static let printSheets = Phrase(kk: "Парақтарды басып шығару", ru: "Распечатать листы", en: "Print the sheets")
  static let printKey = Phrase(kk: "Дұрыс жауаптар", ru: "Правильные ответы", en: "Right answers")
  static let onTheSheet = Phrase(kk: "Парақтағы жаттығулар", ru: "На листе", en: "On the sheet")
  static let notOnPaper = Phrase(kk: "Қағазда болмайтын жаттығулар", ru: "Не на бумаге", en: "Not on paper")
  static let sameForAll = Phrase(kk: "бәріне бірдей", ru: "у всех одно и то же", en: "the same for all")
  static func sheetIsKept(_ name: String) -> Phrase {
    Phrase(kk: "Сақталды: \(name)", ru: "Сохранено: \(name)", en: "Kept: \(name)")
  }
}
