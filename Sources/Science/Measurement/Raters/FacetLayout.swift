import Glibc

/// Where each structural parameter stands in one vector: severities, difficulties, tasks, free potentials, log SD of the candidates.
/// A facet with one element has no parameter.
struct FacetLayout {
  let raters: Int
  let criteria: Int
  let tasks: Int
  /// Free potentials: their scale and category.
  let potentials: [(scale: Int, category: Int)]

  init(_ design: FacetDesign) {
    raters = design.raters
    criteria = design.criteria
    tasks = design.tasks
    potentials = design.scales.enumerated().flatMap { scale, of in of.free.map { (scale, $0) } }
  }

  var criterionStart: Int { raters }
  var taskStart: Int { raters + (criteria > 1 ? criteria : 0) }
  var potentialStart: Int { taskStart + (tasks > 1 ? tasks : 0) }
  var spread: Int { potentialStart + potentials.count }
  var count: Int { spread + 1 }
  /// All but severities and log SD.
  var globals: Range<Int> { criterionStart..<spread }

  /// Criteria, and tasks, less their mean.
  func centred(_ vector: [Double]) -> [Double] {
    var vector = vector
    for range in [criterionStart..<taskStart, taskStart..<potentialStart] where !range.isEmpty {
      let mean = range.reduce(0) { $0 + vector[$1] } / Double(range.count)
      for at in range { vector[at] -= mean }
    }
    return vector
  }

  func difficulty(_ vector: [Double], _ criterion: Int32) -> Double {
    criteria > 1 ? vector[criterionStart + Int(criterion)] : 0
  }

  func task(_ vector: [Double], _ task: Int32) -> Double { tasks > 1 ? vector[taskStart + Int(task)] : 0 }

  func scales(_ vector: [Double], like scales: [FacetScale]) -> [FacetScale] {
    var scales = scales
    for (at, place) in potentials.enumerated() {
      scales[place.scale].potentials[place.category] = vector[potentialStart + at]
    }
    return scales
  }
}

/// What the ratings add up to for each parameter, and which elements have only lowest or only highest scores.
///
/// The sum of an extreme element is moved `adjustment` score points inwards, so that its measure is finite: the convention of FACETS (0.3).
struct FacetSums {
  /// By `FacetLayout`: for severities, difficulties and tasks the sum of categories, for potentials how often. 0 for the log SD.
  var observed: [Double]
  let isExtreme: [Facet: [Bool]]

  init(_ design: FacetDesign, _ layout: FacetLayout, adjustment: Double) {
    observed = [Double](repeating: 0, count: layout.count)
    var place: [[Int]] = design.scales.map { [Int](repeating: -1, count: $0.categories) }
    for (at, potential) in layout.potentials.enumerated() {
      place[potential.scale][potential.category] = layout.potentialStart + at
    }
    for row in 0..<design.count {
      let category = Int(design.category[row])
      let at = place[design.scale(row)][category]
      if at >= 0 { observed[at] += 1 }
    }
    var isExtreme: [Facet: [Bool]] = [:]
    for (facet, column, count, start) in [
      (Facet.rater, design.rater, design.raters, 0), (.criterion, design.criterion, design.criteria, layout.criterionStart),
      (.task, design.task, design.tasks, layout.taskStart),
    ] {
      var sums = [Int](repeating: 0, count: count)
      var highest = [Int](repeating: 0, count: count)
      for row in 0..<design.count {
        sums[Int(column[row])] += Int(design.category[row])
        highest[Int(column[row])] += design.scales[design.scale(row)].top
      }
      isExtreme[facet] = (0..<count).map { sums[$0] == 0 || sums[$0] == highest[$0] }
      guard facet == .rater || count > 1 else { continue }
      for element in 0..<count {
        let inwards = sums[element] == 0 ? adjustment : sums[element] == highest[element] ? -adjustment : 0
        observed[start + element] = Double(sums[element]) + inwards
      }
    }
    self.isExtreme = isExtreme
  }
}
