import Programme
import Words

/// The essays of invented girls, as Programmes/invented/essays.txt has them.
struct Essays: Sendable {
  private let texts: [Language: [String]]

  init(_ assets: Assets) {
    self.init(text: String(decoding: assets["Programmes/invented/essays.txt"]?.bytes ?? [], as: UTF8.self))
  }

  init(text: String) {
    var texts: [Language: [String]] = [:]
    for block in text.split(separator: "\n\n") {
      let lines = block.split(separator: "\n", maxSplits: 1)
      guard lines.count == 2, let language = Language(rawValue: String(lines[0])) else { continue }
      texts[language, default: []].append(lines[1].split(separator: "\n").joined(separator: " "))
    }
    self.texts = texts
  }

  func count(_ language: Language) -> Int { texts[language]?.count ?? 0 }

  /// One after the other by the number, of [one|another] what chance takes; as many whole sentences as the length allows, and of the
  /// next essay too where one is too short.
  func text(_ number: Int, _ language: Language, words length: ClosedRange<Int>, _ chance: Chance) -> String {
    guard let texts = texts[language], !texts.isEmpty else { return "" }
    var sentences: [Substring] = []
    var words = 0
    for turn in 0..<texts.count where words < length.lowerBound {
      for sentence in Self.chosen(texts[(number + turn) % texts.count], chance).sentences {
        let more = sentence.split(separator: " ").count
        guard words + more <= length.upperBound, turn == 0 || words < length.lowerBound else { break }
        sentences.append(sentence)
        words += more
      }
    }
    return sentences.joined(separator: " ")
  }

  private static func chosen(_ text: String, _ chance: Chance) -> String {
    text.replacing(/\[([^\]]+)\]/) { match in chance.one(of: match.output.1.split(separator: "|").map(String.init)) }
  }
}

extension String {
  /// Cut behind each full stop, question and exclamation mark that a space follows.
  fileprivate var sentences: [Substring] {
    var sentences: [Substring] = []
    var start = startIndex
    for index in indices where ".?!".contains(self[index]) {
      let next = self.index(after: index)
      guard next == endIndex || self[next] == " " else { continue }
      sentences.append(self[start..<next])
      start = next == endIndex ? next : self.index(after: next)
    }
    return sentences
  }
}
