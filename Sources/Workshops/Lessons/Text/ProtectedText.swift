import Words

/// The text as cmark gets it: each formula is one private character, so that no `_`, `*` or `|` in it is read as a mark.
struct ProtectedText {
  struct Kept {
    let formula: Formula?
    let isDisplayed: Bool
  }

  private(set) var text = ""
  private(set) var kept: [Kept] = []
  private(set) var complaints: [LessonComplaint] = []
  /// The lines of the author's file.
  let lines: [Substring]
  /// For each line of `text`, the line of the file it began on, from 1.
  private var lineNumbers: [Int] = []

  private static let firstMark: UInt32 = 0xE000
  private static let mostMarks = 0x1000
  /// Stands for a dollar of the text.
  static let dollar: Unicode.Scalar = "\u{F8FF}"

  init(_ source: String) throws(LessonComplaints) {
    lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if let scalar = line.unicodeScalars.first(where: Self.isStrange) {
        complaints.append(LessonComplaint(index + 1, .strangeSign("U+" + String(scalar.value, radix: 16, uppercase: true))))
      }
    }
    if !complaints.isEmpty { throw LessonComplaints(complaints) }
    protect()
  }

  func formula(_ scalar: Unicode.Scalar) -> Kept? {
    guard scalar.value >= Self.firstMark, scalar.value < Self.firstMark + UInt32(kept.count) else { return nil }
    return kept[Int(scalar.value - Self.firstMark)]
  }

  /// Whether a private character came where only letters may be: a mark of code that cmark reads otherwise than we do.
  static func isMarked(_ text: String) -> Bool { text.unicodeScalars.contains { (0xE000...0xF8FF).contains($0.value) } }

  /// The file's line of a line of `text`.
  func line(_ number: Int) -> Int { lineNumbers[min(max(number, 1), lineNumbers.count) - 1] }

  /// The file's lines of a block that goes from one line of `text` to another.
  func source(from first: Int, through last: Int) -> String {
    let start = line(first) - 1
    let end = last < lineNumbers.count ? line(last + 1) - 1 : lines.count
    var rows = lines[start..<max(end, start + 1)]
    while let row = rows.last, row.allSatisfy(\.isWhitespace), rows.count > 1 { rows.removeLast() }
    return rows.joined(separator: "\n")
  }

  private mutating func protect() {
    var fence: Substring?
    var index = 0
    while index < lines.count {
      let line = lines[index]
      lineNumbers.append(index + 1)
      let bare = line.drop { $0 == " " }
      let marks = bare.prefix { $0 == "`" }
      if let open = fence {
        if marks.count >= open.count, bare.dropFirst(marks.count).allSatisfy(\.isWhitespace) { fence = nil }
        text += line
      } else if marks.count >= 3 {
        fence = marks
        text += line
      } else {
        if Self.isReference(bare) { complaints.append(LessonComplaint(index + 1, .reference)) }
        protect(&index)
      }
      text += "\n"
      index += 1
    }
  }

  /// One line outside of fenced code; a displayed formula may take several, and `index` is then left at its last.
  private mutating func protect(_ index: inout Int) {
    var rest = lines[index]
    while let mark = rest.firstIndex(where: { $0 == "$" || $0 == "`" || $0 == "\\" }) {
      text += rest[..<mark]
      let after = rest[rest.index(after: mark)...]
      switch rest[mark] {
      case "\\":
        rest = escaped(after)
      case "`": rest = code(rest[mark...])
      default:
        if after.first == "$" {
          rest = displayed(after.dropFirst(), &index)
        } else {
          rest = inline(after, index)
        }
      }
    }
    text += rest
  }

  /// What stands behind a backslash; a dollar that is none of ours goes as a private character too, so that any other is seen.
  private mutating func escaped(_ rest: Substring) -> Substring {
    guard let next = rest.first else {
      text += "\\"
      return rest
    }
    if next == "$" { text.unicodeScalars.append(Self.dollar) } else { text += "\\\(next)" }
    return rest.dropFirst()
  }

  /// A span of code that ends on its line stays as it is; backticks without a partner are text, as cmark has it.
  private mutating func code(_ rest: Substring) -> Substring {
    let open = rest.prefix { $0 == "`" }
    var at = open.endIndex
    while let start = rest[at...].firstIndex(of: "`") {
      let run = rest[start...].prefix { $0 == "`" }
      at = run.endIndex
      if run.count == open.count {
        text += rest[..<at]
        return rest[at...]
      }
    }
    text += open
    return rest[open.endIndex...]
  }

  private mutating func inline(_ rest: Substring, _ index: Int) -> Substring {
    guard let end = Self.dollar(in: rest) else {
      complaints.append(LessonComplaint(index + 1, .openFormula))
      return rest
    }
    let tex = rest[..<end]
    if tex.first == " " || tex.last == " " {
      complaints.append(LessonComplaint(index + 1, .spacedFormula))
    } else {
      keep(String(tex), isDisplayed: false, line: index + 1)
    }
    return rest[rest.index(after: end)...]
  }

  private mutating func displayed(_ rest: Substring, _ index: inout Int) -> Substring {
    let first = index
    var tex = ""
    var rest = rest
    while true {
      if let end = rest.firstRange(of: "$$") {
        keep(tex + rest[..<end.lowerBound], isDisplayed: true, line: first + 1)
        return rest[end.upperBound...]
      }
      tex += rest + "\n"
      guard index + 1 < lines.count, !lines[index + 1].allSatisfy(\.isWhitespace) else {
        complaints.append(LessonComplaint(first + 1, .openFormula))
        return ""
      }
      index += 1
      rest = lines[index]
    }
  }

  private mutating func keep(_ tex: String, isDisplayed: Bool, line: Int) {
    guard kept.count < Self.mostMarks, let mark = Unicode.Scalar(Self.firstMark + UInt32(kept.count)) else {
      return complaints.append(LessonComplaint(line, .tooManyBlocks(LessonText.mostBlocks)))
    }
    do throws(FormulaComplaint) {
      kept.append(Kept(formula: try Formula(reading: tex), isDisplayed: isDisplayed))
    } catch {
      complaints.append(LessonComplaint(line, .formula(error)))
      kept.append(Kept(formula: nil, isDisplayed: isDisplayed))
    }
    text.unicodeScalars.append(mark)
  }

  /// The next dollar that no backslash stands before.
  private static func dollar(in text: Substring) -> Substring.Index? {
    var isEscaped = false
    for index in text.indices {
      if text[index] == "$", !isEscaped { return index }
      isEscaped = text[index] == "\\" && !isEscaped
    }
    return nil
  }

  /// `[word]: address`, which cmark takes out of the text without a trace.
  private static func isReference(_ line: Substring) -> Bool {
    guard line.first == "[", let close = line.firstIndex(of: "]") else { return false }
    return line[line.index(after: close)...].first == ":"
  }

  private static func isStrange(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: false
    case 0..<0x20, 0x7F..<0xA0, 0xE000...0xF8FF, 0xFFF0..., 0x2028, 0x2029: scalar != "\t"
    default: Invisible.contains(scalar)
    }
  }
}
