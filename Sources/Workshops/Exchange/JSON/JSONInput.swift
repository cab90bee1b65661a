/// A value together with where it stands, so that every refusal can say it.
package struct JSONInput {
  package let value: JSON
  package let path: Path

  package init(_ value: JSON, _ path: Path = .root) {
    self.value = value
    self.path = path
  }

  /// `$.students.s1[0]`
  package indirect enum Path {
    case root
    case key(Path, String)
    case place(Path, Int)

    package var text: String {
      switch self {
      case .root: "$"
      case .key(let path, let key): path.text + (Self.isPlain(key) ? ".\(key)" : "[\(JSON.string(key).text)]")
      case .place(let path, let place): "\(path.text)[\(place)]"
      }
    }

    private static func isPlain(_ key: String) -> Bool {
      !key.isEmpty && key.unicodeScalars.allSatisfy { $0 == "_" || $0 == "-" || $0.properties.isAlphabetic || ("0"..."9") ~= $0 }
    }
  }

  package func refused(_ reason: String) -> JSONRefusal { JSONRefusal(at: path.text, reason: reason) }

  private func wanted(_ what: String) -> JSONRefusal { refused("\(what) is wanted, not \(value.kind)") }
}

extension JSONInput {
  package func string() throws(JSONRefusal) -> String {
    guard case .string(let string) = value else { throw wanted("a string") }
    return string
  }

  package func bool() throws(JSONRefusal) -> Bool {
    guard case .bool(let bool) = value else { throw wanted("a boolean") }
    return bool
  }

  package func number(in range: ClosedRange<Double>) throws(JSONRefusal) -> Double {
    guard case .number(let number) = value else { throw wanted("a number") }
    guard range.contains(number) else { throw refused("not within \(range.lowerBound) to \(range.upperBound)") }
    return number
  }

  package func whole(in range: ClosedRange<Int>) throws(JSONRefusal) -> Int {
    guard case .number(let number) = value else { throw wanted("a whole number") }
    guard let whole = Int(exactly: number) else { throw refused("a whole number is wanted") }
    guard range.contains(whole) else { throw refused("\(whole) is not within \(range.lowerBound) to \(range.upperBound)") }
    return whole
  }

  package func array() throws(JSONRefusal) -> [JSONInput] {
    guard case .array(let values) = value else { throw wanted("an array") }
    return values.enumerated().map { JSONInput($0.element, .place(path, $0.offset)) }
  }

  /// Strings of which none stands twice.
  package func distinct() throws(JSONRefusal) -> [String] {
    var seen: Set<String> = []
    var strings: [String] = []
    for element in try array() {
      let string = try element.string()
      guard seen.insert(string).inserted else { throw element.refused("\"\(string)\" stands twice") }
      strings.append(string)
    }
    return strings
  }

  /// Members in their order, of any name.
  package func members() throws(JSONRefusal) -> [(key: String, value: JSONInput)] {
    guard case .object(let members) = value else { throw wanted("an object") }
    return members.map { ($0.key, JSONInput($0.value, .key(path, $0.key))) }
  }

  /// The member of this name; nil where there is none or it is null.
  package func member(_ name: String) throws(JSONRefusal) -> JSONInput? {
    guard let found = try members().first(where: { $0.key == name })?.value else { return nil }
    if case .null = found.value { return nil }
    return found
  }

  /// Members of these names only.
  package func fields(_ names: String...) throws(JSONRefusal) -> Fields {
    let members = try members()
    for member in members where !names.contains(member.key) {
      throw member.value.refused("no such field; there are: \(names.joined(separator: ", "))")
    }
    return Fields(input: self, members: members)
  }

  package struct Fields {
    package let input: JSONInput
    package let members: [(key: String, value: JSONInput)]

    package func optional(_ name: String) -> JSONInput? { members.first { $0.key == name }?.value }

    package func required(_ name: String) throws(JSONRefusal) -> JSONInput {
      guard let value = optional(name) else { throw input.refused("the field \"\(name)\" is missing") }
      return value
    }
  }
}
