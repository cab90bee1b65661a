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

  /// A reviewer reads one application more, which may go wherever it is open.
  mutating func add(_ reviewer: Int, _ application: Int32, _ problem: ReviewerAssignment, _ open: [Int64]) {
    let own = problem.score(Int(application), reviewer)
    let (row, base, count) = (reviewer * reviewers, Int(application) * reviewers, reviewers)
    losses.withUnsafeMutableBufferPointer { losses in
      applications.withUnsafeMutableBufferPointer { applications in
        open.withUnsafeBufferPointer { open in
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

  /// A reviewer no longer reads an application.
  mutating func lose(
    _ reviewer: Int, _ application: Int32, _ reads: [Int32], _ problem: ReviewerAssignment, _ open: [Int64]
  ) {
    for to in 0..<reviewers { close(reviewer, to, application, reads, problem, open) }
  }

  /// An application may go this way now.
  mutating func open(_ from: Int, _ to: Int, _ application: Int32, _ problem: ReviewerAssignment, _ open: [Int64]) {
    let loss = problem.score(Int(application), from) - open[Int(application) * reviewers + to]
    guard loss < losses[from * reviewers + to] else { return }
    losses[from * reviewers + to] = loss
    applications[from * reviewers + to] = application
  }

  /// An application may no longer go this way: if it was the one that loses least, another is found.
  mutating func close(
    _ from: Int, _ to: Int, _ application: Int32, _ reads: [Int32], _ problem: ReviewerAssignment, _ open: [Int64]
  ) {
    guard applications[from * reviewers + to] == application else { return }
    losses[from * reviewers + to] = .max
    applications[from * reviewers + to] = -1
    for other in reads { self.open(from, to, other, problem, open) }
  }
}
