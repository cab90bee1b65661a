/// How far a place's clocks are ahead of UTC, in minutes.
package struct Offset: Hashable, Sendable {
  package let minutes: Int
  package init(minutes: Int) { self.minutes = minutes }

  package static let utc = Offset(minutes: 0)
  /// All of Kazakhstan since 1 March 2024.
  package static let kazakhstan = Offset(minutes: 300)
}

/// A point in time: milliseconds since 1 January 1970 UTC.
package struct Moment: Comparable, Hashable, Sendable {
  package let milliseconds: Int64
  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Nil when the clock has no such time.
  package init?(_ day: Day, hour: Int, minute: Int, in offset: Offset = .kazakhstan) {
    guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
    self = day.start(in: offset).adding(minutes: hour * 60 + minute)
  }

  /// Reads its own writing: "2026-11-15T09:05:00Z" or with milliseconds.
  package init?(_ iso: String) {
    let bytes = Array(iso.utf8)
    guard bytes.count == 20 || bytes.count == 24, bytes.last == UInt8(ascii: "Z"), bytes[10] == UInt8(ascii: "T"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let day = Day(String(decoding: bytes[0..<10], as: UTF8.self)), let hour = number(bytes[11..<13]),
      let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]), second < 60,
      let midnightPlus = Moment(day, hour: hour, minute: minute, in: .utc)
    else { return nil }
    var milliseconds = midnightPlus.milliseconds + Int64(second) * 1000
    if bytes.count == 24 {
      guard bytes[19] == UInt8(ascii: "."), let fraction = number(bytes[20..<23]) else { return nil }
      milliseconds += Int64(fraction)
    }
    self.init(milliseconds: milliseconds)
  }

  package func adding(milliseconds: Int64) -> Moment { Moment(milliseconds: self.milliseconds + milliseconds) }
  package func adding(seconds: Int) -> Moment { adding(milliseconds: Int64(seconds) * 1000) }
  package func adding(minutes: Int) -> Moment { adding(milliseconds: Int64(minutes) * 60_000) }
  package func adding(hours: Int) -> Moment { adding(milliseconds: Int64(hours) * 3_600_000) }
  package func adding(days: Int) -> Moment { adding(milliseconds: Int64(days) * 86_400_000) }

  /// The date on the clocks of a place.
  package func day(in offset: Offset = .kazakhstan) -> Day {
    Day(daysSinceEpoch: Int(floorDivided(localMilliseconds(offset), by: 86_400_000)))
  }

  /// The time of day on the clocks of a place: "14:05".
  package func clock(in offset: Offset = .kazakhstan) -> String {
    let local = localMilliseconds(offset)
    let minutes = Int((local - floorDivided(local, by: 86_400_000) * 86_400_000) / 60_000)
    return "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
  }

  /// "2026-11-15T09:05:00Z", with milliseconds when there are any.
  package var iso: String {
    let ofSecond = milliseconds - floorDivided(milliseconds, by: 1000) * 1000
    let ofMinute = Int(floorDivided(milliseconds, by: 1000) - floorDivided(milliseconds, by: 60_000) * 60)
    let fraction = ofSecond == 0 ? "" : ".\(padded(Int(ofSecond), 3))"
    return "\(day(in: .utc).iso)T\(clock(in: .utc)):\(padded(ofMinute, 2))\(fraction)Z"
  }

  package static func < (a: Moment, b: Moment) -> Bool { a.milliseconds < b.milliseconds }

  private func localMilliseconds(_ offset: Offset) -> Int64 { milliseconds + Int64(offset.minutes) * 60_000 }
}

extension Moment: Codable {
  /// Travels as its number of milliseconds.
  package init(from decoder: any Decoder) throws {
    self.init(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var box = encoder.singleValueContainer()
    try box.encode(milliseconds)
  }
}

private func floorDivided(_ value: Int64, by divisor: Int64) -> Int64 {
  value >= 0 ? value / divisor : (value - divisor + 1) / divisor
}
