import CPango

extension Page {
  func draw(_ block: PDF.Block) throws {
    switch block {
    case .title(let text): heading(text, "H1", size: 18, before: 0, after: 8)
    case .heading(let text): heading(text, "H2", size: 12.5, before: 10, after: 4)
    case .paragraph(let text):
      flow(Text(text, width: breadth, page: self), x: left)
      space(6)
    case .note(let text):
      flow(Text(text, size: 8.5, width: breadth, page: self), x: left, grey: 0.35)
      space(6)
    case .bullets(let texts): bullets(texts)
    case .pairs(let pairs): try self.pairs(pairs)
    case .table(let table): try draw(table)
    case .plot(let plot): part("Figure", saying: subject) { draw(plot) }
    case .box(let heading, let texts, let lines): box(heading, texts, lines)
    case .headed(let whose, let corner): headed(whose, corner)
    case .footer(let text): foot = text
    case .code(let code):
      let text = Text(code, size: 22, isBold: true, width: breadth, align: PANGO_ALIGN_CENTER, page: self)
      need(text.height)
      flow(text, x: left)
      space(6)
    case .qr(let text, let caption, let side): try qr(text, caption, side * Self.millimetre)
    case .signature(let labels): signature(labels)
    case .space(let millimetres): space(millimetres * Self.millimetre)
    case .pageBreak: turn()
    }
  }

  /// Never the last line of a page.
  private func heading(_ words: String, _ role: String, size: Double, before: Double, after: Double) {
    let text = Text(words, size: size, isBold: true, width: breadth, page: self)
    subject = words
    space(before)
    need(text.height + after + 30)
    flow(text, x: left, as: role)
    space(after)
  }

  private func bullets(_ texts: [String]) {
    grouped("L") {
      for text in texts {
        let text = Text(text, width: breadth - 14, page: self)
        need(min(text.height, 30))
        grouped("LI") {
          part("Lbl") { Text("•", width: 12, page: self).draw(x: left + 3, y: y) }
          flow(text, x: left + 14, as: "LBody")
        }
        space(2)
      }
    }
    space(4)
  }

  private func pairs(_ pairs: [(name: String, value: String)]) throws {
    let name = breadth * 0.36
    try grouped("L") {
      for pair in pairs {
        try checkTime()
        row(
          "LI",
          [
            Cell(text: Text(pair.name, size: 9.5, width: name - 10, page: self), role: "Lbl", x: left, grey: 0.35),
            Cell(text: Text(pair.value, width: breadth - name, page: self), role: "LBody", x: left + name, grey: 0),
          ])
        space(3)
      }
    }
    space(4)
  }

  private func headed(_ whose: String, _ corner: String) {
    let code = Text(corner, size: 16, isBold: true, width: breadth * 0.4, align: PANGO_ALIGN_RIGHT, page: self)
    let name = Text(whose, size: 13, isBold: true, width: breadth * 0.58, page: self)
    let height = max(code.height, name.height)
    need(height)
    part("P") { name.draw(x: left, y: y) }
    part("P") { code.draw(x: left + breadth * 0.6, y: y) }
    y += height
    space(6)
  }

  private func box(_ heading: String?, _ texts: [String], _ lines: Int) {
    let ruled = Double(lines) * Self.ruledLine
    let inner = breadth - 20
    var parts = heading.map { [Text($0, size: 11, isBold: true, width: inner, page: self)] } ?? []
    parts += texts.map { Text($0, width: inner, page: self) }
    let height = parts.map(\.height).reduce(0, +) + Double(max(0, parts.count - 1)) * 5 + 16 + ruled
    need(height)
    // Longer than a page: without its frame.
    if height <= room {
      frame(x: left, y: y, width: breadth, height: height)
      y += 8
    }
    grouped("Sect") {
      for (position, part) in parts.enumerated() {
        if position > 0 { space(5) }
        flow(part, x: left + 10, as: position == 0 && heading != nil ? "H3" : "P")
      }
    }
    for _ in 0..<lines {
      if room < Self.ruledLine { turn() }
      y += Self.ruledLine
      line(from: left + 10, to: right - 10, at: y, grey: 0.75)
    }
    space(16)
  }

  /// As in a notebook for a hand that is not small.
  private static let ruledLine = 8 * millimetre

  private func qr(_ text: String, _ caption: String, _ side: Double) throws {
    guard let code = try? QR(text) else { throw PDFFault.qrTooLong }
    let label = Text(caption, size: 8.5, width: breadth, page: self)
    need(side + label.height + 4)
    let link = Page.link(to: text, x: left, y: y, side: side)
    try part(link == nil ? "Figure" : "Link", attributes: link, saying: "QR: \(caption)") {
      try code.draw(on: cairo, x: left, y: y, side: side)
    }
    y += side + 4
    flow(label, x: left, grey: 0.35)
    space(8)
  }

  /// What a tag says of a code that can be pressed; nil where the text is no address that a tag can hold.
  static func link(to text: String, x: Double, y: Double, side: Double) -> String? {
    let isAddress =
      text.hasPrefix("http")
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x27 && $0 != 0x5C && $0 != 0x28 && $0 != 0x29 }
    return isAddress ? "rect=[\(x) \(y) \(side) \(side)] uri='\(text)'" : nil
  }

  private func signature(_ labels: [String]) {
    let gap = 18.0
    let width = (breadth - gap * Double(labels.count - 1)) / Double(max(1, labels.count))
    let texts = labels.map { Text($0, size: 8.5, width: width, page: self) }
    let height = texts.map(\.height).max() ?? 0
    need(34 + height)
    y += 30
    for (position, text) in texts.enumerated() {
      let x = left + Double(position) * (width + gap)
      line(from: x, to: x + width, at: y, grey: 0)
      ink(0.35)
      part("P") { text.draw(x: x, y: y + 3) }
      ink(0)
    }
    y += height + 3
    space(8)
  }
}
