import Courses
import Exchange
import Exercises
import Markup
import Programme
import Security
import Storage
import Words

/// Photos of the notebook: they come in pieces from the phone, or one with the form, and are shown to her and to the adults of her group.
enum HandInPhotos {
  static let room = "study"
  /// Bytes of one, as a phone sends it.
  static let longest = 8_000_000
  /// Of a form with one photo.
  static let longestBody = 9 << 20

  static let point = UploadPoint(
    room: room, title: { _, _ in .photoOfNotebook },
    open: { visit, place, tx in
      let permit = try Gatekeeper.permit(OwnStudy.self, to: visit.who)
      guard let id = ID<HandedWork>(place.subject), let position = position(of: place.field) else { throw Refusal.missing }
      let (work, exercise, safe) = try open(id, of: permit.actor.person, visit.house, tx)
      guard position <= exercise.photos else { throw Refusal(.invalid, .brokenDelivery) }
      return (safe, rule(exercise))
    },
    kept: { visit, file, _, tx in
      guard let id = ID<HandedWork>(file.place.subject), let position = position(of: file.field) else { throw Refusal.missing }
      try tx.add(file.id, at: position, to: id, visit.house)
    })

  static func rule(_ exercise: HandedExercise) -> FileRule {
    FileRule(bytes: longest, kinds: exercise.handIn.takesFile ? Set(FileKind.allCases) : [.jpeg, .png, .webp, .heic])
  }

  static func place(_ work: ID<HandedWork>, _ position: Int) -> FilePlace {
    FilePlace(room: room, subject: work.text, field: field(position))
  }

  static func field(_ position: Int) -> String { "photo-\(position)" }

  private static func position(of field: String) -> Int? {
    guard field.hasPrefix("photo-") else { return nil }
    return wholeNumber(String(field.dropFirst(6)), in: 1...6)
  }

  /// The version that she works on, with the exercise it is of. Throws `Refusal.missing` for another's, and for one that is handed in.
  private static func open(
    _ id: ID<HandedWork>, of person: ID<Person>, _ house: House, _ tx: Transaction
  ) throws -> (HandedWork, HandedExercise, Safe) {
    guard let learner = try tx.learner(of: person) else { throw Refusal.missing }
    let safe = try tx.safe(of: person, house.vault)
    let works = try tx.works(
      where: "study_hand_in.id = \(id) AND study_hand_in.learner = \(learner.number) AND study_hand_in.handed_at IS NULL"
    ) { _ in safe }
    guard let work = works.first, let exercise = try tx.shelvedCourses().handed(try tx.assignment(work.assignment)) else {
      throw Refusal.missing
    }
    return (work, exercise, safe)
  }

  /// GET /study/assignments/:assignment/photos/:file
  static func hers(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let file: ID<StoredFile> = try visit.id("file")
    return try await house.database.read { tx in
      guard let learner = try tx.learner(of: permit.actor.person) else { throw Refusal.missing }
      return try shown(
        file, where: "study_hand_in.learner = \(learner.number)", of: permit.actor.person, house, tx)
    }
  }

  /// GET /desk/assignments/:assignment/marking/:work/photos/:file
  static func desk(_ visit: Visit, _ permit: Permit<SeeHandedWork>) async throws -> Reply {
    let house = visit.house
    let (id, work): (ID<Assignment>, ID<HandedWork>) = (try visit.id("assignment"), try visit.id("work"))
    let file: ID<StoredFile> = try visit.id("file")
    let (reply, person) = try await house.database.read { tx -> (Reply, ID<Person>) in
      let assignment = try tx.assignment(id)
      _ = try tx.group(assignment.group, ofAdult: permit)
      let girl: ID<Person>? = try tx.value(
        """
        SELECT study_learner.person_id FROM study_hand_in JOIN study_learner ON study_learner.number = study_hand_in.learner
        WHERE study_hand_in.id = \(work) AND study_hand_in.assignment_id = \(id) AND study_hand_in.handed_at IS NOT NULL
        """)
      guard let girl else { throw Refusal.missing }
      return (try shown(file, where: "study_hand_in.id = \(work)", of: girl, house, tx), girl)
    }
    try await house.database.write { try $0.record(.workSeen, person.text, "photo work=\(work)", by: permit, house) }
    return reply
  }

  private static func shown(
    _ id: ID<StoredFile>, where condition: SQL, of person: ID<Person>, _ house: House, _ tx: Transaction
  ) throws -> Reply {
    let isOfWork = try tx.exists(
      """
      SELECT 1 FROM study_photo JOIN study_hand_in ON study_hand_in.id = study_photo.hand_in_id
      WHERE study_photo.file_id = \(id) AND \(condition)
      """)
    let safe = try tx.safe(of: person, house.vault)
    guard isOfWork, let file = try tx.file(id, safe) else { throw Refusal.missing }
    let bytes = try tx.content(of: id, safe)
    guard !bytes.isEmpty else { throw Refusal.missing }
    return file.shown(bytes, of: "study")
  }
}

extension HandedWork {
  /// Its pictures and files with the way to each.
  func shown(_ t: Language, at link: (ID<StoredFile>) -> Link) -> HTML { photos.shown(t, at: link) }

  /// What she wrote, line by line.
  var text: HTML {
    written.isEmpty
      ? .nothing
      : "<div class=\"written\">\(written.split(separator: "\n").map { "<p>\(String($0))</p>" as HTML })</div>"
  }
}

extension [HandedWork.Photo] {
  /// Pictures and files with the way to each; what is not kept any more is named.
  func shown(_ t: Language, at link: (ID<StoredFile>) -> Link) -> HTML {
    guard !isEmpty else { return .nothing }
    let pictures = map { photo -> HTML in
      let title = t(.photoNumber(photo.position))
      guard let kind = photo.kind else { return "<figure><figcaption>\(title): \(t(.photoNotKept))</figcaption></figure>" }
      let there = link(photo.file)
      let note = "\(title) · \(t.number(Swift.max(1, photo.size / 1000))) \(t(.kilobytes))"
      return photo.isPicture
        ? """
        <figure><a href="\(there)"><img src="\(there)" alt="\(title)" loading="lazy"></a><figcaption>\(note)</figcaption></figure>
        """
        : "<figure><figcaption><a href=\"\(there)\">\(note), \(kind.ending.uppercased())</a></figcaption></figure>"
    }
    return "<div class=\"shot\">\(pictures)</div>"
  }
}

extension Phrase {
  static let photoOfNotebook = Phrase(kk: "Дәптердің суреті", ru: "Фото тетради", en: "Photo of the notebook")
  static let photoNotKept = Phrase(
    kk: "сурет енді сақталмайды", ru: "снимок больше не хранится", en: "the picture is not kept any more")
  static let kilobytes = Phrase(kk: "кБ", ru: "кБ", en: "kB")
  static func photoNumber(_ number: Int) -> Phrase {
    Phrase(kk: "\(number)-сурет", ru: "снимок \(number)", en: "photo \(number)")
  }
}
