import Exchange
import Markup
import Programme
import Storage
import Words

/// The board of her group, for a girl of it.
enum HerBoard {
  static let link: Link = "/study/group"

  static func post(_ id: ID<Post>) -> Link { link.below("posts").below(id.text) }

  /// The board of her group, or the poster under which it stands.
  private static func place(of post: Post) -> Link { post.comment.map { Posters.link($0.team) } ?? link }

  private struct Sight: Sendable {
    let group: Group
    let board: BoardPage
    let shut: BoardShut?
    let adults: [Adult]
  }

  /// GET /study/group
  static func show(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let t = visit.language
    guard let sight = try await sight(visit, permit) else {
      return visit.page(
        Page(
          title: t(.boardTitle), language: t,
          body: "\(t.back(to: "/study"))<h1>\(t(.boardTitle))</h1>\(emptyState(t(.noGroupYet), HTML(t(.whatGroupBrings))))"))
    }
    if sight.board.number == 1 {
      try await visit.house.database.write { try $0.boardIsSeen(sight.group.id, by: permit.actor.person, at: visit.now) }
    }
    return visit.keptPage(page(sight, PostForm(action: link.below("posts")), visit, permit))
  }

  /// POST /study/group/posts
  static func create(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let (id, text, error) = try PostForm.read(visit)
    if error != nil || visit.asksOnlyLanguage {
      guard let sight = try await sight(visit, permit) else { throw Refusal.missing }
      let form = PostForm(action: link.below("posts"), text: text, error: visit.asksOnlyLanguage ? nil : error)
      return visit.keptPage(page(sight, form, visit, permit), status: visit.asksOnlyLanguage ? 200 : 422)
    }
    try await house.database.write { tx in
      let group = try tx.ownGroup(permit)
      try tx.countTry(.posts, key: permit.actor.person.text, house)
      try tx.write(text, as: id, on: group, by: permit.actor, nil, house)
      try visit.countStored([text.utf8.count], in: tx)
    }
    return .seeOther(link.at("post-\(id.text)").text)
  }

  /// POST /study/group/posts/:post/withdrawal
  static func takeBack(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let id: ID<Post> = try visit.id("post")
    let post = try await house.database.write { tx in
      let post = try tx.ownPost(id, permit, house)
      guard post.author == permit.actor.person else { throw Refusal.missing }
      try tx.takeBack(post, by: permit.actor, house)
      return post
    }
    return .seeOther(place(of: post).at("post-\(id.text)").text)
  }

  /// GET /study/group/posts/:post/report
  static func askReport(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let id: ID<Post> = try visit.id("post")
    let post = try await visit.house.database.read { try $0.ownPost(id, permit, visit.house) }
    return visit.keptPage(
      ReportForm(thing: ReportedThing(post), action: Self.post(id).below("report"), back: place(of: post)).page(visit))
  }

  /// POST /study/group/posts/:post/report
  static func report(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let id: ID<Post> = try visit.id("post")
    let (words, error) = ReportForm.read(visit)
    if error != nil || visit.asksOnlyLanguage {
      let post = try await house.database.read { try $0.ownPost(id, permit, house) }
      let form = ReportForm(
        thing: ReportedThing(post), action: Self.post(id).below("report"), back: place(of: post), words: words, error: error)
      return visit.keptPage(form.page(visit), status: visit.asksOnlyLanguage ? 200 : 422)
    }
    let post = try await house.database.write { tx in
      let post = try tx.ownPost(id, permit, house)
      try tx.report(ReportedThing(post), words, by: permit.actor, house)
      try visit.countStored([words.utf8.count], in: tx)
      return post
    }
    return .seeOther(place(of: post).with("said", "reported").text)
  }

  private static func sight(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Sight? {
    let house = visit.house
    let number = visit.query.number("page", in: 1...1_000) ?? 1
    return try await house.database.read { tx in
      guard let learner = try tx.learner(of: permit.actor.person) else { throw Refusal.missing }
      guard let group = try tx.group(of: learner) else { return nil }
      return Sight(
        group: group, board: try tx.board(group.id, for: .girl(permit.actor.person), page: number, house),
        shut: try tx.boardIsShut(group, house), adults: try tx.adults(of: group.id, house))
    }
  }

  private static func page(_ sight: Sight, _ written: PostForm, _ visit: Visit, _ permit: Permit<OwnStudy>) -> Page {
    let t = visit.language
    let board = sight.board
    let lines = PostLines(visit: visit, reader: permit.actor.person, seesAll: false, link: post)
    let adults = sight.adults.filter(\.isCleared).map { "\($0.name?.given ?? t(.nameless)) (\(t($0.task.name)))" }.joined(
      separator: ", ")
    let pages = t.pager(page: board.number, of: board.pages) { link.with("page", $0) }
    let writing: HTML =
      sight.shut.map { notice("\(t($0.says))", .waiting) }
      ?? (board.number == 1 ? written.html(visit, .whatBoardHolds) : .nothing)
    var page = Page(
      title: t(.boardTitle), language: t,
      notice: visit.query["said"] == "reported" ? notice("\(t(.reportHasGone))", .good) : nil, languageForm: "post",
      body: """
        \(t.back(to: "/study"))<p class="step">\(sight.group.title(t, visit.house))</p><h1>\(t(.boardTitle))</h1>
        <p>\(t(.whoReadsBoard(adults)))</p>\(board.number < board.pages || board.number > 1 ? pages : .nothing)
        \(board.posts.isEmpty ? "<p>\(t(.boardIsEmpty))</p>" : lines.list(board.posts))\(writing)
        """)
    page.sheets = ["board.css"]
    return page
  }
}

extension Transaction {
  /// The group a girl is in now. Throws `Refusal.missing`.
  fileprivate func ownGroup(_ permit: Permit<OwnStudy>) throws -> Group {
    guard let learner = try learner(of: permit.actor.person), let group = try group(of: learner) else { throw Refusal.missing }
    return group
  }

  /// A post that she sees on the board of her group, or under a poster of her cohort. Throws `Refusal.missing`.
  fileprivate func ownPost(_ id: ID<Post>, _ permit: Permit<OwnStudy>, _ house: House) throws -> Post {
    let (group, post) = (try ownGroup(permit), try post(id, house))
    let isHers = post.author == permit.actor.person
    let isThere =
      try post.comment == nil ? post.group == group.id : self.group(post.group).cohort == group.cohort
    guard isThere, isHers || [.shown, .takenBack].contains(post.stand(at: house.outside.now())) else {
      throw Refusal.missing
    }
    return post
  }
}

extension Phrase {
  static let boardTitle = Phrase(kk: "Топ тақтасы", ru: "Доска группы", en: "Board of the group")
  static let boardIsEmpty = Phrase(
    kk: "Тақтада әлі жазба жоқ. Бірінші болып жаза аласың.", ru: "На доске пока нет записей.", en: "The board has no posts yet.")
  static let whatBoardHolds = Phrase(
    kk:
      "Он минут ішінде қайтарып ала аласың; ондай жазбаның мәтіні топтың ересектеріне көрініп қалады. Сілтеме, телефон нөмірі не ник болса, алдымен ересек адам қарайды.",
    ru:
      "Отозвать можно в течение десяти минут; текст такой записи остаётся виден взрослым группы. Ссылки, номера телефонов и ники сначала смотрит взрослый.",
    en:
      "You can take it back within ten minutes; its words stay visible to the adults of the group. Links, phone numbers and nicknames are looked at by an adult first."
  )
  static let reportHasGone = Phrase(
    kk:
      "Хабарың балаларды қорғау мамандарына кетті. Топтың ересектері оны көрмейді және сенің хабарлағаныңды білмейді.",
    ru:
      "Сообщение ушло специалистам по защите детей. Взрослые группы его не видят и не узнают, кто сообщил.",
    en:
      "Your report has gone to the safeguarding officers. The adults of the group do not see it and are not told who reported.")
  static func whoReadsBoard(_ adults: String) -> Phrase {
    Phrase(
      kk: "Мұнда жазылғанның бәрін топтағы қыздар мен топтың ересектері оқиды: \(adults). Жеке хат алмасу жоқ.",
      ru: "Всё, что здесь написано, читают девочки группы и её взрослые: \(adults). Личной переписки нет.",
      en: "All that is written here is read by the girls of the group and its adults: \(adults). There are no private messages.")
  }
  static func newPosts(_ count: Int) -> Phrase {
    Phrase(
      kk: "Тақтада \(count) жаңа жазба бар",
      ru:
        "На доске \(counted(count, one: "новая запись", few: "новые записи", many: "новых записей"))",
      en: "\(counted(count, one: "new post", other: "new posts")) on the board")
  }
}
