import Documents
import Exchange
import Measurement
import Words

/// Who rated what, or whom, more severely than the main effects say.
struct RatingInteractions: Sendable {
  enum Kind: String, Sendable { case raterCriterion, raterGroup, criterionGroup }

  struct Cell: Sendable {
    let kind: Kind
    let first: String
    let second: String
    let found: FacetInteraction
    /// Over all cells of the kind (Benjamini & Hochberg 1995).
    let adjusted: Double

    var isFlagged: Bool { adjusted <= 0.05 }
  }

  /// Kind by kind, the least probable first.
  let cells: [Cell]

  init(_ table: RatingTable, _ facets: Facets) throws(InteractionFault) {
    var cells: [Cell] = []
    func add(_ kind: Kind, _ found: [FacetInteraction], _ first: RatingTable.Names, _ second: RatingTable.Names) {
      let adjusted = falseDiscoveryAdjusted(found.map(\.probability))
      let own = zip(found, adjusted).map {
        Cell(kind: kind, first: first[$0.first], second: second[$0.second], found: $0, adjusted: $1)
      }
      cells += own.sorted { ($0.found.probability, $0.first, $0.second) < ($1.found.probability, $1.first, $1.second) }
    }
    if table.criteria.list.count > 1 {
      add(.raterCriterion, try facets.interactions(of: .rater, with: .criterion), table.raters, table.criteria)
    }
    if table.groups.list.count > 1 {
      let groups = table.group.map { Int($0.number) }
      add(.raterGroup, try facets.interactions(of: .rater, withGroups: groups), table.raters, table.groups)
      add(.criterionGroup, try facets.interactions(of: .criterion, withGroups: groups), table.criteria, table.groups)
    }
    self.cells = cells
  }
}

extension RatingInteractions {
  var json: JSON {
    .array(
      cells.map { cell in
        .object([
          ("kind", .string(cell.kind.rawValue)), ("first", .string(cell.first)), ("second", .string(cell.second)),
          ("ratings", .number(Double(cell.found.ratings))), ("difference", .number(cell.found.difference)),
          ("bias", .some(cell.found.bias)), ("standardError", .some(cell.found.standardError)), ("t", .some(cell.found.t)),
          ("p", .number(cell.found.probability)), ("adjusted", .number(cell.adjusted)), ("flagged", .bool(cell.isFlagged)),
        ])
      })
  }
}

extension RatingInteractions {
  var sheet: [UInt8] {
    var writer = CSVWriter()
    writer.add(
      ["kind", "first", "second", "ratings", "difference", "bias", "standard_error", "t", "p", "adjusted", "flagged"])
    for cell in cells {
      writer.add(
        [cell.kind.rawValue, cell.first, cell.second, "\(cell.found.ratings)"]
          + [
            cell.found.difference, cell.found.bias, cell.found.standardError, cell.found.t, cell.found.probability, cell.adjusted,
          ]
          .map(plainNumber) + [cell.isFlagged ? "yes" : "no"])
    }
    return writer.take()
  }

  /// At most this many on paper; the table holds all.
  private static let shown = 30

  func blocks(_ t: Language) -> [PDF.Block] {
    let flagged = cells.filter(\.isFlagged)
    let heading = PDF.Block.heading(Phrase.interactionsTitle(t))
    if flagged.isEmpty { return [heading, .paragraph(Phrase.noInteractions(t))] }
    return [
      heading, .paragraph(Phrase.interactionsExplained(t)),
      .table(
        PDF.Table(
          columns: [PDF.Table.Column(Phrase.whoRates(t), share: 2), PDF.Table.Column(Phrase.whatIsRated(t), share: 2)]
            + [Phrase.ratingsWord(t), Phrase.pointsMore(t), "t", "p"].map { PDF.Table.Column($0, isNumber: true) },
          rows: flagged.prefix(Self.shown).map { cell in
            [cell.first, cell.second, t.number(cell.found.ratings)]
              + [cell.found.difference, cell.found.t].map { t.number($0, decimals: 2) }
              + [t.probability(cell.found.probability)]
          })),
    ]
  }
}

extension Phrase {
  static let interactionsTitle = Phrase(
    kk: "Кімге немесе қай критерийге қаталырақ", ru: "К кому или к чему строже", en: "Harder on some than on others")
  static let interactionsExplained = Phrase(
    kk:
      "Жалпы қаталдық пен қиындықтан тыс айырма: оң сан — күтілгеннен жоғары баға, теріс сан — төмен. Бұл — сұрақ, дәлел емес: сол жұмыстарды басқа адам да оқысын.",
    ru:
      "Отличия сверх общей строгости и трудности: положительное число — оценки выше ожидаемых, отрицательное — ниже. Это вопрос, а не доказательство: пусть эти работы прочтёт ещё кто-нибудь.",
    en:
      "Beyond general severity and difficulty: positive, ratings above what is expected; negative, below. It is a question, not proof: let somebody else read these works too."
  )
  static let noInteractions = Phrase(
    kk: "Жалпы қаталдық пен қиындықтан тыс айырма табылған жоқ.", ru: "Отличий сверх общей строгости и трудности не найдено.",
    en: "Nothing was found beyond general severity and difficulty.")
  static let whoRates = Phrase(kk: "Бағалаушы не критерий", ru: "Эксперт или критерий", en: "Rater or criterion")
  static let whatIsRated = Phrase(kk: "Критерий не топ", ru: "Критерий или группа", en: "Criterion or group")
  static let pointsMore = Phrase(kk: "айырма", ru: "разница", en: "difference")
}
