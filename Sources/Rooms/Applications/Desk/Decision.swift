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
    return visit.page(page(visit, decision, file, note: "", error: nil), scripts: [visit.house.assets.link("keep.js")])
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
      return visit.page(page, status: 422, scripts: [house.assets.link("keep.js")])
    }
    return .seeOther(visit.deskPlace.link(Link("/desk/applications/\(code)")).text)
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
      girl.safe, decision.letter(hasReason: reason != nil),
      [.application(application.code), .page("/status", house)] + (reason.map { [.reason($0)] } ?? []),
      purpose: .decision, once: "\(application.id):\(house.outside.now().milliseconds)", house)
  }

  private static let longestNote = 4_000

  private static func missing(_ decision: Decision, _ file: DeskFile, _ house: House, rule: String?, note: String) -> Phrase? {
    if note.count > longestNote { return .tooLong(longestNote) }
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
    let field = decision == .refusal && note.count <= longestNote ? "rule" : "note"
    return Page(
      title: t(decision.title), language: t,
      body: """
        \(t.back(to: visit.deskPlace.link(application.deskPage)))\(t.errorSummary(error.map { [(field: field, message: $0)] } ?? []))
        <h1>\(t(decision.title)): \(application.code)</h1><p>\(file.girl.subject) · \(t(application.state.name))</p>
        <p>\(t(decision.meaning))</p>
        \(failed.map { notice("\($0.reason(t))", .bad) })
        \(form(
          path, hidden: [("state", application.state.rawValue), ("list", visit.deskPlace.remembered.urlEncoded)],
          keeping: t(.notSentKept),
          """
          \(visit.formToken)\
          \(decision == .refusal ? t.choice(
            Field("rule", t(.whichRule), error: field == "rule" ? error : nil), rules, chosen: visit.form["rule"] ?? failed.first?.key) : .nothing)\
          \(t.textArea(Field("note", t(.reasonWord), hint: t(.noteHint), error: field == "note" ? error : nil,
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
    case .eligibility: Phrase(kk: "Іріктеуге жіберу", ru: "Допустить к отбору", en: "Admit to the selection")
    case .refusal: Phrase(kk: "Қабылдамау", ru: "Отказать", en: "Refuse")
    case .reopening: Phrase(kk: "Қайта қарауға ашу", ru: "Открыть заново", en: "Reopen")
    case .withdrawal: Phrase(kk: "Сұрауы бойынша қайтарып алу", ru: "Отозвать по просьбе", en: "Withdraw on request")
    }
  }

  var meaning: Phrase {
    switch self {
    case .eligibility:
      Phrase(
        kk: "Өтінім іріктеуге жіберіледі. Қатысушыға хабарлама барады.",
        ru: "Заявка будет допущена к отбору. Об этом придёт сообщение.",
        en: "The application goes on to the selection. The applicant is sent a message.")
    case .refusal:
      Phrase(
        kk:
          "Өтінім бұдан әрі қаралмайды. Қатысушыға қай шарт орындалмағаны жазылған хабарлама барады. Басқа себеп болса, жазған мәтініңізді ол өз бетінде оқиды; қайда хабарласу керегі де сонда жазылған.",
        ru:
          "Заявка дальше не рассматривается. Придёт сообщение с условием, которое не выполнено. При другой причине ваш текст появится на странице заявки; там же сказано, куда обратиться.",
        en:
          "The application goes no further. The applicant is sent a message that names the condition. Another reason stands on the page of the application as you write it; there it says whom to ask."
      )
    case .reopening:
      Phrase(
        kk: "Шешім күшін жояды, өтінім қайта қаралады. Қатысушыға хабарлама барады.",
        ru: "Решение отменяется, заявка снова на рассмотрении. Об этом придёт сообщение.",
        en: "The decision is undone and the application is open again. The applicant is sent a message.")
    case .withdrawal:
      Phrase(
        kk: "Қатысушы немесе заңды өкіл сұраса ғана. Өтінім қаралмайды; кімнің қашан сұрағанын жазыңыз.",
        ru:
          "Только по просьбе того, кто подал заявку, или представителя. Заявка больше не рассматривается; запишите, кто и когда попросил.",
        en: "Only when the applicant or the guardian asks. The application is no longer considered; write who asked and when.")
    }
  }
}

extension Phrase {
  static let consentFirst = Phrase(
    kk: "Қатысушының да, заңды өкілінің де келісімі болмайынша іріктеуге жіберуге болмайды.",
    ru: "Допустить можно, когда есть оба согласия: личное и представителя.",
    en: "An application is let in only once the applicant and the guardian have agreed.")
  static let whichRule = Phrase(kk: "Қай шарт орындалмады", ru: "Какое условие не выполнено", en: "Which condition is not met")
  static let otherReason = Phrase(
    kk: "Басқа себеп, төменде жазылған", ru: "Другая причина, указана ниже", en: "Another reason, given below")
  static let chooseRule = Phrase(kk: "Шартты таңдаңыз", ru: "Выберите условие", en: "Choose the condition")
  static let reasonWord = Phrase(kk: "Негіздеме", ru: "Обоснование", en: "Reason")
  static let giveReason = Phrase(kk: "Негіздемені жазыңыз", ru: "Напишите обоснование", en: "Write the reason")
}

extension LetterText {
  static let eligible = LetterText(
    "eligible",
    Phrase(kk: "Өтінім іріктеуге жіберілді", ru: "Заявка допущена к отбору", en: "The application goes on to the selection"),
    needs: [.page], mayUse: [.application])
  static let refused = LetterText(
    "refused",
    Phrase(
      kk: "Өтінім қабылданбады: шарт орындалмаған", ru: "Заявка отклонена: условие не выполнено",
      en: "Application refused: a condition is not met"),
    needs: [.page], mayUse: [.application, .reason])
  static let refusedOtherwise = LetterText(
    "refused-otherwise",
    Phrase(
      kk: "Өтінім басқа себеппен қабылданбады", ru: "Заявка отклонена по другой причине",
      en: "Application refused for another reason"),
    needs: [.page], mayUse: [.application])
  static let reopened = LetterText(
    "reopened", Phrase(kk: "Өтінім қайта ашылды", ru: "Заявка открыта снова", en: "Application opened again"),
    needs: [.page], mayUse: [.application])
  static let withdrawn = LetterText(
    "withdrawn", Phrase(kk: "Өтінім қайтарып алынды", ru: "Заявка отозвана", en: "Application taken back"),
    needs: [.page], mayUse: [.application])
}

extension Decision {
  /// What she is told; `hasReason` where one of the programme's conditions is the reason.
  fileprivate func letter(hasReason: Bool) -> LetterText {
    switch self {
    case .eligibility: .eligible
    case .refusal: hasReason ? .refused : .refusedOtherwise
    case .reopening: .reopened
    case .withdrawal: .withdrawn
    }
  }
}
