import Allocation

/// Text that grows by pieces, as bytes.
package struct PublishedText {
  package private(set) var bytes: [UInt8] = []

  package init(capacity: Int) { bytes.reserveCapacity(capacity) }

  package mutating func add(_ text: String) { bytes += text.utf8 }
  package mutating func add(_ more: [UInt8]) { bytes += more }
  package mutating func addComma() { bytes.append(UInt8(ascii: ",")) }
  package mutating func add(_ number: Int) { add("\(number)") }
  /// The shortest text that reads back as the same number.
  package mutating func add(_ number: Double) {
    add(number == number.rounded() && number.magnitude < 1e15 ? "\(Int64(number))" : "\(number)")
  }

  /// A whole number of units of 10^−decimals.
  package mutating func add(fixed: Int64, decimals: Int) {
    guard decimals > 0 else { return add("\(fixed)") }
    let scale = Int64(power(decimals))
    if fixed < 0 { bytes.append(UInt8(ascii: "-")) }
    add("\(fixed.magnitude / UInt64(scale))")
    bytes.append(UInt8(ascii: "."))
    let rest = "\(fixed.magnitude % UInt64(scale))"
    for _ in 0..<(decimals - rest.utf8.count) { bytes.append(UInt8(ascii: "0")) }
    add(rest)
  }

  package mutating func addCell(_ text: String) {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13 || $0 == 0x20 })
    else {
      return add(text)
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
