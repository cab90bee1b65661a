/// What a unit measures, as powers of m, kg, s, A, K, mol, cd and bit. Plane angle is a number, as in the SI Brochure (BIPM 2019, 9th
/// edition, table 4): rad is 1, so that rad/s and 1/s are one kind.
struct Dimension: Sendable, Hashable {
  private static let bases = ["m", "kg", "s", "A", "K", "mol", "cd", "bit"]

  private var powers = SIMD8<Int32>()

  static let number = Dimension()

  private init() {}

  /// As units.csv writes it: `m kg s-2`; empty: a number.
  init?(_ text: some StringProtocol) {
    for part in text.split(separator: " ") {
      let base = part.prefix { $0.isLetter }
      let power = part.dropFirst(base.count)
      guard let place = Self.bases.firstIndex(of: String(base)), let size = power.isEmpty ? 1 : Int32(power),
        (-9...9).contains(size)
      else { return nil }
      powers[place] = size
    }
  }

  /// Of a product with a power of another unit; powers are at most 9 and factors few, so nothing overflows.
  func times(_ other: Dimension, _ power: Int) -> Dimension {
    var product = self
    product.powers &+= other.powers &* Int32(clamping: power)
    return product
  }
}
