/// What the rules need of the candidates, by number instead of by name.
struct Ground {
  /// Bit j: she has the j-th protected attribute of the policy.
  let has: [UInt32]
  /// For each cap and candidate the group she counts in; −1: none.
  let groups: [[Int32]]
  /// How many groups each cap has.
  let groupCounts: [Int]

  /// Throws where a column the policy names is missing.
  init(_ policy: Policy, _ candidates: Candidates) throws(CandidatesFault) {
    var has = [UInt32](repeating: 0, count: candidates.count)
    for (bit, attribute) in policy.attributes.enumerated() {
      guard let flags = candidates.attributes[attribute] else { throw .missing(attribute) }
      for row in 0..<candidates.count where flags[row] { has[row] |= 1 << UInt32(bit) }
    }
    self.has = has
    var groups: [[Int32]] = []
    var counts: [Int] = []
    for cap in policy.caps {
      guard let labels = candidates.columns[cap.column] else { throw .missing(cap.column) }
      groups.append(labels.of)
      counts.append(labels.names.count)
    }
    self.groups = groups
    groupCounts = counts
  }
}

/// How many of each group hold a place, against the caps.
struct CapCounts {
  private let ground: Ground
  private let limits: [Int]
  private var counts: [[Int32]]

  init(_ ground: Ground, _ caps: [Policy.Cap], held: some Sequence<Int32> = EmptyCollection<Int32>()) {
    self.ground = ground
    limits = caps.map(\.places)
    counts = ground.groupCounts.map { [Int32](repeating: 0, count: $0) }
    for row in held { add(row) }
  }

  /// The first cap that is full for her; nil: none.
  func full(for row: Int32) -> Int? {
    for cap in limits.indices {
      let group = ground.groups[cap][Int(row)]
      if group >= 0, Int(counts[cap][Int(group)]) >= limits[cap] { return cap }
    }
    return nil
  }

  mutating func add(_ row: Int32) {
    for cap in limits.indices {
      let group = ground.groups[cap][Int(row)]
      if group >= 0 { counts[cap][Int(group)] += 1 }
    }
  }

  mutating func clear() {
    for cap in counts.indices {
      for group in counts[cap].indices { counts[cap][group] = 0 }
    }
  }
}
