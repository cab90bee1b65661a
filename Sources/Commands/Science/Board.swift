import Allocation
import Exchange

/// Applications and reviewers as they came.
struct Board {
  let scores: [Double]
  let reviewers: Int
  let problem: ReviewPlan
  /// Whole numbers for a score of 1: a power of ten that brings the largest score to 2²⁸ or just below.
  let unit: Double
  let isExplained: Bool
  /// First the worst pair is made as good as can be, then the total.
  let isFair: Bool

  init(_ input: JSONInput) throws(JSONRefusal) {
    let fields = try input.fields("scores", "conflicts", "perApplication", "minLoad", "maxLoad", "explain", "fair")
    isExplained = try fields.optional("explain")?.bool() ?? false
    isFair = try fields.optional("fair")?.bool() ?? false
    let matrix = try Matrix(fields.required("scores"))
    let each = try fields.required("perApplication").whole(in: 0...1_000_000)
    let lows = try Self.loads(fields.optional("minLoad"), matrix.columns, otherwise: 0)
    let highs = try Self.loads(fields.optional("maxLoad"), matrix.columns, otherwise: matrix.rows)
    for reviewer in 0..<matrix.columns where lows[reviewer] > highs[reviewer] {
      throw (fields.optional("minLoad") ?? input).refused(
        "reviewer \(reviewer): minLoad \(lows[reviewer]) is more than maxLoad \(highs[reviewer])")
    }
    (scores, reviewers) = (matrix.values, matrix.columns)
    unit = matrix.unit
    var whole = [Int32](repeating: 0, count: scores.count)
    for (place, score) in scores.enumerated() { whole[place] = Int32((score * unit).rounded()) }
    for place in try Self.conflicts(fields.optional("conflicts"), matrix) { whole[place] = ReviewPlan.forbidden }
    problem = ReviewPlan(
      applications: matrix.rows, reviewers: matrix.columns, scores: whole, perApplication: each, minLoad: lows, maxLoad: highs)
  }

  func total(_ assignment: [[Int32]]) -> Double {
    var total = 0.0
    for (application, own) in assignment.enumerated() {
      for reviewer in own { total += scores[application * reviewers + Int(reviewer)] }
    }
    return total
  }

  private static func loads(_ input: JSONInput?, _ reviewers: Int, otherwise: Int) throws(JSONRefusal) -> [Int] {
    guard let input else { return Array(repeating: otherwise, count: reviewers) }
    let range = 0...1_000_000_000
    guard case .array(let values) = input.value else {
      return Array(repeating: try input.whole(in: range), count: reviewers)
    }
    guard values.count == reviewers else { throw input.refused("\(values.count) loads for \(reviewers) reviewers") }
    var loads: [Int] = []
    for element in try input.array() { loads.append(try element.whole(in: range)) }
    return loads
  }

  private static func conflicts(_ input: JSONInput?, _ matrix: Matrix) throws(JSONRefusal) -> Set<Int> {
    var places: Set<Int> = []
    guard let input else { return places }
    for element in try input.array() {
      let pair = try element.array()
      guard pair.count == 2 else { throw element.refused("[application, reviewer] is wanted") }
      let application = try number(pair[0], below: matrix.rows, "applications")
      let reviewer = try number(pair[1], below: matrix.columns, "reviewers")
      guard places.insert(application * matrix.columns + reviewer).inserted else {
        throw element.refused("the conflict [\(application),\(reviewer)] stands twice")
      }
    }
    return places
  }

  private static func number(_ input: JSONInput, below count: Int, _ what: String) throws(JSONRefusal) -> Int {
    let number = try input.whole(in: 0...1_000_000_000)
    guard number < count else { throw input.refused("\(number): there are \(count) \(what), numbered from 0") }
    return number
  }
}

/// Rows of numbers, all of one length.
private struct Matrix {
  let rows: Int
  let columns: Int
  let values: [Double]

  init(_ input: JSONInput) throws(JSONRefusal) {
    let lines = try input.array()
    var values: [Double] = []
    var columns: Int?
    for line in lines {
      guard case .array(let row) = line.value else { throw line.refused("an array is wanted, not \(line.value.kind)") }
      guard row.count == columns ?? row.count else {
        throw line.refused("\(row.count) numbers where the first row has \(columns ?? 0)")
      }
      columns = row.count
      for (place, value) in row.enumerated() {
        guard case .number(let number) = value, abs(number) <= 1e9 else {
          let element = JSONInput(value, .place(line.path, place))
          values.append(try element.number(in: -1e9...1e9))
          continue
        }
        values.append(number)
      }
    }
    (rows, self.columns, self.values) = (lines.count, columns ?? 0, values)
  }

  var unit: Double {
    let largest = values.reduce(0) { max($0, abs($1)) }
    let limit = Double(ReviewPlan.limit)
    var unit = 1.0
    while unit < 1e15, largest * unit * 10 <= limit { unit *= 10 }
    while largest * unit > limit { unit /= 10 }
    return unit
  }
}
