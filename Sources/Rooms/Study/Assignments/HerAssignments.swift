import Courses
import Exchange
import Exercises
import Markup
import Programme
import Security
import Storage
import Words

/// What a girl hands in: what is to be done and by what it is judged, before she begins; her text and photos; and how it stands.
enum HerAssignments {
  static func link(_ assignment: ID<Assignment>) -> Link { "/study/assignments/\(assignment.text)" }

  struct Sight: Sendable {
    let learner: Learner
    let safe: Safe
    let assignment: Assignment
    let exercise: HandedExercise
    /// The first first.
    let works: [HandedWork]
    /// Nil before anybody marked it.
    let mark: Mark?

    var open: HandedWork? { works.last { $0.handed == nil } }
    var handed: HandedWork? { works.last { $0.handed != nil } }
    /// The last version that she handed in has its mark.
    var isMarked: Bool { mark.map { $0.work == handed?.id } ?? false }
    /// Until it is marked, and where the mark says so.
    var mayHandIn: Bool { mark.map { $0.mayAgain && $0.work == handed?.id } ?? true }
  }

  /// GET /study/assignments/:assignment
  static func show(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let id: ID<Assignment> = try visit.id("assignment")
    let sight = try await house.database.read { try Self.sight(id, permit.actor.person, house, $0) }
    // Her work came with her to another group.
    guard sight.assignment.id == id else {
      return .seeOther(link(sight.assignment.id).with("done", visit.query["done"]).text)
    }
    guard sight.works.isEmpty else { return HandInPage(sight, visit).reply() }
    let begun = try await house.database.write { tx in
      try tx.openWork(sight.assignment, of: sight.learner.number, after: nil, sight.safe, house)
      return try Self.sight(id, permit.actor.person, house, tx)
    }
    return HandInPage(begun, visit).reply()
  }

  /// POST /study/assignments/:assignment: her text is kept first, whatever `go` is: `photo`, `remove-1`…, `again`, `hand-in`, or nothing.
  static func update(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let id: ID<Assignment> = try visit.id("assignment")
    let typed = (visit.form["text"] ?? "").replacing("\r\n", with: "\n")
    let sight = try await house.database.read { try Self.sight(id, permit.actor.person, house, $0) }
    if visit.asksOnlyLanguage { return HandInPage(sight, visit, typed: typed).reply() }
    guard typed.count <= sight.mostText else {
      return HandInPage(sight, visit, typed: typed, errors: [("text", .workTooLong(sight.mostText))]).reply()
    }
    let photo: (upload: Upload, name: String)?
    do { photo = try await visit.photo(HandInPhotos.rule(sight.exercise)) } catch let refusal as Refusal
      where refusal.field == "photo"
    {
      let kept = try await keep(typed, nil, "", id, visit, permit)
      return HandInPage(kept, visit, errors: [("photo", refusal.phrase)]).reply()
    }
    let go = visit.form["go"] ?? ""
    do {
      _ = try await keep(typed, photo, go, id, visit, permit)
    } catch let refusal as Refusal where refusal.field != nil {
      return HandInPage(sight, visit, typed: typed, errors: [(refusal.field ?? "", refusal.phrase)]).reply()
    }
    return .seeOther(link(id).with("done", Done(go)?.rawValue).text)
  }

  /// A photo larger than any form: nothing of it was read.
  static func tooLarge(_ visit: Visit) throws -> Reply {
    .seeOther(link(try visit.id("assignment")).with("large", "yes").text)
  }

  /// What the page says that it did.
  enum Done: String {
    case kept, handed

    init?(_ go: String) {
      switch go {
      case "hand-in": self = .handed
      case "": self = .kept
      default: return nil
      }
    }
  }

  private static func keep(
    _ typed: String, _ photo: (upload: Upload, name: String)?, _ go: String, _ id: ID<Assignment>, _ visit: Visit,
    _ permit: Permit<OwnStudy>
  ) async throws -> Sight {
    let house = visit.house
    return try await house.database.write { tx in
      let sight = try Self.sight(id, permit.actor.person, house, tx)
      guard sight.mayHandIn else { throw Refusal(.conflict, .workIsMarked, back: link(id)) }
      if go == "again" {
        guard (sight.works.last?.number ?? 0) < HandedWork.most else {
          throw Refusal(.conflict, .tooManyVersions, back: link(id))
        }
        try tx.openWork(sight.assignment, of: sight.learner.number, after: sight.handed, sight.safe, house)
        return try Self.sight(id, permit.actor.person, house, tx)
      }
      guard let work = sight.open else { throw Refusal(.conflict, .workIsHandedIn, back: link(id)) }
      try tx.write(typed, in: work, sight.safe, house)
      var stored = [typed.utf8.count]
      if let photo {
        try tx.addPhoto(photo.upload, photo.name, to: work, sight, house)
        stored.append(photo.upload.bytes.count)
      }
      if go.hasPrefix("remove-"), let gone = work.photos.first(where: { "remove-\($0.position)" == go }) {
        try tx.remove(gone, from: work, house)
      }
      try visit.countStored(stored, in: tx)
      if go == "hand-in" {
        guard !typed.isEmpty || photo != nil || !work.photos.isEmpty else {
          throw Refusal(.invalid, .nothingHandedIn, field: "text")
        }
        try tx.handIn(work, by: permit.actor.person, house)
      }
      return try Self.sight(id, permit.actor.person, house, tx)
    }
  }

  /// Where her work came with her, it is the assignment of the group she is in now. Throws `Refusal.missing` for an assignment of another
  /// group in which she has begun nothing.
  static func sight(_ id: ID<Assignment>, _ person: ID<Person>, _ house: House, _ tx: Transaction) throws -> Sight {
    guard let learner = try tx.learner(of: person) else { throw Refusal.missing }
    let assignment = try tx.assignment(id)
    let safe = try tx.safe(of: person, house.vault)
    let works = try tx.works(of: id, learner.number, safe)
    let isHers = try tx.group(of: learner)?.id == assignment.group
    let hasBegun = works.contains { $0.handed != nil || !$0.isEmpty }
    if !isHers, !hasBegun, let now = try tx.assignment(given: assignment.exercise, of: assignment.course, to: learner) {
      return try sight(now, person, house, tx)
    }
    guard isHers || hasBegun, let exercise = try tx.shelvedCourses().handed(assignment) else {
      throw Refusal.missing
    }
    let counting = try tx.marks(
      where: "study_mark.assignment_id = \(id) AND study_mark.learner = \(learner.number) AND counts", house.vault
    ) { _ in safe }
    return Sight(
      learner: learner, safe: safe, assignment: assignment, exercise: exercise, works: works, mark: counting.first)
  }
}

extension HerAssignments.Sight {
  /// Letters of her text.
  var mostText: Int { exercise.handIn.text ?? 0 }

  /// The first place without a photo.
  var freePlace: Int? {
    let taken = Set((open?.photos ?? []).map(\.position))
    return exercise.photos == 0 ? nil : (1...exercise.photos).first { !taken.contains($0) }
  }
}

extension Transaction {
  fileprivate func addPhoto(
    _ upload: Upload, _ name: String, to work: HandedWork, _ sight: HerAssignments.Sight, _ house: House
  ) throws {
    guard let place = sight.freePlace else { throw Refusal(.invalid, .photosAreFull(sight.exercise.photos), field: "photo") }
    let kept = try keepFile(upload, name: name, at: HandInPhotos.place(work.id, place), sight.safe, house)
    try add(kept.file.id, at: place, to: work.id, house)
  }
}

extension Phrase {
  static let workIsMarked = Phrase(
    kk: "Бұл жұмыс бағаланды, енді өзгертуге болмайды.", ru: "Эта работа уже оценена, изменить её нельзя.",
    en: "This work is marked and cannot be changed any more.")
  static let tooManyVersions = Phrase(
    kk: "Бұл тапсырма тым көп рет тапсырылды.", ru: "Это задание сдано слишком много раз.",
    en: "This assignment was handed in too many times.")
  static let nothingHandedIn = Phrase(
    kk: "Тапсыру үшін мәтін жаз не сурет қос", ru: "Чтобы сдать, напишите текст или добавьте фото",
    en: "To hand it in, write something or add a photo")
  static func workTooLong(_ most: Int) -> Phrase {
    Phrase(
      kk: "Мәтін \(most) таңбадан аспасын", ru: "Текст не длиннее \(counted(most, one: "знака", few: "знаков", many: "знаков"))",
      en: "The text has at most \(most) characters")
  }
  static func photosAreFull(_ most: Int) -> Phrase {
    Phrase(
      kk: "Ең көбі \(most) сурет. Алдымен біреуін алып таста.", ru: "Не больше \(most) фото. Сначала уберите одно из них.",
      en: "At most \(counted(most, one: "photo", other: "photos")). Remove one first.")
  }
}
