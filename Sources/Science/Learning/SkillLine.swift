/// A state as one line, for the row that keeps it between deliveries:
///
///     stability difficulty day held lost stumbled reviewed right at id first second variants…
///
/// in whole numbers, `-` for nil, `right` and `second` as 0 or 1, the id as 32 hexadecimal digits; apart by one space. Written and read by
/// bytes: a page of hers reads sixty of them.
extension SkillState {
  package var line: String {
    var line = LineWriter()
    for number in [memory?.stability, memory?.difficulty] { line.write(number) }
    for day in [memory?.day, heldSince, lostOn, stumbledOn, reviewedOn] { line.write(day.map(Int64.init)) }
    line.write(wasLastRight ? 1 : 0)
    line.write(last?.at)
    line.write(last?.id)
    line.write(evidence.firstDay.map(Int64.init))
    line.write(evidence.hasTwoDays ? 1 : 0)
    for variant in evidence.variants { line.write(variant) }
    return line.text
  }

  /// Nil: not a line that a state writes. No number has a second spelling, so what is read is written as it was.
  package init?(line: String) {
    var line = line
    guard let state = line.withUTF8(SkillState.read) else { return nil }
    self = state
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> SkillState? {
    var line = LineReader(bytes)
    var state = SkillState()
    guard let stability = line.number(), let difficulty = line.number(), let day = line.day(), let held = line.day(),
      let lost = line.day(), let stumbled = line.day(), let reviewed = line.day(), let right = line.flag(),
      let at = line.number(),
      let id = line.id(), let firstDay = line.day(), let second = line.flag(), let variants = line.keys(atMost: Evidence.wanted),
      let evidence = Evidence(firstDay: firstDay, hasTwoDays: second, variants), held == nil || evidence.isEnough
    else { return nil }
    switch (stability, difficulty, day, at, id) {
    case (nil, nil, nil, nil, nil):
      guard held == nil, lost == nil, stumbled == nil, reviewed == nil, !right, firstDay == nil else { return nil }
    case (let stability?, let difficulty?, let day?, let at?, let id?):
      guard let memory = Memory(stability: stability, difficulty: difficulty, day: day), at <= Attempt.lastMoment else {
        return nil
      }
      state.memory = memory
      state.last = Stamp(at: at, id: id)
    default: return nil
    }
    (state.heldSince, state.lostOn, state.stumbledOn, state.reviewedOn) = (held, lost, stumbled, reviewed)
    (state.wasLastRight, state.evidence) = (right, evidence)
    return state
  }
}

private struct LineWriter {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(200) }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func write(_ number: Int64?) { write(number.map { "\($0)" } ?? "-") }

  mutating func write(_ id: AttemptID?) {
    guard let id else { return write("-") }
    separate()
    for half in [id.high, id.low] {
      for place in 0..<16 {
        let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * place)) & 15
        bytes.append(digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
      }
    }
  }

  mutating func write(_ text: String) {
    separate()
    bytes += text.utf8
  }

  private mutating func separate() { if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) } }
}

/// Each verb takes the next field. Nil: the line is broken; `.some(nil)`: a nil was written.
private struct LineReader {
  private var rest: Slice<UnsafeBufferPointer<UInt8>>?

  init(_ bytes: UnsafeBufferPointer<UInt8>) { rest = bytes[...] }

  private mutating func field() -> Slice<UnsafeBufferPointer<UInt8>>? {
    guard let line = rest else { return nil }
    guard let end = line.firstIndex(of: UInt8(ascii: " ")) else {
      rest = nil
      return line
    }
    rest = line[(end + 1)...]
    return line[..<end]
  }

  private static func isNothing(_ field: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    field.count == 1 && field.first == UInt8(ascii: "-")
  }

  /// 0 and up, of at most 18 digits.
  mutating func number() -> Int64?? {
    guard let field = field(), (1...18).contains(field.count) else { return nil }
    if Self.isNothing(field) { return .some(nil) }
    guard field.count == 1 || field.first != UInt8(ascii: "0") else { return nil }
    var number: Int64 = 0
    for byte in field {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    return number
  }

  mutating func day() -> Int?? {
    guard let number = number() else { return nil }
    guard let number else { return .some(nil) }
    guard number <= Memory.lastDay else { return nil }
    return Int(number)
  }

  mutating func flag() -> Bool? {
    guard let number = number(), let number, number <= 1 else { return nil }
    return number == 1
  }

  mutating func id() -> AttemptID?? {
    guard let field = field() else { return nil }
    if Self.isNothing(field) { return .some(nil) }
    guard field.count == 32 else { return nil }
    var halves: (high: UInt64, low: UInt64) = (0, 0)
    for (place, byte) in field.enumerated() {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      default: return nil
      }
      if place < 16 { halves.high = halves.high << 4 | UInt64(digit) } else { halves.low = halves.low << 4 | UInt64(digit) }
    }
    return AttemptID(high: halves.high, low: halves.low)
  }

  /// All that is left.
  mutating func keys(atMost limit: Int) -> [String]? {
    var keys: [String] = []
    while let field = field() {
      guard keys.count < limit else { return nil }
      keys.append(String(decoding: field, as: UTF8.self))
    }
    return keys
  }
}
