import Glibc

/// One person's adaptive test: ask, answer, until it stops. The same seed and answers give the same test.
///
/// An item is open while its area is not full and enough turns are left for what other areas must still have; with areas that do not
/// overlap this look ahead is exact, so that a session can never run into a corner.
package struct AdaptiveSession: Sendable {
  /// Items asked and categories answered, in their order.
  package private(set) var asked: [Int] = []
  package private(set) var answers: [Int] = []
  /// Expected a posteriori, and its SD.
  package private(set) var ability: Double
  package private(set) var standardError: Double
  /// Why it ended; nil while it goes on.
  package private(set) var stop: Stop?
  /// Items that the exposure control set aside.
  package private(set) var setAside: [Int] = []

  package enum Stop: Sendable, Hashable {
    case standardError
    case longest
    case littleGain
    /// No item is left that areas allow.
    case exhausted
  }

  private let bank: AdaptiveBank
  private let plan: AdaptivePlan
  private var chance: Seeded
  private var posterior: [Double]
  /// Nodes that hold all but a millionth of it.
  private var window = 0..<AdaptiveBank.nodes
  private var counts: [Int]
  /// 1 where an item may be asked; 0 where it was, was set aside, or its area is closed.
  private var isOpen: [Float]
  private var isUsed: [Bool]
  private var pending: Int?

  package init(_ bank: AdaptiveBank, _ plan: AdaptivePlan, seed: UInt64) throws(AdaptiveFault) {
    try bank.check(plan)
    self.init(checked: bank, plan, seed: seed)
  }

  init(checked bank: AdaptiveBank, _ plan: AdaptivePlan, seed: UInt64) {
    self.bank = bank
    self.plan = plan
    chance = Seeded(seed)
    posterior = (0..<AdaptiveBank.nodes).map { node in
      let z = (AdaptiveBank.ability(node) - plan.prior.mean) / plan.prior.deviation
      return exp(-z * z / 2)
    }
    counts = [Int](repeating: 0, count: max(1, plan.areas.count))
    isOpen = [Float](repeating: 0, count: bank.columns)
    isUsed = [Bool](repeating: false, count: bank.items.count)
    for item in bank.items.indices { isOpen[item] = 1 }
    (ability, standardError) = (plan.prior.mean, plan.prior.deviation)
    integrate()
    open()
  }

  /// The item to ask; the same until it is answered, nil after the end.
  package mutating func next() -> Int? {
    if let pending { return pending }
    guard stop == nil else { return nil }
    pending = choose()
    if pending == nil { stop = .exhausted }
    return pending
  }

  /// Takes the answer to the item last asked and decides whether to go on.
  package mutating func answer(_ category: Int) throws(AdaptiveFault) {
    guard let item = pending, category >= 0, category < bank.items[item].categories else { throw .answer(category) }
    pending = nil
    asked.append(item)
    answers.append(category)
    use(item)
    let row = (bank.rows[item] + category) * AdaptiveBank.nodes
    bank.probabilities.withUnsafeBufferPointer { probabilities in
      posterior.withUnsafeMutableBufferPointer { posterior in
        for node in 0..<AdaptiveBank.nodes { posterior[node] *= probabilities[row + node] }
      }
    }
    integrate()
    let area = plan.areas.isEmpty ? 0 : bank.areas[item]
    counts[area] += 1
    open()
    stop = reason()
  }

  private func reason() -> Stop? {
    if asked.count >= plan.longest { return .longest }
    guard asked.count >= plan.shortest, need == 0 else { return nil }
    if let goal = plan.standardError, standardError <= goal { return .standardError }
    guard let least = plan.leastGain else { return nil }
    let best = Double(scores().max() ?? 0)
    guard best > 0 else { return .exhausted }
    let predicted = 1 / (1 / (standardError * standardError) + best).squareRoot()
    return standardError - predicted < least ? .littleGain : nil
  }

  /// Items that areas must still have.
  private var need: Int { zip(plan.areas, counts).reduce(0) { $0 + max(0, $1.0.least - $1.1) } }

  private mutating func use(_ item: Int) {
    isUsed[item] = true
    isOpen[item] = 0
  }

  /// Opens and closes areas: full ones, and those that need nothing when every turn left is needed elsewhere.
  private mutating func open() {
    guard !plan.areas.isEmpty else { return }
    let turns = plan.longest - asked.count
    let isTight = turns <= need
    for item in bank.items.indices where !isUsed[item] {
      let area = bank.areas[item]
      let bounds = plan.areas[area]
      isOpen[item] = counts[area] < bounds.most && (!isTight || counts[area] < bounds.least) ? 1 : 0
    }
    for item in setAside { isOpen[item] = 0 }
  }

  private mutating func integrate() {
    var (sum, first, second) = (0.0, 0.0, 0.0)
    for node in 0..<AdaptiveBank.nodes {
      let theta = AdaptiveBank.ability(node)
      sum += posterior[node]
      first += posterior[node] * theta
      second += posterior[node] * theta * theta
    }
    guard sum > 0 else { return }
    let scale = 1 / sum
    for node in 0..<AdaptiveBank.nodes { posterior[node] *= scale }
    ability = first * scale
    standardError = max(0, second * scale - ability * ability).squareRoot()
    var (low, high) = (0, AdaptiveBank.nodes - 1)
    while posterior[low] < 1e-7, low < high { low += 1 }
    while posterior[high] < 1e-7, high > low { high -= 1 }
    window = low..<high + 1
  }
}

extension AdaptiveSession {
  private mutating func choose() -> Int? {
    let scores = scores()
    switch plan.exposure {
    case .none: return best(scores)
    case .randomesque(let count):
      let top = top(scores, count)
      return top.isEmpty ? nil : top[chance.below(top.count)]
    case .sympsonHetter(let chances):
      var scores = scores
      while let item = best(scores) {
        if chance.uniform() < chances[item] { return item }
        scores[item] = 0
        setAside.append(item)
        isOpen[item] = 0
      }
      // Everything open was set aside: the first of these, rather than a test that cannot be filled.
      for item in setAside { isOpen[item] = 1 }
      setAside = []
      open()
      return best(self.scores())
    }
  }

  /// What each open item is worth; 0 for the others.
  private func scores() -> [Float] {
    [Float](unsafeUninitializedCapacity: bank.columns) { scores, count in
      guard let to = UnsafeMutableRawPointer(scores.baseAddress) else { return }
      bank.information.withUnsafeBytes { information in
        isOpen.withUnsafeBytes { isOpen in
          for at in stride(from: 0, to: bank.columns * 4, by: 32) {
            let sum = worth(information, at) * isOpen.loadUnaligned(fromByteOffset: at, as: SIMD8<Float>.self)
            to.storeBytes(of: sum, toByteOffset: at, as: SIMD8<Float>.self)
          }
        }
      }
      count = bank.columns
    }
  }

  /// Of the eight items from byte `at` of a row on.
  @inline(__always)
  private func worth(_ information: UnsafeRawBufferPointer, _ at: Int) -> SIMD8<Float> {
    let stride = bank.columns &* 4
    func row(_ node: Int) -> SIMD8<Float> {
      information.loadUnaligned(fromByteOffset: node &* stride &+ at, as: SIMD8<Float>.self)
    }
    guard plan.criterion == .weightedInformation else {
      let place = min(max(0, (ability - AdaptiveBank.first) / AdaptiveBank.spacing), Double(AdaptiveBank.nodes - 2))
      let share = Float(place - place.rounded(.down))
      return row(Int(place)) * (1 - share) + row(Int(place) + 1) * share
    }
    var sum = SIMD8<Float>.zero
    for node in window { sum += row(node) * Float(posterior[node]) }
    return sum
  }

  /// The first of the highest; an open item that tells nothing still counts.
  private func best(_ scores: [Float]) -> Int? {
    var lanes = SIMD8<Float>(repeating: -1)
    scores.withUnsafeBytes { bytes in
      for at in stride(from: 0, to: scores.count * 4, by: 32) {
        let values = bytes.loadUnaligned(fromByteOffset: at, as: SIMD8<Float>.self)
        lanes.replace(with: values, where: values .> lanes)
      }
    }
    let highest = lanes.max()
    guard highest > 0 else { return bank.items.indices.first { isOpen[$0] > 0 } }
    return scores.firstIndex(of: highest)
  }

  /// The best `count`, best first.
  private func top(_ scores: [Float], _ count: Int) -> [Int] {
    var top: [Int] = []
    var bar: Float = -1
    for item in bank.items.indices where scores[item] > bar && isOpen[item] > 0 {
      let at = top.firstIndex { scores[$0] < scores[item] } ?? top.count
      top.insert(item, at: at)
      if top.count > count { top.removeLast() }
      if top.count == count { bar = scores[top[count - 1]] }
    }
    return top
  }
}
