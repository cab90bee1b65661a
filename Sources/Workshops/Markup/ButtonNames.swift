extension HTML {
  /// The name of the hidden field that says what the buttons of a form are called.
  package static let buttonNames = "does"

  private static let owner = Array("name=\"whose\"".utf8)
  private static let opening = Array("<button ".utf8)
  private static let closing = Array("</button>".utf8)
  private static let mostButtons = 8

  /// What each button of a form is called, by what it sends: `hand-in:Hand in|:Keep`. Where somebody's session ended before the form came, the
  /// page that sends it again can say what it will do. Nothing for a form that is nobody's.
  var namesOfButtons: HTML {
    guard Self.find(Self.owner, in: bytes, from: 0) != nil else { return .nothing }
    var (names, place): ([[UInt8]], Int) = ([], 0)
    while names.count < Self.mostButtons, let start = Self.find(Self.opening, in: bytes, from: place),
      let open = bytes[start...].firstIndex(of: UInt8(ascii: ">")), let end = Self.find(Self.closing, in: bytes, from: open)
    {
      place = end
      let title = bytes[(open + 1)..<end]
      // What is more than words is no name.
      guard !title.contains(UInt8(ascii: "<")), !title.contains(UInt8(ascii: "\"")) else { continue }
      let named = Self.value(of: bytes[start..<open]) + [UInt8(ascii: ":")] + title
      if !names.contains(named) { names.append(named) }
    }
    guard !names.isEmpty else { return .nothing }
    let all = HTML(bytes: Array(names.joined(separator: [UInt8(ascii: "|")])))
    return "<input type=\"hidden\" name=\"does\" value=\"\(all)\">"
  }

  /// Between the quotes of `value="…"`.
  private static func value(of tag: ArraySlice<UInt8>) -> [UInt8] {
    let tag = Array(tag)
    guard let start = find(Array(" value=\"".utf8), in: tag, from: 0) else { return [] }
    let from = start + 8
    return Array(tag[from...].prefix { $0 != UInt8(ascii: "\"") })
  }

  private static func find(_ wanted: [UInt8], in bytes: [UInt8], from: Int) -> Int? {
    guard bytes.count >= wanted.count else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      var place = from
      while place <= bytes.count - wanted.count {
        if bytes[place] == wanted[0], wanted.indices.allSatisfy({ bytes[place + $0] == wanted[$0] }) { return place }
        place += 1
      }
      return nil
    }
  }
}
