import ArgumentParser
import Exchange
import Foundation
import Measurement
import Testing
import Words

@testable import Commands
@testable import Measuring

@Suite struct EquateTests {
  private static func published(_ name: String) -> String { MeasuringFolder.published.appending(path: "\(name).csv").path }

  private static func method(_ answer: JSON, _ name: String) -> JSON {
    answer["methods"].list.first { $0["method"].string == name } ?? .null
  }

  @Test("ACT mathematics as equate 2.0.9 and numpy give it", .enabled(if: MeasuringFolder.hasPublished))
  func mathematics() async throws {
    let table = Self.published("actmath")
    let answer = try await EquateCommand.json(table, table, "--count", "xcount", "--count-y", "ycount", "--draws", "50")
    #expect(answer["design"].string == "randomGroups" && answer["x"]["highest"].number == 40)
    #expect(abs(Self.method(answer, "mean")["intercept"].number + 0.8726) < 6e-5)
    #expect(abs(Self.method(answer, "linear")["slope"].number - 1.0886161413913467) < 1e-12)
    let equal = Self.method(answer, "equipercentile")
    for (score, equivalent) in [(1, 0.9795564795564795), (20, 19.16472075743599), (40, 39.90055440055441)] {
      #expect(abs(equal["equivalents"][score].number - equivalent) < 1e-10)
    }
    #expect(equal["slope"].isNull && equal["standardErrors"].list.count == 41)
    #expect(equal["standardErrors"].list[20].number > 0.05 && equal["standardErrors"].list[20].number < 0.6)
    let smooth = Self.method(answer, "smoothed")["equivalents"].list
    // Few persons have the lowest scores.
    for score in 5...40 { #expect(abs(smooth[score].number - equal["equivalents"][score].number) < 0.6) }
    #expect(Self.method(answer, "identity")["standardErrors"].list.allSatisfy { $0.number == 0 })
  }

  @Test(
    "Kolen & Brennan's two forms with 12 common items, by numpy and as equate 2.0.9 prints them",
    .enabled(if: MeasuringFolder.hasPublished))
  func commonItems() async throws {
    let folder = try MeasuringFolder()
    let answer = try await EquateCommand.json(
      Self.published("kbneat_x"), Self.published("kbneat_y"), "--highest-x", "36", "--highest-y", "36", "--smooth", "4",
      "--draws", "20", "--out", folder.path("out"))
    #expect(answer["design"].string == "commonItems" && answer["x"]["persons"].number == 1655)
    for (name, slope, intercept, tolerance) in [
      ("tucker", 1.0291585903775036, 0.5378458763933303, 1e-11), ("levine", 1.01098630414143, 0.25136835730246787, 1e-11),
      ("chainedLinear", 1.0212716885774726, 0.3936798387424254, 1e-11), ("braunHolland", 1.0067488, 0.8975858, 1e-3),
    ] {
      #expect(abs(Self.method(answer, name)["slope"].number - slope) < tolerance)
      #expect(abs(Self.method(answer, name)["intercept"].number - intercept) < tolerance * 10)
      #expect(Self.method(answer, name)["standardErrors"].list.count == 37)
    }
    for name in ["frequencyEstimation", "chainedEquipercentileSmoothed"] {
      #expect(abs(Self.method(answer, name)["equivalents"][18].number - 19) < 0.7)
    }
    #expect(
      try folder.names("out") == [
        "equivalents.csv", "difference-1.svg", "difference-2.svg", "report.kk.pdf", "report.ru.pdf", "report.en.pdf",
      ])
    #expect(try folder.text("out/equivalents.csv").split(whereSeparator: \.isNewline).count == 38)
  }

  @Test("what is wrong with a table of scores is named in its own file")
  func refusals() async throws {
    let folder = try MeasuringFolder()
    let good = try folder.put("score,count\n0,3\n1,5\n2,4\n", "good.csv")
    let word = try folder.put("score\n1\nmany\n", "word.csv")
    let same = try folder.put("score\n2\n2\n", "same.csv")
    let high = try folder.put("score\n1\n12\n", "high.csv")
    let anchored = try folder.put("score,anchor\n4,3\n1,3\n0,0\n", "anchored.csv")
    for (files, arguments, at, says) in [
      ([good, word], [], "\(word):3 [score]", Phrase.scoreUnreadable("many", 10_000)),
      ([good, same], [], same, .equatingRefused(.noVariation)),
      ([high, good], ["--highest-x", "10"], "\(high):3", .scoreUnreadable("12", 10)),
      ([anchored, anchored], [], "\(anchored):3", .scoreImpossible),
      ([good, folder.path("none")], [], folder.path("none"), .noSuchFile),
    ] {
      let reply = try await EquateCommand.parse(files + arguments + ["--json"]).reply()
      #expect(reply.said == [JSONRefusal(at: at, reason: says(.en)).json.text])
    }
  }
}

@Suite struct LinkTests {
  private static func bank(_ items: [(name: String, item: Item)], _ model: String) -> String {
    JSON.object([
      (
        "items",
        .array(items.map { .object([("id", .string($0.name)), ("model", .string(model))] + $0.item.jsonFields) })
      )
    ]).text
  }

  private static func items() throws -> [(name: String, item: Item)] {
    try (1...6).map { number in
      (
        "i\(number)",
        try Item.graded(slope: 0.6 + Double(number) / 5, intercepts: [Double(number) / 4, Double(number) / 4 - 1.5])
      )
    }
  }

  @Test(
    "a calibration moved by a known line comes back, its other items too, and anchors a fit",
    arguments: LinkingMethod.Name.allCases)
  func moved(_ method: LinkingMethod.Name) async throws {
    let folder = try MeasuringFolder()
    let items = try Self.items()
    let old = try folder.put(Self.bank(Array(items.prefix(4)), "grm"), "old.json")
    let new = try folder.put(
      Self.bank(try items.map { ($0.name, try $0.item.rescaled(scale: 1.3, shift: -0.6)) }, "grm"), "new.json")
    let answer = try await LinkCommand.json(old, new, "--method", method.rawValue, "--out", folder.path("out"))
    #expect(answer["common"].list.map(\.string) == ["i1", "i2", "i3", "i4"] && answer["method"].string == method.rawValue)
    for link in answer["links"].list {
      #expect(abs(link["scale"].number - 1.3) < 1e-7 && abs(link["shift"].number + 0.6) < 1e-7)
      #expect(link["scaleError"].number < 1e-6)
    }
    for (placed, item) in zip(answer["items"].list, items) {
      #expect(abs(placed["discrimination"].number - item.item.slope) < 1e-7)
      for (one, other) in zip(placed["intercepts"].list, item.item.intercepts) { #expect(abs(one.number - other) < 1e-6) }
    }
    let bank = try ItemBank.read(folder.path("out/items.csv"))
    #expect(bank.entries.map(\.name) == items.map(\.name) && bank.entries[5].model == .graded)
  }

  @Test("files without common items, or with items that differ, are refused")
  func refusals() async throws {
    let folder = try MeasuringFolder()
    let old = try folder.put("id,model,discrimination,difficulty\na,2pl,1,0\nb,2pl,1.2,1\n", "old.csv")
    let other = try folder.put("id,discrimination,difficulty\nc,1,0\n", "other.csv")
    let differs = try folder.put("id,model,discrimination,threshold_1,threshold_2\na,grm,1,0,1\n", "differs.csv")
    let flat = try folder.put("id,discrimination,difficulty\na,0,0\nb,1,0\n", "flat.csv")
    for (new, at, says) in [
      (other, other, Phrase.noCommonItems), (differs, "\(differs):2 [id]", .commonItemDiffers),
      (flat, "\(flat):2 [discrimination]", .linkingRefused(.flat(item: 0))),
    ] {
      let reply = try await LinkCommand.parse([old, new, "--json"]).reply()
      #expect(reply.said == [JSONRefusal(at: at, reason: says(.en)).json.text])
    }
  }
}
