import Exchange
import Markup
import Programme
import Storage
import Words

/// The posters of her cohort for a girl, each with what others answered to the two questions under it, and her own answers.
enum Posters {
  static let link: Link = "/study/posters"
  static func link(_ team: ID<Team>) -> Link { link.below(team.text) }

  static let perPage = 24
  static let longestAnswer = 600

  private struct Hung: Sendable {
    let team: Team
    let poster: Entry
    /// The number of the group whose team it is.
    let group: Int?
  }

  // MARK: - All

  /// GET /study/posters
  static func list(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let number = visit.query.number("page", in: 1...1_000) ?? 1
    let (hung, answered, count, page) = try await house.database.read { tx in
      guard let learner = try tx.learner(of: permit.actor.person) else { throw Refusal.missing }
      guard let group = try tx.group(of: learner) else { return ([Hung](), Set<ID<Team>>(), 0, 1) }
      let ofCohort: SQL = """
        study_team.id IN (SELECT study_team.id FROM study_team JOIN study_project ON study_project.id = study_team.project_id
          JOIN study_group ON study_group.id = study_project.group_id WHERE study_group.cohort_id = \(group.cohort))
        """
      let last: SQL = """
        \(ofCohort) AND study_entry.kind = 'poster' AND study_entry.shown_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM study_entry AS later WHERE later.team_id = study_entry.team_id AND later.kind = 'poster'
          AND later.shown_at IS NOT NULL AND (later.kept_at > study_entry.kept_at
            OR later.kept_at = study_entry.kept_at AND later.id > study_entry.id))
        """
      let count: Int =
        try tx.value("SELECT count(*) FROM study_entry JOIN study_team ON study_team.id = study_entry.team_id WHERE \(last)") ?? 0
      let page = min(number, max(1, (count + Entry.perPage - 1) / Entry.perPage))
      let posters = try tx.entries(where: last, page: page, house)
      guard !posters.isEmpty else { return ([], [], 0, 1) }
      let teams = try Dictionary(
        tx.teams(where: "study_team.id IN (\(list: posters.map(\.team)))", house).map { ($0.id, $0) }
      ) { first, _ in first }
      // Teams of two groups may have chosen the same name.
      let numbers = try Dictionary(
        tx.rows(
          """
          SELECT study_project.id, study_group.number FROM study_project JOIN study_group ON study_group.id = study_project.group_id
          WHERE study_group.cohort_id = \(group.cohort) ORDER BY study_project.id LIMIT 1000
          """
        ) { (try $0["id"] as ID<Project>, try $0["number"] as Int) }
      ) { first, _ in first }
      let answered: [ID<Team>] = try tx.rows(
        """
        SELECT DISTINCT study_post.team_id FROM study_post
        WHERE study_post.author = \(permit.actor.person) AND study_post.team_id IS NOT NULL AND study_post.taken_back_at IS NULL
        ORDER BY study_post.team_id LIMIT 5000
        """
      ) { try $0[0] }
      return (
        posters.compactMap { poster in
          teams[poster.team].map { Hung(team: $0, poster: poster, group: numbers[$0.project]) }
        }, Set(answered), count, page
      )
    }
    let file = house.data[.projects]
    let lines = hung.map { hung -> HTML in
      let words = PosterWords(hung.poster.words)
      let isOwn = hung.team.members.contains { $0.person == permit.actor.person }
      let state: HTML =
        isOwn ? tag(t(.posterOfYours), .plain) : answered.contains(hung.team.id) ? tag(t(.youAnswered), .good) : .nothing
      let picture = hung.poster.photos.first { $0.isPicture }.map { photo -> HTML in
        "<img src=\"\(link(hung.team.id).below("photos").below(photo.file.text))\" alt=\"\" loading=\"lazy\">"
      }
      return """
        <li>\(picture)<a href="\(link(hung.team.id))"><b>\(words[.title])</b></a><span class="hint">\(hung.team.publicName(file, t))\(hung.group.map { ", \(t(.groupNumber($0)))" } ?? "")</span>\(state)</li>
        """
    }
    let pages = (count + Entry.perPage - 1) / Entry.perPage
    var shown = Page(
      title: t(.postersOfCohort), language: t, width: .wide,
      body: """
        \(t.back(to: "/study"))<h1>\(t(.postersOfCohort))</h1><p>\(t(.howPostersAreCommented))</p>
        \(lines.isEmpty ? emptyState(t(.noPostersYet), HTML(t(.whenPostersCome))) : "<ul class=\"wall\">\(lines)</ul>")
        \(pages > 1 ? t.pager(page: page, of: pages) { link.with("page", $0) } : .nothing)
        """)
    shown.sheets = ["lesson.css", "project.css"]
    return visit.page(shown)
  }

  // MARK: - One

  private struct Sight: Sendable {
    let group: Group
    let team: Team
    let poster: Entry
    let comments: [Post]
    let count: Int
    let page: Int
    let shut: BoardShut?
    /// The questions that she has answered.
    let answered: Set<String>
    let isOwn: Bool
  }

  /// GET /study/posters/:team
  static func show(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    reply(try await sight(visit, permit), [:], [:], visit, permit)
  }

  /// POST /study/posters/:team/comments: an answer to each question that she has not answered.
  static func comment(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let sight = try await sight(visit, permit)
    let questions = house.data[.projects].questions.filter { !sight.answered.contains($0.key) }
    let answers = Dictionary(
      questions.map { ($0.key, Invisible.dropped(from: visit.form["answer-\($0.key)"] ?? "").trimmed) }
    ) { first, _ in first }
    if visit.asksOnlyLanguage { return reply(sight, answers, [:], visit, permit) }
    var errors: [String: Phrase] = [:]
    for (key, answer) in answers {
      if answer.isEmpty { errors[key] = .answerBoth } else if answer.count > longestAnswer { errors[key] = .answerTooLong }
    }
    guard errors.isEmpty else { return reply(sight, answers, errors, visit, permit) }
    try await house.database.write { tx in
      let learner = try learner(of: permit.actor.person, sees: sight.team.id, tx)
      let team = try tx.team(sight.team.id, house)
      guard !team.everybody.contains(where: { $0.learner == learner.number }) else { throw Refusal(.conflict, .ownPoster) }
      try tx.countTry(.posts, key: permit.actor.person.text, house)
      let group = try tx.group(try tx.project(team.project).group)
      for question in questions {
        // Pressed twice it is one answer.
        let isThere = try tx.exists(
          """
          SELECT 1 FROM study_post WHERE team_id = \(team.id) AND author = \(permit.actor.person) AND question = \(question.key)
            AND taken_back_at IS NULL
          """)
        guard !isThere, let answer = answers[question.key] else { continue }
        try tx.write(
          answer, as: house.outside.id(), on: group, under: Post.Comment(team: team.id, question: question.key),
          by: permit.actor, nil, house)
      }
      try visit.countStored([answers.values.reduce(0) { $0 + $1.utf8.count }], in: tx)
    }
    return .seeOther(link(sight.team.id).with("said", "answered").text)
  }

  /// A girl of the cohort whose poster it is. Throws `Refusal.missing`.
  @discardableResult
  static func learner(of person: ID<Person>, sees team: ID<Team>, _ tx: Transaction) throws -> Learner {
    guard let learner = try tx.learner(of: person), let group = try tx.group(of: learner) else { throw Refusal.missing }
    let isThere = try tx.exists(
      """
      SELECT 1 FROM study_team JOIN study_project ON study_project.id = study_team.project_id
      JOIN study_group ON study_group.id = study_project.group_id
      WHERE study_team.id = \(team) AND study_group.cohort_id = \(group.cohort)
        AND EXISTS (SELECT 1 FROM study_entry WHERE study_entry.team_id = study_team.id AND study_entry.kind = 'poster'
          AND study_entry.shown_at IS NOT NULL)
      """)
    guard isThere else { throw Refusal.missing }
    return learner
  }

  private static func sight(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Sight {
    let house = visit.house
    let id: ID<Team> = try visit.id("team")
    let number = visit.query.number("page", in: 1...1_000) ?? 1
    return try await house.database.read { tx in
      let learner = try learner(of: permit.actor.person, sees: id, tx)
      guard let poster = try tx.poster(of: id, shown: true, house) else { throw Refusal.missing }
      let team = try tx.team(id, house)
      let group = try tx.group(try tx.project(team.project).group)
      let reader = BoardReader.girl(permit.actor.person)
      let there: SQL = "study_post.team_id = \(id) AND \(reader.condition(at: visit.now))"
      let count: Int = try tx.value("SELECT count(*) FROM study_post WHERE \(there)") ?? 0
      let page = min(number, max(1, (count + Post.perPage - 1) / Post.perPage))
      let answered: [String] = try tx.rows(
        """
        SELECT study_post.question FROM study_post WHERE study_post.team_id = \(id) AND study_post.author = \(permit.actor.person)
          AND study_post.taken_back_at IS NULL ORDER BY study_post.question LIMIT 10
        """
      ) { try $0[0] }
      return Sight(
        group: group, team: team, poster: poster,
        comments: try tx.posts(where: there, skipping: (page - 1) * Post.perPage, oldestFirst: true, house)
          .asAsked(house.data[.projects]), count: count,
        page: page, shut: try tx.boardIsShut(group, house), answered: Set(answered),
        isOwn: team.everybody.contains { $0.learner == learner.number })
    }
  }

  private static func reply(
    _ sight: Sight, _ typed: [String: String], _ errors: [String: Phrase], _ visit: Visit, _ permit: Permit<OwnStudy>
  ) -> Reply {
    let (t, file) = (visit.language, visit.house.data[.projects])
    let words = PosterWords(sight.poster.words)
    let lines = EntryLines(t: t, file: file, photos: link(sight.team.id).below("photos"))
    let said = file.questions.compactMap { question in
      errors[question.key].map { (field: "answer-\(question.key)", message: t($0)) }
    }
    let posts = PostLines(visit: visit, reader: permit.actor.person, seesAll: false) { HerBoard.post($0) }
    let pages = (sight.count + Post.perPage - 1) / Post.perPage
    let notice: HTML? =
      switch visit.query["said"] {
      case "answered":
        Markup.notice("<span data-kept=\"\(link(sight.team.id).below("comments"))\">\(t(.answersAreThere))</span>", .good)
      case "reported": Markup.notice("\(t(.reportHasGone))", .good)
      default: nil
      }
    var page = Page(
      title: words[.title], language: t, notice: said.isEmpty ? notice : nil, languageForm: "answers",
      body: """
        \(t.back(to: link))\(t.errorSummary(said) { name in file.questions.first { "answer-\($0.key)" == name }?.title(t) })<h1>\(words[.title])</h1>
        \(lines.poster(words, sight.poster.photos, name: sight.team.publicName(file, t), heading: false))\
        \(sight.isOwn ? .nothing : ReportedThing.link(.poster, sight.poster.id.text, of: sight.team.publicName(file, t), t))
        <h2>\(t(.whatOthersSay))</h2>\(sight.comments.isEmpty ? "<p>\(t(.nobodyAnsweredYet))</p>" : posts.list(sight.comments))
        \(pages > 1 ? t.pager(page: sight.page, of: pages) { link(sight.team.id).with("page", $0) } : .nothing)
        \(form(sight, typed, said, visit))
        """)
    page.sheets = ["lesson.css", "board.css", "project.css"]
    return visit.keptPage(page, status: said.isEmpty ? 200 : 422)
  }

  private static func form(
    _ sight: Sight, _ typed: [String: String], _ errors: [(field: String, message: String)], _ visit: Visit
  ) -> HTML {
    let t = visit.language
    let open = visit.house.data[.projects].questions.filter { !sight.answered.contains($0.key) }
    guard !sight.isOwn, !open.isEmpty else { return .nothing }
    if let shut = sight.shut { return notice("\(t(shut.saysOfPoster))", .waiting) }
    let fields = open.map { question -> HTML in
      let name = "answer-\(question.key)"
      let field = Field(name, question.title(t), error: errors.first { $0.field == name }?.message)
      return t.textArea(field, value: typed[question.key] ?? "", rows: 3, longest: longestAnswer)
    }
    return """
      <h2>\(t(.yourAnswers))</h2><p class="hint">\(t(.whoReadsAnswers))</p>
      \(Markup.form(link(sight.team.id).below("comments"), id: "answers", keeping: visit.keptForHer, "\(visit.formToken)\(fields)\(button(t(.sendAnswers)))"))
      """
  }
}

extension [Post] {
  /// The answers of one girl in the order of the questions.
  func asAsked(_ file: ProjectsFile) -> [Post] {
    func place(_ post: Post) -> (Moment, String, Int) {
      let question = file.questions.firstIndex { $0.key == post.comment?.question } ?? 0
      return (post.shown ?? post.at, post.author.text, question)
    }
    return sorted { place($0) < place($1) }
  }
}

extension BoardShut {
  /// The same of a poster.
  var saysOfPoster: Phrase {
    switch self {
    case .notOpenYet, .groupClosed: .postersAreClosed
    case .twoAdultsMissing: .postersNeedTwoAdults
    }
  }
}

extension Phrase {
  static let underPoster = Phrase(kk: "плакат астындағы жауап", ru: "ответ под плакатом", en: "an answer under a poster")
  static let posterOfYours = Phrase(kk: "сенің командаң", ru: "ваша команда", en: "your team")
  static let youAnswered = Phrase(kk: "жауап бердің", ru: "вы ответили", en: "you have answered")
  static let howPostersAreCommented = Phrase(
    kk: "Лектегі командалардың плакаттары. Әрқайсысының астында екі сұраққа жауап бере аласың.",
    ru: "Плакаты команд потока. Под каждым можно ответить на два вопроса.",
    en: "The posters of the cohort’s teams. Under each you can answer two questions.")
  static let noPostersYet = Phrase(kk: "Плакат әлі жоқ", ru: "Плакатов пока нет", en: "There are no posters yet")
  static let whenPostersCome = Phrase(
    kk: "Команда плакатын тапсырып, топтың ересегі қараған соң, ол осы жерде шығады.",
    ru: "Плакат появится здесь, когда команда сдаст его и взрослый группы посмотрит.",
    en: "A poster is shown here once its team has handed it in and an adult of the group has looked at it.")
  static let nobodyAnsweredYet = Phrase(
    kk: "Әлі ешкім жауап бермеді.", ru: "Пока никто не ответил.", en: "Nobody has answered yet.")
  static let answerBoth = Phrase(
    kk: "Екі сұраққа да жауап жаз", ru: "Ответьте на оба вопроса", en: "Answer both questions")
  static let answerTooLong = Phrase(
    kk: "Жауап \(Posters.longestAnswer) таңбадан аспасын", ru: "Ответ не длиннее \(Posters.longestAnswer) знаков",
    en: "An answer has at most \(Posters.longestAnswer) characters")
  static let ownPoster = Phrase(
    kk: "Өз командаңның плакатына жауап жазылмайды.", ru: "Под плакатом своей команды не отвечают.",
    en: "Nobody answers under the poster of her own team.")
  static let answersAreThere = Phrase(kk: "Жауаптарың сақталды.", ru: "Ваши ответы сохранены.", en: "Your answers are kept.")
  static let yourAnswers = Phrase(kk: "Сенің жауабың", ru: "Ваши ответы", en: "Your answers")
  static let whoReadsAnswers = Phrase(
    kk: "Жауабыңды лектің қыздары мен сол топтың ересектері оқиды. Сілтеме, телефон не ник болса, алдымен ересек адам қарайды.",
    ru: "Ответы читают девочки потока и взрослые той группы. Ссылки, телефоны и ники сначала смотрит взрослый.",
    en:
      "The girls of the cohort and the adults of that group read your answers. Links, phones and nicknames are looked at by an adult first."
  )
  static let sendAnswers = Phrase(kk: "Жауап беру", ru: "Ответить", en: "Send the answers")
  static let postersAreClosed = Phrase(
    kk: "Бұл топ жұмыс істемейді: плакатты оқуға болады, жаңа жауап қосылмайды.",
    ru: "Эта группа не работает: плакат можно читать, новых ответов не будет.",
    en: "This group does not work now: the poster can be read, and no answers are added.")
  static let postersNeedTwoAdults = Phrase(
    kk: "Бүгін ол топта рұқсаты бар екі ересек жоқ. Сондықтан жауап қабылданбайды.",
    ru: "Сегодня у той группы нет двух взрослых с действующим допуском. Поэтому ответы не принимаются.",
    en: "Today that group has not two adults who are cleared. So answers are not taken.")
}
