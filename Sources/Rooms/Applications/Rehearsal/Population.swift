import Forms
import Programme
import Storage
import Words

/// Fills an empty house with synthetic applications in every state, through the same statements a real one takes.
struct Population: Sendable {
  let house: House
  let plan: Rehearsal.Plan
  private let places: [Place]

  private static let batch = 40
  /// Of so many girls one in fifty has a photo; of the others none, for a house of a hundred thousand shows nothing more with them.
  private static let mostFiles = 1000

  init(_ house: House, _ plan: Rehearsal.Plan) {
    self.house = house
    self.plan = plan
    // Rural places of the programme's regions.
    let gazetteer = house.gazetteer
    places = house.programme.regions.flatMap { region in
      gazetteer.children(of: region).flatMap { gazetteer.children(of: $0.code) }.flatMap { gazetteer.children(of: $0.code) }
    }.filter { $0.isRural == true }
  }

  /// Nothing when there are applications already.
  func settle() async throws {
    let count = plan.applications
    guard count > 0, try await house.database.read({ try !$0.exists("SELECT 1 FROM application LIMIT 1") }) else { return }
    for start in stride(from: 0, to: count, by: Self.batch) {
      let numbers = start..<min(start + Self.batch, count)
      try await house.database.write { tx in
        for number in numbers { try add(number, to: plan.cycle, in: tx) }
      }
      plan.progress(numbers.upperBound, count)
    }
  }

  private func add(_ number: Int, to cycle: Cycle, in tx: Transaction) throws {
    let chance = Chance(seed: plan.seed &+ UInt64(number) &* 7919)
    // The last twin of each hundred is the girl before her once more: a duplicate to find.
    let twin = number % 100 == 99 ? Chance(seed: plan.seed &+ UInt64(number - 1) &* 7919) : chance
    let girl = Synthetic(number: number % 100 == 99 ? number - 1 : number, places, twin)
    let started = house.outside.now().adding(milliseconds: -Int64(1 + chance.below(14 * 86_400)) * 1000)
    let house = House(house, Outside(now: { started }, random: { chance.bytes($0) }))
    let fate = chance.below(100)
    let answered = fate < 20 ? Array(girl.answers.prefix(3 + chance.below(girl.answers.count - 3))) : girl.answers

    let safe = try tx.addPerson(language: girl.language, house)
    let application = try tx.startApplication(
      for: safe.person, in: cycle.id, formVersion: house.applicationForm.version, source: .web, house)
    try tx.keep(
      answered.map { AnswerEvent(id: house.outside.id(), field: $0.field, typed: $0.typed, writtenAt: started) }, application,
      safe, at: started)
    let context = house.fieldContext(girl.language, on: started.day())
    let checked = CheckedAnswers(
      Answers(Dictionary(uniqueKeysWithValues: answered.map { ($0.field, $0.typed) })), house.applicationForm, context)
    try tx.refresh(application, checked, safe, house)
    if number % 50 == 7, number < Self.mostFiles { try attach(to: application, safe, house, in: tx) }
    guard fate >= 20 else { return }
    try consent(application, safe, girl, guardianToo: fate >= 35, chance, house, in: tx)
    try decide(application, fate, house, in: tx)
  }

  /// A photo of her report card, as a phone brings it.
  private func attach(to application: Application, _ safe: Safe, _ house: House, in tx: Transaction) throws {
    let file = try tx.keepFile(Rehearsal.picture, name: "tabel.png", field: "report_card", application, safe, house)
    let answer = AnswerEvent(id: house.outside.id(), field: "report_card", typed: file.text, writtenAt: house.outside.now())
    try tx.keep([answer], application, safe, at: house.outside.now())
  }

  /// Yes to taking part, and to the rest as chance has it; the guardian's answer for those who have it.
  private func consent(
    _ application: Application, _ safe: Safe, _ girl: Synthetic, guardianToo: Bool, _ chance: Chance, _ house: House,
    in tx: Transaction
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
    let name = PersonName(surname: "Үлгі-Ана", given: Synthetic.surnames[0])
    let guardian = try tx.addPerson([.name(name)], language: girl.language, house)
    try tx.keepConsents(
      texts(), of: application, signer: .guardian, person: guardian.person, channel: .smsCode, collector: "self", house)
  }

  private func decide(_ application: Application, _ fate: Int, _ house: House, in tx: Transaction) throws {
    let now = house.outside.now()
    try tx.move(application, to: .submitted, at: now)
    try tx.addEvent(.submitted, to: application.id, by: "applicant", house)
    try tx.record(.applicationSubmitted, application.id.text, by: "applicant:\(application.person)", house)
    guard fate >= 50, let sent = try tx.application(application.id) else { return }
    let (state, kind): (Application.State, ApplicationEvent.Kind) =
      switch fate {
      case ..<54: (.returned, .returned)
      case ..<58: (.withdrawn, .withdrawn)
      case ..<62: (.refused, .refused)
      default: (.eligible, .eligible)
      }
    try tx.move(sent, to: state, reason: state == .refused ? "rural" : nil, at: now)
    try tx.addEvent(kind, to: application.id, by: state == .withdrawn ? "applicant" : "desk", house)
  }
}
