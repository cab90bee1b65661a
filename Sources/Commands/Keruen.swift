import ArgumentParser
import Foundation
import Programme
import Words

/// Where the program is entered.
package enum Door {
  package static func open() async {
    // What this program writes is its owner's alone.
    umask(0o077)
    var language = Language.en
    do {
      var command = try Keruen.parseAsRoot()
      language = (command as? any SpeakingCommand)?.language ?? .en
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
    } catch {
      guard let says = sentence(error) else { Keruen.exit(withError: error) }
      Terminal.complain("\(language(.commandFailed)): \(says(language))")
      Keruen.exit(withError: ExitCode.failure)
    }
  }

  /// What a command says when it did not do what it was asked, in each language; nil for what ArgumentParser says itself, such as how a
  /// command is typed.
  static func sentence(_ error: any Error) -> Phrase? {
    switch error {
    case let trouble as Trouble: return trouble.says
    case let refusal as FileRefusal: return refusal.sentence
    case let cocoa as CocoaError:
      let path = cocoa.filePath ?? cocoa.url?.path
      // Foundation's errors print themselves as a record of many lines.
      let code = (cocoa.underlying as? POSIXError)?.code
      let reason =
        switch code {
        case .ENOENT: Phrase.nothingThere
        case .EACCES, .EPERM: Phrase.notAllowed
        case .ENOTDIR: Phrase.notAFolder
        case .EEXIST: Phrase.thereAlready
        default: Phrase(verbatim: code.map { String(cString: strerror($0.rawValue)) } ?? cocoa.localizedDescription)
        }
      return path.map { reason.at($0) } ?? reason
    default: return nil
    }
  }
}

/// A command that answers in the language it is asked in.
protocol SpeakingCommand {
  var language: Language { get }
}

extension Phrase {
  static let commandFailed = Phrase(kk: "Қате", ru: "Ошибка", en: "Error")
  static let nothingThere = Phrase(kk: "мұнда ештеңе жоқ.", ru: "здесь ничего нет.", en: "there is nothing here.")
  static let notAllowed = Phrase(kk: "рұқсат жоқ.", ru: "нет прав.", en: "no permission.")
  static let notAFolder = Phrase(kk: "бұл қалта емес.", ru: "это не папка.", en: "this is not a folder.")
  static let thereAlready = Phrase(kk: "мұндай файл бар.", ru: "такой файл уже есть.", en: "there is such a file already.")

  /// "PATH: what is wrong with it".
  func at(_ path: String) -> Phrase {
    Phrase(kk: "\(path): \(Language.kk(self))", ru: "\(path): \(Language.ru(self))", en: "\(path): \(Language.en(self))")
  }
}

/// The program's commands.
struct Keruen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keruen",
    abstract: "Runs a competitive STEM school, from the first application to the university grant.",
    version: Version.number,
    subcommands: [
      Serve.self, Demo.self, Migrate.self, Backup.self, BackupKeys.self, Restore.self, Move.self, Audit.self, Key.self,
      Staff.self, Doctor.self, ReadFiles.self, Select.self, Verify.self,
      ProgrammeCommand.self, CourseCommand.self, StudyCommand.self, Calibrate.self, FacetsCommand.self, AgreeCommand.self,
      EquateCommand.self,
      LinkCommand.self, ScreenCommand.self, WordsCommand.self, Ordering.self, Matchmaking.self, Drawing.self, Assigning.self,
      Judging.self,
    ])
}
