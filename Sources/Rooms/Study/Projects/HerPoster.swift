import Courses
import Exchange
import Exercises
import Markup
import Programme
import Security
import Storage
import Words

/// The poster of her team: each girl works on a version of her own, which begins with the last that was handed in; the last handed in is the
/// team's.
enum HerPoster {
  private static func link(_ project: ID<Project>) -> Link { HerProject.link(project).below("poster") }

  private struct Looked: Sendable {
    let sight: HerProject.Sight
    let team: Team
    let open: Entry?
    /// Drafts of hers that another girl's version has overtaken.
    let aside: [Entry]
    let last: Entry?
    /// The version that the cohort sees.
    let seen: Entry?
    /// Why adults sent versions back or hid them, the newest first.
    let reasons: [PosterWord]
    /// Keys of names that other teams of the group have in this project.
    let taken: Set<String>
    let isMarked: Bool

    var mayChange: Bool { sight.mayWrite && !isMarked }
    /// Another girl has handed in a version since she worked on her draft.
    var isOvertaken: Bool { open.map { open in last.map { ($0.kept ?? $0.changed) > open.changed } ?? false } ?? false }
  }

  /// Why what she typed does not stand yet.
  private enum Halt {
    /// Another tab of hers has written in the draft.
    case tab
    /// Another girl of the team has handed in a version since the page was made.
    case version
  }

  /// What is typed, and the name that the team goes by.
  private struct Typed {
    var words: PosterWords
    var name: String?
  }

  /// GET /study/projects/:project/poster
  static func show(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    var looked = try await look(visit, permit)
    if looked.mayChange, looked.open == nil || looked.isOvertaken {
      let begun = looked
      try await house.database.write { tx in
        if let open = begun.open { try tx.layAside(open, house) }
        try tx.beginEntry(
          .poster, of: begun.sight.learner.number, in: begun.team.id, after: begun.last, begun.sight.safe, house)
      }
      looked = try await look(visit, permit)
    }
    return reply(looked, nil, [], visit)
  }

  /// POST /study/projects/:project/poster: what is typed is kept first, whatever `go` is: `photo`, `remove-1`, `hand-in`, `draft-…` for one that
  /// lies aside, or nothing.
  static func write(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let id: ID<Project> = try visit.id("project")
    let typed = Typed(
      words: PosterWords(PosterWords.Field.allCases.map { EntryWords.clean(visit.form[$0.rawValue] ?? "") }),
      name: visit.form["name"].flatMap { $0.isEmpty ? nil : $0 })
    let looked = try await look(visit, permit)
    if visit.asksOnlyLanguage { return reply(looked, typed, [], visit) }
    let go = visit.form["go"] ?? ""
    var errors = tooLong(typed.words)
    let photo: (upload: Upload, name: String)?
    do { photo = try await visit.photo(ProjectPhotos.posterRule) } catch let refusal as Refusal where refusal.field == "photo" {
      errors.append(("photo", refusal.phrase))
      photo = nil
    }
    if go == "hand-in" {
      errors += missing(typed, looked)
      errors += PosterWords.Field.allCases.filter { !house.data[.board].reasons(to: typed.words[$0]).isEmpty }.map {
        ($0.rawValue, Phrase.posterMayNotHold)
      }
    }
    let kept = errors
    var halt: Halt?
    do {
      halt = try await house.database.write { tx -> Halt? in
        let looked = try look(id, permit, house, tx)
        guard looked.mayChange else { throw Refusal(.conflict, .posterIsMarked, back: link(id)) }
        let (safe, words) = (looked.sight.safe, typed.words.words)
        let entry = try tx.entryToWrite(
          .poster, of: looked.sight.learner.number, in: looked.team.id, after: looked.last, safe, house)
        let stands = try !tooLong(typed.words).isEmpty || tx.write(words, in: entry, was: visit.form["was"], safe, house)
        if kept.isEmpty || go != "hand-in" { try tx.change(entry, photo, go, safe, visit) }
        try visit.countStored([words.packed.utf8.count] + (photo.map { [$0.upload.bytes.count] } ?? []), in: tx)
        // A tab in which nothing was typed has nothing to lose, and hands in nothing that it does not show.
        guard stands || go != "hand-in" && visit.form["was"] == words.mark else { return .tab }
        if go.hasPrefix("draft-"), let draft = looked.aside.first(where: { "draft-\($0.id.text)" == go }) {
          if let open = try tx.openEntry(.poster, of: entry.learner, in: entry.team, house) { try tx.layAside(open, house) }
          try tx.takeUp(draft, house)
        }
        guard go == "hand-in", kept.isEmpty else { return nil }
        guard visit.form["last"] == nil || visit.form["last"] == looked.last?.id.text ?? "" else { return .version }
        if let name = typed.name, name != looked.team.name {
          try tx.run("UPDATE study_team SET name = \(name) WHERE id = \(looked.team.id)")
        }
        try tx.keep(entry, reaching: nil, by: permit.actor.person, house)
        return nil
      }
    } catch let refusal as Refusal where refusal.field != nil {
      errors.append((refusal.field ?? "", refusal.phrase))
    }
    if let halt {
      // What this tab has not touched is not shown as typed.
      let isTouched = halt == .version || visit.form["was"] != typed.words.words.mark
      return reply(try await look(visit, permit), isTouched ? typed : nil, errors, visit, halt)
    }
    guard errors.isEmpty else { return reply(try await look(visit, permit), typed, errors, visit) }
    return .seeOther(link(id).with("done", EntryDone(go)?.rawValue).text)
  }

  /// A photo larger than any form: nothing of it was read.
  static func tooLarge(_ visit: Visit) throws -> Reply {
    .seeOther(link(try visit.id("project")).with("large", "yes").text)
  }

  private static func tooLong(_ words: PosterWords) -> [(field: String, says: Phrase)] {
    PosterWords.Field.allCases.compactMap { field in
      words[field].count > field.longest ? (field.rawValue, .workTooLong(field.longest)) : nil
    }
  }

  private static func missing(_ typed: Typed, _ looked: Looked) -> [(field: String, says: Phrase)] {
    let empty = PosterWords.Field.allCases.filter { typed.words[$0].isEmpty }.map { ($0.rawValue, Phrase.fillThisIn) }
    let isNameWrong = typed.name.map { looked.taken.contains($0) } ?? (looked.team.name == nil)
    return empty + (isNameWrong ? [("name", Phrase.chooseTeamName)] : [])
  }

  private static func look(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Looked {
    let house = visit.house
    let id: ID<Project> = try visit.id("project")
    return try await house.database.read { try look(id, permit, house, $0) }
  }

  private static func look(
    _ id: ID<Project>, _ permit: Permit<OwnStudy>, _ house: House, _ tx: Transaction
  ) throws -> Looked {
    let sight = try HerProject.sight(id, permit.actor.person, house, tx)
    guard let team = sight.team else { throw Refusal.missing }
    let taken: [String] = try tx.rows(
      """
      SELECT DISTINCT study_team.name FROM study_team
      WHERE study_team.project_id = \(sight.project.id) AND study_team.name IS NOT NULL AND study_team.id <> \(team.id)
      ORDER BY study_team.name LIMIT 1000
      """
    ) { try $0[0] }
    return Looked(
      sight: sight, team: team, open: try tx.openEntry(.poster, of: sight.learner.number, in: team.id, house),
      aside: try tx.draftsAside(of: sight.learner.number, in: team.id, house),
      last: try tx.poster(of: team.id, house), seen: try tx.poster(of: team.id, shown: true, house),
      reasons: try tx.posterWords(of: team.id, house.vault), taken: Set(taken),
      isMarked: try tx.exists("SELECT 1 FROM study_team_mark WHERE team_id = \(team.id)"))
  }

  // MARK: - The page

  private static func reply(
    _ looked: Looked, _ typed: Typed?, _ errors: [(field: String, says: Phrase)], _ visit: Visit, _ halt: Halt? = nil
  ) -> Reply {
    let (t, house, sight) = (visit.language, visit.house, looked.sight)
    let large = visit.query["large"] == nil ? [] : [(field: "photo", says: Phrase.upload(.tooLarge(HandInPhotos.longest)))]
    let said = (errors + large).map { (field: $0.field, message: t($0.says)) }
    let here = link(sight.project.id)
    let isOpen = looked.mayChange && looked.open != nil
    let done: HTML? =
      switch visit.query["done"].flatMap(EntryDone.init(rawValue:)) {
      case .handed: notice("<span data-kept=\"\(here)\">\(t(.posterIsHandedIn))</span>", .good)
      case .kept where isOpen:
        notice("<span data-kept=\"\(here)\">\(t(.posterWaits(looked.open?.changed ?? visit.now)))</span>", .good)
      default: nil
      }
    let lines = EntryLines(t: t, file: house.data[.projects], photos: HerProject.link(sight.project.id).below("photos"))
    let last: HTML =
      looked.last.map { poster in
        let isBack = looked.reasons.contains { $0.entry == poster.id }
        let state: HTML =
          poster.shown != nil
          ? tag(t(.posterIsShown), .good)
          : isBack && !looked.isMarked
            ? tag(t(.posterCameBack), .waiting)
            : isBack ? .nothing : tag(t(.posterWaitsForLook), .waiting)
        let report: HTML =
          poster.learner == sight.learner.number
          ? .nothing : ReportedThing.link(.poster, poster.id.text, of: poster.name?.short, t)
        let seen: HTML =
          looked.seen == nil ? .nothing : " <a href=\"\(Posters.link(looked.team.id))\">\(t(.whatOthersSay))</a>"
        let earlier: HTML =
          looked.seen == nil || looked.seen?.id == poster.id ? .nothing : "<p class=\"hint\">\(t(.yourEarlierIsSeen))</p>"
        return """
          <h2>\(t(.posterOfTeam))</h2><p>\(state) <span class="hint">\(poster.name?.short ?? t(.nameless)), \(t.dateTime(poster.kept ?? poster.changed))</span>\(seen)</p>\(earlier)
          \(lines.poster(PosterWords(poster.words), poster.photos, name: looked.team.publicName(house.data[.projects], t)))\(report)
          """
      } ?? .nothing
    let words = looked.reasons.forTeam(visit)
    let fromAdults: HTML = words.isEmpty ? .nothing : "<h2>\(t(.whatAdultsSaid))</h2>\(words)"
    let marked: HTML = looked.isMarked && sight.isMember ? notice("\(t(.posterIsMarked))", .waiting) : .nothing
    var page = Page(
      title: t(.posterWord), language: t, notice: said.isEmpty && halt == nil ? done : nil, languageForm: isOpen ? "work" : nil,
      body: """
        \(t.back(to: HerProject.link(sight.project.id)))\(t.errorSummary(said) { name(ofField: $0, t) })<p class="step">\(sight.exercise.lesson.title(t))</p>
        <h1>\(t(.posterWord))</h1>\(marked)\(fromAdults)\(isOpen ? form(looked, typed, said, visit, halt) : .nothing)\(last)
        """)
    page.sheets = ["lesson.css", "marking.css", "board.css", "project.css"]
    return visit.page(
      page, status: halt != nil ? 409 : said.isEmpty || errors.isEmpty ? 200 : 422,
      scripts: isOpen ? [house.assets.link("keep.js"), house.assets.link("handin.js")] : [])
  }

  private static func name(ofField name: String, _ t: Language) -> String? {
    PosterWords.Field(rawValue: name).map { t($0.title) } ?? (name == "photo" ? t(.figureOfPoster) : nil)
  }

  private static func form(
    _ looked: Looked, _ typed: Typed?, _ errors: [(field: String, message: String)], _ visit: Visit, _ halt: Halt?
  ) -> HTML {
    guard let open = looked.open else { return .nothing }
    let (t, file, sight) = (visit.language, visit.house.data[.projects], looked.sight)
    let words = typed?.words ?? PosterWords(open.words)
    let error = { (name: String) in errors.first { $0.field == name }?.message }
    let fields = PosterWords.Field.allCases.map { field -> HTML in
      let asked = Field(field.rawValue, t(field.title), error: error(field.rawValue))
      return field == .title
        ? t.textField(asked, value: words[field], longest: field.longest)
        : t.textArea(asked, value: words[field], rows: 4, longest: field.longest)
    }
    let names = file.names.filter { !looked.taken.contains($0.key) }.map { Option($0.key, $0.title(t)) }
    let name = t.select(
      Field("name", t(.nameOfTeam), hint: t(.nameOfTeamHint), error: error("name")), [Option("", t(.chooseName))] + names,
      chosen: typed?.name ?? looked.team.name ?? "")
    let box = PhotoBox(
      room: ProjectPhotos.room, subject: open.id.text, photos: open.photos, most: Entry.Kind.poster.photos,
      kinds: ProjectPhotos.posterRule.kinds, learner: sight.learner, label: .figureOfPoster, page: link(sight.project.id),
      link: HerProject.link(sight.project.id).below("photos"), error: error("photo"))
    let lines = EntryLines(t: t, file: file, photos: HerProject.link(sight.project.id).below("photos"))
    func shown(_ entry: Entry) -> HTML {
      lines.poster(PosterWords(entry.words), entry.photos, name: looked.team.publicName(file, t), heading: true)
    }
    let told: HTML =
      switch halt {
      case nil: .nothing
      case .version: notice("\(t(.versionCameMeanwhile(looked.last?.name?.short ?? t(.nameless))))", .waiting)
      case .tab where typed == nil: notice("\(t(.newerTextIsHere))", .waiting)
      case .tab:
        notice(
          "<p>\(t(.twoTextsOfEntry))</p><details open><summary>\(t(.textOfOtherTab))</summary>\(shown(open))</details>", .waiting)
      }
    let drafts = looked.aside.map { draft -> HTML in
      """
      <details><summary>\(t(.draftOf(draft.changed)))</summary>\(shown(draft))\
      \(button(t(.workOnDraft), look: .plain, name: "go", value: "draft-\(draft.id.text)"))</details>
      """
    }
    let aside: HTML =
      drafts.isEmpty ? .nothing : "<h2>\(t(.draftsAside))</h2><p class=\"hint\">\(t(.whyDraftsAside))</p>\(drafts)"
    // A form that was refused, and whose words were not kept, keeps what it was made from.
    let isKept = halt != nil || typed == nil || open.words == typed?.words.words
    let was = isKept ? open.words.mark : visit.form["was"] ?? open.words.mark
    let last = errors.isEmpty ? looked.last?.id.text ?? "" : visit.form["last"] ?? looked.last?.id.text ?? ""
    return """
      \(told)<p>\(t(.whoSeesPoster))</p>
      \(Markup.form(link(sight.project.id), isMultipart: true, id: "work", keeping: t(.notSentKeptForHer), """
        \(visit.formToken)\(hidden("was", was))\(hidden("last", last))\(name)\(fields)\(box.html(visit))\
        \(buttons(button(t(.handInPoster), name: "go", value: "hand-in"), button(t(.keepForLater), look: .plain)))\(aside)
        """))
      """
  }
}

extension Phrase {
  static let posterMayNotHold = Phrase(
    kk: "Плакатта телефон, сілтеме, ник не «маған жаз» деген сөз болмайды: оларды алып таста.",
    ru: "На плакате не бывает телефонов, ссылок, ников и просьб писать лично: уберите их.",
    en: "A poster holds no phone numbers, links, handles or words like “write to me”: take them out.")
  static let whatAdultsSaid = Phrase(
    kk: "Ересектер плакат туралы не айтты", ru: "Что взрослые сказали о плакате", en: "What adults said of the poster")
  static let draftsAside = Phrase(
    kk: "Аяқталмаған нұсқаларың", ru: "Ваши прежние черновики", en: "Your older drafts")
  static let whyDraftsAside = Phrase(
    kk: "Командалас қыз жаңа нұсқа тапсырды, сондықтан жоғарыда соның мәтіні тұр. Өзіңдікі осында сақталды.",
    ru: "Другая девочка сдала новую версию, поэтому выше стоит её текст. Ваш текст сохранён здесь.",
    en: "Another girl of the team handed in a version, so its text stands above. Yours is kept here.")
  static let workOnDraft = Phrase(
    kk: "Осы нұсқаммен жұмыс істеу", ru: "Работать с этим черновиком", en: "Work on this draft")
  static func draftOf(_ at: Moment) -> Phrase {
    Phrase(
      kk: "Сенің нұсқаң, \(Language.kk.dateTime(at))", ru: "Ваш черновик, \(Language.ru.dateTime(at))",
      en: "Your draft of \(Language.en.dateTime(at))")
  }
  static func versionCameMeanwhile(_ who: String) -> Phrase {
    Phrase(
      kk:
        "\(who) осы кезде жаңа нұсқа тапсырды: ол төменде тұр. Сенікі сақталды, бірақ тапсырылған жоқ. Екеуін қарап, керек болса қайта тапсыр.",
      ru:
        "Тем временем новую версию сдала \(who): она ниже. Ваша сохранена, но не сдана. Посмотрите обе и, если нужно, сдайте ещё раз.",
      en:
        "\(who) handed in a version meanwhile: it stands below. Yours is kept and not handed in. Look at both, and hand in again if you want."
    )
  }
  static let yourEarlierIsSeen = Phrase(
    kk: "Ересек қарағанша лек командаңның алдыңғы нұсқасын көреді.",
    ru: "Пока взрослый не посмотрел, поток видит прежнюю версию вашей команды.",
    en: "Until an adult has looked, the cohort sees the version that your team had before.")
  static let posterIsMarked = Phrase(
    kk: "Плакатты бағалау басталды, енді өзгертуге болмайды.", ru: "Плакат уже оценивают, изменить его нельзя.",
    en: "The poster is being marked and cannot be changed any more.")
  static let fillThisIn = Phrase(kk: "Мұны толтыр", ru: "Заполните это поле", en: "Fill this in")
  static let chooseTeamName = Phrase(
    kk: "Командаға ат таңда; басқа команда алған ат тізімде жоқ", ru: "Выберите имя команды; занятых имён в списке нет",
    en: "Choose a name for the team; names that others have are not in the list")
  static let posterIsHandedIn = Phrase(
    kk: "Плакат тапсырылды. Топтың ересегі қараған соң оны бүкіл лек көреді.",
    ru: "Плакат сдан. Когда его посмотрит взрослый группы, его увидит весь поток.",
    en: "The poster is handed in. Once an adult of the group has looked at it, the whole cohort sees it.")
  static let whatOthersSay = Phrase(kk: "Басқалар не дейді", ru: "Что говорят другие", en: "What others say")
  static let posterOfTeam = Phrase(kk: "Команданың плакаты", ru: "Плакат команды", en: "Poster of the team")
  static let nameOfTeam = Phrase(kk: "Команданың аты", ru: "Имя команды", en: "Name of the team")
  static let nameOfTeamHint = Phrase(
    kk: "Плакатта қыздардың аты жазылмайды, команда осы атпен көрінеді.",
    ru: "На плакате нет имён девочек, команда видна под этим именем.",
    en: "Nobody’s name stands on the poster; the team is seen under this one.")
  static let chooseName = Phrase(kk: "біреуін таңда", ru: "выберите одно", en: "choose one")
  static let figureOfPoster = Phrase(
    kk: "Бір сурет не график", ru: "Один рисунок или график", en: "One figure or graph")
  static let whoSeesPoster = Phrase(
    kk: "Плакатты лектің барлық қызы көреді. Атыңды, ауылыңды, телефон мен сілтеме жазба; суретте адам болмағаны дұрыс.",
    ru: "Плакат увидят все девочки потока. Не пишите имён, села, телефонов и ссылок; лучше, чтобы на фото не было людей.",
    en: "Every girl of the cohort sees the poster. Write no names, village, phone or link; better that nobody is on the photo.")
  static let handInPoster = Phrase(kk: "Плакатты тапсыру", ru: "Сдать плакат", en: "Hand in the poster")
  static func posterWaits(_ at: Moment) -> Phrase {
    Phrase(
      kk: "Плакат сақталды: \(Language.kk.dateTime(at)). Әлі тапсырылған жоқ.",
      ru: "Плакат сохранён: \(Language.ru.dateTime(at)). Ещё не сдан.",
      en: "The poster is kept: \(Language.en.dateTime(at)). Not handed in yet.")
  }
}
