/// A value together with where it stands, so that every refusal can say it.
struct Input {
  let value: JSON
  let path: Path

  init(_ value: JSON, _ path: Path = .root) {
    self.value = value
    self.path = path
  }

  /// `$.students.s1[0]`
  indirect enum Path {
    case root
    case key(Path, String)
    case place(Path, Int)

    var text: String {
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

  func refused(_ reason: String) -> Refused { Refused(at: path.text, reason: reason) }

  private func wanted(_ what: String) -> Refused { refused("\(what) is wanted, not \(value.kind)") }
}

extension Input {
  func string() throws(Refused) -> String {
    guard case .string(let string) = value else { throw wanted("a string") }
    return string
  }

  func bool() throws(Refused) -> Bool {
    guard case .bool(let bool) = value else { throw wanted("a boolean") }
    return bool
  }

  func number(in range: ClosedRange<Double>) throws(Refused) -> Double {
    guard case .number(let number) = value else { throw wanted("a number") }
    guard range.contains(number) else { throw refused("not within \(range.lowerBound) to \(range.upperBound)") }
    return number
  }

  func whole(in range: ClosedRange<Int>) throws(Refused) -> Int {
    guard case .number(let number) = value else { throw wanted("a whole number") }
    guard let whole = Int(exactly: number) else { throw refused("a whole number is wanted") }
    guard range.contains(whole) else { throw refused("\(whole) is not within \(range.lowerBound) to \(range.upperBound)") }
    return whole
  }

  func array() throws(Refused) -> [Input] {
    guard case .array(let values) = value else { throw wanted("an array") }
    return values.enumerated().map { Input($0.element, .place(path, $0.offset)) }
  }

  /// Strings of which none stands twice.
  func distinct() throws(Refused) -> [String] {
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
  func members() throws(Refused) -> [(key: String, value: Input)] {
    guard case .object(let members) = value else { throw wanted("an object") }
    return members.map { ($0.key, Input($0.value, .key(path, $0.key))) }
  }

  /// The member of this name; nil where there is none or it is null.
  func member(_ name: String) throws(Refused) -> Input? {
    guard let found = try members().first(where: { $0.key == name })?.value else { return nil }
    if case .null = found.value { return nil }
    return found
  }

  /// Members of these names only.
  func fields(_ names: String...) throws(Refused) -> Fields {
    let members = try members()
    for member in members where !names.contains(member.key) {
      throw member.value.refused("no such field; there are: \(names.joined(separator: ", "))")
    }
    return Fields(input: self, members: members)
  }

  struct Fields {
    let input: Input
    let members: [(key: String, value: Input)]

    func optional(_ name: String) -> Input? { members.first { $0.key == name }?.value }

    func required(_ name: String) throws(Refused) -> Input {
      guard let value = optional(name) else { throw input.refused("the field \"\(name)\" is missing") }
      return value
    }
  }
}
