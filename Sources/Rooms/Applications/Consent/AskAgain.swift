import Exchange
import Forms
import Markup
import Programme
import Storage
import Words

/// When the guardian has not answered: send the link again, or take the form on paper.
enum AskAgain {
  /// What the page is made of: her application, and whether a signed sheet is with us already.
  struct Sight: Sendable {
    let girl: Girl
    let paper: PaperForm.Standing?

    static func read(_ permit: Permit<OwnApplication>, _ house: House, in tx: Transaction) throws -> Sight {
      let girl = try Girl.read(permit, house, in: tx)
      try girl.mustBeAChild(house, in: tx)
      return Sight(girl: girl, paper: try PaperForm.standing(of: girl.application.id, in: tx))
    }
  }

  /// GET /status/guardian
  static func show(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    let house = visit.house
    let sight = try await house.database.read { try Sight.read(permit, house, in: $0) }
    return visit.page(page(visit, sight, errors: []))
  }

  /// POST /status/guardian: a new link; the old one stops working. At most three a day.
  static func create(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    let house = visit.house
    let language = visit.language
    let sent = try await house.database.write { tx in
      let girl = try Girl.read(permit, house, in: tx)
      guard girl.application.state == .submitted else { throw Refusal(.conflict, .notSentYet) }
      try girl.mustBeAChild(house, in: tx)
      let key = girl.application.id.text
      if let again = try tx.nextTry(.guardiansAsked, key: key, house) {
        throw Refusal(.tooMany, .askedOften(until: again), pause: again.milliseconds - visit.now.milliseconds)
      }
      try tx.countTry(.guardiansAsked, key: key, house)
      let checked = try girl.checked(visit, in: tx)
      // Nothing new can go: the link that is out stays.
      guard let phone = try? Phone(parsing: checked[.guardianPhone] ?? ""),
        try tx.mayReach(phone.e164, .consent, house)
      else { return false }
      return try GuardianRequest.send(for: girl, checked, language: language, house, in: tx)
    }
    return .seeOther("/status/guardian?sent=\(sent ? "yes" : "no")")
  }

  /// What is said of the link just asked for.
  private static func outcome(_ visit: Visit) -> HTML? {
    switch visit.query["sent"] {
    case "yes": notice("\(visit.language(.linkSent))", .good)
    case "no": notice("\(visit.language(.linkNotSent))", .bad)
    default: nil
    }
  }

  static func page(_ visit: Visit, _ sight: Sight, errors: [(field: String, message: String)]) -> Page {
    let t = visit.language
    let phone = (try? Phone(parsing: sight.girl.answers[.guardianPhone]))?.masked ?? ""
    func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }
    return Page(
      title: t(.sendAgain), language: t, notice: outcome(visit),
      body: """
        \(t.back(to: "/status"))\(t.errorSummary(errors))
        <h1>\(t(.waitingForGuardian))</h1>\(sight.paper.map { notice("<p>\(t($0.toHer))</p>", $0 == .waiting ? .good : .waiting) })
        \(card("""
          <h2>\(t(.bySMS))</h2><p>\(t(.linkGoesTo)): \(phone)</p>
          \(Markup.form("/status/guardian", "\(visit.formToken)\(button(t(.sendLinkAgain)))"))
          <details\(" open", if: error(Meaning.guardianPhone.rawValue) != nil)><summary>\(t(.wrongNumber))</summary><p>\(t(.wrongNumberWhat))</p>
          \(Markup.form(
            "/status/guardian-phone",
            """
            \(visit.formToken)\(t.textField(
              Field(Meaning.guardianPhone.rawValue, t(.newNumber), error: error(Meaning.guardianPhone.rawValue)), value: visit.form[Meaning.guardianPhone.rawValue] ?? "", kind: .phone))\
            \(button(t(.changeAndSend), look: .plain))
            """))</details>
          """))
        \(card("""
          <h2>\(t(.onPaper))</h2><ol><li>\(t(.paperPrint))</li><li>\(t(.paperSign))</li><li>\(t(.paperUpload))</li></ol>
          \(Markup.form("/status/paper-form", "\(visit.formToken)\(button(t(.takePaper), look: .plain))"))
          \(Markup.form(
            "/status/paper", isMultipart: true,
            """
            \(visit.formToken)\(t.fileField(Field("paper", t(.signedPaper), error: error("paper")), accept: ["image/jpeg", "image/png", "application/pdf"]))\
            \(button(t(.sendPaper), look: .plain))
            """))
          """))
        """)
  }
}

extension Phrase {
  fileprivate static func askedOften(until again: Moment) -> Phrase {
    Phrase(
      kk:
        "Сілтеме бүгін үш рет жіберілді. Қайта жіберуге болатын уақыт: \(Language.kk.dateTime(again)). Қағаз нысанды қазір-ақ басып шығаруға болады.",
      ru:
        "Ссылку сегодня отправляли уже три раза. Снова можно: \(Language.ru.dateTime(again)). Бумажную форму можно распечатать и сейчас.",
      en:
        "The link was sent three times today. It can be sent again: \(Language.en.dateTime(again)). The paper form can be printed now."
    )
  }
  static let linkSent = Phrase(kk: "Сілтеме жіберілді.", ru: "Ссылка отправлена.", en: "The link was sent.")
  static let linkNotSent = Phrase(
    kk: "Сілтеме жіберілмеді: бұл нөмірге бүгін тым көп хабарлама кетті. Ертең қайта жібер немесе қағаз нысанды жүктеп ал.",
    ru:
      "Ссылка не отправлена: на этот номер сегодня ушло слишком много сообщений. Отправьте её завтра или скачайте бумажную форму.",
    en: "The link was not sent: this number has had too many messages today. Send it tomorrow, or download the paper form.")
  static let bySMS = Phrase(kk: "SMS арқылы", ru: "По SMS", en: "By SMS")
  static let linkGoesTo = Phrase(kk: "Сілтеме мына нөмірге барады", ru: "Ссылка придёт на номер", en: "The link goes to")
  static let sendLinkAgain = Phrase(kk: "Сілтемені қайта жіберу", ru: "Отправить ссылку ещё раз", en: "Send the link again")
  static let onPaper = Phrase(kk: "Қағазда", ru: "На бумаге", en: "On paper")
  static let paperPrint = Phrase(
    kk: "Нысанды жүктеп алып, басып шығар (мектепте де болады).", ru: "Скачайте форму и распечатайте, например в школе.",
    en: "Download the form and print it (at school, for example).")
  static let paperSign = Phrase(
    kk: "Ата-анаң оқып, әр тармақта «иә» не «жоқ» деп белгілеп, қол қояды.",
    ru: "Родитель читает, отмечает «да» или «нет» в каждом пункте и подписывает.",
    en: "Your guardian reads it, marks yes or no on each line and signs.")
  static let paperUpload = Phrase(
    kk: "Қол қойылған бетті суретке түсіріп, осында жібер. Оны қызметкер тексереді.",
    ru: "Сфотографируйте подписанный лист и отправьте здесь. Его проверит сотрудник.",
    en: "Take a photo of the signed sheet and send it here. A member of staff checks it.")
  static let takePaper = Phrase(kk: "Қағаз нысанды жүктеп алу (PDF)", ru: "Скачать форму (PDF)", en: "Download the form (PDF)")
  static let signedPaper = Phrase(
    kk: "Қол қойылған беттің суреті", ru: "Фото подписанного листа", en: "Photo of the signed sheet")
  static let sendPaper = Phrase(kk: "Суретті жіберу", ru: "Отправить фото", en: "Send the photo")
}
