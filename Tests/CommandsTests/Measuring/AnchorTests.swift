import ArgumentParser
import Exchange
import Foundation
import Measurement
import Testing
import Words

@testable import Commands
@testable import Measuring

@Suite struct AnchorTests {
  /// 500 persons by 8 items of so many answers, the lowest called `lowest`.
  private static func table(categories: Int, lowest: Int) throws -> String {
    var chance = Seeded(11)
    let items = try (0..<8).map { number in
      let middle = Double(number - 4) / 4
      let step = 3 / Double(categories)
      return try Item.graded(
        slope: 0.7 + Double(number % 4) / 4, intercepts: (1..<categories).map { middle + 1.5 - Double($0) * step })
    }
    let rows = (1...500).map { person in
      let ability = chance.normal()
      let answers = items.map { item in
        var share = chance.uniform()
        let answer = item.probabilities(at: ability).firstIndex { probability in
          share -= probability
          return share < 0
        }
        return "\((answer ?? categories - 1) + lowest)"
      }
      return "\(person)," + answers.joined(separator: ",")
    }
    return "id," + (1...8).map { "i\($0)" }.joined(separator: ",") + "\n" + rows.joined(separator: "\n") + "\n"
  }

  @Test(
    "all items but two anchored on the same data, the groups free: the same scale comes out",
    arguments: [("2pl", 2, 0), ("3pl", 2, 0), ("rasch", 2, 0), ("grm", 4, 1), ("gpcm", 3, 0), ("pcm", 3, 2)], ["csv", "json"])
  func roundTrip(_ model: (name: String, categories: Int, lowest: Int), form: String) async throws {
    let folder = try MeasuringFolder()
    let answers = try folder.put(try Self.table(categories: model.categories, lowest: model.lowest))
    let reply = try await Calibrate.parse([answers, "--model", model.name, "--json", "--out", folder.path("out")]).reply()
    let old = try JSONReader.read(Array(reply.said[0].utf8))
    let bank: String
    if form == "csv" {
      let lines = try folder.text("out/items.csv").split(whereSeparator: \.isNewline).map(String.init)
      bank = try folder.put(lines.dropLast(2).joined(separator: "\n"), "bank.csv")
    } else {
      bank = try folder.put(JSON.object([("items", .array(Array(old["items"].list.dropLast(2))))]).text, "bank.json")
    }
    let new = try await Calibrate.json(answers, "--model", model.name, "--anchors", bank)
    let tolerance = form == "csv" ? 2e-5 : 1e-6
    #expect(new["converged"].bool == true)
    #expect(new["items"].list.map { $0["anchored"].bool } == [Bool](repeating: true, count: 6) + [false, false])
    #expect(new["items"][0]["standardErrors"]["discrimination"].isNull && new["items"][0]["standardErrors"]["difficulty"].isNull)
    #expect(new["items"][7]["standardErrors"]["difficulty"].number > 0)
    #expect(abs(new["groups"][0]["mean"].number) < tolerance && abs(new["groups"][0]["deviation"].number - 1) < tolerance)
    for (one, other) in zip(old["items"].list, new["items"].list) {
      #expect(abs(one["discrimination"].number - other["discrimination"].number) < tolerance)
      for (a, b) in zip(one["intercepts"].list, other["intercepts"].list) { #expect(abs(a.number - b.number) < 5 * tolerance) }
    }
  }

  /// A bank, and the place and words of its first complaint.
  private static let wrong: [(bank: String, place: String, says: Phrase)] = [
    ("id,discrimination,difficulty\ni1,1,0\nx,1,0\n", ":3 [id]", .anchorNotThere("x")),
    ("id,discrimination,difficulty\ni1,1,0\ni1,1,0\n", ":3 [id]", .itemTwice("i1")),
    ("id,discrimination,difficulty\ni1,much,0\n", ":2 [discrimination]", .itemNumberUnreadable("much")),
    ("id,difficulty\ni1,0\n", ":1 [discrimination]", .columnNotThere),
    ("id,model,discrimination,difficulty\ni1,3pl,1,0\n", ":2 [model]", .anchorModelDiffers("3pl")),
    ("id,discrimination,threshold_1,threshold_2\ni1,1,0,1\n", ":2 [discrimination]", .anchorImpossible),
    ("id,discrimination,difficulty\ni1,1,0\ni2,1.2,0\n", ":3 [discrimination]", .anchorSlopeDiffers),
    ("{\"items\":[{\"id\":\"x\",\"discrimination\":1,\"difficulty\":0}]}", " [$.items[0].id]", .anchorNotThere("x")),
    (
      "{\"items\":[{\"id\":\"i1\",\"difficulty\":0}]}", " [$.items[0]]",
      Phrase(verbatim: "the field \"discrimination\" is missing")
    ),
  ]

  @Test("what is wrong with an anchor is named by line and column", arguments: wrong.indices)
  func complaints(_ number: Int) async throws {
    let wrong = Self.wrong[number]
    let folder = try MeasuringFolder()
    let answers = try folder.put("id,i1,i2\n1,0,1\n2,1,0\n3,1,1\n4,0,0\n")
    let bank = try folder.put(wrong.bank, "bank.csv")
    let answer = try await Calibrate.json(answers, "--model", "rasch", "--anchors", bank)
    #expect(answer["error"]["at"].string == bank + wrong.place)
    #expect(answer["error"]["reason"].string == wrong.says(.en))
  }

  @Test("an anchor that does not know an answer is named")
  func categories() async throws {
    let folder = try MeasuringFolder()
    let answers = try folder.put("id,i1,i2\n1,1,1\n2,5,2\n3,1,1\n4,2,2\n")
    let bank = try folder.put("id,discrimination,points,threshold_1,threshold_2\ni1,1,1 2 3,0,1\n", "bank.csv")
    let answer = try await Calibrate.json(answers, "--model", "grm", "--anchors", bank)
    #expect(answer["error"]["reason"].string == Phrase.anchorCategories([1, 2, 3], 5)(.en))
    #expect(answer["error"]["at"].string == bank + ":2 [id]")
  }

  @Test("plausible values stand beside each person, the same for the same seed, around what is expected")
  func plausible() async throws {
    let folder = try MeasuringFolder()
    let answers = try folder.put(try Self.table(categories: 2, lowest: 0))
    let one = try await Calibrate.json(answers, "--model", "2pl", "--plausible", "20", "--seed", "4", "--out", folder.path("out"))
    let again = try await Calibrate.json(answers, "--model", "2pl", "--plausible", "20", "--seed", "4")
    let drawn = [one, again].map { answer in answer["persons"].list.map { $0["plausible"].text } }
    #expect(drawn[0] == drawn[1])
    let other = try await Calibrate.json(answers, "--model", "2pl", "--plausible", "20", "--seed", "5")
    #expect(other["persons"][0]["plausible"].text != one["persons"][0]["plausible"].text)
    let z = one["persons"].list.map { person in
      let mean = person["plausible"].list.reduce(0) { $0 + $1.number } / 20
      return (mean - person["ability"].number) / person["standardError"].number * 20.0.squareRoot()
    }
    let square = z.reduce(0) { $0 + $1 * $1 } / Double(z.count)
    #expect(z.count == 500 && abs(square - 1) < 0.25)
    #expect(try folder.text("out/persons.csv").prefix(500).contains("plausible_20"))
  }

  @Test(
    "numbers of tables have no exponent",
    arguments: [(-0.000001, "-0.000001"), (1e-9, "0.0"), (-12.5, "-12.5"), (1234567.25, "1234567.25"), (.nan, "")])
  func plain(_ value: Double, _ text: String) { #expect(plainNumber(value) == text) }
}
