/// The table of contents of a workbook.
struct Workbook {
  /// Those people see, in the order of the tabs: hidden sheets keep what was put away.
  private(set) var sheets: [(name: String, part: String)] = []
  private(set) var texts: String?
  private(set) var styles: String?
  /// Days counted from 1904 instead of 1900 (old Macs).
  private(set) var is1904 = false

  init(_ book: XMLPull, relations: XMLPull) throws {
    var parts: [String: String] = [:]
    var xml = relations
    while let step = try xml.next() {
      guard case .open = step, xml.isNamed("Relationship"), let target = xml.attribute("Target"),
        let kind = xml.attribute("Type")
      else { continue }
      let part = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
      if kind.hasSuffix("/sharedStrings") { texts = part }
      if kind.hasSuffix("/styles") { styles = part }
      if kind.hasSuffix("/worksheet"), let id = xml.attribute("Id") { parts[id] = part }
    }
    xml = book
    while let step = try xml.next() {
      guard case .open = step else { continue }
      if xml.isNamed("workbookPr") { is1904 = ["1", "true"].contains(xml.attribute("date1904")) }
      if xml.isNamed("sheet"), ["hidden", "veryHidden"].contains(xml.attribute("state") ?? "") == false,
        let name = xml.attribute("name"), let id = xml.attribute("id"), let part = parts[id]
      {
        sheets.append((name, part))
      }
    }
    guard !sheets.isEmpty else { throw SheetComplaint.damaged }
  }
}

/// The texts that cells point to.
enum SharedTexts {
  static func read(_ part: XMLPull, limit: Int) throws -> [String] {
    var xml = part
    var texts: [String] = []
    var text = ""
    var isText = false
    var phonetic = 0
    while let step = try xml.next() {
      switch step {
      case .open(let isEmpty):
        if xml.isNamed("si") {
          text = ""
          if isEmpty { texts.append("") }
        }
        if xml.isNamed("rPh"), !isEmpty { phonetic += 1 }
        isText = !isEmpty && phonetic == 0 && xml.isNamed("t")
      case .text: if isText { text += try xml.text() }
      case .close:
        isText = false
        if xml.isNamed("rPh") { phonetic -= 1 }
        if xml.isNamed("si") { texts.append(unescaped(text)) }
      }
    }
    return texts
  }
}
