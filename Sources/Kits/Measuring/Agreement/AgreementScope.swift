import Measurement
import Words

/// How agreement is asked for.
package struct AgreementPlan: Sendable {
  /// Ratings are names without an order.
  package var hasNames = false
  package var level = 0.95
  package var draws = 1_000
  package var seed: UInt64 = 1

  package init() {}
}

/// Ratings of the same things: on one criterion, or on all.
struct AgreementScope: Sendable {
  /// Nil: all.
  let criterion: String?
  let units: Int
  let raters: Int
  let ratings: Int
  let coefficients: [AgreementCoefficient]

  subscript(_ name: AgreementCoefficient.Name) -> AgreementCoefficient? { coefficients.first { $0.name == name } }
}

extension AgreementScope {
  /// `rows`: unit, rater and value; nobody rated the same unit twice.
  init(criterion: String?, _ rows: [(unit: Int32, rater: Int32, value: Double)], _ plan: AgreementPlan) {
    let sorted = rows.sorted { ($0.unit, $0.rater) < ($1.unit, $1.rater) }
    var ranges: [Range<Int>] = []
    var start = 0
    for at in sorted.indices where at + 1 == sorted.count || sorted[at + 1].unit != sorted[at].unit {
      ranges.append(start..<at + 1)
      start = at + 1
    }
    let agreement = UnitAgreement(rows: sorted, ranges: ranges, plan: plan)
    self.criterion = criterion
    (units, ratings, raters) = (ranges.count, rows.count, Set(rows.map(\.rater)).count)
    coefficients = agreement.coefficients
  }
}

/// Ratings unit by unit, each in the order of the raters.
private struct UnitAgreement {
  let rows: [(unit: Int32, rater: Int32, value: Double)]
  let ranges: [Range<Int>]
  let plan: AgreementPlan

  var coefficients: [AgreementCoefficient] { [percent] + cohen + [fleiss] + intraclass + alpha }

  private func of(
    _ name: AgreementCoefficient.Name, _ make: () throws(AgreementFault) -> AgreementCoefficient
  ) -> AgreementCoefficient {
    do throws(AgreementFault) { return try make() } catch {
      return AgreementCoefficient(name: name, reason: .agreementRefused(error))
    }
  }

  /// The share of pairs of ratings of one unit that are the same.
  private var percent: AgreementCoefficient {
    var (same, all) = (0, 0)
    for range in ranges {
      for one in range {
        for other in range.dropFirst(one - range.lowerBound + 1) {
          all += 1
          if rows[one].value == rows[other].value { same += 1 }
        }
      }
    }
    guard all > 0 else { return AgreementCoefficient(name: .percentAgreement, reason: .agreementRefused(.noPairs)) }
    return AgreementCoefficient(name: .percentAgreement, value: Double(same) / Double(all))
  }

  /// Of each row from 0; nil where values are not whole or lie too far apart to be categories.
  private var categories: (codes: [Int], count: Int)? {
    let low = rows.map(\.value).min() ?? 0
    guard rows.allSatisfy({ $0.value == $0.value.rounded() && $0.value - low < 1_000 }) else { return nil }
    let codes = rows.map { Int($0.value - low) }
    return (codes, (codes.max() ?? 0) + 1)
  }

  /// Of two raters; of more, the mean over pairs (Light 1971), each as heavy as the units it shares.
  private var cohen: [AgreementCoefficient] {
    let kinds: [(AgreementCoefficient.Name, WeightedKappa.Weights)] = [
      (.cohen, .unweighted), (.cohenLinear, .linear), (.cohenQuadratic, .quadratic),
    ]
    guard let categories else { return kinds.map { AgreementCoefficient(name: $0.0, reason: .ratingsNotCategories) } }
    let pairs = pairs(categories.codes)
    return kinds.map { name, weights in
      if plan.hasNames, weights != .unweighted { return AgreementCoefficient(name: name, reason: .ratingsWithoutOrder) }
      return of(name) { () throws(AgreementFault) in
        var found: [WeightedKappa] = []
        var fault = AgreementFault.noPairs
        for pair in pairs {
          do throws(AgreementFault) {
            found.append(try WeightedKappa(pair.first, pair.second, categories: categories.count, weights: weights))
          } catch { fault = error }
        }
        guard !found.isEmpty else { throw fault }
        return AgreementCoefficient(
          name: name, value: found.reduce(0) { $0 + $1.kappa * Double($1.units) } / Double(found.reduce(0) { $0 + $1.units }),
          standardError: found.count == 1 ? found[0].standardError : nil, pairs: found.count)
      }
    }
  }

  private func pairs(_ codes: [Int]) -> [(first: [Int], second: [Int])] {
    var numbers: [Int64: Int] = [:]
    var pairs: [(first: [Int], second: [Int])] = []
    for range in ranges {
      for one in range {
        for other in range.dropFirst(one - range.lowerBound + 1) {
          let key = Int64(rows[one].rater) << 32 | Int64(rows[other].rater)
          let number = numbers[key] ?? pairs.count
          if number == pairs.count {
            numbers[key] = number
            pairs.append(([], []))
          }
          pairs[number].first.append(codes[one])
          pairs[number].second.append(codes[other])
        }
      }
    }
    return pairs
  }

  private var fleiss: AgreementCoefficient {
    guard let categories else { return AgreementCoefficient(name: .fleiss, reason: .ratingsNotCategories) }
    return of(.fleiss) { () throws(AgreementFault) in
      let counts = ranges.map { range in
        var counts = [Int](repeating: 0, count: categories.count)
        for at in range { counts[categories.codes[at]] += 1 }
        return counts
      }
      let kappa = try FleissKappa(counts: counts)
      return AgreementCoefficient(name: .fleiss, value: kappa.kappa, standardError: kappa.nullError)
    }
  }

  /// All six where the same raters rated every unit; the first kind alone where only their number is the same.
  private var intraclass: [AgreementCoefficient] {
    let names: [AgreementCoefficient.Name] = [.icc11, .icc21, .icc31, .icc1k, .icc2k, .icc3k]
    if plan.hasNames { return names.map { AgreementCoefficient(name: $0, reason: .ratingsAreNames) } }
    let isEven = ranges.allSatisfy { $0.count == ranges[0].count }
    guard isEven else { return names.map { AgreementCoefficient(name: $0, reason: .designUneven) } }
    let isComplete = ranges.allSatisfy { zip($0, ranges[0]).allSatisfy { rows[$0].rater == rows[$1].rater } }
    do throws(AgreementFault) {
      let icc = try IntraclassCorrelation(ranges.map { $0.map { rows[$0].value } }, level: plan.level)
      let estimates = [
        icc.oneWay.single, icc.agreement.single, icc.consistency.single, icc.oneWay.average, icc.agreement.average,
        icc.consistency.average,
      ]
      return zip(names, estimates).map { name, estimate in
        if !isComplete, name != .icc11, name != .icc1k { return AgreementCoefficient(name: name, reason: .ratersDiffer) }
        return AgreementCoefficient(name: name, value: estimate.value, lower: estimate.lower, upper: estimate.upper)
      }
    } catch { return names.map { AgreementCoefficient(name: $0, reason: .agreementRefused(error)) } }
  }

  private var alpha: [AgreementCoefficient] {
    let kinds: [(AgreementCoefficient.Name, KrippendorffAlpha.Metric)] = [
      (.alphaNominal, .nominal), (.alphaOrdinal, .ordinal), (.alphaInterval, .interval), (.alphaRatio, .ratio),
    ]
    return kinds.map { name, metric in
      if plan.hasNames, metric != .nominal { return AgreementCoefficient(name: name, reason: .ratingsWithoutOrder) }
      return of(name) { () throws(AgreementFault) in
        let units = ranges.enumerated().flatMap { number, range in [Int32](repeating: Int32(number), count: range.count) }
        let values = try UnitValues(unit: units, value: rows.map(\.value))
        let alpha = try values.alpha(metric)
        let interval = try values.alphaInterval(metric, draws: plan.draws, level: plan.level, seed: plan.seed)
        return AgreementCoefficient(
          name: name, value: alpha.alpha, lower: interval?.lower, upper: interval?.upper, standardError: interval?.standardError)
      }
    }
  }
}
