import ArgumentParser
import Programme
import Storage
import Words

/// A folder into the database: every server of the house goes on by it within seconds.
struct LoadProgramme: AsyncParsableCommand, SpeakingCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Stores a programme's folder in the database as the newest edition.",
    discussion: """
      A folder that is not in order changes nothing. Running servers use the new edition within seconds. An application keeps the \
      questions with which it was begun. If the change affects anybody, the command says whom and goes on only with --yes.
      """)

  @Argument(help: "The folder.")
  var folder: String

  @OptionGroup var options: HouseOptions

  @Option(help: ArgumentHelp("Who wrote it, as shown in the list of editions.", valueName: "name"))
  var author = "operator"

  @Option(help: "Language of the messages: kk, ru or en.")
  var language: Language = .kk

  @Flag(help: "Go on although somebody is affected.")
  var yes = false

  func validate() throws {
    guard !author.isEmpty, author.count <= 100 else { throw ValidationError("--author has at most 100 characters") }
  }

  func run() async throws {
    let written = try WrittenFolder.programme(folder)
    let house = try await options.house(port: 8080, isDemo: nil, mayFound: false)
    defer { house.database.close() }
    do {
      let change = try await house.change(to: written)
      if change.changed.isEmpty {
        Terminal.say("\(folder): \(Phrase.nothingDiffers(language))")
        return
      }
      change.tell(in: folder, language)
      if !change.notes.isEmpty {
        // Where no server has named its address, only the page is known.
        let address = try await house.database.read { try $0.keptAddress() } ?? options.address ?? ""
        Terminal.say("  \(address)/administration/cycles")
      }
      guard yes || change.touches.isEmpty else { throw Trouble(.sayYes) }
      let next = try await house.take(change, by: author)
      try await next?.prepare()
      let number = next?.edition?.number ?? 1
      Terminal.say("\(folder): \(Phrase.editionTaken(number, change.changed.joined(separator: ", "))(language))")
    } catch let wrong as FileComplaints {
      try await house.refuse(written.name, wrong)
      for complaint in wrong.complaints { Terminal.complain("\(folder)/\(complaint.text(language))") }
      throw Trouble(.complaintsCount(wrong.complaints.count))
    }
  }
}

extension ProgrammeChange {
  /// Whom it touches, and what it does not change.
  func tell(in folder: String, _ t: Language) {
    for (file, says) in touches + notes { Terminal.say("\(folder)/\(file): \(says(t))") }
  }
}

extension House {
  /// Kept for the operation page; the house goes on as before.
  func refuse(_ folder: String, _ complaints: FileComplaints) async throws {
    let now = outside.now()
    try await database.write { try $0.keepRefused(folder, complaints, at: now) }
  }

  /// The house by a folder named at the start. One that is not in order changes nothing: it is named on the terminal and on the operation
  /// page, and a new house does not open by it.
  func opened(with path: String) async throws -> House {
    let folder = try WrittenFolder.programme(path)
    do {
      let change = try await change(to: folder)
      change.tell(in: path, .en)
      return try await take(change, by: path) ?? self
    } catch let wrong as FileComplaints {
      for complaint in wrong.complaints { Terminal.complain("\(path)/\(complaint.text(.en))") }
      // A new house would make its first intake by the example.
      if try await database.read({ try $0.cycles().isEmpty }) {
        throw Trouble("\(path) is not in order, and a new installation has no other programme to start with.")
      }
      try await refuse(path, wrong)
      Terminal.complain("\(path) is not in order: the server uses the programme that it has.")
      return self
    }
  }
}

extension Phrase {
  fileprivate static let nothingDiffers = Phrase(
    kk: "ештеңе өзгермеген.", ru: "ничего не изменилось.", en: "nothing differs.")
  fileprivate static let sayYes = Phrase(
    kk: "Бұл өзгеріс адамдарға әсер етеді. Келіссеңіз, --yes қосып қайталаңыз.",
    ru: "Изменение касается людей. Если согласны, повторите с --yes.",
    en: "The change touches people. If you agree, repeat with --yes.")
  fileprivate static func editionTaken(_ number: Int, _ files: String) -> Phrase {
    Phrase(
      kk: "\(number)-басылым. Өзгергені: \(files).", ru: "издание \(number). Изменено: \(files).",
      en: "edition \(number). Changed: \(files).")
  }
}
