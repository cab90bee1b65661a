import Forms
import Programme
import Storage
import Words

/// Fills an empty intake with synthetic applications in every state, through the same statements a real one takes.
struct Population: Sendable {
  let house: House
  let plan: Rehearsal.Plan
  private let places: [Place]
  private let asked: Synthetic.Asked
  private let essays: Essays

  private static let batch = 40
  /// Of so many girls one in fifty has a photo; of the others none, for a house of a hundred thousand shows nothing more with them.
  private static let mostFiles = 1000

  /// How far an application has come.
  fileprivate enum Fate: Sendable {
    case draft, unanswered, submitted, returned, withdrawn, refused, eligible

    /// As chance has it while girls apply.
    init(percent: Int) {
      self =
        switch percent {
        case ..<20: .draft
        case ..<35: .unanswered
        case ..<50: .submitted
        case ..<54: .returned
        case ..<58: .withdrawn
        case ..<62: .refused
        default: .eligible
        }
    }
  }

  /// One of an earlier intake, as its figures have it.
  fileprivate struct Lot: Sendable {
    let fate: Fate
    let isRussian: Bool
  }

  init(_ house: House, _ plan: Rehearsal.Plan) {
    self.house = house
    self.plan = plan
    asked = Synthetic.Asked(house.applicationForm, house.programme.eligibility)
    essays = Essays(house.assets)
    // Rural places of the programme's regions; any of them where none is rural.
    let gazetteer = house.gazetteer
    let all = house.programme.regions.flatMap { region in
      gazetteer.children(of: region).flatMap { gazetteer.children(of: $0.code) }.flatMap { gazetteer.children(of: $0.code) }
    }
    let rural = all.filter { $0.isRural == true }
    places = rural.isEmpty ? all : rural
  }

  /// Nothing when the intake has applications already.
  func settle() async throws {
    let (count, cycle) = (plan.applications, plan.cycle)
    guard count > 0, !places.isEmpty,
      try await house.database.read({ try !$0.exists("SELECT 1 FROM application WHERE cycle_id = \(cycle.id) LIMIT 1") })
    else { return }
    let coordinator = try await house.database.read { tx in
      try tx.colleaguesNow(in: cycle.id, house.vault).all.first { $0.roles.contains(.coordinator) }
    }
    let desk = coordinator.map { Actor(person: $0.person, role: .coordinator).text } ?? "desk"
    let lots = plan.earlier.map { Self.lots($0, Chance(seed: plan.seed)) }
    for start in stride(from: 0, to: count, by: Self.batch) {
      let numbers = start..<min(start + Self.batch, count)
      try await house.database.write { tx in
        for number in numbers { try add(number, lots?[number], to: cycle, by: desk, in: tx) }
      }
      plan.progress(numbers.upperBound, count)
    }
  }

  private func add(_ number: Int, _ lot: Lot?, to cycle: Cycle, by desk: String, in tx: Transaction) throws {
    let chance = Chance(seed: plan.seed &+ UInt64(number) &* 7919)
    // While girls apply, the last twin of each hundred is the girl before her once more: a duplicate to find.
    let isTwin = lot == nil && number % 100 == 99
    let twin = isTwin ? Chance(seed: plan.seed &+ UInt64(number - 1) &* 7919) : chance
    let girl = Synthetic(
      Synthetic.Number(number: isTwin ? number - 1 : number, yearsAgo: plan.earlier?.yearsAgo ?? 0, isRussian: lot?.isRussian),
      places, asked, essays, twin)
    let fate = lot?.fate ?? Fate(percent: chance.below(100))
    let days = Days(cycle, isWaiting: fate == .unanswered || fate == .submitted, at: house.outside.now(), chance)
    let house = house.at(days.started, chance)
    let answered = fate == .draft ? Array(girl.answers.prefix(3 + chance.below(girl.answers.count - 3))) : girl.answers

    let safe = try tx.addPerson(language: girl.language, house)
    let application = try tx.startApplication(
      for: safe.person, in: cycle.id, formVersion: house.applicationForm.version, source: .web, house)
    try tx.keep(
      answered.map { AnswerEvent(id: house.outside.id(), field: $0.field, typed: $0.typed, writtenAt: days.started) },
      application, safe, at: days.started)
    let context = house.fieldContext(girl.language, on: days.started.day())
    let checked = CheckedAnswers(
      Answers(Dictionary(uniqueKeysWithValues: answered.map { ($0.field, $0.typed) })), house.applicationForm, context)
    try tx.refresh(application, checked, safe, house)
    if number % 50 == 7, number < Self.mostFiles, let field = asked.form.fields.first(where: { $0.kind is FileField }) {
      try attach(to: application, field.key, safe, house, in: tx)
    }
    guard fate != .draft else { return }
    let sending = house.at(days.sent, chance)
    try consent(application, safe, girl, checked, guardianToo: fate != .unanswered, chance, sending, in: tx)
    try send(application, sending, in: tx)
    let deciding = House(
      house, Outside(now: { days.decided }, random: house.outside.random, readers: house.outside.readers))
    if fate == .returned {
      try giveBack(application, safe, girl.language, number, by: desk, deciding, in: tx)
    } else {
      try decide(application, fate, by: desk, deciding, in: tx)
    }
  }

  /// A photo of her report card, as a phone brings it.
  private func attach(to application: Application, _ field: String, _ safe: Safe, _ house: House, in tx: Transaction) throws {
    let file = try tx.keepFile(Rehearsal.picture, name: "tabel.png", field: field, application, safe, house)
    let answer = AnswerEvent(id: house.outside.id(), field: field, typed: file.text, writtenAt: house.outside.now())
    try tx.keep([answer], application, safe, at: house.outside.now())
  }

  /// Yes to taking part, and to the rest as chance has it; the guardian's answer for those who have it.
  private func consent(
    _ application: Application, _ safe: Safe, _ girl: Synthetic, _ checked: CheckedAnswers, guardianToo: Bool, _ chance: Chance,
    _ house: House, in tx: Transaction
  ) throws {
    func texts() -> [(text: ConsentText, agreed: Bool)] {
      house.consents.purposes.map { purpose in
        (
          ConsentText(purpose, version: house.consents.version, subject: application.code, house.programme, girl.language),
          purpose.required || chance.happens(70)
        )
      }
    }
    try tx.keepConsents(
      texts(), of: application, signer: .girl, person: safe.person, channel: .page, collector: "self", house)
    guard guardianToo else { return }
    let phone = checked[.guardianPhone].flatMap { try? Phone(parsing: $0) }
    let guardian = try tx.addPerson(
      [.name(girl.guardian)] + (phone.map { [.phone($0)] } ?? []), language: girl.language, house)
    try tx.keepConsents(
      texts(), of: application, signer: .guardian, person: guardian.person, channel: .smsCode, collector: "self", house)
    // By the link in an SMS, by which the guardian comes back to see how it went on.
    let now = house.outside.now()
    try tx.run(
      """
      INSERT INTO consent_request (link_hash, application_id, guardian_id, channel, created_at, expires_at, tries, answered_at)
      VALUES (\(house.vault.hash(secret: "a link to \(guardian.person)", for: "consent link")), \(application.id),
        \(guardian.person), 'sms', \(now), \(now), 0, \(now))
      """)
  }

  private func send(_ application: Application, _ house: House, in tx: Transaction) throws {
    try tx.move(application, to: .submitted, at: house.outside.now())
    try tx.addEvent(.submitted, to: application.id, by: "applicant", house)
    try tx.record(.applicationSubmitted, application.id.text, by: "applicant:\(application.person)", house)
  }

  private func decide(_ application: Application, _ fate: Fate, by desk: String, _ house: House, in tx: Transaction) throws {
    guard let (state, kind) = fate.decision, let sent = try tx.application(application.id) else { return }
    try tx.move(
      sent, to: state, reason: state == .refused ? house.programme.eligibility.last?.key : nil, at: house.outside.now())
    try tx.addEvent(kind, to: application.id, by: state == .withdrawn ? "applicant" : desk, house)
  }

  /// As a coordinator gives one back: what is wrong, and on which page.
  private func giveBack(
    _ application: Application, _ safe: Safe, _ language: Language, _ number: Int, by desk: String, _ house: House,
    in tx: Transaction
  ) throws {
    let asked = Self.corrections.compactMap { field, note in
      house.applicationForm.pages.first { $0.fields.contains { $0.key == field.rawValue } }.map { (page: $0.key, note: note) }
    }
    guard !asked.isEmpty, let sent = try tx.application(application.id) else { return }
    let one = asked[number / 10 % asked.count]
    try tx.move(sent, to: .returned, at: house.outside.now())
    try tx.ask(sent, pages: [one.page], note: one.note(language), safe, by: desk, house)
  }

  private static let corrections: [(Meaning, Phrase)] = [
    (
      .guardianPhone,
      Phrase(
        kk: "Бұл нөмірге үш рет қоңырау шалдық, байланыс жоқ. Ата-анаңның нөмірін тексеріп, қайта жаз.",
        ru: "Три раза звонили по этому номеру, связи нет. Проверьте номер родителя и впишите его ещё раз.",
        en: "We called this number three times and it does not answer. Check your guardian’s number and write it again.")
    ),
    (
      .school,
      Phrase(
        kk: "Мектебіңнің атауын нақтыла: анықтамада басқа мектеп жазылған.",
        ru: "Уточните школу: в справке указана другая.", en: "Check your school: the certificate names another one.")
    ),
  ]
}

extension Population.Fate {
  fileprivate var decision: (Application.State, ApplicationEvent.Kind)? {
    switch self {
    case .draft, .unanswered, .submitted, .returned: nil
    case .withdrawn: (.withdrawn, .withdrawn)
    case .refused: (.refused, .refused)
    case .eligible: (.eligible, .eligible)
    }
  }
}

extension Population {
  /// As many of each as the figures say, in an order that chance makes.
  private static func lots(_ intake: EarlierIntake, _ chance: Chance) -> [Lot] {
    func lots(_ count: EarlierIntake.Count, _ fate: (Int) -> Fate) -> [Lot] {
      (0..<count.kazakh).map { Lot(fate: fate($0), isRussian: false) }
        + (0..<count.russian).map { Lot(fate: fate($0), isRussian: true) }
    }
    var lots = lots(intake.eligible) { _ in .eligible } + lots(intake.others) { $0.isMultiple(of: 3) ? .withdrawn : .refused }
    for place in lots.indices.reversed() { lots.swapAt(place, chance.below(place + 1)) }
    return lots
  }

  /// When she began, sent it, and the desk decided: while applications are taken, and before the present moment.
  private struct Days {
    let started: Moment
    let sent: Moment
    let decided: Moment

    /// `isWaiting`: for somebody; few wait longer than the desk promises.
    init(_ cycle: Cycle, isWaiting: Bool, at now: Moment, _ chance: Chance) {
      let stage = cycle.stage("applications")
      let last = min(stage?.closesAt ?? now, now)
      let first = stage.map(\.opensAt).flatMap { $0 < last.adding(hours: -1) ? $0 : nil } ?? last.adding(days: -14)
      let opens = isWaiting ? max(first, last.adding(days: -9)) : first
      let seconds = Int((last.milliseconds - opens.milliseconds) / 1000)
      started = opens.adding(seconds: chance.below(max(1, seconds)))
      sent = min(started.adding(minutes: 20 + chance.below(3 * 1440)), last)
      decided = min(sent.adding(minutes: 60 + chance.below(4 * 1440)), now)
    }
  }
}
