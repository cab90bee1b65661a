import ArgumentParser
import Programme

/// What `serve` starts for itself: a process that reads pictures, PDFs and tables strangers sent. Nobody types it.
struct ReadFiles: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read-files", abstract: "Reads foreign files for a running server.", shouldDisplay: false)

  /// How a house starts it: this program, wherever it lies.
  static let command = ["/proc/self/exe", "read-files"]

  func run() {
    Readers.work()
  }
}
