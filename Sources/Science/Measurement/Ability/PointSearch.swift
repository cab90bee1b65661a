/// Abilities by Newton's method kept within brackets, 64 persons abreast.
struct PointSearch {
  private let items: [Item]
  private let group: AbilityDistribution
  private let target: PointTarget
  private let lattice: HeightLattice
  private let bound: Double
  private let isWeighted: Bool
  /// Whether likelihood can have several peaks.
  private let hasPeaks: Bool
  private var conventional: ConventionalAbilities?

  private let reader: RowReader
  private let tile: AnswerTile
  private let sums: TileSums
  private let heights = HeightLattice.scratch()
  private let informations = HeightLattice.scratch()
  private var brackets = [Bracket](repeating: Bracket(), count: AnswerTile.width)

  /// Where the root of one person lies, and the last step towards it.
  private struct Bracket {
    var low = 0.0
    var high = 0.0
    /// Whether the ends are such as where nobody has looked.
    var isLowOpen = true
    var isHighOpen = true
    var isDone = true
    var step = Double.infinity
    var last: (ability: Double, value: Double, information: Double)?
    /// Where the search ended, if it is known without a look there.
    var information: Double?
  }

  init(_ codes: AnswerCodes, _ items: [Item], _ group: AbilityDistribution, _ target: PointTarget, _ lattice: HeightLattice) {
    reader = RowReader(codes)
    self.items = codes.items.map { items[$0] }
    self.group = group
    self.target = target
    self.lattice = lattice
    bound = target.bound(items)
    isWeighted = if case .weighted = target { true } else { false }
    hasPeaks = self.items.contains { $0.curve == .guessing && $0.guessing > 0 }
    if case .likelihood(let extremes) = target { conventional = ConventionalAbilities(codes, items, extremes) }
    tile = AnswerTile(items: self.items.count)
    sums = TileSums(self.items)
  }

  /// Writes ability and standard error of some rows, in tiles.
  mutating func write(_ rows: ArraySlice<Int>, _ abilities: UnsafeMutablePointer<Double>, _ errors: UnsafeMutablePointer<Double>)
  {
    for first in stride(from: rows.startIndex, to: rows.endIndex, by: AnswerTile.width) {
      let own = rows[first..<min(first + AnswerTile.width, rows.endIndex)]
      tile.fill(own.count) { reader.read(own[first + $0], into: $1) }
      for (at, row) in own.enumerated() { begin(at, row) }
      search(own.count)
      let isKnown = brackets[..<own.count].allSatisfy { $0.information != nil }
      if !isKnown { sums.take(tile, items, withInformation: true) }
      for (at, row) in own.enumerated() {
        abilities[row] = sums.abilities.at[at]
        errors[row] = target.error(isKnown ? brackets[at].information ?? 0 : sums[at].information, group)
      }
    }
  }

  private mutating func begin(_ at: Int, _ row: Int) {
    brackets[at] = Bracket(low: -bound, high: bound, isDone: false)
    if let ability = conventional?.ability(of: row) {
      sums.abilities.at[at] = ability
      brackets[at].isDone = true
      return
    }
    let peak = lattice.peak(of: row, heights, informations)
    sums.abilities.at[at] = peak.middle
    if hasPeaks { (brackets[at].low, brackets[at].high) = (peak.low, peak.high) }
  }

  private mutating func search(_ count: Int) {
    var turn = 0
    while turn < 200, brackets[..<count].contains(where: { !$0.isDone }) {
      sums.take(tile, items, withInformation: isWeighted)
      for at in 0..<count where !brackets[at].isDone { step(at) }
      turn += 1
    }
  }

  private mutating func step(_ at: Int) {
    let ability = sums.abilities.at[at]
    let information = sums[at].information
    var (value, derivative) = target.slope(sums[at], at: ability, group)
    var own = brackets[at]
    if isWeighted, let last = own.last, abs(ability - last.ability) > 1e-9 {
      // The derivative at hand is not quite that of weighted likelihood; between two points it is as it is.
      let secant = (value - last.value) / (ability - last.ability)
      if secant < 0 { derivative = secant }
    }
    let isBeyond = value > 0 ? own.isHighOpen && ability == own.high : value < 0 && own.isLowOpen && ability == own.low
    if value > 0 { (own.low, own.isLowOpen) = (ability, false) } else { (own.high, own.isHighOpen) = (ability, false) }
    var next = derivative < 0 ? ability - value / derivative : .infinity
    let isNewton = abs(next - ability) <= 2 && next >= own.low && next <= own.high
    if isBeyond {
      next = ability
    } else if !isNewton {
      // The root may be outside: a look at the end tells.
      let isOpen = value > 0 ? own.isHighOpen : own.isLowOpen
      next = isOpen ? (value > 0 ? own.high : own.low) : (own.low + own.high) / 2
    }
    let step = abs(next - ability)
    // One step more would be about the square of this one; between two points, its product with the last.
    let more = isNewton && step < 1e-2 * own.step ? step * (isWeighted ? min(1, own.step) : step) : step
    own.isDone = isBeyond || more < 1e-13 * max(1, abs(ability))
    if own.isDone, isWeighted {
      let change = own.last.map { (information - $0.information) / (ability - $0.ability) } ?? 0
      own.information = information + (change.isFinite ? change * (next - ability) : 0)
    }
    own.last = (ability, value, information)
    own.step = step
    sums.abilities.at[at] = next
    brackets[at] = own
  }
}
