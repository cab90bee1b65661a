/// Why a cell says nothing that may be used, although something stands in it. A line that needs the cell is refused by the cell's name,
/// and never read as if it were empty.
package enum CellFault: Int, Sendable, Hashable, Codable {
  /// A program wrote the formula and never computed it.
  case formulaWithoutValue = 1
  /// #N/A, #ДЕЛ/0!, Err:502 and their like.
  case error = 2
  /// A number longer than the fifteen digits that spreadsheets keep.
  case digitsLost = 3

  /// What stands in a cell of text: programs save errors as texts too, in the language they speak.
  init?(errorIn text: String) {
    switch text.utf8.first {
    case UInt8(ascii: "#"):
      let isNarrow = text.utf8.count >= 4 && text.utf8.allSatisfy { $0 == UInt8(ascii: "#") }
      guard isNarrow || (text.utf8.count <= 30 && Self.errors.contains(text.uppercased())) else { return nil }
    case UInt8(ascii: "E"):
      guard text.hasPrefix("Err:"), text.utf8.count <= 8, Int(text.dropFirst(4)) != nil else { return nil }
    default: return nil
    }
    self = .error
  }

  private static let errors: Set<String> = [
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!",
    "#GETTING_DATA", "#Н/Д", "#ССЫЛКА!", "#ССЫЛ!", "#ЗНАЧ!", "#ЗНАЧЕН!", "#ДЕЛ/0!", "#ИМЯ?", "#ПУСТО!", "#ЧИСЛО!", "#ПЕРЕНОС!",
    "#ВЫЧИСЛ!", "#ПОЛЕ!",
  ]
}
