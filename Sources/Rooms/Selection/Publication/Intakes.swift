import Exchange
import Markup
import Programme
import Words

extension Visit {
  /// The intake an open page shows: the one in the address, else the newest of those that have something to show. Throws
  /// `Refusal.missing` for a name that is none of them.
  func published(among cycles: [Cycle]) throws(Refusal) -> Cycle? {
    guard let key = query[Self.cycleField] else { return cycles.first }
    guard let named = cycles.first(where: { $0.key == key }) else { throw .missing }
    return named
  }
}

extension Language {
  /// The way to the same page of other intakes.
  func otherIntakes(_ cycles: [Cycle], _ page: Link) -> HTML {
    guard !cycles.isEmpty else { return .nothing }
    return """
      <h2>\(self(.otherIntakes))</h2>
      <ul>\(cycles.map { "<li><a href=\"\(page.of($0))\">\(self($0.name))</a></li>" as HTML })</ul>
      """
  }
}

extension Phrase {
  static let otherIntakes = Phrase(kk: "Басқа қабылдаулар", ru: "Другие наборы", en: "Other intakes")
}
