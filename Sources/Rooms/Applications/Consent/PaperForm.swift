import Documents
import Exchange
import Forms
import Markup
import Programme
import Security
import Storage
import Words

/// Consent on paper: a form with a printed code, which comes back as a photo and counts once a second person has looked.
enum PaperForm {
  static let field = "guardian_consent"

  /// POST /status/paper-form: draws a code for this sheet and gives the PDF.
  static func create(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    let house = visit.house
    let code = Code.fresh(groups: 2, checked: true)
    let girl = try await house.database.write { tx in
      let girl = try Girl.read(permit, house, in: tx)
      guard girl.application.state == .submitted else { throw Refusal(.conflict, .notSentYet) }
      try girl.mustBeAChild(house, in: tx)
      try tx.countTry(.paperForms, key: girl.application.id.text, house)
      let checked = try girl.checked(visit, in: tx)
      let guardian = try GuardianRequest.guardian(of: girl, checked, visit.language, house, in: tx)
      try tx.run(
        """
        INSERT INTO paper_consent (id, application_id, guardian_id, printed_code, purposes, entered_by, entered_at, version)
        VALUES (\(house.outside.id(of: PaperForm.self)), \(girl.application.id), \(guardian.person), \(code.shown), '',
          \(permit.actor.person), \(house.outside.now()), \(house.consents.version))
        """)
      return girl
    }
    return .download(
      try await document(girl, code, house, visit.language).render(), type: "application/pdf",
      name: "\(girl.application.code)-consent.pdf")
  }

  /// POST /status/paper: the signed sheet as a photo.
  static func upload(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    let house = visit.house
    guard let upload = visit.uploads.first(where: { $0.field == "paper" }) else {
      return try await again(visit, permit, .addFileAgain)
    }
    do {
      let content = try await visit.lookThrough(most: longest, field: "paper") { upload.bytes }
      try await house.database.write { tx in
        let girl = try Girl.read(permit, house, in: tx)
        let paper: String? = try tx.value(
          """
          SELECT id FROM paper_consent WHERE application_id = \(girl.application.id) AND approved_at IS NULL
          ORDER BY entered_at DESC LIMIT 1
          """)
        guard let paper else { throw Refusal(.invalid, .takePaperFirst, field: "paper") }
        try visit.countStored([content.bytes.count], in: tx)
        let file = try tx.keepFile(content, name: upload.name, field: field, girl.application, girl.safe, house)
        try tx.run(
          """
          UPDATE paper_consent SET file_id = \(file), entered_by = \(permit.actor.person), entered_at = \(house.outside.now()),
            rejected_by = NULL, rejected_at = NULL WHERE id = \(paper)
          """)
        try tx.addEvent(.paperEntered, to: girl.application.id, by: "applicant", house)
        let place = (cycle: girl.application.cycle, region: girl.application.traits.region)
        try tx.ask(
          ApprovePaperConsent.self,
          for: SecondWanted(
            .checkPaper, page: "/desk/papers/\(paper)", not: [permit.actor.person], places: [place], once: "paper:\(file)"), house
        )
      }
    } catch let refusal as Refusal where refusal.kind == .invalid {
      return try await again(visit, permit, refusal.phrase)
    }
    // The page itself says that the sheet is there.
    return .seeOther("/status/guardian")
  }

  /// A photo larger than a page may send at all hears what one that was read would hear.
  static func tooLarge(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    try await again(visit, permit, .upload(.tooLarge(longest)))
  }

  /// Bytes of a photo.
  private static let longest = 8_000_000

  private static func again(_ visit: Visit, _ permit: Permit<OwnApplication>, _ why: Phrase) async throws -> Reply {
    let house = visit.house
    let sight = try await house.database.read { try AskAgain.Sight.read(permit, house, in: $0) }
    return visit.page(AskAgain.page(visit, sight, errors: [(field: "paper", message: visit.language(why))]), status: 422)
  }

  /// How a signed sheet stands that was sent as a photo.
  enum Standing: Sendable {
    case waiting, rejected

    var toHer: Phrase { self == .waiting ? .paperArrived : .paperRejected }
  }

  /// Nil where none was sent, or the last one was approved.
  static func standing(of application: ID<Application>, in tx: Transaction) throws -> Standing? {
    try tx.row(
      """
      SELECT approved_at, rejected_at FROM paper_consent WHERE application_id = \(application) AND file_id IS NOT NULL
      ORDER BY entered_at DESC LIMIT 1
      """
    ).flatMap { row in
      let (approved, rejected): (Moment?, Moment?) = (try row["approved_at"], try row["rejected_at"])
      return approved != nil ? nil : rejected == nil ? .waiting : .rejected
    }
  }

  private static func document(_ girl: Girl, _ code: Code, _ house: House, _ t: Language) -> PDF {
    let texts = house.consents.purposes.map {
      ConsentText($0, version: house.consents.version, subject: girl.subject, house.programme, t)
    }
    let blocks: [PDF.Block] = texts.flatMap { text -> [PDF.Block] in
      let need = text.purpose.required ? "" : " (\(t(.optionalPurpose)))"
      return [
        .heading("☐ \(t(.iAgree))   ☐ \(t(.iDoNot))   \(text.purpose.title(t))\(need)"),
        .note(text.lines.map { "\($0.name): \($0.value)" }.joined(separator: ". ")),
      ]
    }
    return PDF(
      title: t(.consentTitle), language: t.rawValue,
      footer: "\(t(.sheetCode)) \(code.shown) · \(t(.version)) \(house.consents.version)",
      blocks: [
        .title(t(.consentTitle)), .paragraph("\(t(.consentFor)): \(girl.subject) (\(girl.application.code))"), .code(code.shown),
        .paragraph(t(.consentExplained)),
      ] + blocks + [.space(6), .signature([t(.guardianName), t(.signatureAndDate)])])
  }
}

extension Phrase {
  static let paperArrived = Phrase(
    kk: "Қол қойылған парақтың суреті бізге жетті. Оны қызметкер тексереді, нәтижесін SMS арқылы хабарлаймыз.",
    ru: "Фото подписанного листа получено. Его проверит сотрудник; о результате сообщим по SMS.",
    en: "The photo of the signed sheet has arrived. A member of staff checks it; we tell you the result by SMS.")
  static let paperRejected = Phrase(
    kk: "Соңғы парақты қабылдай алмадық: анық етіп қайта түсір немесе келісімді SMS арқылы сұра.",
    ru: "Последний лист принять не удалось: сфотографируйте его чётче или попросите согласие по SMS.",
    en: "The last sheet could not be taken: take a clearer photo, or ask for consent by SMS.")
  static let takePaperFirst = Phrase(
    kk: "Алдымен қағаз нысанды жүктеп алып, басып шығар", ru: "Сначала скачайте форму и распечатайте её",
    en: "Download the form and print it first")
  static let sheetCode = Phrase(kk: "Парақ коды", ru: "Код листа", en: "Code of the sheet")
  static let version = Phrase(kk: "мәтін нұсқасы", ru: "версия текста", en: "version of the text")
  static let guardianName = Phrase(
    kk: "Заңды өкілдің аты-жөні", ru: "Фамилия, имя и отчество представителя", en: "Name of the guardian")
  static let signatureAndDate = Phrase(kk: "Қолы, күні", ru: "Подпись, дата", en: "Signature, date")
}
