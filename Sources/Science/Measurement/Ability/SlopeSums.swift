/// s, the sum of slope x answer, of each row of codes.
struct SlopeSums {
  private let codes: AnswerCodes
  private let starts: [Int]
  /// What a combination adds.
  private let terms: [Double]

  init(_ codes: AnswerCodes, _ items: [Item]) {
    self.codes = codes
    starts = codes.blocks.map(\.firstRow)
    terms = codes.blocks.flatMap { block in
      (0..<block.combinations).map { code in
        block.positions.reduce(0) {
          $0 + items[codes.items[$1]].slope * Double(codes.answer(code, block, position: $1))
        }
      }
    }
  }

  func write(_ rows: Range<Int>, to sums: UnsafeMutablePointer<Double>) {
    codes.codes.withUnsafeBufferPointer { all in
      terms.withUnsafeBufferPointer { terms in
        starts.withUnsafeBufferPointer { starts in
          for (at, row) in rows.enumerated() {
            var sum = 0.0
            for block in 0..<starts.count { sum += terms[starts[block] &+ Int(all[row &* starts.count &+ block])] }
            sums[at] = sum
          }
        }
      }
    }
  }
}
