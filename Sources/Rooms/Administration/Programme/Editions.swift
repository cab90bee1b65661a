import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// The editions of the programme's folder: who brought which, and what differs from the one before.
enum Editions {
  /// GET /administration/programme
  static func show(_ visit: Visit, _ permit: Permit<ReadProgramme>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let isHome = visit.who.memberships.contains { SeeAdministration.roles.contains($0.role) }
    let (editions, refused) = try await house.database.read { (try $0.editions(.programme), try $0.refusedFolder()) }
    return visit.page(
      Page(
        title: t(.programmeFolder), language: t, width: .wide,
        body: """
          \(t.back(to: isHome ? "/administration" : "/desk"))<h1>\(t(.programmeFolder))</h1>
          <p>\(t(.programmeFolderWhat))</p>
          <p><a href="/administration/programme/letters">\(t(.lettersTitle))</a></p>
          \(refused.map { refusal($0, t) } ?? .nothing)
          \(editions.isEmpty ? "<p>\(t(.builtInOnly))</p>" : t.table(t(.editions), editions, [
            Column(t(.editionNumber), isNumeric: true) { edition in
              edition.number > 1
                ? "<a href=\"\(("/administration/programme" as Link).below(edition.id.text))\">\(t.number(edition.number))</a>"
                : HTML(t.number(edition.number))
            },
            Column(t(.editionTakenAt)) { HTML(t.dateTime($0.writtenAt)) },
            Column(t(.editionAuthor)) { HTML(author($0, t)) },
            Column(t(.editionHash)) { "<code>\(hex(Array($0.sha256.prefix(6))))</code>" },
            Column(t(.editionState)) { $0 == house.edition ? tag(t(.editionInUse), .good) : HTML.nothing },
          ]))
          """))
  }

  /// GET /administration/programme/:edition
  static func difference(_ visit: Visit, _ permit: Permit<ReadProgramme>) async throws -> Reply {
    let t = visit.language
    guard let id = ID<Edition>(try visit.name("edition")) else { throw Refusal.missing }
    let (edition, before, after, cycles) = try await visit.house.database.read { tx in
      let editions = try tx.editions(.programme)
      guard let position = editions.firstIndex(where: { $0.id == id }) else { throw Refusal.missing }
      let before = position + 1 < editions.count ? try tx.editionFiles(editions[position + 1].id) : [:]
      return (editions[position], before, try tx.editionFiles(id), try tx.cycles())
    }
    let notes = edition == visit.house.edition ? IntakeDates.notes(visit.house.programme, cycles) : [.datesStay]
    let names = Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }
    return visit.page(
      Page(
        title: t(.editionTitle(edition.number)), language: t, width: .wide,
        body: """
          \(t.back(to: "/administration/programme"))<h1>\(t(.editionTitle(edition.number)))</h1>
          <p>\(t.dateTime(edition.writtenAt)) · \(author(edition, t))</p>
          \(names.map { file($0, before[$0], after[$0], notes, t) })
          """))
  }

  /// What stood in the program before any folder was loaded has no author.
  private static func author(_ edition: Edition, _ t: Language) -> String {
    edition.writtenBy == ProgrammeFolder.shippedName ? t(.builtInExample) : edition.writtenBy
  }

  private static func file(
    _ name: String, _ before: [UInt8]?, _ after: [UInt8]?, _ notes: [Phrase], _ t: Language
  ) -> HTML {
    guard let differences = WrittenDifference.all(before, after) else { return "<h2>\(name)</h2><p>\(t(.fileDiffers))</p>" }
    let table = t.table(
      name, differences,
      [
        Column(t(.differencePlace)) { HTML($0.place) }, Column(t(.differenceBefore)) { HTML($0.before ?? "–") },
        Column(t(.differenceAfter)) { HTML($0.after ?? "–") },
      ], empty: "<p>\(t(.onlyRemarks))</p>")
    // Only where the days of an intake differ: elsewhere nobody would look for them.
    guard !notes.isEmpty, differences.contains(where: { $0.place.hasPrefix("cycle › ") }) else { return table }
    return """
      \(table)\(notice("\(notes.map { t($0) }.joined(separator: " ")) <a href=\"/administration/cycles\">\(t(.cycles))</a>"))
      """
  }

  /// The folder that changed nothing, on this page and on that of the operation.
  static func refusal(_ refused: RefusedFolder, _ t: Language) -> HTML {
    card(
      """
      <h2>\(t(.folderRefused))</h2><p><code>\(refused.folder)</code>, \(t.dateTime(refused.refusedAt))</p>
      <ul>\(refused.why(t).split(separator: "\\n").map { "<li>\(String($0))</li>" as HTML })</ul>
      """)
  }
}

extension Phrase {
  static let programmeFolder = Phrase(kk: "Бағдарлама қалтасы", ru: "Папка программы", en: "The programme's folder")
  static let programmeFolderWhat = Phrase(
    kk:
      "Бағдарламаның сөздері, күндері, сұрақтары, келісім мәтіндері мен сақтау мерзімдері. Қалтаны жүйені жүргізетін адам жүктейді: keruen programme load.",
    ru:
      "Слова, дни, вопросы, тексты согласий и сроки хранения программы. Папку загружает тот, кто ведёт систему: keruen programme load.",
    en:
      "The programme's words, days, questions, consent texts and storage periods. Whoever runs the system loads the folder: keruen programme load."
  )
  static let builtInOnly = Phrase(
    kk: "Қалта әлі жүктелмеген: жүйе ішіндегі үлгімен жұмыс істеп тұр.",
    ru: "Папку ещё не загружали: работает встроенный пример.", en: "No folder was loaded yet: the built-in example is in use.")
  static let builtInExample = Phrase(kk: "жүйе ішіндегі үлгі", ru: "встроенный пример", en: "the built-in example")
  static let editions = Phrase(kk: "Басылымдар", ru: "Издания", en: "Editions")
  static let editionNumber = Phrase(kk: "Нөмірі", ru: "Номер", en: "Number")
  static let editionTakenAt = Phrase(kk: "Уақыты", ru: "Когда", en: "When")
  static let editionAuthor = Phrase(kk: "Кім", ru: "Кто", en: "Who")
  static let editionHash = Phrase(kk: "Хеш", ru: "Хеш", en: "Hash")
  static let editionState = Phrase(kk: "Күйі", ru: "Состояние", en: "State")
  static let editionInUse = Phrase(kk: "қолданыста", ru: "действует", en: "in use")
  static let fileDiffers = Phrase(kk: "Файл басқа.", ru: "Файл другой.", en: "The file is another one.")
  static let onlyRemarks = Phrase(
    kk: "Мәндері бірдей: тек жазылуы мен түсіндірмелері өзгерген.", ru: "Значения те же: изменились только запись и примечания.",
    en: "The values are the same: only the writing and the remarks differ.")
  static let differencePlace = Phrase(kk: "Қай жерде тұр", ru: "Где стоит", en: "Where it stands")
  static let differenceBefore = Phrase(kk: "Бұрын", ru: "Было", en: "Before")
  static let differenceAfter = Phrase(kk: "Енді", ru: "Стало", en: "After")
  static let folderRefused = Phrase(
    kk: "Соңғы қалта қабылданбады: ештеңе өзгерген жоқ", ru: "Последняя папка не принята: ничего не изменилось",
    en: "The last folder was refused: nothing changed")
  static func editionTitle(_ number: Int) -> Phrase {
    Phrase(
      kk: "Бағдарлама қалтасы, \(number)-басылым", ru: "Папка программы, издание \(number)",
      en: "The programme's folder, edition \(number)")
  }
}
