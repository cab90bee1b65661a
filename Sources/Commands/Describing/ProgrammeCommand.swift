import ArgumentParser
import Exchange
import Foundation
import Programme
import Site
import Words

/// The folder that describes a programme: its words, days, form, consents and terms.
struct ProgrammeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "programme", abstract: "Makes, checks and loads the folder that describes a programme.",
    subcommands: [NewProgramme.self, CheckProgramme.self, LoadProgramme.self])
}

struct NewProgramme: ParsableCommand, SpeakingCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Copies an example of a programme into a new folder, to be rewritten there.")

  @Argument(help: "The folder; made if it is not there.")
  var folder: String

  @Option(help: "Which example: \(ProgrammeFolder.examples.joined(separator: ", ")).")
  var example = ProgrammeFolder.examples[0]

  @Option(help: "Language of the messages: kk, ru or en.")
  var language: Language = .kk

  func run() throws {
    guard let copied = ProgrammeFolder.example(example) else {
      throw Trouble(.noSuchExample(example, ProgrammeFolder.examples.joined(separator: ", ")))
    }
    if let there = try? FileManager.default.contentsOfDirectory(atPath: folder), !there.isEmpty {
      throw Trouble(.folderNotEmpty(folder))
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in copied.names {
      guard let bytes = copied.bytes(name) else { continue }
      try Data(bytes).write(to: URL(fileURLWithPath: folder).appendingPathComponent(name), options: .withoutOverwriting)
    }
    Terminal.say(
      """
      \(folder): \(copied.names.joined(separator: ", "))
      \(language(.exampleCopied))

        keruen programme check \(folder)
        keruen programme load \(folder)
      """)
  }
}

struct CheckProgramme: ParsableCommand, SpeakingCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Says all that is wrong in a programme's folder, by file and line.",
    discussion: """
      Changes nothing. Ends with 0 when the folder is in order. With --json every complaint is an object with "file", "line" \
      (null for the file as a whole) and its sentence in "kk", "ru" and "en".
      """)

  @Argument(help: "The folder.")
  var folder: String

  @Option(help: "Language of the complaints: kk, ru or en.")
  var language: Language = .kk

  @Flag(help: "Write JSON.")
  var json = false

  func run() throws {
    let written = try WrittenFolder.programme(folder)
    let complaints = try Self.complaints(of: written)
    if json {
      Terminal.say(Self.json(complaints).text)
      if !complaints.isEmpty { throw ExitCode.failure }
      return
    }
    for complaint in complaints { Terminal.complain("\(folder)/\(complaint.text(language))") }
    guard complaints.isEmpty else { throw Trouble(.programmeWrong(complaints.count)) }
    let programme = try Site.programme(written)
    for name in programme.borrowed { Terminal.say("\(folder)/\(name): \(Phrase.fileBorrowed(language))") }
    let letters = programme[.letters].borrowed
    if !letters.isEmpty, !programme.borrowed.contains("letters.yaml") {
      Terminal.say("\(folder)/letters.yaml: \(Phrase.lettersBorrowed(letters.joined(separator: ", "))(language))")
    }
    Terminal.say("\(folder): \(Phrase.programmeInOrder(language))")
  }

  /// Of all files, and of those that nothing reads.
  static func complaints(of folder: ProgrammeFolder) throws -> [FileComplaint] {
    let known = Set(ProgrammeData.parts(of: Site.rooms).map(\.name))
    // Beside a register stands where it came from.
    let unread = folder.names.filter { name in
      !known.contains(name) && !Picture.isPicture(name) && !known.contains { name == "\($0).source.txt" }
    }.map {
      FileComplaint(file: $0, .fileUnread(known.sorted().joined(separator: ", ")))
    }
    do {
      let pictures = try Site.programme(folder).pictures
      let unshown = folder.names.filter { Picture.isPicture($0) && pictures[$0] == nil }
      return unread + unshown.map { FileComplaint(file: $0, .pictureUnshown) }
    } catch let wrong as FileComplaints { return unread + wrong.complaints }
  }

  private static func json(_ complaints: [FileComplaint]) -> JSON {
    .object([
      ("inOrder", .bool(complaints.isEmpty)),
      (
        "complaints",
        .array(
          complaints.map { complaint in
            .object(
              [
                ("file", complaint.file.map { .string($0) } ?? .null),
                ("line", complaint.line.map { .number(Double($0)) } ?? .null),
              ] + Language.allCases.map { ($0.rawValue, .string(complaint.says($0))) })
          })
      ),
    ])
  }
}

/// A programme's folder on the disk.
enum WrittenFolder {
  static func programme(_ path: String) throws -> ProgrammeFolder {
    // What a system or an editor keeps for itself is no file of the programme; folders are courses.
    let names = try list(path).filter { name in
      var isFolder: ObjCBool = false
      let isThere = FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
      return isThere && !isFolder.boolValue && !name.hasPrefix(".") && !name.hasPrefix("~") && !name.hasSuffix("~")
    }
    // Read once: what is checked is what is taken. Of others the names are enough.
    let known = Set(ProgrammeData.parts(of: Site.rooms).map(\.name))
    let files = try Dictionary(
      uniqueKeysWithValues: names.filter { known.contains($0) || Picture.isPicture($0) }.map {
        ($0, try FileText.bytes("\(path)/\($0)"))
      })
    return ProgrammeFolder(path, names: names.sorted()) { files[$0] }
  }

  private static func list(_ path: String) throws(FileRefusal) -> [String] {
    do { return try FileManager.default.contentsOfDirectory(atPath: path) } catch {
      throw FileRefusal(path, FileManager.default.fileExists(atPath: path) ? .folderUnreadable : .noSuchFolder)
    }
  }
}

extension Phrase {
  static let programmeInOrder = Phrase(
    kk:
      "қалтадағы файлдар дұрыс. Бұл пәрмен дерекқорды көрмейді: келісім мәтіндері, басталған өтінімдер мен бар қабылдаудың күндері жүктегенде тексеріледі (keruen programme load).",
    ru:
      "файлы папки в порядке. Базу данных эта команда не видит: тексты согласий, начатые заявки и даты созданного набора сверит загрузка (keruen programme load).",
    en:
      "the files of the folder are in order. This command does not see the database: texts of consents, applications that were begun and the dates of an intake that exists are compared when it is loaded (keruen programme load)."
  )
  static func programmeWrong(_ count: Int) -> Phrase {
    Phrase(
      kk: "қалта дұрыс емес, қате саны: \(count).",
      ru: "папка не в порядке: \(counted(count, one: "ошибка", few: "ошибки", many: "ошибок")).",
      en: "the folder is not in order: \(counted(count, one: "error", other: "errors")).")
  }
  static func noSuchExample(_ name: String, _ known: String) -> Phrase {
    Phrase(
      kk: "«\(name)» үлгісі жоқ. Барлары: \(known).", ru: "Примера «\(name)» нет. Есть: \(known).",
      en: "There is no example “\(name)”. There are: \(known).")
  }
  static func folderNotEmpty(_ folder: String) -> Phrase {
    Phrase(
      kk: "\(folder) бос емес. Әлі жоқ қалтаны атаңыз.", ru: "Папка \(folder) не пуста. Назовите папку, которой ещё нет.",
      en: "\(folder) is not empty. Name a folder that is not there yet.")
  }
  static let exampleCopied = Phrase(
    kk: "Мұның бәрі — ойдан шығарылған ұйымның үлгісі: өзіңізше жазып шығыңыз, сосын дұрыстығын тексеріңіз:",
    ru: "Всё это пример с вымышленной организацией: перепишите его, затем проверьте, что всё в порядке:",
    en: "All of it is an example with an invented organisation: rewrite it, then see that it is in order:")
  static let fileBorrowed = Phrase(
    kk: "файл жоқ, жүйемен бірге келетіні қолданылады.", ru: "файла нет, действует тот, что поставляется с системой.",
    en: "not there; the one that ships is used.")
  static let pictureUnshown = Phrase(
    kk: "Бұл суретті programme.yaml атамайды (look: logo, scene).",
    ru: "Эту картинку programme.yaml не называет (look: logo, scene).",
    en: "programme.yaml does not name this picture (look: logo, scene).")
  static func lettersBorrowed(_ letters: String) -> Phrase {
    Phrase(
      kk: "мына хаттар жүйемен бірге келген сөздермен жазылады: \(letters).",
      ru: "эти письма идут со словами из поставки: \(letters).", en: "these letters go out in the words that ship: \(letters).")
  }
  static func fileUnread(_ known: String) -> Phrase {
    Phrase(
      kk: "Бұл файлды ешкім оқымайды. Оқылатындары: \(known).", ru: "Этот файл никто не читает. Читаются: \(known).",
      en: "Nothing reads this file. Those that are read: \(known).")
  }
}
