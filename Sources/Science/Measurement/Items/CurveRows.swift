import Glibc

/// The curves of one item at several abilities: a row of `count` numbers, a multiple of 4, for each category.
struct CurveRows {
  let abilities: UnsafePointer<Double>
  let count: Int
  let probabilities: UnsafeMutablePointer<Double>
  /// In rows 1…K-1 of a graded item the probability to reach the category, in row 1 of a guessing item to know the answer; and 1 less
  /// that, exact also where it is nearly 0. Nil where no item has them.
  let reached: (yes: UnsafeMutablePointer<Double>, no: UnsafeMutablePointer<Double>)?

  func fill(_ item: Item) {
    switch item.curve {
    case .partialCredit: if item.categories == 2 { fillTwoCategories(item) } else { fillPartialCredit(item) }
    case .graded: fillGraded(item)
    case .guessing: fillGuessing(item)
    }
  }

  private func fillTwoCategories(_ item: Item) {
    let (slope, intercept) = (item.slope, item.intercepts[0])
    for at in stride(from: 0, to: count, by: 4) {
      let (known, unknown) = logistics(slope * ability(at) + intercept)
      store(unknown, 0, at)
      store(known, 1, at)
    }
  }

  private func fillPartialCredit(_ item: Item) {
    item.intercepts.withUnsafeBufferPointer { intercepts in
      for at in stride(from: 0, to: count, by: 4) {
        let logit = item.slope * ability(at)
        var top = SIMD4<Double>(repeating: 0)
        for k in 0..<intercepts.count {
          let own = Double(k + 1) * logit + intercepts[k]
          top.replace(with: own, where: own .> top)
        }
        var total = exponential(-top)
        store(total, 0, at)
        for k in 0..<intercepts.count {
          let weight = exponential(Double(k + 1) * logit + intercepts[k] - top)
          store(weight, k + 1, at)
          total += weight
        }
        for k in 0...intercepts.count { store(load(k, at) / total, k, at) }
      }
    }
  }

  private func fillGraded(_ item: Item) {
    let top = item.intercepts.count
    // One exponential for all boundaries, unless it could overflow.
    let sharesExponential = item.intercepts.allSatisfy { abs($0) < 300 }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * top) { constants in
      for k in 0..<top {
        constants[k] = item.gap(below: k)
        constants[top + k] = sharesExponential ? exp(item.intercepts[k]) : item.intercepts[k]
      }
      for at in stride(from: 0, to: count, by: 4) {
        let logit = item.slope * ability(at)
        let shared = sharesExponential ? exponential(held(logit, 400)) : .zero
        var above = SIMD4<Double>(repeating: 1)
        for k in 0..<top {
          let reached = sharesExponential ? shares(shared * constants[top + k]) : logistics(logit + constants[top + k])
          store(above * reached.unknown * constants[k], k, at)
          storeReached(reached.known, reached.unknown, k + 1, at)
          above = reached.known
        }
        store(above, top, at)
      }
    }
  }

  private func fillGuessing(_ item: Item) {
    let (slope, intercept, guessing) = (item.slope, item.intercepts[0], item.guessing)
    for at in stride(from: 0, to: count, by: 4) {
      let (known, unknown) = logistics(slope * ability(at) + intercept)
      store((1 - guessing) * unknown, 0, at)
      store(guessing + (1 - guessing) * known, 1, at)
      storeReached(known, unknown, 1, at)
    }
  }

  @inline(__always)
  private func ability(_ at: Int) -> SIMD4<Double> { four(abilities, at) }

  @inline(__always)
  private func store(_ values: SIMD4<Double>, _ category: Int, _ at: Int) {
    put(values, probabilities, category * count + at)
  }

  @inline(__always)
  private func storeReached(_ yes: SIMD4<Double>, _ no: SIMD4<Double>, _ category: Int, _ at: Int) {
    guard let reached else { return }
    put(yes, reached.yes, category * count + at)
    put(no, reached.no, category * count + at)
  }

  @inline(__always)
  private func load(_ category: Int, _ at: Int) -> SIMD4<Double> { four(probabilities, category * count + at) }
}
