import Exchange
import Forms
import Markup
import Programme
import Security
import Storage
import Words

/// Asking the girl to correct something: which pages, and what is wrong. The application is hers again until she sends it.
enum Correction {
  /// GET /desk/applications/:code/corrections
  static func show(_ visit: Visit, _ permit: Permit<WorkOnApplications>) async throws -> Reply {
    let code = try visit.name("code")
    let file = try await visit.house.database.read { try DeskFile.read(code, permit, visit, in: $0) }
    if let bar = file.bar { throw Refusal(.conflict, bar, back: file.application.deskPage) }
    guard file.application.state.may(.returned) else {
      throw Refusal(.conflict, .alreadyMoved, back: file.application.deskPage)
    }
    return visit.page(
      page(visit, file, chosen: Set(file.checked.complaints.map(\.page)), note: "", errors: []),
      scripts: [visit.house.assets.link("keep.js")])
  }

  /// POST /desk/applications/:code/corrections
  static func create(_ visit: Visit, _ permit: Permit<WorkOnApplications>) async throws -> Reply {
    let house = visit.house
    let (code, note) = (try visit.name("code"), visit.form["note"] ?? "")
    let pages = Set(visit.form.all("pages")).intersection(house.data.all(.application).flatMap(\.pages).map(\.key))
    let t = visit.language
    var errors: [(field: String, message: String)] = []
    if pages.isEmpty { errors.append(("pages", t(.choosePages))) }
    if note.isEmpty { errors.append(("note", t(.sayWhatIsWrong))) }
    if note.count > 4000 { errors.append(("note", t(.tooLong(4000)))) }
    guard errors.isEmpty, !visit.asksOnlyLanguage else {
      if visit.asksOnlyLanguage { errors = [] }
      let file = try await house.database.read { try DeskFile.read(code, permit, visit, in: $0) }
      return visit.page(
        page(visit, file, chosen: pages, note: note, errors: errors), status: errors.isEmpty ? 200 : 422,
        scripts: [house.assets.link("keep.js")])
    }
    try await house.database.write { tx in
      let file = try DeskFile.read(code, permit, visit, in: tx)
      let (application, safe) = (file.application, file.girl.safe)
      if let bar = file.bar { throw Refusal(.conflict, bar, back: application.deskPage) }
      let ordered = house.form(of: application).pages.map(\.key).filter(pages.contains)
      try tx.move(application, to: .returned, at: house.outside.now())
      try tx.ask(application, pages: ordered, note: note, safe, by: permit.actor.text, house)
      try tx.tell(
        safe, .pleaseCorrect, [.application(application.code), .page("/status", house)], purpose: .correction,
        once: "\(application.id):\(house.outside.now().milliseconds)", house)
    }
    return .seeOther(visit.deskPlace.link(Link("/desk/applications/\(code)")).text)
  }

  private static func page(
    _ visit: Visit, _ file: DeskFile, chosen: Set<String>, note: String,
    errors: [(field: String, message: String)]
  ) -> Page {
    let t = visit.language
    let code = file.application.code
    return Page(
      title: t(.askCorrection), language: t, languageForm: "correction",
      body: """
        \(t.back(to: visit.deskPlace.link(file.application.deskPage)))\(t.errorSummary(errors))<h1>\(t(.askCorrection)): \(code)</h1>
        <p>\(t(.correctionMeans))</p>
        \(Markup.form(
          "/desk/applications/\(code)/corrections", hidden: [("list", visit.deskPlace.remembered.urlEncoded)], id: "correction",
          keeping: t(.notSentKept),
          """
          \(visit.formToken)\
          \(t.textArea(Field("note", t(.whatIsWrong), hint: t(.sheReadsThis), error: errors.first { $0.field == "note" }?.message), value: note, rows: 4))\
          \(t.checkBoxes(
            Field("pages", t(.whichPages), error: errors.first { $0.field == "pages" }?.message),
            visit.house.form(of: file.application).pages(for: file.girl.answers, on: file.context.today).map { Option($0.key, $0.title(t)) }, chosen: chosen))\
          \(button(t(.sendBack)))
          """))
        """)
  }
}

/// A note of the staff, sealed with her key.
enum Note {
  /// POST /desk/applications/:code/notes
  static func create(_ visit: Visit, _ permit: Permit<WorkOnApplications>) async throws -> Reply {
    let house = visit.house
    let code = try visit.name("code")
    let note = visit.form["note"] ?? ""
    let error: Phrase? = note.isEmpty ? .noteMissing : note.count > 4000 ? .tooLong(4000) : nil
    if let error { return try await DeskFilePage.page(visit, permit, DeskFilePage.Draft(note: note, error: error)) }
    try await house.database.write { tx in
      let application = try tx.application(code: code, permit)
      let safe = try tx.safe(of: application.person, house.vault)
      try tx.addEvent(
        .noted, to: application.id, by: permit.actor.text, note: safe.seal(note, "application_event.note"), house)
      try tx.record(.applicationNoted, application.id.text, by: permit, house)
    }
    return .seeOther(visit.deskPlace.link(Link("/desk/applications/\(code)")).text)
  }
}

extension Transaction {
  /// What she is asked, the history and the log; whoever asks tells her.
  func ask(_ application: Application, pages: [String], note: String, _ safe: Safe, by actor: String, _ house: House) throws {
    try run(
      """
      INSERT INTO correction (id, application_id, pages, note, asked_by, asked_at)
      VALUES (\(house.outside.id(of: Correction.self)), \(application.id), \(pages.joined(separator: " ")),
        \(safe.seal(note, "correction.note")), \(actor), \(house.outside.now()))
      """)
    try addEvent(
      .returned, to: application.id, by: actor, details: pages.joined(separator: " "),
      note: safe.seal(note, "application_event.note"), house)
    try record(.applicationReturned, application.id.text, pages.joined(separator: " "), by: actor, house)
  }
}

extension LetterText {
  static let pleaseCorrect = LetterText(
    "please-correct",
    Phrase(kk: "Өтінімді түзетуді сұрау", ru: "Просьба исправить заявку", en: "Request to correct the application"),
    needs: [.page], mayUse: [.application])
}

extension Phrase {
  static let correctionMeans = Phrase(
    kk: "Өтінім қатысушыға қайтады: ол жауаптарын түзетіп, қайта жібереді. Оған хабарлама барады.",
    ru: "Заявка вернётся на исправление: ответы исправят и отправят снова. Об этом придёт сообщение.",
    en: "The application goes back to be corrected and sent again. The applicant is sent a message.")
  static let whatIsWrong = Phrase(kk: "Нені түзету керек", ru: "Что нужно исправить", en: "What needs correcting")
  static let sheReadsThis = Phrase(
    kk: "Қатысушы осы мәтінді оқиды: қысқа әрі түсінікті жазыңыз.",
    ru: "Этот текст прочитает тот, кто подал заявку: пишите коротко и понятно.",
    en: "The applicant reads this text: write briefly and plainly.")
  static let whichPages = Phrase(kk: "Қай беттерде", ru: "На каких страницах", en: "On which pages")
  static let choosePages = Phrase(
    kk: "Кемінде бір бетті таңдаңыз", ru: "Выберите хотя бы одну страницу", en: "Choose at least one page")
  static let sayWhatIsWrong = Phrase(
    kk: "Нені түзету керегін жазыңыз", ru: "Напишите, что исправить", en: "Say what needs correcting")
  static let sendBack = Phrase(kk: "Қайтару", ru: "Вернуть", en: "Send back")
}
