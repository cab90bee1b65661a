import Words
import Yams

/// How long which data are kept: `Programmes/<name>/retention.yaml`.
package struct RetentionFile: Sendable, Codable {
  package let rules: [Rule]

  package struct Rule: Sendable, Codable {
    /// A group that a room's `PersonalData` knows.
    package let group: String
    /// After the last change.
    package let days: Int
    package let what: Said
  }

  /// Throws `ProgrammeFault` for a term that would erase what is alive.
  package init(yaml: [UInt8]) throws {
    self = try YAMLDecoder().decode(RetentionFile.self, from: String(decoding: yaml, as: UTF8.self))
    for rule in rules where rule.days < 30 { throw ProgrammeFault("retention.yaml: \(rule.group) is kept for less than 30 days") }
    guard Set(rules.map(\.group)).count == rules.count else { throw ProgrammeFault("retention.yaml: a group stands twice") }
  }
}

extension House {
  /// The terms of the programme; throws when the file is missing or names a group no room knows.
  package func retention() throws -> RetentionFile {
    guard let file = assets["Programmes/stem-school/retention.yaml"] else { throw ProgrammeFault("retention.yaml is missing") }
    let terms = try RetentionFile(yaml: file.bytes)
    let known = personalData.reduce(into: Set<String>()) { $0.formUnion($1.groups) }
    for rule in terms.rules where !known.contains(rule.group) {
      throw ProgrammeFault("retention.yaml: no room knows \(rule.group)")
    }
    return terms
  }
}
