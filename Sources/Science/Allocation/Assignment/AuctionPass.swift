/// One pass of the auction with one step: begins with what earlier passes left and ends when everything is placed.
///
/// At all times, for each application with level w and each of its pairs: held, score - price >= w; not held,
/// score - price <= w + step. Levels only fall and prices only rise.
///
/// Now and then all prices rise at once by how far everybody is from a free review (Goldberg, 1997: price updates), so that no two
/// raise each other's bids step by step for what neither can have.
struct AuctionPass {
  let step: Int64
  /// How much further an application bids that has no other pair left, in scaled units.
  let leap: Int64
  let scale: Int64
  let wanted: Int32
  let applications: Int
  let starts: UnsafePointer<Int>
  let arcs: UnsafeMutablePointer<Arc>
  let held: UnsafeMutablePointer<Int32>
  let prices: UnsafeMutableBufferPointer<Int64>
  let idle: UnsafeMutableBufferPointer<Int>
  let limits: UnsafeBufferPointer<Int>
  let capacities: UnsafeBufferPointer<Int>
  private(set) var unplaced: Int
  private(set) var idleLevel: Int64 = 0
  private(set) var bids = 0
  /// Bids after which prices are updated next.
  private var updatesAt: Int
  private let patience: Int
  private(set) var pairs: PairsByReviewer?

  private let levels: UnsafeMutablePointer<Int64>
  private var claims: ClaimHeaps
  private var waiting: WaitingApplications
  private var offers: OfferHeap

  private static let never = Int64.max / 4

  init(
    step: Int64, leap: Int64, scale: Int64, wanted: Int32, applications: Int, starts: UnsafePointer<Int>,
    arcs: UnsafeMutablePointer<Arc>,
    held: UnsafeMutablePointer<Int32>, prices: UnsafeMutableBufferPointer<Int64>, idle: UnsafeMutableBufferPointer<Int>,
    limits: UnsafeBufferPointer<Int>, capacities: UnsafeBufferPointer<Int>, unplaced: Int, pairs: PairsByReviewer?
  ) {
    self.step = step
    self.leap = leap
    self.scale = scale
    self.wanted = wanted
    self.applications = applications
    self.starts = starts
    self.arcs = arcs
    self.held = held
    self.prices = prices
    self.idle = idle
    self.limits = limits
    self.capacities = capacities
    self.unplaced = unplaced
    self.pairs = pairs
    patience = applications * Int(wanted) + prices.count
    updatesAt = patience
    levels = .allocate(capacity: applications + 1)
    claims = ClaimHeaps(reviewers: prices.count)
    waiting = WaitingApplications(applications)
    offers = OfferHeap(reviewers: prices.count)
  }

  mutating func free() {
    levels.deallocate()
    claims.free()
    waiting.free()
  }

  /// Gives up what the smaller step no longer justifies, and puts the rest on the reviewers' heaps.
  mutating func begin() {
    for application in 0..<applications {
      let (start, end) = (starts[application], starts[application + 1])
      var kept = Int(held[application])
      var best = -Self.never
      for at in start + kept..<end { best = max(best, net(arcs[at])) }
      var level = best - step
      if best == -Self.never {
        for at in start..<start + kept { level = at == start ? net(arcs[at]) - leap : min(level, net(arcs[at]) - leap) }
      }
      var at = start
      while at < start + kept {
        if net(arcs[at]) < level {
          kept -= 1
          swap(at, start + kept)
        } else {
          claims.push(
            Claim(key: value(arcs[at]) - level, application: Int32(application), score: arcs[at].score),
            to: Int(arcs[at].reviewer))
          at += 1
        }
      }
      levels[application] = level
      held[application] = Int32(kept)
      if held[application] < wanted { waiting.append(Int32(application)) }
    }
    beginIdle()
  }

  mutating func settle() {
    while true {
      while let application = waiting.next() {
        while held[Int(application)] < wanted { bids(of: Int(application)) }
        if bids > updatesAt { updatePrices() }
      }
      guard unplaced > 0 else { return tighten() }
      placeIdle()
      if bids > updatesAt { updatePrices() }
    }
  }

  /// Raises every price as far as those who hold a review agree; the idle bidder's bound rests on it.
  private mutating func tighten() {
    for reviewer in prices.indices where isFull(reviewer) && capacities[reviewer] > 0 {
      let highest = lowest(reviewer)
      if highest < Self.never / 2 { prices[reviewer] = max(prices[reviewer], highest) }
    }
    guard idleLevel == Self.never else { return }
    idleLevel = prices.indices.filter { idle[$0] > 0 }.map { prices[$0] }.max() ?? prices.first ?? 0
  }

  @inline(__always)
  private func value(_ arc: Arc) -> Int64 { Int64(arc.score) &* scale }

  @inline(__always)
  private func net(_ arc: Arc) -> Int64 { value(arc) &- prices[Int(arc.reviewer)] }

  @inline(__always)
  private func swap(_ one: Int, _ other: Int) {
    let arc = arcs[one]
    arcs[one] = arcs[other]
    arcs[other] = arc
  }

  // MARK: Applications

  private mutating func bids(of application: Int) {
    let missing = Int(wanted &- held[application])
    let others = starts[application &+ 1] &- starts[application] &- Int(held[application])
    if missing >= 4, others > missing {
      bidForSeveral(application, missing)
    } else {
      bid(application)
    }
  }

  /// Bids for the best pairs at once, by the lead over the best of the others.
  private mutating func bidForSeveral(_ application: Int, _ missing: Int) {
    bids &+= missing
    let start = starts[application] &+ Int(held[application])
    putBestFirst(start, starts[application &+ 1], missing)
    let level = bestTwo(start &+ missing, starts[application &+ 1]).first &- step
    levels[application] = level
    var (at, end) = (start, start &+ missing)
    while at < end {
      let arc = arcs[at]
      let reviewer = Int(arc.reviewer)
      let claim = Claim(key: value(arc) &- level, application: Int32(application), score: arc.score)
      if isFull(reviewer), !makeRoom(reviewer, for: claim.key) {
        end &-= 1
        swap(at, end)
        continue
      }
      claims.push(claim, to: reviewer)
      held[application] &+= 1
      at &+= 1
      if isFull(reviewer) { prices[reviewer] = lowest(reviewer) }
    }
  }

  /// Moves the `count` pairs of highest score less price to the front (Hoare, 1961).
  private func putBestFirst(_ start: Int, _ end: Int, _ count: Int) {
    var (low, high) = (start, end &- 1)
    let last = start &+ count &- 1
    while low < high {
      let pivot = net(arcs[(low &+ high) / 2])
      var (left, right) = (low, high)
      while left <= right {
        while net(arcs[left]) > pivot { left &+= 1 }
        while net(arcs[right]) < pivot { right &-= 1 }
        if left <= right {
          swap(left, right)
          left &+= 1
          right &-= 1
        }
      }
      if last <= right {
        high = right
      } else if last >= left {
        low = left
      } else {
        return
      }
    }
  }

  private mutating func bid(_ application: Int) {
    bids &+= 1
    let start = starts[application] &+ Int(held[application])
    let (best, _, second) = bestTwo(start, starts[application &+ 1])
    let arc = arcs[best]
    let level = second == -Self.never ? min(net(arc) &- leap, levels[application]) : second &- step
    levels[application] = level
    let reviewer = Int(arc.reviewer)
    let claim = Claim(key: value(arc) &- level, application: Int32(application), score: arc.score)
    if isFull(reviewer) {
      guard makeRoom(reviewer, for: claim.key) else { return }
    }
    claims.push(claim, to: reviewer)
    swap(best, start)
    held[application] &+= 1
    if isFull(reviewer) { prices[reviewer] = lowest(reviewer) }
  }

  /// Where the highest score less price stands, and the next highest.
  @inline(__always)
  private func bestTwo(_ start: Int, _ end: Int) -> (best: Int, first: Int64, second: Int64) {
    var place = start
    var (best, second) = (-Self.never, -Self.never)
    var at = start
    while at < end {
      let net = net(arcs[at])
      if net > second {
        if net > best {
          second = best
          best = net
          place = at
        } else {
          second = net
        }
      }
      at &+= 1
    }
    return (place, best, second)
  }

  @inline(__always)
  private func isFull(_ reviewer: Int) -> Bool { claims.count(reviewer) &+ idle[reviewer] >= capacities[reviewer] }

  /// The bid that would leave the reviewer first.
  @inline(__always)
  private mutating func lowest(_ reviewer: Int) -> Int64 {
    let claim = claims.lowest(reviewer, levels, scale)
    return idle[reviewer] > 0 ? min(claim, idleLevel) : claim
  }

  /// Sends the lowest bid away if it is lower than the new one; else the price was out of date.
  private mutating func makeRoom(_ reviewer: Int, for key: Int64) -> Bool {
    let claim = claims.lowest(reviewer, levels, scale)
    let lowest = idle[reviewer] > 0 ? min(claim, idleLevel) : claim
    guard lowest < key else {
      prices[reviewer] = max(lowest, prices[reviewer])
      return false
    }
    if idle[reviewer] > 0, idleLevel <= claim {
      sendIdleAway(reviewer)
    } else {
      sendAway(reviewer)
    }
    return true
  }

  private mutating func sendAway(_ reviewer: Int) {
    let application = Int(claims.pop(reviewer).application)
    let start = starts[application]
    var at = start
    while arcs[at].reviewer != Int32(reviewer) { at &+= 1 }
    held[application] &-= 1
    swap(at, start &+ Int(held[application]))
    waiting.append(Int32(application))
  }

  // MARK: The idle bidder

  private mutating func beginIdle() {
    var cheapest = Self.never
    for reviewer in prices.indices where idle[reviewer] < limits[reviewer] { cheapest = min(cheapest, prices[reviewer]) }
    idleLevel = cheapest == Self.never ? cheapest : cheapest + step
    for reviewer in prices.indices where idle[reviewer] > 0 && prices[reviewer] > idleLevel {
      unplaced += idle[reviewer]
      idle[reviewer] = 0
    }
    for reviewer in prices.indices where idle[reviewer] < limits[reviewer] { offers.offer(prices[reviewer], reviewer) }
  }

  private mutating func sendIdleAway(_ reviewer: Int) {
    offers.offer(idleLevel, reviewer)
    idle[reviewer] -= 1
    unplaced += 1
  }

  /// What one more review of the reviewer costs the idle bidder.
  private mutating func offer(_ reviewer: Int) -> Int64 {
    isFull(reviewer) ? claims.lowest(reviewer, levels, scale) : prices[reviewer]
  }

  /// Places idle reviews at the cheapest reviewer until one displaces an application.
  private mutating func placeIdle() {
    while unplaced > 0 {
      let (key, reviewer) = offers.first()
      guard idle[reviewer] < limits[reviewer] else {
        offers.removeFirst()
        continue
      }
      let cost = offer(reviewer)
      guard cost <= key else {
        offers.raiseFirst(to: cost)
        continue
      }
      bids &+= 1
      idleLevel = max(idleLevel, cost + step)
      let free = capacities[reviewer] - claims.count(reviewer) - idle[reviewer]
      if free > 0 {
        let units = min(free, unplaced, limits[reviewer] - idle[reviewer])
        idle[reviewer] += units
        unplaced -= units
        if isFull(reviewer) { prices[reviewer] = max(prices[reviewer], lowest(reviewer)) }
      } else {
        sendAway(reviewer)
        idle[reviewer] += 1
        unplaced -= 1
        prices[reviewer] = max(prices[reviewer], lowest(reviewer))
        return
      }
    }
  }

  // MARK: Price updates

  /// Raises the price of everybody by the distance to a free review, in what bids would have to rise on the way.
  private mutating func updatePrices() {
    updatesAt = bids &+ patience
    let pairs = pairs ?? PairsByReviewer(applications, starts, arcs, reviewers: prices.count)
    self.pairs = pairs
    let idleNode = applications &+ prices.count
    var queue = DistanceQueue(nodes: idleNode &+ 1)
    var missing = unplaced > 0 ? 1 : 0
    for application in 0..<applications where held[application] < wanted { missing &+= 1 }
    for reviewer in prices.indices where !isFull(reviewer) { queue.offer(0, applications &+ reviewer) }
    var furthest: Int64 = 0
    while missing > 0, let (distance, node) = queue.next() {
      furthest = distance
      if node == idleNode {
        if unplaced > 0 { missing &-= 1 }
        for reviewer in prices.indices where idle[reviewer] > 0 {
          queue.offer(distance &+ idleLevel &- prices[reviewer], applications &+ reviewer)
        }
      } else if node < applications {
        if held[node] < wanted { missing &-= 1 }
        let level = levels[node]
        for at in starts[node]..<starts[node] &+ Int(held[node]) {
          queue.offer(distance &+ net(arcs[at]) &- level, applications &+ Int(arcs[at].reviewer))
        }
      } else {
        reach(node &- applications, distance, pairs, &queue)
      }
    }
    guard missing == 0, furthest > 0 else { return }
    for application in 0..<applications { levels[application] &-= min(queue.distances[application], furthest) }
    for reviewer in prices.indices { prices[reviewer] &+= min(queue.distances[applications &+ reviewer], furthest) }
    if idleLevel != Self.never { idleLevel &+= min(queue.distances[idleNode], furthest) }
  }

  /// Those who might bid for the reviewer.
  private func reach(_ reviewer: Int, _ distance: Int64, _ pairs: PairsByReviewer, _ queue: inout DistanceQueue) {
    let price = prices[reviewer]
    if idleLevel != Self.never, idle[reviewer] < limits[reviewer] {
      queue.offer(distance &+ price &+ step &- idleLevel, applications &+ prices.count)
    }
    for place in pairs.starts[reviewer]..<pairs.starts[reviewer &+ 1] {
      let application = Int(pairs.applications[place])
      let through = distance &+ levels[application] &+ step &- Int64(pairs.scores[place]) &* scale &+ price
      guard queue.isNearer(through, application), !holds(application, reviewer) else { continue }
      queue.offer(through, application)
    }
  }

  private func holds(_ application: Int, _ reviewer: Int) -> Bool {
    let start = starts[application]
    for at in start..<start &+ Int(held[application]) where arcs[at].reviewer == Int32(reviewer) { return true }
    return false
  }
}
