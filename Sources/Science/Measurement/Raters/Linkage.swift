/// Whether the design lets every measure be compared with every other of its facet.
///
/// Two conditions, both exact. Candidates and raters must be one connected graph (union-find); and the additive model
/// candidate - rater - criterion - task must have no more free constants than its facets do: on a spanning tree of that graph every
/// value is the root's plus whole multiples of criteria and tasks, each rating off the tree is one equation between these, and their
/// rank (modulo a prime) is counted. Connecting all three facets by union-find alone, as is common, overlooks raters nested in criteria.
package struct Linkage: Sendable, Hashable {
  /// Candidates and raters that can be compared with each other and with nobody else.
  package struct Group: Sendable, Hashable {
    package let candidates: [Int]
    package let raters: [Int]
    package let criteria: [Int]

    package init(candidates: [Int], raters: [Int], criteria: [Int]) {
      self.candidates = candidates
      self.raters = raters
      self.criteria = criteria
    }
  }

  /// The connected groups, in the order of their first candidates; one where all is well.
  package let groups: [Group]
  /// Criteria, and tasks, in classes whose differences the ratings determine; one class each where all is well.
  package let criterionClasses: [[Int]]
  package let taskClasses: [[Int]]

  package var isConnected: Bool { groups.count == 1 && criterionClasses.count == 1 && taskClasses.count == 1 }

  /// Rows that are not active, and candidates and raters with none that is, are left aside.
  package init(_ ratings: Ratings, isActive: [Bool]? = nil) {
    let rows = (0..<ratings.count).filter { isActive?[$0] ?? true }
    var forest = Forest(ratings.candidates + ratings.raters)
    var treeRows: [Int] = []
    for row in rows
    where forest.join(Int(ratings.candidate[row]), ratings.candidates + Int(ratings.rater[row])) {
      treeRows.append(row)
    }
    groups = Self.groups(of: ratings, rows, &forest)
    let cells = Cells(ratings, rows)
    (criterionClasses, taskClasses) = cells.classes(treeRows: treeRows)
  }

  /// Throws where measures could not be compared.
  package func check() throws(RatingsFault) {
    guard groups.count == 1 else { throw .disconnected(groups) }
    guard isConnected else { throw .confounded(criteria: criterionClasses, tasks: taskClasses) }
  }

  private static func groups(of ratings: Ratings, _ rows: [Int], _ forest: inout Forest) -> [Group] {
    var isCandidate = [Bool](repeating: false, count: ratings.candidates)
    var isRater = [Bool](repeating: false, count: ratings.raters)
    for row in rows {
      isCandidate[Int(ratings.candidate[row])] = true
      isRater[Int(ratings.rater[row])] = true
    }
    var number: [Int: Int] = [:]
    var candidates: [[Int]] = []
    for candidate in 0..<ratings.candidates where isCandidate[candidate] {
      let root = forest.root(candidate)
      if let known = number[root] {
        candidates[known].append(candidate)
      } else {
        number[root] = candidates.count
        candidates.append([candidate])
      }
    }
    var raters = [[Int]](repeating: [], count: candidates.count)
    for rater in 0..<ratings.raters where isRater[rater] {
      if let group = number[forest.root(ratings.candidates + rater)] { raters[group].append(rater) }
    }
    var hasCriterion = [[Bool]](repeating: [Bool](repeating: false, count: ratings.criteria), count: candidates.count)
    for row in rows {
      if let group = number[forest.root(Int(ratings.candidate[row]))] { hasCriterion[group][Int(ratings.criterion[row])] = true }
    }
    return candidates.indices.map { group in
      Group(
        candidates: candidates[group], raters: raters[group],
        criteria: (0..<ratings.criteria).filter { hasCriterion[group][$0] })
    }
  }
}

/// Union-find with path halving.
struct Forest {
  private var parent: [Int32]

  init(_ count: Int) { parent = (0..<Int32(count)).map { $0 } }

  mutating func root(_ node: Int) -> Int {
    var node = node
    while Int(parent[node]) != node {
      parent[node] = parent[Int(parent[node])]
      node = Int(parent[node])
    }
    return node
  }

  /// Whether the two were apart.
  mutating func join(_ one: Int, _ other: Int) -> Bool {
    let (one, other) = (root(one), root(other))
    guard one != other else { return false }
    parent[max(one, other)] = Int32(min(one, other))
    return true
  }
}

/// Criteria and tasks as the unknowns of the equations that ratings off the spanning tree give.
private struct Cells {
  let ratings: Ratings
  let rows: [Int]
  let width: Int

  init(_ ratings: Ratings, _ rows: [Int]) {
    self.ratings = ratings
    self.rows = rows
    width = ratings.criteria + ratings.tasks
  }

  func classes(treeRows: [Int]) -> ([[Int]], [[Int]]) {
    guard width > 2 else { return ([[0]], [[0]]) }
    let (potentials, roots) = potentials(along: treeRows)
    var space = RowSpace(width: width)
    var isUsed = [Bool](repeating: false, count: width)
    for row in rows {
      isUsed[Int(ratings.criterion[row])] = true
      isUsed[ratings.criteria + Int(ratings.task[row])] = true
    }
    // Both facets at their full rank: nothing more to learn.
    let full = isUsed.count { $0 } - 2
    var equation = [UInt64](repeating: 0, count: width)
    for row in rows where space.rank < full {
      let candidate = Int(ratings.candidate[row])
      let rater = ratings.candidates + Int(ratings.rater[row])
      guard roots[candidate] == roots[rater] else { continue }
      for unknown in 0..<width {
        equation[unknown] = Prime.subtract(potentials[candidate * width + unknown], potentials[rater * width + unknown])
      }
      take(row, from: &equation)
      space.add(equation)
    }
    let free = space.nullVector()
    return (
      classes(of: (0..<ratings.criteria).filter { isUsed[$0] }.map { ($0, free[$0]) }),
      classes(of: (0..<ratings.tasks).filter { isUsed[ratings.criteria + $0] }.map { ($0, free[ratings.criteria + $0]) })
    )
  }

  /// Each candidate's and rater's value less its root's, as multiples of criteria and tasks: candidate = rater + criterion + task.
  private func potentials(along treeRows: [Int]) -> (potentials: [UInt64], roots: [Int32]) {
    let count = ratings.candidates + ratings.raters
    var neighbours = [[Int32]](repeating: [], count: count)
    for row in treeRows {
      neighbours[Int(ratings.candidate[row])].append(Int32(row))
      neighbours[ratings.candidates + Int(ratings.rater[row])].append(Int32(row))
    }
    var potentials = [UInt64](repeating: 0, count: count * width)
    var roots = [Int32](repeating: -1, count: count)
    for start in 0..<count where roots[start] < 0 {
      roots[start] = Int32(start)
      var waiting = [start]
      while let node = waiting.popLast() {
        for row in neighbours[node].map(Int.init) {
          let candidate = Int(ratings.candidate[row])
          let rater = ratings.candidates + Int(ratings.rater[row])
          let other = node == candidate ? rater : candidate
          guard roots[other] < 0 else { continue }
          roots[other] = Int32(start)
          for unknown in 0..<width { potentials[other * width + unknown] = potentials[node * width + unknown] }
          for unknown in [Int(ratings.criterion[row]), ratings.criteria + Int(ratings.task[row])] {
            let at = other * width + unknown
            potentials[at] = other == candidate ? Prime.add(potentials[at], 1) : Prime.subtract(potentials[at], 1)
          }
          waiting.append(other)
        }
      }
    }
    return (potentials, roots)
  }

  private func take(_ row: Int, from equation: inout [UInt64]) {
    for unknown in [Int(ratings.criterion[row]), ratings.criteria + Int(ratings.task[row])] {
      equation[unknown] = Prime.subtract(equation[unknown], 1)
    }
  }

  private func classes(of values: [(member: Int, value: UInt64)]) -> [[Int]] {
    var classes: [(value: UInt64, members: [Int])] = []
    for (member, value) in values {
      if let known = classes.firstIndex(where: { $0.value == value }) {
        classes[known].members.append(member)
      } else {
        classes.append((value, [member]))
      }
    }
    return classes.map(\.members)
  }
}

/// Arithmetic modulo 2^31 - 1.
private enum Prime {
  static let modulus: UInt64 = 2_147_483_647
  static func add(_ a: UInt64, _ b: UInt64) -> UInt64 { (a + b) % modulus }
  static func subtract(_ a: UInt64, _ b: UInt64) -> UInt64 { (a + modulus - b) % modulus }
  static func inverse(_ a: UInt64) -> UInt64 {
    var (result, base, exponent) = (UInt64(1), a, modulus - 2)
    while exponent > 0 {
      if exponent & 1 == 1 { result = result * base % modulus }
      base = base * base % modulus
      exponent >>= 1
    }
    return result
  }
}

/// The span of equations, in echelon form.
private struct RowSpace {
  let width: Int
  private var rows: [(pivot: Int, row: [UInt64])] = []

  init(width: Int) { self.width = width }

  var rank: Int { rows.count }

  mutating func add(_ equation: [UInt64]) {
    var rest = equation
    for (pivot, row) in rows where rest[pivot] != 0 { subtract(row, times: rest[pivot], from: &rest) }
    guard let pivot = rest.firstIndex(where: { $0 != 0 }) else { return }
    let scale = Prime.inverse(rest[pivot])
    for at in 0..<width { rest[at] = rest[at] * scale % Prime.modulus }
    for at in rows.indices where rows[at].row[pivot] != 0 { subtract(rest, times: rows[at].row[pivot], from: &rows[at].row) }
    rows.append((pivot, rest))
  }

  /// A vector that solves every equation, as different in its entries as they allow: free unknowns are drawn.
  func nullVector() -> [UInt64] {
    var chance = Seeded(2026)
    var isPivot = [Bool](repeating: false, count: width)
    for (pivot, _) in rows { isPivot[pivot] = true }
    var vector = (0..<width).map { isPivot[$0] ? 0 : chance.next() % Prime.modulus }
    for (pivot, row) in rows {
      var sum: UInt64 = 0
      for at in 0..<width where !isPivot[at] { sum = Prime.add(sum, row[at] * vector[at] % Prime.modulus) }
      vector[pivot] = Prime.subtract(0, sum)
    }
    return vector
  }

  private func subtract(_ row: [UInt64], times factor: UInt64, from rest: inout [UInt64]) {
    for at in 0..<width where row[at] != 0 {
      rest[at] = Prime.subtract(rest[at], row[at] * factor % Prime.modulus)
    }
  }
}
