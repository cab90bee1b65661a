/// The language in which an answer is shown back; what may be typed is the same in all of them.
package enum Language: String, Sendable, Hashable, CaseIterable {
  case kk, ru, en

  /// Between whole and fraction.
  var mark: String { self == .en ? "." : "," }
}
