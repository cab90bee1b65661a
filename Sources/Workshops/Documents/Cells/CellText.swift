import Foundation
import Words

/// What people write in the cells of a table: gaps, yes and no, numbers. One place for every importer and command, in three languages.
package enum CellText {
  /// Composed (NFC), every kind of space made one, none around: texts are compared after this. Marks that nobody sees stay, for codes are
  /// refused for them; `Record` drops them from all else.
  package static func spaced(_ text: String) -> String {
    let space = UInt8(ascii: " ")
    var before = space
    let isPlain = text.utf8.allSatisfy { byte in
      defer { before = byte }
      // Other white space stands below the space or begins with C2, E1, E2 or E3; marks over letters begin with CC or CD.
      return byte >= space && ![0xc2, 0xcc, 0xcd, 0xe1, 0xe2, 0xe3].contains(byte) && (byte != space || before != space)
    }
    if isPlain, before != space || text.isEmpty { return text }
    return text.precomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Nothing, or a stroke in place of it.
  package static func isDash(_ text: String) -> Bool {
    text.utf8.count <= 9 && text.unicodeScalars.allSatisfy { dashes.contains($0) }
  }

  /// There is no value: nothing, a stroke, "NA", "н/д", "нет данных".
  package static func isGap(_ text: String) -> Bool { isDash(text) || holds(gaps, text) }

  /// The same, and "нет", "жоқ", "no", where a value is asked for and not yes or no.
  package static func isNothing(_ text: String) -> Bool { isGap(text) || holds(nothing, text) }

  /// Yes and no as spreadsheets of three languages say them; nil for anything else.
  package static func truth(_ text: String) -> Bool? {
    if holds(yes, text) { return true }
    return holds(no, text) ? false : nil
  }

  package enum Number: Sendable, Hashable {
    case gap
    case value(Double)
    /// 85 for "85%".
    case percent(Double)
    /// "1,250" where the comma may divide thousands.
    case twoWays
    case unreadable
  }

  /// `commaIsPoint`: the file writes `;` or tabs between its cells, so a comma is the decimal mark in it.
  package static func number(_ text: String, commaIsPoint: Bool) -> Number {
    if isNothing(text) { return .gap }
    if text.utf8.last == UInt8(ascii: "%") {
      let bare = text.dropLast()
      if !commaIsPoint, Decimal.isTwoWays(bare) { return .twoWays }
      return Decimal.read(bare).map { .percent($0) } ?? .unreadable
    }
    if !commaIsPoint, Decimal.isTwoWays(text) { return .twoWays }
    return Decimal.read(text).map { .value($0) } ?? .unreadable
  }

  /// "3", and "3.0" or "3,0" as programs write whole numbers in a column with a gap.
  package static func whole(_ text: String) -> Int? {
    if let number = Int(text) { return number }
    guard let mark = text.utf8.firstIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }) else { return nil }
    let decimals = text.utf8[text.utf8.index(after: mark)...]
    guard !decimals.isEmpty, decimals.count != 3 || text.utf8[mark] == UInt8(ascii: "."),
      decimals.allSatisfy({ $0 == UInt8(ascii: "0") })
    else { return nil }
    return Int(text[..<mark])
  }

  /// "5.12.2026", "2026-12-05 15:00", "пт, 05.12.2026", "4 февраля 2027", "15 қаңтар 2027 ж.": day, month and year as written, which need not be
  /// a day there is.
  package static func date(_ text: String) -> (day: Int, month: Int, year: Int)? {
    // A time behind the day is not of it.
    let whole = text.lowercased().replacing(#/[ t][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$/#, with: "")
    let month = whole.split { !$0.isLetter }.compactMap { word in months.firstIndex { $0.contains { word.hasPrefix($0) } } }.first
    let numbers = whole.split { !$0.isNumber }
    let parts = numbers.compactMap { Int($0) }
    if let month { return parts.count == 2 ? (parts[0], month + 1, parts[1]) : nil }
    guard parts.count == 3, numbers.count == 3 else { return nil }
    return numbers[0].count == 4 ? (parts[2], parts[1], parts[0]) : (parts[0], parts[1], parts[2])
  }

  /// How months begin in three languages; the genitive too.
  private static let months: [[String]] = [
    ["қаңтар", "январ", "january"], ["ақпан", "феврал", "february"], ["наурыз", "март", "march"], ["сәуір", "апрел", "april"],
    ["мамыр", "май", "мая", "may"], ["маусым", "июн", "june"], ["шілде", "июл", "july"], ["тамыз", "август", "august"],
    ["қыркүйек", "сентябр", "september"], ["қазан", "октябр", "october"], ["қараша", "ноябр", "november"],
    ["желтоқсан", "декабр", "december"],
  ]

  /// "05/06/2011": programs set to American English write the month first, and nobody can tell.
  package static func isDateTwoWays(_ text: String) -> Bool {
    let parts = text.prefix { $0 != " " }.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, let first = Int(parts[0]), let second = Int(parts[1]), parts[2].count == 4 else { return false }
    return (1...12).contains(first) && (1...12).contains(second) && first != second
  }

  /// A line below the list that sums it up: "Итого", "Барлығы: 60", "Average".
  package static func isTotal(_ text: String) -> Bool {
    let word = text.lowercased().prefix { $0.isLetter }
    return !word.isEmpty && totals.contains(String(word))
  }

  /// The code as it looks: Cyrillic and Greek letters that nobody can tell from Latin ones are these.
  package static func look(_ code: String) -> String {
    guard code.utf8.contains(where: { $0 >= 0x80 }) else { return code }
    return String(
      String.UnicodeScalarView(code.unicodeScalars.filter { !Invisible.contains($0) }.map { alike[$0] ?? $0 }))
  }

  private static func holds(_ words: Set<String>, _ text: String) -> Bool {
    text.utf8.count <= 40 && words.contains(text.lowercased())
  }

  private static let dashes: Set<Unicode.Scalar> = [" ", "-", "_", ".", "\u{2010}", "\u{2011}", "–", "—", "\u{2212}"]

  private static let gaps: Set<String> = [
    "na", "n/a", "n.a.", "null", "none", "not given", "no data", "н/д", "нд", "н.д.", "б/д", "нет данных", "не указано",
    "не указан", "не указана", "мәлімет жоқ", "дерек жоқ", "деректер жоқ", "көрсетілмеген",
  ]
  private static let nothing: Set<String> = ["нет", "нету", "жоқ", "no", "отсутствует"]
  private static let yes: Set<String> = ["yes", "true", "1", "1.0", "1,0", "иә", "ия", "да", "истина", "ақиқат", "+", "✓", "✔"]
  private static let no: Set<String> = ["no", "false", "0", "0.0", "0,0", "жоқ", "нет", "ложь", "жалған", "-", "–", "—"]
  private static let totals: Set<String> = [
    "итого", "всего", "сумма", "среднее", "жиыны", "барлығы", "қорытынды", "жалпы", "орташа", "total", "totals", "sum", "average",
    "mean",
  ]

  private static let alike: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
    zip(
      "АВСЕНКМОРТХУІЅЈаеорсухіѕјΑΒΕΗΙΚΜΝΟΡΤΥΧΖ".unicodeScalars, "ABCEHKMOPTXYISJaeopcyxisjABEHIKMNOPTYXZ".unicodeScalars)
  ) { first, _ in first }
}
