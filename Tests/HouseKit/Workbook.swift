import Documents

/// A workbook as some program wrote it: cells as they stand in the file, for what a library of ours or theirs would not write.
package enum Workbook {
  package struct Sheet {
    let name: String
    let isHidden: Bool
    let rows: [[String]]
    let rest: String

    /// A cell is a text; one that begins with `<` is what stands inside `<c>`, with its attributes before a `|`: `t="e"|<v>#N/A</v>`.
    package init(_ name: String, isHidden: Bool = false, _ rows: [[String]], rest: String = "") {
      (self.name, self.isHidden, self.rows, self.rest) = (name, isHidden, rows, rest)
    }

    fileprivate var xml: String {
      let lines = rows.enumerated().map { row, cells in
        let written = cells.enumerated().compactMap { column, cell -> String? in
          if cell.isEmpty { return nil }
          let place = "\(Character(UnicodeScalar(UInt8(65 + column))))\(row + 1)"
          guard let bar = cell.firstIndex(of: "|") else {
            return "<c r=\"\(place)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(cell)</t></is></c>"
          }
          return "<c r=\"\(place)\" \(cell[..<bar])>\(cell[cell.index(after: bar)...])</c>"
        }
        return "<row r=\"\(row + 1)\">\(written.joined())</row>"
      }
      return "<worksheet><sheetData>\(lines.joined())</sheetData>\(rest)</worksheet>"
    }
  }

  package static func of(_ sheets: [Sheet], styles: String = "") throws -> [UInt8] {
    let names = sheets.enumerated().map {
      "<sheet name=\"\($1.name)\"\($1.isHidden ? " state=\"hidden\"" : "") r:id=\"r\($0)\"/>"
    }
    let targets = sheets.indices.map { "<Relationship Id=\"r\($0)\" Type=\"a/worksheet\" Target=\"sheet\($0).xml\"/>" }
    var parts = [
      Archive.Part("xl/workbook.xml", Array("<workbook><sheets>\(names.joined())</sheets></workbook>".utf8)),
      Archive.Part(
        "xl/_rels/workbook.xml.rels",
        Array("<R>\(targets.joined())<Relationship Id=\"s\" Type=\"a/styles\" Target=\"styles.xml\"/></R>".utf8)),
      Archive.Part("xl/styles.xml", Array("<styleSheet>\(styles)</styleSheet>".utf8)),
    ]
    for (number, sheet) in sheets.enumerated() { parts.append(Archive.Part("xl/sheet\(number).xml", Array(sheet.xml.utf8))) }
    return try Archive(parts).packed()
  }
}
