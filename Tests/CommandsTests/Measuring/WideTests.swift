import ArgumentParser
import Exchange
import Foundation
import Testing
import Words

@testable import Commands
@testable import Measuring

/// Files with a column for each of very many items.
@Suite struct WideTests {
  private static func columns(_ arguments: [String] = []) throws -> ResponseColumns {
    try ResponseColumnOptions.parse(arguments).columns
  }

  /// Answers without a pattern, both to every item.
  private static func table(items: Int, persons: Int, _ cell: (Int, Int) -> String?) -> String {
    var lines = ["id," + (1...items).map { "i\($0)" }.joined(separator: ",")]
    for person in 0..<persons {
      let cells = (0..<items).map { item in cell(person, item) ?? ((person * 7 + item * 13 + person * item) % 5 < 2 ? "1" : "0") }
      lines.append("p\(person)," + cells.joined(separator: ","))
    }
    return lines.joined(separator: "\n")
  }

  @Test("science 7: 5,000 items are read")
  func wide() throws {
    func constant(_ person: Int, _ item: Int) -> String? { person == 0 ? "1" : person == 1 ? "0" : nil }
    let text = Self.table(items: 5_000, persons: 30, constant)
    let table = try ResponseTable.read(Array(text.utf8), try Self.columns())
    #expect(table.items.count == 5_000 && table.persons.count == 30)
  }

  @Test("science 7: too many items are refused with the number that would do")
  func tooWide() throws {
    let text = Self.table(items: 5_001, persons: 2) { _, _ in nil }
    let found = #expect(throws: TableComplaints.self) { try ResponseTable.read(Array(text.utf8), try Self.columns()) }
    #expect(found?.complaints.first?.says(.en) == "There are more than 5,000 items.")
    let wider = Self.table(items: 6_000, persons: 2) { _, _ in nil }
    let refused = #expect(throws: TableComplaints.self) { try ResponseTable.read(Array(wider.utf8), try Self.columns()) }
    #expect(refused?.complaints.first?.says(.en) == "Too many columns: at most 5100 in one table.")
  }

  @Test("science 7: every faulty column is named in one run, however many cells of the first are faulty")
  func faulty() throws {
    let text = Self.table(items: 1_200, persons: 1_500) { _, item in item == 0 || item > 1_000 ? "x" : nil }
    let found = #expect(throws: TableComplaints.self) { try ResponseTable.read(Array(text.utf8), try Self.columns()) }
    let named = Set(found?.complaints.compactMap(\.column) ?? [])
    #expect(named == Set(["i1"] + (1_002...1_200).map { "i\($0)" }))
  }

  @Test("science 7: items that everybody or nobody answered alike are named in one run")
  func constant() async throws {
    let folder = try MeasuringFolder()
    let path = try folder.put(Self.table(items: 40, persons: 30) { _, item in item % 10 == 3 ? "1" : item % 10 == 7 ? "" : nil })
    let reply = try await Calibrate.parse([path, "--model", "2pl", "--out", folder.path("answer")]).reply()
    let complained = reply.complained.joined(separator: "\n")
    for item in [4, 14, 24, 34, 8, 18, 28, 38] { #expect(complained.contains("[i\(item)]"), "\(complained)") }
  }
}
