import Documents
package import Exchange
import Measurement
package import Words

/// What a screening found, with what must be said beside it.
package struct ScreenedTest: MeasuredTable, Sendable {
  let pairs: AlikePairs
  let times: ScreenedTimes?
  let rate: Double

  package init(pairs: AlikePairs, times: ScreenedTimes?, rate: Double) {
    (self.pairs, self.times, self.rate) = (pairs, times, rate)
  }

  package func summary(_ language: Language) -> [String] {
    [
      Phrase.screenedPairs(pairs.flagged.count, of: pairs.compared)(language)
    ]
      + (times.map { times in
        [
          Phrase.screenedTimes(rapid: times.rapid.count, persons: times.fastest.count)(language)
        ] + (times.preknowledge.isEmpty ? [] : [Phrase.screenedPreknowledge(times.preknowledge.count)(language)])
      } ?? []) + [Phrase.screeningNotice(language)]
  }

  package var json: JSON {
    .object(
      [
        ("notice", .string(Phrase.screeningNotice(.en))), ("rate", .number(rate)),
        ("compared", .number(Double(pairs.compared))), ("truncated", .bool(pairs.isTruncated)),
        ("pairs", .array(pairs.flagged.map(json))),
      ] + (times.map { [("times", Self.json($0))] } ?? []))
  }

  private func json(_ pair: SimilarPair) -> JSON {
    .object([
      ("first", .string(pairs.persons[pair.first])), ("second", .string(pairs.persons[pair.second])),
      ("sameGroup", pairs.isSameGroup(pair).map(JSON.bool) ?? .null), ("matches", .number(Double(pair.matches))),
      ("items", .number(Double(pair.items))), ("expected", .number(pair.expected)), ("p", .number(pair.probability)),
      ("familywise", .number(pair.familywise)), ("falseDiscoveryRate", .number(pair.falseDiscoveryRate)),
    ])
  }

  private static func json(_ times: ScreenedTimes) -> JSON {
    .object([
      (
        "rapid",
        .array(
          times.rapid.map { answer in
            .object([
              ("person", .string(times.persons[answer.person])), ("item", .string(times.items[answer.item])),
              ("seconds", .number(answer.seconds)), ("by", .string(answer.residual == nil ? "threshold" : "speed")),
              ("residual", .some(answer.residual)),
            ])
          })
      ),
      (
        "preknowledge",
        .array(
          times.preknowledge.map { contrast in
            .object([
              ("person", .string(times.persons[contrast.person])), ("difference", .number(contrast.difference)),
              ("z", .number(contrast.z)), ("p", .number(contrast.probability)),
              ("falseDiscoveryRate", .number(contrast.falseDiscoveryRate)),
            ])
          })
      ), ("converged", .bool(times.converged)),
    ])
  }
}

extension ScreenedTest {
  package static var mark: String { "pairs.csv" }

  package func files(_ put: (_ bytes: [UInt8], _ name: String) throws -> Void) async throws {
    try put(pairSheet, "pairs.csv")
    if let times {
      try put(Self.rapidSheet(times), "rapid.csv")
      try put(Self.preknowledgeSheet(times), "preknowledge.csv")
    }
    for language in Language.allCases {
      try put(try await report(language).render(), "report.\(language.rawValue).pdf")
    }
  }

  private var pairSheet: [UInt8] {
    var writer = CSVWriter()
    writer.add(["first", "second", "same_group", "matches", "items", "expected", "p", "familywise", "false_discovery_rate"])
    for pair in pairs.flagged {
      writer.add(
        [
          pairs.persons[pair.first], pairs.persons[pair.second], pairs.isSameGroup(pair).map { $0 ? "yes" : "no" } ?? "",
          "\(pair.matches)", "\(pair.items)", plainNumber(pair.expected),
        ] + [pair.probability, pair.familywise, pair.falseDiscoveryRate].map { "\($0)" })
    }
    return writer.take()
  }

  private static func rapidSheet(_ times: ScreenedTimes) -> [UInt8] {
    var writer = CSVWriter()
    writer.add(["person", "item", "seconds", "by", "residual"])
    for answer in times.rapid {
      writer.add([
        times.persons[answer.person], times.items[answer.item], plainNumber(answer.seconds),
        answer.residual == nil ? "threshold" : "speed", plainNumber(answer.residual ?? .nan),
      ])
    }
    return writer.take()
  }

  private static func preknowledgeSheet(_ times: ScreenedTimes) -> [UInt8] {
    var writer = CSVWriter()
    writer.add(["person", "difference", "z", "p", "false_discovery_rate"])
    for contrast in times.preknowledge {
      writer.add(
        [times.persons[contrast.person], plainNumber(contrast.difference), plainNumber(contrast.z)]
          + [contrast.probability, contrast.falseDiscoveryRate].map { "\($0)" })
    }
    return writer.take()
  }

  /// At most so many rows of a kind on paper; the tables hold all.
  private static let shown = 60

  private func report(_ t: Language) -> PDF {
    PDF(
      title: Phrase.screeningTitle(t), language: t.rawValue, footer: "Keruen",
      blocks: [
        .title(Phrase.screeningTitle(t)),
        .box(heading: Phrase.screeningNotice(t), [Phrase.screeningConduct(t)]),
        .heading(Phrase.alikeTitle(t)), .paragraph(Phrase.screenedPairs(pairs.flagged.count, of: pairs.compared)(t)),
        .paragraph(Phrase.alikeExplained(t.percent(rate))(t)),
      ] + (pairs.isTruncated ? [.paragraph(Phrase.morePairs(t))] : [])
        + (pairs.flagged.isEmpty ? [] : [.table(pairTable(t))]) + (times.map { blocks($0, t) } ?? []))
  }

  private func pairTable(_ t: Language) -> PDF.Table {
    PDF.Table(
      columns: [PDF.Table.Column(Phrase.pairWord(t), share: 2)]
        + [Phrase.matchesWord(t), Phrase.itemsAnswered(t), Phrase.expectedWord(t)].map { PDF.Table.Column($0, isNumber: true) },
      rows: pairs.flagged.prefix(Self.shown).map { pair in
        [
          "\(pairs.persons[pair.first]) — \(pairs.persons[pair.second])", "\(pair.matches)", "\(pair.items)",
          t.number(pair.expected, decimals: 1),
        ]
      })
  }

  private func blocks(_ times: ScreenedTimes, _ t: Language) -> [PDF.Block] {
    let fastest = times.fastest
    var blocks: [PDF.Block] = [
      .heading(Phrase.fastTitle(t)),
      .paragraph(Phrase.screenedTimes(rapid: times.rapid.count, persons: fastest.count)(t)), .paragraph(Phrase.fastExplained(t)),
    ]
    if !fastest.isEmpty {
      blocks.append(
        .table(
          PDF.Table(
            columns: [PDF.Table.Column(Phrase.personWord(t), share: 2), PDF.Table.Column(Phrase.fastAnswers(t), isNumber: true)],
            rows: fastest.prefix(Self.shown).map { [times.persons[$0.person], "\($0.answers)"] })))
    }
    guard !times.preknowledge.isEmpty else { return blocks }
    return blocks + [
      .heading(Phrase.preknowledgeTitle(t)), .paragraph(Phrase.preknowledgeExplained(t)),
      .table(
        PDF.Table(
          columns: [PDF.Table.Column(Phrase.personWord(t), share: 2), PDF.Table.Column("z", isNumber: true)],
          rows: times.preknowledge.prefix(Self.shown).map { [times.persons[$0.person], t.number($0.z, decimals: 2)] })),
    ]
  }
}

extension ScreenedTest {
  package static let answerSchema = """
    {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"keruen screen","type":"object",
    "required":["notice","rate","compared","pairs"],
    "properties":{"notice":{"type":"string"},"rate":{"type":"number"},"compared":{"type":"integer","description":"pairs of persons"},
    "truncated":{"type":"boolean","description":"there may be more such pairs"},
    "pairs":{"type":"array","description":"flagged, the least probable first","items":{"type":"object","properties":{
    "first":{"type":"string"},"second":{"type":"string"},"sameGroup":{"type":["boolean","null"]},"matches":{"type":"integer"},
    "items":{"type":"integer"},"expected":{"type":"number"},"p":{"type":"number"},"familywise":{"type":"number"},
    "falseDiscoveryRate":{"type":"number"}}}},
    "times":{"type":"object","description":"with --times","properties":{
    "rapid":{"type":"array","items":{"type":"object","properties":{"person":{"type":"string"},"item":{"type":"string"},
    "seconds":{"type":"number"},"by":{"enum":["threshold","speed"],
    "description":"a tenth of the item's mean time, at most 10 s; or faster than the person's own speed allows"},"residual":{"type":["number","null"]}}}},
    "preknowledge":{"type":"array","description":"flagged, by speed on the suspected items","items":{"type":"object","properties":{
    "person":{"type":"string"},"difference":{"type":"number","description":"log seconds"},"z":{"type":"number"},"p":{"type":"number"},
    "falseDiscoveryRate":{"type":"number"}}}},"converged":{"type":"boolean"}}},
    "error":{"type":"object","properties":{"at":{"type":"string"},"reason":{"type":"string"}}}}}
    """
}
