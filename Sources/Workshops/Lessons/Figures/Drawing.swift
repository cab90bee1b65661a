package import Markup

/// A drawing of a lesson: the SVG elements on a list, with words filled in by language.
///
/// It is read as a tree and written again, so nothing of the file reaches a page but what is on the list: no script, no style, no
/// outside address. Colours are `currentColor`, `none` or a hue that shows on light and dark paper.
package struct Drawing: Sendable, Hashable {
  static let mostBytes = 20_000
  /// What a text must measure where the drawing is as wide as a small phone's page.
  static let leastText = 11.0
  static let phoneWidth = 328.0

  let root: SVGElement
  /// The `{key}`s of its texts, in order.
  package let keys: [String]

  package init(reading bytes: [UInt8]) throws(FigureComplaints) {
    guard bytes.count <= Self.mostBytes else { throw FigureComplaints([FigureComplaint(1, .tooLarge(kilobytes: 20))]) }
    var reader = SVGReader(bytes)
    root = try reader.document()
    var rules = SVGRules()
    rules.check(root)
    keys = rules.keys
    if !rules.complaints.isEmpty { throw FigureComplaints(rules.complaints) }
  }

  /// Its `viewBox`; nil: it has none that can be read, which the rules name.
  package var box: (x: Double, y: Double, width: Double, height: Double)? {
    let numbers = (root.attributes["viewBox"] ?? "").split { $0 == " " || $0 == "," }.compactMap { Double($0) }
    guard numbers.count == 4, numbers.allSatisfy(\.isFinite), numbers[2] > 0, numbers[3] > 0 else { return nil }
    return (numbers[0], numbers[1], numbers[2], numbers[3])
  }

  /// An `svg` element whose words are those of the language and whose alternative text is `alt`.
  package func shown(_ words: [String: String], alt: String) -> HTML {
    let box = root.attributes["viewBox"]
    let rest = root.attributes.filter { !["xmlns", "viewBox", "role", "width", "height"].contains($0.name) }
    return """
      <svg\(attribute: "viewBox", box) role="img" aria-label="\(alt)"\(rest.map(Self.attribute))>\
      \(root.children.map { Self.written($0, words) })</svg>
      """
  }

  private static func written(_ node: SVGNode, _ words: [String: String]) -> HTML {
    switch node {
    case .text(let text): HTML(filled(text, words))
    case .element(let element):
      """
      <\(tag(element.name))\(element.attributes.list.map(attribute))>\(element.children.map { written($0, words) })</\(tag(element.name))>
      """
    }
  }

  /// Names come from the list, so they are as safe as literals.
  private static func tag(_ name: String) -> HTML { HTML(name) }

  private static func attribute(_ one: SVGAttribute) -> HTML { " \(HTML(one.name))=\"\(one.value)\"" }

  private static func filled(_ text: String, _ words: [String: String]) -> String {
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let key = String(rest[rest.index(after: open)..<close])
      filled += rest[..<open] + (words[key] ?? "")
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }
}
