import ArgumentParser
import Exercises
import Programme
import Words

/// `keruen course fairness`: whether the variants of exercises were equally hard.
struct FairCourse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fairness", abstract: "Says which variants of exercises were harder or easier than the others.",
    discussion: """
      The table (CSV) has the columns exercise, variant, right and answers, and perhaps level: within a level variants are compared, so that \
      it is no matter who had which. Each line shows the share right with its 95 % interval (Wilson); a variant is named where the test of \
      Mantel and Haenszel says so at a false discovery rate of 5 %. Of fewer than ten answers, and where fewer than five right or wrong ones \
      are to be expected, nothing is said.
      """)

  @Argument(help: "The table; - for standard input.")
  var table: String

  @Option(help: "Language: kk, ru or en.")
  var language: String = "kk"

  func validate() throws { try WrittenCourse.validate(language) }

  func run() throws {
    let language = Language(rawValue: language) ?? .kk
    let bytes = try FileText.bytes(table)
    let counts: [String: [VariantCount]]
    do throws(FileComplaints) {
      counts = try VariantCountTable.read(bytes)
    } catch {
      for complaint in error.within(table).complaints { Terminal.complain(complaint.text(language)) }
      throw ExitCode(2)
    }
    for (exercise, counts) in counts.sorted(by: { $0.key < $1.key }) {
      for line in VariantFairness(counts).lines { Terminal.say(Self.text(exercise, line, language)) }
    }
  }

  private static func text(_ exercise: String, _ line: VariantFairness.Line, _ language: Language) -> String {
    let ends = line.interval.map { " (\(language.percent($0.lowerBound))–\(language.percent($0.upperBound)))" } ?? ""
    let share = line.share.map { language.percent($0) } ?? "—"
    return "\(exercise) \(line.variant): \(line.right)/\(line.answers), \(share)\(ends)"
      + (line.differs ? " — \(Phrase.variantDiffers(language))" : "")
  }
}

extension Phrase {
  static let variantDiffers = Phrase(
    kk: "басқаларынан өзгеше", ru: "отличается от других", en: "differs from the others")
}
