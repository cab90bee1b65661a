/// A state as one line, for the row that keeps it between deliveries:
///
///     stability difficulty day held lost stumbled reviewed right at id first second variants…
///
/// in whole numbers, `-` for nil, `right` and `second` as 0 or 1, the id as 32 hexadecimal digits; apart by one space.
extension SkillState {
  package var line: String {
    let days = [memory?.day, heldSince, lostOn, stumbledOn, reviewedOn].map(Self.written)
    let memory = [Self.written(memory?.stability), Self.written(memory?.difficulty)]
    let place = [
      wasLastRight ? "1" : "0", Self.written(last?.at), last.map { hexadecimal($0.id.high) + hexadecimal($0.id.low) } ?? "-",
    ]
    let evidence = [Self.written(evidence.firstDay), evidence.hasTwoDays ? "1" : "0"] + evidence.variants
    return (memory + days + place + evidence).joined(separator: " ")
  }

  /// Nil: not a line that a state writes.
  package init?(line: String) {
    var fields = line.split(separator: " ", omittingEmptySubsequences: false)[...]
    guard fields.count >= 12 else { return nil }
    let memory = (fields.removeFirst(), fields.removeFirst())
    let days = (0..<5).map { _ in Self.day(fields.removeFirst()) }
    let place = (right: fields.removeFirst(), at: fields.removeFirst(), id: fields.removeFirst())
    self.init()
    if memory.0 != "-" {
      guard let stability = Int64(memory.0), let difficulty = Int64(memory.1), let day = days[0], let at = Int64(place.at),
        (0...Attempt.lastMoment).contains(at), let id = AttemptID(hexadecimal: place.id)
      else { return nil }
      self.memory = Memory(stability: stability, difficulty: difficulty, day: day)
      last = Stamp(at: at, id: id)
    }
    (heldSince, lostOn, stumbledOn, reviewedOn) = (days[1], days[2], days[3], days[4])
    wasLastRight = place.right == "1"
    guard let evidence = Evidence(firstDay: Self.day(fields.removeFirst()), second: fields.removeFirst(), fields.map(String.init))
    else { return nil }
    self.evidence = evidence
    // What was read is what would be written: no second spelling, and nothing that was dropped.
    guard self.line == line, !isHeld || evidence.isEnough else { return nil }
  }

  private static func written(_ number: (some BinaryInteger)?) -> String { number.map { "\($0)" } ?? "-" }

  private static func day(_ text: Substring) -> Int? { Int(text).flatMap { (0...Memory.lastDay).contains($0) ? $0 : nil } }
}

extension AttemptID {
  fileprivate init?(hexadecimal text: Substring) {
    guard text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16), let low = UInt64(text.suffix(16), radix: 16)
    else {
      return nil
    }
    self.init(high: high, low: low)
  }
}

private func hexadecimal(_ half: UInt64) -> String {
  let digits = String(half, radix: 16)
  return String(repeating: "0", count: 16 - digits.utf8.count) + digits
}
