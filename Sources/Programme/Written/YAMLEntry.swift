package import Words
import Yams

/// A place in a `YAMLFile`: a value, or pairs of names and values. Each reading that fails is a complaint with its line, and gives nil.
package struct YAMLEntry {
  private let node: Node
  private let file: YAMLFile

  init(_ node: Node, in file: YAMLFile) {
    self.node = node
    self.file = file
  }

  /// From 1.
  package var line: Int? { node.mark?.line }

  /// Whether the key stands here at all.
  package func has(_ key: String) -> Bool { node[key] != nil }

  /// What stands here, in its order.
  package var keys: [String] { node.mapping?.keys.compactMap { $0.scalar?.string } ?? [] }

  package func line(of key: String) -> Int? { node[key]?.mark?.line ?? line }

  /// At the key's line, or at the place's own.
  package func complain(_ says: Phrase, at key: String? = nil) {
    file.complain(key.map { line(of: $0) } ?? line, says)
  }

  /// At a line that somebody who reads the file kept of it.
  package func complain(_ says: Phrase, onLine line: Int?) { file.complain(line, says) }

  package func fail<Value>(_ says: Phrase, at key: String? = nil) -> Value? {
    complain(says, at: key)
    return nil
  }

  /// A misspelt key is a complaint, not a rule silently lost.
  package func know(_ keys: String...) { know(keys) }

  package func know(_ keys: [String]) {
    guard let mapping = node.mapping else { return complain(.entryExpected) }
    for key in mapping.keys where key.scalar.map({ !keys.contains($0.string) }) ?? true {
      file.complain(key.mark?.line, .keyUnknown(key.scalar?.string ?? "?", keys.sorted().joined(separator: ", ")))
    }
  }

  package func entry(_ key: String) -> YAMLEntry? {
    guard let value = needed(key) else { return nil }
    guard value.mapping != nil else { return fail(.entryExpected, at: key) }
    return YAMLEntry(value, in: file)
  }

  package func entry(ifAny key: String) -> YAMLEntry? { has(key) ? entry(key) : nil }

  /// The entries of a list; none where the key is missing.
  package func list(ifAny key: String) -> [YAMLEntry] {
    guard let value = node[key] else { return [] }
    guard let sequence = value.sequence else { return fail(.listExpected(key), at: key) ?? [] }
    return sequence.map { YAMLEntry($0, in: file) }
  }

  /// The entries of a list that must hold one at least.
  package func list(_ key: String) -> [YAMLEntry] {
    guard has(key) else { return fail(.keyMissing(key)) ?? [] }
    let entries = list(ifAny: key)
    if entries.isEmpty, node[key]?.sequence != nil { complain(.listIsEmpty(key), at: key) }
    return entries
  }

  /// All that stands inside, of pairs and of a list, in order; a list has no keys.
  package var entries: [(key: String?, value: YAMLEntry)] {
    if let mapping = node.mapping { return mapping.map { ($0.key.scalar?.string, YAMLEntry($0.value, in: file)) } }
    return (node.sequence ?? []).map { (nil, YAMLEntry($0, in: file)) }
  }

  /// What stands at a key as it is written, without a complaint.
  package func value(of key: String) -> String? { node[key]?.scalar?.string }

  /// What stands here as it is written, if it is a single value.
  package var word: String? { node.scalar?.string }

  package func text(_ key: String, atMost longest: Int = 200) -> String? {
    guard let value = needed(key) else { return nil }
    guard let text = value.scalar?.string, !text.isEmpty, text.count <= longest else {
      return fail(.textExpected(key, longest), at: key)
    }
    return text
  }

  package func text(ifAny key: String, atMost longest: Int = 200) -> String? { has(key) ? text(key, atMost: longest) : nil }

  /// A key: it stands in addresses, tables and files, so it is Latin letters, digits, `_` and `-`.
  package func key(_ name: String = "key", atMost longest: Int = 40) -> String? {
    guard let key = text(name, atMost: longest) else { return nil }
    let isPlain = key.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    if !isPlain { complain(.keyNotPlain(key), at: name) }
    return key
  }

  /// A list of short texts.
  package func texts(_ key: String) -> [String]? {
    let words = list(key).map { entry in
      entry.word.flatMap { $0.isEmpty || $0.count > 200 ? nil : $0 } ?? entry.fail(.textExpected(key, 200))
    }
    return words.contains(nil) || words.isEmpty ? nil : words.compactMap { $0 }
  }

  package func texts(ifAny key: String) -> [String]? { has(key) ? texts(key) : nil }

  package func whole(_ key: String, in range: ClosedRange<Int> = 0...10_000_000) -> Int? {
    guard let value = needed(key) else { return nil }
    guard let number = value.scalar.flatMap({ Int($0.string) }), range.contains(number) else {
      return fail(.wholeExpected(key, range), at: key)
    }
    return number
  }

  package func whole(ifAny key: String, in range: ClosedRange<Int> = 0...10_000_000) -> Int? {
    has(key) ? whole(key, in: range) : nil
  }

  /// Decimal point or comma; nothing infinite, nothing beyond a thousand million.
  package func number(_ key: String) -> Double? {
    guard let value = needed(key) else { return nil }
    return YAMLEntry(value, in: file).number ?? fail(.numberExpected(key), at: key)
  }

  package func number(ifAny key: String) -> Double? { has(key) ? number(key) : nil }

  package var number: Double? { word.flatMap { Decimal.read($0) } }

  package func flag(_ key: String) -> Bool? {
    guard let value = needed(key) else { return nil }
    switch value.scalar?.string {
    case "true": return true
    case "false": return false
    default: return fail(.flagExpected(key), at: key)
    }
  }

  package func day(_ key: String) -> Day? {
    guard let value = needed(key) else { return nil }
    return value.scalar.flatMap { Day($0.string) } ?? fail(.dayUnreadable, at: key)
  }

  package func day(ifAny key: String) -> Day? { has(key) ? day(key) : nil }

  /// One of these words.
  package func choice<Value: RawRepresentable & CaseIterable>(_ key: String, _ type: Value.Type = Value.self) -> Value?
  where Value.RawValue == String {
    guard let value = needed(key) else { return nil }
    return value.scalar.flatMap { Value(rawValue: $0.string) }
      ?? fail(.oneOfExpected(key, Value.allCases.map(\.rawValue).joined(separator: ", ")), at: key)
  }

  package func said(_ key: String) -> Said? { needed(key).flatMap { YAMLEntry($0, in: file).said } }

  package func said(ifAny key: String) -> Said? { has(key) ? said(key) : nil }

  /// A text in three languages.
  package var said: Said? {
    guard node.mapping != nil else { return fail(.threeLanguages) }
    guard let kk = text(in: .kk), let ru = text(in: .ru), let en = text(in: .en) else {
      return fail(.languageMissing(Language.allCases.filter { text(in: $0) == nil }.map(\.rawValue).joined(separator: ", ")))
    }
    know("kk", "ru", "en")
    return Said(kk: kk, ru: ru, en: en)
  }

  private func text(in language: Language) -> String? {
    node[language.rawValue]?.scalar.flatMap { $0.string.isEmpty ? nil : $0.string }
  }

  private func needed(_ key: String) -> Node? { node[key] ?? fail(.keyMissing(key)) }
}
