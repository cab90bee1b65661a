/// For each two reviewers the application that loses least when it goes from the first to the second.
struct Ways {
  private let reviewers: Int
  /// Score lost, before prices; `none` or more where nothing can go.
  private(set) var losses: [Int64]
  private var applications: [Int32]

  static let none: Int64 = 1 << 59

  init(reviewers: Int) {
    self.reviewers = reviewers
    losses = [Int64](repeating: .max, count: reviewers * reviewers)
    applications = [Int32](repeating: -1, count: reviewers * reviewers)
  }

  func application(_ from: Int, _ to: Int) -> Int32 { applications[from * reviewers + to] }

  mutating func refresh(_ reviewer: Int, _ reads: [Int32], _ problem: ReviewerAssignment, _ open: [Int64]) {
    let count = reviewers
    losses.withUnsafeMutableBufferPointer { losses in
      applications.withUnsafeMutableBufferPointer { applications in
        open.withUnsafeBufferPointer { open in
          let row = reviewer * count
          for to in 0..<count { losses[row + to] = .max }
          for application in reads {
            let own = problem.score(Int(application), reviewer)
            let base = Int(application) * count
            for to in 0..<count {
              let loss = own &- open[base &+ to]
              let isLess = loss < losses[row &+ to]
              losses[row &+ to] = isLess ? loss : losses[row &+ to]
              applications[row &+ to] = isLess ? application : applications[row &+ to]
            }
          }
        }
      }
    }
  }
}
