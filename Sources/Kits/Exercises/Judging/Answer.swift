package import Exchange

/// What somebody answered, as a form sends it and an event keeps it: texts by the names of their places.
///
/// | kind | places |
/// |---|---|
/// | choice, several | `a`: the numbers of the options as they were shown, from 1: `2`, `1 3` |
/// | match | `1`, `2`, …: the key chosen for each pair as it was shown |
/// | order | `a`: the numbers of the items as they were shown, in her order: `3 1 2` |
/// | point | `a`: the key of the area |
/// | number, text | `a` |
/// | gaps | the names of the gaps |
/// | measured | the names of the fields; of a list `t.1`, `t.2`, … |
/// | trace | `2.x`: the row, from 1, and the column |
/// | reorder | `a`: each line's number as it was shown, and its indent in steps, in her order: `3:0 1:1` |
///
/// An order in which a place was chosen twice has no `a`, but the places as they were chosen: `o.1`, `o.2`, …
package struct Answer: Sendable, Hashable {
  static let mostPlaces = 150
  static let longestName = 60
  static let longestText = 400

  package let texts: [String: String]

  /// Nil: more or longer than any answer.
  package init?(_ texts: [String: String]) {
    guard texts.count <= Self.mostPlaces,
      texts.allSatisfy({ $0.key.utf8.count <= Self.longestName && $0.value.utf8.count <= Self.longestText })
    else { return nil }
    self.texts = texts
  }

  /// Nil: no object of texts.
  package init?(_ json: JSON) {
    guard case .object(let members) = json, members.count <= Self.mostPlaces else { return nil }
    var texts: [String: String] = [:]
    for (name, value) in members {
      guard case .string(let text) = value else { return nil }
      texts[name] = text
    }
    self.init(texts)
  }

  /// Names in order, so that equal answers are equal texts.
  package var json: JSON { .object(texts.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }) }

  /// Empty where nothing was written.
  subscript(_ place: String) -> String { texts[place] ?? "" }

  /// Nothing is written in any of its places.
  package var isBlank: Bool { texts.values.allSatisfy { ReadWord.isBlank($0) } }

  func isEmpty(_ place: String) -> Bool { ReadWord.isBlank(self[place]) }

  /// `3 1 2` as whole numbers from 1 to `count`, none twice; nil: it is something else.
  func places(upTo count: Int) -> [Int]? {
    let words = self["a"].split(separator: " ")
    let places = words.compactMap { word in Self.whole(word) }
    guard places.count == words.count, !places.isEmpty, Set(places).count == places.count,
      places.allSatisfy({ (1...max(count, 1)).contains($0) })
    else { return nil }
    return places
  }

  /// The lowest place that two things of an order were given.
  var placeChosenTwice: Int? {
    var seen: Set<Int> = []
    let places = texts.compactMap { name, text in name.hasPrefix("o.") ? Self.whole(text[...]) : nil }
    return places.sorted().first { !seen.insert($0).inserted }
  }

  /// Digits only: no sign, no more than three.
  static func whole(_ text: Substring) -> Int? {
    text.utf8.count <= 3 && text.utf8.allSatisfy(Expression.isDigit) ? Int(text) : nil
  }
}
