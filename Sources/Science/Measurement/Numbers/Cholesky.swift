import Glibc

/// L Lᵀ of a symmetric positive definite matrix, kept as its lower triangle.
package struct Cholesky: Sendable {
  package let size: Int
  /// Row after row, `size` x `size`, zero above the diagonal.
  package private(set) var lower: [Double]

  /// Nil where the matrix is not positive definite: a pivot is at most `tolerance` times its diagonal element.
  /// `matrix` is row after row, `size` x `size`; only its lower triangle is read.
  package init?(_ matrix: [Double], size: Int, tolerance: Double = 1e-14) {
    precondition(matrix.count == size * size)
    self.size = size
    lower = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        var sum = matrix[row * size + column]
        for k in 0..<column { sum -= lower[row * size + k] * lower[column * size + k] }
        if row == column {
          guard sum > tolerance * abs(matrix[row * size + row]), sum.isFinite, sum > 0 else { return nil }
          lower[row * size + row] = sum.squareRoot()
        } else {
          lower[row * size + column] = sum / lower[column * size + column]
        }
      }
    }
  }

  /// x with A x = `right`.
  package func solve(_ right: [Double]) -> [Double] {
    precondition(right.count == size)
    var x = right
    for row in 0..<size {
      for k in 0..<row { x[row] -= lower[row * size + k] * x[k] }
      x[row] /= lower[row * size + row]
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      for k in row + 1..<max(size, row + 1) { x[row] -= lower[k * size + row] * x[k] }
      x[row] /= lower[row * size + row]
    }
    return x
  }

  /// The whole inverse, row after row.
  package func inverse() -> [Double] {
    var result = [Double](repeating: 0, count: size * size)
    var unit = [Double](repeating: 0, count: size)
    for column in 0..<size {
      unit[column] = 1
      let x = solve(unit)
      for row in 0..<size { result[row * size + column] = x[row] }
      unit[column] = 0
    }
    return result
  }

  /// log det A.
  package var logDeterminant: Double {
    (0..<size).reduce(0) { $0 + 2 * log(lower[$1 * size + $1]) }
  }

  /// The diagonal of the inverse: column sums of squares of L⁻¹, which is built row by row.
  package var inverseDiagonal: [Double] {
    var inverse = [Double](repeating: 0, count: size * size)
    var diagonal = [Double](repeating: 0, count: size)
    inverse.withUnsafeMutableBufferPointer { inverse in
      lower.withUnsafeBufferPointer { lower in
        for row in 0..<size {
          let own = row * size
          for k in 0..<row {
            let factor = lower[own + k]
            guard factor != 0 else { continue }
            for column in 0...k { inverse[own + column] -= factor * inverse[k * size + column] }
          }
          let scale = 1 / lower[own + row]
          for column in 0..<row { inverse[own + column] *= scale }
          inverse[own + row] = scale
          for column in 0...row { diagonal[column] += inverse[own + column] * inverse[own + column] }
        }
      }
    }
    return diagonal
  }
}
