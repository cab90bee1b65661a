import ArgumentParser
import Foundation
import Testing

@testable import Commands
@testable import Measuring

@Suite struct ConditionalTests {
  /// Figures of eRm 1.0-2 on Wright & Stone's (1979) Knox cube test, 34 children and 14 items.
  @Test(
    "Knox cubes by conditional likelihood are eRm's, persons by maximum likelihood too",
    .enabled(if: MeasuringFolder.hasPublished))
  func knox() async throws {
    let folder = try MeasuringFolder()
    let rows = try MeasuringFolder.rows("knox_cube").filter { $0[0] != "Helen" }
    let text = rows.map { ([$0[0]] + $0[5...18]).joined(separator: ",") }.joined(separator: "\n")
    let table = try folder.put("name," + (4...17).map { "i\($0)" }.joined(separator: ",") + "\n" + text + "\n")
    let answer = try await Calibrate.json(
      table, "--model", "rasch", "--id", "name", "--conditional", "--ability", "ml", "--out", folder.path("out"))
    #expect(abs(answer["conditional"]["logLikelihood"].number + 78.921075) < 1e-6)
    #expect(answer["conditional"]["converged"].bool == true && answer["converged"].bool == true)
    let published = [
      -3.87880, -3.36455, -2.95617, -3.36455, -2.00391, -2.95617, -1.28082, 0.63802, 1.91280, 1.65833, 2.94638, 4.21648, 4.21648,
      4.21648,
    ]
    for (item, difficulty) in zip(answer["items"].list, published) {
      #expect(abs(item["difficulty"].number - difficulty) < 2e-4)
      #expect(item["discrimination"].number == 1 && item["standardErrors"]["difficulty"].number > 0.3)
      #expect(item["anchored"].bool == false)
    }
    let abilities = [-3.9086, -3.2150, -2.5736, -1.8999, -1.1236, -0.2018, 0.7700, 1.6655, 2.4958, 3.3041]
    for (row, person) in zip(rows, answer["persons"].list) {
      let score = row[5...18].reduce(0) { $0 + (Int($1) ?? 0) }
      guard (2...11).contains(score) else { continue }
      #expect(abs(person["ability"].number - abilities[score - 2]) < 2e-4)
    }
    #expect(answer["aic"].isNull && answer["groups"][0]["deviation"].number > 1)
    #expect(try folder.names("out").isSuperset(of: ["items.csv", "persons.csv", "report.kk.pdf"]))
  }

  @Test("partial credit by conditional likelihood has errors at each threshold, and other models are not asked for")
  func partialCredit() async throws {
    let folder = try MeasuringFolder()
    var text = "a,b,c\n"
    for person in 0..<90 { text += "\(person % 3),\(person / 3 % 3),\(person / 9 % 2)\n" }
    let table = try folder.put(text)
    let answer = try await Calibrate.json(table, "--model", "pcm", "--conditional")
    #expect(abs(answer["items"].list.reduce(0) { $0 + $1["difficulty"].number }) < 1e-9)
    let errors = answer["items"][0]["standardErrors"]
    #expect(errors["thresholds"].list.count == 2 && errors["thresholds"].list.allSatisfy { $0.number > 0.1 && $0.number < 1 })
    #expect(throws: (any Error).self) { try Calibrate.parse([table, "--model", "2pl", "--conditional", "--json"]) }
  }
}
