import Glibc
import Testing

@testable import Measurement

/// True items for small studies, five of a kind.
func trueItems(_ model: ItemModel, count: Int = 5) throws -> [Item] {
  try (0..<count).map { at in
    let (slope, place) = (0.8 + 0.25 * Double(at % 4), 0.5 * Double(at % 6) - 1)
    return switch model {
    case .rasch: try .rasch(difficulty: place)
    case .twoParameter: try .twoParameter(slope: slope, intercept: -slope * place)
    case .threeParameter: try .threeParameter(slope: slope, intercept: -slope * place, guessing: 0.2)
    case .graded: try .graded(slope: slope, intercepts: [1 - place, -place, -1 - place])
    case .ratingScale: try .ratingScale(location: place / 2, steps: [-0.6, 0.6])
    case .partialCredit: try .partialCredit(steps: [place / 2 - 0.5, place / 2 + 0.4])
    case .generalisedPartialCredit: try .generalisedPartialCredit(slope: slope, intercepts: [0.4 - place, -place])
    }
  }
}

@Suite struct CalibrationTests {
  static let models: [ItemModel] = [
    .rasch, .twoParameter, .threeParameter, .graded, .ratingScale(scale: 1), .partialCredit, .generalisedPartialCredit,
  ]

  @Test("the likelihood is the plain one and its slope there is 0", arguments: models)
  func plain(_ model: ItemModel) throws {
    let responses = try simulated(trueItems(model), persons: 150, groups: [.init()], missing: 0.1, seed: 5)
    var plan = CalibrationPlan(model, items: 5)
    if model == .threeParameter { plan.slopePrior = LogNormalPrior() }
    let fit = try calibrate(responses, plan: plan, standardErrors: false)
    let plain = PlainLikelihood(responses, plan)
    #expect(fit.certificate.converged && fit.certificate.gradient <= 1e-9)
    #expect(fit.certificate.numericalError < 1e-9 && fit.certificate.quadratureBound < 1e-9)
    #expect(abs(plain(fit.items, fit.groups) / fit.logLikelihood - 1) < 1e-11)
    #expect(plain.steepest(fit) < 1e-7)
  }

  @Test("a form of all kinds in two groups, with booklets, anchors and priors")
  func mixed() throws {
    let items = try [
      trueItems(.twoParameter)[0], trueItems(.threeParameter)[2], trueItems(.graded)[1], trueItems(.generalisedPartialCredit)[2],
      trueItems(.rasch)[2], trueItems(.rasch)[3],
    ]
    let groups = [AbilityDistribution(), AbilityDistribution(mean: 0.7, deviation: 1.4)]
    let responses = try simulated(items, persons: 240, groups: groups, missing: 0.05, seed: 6) { person, item in
      item % 3 != person % 3 || item == 0
    }
    var plan = CalibrationPlan(
      models: [.twoParameter, .threeParameter, .graded, .generalisedPartialCredit, .rasch, .rasch], anchors: [0: items[0]],
      slopePrior: LogNormalPrior())
    for anchored in [true, false] {
      if !anchored { plan.anchors = [:] }
      let fit = try calibrate(responses, plan: plan)
      let plain = PlainLikelihood(responses, plan)
      #expect(fit.certificate.converged && fit.certificate.isConnected)
      let likelihood = try PreparedCalibration(responses, plan: plan).likelihood
      var again = try #require(Fit(likelihood))
      again.run(nil)
      let differences = try #require(ObservedInformation(likelihood, again.ascent).covariance(byDifferences: true))
      for (one, other) in zip(try #require(fit.covariance), differences) { #expect(abs(one - other) < 2e-6 * differences.max()!) }
      #expect(abs(plain(fit.items, fit.groups) / fit.logLikelihood - 1) < 1e-11)
      #expect(plain.steepest(fit) < 1e-7)
      #expect(fit.parameters.contains(.mean(group: 0)) == anchored)
      #expect(fit.parameters.contains(.deviation(group: 1)))
      #expect(anchored == (fit.items[0] == items[0]))
      #expect(try #require(fit.standardErrors(item: 0)?.slope) == 0 || !anchored)
      #expect(try #require(fit.standardErrors).allSatisfy { $0 > 0 && $0 < 5 })
    }
  }

  @Test("every way of adding up gives the same")
  func engines() throws {
    for (model, engines) in [
      (ItemModel.rasch, [CalibrationPlan.Engine.tables, .sufficient, .scores]),
      (.generalisedPartialCredit, [.tables, .sufficient]),
    ] {
      let responses = try simulated(
        trueItems(model), persons: 120, groups: [.init(), AbilityDistribution(mean: -0.4, deviation: 0.8)], seed: 7)
      let fits = try engines.map { engine in
        var plan = CalibrationPlan(model, items: 5)
        plan.engine = engine
        return try calibrate(responses, plan: plan, standardErrors: false)
      }
      for fit in fits.dropFirst() {
        #expect(abs(fit.logLikelihood / fits[0].logLikelihood - 1) < 1e-11)
        for (one, other) in zip(fit.estimates, fits[0].estimates) { #expect(abs(one - other) < 2e-8) }
      }
    }
  }

  @Test("standard errors are those of the plain likelihood's curvature, the delta method those of thresholds")
  func errors() throws {
    let responses = try simulated(trueItems(.twoParameter, count: 3), persons: 400, groups: [.init()], seed: 8)
    let plan = CalibrationPlan(.twoParameter, items: 3)
    let fit = try calibrate(responses, plan: plan)
    let plain = PlainLikelihood(responses, plan)
    func height(_ point: [Double]) -> Double {
      plain((0..<3).map { Item(trusted: .partialCredit, slope: point[2 * $0], intercepts: [point[2 * $0 + 1]]) }, fit.groups)
    }
    let h = 1e-3
    var information = [Double](repeating: 0, count: 36)
    for row in 0..<6 {
      for column in 0...row {
        var second = 0.0
        for (one, other) in [(1.0, 1.0), (1, -1), (-1, 1), (-1, -1)] {
          var point = fit.estimates
          point[row] += one * h
          point[column] += other * h
          second += one * other * height(point)
        }
        information[row * 6 + column] = -second / (4 * h * h)
        information[column * 6 + row] = information[row * 6 + column]
      }
    }
    let covariance = try #require(Cholesky(information, size: 6)?.inverse())
    for (own, exact) in zip(try #require(fit.covariance), covariance) { #expect(abs(own - exact) < 1e-3 * covariance[0]) }
    let item = fit.items[0]
    let (a, d) = (item.slope, item.intercepts[0])
    let own = try #require(fit.covariance(item: 0))
    let variance = own[3] / (a * a) - 2 * d / (a * a * a) * own[1] + d * d / (a * a * a * a) * own[0]
    #expect(abs(try #require(fit.standardErrors(ofThresholds: 0)).difficulty - variance.squareRoot()) < 1e-12)
  }
}

@Suite struct InvarianceTests {
  static let plan = CalibrationPlan(models: [.twoParameter, .graded, .twoParameter, .generalisedPartialCredit])

  static func answers() throws -> [[Int?]] {
    let items = try [
      trueItems(.twoParameter)[0], trueItems(.graded)[1], trueItems(.twoParameter)[3], trueItems(.generalisedPartialCredit)[2],
    ]
    return try rows(simulated(items, persons: 120, groups: [.init()], missing: 0.15, seed: 11))
  }

  private func close(_ one: Calibration, _ other: Calibration, _ order: [Int] = [0, 1, 2, 3]) {
    #expect(one.certificate.converged && other.certificate.converged)
    #expect(abs(one.logLikelihood - other.logLikelihood) < 1e-8)
    for (place, item) in order.enumerated() {
      let (a, b) = (one.items[place], other.items[item])
      for (x, y) in zip([a.slope] + a.intercepts, [b.slope] + b.intercepts) { #expect(abs(x - y) < 3e-7) }
    }
  }

  @Test("the order of persons and items, and the cut into weights, change nothing")
  func order() throws {
    let answers = try Self.answers()
    let fit = try calibrate(Responses(answers), plan: Self.plan, standardErrors: false)
    close(try calibrate(Responses(answers.reversed()), plan: Self.plan, standardErrors: false), fit)
    let order = [2, 0, 3, 1]
    var permuted = Self.plan
    permuted.models = order.map { Self.plan.models[$0] }
    close(
      try calibrate(Responses(answers.map { row in order.map { row[$0] } }), plan: permuted, standardErrors: false), fit, order)
    let split = try Responses(answers + answers, weights: answers.map { _ in 0.25 } + answers.map { _ in 0.75 })
    close(try calibrate(split, plan: Self.plan, standardErrors: false), fit)
  }

  @Test("persons twice are persons of weight 2, with errors smaller by √2")
  func twice() throws {
    let answers = try Self.answers()
    let once = try calibrate(Responses(answers), plan: Self.plan)
    let twice = try calibrate(Responses(answers + answers), plan: Self.plan)
    let weighted = try calibrate(Responses(answers, weights: answers.map { _ in 2 }), plan: Self.plan)
    close(twice, weighted)
    #expect(abs(twice.logLikelihood - 2 * once.logLikelihood) < 1e-7)
    for (one, two) in zip(try #require(once.standardErrors), try #require(twice.standardErrors)) {
      #expect(abs(one / two / 2.0.squareRoot() - 1) < 1e-5)
    }
  }

  @Test("a missing answer is an item not there, a person without answers is nobody")
  func missing() throws {
    let answers = try Self.answers()
    let three = CalibrationPlan(models: Array(Self.plan.models.prefix(3)))
    let without = try calibrate(Responses(answers.map { Array($0.prefix(3)) }), plan: three, standardErrors: false)
    var withAnchor = Self.plan
    withAnchor.groups = [.standard]
    withAnchor.anchors = [3: try trueItems(.generalisedPartialCredit)[0]]
    let blanked = try Responses(answers.map { Array($0.prefix(3)) + [nil] } + [[nil, nil, nil, nil]])
    let with = try calibrate(blanked, plan: withAnchor, standardErrors: false)
    #expect(abs(with.logLikelihood - without.logLikelihood) < 1e-8)
    #expect(with.persons == without.persons)
    for (one, other) in zip(with.estimates, without.estimates) { #expect(abs(one - other) < 3e-7) }
  }

  @Test("names of groups do not matter, up to the metric the reference group sets")
  func groups() throws {
    let items = try trueItems(.twoParameter)
    let responses = try simulated(
      items, persons: 160, groups: [.init(), AbilityDistribution(mean: 0.8, deviation: 1.3)], seed: 12)
    let swapped = try Responses(rows(responses), groups: (0..<160).map { 1 - responses.group($0) })
    let plan = CalibrationPlan(.twoParameter, items: 5)
    let (one, other) = try (
      calibrate(responses, plan: plan, standardErrors: false), calibrate(swapped, plan: plan, standardErrors: false)
    )
    #expect(abs(one.logLikelihood - other.logLikelihood) < 1e-8)
    let moved = try other.items.map {
      try $0.rescaled(scale: 1 / one.groups[1].deviation, shift: -one.groups[1].mean / one.groups[1].deviation)
    }
    for (a, b) in zip(one.items, moved) {
      #expect(abs(a.slope - b.slope) < 1e-6 && abs(a.intercepts[0] - b.intercepts[0]) < 1e-6)
    }
  }

  @Test("the same bits on every run")
  func deterministic() throws {
    let responses = try Responses(Self.answers())
    let fits = try (0..<3).map { _ in try calibrate(responses, plan: Self.plan, standardErrors: false) }
    #expect(fits[0].estimates == fits[1].estimates && fits[1].estimates == fits[2].estimates)
  }
}

@Suite struct RefusalTests {
  private func refusal(_ rows: [[Int?]], _ model: ItemModel, groups: [Int]? = nil) throws -> CalibrationRefusal? {
    let responses = try Responses(rows, groups: groups)
    do {
      _ = try calibrate(responses, plan: CalibrationPlan(model, items: responses.items))
      return nil
    } catch {
      return error
    }
  }

  @Test("what cannot be estimated is refused by name")
  func refusals() throws {
    #expect(try refusal([[0, 1]], .twoParameter) == .tooFewPersons(1))
    #expect(try refusal([[1, 1], [1, 0], [1, 1]], .twoParameter) == .constant(item: 0))
    #expect(try refusal([[1, 0], [0, 0], [1, 0]], .rasch) == .constant(item: 1))
    #expect(try refusal([[1, nil], [0, nil], [1, nil]], .threeParameter) == .unanswered(item: 1))
    #expect(try refusal([[0, 1], [2, 0], [2, 1]], .graded) == .emptyCategory(item: 0, category: 1))
    #expect(
      try refusal([[0, 0], [2, 2], [0, 2], [2, 0]], .ratingScale(scale: 0)) == .emptyCategory(item: 0, category: 1))
    #expect(try refusal([[0, 1], [2, 0], [1, 1]], .twoParameter) == .model(item: 0))
    #expect(
      try refusal([[0, 1, nil, nil], [1, 0, nil, nil], [nil, nil, 0, 1], [nil, nil, 1, 0]], .rasch, groups: [0, 0, 1, 1])
        == .unlinked(groups: [1]))
  }

  @Test("a plan that does not fit the responses is refused")
  func plans() throws {
    let responses = try Responses([[0, 1], [1, 0], [1, 1]])
    #expect(throws: CalibrationRefusal.modelCount(expected: 2, given: 3)) {
      try calibrate(responses, plan: CalibrationPlan(.rasch, items: 3))
    }
    var plan = CalibrationPlan(.rasch, items: 2)
    plan.tolerance = 0
    #expect(throws: CalibrationRefusal.plan("tolerance")) { try calibrate(responses, plan: plan) }
    plan = CalibrationPlan(.rasch, items: 2)
    plan.groups = [.free]
    #expect(throws: CalibrationRefusal.unlinked(groups: [0])) { try calibrate(responses, plan: plan) }
    plan = CalibrationPlan(.rasch, items: 2)
    plan.commonSlope = 1e7
    #expect(throws: CalibrationRefusal.impossibleAnswers) { try calibrate(responses, plan: plan) }
    #expect(throws: CalibrationRefusal.tooFewPersons(0)) {
      try calibrate(Responses([[0, 1], [1, 0]], weights: [0, 0]), plan: CalibrationPlan(.rasch, items: 2))
    }
    plan = CalibrationPlan(.rasch, items: 2)
    plan.anchors = [5: try .rasch(difficulty: 0)]
    #expect(throws: CalibrationRefusal.anchor(item: 5)) { try calibrate(responses, plan: plan) }
  }

  @Test("a separating item is named, and its fit does not pretend")
  func separating() throws {
    let rows: [[Int?]] = (0..<60).map { person in
      [person >= 30 ? 1 : 0, person >= 30 ? 1 : 0, person % 3 == 0 ? 1 : 0, person % 2]
    }
    let fit = try calibrate(Responses(rows), plan: CalibrationPlan(.twoParameter, items: 4))
    #expect(fit.warnings.contains(.cannotBeEstimated(item: 0)) || fit.warnings.contains(.cannotBeEstimated(item: 1)))
    #expect(!fit.certificate.converged)
    #expect(fit.estimates.allSatisfy { $0.isFinite })
  }

  @Test("booklets that share nothing are said not to be connected; the iteration limit is kept")
  func certificate() throws {
    let items = try trueItems(.twoParameter, count: 6)
    let responses = try simulated(items, persons: 120, groups: [.init()], seed: 13) { person, item in person % 2 == item / 3 }
    var plan = CalibrationPlan(.twoParameter, items: 6)
    plan.iterationLimit = 3
    let fit = try calibrate(responses, plan: plan)
    #expect(!fit.certificate.isConnected)
    #expect(!fit.certificate.converged && fit.certificate.iterations == 3)
  }

  @Test("likelihood ratios of nested fits are chi-square with the difference of parameters, others are refused")
  func comparison() throws {
    let responses = try Responses(Published.answers("lsat7"))
    let narrow = try calibrate(responses, plan: CalibrationPlan(.rasch, items: 5), standardErrors: false)
    let wide = try calibrate(responses, plan: CalibrationPlan(.twoParameter, items: 5), standardErrors: false)
    let test = try narrow.likelihoodRatio(within: wide)
    #expect(test.degrees == 4 && abs(test.statistic - 2 * (2664.900890854 - 2658.805113552)) < 1e-6)
    #expect(abs(test.significance - chiSquareAbove(test.statistic, degrees: 4)) < 1e-15)
    #expect(abs(wide.akaike - (2 * 2658.805113552 + 20)) < 1e-6)
    #expect(abs(wide.bayesian - (2 * 2658.805113552 + 10 * log(1000))) < 1e-6)
    #expect(throws: ComparisonRefusal.notNested) { try wide.likelihoodRatio(within: narrow) }
  }
}
