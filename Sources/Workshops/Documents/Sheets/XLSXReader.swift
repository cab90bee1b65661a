/// Reads the rows of one sheet of a workbook (ECMA-376, SpreadsheetML), one at a time: what a cell shows, as text. Numbers have a
/// decimal point and no groups, dates are `2026-09-01`, moments `2026-09-01 14:30`, truth is `TRUE` or `FALSE`; a formula gives the
/// value the program saved with it, and a fault where there is none. Rows without any text are skipped.
package struct XLSXReader {
  /// The names of the sheets people see, in order.
  package let sheets: [String]
  /// The sheet that is read.
  package let sheet: String
  private let limits: SheetLimits
  private let texts: [String]
  private let styles: CellStyles
  private var xml: XMLPull
  private var merged: MergedCells
  private var row = 0

  /// Opens the first sheet people see, or the one of this name.
  package init(bytes: [UInt8], sheet wanted: String? = nil, limits: SheetLimits = SheetLimits()) throws {
    guard !bytes.isEmpty else { throw SheetComplaint.empty }
    // The container of Excel 97-2003, also around a workbook with a password.
    if bytes.starts(with: [0xd0, 0xcf, 0x11, 0xe0]) {
      throw bytes.holdsWide("EncryptedPackage") ? SheetComplaint.locked : SheetComplaint.oldExcel
    }
    let zip = try Zip(bytes)
    let budget = Budget(limits.unpacked)
    func part(_ name: String) throws -> XMLPull { XMLPull(try Self.pieces(try zip.part(name, budget: budget, limits: limits))) }
    guard zip.holds("xl/workbook.xml") else { throw SheetComplaint.notASheet }
    let book = try Workbook(part("xl/workbook.xml"), relations: part("xl/_rels/workbook.xml.rels"))
    sheets = book.sheets.map(\.name)
    guard let chosen = wanted == nil ? book.sheets.first : book.sheets.first(where: { $0.name == wanted }) else {
      throw SheetComplaint.noSheet(wanted ?? "")
    }
    sheet = chosen.name
    texts = try book.texts.map { try SharedTexts.read(part($0), limit: limits.cell) } ?? []
    styles = try CellStyles(book.styles.map(part), is1904: book.is1904)
    xml = try part(chosen.part)
    // Looked through once more, so counted by itself.
    let again = Budget(limits.unpacked)
    merged = try MergedCells(
      try Self.pieces(try zip.part(chosen.part, budget: again, limits: limits)), { try part(chosen.part) },
      mostColumns: limits.columns)
    self.limits = limits
  }

  /// The part as UTF-8: XML may be in UTF-16 as well, and some programs write it so.
  private static func pieces(_ part: Inflater) throws -> () throws -> [UInt8]? {
    guard let first = try part.next() else { return { nil } }
    let isMarked = first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF])
    if isMarked || first.starts(with: [0x3C, 0x00]) || first.starts(with: [0x00, 0x3C]) {
      let mark: [UInt8] = isMarked ? [] : first[0] == 0 ? [0xFE, 0xFF] : [0xFF, 0xFE]
      guard let text = UTF16File.utf8(mark + first + (try part.all())) else { throw SheetComplaint.damaged }
      var rest: [UInt8]? = text
      return {
        defer { rest = nil }
        return rest
      }
    }
    var head: [UInt8]? = first
    return {
      if let first = head {
        head = nil
        return first
      }
      return try part.next()
    }
  }

  /// The next row that holds a text; nil at the end of the sheet.
  package mutating func next() throws -> Record? {
    while let step = try xml.next() {
      guard case .open(let isEmpty) = step, xml.isNamed("row") else { continue }
      row = xml.attributeRange("r").flatMap { Self.number(xml.bytes($0)) } ?? row + 1
      guard !isEmpty else { continue }
      var (cells, faults) = try cells()
      merged.fill(&cells, row: row)
      if !cells.isEmpty { return Record(line: row, cells: cells, faults: faults) }
    }
    return nil
  }

  /// To the end of the row, without the empty cells at its end: cells that only bear a border are none.
  private mutating func cells() throws -> ([String], [Int: CellFault]) {
    var cells: [String] = []
    var faults: [Int: CellFault] = [:]
    var column = -1
    while let step = try xml.next() {
      switch step {
      case .close where xml.isNamed("row"): return (cells, faults)
      case .open(let isEmpty) where xml.isNamed("c"):
        column = xml.attributeRange("r").flatMap { Self.column(xml.bytes($0)) } ?? column + 1
        let kind = xml.attributeRange("t").map { Kind(xml.bytes($0)) } ?? .number
        let style = xml.attributeRange("s").flatMap { Self.number(xml.bytes($0)) }
        guard !isEmpty, let (text, fault) = try value(kind, style), !text.isEmpty || fault != nil else { continue }
        guard column < limits.columns else { throw SheetComplaint.tooManyColumns(line: row, limit: limits.columns) }
        guard text.utf8.count <= limits.cell else { throw SheetComplaint.cellTooLong(line: row, limit: limits.cell) }
        while cells.count < column { cells.append("") }
        // A file may hold one cell twice; the later one is what programs show.
        if column < cells.count { cells[column] = text } else { cells.append(text) }
        faults[column] = fault
      default: continue
      }
    }
    throw SheetComplaint.damaged
  }

  private enum Kind {
    case number, shared, text, truth, error

    init(_ type: ArraySlice<UInt8>) {
      switch String(decoding: type, as: UTF8.self) {
      case "s": self = .shared
      case "b": self = .truth
      case "n": self = .number
      case "e": self = .error
      // str: a formula's text; inlineStr; d: a date as ISO text.
      default: self = .text
      }
    }
  }

  /// To the end of the cell.
  private mutating func value(_ kind: Kind, _ style: Int?) throws -> (String, CellFault?)? {
    var text = ""
    var isValue = false
    var isFormula = false
    var phonetic = 0
    while let step = try xml.next() {
      switch step {
      case .open(let isEmpty):
        if xml.isNamed("rPh"), !isEmpty { phonetic += 1 }
        isFormula = isFormula || xml.isNamed("f")
        isValue = !isEmpty && phonetic == 0 && (xml.isNamed("v") || xml.isNamed("t"))
      case .text: if isValue { text += try xml.text() }
      case .close:
        isValue = false
        if xml.isNamed("rPh") { phonetic -= 1 }
        guard xml.isNamed("c") else { continue }
        // A formula of text that is empty says so by its kind; every other one has a value, or was never computed.
        if isFormula, text.isEmpty, kind != .text { return ("", .formulaWithoutValue) }
        return (try shown(text, kind, style), fault(text, kind))
      }
    }
    throw SheetComplaint.damaged
  }

  private func shown(_ text: String, _ kind: Kind, _ style: Int?) throws -> String {
    switch kind {
    case .shared:
      guard let number = Int(text), texts.indices.contains(number) else {
        if text.isEmpty { return "" }
        throw SheetComplaint.damaged
      }
      return texts[number]
    case .truth: return text == "1" ? "TRUE" : text == "0" ? "FALSE" : text
    case .text, .error: return unescaped(text)
    case .number: return styles.shown(text, style)
    }
  }

  private func fault(_ text: String, _ kind: Kind) -> CellFault? {
    switch kind {
    case .error: .error
    case .number where CellStyles.hasLostDigits(text): .digitsLost
    default: nil
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    var number = 0
    for byte in bytes {
      guard (48...57).contains(byte), number < 1 << 40 else { return nil }
      number = number * 10 + Int(byte - 48)
    }
    return bytes.isEmpty ? nil : number
  }

  /// "AB12" is column 27.
  private static func column(_ bytes: ArraySlice<UInt8>) -> Int? {
    var column = 0
    for byte in bytes {
      guard (65...90).contains(byte) else { break }
      guard column < 1 << 20 else { return nil }
      column = column * 26 + Int(byte - 64)
    }
    return column == 0 ? nil : column - 1
  }
}

/// Excel writes control letters as `_x000D_` (ECMA-376, 22.9.2.19).
func unescaped(_ text: String) -> String {
  guard text.contains("_x") else { return text }
  return text.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
    UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? String(match.0)
  }
}

extension [UInt8] {
  /// Whether the text stands somewhere in UTF-16.
  fileprivate func holdsWide(_ text: String) -> Bool {
    let wide: [UInt8] = text.utf8.flatMap { [$0, 0] as [UInt8] }
    return indices.contains { at in self[at] == wide[0] && self[at...].starts(with: wide) }
  }
}
