import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// Photos of a team's diary and of its poster: they come as those of hand-ins do, and belong to whoever brought them.
enum ProjectPhotos {
  static let room = "study-project"
  static let rule = FileRule(bytes: HandInPhotos.longest, kinds: [.jpeg, .png, .webp, .heic])
  /// Browsers show these: others could not be shown to anybody on a poster.
  static let posterRule = FileRule(bytes: HandInPhotos.longest, kinds: [.jpeg, .png, .webp])

  static let point = UploadPoint(
    room: room, title: { _, _ in .photoOfProject },
    open: { visit, place, tx in
      let permit = try Gatekeeper.permit(OwnStudy.self, to: visit.who)
      guard let id = ID<Entry>(place.subject), let position = position(of: place.field),
        let learner = try tx.learner(of: permit.actor.person)
      else { throw Refusal.missing }
      let mine = try tx.entries(
        where: """
          study_entry.id = \(id) AND study_entry.learner = \(learner.number) AND study_entry.kept_at IS NULL
            AND EXISTS (SELECT 1 FROM study_team_member WHERE study_team_member.team_id = study_entry.team_id
              AND study_team_member.learner = study_entry.learner AND study_team_member.until IS NULL)
          """, visit.house)
      guard let entry = mine.first else { throw Refusal.missing }
      guard position <= entry.kind.photos else { throw Refusal(.invalid, .brokenDelivery) }
      return (try tx.safe(of: permit.actor.person, visit.house.vault), rule(of: entry.kind))
    },
    kept: { visit, file, _, tx in
      guard let id = ID<Entry>(file.place.subject), let position = position(of: file.field) else { throw Refusal.missing }
      try tx.add(file.id, at: position, to: id, visit.house)
    })

  static func rule(of kind: Entry.Kind) -> FileRule { kind == .poster ? posterRule : rule }

  static func place(_ entry: ID<Entry>, _ position: Int) -> FilePlace {
    FilePlace(room: room, subject: entry.text, field: "photo-\(position)")
  }

  private static func position(of field: String) -> Int? {
    guard field.hasPrefix("photo-") else { return nil }
    return wholeNumber(String(field.dropFirst(6)), in: 1...6)
  }

  /// Of a poster an earlier version that nobody is shown any more has no photos for anybody.
  private static let stands: SQL = """
    (study_entry.kind <> 'poster' OR study_entry.kept_at IS NULL OR study_entry.shown_at IS NOT NULL
      OR NOT EXISTS (SELECT 1 FROM study_entry AS later WHERE later.team_id = study_entry.team_id AND later.kind = 'poster'
        AND later.kept_at > study_entry.kept_at))
    AND (study_entry.kind <> 'poster' OR NOT EXISTS (SELECT 1 FROM study_entry AS later WHERE later.team_id = study_entry.team_id
      AND later.kind = 'poster' AND later.shown_at IS NOT NULL AND later.kept_at > study_entry.kept_at))
    """

  /// The bytes of a photo of an entry that meets a condition, with the key of whoever brought it. Throws `Refusal.missing`.
  static func shown(_ id: ID<StoredFile>, where condition: SQL, _ house: House, _ tx: Transaction) throws -> Reply {
    let owner: ID<Person>? = try tx.value(
      """
      SELECT file.person_id FROM study_entry_photo JOIN study_entry ON study_entry.id = study_entry_photo.entry_id
      JOIN file ON file.id = study_entry_photo.file_id
      WHERE study_entry_photo.file_id = \(id) AND file.removed_at IS NULL AND \(stands) AND \(condition) LIMIT 1
      """)
    guard let owner else { throw Refusal.missing }
    let safe = try tx.safe(of: owner, house.vault)
    guard let file = try tx.file(id, safe) else { throw Refusal.missing }
    let bytes = try tx.content(of: id, safe)
    guard !bytes.isEmpty else { throw Refusal.missing }
    return file.shown(bytes, of: "project")
  }

  /// GET /study/projects/:project/photos/:file: of what her team kept, and of what she works on.
  static func hers(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let (project, file): (ID<Project>, ID<StoredFile>) = (try visit.id("project"), try visit.id("file"))
    return try await house.database.read { tx in
      let sight = try HerProject.sight(project, permit.actor.person, house, tx)
      guard let team = sight.team else { throw Refusal.missing }
      return try shown(
        file,
        where: """
          study_entry.team_id = \(team.id) AND study_entry.taken_down_at IS NULL
          AND (study_entry.kept_at IS NOT NULL OR study_entry.learner = \(sight.learner.number))
          """, house, tx)
    }
  }

  /// GET /study/posters/:team/photos/:file: of a poster that the cohort sees.
  static func ofPoster(_ visit: Visit, _ permit: Permit<OwnStudy>) async throws -> Reply {
    let house = visit.house
    let (team, file): (ID<Team>, ID<StoredFile>) = (try visit.id("team"), try visit.id("file"))
    return try await house.database.read { tx in
      _ = try Posters.learner(of: permit.actor.person, sees: team, tx)
      guard let poster = try tx.poster(of: team, shown: true, house) else { throw Refusal.missing }
      return try shown(file, where: "study_entry.id = \(poster.id)", house, tx)
    }
  }

  /// GET /desk/teams/:team/photos/:file
  static func desk(_ visit: Visit, _ permit: Permit<SeeProject>) async throws -> Reply {
    let house = visit.house
    let (id, file): (ID<Team>, ID<StoredFile>) = (try visit.id("team"), try visit.id("file"))
    let reply = try await house.database.read { tx in
      let team = try tx.team(id, house)
      _ = try tx.group(try tx.project(team.project).group, ofAdult: permit)
      return try shown(file, where: "study_entry.team_id = \(id) AND study_entry.kept_at IS NOT NULL", house, tx)
    }
    try await house.database.write { try $0.record(.teamSeen, id.text, "photo", by: permit, house) }
    return reply
  }
}

extension Phrase {
  static let photoOfProject = Phrase(kk: "Жобаның суреті", ru: "Фото проекта", en: "Photo of the project")
}
