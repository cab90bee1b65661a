import Exchange
import Markup
import Postbox
import Programme
import Security
import Storage
import Words

/// Messages to many: draft, preview with the count and one example, release by a second person, stop.
enum MessagePages {
  private static let channels: [Letter.Channel] = [.sms, .email]

  /// GET /desk/messages
  static func list(_ visit: Visit, _ permit: Permit<MessageApplicants>) async throws -> Reply {
    let t = visit.language
    let cycle = try visit.cycle()
    let (messages, queued) = try await visit.house.database.read { (try $0.messages(cycle.id, permit), try $0.queuedMailings()) }
    let columns: [Column<BulkMessage>] = [
      Column(t(.message)) { message in
        "<a href=\"\(Link("/desk/messages/\(message.id.text)"))\">\(title(message, t))</a>"
      },
      Column(t(.channelWord)) { HTML(t($0.channel.name)) },
      Column(t(.recipientsTitle), isNumeric: true) { HTML(t.number($0.recipients)) },
      Column(t(.stateWord)) { message in
        // What waits in the outbox is not sent.
        let waiting = message.standing == .gone ? queued[message.id.text] ?? 0 : 0
        return waiting > 0
          ? tag(t(.queuedAndLeft(waiting, max(0, message.recipients - waiting))), .waiting)
          : tag(t(message.standing.name), tone(message.standing))
      }, Column(t(.when)) { HTML(t.dateTime($0.draftedAt)) },
    ]
    let write = linkButton(t(.newMessage), "/desk/messages/new")
    return visit.page(
      Page(
        title: t(.messagesTitle), language: t, width: .wide,
        body: """
          <h1>\(t(.messagesTitle))</h1><p>\(t(.messagesExplained))</p>\(messages.isEmpty ? HTML.nothing : "<p>\(write)</p>")
          \(t.table(
            t(.messagesTitle), messages, columns, empty: emptyState(t(.noMessages), HTML(t(.noMessagesYet)), action: write)))
          """))
  }

  /// GET /desk/messages/new, with the filter of a list
  static func new(_ visit: Visit, _ permit: Permit<MessageApplicants>) async throws -> Reply {
    let filter = visit.deskFilter(visit.query)
    let none = Said(kk: "", ru: "", en: "")
    let begun = filter.table == nil ? none : invitation(visit.house.settings.address)
    return try await formPage(
      visit, permit, filter, MessageDraft(channel: .sms, subject: none, body: begun), errors: [])
  }

  /// POST /desk/messages
  static func create(_ visit: Visit, _ permit: Permit<MessageApplicants>) async throws -> Reply {
    let house = visit.house
    let filter = visit.deskPlace(listed: "filter").filter
    let draft = MessageDraft(
      channel: visit.form["channel"].flatMap(Letter.Channel.init(rawValue:)), subject: said("subject", visit.form),
      body: said("body", visit.form))
    var errors = draft.complaints(visit.language)
    if errors.isEmpty, let channel = draft.channel {
      let view = try view(filter, visit, permit)
      let count = try await house.database.read { try $0.recipients(view, channel, house).count }
      if count == 0 { errors.append(("channel", visit.language(.nobodyThisWay))) }
    }
    guard errors.isEmpty, let channel = draft.channel else {
      return try await formPage(visit, permit, filter, draft, errors: errors)
    }
    let view = try view(filter, visit, permit)
    let id = try await house.database.write { tx in
      // A table's girls are invited once.
      if let table = filter.table, try tx.invitation(of: table) != nil { throw Refusal(.conflict, .invitedBefore) }
      return try tx.addMessage(draft, view, channel, permit, house)
    }
    return .seeOther("/desk/messages/\(id)")
  }

  /// GET /desk/messages/:message
  static func show(_ visit: Visit, _ permit: Permit<MessageApplicants>) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("message", of: BulkMessage.self)
    let (message, now, example, letters, colleagues) = try await house.database.read { tx in
      let message = try tx.message(id, permit)
      let view = DeskView(DeskFilter(Fields(urlEncoded: message.filter)), message.cycle, permit)
      let now = try tx.recipients(view, message.channel, house)
      return (
        message, now, try now.first.flatMap { try rendered(message, $0, house, in: tx) },
        try tx.letters(ofMailing: message.id.text), try tx.colleagues(in: message.cycle, house)
      )
    }
    if let first = now.first, example != nil {
      try await house.database.write { try $0.record(.applicationRead, first.text, "message example", by: permit, house) }
    }
    return visit.page(
      page(visit, permit, message, now, example, letters, colleagues), scripts: [visit.house.assets.link("progress.js")])
  }

  /// POST /desk/messages/:message/release
  static func release(_ visit: Visit, _ permit: Permit<MessageApplicants>) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("message", of: BulkMessage.self)
    try await house.database.write { tx in
      let message = try tx.message(id, permit)
      let view = DeskView(DeskFilter(Fields(urlEncoded: message.filter)), message.cycle, permit)
      try tx.release(message, view, permit, house)
    }
    return .seeOther("/desk/messages/\(id)")
  }

  /// POST /desk/messages/:message/drop: a draft, or what has not left yet.
  static func drop(_ visit: Visit, _ permit: Permit<MessageApplicants>) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("message", of: BulkMessage.self)
    try await house.database.write { tx in
      let message = try tx.message(id, permit)
      try tx.drop(message, permit, house)
    }
    return .seeOther("/desk/messages/\(id)")
  }

  /// What those whom a table brought in are told, unless the coordinator writes it otherwise.
  private static func invitation(_ address: String) -> Said {
    Said(
      kk:
        "{name}, сені өтінім берушілер тізіміне қостық, өтінім коды {code}. Толтырып, жіберу үшін осы телефонмен кір: \(address)",
      ru: "{name}, для вас начата заявка, код {code}. Чтобы заполнить и отправить её, войдите с этим телефоном: \(address)",
      en: "{name}, an application was begun for you, code {code}. To fill it in and send it, sign in with this phone: \(address)")
  }

  private static func view(_ filter: DeskFilter, _ visit: Visit, _ permit: Permit<MessageApplicants>) throws -> DeskView {
    let cycle = try visit.cycle().id
    var filter = filter
    // Whoever reaches only some regions writes to these, and whoever confirms reads which.
    if filter.regions.isEmpty, let own = permit.reach.regions(in: cycle) { filter.regions = own.sorted() }
    return DeskView(filter, cycle, permit)
  }

  private static func said(_ name: String, _ form: Fields) -> Said {
    Said(kk: form["\(name)-kk"] ?? "", ru: form["\(name)-ru"] ?? "", en: form["\(name)-en"] ?? "")
  }

  /// The text as the first of them would read it, in her language.
  private static func rendered(_ message: BulkMessage, _ id: ID<Application>, _ house: House, in tx: Transaction) throws
    -> String?
  {
    guard let application = try tx.application(id) else { return nil }
    let person = try tx.person(application.person, house.vault)
    return person.language(
      BulkMessage.fill(message.body, name: person.name?.given ?? "", code: application.code))
  }
}

/// The pages.
extension MessagePages {
  private static func formPage(
    _ visit: Visit, _ permit: Permit<MessageApplicants>, _ asked: DeskFilter, _ draft: MessageDraft,
    errors: [(field: String, message: String)]
  ) async throws -> Reply {
    let house = visit.house
    let t = visit.language
    var filter = asked
    filter.search = nil
    let view = try view(filter, visit, permit)
    let (counts, colleagues) = try await house.database.read { tx in
      (try channels.map { try tx.recipients(view, $0, house).count }, try tx.colleagues(in: view.cycle, house))
    }
    let options = zip(channels, counts).map { channel, count in
      Option(channel.rawValue, t(channel.name), hint: t(.recipientsCount(count)))
    }
    func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }
    let texts = Language.allCases.map { language -> HTML in
      let key = language.rawValue
      return card(
        """
        <h2>\(language.name)</h2>
        \(t.textField(Field("subject-\(key)", t(.subjectWord), error: error("subject-\(key)")), value: draft.subject(language)))
        \(t.textArea(Field("body-\(key)", t(.bodyWord), error: error("body-\(key)")), value: draft.body(language), rows: 6))
        """)
    }
    let isReached = counts.contains { $0 > 0 }
    let page = Page(
      title: t(.newMessage), language: t,
      body: """
        \(t.back(to: "/desk/messages"))\(t.errorSummary(errors))<h1>\(t(.newMessage))</h1>
        <p>\(t(.whoGets)): \(described(filter, visit, colleagues))</p>
        \(asked.search == nil ? HTML.nothing : notice("\(t(.searchNotTaken))", .waiting))
        <p>\(t(.applicantsGetIt))</p>
        \(isReached ? form(
          "/desk/messages", hidden: [("filter", filter.stored.urlEncoded)], keeping: t(.notSentKept),
          """
          \(visit.formToken)\
          \(t.choice(
            Field("channel", t(.channelQuestion), error: error("channel")), options, chosen: draft.channel?.rawValue))
          <p class="hint">\(t(.bracesExplained))</p>\(texts)\(button(t(.keepDraft)))
          """) : notice("<p>\(t(.nobodyToWriteTo))</p>", .waiting))
        """)
    return visit.page(page, status: errors.isEmpty ? 200 : 422, scripts: [house.assets.link("keep.js")])
  }

  private static func page(
    _ visit: Visit, _ permit: Permit<MessageApplicants>, _ message: BulkMessage, _ now: MessageRecipients, _ example: String?,
    _ letters: (queued: Int, sent: Int, failed: Int), _ colleagues: Colleagues
  ) -> Page {
    let t = visit.language
    let isMine = message.draftedBy == permit.actor.person
    let isSame = now.hash == message.recipientsHash
    let id = message.id.text
    let action: HTML =
      switch message.standing {
      case .draft where !isSame: notice("\(t(.recipientsChanged))", .bad)
      case .draft where isMine: notice("\(t(.anotherPersonReleases))", .waiting)
      case .draft: form("/desk/messages/\(id)/release", "\(visit.formToken)\(button(t(.releaseTo(message.recipients))))")
      case .leaving: t.progress(t(.leavingNow), done: message.recipients - message.left, of: message.recipients)
      case .gone: notice("\(t(.lettersStand(letters)))", letters.queued > 0 ? .waiting : letters.failed > 0 ? .bad : .good)
      case .dropped: .nothing
      }
    let mayDrop = message.standing == .draft || message.standing == .leaving
    return Page(
      title: t(.message), language: t,
      body: """
        \(t.back(to: "/desk/messages"))<h1>\(title(message, t))</h1>
        <p>\(message.standing == .gone && letters.queued > 0 ? tag(t(BulkMessage.Standing.leaving.name), .waiting) : tag(t(message.standing.name), tone(message.standing))) \(tag(t(message.channel.name)))</p>
        <p>\(t(.whoGets)): \(described(DeskFilter(Fields(urlEncoded: message.filter)), visit, colleagues))</p>
        \(facts([fact(t.number(message.recipients), t(.recipientsWord(message.recipients)))]))
        \(example.map { card("<h2>\(t(.exampleWord))</h2><p>\($0)</p>") })\(action)
        \(mayDrop ? form("/desk/messages/\(id)/drop", "\(visit.formToken)\(button(t(.dropMessage), look: .plain))") : HTML.nothing)
        \(Language.allCases.map { language in
          "<h2>\(language.name)</h2><p><b>\(message.subject(language))</b></p><p>\(message.body(language))</p>" as HTML
        })
        """)
  }

  private static func title(_ message: BulkMessage, _ t: Language) -> String {
    let text = message.subject(t).isEmpty ? message.body(t) : message.subject(t)
    return text.count > 60 ? String(text.prefix(60)) + "…" : text
  }

  private static func described(_ filter: DeskFilter, _ visit: Visit, _ colleagues: Colleagues) -> String {
    let t = visit.language
    let gazetteer = visit.house.gazetteer
    var parts = filter.states.map { t($0.name) } + filter.consents.map { t($0.name) } + filter.sources.map { t($0.name) }
    parts += (filter.regions + [filter.district].compactMap(\.self)).compactMap { gazetteer[$0] }.map { t($0.name) }
    parts += filter.teachingLanguages.map { TeachingLanguage.name($0, t) } + filter.grades.map { "\(t(.grade)) \($0)" }
    parts += filter.assigned.map { "\(t(.assignedColumn)): \($0.words(colleagues, t))" }
    if filter.isNoted { parts.append(t(.hasNotes)) }
    if filter.school != nil { parts.append(t(.school)) }
    if filter.table != nil { parts.append(t(.broughtByTable)) }
    if !filter.picked.isEmpty { parts.append(t(.pickedCount(filter.picked.count))) }
    let said = parts.joined(separator: ", ")
    return said.isEmpty ? t(.everybody) : said
  }

  private static func tone(_ standing: BulkMessage.Standing) -> Tone {
    switch standing {
    case .draft, .leaving: .waiting
    case .gone: .good
    case .dropped: .plain
    }
  }
}

extension Phrase {
  static let broughtByTable = Phrase(
    kk: "бір кестеден келгендер", ru: "внесены одной таблицей", en: "brought in by one table")
  static let inviteTable = Phrase(
    kk: "Осы кестедегілердің бәрін шақыру", ru: "Пригласить всех из этой таблицы", en: "Invite all of this table")
  static let invitationOfTable = Phrase(
    kk: "Осы кестедегілерге жіберілген шақыру", ru: "Приглашение всем из этой таблицы", en: "The invitation to all of this table")
  static let applicationsOfTable = Phrase(
    kk: "Осы кестеден келген өтінімдер", ru: "Заявки из этой таблицы", en: "Applications from this table")
  static let invitedBefore = Phrase(
    kk: "Осы кестедегілерге шақыру жазылған. Екіншісін жіберу үшін алдымен оны тоқтатыңыз.",
    ru: "Приглашение всем из этой таблицы уже составлено. Чтобы написать другое, сначала остановите его.",
    en: "An invitation to all of this table is drafted already. To write another, stop it first.")
  static let messagesTitle = Phrase(kk: "Хабарламалар", ru: "Рассылки", en: "Messages")
  static let messagesExplained = Phrase(
    kk: "Хабарламаны бір адам жазады, екіншісі қарап, жібереді.", ru: "Один человек составляет, другой проверяет и отправляет.",
    en: "One person drafts, another looks and sends.")
  static let noMessages = Phrase(kk: "Хабарлама жоқ", ru: "Рассылок нет", en: "No messages")
  static let noMessagesYet = Phrase(
    kk: "Өтінімдер тізімінде сүзгілерді таңдап, «Осы тізімдегілерге хабарлама жазу» дегенді басыңыз.",
    ru: "Отберите заявки в списке и нажмите «Написать всем из этого списка».",
    en: "Filter the list of applications and press “Write to all in this list”.")
  static let newMessage = Phrase(kk: "Жаңа хабарлама", ru: "Новая рассылка", en: "New message")
  static let message = Phrase(kk: "Хабарлама", ru: "Рассылка", en: "Message")
  static let recipientsTitle = Phrase(kk: "Алушылар", ru: "Получатели", en: "Recipients")
  static func recipientsWord(_ n: Int) -> Phrase {
    Phrase(
      kk: "алушы", ru: plural(n, one: "получатель", few: "получателя", many: "получателей"),
      en: plural(n, one: "recipient", other: "recipients"))
  }
  static func recipientsCount(_ n: Int) -> Phrase {
    Phrase(
      kk: "Алушылар: \(Language.kk.number(n))", ru: "Получателей: \(Language.ru.number(n))",
      en: "Recipients: \(Language.en.number(n))")
  }
  static let whoGets = Phrase(kk: "Кімдерге", ru: "Кому", en: "To")
  static let applicantsGetIt = Phrase(
    kk: "Хабарламаны өтінім берушілердің өздері алады: өз телефонына не поштасына. Ата-аналарға бұдан ештеңе бармайды.",
    ru: "Сообщение получают сами участники: на свой телефон или почту. Родителям отсюда ничего не уходит.",
    en: "The applicants themselves get the message: on their own phone or by e-mail. Guardians get nothing from here.")
  static let nobodyToWriteTo = Phrase(
    kk:
      "Жазатын ешкім жоқ: бұл тізімдегі ешкімнің өз телефоны да, поштасы да жоқ, немесе өтінімі жабылған, келісімі берілмеген. Ата-ананың нөмірі ғана болса, оған қоңырау шалыңыз: нөмір өтінім бетінде.",
    ru:
      "Писать некому: ни у кого в этом списке нет своего телефона или почты, либо заявки закрыты или в согласии отказано. Если есть только номер родителя, позвоните: он на странице заявки.",
    en:
      "There is nobody to write to: nobody in this list has a phone or e-mail of their own, or the applications are closed or consent was refused. Where there is only a guardian's number, call it: it is on the page of the application."
  )
  static let nobodyThisWay = Phrase(
    kk: "Бұл жолмен ешкім алмайды: басқасын таңдаңыз", ru: "Так не получит никто: выберите другой способ",
    en: "Nobody would get it this way: choose another")
  static let everybody = Phrase(kk: "барлығына", ru: "всем", en: "everybody")
  static let searchNotTaken = Phrase(
    kk: "Іздеу сөзі есепке алынбайды: хабарлама тек сүзгілер бойынша жіберіледі.",
    ru: "Слова поиска не учитываются: рассылка идёт только по фильтрам.",
    en: "Search words are not taken over: a message goes by filters only.")
  static let channelQuestion = Phrase(kk: "Қалай жіберіледі", ru: "Как отправить", en: "How to send it")
  static let bracesExplained = Phrase(
    kk: "{name} орнына аты, {code} орнына өтінім коды қойылады. Атына жалғау қоспаңыз.",
    ru: "Вместо {name} подставится имя, вместо {code} — код заявки. Имя не склоняется.",
    en: "{name} becomes the given name as it is, without endings; {code} the code of the application.")
  static let subjectWord = Phrase(
    kk: "Тақырыбы (электрондық хат үшін)", ru: "Тема (для электронной почты)", en: "Subject (for e-mail)")
  static let bodyWord = Phrase(kk: "Мәтіні", ru: "Текст", en: "Text")
  static let keepDraft = Phrase(kk: "Сақтап, қарап шығу", ru: "Сохранить и посмотреть", en: "Save and preview")
  static let exampleWord = Phrase(
    kk: "Мысалы, бір қатысушыға осылай барады", ru: "Так его получит один из адресатов",
    en: "As one of the applicants would get it")
  static func releaseTo(_ n: Int) -> Phrase {
    Phrase(
      kk: "\(n) алушыға жіберу", ru: "Отправить \(counted(n, one: "получателю", few: "получателям", many: "получателям"))",
      en: "Send to \(counted(n, one: "recipient", other: "recipients"))")
  }
  static let leavingNow = Phrase(kk: "Жіберіліп жатыр", ru: "Отправляется", en: "Leaving")
  static func queuedAndLeft(_ queued: Int, _ left: Int) -> Phrase {
    Phrase(
      kk: "кезекте: \(Language.kk.number(queued)), кеткені: \(Language.kk.number(left))",
      ru: "в очереди: \(Language.ru.number(queued)), ушло: \(Language.ru.number(left))",
      en: "in the queue: \(Language.en.number(queued)), left: \(Language.en.number(left))")
  }
  static func lettersStand(_ n: (queued: Int, sent: Int, failed: Int)) -> Phrase {
    Phrase(
      kk:
        "Кезекте: \(Language.kk.number(n.queued)). Жіберілгені: \(Language.kk.number(n.sent)). Жетпегені: \(Language.kk.number(n.failed)).",
      ru:
        "В очереди: \(Language.ru.number(n.queued)). Отправлено: \(Language.ru.number(n.sent)). Не дошло: \(Language.ru.number(n.failed)).",
      en:
        "In the queue: \(Language.en.number(n.queued)). Sent: \(Language.en.number(n.sent)). Failed: \(Language.en.number(n.failed))."
    )
  }
  static let dropMessage = Phrase(kk: "Тоқтату", ru: "Остановить", en: "Stop")
  static func waitForSecond(_ n: Int) -> Phrase {
    Phrase(
      kk: "хабарлама екінші адамды күтіп тұр",
      ru: plural(
        n, one: "рассылка ждёт второго человека", few: "рассылки ждут второго человека", many: "рассылок ждут второго человека"),
      en: plural(n, one: "message waits for a second person", other: "messages wait for a second person"))
  }
}
