import Documents
package import Exchange
package import Measurement
package import Words

/// The new calibration's items on the old one's scale, with all that is told of the link.
package struct LinkedScales: MeasuredTable, Sendable {
  /// Of the common items, in the order of the new calibration.
  let common: [String]
  let method: LinkingMethod.Name
  let links: [Link]
  let items: [Placed]
  /// Difficulty of each common item on the old scale: new less old.
  private let drift: [Double]

  struct Link: Sendable {
    let method: LinkingMethod.Name
    let linking: Result<ScaleLinking, TableComplaints>
  }

  /// An item on the old scale.
  struct Placed: Sendable {
    let entry: ItemBank.Entry
    let item: Item
  }

  package init(old: ItemBank, new: ItemBank, _ method: LinkingMethod.Name) throws(TableComplaints) {
    let (before, after) = (try old.items(), try new.items())
    let known = Dictionary(old.entries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let pairs = new.entries.indices.compactMap { number in known[new.entries[number].name].map { (new: number, old: $0) } }
    guard !pairs.isEmpty else { throw TableComplaints(TableComplaint(nil, nil, .noCommonItems, in: new.file)) }
    var complaints = TableComplaints()
    for pair in pairs
    where before[pair.old].curve != after[pair.new].curve
      || before[pair.old].categories != after[pair.new].categories
      || old.entries[pair.old].called(before[pair.old]) != new.entries[pair.new].called(after[pair.new])
    { complaints.add(new.entries[pair.new].complaint("id", .commonItemDiffers)) }
    do { try complaints.refuse() } catch { throw error.placed(in: new.file) }
    links = LinkingMethod.Name.allCases.map { method in
      do throws(LinkingFault) {
        return Link(
          method: method,
          linking: .success(
            try ScaleLinking(old: pairs.map { after[$0.new] }, new: pairs.map { before[$0.old] }, method.method)))
      } catch {
        let complaint =
          if case .flat(let item) = error {
            new.entries[pairs[item].new].complaint("discrimination", .linkingRefused(error))
          } else {
            TableComplaint(nil, nil, .linkingRefused(error))
          }
        return Link(method: method, linking: .failure(TableComplaints(complaint).placed(in: new.file)))
      }
    }
    (common, self.method) = (pairs.map { new.entries[$0.new].name }, method)
    let linking = try links[LinkingMethod.Name.allCases.firstIndex(of: method) ?? 0].linking.get()
    items = try TableComplaints.of { () throws(ItemFault) in
      var placed: [Placed] = []
      for (entry, item) in zip(new.entries, after) { placed.append(Placed(entry: entry, item: try linking.item(item))) }
      return placed
    } says: { _ in
      TableComplaint(nil, nil, .anchorImpossible, in: new.file)
    }
    let moved = items
    drift = pairs.map { (moved[$0.new].item.difficulty ?? .nan) - (before[$0.old].difficulty ?? .nan) }
  }
}

extension ItemBank {
  /// The items by the models the file names; a dichotomous item needs none.
  fileprivate func items() throws(TableComplaints) -> [Item] {
    var complaints = TableComplaints()
    var items: [Item] = []
    for entry in entries {
      if let item = try? entry.item(entry.likelyCurve), item.categories == 2 || entry.model != nil {
        items.append(item)
      } else {
        complaints.add(entry.complaint("model", .anchorImpossible))
      }
    }
    do { try complaints.refuse() } catch { throw error.placed(in: file) }
    return items
  }
}

extension LinkedScales {
  package func summary(_ language: Language) -> [String] {
    [Phrase.commonItemCount(common.count, of: items.count)(language)]
      + links.map { link in
        switch link.linking {
        case .success(let found):
          "\(link.method.rawValue): A = \(language.number(found.scale, decimals: 4)), B = \(language.number(found.shift, decimals: 4))"
        case .failure(let refused): "\(link.method.rawValue): \(refused.complaints.first?.says(language) ?? "")"
        }
      }
  }

  package var json: JSON {
    .object([
      ("common", .strings(common)), ("method", .string(method.rawValue)), ("links", .array(links.map(Self.json))),
      (
        "items",
        .array(
          items.map { placed in
            .object(
              [("id", .string(placed.entry.name)), ("model", placed.entry.model.map { .string($0.rawValue) } ?? .null)]
                + [("points", .points(placed.entry.called(placed.item)))] + placed.item.jsonFields)
          })
      ),
    ])
  }

  private static func json(_ link: Link) -> JSON {
    let found = try? link.linking.get()
    var reason = JSON.null
    if case .failure(let refused) = link.linking { reason = .string(refused.complaints.first?.says(.en) ?? "") }
    return .object([
      ("method", .string(link.method.rawValue)), ("scale", .some(found?.scale)), ("shift", .some(found?.shift)),
      ("scaleError", .some(found?.errors?.scale)), ("shiftError", .some(found?.errors?.shift)), ("loss", .some(found?.loss)),
      ("converged", found.map { .bool($0.converged) } ?? .null), ("reason", reason),
    ])
  }

  package static var mark: String { "items.csv" }

  package func files(_ put: (_ bytes: [UInt8], _ name: String) throws -> Void) async throws {
    try put(sheet, "items.csv")
    try put(try await plot(.en).svg(language: "en"), "drift.svg")
    for language in Language.allCases {
      try put(try await report(language).render(), "report.\(language.rawValue).pdf")
    }
  }

  private var sheet: [UInt8] {
    let steps = items.map(\.item.intercepts.count).max() ?? 1
    var writer = CSVWriter()
    writer.add(
      ["id", "model", "points", "discrimination", "difficulty", "guessing"] + (1...steps).map { "threshold_\($0)" })
    for placed in items {
      let item = placed.item
      let thresholds = item.thresholds ?? []
      writer.add(
        [placed.entry.name, placed.entry.model?.rawValue ?? "", plainPoints(placed.entry.called(placed.item))]
          + ([item.slope, item.difficulty ?? .nan, item.curve == .guessing ? item.guessing : .nan] + thresholds
          + [Double](repeating: .nan, count: steps - thresholds.count)).map(plainNumber))
    }
    return writer.take()
  }

  private func plot(_ t: Language) -> PDF.Plot {
    let rows = zip(common, drift).filter { $1.isFinite }.map { name, drift in
      EstimatePlot.Row(label: name, value: drift, interval: nil, text: t.number(drift, decimals: 2))
    }
    let reach = rows.reduce(0.5) { max($0, min(8, abs($1.value) * 1.2)) }
    return .estimates(EstimatePlot(low: -reach, high: reach, reference: 0, rows: rows))
  }

  private func report(_ t: Language) -> PDF {
    PDF(
      title: Phrase.linkingTitle(t), language: t.rawValue, footer: "Keruen",
      blocks: [
        .title(Phrase.linkingTitle(t)), .bullets(summary(t)), .paragraph(Phrase.linkingExplained(t)),
        .heading(Phrase.driftTitle(t)), .plot(plot(t)),
      ])
  }
}

extension LinkedScales {
  package static let answerSchema = """
    {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"keruen link","type":"object",
    "required":["common","method","links","items"],
    "properties":{"common":{"type":"array","items":{"type":"string"}},"method":{"type":"string"},
    "links":{"type":"array","items":{"type":"object","properties":{"method":{"enum":["mean-mean","mean-sigma","haebara","stocking-lord"]},
    "scale":{"type":["number","null"]},"shift":{"type":["number","null"]},"scaleError":{"type":["number","null"],
    "description":"by leaving out one common item at a time"},"shiftError":{"type":["number","null"]},"loss":{"type":["number","null"]},
    "converged":{"type":["boolean","null"]},"reason":{"type":["string","null"]}}}},
    "items":{"type":"array","description":"of the new calibration on the old scale, as calibrate --anchors takes them",
    "items":{"type":"object","properties":{"id":{"type":"string"},"model":{"type":"string"},"points":{"type":"array","items":{"type":"integer"}},
    "discrimination":{"type":"number"},"difficulty":{"type":["number","null"]},"guessing":{"type":["number","null"]},
    "thresholds":{"type":["array","null"],"items":{"type":"number"}},"intercepts":{"type":"array","items":{"type":"number"}}}}},
    "error":{"type":"object","properties":{"at":{"type":"string"},"reason":{"type":"string"}}}}}
    """
}
