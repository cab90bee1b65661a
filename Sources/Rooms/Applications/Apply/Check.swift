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
        girl, try Check.context(visit, girl, in: tx), try tx.consents(of: girl.application, girl.safe, at: house.outside.now())
      )
    }
    try girl.mustBeHers()
    return visit.page(page(visit, girl, form, consents, ledger, context), scripts: [SaveState.script(visit)])
      .kept(by: girl.application, visit)
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
    let agrees = ledger.agreesToTakePart(.girl, consents)
    let isAllowed = assented && agrees && verdict.failed.isEmpty
    return Page(
      title: t(.checkTitle), language: t,
      body: """
        \(t.back(to: "/apply/\(form.pages(for: girl.answers, on: context.today).last?.key ?? "")"))<h1>\(t(.checkTitle))</h1>
        <p class="hint">\(t(.applicationCode)): <b>\(girl.application.code)</b></p>\(SaveState.html(visit, girl, form))
        \(checked.isComplete ? HTML.nothing : missing(checked, form, t))
        \(assented ? HTML.nothing : notice("<a href=\"/apply/consent\">\(t(.assentMissing))</a>", .waiting))
        \(assented && !agrees ? notice("<p>\(t(.takingPartRefused))</p><p><a href=\"/apply/consent\">\(t(.changeAnswer))</a></p>", .bad) : HTML.nothing)
        \(verdict.failed.map { rule in
          notice("\(rule.reason(t))\(rule.wouldBe.map { " \($0(t))" } ?? "")", .bad)
        })\(Doubt.all(girl.answers).map { notice("\(t($0.toHer))", .waiting) })
        \(form.sections.map { section in sectionHTML(section, girl, form, context) })
        \(consentHTML(ledger, consents, t))
        \(sending(visit, isReady: checked.isComplete && isAllowed, isAllowed: isAllowed, isAlone: ledger.adultSince != nil))
        <p><a href="/apply/later">\(t(.later))</a></p>
        """)
  }

  /// Hidden while something is missing: a script shows it when the phone knows the answers that the server has not heard of.
  private static func sending(_ visit: Visit, isReady: Bool, isAllowed: Bool, isAlone: Bool) -> HTML {
    let t = visit.language
    return """
      <form method="post" action="/apply/submission" novalidate\(" data-agreed=\"yes\"", if: isAllowed)\(" hidden", if: !isReady)>\
      \(visit.formToken)<p>\(t(isAlone ? .byPressingAlone : .byPressing))</p>\(button(t(.submit), look: .sun))</form>
      """
  }

  private static func missing(_ checked: CheckedAnswers, _ form: Form, _ t: Language) -> HTML {
    let lines = checked.complaints.map { complaint -> HTML in
      """
      <li data-missing="\(complaint.field)">\
      <a href="\(Link("/apply/\(complaint.page)").with("from", "check").with("check", "yes"))">\(t(complaint.phrase))</a></li>
      """
    }
    return "<div data-complaints=\"yes\">\(notice("<b>\(t(.stillMissing))</b><ul>\(lines)</ul>", .waiting))</div>"
  }

  private static func sectionHTML(_ section: Form.Section, _ girl: Girl, _ form: Form, _ context: FieldContext) -> HTML {
    let t = context.language
    let answers = form.pages(for: girl.answers, on: context.today).filter { $0.section == section.key }.flatMap { page in
      page.fields(for: girl.answers).map { field in
        Answer(
          (page.fields.count == 1 ? page.title : field.asked(on: page))(t),
          girl.answers[field.key].isEmpty ? "" : field.kind.shown(girl.answers[field.key], context),
          change: Link("/apply/\(page.key)").with("from", "check"), marks: marks(field, t))
      }
    }
    // A section that asks her nothing has no heading either.
    return answers.isEmpty ? .nothing : "<h2>\(section.name(t))</h2>\(t.answers(answers))"
  }

  /// By these a script shows an answer that is still on the phone; a file is on the server or on its way there.
  private static func marks(_ field: Form.Field, _ t: Language) -> HTML {
    if field.kind is FileField { return .nothing }
    let names = (field.kind as? ChoiceField).map { kind in
      JSON.object(kind.options.map { ($0.key, .string($0.label(t))) }).text
    }
    return " data-answer=\"\(field.key)\" data-kind=\"\(field.kindName)\"\(attribute: "data-options", names)"
  }

  private static func consentHTML(_ ledger: ConsentLedger, _ consents: ConsentFile, _ t: Language) -> HTML {
    let answers = consents.purposes.compactMap { purpose in
      ledger.standing(.girl, purpose.key).map {
        Answer(purpose.title(t), t($0.agreed ? .iAgree : .iDoNot), change: "/apply/consent")
      }
    }
    return answers.isEmpty ? .nothing : "<h2>\(t(.assentTitle))</h2>\(t.answers(answers))"
  }
}

extension Phrase {
  static let checkTitle = Phrase(kk: "Жауаптарыңды тексер", ru: "Проверьте ответы", en: "Check your answers")
  static let applicationCode = Phrase(kk: "Өтінім коды", ru: "Код заявки", en: "Code of the application")
  static let assentMissing = Phrase(
    kk: "Келісім туралы сұрақтарға жауап бер", ru: "Ответьте на вопросы о согласии", en: "Answer the questions about consent")
  static let takingPartRefused = Phrase(
    kk: "Бағдарламаға қатысуға «жоқ» деп жауап бердің. Бұл келісімсіз өтінімді қарай алмаймыз, сондықтан ол жіберілмейді.",
    ru: "Вы ответили «нет» на участие в программе. Без этого согласия заявку рассмотреть нельзя, поэтому она не отправляется.",
    en: "You answered no to taking part. Without this consent an application cannot be considered, so it is not sent.")
  static let changeAnswer = Phrase(kk: "Жауапты өзгерту", ru: "Изменить ответ", en: "Change the answer")
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
