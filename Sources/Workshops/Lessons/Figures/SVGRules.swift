import Words

/// What may stand in a drawing.
struct SVGRules {
  private(set) var keys: [String] = []
  private(set) var complaints: [FigureComplaint] = []
  /// Points of the drawing for each pixel of a small phone.
  private var scale = 1.0

  private static let elements: Set<String> = [
    "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "text", "tspan",
  ]
  private static let numbers: Set<String> = [
    "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "width", "height", "stroke-width",
    "stroke-opacity",
    "fill-opacity", "opacity", "font-size",
  ]
  private static let words: [String: Set<String>] = [
    "stroke-linecap": ["butt", "round", "square"], "stroke-linejoin": ["miter", "round", "bevel"],
    "fill-rule": ["nonzero", "evenodd"],
    "text-anchor": ["start", "middle", "end"], "dominant-baseline": ["auto", "middle", "central", "hanging"],
    "font-weight": ["400", "700", "bold"], "font-style": ["normal", "italic"], "font-family": ["system-ui,sans-serif"],
    "role": ["img"], "xmlns": ["http://www.w3.org/2000/svg"],
  ]
  private static let colours: Set<String> = ["fill", "stroke"]
  private static let lists: Set<String> = ["d", "points", "transform", "stroke-dasharray"]

  mutating func check(_ root: SVGElement) {
    guard root.name == "svg" else { return complain(root, .notOnTheList(root.name)) }
    let box = (root.attributes["viewBox"] ?? "").split(separator: " ").compactMap { Decimal.read($0) }
    guard box.count == 4, box[2] > 0, box[3] > 0 else { return complain(root, .noViewBox) }
    scale = box[2] / Drawing.phoneWidth
    inspect(root, size: nil)
  }

  private mutating func inspect(_ element: SVGElement, size: Double?) {
    for attribute in element.attributes.list where !(element.name == "svg" && attribute.name == "viewBox") {
      check(attribute, of: element)
    }
    let size = element.attributes["font-size"].flatMap { Decimal.read($0) } ?? size
    for child in element.children {
      switch child {
      case .text(let text): check(text, in: element, size: size)
      case .element(let inner) where Self.elements.contains(inner.name): inspect(inner, size: size)
      case .element(let inner): complain(inner, .notOnTheList(inner.name))
      }
    }
  }

  private mutating func check(_ attribute: SVGAttribute, of element: SVGElement) {
    let value = attribute.value
    let isFine =
      if Self.numbers.contains(attribute.name) {
        Decimal.read(value) != nil
      } else if let words = Self.words[attribute.name] {
        words.contains(value) && (element.name == "svg" || attribute.name != "xmlns")
      } else if Self.lists.contains(attribute.name) {
        value.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0.isSpace || "+-.,()".utf8.contains($0) }
          && !value.lowercased().contains("url")
      } else if Self.colours.contains(attribute.name) {
        isColour(value)
      } else {
        false
      }
    if isFine { return }
    let isColour = Self.colours.contains(attribute.name)
    complain(element, isColour ? .badColour(value) : .badAttribute(attribute.name, value))
  }

  /// Neither so dark nor so light that it is lost on one of the two papers.
  private func isColour(_ value: String) -> Bool {
    if value == "currentColor" || value == "none" { return true }
    guard value.first == "#", value.utf8.count == 7 || value.utf8.count == 4, let number = UInt32(value.dropFirst(), radix: 16)
    else {
      return false
    }
    let parts: [UInt32] =
      value.utf8.count == 7
      ? [number >> 16 & 255, number >> 8 & 255, number & 255] : [number >> 8 & 15, number >> 4 & 15, number & 15].map { $0 * 17 }
    let light = 0.2126 * Double(parts[0]) + 0.7152 * Double(parts[1]) + 0.0722 * Double(parts[2])
    return (40...235).contains(light)
  }

  private mutating func check(_ text: String, in element: SVGElement, size: Double?) {
    guard element.name == "text" || element.name == "tspan" else { return complain(element, .strayText) }
    let pixels = (size ?? 16) / scale
    if pixels < Drawing.leastText { complain(element, .smallText(Int(pixels))) }
    var bare = text[...]
    while let open = bare.firstIndex(of: "{") {
      guard let close = bare[open...].firstIndex(of: "}"), BlockReader.isKey(bare[bare.index(after: open)..<close]) else {
        return complain(element, .badKey)
      }
      if hasWords(bare[..<open]) { return complain(element, .bareWords(text)) }
      keys.append(String(bare[bare.index(after: open)..<close]))
      bare = bare[bare.index(after: close)...]
    }
    if hasWords(bare) { complain(element, .bareWords(text)) }
  }

  /// Signs such as A, B or t₁ are the same in every language; words are not.
  private func hasWords(_ text: Substring) -> Bool {
    text.split { !$0.isLetter }.contains { $0.count > 2 } || text.unicodeScalars.contains { (0x400...0x52F).contains($0.value) }
  }

  private mutating func complain(_ element: SVGElement, _ fault: FigureFault) {
    complaints.append(FigureComplaint(element.line, fault))
  }
}
