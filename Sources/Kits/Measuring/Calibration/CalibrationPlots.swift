import Documents
import Measurement
import Words

/// The pictures of a fit: curves, information, persons and items on one scale, differences between groups.
struct CalibrationPlots {
  private let calibrated: Calibrated

  /// Curves of so many items in one picture: as many as there are kinds of dashes.
  private static let together = 4
  private static let abilities = (0...80).map { -4 + Double($0) / 10 }

  init(_ calibrated: Calibrated) { self.calibrated = calibrated }

  func named(_ t: Language) -> [(name: String, plot: PDF.Plot)] {
    curves(t).enumerated().map { ("curves-\($0 + 1)", $1) } + [("information", information(t)), ("wright", wright(t))]
      + ((try? calibrated.differences?.get()).map { [("dif", DifferencesReport($0, calibrated.table.items, t).plot)] } ?? [])
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
        x: .init(Phrase.abilityAxis(t), -4, 4), y: .init(Phrase.informationAxis(t), reaching: max(1e-3, values.max() ?? 1)),
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
}
