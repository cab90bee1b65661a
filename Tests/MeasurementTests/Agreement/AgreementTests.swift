import Measurement
import Testing

@Suite struct AgreementTests {
  /// Stuart (1953): unaided distance vision of 7,477 women, right by left eye.
  private static let vision = [1520, 266, 124, 66, 234, 1512, 432, 78, 117, 362, 1772, 205, 36, 82, 179, 492]

  @Test(
    "kappa of the vision data as R's irr 0.84.1 gives it",
    arguments: [(WeightedKappa.Weights.unweighted, 0.5953888), (.linear, 0.6523804), (.quadratic, 0.7023343)])
  func kappa(weights: WeightedKappa.Weights, published: Double) throws {
    let kappa = try WeightedKappa(table: Self.vision, categories: 4, weights: weights)
    #expect(abs(kappa.kappa - published) < 5e-8)
  }

  @Test("raters with the same margins at random have the kappa 0; who always agree, 1")
  func kappaEnds() throws {
    #expect(abs(try WeightedKappa(table: [1, 1, 1, 1], categories: 2).kappa) < 1e-15)
    let sure = try WeightedKappa([0, 1, 2, 1], [0, 1, 2, 1], categories: 3, weights: .linear)
    #expect(sure.kappa == 1 && sure.standardError < 1e-7)
  }

  @Test("Fleiss' (1971) 30 patients by 6 psychiatrists: .430")
  func fleiss() throws {
    let kappa = try FleissKappa(counts: Self.diagnoses)
    #expect(abs(kappa.kappa - 0.4302445) < 5e-8)
    #expect(kappa.categories.count == 5 && kappa.categories.allSatisfy { ($0 ?? 0) > 0.2 })
  }

  @Test("Shrout & Fleiss (1979): the six correlations, published and as irr prints them")
  func intraclass() throws {
    let icc = try IntraclassCorrelation(Self.judges)
    for (ours, published, printed) in [
      (icc.oneWay.single, 0.17, 0.1657), (icc.agreement.single, 0.29, 0.2898), (icc.consistency.single, 0.71, 0.7148),
      (icc.oneWay.average, 0.44, 0.4428), (icc.agreement.average, 0.62, 0.6201), (icc.consistency.average, 0.91, 0.9093),
    ] {
      #expect(abs(ours.value - published) < 0.006 && abs(ours.value - printed) < 6e-5)
      #expect(ours.lower < ours.value && ours.value < ours.upper)
    }
    // Intervals as R's psych prints them for these data.
    for (ours, lower, upper) in [
      (icc.oneWay.single, -0.133, 0.72), (icc.agreement.single, 0.019, 0.76), (icc.consistency.single, 0.342, 0.95),
      (icc.oneWay.average, -0.884, 0.91), (icc.agreement.average, 0.071, 0.93), (icc.consistency.average, 0.676, 0.99),
    ] {
      #expect(abs(ours.lower - lower) < 6e-4 && abs(ours.upper - upper) < 6e-3)
    }
  }

  @Test(
    "Krippendorff's (2011) four observers, values missing",
    arguments: [
      (KrippendorffAlpha.Metric.nominal, 0.743421), (.ordinal, 0.815388), (.interval, 0.849107), (.ratio, 0.797403),
    ])
  func alpha(metric: KrippendorffAlpha.Metric, published: Double) throws {
    let values = try UnitValues(Self.observers.map { $0.map { $0.map(Double.init) } })
    let alpha = try values.alpha(metric)
    #expect(abs(alpha.alpha - published) < 6e-7)
    // Unit 12 has one value.
    #expect(alpha.units == 11 && alpha.values == 40)
    let interval = try #require(try values.alphaInterval(metric, draws: 400, seed: 1))
    #expect(interval.lower < alpha.alpha && alpha.alpha < interval.upper)
    #expect(try values.alphaInterval(metric, draws: 400, seed: 1) == interval)
  }

  @Test("shifting and scaling interval values changes nothing, nor does the order of rows")
  func invariance() throws {
    var chance = Seeded(4)
    let unit = (0..<600).map { Int32($0 % 200) }
    let value = unit.map { Double($0 % 7) + chance.normal() }
    let order = (0..<600).shuffled(using: &chance)
    let base = try UnitValues(unit: unit, value: value).alpha(.interval)
    let moved = try UnitValues(unit: order.map { unit[$0] }, value: order.map { 1e6 + 3 * value[$0] }).alpha(.interval)
    #expect(abs(base.alpha - moved.alpha) < 1e-9)
    let ranks = try UnitValues(unit: unit, value: value.map { $0 * $0 * $0 }).alpha(.ordinal)
    #expect(abs(try UnitValues(unit: unit, value: value).alpha(.ordinal).alpha - ranks.alpha) < 1e-12)
  }

  @Test("degenerate values are refused by name")
  func refusals() throws {
    #expect(throws: AgreementFault.noVariation) { try WeightedKappa([1, 1], [1, 1], categories: 2) }
    #expect(throws: AgreementFault.oneCategory) { try WeightedKappa([0], [0], categories: 1) }
    #expect(throws: AgreementFault.category(unit: 1, value: 2)) { try WeightedKappa([0, 2], [0, 1], categories: 2) }
    #expect(throws: AgreementFault.noUnits) { try WeightedKappa([], [], categories: 2) }
    #expect(throws: AgreementFault.noVariation) { try FleissKappa(counts: [[3, 0], [3, 0]]) }
    #expect(throws: AgreementFault.unequalRaters(unit: 1)) { try FleissKappa(counts: [[3, 0], [1, 1]]) }
    #expect(throws: AgreementFault.oneRater) { try FleissKappa(counts: [[1, 0], [0, 1]]) }
    #expect(throws: AgreementFault.noVariation) { try IntraclassCorrelation([[2, 2], [2, 2]]) }
    #expect(throws: AgreementFault.oneRater) { try IntraclassCorrelation([[2], [3]]) }
    #expect(throws: AgreementFault.oneUnit) { try IntraclassCorrelation([[2, 3]]) }
    #expect(throws: AgreementFault.notFinite(row: 1)) { try IntraclassCorrelation([[2, 3], [2, .nan]]) }
    let flat = try UnitValues(unit: [0, 0, 1, 1], value: [2, 2, 2, 2])
    for metric in KrippendorffAlpha.Metric.allCases { #expect(throws: AgreementFault.noVariation) { try flat.alpha(metric) } }
    #expect(throws: AgreementFault.noPairs) { try UnitValues(unit: [0, 1], value: [2, 3]).alpha(.interval) }
    #expect(throws: AgreementFault.negative(row: 1)) { try UnitValues(unit: [0, 0], value: [2, -3]).alpha(.ratio) }
    #expect(throws: AgreementFault.unit(row: 0)) { try UnitValues(unit: [2_000_000_000, 0], value: [2, 3]) }
  }

  @Test("perfect consistency at different levels: 1 for consistency, less for agreement, no NaN")
  func perfect() throws {
    let icc = try IntraclassCorrelation([[1, 2], [2, 3], [3, 4]])
    #expect(icc.consistency.single.value == 1 && icc.agreement.single.value < 1)
    for estimate in [icc.oneWay.single, icc.oneWay.average, icc.agreement.single, icc.agreement.average] {
      #expect(!estimate.value.isNaN && !estimate.lower.isNaN && !estimate.upper.isNaN)
    }
  }

  private static let judges: [[Double]] = [
    [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
  ]

  private static let observers: [[Int?]] = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, nil, nil, nil], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nil, 3],
    [nil, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nil], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nil],
  ]

  /// Depression, personality disorder, schizophrenia, neurosis, other.
  private static let diagnoses = [
    [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1], [0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0],
    [0, 2, 0, 4, 0], [1, 0, 2, 0, 3], [0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0],
    [1, 0, 0, 4, 1], [0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6],
  ]
}
