package import Allocation
package import Programme
package import Words

/// A policy as people read and write it: `policy.yaml`, with a title in three languages for all it names.
package struct PolicyFile: Sendable {
  /// As given; the text that is published, hashed and frozen.
  package let yaml: String
  package let title: Said
  package let policy: Policy
  package let lottery: LotteryRule?
  /// How many days somebody has to answer an offer.
  package let offerDays: Int
  private let evidenceTitles: [String: Said]
  private let attributeTitles: [String: Said]
  private let columnTitles: [String: Said]

  package static let usualOfferDays = 10

  /// Throws all that is wrong, each with its line.
  package init(yaml: String) throws(FileComplaints) {
    let read = try PolicyReader.read(yaml)
    self.yaml = yaml
    title = read.title
    policy = read.policy
    lottery = read.lottery
    offerDays = read.offerDays
    evidenceTitles = read.evidenceTitles
    attributeTitles = read.attributeTitles
    columnTitles = read.columnTitles
  }

  package func title(evidence: String) -> Phrase { said(evidenceTitles, evidence) }
  package func title(attribute: String) -> Phrase { said(attributeTitles, attribute) }
  package func title(column: String) -> Phrase { said(columnTitles, column) }

  private func said(_ titles: [String: Said], _ name: String) -> Phrase { titles[name]?.phrase ?? Phrase(verbatim: name) }

  /// The columns the candidates must have besides their evidence: plain ones and those an attribute compares with a value.
  package var columns: Set<String> {
    Set(policy.caps.map(\.column) + policy.attributes.map { Attribute($0).column })
  }
}

/// `rural`: the column says yes; `region=630000000`: the column says that.
package struct Attribute: Sendable, Hashable {
  package let column: String
  package let value: String?

  package init(_ name: String) {
    let parts = name.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    column = String(parts[0])
    value = parts.count == 2 ? String(parts[1]) : nil
  }
}

/// Where the numbers of the draw come from, named before anybody knows them.
package struct LotteryRule: Sendable, Hashable {
  /// Each public source in words: which draw, of which day, published where.
  package let sources: [Said]
  /// The day on which the last of them is published.
  package let published: Day
}
