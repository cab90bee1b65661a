import Courses
import Exercises
import Programme
import Storage
import Words

/// What the house keeps of what a girl handed in and of what was said of it. Her photos are among her files.
enum AssignmentData {
  /// Before the rest of the school: an erasure takes the learner, to whom all of it points.
  static let personalData = PersonalData(
    title: .handedInTitle,
    tables: [
      "study_hand_in": .worksKept, "study_photo": .photosKept, "study_mark": .marksKept, "study_look": .looksKept,
    ],
    export: { tx, house, person, t in
      guard let number: Int = try tx.value("SELECT number FROM study_learner WHERE person_id = \(person)") else { return [] }
      let (safe, shelf) = (try tx.safe(of: person, house.vault), try tx.shelvedCourses())
      let works = try tx.works(where: "study_hand_in.learner = \(number)") { _ in safe }
      let marks = try tx.marks(where: "study_mark.learner = \(number)", house.vault) { _ in safe }
      let looks = try tx.looks(where: "study_look.learner = \(number)") { _ in safe }
      let assignments = try tx.assignments(ofLearner: number)
      let title = { (id: ID<Assignment>) in assignments[id].map { shelf.title(of: $0, t) } ?? "" }
      return [
        PersonalData.Section(
          .handedInTitle,
          works.map { work in
            let state = work.handed.map { t.dateTime($0) } ?? t(.assignmentBegun)
            let photos = work.photos.map { t(.photoNumber($0.position)) }
            return (
              "\(title(work.assignment)), \(t(.versionNumber(work.number)))",
              ([state] + photos + [work.written]).filter { !$0.isEmpty }.joined(separator: "; ")
            )
          }),
        PersonalData.Section(
          .marksTitle,
          marks.map { mark in
            let shown = MarkShown(exercise: assignments[mark.assignment].flatMap { shelf.handed($0) }, language: t)
            return (
              "\(title(mark.assignment)), \(t.dateTime(mark.at))",
              [mark.name?.full ?? t(.nameless), t(mark.way.name), shown.plain(mark.levels), mark.comment]
                .filter { !$0.isEmpty }.joined(separator: "; ")
            )
          }),
        PersonalData.Section(.anotherLookTitle, looks.map { ("\(title($0.assignment)), \(t.dateTime($0.asked))", $0.wish) }),
      ].filter { !$0.lines.isEmpty }
    },
    erase: { tx, _, person in
      guard let number: Int = try tx.value("SELECT number FROM study_learner WHERE person_id = \(person)") else { return [] }
      return [
        PersonalData.Erased("study_look", try tx.run("DELETE FROM study_look WHERE learner = \(number)")),
        PersonalData.Erased("study_mark", try tx.run("DELETE FROM study_mark WHERE learner = \(number)")),
        PersonalData.Erased(
          "study_photo",
          try tx.run("DELETE FROM study_photo WHERE hand_in_id IN (SELECT id FROM study_hand_in WHERE learner = \(number))")),
        PersonalData.Erased("study_hand_in", try tx.run("DELETE FROM study_hand_in WHERE learner = \(number)")),
      ]
    })
}

extension MarkShown {
  /// "Table 2 / 3, Result 3 / 3".
  func plain(_ levels: MarkLevels) -> String {
    levels.lines.map { "\(exercise?.handIn.rubric[$0.key]?.title.says(language) ?? $0.key) \($0.level) / \($0.most)" }
      .joined(separator: ", ")
  }
}

extension Transaction {
  fileprivate func assignments(ofLearner learner: Int) throws -> [ID<Assignment>: Assignment] {
    let found = try rows(
      """
      SELECT id, group_id, course, exercise, due_at FROM study_assignment
      WHERE id IN (SELECT assignment_id FROM study_hand_in WHERE learner = \(learner)) ORDER BY id LIMIT 1000
      """, Assignment.init(row:))
    return Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
  }
}

/// Photos of notebooks go when the marks on them have stood long enough; text and marks stay.
enum OldPhotos {
  /// Days after the last mark.
  static let days = 90
  private static let chunk = 100

  static let job = Job(name: "old photos of notebooks", .oldPhotosGo, every: .seconds(86_400)) { house in
    while try await house.database.write({ try $0.dropOldPhotos(chunk, house) }) == chunk {}
  }
}

extension Transaction {
  /// Of work whose counting mark is of the last version, and of which nobody is asked to look again. Returns how many went.
  fileprivate func dropOldPhotos(_ most: Int, _ house: House) throws -> Int {
    let before = house.outside.now().adding(days: -OldPhotos.days)
    let places = try rows(
      """
      SELECT file.subject, file.field FROM file
      WHERE file.room = \(HandInPhotos.room) AND file.removed_at IS NULL AND file.id IN (
        SELECT study_photo.file_id FROM study_photo JOIN study_hand_in ON study_hand_in.id = study_photo.hand_in_id
        JOIN study_mark ON study_mark.assignment_id = study_hand_in.assignment_id AND study_mark.learner = study_hand_in.learner
        WHERE study_mark.counts AND study_mark.at < \(before)
          AND NOT EXISTS (SELECT 1 FROM study_look WHERE study_look.assignment_id = study_mark.assignment_id
            AND study_look.learner = study_mark.learner AND study_look.answered_by IS NULL)
          AND NOT EXISTS (SELECT 1 FROM study_hand_in AS later WHERE later.assignment_id = study_mark.assignment_id
            AND later.learner = study_mark.learner AND later.changed_at > study_mark.at))
      ORDER BY file.id LIMIT \(most)
      """
    ) { FilePlace(room: HandInPhotos.room, subject: try $0["subject"], field: try $0["field"]) }
    for place in places { _ = try removeFiles(at: place, house) }
    return places.count
  }
}

extension Phrase {
  static let worksKept = Phrase(kk: "Тапсырған жұмыстарының мәтіні", ru: "Тексты сданных работ", en: "Texts of work handed in")
  static let photosKept = Phrase(kk: "Жұмысқа тіркелген суреттер", ru: "Снимки при работах", en: "Photos with work")
  static let marksKept = Phrase(
    kk: "Жұмыстарына қойылған бағалар мен пікірлер", ru: "Оценки и отзывы о работах", en: "Marks and feedback on work")
  static let looksKept = Phrase(kk: "Қайта қарауды сұрағаны", ru: "Просьбы посмотреть ещё раз", en: "Wishes for another look")
  static let oldPhotosGo = Phrase(
    kk: "Баға қойылғаннан кейін \(OldPhotos.days) күн өткен соң дәптер суреттері өшіріледі",
    ru: "Фото тетрадей удаляются через \(OldPhotos.days) дней после оценки",
    en: "Photos of notebooks go \(OldPhotos.days) days after the mark")
}
