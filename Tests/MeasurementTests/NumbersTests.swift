import Measurement
import Testing

/// Reference figures: scipy 1.17 (norm, chi2, f, t), printed with 17 digits.
@Suite struct NumbersTests {
  @Test("normal quantiles, and their way back")
  func normal() {
    #expect(abs(normalQuantile(0.975) - 1.959963984540054) < 1e-15)
    #expect(abs(normalQuantile(1e-10) + 6.361340902404056) < 1e-14)
    for p in [1e-300, 1e-12, 0.001, 0.025, 0.3, 0.5, 0.8, 0.999_999] {
      let z = normalQuantile(p)
      #expect(abs(normalBelow(z) / p - 1) < 1e-15 * (8 + z * z))
    }
  }

  @Test("upper tails")
  func tails() {
    for (x, degrees, p) in [
      (3.841458820694124, 1.0, 0.04999999999999989), (0.5, 3, 0.9188914116546758), (50, 10, 2.669083424904495e-07),
      (120, 100, 0.08440668109369177), (80, 100, 0.9296649333406051), (0.001, 2, 0.9995001249791693),
    ] {
      #expect(abs(chiSquareAbove(x, degrees: degrees) / p - 1) < 1e-12)
    }
    for (x, top, bottom, p) in [
      (4.0, 3.0, 10.0, 0.04134768103608254), (0.5, 5, 2, 0.7699518541666883), (1.2, 100, 200, 0.1400433575276638),
    ] {
      #expect(abs(fAbove(x, top: top, bottom: bottom) / p - 1) < 1e-12)
    }
    for (t, degrees, p) in [(2.0, 5.0, 0.10193947882985835), (0.1, 30, 0.9210096117902712), (6, 3, 0.009272714892284666)] {
      #expect(abs(studentBeyond(t, degrees: degrees) / p - 1) < 1e-12)
    }
  }

  @Test("Cholesky solves, inverts and refuses")
  func cholesky() throws {
    let matrix = [4.0, 2, 1, 2, 5, 3, 1, 3, 6]
    let root = try #require(Cholesky(matrix, size: 3))
    let inverse = root.inverse()
    for row in 0..<3 {
      for column in 0..<3 {
        let product = (0..<3).reduce(0) { $0 + matrix[row * 3 + $1] * inverse[$1 * 3 + column] }
        #expect(abs(product - (row == column ? 1 : 0)) < 1e-14)
      }
    }
    #expect(abs(root.logDeterminant - 4.204692619390966) < 1e-14)
    #expect(Cholesky([1, 1, 1, 1], size: 2) == nil)
    #expect(Cholesky([1, 2, 2, 1], size: 2) == nil)
  }
}
