import Foundation

/// One line that tells how far a long work is; written anew on a terminal, line by line into a file.
enum Progress {
  static func show(_ what: String, _ done: Int, of total: Int) {
    let isTerminal = isatty(1) != 0
    guard isTerminal || done == total || done % 400 == 0 else { return }
    let line = "\(what): \(done) / \(total)"
    print(isTerminal ? "\r\(line)" : line, terminator: isTerminal && done < total ? "" : "\n")
    if isTerminal { FileHandle.standardOutput.synchronizeFile() }
  }
}
