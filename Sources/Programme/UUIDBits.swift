/// The 128 bits of a UUID and its text: 32 digits in lower case, a hyphen before the ninth, 13th, 17th and 21st.
struct UUIDBits: Hashable, Comparable, Sendable {
  private let high: UInt64
  private let low: UInt64

  init(_ bytes: [UInt8]) {
    precondition(bytes.count == 16)
    high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
    low = bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Nil for any other text, capital letters included.
  init?(_ text: String) {
    var text = text
    guard let read = text.withUTF8(Self.read) else { return nil }
    (high, low) = read
  }

  var text: String {
    String(unsafeUninitializedCapacity: 36) { letters in
      var place = 0
      for digit in 0..<32 {
        if Self.isHyphen(place) {
          letters[place] = UInt8(ascii: "-")
          place += 1
        }
        let half = digit < 16 ? high : low
        let value = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * (digit & 15))) & 15
        letters[place] = value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
        place += 1
      }
      return place
    }
  }

  var bytes: [UInt8] {
    [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> UInt64(56 - 8 * $0)) } }
  }

  static func < (one: UUIDBits, other: UUIDBits) -> Bool { (one.high, one.low) < (other.high, other.low) }

  private static func read(_ letters: UnsafeBufferPointer<UInt8>) -> (high: UInt64, low: UInt64)? {
    guard letters.count == 36 else { return nil }
    var halves: (UInt64, UInt64) = (0, 0)
    var digits = 0
    for (place, letter) in letters.enumerated() {
      let value: UInt8
      switch letter {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = letter - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = letter - UInt8(ascii: "a") + 10
      case UInt8(ascii: "-"):
        guard isHyphen(place) else { return nil }
        continue
      default: return nil
      }
      guard !isHyphen(place) else { return nil }
      if digits < 16 { halves.0 = halves.0 << 4 | UInt64(value) } else { halves.1 = halves.1 << 4 | UInt64(value) }
      digits += 1
    }
    return halves
  }

  private static func isHyphen(_ place: Int) -> Bool { place == 8 || place == 13 || place == 18 || place == 23 }
}
