import Documents
import Exchange
import Markup
import Measurement
import Programme
import Storage
import Words

/// A run as a table, a drawing and a file: the same lines, and never the mean of fewer than five.
struct GainTable {
  let lines: [GainPart]
  private let run: GainRun
  private let groups: [Group]
  private let t: Language
  private let house: House

  init(_ run: GainRun, _ sight: GainPages.Sight, _ visit: Visit) {
    (self.run, groups, t, house) = (run, sight.groups, visit.language, visit.house)
    let numbers = Dictionary(uniqueKeysWithValues: sight.groups.map { ($0.id, $0.number) })
    let order = [GainPart.all: 0, GainPart.open: 2, GainPart.difference: 3]
    // Groups out of reach are passed over.
    lines = run.parts.filter { part in part.group.map { numbers[$0] != nil } ?? true }.sorted {
      (order[$0.part] ?? 1, $0.group.flatMap { numbers[$0] } ?? 0) < (order[$1.part] ?? 1, $1.group.flatMap { numbers[$0] } ?? 0)
    }
  }

  func name(_ part: GainPart) -> String {
    switch part.part {
    case GainPart.all: t(.wholeCohort)
    case GainPart.open: t(.openTrackWord)
    case GainPart.difference: t(.beyondOpenTrack)
    default: part.group.flatMap { id in groups.first { $0.id == id } }?.title(t, house) ?? part.part
    }
  }

  private func shown(_ value: Double?) -> String { value.map { t.number($0, decimals: 2) } ?? "–" }

  private var isPoints: Bool { run.scale == .points }

  private typealias Figure = (title: Phrase, value: any KeyPath<GainPart, Double?> & Sendable)

  /// Title and cell of each column of figures.
  private var figures: [Figure] { figures(interval: [(.intervalFrom, \.low), (.intervalTo, \.high)]) }

  private func figures(interval: [Figure]) -> [Figure] {
    let errors: [Figure] =
      isPoints ? [] : [(.measurementErrorWord, \.measurementError), (.samplingErrorWord, \.samplingError)]
    let without: [Figure] = run.certificate.differing.isEmpty ? [] : [(.gainWithout, \.meanWithout)]
    return [(.meanGain, \.mean)] + errors + interval + without
      + [(.firstOfBoth, \.firstPairs), (.firstOfLacking, \.firstLacking)]
  }

  /// The intervals are in the drawing, and in the table behind it.
  var columns: [Column<GainPart>] {
    [
      Column(t(.groupWord)) { HTML(name($0)) }, Column(t(.pairsWord), isNumeric: true) { HTML(t.number($0.pairs)) },
      Column(t(.lackingWord), isNumeric: true) { HTML(t.number($0.lacking)) },
    ]
      + figures(interval: []).map { figure in
        Column(t(figure.title), isNumeric: true) { part in HTML(shown(part[keyPath: figure.value])) }
      }
  }

  /// Means with their intervals; nothing where there is none.
  var chart: HTML {
    let dots = lines.compactMap { part -> Dot? in
      guard let mean = part.mean, let low = part.low, let high = part.high else { return nil }
      return Dot(name(part), mean, low: low, high: high)
    }
    return dots.isEmpty ? .nothing : t.dots(t(isPoints ? .gainInPoints : .gainInDeviations), dots, reference: 0)
  }

  private var titles: [String] { [t(.groupWord), t(.pairsWord), t(.lackingWord)] + figures.map { t($0.title) } }

  func csv() -> [UInt8] {
    var writer = CSVWriter()
    writer.add(titles)
    for part in lines {
      writer.add(
        [name(part), String(part.pairs), String(part.lacking)] + figures.map { part[keyPath: $0.value].map { "\($0)" } ?? "" })
    }
    return writer.take()
  }

  func xlsx() throws -> [UInt8] {
    let writer = try XLSXWriter(sheet: t(.gainTitle), columns: titles.map { XLSXWriter.Column($0) })
    for part in lines {
      try writer.write(
        [.text(name(part)), .number(Double(part.pairs)), .number(Double(part.lacking))]
          + figures.map { figure in part[keyPath: figure.value].map { .number($0) } ?? .empty })
    }
    return try writer.finish()
  }
}

extension GainPages {
  /// GET /desk/cohorts/:cohort/gain/:file, `<run>.csv` or `<run>.xlsx`
  static func file(_ visit: Visit, _ permit: Permit<SeeCohort>) async throws -> Reply {
    let parts = try visit.name("file").split(separator: ".").map(String.init)
    guard parts.count == 2, ["csv", "xlsx"].contains(parts[1]) else { throw Refusal.missing }
    let sight = try await sight(visit, permit)
    guard let run = sight.courses.flatMap(\.runs).first(where: { $0.id.text == parts[0] }) else { throw Refusal.missing }
    let table = GainTable(run, sight, visit)
    try await visit.house.database.write {
      try $0.record(.gainSeen, sight.cohort.id.text, parts[1], by: permit, visit.house)
    }
    let isCSV = parts[1] == "csv"
    let type = isCSV ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return .download(
      isCSV ? table.csv() : try table.xlsx(), type: type, name: "\(visit.language(.gainTitle)) \(run.made.day().iso).\(parts[1])")
  }
}
