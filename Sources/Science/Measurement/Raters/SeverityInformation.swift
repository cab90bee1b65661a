/// The observed information between severities, sparse: two raters are tied by the candidates both rated.
struct SeverityInformation {
  private let count: Int
  /// Row r: `columns[starts[r]..<starts[r + 1]]`, ascending, the diagonal among them.
  private let starts: [Int32]
  private let columns: [Int32]
  private let values: [Double]
  private let diagonal: [Double]
  private let root: Cholesky?

  /// Nil where a diagonal element is not positive or, up to the dense limit, the matrix is not positive definite.
  init?(_ fit: MarginalFit, _ layout: FacetLayout) {
    count = layout.raters
    guard let entries = Entries(fit) else { return nil }
    var order = (0..<Int32(entries.values.count)).map { $0 }
    order = sorted(order, by: entries.columns, below: count)
    order = sorted(order, by: entries.rows, below: count)
    var (starts, columns, values) = ([Int32](), [Int32](), [Double]())
    var row: Int32 = -1
    for at in order.map(Int.init) {
      while row < entries.rows[at] {
        starts.append(Int32(columns.count))
        row += 1
      }
      if Int(starts[Int(row)]) < columns.count, columns[columns.count - 1] == entries.columns[at] {
        values[values.count - 1] -= entries.values[at]
      } else {
        columns.append(entries.columns[at])
        values.append(-entries.values[at])
      }
    }
    while starts.count <= count { starts.append(Int32(columns.count)) }
    var diagonal = [Double](repeating: 0, count: count)
    for rater in 0..<count {
      for at in Int(starts[rater])..<Int(starts[rater + 1]) where Int(columns[at]) == rater {
        values[at] += fit.evaluation.severityInformation[rater]
        diagonal[rater] = values[at]
      }
      guard diagonal[rater] > 0 else { return nil }
    }
    (self.starts, self.columns, self.values, self.diagonal) = (starts, columns, values, diagonal)
    guard count <= MarginalErrors.denseLimit else {
      root = nil
      return
    }
    var matrix = [Double](repeating: 0, count: count * count)
    for rater in 0..<count {
      for at in Int(starts[rater])..<Int(starts[rater + 1]) { matrix[rater * count + Int(columns[at])] = values[at] }
    }
    guard let root = Cholesky(matrix, size: count) else { return nil }
    self.root = root
  }

  /// x with H x = `right`; beyond the dense limit by conjugate gradients to a relative residual of 1e-7.
  func solve(_ right: [Double]) -> [Double] {
    if let root { return root.solve(right) }
    var x = [Double](repeating: 0, count: count)
    var residual = right
    var z = zip(residual, diagonal).map { $0 / $1 }
    var direction = z
    var rho = dot(residual, z)
    let goal = 1e-14 * rho
    for _ in 0..<1_000 where rho > goal && rho > 0 {
      let image = times(direction)
      let alpha = rho / dot(direction, image)
      for at in 0..<count {
        x[at] += alpha * direction[at]
        residual[at] -= alpha * image[at]
        z[at] = residual[at] / diagonal[at]
      }
      let next = dot(residual, z)
      for at in 0..<count { direction[at] = z[at] + next / rho * direction[at] }
      rho = next
    }
    return x
  }

  var inverseDiagonal: [Double] {
    if let root { return root.inverseDiagonal }
    let result = Doubles(count)
    inBlocks(count) { _, range in
      var place = [Int32](repeating: -1, count: count)
      for rater in range { result.at[rater] = localVariance(rater, &place) }
    }
    return result.array
  }

  /// The rater's variance where only she and those tied to her are unknown: she stands last, so that it is 1 / L² of the last row.
  private func localVariance(_ rater: Int, _ place: inout [Int32]) -> Double {
    var members: [(column: Int32, strength: Double)] = []
    for at in Int(starts[rater])..<Int(starts[rater + 1]) where Int(columns[at]) != rater {
      members.append((columns[at], values[at] * values[at] / diagonal[Int(columns[at])]))
    }
    if members.count > MarginalErrors.neighbourLimit {
      members.sort { ($0.strength, $1.column) > ($1.strength, $0.column) }
      members.removeLast(members.count - MarginalErrors.neighbourLimit)
    }
    let all = members.map { Int($0.column) } + [rater]
    for (at, member) in all.enumerated() { place[member] = Int32(at) }
    var matrix = [Double](repeating: 0, count: all.count * all.count)
    for (row, member) in all.enumerated() {
      for at in Int(starts[member])..<Int(starts[member + 1]) {
        let column = place[Int(columns[at])]
        if column >= 0 { matrix[row * all.count + Int(column)] = values[at] }
      }
    }
    for member in all { place[member] = -1 }
    guard let root = Cholesky(matrix, size: all.count) else { return .infinity }
    let last = root.lower[all.count * all.count - 1]
    return 1 / (last * last)
  }

  private func times(_ x: [Double]) -> [Double] {
    [Double](unsafeUninitializedCapacity: count) { image, filled in
      values.withUnsafeBufferPointer { values in
        columns.withUnsafeBufferPointer { columns in
          x.withUnsafeBufferPointer { x in
            for row in 0..<count {
              var sum = 0.0
              for at in Int(starts[row])..<Int(starts[row + 1]) { sum += values[at] * x[Int(columns[at])] }
              image[row] = sum
            }
          }
        }
      }
      filled = count
    }
  }
}

/// Posterior covariances of the expected sums of a candidate's raters, both triangles, candidate by candidate.
private struct Entries {
  let rows: [Int32]
  let columns: [Int32]
  let values: [Double]

  init?(_ fit: MarginalFit) {
    guard let means = fit.pass.formMeans(fit.vector) else { return nil }
    let forms = fit.pass.forms
    let nodes = fit.pass.grid.count
    let candidates = forms.totals.count
    var starts = [0]
    var (rows, columns) = ([Int32](), [Int32]())
    var own: [Int32] = []
    for candidate in 0..<candidates {
      own.removeAll(keepingCapacity: true)
      for at in Int(forms.starts[candidate])..<Int(forms.starts[candidate + 1]) {
        let rater = forms.formRater[Int(forms.forms[at])]
        if own.last != rater { own.append(rater) }
      }
      for one in own {
        for other in own {
          rows.append(one)
          columns.append(other)
        }
      }
      starts.append(rows.count)
    }
    let values = Doubles(rows.count)
    inBlocks(candidates) { _, range in
      var desk = [Double](repeating: 0, count: nodes)
      for candidate in range {
        let count = Int(Double(starts[candidate + 1] - starts[candidate]).squareRoot().rounded())
        if desk.count < count * nodes { desk = [Double](repeating: 0, count: count * nodes) }
        desk.withUnsafeMutableBufferPointer { desk in
          guard let desk = desk.baseAddress else { return }
          Self.centre(candidate, forms, means, fit.pass.posterior.at + candidate * nodes, nodes, desk)
          Self.cover(fit.pass.posterior.at + candidate * nodes, nodes, count, desk, into: values.at + starts[candidate])
        }
      }
    }
    (self.rows, self.columns, self.values) = (rows, columns, values.array)
  }

  /// Each rater's expected sum at each node, less its posterior mean.
  private static func centre(
    _ candidate: Int, _ forms: FacetForms, _ means: Doubles, _ posterior: UnsafePointer<Double>, _ nodes: Int,
    _ desk: UnsafeMutablePointer<Double>
  ) {
    var slot = -1
    var last: Int32 = -1
    for at in Int(forms.starts[candidate])..<Int(forms.starts[candidate + 1]) {
      let form = Int(forms.forms[at])
      if forms.formRater[form] != last {
        slot += 1
        last = forms.formRater[form]
        (desk + slot * nodes).update(repeating: 0, count: nodes)
      }
      for node in 0..<nodes { desk[slot * nodes + node] += means.at[form * nodes + node] }
    }
    for row in 0...max(0, slot) {
      var mean = 0.0
      for node in 0..<nodes { mean += posterior[node] * desk[row * nodes + node] }
      for node in 0..<nodes { desk[row * nodes + node] -= mean }
    }
  }

  private static func cover(
    _ posterior: UnsafePointer<Double>, _ nodes: Int, _ count: Int, _ desk: UnsafePointer<Double>,
    into values: UnsafeMutablePointer<Double>
  ) {
    for one in 0..<count {
      for other in one..<count {
        var sum = 0.0
        for node in 0..<nodes { sum += posterior[node] * desk[one * nodes + node] * desk[other * nodes + node] }
        values[one * count + other] = sum
        values[other * count + one] = sum
      }
    }
  }
}
