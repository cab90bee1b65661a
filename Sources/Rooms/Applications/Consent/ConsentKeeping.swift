package import Programme
import Security
package import Storage
package import Words

extension Transaction {
  /// What was said about an application: its girl's and her guardian's answers in its intake.
  package func consents(of application: Application, _ safe: Safe, at now: Moment) throws -> ConsentLedger {
    try consents(safe, application.cycle, at: now)
  }

  /// Keeps answers about an application, in its intake.
  package func keepConsents(
    _ answers: [(text: ConsentText, agreed: Bool)], of application: Application, signer: Consent.Signer, person: ID<Person>,
    channel: Consent.Channel, collector: String, _ house: House
  ) throws {
    try keepConsents(
      answers, of: try safe(of: application.person, house.vault), application.cycle, signer: signer, person: person,
      channel: channel, collector: collector, house)
  }
}

extension ConsentAnswered {
  /// Her application follows what was said: its consent column, its history, and no more mailings after a no.
  static let application = Hearer(ConsentAnswered.self) { answered, tx, house in
    guard let application = try tx.application(of: answered.girl, in: answered.cycle) else { return }
    let state = answered.ledger.state(house.consents)
    try tx.setConsent(state, of: application.id, at: house.outside.now())
    if state == .refused { try tx.stopMailings(about: application, at: house.outside.now()) }
    try tx.addEvent(
      kind(answered), to: application.id, by: answered.signer.rawValue, details: answered.agreed.joined(separator: " "), house)
  }

  private static func kind(_ answered: ConsentAnswered) -> ApplicationEvent.Kind {
    switch (answered.signer, answered.agreesToTakePart) {
    case (.girl, true): .girlAgreed
    case (.girl, false): .girlRefused
    case (.guardian, true): .guardianAgreed
    case (.guardian, false): .guardianRefused
    }
  }
}
