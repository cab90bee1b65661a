import Exchange
import Intake
import Postbox
import Programme
import Security
import Storage
import Words

/// Who would get a message now: how many, a hash over exactly who, and the first of them.
struct MessageRecipients: Sendable {
  let count: Int
  let hash: [UInt8]
  let first: ID<Application>?
}

extension BulkMessage {
  /// Whether it goes to nobody beyond these regions; nil for all.
  func lies(within regions: [String]?) -> Bool {
    guard let regions else { return true }
    let wanted = DeskFilter(Fields(urlEncoded: filter)).regions
    return !wanted.isEmpty && wanted.allSatisfy(regions.contains)
  }
}

extension Transaction {
  func recipients(_ view: DeskView, _ channel: Letter.Channel, _ house: House) throws -> MessageRecipients {
    var count = 0
    var first: ID<Application>?
    var listed = ""
    try each("SELECT id FROM application WHERE \(try isRecipient(view, channel, house)) ORDER BY id") { row in
      let id: ID<Application> = try row["id"]
      count += 1
      first = first ?? id
      listed += id.text
    }
    return MessageRecipients(count: count, hash: digest(Array(listed.utf8)), first: first)
  }

  func addMessage(
    _ draft: MessageDraft, _ view: DeskView, _ channel: Letter.Channel, _ permit: Permit<MessageApplicants>, _ house: House
  ) throws -> ID<BulkMessage> {
    let id: ID<BulkMessage> = house.outside.id()
    let recipients = try recipients(view, channel, house)
    try run(
      """
      INSERT INTO bulk_message (id, cycle_id, filter, channel, subject_kk, subject_ru, subject_en, body_kk, body_ru, body_en,
        drafted_by, drafted_at, recipients, recipients_hash)
      VALUES (\(id), \(view.cycle), \(view.filter.stored.urlEncoded), \(channel), \(draft.subject.kk), \(draft.subject.ru),
        \(draft.subject.en), \(draft.body.kk), \(draft.body.ru), \(draft.body.en), \(permit.actor.person), \(house.outside.now()),
        \(recipients.count), \(recipients.hash))
      """)
    try record(.messageDrafted, id.text, "n=\(recipients.count) \(view.filter.described)", by: permit, house)
    // Whoever reaches all the regions it goes to can release it: a regional coordinator's colleague as well as those of every region.
    let regions = view.filter.regions.map(Optional.some)
    try ask(
      MessageApplicants.self,
      for: SecondWanted(
        .messageWants, page: "/desk/messages/\(id)", not: [permit.actor.person],
        places: (regions.isEmpty ? [nil] : regions).map { (view.cycle, $0) }, needsAll: true, once: "message:\(id)"), house)
    return id
  }

  func message(_ id: ID<BulkMessage>) throws -> BulkMessage? {
    try row(Self.selectMessage + "WHERE bulk_message.id = \(id)").map(BulkMessage.init(row:))
  }

  /// What was written, or is to be, to those whom a table brought in.
  func invitation(of table: ID<IntakeBatch>) throws -> ID<BulkMessage>? {
    let filter = Fields([("table", table.text)]).urlEncoded
    return try value(
      "SELECT id FROM bulk_message WHERE filter = \(filter) AND dropped_at IS NULL ORDER BY drafted_at DESC, id DESC LIMIT 1")
  }

  /// The one somebody asks for by its address; none that goes to regions beyond hers.
  func message(_ id: ID<BulkMessage>, _ permit: Permit<MessageApplicants>) throws -> BulkMessage {
    guard let message = try message(id), message.lies(within: permit.reach.regions(in: message.cycle)) else {
      throw Refusal.missing
    }
    return message
  }

  func messages(_ cycle: ID<Cycle>, _ permit: Permit<MessageApplicants>) throws -> [BulkMessage] {
    try rows(
      Self.selectMessage + "WHERE cycle_id = \(cycle) ORDER BY drafted_at DESC, bulk_message.id DESC LIMIT 100",
      BulkMessage.init(row:)
    ).filter { $0.lies(within: permit.reach.regions(in: cycle)) }
  }

  /// Drafts of these regions; nil for all.
  func draftsWaiting(_ cycle: ID<Cycle>, _ regions: [String]?) throws -> DeskWait {
    let drafts = try rows(
      Self.selectMessage
        + "WHERE cycle_id = \(cycle) AND released_at IS NULL AND dropped_at IS NULL ORDER BY drafted_at, bulk_message.id LIMIT 1000",
      BulkMessage.init(row:)
    ).filter { $0.lies(within: regions) }
    return DeskWait(drafts.count, since: drafts.first?.draftedAt)
  }

  /// Fixes who gets it and lets it go. The schema, too, refuses the drafter as the releaser.
  func release(_ message: BulkMessage, _ view: DeskView, _ permit: Permit<MessageApplicants>, _ house: House) throws {
    try mustBeSecond(permit.actor, after: message.draftedBy, says: .anotherPersonReleases, at: house.outside.now())
    let now = try recipients(view, message.channel, house)
    guard now.hash == message.recipientsHash else { throw Refusal(.conflict, .recipientsChanged) }
    let changed = try run(
      """
      UPDATE bulk_message SET released_by = \(permit.actor.person), released_at = \(house.outside.now())
      WHERE id = \(message.id) AND released_at IS NULL AND dropped_at IS NULL
      """)
    if changed == 0 { throw Refusal(.conflict, .alreadyMoved) }
    try run(
      """
      INSERT INTO bulk_recipient (message_id, application_id)
      SELECT \(message.id), id FROM application WHERE \(try isRecipient(view, message.channel, house))
      """)
    try record(.messageReleased, message.id.text, "n=\(now.count)", by: permit, house)
    try ask(
      MessageRun.kind, MessageRun.Plan(message: message.id), about: message.id.text, total: now.count, by: permit.actor, house)
  }

  func drop(_ message: BulkMessage, _ permit: Permit<MessageApplicants>, _ house: House) throws {
    let changed = try run(
      "UPDATE bulk_message SET dropped_at = \(house.outside.now()) WHERE id = \(message.id) AND dropped_at IS NULL")
    if changed == 0 { throw Refusal(.conflict, .alreadyMoved) }
    try stopWork(MessageRun.kind.name, about: message.id.text, at: house.outside.now())
    try record(.messageDropped, message.id.text, "left=\(message.left)", by: permit, house)
  }

  /// The next letters into the outbox; returns how many recipients that were. Whoever has said no meanwhile gets none.
  func postNext(_ message: BulkMessage, limit: Int, _ house: House) throws -> Int {
    let next = try rows(
      """
      SELECT application_id, person_id, code, state, consent FROM bulk_recipient JOIN application ON application.id = application_id
      WHERE message_id = \(message.id) AND posted_at IS NULL ORDER BY application_id LIMIT \(limit)
      """
    ) { row in
      (
        application: try row["application_id"] as ID<Application>, person: try row["person_id"] as ID<Person>,
        code: try row["code"] as String, state: try row["state"] as Application.State,
        consent: try row["consent"] as Application.ConsentState
      )
    }
    for recipient in next {
      try run(
        """
        UPDATE bulk_recipient SET posted_at = \(house.outside.now())
        WHERE message_id = \(message.id) AND application_id = \(recipient.application)
        """)
      guard recipient.state != .withdrawn, recipient.state != .joined, recipient.consent != .refused,
        try house.mayMail(recipient.person, in: self)
      else { continue }
      try post(message, to: recipient.person, recipient.application, code: recipient.code, house)
    }
    return next.count
  }

  private func post(
    _ message: BulkMessage, to person: ID<Person>, _ application: ID<Application>, code: String, _ house: House
  ) throws {
    let safe = try safe(of: person, house.vault)
    let details = try details(safe)
    guard let address = message.channel == .email ? details[.email] : details[.phone],
      let language: Language = try value("SELECT language FROM person WHERE id = \(person)")
    else { return }
    let name = details[.name].flatMap(PersonName.init(packed:))?.given ?? ""
    try send(
      message.channel, to: address, safe, subject: BulkMessage.fill(message.subject, name: name, code: code),
      body: BulkMessage.fill(message.body, name: name, code: code), language, purpose: .bulk,
      once: "\(message.id):\(application)", house)
    try addEvent(
      .messageSent, to: application, by: message.releasedBy.map { "coordinator:\($0)" } ?? "desk", details: message.id.text, house
    )
  }

  /// No more of what was written to many about an application, nor to her at all where she has no other.
  func stopMailings(about application: Application, at now: Moment) throws {
    let hasOther = try exists(
      "SELECT 1 FROM application WHERE person_id = \(application.person) AND id <> \(application.id) AND \(MailingStop.live)")
    try stopMailings(to: application.person, about: hasOther ? application.id.text : nil, at: now)
  }

  private func isRecipient(_ view: DeskView, _ channel: Letter.Channel, _ house: House) throws -> SQL {
    let kind = channel == .email ? Detail.email : Detail.phone
    return """
      \(try view.condition(self, house)) AND state NOT IN ('withdrawn', 'joined') AND consent <> 'refused'
        AND EXISTS (SELECT 1 FROM person_detail WHERE person_detail.person_id = application.person_id AND kind = \(kind))
        AND \(Mailing.reaches("application.person_id"))
      """
  }

  private static let selectMessage: SQL = """
    SELECT bulk_message.id, cycle_id, filter, channel, subject_kk, subject_ru, subject_en, body_kk, body_ru, body_en, drafted_by,
      drafted_at, recipients, recipients_hash, released_by, released_at, dropped_at,
      CASE WHEN work.state IN ('waiting', 'running') THEN total - done ELSE 0 END AS unposted
    FROM bulk_message LEFT JOIN work ON work.kind = \(MessageRun.kind.name) AND work.subject = bulk_message.id 
    """
}

/// A released message on its way: a hundred letters a step, so that nobody waits long behind a message to forty thousand.
enum MessageRun {
  struct Plan: Codable, Sendable {
    let message: ID<BulkMessage>
  }

  private static let chunk = 100

  static let kind = WorkKind<Plan>("applications.messages", .messagesTitle) { plan, house, tx in
    guard let message = try tx.message(plan.message) else { throw Refusal.missing }
    let count = try tx.postNext(message, limit: chunk, house)
    guard count < chunk else { return .more(count) }
    return .finished(
      count, WorkResult(["recipients": message.recipients], inputs: ["recipients": hex(message.recipientsHash)]))
  }
}

extension BulkMessage {
  init(row: Row) throws {
    self.init(
      id: try row["id"], cycle: try row["cycle_id"], filter: try row["filter"], channel: try row["channel"],
      subject: Said(kk: try row["subject_kk"], ru: try row["subject_ru"], en: try row["subject_en"]),
      body: Said(kk: try row["body_kk"], ru: try row["body_ru"], en: try row["body_en"]), draftedBy: try row["drafted_by"],
      draftedAt: try row["drafted_at"], recipients: try row["recipients"], recipientsHash: try row["recipients_hash"],
      releasedBy: try row["released_by"], releasedAt: try row["released_at"], droppedAt: try row["dropped_at"],
      left: try row["unposted"])
  }
}

extension Phrase {
  static let anotherPersonReleases = Phrase(
    kk: "Хабарламаны оны жазған адам емес, басқа үйлестіруші жібереді.",
    ru: "Отправить рассылку должен другой координатор, не автор.",
    en: "It must be sent by a coordinator other than the author.")
  static let recipientsChanged = Phrase(
    kk: "Хабарлама жазылғаннан бері алушылар тізімі өзгерді. Оны тоқтатып, жаңасын жазыңыз.",
    ru: "Список получателей изменился. Остановите эту рассылку и составьте новую.",
    en: "The recipients have changed since it was drafted. Stop it and draft a new one.")
}

extension Phrase {
  static let messageWants = Phrase(
    kk: "Жаппай хабарлама жіберуді растауды күтіп тұр", ru: "Массовое сообщение ждёт подтверждения отправки",
    en: "A message to many waits to be released")
}

extension MailingStop {
  /// Everything she has applied for is withdrawn, joined to another, or refused by whoever consents.
  static let applications = MailingStop { tx, person in
    try tx.exists("SELECT 1 FROM application WHERE person_id = \(person)")
      && !tx.exists("SELECT 1 FROM application WHERE person_id = \(person) AND \(live)")
  }

  fileprivate static let live: SQL = "state NOT IN ('withdrawn', 'joined') AND consent <> 'refused'"
}
