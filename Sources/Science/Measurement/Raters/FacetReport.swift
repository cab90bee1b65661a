/// Fit, averages and errors of every element from one pass over the ratings.
struct FacetReport {
  private let structure: FacetStructure
  private let sums: [Facet: [Sums]]
  private let isExtremeCandidate: [Bool]
  private let meanCandidate: Double

  /// What an element's ratings add up to.
  private struct Sums {
    var count = 0
    var score = 0.0
    /// Over the ratings that took part: residual², variance, fourth moment - variance², z², fourth / variance².
    var active = 0.0
    var residual = 0.0
    var variance = 0.0
    var spread = 0.0
    var square = 0.0
    var kurtosis = 0.0
    /// Over all ratings: information about the measure.
    var information = 0.0

    mutating func add(_ one: Sums) {
      count += one.count
      score += one.score
      active += one.active
      residual += one.residual
      variance += one.variance
      spread += one.spread
      square += one.square
      kurtosis += one.kurtosis
      information += one.information
    }
  }

  init(_ design: FacetDesign, _ structure: FacetStructure, isActive: [Bool]) {
    self.structure = structure
    var candidates = [Sums](repeating: Sums(), count: design.candidates)
    var raters = [Sums](repeating: Sums(), count: design.raters)
    var criteria = [Sums](repeating: Sums(), count: design.criteria)
    var tasks = [Sums](repeating: Sums(), count: design.tasks)
    var isExtreme = [Bool](repeating: false, count: design.candidates)
    let moments = Self.moments(design, structure)
    for candidate in 0..<design.candidates {
      var (sum, most) = (0, 0)
      for row in Int(design.starts[candidate])..<Int(design.starts[candidate + 1]) {
        let scale = structure.scales[design.scale(row)]
        sum += Int(design.category[row])
        most += scale.top
        let one = Self.one(
          score: Double(scale.lowest + Int(design.category[row])),
          residual: Double(design.category[row]) - moments.at[3 * row], variance: moments.at[3 * row + 1],
          fourth: moments.at[3 * row + 2], isActive: isActive[row])
        candidates[candidate].add(one)
        raters[Int(design.rater[row])].add(one)
        criteria[Int(design.criterion[row])].add(one)
        tasks[Int(design.task[row])].add(one)
      }
      isExtreme[candidate] = sum == 0 || sum == most
    }
    sums = [.candidate: candidates, .rater: raters, .criterion: criteria, .task: tasks]
    isExtremeCandidate = isExtreme
    meanCandidate = structure.candidates.reduce(0, +) / Double(design.candidates)
  }

  private static func moments(_ design: FacetDesign, _ structure: FacetStructure) -> Doubles {
    let moments = Doubles(3 * design.count)
    inBlocks(design.count) { _, range in
      for row in range {
        let eta = structure.candidates[Int(design.candidate[row])] + structure.easiness(design, row)
        let (mean, variance, fourth) = structure.scales[design.scale(row)].moments(at: eta)
        moments.at[3 * row] = mean
        moments.at[3 * row + 1] = variance
        moments.at[3 * row + 2] = fourth
      }
    }
    return moments
  }

  private static func one(score: Double, residual: Double, variance: Double, fourth: Double, isActive: Bool) -> Sums {
    var sums = Sums(count: 1, score: score, information: variance)
    guard isActive, variance > 1e-12 else { return sums }
    sums.active = 1
    sums.residual = residual * residual
    sums.variance = variance
    sums.spread = fourth - variance * variance
    sums.square = residual * residual / variance
    sums.kurtosis = fourth / (variance * variance)
    return sums
  }
}

extension FacetReport {
  func candidates(_ isExtreme: [Bool]?) -> [FacetMeasure] {
    measures(.candidate, structure.candidates, nil, isExtreme ?? isExtremeCandidate) { $0 }
  }

  func raters(_ errors: [Double]?, _ isExtreme: [Bool]) -> [FacetMeasure] {
    measures(.rater, structure.severities, errors, isExtreme) { meanCandidate - $0 }
  }

  func criteria(_ errors: [Double]?, _ isExtreme: [Bool]) -> [FacetMeasure] {
    measures(.criterion, structure.difficulties, errors, isExtreme) { meanCandidate - $0 }
  }

  func tasks(_ errors: [Double]?, _ isExtreme: [Bool]) -> [FacetMeasure] {
    measures(.task, structure.tasks, errors, isExtreme) { meanCandidate - $0 }
  }

  /// `eta`: of an element's measure, all other facets at their means.
  private func measures(
    _ facet: Facet, _ values: [Double], _ errors: [Double]?, _ isExtreme: [Bool], eta: (Double) -> Double
  ) -> [FacetMeasure] {
    let sums = sums[facet] ?? []
    return values.indices.map { at in
      let own = sums[at]
      let error = errors?[at] ?? (own.information > 0 ? 1 / own.information.squareRoot() : .infinity)
      return FacetMeasure(
        measure: values[at], standardError: error, ratings: own.count, average: own.score / Double(own.count),
        fairAverage: fairAverage(facet, at, eta(values[at])), isExtreme: isExtreme.isEmpty ? false : isExtreme[at],
        fit: fit(own))
    }
  }

  /// The expected score at η; over all scales, or the element's own where criteria or raters have scales of their own.
  private func fairAverage(_ facet: Facet, _ element: Int, _ eta: Double) -> Double {
    let scales = structure.scales
    if scales.count == structure.difficulties.count, facet == .criterion, scales.count > 1 {
      return scales[element].expectedScore(at: eta)
    }
    if scales.count == structure.severities.count, facet == .rater, scales.count > 1 {
      return scales[element].expectedScore(at: eta)
    }
    return scales.reduce(0) { $0 + $1.expectedScore(at: eta) } / Double(scales.count)
  }

  private func fit(_ sums: Sums) -> FacetFit {
    guard sums.active > 0, sums.variance > 0 else { return FacetFit(infit: 1, outfit: 1, infitZ: 0, outfitZ: 0) }
    let infit = sums.residual / sums.variance
    let outfit = sums.square / sums.active
    return FacetFit(
      infit: infit, outfit: outfit, infitZ: meanSquareDeviate(infit, variance: sums.spread / (sums.variance * sums.variance)),
      outfitZ: meanSquareDeviate(outfit, variance: sums.kurtosis / (sums.active * sums.active) - 1 / sums.active))
  }
}
