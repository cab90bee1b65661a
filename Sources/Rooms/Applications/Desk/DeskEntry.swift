import Forms
import Postbox
import Programme
import Security
import Storage
import Words

/// An application that a coordinator begins for somebody who calls or sends a sheet. It is hers from the first moment: she comes back to it
/// by her phone, goes on and sends it. Nobody of the staff answers about consent for her, and once she has been there nobody writes into it.
struct DeskEntry: Sendable {
  /// How she told it.
  enum Origin: String, Sendable, CaseIterable, Bindable, Readable {
    case phone, paper

    var name: Phrase {
      switch self {
      case .phone: Phrase(kk: "телефонмен", ru: "по телефону", en: "by phone")
      case .paper: Phrase(kk: "қағазда", ru: "на бумаге", en: "on paper")
      }
    }
  }

  let origin: Origin
  let enteredBy: ID<Person>
  let enteredAt: Moment

  /// What may be written down for her: no files, which only she can send.
  static func asked(_ form: Form) -> [(page: Form.Page, field: Form.Field)] {
    form.pages.flatMap { page in page.fields.filter { !($0.kind is FileField) }.map { (page, $0) } }
  }

  /// Without these she could not be known nor come back.
  static let needed: [Meaning] = [.surname, .given, .phone]

  /// What is wrong with what was typed, field by field: what is needed and missing, and what cannot be read. The rest may wait for her.
  static func complaints(_ typed: [String: String], _ form: Form, _ context: FieldContext) -> [(field: Form.Field, says: Phrase)]
  {
    asked(form).compactMap { page, field -> (field: Form.Field, says: Phrase)? in
      let text = typed[field.key] ?? ""
      guard !text.isEmpty else {
        return needed.contains { $0.rawValue == field.key } ? (field, .required(field.told(on: page))) : nil
      }
      do throws(FieldComplaint) {
        _ = try field.kind.checked(text, context)
        return nil
      } catch { return (field, error.phrase) }
    }
  }
}

extension Transaction {
  /// Throws `Refusal.conflict` for somebody whose data were erased, and for a phone and name that have an application already.
  func enter(
    _ typed: [String: String], _ origin: DeskEntry.Origin, in cycle: ID<Cycle>, _ language: Language,
    _ permit: Permit<ImportApplications>, _ house: House
  ) throws -> Application {
    let form = house.applicationForm
    let now = house.outside.now()
    let checked = CheckedAnswers(Answers(typed), form, house.fieldContext(language, on: now.day()))
    let traits = checked.traits(house.gazetteer)
    guard permit.reaches(cycle: cycle, region: traits.region) else { throw Refusal(.conflict, .entryOutOfReach) }
    let mark = Tombstone(
      name: checked.name, birthDay: checked.birthDay, iin: checked.iin, phone: checked.phone, house.vault)
    if try areErased([mark]).contains(true) { throw Refusal(.conflict, .erasedBefore) }
    if let code = try codeOfTheSame(checked, in: cycle, house.vault) { throw Refusal(.conflict, .appliedAlready(code)) }
    let safe = try addPerson(checked.facts, language: language, house)
    let application = try startApplication(
      for: safe.person, in: cycle, formVersion: form.version, source: .paper, traits: traits, by: permit.actor.text,
      details: origin.rawValue, house)
    try keep(typed, application, safe, house)
    try run(
      """
      INSERT INTO desk_entry (application_id, origin, entered_by, entered_at)
      VALUES (\(application.id), \(origin), \(permit.actor.person), \(now))
      """)
    try record(.applicationEntered, application.id.text, origin.rawValue, by: permit, house)
    if let phone = checked.phone {
      try send(
        .sms, to: phone.e164, safe, subject: .enteredSubject, body: .entered(house.programme.name, house.settings.address),
        language,
        purpose: .entered, once: application.id.text, house)
    }
    return application
  }

  /// More of what she told, while she has not been there herself.
  func enterMore(_ typed: [String: String], _ application: Application, _ permit: Permit<ImportApplications>, _ house: House)
    throws
  {
    guard try deskEntry(of: application) != nil, application.state == .draft, try !hasBeenThere(application) else {
      throw Refusal(.conflict, .goesOnHerself(application.code), back: application.deskPage)
    }
    let safe = try safe(of: application.person, house.vault)
    let before = try answers(of: application.id, safe)
    try keep(typed.filter { before[$0.key] != $0.value }, application, safe, house)
    let context = house.fieldContext(.kk, on: house.outside.now().day())
    try refresh(
      application, CheckedAnswers(try answers(of: application.id, safe), house.form(of: application), context), safe, house)
    try addEvent(.edited, to: application.id, by: permit.actor.text, details: "entry", house)
    try record(.applicationEntered, application.id.text, "more", by: permit, house)
  }

  func deskEntry(of application: Application) throws -> DeskEntry? {
    try row("SELECT origin, entered_by, entered_at FROM desk_entry WHERE application_id = \(application.id)").map {
      DeskEntry(origin: try $0["origin"], enteredBy: try $0["entered_by"], enteredAt: try $0["entered_at"])
    }
  }

  /// Whether she has written, answered or come in since; from then on it is hers alone.
  func hasBeenThere(_ application: Application) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM session WHERE person_id = \(application.person)
      UNION ALL SELECT 1 FROM consent WHERE person_id = \(application.person)
      UNION ALL SELECT 1 FROM answer WHERE application_id = \(application.id) AND written_at > (
        SELECT max(at) FROM application_event WHERE application_id = \(application.id) AND kind IN ('started', 'edited'))
      """)
  }

  private func keep(_ typed: [String: String], _ application: Application, _ safe: Safe, _ house: House) throws {
    let now = house.outside.now()
    let events = typed.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { field, text in
      AnswerEvent(id: house.outside.id(), field: field, typed: text, writtenAt: now)
    }
    try keep(events, application, safe, at: now)
  }

  /// By her IIN, or by her name and birth day.
  private func codeOfTheSame(_ checked: CheckedAnswers, in cycle: ID<Cycle>, _ vault: Vault) throws -> String? {
    var hashes: [(HashKind, [UInt8])] = []
    if let iin = checked[.iin] { hashes.append((.iin, vault.hash(iin, .iin))) }
    if let name = checked.name, let day = checked.birthDay {
      hashes.append((.nameAndBirthDay, vault.hash(name, bornOn: day)))
    }
    for (kind, hash) in hashes {
      let code: String? = try value(
        """
        SELECT code FROM person_hash JOIN application ON application.person_id = person_hash.person_id
        WHERE kind = \(kind) AND hash = \(hash) AND cycle_id = \(cycle) AND state <> 'joined'
        ORDER BY code LIMIT 1
        """)
      if let code { return code }
    }
    return nil
  }
}

extension Phrase {
  static let entryOutOfReach = Phrase(
    kk: "Бұл елді мекен сіздің аймағыңызға кірмейді.", ru: "Это село не входит в ваши области.",
    en: "This place is not in your regions.")
  static let enteredSubject = Phrase(kk: "Өтінімің басталды", ru: "Ваша заявка начата", en: "Your application has been begun")
  static func entered(_ programme: Said, _ address: String) -> Phrase {
    Phrase(
      kk:
        "\(programme.kk): сен айтқандай өтінімің басталды. Осы телефонмен кіріп, тексеріп, келісім беріп, өзің жібер: \(address)/return",
      ru:
        "\(programme.ru): с ваших слов начата заявка. Войдите с этого телефона, проверьте, дайте согласие и отправьте сами: \(address)/return",
      en:
        "\(programme.en): an application was begun from what you said. Come in by this phone, check it, give your consent and send it yourself: \(address)/return"
    )
  }
}
