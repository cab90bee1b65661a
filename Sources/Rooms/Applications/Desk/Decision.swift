import Exchange
import Forms
import Markup
import Postbox
import Programme
import Security
import Storage
import Words

/// What the desk decides about one application. Each has a page that says what will happen, and one button.
enum Decision: String, CaseIterable, Sendable {
  case eligibility, refusal, reopening, withdrawal

  var state: Application.State {
    switch self {
    case .eligibility: .eligible
    case .refusal: .refused
    case .reopening: .submitted
    case .withdrawal: .withdrawn
    }
  }

  /// As the audit log has it.
  var act: AuditAct {
    switch self {
    case .eligibility: .applicationEligible
    case .refusal: .applicationRefused
    case .reopening: .applicationReopened
    case .withdrawal: .applicationWithdrawn
    }
  }

  var event: ApplicationEvent.Kind {
    switch self {
    case .eligibility: .eligible
    case .refusal: .refused
    case .reopening: .reopened
    case .withdrawal: .withdrawn
    }
  }

  /// Reopening is for what was decided; sending in is the girl's own act.
  func isOpen(for application: Application) -> Bool {
    if self == .reopening, application.state.isHers { return false }
    return application.state.may(state)
  }

  /// Nothing is decided in her favour before both consents are complete.
  /// And nothing where her data rest, or where she holds an offer: that is the selection's.
  func mustBeOpen(for file: DeskFile) throws(Refusal) {
    let application = file.application
    if let bar = file.bar { throw Refusal(.conflict, bar, back: application.deskPage) }
    guard isOpen(for: application) else { throw Refusal(.conflict, .alreadyMoved, back: application.deskPage) }
    if self == .eligibility, application.consent != .complete {
      throw Refusal(.conflict, .consentFirst, back: application.deskPage)
    }
  }
}

enum Decide {
  /// GET /desk/applications/:code/eligibility and its sisters
  static func show(_ visit: Visit, _ permit: Permit<DecideApplications>, _ decision: Decision) async throws -> Reply {
    let code = try visit.name("code")
    let file = try await visit.house.database.read { try DeskFile.read(code, permit, visit, in: $0) }
    try decision.mustBeOpen(for: file)
    return visit.page(page(visit, decision, file, note: "", error: nil))
  }

  /// POST /desk/applications/:code/eligibility and its sisters
  static func create(_ visit: Visit, _ permit: Permit<DecideApplications>, _ decision: Decision) async throws
    -> Reply
  {
    let house = visit.house
    let (code, note, rule) = (try visit.name("code"), visit.form["note"] ?? "", visit.form["rule"])
    // The state the page showed: whoever decides has seen what is decided about.
    let seen = visit.form["state"].flatMap(Application.State.init(rawValue:))
    let complaint: (file: DeskFile, phrase: Phrase)? = try await house.database.write { tx in
      let file = try DeskFile.read(code, permit, visit, in: tx)
      guard file.application.state == seen else {
        throw Refusal(.conflict, .alreadyMoved, back: file.application.deskPage)
      }
      try decision.mustBeOpen(for: file)
      if let phrase = missing(decision, file, house, rule: rule, note: note) { return (file, phrase) }
      try take(decision, file.girl, rule: rule, note: note, permit, house, in: tx)
      return nil
    }
    if let complaint {
      let page = page(visit, decision, complaint.file, note: note, error: visit.language(complaint.phrase))
      return visit.page(page, status: 422)
    }
    return .seeOther("/desk/applications/\(code)")
  }

  /// The state, the history, the audit log and the letter to her, in one transaction.
  static func take(
    _ decision: Decision, _ girl: Girl, rule: String?, note: String, _ permit: Permit<DecideApplications>, _ house: House,
    in tx: Transaction
  ) throws {
    let application = girl.application
    let rule = decision == .refusal ? rule : nil
    try tx.move(application, to: decision.state, reason: rule, at: house.outside.now())
    try tx.addEvent(
      decision.event, to: application.id, by: permit.actor.text, details: rule ?? "",
      note: note.isEmpty ? nil : girl.safe.seal(note, "application_event.note"), house)
    try tx.record(decision.act, application.id.text, rule ?? "", by: permit, house)
    let reason = rule.flatMap { key in house.programme.eligibility.first { $0.key == key }?.reason }
    // What a person wrote is read on her page, not on a phone that may be the family's.
    try tx.tell(
      girl.safe, subject: .decisionSubject, body: .decision(decision, application.code, reason, house.settings.address),
      purpose: .decision, once: "\(application.id):\(house.outside.now().milliseconds)", house)
  }

  private static func missing(_ decision: Decision, _ file: DeskFile, _ house: House, rule: String?, note: String) -> Phrase? {
    switch decision {
    case .refusal:
      if rule == nil { return .chooseRule }
      return rule == otherRule && note.isEmpty ? .giveReason : nil
    case .eligibility:
      return file.checked.eligibility(house).isEligible || !note.isEmpty ? nil : .giveReason
    case .reopening, .withdrawal: return note.isEmpty ? .giveReason : nil
    }
  }

  private static let otherRule = "other"

  private static func page(_ visit: Visit, _ decision: Decision, _ file: DeskFile, note: String, error: String?) -> Page {
    let t = visit.language
    let application = file.application
    let path = Link("/desk/applications/\(application.code)/\(decision.rawValue)")
    let rules = visit.house.programme.eligibility.map { Option($0.key, $0.reason(t)) } + [Option(otherRule, t(.otherReason))]
    let failed = file.checked.eligibility(visit.house).failed
    let field = decision == .refusal ? "rule" : "note"
    return Page(
      title: t(decision.title), language: t,
      body: """
        \(t.back(to: "/desk/applications/\(application.code)"))\(t.errorSummary(error.map { [(field: field, message: $0)] } ?? []))
        <h1>\(t(decision.title)): \(application.code)</h1><p>\(file.girl.subject) · \(t(application.state.name))</p>
        <p>\(t(decision.meaning))</p>
        \(failed.map { notice("\($0.reason(t))", .bad) })
        \(form(
          path, hidden: [("state", application.state.rawValue)],
          """
          \(visit.formToken)\
          \(decision == .refusal ? t.choice(
            Field("rule", t(.whichRule), error: error), rules, chosen: visit.form["rule"] ?? failed.first?.key) : .nothing)\
          \(t.textArea(Field("note", t(.reasonWord), hint: t(.noteHint), error: decision == .refusal ? nil : error,
              isOptional: decision == .refusal || (decision == .eligibility && failed.isEmpty)), value: note, rows: 3))\
          \(button(t(decision.title), look: decision == .refusal || decision == .withdrawal ? .danger : .primary))
          """))
        """)
  }
}

extension Application {
  /// Its file on the desk.
  var deskPage: Link { Link("/desk/applications/\(code)") }
}

extension Decision {
  var title: Phrase {
    switch self {
    case .eligibility: Phrase(kk: "Тестке жіберу", ru: "Допустить к тесту", en: "Eligible for the test")
    case .refusal: Phrase(kk: "Қабылдамау", ru: "Отказать", en: "Refuse")
    case .reopening: Phrase(kk: "Қайта қарауға ашу", ru: "Открыть заново", en: "Reopen")
    case .withdrawal: Phrase(kk: "Сұрауы бойынша қайтарып алу", ru: "Отозвать по просьбе", en: "Withdraw on request")
    }
  }

  var meaning: Phrase {
    switch self {
    case .eligibility:
      Phrase(
        kk: "Қыз іріктеу тестіне жіберіледі. Оған хабарлама барады.",
        ru: "Девочка будет допущена к отборочному тесту. Ей придёт сообщение.",
        en: "The girl goes on to the entrance test. She is sent a message.")
    case .refusal:
      Phrase(
        kk:
          "Өтінім бұдан әрі қаралмайды. Қызға қай шарт орындалмағаны жазылған хабарлама барады. Басқа себеп болса, жазған мәтініңізді ол өз бетінде оқиды; қайда хабарласу керегі де сонда жазылған.",
        ru:
          "Заявка дальше не рассматривается. Девочке придёт сообщение с условием, которое не выполнено. При другой причине ваш текст она прочитает на своей странице; там же сказано, куда обратиться.",
        en:
          "The application goes no further. The girl is sent a message that names the condition. Another reason she reads on her page as you write it; there she is told whom to ask."
      )
    case .reopening:
      Phrase(
        kk: "Шешім күшін жояды, өтінім қайта қаралады. Қызға хабарлама барады.",
        ru: "Решение отменяется, заявка снова на рассмотрении. Девочке придёт сообщение.",
        en: "The decision is undone and the application is open again. The girl is sent a message.")
    case .withdrawal:
      Phrase(
        kk: "Қыз немесе заңды өкіл сұраса ғана. Өтінім қаралмайды; кім, қашан сұрағанын жазыңыз.",
        ru: "Только по просьбе девочки или представителя. Заявка больше не рассматривается; запишите, кто и когда попросил.",
        en: "Only when the girl or her guardian asks. The application is no longer considered; write who asked and when.")
    }
  }
}

extension Phrase {
  static let consentFirst = Phrase(
    kk: "Келісім толық болмайынша тестке жіберуге болмайды.", ru: "Допустить можно только после полного согласия.",
    en: "She may sit the test only once consent is complete.")
  static let whichRule = Phrase(kk: "Қай шарт орындалмады", ru: "Какое условие не выполнено", en: "Which condition is not met")
  static let otherReason = Phrase(
    kk: "Басқа себеп, төменде жазылған", ru: "Другая причина, указана ниже", en: "Another reason, given below")
  static let chooseRule = Phrase(kk: "Шартты таңдаңыз", ru: "Выберите условие", en: "Choose the condition")
  static let reasonWord = Phrase(kk: "Негіздеме", ru: "Обоснование", en: "Reason")
  static let giveReason = Phrase(kk: "Негіздемені жазыңыз", ru: "Напишите обоснование", en: "Write the reason")
  static let decisionSubject = Phrase(kk: "Өтінімің туралы", ru: "О вашей заявке", en: "About your application")

  static func decision(_ decision: Decision, _ code: String, _ reason: Said?, _ address: String) -> Phrase {
    let page = "\(address)/status"
    switch decision {
    case .eligibility:
      return Phrase(
        kk: "Өтінім \(code): іріктеу тестіне жіберілдің. Келесі қадам: \(page)",
        ru: "Заявка \(code): вы допущены к отборочному тесту. Что дальше: \(page)",
        en: "Application \(code): you may sit the entrance test. What comes next: \(page)")
    case .refusal:
      guard let because = reason else {
        return Phrase(
          kk: "Өтінім \(code) бұл жолы қабылданбады. Себебі мен қайда хабарласу керегі: \(page)",
          ru: "Заявка \(code): на этот раз отказано. Причина и куда обратиться: \(page)",
          en: "Application \(code) was refused this time. Why, and whom to ask: \(page)")
      }
      return Phrase(
        kk: "Өтінім \(code): бұл жолы шарттарға сай келмеді. \(because.kk) Толығырақ: \(page)",
        ru: "Заявка \(code): на этот раз условия не выполнены. \(because.ru) Подробнее: \(page)",
        en: "Application \(code): the conditions are not met this time. \(because.en) More: \(page)")
    case .reopening:
      return Phrase(
        kk: "Өтінім \(code) қайта қаралады: \(page)", ru: "Заявка \(code) рассматривается заново: \(page)",
        en: "Application \(code) is being considered again: \(page)")
    case .withdrawal:
      return Phrase(
        kk: "Өтінім \(code) сұрау бойынша қайтарып алынды: \(page)", ru: "Заявка \(code) отозвана по просьбе: \(page)",
        en: "Application \(code) was withdrawn on request: \(page)")
    }
  }
}
