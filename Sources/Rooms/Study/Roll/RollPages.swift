import Courses
import Exchange
import Markup
import Programme
import Storage
import Words

/// The roll of a meeting: four marks a girl, kept by an adult of the group, or by the coordinator from a paper.
enum RollPages {
  static func link(_ meeting: ID<Meeting>) -> Link { MeetingPages.link(meeting).below("roll") }

  /// A meeting's roll opens an hour before it begins.
  static let early = 60

  static func isOpen(_ meeting: Meeting, at now: Moment) -> Bool {
    meeting.state != .cancelled && meeting.starts.adding(minutes: -early) <= now
  }

  private struct Sight: Sendable {
    let roll: Roll
    let mayMark: Bool
    let courses: [ShelvedCourse]
  }

  /// GET /desk/meetings/:meeting/roll
  static func show(_ visit: Visit, _ permit: Permit<KeepRoll>) async throws -> Reply {
    let (house, sight) = (visit.house, try await sight(visit, permit))
    let group = sight.roll.group.id.text
    try await house.database.write { try $0.record(.groupSeen, group, "roll \(sight.roll.meeting.id)", by: permit, house) }
    return visit.page(
      page(sight, visit, permit), scripts: [house.assets.link("keep.js"), house.assets.link("roll.js")])
  }

  /// POST /desk/meetings/:meeting/roll; `go` is `rest` (all without a mark came), `not-held`, or the marks are kept.
  static func update(_ visit: Visit, _ permit: Permit<KeepRoll>) async throws -> Reply {
    let house = visit.house
    let id: ID<Meeting> = try visit.id("meeting")
    let way: RollWay = permit.actor.role == .trainer ? .phone : .paper
    let reason = visit.form["reason"] ?? ""
    let isOff = visit.form["go"] == "not-held"
    if isOff, reason.isEmpty || reason.count > 200 {
      return visit.keptPage(page(try await sight(visit, permit), visit, permit, error: .whyNotHeld), status: 422)
    }
    let isMarked = try await house.database.write { tx in
      let meeting = try tx.meeting(id)
      let group = try tx.group(meeting.group, ofAdult: permit)
      guard meeting.starts.adding(minutes: -early) <= house.outside.now() else {
        throw Refusal(.conflict, .rollIsEarly, back: link(id))
      }
      if isOff {
        guard meeting.state != .cancelled else { throw Refusal(.conflict, .meetingIsCancelled) }
        try tx.setHeld(meeting, false, reason: reason, by: permit.actor, way, house)
        return true
      }
      let roll = try tx.roll(of: meeting, group, as: permit.actor.person, house)
      let entries = try entries(visit.form, roll)
      try tx.keep(entries, of: meeting, by: permit.actor, way, house)
      return !entries.isEmpty || roll.marked > 0
    }
    guard isMarked else { return visit.keptPage(page(try await sight(visit, permit), visit, permit, nobody: true), status: 422) }
    return .seeOther(link(id).with("kept", "yes").text)
  }

  private static func sight(_ visit: Visit, _ permit: Permit<KeepRoll>) async throws -> Sight {
    let house = visit.house
    let shelf = try await house.openCourses()
    let id: ID<Meeting> = try visit.id("meeting")
    return try await house.database.read { tx in
      let meeting = try tx.meeting(id)
      let group = try tx.group(meeting.group, ofAdult: permit)
      return Sight(
        roll: try tx.roll(of: meeting, group, as: permit.actor.person, house),
        mayMark: isOpen(meeting, at: house.outside.now()), courses: shelf)
    }
  }

  /// What the form says otherwise than this hand's marks do.
  private static func entries(_ form: Fields, _ roll: Roll) throws(Refusal) -> [RollEntry] {
    var entries: [RollEntry] = []
    for girl in roll.girls {
      let sent = form["mark-\(girl.learner)"].flatMap { RollMark(rawValue: $0) }
      let note = form["note-\(girl.learner)"] ?? ""
      guard note.count <= 200 else { throw Refusal(.invalid, .noteTooLong, field: "note-\(girl.learner)") }
      guard let mark = sent ?? (form["go"] == "rest" && girl.mine == nil ? .came : nil) else { continue }
      if mark != girl.mine || note != girl.note {
        entries.append(RollEntry(learner: girl.learner, person: girl.person, mark: mark, note: note))
      }
    }
    return entries
  }

  private static func page(_ sight: Sight, _ visit: Visit, _ permit: Permit<KeepRoll>, error: Phrase? = nil, nobody: Bool = false)
    -> Page
  {
    let (t, house, roll) = (visit.language, visit.house, sight.roll)
    let meeting = roll.meeting
    let lines = roll.girls.map { line($0, visit.form, sight.mayMark, t) }
    let digits: HTML =
      permit.actor.role == .trainer && sight.mayMark && meeting.state != .notHeld
      ? notice("\(t(.sayDigits)) <b class=\"code4\">\(house.digits(of: meeting.id))</b>") : .nothing
    let paper: HTML = permit.actor.role == .trainer ? .nothing : "<p class=\"hint\">\(t(.rollFromPaper))</p>"
    let kept: HTML? =
      visit.query["kept"] == nil || meeting.state == .notHeld
      ? nil : notice("\(t(.rollIsKept(roll.marked, of: roll.girls.count)))", .good)
    let state: HTML =
      meeting.state == .planned
      ? .nothing : "<p>\(tag(t(meeting.state.name), meeting.state == .held ? .good : .bad)) \(meeting.reason)</p>"
    let marks: HTML = """
      \(nobody ? notice("\(t(.nobodyIsMarked))", .bad) : HTML.nothing)<ol class="roll">\(lines)</ol>
      \(buttons(button(t(.keepRoll)), button(t(.restCame), look: .plain, name: "go", value: "rest")))
      """
    let off: HTML = """
      <details\(" open", if: error != nil)><summary>\(t(.didNotTakePlace))</summary>
      \(t.textField(Field("reason", t(.reasonForGirls), error: error.map { t($0) }), value: visit.form["reason"] ?? ""))
      \(button(t(.didNotTakePlace), look: .danger, name: "go", value: "not-held"))</details>
      """
    let form: HTML =
      !sight.mayMark
      ? "<p>\(t(.rollIsEarly))</p><ol class=\"roll\">\(lines)</ol>"
      : form(link(meeting.id), id: "roll", keeping: t(.notSentKept), "\(visit.formToken)\(marks)\(off)")
    var page = Page(
      title: t(.rollTitle), language: t, notice: kept,
      body: """
        \(t.back(to: GroupPages.link(roll.group.id)))<p class="step">\(roll.group.title(t, house))</p>
        <h1>\(meeting.when(t))</h1><p>\(sight.courses.title(of: meeting, t)) · \(meeting.place)</p>\(state)\(digits)\(paper)\(waits(meeting, t))\(form)
        """)
    page.sheets = ["roll.css"]
    return page
  }

  /// Marks that this phone made without a network and the house does not have yet (Public/roll.js).
  private static func waits(_ meeting: Meeting, _ t: Language) -> HTML {
    """
    <p id="roll-waits" class="saved" role="status" data-thread="\(KeptRolls.thread(meeting.id))" data-phone="\(t(.marksOnPhone))" \
    data-arrived="\(t(.marksArrivedNow))" hidden></p>
    """
  }

  /// The four of one girl.
  static func marks(_ learner: Int, _ chosen: RollMark?, _ mayMark: Bool, _ t: Language) -> HTML {
    let labels = RollMark.allCases.enumerated().map { index, mark -> HTML in
      """
      <label class="m\(index + 1)"><input type="radio" name="mark-\(learner)" value="\(mark.rawValue)"\(" checked", if: mark == chosen)\
      \(" disabled", if: !mayMark)><span aria-hidden="true">\(mark.sign)</span>\(t(mark.name))</label>
      """
    }
    return "<div class=\"marks\">\(labels)</div>"
  }

  private static func line(_ girl: Roll.Girl, _ typed: Fields, _ mayMark: Bool, _ t: Language) -> HTML {
    let chosen = typed["mark-\(girl.learner)"].flatMap { RollMark(rawValue: $0) } ?? girl.mine
    let confirmed: HTML = girl.isConfirmed ? " \(tag(t(.confirmedByDigits), .good))" : .nothing
    let others: HTML =
      !girl.others.isEmpty && (girl.mine == nil || girl.differs)
      ? "<p>\(tag(t(.otherSays(girl.others.map { t($0.name) }.joined(separator: ", "))), .waiting))</p>" : .nothing
    let note: HTML =
      mayMark
      ? """
      <details\(" open", if: !girl.note.isEmpty)><summary>\(t(.writeReason))</summary>\
      <input type="text" name="note-\(girl.learner)" value="\(typed["note-\(girl.learner)"] ?? girl.note)" maxlength="200" \
      aria-label="\(t(.writeReason)): \(girl.short)"></details>
      """ : .nothing
    return """
      <li><fieldset><legend>\(girl.short)\(confirmed)</legend>\(marks(girl.learner, chosen, mayMark, t))\(others)\(note)</fieldset></li>
      """
  }
}

extension RollMark {
  fileprivate var sign: String {
    switch self {
    case .came: "✓"
    case .late: "◔"
    case .excused: "✉"
    case .absent: "✕"
    }
  }
}

extension Phrase {
  static let marksArrivedNow = Phrase(
    kk: "✓ Телефондағы белгілер серверге жетті. Бетті жаңартсаңыз, көрінеді.",
    ru: "✓ Отметки из телефона дошли до сервера. Обновите страницу, чтобы их увидеть.",
    en: "✓ The marks from this phone have reached the server. Load the page again to see them.")
  static let rollTitle = Phrase(kk: "Қатысу тізімі", ru: "Список присутствия", en: "Roll")
  static let keepRoll = Phrase(kk: "Белгілерді сақтау", ru: "Сохранить отметки", en: "Keep the marks")
  static let restCame = Phrase(kk: "Қалғаны түгел келді", ru: "Остальные все были", en: "The rest all came")
  static let nobodyIsMarked = Phrase(
    kk: "Ешкім белгіленбеді: әр қыздың тұсындағы белгіні таңдаңыз.", ru: "Никто не отмечен: выберите отметку у каждой девочки.",
    en: "Nobody is marked: choose a mark beside each girl.")
  static let didNotTakePlace = Phrase(kk: "Кездесу өтпеді", ru: "Встреча не состоялась", en: "The meeting did not take place")
  static let whyNotHeld = Phrase(
    kk: "Неге өтпегенін жазыңыз, 200 таңбаға дейін", ru: "Напишите, почему она не состоялась, до 200 знаков",
    en: "Write why it did not take place, up to 200 characters")
  static let rollIsEarly = Phrase(
    kk: "Тізім кездесуге бір сағат қалғанда ашылады.", ru: "Отмечать можно за час до встречи и позже.",
    en: "Marks can be made from an hour before the meeting.")
  static let noteTooLong = Phrase(
    kk: "Себеп 200 таңбаға дейін", ru: "Причина до 200 знаков", en: "A reason has at most 200 characters")
  static let sayDigits = Phrase(
    kk: "Осы сандарды кездесуде дауыстап айтыңыз, қыздар телефонына жазады:",
    ru: "Назовите эти цифры вслух на встрече, девочки введут их в телефоне:",
    en: "Say these digits aloud at the meeting; the girls type them on their phones:")
  static let rollFromPaper = Phrase(
    kk: "Сіз қағаздағы тізімді енгізіп отырсыз: белгілер осылай жазылады.",
    ru: "Вы вносите отметки с бумаги: так они и будут записаны.",
    en: "You are entering marks from a paper: they are recorded as such.")
  static let confirmedByDigits = Phrase(kk: "өзі растады", ru: "подтвердила сама", en: "confirmed by herself")
  static let writeReason = Phrase(kk: "себебін жазу", ru: "записать причину", en: "write a reason")
  static func otherSays(_ marks: String) -> Phrase {
    Phrase(
      kk: "басқа ересектің белгісі: \(marks)", ru: "отметка другого взрослого: \(marks)", en: "another adult’s mark: \(marks)")
  }
  static func rollIsKept(_ marked: Int, of total: Int) -> Phrase {
    Phrase(
      kk: "Сақталды: \(total) қыздың \(marked)-і белгіленген.", ru: "Сохранено: отмечено \(marked) из \(total).",
      en: "Kept: \(marked) of \(total) are marked.")
  }
}
