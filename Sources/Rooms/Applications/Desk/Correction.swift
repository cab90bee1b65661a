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
    return visit.page(page(visit, file, chosen: Set(file.checked.complaints.map(\.page)), note: "", errors: []))
  }

  /// POST /desk/applications/:code/corrections
  static func create(_ visit: Visit, _ permit: Permit<WorkOnApplications>) async throws -> Reply {
    let house = visit.house
    let (code, note) = (try visit.name("code"), visit.form["note"] ?? "")
    let pages = Set(visit.form.all("pages")).intersection(visit.house.applicationForm.pages.map(\.key))
    let t = visit.language
    var errors: [(field: String, message: String)] = []
    if pages.isEmpty { errors.append(("pages", t(.choosePages))) }
    if note.isEmpty { errors.append(("note", t(.sayWhatIsWrong))) }
    guard errors.isEmpty else {
      let file = try await house.database.read { try DeskFile.read(code, permit, visit, in: $0) }
      return visit.page(page(visit, file, chosen: pages, note: note, errors: errors), status: 422)
    }
    let ordered = visit.house.applicationForm.pages.map(\.key).filter(pages.contains)
    try await house.database.write { tx in
      let file = try DeskFile.read(code, permit, visit, in: tx)
      let (application, safe) = (file.application, file.girl.safe)
      if let bar = file.bar { throw Refusal(.conflict, bar, back: application.deskPage) }
      try tx.move(application, to: .returned, at: house.outside.now())
      try tx.ask(application, pages: ordered, note: note, safe, permit, house)
    }
    return .seeOther("/desk/applications/\(code)")
  }

  private static func page(
    _ visit: Visit, _ file: DeskFile, chosen: Set<String>, note: String,
    errors: [(field: String, message: String)]
  ) -> Page {
    let t = visit.language
    let code = file.application.code
    return Page(
      title: t(.askCorrection), language: t,
      body: """
        \(t.back(to: "/desk/applications/\(code)"))\(t.errorSummary(errors))<h1>\(t(.askCorrection)): \(code)</h1>
        <p>\(t(.correctionMeans))</p>
        \(Markup.form(
          "/desk/applications/\(code)/corrections",
          """
          \(visit.formToken)\
          \(t.textArea(Field("note", t(.whatIsWrong), hint: t(.sheReadsThis), error: errors.first { $0.field == "note" }?.message), value: note, rows: 4))\
          \(t.checkBoxes(
            Field("pages", t(.whichPages), error: errors.first { $0.field == "pages" }?.message),
            visit.house.applicationForm.pages(for: file.girl.answers, on: file.context.today).map { Option($0.key, $0.title(t)) }, chosen: chosen))\
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
    guard let note = visit.form["note"] else { return .seeOther("/desk/applications/\(code)") }
    guard note.count <= 4000 else { throw Refusal(.invalid, .tooLong(4000), field: "note") }
    try await house.database.write { tx in
      let application = try tx.application(code: code, permit)
      let safe = try tx.safe(of: application.person, house.vault)
      try tx.addEvent(
        .noted, to: application.id, by: permit.actor.text, note: safe.seal(note, "application_event.note"), house)
      try tx.record(.applicationNoted, application.id.text, by: permit, house)
    }
    return .seeOther("/desk/applications/\(code)")
  }
}

extension Transaction {
  fileprivate func ask(
    _ application: Application, pages: [String], note: String, _ safe: Safe, _ permit: Permit<WorkOnApplications>, _ house: House
  ) throws {
    try run(
      """
      INSERT INTO correction (id, application_id, pages, note, asked_by, asked_at)
      VALUES (\(house.outside.id(of: Correction.self)), \(application.id), \(pages.joined(separator: " ")),
        \(safe.seal(note, "correction.note")), \(permit.actor.text), \(house.outside.now()))
      """)
    try addEvent(
      .returned, to: application.id, by: permit.actor.text, details: pages.joined(separator: " "),
      note: safe.seal(note, "application_event.note"), house)
    try record(.applicationReturned, application.id.text, pages.joined(separator: " "), by: permit, house)
    try tell(
      safe, subject: .decisionSubject, body: .pleaseCorrect(application.code, house.settings.address), purpose: .correction,
      once: "\(application.id):\(house.outside.now().milliseconds)", house)
  }
}

extension Phrase {
  static let correctionMeans = Phrase(
    kk: "Өтінім қызға қайтады: ол жауаптарын түзетіп, қайта жібереді. Оған хабарлама барады.",
    ru: "Заявка вернётся девочке: она исправит ответы и отправит снова. Ей придёт сообщение.",
    en: "The application goes back to the girl: she corrects it and sends it again. She is sent a message.")
  static let whatIsWrong = Phrase(kk: "Нені түзету керек", ru: "Что нужно исправить", en: "What needs correcting")
  static let sheReadsThis = Phrase(
    kk: "Қыз осы мәтінді оқиды: қысқа әрі түсінікті жазыңыз.", ru: "Этот текст прочитает девочка: пишите коротко и понятно.",
    en: "The girl reads this text: write briefly and plainly.")
  static let whichPages = Phrase(kk: "Қай беттерде", ru: "На каких страницах", en: "On which pages")
  static let choosePages = Phrase(
    kk: "Кемінде бір бетті таңдаңыз", ru: "Выберите хотя бы одну страницу", en: "Choose at least one page")
  static let sayWhatIsWrong = Phrase(
    kk: "Нені түзету керегін жазыңыз", ru: "Напишите, что исправить", en: "Say what needs correcting")
  static let sendBack = Phrase(kk: "Қайтару", ru: "Вернуть", en: "Send back")
  static func pleaseCorrect(_ code: String, _ address: String) -> Phrase {
    Phrase(
      kk: "Өтінім \(code): кейбір жауаптарды түзету керек. Не екені осында жазылған: \(address)/status",
      ru: "Заявка \(code): нужно исправить некоторые ответы. Что именно, написано здесь: \(address)/status",
      en: "Application \(code): some answers need correcting. What exactly is written here: \(address)/status")
  }
}
