import Glibc

/// Seconds that persons spent on items; NaN where unknown.
package struct ResponseTimes: Sendable {
  package let persons: Int
  package let items: Int
  /// Logarithms, row after row; NaN where unknown.
  let logs: [Double]

  /// Row after row.
  package init(seconds: [Double], persons: Int, items: Int) throws(ScreeningFault) {
    guard persons > 2 else { throw .onePerson }
    guard items > 1 else { throw .noItems }
    guard seconds.count == persons * items else { throw .count(expected: persons * items, given: seconds.count) }
    for at in seconds.indices where !seconds[at].isNaN && !(seconds[at] > 0 && seconds[at].isFinite) {
      throw .time(person: at / items, item: at % items)
    }
    self.persons = persons
    self.items = items
    logs = seconds.map { log($0) }
    for item in 0..<items {
      var (count, low, high) = (0, Double.infinity, -Double.infinity)
      for person in 0..<persons {
        let time = logs[person * items + item]
        guard !time.isNaN else { continue }
        count += 1
        low = min(low, time)
        high = max(high, time)
      }
      guard count > 2 else { throw .fewTimes(item: item) }
      guard high > low else { throw .constantTimes(item: item) }
    }
  }
}

/// Lognormal model of response times (van der Linden 2006): log T = intensity of the item - speed of the person + noise of SD
/// 1 / discrimination; speeds are normal with mean 0.
package struct ResponseTimeModel: Sendable {
  /// By item: mean log seconds of a person of speed 0, and 1 / SD of the noise.
  package let intensities: [Double]
  package let discriminations: [Double]
  /// SD of speed.
  package let spread: Double
  /// By person: expected a posteriori and its SD.
  package let speeds: [Double]
  package let deviations: [Double]
  package let logLikelihood: Double
  package let converged: Bool
  package let iterations: Int
  let times: ResponseTimes
}

extension ResponseTimes {
  /// Marginal maximum likelihood by EM, every step in closed form, extrapolated (SQUAREM, Varadhan & Roland 2008) and never allowed to fall.
  package func model(tolerance: Double = 1e-9, iterationLimit: Int = 2_000) -> ResponseTimeModel {
    var step = TimeParameters(self)
    var state = step.improve(self)
    var iterations = 1
    var converged = false
    while iterations < iterationLimit {
      let first = step
      let gain = state.logLikelihood
      let one = state.next
      let second = one.improve(self)
      let two = second.next
      iterations += 1
      if one.distance(to: two) < tolerance {
        step = two
        state = second
        converged = true
        break
      }
      let leap = first.leap(one, two)
      let jumped = leap.improve(self)
      iterations += 1
      if jumped.logLikelihood >= max(gain, second.logLikelihood) {
        (step, state) = (leap, jumped)
      } else {
        step = two
        state = two.improve(self)
        iterations += 1
      }
    }
    let last = step.improve(self)
    return ResponseTimeModel(
      intensities: step.intensities, discriminations: step.variances.map { 1 / $0.squareRoot() },
      spread: step.spread.squareRoot(),
      speeds: last.speeds, deviations: last.deviations, logLikelihood: last.logLikelihood, converged: converged,
      iterations: iterations, times: self)
  }
}

/// Intensities, noise variances and the variance of speed.
private struct TimeParameters {
  var intensities: [Double]
  var variances: [Double]
  var spread: Double

  private static let smallest = 1e-8

  init(_ times: ResponseTimes) {
    intensities = []
    variances = []
    for item in 0..<times.items {
      let known = (0..<times.persons).map { times.logs[$0 * times.items + item] }.filter { !$0.isNaN }
      let mean = known.reduce(0, +) / Double(known.count)
      intensities.append(mean)
      variances.append(known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(known.count) / 2)
    }
    spread = variances.reduce(0, +) / Double(times.items)
  }

  struct Improved {
    var next: TimeParameters
    var logLikelihood: Double
    var speeds: [Double]
    var deviations: [Double]
  }

  /// One step of EM from here, and the log-likelihood here.
  func improve(_ times: ResponseTimes) -> Improved {
    let items = times.items
    var speeds = [Double](repeating: 0, count: times.persons)
    var deviations = speeds
    var count = [Double](repeating: 0, count: items)
    var sums = count
    var logLikelihood = 0.0
    var spread = 0.0
    for person in 0..<times.persons {
      let row = times.logs[person * items..<(person + 1) * items]
      var (precision, weighted, square, known, logs) = (1 / self.spread, 0.0, 0.0, 0.0, log(self.spread))
      for (item, time) in row.enumerated() where !time.isNaN {
        let gap = intensities[item] - time
        precision += 1 / variances[item]
        weighted += gap / variances[item]
        square += gap * gap / variances[item]
        logs += log(variances[item])
        known += 1
      }
      let speed = weighted / precision
      speeds[person] = speed
      deviations[person] = (1 / precision).squareRoot()
      logLikelihood -= (known * log(2 * .pi) + logs + log(precision) + square - weighted * speed) / 2
      spread += speed * speed + 1 / precision
      for (item, time) in row.enumerated() where !time.isNaN {
        count[item] += 1
        sums[item] += time + speed
      }
    }
    var next = self
    next.intensities = zip(sums, count).map { $0 / $1 }
    var squares = [Double](repeating: 0, count: items)
    for person in 0..<times.persons {
      let variance = deviations[person] * deviations[person]
      for item in 0..<items {
        let time = times.logs[person * items + item]
        guard !time.isNaN else { continue }
        let gap = time - next.intensities[item] + speeds[person]
        squares[item] += gap * gap + variance
      }
    }
    next.variances = zip(squares, count).map { max(Self.smallest, $0 / $1) }
    next.spread = max(Self.smallest, spread / Double(times.persons))
    return Improved(next: next, logLikelihood: logLikelihood, speeds: speeds, deviations: deviations)
  }

  /// Logs of variances, so that every extrapolation is a model.
  private var vector: [Double] { intensities + variances.map { log($0) } + [log(spread)] }

  private init(vector: [Double], items: Int) {
    intensities = Array(vector[..<items])
    variances = vector[items..<2 * items].map { max(Self.smallest, exp($0)) }
    spread = max(Self.smallest, exp(vector[2 * items]))
  }

  /// The largest change: of logs, and of the variance of speed against that of the noise, for it may go to 0.
  func distance(to other: TimeParameters) -> Double {
    let noise = variances.reduce(0, +) / Double(variances.count)
    return zip(vector, other.vector).dropLast().reduce(abs(spread - other.spread) / noise) { max($0, abs($1.0 - $1.1)) }
  }

  func leap(_ one: TimeParameters, _ two: TimeParameters) -> TimeParameters {
    let (a, b, c) = (vector, one.vector, two.vector)
    let r = zip(b, a).map { $0 - $1 }
    let v = a.indices.map { c[$0] - 2 * b[$0] + a[$0] }
    let norm = dot(v, v)
    guard norm > 0 else { return two }
    let alpha = min(-1, max(-100, -(dot(r, r) / norm).squareRoot()))
    return TimeParameters(
      vector: a.indices.map { a[$0] - 2 * alpha * r[$0] + alpha * alpha * v[$0] }, items: intensities.count)
  }
}
