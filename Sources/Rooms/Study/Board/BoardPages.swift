import Exchange
import Markup
import Programme
import Storage
import Words

/// The board of a group for its adults, and for whoever runs cohorts.
enum BoardPages {
  static func link(_ group: ID<Group>) -> Link { GroupPages.link(group).below("posts") }
  static func link(_ post: ID<Post>) -> Link { "/desk/posts/\(post.text)" }

  /// The board, or the work of the team under whose poster it stands.
  static func place(of post: Post) -> Link { post.comment.map { TeamMarking.link($0.team) } ?? link(post.group) }

  private struct Sight: Sendable {
    let group: Group
    let board: BoardPage
    let shut: BoardShut?
    /// Of whoever looks; nil for somebody who is no adult of the group.
    let task: Adult.Task?
  }

  /// GET /desk/groups/:group/posts
  static func show(_ visit: Visit, _ permit: Permit<ReadBoard>) async throws -> Reply {
    let sight = try await sight(try visit.id("group"), visit, permit)
    try await visit.house.database.write { tx in
      try tx.record(.boardSeen, sight.group.id.text, by: permit, visit.house)
      if sight.task != nil { try tx.boardIsSeen(sight.group.id, by: permit.actor.person, at: visit.now) }
    }
    return visit.keptPage(page(sight, PostForm(action: link(sight.group.id)), visit, permit.actor.person))
  }

  /// POST /desk/groups/:group/posts
  static func create(_ visit: Visit, _ permit: Permit<WriteOnBoard>) async throws -> Reply {
    let house = visit.house
    let group: ID<Group> = try visit.id("group")
    let (id, text, error) = try PostForm.read(visit)
    if error != nil || visit.asksOnlyLanguage {
      let sight = try await sight(group, visit, permit)
      let form = PostForm(action: link(group), text: text, error: visit.asksOnlyLanguage ? nil : error)
      return visit.keptPage(page(sight, form, visit, permit.actor.person), status: visit.asksOnlyLanguage ? 200 : 422)
    }
    try await house.database.write { tx in
      guard let task = try tx.task(of: permit.actor.person, in: group) else { throw Refusal.missing }
      try tx.countTry(.posts, key: permit.actor.person.text, house)
      try tx.write(text, as: id, on: try tx.group(group), by: permit.actor, task, house)
    }
    return .seeOther(link(group).at("post-\(id.text)").text)
  }

  /// POST /desk/posts/:post/withdrawal
  static func takeBack(_ visit: Visit, _ permit: Permit<WriteOnBoard>) async throws -> Reply {
    let house = visit.house
    let id: ID<Post> = try visit.id("post")
    let post = try await house.database.write { tx in
      let post = try tx.post(id, house)
      guard post.author == permit.actor.person else { throw Refusal.missing }
      try tx.takeBack(post, by: permit.actor, house)
      return post
    }
    return .seeOther(place(of: post).at("post-\(id.text)").text)
  }

  /// GET /desk/posts/:post/report
  static func askReport(_ visit: Visit, _ permit: Permit<ReadBoard>) async throws -> Reply {
    let id: ID<Post> = try visit.id("post")
    let post = try await visit.house.database.read { try $0.post(id, readBy: permit, visit.house) }
    return visit.keptPage(
      ReportForm(thing: ReportedThing(post), action: link(id).below("report"), back: place(of: post)).page(visit))
  }

  /// POST /desk/posts/:post/report
  static func report(_ visit: Visit, _ permit: Permit<ReadBoard>) async throws -> Reply {
    let house = visit.house
    let id: ID<Post> = try visit.id("post")
    let (words, error) = ReportForm.read(visit)
    if error != nil || visit.asksOnlyLanguage {
      let post = try await house.database.read { try $0.post(id, readBy: permit, house) }
      let form = ReportForm(
        thing: ReportedThing(post), action: link(id).below("report"), back: place(of: post), words: words, error: error)
      return visit.keptPage(form.page(visit), status: visit.asksOnlyLanguage ? 200 : 422)
    }
    let post = try await house.database.write { tx in
      let post = try tx.post(id, readBy: permit, house)
      try tx.report(ReportedThing(post), words, by: permit.actor, house)
      return post
    }
    return .seeOther(place(of: post).with("said", "reported").text)
  }

  private static func sight<A>(_ id: ID<Group>, _ visit: Visit, _ permit: Permit<A>) async throws -> Sight {
    let house = visit.house
    let number = visit.query.number("page", in: 1...1_000) ?? 1
    return try await house.database.read { tx in
      let group = try tx.group(id, ofAdult: permit)
      return Sight(
        group: group, board: try tx.board(id, for: .adult, page: number, house), shut: try tx.boardIsShut(group, house),
        task: try tx.task(of: permit.actor.person, in: id))
    }
  }

  private static func page(_ sight: Sight, _ written: PostForm, _ visit: Visit, _ reader: ID<Person>) -> Page {
    let (t, board) = (visit.language, sight.board)
    let lines = PostLines(visit: visit, reader: reader, seesAll: true) { link($0) }
    let pages = t.pager(page: board.number, of: board.pages) { link(sight.group.id).with("page", $0) }
    let writing: HTML =
      sight.shut.map { notice("\(t($0.says))", .waiting) }
      ?? (sight.task == nil ? "<p class=\"hint\">\(t(.onlyAdultsWrite))</p>" : written.html(visit, .whatAdultsWrite))
    let held: HTML = sight.task == nil ? .nothing : "<p><a href=\"/desk/held-posts\">\(t(.heldPostsTitle))</a></p>"
    var page = Page(
      title: t(.boardTitle), language: t,
      notice: visit.query["said"] == "reported" ? notice("\(t(.reportOfAdultHasGone))", .good) : nil, languageForm: "post",
      body: """
        \(t.back(to: GroupPages.link(sight.group.id)))<p class="step">\(sight.group.title(t, visit.house))</p>
        <h1>\(t(.boardTitle))</h1><p>\(t(.howBoardWorks))</p>\(held)\(pages)
        \(board.posts.isEmpty ? emptyState(t(.nobodyWroteYet), HTML(t(.whatBoardIsFor))) : lines.list(board.posts))
        \(board.number == 1 ? writing : .nothing)
        """)
    page.sheets = ["board.css"]
    return page
  }
}

extension Transaction {
  /// As which adult somebody belongs to a group now.
  func task(of person: ID<Person>, in group: ID<Group>) throws -> Adult.Task? {
    try value(
      """
      SELECT task FROM study_adult WHERE group_id = \(group) AND person_id = \(person) AND until IS NULL ORDER BY since LIMIT 1
      """)
  }

  fileprivate func post(_ id: ID<Post>, readBy permit: Permit<ReadBoard>, _ house: House) throws -> Post {
    let post = try post(id, house)
    _ = try group(post.group, ofAdult: permit)
    return post
  }
}

extension Phrase {
  static let howBoardWorks = Phrase(
    kk:
      "Мұнда жазылғанның бәрін топтағы қыздар мен топтың барлық ересегі оқиды. Ересектердің жазбалары 8:00–20:00 аралығында шығады, кеш жазылғаны таңғы 8:00-ге дейін күтеді.",
    ru:
      "Всё, что здесь написано, читают девочки и все взрослые группы. Записи взрослых появляются с 8:00 до 20:00, написанное позже ждёт до 8:00 утра.",
    en:
      "All that is written here is read by the girls and by every adult of the group. What adults write appears from 8:00 to 20:00; what is written later waits until 8:00."
  )
  static let whatAdultsWrite = Phrase(
    kk: "Жазбаның мәтіні өзгермейді, он минут ішінде қайтарып алуға болады. Сілтеме мен байланыс дерегін екінші ересек қарайды.",
    ru: "Текст записи не меняется, отозвать её можно в течение десяти минут. Ссылки и контакты смотрит второй взрослый.",
    en:
      "The words of a post do not change; it can be taken back within ten minutes. Links and contacts are looked at by the second adult."
  )
  static let onlyAdultsWrite = Phrase(
    kk: "Тақтаға топтың қыздары мен ересектері ғана жазады.", ru: "Пишут на доске только девочки и взрослые группы.",
    en: "Only the girls and the adults of the group write on the board.")
  static let nobodyWroteYet = Phrase(
    kk: "Бұл тақтаға әлі ешкім жазбаған", ru: "На этой доске ещё никто не писал", en: "Nobody has written on this board yet")
  static let whatBoardIsFor = Phrase(
    kk: "Сұрақтар, кездесу туралы хабарлар мен қолдау сөздері осы жерде, бәрінің көзінше жазылады.",
    ru: "Вопросы, новости о встречах и слова поддержки пишут здесь, на виду у всей группы.",
    en: "Questions, news of meetings and words of support are written here, where the whole group sees them.")
  static let reportOfAdultHasGone = Phrase(
    kk: "Хабар балаларды қорғау мамандарына жіберілді.", ru: "Сообщение отправлено специалистам по защите детей.",
    en: "The report has gone to the safeguarding officers.")
}
