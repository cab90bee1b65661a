package import Programme
import Storage
package import Words

/// One line of the ledger: who said yes or no to what, having read which text, how and when. Never changed; a withdrawal
/// is a later line.
package struct Consent: Sendable {
  package let signer: Signer
  package let purpose: String
  package let agreed: Bool
  package let version: Int
  package let language: Language
  package let channel: Channel
  package let at: Moment

  package enum Signer: String, Sendable, Bindable, Readable, CaseIterable {
    case girl, guardian
  }

  package enum Channel: String, Sendable, Bindable, Readable {
    /// In her own session.
    case page
    case smsCode = "sms_code"
    case emailCode = "email_code"
    case paper

    package var name: Phrase {
      switch self {
      case .page: Phrase(kk: "бетте", ru: "на странице", en: "on the page")
      case .smsCode: Phrase(kk: "SMS сілтемесі арқылы", ru: "по ссылке из SMS", en: "through the SMS link")
      case .emailCode: Phrase(kk: "пошта сілтемесі арқылы", ru: "по ссылке из письма", en: "through the e-mail link")
      case .paper: Phrase(kk: "қағазда", ru: "на бумаге", en: "on paper")
      }
    }
  }
}

/// What the ledger says today, purpose by purpose.
package struct ConsentLedger: Sendable {
  private let newest: [Consent.Signer: [String: Consent]]

  /// From the lines in the order they were written.
  package init(_ lines: [Consent]) {
    var newest: [Consent.Signer: [String: Consent]] = [:]
    for line in lines { newest[line.signer, default: [:]][line.purpose] = line }
    self.newest = newest
  }

  package func answer(_ signer: Consent.Signer, _ purpose: String) -> Consent? { newest[signer]?[purpose] }

  /// Both said yes: only then is the purpose allowed.
  package func allows(_ purpose: String) -> Bool {
    Consent.Signer.allCases.allSatisfy { answer($0, purpose)?.agreed == true }
  }

  package func hasAnswered(_ signer: Consent.Signer, _ file: ConsentFile) -> Bool {
    file.purposes.allSatisfy { answer(signer, $0.key) != nil }
  }

  /// What the application's consent column says: only the required purposes count.
  package func state(_ file: ConsentFile) -> Application.ConsentState {
    let required = file.purposes.filter(\.required).map(\.key)
    let refused = required.contains { purpose in
      Consent.Signer.allCases.contains { answer($0, purpose)?.agreed == false }
    }
    if refused { return .refused }
    let girl = required.allSatisfy { answer(.girl, $0)?.agreed == true }
    let guardian = required.allSatisfy { answer(.guardian, $0)?.agreed == true }
    return switch (girl, guardian) {
    case (true, true): .complete
    case (true, false): .girl
    case (false, true): .guardian
    case (false, false): .none
    }
  }
}
