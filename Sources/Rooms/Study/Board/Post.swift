import Programme
import Storage
import Words

/// A post on the board of a group: written once, never changed.
struct Post: Sendable {
  let id: ID<Post>
  let group: ID<Group>
  let author: ID<Person>
  /// Nil after an erasure.
  let name: PersonName?
  /// Of an adult; nil of a girl.
  let task: Adult.Task?
  let text: String
  let at: Moment
  /// When it comes to stand on the board; nil while it is held.
  let shown: Moment?
  let held: [HoldReason]
  let takenBack: Moment?
  let decision: Decision?
  /// Why it was kept off the board.
  let note: String
  /// Under whose poster it stands and which question it answers; nil on the board.
  let comment: Comment?

  struct Comment: Sendable {
    let team: ID<Team>
    let question: String
  }

  enum Decision: String, Sendable, Bindable, Readable {
    case freed, kept
  }

  enum Stand: Sendable, Hashable {
    case shown
    /// Written by an adult at night.
    case waits(until: Moment)
    case held, kept, takenBack
  }

  static let longest = 2_000
  static let perPage = 20
  /// So long a writer may take a post back.
  static let backMinutes = 10

  func stand(at now: Moment) -> Stand {
    if takenBack != nil { return .takenBack }
    if decision == .kept { return .kept }
    guard let shown else { return .held }
    return shown <= now ? .shown : .waits(until: shown)
  }

  func mayTakeBack(_ person: ID<Person>, at now: Moment) -> Bool {
    author == person && takenBack == nil && now < at.adding(minutes: Self.backMinutes)
  }

  /// "Аружан С."; an adult by her name and task.
  func signature(_ t: Language) -> String {
    guard let name else { return t(.nameless) }
    return task.map { "\(name.given) \(name.surname), \(t($0.name))" } ?? name.short
  }
}

extension PersonName {
  /// "Аружан С."
  var short: String { surname.first.map { "\(given) \($0)." } ?? given }
}

/// One page of a board, the newest post last.
struct BoardPage: Sendable {
  let posts: [Post]
  /// 1 is the page of the newest.
  let number: Int
  let count: Int

  var pages: Int { max(1, (count + Post.perPage - 1) / Post.perPage) }
}

/// Who looks at a board: a girl sees what stands on it and what she wrote herself, an adult everything.
enum BoardReader {
  case girl(ID<Person>)
  case adult

  func condition(at now: Moment) -> SQL {
    switch self {
    case .adult: "1 = 1"
    case .girl(let person):
      """
      (study_post.author = \(person) OR (study_post.shown_at <= \(now) AND (study_post.decision IS NULL
        OR study_post.decision = \(Post.Decision.freed))))
      """
    }
  }
}

extension Transaction {
  func board(_ group: ID<Group>, for reader: BoardReader, page number: Int, _ house: House) throws -> BoardPage {
    let condition: SQL = """
      study_post.group_id = \(group) AND study_post.team_id IS NULL AND \(reader.condition(at: house.outside.now()))
      """
    let count: Int = try value("SELECT count(*) FROM study_post WHERE \(condition)") ?? 0
    let page = min(number, max(1, (count + Post.perPage - 1) / Post.perPage))
    let posts = try posts(where: condition, skipping: (page - 1) * Post.perPage, house)
    return BoardPage(posts: posts.reversed(), number: page, count: count)
  }

  /// Throws `Refusal.missing`.
  func post(_ id: ID<Post>, _ house: House) throws -> Post {
    guard let post = try posts(where: "study_post.id = \(id)", skipping: 0, house).first else { throw Refusal.missing }
    return post
  }

  /// At most a page, the newest first unless said otherwise.
  func posts(where condition: SQL, skipping count: Int, oldestFirst: Bool = false, _ house: House) throws -> [Post] {
    let order: SQL = oldestFirst ? "ASC" : "DESC"
    return try rows(
      """
      SELECT study_post.id, study_post.group_id, study_post.author, study_post.task, study_post.sealed AS words, study_post.at,
        study_post.shown_at, study_post.held_for, study_post.taken_back_at, study_post.decision, study_post.note,
        study_post.team_id, study_post.question, person_key.wrapped, person_detail.sealed AS name
      FROM study_post LEFT JOIN person_key ON person_key.person_id = study_post.author
      LEFT JOIN person_detail ON person_detail.person_id = study_post.author AND person_detail.kind = \(Detail.name)
      WHERE \(condition) ORDER BY COALESCE(study_post.shown_at, study_post.at) \(order), study_post.id \(order)
      LIMIT \(Post.perPage) OFFSET \(count)
      """
    ) { row in
      let (author, wrapped): (ID<Person>, [UInt8]?) = (try row["author"], try row["wrapped"])
      let (words, name, note): ([UInt8], [UInt8]?, [UInt8]?) = (try row["words"], try row["name"], try row["note"])
      let held: String = try row["held_for"]
      let (team, question): (ID<Team>?, String?) = (try row["team_id"], try row["question"])
      let safe = try wrapped.map { try house.vault.safe(of: author, wrapped: $0) }
      return Post(
        id: try row["id"], group: try row["group_id"], author: author,
        name: try safe.flatMap { safe in try name.flatMap { try safe.name(sealed: $0) } }, task: try row["task"],
        text: try safe?.open(words, "study_post.sealed") ?? "", at: try row["at"], shown: try row["shown_at"],
        held: HoldReason.list(held), takenBack: try row["taken_back_at"], decision: try row["decision"],
        note: try safe.flatMap { safe in try note.map { try safe.open($0, "study_post.note") } } ?? "",
        comment: team.flatMap { team in question.map { Post.Comment(team: team, question: $0) } })
    }
  }

  /// Why nobody may write on a board now; nil: it is open.
  func boardIsShut(_ group: Group, _ house: House) throws -> BoardShut? {
    switch group.state {
    case .planned: .notOpenYet
    case .closed: .groupClosed
    case .open:
      try adults(of: group.id, house).count(where: \.isCleared) < Group.fewestAdults ? .twoAdultsMissing : nil
    }
  }

  /// Adds a post, once for each id; one that seems to lead away from the board is held. Throws where the board is shut. `comment`: it stands
  /// under a poster of the group, by the same rules.
  @discardableResult
  func write(
    _ text: String, as id: ID<Post>, on group: Group, under comment: Post.Comment? = nil, by actor: Actor, _ task: Adult.Task?,
    _ house: House
  ) throws -> [HoldReason] {
    if try exists("SELECT 1 FROM study_post WHERE id = \(id)") { return [] }
    if let shut = try boardIsShut(group, house) { throw Refusal(.conflict, shut.says) }
    let now = house.outside.now()
    let held = house.data[.board].reasons(to: text)
    let shown = held.isEmpty ? (task == nil ? now : BoardHours.opening(from: now)) : nil
    let safe = try safe(of: actor.person, house.vault)
    try run(
      """
      INSERT INTO study_post (id, group_id, author, task, sealed, at, shown_at, held_for, team_id, question)
      VALUES (\(id), \(group.id), \(actor.person), \(task), \(safe.seal(text, "study_post.sealed")), \(now), \(shown),
        \(held.map(\.rawValue).joined(separator: " ")), \(comment?.team), \(comment?.question))
      """)
    try record(.postWritten, id.text, held.isEmpty ? "" : "held", by: actor.text, house)
    return held
  }

  /// The words stay for the adults of the group to see; the group sees that there was a post.
  func takeBack(_ post: Post, by actor: Actor, _ house: House) throws {
    let now = house.outside.now()
    guard post.mayTakeBack(actor.person, at: now) else { throw Refusal(.conflict, .tooLateToTakeBack) }
    try run("UPDATE study_post SET taken_back_at = \(now) WHERE id = \(post.id) AND taken_back_at IS NULL")
    try record(.postTakenBack, post.id.text, by: actor.text, house)
  }

  /// Puts a held post on the board: at once, or in the morning where an adult wrote it.
  func free(_ post: Post, by actor: Actor, _ house: House) throws {
    let now = house.outside.now()
    let shown = post.task == nil ? now : BoardHours.opening(from: now)
    try decide(
      post, .freed, by: actor, "shown_at = \(shown)", house)
    try record(.postFreed, post.id.text, by: actor.text, house)
  }

  /// Keeps a held post off the board; its writer reads why.
  func keepOff(_ post: Post, because reason: String, by actor: Actor, _ house: House) throws {
    let note = try safe(of: post.author, house.vault).seal(reason, "study_post.note")
    try decide(post, .kept, by: actor, "note = \(note)", house)
    try record(.postKept, post.id.text, by: actor.text, house)
  }

  private func decide(_ post: Post, _ decision: Post.Decision, by actor: Actor, _ more: SQL, _ house: House) throws {
    guard post.author != actor.person else { throw Refusal.forbidden }
    let changed = try run(
      """
      UPDATE study_post SET decision = \(decision), decided_at = \(house.outside.now()), decided_by = \(actor.person), \(more)
      WHERE id = \(post.id) AND decision IS NULL AND taken_back_at IS NULL AND held_for <> ''
      """)
    guard changed == 1 else { throw Refusal(.conflict, .postMoved) }
  }

  /// What came to a board since a person last read it, not written by herself.
  func unreadPosts(of person: ID<Person>, in group: ID<Group>, at now: Moment) throws -> Int {
    try value(
      """
      SELECT count(*) FROM study_post WHERE study_post.group_id = \(group) AND study_post.team_id IS NULL
        AND study_post.author <> \(person)
        AND study_post.shown_at <= \(now) AND study_post.taken_back_at IS NULL
        AND (study_post.decision IS NULL OR study_post.decision = \(Post.Decision.freed))
        AND study_post.shown_at > COALESCE((SELECT seen_at FROM study_board_seen
          WHERE study_board_seen.group_id = \(group) AND study_board_seen.person_id = \(person)), 0)
      """) ?? 0
  }

  func boardIsSeen(_ group: ID<Group>, by person: ID<Person>, at now: Moment) throws {
    try run(
      """
      INSERT INTO study_board_seen (group_id, person_id, seen_at) VALUES (\(group), \(person), \(now))
      ON CONFLICT (group_id, person_id) DO UPDATE SET seen_at = excluded.seen_at
      """)
  }
}

/// Why a board is read and not written on.
enum BoardShut: Sendable {
  case notOpenYet, groupClosed
  /// Fewer than two adults of the group are cleared today.
  case twoAdultsMissing

  var says: Phrase {
    switch self {
    case .notOpenYet: .boardOpensWithGroup
    case .groupClosed: .boardIsClosed
    case .twoAdultsMissing: .boardNeedsTwoAdults
    }
  }
}

extension Phrase {
  static let boardOpensWithGroup = Phrase(
    kk: "Тақта топ жұмысын бастағанда ашылады.", ru: "Доска откроется, когда группа начнёт работать.",
    en: "The board opens when the group does.")
  static let boardIsClosed = Phrase(
    kk: "Топ жұмысын аяқтады: тақтаны оқуға болады, жаңа жазба қосылмайды.",
    ru: "Группа завершила работу: доску можно читать, новых записей не будет.",
    en: "The group has completed its work: the board can be read, and nothing is added.")
  static let boardNeedsTwoAdults = Phrase(
    kk: "Бүгін топта рұқсаты бар екі ересек жоқ. Сондықтан тақтаны оқуға болады, бірақ ешкім жазбайды.",
    ru: "Сегодня у группы нет двух взрослых с действующим допуском. Поэтому доску можно читать, но никто на ней не пишет.",
    en: "Today the group has not two adults who are cleared. So the board can be read, and nobody writes on it.")
  static let tooLateToTakeBack = Phrase(
    kk: "Жазбаны он минут ішінде ғана қайтарып алуға болады.", ru: "Отозвать запись можно только в течение десяти минут.",
    en: "A post can be taken back within ten minutes only.")
  static let postMoved = Phrase(
    kk: "Бұл жазбаға басқа адам қарап қойды.", ru: "Эту запись уже посмотрел кто-то другой.",
    en: "Somebody else has already looked at this post.")
}
