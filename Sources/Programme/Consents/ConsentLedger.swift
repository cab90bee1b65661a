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
  package fileprivate(set) var due: Due?
  /// She or her guardian objects to this use, and it is not decided against them.
  package let isObjected: Bool

  package enum Due: String, Sendable, Bindable, Readable {
    /// The text has changed since.
    case text
    /// She has come of age since.
    case age
  }

  package enum Signer: String, Sendable, Bindable, Readable, CaseIterable {
    case girl, guardian

    package var name: Phrase {
      switch self {
      case .girl: Phrase(kk: "қатысушы", ru: "личный ответ", en: "applicant")
      case .guardian: Phrase(kk: "заңды өкіл", ru: "законный представитель", en: "guardian")
      }
    }
  }

  package enum Channel: String, Sendable, Bindable, Readable {
    /// In her own session.
    case page
    case smsCode = "sms_code"
    case emailCode = "email_code"
    case paper

    package var name: Phrase {
      switch self {
      case .page: Phrase(kk: "сайтта", ru: "на сайте", en: "on the site")
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

  /// From when she has answered for herself; nil for a child.
  package let adultSince: Moment?

  /// From the lines in the order they were written. What she answered as a child she is asked again; her guardian is not
  /// asked any more.
  package init(_ lines: [Consent], adultSince: Moment?) {
    var newest: [Consent.Signer: [String: Consent]] = [:]
    for var line in lines {
      switch (line.signer, adultSince) {
      case (.girl, let since?) where line.at < since: line.due = .age
      case (.guardian, .some): line.due = nil
      case _ where line.due == .age: line.due = nil
      default: break
      }
      newest[line.signer, default: [:]][line.purpose] = line
    }
    self.newest = newest
    self.adultSince = adultSince
  }

  package func answer(_ signer: Consent.Signer, _ purpose: String) -> Consent? { newest[signer]?[purpose] }

  /// Whose answers decide: the girl's and her guardian's; from her coming of age hers alone, once she has given it.
  private func deciding(_ purpose: String) -> [Consent.Signer] {
    guard adultSince != nil, let own = answer(.girl, purpose), own.due != .age else { return Consent.Signer.allCases }
    return [.girl]
  }

  /// Everybody who decides said yes, to a text that still counts: only then is the purpose allowed. The one place that says
  /// so, whoever asks. Once she is of age optional uses rest until she has answered; taking part goes on as it was.
  package func allows(_ purpose: ConsentFile.Purpose) -> Bool {
    let signers = deciding(purpose.key)
    if adultSince != nil, signers != [.girl], !purpose.required { return false }
    if answer(.girl, purpose.key)?.isObjected == true { return false }
    return signers.allSatisfy { signer in
      answer(signer, purpose.key).map { $0.agreed && purpose.counts($0.version) } ?? false
    }
  }

  /// The optional purposes that are not allowed: somebody who decides said no, or has not answered.
  package func withheld(_ file: ConsentFile) -> [ConsentFile.Purpose] { file.purposes.filter { !$0.required && !allows($0) } }

  /// The answer that still stands, for a page to show as chosen; nil where it has to be given anew, so that nobody agrees to
  /// a text unread.
  package func standing(_ signer: Consent.Signer, _ purpose: String) -> Consent? {
    answer(signer, purpose).flatMap { $0.due == nil ? $0 : nil }
  }

  /// Every purpose, each to the text of today.
  package func hasAnswered(_ signer: Consent.Signer, _ file: ConsentFile) -> Bool {
    file.purposes.allSatisfy { standing(signer, $0.key) != nil }
  }

  /// Yes to all that taking part needs; a no there stops the application before anybody else is asked.
  package func agreesToTakePart(_ signer: Consent.Signer, _ file: ConsentFile) -> Bool {
    file.purposes.filter(\.required).allSatisfy { standing(signer, $0.key)?.agreed == true }
  }

  /// Who said no to something that taking part needs.
  package func refusers(_ file: ConsentFile) -> [Consent.Signer] {
    Consent.Signer.allCases.filter { signer in
      file.purposes.contains { $0.required && deciding($0.key).contains(signer) && answer(signer, $0.key)?.agreed == false }
    }
  }

  /// The purposes for which these answers make a new line: another answer than before, or the same to a newer text.
  package func changed(_ said: [String: Bool], by signer: Consent.Signer, _ file: ConsentFile) -> [ConsentFile.Purpose] {
    file.purposes.filter { purpose in
      guard let standing = standing(signer, purpose.key) else { return true }
      return standing.agreed != said[purpose.key] || standing.version < file.version
    }
  }

  /// Whether she has something to answer anew: every line once she is of age, else what she agreed to in another text.
  package func asksHerAgain(_ file: ConsentFile) -> Bool {
    file.purposes.contains { purpose in
      guard let answer = answer(.girl, purpose.key), let due = answer.due else { return false }
      return due == .age || answer.agreed
    }
  }

  /// How taking part stands: only the required purposes count.
  package enum State: String, Sendable, CaseIterable, Bindable, Readable {
    case none
    /// The girl answered, the guardian not yet; and the other way round.
    case girl, guardian
    case complete
    /// Somebody said no to taking part.
    case refused
  }

  package func state(_ file: ConsentFile) -> State {
    let required = file.purposes.filter(\.required).map(\.key)
    let refused = required.contains { purpose in
      deciding(purpose).contains { answer($0, purpose)?.agreed == false }
    }
    if refused { return .refused }
    func agrees(_ signer: Consent.Signer) -> Bool {
      required.allSatisfy { !deciding($0).contains(signer) || answer(signer, $0)?.agreed == true }
    }
    let (girl, guardian) = (agrees(.girl), agrees(.guardian))
    return switch (girl, guardian) {
    case (true, true): .complete
    case (true, false): .girl
    case (false, true): .guardian
    case (false, false): .none
    }
  }
}
