import Programme
import Security
import Storage
import Words

/// One version of what a girl hands in: open while she works on it, and then as it was handed in.
struct HandedWork: Sendable {
  let id: ID<HandedWork>
  let assignment: ID<Assignment>
  let learner: Int
  /// From 1.
  let number: Int
  let written: String
  let changed: Moment
  /// Nil while she works on it.
  let handed: Moment?
  /// Where it came with her from another group: the last day there.
  let carriedDue: Moment?
  /// Two adults mark it, each without the other's mark.
  let wantsSecond: Bool
  let photos: [Photo]

  struct Photo: Sendable {
    let position: Int
    let file: ID<StoredFile>
    /// The version it came with.
    let subject: String
    let field: String
    /// Nil once the picture is not kept any more.
    let kind: FileKind?
    let size: Int

    /// Browsers show it.
    var isPicture: Bool { kind.map { $0 != .pdf && $0 != .heic } ?? false }
  }

  var isEmpty: Bool { written.isEmpty && photos.isEmpty }

  static let place = "study_hand_in.written"
  /// Versions of one assignment.
  static let most = 50
}

extension HandedWork.Photo {
  /// From a row of `file` beside its place in a work or in an entry of a project.
  init(row: Row) throws {
    let (kind, removed): (String?, Moment?) = (try row["kind"], try row["removed_at"])
    self.init(
      position: try row["position"], file: try row["file_id"], subject: try row["subject"], field: try row["field"],
      kind: removed == nil ? kind.flatMap(FileKind.init(rawValue:)) : nil, size: try row["size"])
  }
}

extension House {
  /// Whether two adults mark it: of ten works one, by a keyed hash, so that it can be worked out again and nobody can choose it.
  func wantsSecond(_ assignment: ID<Assignment>, _ learner: Int) -> Bool {
    let hash = vault.hash(secret: "\(assignment) \(learner)", for: "second marking")
    return hash.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % UInt64(Mark.secondOf) == 0
  }
}

extension Transaction {
  /// All versions of a learner's work, the first first.
  func works(of assignment: ID<Assignment>, _ learner: Int, _ safe: Safe) throws -> [HandedWork] {
    try works(where: "study_hand_in.assignment_id = \(assignment) AND study_hand_in.learner = \(learner)") { _ in safe }
  }

  /// Opened by whose they are.
  func works(where condition: SQL, _ safe: (Int) throws -> Safe?) throws -> [HandedWork] {
    let photos = try Dictionary(
      grouping: rows(
        """
        SELECT hand_in_id, position, file_id, subject, field, kind, size, removed_at FROM study_photo
        JOIN study_hand_in ON study_hand_in.id = hand_in_id JOIN file ON file.id = file_id
        WHERE \(condition) ORDER BY hand_in_id, position LIMIT 20000
        """
      ) { row -> (work: ID<HandedWork>, photo: HandedWork.Photo) in
        (try row["hand_in_id"], try HandedWork.Photo(row: row))
      }, by: \.work)
    return try rows(
      """
      SELECT id, assignment_id, learner, number, written, changed_at, handed_at, due_at, wants_second FROM study_hand_in
      WHERE \(condition) ORDER BY assignment_id, learner, number LIMIT 5000
      """
    ) { row in
      let (id, learner, sealed): (ID<HandedWork>, Int, [UInt8]?) = (try row["id"], try row["learner"], try row["written"])
      return HandedWork(
        id: id, assignment: try row["assignment_id"], learner: learner, number: try row["number"],
        written: try sealed.flatMap { sealed in try safe(learner)?.open(sealed, HandedWork.place) } ?? "",
        changed: try row["changed_at"], handed: try row["handed_at"], carriedDue: try row["due_at"],
        wantsSecond: try row["wants_second"],
        photos: (photos[id] ?? []).map(\.photo))
    }
  }

  /// A version to work on, which begins with what the last one holds.
  func openWork(_ assignment: Assignment, of learner: Int, after last: HandedWork?, _ safe: Safe, _ house: House) throws {
    let id: ID<HandedWork> = house.outside.id()
    let written = last.flatMap { $0.written.isEmpty ? nil : safe.seal($0.written, HandedWork.place) }
    let added = try run(
      """
      INSERT INTO study_hand_in (id, assignment_id, learner, number, written, changed_at, wants_second)
      VALUES (\(id), \(assignment.id), \(learner), \((last?.number ?? 0) + 1), \(written), \(house.outside.now()),
        \(house.wantsSecond(assignment.id, learner)))
      ON CONFLICT DO NOTHING
      """)
    guard added == 1 else { return }
    for photo in last?.photos ?? [] where photo.kind != nil {
      try run("INSERT INTO study_photo (hand_in_id, position, file_id) VALUES (\(id), \(photo.position), \(photo.file))")
    }
  }

  /// `at`: when she wrote it, where that was before it came.
  func write(_ text: String, in work: HandedWork, at: Moment? = nil, _ safe: Safe, _ house: House) throws {
    guard text != work.written else { return }
    let now = house.outside.now()
    try run(
      """
      UPDATE study_hand_in SET written = \(text.isEmpty ? nil : safe.seal(text, HandedWork.place)), changed_at = \(now),
        written_at = \(at ?? now)
      WHERE id = \(work.id) AND handed_at IS NULL
      """)
  }

  /// From now on this version stands as it is.
  /// `at`: when she said so, where that was before it came.
  func handIn(_ work: HandedWork, by person: ID<Person>, at: Moment? = nil, _ house: House) throws {
    let now = house.outside.now()
    let changed = try run(
      "UPDATE study_hand_in SET handed_at = \(at ?? now), changed_at = \(now) WHERE id = \(work.id) AND handed_at IS NULL")
    guard changed == 1 else { throw Refusal(.conflict, .workIsHandedIn) }
    let actor = Actor(person: person, role: .applicant)
    try record(.workHandedIn, person.text, "assignment=\(work.assignment) turn=\(work.number)", by: actor.text, house)
  }

  /// A file that came whole is the photo at its place.
  func add(_ file: ID<StoredFile>, at position: Int, to work: ID<HandedWork>, _ house: House) throws {
    try run(
      """
      INSERT INTO study_photo (hand_in_id, position, file_id) VALUES (\(work), \(position), \(file))
      ON CONFLICT (hand_in_id, position) DO UPDATE SET file_id = excluded.file_id
      """)
    try run("UPDATE study_hand_in SET changed_at = \(house.outside.now()) WHERE id = \(work)")
  }

  /// Takes a photo out of the version she works on; one that an earlier version holds stays there.
  func remove(_ photo: HandedWork.Photo, from work: HandedWork, _ house: House) throws {
    try run("DELETE FROM study_photo WHERE hand_in_id = \(work.id) AND position = \(photo.position)")
    guard photo.subject == work.id.text else { return }
    _ = try removeFiles(at: HandInPhotos.place(work.id, photo.position), house)
  }
}

extension Phrase {
  static let workIsHandedIn = Phrase(
    kk: "Бұл жұмыс тапсырылған.", ru: "Эта работа уже сдана.", en: "This work is handed in already.")
}
