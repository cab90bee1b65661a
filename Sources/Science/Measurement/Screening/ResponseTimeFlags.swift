import Glibc

/// An answer that came too fast.
package struct RapidAnswer: Sendable, Hashable {
  package let person: Int
  package let item: Int
  package let seconds: Double
  /// Standardised log time given the person's other times; below 0 is fast. Nil by threshold.
  package let residual: Double?
}

extension ResponseTimes {
  /// Answers given within `share` of the item's mean time, at most `limit` seconds: the normative threshold (Wise & Ma 2012).
  package func rapidAnswers(share: Double = 0.1, limit: Double = 10) -> [RapidAnswer] {
    let thresholds = (0..<items).map { item in
      let known = (0..<persons).map { logs[$0 * items + item] }.filter { !$0.isNaN }
      return min(limit, share * known.reduce(0) { $0 + exp($1) } / Double(known.count))
    }
    return (0..<persons).flatMap { person in
      (0..<items).compactMap { item in
        let seconds = exp(logs[person * items + item])
        guard seconds < thresholds[item] else { return nil }
        return RapidAnswer(person: person, item: item, seconds: seconds, residual: nil)
      }
    }
  }
}

/// How much faster a person was on some items than on the others.
package struct SpeedContrast: Sendable, Hashable {
  package let person: Int
  /// Speed on the named items less speed on the others; above 0 is faster there.
  package let difference: Double
  package let z: Double
  /// One-sided.
  package let probability: Double
  /// Over all persons (Benjamini & Hochberg 1995).
  package let falseDiscoveryRate: Double
}

extension ResponseTimeModel {
  /// Of each known time, row after row: its standardised residual given the person's other times, standard normal under the model; NaN
  /// where the time is unknown.
  package func residuals() -> [Double] {
    let items = times.items
    var residuals = [Double](repeating: .nan, count: times.logs.count)
    for person in 0..<times.persons {
      let start = person * items
      var (precision, weighted) = (1 / (spread * spread), 0.0)
      for item in 0..<items where !times.logs[start + item].isNaN {
        let weight = discriminations[item] * discriminations[item]
        precision += weight
        weighted += weight * (intensities[item] - times.logs[start + item])
      }
      for item in 0..<items where !times.logs[start + item].isNaN {
        let weight = discriminations[item] * discriminations[item]
        let gap = intensities[item] - times.logs[start + item]
        let rest = precision - weight
        let speed = (weighted - weight * gap) / rest
        residuals[start + item] = (speed - gap) / (1 / weight + 1 / rest).squareRoot()
      }
    }
    return residuals
  }

  /// Answers faster than the person's own speed allows, by the false discovery rate over all answers.
  package func rapidAnswers(rate: Double = 0.05) throws(ScreeningFault) -> [RapidAnswer] {
    guard rate > 0, rate < 1 else { throw .rate(rate) }
    let residuals = residuals()
    let known = residuals.indices.filter { !residuals[$0].isNaN }
    let adjusted = falseDiscoveryAdjusted(known.map { normalBelow(residuals[$0]) })
    return zip(known, adjusted).compactMap { at, adjusted in
      guard adjusted <= rate else { return nil }
      return RapidAnswer(
        person: at / times.items, item: at % times.items, seconds: exp(times.logs[at]), residual: residuals[at])
    }
  }

  /// Whether a person knew these items beforehand: her speed on them against her speed on the rest, each estimated from its items alone;
  /// the difference is normal under the model. The signed likelihood-ratio test for response times (Sinharay 2020). Persons with times in
  /// both parts, in their order.
  package func preknowledge(of suspected: [Int]) throws(ScreeningFault) -> [SpeedContrast] {
    var isSuspected = [Bool](repeating: false, count: times.items)
    for item in suspected {
      guard item >= 0, item < times.items else { throw .item(item) }
      isSuspected[item] = true
    }
    guard isSuspected.contains(true), isSuspected.contains(false) else { throw .noComparison }
    var contrasts: [(person: Int, difference: Double, z: Double)] = []
    for person in 0..<times.persons {
      var sums = [(weight: Double, gap: Double)](repeating: (0, 0), count: 2)
      for item in 0..<times.items {
        let time = times.logs[person * times.items + item]
        guard !time.isNaN else { continue }
        let weight = discriminations[item] * discriminations[item]
        let part = isSuspected[item] ? 1 : 0
        sums[part] = (sums[part].weight + weight, sums[part].gap + weight * (intensities[item] - time))
      }
      guard sums[0].weight > 0, sums[1].weight > 0 else { continue }
      let difference = sums[1].gap / sums[1].weight - sums[0].gap / sums[0].weight
      contrasts.append((person, difference, difference / (1 / sums[0].weight + 1 / sums[1].weight).squareRoot()))
    }
    let probabilities = contrasts.map { normalBelow(-$0.z) }
    let adjusted = falseDiscoveryAdjusted(probabilities)
    return contrasts.indices.map {
      SpeedContrast(
        person: contrasts[$0].person, difference: contrasts[$0].difference, z: contrasts[$0].z, probability: probabilities[$0],
        falseDiscoveryRate: adjusted[$0])
    }
  }
}
