/// Applications that lack a reviewer, each at most once, in the order they came.
struct WaitingApplications {
  private let ring: UnsafeMutablePointer<Int32>
  private let isIn: UnsafeMutablePointer<Bool>
  private let size: Int
  private var first = 0
  private var count = 0

  init(_ applications: Int) {
    size = applications + 1
    ring = .allocate(capacity: size)
    isIn = .allocate(capacity: size)
    isIn.initialize(repeating: false, count: size)
  }

  func free() {
    ring.deallocate()
    isIn.deallocate()
  }

  @inline(__always)
  mutating func append(_ application: Int32) {
    guard !isIn[Int(application)] else { return }
    isIn[Int(application)] = true
    var at = first &+ count
    if at >= size { at &-= size }
    ring[at] = application
    count &+= 1
  }

  @inline(__always)
  mutating func next() -> Int32? {
    guard count > 0 else { return nil }
    let application = ring[first]
    first = first &+ 1 == size ? 0 : first &+ 1
    count &-= 1
    isIn[Int(application)] = false
    return application
  }
}
