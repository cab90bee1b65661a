import Courses
import Exercises
import Markup
package import Programme
package import Storage
import Words

/// A version of a course as its authors brought it: read by everybody once two people have opened it.
struct CourseVersion: Sendable {
  let edition: Edition
  let key: String
  let publishedAt: Moment?
  let proposedAt: Moment?
  let proposedBy: ID<Person>?

  var isWaiting: Bool { publishedAt == nil && proposedBy != nil }
}

extension StudyMigrations {
  /// `study_proposal`: a version that somebody wants to be open to everybody, until another opens it or it is dropped.
  static let publishing = Migration(
    "study-0012-publishing",
    """
    CREATE TABLE study_proposal (
      edition_id TEXT NOT NULL PRIMARY KEY REFERENCES edition (id),
      proposed_at BIGINT NOT NULL,
      proposed_by TEXT NOT NULL REFERENCES person (id)
    );
    """)
}

extension Transaction {
  /// Of all courses, or of one, the newest first.
  func courseVersions(_ key: String? = nil) throws -> [CourseVersion] {
    let one: SQL = key.map { "AND edition.key = \($0)" } ?? ""
    return try rows(
      """
      SELECT id, number, sha256, written_by, written_at, edition.key AS course_key, published_at, proposed_at, proposed_by FROM edition
      LEFT JOIN study_course ON study_course.edition_id = edition.id
      LEFT JOIN study_proposal ON study_proposal.edition_id = edition.id
      WHERE kind = \(Edition.Kind.course.word) \(one) ORDER BY edition.key, number DESC LIMIT 1000
      """
    ) { row in
      CourseVersion(
        edition: try Edition(row: row), key: try row["course_key"], publishedAt: try row["published_at"],
        proposedAt: try row["proposed_at"], proposedBy: try row["proposed_by"])
    }
  }

  /// Throws `Refusal.missing`.
  func courseVersion(_ key: String, number: Int) throws -> CourseVersion {
    guard let version = try courseVersions(key).first(where: { $0.edition.number == number }) else { throw Refusal.missing }
    return version
  }

  /// Files that are in order become a version; nil where the newest says the same. Who brought it may be no person: the operator's command.
  package func addCourse(_ files: [String: [UInt8]], by author: String, _ house: House) throws -> Edition? {
    guard let key = try? CourseFolder(files: files).course().key else { throw Refusal(.invalid, .courseUnreadable) }
    return try addEdition(.course, files, key: key, by: author, house)
  }

  func propose(_ version: CourseVersion, by permit: Permit<PublishCourse>, _ house: House) throws {
    let newest = try newestEdition(.course, key: version.key)
    guard version.publishedAt == nil, newest?.id == version.edition.id else { throw Refusal(.conflict, .versionMoved) }
    try run(
      """
      INSERT INTO study_proposal (edition_id, proposed_at, proposed_by)
      VALUES (\(version.edition.id), \(house.outside.now()), \(permit.actor.person)) ON CONFLICT (edition_id) DO NOTHING
      """)
    try record(.courseProposed, version.name, by: permit, house)
    try ask(
      PublishCourse.self,
      for: SecondWanted(
        .courseWantsSecond, page: PublishingPages.link(version.key).text, not: [permit.actor.person], places: [],
        once: "course:\(version.edition.id)"), house)
  }

  /// The second hand opens it to everybody.
  func open(_ version: CourseVersion, by permit: Permit<PublishCourse>, _ house: House) throws {
    guard version.isWaiting, let first = version.proposedBy else { throw Refusal(.conflict, .versionMoved) }
    let newest = try newestEdition(.course, key: version.key)
    guard newest?.id == version.edition.id else { throw Refusal(.conflict, .versionMoved) }
    try mustBeSecond(permit.actor, after: first, at: house.outside.now())
    try publish(version.edition, by: permit.actor.person.text, house)
    try run("DELETE FROM study_proposal WHERE edition_id = \(version.edition.id)")
    try record(.coursePublished, version.name, by: permit, house)
  }

  func drop(_ version: CourseVersion, by permit: Permit<PublishCourse>, _ house: House) throws {
    guard try run("DELETE FROM study_proposal WHERE edition_id = \(version.edition.id)") == 1 else {
      throw Refusal(.conflict, .versionMoved)
    }
    try record(.courseDropped, version.name, by: permit, house)
  }
}

extension CourseVersion {
  /// In the audit log.
  var name: String { "\(key) \(edition.number)" }
}

extension Phrase {
  static let courseUnreadable = Phrase(
    kk: "Бұл қапшықтан курс оқылмайды.", ru: "Из этой папки курс не читается.", en: "No course can be read from this folder.")
  static let versionMoved = Phrase(
    kk: "Осы аралықта курстың басқа нұсқасы шықты не бұл нұсқа шешіліп қойды. Бетті қайта ашыңыз.",
    ru: "За это время появилась другая версия или решение уже принято. Откройте страницу заново.",
    en: "Meanwhile there is another version, or this one has been decided. Open the page again.")
  static let courseWantsSecond = Phrase(
    kk: "Курстың жаңа нұсқасын жариялауды екінші адам растауы керек",
    ru: "Публикацию новой версии курса должен подтвердить второй человек",
    en: "A second person has to confirm that a new version of a course is published")
}
