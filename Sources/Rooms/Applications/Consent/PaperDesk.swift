import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// The second person: looks at the photo of a signed sheet and writes down what it says.
enum PaperDesk {
  private struct Paper: Sendable {
    let id: String
    let application: Application
    let subject: String
    let file: ID<StoredFile>
    let guardian: ID<Person>
    let printedCode: String
    let enteredBy: ID<Person>
    let enteredAt: Moment
    /// Of the text that was printed on it.
    let version: Int
  }

  /// How many sheets wait, within reach.
  static func waiting(_ tx: Transaction, _ reach: [Scope]) throws -> DeskWait {
    try DeskWait(
      row: try tx.row(
        """
        SELECT count(*) AS n, min(entered_at) AS oldest FROM paper_consent JOIN application ON application.id = paper_consent.application_id
        WHERE file_id IS NOT NULL AND approved_at IS NULL AND rejected_at IS NULL AND \(reach.condition(Application.scope))
        """))
  }

  static let card = DeskCard(
    roles: ApprovePaperConsent.roles, link: "/desk/papers", count: .inHouse { tx, scopes, _ in try waiting(tx, scopes) },
    promise: DeskPromise(days: 2, .whyPapers), title: Phrase.papersWait)

  /// The sheet of one application that waits.
  static func waiting(_ tx: Transaction, _ application: ID<Application>) throws -> String? {
    try tx.value(
      """
      SELECT id FROM paper_consent WHERE application_id = \(application) AND file_id IS NOT NULL AND approved_at IS NULL
        AND rejected_at IS NULL ORDER BY entered_at DESC LIMIT 1
      """)
  }

  /// GET /desk/papers
  static func list(_ visit: Visit, _ permit: Permit<ApprovePaperConsent>) async throws -> Reply {
    let house = visit.house
    let t = visit.language
    let papers = try await house.database.read { tx in
      try tx.rows(
        """
        SELECT paper_consent.id, code, entered_at FROM paper_consent JOIN application ON application.id = paper_consent.application_id
        WHERE file_id IS NOT NULL AND approved_at IS NULL AND rejected_at IS NULL AND \(permit.reach.condition(Application.scope))
        ORDER BY entered_at, paper_consent.id LIMIT 200
        """
      ) { (id: try $0["id"] as String, code: try $0["code"] as String, at: try $0["entered_at"] as Moment) }
    }
    return visit.page(
      Page(
        title: t(.papers), language: t, width: .wide,
        body: """
          <h1>\(t(.papers))</h1>
          \(papers.isEmpty ? emptyState(t(.noPapers), "\(t(.noPapersWhat))") : HTML.nothing)
          <ul>\(papers.map { "<li><a href=\"\(Link("/desk/papers/\($0.id)"))\">\($0.code)</a> · \(t.dateTime($0.at))</li>" })</ul>
          """))
  }

  /// GET /desk/papers/:id
  static func show(_ visit: Visit, _ permit: Permit<ApprovePaperConsent>) async throws -> Reply {
    let house = visit.house
    let id = try visit.name("id")
    let paper = try await house.database.write { tx in
      let paper = try read(id, permit, house, in: tx)
      try tx.record(.applicationRead, paper.application.id.text, "paper consent", by: permit, house)
      return paper
    }
    return visit.page(page(visit, paper, errors: []))
  }

  /// GET /desk/papers/:id/photo
  static func photo(_ visit: Visit, _ permit: Permit<ApprovePaperConsent>) async throws -> Reply {
    let house = visit.house
    let id = try visit.name("id")
    let (code, file, bytes) = try await house.database.read { tx in
      let paper = try read(id, permit, house, in: tx)
      let safe = try tx.safe(of: paper.application.person, house.vault)
      guard let file = try tx.file(paper.file, safe) else { throw Refusal.missing }
      return (paper.application.code, file, try tx.content(of: file.id, safe))
    }
    return file.shown(bytes, of: code)
  }

  /// POST /desk/papers/:id: what the sheet says, purpose by purpose, or that it cannot be taken.
  static func decide(_ visit: Visit, _ permit: Permit<ApprovePaperConsent>) async throws -> Reply {
    let house = visit.house
    let file = house.consents
    let id = try visit.name("id")
    let said = Dictionary(
      uniqueKeysWithValues: file.purposes.compactMap { purpose in visit.form[purpose.key].map { (purpose.key, $0 == "yes") } })
    let rejects = visit.form["go"] == "reject"
    let unanswered = rejects ? [] : file.purposes.map(\.key).filter { said[$0] == nil }
    let original = String((visit.form["original"] ?? "").prefix(500))
    let paper = try await house.database.write { tx in
      let paper = try read(id, permit, house, in: tx)
      guard unanswered.isEmpty else { return paper }
      try tx.mustBeSecond(permit.actor, after: paper.enteredBy, says: .secondPersonNeeded, at: house.outside.now())
      let now = house.outside.now()
      if rejects {
        try tx.run(
          """
          UPDATE paper_consent SET rejected_by = \(permit.actor.person), rejected_at = \(now)
          WHERE id = \(id) AND approved_at IS NULL AND rejected_at IS NULL
          """)
        try tx.addEvent(.paperRejected, to: paper.application.id, by: permit.actor.text, house)
        try tx.record(.consentPaperRejected, paper.application.id.text, by: permit, house)
        try ConsentNews.tellRejected(paper.application, house, in: tx)
      } else {
        try approve(paper, said, original, permit, house, in: tx)
      }
      return paper
    }
    guard unanswered.isEmpty else { return visit.page(page(visit, paper, errors: unanswered), status: 422) }
    return .seeOther("/desk/papers")
  }

  private static func approve(
    _ paper: Paper, _ said: [String: Bool], _ original: String, _ permit: Permit<ApprovePaperConsent>, _ house: House,
    in tx: Transaction
  ) throws {
    // Nobody has agreed to a text that was not on the sheet.
    guard paper.version == house.consents.version else { throw Refusal(.conflict, .sheetIsOld) }
    let now = house.outside.now()
    let changed = try tx.run(
      """
      UPDATE paper_consent SET approved_by = \(permit.actor.person), approved_at = \(now),
        purposes = \(said.filter(\.value).keys.sorted().joined(separator: " "))
      WHERE id = \(paper.id) AND approved_at IS NULL AND rejected_at IS NULL
      """)
    guard changed == 1 else { throw Refusal(.conflict, .alreadyMoved) }
    let language: Language = try tx.value("SELECT language FROM person WHERE id = \(paper.application.person)") ?? .kk
    let texts = house.consents.purposes.map { purpose in
      (
        text: ConsentText(purpose, version: house.consents.version, subject: paper.subject, house.programme, language),
        agreed: said[purpose.key] ?? false
      )
    }
    try tx.keepConsents(
      texts, of: paper.application, signer: .guardian, person: paper.guardian, channel: .paper, collector: permit.actor.text,
      house)
    let note =
      try original.isEmpty
      ? nil : tx.safe(of: paper.application.person, house.vault).seal(original, "application_event.note")
    try tx.addEvent(.paperApproved, to: paper.application.id, by: permit.actor.text, note: note, house)
    try ConsentNews.tell(paper.application, house, in: tx)
  }

  private static func read(_ id: String, _ permit: Permit<ApprovePaperConsent>, _ house: House, in tx: Transaction) throws
    -> Paper
  {
    guard
      let row = try tx.row(
        """
        SELECT application_id, guardian_id, file_id, printed_code, entered_by, entered_at, version FROM paper_consent
        WHERE id = \(id) AND file_id IS NOT NULL
        """),
      let application = try tx.application(try row["application_id"] as ID<Application>),
      permit.reaches(cycle: application.cycle, region: application.traits.region)
    else { throw Refusal.missing }
    let girl = try Girl.read(application, house, in: tx)
    return Paper(
      id: id, application: application, subject: girl.subject, file: try row["file_id"], guardian: try row["guardian_id"],
      printedCode: try row["printed_code"], enteredBy: try row["entered_by"], enteredAt: try row["entered_at"],
      version: try row["version"])
  }

  private static func page(_ visit: Visit, _ paper: Paper, errors: [String]) -> Page {
    let t = visit.language
    return Page(
      title: t(.papers), language: t,
      body: """
        \(t.back(to: "/desk/papers"))\(t.errorSummary(errors.map { (field: $0, message: visit.house.consents.complaint(about: $0, t(.answerYesOrNoFormal), t)) }))
        <h1>\(paper.application.code)</h1>
        <p>\(t(.consentFor)): <b>\(paper.subject)</b><br>\(t(.sheetCode)): <b>\(paper.printedCode)</b></p>
        <p><a href="\(Link("/desk/papers/\(paper.id)/photo"))">\(t(.openPhoto))</a></p>
        \(form(
          Link("/desk/papers/\(paper.id)"),
          """
          \(visit.formToken)\(visit.house.consents.purposes.map { purpose in
            t.choice(
              Field(purpose.key, purpose.title(t), error: errors.contains(purpose.key) ? t(.answerYesOrNoFormal) : nil),
              [Option("yes", t(.sheetSaysYes)), Option("no", t(.sheetSaysNo))], chosen: visit.form[purpose.key])
          })\(t.textField(Field("original", t(.whereIsOriginal), isOptional: true), value: visit.form["original"] ?? "", longest: 500))\
          \(buttons(button(t(.approveSheet)), button(t(.rejectSheet), look: .plain, name: "go", value: "reject")))
          """))
        """)
  }
}

extension Phrase {
  static let whyPapers = Phrase(
    kk: "тексерілмейінше келісім есептелмейді", ru: "до проверки согласие не засчитано",
    en: "until it is checked the consent does not count")
  static func papersWait(_ n: Int) -> Phrase {
    Phrase(
      kk: "қағаздағы келісім тексеруді күтіп тұр",
      ru: plural(
        n, one: "согласие на бумаге ждёт проверки", few: "согласия на бумаге ждут проверки",
        many: "согласий на бумаге ждут проверки"),
      en: plural(n, one: "consent on paper waits to be checked", other: "consents on paper wait to be checked"))
  }
  static let checkPaper = Phrase(
    kk: "Қағаздағы келісім тексеруді күтіп тұр", ru: "Согласие на бумаге ждёт проверки",
    en: "A consent on paper waits to be checked")
  static let papers = Phrase(kk: "Қағаздағы келісімдер", ru: "Согласия на бумаге", en: "Consents on paper")
  static let noPapers = Phrase(kk: "Тексеретін парақ жоқ", ru: "Листов на проверку нет", en: "No sheets to check")
  static let noPapersWhat = Phrase(
    kk: "Қол қойылған парақтың суреті келгенде, ол осында көрінеді.",
    ru: "Когда придёт фото подписанного листа, оно появится здесь.",
    en: "When the photo of a signed sheet arrives, it appears here.")
  static let openPhoto = Phrase(kk: "Парақтың суретін ашу", ru: "Открыть фото листа", en: "Open the photo of the sheet")
  static let sheetSaysYes = Phrase(kk: "Парақта «иә»", ru: "На листе «да»", en: "The sheet says yes")
  static let sheetSaysNo = Phrase(kk: "Парақта «жоқ»", ru: "На листе «нет»", en: "The sheet says no")
  static let whereIsOriginal = Phrase(
    kk: "Түпнұсқа қайда сақталады", ru: "Где хранится оригинал", en: "Where the original is kept")
  static let approveSheet = Phrase(kk: "Растау", ru: "Подтвердить", en: "Confirm")
  static let rejectSheet = Phrase(kk: "Қабылдамау", ru: "Отклонить", en: "Reject")
  static let sheetIsOld = Phrase(
    kk: "Бұл парақ ескі мәтінмен басылған. Қабылдамай, жаңа парақ басып шығаруын сұраңыз.",
    ru: "Этот лист напечатан с прежним текстом. Отклоните его и попросите распечатать новый.",
    en: "This sheet was printed with an older text. Reject it and ask for a new one.")
  static let secondPersonNeeded = Phrase(
    kk: "Парақты жүктеген адам оны өзі растай алмайды: екінші адам керек.",
    ru: "Тот, кто загрузил лист, не может сам его подтвердить: нужен второй человек.",
    en: "Whoever brought the sheet cannot approve it: a second person is needed.")
}
