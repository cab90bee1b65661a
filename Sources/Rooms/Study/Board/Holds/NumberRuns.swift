import Words

/// The numbers of a text as they are written one after another, and whether one of the rows is a telephone.
struct NumberRuns {
  /// Digits with what stands between them.
  struct Run {
    var hasPlus = false
    var groups: [String] = []
    /// Between the groups; one fewer than those.
    var gaps: [String] = []

    var digits: String { groups.joined() }

    mutating func add(_ digit: String, after gap: String) {
      if gap.isEmpty { return groups[groups.count - 1].append(digit) }
      groups.append(digit)
      gaps.append(gap)
    }
  }

  private var runs: [Run] = []
  /// Each run with the words before it.
  private var before: [[String]] = []
  private let rules: HoldRules
  /// Numbers in words, one after another.
  private let spelled: [[Int]]

  private static let between: Set<Character> = [
    " ", "\t", "\n", "\r", "-", "–", "—", "(", ")", ".", ",", "/", "\\", "*", "_", "~", "|", "·", ":", ";", "+",
  ]

  init(_ text: String, _ rules: HoldRules) {
    self.rules = rules
    spelled = Self.spelled(text, rules)
    let signs = Self.digitised(text, rules)
    var (run, gap, words, word): (Run?, String, [String], String) = (nil, "", [], "")
    func close() {
      if let run {
        runs.append(run)
        before.append(Array(words.suffix(3)))
      }
      (run, gap) = (nil, "")
    }
    for (index, sign) in signs.enumerated() {
      let isZero =
        "oо".contains(sign) && index > 0 && signs[index - 1].isASCIIDigit
        && index + 1 < signs.count && (signs[index + 1].isASCIIDigit || Self.between.contains(signs[index + 1]))
      if sign.isASCIIDigit || isZero {
        let digit = isZero ? "0" : String(sign)
        if run == nil {
          run = Run(hasPlus: index > 0 && signs[index - 1] == "+", groups: [digit])
        } else {
          run?.add(digit, after: gap)
        }
        gap = ""
      } else if run != nil, Self.between.contains(sign), gap.count < 4 {
        gap.append(sign)
      } else {
        close()
        if sign.isLetter { word.append(sign) }
      }
      if !sign.isLetter, !word.isEmpty {
        words.append(WrittenText.sound(word))
        word = ""
      }
    }
    close()
  }

  /// What the eye reads as digits is one, in whatever writing; words for digits too.
  private static func digitised(_ text: String, _ rules: HoldRules) -> [Character] {
    let seen = String.UnicodeScalarView(
      Invisible.dropped(from: text).unicodeScalars.filter { $0.value != 0x20E3 }.map { scalar in
        guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue,
          let digit = Unicode.Scalar(UInt32(0x30 + Int(value)))
        else { return scalar }
        return digit
      })
    return Array(said(String(seen).lowercased(), rules))
  }

  /// "сегіз жеті жүз бір" becomes "8 701".
  private static func said(_ text: String, _ rules: HoldRules) -> String {
    var (read, value): (String, Int?) = ("", nil)
    func end() {
      if let value { read += "\(value) " }
      value = nil
    }
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    for (at, word) in words.enumerated() {
      let trimmed = word.filter { $0.isLetter }
      let numbers =
        trimmed.isEmpty || word.contains(where: \.isASCIIDigit) ? nil : numbers(WrittenText.sound(String(trimmed)), rules)
      guard let numbers else {
        end()
        let beside = [at - 1, at + 1].compactMap { words.indices.contains($0) ? words[$0] : nil }
        read += "\(withDigits(word, isAmongNumbers: beside.contains(where: looksLikeNumber))) "
        continue
      }
      for number in numbers {
        switch (value, number) {
        case (let tens?, 1...9) where tens >= 10 && tens % 10 == 0: value = tens + number
        case (let hundreds?, 1...99) where hundreds >= 100 && hundreds % 100 == 0: value = hundreds + number
        case (let times?, 100) where (1...9).contains(times): value = times * 100
        default:
          end()
          value = number
        }
      }
    }
    end()
    return read
  }

  /// The numerals of which a word is made: one, or "сегізжетіжүзбір". Nil where anything else is in it.
  fileprivate static func numbers(_ word: String, _ rules: HoldRules) -> [Int]? {
    if let number = rules.digits[word] { return [number] }
    let letters = Array(word)
    guard (6...200).contains(letters.count) else { return nil }
    // By how many letters are read: the numerals up to there.
    var read: [[Int]?] = [[]] + [[Int]?](repeating: nil, count: letters.count)
    for start in letters.indices {
      guard let before = read[start] else { continue }
      for end in (start + 2)...max(start + 2, min(start + 14, letters.count)) where end <= letters.count {
        // Where two numerals meet, of two like letters one is heard.
        for piece in [String(letters[start..<end]), start > 0 ? String(letters[(start - 1)..<end]) : ""] {
          if read[end] == nil, let number = rules.digits[piece] { read[end] = before + [number] }
        }
      }
    }
    return read[letters.count]
  }

  /// "87O1", "2Зб", and "4S" beside another such: what stands among digits and looks like one is one.
  private static func withDigits(_ word: Substring, isAmongNumbers: Bool) -> String {
    guard looksLikeNumber(word), isAmongNumbers || word.count(where: \.isASCIIDigit) >= 2 else { return String(word) }
    return String(word.map { digitLooks[$0] ?? $0 })
  }

  private static func looksLikeNumber(_ word: Substring) -> Bool {
    word.contains(where: \.isASCIIDigit) && word.allSatisfy { !$0.isLetter || digitLooks[$0] != nil }
  }

  private static let digitLooks: [Character: Character] = [
    "o": "0", "о": "0", "l": "1", "i": "1", "і": "1", "!": "1", "z": "3", "з": "3", "ч": "4", "s": "5", "ѕ": "5", "б": "6",
    "b": "6",
    "в": "8", "g": "9",
  ]

  private static func spelled(_ text: String, _ rules: HoldRules) -> [[Int]] {
    var (found, run): ([[Int]], [Int]) = ([], [])
    for word in Invisible.dropped(from: text).lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      if let read = word.contains(where: \.isASCIIDigit) ? nil : numbers(WrittenText.sound(String(word)), rules) {
        run += read
      } else {
        found.append(run)
        run = []
      }
    }
    return (found + [run]).filter { !$0.isEmpty }
  }

  /// Six and more numbers said in a row that are no counting up or down: nobody dictates readings so.
  private static func isDictated(_ run: [Int]) -> Bool {
    guard run.count >= 6 || run.count >= 4 && run.contains(where: { $0 >= 100 }) && run.contains(0) else { return false }
    let steps = Set(zip(run, run.dropFirst()).map { $1 - $0 })
    return steps.count > 1
  }

  var holdPhone: Bool {
    if spelled.contains(where: Self.isDictated) { return true }
    return zip(runs, before).contains { run, words in
      run.isPhone || run.isIdentity
        || (run.digits.count >= 5 && words.contains { word in rules.calls.contains { $0.words[0].fits(word) } })
    }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { self >= "0" && self <= "9" }
}

extension NumberRuns.Run {
  /// Twelve digits that are somebody's number with the state.
  var isIdentity: Bool { groups.contains { (try? IIN(parsing: $0)) != nil } }

  /// Any groups in a row that together are a number of Kazakhstan or Russia, or a longer one behind a plus.
  var isPhone: Bool {
    if hasPlus, (10...15).contains(digits.count), !isMeasured { return true }
    if isMeasured { return false }
    // "87 01 23 45": no reading begins with a nought.
    let isPlain = gaps.allSatisfy { !$0.contains(",") && !$0.contains(".") && !$0.contains(":") }
    if isPlain, digits.count >= 8, let first = digits.first, "78".contains(first),
      groups.dropFirst().contains(where: { $0.count == 2 && $0.hasPrefix("0") })
    {
      return true
    }
    return groups.indices.contains { first in
      var taken = ""
      for last in first..<groups.count {
        taken += groups[last]
        if taken.count > 11 { break }
        if Self.isPhone(Array(groups[first...last]), Array(gaps[first..<last])) { return true }
      }
      return false
    }
  }

  /// Readings with a decimal mark each, one after another: "8,71 8,69 8,73".
  private var isMeasured: Bool {
    guard groups.count >= 4, groups.count.isMultiple(of: 2) else { return false }
    return gaps.enumerated().allSatisfy {
      $0.offset.isMultiple(of: 2) ? [",", "."].contains($0.element) : ![",", "."].contains($0.element)
    }
  }

  private static func isPhone(_ groups: [String], _ gaps: [String]) -> Bool {
    let digits = groups.joined()
    let isSpelled = groups.allSatisfy { $0.count == 1 }
    switch digits.count {
    case 11:
      guard let first = digits.first, "78".contains(first), let second = digits.dropFirst().first, "79".contains(second) else {
        return false
      }
      return isSpelled || !(isList(groups, gaps) || isThousands(groups))
    case 10:
      guard digits.hasPrefix("7"), let second = digits.dropFirst().first, "01245678".contains(second) else { return false }
      return isSpelled || groups.count == 1 || (groups[0].count == 3 && groups.count <= 5 && !isList(groups, gaps))
    default: return false
    }
  }

  /// "87, 91, 23": numbers of their own with a comma and a space between.
  private static func isList(_ groups: [String], _ gaps: [String]) -> Bool {
    groups.count >= 4 && gaps.allSatisfy { $0.hasPrefix(", ") || $0.hasPrefix("; ") }
  }

  /// "77 000 000 000".
  private static func isThousands(_ groups: [String]) -> Bool {
    groups.count >= 3 && groups[0].count == 2 && groups.dropFirst().allSatisfy { $0.count == 3 }
  }
}
