/// Elements with only lowest or only highest scores have no finite joint estimate: they and their ratings leave, candidates first, until
/// nobody is extreme. Afterwards each is measured with its sum adjusted, the last to leave first.
struct FacetPruning {
  /// By row of the design.
  private(set) var isActive: [Bool]
  /// In the order of leaving: the element, its rows when it left, whether all were highest.
  private(set) var left: [(facet: Facet, element: Int, rows: [Int32], isHighest: Bool)] = []
  private var extreme: [Facet: [Bool]] = [:]

  init(_ design: FacetDesign, _ ratings: Ratings) throws(RatingsFault) {
    isActive = [Bool](repeating: true, count: design.count)
    let columns: [(Facet, [Int32], Int)] = [
      (.candidate, design.candidate, design.candidates), (.rater, design.rater, design.raters),
      (.criterion, design.criterion, design.criteria), (.task, design.task, design.tasks),
    ]
    for (facet, _, count) in columns { extreme[facet] = [Bool](repeating: false, count: count) }
    var isChanged = true
    while isChanged {
      isChanged = false
      for (facet, column, count) in columns where count > 1 {
        if leave(facet, column, count, design) { isChanged = true }
      }
    }
    guard isActive.contains(true) else { throw .allExtreme }
    guard !left.isEmpty else { return }
    var isRowActive = [Bool](repeating: false, count: design.count)
    for row in 0..<design.count { isRowActive[Int(design.order[row])] = isActive[row] }
    try Linkage(ratings, isActive: isRowActive).check()
  }

  func isExtreme(_ facet: Facet) -> [Bool] { extreme[facet] ?? [] }

  private mutating func leave(_ facet: Facet, _ column: [Int32], _ count: Int, _ design: FacetDesign) -> Bool {
    var (sums, most, rows) = (
      [Int](repeating: 0, count: count), [Int](repeating: 0, count: count), [Int](repeating: 0, count: count)
    )
    for row in 0..<design.count where isActive[row] {
      let element = Int(column[row])
      rows[element] += 1
      sums[element] += Int(design.category[row])
      most[element] += design.scales[design.scale(row)].top
    }
    let leaving = (0..<count).filter { rows[$0] > 0 && (sums[$0] == 0 || sums[$0] == most[$0]) }
    guard !leaving.isEmpty else { return false }
    var place: [Int: Int] = [:]
    for element in leaving {
      place[element] = left.count
      extreme[facet]?[element] = true
      left.append((facet, element, [], sums[element] != 0))
    }
    for row in 0..<design.count where isActive[row] {
      guard let at = place[Int(column[row])] else { continue }
      left[at].rows.append(Int32(row))
      isActive[row] = false
    }
    return true
  }
}
