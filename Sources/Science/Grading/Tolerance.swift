/// How far an answer may lie from the value asked for.
package enum Tolerance: Sendable, Hashable {
  /// In the unit asked for, 0 or more.
  case absolute(Double)
  /// A share of the value: 0.01 is one per cent.
  case relative(Double)
  /// Half a unit of the value's last significant digit, if it is written with so many, 1 to 15; of 0, nothing.
  case digits(Int)

  /// What lies beyond the limit by less than this share of it lies inside: 9.805 is 0.005 away from 9.8, though not as doubles.
  package static let margin = 1e-9

  /// The distance allowed from the value, without the margin; not a number where the tolerance is none.
  package func limit(_ value: Double) -> Double {
    switch self {
    case .absolute(let distance): distance
    case .relative(let share): share * abs(value)
    case .digits(let count): Self.halfUnit(value, count)
    }
  }

  /// Operations in this order, each rounded: both engines come to the same bits.
  func holds(_ answer: Double, _ value: Double) -> Bool {
    let limit = limit(value)
    let distance = abs(answer - value)
    return distance <= limit + limit * Self.margin
  }

  private static func halfUnit(_ value: Double, _ count: Int) -> Double {
    guard value.isFinite, value != 0, (1...15).contains(count) else { return value == 0 ? 0 : .nan }
    return Double("5e\(leadingPlace(value) - count)") ?? .nan
  }

  /// Of the first significant digit, as a power of ten: 0 of 9.8, -3 of 0.0012. Taken from the shortest digits that are read back as the
  /// same double, which both engines print; a logarithm could differ in its last bit.
  static func leadingPlace(_ value: Double) -> Int {
    let text = abs(value).description
    let parts = text.split(separator: "e")
    let exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
    let whole = parts[0].prefix { $0 != "." }
    if whole != "0" { return exponent + whole.utf8.count - 1 }
    let zeros = parts[0].dropFirst(2).prefix { $0 == "0" }
    return exponent - zeros.utf8.count - 1
  }
}
