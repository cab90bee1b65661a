import Programme
import Words

/// `board.yaml`: which words hold a post until another adult has looked at it, and which words of a girl are also for the safeguarding
/// officers.
struct HoldRules: Sendable {
  /// A word that ends in `*` stands for every word that begins so.
  let phrases: [SoughtPhrase]
  let handles: [SoughtPhrase]
  let safety: [SoughtPhrase]
  /// Names of sites, whole.
  let hosts: [String]
  /// Of mail, which is named with a word in place of the sign.
  let mail: [SoughtPhrase]
  let endings: Set<String>
  /// Said before a number.
  let calls: [SoughtPhrase]
  /// Digits in words.
  let digits: [String: Int]

  /// In the order of the reasons; none: the post stands at once.
  func reasons(to text: String) -> [HoldReason] {
    let written = WrittenText(text)
    let numbers = NumberRuns(text, self)
    return HoldReason.allCases.filter { reason in
      switch reason {
      case .link: written.names(hosts) || written.hasLink(endings)
      case .email: written.hasAddress(mail)
      case .handle: written.hasHandle || written.holds(handles)
      case .phone: numbers.holdPhone
      case .phrase: written.holds(phrases)
      }
    }
  }

  /// Whether somebody seems to be in danger.
  func speaksOfDanger(_ text: String) -> Bool { WrittenText(text).holds(safety) }
}

/// Words that are looked for, as they sound.
struct SoughtPhrase: Sendable, Hashable {
  struct Word: Sendable, Hashable {
    let sound: String
    let isBeginning: Bool

    func fits(_ other: String) -> Bool { isBeginning ? other.hasPrefix(sound) : other == sound }
  }

  let words: [Word]

  /// Nil: nothing is left of it.
  init?(_ text: String) {
    words = text.split(separator: " ").compactMap { word in
      let sound = WrittenText.sound(word.filter { $0.isLetter || $0.isNumber })
      return sound.isEmpty ? nil : Word(sound: sound, isBeginning: word.hasSuffix("*"))
    }
    if words.isEmpty { return nil }
  }

  /// All of it in one.
  var joined: String { words.map(\.sound).joined() }
}

extension ProgrammePart where Content == HoldRules {
  static var board: Self {
    ProgrammePart(
      "board.yaml", read: HoldRules.init(yaml:),
      otherwise: { try HoldRules(yaml: ProgrammeFolder.shipped().bytes("board.yaml") ?? []) }, ships: false)
  }
}

extension HoldRules {
  /// Throws all that is wrong, each with its line.
  init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { root in
      root.know("phrases", "handles", "safety", "hosts", "mail", "endings", "calls", "digits")
      func phrases(_ key: String) -> [SoughtPhrase] { (root.texts(key) ?? []).compactMap(SoughtPhrase.init) }
      var digits: [String: Int] = [:]
      for line in root.texts("digits") ?? [] {
        let words = line.split(separator: " ").map(String.init)
        guard let value = words.first.flatMap({ Int($0) }), (0...900).contains(value), words.count > 1 else {
          root.complain(.digitsInWords(line), at: "digits")
          continue
        }
        for word in words.dropFirst() { digits[WrittenText.sound(word)] = value }
      }
      return HoldRules(
        phrases: phrases("phrases"), handles: phrases("handles"), safety: phrases("safety"),
        hosts: (root.texts("hosts") ?? []).map { $0.lowercased() }, mail: phrases("mail"),
        endings: Set(root.texts("endings") ?? []), calls: phrases("calls"), digits: digits)
    }
  }
}

extension Phrase {
  static func digitsInWords(_ line: String) -> Phrase {
    Phrase(
      kk: "digits: «\(line)» жолы саннан және оның сөздерінен тұрады, мысалы: 7 seven.",
      ru: "digits: строка «\(line)» состоит из числа и его слов, например: 7 seven.",
      en: "digits: the line “\(line)” is a number and its words, for example: 7 seven.")
  }
}
