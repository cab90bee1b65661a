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
  /// Why it has to be given anew; nil while it stands.
  package let due: Due?

  package enum Due: String, Sendable, Bindable, Readable {
    /// The text has changed since.
    case text
    /// She has come of age since.
    case age
  }

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

  /// Both said yes, to a text that still counts: only then is the purpose allowed.
  package func allows(_ purpose: ConsentFile.Purpose) -> Bool {
    Consent.Signer.allCases.allSatisfy { signer in
      answer(signer, purpose.key).map { $0.agreed && purpose.counts($0.version) } ?? false
    }
  }

  /// The answer that still stands, for a page to show as chosen; nil where it has to be given anew, so that nobody agrees to
  /// a text unread.
  package func standing(_ signer: Consent.Signer, _ purpose: String) -> Consent? {
    answer(signer, purpose).flatMap { $0.due == nil ? $0 : nil }
  }

  /// Every purpose, each to the text of today.
  package func hasAnswered(_ signer: Consent.Signer, _ file: ConsentFile) -> Bool {
    file.purposes.allSatisfy { standing(signer, $0.key) != nil }
  }

  /// The purposes for which these answers make a new line: another answer than before, or the same to a newer text.
  package func changed(_ said: [String: Bool], by signer: Consent.Signer, _ file: ConsentFile) -> [ConsentFile.Purpose] {
    file.purposes.filter { purpose in
      guard let standing = standing(signer, purpose.key) else { return true }
      return standing.agreed != said[purpose.key] || standing.version < file.version
    }
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
