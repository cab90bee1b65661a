import Exchange
import Markup
package import Programme
import Security
import Storage
import Words

/// The pages of a form's questions, one a page. Whatever was typed is kept first and checked afterwards.
package func formRoutes<D: FormDesk>(_ desk: D) -> [Route] {
  let questions = Questions(desk: desk)
  let page = "\(desk.place.home.text)/:page"
  return [
    .may(D.Authority.self, .get, page) { try await questions.show($0, $1) },
    .may(D.Authority.self, .post, page, bodyLimit: 256 << 10) { try await questions.update($0, $1) },
    .may(
      D.Authority.self, .post, "\(page)/file", bodyLimit: 9 << 20, tooLarge: { visit, _ in try questions.tooLarge(visit) }
    ) { try await questions.update($0, $1) },
  ]
}

private struct Questions<D: FormDesk>: Sendable {
  let desk: D

  /// With `check` what is wrong with the answers that stand, with `refused` why a file was not taken.
  func show(_ visit: Visit, _ permit: Permit<D.Authority>) async throws -> Reply {
    let house = visit.house
    let shown = try await house.database.read { tx in
      let holder = try desk.holder(permit, house, in: tx)
      let page = try self.page(visit, holder)
      let context = try desk.context(for: page, holder, visit, in: tx)
      let overtaken = try Overtaken.asked(visit.query, page, holder.answers) {
        try desk.answer($0, at: $1, of: holder, in: tx)
      }
      return QuestionPage(
        FilledForm(desk.form(of: holder, house), at: desk.place, by: holder), page, context, overtaken: overtaken,
        complaints: complaints(visit, page, holder.answers, context))
    }
    return shown.reply(to: visit)
  }

  /// Back to the question of a file that is larger than a page may send at all: it says what a file that was read would hear.
  func tooLarge(_ visit: Visit) throws -> Reply {
    .seeOther(desk.place.question(try visit.name("page")).with("refused", UploadWord.large.rawValue).text)
  }

  private func complaints(
    _ visit: Visit, _ page: Form.Page, _ answers: Answers, _ context: FieldContext
  ) -> [CheckedAnswers.Complaint] {
    if let field = page.fields.first(where: { $0.kind is FileField }),
      let why = visit.query["refused"].flatMap(UploadWord.init(rawValue:))
    {
      return [CheckedAnswers.Complaint(page: page.key, field: field.key, phrase: why.phrase(field))]
    }
    guard visit.query["check"] != nil else { return [] }
    return CheckedAnswers(answers, page: page, context).complaints
  }

  /// Keeps what was typed, then goes on or back to the question, which says what to mend. Always by a redirect: the browser's
  /// "back" never asks to send again.
  func update(_ visit: Visit, _ permit: Permit<D.Authority>) async throws -> Reply {
    let question = desk.place.question(try visit.name("page"))
    let here = question.with("from", visit.form["from"] == "check" ? "check" : nil)
    // Files are looked through before the write, by what this holder's page asks for.
    let page: Form.Page? =
      visit.uploads.isEmpty
      ? nil : try await visit.house.database.read { tx in try self.page(visit, desk.holder(permit, visit.house, in: tx)) }
    let outcome: Outcome
    do {
      let sent = SentPage(files: try await files(visit, page), fields: visit.form)
      outcome = try await visit.house.database.write { tx in try keep(sent, visit, permit, in: tx) }
    } catch let refusal as Refusal {
      guard let page, let why = UploadWord(refusal, page) else { throw refusal }
      return .seeOther(here.with("refused", why.rawValue).text)
    }
    let go = visit.form["go"]
    if go == "later", let later = desk.place.later { return .seeOther(later.text) }
    if let go, go.hasPrefix("lang-") { return .seeOther(question.with("lang", String(go.dropFirst(5))).text) }
    if let go, ["search", "browse", "up", "remove-file"].contains(go) { return .seeOther(here.text) }
    if go == "skip" { return .seeOther(outcome.next.text) }
    if let overtaken = outcome.overtaken.first {
      return .seeOther(here.with("check", "yes").with("overtaken", overtaken.word).text)
    }
    guard outcome.checked.complaints.isEmpty else { return .seeOther(here.with("check", "yes").text) }
    return .seeOther(outcome.next.text)
  }

  /// The page's files looked through.
  private func files(_ visit: Visit, _ page: Form.Page?) async throws -> [SentFile] {
    var files: [SentFile] = []
    guard let page, visit.form["go"] != "remove-file" else { return files }
    for field in page.fields {
      guard let kind = field.kind as? FileField, let sent = visit.uploads.first(where: { $0.field == field.key }) else {
        continue
      }
      let content = try await visit.lookThrough(most: kind.longest, field: field.key) { sent.bytes }
      files.append(SentFile(field: field.key, name: sent.name, content: content))
    }
    return files
  }

  /// A page as it came back.
  private struct SentPage: Sendable {
    let files: [SentFile]
    let fields: Fields
  }

  private struct Outcome: Sendable {
    /// Of this page alone.
    let checked: CheckedAnswers
    let overtaken: [Overtaken]
    let next: Link
  }

  private func keep(_ sent: SentPage, _ visit: Visit, _ permit: Permit<D.Authority>, in tx: Transaction) throws -> Outcome {
    let house = visit.house
    let holder = try desk.holder(permit, house, in: tx)
    let page = try self.page(visit, holder)
    var answers = holder.answers
    var overtaken: [Overtaken] = []
    let now = house.outside.now()
    var events: [AnswerEvent] = []
    for field in page.fields {
      guard let typed = try typed(field, sent, holder, house, in: tx), typed != answers[field.key] else { continue }
      if let other = Overtaken(sent.fields, field, holder.answers) {
        // The page did not touch the field: what stands there now was written elsewhere, later, and stays.
        if try typed == desk.answer(field.key, at: other.was, of: holder, in: tx) { continue }
        overtaken.append(other)
      }
      events.append(AnswerEvent(id: house.outside.id(), field: field.key, typed: typed, writtenAt: now))
      answers[field.key] = typed
    }
    try desk.keep(events, of: holder, house, in: tx)
    try visit.countStored(events.map(\.typed.utf8.count) + sent.files.map(\.content.bytes.count), in: tx)
    let context = try desk.context(for: page, holder, visit, in: tx)
    if !events.isEmpty {
      try desk.answered(CheckedAnswers(answers, desk.form(of: holder, house), context), by: holder, house, in: tx)
    }
    return Outcome(
      checked: CheckedAnswers(answers, page: page, context), overtaken: overtaken,
      next: next(after: page, desk.form(of: holder, house).pages(for: answers, on: now.day()), visit))
  }

  /// What the page sent for the field; nil when it does not ask for it. A file arrives as an upload.
  private func typed(
    _ field: Form.Field, _ sent: SentPage, _ holder: D.Holder, _ house: House, in tx: Transaction
  ) throws -> String? {
    if field.kind is FileField {
      if sent.fields["go"] == "remove-file" {
        try desk.removeFile(in: field.key, of: holder, house, in: tx)
        return ""
      }
      return try sent.files.first { $0.field == field.key }.map { try desk.keepFile($0, of: holder, house, in: tx) }
    }
    // A browser sends the ends of lines in a way of its own.
    let typed = field.kind.typed(sent.fields, field.key).replacing("\r\n", with: "\n")
    guard typed.utf8.count <= JournalEvent.longest else { throw Refusal(.tooLarge, .tooMuchText) }
    return typed
  }

  private func page(_ visit: Visit, _ holder: D.Holder) throws(Refusal) -> Form.Page {
    guard let page = desk.form(of: holder, visit.house).page(try visit.name("page")) else { throw .missing }
    return page
  }

  /// The next page that is asked, or back to "check your answers" when it came from there.
  private func next(after page: Form.Page, _ pages: [Form.Page], _ visit: Visit) -> Link {
    if visit.form["from"] == "check" { return desk.place.check }
    guard let position = pages.firstIndex(where: { $0.key == page.key }), position + 1 < pages.count else {
      return desk.place.after
    }
    return desk.place.question(pages[position + 1].key)
  }
}
