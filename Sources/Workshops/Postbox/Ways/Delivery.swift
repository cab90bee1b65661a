/// How letters of one channel leave the house.
package enum Delivery: Sendable {
  case smtp(SMTPSettings)
  case sms(SMSGateway)
  /// A demonstration: nothing leaves; the letter is kept to be looked at.
  case shown
}

/// How an attempt ended. `reason` is a code of ours, never a reply's text: servers repeat addresses and bodies in theirs.
enum Outcome: Sendable, Hashable {
  case sent
  case shown
  /// It surely did not arrive; a later attempt may succeed.
  case later(reason: String)
  /// It will never be taken: a wrong address, a refused text.
  case refused(reason: String)
  /// It may have arrived, and trying again could send it twice.
  case uncertain(reason: String)
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
