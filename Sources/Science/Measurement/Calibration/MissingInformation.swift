import Dispatch

/// What the unknown ability takes away from the complete-data information (Louis 1982): over the persons of a cohort counted by tables, the sum
/// of the covariances of the natural parameters' scores under the posteriors of ability.
struct MissingInformation {
  /// A set of natural parameters that belong together: of an item, or of the group.
  struct Part: Sendable {
    /// Place of the item in the codes; nil for the group, whose scores depend on no answer.
    let position: Int?
    /// Number of the first natural parameter.
    let first: Int
    /// For each parameter at category x node.
    let scores: [[Double]]
  }

  private let pass: TablePass
  private let parts: [Part]
  private let size: Int
  private let readers: [AnswerReader?]

  /// `size`: how many natural parameters there are.
  init(_ pass: TablePass, _ parts: [Part], size: Int) {
    self.pass = pass
    self.parts = parts
    self.size = size
    readers = parts.map { part in part.position.map { AnswerReader(pass.codes, position: $0) } }
  }

  /// Parameter x parameter.
  func matrix() -> [Double] {
    let products = products().array
    let squares = squares()
    let width = squares.count / size
    var result = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        let product = products[row * size + column] + (row == column ? 0 : products[column * size + row])
        result[row * size + column] = product - squares[row * width + column]
        result[column * size + row] = result[row * size + column]
      }
    }
    return result
  }

  // MARK: Mean products

  /// Sum over persons of E[score · score]; of two different parameters in one of their two places, the other is 0.
  private func products() -> Doubles {
    let result = Doubles(size * size)
    nonisolated(unsafe) let at = result.at
    DispatchQueue.concurrentPerform(iterations: parts.count) { one in
      let joint = joint(one)
      withExtendedLifetime(joint) {
        for other in parts.indices where isCounted(other, with: one) {
          joint.addProducts(parts[one], parts[other], to: at, size: size, isSame: one == other)
        }
      }
    }
    return result
  }

  /// Every pair once: with the item in the earlier block, or the earlier item of a block; the group comes first.
  private func isCounted(_ other: Int, with one: Int) -> Bool {
    guard let position = parts[one].position else { return true }
    guard let later = parts[other].position else { return false }
    return later >= position
  }

  /// Of all persons who answered the part's item (of the group: of all), on one core.
  private func joint(_ part: Int) -> JointPosteriors {
    let (codes, nodeCount) = (pass.codes, pass.nodeCount)
    let reader = readers[part]
    let from = reader?.block ?? 0
    let firstRow = codes.blocks[from].firstRow
    let answers = reader.map { codes.radices[$0.position] - (codes.withMissing ? 1 : 0) } ?? 1
    let size = (codes.combinations - firstRow) * nodeCount
    let (sums, mass) = (Doubles(answers * size), Doubles(nodeCount))
    pass.eachPosterior(in: 0..<codes.rows) { kernel, person, posterior in
      let answer = reader.map { $0.answer(person.row) } ?? 0
      guard answer >= 0 else { return }
      let later = TableKernel(blockCount: kernel.blockCount - from, offsets: kernel.offsets + from)
      later.scatter(posterior, person.scale, person.window, sums.at + answer * size - firstRow * nodeCount, mass.at)
    }
    return JointPosteriors(codes: codes, nodeCount: nodeCount, answers: answers, firstRow: firstRow, sums: sums, mass: mass)
  }

  // MARK: Squared means

  /// Sum over persons of mean score · mean score, the lower triangle; rows of at least `size`, filled up to whole tiles.
  private func squares() -> [Double] {
    let shares = Parts(pass.codes.rows)
    let sums = (0..<shares.number).map { _ in ScoreSquares(size: size) }
    nonisolated(unsafe) let own = sums
    DispatchQueue.concurrentPerform(iterations: shares.number) { share in
      pass.eachPosterior(in: shares[share]) { kernel, person, posterior in
        let means = own[share].next()
        for (number, part) in parts.enumerated() {
          let answer = readers[number].map { $0.answer(person.row) } ?? 0
          guard answer >= 0 else { continue }
          for (at, scores) in part.scores.enumerated() {
            means[part.first + at] = scores.withUnsafeBufferPointer {
              kernel.mean(posterior, $0.baseAddress! + answer * pass.nodeCount, person.window)
            }
          }
        }
        // √weight / total: the squares then have the weight.
        let scale = person.weight.squareRoot() / person.total
        for at in 0..<size { means[at] *= scale }
      }
      own[share].finish()
    }
    for sum in sums.dropFirst() { sums[0].add(sum) }
    return sums[0].matrix.array
  }
}

/// Sums of the products of score means, a tile of persons at a time.
private final class ScoreSquares {
  let matrix: Doubles
  /// Of a row, in both.
  private let width: Int
  private let rows: Int
  private let tile: Doubles
  private var count = 0

  private static let height = 32

  init(size: Int) {
    width = (size + 7) / 8 * 8
    rows = size
    matrix = Doubles(size * width)
    tile = Doubles(Self.height * width)
  }

  /// Where the means of another person go; 0 at first.
  func next() -> UnsafeMutablePointer<Double> {
    if count == Self.height { finish() }
    count += 1
    let row = tile.at + (count - 1) * width
    row.update(repeating: 0, count: width)
    return row
  }

  func finish() {
    for row in stride(from: 0, to: rows - 1, by: 2) { add(row, row + 1) }
    if rows % 2 == 1 { add(rows - 1, rows - 1) }
    count = 0
  }

  /// Two rows at a time (or one twice), eight columns at a time, in registers.
  private func add(_ one: Int, _ other: Int) {
    for column in stride(from: 0, through: other, by: 8) {
      var (a, b) = (SIMD4<Double>(repeating: 0), SIMD4<Double>(repeating: 0))
      var (c, d) = (a, b)
      var person = tile.at
      for _ in 0..<count {
        let (low, high) = (four(person, column), four(person, column + 4))
        a += person[one] * low
        b += person[one] * high
        c += person[other] * low
        d += person[other] * high
        person += width
      }
      put(a, b, one * width + column)
      if other != one { put(c, d, other * width + column) }
    }
  }

  private func put(_ low: SIMD4<Double>, _ high: SIMD4<Double>, _ at: Int) {
    let place = UnsafeMutableRawPointer(matrix.at + at)
    place.storeBytes(of: four(matrix.at, at) + low, as: SIMD4<Double>.self)
    place.storeBytes(of: four(matrix.at, at + 4) + high, toByteOffset: 32, as: SIMD4<Double>.self)
  }

  func add(_ other: ScoreSquares) {
    for at in 0..<matrix.count { matrix.at[at] += other.matrix.at[at] }
  }
}

/// Posteriors added up by the answer to one item and, from its block on, by the combinations of every block: at answer x combination x node.
private struct JointPosteriors {
  let codes: AnswerCodes
  let nodeCount: Int
  let answers: Int
  let firstRow: Int
  let sums: Doubles
  /// At nodes.
  let mass: Doubles

  /// Sum of posterior · score · score over the answers of both items and the nodes, to row one, column other of a matrix.
  func addProducts(
    _ one: MissingInformation.Part, _ other: MissingInformation.Part, to matrix: UnsafeMutablePointer<Double>, size: Int,
    isSame: Bool
  ) {
    let rows = codes.combinations - firstRow
    var own = [Double](repeating: 0, count: nodeCount)
    for answer in 0..<answers {
      let base = sums.at + answer * rows * nodeCount
      eachAnswer(other, base, &own, given: isSame ? answer : nil) { second, posterior in
        for (row, left) in one.scores.enumerated() {
          for (column, right) in other.scores.enumerated() where !isSame || column <= row {
            var sum = SIMD4<Double>(repeating: 0)
            left.withUnsafeBufferPointer { left in
              right.withUnsafeBufferPointer { right in
                for node in stride(from: 0, to: nodeCount, by: 4) {
                  let both =
                    four(left.baseAddress!, answer * nodeCount + node) * four(right.baseAddress!, second * nodeCount + node)
                  sum += four(posterior, node) * both
                }
              }
            }
            matrix[(one.first + row) * size + other.first + column] += sum.sum()
          }
        }
      }
    }
  }

  /// Calls `body` with each answer to the other item (or only the one given) and the posteriors of those who gave it.
  private func eachAnswer(
    _ other: MissingInformation.Part, _ base: UnsafeMutablePointer<Double>, _ own: inout [Double], given: Int?,
    _ body: (_ answer: Int, _ posterior: UnsafePointer<Double>) -> Void
  ) {
    guard let position = other.position, let block = codes.blocks.first(where: { $0.positions.contains(position) }) else {
      body(0, mass.at)
      return
    }
    own.withUnsafeMutableBufferPointer { own in
      for answer in 0..<other.scores[0].count / nodeCount where given == nil || given == answer {
        own.update(repeating: 0)
        for code in 0..<block.combinations where codes.given(code, block, position: position) == answer {
          let row = base + (block.firstRow - firstRow + code) * nodeCount
          for node in 0..<nodeCount { own[node] += row[node] }
        }
        body(answer, own.baseAddress!)
      }
    }
  }
}
