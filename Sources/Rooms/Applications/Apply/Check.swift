import Exchange
import Markup
import Programme
import Storage
import Words

/// "Check your answers": everything on one page, with a way back to each, what is missing, and what the rules say.
enum Check {
  /// GET /apply/check
  static func show(_ visit: Visit, _ permit: Permit<OwnApplication>, _ form: Form) async throws -> Reply {
    let house = visit.house
    let consents = house.consents
    let (girl, context, ledger) = try await house.database.read { tx in
      let girl = try Girl.read(permit, house, in: tx)
      return (
        girl, try Check.context(visit, girl, in: tx), try tx.consents(of: girl.application.id, girl.safe, at: house.outside.now())
      )
    }
    try girl.mustBeHers()
    return visit.page(page(visit, girl, form, consents, ledger, context), scripts: [SaveState.script(visit)])
  }

  /// With everything any field looks up, since all fields are shown.
  static func context(_ visit: Visit, _ girl: Girl, in tx: Transaction) throws -> FieldContext {
    var context = visit.fieldContext
    if let school = ID<School>(girl.answers["school"]), let found = try tx.school(school) { context.schools = [found] }
    context.files = try tx.files(of: girl.application.id, girl.safe)
    return context
  }

  private static func page(
    _ visit: Visit, _ girl: Girl, _ form: Form, _ consents: ConsentFile, _ ledger: ConsentLedger, _ context: FieldContext
  ) -> Page {
    let t = visit.language
    let checked = CheckedAnswers(girl.answers, form, context)
    let verdict = Submission.eligibility(checked, visit.house)
    let assented = ledger.hasAnswered(.girl, consents)
    let isReady = checked.isComplete && assented && verdict.failed.isEmpty
    return Page(
      title: t(.checkTitle), language: t,
      body: """
        \(t.back(to: "/apply/\(form.pages(for: girl.answers, on: context.today).last?.key ?? "")"))<h1>\(t(.checkTitle))</h1>
        <p class="hint">\(t(.applicationCode)): <b>\(girl.application.code)</b></p>\(SaveState.html(visit, girl, form))
        \(checked.isComplete ? HTML.nothing : missing(checked, form, t))
        \(assented ? HTML.nothing : notice("<a href=\"/apply/consent\">\(t(.assentMissing))</a>", .waiting))
        \(verdict.failed.map { rule in
          notice("\(rule.reason(t))\(rule.wouldBe.map { " \($0(t))" } ?? "")", .bad)
        })
        \(form.sections.map { section in sectionHTML(section, girl, form, context) })
        \(isReady
          ? Markup.form("/apply/submission", "\(visit.formToken)<p>\(t(ledger.adultSince == nil ? .byPressing : .byPressingAlone))</p>\(button(t(.submit), look: .sun))")
          : HTML.nothing)
        <p><a href="/apply/later">\(t(.later))</a></p>
        """)
  }

  private static func missing(_ checked: CheckedAnswers, _ form: Form, _ t: Language) -> HTML {
    let pages = checked.complaints.map { complaint -> HTML in
      "<li><a href=\"\(Link("/apply/\(complaint.page)").with("from", "check"))\">\(t(complaint.phrase))</a></li>"
    }
    return notice("<b>\(t(.stillMissing))</b><ul>\(pages)</ul>", .waiting)
  }

  private static func sectionHTML(_ section: Form.Section, _ girl: Girl, _ form: Form, _ context: FieldContext) -> HTML {
    let t = context.language
    let answers = form.pages(for: girl.answers, on: context.today).filter { $0.section == section.key }.flatMap { page in
      page.fields(for: girl.answers).map { field in
        Answer(
          (page.fields.count == 1 ? page.title : field.label)(t),
          girl.answers[field.key].isEmpty ? "" : field.kind.shown(girl.answers[field.key], context),
          change: Link("/apply/\(page.key)").with("from", "check"))
      }
    }
    // A section that asks her nothing has no heading either.
    return answers.isEmpty ? .nothing : "<h2>\(section.name(t))</h2>\(t.answers(answers))"
  }
}

extension Phrase {
  static let checkTitle = Phrase(kk: "Жауаптарыңды тексер", ru: "Проверьте ответы", en: "Check your answers")
  static let applicationCode = Phrase(kk: "Өтінім коды", ru: "Код заявки", en: "Code of the application")
  static let assentMissing = Phrase(
    kk: "Келісім туралы сұрақтарға жауап бер", ru: "Ответьте на вопросы о согласии", en: "Answer the questions about consent")
  static let stillMissing = Phrase(kk: "Әлі толтырылмаған:", ru: "Ещё не заполнено:", en: "Still missing:")
  static let byPressing = Phrase(
    kk: "Жіберген соң жауаптарды өзгерте алмайсың. Ата-анаңа келісім сілтемесі барады.",
    ru: "После отправки ответы нельзя изменить. Родителю придёт ссылка для согласия.",
    en: "After sending, the answers can no longer be changed. Your guardian gets a link for consent.")
  static let byPressingAlone = Phrase(
    kk: "Жіберген соң жауаптарды өзгерте алмайсың.", ru: "После отправки ответы нельзя изменить.",
    en: "After sending, the answers can no longer be changed.")
  static let submit = Phrase(kk: "Өтінімді жіберу", ru: "Отправить заявку", en: "Send the application")
}
