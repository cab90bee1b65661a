import Exchange
import Forms
import Markup
import Programme
import Security
import Storage
import Words

/// One application as the desk sees it, read in one transaction.
struct DeskFile: Sendable {
  let girl: Girl
  let checked: CheckedAnswers
  let context: FieldContext
  let ledger: ConsentLedger
  let files: [AddedFile]
  let duplicates: [DuplicatePair]
  let joinedTo: String?
  let events: [ApplicationEvent]
  let audit: [AuditEntry]
  let names: [String: String]
  /// A signed sheet that waits for a second person.
  let paper: String?
  /// What the selection has offered her.
  let placement: Placement?
  let restrictedAt: Moment?

  var application: Application { girl.application }

  /// Why nothing is decided here now, where it is decided elsewhere or her data rest.
  var bar: Phrase? {
    restrictedAt != nil ? .restrictedBars : placement?.isHeld == true ? .placeBars : nil
  }

  /// Throws `Refusal.missing` beyond the permit's reach, as if there were no such application.
  static func read<A>(_ code: String, _ permit: Permit<A>, _ visit: Visit, in tx: Transaction) throws -> DeskFile {
    let house = visit.house
    let application = try tx.application(code: ApplicationCode.read(code) ?? code, permit)
    let girl = try Girl.read(application, house, in: tx)
    let context = try Check.context(visit, girl, in: tx)
    let events = try tx.events(of: application.id, girl.safe)
    let audit = try tx.auditEntries(of: application.id.text, limit: 100)
    return DeskFile(
      girl: girl, checked: girl.checked(context, house), context: context,
      ledger: try tx.consents(of: application, girl.safe, at: house.outside.now()), files: context.files,
      duplicates: try tx.duplicates(of: application.id),
      joinedTo: try application.joinedTo.flatMap { try tx.application($0)?.code }, events: events, audit: audit,
      names: try tx.namesOfActors(events.map(\.actor) + audit.map(\.actor), house.vault),
      paper: try PaperDesk.waiting(tx, application.id), placement: try house.placement(of: application.id.text, in: tx),
      restrictedAt: try tx.row("SELECT restricted_at FROM person WHERE id = \(application.person)").flatMap {
        try $0["restricted_at"]
      })
  }

  /// The answer as the desk may see it: an IIN only by its last four digits.
  func shown(_ field: Form.Field) -> String {
    let typed = girl.answers[field.key]
    if typed.isEmpty { return "" }
    if field.kind is IINField { return (try? IIN(parsing: typed))?.masked ?? typed }
    return field.kind.shown(typed, context)
  }

  /// "координатор Сынақова Үлгі"; whoever is not staff by the role alone.
  func actor(_ text: String, _ t: Language) -> String {
    let actor = ActorText(text)
    let word = actor.role.map { t($0.name) } ?? t(actor.word == "desk" ? .deskItself : .byItself)
    guard actor.role?.isStaff ?? false, let name = names[text] else { return word }
    return "\(word) \(name)"
  }
}

/// The page of one application.
enum DeskFilePage {
  /// GET /desk/applications/:code; opening it is an entry in the audit log, which she sees too.
  static func show(_ visit: Visit, _ permit: Permit<ReadApplications>) async throws -> Reply {
    let house = visit.house
    let code = try visit.name("code")
    let file = try await house.database.read { try DeskFile.read(code, permit, visit, in: $0) }
    try await house.database.write { try $0.record(.applicationRead, file.application.id.text, by: permit, house) }
    return visit.page(page(visit, file))
  }

  /// GET /desk/applications/:code/files/:file
  static func file(_ visit: Visit, _ permit: Permit<ReadApplications>) async throws -> Reply {
    let house = visit.house
    let (code, id) = (try visit.name("code"), try visit.id("file", of: StoredFile.self))
    let (application, file, bytes) = try await house.database.read { tx in
      let application = try tx.application(code: code, permit)
      let safe = try tx.safe(of: application.person, house.vault)
      guard let file = try tx.files(of: application.id, safe).first(where: { $0.id == id }) else { throw Refusal.missing }
      return (application, file, try tx.content(of: id, safe))
    }
    try await house.database.write { tx in
      try tx.record(.applicationFileRead, application.id.text, file.field, by: permit, house)
    }
    return file.given(bytes, of: code)
  }

  private static func page(_ visit: Visit, _ file: DeskFile) -> Page {
    let t = visit.language
    let application = file.application
    let name = file.girl.subject
    return Page(
      title: application.code, language: t, width: .wide,
      body: """
        \(t.back(to: "/desk/applications"))<h1>\(name == application.code ? name : "\(name) · \(application.code)")</h1>
        <p>\(tag(t(application.state.name), application.state.tone)) \(tag(t(file.ledger.standing(application.consent, visit.house.consents)), application.consent.tone)) \
        \(tag("\(t(.sourceWord)): \(t(application.source.name))"))\
        \(file.ledger.adultSince == nil ? HTML.nothing : " \(tag(t(.answersAlone)))")\(elsewhere(file, t))</p>
        \(file.joinedTo.map { "<p><a href=\"\(Link("/desk/applications/\($0)"))\">\(t(.joinedToWhich)): \($0)</a></p>" })
        \(paper(visit, file, t))\(decisions(visit, file, t))\(verdict(file, visit.house, t))\(doubts(file, t))\(pairs(file, t))
        \(visit.house.applicationForm.sections.map { section in answers(section, file, visit) })
        \(files(file, t))\(consents(file, visit.house.consents, t))\(notes(visit, file, t))\(history(file, t))\(readers(file, t))
        """)
  }

  /// How it stands with others: what the selection has offered, and that her data rest.
  private static func elsewhere(_ file: DeskFile, _ t: Language) -> HTML {
    """
    \(file.placement.map { " \(tag(t($0.stands), $0.isHeld ? .good : .plain))" as HTML })\
    \(file.restrictedAt.map { " \(tag("\(t(.restrictedSince)) \(t.date($0.day()))", .bad))" as HTML })
    """
  }

  private static func decisions(_ visit: Visit, _ file: DeskFile, _ t: Language) -> HTML {
    if let bar = file.bar {
      let link = file.placement.flatMap { $0.readers.contains(where: visit.who.holds) ? $0.link : nil }
      return notice(
        "<p>\(t(bar))\(link.map { " <a href=\"\($0)\">\(t(.toSelection))</a>" as HTML })</p>", .waiting)
    }
    let application = file.application
    var links: [HTML] = []
    if DecideApplications.roles.contains(where: visit.who.holds) {
      for decision in Decision.allCases where (try? decision.mustBeOpen(for: file)) != nil {
        let look: ButtonLook = decision == .eligibility ? .primary : .plain
        links.append(
          linkButton(t(decision.title), Link("/desk/applications/\(application.code)/\(decision.rawValue)"), look: look))
      }
    }
    if WorkOnApplications.roles.contains(where: visit.who.holds), application.state.may(.returned) {
      let link = Link("/desk/applications/\(application.code)/corrections")
      links.append(linkButton(t(.askCorrection), link, look: .plain))
    }
    return links.isEmpty ? .nothing : "<div class=\"row\">\(links)</div>"
  }

  private static func paper(_ visit: Visit, _ file: DeskFile, _ t: Language) -> HTML {
    guard let id = file.paper else { return .nothing }
    guard ApprovePaperConsent.roles.contains(where: visit.who.holds) else { return notice("<p>\(t(.checkPaper))</p>", .waiting) }
    return notice("<p><a href=\"\(Link("/desk/papers/\(id)"))\">\(t(.checkPaper))</a></p>", .waiting)
  }

  private static func doubts(_ file: DeskFile, _ t: Language) -> HTML {
    Doubt.all(file.girl.answers).map { notice("<p>\(t($0.toStaff))</p>", .waiting) }.joined()
  }

  private static func verdict(_ file: DeskFile, _ house: House, _ t: Language) -> HTML {
    let verdict = file.checked.eligibility(house)
    if !verdict.failed.isEmpty {
      return verdict.failed.map { notice("\($0.reason(t))", .bad) }.joined()
    }
    let missing = file.checked.complaints.map { "<li>\(t($0.phrase))</li>" as HTML }
    if missing.isEmpty, verdict.open.isEmpty { return notice("\(t(.meetsRules))", .good) }
    return notice("<b>\(t(.notYetClear))</b><ul>\(missing)</ul>", .waiting)
  }

  private static func pairs(_ file: DeskFile, _ t: Language) -> HTML {
    file.duplicates.map { pair in
      let link = Link("/desk/duplicates/\(pair.first.code)/\(pair.second.code)")
      return notice(
        "<a href=\"\(link)\">\(t(pair.decision?.name ?? .maybeDuplicate)): \(pair.first.code) · \(pair.second.code)</a>",
        pair.decision == nil ? .waiting : .plain)
    }.joined()
  }

  private static func answers(_ section: Form.Section, _ file: DeskFile, _ visit: Visit) -> HTML {
    let t = visit.language
    let answers = visit.house.applicationForm.pages(for: file.girl.answers, on: file.context.today).filter {
      $0.section == section.key
    }.flatMap {
      page in
      page.fields(for: file.girl.answers).map { field in
        Answer(field.asked(on: page)(t), file.shown(field))
      }
    }
    return answers.isEmpty ? .nothing : "<h2>\(section.name(t))</h2>\(t.answers(answers))"
  }

  private static func files(_ file: DeskFile, _ t: Language) -> HTML {
    guard !file.files.isEmpty else { return .nothing }
    let items = file.files.map { stored -> HTML in
      let link = Link("/desk/applications/\(file.application.code)/files/\(stored.id)")
      return "<li><a href=\"\(link)\">\(t.file(stored))</a></li>"
    }
    return "<h2>\(t(.filesWord))</h2><ul>\(items)</ul>"
  }

  private static func consents(_ file: DeskFile, _ consents: ConsentFile, _ t: Language) -> HTML {
    let lines = consents.purposes.flatMap { purpose in
      Consent.Signer.allCases.compactMap { signer in file.ledger.answer(signer, purpose.key).map { (purpose, $0) } }
    }
    let isShared = Doubt.all(file.girl.answers).contains(.sharedPhone)
    guard !lines.isEmpty else { return "<h2>\(t(.consentWord))</h2><p>\(t(file.application.consent.name))</p>" }
    return """
      \(t.table(
        t(.consentWord), lines,
        [
          Column(t(.purpose)) { HTML($0.0.title(t)) }, Column(t(.signer)) { HTML(t($0.1.signer.name)) },
          Column(t(.answerWord)) { line in
            """
            \(tag(t(line.1.agreed ? .agreed : .notAgreed), line.1.agreed ? .good : .bad))\
            \(line.1.due.map { " \(tag(t($0.name), .waiting))" as HTML })\
            \(line.1.isObjected ? " \(tag(t(.objectedTo), .bad))" : HTML.nothing)
            """
          },
          Column(t(.channelWord)) { line in
            "\(t(line.1.channel.name))\(isShared && line.1.signer == .guardian ? " \(tag(t(.onHerPhone), .waiting))" : "")"
          }, Column(t(.when)) { HTML(t.dateTime($0.1.at)) },
        ]))
      """
  }

  private static func notes(_ visit: Visit, _ file: DeskFile, _ t: Language) -> HTML {
    guard WorkOnApplications.roles.contains(where: visit.who.holds) else { return .nothing }
    return """
      <h2>\(t(.note))</h2>
      \(form(
        "/desk/applications/\(file.application.code)/notes",
        """
        \(visit.formToken)\(t.textArea(Field("note", t(.noteForStaff), hint: t(.noteHint)), rows: 3))\
        \(button(t(.addNote), look: .plain))
        """))
      """
  }

  /// Its own history and that of the offer in one, the newest first.
  private static func history(_ file: DeskFile, _ t: Language) -> HTML {
    let own = file.events.map { event in
      (at: event.at, what: "\(t(event.kind.name))\(event.note.map { ": \($0)" as HTML })" as HTML, actor: event.actor)
    }
    let offered = (file.placement?.steps ?? []).map { (at: $0.at, what: HTML(t($0.what)), actor: $0.actor) }
    let lines = offered.isEmpty ? own : (offered + own).sorted { $0.at > $1.at }
    return t.table(
      t(.history), lines,
      [
        Column(t(.when)) { HTML(t.dateTime($0.at)) }, Column(t(.whatHappened)) { $0.what },
        Column(t(.who)) { HTML(file.actor($0.actor, t)) },
      ])
  }

  private static func readers(_ file: DeskFile, _ t: Language) -> HTML {
    """
    \(t.table(
      t(.whoLooked), file.audit.filter { $0.act.hasSuffix("read") },
      [
        Column(t(.when)) { HTML(t.dateTime(Moment(milliseconds: $0.at))) }, Column(t(.who)) { HTML(file.actor($0.actor, t)) },
      ], empty: "<p>\(t(.nobodyYet))</p>"))
    """
  }
}

extension ApplicationEvent.Kind {
  var name: Phrase {
    switch self {
    case .started: Phrase(kk: "Өтінім басталды", ru: "Заявка начата", en: "Begun")
    case .submitted: Phrase(kk: "Жіберілді", ru: "Подана", en: "Submitted")
    case .returned: Phrase(kk: "Түзетуге қайтарылды", ru: "Возвращена на исправление", en: "Returned for correction")
    case .corrected: Phrase(kk: "Түзетіліп, қайта жіберілді", ru: "Исправлена и подана снова", en: "Corrected and sent again")
    case .eligible: Phrase(kk: "Тестке жіберілді", ru: "Допущена к тесту", en: "May sit the test")
    case .refused: Phrase(kk: "Талаптарға сай емес деп танылды", ru: "Признана не соответствующей условиям", en: "Refused")
    case .withdrawn: Phrase(kk: "Қайтарып алынды", ru: "Отозвана", en: "Withdrawn")
    case .reopened: Phrase(kk: "Қайта ашылды", ru: "Открыта заново", en: "Reopened")
    case .joined: Phrase(kk: "Басқа өтініммен біріктірілді", ru: "Объединена с другой", en: "Joined to another")
    case .imported: Phrase(kk: "Кестеден жүктелді", ru: "Загружена из таблицы", en: "Imported")
    case .edited: Phrase(kk: "Кестеден жаңартылды", ru: "Обновлена из таблицы", en: "Updated from a table")
    case .noted: Phrase(kk: "Ескертпе", ru: "Пометка", en: "Note")
    case .exported: Phrase(kk: "Тізімде жүктеп алынды", ru: "Выгружена в списке", en: "Exported")
    case .fileAdded: Phrase(kk: "Файл қосылды", ru: "Добавлен файл", en: "File added")
    case .fileRemoved: Phrase(kk: "Файл алынды", ru: "Файл убран", en: "File removed")
    case .girlAgreed: Phrase(kk: "Қыз келісті", ru: "Участница согласна", en: "The girl agreed")
    case .girlRefused: Phrase(kk: "Қыз келіспеді", ru: "Участница не согласна", en: "The girl refused")
    case .guardianAsked:
      Phrase(kk: "Заңды өкілден келісім сұралды", ru: "Представителю отправлен запрос", en: "The guardian was asked")
    case .guardianAgreed: Phrase(kk: "Заңды өкіл келісті", ru: "Представитель согласен", en: "The guardian agreed")
    case .guardianRefused: Phrase(kk: "Заңды өкіл келіспеді", ru: "Представитель отказал", en: "The guardian refused")
    case .cameOfAge: Phrase(kk: "18 жасқа толды", ru: "Исполнилось 18 лет", en: "Came of age")
    case .consentAskedAgain: Phrase(kk: "Келісім қайта сұралды", ru: "О согласии спросили снова", en: "Asked for consent again")
    case .consentWithdrawn: Phrase(kk: "Келісім қайтарып алынды", ru: "Согласие отозвано", en: "Consent withdrawn")
    case .paperEntered: Phrase(kk: "Қағаз келісім енгізілді", ru: "Введено бумажное согласие", en: "Paper consent entered")
    case .paperApproved: Phrase(kk: "Қағаз келісім расталды", ru: "Бумажное согласие подтверждено", en: "Paper consent approved")
    case .paperRejected: Phrase(kk: "Қағаз келісім қабылданбады", ru: "Бумажное согласие отклонено", en: "Paper consent rejected")
    case .messageSent: Phrase(kk: "Хабарлама жіберілді", ru: "Отправлено сообщение", en: "Message sent")
    case .notDuplicate: Phrase(kk: "Дубликат емес деп танылды", ru: "Признана не дубликатом", en: "Found to be no duplicate")
    }
  }
}

extension Phrase {
  static let placeBars = Phrase(
    kk:
      "Оған орын ұсынылған, сондықтан мұнда оны қабылдамауға, қайта ашуға не қайтарып алуға болмайды. Орын мен апелляция туралы іріктеу бетінде шешіледі; орынды қыздың өзі немесе заңды өкілі ғана қайтара алады.",
    ru:
      "Ей предложено место, поэтому отказать, открыть заново или отозвать заявку здесь нельзя. О местах и апелляциях решают на странице отбора; вернуть место может только она сама или представитель.",
    en:
      "She holds an offer or a place, so nothing is refused, reopened or withdrawn here. Offers and appeals are decided on the selection's page; only she or her guardian can give the place back."
  )
  static let restrictedBars = Phrase(
    kk: "Балаларды қорғау қызметі деректерін өңдеуді шектеді: шектеу алынғанша бұл өтінім туралы шешім қабылданбайды.",
    ru: "Служба защиты детей ограничила обработку её данных: пока ограничение действует, по заявке ничего не решают.",
    en: "Safeguarding has restricted the use of her data: nothing is decided about this application until it is lifted.")
  static let restrictedSince = Phrase(kk: "деректері шектелген", ru: "обработка ограничена с", en: "restricted since")
  static let toSelection = Phrase(kk: "Іріктеу бетіне", ru: "К странице отбора", en: "To the selection's page")
  static let onHerPhone = Phrase(kk: "қыздың телефоны", ru: "телефон участницы", en: "the girl's phone")
  static let deskItself = Phrase(kk: "жұмыс үстелі", ru: "рабочий стол", en: "desk")
  static let byItself = Phrase(kk: "жүйе", ru: "система", en: "system")
  static let joinedToWhich = Phrase(kk: "Мына өтініммен біріктірілген", ru: "Объединена с заявкой", en: "Joined to")
  static let objectedTo = Phrase(
    kk: "қарсылық бар: қолданылмайды", ru: "есть возражение: не используем", en: "objected to: not used")
  static let answersAlone = Phrase(
    kk: "18 жаста: өзі жауап береді", ru: "18 лет: отвечает сама", en: "18: answers for herself")
  static let askCorrection = Phrase(kk: "Түзетуге қайтару", ru: "Вернуть на исправление", en: "Ask for a correction")
  static let meetsRules = Phrase(
    kk: "Барлық жауап бар, шарттарға сай.", ru: "Все ответы есть, условиям соответствует.",
    en: "All answers are there; the conditions are met.")
  static let notYetClear = Phrase(kk: "Әлі анық емес", ru: "Ещё не ясно", en: "Not clear yet")
  static let maybeDuplicate = Phrase(kk: "Дубликат болуы мүмкін", ru: "Возможный дубликат", en: "Possible duplicate")
  static let filesWord = Phrase(kk: "Файлдар", ru: "Файлы", en: "Files")
  static let purpose = Phrase(kk: "Мақсаты", ru: "Цель", en: "Purpose")
  static let signer = Phrase(kk: "Кім", ru: "Кто", en: "Who")
  static let answerWord = Phrase(kk: "Жауап", ru: "Ответ", en: "Answer")
  static let agreed = Phrase(kk: "келісті", ru: "согласие", en: "agreed")
  static let notAgreed = Phrase(kk: "келіспеді", ru: "отказ", en: "refused")
  static let channelWord = Phrase(kk: "Қалай", ru: "Как", en: "How")
  static let when = Phrase(kk: "Уақыты", ru: "Когда", en: "When")
  static let who = Phrase(kk: "Кім", ru: "Кто", en: "Who")
  static let note = Phrase(kk: "Ескертпе", ru: "Пометка", en: "Note")
  static let noteForStaff = Phrase(kk: "Қызметкерлерге арналған белгі", ru: "Пометка для сотрудников", en: "Note for the staff")
  static let noteHint = Phrase(
    kk: "Қыз немесе заңды өкіл өз деректерін сұраса, бұл мәтінді де көреді.",
    ru: "Этот текст увидят девочка и представитель, если запросят свои данные.",
    en: "The girl and her guardian see this text when they ask for their data.")
  static let addNote = Phrase(kk: "Ескертпе қосу", ru: "Добавить пометку", en: "Add the note")
  static let history = Phrase(kk: "Тарихы", ru: "История", en: "History")
  static let whatHappened = Phrase(kk: "Не болды", ru: "Что произошло", en: "What happened")
  static let whoLooked = Phrase(kk: "Кім ашты", ru: "Кто открывал", en: "Who opened it")
}
