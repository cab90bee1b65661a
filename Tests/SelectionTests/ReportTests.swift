import Documents
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Selection

/// The one-page report, as whoever answers for a selection reads it.
@Suite struct ReportTests {
  private static let cap = """
    caps:
      - {column: region, title: {kk: "Бір өңірден", ru: "Из одной области", en: "From one region"}, places: 3}
    """

  @Test("S 46: groups are called by their names, and the mark of four fifths is explained", arguments: Databases.engines)
  func names(_ kind: EngineKind) async throws {
    let scene = try await Scene(kind, girls: 6, places: 1, more: Self.cap)
    var chair = try await scene.kit.staff(.chair)
    let page = await scene.run(&chair)
    let house = scene.kit.house
    let selected = try await house.database.read { tx in
      let newest: ID<Run>? = try tx.value("SELECT id FROM selection_run LIMIT 1")
      return try tx.selected(try tx.run(try #require(newest)))
    }
    let report = try Report.pdf(selected, nil, .ru) { column, text in
      CandidateColumn(rawValue: column)?.group(text, house, .ru)
    }
    let labels = report.blocks.flatMap { block -> [String] in
      guard case .plot(.rates(let rates)) = block else { return [] }
      return rates.map(\.label)
    }
    #expect(labels.contains { $0.contains("Кызылординская") } && labels.contains { $0.contains("Восточно-Казахстанская") })
    #expect(!labels.contains { $0.contains("0000000") }, "\(labels)")
    let notes = report.blocks.compactMap { block -> String? in
      guard case .note(let text) = block else { return nil }
      return text
    }
    #expect(notes.contains { $0.contains("четырёх пятых") })
    await chair.get("\(page)/report.pdf")
    #expect(chair.status == 200)
  }

  @Test("S 46: the language of teaching is a word") func language() async throws {
    let house = try await HouseKit.house(.sqlite).house
    #expect(CandidateColumn.language.group("mixed", house, .ru) == "два языка")
    #expect(CandidateColumn.language.group("kk", house, .kk) == "қазақша")
    #expect(CandidateColumn.language.group("uz", house, .kk) == "uz")
  }
}
