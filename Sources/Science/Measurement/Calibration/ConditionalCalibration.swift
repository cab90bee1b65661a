import Glibc

/// Rasch or partial-credit items fitted without any assumption about the abilities: given each person's sum of answers
/// (Andersen 1972).
package struct ConditionalCalibration: Sendable {
  /// Slope 1; the items' difficulties have mean 0.
  package let items: [Item]
  /// Standard errors of the difficulties (for partial credit, of the mean thresholds), under mean 0; nil where the information
  /// is not positive definite.
  package let difficultyErrors: [Double]?
  /// Of the intercepts, item by item, row after row.
  package let covariance: [Double]?
  /// Conditional log-likelihood.
  package let logLikelihood: Double
  package let converged: Bool
  /// Largest element of the gradient, per person with neither the lowest nor the highest sum.
  package let gradient: Double
  package let iterations: Int
}

extension ConditionalCalibration {
  /// Standard errors of an item's thresholds and of their mean, under mean 0 of all items; nil without a covariance.
  package func standardErrors(ofThresholds item: Int) -> (thresholds: [Double], difficulty: Double)? {
    guard let covariance, let difficultyErrors else { return nil }
    let first = items[..<item].reduce(0) { $0 + $1.intercepts.count }
    let size = items.reduce(0) { $0 + $1.intercepts.count }
    func of(_ one: Int, _ other: Int) -> Double { covariance[(first + one) * size + first + other] }
    let thresholds = items[item].intercepts.indices.map { step in
      // A threshold is the last intercept less this one.
      step == 0 ? of(0, 0) : of(step, step) - 2 * of(step, step - 1) + of(step - 1, step - 1)
    }
    return (thresholds.map { max(0, $0).squareRoot() }, difficultyErrors[item])
  }

  /// Standard errors of an item's intercepts.
  package func standardErrors(ofIntercepts item: Int) -> [Double]? {
    guard let covariance else { return nil }
    let first = items[..<item].reduce(0) { $0 + $1.intercepts.count }
    let size = items.reduce(0) { $0 + $1.intercepts.count }
    return items[item].intercepts.indices.map { max(0, covariance[(first + $0) * size + first + $0]).squareRoot() }
  }
}

/// Fits Rasch (two categories) or partial-credit items by conditional maximum likelihood. Persons with the lowest or the highest
/// sum of their answers say nothing. O(items x score²) an iteration and booklet, and that times the parameters for a Newton step.
package func calibrateConditionally(
  _ responses: Responses, tolerance: Double = 1e-9, iterationLimit: Int = 50
) throws(CalibrationRefusal) -> ConditionalCalibration {
  try ConditionalFit(responses).run(tolerance: tolerance, iterationLimit: iterationLimit)
}

private struct ConditionalFit {
  let categories: [Int]
  /// Where an item's intercepts begin; one more element than items.
  let starts: [Int]
  let forms: [Form]
  let persons: Double

  /// Persons who answered the same items, by their sums.
  struct Form {
    let items: [Int]
    var persons: [Double]
    /// Weight of each intercept's category.
    var answers: [Double]
  }

  init(_ responses: Responses) throws(CalibrationRefusal) {
    guard responses.persons > 1 else { throw .tooFewPersons(responses.persons) }
    categories = responses.categories
    starts = categories.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1 - 1) }
    let booklets = responses.booklets()
    forms = Self.forms(responses, booklets, starts)
    persons = forms.reduce(0) { $0 + $1.persons.reduce(0, +) }
    try Self.check(responses, forms, starts)
    var sets = DisjointSets(responses.items)
    for form in forms where form.persons.contains(where: { $0 > 0 }) {
      for item in form.items.dropFirst() { sets.join(item, form.items[0]) }
    }
    for item in 0..<responses.items where sets.root(item) != sets.root(0) { throw .unlinkedItem(item) }
  }

  private static func forms(_ responses: Responses, _ booklets: [Booklet], _ starts: [Int]) -> [Form] {
    var row = [UInt8](repeating: 0, count: responses.items)
    return booklets.map { booklet in
      let top = booklet.items.reduce(0) { $0 + responses.categories[$1] - 1 }
      var form = Form(
        items: booklet.items, persons: [Double](repeating: 0, count: top + 1),
        answers: [Double](repeating: 0, count: starts[responses.items]))
      for person in booklet.persons {
        row.withUnsafeMutableBufferPointer { responses.read(Int(person), into: $0) }
        let score = booklet.items.reduce(0) { $0 + Int(row[$1]) }
        guard score > 0, score < top else { continue }
        let weight = responses.weight(Int(person))
        form.persons[score] += weight
        for item in booklet.items where row[item] > 0 { form.answers[starts[item] + Int(row[item]) - 1] += weight }
      }
      return form
    }
  }

  private static func check(_ responses: Responses, _ forms: [Form], _ starts: [Int]) throws(CalibrationRefusal) {
    for item in 0..<responses.items {
      let own = forms.filter { $0.items.contains(item) }
      let total = own.reduce(0) { $0 + $1.persons.reduce(0, +) }
      guard total > 0 else { throw .unanswered(item: item) }
      let weights = (starts[item]..<starts[item + 1]).map { at in own.reduce(0) { $0 + $1.answers[at] } }
      let lowest = total - weights.reduce(0, +)
      let all = [lowest > 1e-9 * total ? lowest : 0] + weights
      if all.count(where: { $0 > 0 }) == 1 { throw .constant(item: item) }
      if let empty = all.firstIndex(of: 0) { throw .emptyCategory(item: item, category: empty) }
    }
  }

  // MARK: Newton's method

  func run(tolerance: Double, iterationLimit: Int) -> ConditionalCalibration {
    var point = centred(
      categories.indices.flatMap { item in
        (starts[item]..<starts[item + 1]).map { at in
          let own = forms.filter { $0.items.contains(item) }
          let total = own.reduce(0) { $0 + $1.persons.reduce(0, +) }
          let reached = own.reduce(0) { $0 + $1.answers[at] }
          let lowest = total - (starts[item]..<starts[item + 1]).reduce(0) { sum, at in own.reduce(sum) { $0 + $1.answers[at] } }
          return log(reached / lowest)
        }
      })
    var (height, gradient) = evaluate(point)
    var iterations = 0
    while norm(gradient) > tolerance, iterations < iterationLimit, point.allSatisfy({ abs($0) < 60 }) {
      guard let step = Cholesky(information(point), size: point.count)?.solve(gradient) else { break }
      var length = 1.0
      var next = (point: point, height: height, gradient: gradient)
      repeat {
        next.point = centred(zip(point, step).map { $0 + length * $1 })
        (next.height, next.gradient) = evaluate(next.point)
        length /= 2
      } while !(next.height >= height - 1e-12 * abs(height)) && length > 1e-6
      guard next.height >= height - 1e-12 * abs(height) else { break }
      (point, height, gradient) = next
      iterations += 1
    }
    return result(point, height, gradient, iterations, tolerance)
  }

  private func norm(_ gradient: [Double]) -> Double { gradient.reduce(0) { max($0, abs($1)) } / persons }

  /// Conditional log-likelihood and its gradient.
  private func evaluate(_ point: [Double]) -> (Double, [Double]) {
    var height = 0.0
    var gradient = [Double](repeating: 0, count: point.count)
    for form in forms where form.persons.contains(where: { $0 > 0 }) {
      let weights = form.items.map { categoryWeights($0, point) }
      let functions = SymmetricFunctions(weights.map(\.scaled))
      let logScale = weights.reduce(0) { $0 + $1.logScale }
      for (score, persons) in form.persons.enumerated() where persons > 0 {
        height -= persons * (log(functions.all[score]) + logScale)
      }
      for at in point.indices where form.answers[at] != 0 {
        height += form.answers[at] * point[at]
        gradient[at] += form.answers[at]
      }
      for (position, item) in form.items.enumerated() {
        let others = functions.without(position)
        for category in 1..<categories[item] {
          var expected = 0.0
          for (score, persons) in form.persons.enumerated() where persons > 0 {
            guard score >= category, score - category < others.count else { continue }
            expected += persons * others[score - category] / functions.all[score]
          }
          gradient[starts[item] + category - 1] -= expected * weights[position].scaled[category]
        }
      }
    }
    return (height, gradient)
  }

  private func categoryWeights(_ item: Int, _ point: [Double]) -> (scaled: [Double], logScale: Double) {
    let logs = [0] + point[starts[item]..<starts[item + 1]]
    let top = logs.max() ?? 0
    let total = logs.reduce(0) { $0 + exp($1 - top) }
    return (logs.map { exp($0 - top) / total }, top + log(total))
  }

  /// Minus the second derivatives, by differences of the gradient, made definite along the direction that changes nothing.
  private func information(_ point: [Double]) -> [Double] {
    let size = point.count
    var result = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      var (above, below) = (point, point)
      above[row] += 1e-4
      below[row] -= 1e-4
      let (high, low) = (evaluate(above).1, evaluate(below).1)
      for column in 0..<size {
        let change = (low[column] - high[column]) / 4e-4
        result[row * size + column] += change
        result[column * size + row] += change
      }
    }
    let flat = flat
    let scale = persons / dot(flat, flat)
    for row in 0..<size { for column in 0..<size { result[row * size + column] += scale * flat[row] * flat[column] } }
    return result
  }

  /// What added to the intercepts changes nothing: the category of each.
  private var flat: [Double] { categories.flatMap { (1..<$0).map { Double($0) } } }

  /// The mean of the difficulties as a sum over intercepts.
  private var meanDifficulty: [Double] {
    categories.flatMap { count in
      (1..<count).map { $0 == count - 1 ? -1 / Double((count - 1) * categories.count) : 0 }
    }
  }

  private func centred(_ point: [Double]) -> [Double] {
    let shift = dot(meanDifficulty, point)
    return zip(point, flat).map { $0 + shift * $1 }
  }

  private func result(
    _ point: [Double], _ height: Double, _ gradient: [Double], _ iterations: Int, _ tolerance: Double
  ) -> ConditionalCalibration {
    let covariance = covariance(point)
    let items = categories.indices.map { item in
      Item(trusted: .partialCredit, slope: 1, intercepts: Array(point[starts[item]..<starts[item + 1]]))
    }
    let errors = covariance.map { covariance in
      categories.indices.map { item in
        let top = starts[item + 1] - 1
        return covariance[top * point.count + top].squareRoot() / Double(categories[item] - 1)
      }
    }
    return ConditionalCalibration(
      items: items, difficultyErrors: errors, covariance: covariance, logLikelihood: height,
      converged: norm(gradient) <= tolerance, gradient: norm(gradient), iterations: iterations)
  }

  /// Under mean difficulty 0.
  private func covariance(_ point: [Double]) -> [Double]? {
    let size = point.count
    guard let whole = Cholesky(information(point), size: size)?.inverse() else { return nil }
    let (flat, mean) = (flat, meanDifficulty)
    // The projection x + flat·(mean·x), applied to rows and columns.
    var left = whole
    for column in 0..<size {
      let along = (0..<size).reduce(0) { $0 + mean[$1] * whole[$1 * size + column] }
      for row in 0..<size { left[row * size + column] += flat[row] * along }
    }
    var result = left
    for row in 0..<size {
      let along = (0..<size).reduce(0) { $0 + mean[$1] * left[row * size + $1] }
      for column in 0..<size { result[row * size + column] += flat[column] * along }
    }
    return result
  }
}
