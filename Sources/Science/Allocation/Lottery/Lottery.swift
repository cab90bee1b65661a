/// A draw that anyone can repeat: RFC 3797 (Eastlake, 2004), from a key that nobody could know when the pool was closed.
///
/// The draw numbered `i`, from 0, hashes `i key i` with MD5, `i` in two bytes, highest first, and takes the digest modulo what
/// is left of the pool; the chosen entry leaves the pool. The RFC ends at 65,535 entries. A larger pool writes `i` in four
/// bytes, highest first, in all of its draws; this is an extension of ours.
package struct Lottery: Sendable {
  /// Sources and their order as published, such as `9319./2.5.8.10.12./9.18.26.34.41.45./`.
  package let key: String

  package init(key: String) { self.key = key }

  /// The largest pool the RFC's two-byte counter serves.
  package static let plainLimit = 65_535

  /// All entries of a pool in the order they are drawn, as places in the pool from 0.
  package func order(count: Int) -> [Int] { pick(count, of: count) }

  /// The first `wanted` entries drawn from a pool of `count`, as places in the pool from 0; `wanted` is at most `count`.
  package func pick(_ wanted: Int, of count: Int) -> [Int] {
    precondition(wanted <= count && count <= Int(UInt32.max))
    var draws = Draws(key: key, wide: count > Self.plainLimit)
    var pool = Remaining(count: count)
    var picked: [Int] = []
    picked.reserveCapacity(wanted)
    for draw in 0..<max(0, wanted) {
      let left = UInt64(count - draw)
      picked.append(pool.remove(Int(draws.digest(draw).remainder(dividingBy: left))))
    }
    return picked
  }

  /// For each entry of a pool its place in the draw, from 0: the lower number wins a tie.
  package func numbers(count: Int) -> [Int32] {
    var numbers = [Int32](repeating: 0, count: count)
    for (place, entry) in order(count: count).enumerated() { numbers[entry] = Int32(place) }
    return numbers
  }

  /// The digest of one draw of a pool of `count`, as an observer with `md5sum` gets it.
  package func digest(draw: Int, of count: Int) -> MD5 {
    var draws = Draws(key: key, wide: count > Self.plainLimit)
    return draws.digest(draw)
  }
}

/// The padded message of a draw, of which only the counter changes.
private struct Draws {
  private var message: [UInt8]
  private let width: Int
  private let suffix: Int

  init(key: String, wide: Bool) {
    width = wide ? 4 : 2
    let counter = [UInt8](repeating: 0, count: width)
    message = counter + Array(key.utf8) + counter
    suffix = message.count - width
    MD5.pad(&message, length: message.count)
  }

  mutating func digest(_ draw: Int) -> MD5 {
    for byte in 0..<width {
      let value = UInt8(truncatingIfNeeded: draw >> (8 * (width - 1 - byte)))
      message[byte] = value
      message[suffix + byte] = value
    }
    return message.withUnsafeBufferPointer { MD5(padded: $0) }
  }
}
