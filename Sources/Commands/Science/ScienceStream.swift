import ArgumentParser
import Exchange
import Foundation

/// A command that answers JSON on standard input with JSON on standard output.
protocol ScienceCommand: ParsableCommand {
  /// JSON Schemas of the input and the output.
  static var schema: String { get }
  static func answer(_ input: JSONInput) throws(JSONRefusal) -> JSON
  var stream: ScienceStream { get }
}

extension ScienceCommand {
  func run() throws { try stream.run(schema: Self.schema, Self.answer) }

  /// The answer to one text, or the refusal as an answer.
  static func reply(to bytes: [UInt8]) -> (text: String, isRefused: Bool) { ScienceStream.reply(to: bytes, answer) }
}

/// One instance, or one a line.
struct ScienceStream: ParsableArguments {
  @Flag(help: "One JSON instance a line in, one answer a line out.")
  var lines = false

  @Flag(help: "Prints the JSON Schemas of input and output.")
  var schema = false

  static let discussion =
    "Reads JSON from standard input. Exit status: 0 an answer, 2 the input is refused: {\"error\":{\"at\",\"reason\"}}."

  func run(schema text: String, _ answer: (JSONInput) throws(JSONRefusal) -> JSON) throws {
    if schema { return Terminal.say(text) }
    var isRefused = false
    var source = StandardLines()
    while let bytes = lines ? source.next() : try Self.all() {
      let reply = Self.reply(to: bytes, answer)
      Terminal.say(reply.text)
      if reply.isRefused { isRefused = true }
      guard lines else { break }
    }
    if isRefused { throw ExitCode(2) }
  }

  static func reply(to bytes: [UInt8], _ answer: (JSONInput) throws(JSONRefusal) -> JSON) -> (text: String, isRefused: Bool) {
    do throws(JSONRefusal) {
      return (try answer(JSONInput(try JSONReader.read(bytes))).text, false)
    } catch {
      return (error.json.text, true)
    }
  }

  private static func all() throws -> [UInt8]? { Array(try FileHandle.standardInput.readToEnd() ?? Data()) }
}

/// The lines of standard input, each there as soon as it has come, so that two programs can talk.
private struct StandardLines {
  private var bytes: [UInt8] = []
  private var searched = 0
  private var isOver = false

  /// The next line without its end; nil: no more.
  mutating func next() -> [UInt8]? {
    while true {
      if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = Array(bytes[..<end])
        bytes.removeSubrange(...end)
        searched = 0
        return line
      }
      searched = bytes.count
      if isOver {
        defer { bytes = [] }
        searched = 0
        return bytes.isEmpty ? nil : bytes
      }
      more()
    }
  }

  private mutating func more() {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(0, &chunk, chunk.count)
    if count > 0 { bytes += chunk[..<count] }
    isOver = count == 0 || (count < 0 && errno != EINTR)
  }
}
