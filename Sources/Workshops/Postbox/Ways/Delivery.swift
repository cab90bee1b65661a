/// How letters of one channel leave the house.
package enum Delivery: Sendable {
  case smtp(SMTPSettings)
  case sms(SMSGateway)
  /// A demonstration: nothing leaves; the letter is kept to be looked at.
  case shown
}

extension Delivery {
  /// How many attempts of unknown fate a letter may have and still be tried again (docs/decisions/0004-letters-after-a-crash.md).
  var doubtsAllowed: Int {
    switch self {
    case .shown: .max
    case .smtp: 1
    case .sms(let gateway): gateway.sendsOnce ? .max : 0
    }
  }

  /// The longest an attempt takes, in seconds.
  var longest: Int {
    switch self {
    case .smtp(let settings): settings.longest
    case .sms(let gateway): gateway.timeout
    case .shown: 0
    }
  }
}

/// How an attempt ended. `reason` is a code of ours, never a reply's text: servers repeat addresses and bodies in theirs.
struct Outcome: Sendable, Hashable {
  enum Fate: Sendable, Hashable {
    case sent, shown
    /// It surely did not arrive; a later attempt may succeed.
    case later
    /// It will never be taken: a wrong address, a refused text.
    case refused
    /// It may have arrived, and trying again could send it twice.
    case unknown
  }

  /// What the attempt says of the channel, when the next letter would fare no better.
  enum Trouble: Sendable, Hashable {
    /// The other side does not answer, or asks for this many seconds of rest.
    case silent(seconds: Int?)
    /// It refuses us, whatever the letter: a person mends the settings.
    case settings
  }

  let fate: Fate
  let reason: String?
  let trouble: Trouble?

  static let sent = Outcome(fate: .sent, reason: nil, trouble: nil)
  static let shown = Outcome(fate: .shown, reason: nil, trouble: nil)

  static func later(_ reason: String, _ trouble: Trouble? = nil) -> Outcome {
    Outcome(fate: .later, reason: reason, trouble: trouble)
  }

  static func refused(_ reason: String) -> Outcome { Outcome(fate: .refused, reason: reason, trouble: nil) }

  static func unknown(_ reason: String, _ trouble: Trouble? = nil) -> Outcome {
    Outcome(fate: .unknown, reason: reason, trouble: trouble)
  }
}

/// Settings that must not be used. The texts name settings, never letters.
package enum PostboxFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// Letters would cross a network readable by anybody.
  case unencrypted(String)
  case setting(String)

  package var description: String {
    switch self {
    case .unencrypted(let host): "post to \(host) would not be encrypted"
    case .setting(let what): "post setting: \(what)"
    }
  }
}

func isThisMachine(_ host: String) -> Bool { ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host) }

/// Printable ASCII without space, so that no setting and no address can end a line or add a header.
func isPlain(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) } }
