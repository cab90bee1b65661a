/// A piece of a drawing.
indirect enum SVGNode: Sendable, Hashable {
  case element(SVGElement)
  case text(String)
}

struct SVGElement: Sendable, Hashable {
  let name: String
  let attributes: SVGAttributes
  var children: [SVGNode]
  /// In the file, from 1.
  let line: Int
}

struct SVGAttribute: Sendable, Hashable {
  let name: String
  let value: String
}

/// In the order of the file.
struct SVGAttributes: Sendable, Hashable {
  private(set) var list: [SVGAttribute] = []

  subscript(name: String) -> String? { list.first { $0.name == name }?.value }

  func filter(_ isWanted: (SVGAttribute) -> Bool) -> [SVGAttribute] { list.filter(isWanted) }

  mutating func append(_ name: String, _ value: String) { list.append(SVGAttribute(name: name, value: value)) }
}
