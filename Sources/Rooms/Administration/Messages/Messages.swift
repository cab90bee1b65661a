import Exchange
import Markup
import Postbox
import Programme
import Storage
import Words

/// What was sent: each letter's way, purpose, time, masked receiver and fate.
enum Messages {
  private static let size = 50

  /// GET /administration/messages
  static func show(_ visit: Visit, _ permit: Permit<ReadMessages>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let state = visit.query["state"].flatMap(PostState.init(rawValue:))
    let after = last(visit.query)
    let (letters, counts, rests) = try await house.database.read { tx in
      (
        try tx.post(PostFilter(states: state.map { [$0] }), after: after, limit: size + 1).map {
          try OpenedLetter($0, house, in: tx)
        },
        try tx.postCounts(), try tx.postRests()
      )
    }
    let shown = Array(letters.prefix(size))
    let here = Link("/administration/messages").with("state", state?.rawValue)
    let more: HTML? = letters.count > size ? shown.last.map { older(here, $0.line, t) } : nil
    return visit.page(
      Page(
        title: t(.messages), language: t, width: .wide,
        body: """
          \(t.back(to: "/administration"))<h1>\(t(.messages))</h1>
          \(house.settings.isDemo ? notice("<p>\(t(.nothingLeaves))</p>") : house.settings.postman == nil ? notice("<p>\(t(.noPostman))</p>", .waiting) : HTML.nothing)
          \(ChannelRest.notices(visit, rests))
          \(filter(counts, state, t))
          \(AllMessages.choices(visit, state, counts))
          \(t.table(t(.messages), shown, columns(visit), empty: emptyState(t(.noMessages), HTML(t(.noMessagesWhat)))))\(more)
          """))
  }

  /// GET /demo/messages: in a demonstration nothing leaves the house, and whoever tries it out reads the letters here.
  static func demo(_ visit: Visit) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    guard house.settings.isDemo else { throw Refusal.missing }
    let letters = try await house.database.read { tx in try tx.post(limit: 20).map { try OpenedLetter($0, house, in: tx) } }
    return visit.page(
      Page(
        title: t(.messages), language: t,
        body: """
          <h1>\(t(.messages))</h1>\(notice("<p>\(t(.nothingLeaves))</p>"))
          \(letters.filter { $0.text != nil }.map { letter in
            card("<p class=\"hint\">\(letter.line.channel.name), \(letter.recipient), \(t.dateTime(letter.line.createdAt))</p><p>\(letter.html(house))</p>")
          })
          """))
  }

  private static func columns(_ visit: Visit) -> [Column<OpenedLetter>] {
    let t = visit.language
    return [
      Column(t(.whenTitle)) { HTML(t.dateTime($0.line.createdAt)) },
      Column(t(.purposeTitle)) {
        "\(t(LetterPurpose(rawValue: $0.line.purpose)?.name ?? Phrase(verbatim: $0.line.purpose)))<br><span class=\"hint\">\($0.line.channel.name)</span>"
      },
      Column(t(.receiverTitle)) { letter in
        let text: HTML? = letter.text.map { _ in
          "<details><summary>\(t(.textTitle))</summary><p>\(letter.html(visit.house))</p></details>"
        }
        return "\(letter.recipient)\(text)"
      },
      Column(t(.stateTitle)) { letter in
        let error: HTML? = letter.line.error.map { "<br><code>\($0)</code>" }
        return "\(tag(t(letter.line.state.name), letter.line.state.tone))\(error)\(decision(visit, letter.line))"
      },
    ]
  }

  private static func decision(_ visit: Visit, _ line: PostLine) -> HTML {
    guard line.state == .failed || line.state == .uncertain, !line.recipient.isEmpty else { return .nothing }
    let t = visit.language
    let isExpired = line.expiresAt.map { $0 <= visit.now } ?? false
    let again: HTML =
      isExpired
      ? "<br><span class=\"hint\">\(t(.letterExpired))</span>"
      : form(
        "/administration/messages/again", hidden: [("letter", line.id)],
        "\(visit.formToken)\(button(t(.sendAgain), look: .plain))")
    guard line.state == .uncertain else { return again }
    return again
      + form(
        "/administration/messages/arrived", hidden: [("letter", line.id)],
        "\(visit.formToken)\(button(t(.itArrived), look: .plain))")
  }

  private static func filter(_ counts: [PostState: Int], _ chosen: PostState?, _ t: Language) -> HTML {
    let all: HTML = "<a href=\"/administration/messages\">\(t(.allMessages))</a>"
    let states = PostState.allCases.filter { counts[$0] != nil }.map { state -> HTML in
      let link = Link("/administration/messages").with("state", state.rawValue)
      return
        "<a href=\"\(link)\"\(" aria-current=\"true\"", if: state == chosen)>\(t(state.name))</a> \(t.number(counts[state] ?? 0))"
    }
    return "<p>\(([all] + states).joined(separator: " · "))</p>"
  }

  private static func last(_ query: Fields) -> (createdAt: Moment, id: String)? {
    guard let at = query.number("before", in: 0...Int.max), let id = query["id"] else { return nil }
    return (Moment(milliseconds: Int64(at)), id)
  }

  private static func older(_ here: Link, _ line: PostLine, _ t: Language) -> HTML {
    let link = here.with("before", String(line.createdAt.milliseconds)).with("id", line.id)
    return "<nav class=\"row pager\"><span></span><a rel=\"next\" href=\"\(link)\">\(t(.olderMessages)) →</a></nav>"
  }
}

/// What a person decides of a letter whose way went wrong.
enum MessageDecision {
  /// POST /administration/messages/again
  static func again(_ visit: Visit, _ permit: Permit<DecideMessages>) async throws -> Reply {
    try await decide(visit, permit, .letterAgain) { tx, id in try tx.postAgain(id, at: visit.now) }
  }

  /// POST /administration/messages/arrived
  static func arrived(_ visit: Visit, _ permit: Permit<DecideMessages>) async throws -> Reply {
    try await decide(visit, permit, .letterArrived) { tx, id in try tx.postArrived(id, at: visit.now) }
  }

  private static func decide(
    _ visit: Visit, _ permit: Permit<DecideMessages>, _ act: AuditAct,
    _ verb: @escaping @Sendable (Transaction, String) throws -> Bool
  ) async throws -> Reply {
    let house = visit.house
    guard let id = visit.form["letter"] else { throw Refusal.missing }
    try await house.database.write { tx in
      guard let person: String = try tx.value("SELECT person_id FROM outbox WHERE id = \(id)") else { throw Refusal.missing }
      guard try verb(tx, id) else { throw Refusal(.conflict, .letterMoved) }
      try tx.record(act, person, by: permit, house)
    }
    return .seeOther("/administration/messages")
  }
}

extension Phrase {
  static let messages = Phrase(kk: "Не жіберілді", ru: "Что отправлено", en: "What was sent")
  static let nothingLeaves = Phrase(
    kk: "Бұл — демо нұсқа: хат пен SMS ешқайда кетпейді, мәтіні осында көрінеді.",
    ru: "Это демонстрация: письма и SMS никуда не уходят, их текст виден здесь.",
    en: "This is a demonstration: e-mails and SMS go nowhere, their text is shown here.")
  static let noPostman = Phrase(
    kk: "Хат пен SMS жіберу бапталмаған, сондықтан хабарламалар кезекте тұр. Баптау жолы: docs/operating/post.md",
    ru: "Отправка писем и SMS не настроена, поэтому сообщения ждут в очереди. Как настроить: docs/operating/post.md",
    en: "E-mail and SMS are not set up, so all messages are waiting. How to set them up: docs/operating/post.md")
  static let noMessages = Phrase(kk: "Хабарлама жоқ", ru: "Сообщений нет", en: "There are no messages")
  static let noMessagesWhat = Phrase(
    kk: "Жүйе жіберген әр SMS пен хат осында шығады.", ru: "Здесь появится каждое SMS и письмо.",
    en: "Every SMS and e-mail sent appears here.")
  static let allMessages = Phrase(kk: "Бәрі", ru: "Все", en: "All")
  static let olderMessages = Phrase(kk: "Бұрынғылары", ru: "Более ранние", en: "Older ones")
  static let purposeTitle = Phrase(kk: "Мақсаты", ru: "Назначение", en: "Purpose")
  static let receiverTitle = Phrase(kk: "Кімге", ru: "Кому", en: "To")
  static let textTitle = Phrase(kk: "Мәтіні", ru: "Текст", en: "Text")
  static let stateTitle = Phrase(kk: "Күйі", ru: "Состояние", en: "State")
  static let sendAgain = Phrase(kk: "Қайта жіберу", ru: "Отправить ещё раз", en: "Send again")
  static let letterExpired = Phrase(
    kk: "Мерзімі өтті, қайта жіберудің пайдасы жоқ.", ru: "Срок истёк, отправлять снова незачем.",
    en: "It has expired: nothing to send again.")
  static let itArrived = Phrase(kk: "Жеткізілді деп белгілеу", ru: "Отметить как доставленное", en: "Mark as delivered")
  static let letterMoved = Phrase(
    kk: "Хабарламаның күйі осы аралықта өзгерді.", ru: "Состояние сообщения тем временем изменилось.",
    en: "The message's state has changed meanwhile.")
  static let messagesWhat = Phrase(
    kk: "Әр хат пен SMS-тің күйі, жетпегенін қайта жіберу.", ru: "Состояние каждого письма и SMS, повторная отправка.",
    en: "The state of each e-mail and SMS, sending again.")
}
