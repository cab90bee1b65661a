import Dispatch

extension TablePass {
  /// How the sums of the pass change with some parameters of one item (its place in the codes; nil for the group): for each
  /// parameter the derivative of log P at category x node (of the prior, at nodes), and for each the change of the posteriors,
  /// p·(score - mean score), added up as posteriors are.
  func derivatives(position: Int?, scores: [[Double]]) -> [Sums] {
    let parts = Parts(codes.rows)
    var sums = [[Sums]](repeating: [], count: parts.number)
    sums.withUnsafeMutableBufferPointer { sums in
      nonisolated(unsafe) let base = sums.baseAddress!
      DispatchQueue.concurrentPerform(iterations: parts.number) { part in
        base[part] = derivatives(in: parts[part], position, scores)
      }
    }
    var total = sums[0]
    for part in sums.dropFirst() {
      for at in total.indices {
        Self.add(part[at].posteriors, to: &total[at].posteriors)
        Self.add(part[at].mass, to: &total[at].mass)
      }
    }
    return total
  }

  private func derivatives(in range: Range<Int>, _ position: Int?, _ scores: [[Double]]) -> [Sums] {
    let place = position.flatMap { position in codes.blocks.firstIndex { $0.positions.contains(position) } } ?? 0
    let block = codes.blocks[place]
    let answers = (0..<block.combinations).map { code in
      position.map { codes.given(code, block, position: $0) ?? -1 } ?? 0
    }
    let size = codes.combinations * nodeCount
    let scoreSize = scores.first?.count ?? 0
    let flat = scores.flatMap(\.self)
    var change = [Double](repeating: 0, count: nodeCount)
    var posteriors = [Double](repeating: 0, count: scores.count * size)
    var mass = [Double](repeating: 0, count: scores.count * nodeCount)
    posteriors.withUnsafeMutableBufferPointer { posteriors in
      mass.withUnsafeMutableBufferPointer { mass in
        flat.withUnsafeBufferPointer { flat in
          change.withUnsafeMutableBufferPointer { change in
            eachPosterior(in: range) { kernel, person, posterior in
              let answer = answers[Int(codes.codes[person.row &* codes.blocks.count &+ place])]
              if answer < 0 { return }
              for at in scores.indices {
                let own = flat.baseAddress! + (at &* scoreSize &+ answer &* nodeCount)
                kernel.weigh(posterior, own, person, change.baseAddress!)
                kernel.scatter(
                  change.baseAddress!, 1, person.window, posteriors.baseAddress! + (at &* size),
                  mass.baseAddress! + (at &* nodeCount))
              }
            }
          }
        }
      }
    }
    return scores.indices.map {
      Sums(
        posteriors: Array(posteriors[$0 * size..<($0 + 1) * size]), mass: Array(mass[$0 * nodeCount..<($0 + 1) * nodeCount]))
    }
  }
}

extension TableKernel {
  /// posterior x scale x (score - mean score).
  @inline(__always)
  fileprivate func weigh(
    _ posterior: UnsafePointer<Double>, _ score: UnsafePointer<Double>, _ person: TablePass.RowPosterior,
    _ result: UnsafeMutablePointer<Double>
  ) {
    let scale = person.scale
    var sum = 0.0
    for node in person.window {
      result[node] = posterior[node] * scale
      sum += result[node] * score[node]
    }
    let mean = sum / person.weight
    for node in person.window { result[node] *= score[node] - mean }
  }
}
