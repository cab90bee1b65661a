import ArgumentParser
import Documents
import Exchange
import Foundation
import Measurement
import Testing
import Words

@testable import Commands
@testable import Measuring

@Suite struct MeasuringTests {
  private static func columns(_ arguments: [String] = []) throws -> ResponseColumns {
    try ResponseColumnOptions.parse(arguments).columns
  }

  /// Bock & Lieberman's (1970) LSAT section 6 as patterns with their frequencies.
  private static let patterns = """
    id,i1,i2,i3,i4,i5,n
    1,0,0,0,0,0,3\n2,0,0,0,0,1,6\n3,0,0,0,1,0,2\n4,0,0,0,1,1,11\n5,0,0,1,0,0,1\n6,0,0,1,0,1,1\n7,0,0,1,1,0,3\n8,0,0,1,1,1,4
    9,0,1,0,0,0,1\n10,0,1,0,0,1,8\n11,0,1,0,1,1,16\n12,0,1,1,0,1,3\n13,0,1,1,1,0,2\n14,0,1,1,1,1,15\n15,1,0,0,0,0,10
    16,1,0,0,0,1,29\n17,1,0,0,1,0,14\n18,1,0,0,1,1,81\n19,1,0,1,0,0,3\n20,1,0,1,0,1,28\n21,1,0,1,1,0,15\n22,1,0,1,1,1,80
    23,1,1,0,0,0,16\n24,1,1,0,0,1,56\n25,1,1,0,1,0,21\n26,1,1,0,1,1,173\n27,1,1,1,0,0,11\n28,1,1,1,0,1,61\n29,1,1,1,1,0,28
    30,1,1,1,1,1,298
    """

  @Test("LSAT6 from a table with weights is the published optimum, and the answer has the named fields")
  func published() throws {
    let table = try ResponseTable.read(Array(Self.patterns.utf8), try Self.columns(["--weight", "n"]))
    #expect(table.items == ["i1", "i2", "i3", "i4", "i5"] && table.persons.count == 30)
    let models = [ItemModel](repeating: .twoParameter, count: 5)
    let calibrated = try Calibrated(table, plan: CalibrationPlan(models: models))
    let json = calibrated.json.text
    #expect(abs(calibrated.fit.logLikelihood + 2466.653377398) < 1e-6)
    let read = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let items = try #require(read?["items"] as? [[String: Any]])
    #expect(abs((items[0]["discrimination"] as? Double ?? 0) - 0.82565952) < 1e-7)
    #expect(items[0]["guessing"] is NSNull && items[0]["thresholds"] is NSNull)
    #expect((read?["persons"] as? [[String: Any]])?.count == 30 && read?["converged"] as? Bool == true)
  }

  @Test("models are compared: Rasch is a special case of the 2PL, and LSAT6 does not need it")
  func comparison() async throws {
    let folder = try MeasuringFolder()
    let table = try folder.put(Self.patterns)
    let answer = try await Calibrate.json(table, "--model", "rasch", "--weight", "n", "--compare", "2pl", "--compare", "pcm")
    #expect(abs(answer["deviance"].number - 2 * 2466.937599579) < 1e-6)
    let two = answer["comparisons"][0]
    #expect(abs(two["chiSquare"].number - 2 * (2466.937599579 - 2466.653377398)) < 1e-6)
    #expect(two["df"].number == 4 && two["p"].number > 0.9 && two["bic"].number > answer["bic"].number)
    // The same model by another name.
    #expect(answer["comparisons"][1]["p"].isNull && abs(answer["comparisons"][1]["aic"].number - answer["aic"].number) < 1e-6)
    let said = try await Calibrate.parse(
      [table, "--model", "rasch", "--weight", "n", "--compare", "2pl", "--out", folder.path("out")]
    ).reply()
    #expect(said.said.contains { $0.hasPrefix("2pl: AIC 4") && $0.contains("df 4") })
  }

  @Test("what is decided at an ability, and fit, are told where they are asked for")
  func decided() async throws {
    let folder = try MeasuringFolder()
    let table = try folder.put(Self.patterns)
    let plain = try await Calibrate.json(table, "--model", "2pl", "--weight", "n")
    #expect(plain["cut"].isNull && plain["dependence"].isNull && plain["items"][0]["fit"].isNull)
    let answer = try await Calibrate.json(table, "--model", "2pl", "--weight", "n", "--fit", "--cut", "0.5")
    // a²PQ of each item.
    let information = answer["items"].list.reduce(0) { sum, item in
      let (a, d) = (item["discrimination"].number, item["intercepts"][0].number)
      let p = 1 / (1 + exp(-(a * 0.5 + d)))
      return sum + a * a * p * (1 - p)
    }
    let cut = answer["cut"]
    #expect(abs(cut["information"].number - information) < 1e-12)
    #expect(abs(cut["standardError"].number - 1 / information.squareRoot()) < 1e-12)
    #expect(abs(cut["reliability"].number - information / (information + 1)) < 1e-12)
    #expect(answer["items"].list.allSatisfy { abs($0["fit"]["infit"].number - 1) < 0.05 && $0["fit"]["df"].number >= 1 })
    #expect(answer["dependence"].list.count == 10 && !answer["persons"][3]["fit"].isNull)
    let said = try await Calibrate.parse([table, "--model", "2pl", "--weight", "n", "--cut", "0.5", "--out", folder.path("out")])
      .reply()
    #expect(said.said.contains { $0.hasPrefix("Өту шегінде 0,50: ") })
  }

  /// A table, and the places its complaints must name.
  private static let wrong: [(String, [String])] = [
    ("id,a,b\n1,0,x\n2,7.5,1\n2,1,0\n", ["t:2 [b]", "t:3 [a]", "t:4 [id]"]), ("id,a,a\n1,0,1\n", ["t:1 [a]"]),
    ("id\n1\n", ["t:1"]), ("id,a,b\n", ["t"]), ("id,a,b\n1,0,1,1\n", ["t:2"]), ("id,,b\n1,0,1\n", ["t:1 [2]"]),
    ("id,a\n1,\"0\n", ["t:2"]), ("", ["t"]),
  ]

  @Test("each wrong line of answers is named", arguments: wrong)
  func complaints(_ text: String, _ places: [String]) throws {
    do {
      _ = try ResponseTable.read(Array(text.utf8), try Self.columns())
      Issue.record("accepted: \(text)")
    } catch let error as TableComplaints {
      #expect(error.complaints.map { $0.place(in: "t") } == places)
    }
  }

  @Test("answers from 1 are moved down, and a dichotomous model says where it meets a 2")
  func categories() throws {
    let table = try ResponseTable.read(Array("a,b\n1,1\n2,NA\n3,2\n".utf8), try Self.columns())
    let models: [ItemModel] = [.graded, .graded]
    let answers = try table.responses(models, points: table.points(models))
    #expect(answers.categories == [3, 2] && answers[2, 0] == 2 && answers[1, 1] == nil)
    #expect(throws: TableComplaints.self) { try table.responses([.twoParameter, .graded], points: [[0, 1], [0, 1]]) }
  }

  @Test("points nobody got leave no gap and are named; items of a shared scale keep what any of them has")
  func gaps() async throws {
    let folder = try MeasuringFolder()
    var text = "id,a,b,c\n"
    var chance = Seeded(5)
    for person in 0..<200 {
      let level = chance.normal()
      let places = (0..<3).map { _ in min(2, max(0, Int((1 + level + chance.normal()).rounded()))) }
      text += "\(person),\([1, 2, 4][places[0]]),\(places[1]),\(places[2] > 1 ? 5 : 0)\n"
    }
    let table = try folder.put(text)
    let answer = try await Calibrate.json(table, "--model", "grm", "--out", folder.path("out"))
    #expect(answer["items"].list.map { $0["points"].list.map(\.number) } == [[1, 2, 4], [0, 1, 2], [0, 5]])
    #expect(answer["items"][0]["thresholds"].list.count == 2)
    #expect(
      answer["warnings"].list.compactMap(\.string) == [
        Phrase.pointsLeaveGaps("a", [1, 2, 4])(.en), Phrase.pointsLeaveGaps("c", [0, 5])(.en),
      ])
    #expect(try folder.text("out/items.csv").contains("a;grm;no;1 2 4;"))
    let again = try await Calibrate.json(table, "--model", "grm", "--anchors", folder.path("out/items.csv"))
    #expect(again["items"].list.map { $0["points"].list.map(\.number) } == [[1, 2, 4], [0, 1, 2], [0, 5]])
    let other = try folder.put("id,a,b,c\n1,3,0,0\n2,1,1,5\n3,2,2,0\n", "other.csv")
    let refused = try await Calibrate.json(other, "--model", "grm", "--anchors", folder.path("out/items.csv"))
    #expect(refused["error"]["reason"].string == Phrase.anchorCategories([1, 2, 4], 3)(.en))
    // Of a shared scale: 2 is between what the others have, 3 is given by nobody.
    let shared = try await Calibrate.json(
      try folder.put(Self.scale(lowest: [1, 0, 0]), "scale.csv"), "--model", "rsm")
    #expect(shared["items"].list.map { $0["points"].list.map(\.number) } == [[1, 2, 3, 5], [0, 1, 2, 4], [0, 1, 2, 4]])
  }

  /// Answers to three items of one scale on which nobody gives the fourth point; the second item is never given the third.
  private static func scale(lowest: [Int]) -> String {
    var chance = Seeded(6)
    return "id,a,b,c\n"
      + (0..<200).map { person in
        let level = chance.normal()
        let answers = lowest.enumerated().map { item, lowest in
          let place = min(3, max(0, Int((1.5 + level + chance.normal()).rounded())))
          return "\(lowest + [0, 1, item == 1 ? 1 : 2, 4][place])"
        }
        return "\(person)," + answers.joined(separator: ",") + "\n"
      }.joined()
  }

  @Test("a broken file is spoken of in words")
  func broken() throws {
    do {
      _ = try ResponseTable.read(Array("id,a\n1,\"0\n".utf8), try Self.columns())
    } catch let error as TableComplaints {
      #expect(error.complaints.first?.says(.en) == "The quotation mark opened on this line is never closed.")
    }
  }

  @Test("ratings are read, and raters that share nobody are named")
  func ratings() throws {
    let linked = "candidate,rater,criterion,rating\na,r,k,1\na,s,k,2\nb,r,k,3\nb,s,k,1\nc,r,k,2\nc,s,k,3\n"
    let table = try RatingTable.read(Array(linked.utf8), sheet: nil)
    let measured = try MeasuredRatings(table, method: .marginal, steps: .shared, seeksInteractions: false)
    #expect(measured.facets.raters.count == 2 && abs(measured.facets.raters.reduce(0) { $0 + $1.measure }) < 1e-9)
    let wide = try RatingTable.read(Array("candidate,rater,k,l\na,r,1,2\na,s,2,\nb,r,3,3\nb,s,1,NA\n".utf8), sheet: nil)
    #expect(wide.criteria.list == ["k", "l"] && wide.score == [1, 2, 2, 3, 3, 1] && wide.criterion == [0, 1, 0, 0, 1, 0])
    do throws(TableComplaints) {
      _ = try RatingTable.read(Array("candidate,rater,k,l\na,r,1,good\n,s,1,2\n".utf8), sheet: nil)
      Issue.record("accepted")
    } catch {
      #expect(error.complaints.map { $0.place(in: "t") } == ["t:2 [l]", "t:3 [candidate]"])
    }
    let apart = "candidate,rater,criterion,rating\na,r,k,1\na,s,k,2\nb,t,k,3\nb,u,k,1\n"
    let broken = try RatingTable.read(Array(apart.utf8), sheet: nil)
    do throws(RatingsFault) {
      _ = try broken.ratings().facets()
      Issue.record("accepted")
    } catch {
      #expect(broken.complaint(error).says(.en).contains("(r, s) (t, u)"))
    }
    #expect(throws: TableComplaints.self) {
      try RatingTable.read(Array("candidate,rater,criterion,rating\na,r,k,many\n".utf8), sheet: nil)
    }
  }

  @Test("a rater who is harder on one group is found, and a candidate of two groups is refused")
  func interactions() async throws {
    let folder = try MeasuringFolder()
    var chance = Seeded(7)
    var text = "candidate,language,rater,k,l\n"
    for candidate in 0..<120 {
      let (level, language) = (Double(candidate % 5), candidate % 2 == 0 ? "kk" : "ru")
      for rater in ["r", "s", "t"] {
        let harder = rater == "t" && language == "kk" ? 1.5 : 0
        let ratings = (0..<2).map { _ in min(5, max(0, Int((level - harder + chance.normal()).rounded()))) }
        text += "c\(candidate),\(language),\(rater),\(ratings[0]),\(ratings[1])\n"
      }
    }
    let table = try folder.put(text)
    let plain = try await FacetsCommand.json(table)
    #expect(plain["interactions"].isNull)
    let answer = try await FacetsCommand.json(table, "--group", "language", "--out", folder.path("out"))
    let flagged = answer["interactions"].list.filter { $0["flagged"].bool == true && $0["kind"].string == "raterGroup" }
    let hard = try #require(flagged.first { $0["first"].string == "t" && $0["second"].string == "kk" })
    #expect(hard["bias"].number < -0.3 && hard["difference"].number < -0.3 && hard["t"].number < -3)
    #expect(try folder.text("out/interactions.csv").contains("raterGroup;t;kk;120;"))
    let twice = try folder.put("candidate,language,rater,k,l\na,kk,r,1,2\na,ru,s,2,1\nb,kk,r,1,1\nb,,s,1,2\n", "twice.csv")
    let refused = try await FacetsCommand.parse([twice, "--group", "language", "--json"]).reply()
    #expect(refused.isRefused && refused.said.first?.contains(":3 [language]") == true)
  }

  @Test("whatever is refused is one JSON object with its place, or words on standard error")
  func refused() async throws {
    let folder = try MeasuringFolder()
    let table = try folder.put("id,a,b\n1,0,1\n2,0,1\n3,0,0\n")
    let missing = folder.path("none.csv")
    for (path, at, reason) in [
      (missing, missing, "There is no such file."), (folder.url.path, folder.url.path, Phrase.fileUnreadable(.en)),
      (table, "\(table) [a]", Phrase.itemConstant(.en)),
    ] {
      let reply = try await Calibrate.parse([path, "--model", "rasch", "--json"]).reply()
      #expect(reply.isRefused && reply.complained.isEmpty)
      #expect(reply.said == [JSONRefusal(at: at, reason: reason).json.text])
      let words = try await Calibrate.parse([path, "--model", "rasch", "--out", missing, "--language", "en"]).reply()
      #expect(words.isRefused && words.said.isEmpty && words.complained.first == "\(at): \(reason)")
    }
    let facets = try await FacetsCommand.parse([missing, "--json"]).reply()
    #expect(facets.said == [JSONRefusal(at: missing, reason: "There is no such file.").json.text])
  }

  @Test(
    "what --schema prints is JSON that names the answer and its refusal",
    arguments: [
      Calibrated.answerSchema, MeasuredRatings.answerSchema, MeasuredAgreement.answerSchema, EquatedScores.answerSchema,
      LinkedScales.answerSchema, ScreenedTest.answerSchema,
    ])
  func schema(_ text: String) throws {
    let schema = try JSONReader.read(Array(text.utf8))
    for name in schema["required"].list { #expect(!schema["properties"][name.string ?? ""].isNull) }
    #expect(!schema["required"].list.isEmpty && !schema["properties"]["error"].isNull)
  }

  @Test("a folder that holds other files is refused and left as it is")
  func occupied() async throws {
    let folder = try MeasuringFolder()
    let answers = try folder.put(Self.patterns)
    let reply = try await Calibrate.parse([answers, "--model", "2pl", "--weight", "n", "--out", folder.url.path, "--json"])
      .reply()
    #expect(reply.isRefused && reply.said == [JSONRefusal(at: folder.url.path, reason: Phrase.folderOccupied(.en)).json.text])
    #expect(try folder.names("") == ["table.csv"])
  }

  @Test("a table through a pipe is read as a file is")
  func pipe() throws {
    let pipe = Pipe()
    let text = String(repeating: "id,a,b\n", count: 200_000)
    Thread.detachNewThread {
      try? pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
      try? pipe.fileHandleForWriting.close()
    }
    #expect(try FileText.bytes("/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)") == Array(text.utf8))
  }

  @Test("the folders have tables, plots and reports in three languages")
  func folders() async throws {
    let folder = try MeasuringFolder()
    let answers = try folder.put(Self.patterns)
    let out = folder.path("out")
    try await Calibrate.parse([answers, "--model", "2pl", "--weight", "n", "--out", out, "--language", "en"]).run()
    #expect(
      try folder.names("out").isSuperset(of: [
        "items.csv", "persons.csv", "scores.csv", "dependence.csv", "report.kk.pdf", "report.ru.pdf", "report.en.pdf",
        "curves-1.svg", "information.svg", "wright.svg",
      ]))
    #expect(try folder.text("out/wright.svg").prefix(200).contains("<svg"))
    #expect(try folder.text("out/items.csv").contains("0.82566"))
    await #expect(throws: ExitCode(2)) {
      try await Calibrate.parse([answers, "--model", "2pl", "--out", out]).run()
    }
  }
}
