import Exchange
import Forms
import Markup
import Programme
import Storage
import Words

/// "Check your answers": everything on one page, with a way back to each, what is missing, and what the rules say.
enum Check {
  /// GET /apply/check
  static func show(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    let house = visit.house
    let (girl, context, ledger) = try await house.database.read { tx in
      let girl = try Girl.read(permit, house, in: tx)
      return (
        girl, try Check.context(visit, girl, in: tx), try tx.consents(of: girl.application, girl.safe, at: house.outside.now())
      )
    }
    try girl.mustBeHers()
    return visit.page(
      page(visit, Shown(girl: girl, ledger: ledger, context: context)), scripts: SaveState.scripts(visit, .application)
    )
    .kept(in: .application, by: girl.owner, visit)
  }

  /// With everything any field looks up, since all fields are shown.
  static func context(_ visit: Visit, _ girl: Girl, in tx: Transaction) throws -> FieldContext {
    var context = visit.fieldContext
    if let school = ID<School>(girl.answers[.school]), let found = try tx.school(school) { context.schools = [found] }
    context.files = try tx.addedFiles(of: girl)
    return context
  }

  /// What the page is made of.
  private struct Shown: Sendable {
    let girl: Girl
    let ledger: ConsentLedger
    let context: FieldContext
  }

  private static func page(_ visit: Visit, _ shown: Shown) -> Page {
    let t = visit.language
    let (girl, ledger, consents) = (shown.girl, shown.ledger, visit.house.consents)
    let list = CheckList(girl.filled(visit.house), shown.context)
    let checked = list.checked
    let verdict = checked.eligibility(visit.house)
    let assented = ledger.hasAnswered(.girl, consents)
    let agrees = ledger.agreesToTakePart(.girl, consents)
    let isAllowed = assented && agrees && verdict.failed.isEmpty
    return Page(
      title: t(.checkTitle), language: t,
      body: """
        \(t.back(to: list.back))<h1>\(t(.checkTitle))</h1>
        <p class="hint">\(t(.applicationCode)): <b>\(girl.application.code)</b></p>\(SaveState.html(visit, list.filled))
        \(list.missing)
        \(assented ? HTML.nothing : notice("<a href=\"/apply/consent\">\(t(.assentMissing))</a>", .waiting))
        \(assented && !agrees ? notice("<p>\(t(.takingPartRefused))</p><p><a href=\"/apply/consent\">\(t(.changeAnswer))</a></p>", .bad) : HTML.nothing)
        \(verdict.failed.map { rule in
          notice("\(rule.reason(t))\(rule.wouldBe.map { " \($0(t))" } ?? "")", .bad)
        })\(Doubt.all(girl.answers).map { notice("\(t($0.toHer))", .waiting) })
        \(list.sections)
        \(consentHTML(ledger, consents, t))
        \(sending(visit, isReady: checked.isComplete && isAllowed, isAllowed: isAllowed, says: Self.pressing(ledger, consents)))
        <p><a href="/status/later">\(t(.later))</a></p>
        """)
  }

  /// Hidden while something is missing: a script shows it when the phone knows the answers that the server has not heard of.
  private static func sending(_ visit: Visit, isReady: Bool, isAllowed: Bool, says: Phrase) -> HTML {
    let t = visit.language
    return """
      <form method="post" action="/apply/submission" novalidate\(" data-agreed=\"yes\"", if: isAllowed)\(" hidden", if: !isReady)>\
      \(visit.formToken)<p>\(t(says))</p>\(button(t(.submit), look: .sun))</form>
      """
  }

  /// Her guardian is asked where nothing was answered yet; after a correction the answer stands.
  private static func pressing(_ ledger: ConsentLedger, _ consents: ConsentFile) -> Phrase {
    if ledger.adultSince != nil { return .byPressingAlone }
    return ledger.answer(.guardian, consents.purposes[0].key) == nil ? .byPressing : .byPressingAnswered
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
  static let applicationCode = Phrase(kk: "Өтінім коды", ru: "Код заявки", en: "Code of the application")
  static let assentMissing = Phrase(
    kk: "Келісім туралы сұрақтарға жауап бер", ru: "Ответьте на вопросы о согласии", en: "Answer the questions about consent")
  static let takingPartRefused = Phrase(
    kk: "Бағдарламаға қатысуға «жоқ» деп жауап бердің. Бұл келісімсіз өтінімді қарай алмаймыз, сондықтан ол жіберілмейді.",
    ru: "Вы ответили «нет» на участие в программе. Без этого согласия заявку рассмотреть нельзя, поэтому она не отправляется.",
    en: "You answered no to taking part. Without this consent an application cannot be considered, so it is not sent.")
  static let changeAnswer = Phrase(kk: "Жауапты өзгерту", ru: "Изменить ответ", en: "Change the answer")
  static let byPressing = Phrase(
    kk: "Жіберген соң жауаптарды өзгерте алмайсың. Ата-анаңа келісім сілтемесі барады.",
    ru: "После отправки ответы нельзя изменить. Родителю придёт ссылка, чтобы дать согласие.",
    en: "After sending, the answers can no longer be changed. Your guardian gets a link for consent.")
  static let byPressingAnswered = Phrase(
    kk: "Жіберген соң жауаптарды өзгерте алмайсың. Ата-анаңның жауабы бар: олардан қайта сұралмайды.",
    ru: "После отправки ответы нельзя изменить. Ответ родителя уже есть: снова его не спрашиваем.",
    en: "After sending, the answers can no longer be changed. Your guardian has answered already and is not asked again.")
  static let byPressingAlone = Phrase(
    kk: "Жіберген соң жауаптарды өзгерте алмайсың.", ru: "После отправки ответы нельзя изменить.",
    en: "After sending, the answers can no longer be changed.")
  static let submit = Phrase(kk: "Өтінімді жіберу", ru: "Отправить заявку", en: "Send the application")
}
