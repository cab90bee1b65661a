import Documents
import Words

/// What stands above a column: its own heading, and that of a group of columns one line higher ("Родитель" above "ФИО" and "Телефон").
package struct IntakeHeading: Sendable, Hashable {
  package let group: String
  package let own: String

  package init(_ own: String, group: String = "") {
    (self.own, self.group) = (own, group == own ? "" : group)
  }

  /// As one name.
  package var shown: String { group.isEmpty ? own : "\(group): \(own)" }

  /// Of a line, and of the line of groups above it. A group reaches to the right as far as nothing else stands above.
  static func of(_ line: Record, groups: Record?) -> [IntakeHeading] {
    let own = line.titles
    guard let above = groups?.titles else { return own.map { IntakeHeading($0) } }
    var group = ""
    return (0..<max(own.count, above.count)).map { column in
      let (title, over) = (own.indices.contains(column) ? own[column] : "", above.indices.contains(column) ? above[column] : "")
      if !over.isEmpty { group = over }
      return title.isEmpty ? IntakeHeading(over) : IntakeHeading(title, group: group)
    }
  }
}

/// A heading as it is compared: folded, without marks and what stands in brackets.
struct BareHeading {
  let own: String
  /// With the group above it.
  let whole: String
  /// Whom it names, and the heading without that word.
  let owner: (words: [Substring], rest: String)?
  let groupNamesOwner: Bool

  private static let longest = 200

  /// Words that only say what every line is about: "ФИО ученицы" is "ФИО".
  private static let subjects = IntakeOwner(
    [],
    words: [
      "учащейся", "учащегося", "ученица", "ученицы", "ученик", "ученика", "участница", "участницы", "участник", "участника",
      "ребёнка", "девочки", "оқушы", "оқушының", "қатысушы", "қатысушының", "баланың", "қыздың", "student", "applicant",
    ])

  init(_ heading: IntakeHeading, _ owners: [IntakeOwner]) {
    let written = IntakeTarget.bare(String(heading.own.prefix(Self.longest)))
    let rest = Self.subjects.rest(of: written.split(separator: " "))
    own = rest.isEmpty ? written : rest
    let group = IntakeTarget.bare(String(heading.group.prefix(Self.longest)))
    whole = group.isEmpty ? own : "\(group) \(own)"
    let (words, groupWords) = (own.split(separator: " "), group.split(separator: " "))
    let named = owners.first { $0.isNamed(in: groupWords) || $0.isNamed(in: words) }
    owner = named.map { (groupWords + words, $0.rest(of: words)) }
    groupNamesOwner = owners.contains { $0.isNamed(in: groupWords) }
  }
}

/// Whose a column is, by a word of its heading or of the group above it: a guardian's phone is no girl's phone.
package struct IntakeOwner: Sendable {
  /// How the words begin, and whole words, folded.
  private let beginnings: [String]
  private let words: Set<String>

  package init(_ beginnings: [String], words: [String] = []) {
    self.beginnings = beginnings.map(folded)
    self.words = Set(words.map(folded))
  }

  func isNamed(in words: [Substring]) -> Bool { words.contains(where: isName) }

  /// What is left of a heading without the word.
  func rest(of words: [Substring]) -> String { words.filter { !isName($0) }.joined(separator: " ") }

  private func isName(_ word: Substring) -> Bool {
    words.contains(String(word)) || beginnings.contains { word.hasPrefix($0) }
  }
}
