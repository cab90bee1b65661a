/// What an application would pay for a review it holds, when it was last looked at.
struct Claim {
  var key: Int64
  let application: Int32
  let score: Int32
}

/// The claims on every reviewer, lowest on top. Keys only rise; a risen key is noticed when it comes to the top.
struct ClaimHeaps {
  private let heaps: UnsafeMutablePointer<UnsafeMutablePointer<Claim>>
  private let counts: UnsafeMutablePointer<Int>
  private let rooms: UnsafeMutablePointer<Int>
  private let reviewers: Int

  init(reviewers: Int) {
    self.reviewers = reviewers
    heaps = .allocate(capacity: reviewers + 1)
    counts = .allocate(capacity: reviewers + 1)
    rooms = .allocate(capacity: reviewers + 1)
    for reviewer in 0..<reviewers {
      counts[reviewer] = 0
      rooms[reviewer] = 8
      heaps[reviewer] = .allocate(capacity: 8)
    }
  }

  func free() {
    for reviewer in 0..<reviewers { heaps[reviewer].deallocate() }
    heaps.deallocate()
    counts.deallocate()
    rooms.deallocate()
  }

  @inline(__always)
  func count(_ reviewer: Int) -> Int { counts[reviewer] }

  @inline(__always)
  func push(_ claim: Claim, to reviewer: Int) {
    let count = counts[reviewer]
    if count == rooms[reviewer] { grow(reviewer) }
    let heap = heaps[reviewer]
    var at = count
    while at > 0 {
      let parent = (at &- 1) >> 1
      guard claim.key < heap[parent].key else { break }
      heap[at] = heap[parent]
      at = parent
    }
    heap[at] = claim
    counts[reviewer] = count &+ 1
  }

  /// The lowest claim at today's levels, or the largest number without claims.
  @inline(__always)
  func lowest(_ reviewer: Int, _ levels: UnsafeMutablePointer<Int64>, _ scale: Int64) -> Int64 {
    guard counts[reviewer] > 0 else { return .max / 4 }
    let heap = heaps[reviewer]
    while true {
      var claim = heap[0]
      let key = Int64(claim.score) &* scale &- levels[Int(claim.application)]
      if key <= claim.key { return key }
      claim.key = key
      sink(heap, counts[reviewer], claim)
    }
  }

  @inline(__always)
  func pop(_ reviewer: Int) -> Claim {
    let heap = heaps[reviewer]
    let lowest = heap[0]
    counts[reviewer] &-= 1
    if counts[reviewer] > 0 { sink(heap, counts[reviewer], heap[counts[reviewer]]) }
    return lowest
  }

  @inline(__always)
  private func sink(_ heap: UnsafeMutablePointer<Claim>, _ count: Int, _ claim: Claim) {
    var at = 0
    while true {
      var child = 2 &* at &+ 1
      guard child < count else { break }
      if child &+ 1 < count, heap[child &+ 1].key < heap[child].key { child &+= 1 }
      guard heap[child].key < claim.key else { break }
      heap[at] = heap[child]
      at = child
    }
    heap[at] = claim
  }

  private func grow(_ reviewer: Int) {
    let larger = UnsafeMutablePointer<Claim>.allocate(capacity: 2 * rooms[reviewer])
    larger.update(from: heaps[reviewer], count: counts[reviewer])
    heaps[reviewer].deallocate()
    heaps[reviewer] = larger
    rooms[reviewer] *= 2
  }
}
