import Words
import Yams

/// What may be objected to: `Programmes/<name>/objections.yaml`.
package struct ObjectionFile: Sendable, Codable {
  package let processings: [Processing]

  package struct Processing: Sendable, Codable {
    package let key: String
    package let title: Said
    package let what: Said
  }

  /// Throws `ProgrammeFault` when a key stands twice or a text is empty.
  package init(yaml: [UInt8]) throws {
    self = try YAMLDecoder().decode(ObjectionFile.self, from: String(decoding: yaml, as: UTF8.self))
    guard Set(processings.map(\.key)).count == processings.count else {
      throw ProgrammeFault("a key stands twice")
    }
    for processing in processings {
      guard Language.allCases.allSatisfy({ !processing.title($0).isEmpty && !processing.what($0).isEmpty }) else {
        throw ProgrammeFault("\(processing.key) is not said in all three languages")
      }
    }
  }

  package func processing(_ key: String) -> Processing? { processings.first { $0.key == key } }
}
