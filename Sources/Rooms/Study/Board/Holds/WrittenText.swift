import Words

/// A text as somebody hears it who looks for what is hidden in it: look-alike letters, spaces between letters, signs within words, digits for
/// letters and Latin for Cyrillic make no difference.
struct WrittenText {
  /// Words as they sound: with what stands between letters dropped; with every sign as a space; and with spelled words put together.
  private let readings: [Reading]
  /// What was spelled letter by letter.
  private let spelled: [String]
  /// Lowercase, with nothing that the eye does not see.
  private let plain: [Character]
  /// As it sounds, without spaces around points, slashes and the sign of addresses; words for a point are points.
  private let tight: [Character]
  /// What stands after a word for a point.
  private let afterPoint: [String]

  init(_ text: String) {
    let visible = Self.withoutBrackets(Invisible.dropped(from: text))
    plain = Array(visible.lowercased())
    let parts = visible.split(whereSeparator: \.isWhitespace).map(String.init)
    let closed = parts.map { Self.sound($0.filter { $0.isLetter || $0.isNumber }) }
    let open = visible.split { !$0.isLetter && !$0.isNumber }.map { Self.sound(String($0)) }
    let whole = Self.spelled(open)
    spelled = Array(Set(whole).subtracting(open))
    readings = [closed, open, whole].map(Reading.init)
    tight = Self.tightened(parts)
    afterPoint = zip(parts, parts.dropFirst()).filter { Self.isPoint($0.0) }.map { $0.1.lowercased().filter(\.isLetter) }
  }

  /// "evil[.]kz", "evil (точка) kz": a point, or a word for it, that stands in brackets is a point.
  private static func withoutBrackets(_ text: String) -> String {
    text.replacing(#/\s*[\[({<]\s*(\.|\p{L}{3,5})\s*[\])}>]\s*/#) { found in
      found.output.1 == "." || isPoint(String(found.output.1)) ? "." : String(found.output.0)
    }
  }

  /// One letter for each sound, none twice in a row; within a word the digits that stand for letters are letters.
  static func sound(_ word: String) -> String {
    let isWord = word.contains(where: \.isLetter)
    var last: Character?
    return skeleton(word).compactMap { letter -> Character? in
      let read = isWord ? letters[letter] ?? letter : letter
      defer { last = read }
      return read == last && read.isLetter ? nil : read
    }.reduce(into: "") { $0.append($1) }
  }

  private static let letters: [Character: Character] = ["0": "o", "1": "i", "3": "z", "4": "c"]

  /// Letters that stand alone, three and more, are a word that was spelled; pieces of two letters too, if there are four and more.
  private static func spelled(_ words: [String]) -> [String] {
    var (read, run): ([String], [String]) = ([], [])
    for word in words + [""] {
      if (1...2).contains(word.count), word.allSatisfy(\.isLetter) {
        run.append(word)
        continue
      }
      let isSpelled = run.count >= (run.allSatisfy { $0.count == 1 } ? 3 : 4)
      if isSpelled { read.append(sound(run.joined())) } else { read += run }
      run = []
      if !word.isEmpty { read.append(word) }
    }
    return read
  }

  private struct Reading {
    let words: [String]
    private let known: Set<String>

    init(_ words: [String]) {
      self.words = words.filter { !$0.isEmpty }
      known = Set(self.words)
    }

    func holds(_ phrase: SoughtPhrase) -> Bool {
      guard words.count >= phrase.words.count, phrase.words.allSatisfy({ $0.isBeginning || known.contains($0.sound) }) else {
        return false
      }
      return (0...(words.count - phrase.words.count)).contains { start in
        zip(phrase.words, words[start...]).allSatisfy { $0.fits($1) }
      }
    }
  }

  func holds(_ phrases: [SoughtPhrase]) -> Bool {
    phrases.contains { phrase in readings.contains { $0.holds(phrase) } || isSpelled(phrase) }
  }

  /// Spelled without a space between its words; of short ones too many words hold them.
  private func isSpelled(_ phrase: SoughtPhrase) -> Bool {
    guard phrase.words.count > 1, !spelled.isEmpty else { return false }
    let joined = Self.sound(phrase.joined)
    return joined.count >= 6 && spelled.contains { $0.contains(joined) }
  }
}

// MARK: - Addresses

extension WrittenText {
  private static func isPoint(_ word: String) -> Bool { ["tocka", "nukte", "dot"].contains(skeleton(word).filter(\.isLetter)) }

  private static func tightened(_ parts: [String]) -> [Character] {
    var text: [Character] = []
    for part in parts {
      let lower = skeleton(part).replacing("(at)", with: "@").replacing("[at]", with: "@")
      let isPoint = isPoint(part)
      let next: [Character] = isPoint ? ["."] : Array(lower)
      guard let first = next.first else { continue }
      let joins = isPoint || ".:/@".contains(first) || text.last.map { ".:/@".contains($0) } ?? true
      text += (joins ? [] : [" "]) + next
    }
    return text
  }

  /// Whether one of these sites is named, however its point is written.
  func names(_ hosts: [String]) -> Bool {
    hosts.contains { host in
      let name = Array(skeleton(host))
      return tight.indices.contains { start in
        tight[start...].starts(with: name) && (start == 0 || !tight[start - 1].isLetter)
          && !(start + name.count < tight.count && tight[start + name.count].isLetter)
      }
    }
  }

  /// A scheme, `www`, or a word with a known ending after a point that has no space around it.
  func hasLink(_ endings: Set<String>) -> Bool {
    let text = String(tight)
    if ["http:", "https:", "uuu."].contains(where: { text.contains($0) }) { return true }
    if afterPoint.contains(where: { endings.contains($0) }) { return true }
    return plain.indices.contains { point in
      guard plain[point] == ".", point > 0, plain[point - 1].isLetter || plain[point - 1].isNumber else { return false }
      let ending = plain[(point + 1)...].prefix { $0.isLetter }
      let after = point + 1 + ending.count
      return endings.contains(String(ending)) && !(after < plain.count && (plain[after].isNumber || plain[after] == "("))
    }
  }

  /// A name, the sign, and a host; or a word for the sign with a provider after it.
  func hasAddress(_ mail: [SoughtPhrase]) -> Bool {
    if holds(mail) { return true }
    return tight.indices.contains { sign in
      guard tight[sign] == "@", sign > 0, tight[sign - 1].isLetter || tight[sign - 1].isNumber else { return false }
      let host = tight[(sign + 1)...].prefix { $0 != " " }
      return host.first?.isLetter == true && host.contains(".")
    }
  }

  /// "@aigul": a sign with a name behind it and no name before; "aika_sun"; "тг aigul07".
  var hasHandle: Bool {
    let words = String(plain).split { !$0.isLetter && !$0.isNumber && $0 != "_" }
    func isLatin(_ word: Substring) -> Bool { word.contains { ("a"..."z").contains($0) } && word.allSatisfy { $0.isASCII } }
    let isNamed = words.contains { word in
      word.count >= 5 && isLatin(word) && word.dropFirst().dropLast().contains("_")
    }
    let isIntroduced = zip(words, words.dropFirst()).contains { before, word in
      ["тг", "tg", "ник", "nick", "акк", "инст"].contains(String(before)) && word.count >= 3 && isLatin(word)
    }
    return isNamed || isIntroduced
      || plain.indices.contains { sign in
        guard plain[sign] == "@", sign == 0 || !(plain[sign - 1].isLetter || plain[sign - 1].isNumber) else { return false }
        let name = plain[(sign + 1)...].drop { $0 == " " }.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        return name.count >= 3 && name.contains(where: \.isLetter)
      }
  }
}
