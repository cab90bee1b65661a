import Programme
import Words

extension BundleDifference {
  static func unreadable(_ part: String, _ line: Int, _ column: String? = nil) -> BundleDifference {
    .complaint(FileComplaint(file: part, line: line, column.map(Phrase.columnUnreadable) ?? .lineUnreadable))
  }
}

extension Phrase {
  static let lineUnreadable = Phrase(
    kk: "бұл жол оқылмайды не басқа жолдарға сәйкес емес.", ru: "эта строка не читается или не согласуется с другими.",
    en: "this line cannot be read, or does not fit the others.")

  static func columnUnreadable(_ column: String) -> Phrase {
    Phrase(
      kk: "«\(column)» бағанындағы мән оқылмайды.", ru: "не читается значение в столбце «\(column)».",
      en: "the value in the column “\(column)” cannot be read.")
  }
}
