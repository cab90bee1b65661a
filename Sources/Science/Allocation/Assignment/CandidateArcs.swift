/// One pair of an application and a reviewer that the search considers.
struct Arc {
  var reviewer: Int32
  var score: Int32
}

/// The pairs considered for each application, in flat arrays; first those it holds.
struct CandidateArcs {
  /// Applications + 1 bounds.
  var starts: [Int]
  var arcs: [Arc]
  /// Of each application how many of its pairs, from the first, it holds.
  var held: [Int32]

  /// With all pairs that are allowed and whose reviewers read at all.
  mutating func addAll(of plan: ReviewPlan) {
    var isKnown = [Bool](repeating: false, count: plan.reviewers)
    var grown: [Arc] = []
    var bounds = [0]
    bounds.reserveCapacity(starts.count)
    for application in 0..<starts.count - 1 {
      let own = arcs[starts[application]..<starts[application + 1]]
      grown.append(contentsOf: own)
      for arc in own { isKnown[Int(arc.reviewer)] = true }
      for reviewer in isKnown.indices where !isKnown[reviewer] && plan.maxLoad[reviewer] > 0 {
        let score = plan.score(application, reviewer)
        if score != ReviewPlan.forbidden { grown.append(Arc(reviewer: Int32(reviewer), score: score)) }
      }
      for arc in own { isKnown[Int(arc.reviewer)] = false }
      bounds.append(grown.count)
    }
    (starts, arcs) = (bounds, grown)
  }

  /// With more pairs of some applications; pairs that stand already are not added twice.
  mutating func add(_ more: [(application: Int32, reviewer: Int32)], of plan: ReviewPlan) {
    let applications = starts.count - 1
    var extra = [Int](repeating: 0, count: applications + 1)
    for pair in more { extra[Int(pair.application)] += 1 }
    var grown: [Arc] = []
    grown.reserveCapacity(arcs.count + more.count)
    var bounds = [0]
    bounds.reserveCapacity(applications + 1)
    let ordered = more.sorted { ($0.application, $0.reviewer) < ($1.application, $1.reviewer) }
    var at = 0
    for application in 0..<applications {
      let own = arcs[starts[application]..<starts[application + 1]]
      grown.append(contentsOf: own)
      while at < ordered.count, ordered[at].application == application {
        let reviewer = ordered[at].reviewer
        at += 1
        if own.contains(where: { $0.reviewer == reviewer })
          || grown.last.map({ $0.reviewer == reviewer }) ?? false && grown.count > bounds.last! + own.count
        {
          continue
        }
        grown.append(Arc(reviewer: reviewer, score: plan.score(application, Int(reviewer))))
      }
      bounds.append(grown.count)
    }
    (starts, arcs) = (bounds, grown)
  }
}

extension CandidateArcs {
  /// For each application its `width` best pairs by score less price, the `perApplication` best first, without reviewers who read nothing; O(applications x reviewers).
  init(best width: Int, of plan: ReviewPlan, prices: [Int32]) {
    let (rows, columns) = (plan.applications, plan.reviewers)
    var starts = [0]
    starts.reserveCapacity(rows + 1)
    var arcs: [Arc] = []
    arcs.reserveCapacity(rows * min(width, columns))
    var row = RowSelection(width: width, columns: columns)
    plan.scores.withUnsafeBufferPointer { scores in
      prices.withUnsafeBufferPointer { prices in
        for application in 0..<rows {
          let line = scores.baseAddress! + application * columns
          row.select(line, prices.baseAddress!)
          row.sortOut(plan.perApplication)
          for place in 0..<row.count {
            let column = row.column(place)
            if plan.maxLoad[column] == 0 { continue }
            arcs.append(Arc(reviewer: Int32(column), score: line[column]))
          }
          starts.append(arcs.count)
        }
      }
    }
    row.free()
    self.init(starts: starts, arcs: arcs, held: [Int32](repeating: 0, count: rows))
  }
}
