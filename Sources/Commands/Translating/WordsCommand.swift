import ArgumentParser
import Documents
import Foundation
import Words

/// Every sentence of the house as a table for translators. Sentences are Swift values (docs/decisions/0003-words-in-swift.md), so it reads
/// the sources.
struct WordsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "words",
    abstract: "Writes every sentence the program says as CSV: file, line, name, kk, ru, en.",
    discussion: """
      For translators, in a copy of the sources. What varies stands in braces; texts of which one is said stand apart by " | ". \
      Terms: docs/glossary.md. Corrections go into the Swift files or, of programmes, into Programmes/.
      """)

  @Option(help: "Folder of the sources.")
  var sources = "Sources"

  func run() throws {
    let table = try Self.table(of: sources)
    try FileHandle.standardOutput.write(contentsOf: Data(table))
  }

  static func table(of folder: String) throws -> [UInt8] {
    var writer = CSVWriter()
    writer.add(["file", "line", "name", "kk", "ru", "en"])
    var count = 0
    for file in files(folder) {
      let text = String(decoding: try FileText.bytes("\(folder)/\(file)"), as: UTF8.self)
      for phrase in WrittenPhrase.all(in: text) where phrase.hasWords {
        writer.add([file, "\(phrase.line)", phrase.name, phrase.kk.shown, phrase.ru.shown, phrase.en.shown])
        count += 1
      }
    }
    guard count > 0 else { throw Trouble("\(folder): no sentence in it; name the folder of the sources with --sources") }
    return writer.take()
  }

  private static func files(_ folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }
      .sorted()
  }
}
