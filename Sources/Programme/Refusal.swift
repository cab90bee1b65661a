package import Markup
package import Words

/// The house saying no, in the reader's language. Everything else that goes wrong is a fault.
package struct Refusal: Error, Sendable {
  package let kind: Kind
  package let phrase: Phrase
  /// The form field it is about, where there is one.
  package let field: String?
  /// Where it goes on from here, where the page it came from would say the same again.
  package let back: Link?
  /// Milliseconds until the same may be tried again, where that is known.
  package let pause: Int64?
  /// What is missing of her clearance, where that is the reason.
  package let lacks: [Clearance.Lack]

  package enum Kind: Sendable, Hashable {
    /// 303 to the sign-in page, which comes back here.
    case signIn
    /// 404: there is no such thing, or not for this reader.
    case missing
    /// 403: the reader is known and this is not hers or his to do.
    case forbidden
    /// 409: it was changed meanwhile, or is closed.
    case conflict
    /// 422: what came cannot be taken as it is.
    case invalid
    /// 429: too many tries.
    case tooMany
    /// 413: more than is taken at once.
    case tooLarge
    /// 503: not now; the same request may succeed in a moment.
    case busy
  }

  package init(
    _ kind: Kind, _ phrase: Phrase, field: String? = nil, back: Link? = nil, pause: Int64? = nil, lacks: [Clearance.Lack] = []
  ) {
    self.kind = kind
    self.phrase = phrase
    self.field = field
    self.back = back
    self.pause = pause
    self.lacks = lacks
  }

  /// What `Retry-After` says, whole seconds: of every 429 and 503 (RFC 6585, section 4; RFC 9110, section 15.6.4).
  package var retryAfter: Int64? {
    switch kind {
    case .tooMany, .busy: max(1, ((pause ?? Self.usualPause) + 999) / 1000)
    case .signIn, .missing, .forbidden, .conflict, .invalid, .tooLarge: nil
    }
  }

  /// Where something else is in the way than a count: a moment of much work.
  private static let usualPause: Int64 = 30_000

  /// What was sent cannot be taken as it is, and whoever sent it may go on: no door was shut.
  package var isAboutWhatWasSent: Bool {
    switch kind {
    case .invalid, .conflict, .tooMany, .tooLarge: true
    case .signIn, .missing, .forbidden, .busy: false
    }
  }

  package var status: Int {
    switch kind {
    case .signIn: 303
    case .missing: 404
    case .forbidden: 403
    case .conflict: 409
    case .invalid: 422
    case .tooMany: 429
    case .tooLarge: 413
    case .busy: 503
    }
  }

  package static let missing = Refusal(.missing, .notFound)
  package static let forbidden = Refusal(.forbidden, .notAllowed)
  package static let signIn = Refusal(.signIn, .signInFirst)
  package static let tooMany = Refusal(.tooMany, .tooManyTries)
  package static func tooMany(pause: Int64) -> Refusal { Refusal(.tooMany, .tooManyTries, pause: pause) }
}

extension Phrase {
  static let notFound = Phrase(
    kk: "Мұндай бет жоқ немесе оны ашуға рұқсат жоқ.", ru: "Такой страницы нет, или она для вас не открыта.",
    en: "There is no such page, or it is not open to you.")
  static let notAllowed = Phrase(
    kk: "Бұл әрекетке рұқсат жоқ.", ru: "У вас нет права на это действие.", en: "You may not do this.")
  static let signInFirst = Phrase(kk: "Алдымен жүйеге кіру керек.", ru: "Сначала войдите.", en: "Sign in first.")
  static let tooManyTries = Phrase(
    kk: "Әрекет саны тым көп. Біраздан кейін қайталап көру керек.",
    ru: "Слишком много попыток. Подождите немного и попробуйте снова.",
    en: "Too many tries. Wait a little and try again.")
}
