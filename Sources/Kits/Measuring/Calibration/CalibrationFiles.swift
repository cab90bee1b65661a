import Documents
import Measurement
import Words

extension Calibrated {
  package static var mark: String { "items.csv" }

  package func files(_ put: (_ bytes: [UInt8], _ name: String) throws -> Void) async throws {
    try await CalibrationFiles(self).make(put)
  }
}

/// A fit as files for people: tables, plots, and a report in each language.
struct CalibrationFiles {
  let calibrated: Calibrated
  private let quality: CalibrationQuality

  init(_ calibrated: Calibrated) throws {
    self.calibrated = calibrated
    quality = try calibrated.quality ?? CalibrationQuality(calibrated.responses, calibrated.fit)
  }

  func make(_ put: (_ bytes: [UInt8], _ name: String) throws -> Void) async throws {
    try put(items, "items.csv")
    try put(persons, "persons.csv")
    try put(scores, "scores.csv")
    try put(dependence, "dependence.csv")
    if let found = try? calibrated.differences?.get() { try put(found.sheet(calibrated.table.items), "dif.csv") }
    let plots = CalibrationPlots(calibrated)
    for (name, plot) in plots.named(.en) { try put(try await plot.svg(language: "en"), "\(name).svg") }
    for language in Language.allCases {
      let report = CalibrationReport(calibrated, quality, plots, language)
      try put(try await report.pdf.render(), "report.\(language.rawValue).pdf")
    }
  }

  private var items: [UInt8] {
    let fit = calibrated.fit
    let steps = fit.items.map(\.intercepts.count).max() ?? 1
    var writer = CSVWriter()
    writer.add(
      [
        "id", "model", "anchored", "points", "discrimination", "discrimination_error", "difficulty", "difficulty_error",
        "guessing", "guessing_error",
      ]
        + (1...steps).map { "threshold_\($0)" }
        + ["infit", "infit_z", "outfit", "outfit_z", "s_x2", "s_x2_df", "s_x2_p", "answers"])
    for (number, item) in fit.items.enumerated() {
      let errors = calibrated.errors(number)
      let thresholds = calibrated.thresholdErrors(number)
      let guesses = item.curve == .guessing
      var numbers: [Double] = [item.slope, errors?.slope ?? .nan, item.difficulty ?? .nan, thresholds?.difficulty ?? .nan]
      numbers += guesses ? [item.guessing, errors?.guessing ?? .nan] : [.nan, .nan]
      let own = item.thresholds ?? []
      numbers += own + [Double](repeating: .nan, count: steps - own.count)
      let (fitted, scores) = (quality.items[number], quality.scores[number])
      numbers += [fitted.infit, fitted.infitZ, fitted.outfit, fitted.outfitZ, scores.statistic, Double(scores.degrees)]
      numbers += [scores.significance ?? .nan, fitted.answers]
      writer.add(
        [
          calibrated.table.items[number], ItemModel.Name(fit.models[number])?.rawValue ?? "",
          calibrated.anchors.items[number] == nil ? "no" : "yes", plainPoints(calibrated.points[number]),
        ] + numbers.map(plainNumber))
    }
    return writer.take()
  }

  private var persons: [UInt8] {
    let table = calibrated.table
    var writer = CSVWriter()
    let draws = calibrated.plausible?.first?.count ?? 0
    writer.add(
      ["id"] + (table.groupNames.isEmpty ? [] : ["group"]) + ["ability", "standard_error", "fit"]
        + (0..<draws).map { "plausible_\($0 + 1)" })
    for (number, name) in table.persons.enumerated() {
      writer.add(
        [name] + (table.groupNames.isEmpty ? [] : [table.groupNames[table.groups[number]]]) + [
          plainNumber(calibrated.ability(number) ?? .nan), plainNumber(calibrated.standardError(number) ?? .nan),
          quality.persons[number].map(plainNumber) ?? "",
        ] + (calibrated.plausible?[number] ?? []).map(plainNumber))
    }
    return writer.take()
  }

  /// What ability goes with which sum of points, in the first group.
  private var scores: [UInt8] {
    let table = ScoreTable(calibrated.fit.items, group: calibrated.fit.groups[0])
    var writer = CSVWriter()
    writer.add(["score", "ability", "standard_error", "share", "characteristic"])
    for score in table.abilities.indices {
      writer.add(
        ["\(score)"]
          + [table.abilities[score], table.standardErrors[score], table.shares[score], table.characteristic[score] ?? .nan]
          .map(plainNumber))
    }
    return writer.take()
  }

  private var dependence: [UInt8] {
    var writer = CSVWriter()
    writer.add(["first", "second", "q3", "persons"])
    for pair in quality.dependence.prefix(1_000) {
      writer.add([
        calibrated.table.items[pair.first], calibrated.table.items[pair.second], plainNumber(pair.correlation), "\(pair.persons)",
      ])
    }
    return writer.take()
  }
}
