import Exchange
import Markup
import Programme
import Storage
import Words

/// Posts that wait until another adult of the group has looked at them.
enum HeldPosts {
  static let link: Link = "/desk/held-posts"

  static let longestReason = 300

  struct Held: Sendable {
    let post: Post
    let group: Group
  }

  /// Whoever of the group's adults did not write it.
  static let card = DeskCard(
    roles: WriteOnBoard.roles, link: link,
    count: .ofReader { tx, _, _, person, _ in try tx.heldPosts(for: person) }, promise: DeskPromise(days: 1, .whyHeld),
    touchesChildren: true, title: { .heldPosts($0) })

  static let cardOfDesk = DeskCard(
    roles: RunCohort.roles, link: link,
    count: .inCycle { tx, cycle, scopes, _ in try tx.heldPosts(of: cycle.id, scopes) }, promise: DeskPromise(days: 2, .whyHeld),
    title: { .heldPostsOfGroups($0) })

  /// GET /desk/held-posts
  static func show(_ visit: Visit, _ permit: Permit<ReadBoard>) async throws -> Reply {
    visit.keptPage(page(try await held(visit, permit), visit, permit.actor.person))
  }

  /// POST /desk/held-posts/:post; `go` is `free`, or `keep` with the reason that its writer reads.
  static func update(_ visit: Visit, _ permit: Permit<WriteOnBoard>) async throws -> Reply {
    let house = visit.house
    let id: ID<Post> = try visit.id("post")
    let reason = (visit.form["reason-\(id.text)"] ?? "").trimmed
    let keeps = visit.form["go"] == "keep"
    // The writer reads it alone.
    let leadsAway = !house.data[.board].reasons(to: reason).isEmpty
    let isReasonWrong = keeps && (reason.isEmpty || reason.count > longestReason || leadsAway)
    if isReasonWrong || visit.asksOnlyLanguage {
      let list = try await held(visit, permit)
      guard list.contains(where: { $0.post.id == id }) else { throw Refusal(.conflict, .postMoved, back: link) }
      let wrong = visit.asksOnlyLanguage ? nil : id
      return visit.page(
        page(list, visit, permit.actor.person, wrong: wrong, typed: (id, reason)), status: wrong == nil ? 200 : 422)
    }
    try await house.database.write { tx in
      let post = try tx.post(id, house)
      guard try tx.isAdult(permit.actor.person, of: post.group) else { throw Refusal.missing }
      if keeps { return try tx.keepOff(post, because: reason, by: permit.actor, house) }
      try tx.free(post, by: permit.actor, house)
    }
    return .seeOther(link.text)
  }

  private static func held<A>(_ visit: Visit, _ permit: Permit<A>) async throws -> [Held] {
    let house = visit.house
    let list = try await house.database.read { tx in
      let runs = RunCohort.roles.contains(permit.actor.role)
      let groups =
        try runs
        ? tx.groups(where: permit.reach.condition(ScopeColumns(cycle: "study_cohort.cycle_id", region: "study_group.region")))
        : tx.groups(withAdult: permit.actor.person)
      let byID = Dictionary(groups.map { ($0.id, $0) }) { first, _ in first }
      guard !byID.isEmpty else { return [Held]() }
      return try tx.posts(
        where: """
          study_post.group_id IN (\(list: byID.keys.sorted())) AND study_post.held_for <> '' AND study_post.decision IS NULL
          AND study_post.taken_back_at IS NULL
          """, skipping: 0, oldestFirst: true, house
      ).compactMap { post in byID[post.group].map { Held(post: post, group: $0) } }
    }
    let seen = Set(list.map(\.group.id))
    try await house.database.write { tx in
      for group in seen.sorted() { try tx.record(.boardSeen, group.text, "held posts", by: permit, house) }
    }
    return list
  }

  private static func page(
    _ list: [Held], _ visit: Visit, _ reader: ID<Person>, wrong: ID<Post>? = nil, typed: (ID<Post>, String)? = nil
  ) -> Page {
    let t = visit.language
    let lines = list.map { held -> HTML in
      let why = held.post.held.map { t($0.says) }.joined(separator: ", ")
      return """
        <li id="post-\(held.post.id.text)"><p class="writer"><b>\(held.post.signature(t))</b> \
        <span class="hint">\(t.dateTime(held.post.at)) · <a href="\(BoardPages.place(of: held.post))">\(held.group.title(t, visit.house))</a></span></p>
        \(held.post.comment == nil ? .nothing : "<p class=\"hint\">\(t(.underPoster))</p>")<p class="wrote">\(held.post.text)</p><p>\(tag(t(.heldBecause(why)), .waiting))</p>
        \(acts(held.post, visit, reader, wrong: wrong == held.post.id, typed: typed?.0 == held.post.id ? typed?.1 : nil))</li>
        """
    }
    var page = Page(
      title: t(.heldPostsTitle), language: t,
      body: """
        \(t.back(to: "/desk"))<h1>\(t(.heldPostsTitle))</h1><p>\(t(.howHeldPostsWork))</p>
        \(list.isEmpty ? emptyState(t(.noHeldPosts), HTML(t(.whatIsHeld))) : "<ol class=\"posts\">\(lines)</ol>")
        """)
    page.sheets = ["board.css"]
    return page
  }

  private static func acts(_ post: Post, _ visit: Visit, _ reader: ID<Person>, wrong: Bool, typed: String?) -> HTML {
    let t = visit.language
    guard WriteOnBoard.roles.contains(where: { role in visit.who.memberships.contains { $0.role == role } }) else {
      return "<p class=\"hint\">\(t(.adultsOfGroupDecide))</p>"
    }
    if post.author == reader { return "<p class=\"hint\">\(t(.anotherAdultLooks))</p>" }
    let action = link.below(post.id.text)
    let field = Field(
      "reason-\(post.id.text)", t(.whyKeptOff), hint: t(.writerReadsReason),
      error: wrong ? t((typed ?? "").isEmpty || (typed ?? "").count > longestReason ? .reasonNeeded : .answerLeadsAway) : nil)
    return """
      \(form(action, hidden: [("go", "free")], "\(visit.formToken)\(button(t(.putOnBoard), look: .plain))"))
      <details\(" open", if: wrong || typed != nil)><summary>\(t(.keepOffBoard))</summary>\(form(action, hidden: [("go", "keep")], """
        \(visit.formToken)\(t.textField(field, value: typed ?? "", longest: longestReason))\(button(t(.keepOffBoard), look: .danger))
        """))</details>
      """
  }
}

extension Transaction {
  /// In the groups of one adult, by others.
  fileprivate func heldPosts(for person: ID<Person>) throws -> DeskWait {
    try DeskWait(
      row: try row(
        """
        SELECT count(*) AS n, min(study_post.at) AS oldest FROM study_post
        JOIN study_adult ON study_adult.group_id = study_post.group_id AND study_adult.until IS NULL
        WHERE study_adult.person_id = \(person) AND study_post.author <> \(person) AND study_post.held_for <> ''
          AND study_post.decision IS NULL AND study_post.taken_back_at IS NULL
        """))
  }

  fileprivate func heldPosts(of cycle: ID<Cycle>, _ reach: [Scope]) throws -> DeskWait {
    let within = reach.condition(ScopeColumns(cycle: "study_cohort.cycle_id", region: "study_group.region"))
    return try DeskWait(
      row: try row(
        """
        SELECT count(*) AS n, min(study_post.at) AS oldest FROM study_post JOIN study_group ON study_group.id = study_post.group_id
        JOIN study_cohort ON study_cohort.id = study_group.cohort_id
        WHERE study_cohort.cycle_id = \(cycle) AND \(within) AND study_post.held_for <> '' AND study_post.decision IS NULL
          AND study_post.taken_back_at IS NULL
        """))
  }
}

extension Phrase {
  static let heldPostsTitle = Phrase(kk: "Ұсталған жазбалар", ru: "Задержанные записи", en: "Held posts")
  static let howHeldPostsWork = Phrase(
    kk:
      "Сілтеме, телефон, пошта, ник не жеке сөйлесуге шақыру бар жазба топтың басқа ересегі қарағанша күтеді. Өз жазбаңызды өзіңіз шығара алмайсыз.",
    ru:
      "Запись со ссылкой, телефоном, почтой, ником или приглашением к личной переписке ждёт, пока её посмотрит другой взрослый группы. Свою запись показать нельзя.",
    en:
      "A post with a link, a phone, an e-mail, a nickname or an invitation to talk in private waits until another adult of the group has looked. Nobody frees her own."
  )
  static let noHeldPosts = Phrase(kk: "Ұсталған жазба жоқ", ru: "Задержанных записей нет", en: "No post is held")
  static let whatIsHeld = Phrase(
    kk: "Қаралатын жазба болғанда осы жерде шығады.", ru: "Запись, на которую нужно посмотреть, появится здесь.",
    en: "A post that has to be looked at appears here.")
  static let adultsOfGroupDecide = Phrase(
    kk: "Мұны топтың ересегі шешеді.", ru: "Это решает взрослый группы.", en: "An adult of the group decides this.")
  static let anotherAdultLooks = Phrase(
    kk: "Бұл өз жазбаңыз: оны топтың басқа ересегі қарайды.", ru: "Это ваша запись: её посмотрит другой взрослый группы.",
    en: "This is your own post: another adult of the group looks at it.")
  static let keepOffBoard = Phrase(kk: "Тақтаға шығармау", ru: "Не показывать", en: "Keep it off the board")
  static let whyKeptOff = Phrase(kk: "Неге шықпайды?", ru: "Почему?", en: "Why is it kept off?")
  static let writerReadsReason = Phrase(
    kk: "Жазған адам осы себепті оқиды.", ru: "Эту причину прочтёт автор записи.", en: "Whoever wrote it reads this reason.")
  static let reasonNeeded = Phrase(
    kk: "Себебін жазыңыз, 300 таңбаға дейін.", ru: "Напишите причину, до 300 знаков.",
    en: "Write the reason, up to 300 characters.")
  static let whyHeld = Phrase(
    kk: "Қарағанша оны топ көрмейді.", ru: "Пока её не посмотрели, группа её не видит.",
    en: "Until somebody looks the group does not see it.")
  static func heldPosts(_ count: Int) -> Phrase {
    Phrase(
      kk: "Топтарыңызда \(count) жазба қарауды күтіп тұр",
      ru: "В ваших группах ждут взгляда: \(counted(count, one: "запись", few: "записи", many: "записей"))",
      en: "\(counted(count, one: "post waits", other: "posts wait")) for your look")
  }
  static func heldPostsOfGroups(_ count: Int) -> Phrase {
    Phrase(
      kk: "Топ тақталарында \(count) жазба ұсталып тұр",
      ru: "На досках групп задержано: \(counted(count, one: "запись", few: "записи", many: "записей"))",
      en: "\(counted(count, one: "post is", other: "posts are")) held on boards of groups")
  }
}
