/// Persons of one group whose likelihood is added up in one way: all who answered the same items, or the rest of a group.
struct Cohort: Sendable {
  enum Method: Sendable {
    /// Any curves and any missing answers.
    case tables
    /// Partial-credit curves: a person's likelihood depends on the sum of slope x answer.
    case sufficient
    /// Partial-credit curves of one slope: on the sum of answers.
    case scores
  }

  let group: Int
  let method: Method
  /// Numbers of the persons; nil for all.
  let persons: [Int32]?
  let codes: AnswerCodes
}

/// Persons who answered the same items.
struct Booklet: Sendable {
  let group: Int
  let items: [Int]
  let persons: [Int32]
}

extension Responses {
  /// Persons by group and by the items they answered, in order of first appearance. Whoever answered nothing is in none.
  func booklets() -> [Booklet] {
    if isComplete, groupCount == 1 { return [Booklet(group: 0, items: Array(0..<items), persons: Array(0..<Int32(persons)))] }
    var place: [Key: Int] = [:]
    var members: [[Int32]] = []
    var answered: [[Int]] = []
    var groups: [Int] = []
    var row = [UInt8](repeating: 0, count: items)
    for person in 0..<persons {
      let group = group(person)
      var key = Key(group: group)
      if !isComplete {
        row.withUnsafeMutableBufferPointer { read(person, into: $0) }
        for item in 0..<items { key.add(row[item] == Self.missing ? 0 : 1) }
      }
      if let at = place[key] {
        if at >= 0 { members[at].append(Int32(person)) }
        continue
      }
      let items = isComplete ? Array(0..<items) : (0..<items).filter { row[$0] != Self.missing }
      place[key] = items.isEmpty ? -1 : members.count
      guard !items.isEmpty else { continue }
      members.append([Int32(person)])
      answered.append(items)
      groups.append(group)
    }
    return members.indices.map { Booklet(group: groups[$0], items: answered[$0], persons: members[$0]) }
  }

  /// A group with a pattern of answered items, as 128 bits of hash: a collision among a million patterns has odds of 1e-26.
  private struct Key: Hashable {
    var first: UInt64 = 0x9e37_79b9_7f4a_7c15
    var second: UInt64 = 0xc2b2_ae3d_27d4_eb4f

    init(group: Int) {
      add(UInt64(group) &+ 2)
    }

    mutating func add(_ value: UInt64) {
      first = (first ^ value) &* 0x9fb2_1c65_1e98_df25
      first ^= first >> 35
      second = (second ^ (value &+ 0x1234_5678)) &* 0xbf58_476d_1ce4_e5b9
      second ^= second >> 29
    }
  }
}
