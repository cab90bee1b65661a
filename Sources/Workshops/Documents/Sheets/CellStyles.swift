import Foundation

/// Which styles show a number as a date, a time, a share or with zeros in front.
struct CellStyles {
  private enum Look: Equatable {
    case number, day, moment, time, percent
    /// With zeros in front up to so many digits.
    case padded(Int)
  }

  private var looks: [Look] = []
  private let is1904: Bool

  init(_ part: XMLPull?, is1904: Bool) throws {
    self.is1904 = is1904
    guard var xml = part else { return }
    var formats: [Int: String] = [:]
    var isInCells = false
    while let step = try xml.next() {
      switch step {
      case .open(let isEmpty):
        if xml.isNamed("numFmt"), let id = xml.attribute("numFmtId").flatMap({ Int($0) }) {
          formats[id] = xml.attribute("formatCode")
        }
        if xml.isNamed("cellXfs") { isInCells = !isEmpty }
        if xml.isNamed("xf"), isInCells {
          let id = xml.attribute("numFmtId").flatMap { Int($0) } ?? 0
          looks.append(formats[id].map(Self.look) ?? Self.look(builtIn: id))
        }
      case .close: if xml.isNamed("cellXfs") { isInCells = false }
      case .text: continue
      }
    }
  }

  /// A number of the file as the cell shows it, near enough for an import: dates as ISO 8601, numbers with up to 15 digits as
  /// Excel has them; a share as `85%`, whatever decimals it hides; zeros in front.
  func shown(_ text: String, _ style: Int?) -> String {
    guard let number = Double(text), number.isFinite else { return text }
    let look = style.flatMap { looks.indices.contains($0) ? looks[$0] : nil } ?? .number
    switch look {
    case .day, .moment, .time: if let date = date(number, look) { return date }
    case .percent: return Self.plain(number * 100) + "%"
    case .padded(let width):
      let digits = Self.plain(number)
      guard digits.utf8.allSatisfy(Self.isDigit), digits.utf8.count < width else { return digits }
      return String(repeating: "0", count: width - digits.utf8.count) + digits
    case .number: break
    }
    return text.utf8.allSatisfy(Self.isDigit) ? text : Self.plain(number)
  }

  /// A whole number that a spreadsheet could not keep: its last digits are zeros that nobody typed.
  static func hasLostDigits(_ text: String) -> Bool {
    guard let number = Double(text), number == number.rounded() else { return false }
    return abs(number) >= 1e15
  }

  private static func plain(_ number: Double) -> String {
    if abs(number) < 1e18, number == number.rounded() { return String(Int64(number)) }
    let digits = String(format: "%.15g", number)
    return digits.contains("e") ? "\(number)" : digits
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// ECMA-376, 18.8.30.
  private static func look(builtIn id: Int) -> Look {
    switch id {
    case 9, 10: .percent
    case 14...17, 27...31, 34...36, 50...58: .day
    case 18...21, 32...33, 45...47: .time
    case 22: .moment
    default: .number
    }
  }

  /// By the letters of the format outside quotes, brackets and escapes.
  private static func look(_ format: String) -> Look {
    var letters = ""
    var rest = Substring(format.lowercased().prefix { $0 != ";" })
    while let letter = rest.popFirst() {
      switch letter {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }
        if !inside.isEmpty, inside.allSatisfy({ "hms".contains($0) }) { letters += inside }
        rest = rest.dropFirst(inside.count + 1)
      case "\\", "_", "*": rest = rest.dropFirst()
      default: letters.append(letter)
      }
    }
    if letters.contains("%") { return .percent }
    if letters.utf8.count > 1, letters.utf8.count <= 20, letters.allSatisfy({ $0 == "0" }) { return .padded(letters.utf8.count) }
    let hasDay = letters.contains { $0 == "d" || $0 == "y" } || letters.contains("mmm")
    let hasTime = letters.contains { $0 == "h" || $0 == "s" }
    return hasDay ? (hasTime ? .moment : .day) : (hasTime ? .time : .number)
  }

  /// Days since the end of 1899; Excel believes in a 29 February 1900. Nil outside the years it knows.
  private func date(_ number: Double, _ look: Look) -> String? {
    guard number >= 0, number < 2_958_466 else { return nil }
    let seconds = Int((number * 86_400).rounded())
    let (days, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
    let clock = String(format: "%02d:%02d", second / 3600, second / 60 % 60)
    let exact = second % 60 == 0 ? clock : clock + String(format: ":%02d", second % 60)
    if look == .time, days == 0 { return exact }
    // Days since 1 March 2000: 1900 counts 36,586 to it, 1904 counts 35,124.
    let day = Self.day(is1904 ? days - 35_124 : days < 60 ? days - 36_585 : days - 36_586)
    return look == .day || second == 0 ? day : "\(day) \(exact)"
  }

  /// Days since 1 March 2000 as a date of the Gregorian calendar (years of the civil calendar begun in March).
  private static func day(_ days: Int) -> String {
    let shifted = days + 146_097 * 10
    let era = shifted / 146_097
    let ofEra = shifted % 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * march + 2) / 5 + 1
    let month = march < 10 ? march + 3 : march - 9
    let year = 2000 + (era - 10) * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    return String(format: "%04d-%02d-%02d", year, month, day)
  }
}
