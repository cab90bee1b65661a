import Glibc

/// The marginal log-likelihood of many-facet ratings with normal candidates, and its gradient, at one vector of parameters.
final class MarginalPass {
  let forms: FacetForms
  let layout: FacetLayout
  let sums: FacetSums
  let scales: [FacetScale]
  let grid: MarginalGrid
  /// Posterior of each candidate over the nodes, after `evaluate`.
  let posterior: Doubles
  /// Mean category of each form at each node, after `tabulateMeans`.
  private let formLog: Doubles
  /// The nodes outside of which a candidate's posterior is 0.
  private let windows: UnsafeMutablePointer<(Int32, Int32)>
  private var tables: MarginalTables?

  struct Evaluation {
    /// Log-likelihood plus what draws extreme elements inwards.
    var objective: Double
    var logLikelihood: Double
    var gradient: [Double]
    /// Complete-data information: each severity, then the log SD; and the block of the parameters between, row after row.
    var severityInformation: [Double]
    var globalInformation: [Double]
    var spreadInformation: Double
  }

  init(_ forms: FacetForms, _ layout: FacetLayout, _ sums: FacetSums, _ scales: [FacetScale], _ grid: MarginalGrid) {
    self.forms = forms
    self.layout = layout
    self.sums = sums
    self.scales = scales
    self.grid = grid
    posterior = Doubles(forms.totals.count * grid.count)
    formLog = Doubles(forms.formCount * grid.count)
    windows = .allocate(capacity: forms.totals.count)
    windows.initialize(repeating: (0, Int32(grid.count)), count: forms.totals.count)
  }

  deinit { windows.deallocate() }

  /// Criteria and tasks count by their distance from their means: the raters carry the level.
  func evaluate(_ uncentred: [Double]) -> Evaluation {
    let vector = layout.centred(uncentred)
    let tables = MarginalTables(vector, layout, scales, forms, grid)
    self.tables = tables
    fillFormLogs(vector, tables)
    let (logSum, square) = fillPosterior(vector)
    var linear = 0.0
    for at in 0..<layout.spread { linear += (at < layout.potentialStart ? -1 : 1) * sums.observed[at] * vector[at] }
    let deviation = exp(vector[layout.spread])
    var gradient = [Double](repeating: 0, count: layout.count)
    var severityInformation = [Double](repeating: 0, count: layout.raters)
    collect(vector, tables, &gradient, &severityInformation)
    let globalInformation = tables.collectGlobals(layout, &gradient)
    for at in 0..<layout.spread { gradient[at] += (at < layout.potentialStart ? -1 : 1) * sums.observed[at] }
    gradient = layout.centred(gradient)
    let persons = Double(forms.totals.count)
    gradient[layout.spread] = (square - persons * priorSquare(deviation)) / (deviation * deviation)
    return Evaluation(
      objective: logSum + linear, logLikelihood: logSum + linear - drawn(vector), gradient: gradient,
      severityInformation: severityInformation, globalInformation: globalInformation, spreadInformation: 2 * persons)
  }

  /// Log prior of each node: the normal density on the grid, summing to 1.
  private func prior(_ deviation: Double) -> [Double] {
    let logs = (0..<grid.count).map { node in
      let z = (grid.first + Double(node) * grid.spacing) / deviation
      return -z * z / 2
    }
    let total = log(logs.reduce(0) { $0 + exp($1) })
    return logs.map { $0 - total }
  }

  private func priorSquare(_ deviation: Double) -> Double {
    prior(deviation).enumerated().reduce(0) { sum, node in
      let ability = grid.first + Double(node.offset) * grid.spacing
      return sum + exp(node.element) * ability * ability
    }
  }

  /// What the adjustment of extreme sums adds to the objective: its linear term.
  private func drawn(_ vector: [Double]) -> Double {
    var sum = 0.0
    for at in 0..<layout.potentialStart { sum -= (sums.observed[at] - sums.observed[at].rounded()) * vector[at] }
    return sum
  }

  private func fillFormLogs(_ vector: [Double], _ tables: MarginalTables) {
    let (nodes, logs) = (grid.count, formLog)
    inBlocks(forms.formCount) { _, range in
      for form in range {
        let (base, stencil) = tables.place(forms.formBundle[form], severity: vector[Int(forms.formRater[form])])
        interpolate(tables.logs.at + base, stencil, into: logs.at + form * nodes, count: nodes)
      }
    }
  }

  /// Posteriors; the sum over candidates of the log of their integral and of E[θ²].
  private func fillPosterior(_ vector: [Double]) -> (logSum: Double, square: Double) {
    let nodes = grid.count
    let prior = prior(exp(vector[layout.spread]))
    let abilities = (0..<nodes).map { grid.first + Double($0) * grid.spacing }
    let sums = Doubles(64)
    inBlocks(forms.totals.count) { block, range in
      var (logSum, square) = (0.0, 0.0)
      for candidate in range {
        let row = posterior.at + candidate * nodes
        let total = forms.totals[candidate]
        for node in 0..<nodes { row[node] = total * abilities[node] + prior[node] }
        for at in Int(forms.starts[candidate])..<Int(forms.starts[candidate + 1]) {
          let log = formLog.at + Int(forms.forms[at]) * nodes
          for node in 0..<nodes { row[node] -= log[node] }
        }
        let (log, window) = normalise(row, nodes)
        logSum += log
        windows[candidate] = (Int32(window.lowerBound), Int32(window.upperBound))
        for node in window { square += row[node] * abilities[node] * abilities[node] }
      }
      sums.at[2 * block] = logSum
      sums.at[2 * block + 1] = square
    }
    var (logSum, square) = (0.0, 0.0)
    for block in 0..<32 {
      logSum += sums.at[2 * block]
      square += sums.at[2 * block + 1]
    }
    return (logSum, square)
  }

  /// Expected sums of severities; the mass of each bundle's points for the rest.
  private func collect(
    _ vector: [Double], _ tables: MarginalTables, _ gradient: inout [Double], _ information: inout [Double]
  ) {
    let nodes = grid.count
    let means = Doubles(forms.formCount)
    let variances = Doubles(forms.formCount)
    inBlocks(forms.formCount, blocks: MarginalTables.copies) { block, range in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: nodes) { mass in
        let mass = mass.baseAddress!
        for form in range {
          mass.update(repeating: 0, count: nodes)
          for at in Int(forms.formStarts[form])..<Int(forms.formStarts[form + 1]) {
            let row = posterior.at + Int(forms.candidates[at]) * nodes
            let (low, high) = windows[Int(forms.candidates[at])]
            for node in Int(low)..<Int(high) { mass[node] += row[node] }
          }
          let (base, stencil) = tables.place(forms.formBundle[form], severity: vector[Int(forms.formRater[form])])
          means.at[form] = integrate(tables.means.at + base, stencil, mass, count: nodes)
          variances.at[form] = integrate(tables.variances.at + base, stencil, mass, count: nodes)
          deposit(mass, stencil, into: tables.mass[block].at + base, count: nodes)
        }
      }
    }
    for form in 0..<forms.formCount {
      gradient[Int(forms.formRater[form])] += means.at[form]
      information[Int(forms.formRater[form])] += variances.at[form]
    }
  }
}

extension MarginalPass {
  /// For each candidate the posterior mean and SD, after `evaluate`; around the grid's 0.
  func moments() -> (means: [Double], deviations: [Double]) {
    let nodes = grid.count
    var (means, deviations) = ([Double](), [Double]())
    for candidate in 0..<forms.totals.count {
      let row = posterior.at + candidate * nodes
      var (mean, square) = (0.0, 0.0)
      for node in 0..<nodes {
        let ability = grid.first + Double(node) * grid.spacing
        mean += row[node] * ability
        square += row[node] * ability * ability
      }
      means.append(mean)
      deviations.append(max(1e-12, square - mean * mean).squareRoot())
    }
    return (means, deviations)
  }

  /// Mean category of each form at each node, in place of its log sums, after `evaluate`.
  func formMeans(_ vector: [Double]) -> Doubles? {
    guard let tables else { return nil }
    let nodes = grid.count
    inBlocks(forms.formCount) { _, range in
      for form in range {
        let (base, stencil) = tables.place(forms.formBundle[form], severity: vector[Int(forms.formRater[form])])
        interpolate(tables.means.at + base, stencil, into: formLog.at + form * nodes, count: nodes)
      }
    }
    return formLog
  }
}

/// Turns logs into probabilities that sum to 1; the log of their sum, and the nodes outside of which they are 0: below e^-40 of the
/// highest. Both ends are multiples of 4.
private func normalise(_ row: UnsafeMutablePointer<Double>, _ count: Int) -> (log: Double, window: Range<Int>) {
  var high = -Double.infinity
  for at in 0..<count { high = high > row[at] ? high : row[at] }
  var (first, last) = (0, count - 1)
  while row[first] < high - 40 { first += 1 }
  while row[last] < high - 40 { last -= 1 }
  let window = (first / 4 * 4)..<min(count, (last / 4 + 1) * 4)
  (row).update(repeating: 0, count: window.lowerBound)
  (row + window.upperBound).update(repeating: 0, count: count - window.upperBound)
  var lanes = SIMD4<Double>.zero
  for at in stride(from: window.lowerBound, to: window.upperBound, by: 4) {
    let place = UnsafeMutableRawPointer(row + at)
    let powers = exponential(place.loadUnaligned(as: SIMD4<Double>.self) - high)
    place.storeBytes(of: powers, as: SIMD4<Double>.self)
    lanes += powers
  }
  let sum = lanes.sum()
  let scale = 1 / sum
  for at in window { row[at] *= scale }
  return (high + log(sum), window)
}

private func interpolate(
  _ table: UnsafePointer<Double>, _ stencil: MarginalStencil, into row: UnsafeMutablePointer<Double>, count: Int
) {
  let (a, b, c, d, e, f) = stencil.weights
  let (ta, tb, tc) = (table + stencil.bases.0, table + stencil.bases.1, table + stencil.bases.2)
  let (td, te, tf) = (table + stencil.bases.3, table + stencil.bases.4, table + stencil.bases.5)
  for at in 0..<count {
    row[at] = (a * ta[at] + b * tb[at]) + (c * tc[at] + d * td[at]) + (e * te[at] + f * tf[at])
  }
}

private func integrate(
  _ table: UnsafePointer<Double>, _ stencil: MarginalStencil, _ mass: UnsafePointer<Double>, count: Int
) -> Double {
  let (a, b, c, d, e, f) = stencil.weights
  let (ta, tb, tc) = (table + stencil.bases.0, table + stencil.bases.1, table + stencil.bases.2)
  let (td, te, tf) = (table + stencil.bases.3, table + stencil.bases.4, table + stencil.bases.5)
  var lanes = SIMD4<Double>.zero
  for at in stride(from: 0, to: count, by: 4) {
    let value =
      (four(ta, at) * a + four(tb, at) * b) + (four(tc, at) * c + four(td, at) * d) + (four(te, at) * e + four(tf, at) * f)
    lanes += value * four(mass, at)
  }
  return lanes.sum()
}

/// The transpose of `interpolate`.
private func deposit(
  _ mass: UnsafePointer<Double>, _ stencil: MarginalStencil, into table: UnsafeMutablePointer<Double>, count: Int
) {
  let weights = stencil.weights
  for (base, weight) in [
    (stencil.bases.0, weights.0), (stencil.bases.1, weights.1), (stencil.bases.2, weights.2), (stencil.bases.3, weights.3),
    (stencil.bases.4, weights.4), (stencil.bases.5, weights.5),
  ] {
    let to = table + base
    for at in 0..<count { to[at] += weight * mass[at] }
  }
}
