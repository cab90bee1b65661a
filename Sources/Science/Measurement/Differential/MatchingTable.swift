/// How many of each group with each score on the anchor answered each item, and rightly: all that methods which match by score need.
///
/// One pass over the bits. Rights are counted 64 items at a time in eight words of eight byte-sized counters, emptied before they overflow.
struct MatchingTable {
  let items: Int
  let groups: Int
  /// Scores 0…anchor items.
  let scores: Int
  let isAnchor: [Bool]
  /// At (score · groups + group) · items + item.
  private var rights: [Int32]
  private var answers: [Int32]

  /// `groups`: which group of the responses is number 0, 1, …; persons of others are left aside.
  init(_ responses: Responses, anchor: [Int], groups: [Int]) {
    items = responses.items
    self.groups = groups.count
    scores = anchor.count + 1
    var isAnchor = [Bool](repeating: false, count: responses.items)
    for item in anchor { isAnchor[item] = true }
    self.isAnchor = isAnchor
    var number = [Int32](repeating: -1, count: responses.groupCount)
    for (at, group) in groups.enumerated() { number[group] = Int32(at) }
    let size = scores * groups.count * items
    let blocks = 8
    rights = []
    answers = []
    guard case .bits(let bits, let answered) = responses.storage else { return }
    let sums = (0..<blocks).map { _ in Counters(cells: scores * groups.count, items: items, withAnswers: !answered.isEmpty) }
    let counter = RowCounter(items: items, isAnchor: isAnchor, groups: groups.count)
    inBlocks(responses.persons, blocks: blocks) { block, range in
      bits.withUnsafeBytes { bits in
        answered.withUnsafeBytes { answered in
          for person in range {
            let group = number[responses.group(person)]
            guard group >= 0 else { continue }
            counter.add(person, Int(group), bits, answered, to: sums[block])
          }
        }
      }
      sums[block].flushAll()
    }
    rights = [Int32](repeating: 0, count: size)
    answers = rights
    for sum in sums {
      for at in 0..<size {
        rights[at] += sum.rights[at]
        answers[at] += sum.withAnswers ? sum.answers[at] : sum.persons[at / items]
      }
    }
  }

  /// Rights and answers of one item by score and group. A person's score includes the item itself.
  func strata(_ item: Int) -> Strata {
    let levels = isAnchor[item] ? scores : scores + 1
    var strata = Strata(groups: groups, rights: [Double](repeating: 0, count: levels * groups), totals: [])
    strata.totals = strata.rights
    for score in 0..<scores {
      for group in 0..<groups {
        let at = (score * groups + group) * items + item
        let (right, all) = (Double(rights[at]), Double(answers[at]))
        let own = score * groups + group
        let above = isAnchor[item] ? own : own + groups
        strata.rights[above] += right
        strata.totals[above] += right
        strata.totals[own] += all - right
      }
    }
    return strata
  }

  /// By score, then group.
  struct Strata {
    let groups: Int
    var rights: [Double]
    var totals: [Double]
    var levels: Int { rights.count / groups }
    var persons: Double { totals.reduce(0, +) }

    /// Throws where everyone who was compared answered alike.
    func check(_ item: Int) throws(DifferentialFault) {
      let right = rights.reduce(0, +)
      guard right > 0, right < persons else { throw .constant(item: item) }
    }
  }
}

/// What one block of persons adds up to.
private final class Counters {
  let items: Int
  let chunks: Int
  let withAnswers: Bool
  var rights: [Int32]
  var answers: [Int32]
  var persons: [Int32]
  /// By cell: the byte counters of rights and, behind them, of answers.
  private var bytes: [UInt64]
  private var pending: [UInt8]
  private let width: Int

  init(cells: Int, items: Int, withAnswers: Bool) {
    self.items = items
    self.withAnswers = withAnswers
    chunks = (items + 63) / 64
    width = chunks * 8 * (withAnswers ? 2 : 1)
    rights = [Int32](repeating: 0, count: cells * items)
    answers = withAnswers ? rights : []
    persons = [Int32](repeating: 0, count: cells)
    bytes = [UInt64](repeating: 0, count: cells * width)
    pending = [UInt8](repeating: 0, count: cells)
  }

  @inline(__always)
  func add(_ word: UInt64, to cell: Int, chunk: Int) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    bytes.withUnsafeMutableBufferPointer { bytes in
      let start = cell &* width &+ chunk &* 8
      for bit in 0..<8 { bytes[start &+ bit] &+= (word &>> UInt64(bit)) & ones }
    }
  }

  @inline(__always)
  func count(_ cell: Int) {
    persons[cell] &+= 1
    pending[cell] &+= 1
    if pending[cell] == 255 { flush(cell) }
  }

  func flushAll() { for cell in pending.indices where pending[cell] > 0 { flush(cell) } }

  private func flush(_ cell: Int) {
    for item in 0..<items {
      let place = cell * width + item / 64 * 8 + item % 8
      let shift = UInt64(item % 64 / 8 * 8)
      rights[cell * items + item] += Int32(bytes[place] >> shift & 0xff)
      if withAnswers { answers[cell * items + item] += Int32(bytes[place + chunks * 8] >> shift & 0xff) }
    }
    for at in 0..<width { bytes[cell * width + at] = 0 }
    pending[cell] = 0
  }
}

/// Reads a person's bits.
private struct RowCounter {
  private let chunks: Int
  private let rowBytes: Int
  private let groups: Int
  private let anchors: [UInt64]

  init(items: Int, isAnchor: [Bool], groups: Int) {
    chunks = (items + 63) / 64
    rowBytes = (items + 7) / 8
    self.groups = groups
    var anchors = [UInt64](repeating: 0, count: (items + 63) / 64)
    for item in 0..<items where isAnchor[item] { anchors[item / 64] |= 1 << UInt64(item % 64) }
    self.anchors = anchors
  }

  @inline(__always)
  func add(
    _ person: Int, _ group: Int, _ bits: UnsafeRawBufferPointer, _ answered: UnsafeRawBufferPointer, to counters: Counters
  ) {
    let start = person &* rowBytes
    var score = 0
    for chunk in 0..<chunks { score &+= (word(bits, start, chunk) & anchors[chunk]).nonzeroBitCount }
    let cell = score &* groups &+ group
    for chunk in 0..<chunks {
      counters.add(word(bits, start, chunk), to: cell, chunk: chunk)
      if counters.withAnswers { counters.add(word(answered, start, chunk), to: cell, chunk: chunks &+ chunk) }
    }
    counters.count(cell)
  }

  /// 64 bits of a row, without those of the next.
  @inline(__always)
  private func word(_ bits: UnsafeRawBufferPointer, _ start: Int, _ chunk: Int) -> UInt64 {
    let from = start &+ chunk &* 8
    let length = min(8, rowBytes &- chunk &* 8)
    if from &+ 8 <= bits.count {
      let word = UInt64(littleEndian: bits.loadUnaligned(fromByteOffset: from, as: UInt64.self))
      return length == 8 ? word : word & ((1 &<< UInt64(8 &* length)) &- 1)
    }
    var word: UInt64 = 0
    for at in 0..<length { word |= UInt64(bits[from &+ at]) &<< UInt64(8 &* at) }
    return word
  }
}
