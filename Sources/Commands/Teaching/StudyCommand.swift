import ArgumentParser
import Programme
import Storage
import Study
import Words

/// What the server makes of what learners did.
struct StudyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study", abstract: "Looks after what follows from what learners did.", subcommands: [RebuildStudy.self])
}

struct RebuildStudy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: "Makes what learners can do, have finished and attended anew from all their events.",
    discussion: """
      Nothing should differ. What does is counted and put right; with --check it is only counted. The server may run meanwhile. Ends with 0 \
      when nothing differed, with 3 otherwise.
      """)

  @OptionGroup var options: HouseOptions

  @Flag(help: "Change nothing.")
  var check = false

  @Option(help: "Language of what is said: kk, ru or en.")
  var language: String = "kk"

  func validate() throws { try WrittenCourse.validate(language) }

  func run() async throws {
    let language = Language(rawValue: language) ?? .kk
    let house = try await options.house(port: 8080, isDemo: false, mayFound: false)
    defer { house.database.close() }
    let begun = ContinuousClock.now
    let found = try await house.rebuildStudy(writes: !check)
    let seconds = (ContinuousClock.now - begun) / .seconds(1)
    Terminal.say(Phrase.rebuilt(found, seconds: seconds, wrote: !check)(language))
    if found.changed > 0 { throw ExitCode(3) }
  }
}

extension Phrase {
  static func rebuilt(_ found: StudyRebuild, seconds: Double, wrote: Bool) -> Phrase {
    let put = wrote ? Phrase.putRight : Phrase.leftAsIs
    return Phrase(
      kk: """
        Оқушы: \(Language.kk.number(found.learners)), әрекет: \(Language.kk.number(found.events)), \(Language.kk.number(seconds)) с. \
        Өзгеше жол: \(Language.kk.number(found.changed)) (\(Language.kk(put))).
        """,
      ru: """
        Учащихся: \(Language.ru.number(found.learners)), действий: \(Language.ru.number(found.events)), \(Language.ru.number(seconds)) с. \
        Строк, которые отличались: \(Language.ru.number(found.changed)) (\(Language.ru(put))).
        """,
      en: """
        Learners: \(Language.en.number(found.learners)), events: \(Language.en.number(found.events)), \(Language.en.number(seconds)) s. \
        Rows that differed: \(Language.en.number(found.changed)) (\(Language.en(put))).
        """)
  }
  static let putRight = Phrase(kk: "түзетілді", ru: "исправлены", en: "put right")
  static let leftAsIs = Phrase(kk: "түзетілген жоқ", ru: "не исправлены", en: "left as they are")
}
