import Exchange
import Forms
import Markup
import Programme
import Security
import Storage
import Words

/// One question a page. Whatever was typed is kept first and checked afterwards.
enum Question {
  /// GET /apply/:page; with `check` what is wrong with the answers that stand, with `refused` why a file was not taken.
  static func show(_ visit: Visit, _ permit: Permit<OwnApplication>, _ form: Form) async throws -> Reply {
    let page = try page(visit, form)
    let house = visit.house
    let shown = try await house.database.read { tx in
      let girl = try Girl.read(permit, house, in: tx)
      let context = try visit.fieldContext(for: page, girl, in: tx)
      let overtaken = try Overtaken.asked(visit.query, page, girl.answers) {
        try tx.answer($0, of: girl.application.id, at: $1, girl.safe)
      }
      return Shown(girl: girl, context: context, overtaken: overtaken)
    }
    try shown.girl.mustBeHers()
    return QuestionPage(
      shown.girl.filled(form), page, shown.context, overtaken: shown.overtaken, complaints: complaints(visit, page, shown)
    ).reply(to: visit)
  }

  private static func complaints(_ visit: Visit, _ page: Form.Page, _ shown: Shown) -> [CheckedAnswers.Complaint] {
    if let field = page.fields.first(where: { $0.kind is FileField }),
      let why = visit.query["refused"].flatMap(UploadWord.init(rawValue:))
    {
      return [CheckedAnswers.Complaint(page: page.key, field: field.key, phrase: why.phrase(field))]
    }
    guard visit.query["check"] != nil else { return [] }
    return CheckedAnswers(shown.girl.answers, page: page, shown.context).complaints
  }

  /// POST /apply/:page: keeps what was typed, then goes on or back to the question, which says what to mend. Always by a
  /// redirect: the browser's "back" never asks to send again.
  static func update(_ visit: Visit, _ permit: Permit<OwnApplication>, _ form: Form) async throws -> Reply {
    let page = try page(visit, form)
    let house = visit.house
    let here = Link("/apply/\(page.key)").with("from", visit.form["from"] == "check" ? "check" : nil)
    let outcome: Outcome
    do {
      let files = try await files(visit, page)
      outcome = try await house.database.write { tx in try keep(visit, page, files, form, permit, house, in: tx) }
    } catch let refusal as Refusal {
      guard let why = UploadWord(refusal, page) else { throw refusal }
      return .seeOther(here.with("refused", why.rawValue).text)
    }
    let go = visit.form["go"]
    if go == "later" { return .seeOther("/apply/later") }
    if let go, go.hasPrefix("lang-") { return .seeOther("/apply/\(page.key)?lang=\(percentEncoded(go.dropFirst(5)))") }
    if let go, ["search", "browse", "up", "remove-file"].contains(go) { return .seeOther(here.text) }
    if go == "skip" { return .seeOther(next(after: page, visit, outcome.answers, form)) }
    if let overtaken = outcome.overtaken.first {
      return .seeOther(here.with("check", "yes").with("overtaken", overtaken.word).text)
    }
    guard outcome.checked.complaints.isEmpty else { return .seeOther(here.with("check", "yes").text) }
    return .seeOther(next(after: page, visit, outcome.answers, form))
  }

  /// The page's files looked through, by their fields.
  private static func files(_ visit: Visit, _ page: Form.Page) async throws -> [String: (name: String, content: Upload)] {
    var files: [String: (name: String, content: Upload)] = [:]
    guard visit.form["go"] != "remove-file" else { return files }
    for field in page.fields {
      guard let kind = field.kind as? FileField, let sent = visit.uploads.first(where: { $0.field == field.key }) else {
        continue
      }
      files[field.key] = (sent.name, try await visit.house.lookThrough(sent.bytes, most: kind.longest, field: field.key))
    }
    return files
  }

  /// What the page is made of.
  struct Shown: Sendable {
    let girl: Girl
    let context: FieldContext
    /// An answer that somebody gave elsewhere while the page was open, and that this page then took the place of.
    let overtaken: Overtaken?
  }

  private struct Outcome: Sendable {
    let answers: Answers
    let checked: CheckedAnswers
    let overtaken: [Overtaken]
  }

  private static func keep(
    _ visit: Visit, _ page: Form.Page, _ files: [String: (name: String, content: Upload)], _ form: Form,
    _ permit: Permit<OwnApplication>, _ house: House, in tx: Transaction
  ) throws -> Outcome {
    let girl = try Girl.read(permit, house, in: tx)
    try girl.mustBeHers()
    var answers = girl.answers
    var overtaken: [Overtaken] = []
    let now = house.outside.now()
    var events: [AnswerEvent] = []
    for field in page.fields {
      let typed = try typed(visit, field, files[field.key], girl, tx)
      guard let typed, typed != answers[field.key] else { continue }
      if let other = Overtaken(visit.form, field, girl.answers) {
        // The page did not touch the field: what stands there now was written elsewhere, later, and stays.
        if try typed == tx.answer(field.key, of: girl.application.id, at: other.was, girl.safe) { continue }
        overtaken.append(other)
      }
      events.append(AnswerEvent(id: house.outside.id(), field: field.key, typed: typed, writtenAt: now))
      answers[field.key] = typed
    }
    try tx.keep(events, girl.application, girl.safe, at: now)
    let after = Girl(application: girl.application, safe: girl.safe, answers: answers, readAt: girl.readAt)
    let context = try visit.fieldContext(for: page, after, in: tx)
    if !events.isEmpty { try tx.refresh(girl.application, CheckedAnswers(answers, form, context), girl.safe, house) }
    return Outcome(answers: answers, checked: CheckedAnswers(answers, page: page, context), overtaken: overtaken)
  }

  /// What the page posts for the field; nil when it does not ask for it. A file arrives as an upload.
  private static func typed(
    _ visit: Visit, _ field: Form.Field, _ file: (name: String, content: Upload)?, _ girl: Girl, _ tx: Transaction
  ) throws -> String? {
    if field.kind is FileField {
      if visit.form["go"] == "remove-file" {
        try tx.removeFiles(of: girl.application, field: field.key, visit.house)
        return ""
      }
      guard let file else { return nil }
      return try tx.keepFile(file.content, name: file.name, field: field.key, girl.application, girl.safe, visit.house).text
    }
    // A browser sends the ends of lines in a way of its own.
    let typed = field.kind.typed(visit.form, field.key).replacing("\r\n", with: "\n")
    guard typed.utf8.count <= JournalEvent.longest else { throw Refusal(.tooLarge, .tooMuchText) }
    return typed
  }

  private static func page(_ visit: Visit, _ form: Form) throws(Refusal) -> Form.Page {
    guard let page = form.page(try visit.name("page")) else { throw .missing }
    return page
  }

  /// The next page she sees, or back to "check your answers" when she came from there.
  static func next(after page: Form.Page, _ visit: Visit, _ answers: Answers, _ form: Form) -> String {
    if visit.form["from"] == "check" { return "/apply/check" }
    let pages = form.pages(for: answers, on: visit.now.day()).map(\.key)
    guard let position = pages.firstIndex(of: page.key), position + 1 < pages.count else { return "/apply/consent" }
    return "/apply/\(pages[position + 1])"
  }
}
