import Programme
import Testing
import Words

@testable import Exercises

/// Variants that are harder than the others are named, and seldom others.
@Suite struct FairnessTests {
  private static func counts(_ rows: [(Int, Int)], level: Int = 0) -> [VariantCount] {
    rows.enumerated().compactMap { VariantCount(variant: $0 + 1, level: level, right: $1.0, answers: $1.1) }
  }

  @Test("shares have their interval (Wilson 1927: 8 of 10 is 0.490 to 0.943)")
  func intervals() throws {
    let line = try #require(VariantFairness(Self.counts([(8, 10), (0, 0)])).lines.first)
    let interval = try #require(line.interval)
    #expect(line.share == 0.8)
    #expect(abs(interval.lowerBound - 0.490162) < 1e-6 && abs(interval.upperBound - 0.943317) < 1e-6)
    #expect(VariantFairness(Self.counts([(0, 0)])).lines.first?.interval == nil)
  }

  @Test("of one level the statistic is Pearson's with one person less: 30 of 50 against 45 of 50")
  func statistic() throws {
    let report = VariantFairness(Self.counts([(30, 50), (45, 50)]))
    // Pearson's chi-square of the table is 12; 12 · 99 / 100 = 11.88, of which the probability is 5.674e-4 (R: pchisq(11.88, 1, lower = FALSE)).
    let probability = try #require(report.lines.first?.probability)
    #expect(abs(probability - 5.674e-4) < 2e-7, "\(probability)")
    #expect(report.differing == [1, 2])
  }

  @Test("a variant that is harder is named, the others are not")
  func named() {
    #expect(VariantFairness(Self.counts([(80, 100), (78, 100), (50, 100), (82, 100), (79, 100), (81, 100)])).differing == [3])
    #expect(VariantFairness(Self.counts([(80, 100), (78, 100), (76, 100), (82, 100)])).differing == [])
    // Beside the third the first and the fourth look easy: 81 of 100 against 208 of 300.
    #expect(VariantFairness(Self.counts([(80, 100), (78, 100), (50, 100), (81, 100)])).differing == [3])
    #expect(VariantFairness(Self.counts([(90, 100), (70, 100), (50, 100), (71, 100), (69, 100)])).differing == [1, 3])
  }

  @Test("who had a variant is no fault of the variant: within levels all are alike")
  func levels() {
    let strong = Self.counts([(90, 100), (18, 20)], level: 1)
    let weak = Self.counts([(6, 20), (30, 100)], level: 0)
    #expect(VariantFairness(strong + weak).differing == [])
    #expect(
      VariantFairness((strong + weak).compactMap { VariantCount(variant: $0.variant, right: $0.right, answers: $0.answers) })
        .differing == [1, 2])
  }

  @Test("of few answers nothing is said, and counts that cannot be are none")
  func few() {
    #expect(VariantFairness(Self.counts([(0, 9), (90, 100)])).lines.first?.probability == nil)
    #expect(VariantFairness(Self.counts([(100, 100), (90, 90)])).lines.allSatisfy { $0.probability == nil })
    #expect(VariantFairness([]).lines.isEmpty)
    #expect(VariantCount(variant: 1, right: 2, answers: 1) == nil)
    #expect(VariantCount(variant: 1, right: -1, answers: 1) == nil)
    #expect(VariantCount(variant: 1, right: 0, answers: .min) == nil)
  }

  @Test("where all variants are alike, a report of twelve names one in fewer than one of fifteen cases")
  func falseNames() {
    var chance = Chance(11)
    var named = 0
    for _ in 0..<1_000 {
      let rows = (0..<12).map { _ in ((0..<40).count { _ in chance.below(100) < 70 }, 40) }
      if !VariantFairness(Self.counts(rows)).differing.isEmpty { named += 1 }
    }
    #expect((10...66).contains(named), "\(named)")
  }

  @Test("counts are read from a table, and lines that are none are named")
  func table() throws {
    let sound = try VariantCountTable.read(Array("answers,exercise,variant,right\n10,a,1,8\n12,a,2,3\n5,b,1,5\n".utf8))
    #expect(sound["a"] == Self.counts([(8, 10), (3, 12)]) && sound["b"]?.count == 1)
    #expect(try VariantCountTable.read(Array("exercise,variant,right,answers,level\na,1,2,3,4\n".utf8))["a"]?.first?.level == 4)
    func said(_ text: String) -> [String] {
      do throws(FileComplaints) {
        _ = try VariantCountTable.read(Array(text.utf8))
        return []
      } catch { return error.complaints.map { $0.text(.en) } }
    }
    #expect(said("exercise,variant,right\na,1,2\n") == ["1: the first line has exercise, variant, right and answers"])
    let wrong = "exercise,variant,right,answers\na,1,9,8\na,x,1,2\na,1,-1,2\na,1\na,1,1,99999999999999999999\n"
    #expect(said(wrong) == (2...6).map { "\($0): a line has whole numbers, and right is at most answers" })
    #expect(!said("exercise,\"variant\nright").isEmpty && !said("").isEmpty)
  }
}
