import Foundation
import Words

/// What the operator reads. Swift's `print` keeps lines back when the output is a file or a pipe; these are there at once.
enum Terminal {
  static let isInteractive = isatty(1) != 0

  static func say(_ text: String = "") { write(text + "\n", to: 1) }

  /// Without a new line.
  static func show(_ text: String) { write(text, to: 1) }

  /// What went wrong.
  static func complain(_ text: String) { write(text + "\n", to: 2) }

  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      // Nobody reads any more: there is nobody left to tell.
      guard count > 0 || errno == EINTR else { return }
      bytes = bytes.dropFirst(max(0, count))
    }
  }
}

/// Why a command did not do what it was asked; its text is the whole answer.
struct Trouble: Error, CustomStringConvertible {
  let says: Phrase

  init(_ says: Phrase) { self.says = says }

  /// For commands that speak to operators in English alone.
  init(_ description: String) { says = Phrase(verbatim: description) }

  var description: String { says(.en) }
}
