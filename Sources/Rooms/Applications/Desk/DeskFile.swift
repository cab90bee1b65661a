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
  /// How it came, where one of the staff began it for her; and whether more may be written down.
  let entry: DeskEntry?
  let isStillEntered: Bool
  let colleagues: Colleagues
  /// Of whoever it was given to, where her key is still here.
  let assigneeName: String?

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
    let entry = try tx.deskEntry(of: application)
    let audit = try tx.auditEntries(of: application.id.text, limit: 100)
    let assignees = Set(([application.assignee] + events.map(\.assignee)).compactMap(\.self)).map { Self.given($0) }
    let names = try tx.namesOfActors(events.map(\.actor) + audit.map(\.actor) + assignees, house.vault)
    return DeskFile(
      girl: girl, checked: girl.checked(context, house), context: context,
      ledger: try tx.consents(of: application, girl.safe, at: house.outside.now()), files: context.files,
      duplicates: try tx.duplicates(of: application.id),
      joinedTo: try application.joinedTo.flatMap { try tx.application($0)?.code }, events: events, audit: audit,
      names: names,
      paper: try PaperDesk.waiting(tx, application.id), placement: try house.placement(of: application.id.text, in: tx),
      restrictedAt: try tx.row("SELECT restricted_at FROM person WHERE id = \(application.person)").flatMap {
        try $0["restricted_at"]
      }, entry: entry, isStillEntered: try entry != nil && application.state == .draft && !tx.hasBeenThere(application),
      colleagues: try tx.colleaguesNow(in: application.cycle, house.vault),
      assigneeName: application.assignee.flatMap { names[Self.given($0)] })
  }

  /// As names are looked up.
  private static func given(_ person: ID<Person>) -> String { "to:\(person)" }

  /// To whom it was given, or from whom it was taken.
  func assignee(_ event: ApplicationEvent) -> String? { event.assignee.flatMap { names[Self.given($0)] } }

  /// The answer as the desk may see it: an IIN only by its last four digits.
  func shown(_ field: Form.Field) -> String {
    let typed = girl.answers[field.key]
    if typed.isEmpty { return "" }
    if field.kind is IINField { return (try? IIN(parsing: typed))?.masked ?? typed }
    return field.told(typed, context)
  }

  /// "координатор Сынақова Үлгі"; whoever is not staff by the role alone.
  func actor(_ text: String, _ t: Language) -> String {
    let actor = ActorText(text)
    let word = t(actor.name)
    guard actor.role?.isStaff ?? false, let name = names[text] else { return word }
    return "\(word) \(name)"
  }
}

/// The page of one application: what was written to the left, how it stands and what can be done to the right.
enum DeskFilePage {
  /// What was typed into a note that cannot be taken, and why not.
  struct Draft: Sendable {
    let note: String
    let error: Phrase?
  }

  /// GET /desk/applications/:code; opening it is an entry in the audit log, which she sees too.
  static func show(_ visit: Visit, _ permit: Permit<ReadApplications>) async throws -> Reply {
    try await page(visit, permit, nil)
  }

  /// The same with a note that was not taken.
  static func page<A>(_ visit: Visit, _ permit: Permit<A>, _ draft: Draft?) async throws -> Reply {
    let house = visit.house
    let code = try visit.name("code")
    let list = visit.deskPlace
    let (file, beside) = try await house.database.read { tx in
      let file = try DeskFile.read(code, permit, visit, in: tx)
      return (file, try list.neighbours(of: file.application, permit, house, in: tx))
    }
    try await house.database.write { try $0.record(.applicationRead, file.application.id.text, by: permit, house) }
    let sight = DeskSight(visit: visit, file: file, list: list, draft: draft)
    return visit.page(
      sight.page(list.crumbs(visit, file.application, beside)), status: draft?.error == nil ? 200 : 422,
      scripts: [house.assets.link("desk.js"), house.assets.link("keep.js")])
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
}

extension Visit {
  /// The list an application was opened from, and goes back to; a form carries it along.
  var deskPlace: DeskPlace {
    request.method.isSafe ? deskPlace(query) : deskPlace(listed: "list")
  }
}

/// What one page of an application shows, to whom, and within which list.
struct DeskSight: Sendable {
  let visit: Visit
  let file: DeskFile
  let list: DeskPlace
  let draft: DeskFilePage.Draft?

  private var t: Language { visit.language }
  private var house: House { visit.house }
  private var application: Application { file.application }
  private func may(_ roles: Set<Role>) -> Bool { roles.contains(where: visit.who.holds) }

  /// A page about this application that knows the list it is opened from.
  private func link(_ part: String) -> Link { list.link(application.deskPage.below(part)) }

  func page(_ crumbs: HTML) -> Page {
    let name = file.girl.subject
    return Page(
      title: application.code, language: t, width: .wide,
      body: """
        \(crumbs)\(t.errorSummary(draft?.error.map { [(field: "note", message: t($0))] } ?? []))\
        \(caseTitle(name, name == application.code ? nil : application.code, tags))
        \(twoColumns(
          t(.stateAndActs), side: "\(standing)\(consents)\(notes)\(history)\(readers)", body: "\(answers)\(essays)\(files)"))
        """)
  }

  private var consentTone: Tone { application.consent.tone(withheld: file.ledger.withheld(house.consents)) }

  private var tags: [HTML] {
    [
      tag(t(application.state.name), application.state.tone),
      tag(t(file.ledger.standing(application.consent, house.consents)), consentTone),
      tag("\(t(.sourceWord)): \(t(file.entry?.origin.name ?? application.source.name))"),
    ]
      + [
        file.ledger.adultSince.map { _ in tag(t(.answersAlone)) },
        file.placement.map { tag(t($0.stands), $0.isHeld ? .good : .plain) },
        file.restrictedAt.map { tag("\(t(.restrictedSince)) \(t.date($0.day()))", .bad) },
      ].compactMap(\.self)
  }
}

/// How it stands, and what can be done.
extension DeskSight {
  private var standing: HTML {
    let open = checks.filter { $0.isOpen }
    let title =
      Application.State.waiting.contains(application.state)
      ? (open.isEmpty ? .nothingMissing : .isMissing(open.count)) : application.state.name
    return Markup.checks(t(title), checks.map(\.check), acts: "\(acts)\(assignment)")
  }

  /// What stands between her and a decision, and what is as it should be.
  private var checks: [(isOpen: Bool, check: CaseCheck)] {
    var lines: [(isOpen: Bool, check: CaseCheck)] = []
    func add(_ tone: Tone, _ text: HTML, _ acts: [HTML] = []) {
      lines.append((tone == .waiting || tone == .bad, CaseCheck(tone, text, acts: acts)))
    }
    if let bar = file.bar {
      let link = file.placement.flatMap { $0.readers.contains(where: visit.who.holds) ? $0.link : nil }
      add(.waiting, "\(t(bar))", link.map { [act(t(.toSelection), $0)] } ?? [])
    }
    if let joined = file.joinedTo {
      add(.plain, "<a href=\"\(Link("/desk/applications/\(joined)"))\">\(t(.joinedToWhich)): \(joined)</a>")
    }
    let lacks = Lack.all(
      application, file.girl.answers, file.checked, paper: file.paper, duplicates: file.duplicates, house)
    for lack in lacks {
      let (tone, text, acts) = said(lack)
      add(tone, text, acts)
    }
    for pair in file.duplicates where pair.decision != nil { add(.plain, link(to: pair)) }
    if file.checked.isComplete, file.checked.eligibility(house).isEligible { add(.good, "\(t(.meetsRules))") }
    return lines
  }

  private func said(_ lack: Lack) -> (Tone, HTML, acts: [HTML]) {
    switch lack {
    case .paper(let paper):
      let open = may(ApprovePaperConsent.roles) ? [act(t(.openPaper), Link("/desk/papers/\(paper)"))] : []
      return (.waiting, "\(t(.checkPaper))", open)
    case .consent:
      let standing = t(file.ledger.standing(application.consent, house.consents))
      return (application.consent == .refused ? .bad : .waiting, "\(standing)", application.consent == .girl ? calls : [])
    case .rule(let rule): return (.bad, "\(rule.reason(t))", [])
    case .answers:
      let form = house.form(of: application)
      let missing = file.checked.complaints.map { complaint -> HTML in
        let question = form.field(complaint.field).map { t(GirlIntake.name($0, in: form)) }
        return "<li>\(question.map { "\($0): " } ?? "")\(t(complaint.phrase))</li>"
      }
      return (.waiting, "<b>\(t(.notYetClear))</b><ul>\(missing)</ul>", [])
    case .doubt(let doubt): return (.waiting, "\(t(doubt.toStaff))", [])
    case .duplicate(let pair): return (.waiting, link(to: pair), [])
    }
  }

  private func link(to pair: DuplicatePair) -> HTML {
    let link = Link("/desk/duplicates/\(pair.first.code)/\(pair.second.code)")
    return "<a href=\"\(link)\">\(t(pair.decision?.name ?? .maybeDuplicate)): \(pair.first.code) · \(pair.second.code)</a>"
  }

  private var calls: [HTML] {
    guard may(ReadContacts.roles), let phone = try? Phone(parsing: file.girl.answers[.guardianPhone]) else { return [] }
    return [act("\(t(.callGuardian)): \(phone.shown)", Link.call(phone))]
  }

  /// The one that is due as a button, the others small; what is shut stands there with the reason.
  private var acts: HTML {
    guard file.bar == nil else { return .nothing }
    var big: HTML = .nothing
    var small: [HTML] = []
    var why: Phrase?
    if may(DecideApplications.roles) {
      for decision in Decision.allCases where decision.isOpen(for: application) {
        let isShut = (try? decision.mustBeOpen(for: file)) == nil
        if isShut { why = .consentFirst }
        if decision == .eligibility, !isShut {
          big = "<p>\(linkButton(t(decision.title), link(decision.rawValue)))</p>"
        } else {
          small.append(act(t(decision.title), isShut ? nil : link(decision.rawValue)))
        }
      }
    }
    if file.isStillEntered, may(ImportApplications.roles) {
      small.append(act(t(.enterMore), Link("/desk/entries/\(application.code)")))
    }
    if may(WorkOnApplications.roles), application.state.may(.returned) {
      small.append(act(t(.askCorrection), link("corrections")))
    }
    return """
      \(big)\(small.isEmpty ? HTML.nothing : "<div class=\"acts\">\(small)</div>")\
      \(why.map { "<p class=\"hint\">\(t($0))</p>" as HTML })
      """
  }

  /// Both sides of each consent in one block, when and how they were given, and whom to call.
  private var consents: HTML {
    let signers = Consent.Signer.allCases
    let rows = house.consents.purposes.map { purpose in
      (name: purpose.title(t), cells: signers.map { cell(file.ledger.answer($0, purpose.key)) })
    }
    let isShared = Doubt.all(file.girl.answers).contains(.sharedPhone)
    let said = signers.compactMap { signer -> HTML? in
      let answers = house.consents.purposes.compactMap { file.ledger.answer(signer, $0.key) }
      guard let last = answers.max(by: { $0.at < $1.at }) else { return nil }
      let phone: HTML = isShared && signer == .guardian ? " \(tag(t(.onHerPhone), .waiting))" : .nothing
      return "<p class=\"hint\">\(t(signer.name)): \(t(last.channel.name)), \(t.dateTime(last.at))\(phone)</p>"
    }
    return """
      <h2>\(t(.consentWord))</h2>\(answerGrid(t(.consentWord), [t(.purpose)] + signers.map { t($0.name) }, rows))\(said)\
      \(guardian)
      """
  }

  private func cell(_ consent: Consent?) -> HTML {
    guard let consent else { return Markup.standing(t(.noAnswerYet), .waiting) }
    return """
      \(Markup.standing(t(consent.agreed ? .agreed : .notAgreed), consent.agreed ? .good : .bad))\
      \(consent.due.map { "<br>\(Markup.standing(t($0.name), .waiting))" as HTML })\
      \(consent.isObjected ? "<br>\(Markup.standing(t(.objectedTo), .bad))" : HTML.nothing)
      """
  }

  private var guardian: HTML {
    let answers = file.girl.answers
    guard !answers[.guardianName].isEmpty else { return .nothing }
    let relation = house.form(of: application).field(Meaning.guardianRelation.rawValue)?.kind as? ChoiceField
    let phone = may(ReadContacts.roles) ? call(answers[.guardianPhone]) : .nothing
    let said = [answers[.guardianName], relation?.told(answers[.guardianRelation], t) ?? ""].filter { !$0.isEmpty }
    return "<p>\(said.joined(separator: ", ")) \(phone)</p>"
  }

  private func call(_ typed: String) -> HTML {
    (try? Phone(parsing: typed)).map { "<a href=\"\(Link.call($0))\">\($0.shown)</a>" } ?? HTML(typed)
  }

  private var notes: HTML {
    let written = file.events.filter { $0.kind == .noted }
    let said = written.map { Markup.said($0.note ?? "", t.dateTime($0.at), file.actor($0.actor, t)) }
    guard may(WorkOnApplications.roles) else {
      return written.isEmpty ? .nothing : "<h2>\(t(.notesWord)) · \(written.count)</h2>\(said)"
    }
    return """
      <h2>\(t(.notesWord)) · \(written.count)</h2>\(said)
      \(form(
        application.deskPage.below("notes"), hidden: [("list", list.remembered.urlEncoded)], keeping: t(.notSentKept),
        """
        \(visit.formToken)\(t.textArea(
          Field("note", t(.noteForStaff), hint: t(.noteHint), error: draft?.error.map { t($0) }), value: draft?.note ?? "", rows: 2))\
        <button class="mini">\(t(.addNote))</button>
        """))
      """
  }

  /// Its own history and that of the offer in one, the newest first.
  private var history: HTML {
    let own = file.events.map { event in
      let said = event.note ?? file.assignee(event)
      return (at: event.at, what: "\(t(event.kind.name))\(said.map { ": \($0)" as HTML })" as HTML, actor: event.actor)
    }
    let offered = (file.placement?.steps ?? []).map { (at: $0.at, what: HTML(t($0.what)), actor: $0.actor) }
    let lines = offered.isEmpty ? own : (offered + own).sorted { $0.at > $1.at }
    return """
      <h2>\(t(.history))</h2>\
      \(feed(lines.map { Happened($0.what, t.dateTime($0.at), file.actor($0.actor, t)) }))
      """
  }

  private var readers: HTML {
    let read = file.audit.filter { $0.act.hasSuffix("read") }
    guard !read.isEmpty else { return "<p class=\"hint\">\(t(.whoLooked)): \(t(.nobodyYet))</p>" }
    return """
      <details><summary>\(t(.whoLooked)): \(read.count)</summary>\
      \(feed(read.map { entry in
        Happened(HTML(file.actor(entry.actor, t)), t.dateTime(Moment(milliseconds: entry.at)), "")
      }))</details>
      """
  }
}

/// What was written.
extension DeskSight {
  private var asked: [(page: Form.Page, field: Form.Field)] {
    house.form(of: application).pages(for: file.girl.answers, on: file.context.today).flatMap { page in
      page.fields(for: file.girl.answers).map { (page, $0) }
    }
  }

  private var answers: HTML {
    let short = asked.filter { !($0.field.kind is EssayField) && !($0.field.kind is FileField) }
    return "<h2>\(t(.answersTitle))</h2>\(pairs(short.map { (name: $0.field.told(on: $0.page)(t), value: shown($0.field)) }))"
  }

  private func shown(_ field: Form.Field) -> HTML {
    let typed = file.girl.answers[field.key]
    if typed.isEmpty { return "<span class=\"c-soft\">\(t(.notGivenShort))</span>" }
    if field.kind is PhoneField {
      return may(ReadContacts.roles) ? call(typed) : HTML((try? Phone(parsing: typed))?.masked ?? typed)
    }
    if let choice = field.kind as? ChoiceField { return HTML(choice.told(typed, t)) }
    return HTML(file.shown(field))
  }

  private var essays: HTML {
    asked.compactMap { page, field -> HTML? in
      guard let kind = field.kind as? EssayField else { return nil }
      let text = file.girl.answers[field.key]
      let title = field.told(on: page)(t)
      return """
        <h2>\(title) · \(t(.wordsCounted(EssayField.words(text)))) <span class="hint">(\(t(.wordsWanted(kind.fewest, kind.most))))</span></h2>\
        <div class="essay">\(text.isEmpty ? t(.notGivenShort) : text)</div>
        """
    }.joined()
  }

  private var files: HTML {
    guard !file.files.isEmpty else { return .nothing }
    return """
      <h2>\(t(.filesWord))</h2>\
      \(thumbnails(file.files.map { stored in
        Thumbnail(
          stored.name, t.size(stored.size), application.deskPage.below("files").below(stored.id), isPicture: stored.isSmallPicture)
      }))
      """
  }
}

extension AddedFile {
  /// A phone's photo was made small before it was sent; a large one is not loaded for the sake of a thumbnail.
  fileprivate var isSmallPicture: Bool {
    size <= 600_000 && [".jpg", ".jpeg", ".png", ".webp"].contains { name.lowercased().hasSuffix($0) }
  }
}

extension ApplicationEvent.Kind {
  var name: Phrase {
    switch self {
    case .started: Phrase(kk: "Өтінім басталды", ru: "Заявка начата", en: "Begun")
    case .submitted: Phrase(kk: "Жіберілді", ru: "Подана", en: "Submitted")
    case .returned: Phrase(kk: "Түзетуге қайтарылды", ru: "Возвращена на исправление", en: "Returned for correction")
    case .corrected: Phrase(kk: "Түзетіліп, қайта жіберілді", ru: "Исправлена и подана снова", en: "Corrected and sent again")
    case .eligible: Phrase(kk: "Іріктеуге жіберілді", ru: "Допущена к отбору", en: "Let into the selection")
    case .refused: Phrase(kk: "Талаптарға сай емес деп танылды", ru: "Признана не соответствующей условиям", en: "Refused")
    case .withdrawn: Phrase(kk: "Қайтарып алынды", ru: "Отозвана", en: "Withdrawn")
    case .reopened: Phrase(kk: "Қайта ашылды", ru: "Открыта заново", en: "Reopened")
    case .joined: Phrase(kk: "Басқа өтініммен біріктірілді", ru: "Объединена с другой", en: "Merged with another")
    case .imported: Phrase(kk: "Кестеден жүктелді", ru: "Загружена из таблицы", en: "Imported")
    case .edited: Phrase(kk: "Кестеден жаңартылды", ru: "Обновлена из таблицы", en: "Updated from a table")
    case .noted: Phrase(kk: "Ескертпе", ru: "Пометка", en: "Note")
    case .assigned: Phrase(kk: "Тапсырылды", ru: "Передана", en: "Given to")
    case .unassigned: Phrase(kk: "Қызметкерден алынды", ru: "Забрана у сотрудника", en: "Taken from")
    case .exported: Phrase(kk: "Тізімде жүктеп алынды", ru: "Выгружена в списке", en: "Exported")
    case .fileAdded: Phrase(kk: "Файл қосылды", ru: "Добавлен файл", en: "File added")
    case .fileRemoved: Phrase(kk: "Файл жойылды", ru: "Файл удалён", en: "File removed")
    case .girlAgreed: Phrase(kk: "Қатысушы келісім берді", ru: "Личное согласие дано", en: "The applicant agreed")
    case .girlRefused: Phrase(kk: "Қатысушы келісім бермеді", ru: "В личном согласии отказано", en: "The applicant refused")
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
      "Оған орын ұсынылған, сондықтан мұнда оны қабылдамауға, қайта ашуға не қайтарып алуға болмайды. Орын мен апелляция туралы іріктеу бетінде шешіледі; орынды қатысушының өзі немесе заңды өкілі ғана қайтара алады.",
    ru:
      "По заявке предложено место, поэтому отказать, открыть её заново или отозвать здесь нельзя. О местах и апелляциях решают на странице отбора; вернуть место могут только тот, кому оно предложено, или представитель.",
    en:
      "There is an offer or a place, so nothing is refused, reopened or withdrawn here. Offers and appeals are decided on the selection's page; only the applicant or the guardian can give the place back."
  )
  static let restrictedBars = Phrase(
    kk: "Балаларды қорғау қызметі деректерін өңдеуді шектеді: шектеу алып тасталғанша бұл өтінім туралы шешім қабылданбайды.",
    ru: "Служба защиты детей ограничила обработку этих данных: пока ограничение действует, по заявке ничего не решают.",
    en: "Safeguarding has restricted the use of these data: nothing is decided about this application until it is lifted.")
  static let restrictedSince = Phrase(kk: "өңдеу шектелген уақыт", ru: "обработка ограничена с", en: "restricted since")
  static let toSelection = Phrase(kk: "Іріктеу бетіне", ru: "К странице отбора", en: "To the selection's page")
  static let onHerPhone = Phrase(kk: "қатысушының телефоны", ru: "тот же телефон, что в заявке", en: "the applicant's phone")
  static let joinedToWhich = Phrase(kk: "Мына өтініммен біріктірілген", ru: "Объединена с заявкой", en: "Merged with")
  static let objectedTo = Phrase(
    kk: "қарсылық бар: қолданылмайды", ru: "есть возражение: не используем", en: "objected to: not used")
  static let answersAlone = Phrase(
    kk: "18 жаста: өзі жауап береді", ru: "18 лет: отвечает без представителя", en: "18: answers without a guardian")
  static let askCorrection = Phrase(kk: "Түзетуге қайтару", ru: "Вернуть на исправление", en: "Ask for a correction")
  static let meetsRules = Phrase(
    kk: "Барлық жауап бар, шарттарға сай.", ru: "Все ответы есть, условиям соответствует.",
    en: "All answers are there; the conditions are met.")
  static let notYetClear = Phrase(kk: "Әлі анық емес", ru: "Ещё не ясно", en: "Not clear yet")
  static let maybeDuplicate = Phrase(kk: "Дубликат болуы мүмкін", ru: "Возможный дубликат", en: "Possible duplicate")
  static let filesWord = Phrase(kk: "Файлдар", ru: "Файлы", en: "Files")
  static let purpose = Phrase(kk: "Мақсаты", ru: "Цель", en: "Purpose")
  static let signer = Phrase(kk: "Кім", ru: "Кто", en: "Who")
  static let agreed = Phrase(kk: "келісті", ru: "согласие", en: "agreed")
  static let notAgreed = Phrase(kk: "келіспеді", ru: "отказ", en: "refused")
  static let channelWord = Phrase(kk: "Қалай", ru: "Как", en: "How")
  static let when = Phrase(kk: "Уақыты", ru: "Когда", en: "When")
  static let who = Phrase(kk: "Кім", ru: "Кто", en: "Who")
  static let note = Phrase(kk: "Ескертпе", ru: "Пометка", en: "Note")
  static let noteForStaff = Phrase(
    kk: "Қызметкерлерге арналған ескертпе", ru: "Пометка для сотрудников", en: "Note for the staff")
  static let noteHint = Phrase(
    kk: "Қатысушы немесе заңды өкіл өз деректерін сұраса, бұл мәтінді де көреді.",
    ru: "Этот текст увидят тот, кто подал заявку, и представитель, если запросят данные.",
    en: "The applicant and the guardian see this text when they ask for their data.")
  static let addNote = Phrase(kk: "Ескертпе қосу", ru: "Добавить пометку", en: "Add the note")
  static let history = Phrase(kk: "Тарихы", ru: "История", en: "History")
  static let stateAndActs = Phrase(kk: "Күйі мен әрекеттер", ru: "Состояние и действия", en: "State and acts")
  static let nothingMissing = Phrase(kk: "Бәрі орнында", ru: "Всё на месте", en: "Nothing is missing")
  static func isMissing(_ n: Int) -> Phrase {
    Phrase(
      kk: "Назар аударыңыз: \(n)", ru: "Требует внимания: \(n)", en: "Needs attention: \(n)")
  }
  static let openPaper = Phrase(kk: "Қағазды ашу", ru: "Открыть лист", en: "Open the sheet")
  static let callGuardian = Phrase(kk: "Қоңырау шалу", ru: "Позвонить", en: "Call")
  static let noAnswerYet = Phrase(kk: "күтілуде", ru: "ждём", en: "no answer yet")
  static let notesWord = Phrase(kk: "Ескертпелер", ru: "Пометки", en: "Notes")
  static let answersTitle = Phrase(kk: "Жауаптар", ru: "Ответы", en: "Answers")
  static let notGivenShort = Phrase(kk: "жоқ", ru: "нет", en: "none")
  static func wordsCounted(_ n: Int) -> Phrase {
    Phrase(
      kk: "\(n) сөз", ru: counted(n, one: "слово", few: "слова", many: "слов"), en: counted(n, one: "word", other: "words"))
  }
  static func wordsWanted(_ fewest: Int, _ most: Int) -> Phrase {
    Phrase(kk: "\(fewest)–\(most) керек", ru: "нужно \(fewest)–\(most)", en: "\(fewest)–\(most) wanted")
  }
  static let noteMissing = Phrase(kk: "Ескертпені жазыңыз", ru: "Напишите пометку", en: "Write the note")
  static let whoLooked = Phrase(kk: "Кім ашты", ru: "Кто открывал", en: "Who opened it")
}
