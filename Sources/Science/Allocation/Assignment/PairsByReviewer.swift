/// The candidate pairs by reviewer.
struct PairsByReviewer {
  let starts: [Int]
  let applications: [Int32]
  let scores: [Int32]

  init(_ rows: Int, _ bounds: UnsafePointer<Int>, _ arcs: UnsafePointer<Arc>, reviewers: Int) {
    var counts = [Int](repeating: 0, count: reviewers + 1)
    for at in 0..<bounds[rows] { counts[Int(arcs[at].reviewer) + 1] += 1 }
    for reviewer in 0..<reviewers { counts[reviewer + 1] += counts[reviewer] }
    starts = counts
    var applications = [Int32](repeating: 0, count: bounds[rows])
    var scores = applications
    for application in 0..<rows {
      for at in bounds[application]..<bounds[application + 1] {
        let place = counts[Int(arcs[at].reviewer)]
        applications[place] = Int32(application)
        scores[place] = arcs[at].score
        counts[Int(arcs[at].reviewer)] += 1
      }
    }
    (self.applications, self.scores) = (applications, scores)
  }
}
