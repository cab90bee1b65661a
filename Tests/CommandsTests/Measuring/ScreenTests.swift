import ArgumentParser
import Exchange
import Foundation
import Measurement
import Testing
import Words

@testable import Commands
@testable import Measuring

@Suite struct ScreenTests {
  /// 150 persons by 30 items of four options, A right; person 8 copied 27 answers of person 7.
  private static func options(copied: Int = 27) -> [[Int]] {
    var chance = Seeded(21)
    var rows = (0..<150).map { _ in
      let ability = chance.normal()
      return (0..<30).map { item in
        let knows = 1 / (1 + exp(Double(item % 7 - 3) / 2 - ability))
        return chance.uniform() < knows ? 0 : 1 + chance.below(3)
      }
    }
    rows[7] = rows[7].enumerated().map { item, answer in item % 2 == 0 ? max(1, answer) : answer }
    for item in 0..<copied { rows[8][item] = rows[7][item] }
    return rows
  }

  private static func table(_ rows: [[Int]], _ text: (Int) -> String) -> String {
    "id,g," + (0..<30).map { "i\($0)" }.joined(separator: ",") + "\n"
      + rows.enumerated().map { "p\($0),\($0 % 2)," + $1.map(text).joined(separator: ",") }.joined(separator: "\n")
  }

  private static let key = "item,key\n" + (0..<30).map { "i\($0),a\n" }.joined()

  @Test("the pair that copied is found among 11,175 by its options, and nobody else")
  func copied() async throws {
    let folder = try MeasuringFolder()
    let answers = try folder.put(Self.table(Self.options()) { ["A", "B", "C", "D"][$0] })
    let key = try folder.put(Self.key, "key.csv")
    let answer = try await ScreenCommand.json(answers, "--key", key, "--group", "g", "--out", folder.path("out"))
    #expect(answer["compared"].number == 11_175 && answer["notice"].string == "A flag is a question to ask, not proof.")
    let pair = answer["pairs"][0]
    #expect(answer["pairs"].list.count == 1 && pair["first"].string == "p7" && pair["second"].string == "p8")
    #expect(pair["matches"].number >= 27 && pair["expected"].number < 20 && pair["familywise"].number < 0.01)
    #expect(pair["sameGroup"].bool == false)
    #expect(try folder.names("out") == ["pairs.csv", "report.kk.pdf", "report.ru.pdf", "report.en.pdf"])
    let alone = try folder.put(Self.table(Self.options(copied: 0)) { ["A", "B", "C", "D"][$0] }, "alone.csv")
    #expect(try await ScreenCommand.json(alone, "--key", key, "--familywise", "--skip", "g")["pairs"].list.isEmpty)
  }

  @Test("points are compared by item models: who worked apart is not named")
  func points() async throws {
    let folder = try MeasuringFolder()
    let answers = try folder.put(Self.table(Self.options(copied: 0)) { $0 == 0 ? "1" : "0" })
    let answer = try await ScreenCommand.json(answers, "--skip", "g")
    #expect(answer["pairs"].list.isEmpty && answer["compared"].number == 11_175 && answer["times"].isNull)
  }

  @Test("fast answers and known items are found by the times")
  func times() async throws {
    let folder = try MeasuringFolder()
    var chance = Seeded(3)
    let rows = (0..<150).map { person in
      let speed = 0.3 * chance.normal()
      return (0..<30).map { item -> Int in
        let known = person == 11 && item < 10 ? 1.2 : 0
        let seconds = exp(4 + Double(item % 5) / 10 - speed - known + 0.3 * chance.normal())
        return person == 5 && item == 20 ? 1 : max(1, Int(seconds.rounded()))
      }
    }
    let times = try folder.put(Self.table(rows) { "\($0)" }, "times.csv")
    let answers = try folder.put(Self.table(Self.options(copied: 0)) { $0 == 0 ? "1" : "0" })
    let reply = try await ScreenCommand.parse(
      [answers, "--times", times, "--skip", "g", "--json", "--out", folder.path("out")]
        + (0..<10).flatMap { ["--suspected", "i\($0)"] }
    ).reply()
    let found = try JSONReader.read(Array(reply.said[0].utf8))["times"]
    #expect(found["converged"].bool == true && found["preknowledge"].list.map { $0["person"].string } == ["p11"])
    let fast = found["rapid"].list.filter { $0["person"].string == "p5" && $0["item"].string == "i20" }
    #expect(fast.map { $0["by"].string } == ["threshold", "speed"] && fast[0]["seconds"].number == 1)
    #expect(try folder.names("out").isSuperset(of: ["rapid.csv", "preknowledge.csv"]))
  }

  @Test("what is wrong with a key or with times is named in its own file")
  func refusals() async throws {
    let folder = try MeasuringFolder()
    let answers = try folder.put("id,a,b\n1,A,B\n2,B,A\n3,A,A\n")
    let short = try folder.put("item,key\na,A\n", "short.csv")
    let long = try folder.put("item,key\na,A\nb,A\nc,A\n", "long.csv")
    let key = try folder.put("item,key\na,A\nb,A\n", "key.csv")
    let zero = try folder.put("id,a,b\n1,3,4\n2,0,5\n3,1,1\n", "zero.csv")
    let few = try folder.put("id,a,b\n1,3,4\n2,,5\n3,1,1\n", "few.csv")
    for (arguments, at, says) in [
      ([answers, "--key", short], "\(answers) [b]", Phrase.keyMissing),
      ([answers, "--key", long], "\(long):4 [item]", .anchorNotThere("c")),
      ([answers, "--key", key, "--times", zero], "\(zero):3 [a]", .timeUnreadable("0")),
      ([answers, "--key", key, "--times", few], "\(few) [a]", .fewTimes),
      ([answers, "--key", key, "--times", few, "--suspected", "x"], "\(few) [--suspected]", .anchorNotThere("x")),
    ] {
      let reply = try await ScreenCommand.parse(arguments + ["--json"]).reply()
      #expect(reply.said == [JSONRefusal(at: at, reason: says(.en)).json.text])
    }
  }
}
