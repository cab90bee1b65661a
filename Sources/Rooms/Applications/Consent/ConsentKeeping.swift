package import Programme
import Security
package import Storage
package import Words

extension Transaction {
  /// What was said about an application: its girl's and her guardian's answers in its intake.
  package func consents(of application: Application, _ safe: Safe, at now: Moment) throws -> ConsentLedger {
    try consents(safe, application.cycle, at: now)
  }

  /// Keeps answers and brings the application up to date: its consent column, its history, and no more mailings after a no.
  package func keepConsents(
    _ answers: [(text: ConsentText, agreed: Bool)], of application: Application, signer: Consent.Signer, person: ID<Person>,
    channel: Consent.Channel, collector: String, _ house: House
  ) throws {
    let safe = try safe(of: application.person, house.vault)
    let ledger = try keepConsents(
      answers, of: safe, application.cycle, signer: signer, person: person, channel: channel, collector: collector, house)
    let state = ledger.state(house.consents)
    try setConsent(state, of: application.id, at: house.outside.now())
    if state == .refused { try cancelMailings(to: application.person) }
    let kind: ApplicationEvent.Kind =
      switch (signer, answers.filter(\.text.purpose.required).allSatisfy(\.agreed)) {
      case (.girl, true): .girlAgreed
      case (.girl, false): .girlRefused
      case (.guardian, true): .guardianAgreed
      case (.guardian, false): .guardianRefused
      }
    let yes = answers.filter(\.agreed).map(\.text.purpose.key).joined(separator: " ")
    try addEvent(kind, to: application.id, by: signer.rawValue, details: yes, house)
  }
}
