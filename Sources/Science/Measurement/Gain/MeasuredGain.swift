/// Gains on one scale.
struct MeasuredGain {
  let scale: Gain.Scale
  let persons: [PersonGain]
  let certificate: Gain.Certificate
}

extension PairedAnswers {
  /// Both occasions in one calibration, and each sitting's weighted likelihood estimate (Warm 1989). Slopes of their own where every item
  /// has answers enough and the fit comes to an end with them.
  /// `only`: on this scale, or not at all.
  func measured(
    without dropped: Set<Int>, _ plan: GainPlan, only: Gain.Scale? = nil
  ) throws(CalibrationRefusal) -> MeasuredGain {
    let kept = (0..<items).filter { !dropped.contains($0) }
    // Nothing else ties the second occasion to the first.
    guard anchors.contains(where: { !dropped.contains($0) }) else { throw .unlinked(groups: [1]) }
    let (rows, responses) = try responses(kept)
    let scales: [Gain.Scale] =
      only.map { [$0] } ?? (fewestAnswers(without: dropped) >= plan.enoughForSlopes ? [.twoParameter, .rasch] : [.rasch])
    var refusal = CalibrationRefusal.nothingToEstimate
    for scale in scales {
      do throws(CalibrationRefusal) {
        var asked = CalibrationPlan(scale == .twoParameter ? .twoParameter : .rasch, items: kept.count)
        // A mean of a part's gains is not wanted to nine digits.
        if only != nil { asked.tolerance = 1e-6 }
        let fit = try calibrate(responses, plan: asked, standardErrors: false)
        guard fit.certificate.converged, fit.warnings.isEmpty || scale == .rasch else { continue }
        return try measured(fit, scale, rows, responses)
      } catch { refusal = error }
    }
    throw refusal
  }

  private typealias Row = (person: Int, occasion: Int)

  /// Sittings in groups by population and occasion, numbered without gaps; those whose gain is asked for come first.
  private func responses(_ kept: [Int]) throws(CalibrationRefusal) -> ([Row], Responses) {
    let rows = sittings.filter { sitting in kept.contains { sitting.row[$0] != nil } }
    let groups = rows.map { populations[$0.person] * 2 + $0.occasion }
    let numbers = Set(groups).sorted()
    guard numbers.starts(with: [0, 1]) else { throw .unlinked(groups: [1]) }
    do throws(ResponsesFault) {
      let responses = try Responses(
        rows.map { sitting in kept.map { sitting.row[$0] } }, groups: groups.map { numbers.firstIndex(of: $0) ?? 0 })
      return (rows.map { ($0.person, $0.occasion) }, responses)
    } catch { throw .tooFewPersons(rows.count) }
  }

  private func measured(
    _ fit: Calibration, _ scale: Gain.Scale, _ rows: [Row], _ responses: Responses
  ) throws(CalibrationRefusal) -> MeasuredGain {
    let estimates: AbilityEstimates
    do throws(AbilityRefusal) { estimates = try fit.abilities(responses, method: .weighted) } catch { throw .impossibleAnswers }
    var values = [[PersonGain.Measured?]](repeating: [nil, nil], count: persons)
    for (at, row) in rows.enumerated() where estimates.standardErrors[at].isFinite {
      values[row.person][row.occasion] = .init(value: estimates.abilities[at], error: estimates.standardErrors[at])
    }
    return MeasuredGain(
      scale: scale, persons: values.map { PersonGain(measured: $0[0], $0[1]) },
      certificate: .init(
        logLikelihood: fit.logLikelihood, fit: fit.certificate, before: fit.groups[0], after: fit.groups[1],
        items: responses.items, sittings: rows.count))
  }
}

extension PersonGain {
  fileprivate init(measured before: Measured?, _ after: Measured?) {
    let plain = PersonGain(before: before, after: after, change: nil)
    let change = plain.gain.flatMap { gain in
      plain.error.map { Change(chance: $0 > 0 ? normalBelow(-gain / $0) : gain > 0 ? 0 : 1) }
    }
    self.init(before: before, after: after, change: change)
  }
}

extension PairedAnswers {
  /// Anchors that persons of one score answer otherwise after than before; nil where that cannot be examined. The rows of one person are
  /// not apart from one another, so that a probability is a guide and not exact.
  func differingAnchors(without dropped: Set<Int>) -> [Int]? {
    let common = anchors.filter { !dropped.contains($0) }
    let rows = sittings.filter { sitting in common.contains { sitting.row[$0] != nil } }
    guard common.count > 2, Set(rows.map(\.occasion)).count == 2,
      let responses = try? Responses(rows.map { row in common.map { row.row[$0] } }, groups: rows.map(\.occasion)),
      let report = try? responses.logisticDifferences(DifferentialPlan(control: .falseDiscoveryRate))
    else { return nil }
    return common.indices.filter { report.items[$0].either.jodoinGierl == .c && report.probabilities[$0] <= 0.05 }.map {
      common[$0]
    }
  }
}
