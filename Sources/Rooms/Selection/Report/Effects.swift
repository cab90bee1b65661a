package import Allocation
import Programme
import Rules
package import Words

/// What a selection does to the groups its policy names.
package struct GroupLine: Sendable {
  /// What is compared: an attribute or a column.
  package let title: Phrase
  /// The group: with it, without it, or the column's own text.
  package let group: Phrase
  /// The column and its text, for whoever knows what people call it; nil for an attribute.
  package let label: (column: String, text: String)?
  package let effect: GroupEffect
  /// Against the group with the highest rate in the same comparison; NaN where there is none.
  package let ratio: Double
}

extension Selected {
  /// A column with more groups than this says nothing on one page.
  private static let mostGroups = 20

  /// Each protected attribute, yes against no; then each column with few groups.
  package var groupLines: [GroupLine] {
    let isOffered = flags(outcome.offered)
    let isConsidered = ranking.exclusions.map { $0 == nil }
    var lines: [GroupLine] = []
    func add(_ title: Phrase, _ groups: [(name: Phrase, label: (column: String, text: String)?, isMember: (Int) -> Bool)]) {
      let effects = groups.map { _, _, isMember in
        GroupEffect(
          considered: isConsidered.indices.count { isConsidered[$0] && isMember($0) },
          offered: isOffered.indices.count { isOffered[$0] && isMember($0) })
      }
      let highest = effects.filter { $0.considered > 0 }.map(\.rate).max() ?? 0
      for (group, effect) in zip(groups, effects) {
        lines.append(
          GroupLine(title: title, group: group.name, label: group.label, effect: effect, ratio: effect.ratio(to: highest)))
      }
    }
    for attribute in policy.attributes {
      let has = candidates.attributes[attribute] ?? []
      add(file.title(attribute: attribute), [(.yes, nil, { has[$0] }), (.no, nil, { !has[$0] })])
    }
    for column in file.columns.sorted() where !policy.attributes.contains(column) {
      guard let labels = candidates.columns[column], labels.names.count <= Self.mostGroups else { continue }
      let order = labels.names.indices.sorted { labels.names[$0] < labels.names[$1] }
      add(
        file.title(column: column),
        order.map { label in
          (Phrase(verbatim: labels.names[label]), (column, labels.names[label]), { labels.of[$0] == Int32(label) })
        })
    }
    return lines
  }

  private func flags(_ rows: [Int32]) -> [Bool] {
    var flags = [Bool](repeating: false, count: candidates.count)
    for row in rows { flags[Int(row)] = true }
    return flags
  }

  /// What each rule of the policy costs, beside what it is called.
  package func ruleLines() throws(CandidatesFault) -> [(title: Phrase, effect: RuleEffect)] {
    var lines: [(title: Phrase, effect: RuleEffect)] = []
    for rule in policy.rules {
      let title =
        switch rule {
        case .reserve(let index): file.title(attribute: policy.reserves[index].attribute)
        case .share(let index): file.title(attribute: policy.shares[index].attribute)
        case .cap(let index): file.title(column: policy.caps[index].column)
        }
      lines.append((title, try policy.effect(of: rule, ranking, candidates, outcome)))
    }
    return lines
  }
}

extension Phrase {
  static let yes = Phrase(kk: "иә", ru: "да", en: "yes")
  static let no = Phrase(kk: "жоқ", ru: "нет", en: "no")
}
