import ArgumentParser
import Exchange
import Foundation
import Measurement
import Testing
import Words

@testable import Commands
@testable import Measuring

@Suite struct DifferencesTests {
  /// 400 persons of the groups a and b by 8 items of so many answers; the item i3 is harder for b.
  private static func table(categories: Int = 2, weight: Bool = false) -> String {
    var chance = Seeded(5)
    let rows = (1...400).map { person in
      let ability = chance.normal()
      let isFocal = person % 2 == 0
      let answers = (1...8).map { item in
        let difficulty = Double(item - 4) / 3 + (item == 3 && isFocal ? 1.5 : 0)
        return "\((1..<categories).count { chance.uniform() < 1 / (1 + exp(difficulty + Double($0 - 1) - ability)) })"
      }
      return "\(person),\(isFocal ? "b" : "a")," + (weight ? "1," : "") + answers.joined(separator: ",")
    }
    return "id,g,\(weight ? "w," : "")" + (1...8).map { "i\($0)" }.joined(separator: ",") + "\n" + rows.joined(separator: "\n")
  }

  @Test(
    "verbal aggression by gender: chi-square as difR 5.1 gives it",
    .enabled(if: MeasuringFolder.hasPublished))
  func published() async throws {
    let path = MeasuringFolder.published.appending(path: "verbal_aggression.csv").path
    let answer = try await Calibrate.json(
      path, "--model", "2pl", "--group", "Gender", "--skip", "Anger", "--dif", "mh", "--reference", "0", "--no-purify")
    let items = answer["differences"]["items"].list
    for (item, published) in [(6, 9.60321), (16, 6.30292), (17, 6.83949), (19, 5.78170), (12, 4.11877), (20, 3.88802)] {
      #expect(abs(items[item - 1]["statistic"].number - published) < 6e-6)
    }
    #expect(items.indices.filter { items[$0]["flagged"].bool == true } == [5, 11, 15, 16, 18, 19])
    let lord = try await Calibrate.json(
      path, "--model", "rasch", "--group", "Gender", "--skip", "Anger", "--dif", "wald", "--no-purify")
    let flagged = lord["differences"]["items"].list
    // difR takes the link as known and flags these four alone.
    #expect([5, 15, 16, 18].allSatisfy { flagged[$0]["flagged"].bool == true })
  }

  @Test(
    "every method finds the item that functions differently, and says how much",
    arguments: [
      ("mh", "delta"), ("logistic", "explained"), ("lr", "scoreDifference"), ("wald", "difficultyDifference"),
      ("standardised", "shareDifference"),
    ])
  func methods(_ method: String, _ effect: String) async throws {
    let folder = try MeasuringFolder()
    let answers = try folder.put(Self.table())
    let answer = try await Calibrate.json(
      answers, "--model", "2pl", "--group", "g", "--dif", method, "--fdr", "--out", folder.path("out"))
    let found = answer["differences"]
    #expect(found["method"].string == method && found["reference"].string == "a")
    let items = found["items"].list
    #expect(items.count == 8 && items[2]["flagged"].bool == true && items[2]["p"].number < 1e-3)
    #expect(items.count { $0["flagged"].bool == true } == 1)
    let size = items[2]["comparisons"][0]["effects"][effect].number
    let others = items.enumerated().filter { $0.offset != 2 }.map { abs($0.element["comparisons"][0]["effects"][effect].number) }
    #expect(abs(size) > 2 * (others.max() ?? 0))
    #expect(try folder.names("out").isSuperset(of: ["dif.csv", "dif.svg"]))
    #expect(try folder.text("out/dif.csv").split(whereSeparator: \.isNewline).count == (method == "logistic" ? 25 : 9))
  }

  @Test("with the groups changed about, a difference changes its sign")
  func reference() async throws {
    let folder = try MeasuringFolder()
    let answers = try folder.put(Self.table())
    var sizes: [Double] = []
    for reference in ["a", "b"] {
      let answer = try await Calibrate.json(answers, "--model", "rasch", "--group", "g", "--dif", "mh", "--reference", reference)
      sizes.append(answer["differences"]["items"][2]["comparisons"][0]["effects"]["delta"].number)
    }
    #expect(sizes[0] < -1.5 && abs(sizes[0] + sizes[1]) < 1e-9)
  }

  @Test("polytomous items are compared by lr and wald; nobody asked, nothing is looked for")
  func polytomous() async throws {
    let folder = try MeasuringFolder()
    let answers = try folder.put(Self.table(categories: 3))
    let plain = try await Calibrate.json(answers, "--model", "grm", "--group", "g")
    #expect(plain["differences"].isNull)
    for (arguments, method) in [(["--out", folder.path("out")], "lr"), (["--dif", "wald"], "wald")] {
      let reply = try await Calibrate.parse([answers, "--model", "grm", "--group", "g", "--json"] + arguments).reply()
      let found = try JSONReader.read(Array(reply.said[0].utf8))["differences"]
      #expect(found["method"].string == method && found["items"][2]["flagged"].bool == true)
    }
  }

  @Test("what a method cannot do is refused in words")
  func refusals() async throws {
    let folder = try MeasuringFolder()
    let several = try folder.put(Self.table(categories: 3), "several.csv")
    let weighted = try folder.put(Self.table(weight: true), "weighted.csv")
    let plain = try folder.put(Self.table(), "plain.csv")
    let one = try folder.put("id,g,i1,i2\n1,a,0,1\n2,a,1,0\n3,a,1,1\n4,a,0,0\n", "one.csv")
    for (arguments, place, says) in [
      ([several, "--model", "grm", "--group", "g", "--dif", "mh"], "\(several) [i1]", Phrase.differencePolytomous),
      ([weighted, "--model", "2pl", "--group", "g", "--weight", "w", "--dif", "mh"], weighted, .differenceWeighted),
      (
        [plain, "--model", "2pl", "--group", "g", "--dif", "lr", "--reference", "x"], "\(plain) [--reference]", .groupUnknown("x")
      ),
      ([one, "--model", "rasch", "--group", "g", "--dif", "standardised"], one, .differenceOneGroup),
    ] {
      let reply = try await Calibrate.parse(arguments + ["--json"]).reply()
      #expect(reply.isRefused && reply.said == [JSONRefusal(at: place, reason: says(.en)).json.text])
    }
  }
}
