/// The size of a unit in SI units: top / bottom · 10^ten. Powers of ten are kept apart, so that prefixes cost no rounding.
struct Scale: Sendable, Hashable {
  static let one = Scale(top: 1, bottom: 1, ten: 0)

  private(set) var top: Double
  private(set) var bottom: Double
  private(set) var ten: Int

  /// Powers are -9 to 9.
  mutating func multiply(by symbol: Symbol, _ power: Int) {
    ten += symbol.ten * power
    for _ in 0..<abs(power) {
      top *= power > 0 ? symbol.measure.times : symbol.measure.over
      bottom *= power > 0 ? symbol.measure.over : symbol.measure.times
    }
  }

  /// The number in another unit of the same kind: the mark is moved, then it is multiplied, then divided. Nil: outside what doubles hold.
  func value(of number: WrittenNumber, in other: Scale) -> Double? {
    guard let moved = number.value(shiftedBy: ten - other.ten) else { return nil }
    let above = top * other.bottom
    let below = bottom * other.top
    let value = above == below ? moved : moved * above / below
    return value.isFinite ? value : nil
  }
}
