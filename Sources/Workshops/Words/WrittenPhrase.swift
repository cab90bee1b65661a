/// A phrase as it stands in a Swift file: for translators, and for what the compiler cannot know.
package struct WrittenPhrase: Sendable {
  /// What the constant, function or case around it is called; empty where there is none.
  package let name: String
  /// Counted from 1.
  package let line: Int
  package let kk, ru, en: Part

  /// One language's argument: the words in its string literals and the names that vary.
  package struct Part: Sendable {
    package fileprivate(set) var text = ""
    package fileprivate(set) var names: Set<String> = []
    /// There is at least one string literal.
    package fileprivate(set) var isQuoted = false
    /// As a translator reads it: on one line, what varies in braces, texts that take each other's place apart by " | ".
    package var shown: String { typed.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    fileprivate var typed = ""
  }

  package var hasWords: Bool { kk.isQuoted || ru.isQuoted || en.isQuoted }

  /// Every `Phrase(kk: …, ru: …, en: …)` in a piece of Swift.
  package static func all(in source: String) -> [WrittenPhrase] {
    var reader = SwiftReader(source)
    return reader.phrases()
  }
}

/// Knows just enough Swift: strings, their interpolations, brackets, comments, names.
private struct SwiftReader {
  private let source: [Character]
  private var at = 0
  private var choosesForm = false
  /// How many interpolations we are in.
  private var depth = 0

  init(_ text: String) { source = Array(text) }

  mutating func phrases() -> [WrittenPhrase] {
    var found: [WrittenPhrase] = []
    var (line, counted, name) = (1, 0, "")
    while at < source.count {
      if starts(with: "//") {
        skipLine()
      } else if starts(with: "Phrase("), at == 0 || !isNamePart(source[at - 1]) {
        line += source[counted..<at].count(where: \.isNewline)
        counted = at
        at += 7
        if let phrase = phrase(name, line) { found.append(phrase) }
      } else if source[at] == "\"" {
        var ignored = WrittenPhrase.Part()
        string(into: &ignored)
      } else if isNamePart(source[at]) {
        let word = word()
        guard ["let", "var", "func", "case"].contains(word) else { continue }
        while at < source.count, source[at] == " " || source[at] == "." { at += 1 }
        name = at < source.count && isNamePart(source[at]) ? self.word() : ""
      } else {
        at += 1
      }
    }
    return found
  }

  private mutating func word() -> String {
    let start = at
    while at < source.count, isNamePart(source[at]) { at += 1 }
    return String(source[start..<at])
  }

  /// After the bracket: the labelled arguments; nil for another initialiser.
  private mutating func phrase(_ name: String, _ line: Int) -> WrittenPhrase? {
    var parts: [String: WrittenPhrase.Part] = [:]
    while at < source.count {
      skipSpace()
      guard let label = label() else { return nil }
      var part = WrittenPhrase.Part()
      let end = code(into: &part)
      parts[label] = part
      if end == ")" { break }
    }
    guard let kk = parts["kk"], let ru = parts["ru"], let en = parts["en"] else { return nil }
    return WrittenPhrase(name: name, line: line, kk: kk, ru: ru, en: en)
  }

  private mutating func label() -> String? {
    for label in ["kk", "ru", "en"] where starts(with: label + ":") {
      at += 3
      return label
    }
    return nil
  }

  /// Reads code up to the comma or closing bracket that ends it, and returns that character.
  private mutating func code(into part: inout WrittenPhrase.Part) -> Character? {
    var depth = 0
    while at < source.count {
      let character = source[at]
      if starts(with: "//") {
        skipLine()
      } else if character == "\"" {
        string(into: &part)
      } else if character.isLetter || character == "_" {
        name(into: &part)
      } else if character == ".", at + 1 < source.count, source[at + 1].isLetter {
        at += 1
        _ = path()
      } else {
        at += 1
        if "([{".contains(character) { depth += 1 }
        if depth == 0, character == "," || character == ")" { return character }
        if ")]}".contains(character) { depth -= 1 }
      }
    }
    return nil
  }

  /// A name counts when it is a value: not a type, a label, a function or a word of the language.
  private mutating func name(into part: inout WrittenPhrase.Part) {
    var steps = path()
    skipSpace()
    if choosesForm {
      choosesForm = false
      return
    }
    // plural(n, …) says a word in the form that n asks for, not n itself.
    choosesForm = steps == ["plural"]
    if at < source.count, source[at] == "(" { steps.removeLast() }
    if let last = steps.last, ["kk", "ru", "en"].contains(last) { steps.removeLast() }
    let isLabel = at < source.count && source[at] == ":" && (at == 0 || source[at - 1] != " ")
    guard let first = steps.first, !isLabel, first.first?.isUppercase == false else { return }
    guard !["true", "false", "nil", "if", "else", "self", "let", "in", "switch", "case"].contains(first) else { return }
    let name = steps.joined(separator: ".")
    let ending = ["Kazakh", "Russian", "English"].first { name.hasSuffix($0) }
    part.names.insert(String(name.dropLast(ending?.count ?? 0)))
  }

  private mutating func path() -> [String] {
    var steps = [""]
    while at < source.count {
      if isNamePart(source[at]) {
        steps[steps.count - 1].append(source[at])
      } else if source[at] == ".", at + 1 < source.count, source[at + 1].isLetter {
        steps.append("")
      } else {
        break
      }
      at += 1
    }
    return steps
  }

  private mutating func string(into part: inout WrittenPhrase.Part) {
    if depth == 0, part.isQuoted { part.typed += " | " }
    part.isQuoted = true
    let long = starts(with: "\"\"\"")
    at += long ? 3 : 1
    while at < source.count {
      if starts(with: long ? "\"\"\"" : "\"") {
        at += long ? 3 : 1
        return
      }
      if starts(with: "\\(") {
        at += 2
        let start = at
        depth += 1
        _ = code(into: &part)
        depth -= 1
        if depth == 0 { part.typed += "{\(String(source[start..<max(start, at - 1)]))}" }
      } else if source[at] == "\\" {
        at += 1
        if at < source.count, !source[at].isNewline { add(source[at] == "n" ? " " : source[at], to: &part) }
        at += 1
      } else {
        add(source[at], to: &part)
        at += 1
      }
    }
  }

  private func add(_ character: Character, to part: inout WrittenPhrase.Part) {
    part.text.append(character)
    if depth == 0 { part.typed.append(character) }
  }

  private func starts(with text: String) -> Bool { source[at...].starts(with: text) }
  private func isNamePart(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }
  private mutating func skipSpace() { while at < source.count, source[at].isWhitespace { at += 1 } }
  private mutating func skipLine() { while at < source.count, !source[at].isNewline { at += 1 } }
}
