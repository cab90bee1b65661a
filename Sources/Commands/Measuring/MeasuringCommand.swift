import ArgumentParser
import Exchange
import Measuring
import Words

/// A command that measures what stands in a table and answers with JSON, with files, or with a few lines.
protocol MeasuringCommand: AsyncParsableCommand, SpeakingCommand {
  associatedtype Measured: MeasuredTable
  /// The table it is about.
  var path: String? { get }
  var options: MeasuringOptions { get }
  func measured(_ path: String) throws(TableComplaints) -> Measured
}

/// What is said, on standard output and as complaints.
struct MeasuringReply: Sendable {
  var said: [String] = []
  var complained: [String] = []
  var isRefused = false
}

extension MeasuringCommand {
  var language: Language { options.language }

  func run() async throws {
    if options.schema { return Terminal.say(Measured.answerSchema) }
    let reply = try await reply()
    for line in reply.said { Terminal.say(line) }
    for line in reply.complained { Terminal.complain(line) }
    if reply.isRefused { throw ExitCode(2) }
  }

  /// Files are written before anything is said, so that there is one answer: what was measured, or why it is refused.
  func reply() async throws -> MeasuringReply {
    guard let path else { return MeasuringReply() }
    do {
      let measured = try measured(path)
      if let folder = options.folder {
        try await ResultFolder.write(to: folder, mark: Measured.mark) { folder in
          try await measured.files { bytes, name in try folder.put(bytes, name) }
        }
      }
      return MeasuringReply(said: options.asJSON ? [measured.json.text] : measured.summary(options.language))
    } catch let complaints as TableComplaints {
      return complaints.reply(in: path, options)
    } catch let refusal as FileRefusal {
      return TableComplaints(TableComplaint(refusal)).reply(in: path, options)
    }
  }
}
