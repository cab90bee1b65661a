package import Words

extension Settings {
  /// A letter's text with its reader's language in each address of this house: whoever opens it reads on in the language the
  /// letter came in. Kazakh needs no word for it.
  package func carrying(_ language: Language, _ text: String) -> String {
    guard language != .kk else { return text }
    var (result, rest) = ("", text[...])
    while let found = rest.firstRange(of: address) {
      result += rest[..<found.upperBound]
      rest = rest[found.upperBound...]
      guard rest.first.map({ $0 == "/" || $0.isWhitespace }) ?? true else { continue }
      let path = rest.prefix { !$0.isWhitespace }
      let bare = path[..<(path.lastIndex { !".,;:!?)»".contains($0) }.map { path.index(after: $0) } ?? path.startIndex)]
      result += (bare.isEmpty ? "/" : bare) + (bare.contains("?") ? "&" : "?") + "lang=\(language.rawValue)"
      rest = rest[bare.endIndex...]
    }
    return result + rest
  }
}
