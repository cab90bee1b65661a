import ArgumentParser
import Foundation
import Testing
import Words

@testable import Commands
@testable import Measuring

@Suite struct AgreeTests {
  /// A published matrix as one row a rating; empty cells were not rated.
  private static func long(_ rows: [[String]], candidatesAreRows: Bool) -> String {
    "candidate,rater,rating\n"
      + rows.enumerated().flatMap { row, cells in
        cells.enumerated().filter { !$0.element.isEmpty }.map { column, cell in
          candidatesAreRows ? "c\(row),r\(column),\(cell)\n" : "c\(column),r\(row),\(cell)\n"
        }
      }.joined()
  }

  @Test(
    "Shrout & Fleiss (1979): the six correlations as irr prints them",
    .enabled(if: MeasuringFolder.hasPublished))
  func intraclass() async throws {
    let folder = try MeasuringFolder()
    let ratings = try folder.put(Self.long(try MeasuringFolder.rows("shrout_fleiss1979_6x4"), candidatesAreRows: true))
    let all = try await AgreeCommand.json(ratings)["all"]
    #expect(all["units"].number == 6 && all["raters"].number == 4)
    for (name, published) in [
      ("icc11", 0.1657), ("icc21", 0.2898), ("icc31", 0.7148), ("icc1k", 0.4428), ("icc2k", 0.6201), ("icc3k", 0.9093),
    ] {
      let icc = all["coefficients"][name]
      #expect(abs(icc["value"].number - published) < 6e-5)
      #expect(icc["lower"].number < published && published < icc["upper"].number)
    }
    #expect(all["coefficients"]["cohen"]["pairs"].number == 6)
  }

  @Test(
    "Krippendorff's (2011) four observers, values missing; what the design does not allow is null with its reason",
    .enabled(if: MeasuringFolder.hasPublished))
  func alpha() async throws {
    let folder = try MeasuringFolder()
    let ratings = try folder.put(Self.long(try MeasuringFolder.rows("krippendorff2011_4x12"), candidatesAreRows: false))
    let coefficients = try await AgreeCommand.json(ratings, "--draws", "200")["all"]["coefficients"]
    for (name, published) in [
      ("alphaNominal", 0.743421), ("alphaOrdinal", 0.815388), ("alphaInterval", 0.849107), ("alphaRatio", 0.797403),
    ] {
      #expect(abs(coefficients[name]["value"].number - published) < 6e-7)
      #expect(coefficients[name]["lower"].number < published && published < coefficients[name]["upper"].number)
    }
    for name in ["fleiss", "icc11", "icc2k"] {
      #expect(coefficients[name]["value"].isNull && coefficients[name]["reason"].string == Phrase.designUneven(.en))
    }
  }

  @Test(
    "Fleiss' (1971) 30 patients by 6 psychiatrists, by the names of the diagnoses",
    .enabled(if: MeasuringFolder.hasPublished))
  func fleiss() async throws {
    let folder = try MeasuringFolder()
    let ratings = try folder.put(Self.long(try MeasuringFolder.rows("fleiss1971_diagnoses"), candidatesAreRows: true))
    let coefficients = try await AgreeCommand.json(ratings, "--names")["all"]["coefficients"]
    #expect(abs(coefficients["fleiss"]["value"].number - 0.4302445) < 5e-8)
    #expect(coefficients["cohenLinear"]["value"].isNull && coefficients["icc11"]["reason"].string == Phrase.ratingsAreNames(.en))
  }

  @Test("kappa of two raters by criteria, and the folder")
  func criteria() async throws {
    let folder = try MeasuringFolder()
    // Two raters, 2 x 2 tables of 20, 5, 10, 15: kappa .4 (Cohen 1960's formula by hand); the other criterion agrees throughout.
    var rows = ""
    for (number, pair)
      in ([(1, 1, 20), (1, 0, 5), (0, 1, 10), (0, 0, 15)].flatMap { one, other, count in
        (0..<count).map { _ in (one, other) }
      }).enumerated()
    {
      rows += "c\(number),r,k,\(pair.0)\nc\(number),s,k,\(pair.1)\nc\(number),r,l,\(number % 3)\nc\(number),s,l,\(number % 3)\n"
    }
    let ratings = try folder.put("candidate,rater,criterion,rating\n" + rows)
    let answer = try await AgreeCommand.json(ratings, "--out", folder.path("out"))
    let first = answer["criteria"][0]
    #expect(first["criterion"].string == "k" && abs(first["coefficients"]["cohen"]["value"].number - 0.4) < 1e-12)
    #expect(abs(first["coefficients"]["percentAgreement"]["value"].number - 0.7) < 1e-12)
    #expect(answer["criteria"][1]["coefficients"]["cohenQuadratic"]["value"].number == 1)
    #expect(answer["all"]["units"].number == 100)
    #expect(try folder.names("out") == ["agreement.csv", "agreement.svg", "report.kk.pdf", "report.ru.pdf", "report.en.pdf"])
    #expect(try folder.text("out/agreement.csv").contains("k;cohen;0.4;"))
  }

  @Test("a rating given twice and a rating that is no number are named; one rater alone gets reasons")
  func refusals() async throws {
    let folder = try MeasuringFolder()
    let twice = try folder.put("candidate,rater,rating\na,r,1\na,r,2\n", "twice.csv")
    #expect(try await AgreeCommand.json(twice)["error"]["at"].string == "\(twice):3 [rater]")
    let word = try folder.put("candidate,rater,rating\na,r,good\n", "word.csv")
    #expect(try await AgreeCommand.json(word)["error"]["at"].string == "\(word):2 [rating]")
    let alone = try folder.put("candidate,rater,rating\na,r,1\nb,r,2\nc,r,4.5\n", "alone.csv")
    let coefficients = try await AgreeCommand.json(alone)["all"]["coefficients"]
    for name in AgreementCoefficient.Name.allCases {
      #expect(coefficients[name.rawValue]["value"].isNull && coefficients[name.rawValue]["reason"].string?.isEmpty == false)
    }
  }
}
