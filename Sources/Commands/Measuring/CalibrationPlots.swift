import Documents
import Measurement
import Words

/// The pictures of a fit: curves, information, persons and items on one scale, differences between groups.
struct CalibrationPlots {
  private let calibrated: Calibrated
  private let quality: CalibrationQuality

  /// Curves of so many items in one picture: as many as there are kinds of dashes.
  private static let together = 4
  private static let abilities = (0...80).map { -4 + Double($0) / 10 }

  init(_ calibrated: Calibrated, _ quality: CalibrationQuality) {
    self.calibrated = calibrated
    self.quality = quality
  }

  func named(_ t: Language) -> [(name: String, plot: PDF.Plot)] {
    curves(t).enumerated().map { ("curves-\($0 + 1)", $1) } + [("information", information(t)), ("wright", wright(t))]
      + (differences(t).map { [("dif", $0)] } ?? [])
  }

  /// Expected share of an item's points at each ability.
  func curves(_ t: Language) -> [PDF.Plot] {
    let items = calibrated.fit.items
    return stride(from: 0, to: items.count, by: Self.together).map { start in
      let lines = (start..<min(start + Self.together, items.count)).map { number in
        Chart.Line(
          calibrated.table.items[number],
          Self.abilities.map { ($0, items[number].expectedScore(at: $0) / Double(items[number].categories - 1)) })
      }
      return .chart(
        Chart(x: .init(Phrase.abilityAxis(t), -4, 4), y: .init(Phrase.shareOfPoints(t), 0, 1), lines: lines))
    }
  }

  /// Information of the whole test and its standard error.
  func information(_ t: Language) -> PDF.Plot {
    let items = calibrated.fit.items
    let values = Self.abilities.map { items.information(at: $0) }
    return .chart(
      Chart(
        x: .init(Phrase.abilityAxis(t), -4, 4), y: .init(Phrase.informationAxis(t), 0, (values.max() ?? 1) * 1.05),
        lines: [Chart.Line("", Array(zip(Self.abilities, values)).map { ($0.0, $0.1) })]))
  }

  func wright(_ t: Language) -> PDF.Plot {
    .chart(
      Chart.wright(
        abilities: calibrated.abilities.abilities,
        marks: calibrated.fit.items.enumerated().compactMap { number, item in
          item.difficulty.map { ($0, calibrated.table.items[number]) }
        }, x: Phrase.abilityAxis(t), y: Phrase.howMany(t)))
  }

  /// Delta of each item with its 95 % interval; below 0 the item is harder for the focal group.
  func differences(_ t: Language) -> PDF.Plot? {
    guard let differences = quality.differences else { return nil }
    let rows = differences.items.enumerated().flatMap { number, difference in
      difference.contrasts.map { contrast in
        let reach = 1.96 * min(5, contrast.standardError)
        return EstimatePlot.Row(
          label: calibrated.table.items[number], value: contrast.delta, interval: contrast.delta - reach...contrast.delta + reach,
          text:
            "\(calibrated.table.groupNames[contrast.focal]): \(t.number(contrast.delta, decimals: 2)) \(contrast.category.rawValue)"
        )
      }
    }
    let reach = rows.reduce(1.5) { max($0, min(8, abs($1.value) + 0.5)) }
    return .estimates(EstimatePlot(low: -reach, high: reach, reference: 0, rows: rows.filter { $0.value.isFinite }))
  }
}
