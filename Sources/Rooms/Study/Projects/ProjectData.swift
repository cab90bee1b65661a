import Courses
import Programme
import Storage
import Words

/// What the house keeps of a girl's projects. Her photos are among her files, her answers under posters among her posts. What she wrote is
/// sealed with her key and goes with her; a team's mark stays with its other girls, and what an exhibit showed of her is off at once.
enum ProjectData {
  /// Before the rest of the school: an erasure takes the learner, to whom all of it points.
  static let personalData = PersonalData(
    title: .projectsTitle,
    tables: [
      "study_entry": .entriesKept, "study_entry_photo": .entryPhotosKept, "study_team_member": .teamsKept,
      "study_team_word": .teamWordsKept, "study_exhibit": .exhibitsKept, "study_exhibit_consent": .exhibitConsentsKept,
      "study_exhibit_wish": .exhibitWishesKept, "study_poster_word": .posterWordsKept,
      "study_team": .teamMarksKept, "study_team_mark": .teamMarksKept,
    ],
    export: { tx, house, person, t in
      guard let number: Int = try tx.value("SELECT number FROM study_learner WHERE person_id = \(person)") else { return [] }
      let (safe, shelf, file) = (try tx.safe(of: person, house.vault), try tx.shelvedCourses(), house.data[.projects])
      let reasons = try tx.posterWords(where: "study_entry.learner = \(number)", house.vault).map { word in
        (t.dateTime(word.at), [word.name?.full ?? t(.nameless), word.text].joined(separator: "; "))
      }
      let hers: SQL = """
        study_team.id IN (SELECT study_team_member.team_id FROM study_team_member WHERE study_team_member.learner = \(number))
        """
      let teams = try tx.teams(where: hers, house)
      let projects = try tx.projects(
        where: "study_project.id IN (SELECT study_team.project_id FROM study_team WHERE \(hers))")
      func title(_ team: Team) -> String {
        let project = projects.first { $0.id == team.project }.map { shelf.title(of: $0, t) } ?? ""
        return "\(project), \(team.title(t))"
      }
      let memberships = teams.flatMap { team in
        team.everybody.filter { $0.learner == number }.map { member -> (String, String) in
          let until = member.until.map { t.dateTime($0) } ?? ""
          return (
            title(team), ["\(t.dateTime(member.since)) – \(until)", member.alone].filter { !$0.isEmpty }.joined(separator: "; ")
          )
        }
      }
      let entries = try tx.entries(where: "study_entry.learner = \(number)", house).map { entry -> (String, String) in
        let words =
          entry.kind == .poster
          ? PosterWords(entry.words).values
          : [DiaryWords(entry.words).text] + DiaryWords(entry.words).rows.map { $0.joined(separator: " | ") }
        let photos = entry.photos.map { t(.photoNumber($0.position)) }
        let its = teams.first { $0.id == entry.team }
        let course = projects.first { $0.id == its?.project }?.course ?? ""
        let milestone = entry.milestone.map { file.of(course)[milestone: $0]?.title(t) ?? $0 }
        let team = its.map(title) ?? ""
        return (
          "\(t.dateTime(entry.kept ?? entry.changed)), \(t(entry.kind == .poster ? .posterWord : .diaryTitle)), \(team)",
          (words + photos + [milestone ?? ""]).filter { !$0.isEmpty }.joined(separator: "; ")
        )
      }
      let marks = try teams.flatMap { team -> [(String, String)] in
        let words = try tx.everyTeamWord(of: number, in: team.id, safe, house.vault).map(\.word).map {
          (title(team), [$0.name?.full ?? t(.nameless), $0.text].joined(separator: "; "))
        }
        let agreed = team.agreed.map { agreed in
          let shown = MarkShown(exercise: projects.first { $0.id == team.project }.flatMap { shelf.handed($0) }, language: t)
          return ("\(title(team)), \(t.dateTime(agreed.at))", shown.plain(agreed.levels))
        }
        return words + (agreed.map { [$0] } ?? [])
      }
      let exhibits = try tx.exhibits(
        where: """
          study_exhibit.published_at IS NOT NULL AND study_exhibit.team_id IN (SELECT study_team_member.team_id
            FROM study_team_member WHERE study_team_member.learner = \(number))
          """
      ).map { exhibit -> (String, String) in
        (exhibit.published.map { t.dateTime($0) } ?? "", exhibit.ended.map { t($0.says) } ?? t(.isOnExhibition))
      }
      let wishes = try tx.rows("SELECT at FROM study_exhibit_wish WHERE learner = \(number) ORDER BY at LIMIT 1000") { row in
        (t.dateTime(try row["at"] as Moment), t(.askAgain))
      }
      return [
        PersonalData.Section(.projectsTitle, memberships), PersonalData.Section(.diaryEntries, entries),
        PersonalData.Section(.markOfTeam, marks), PersonalData.Section(.posterWordsKept, reasons),
        PersonalData.Section(.exhibitionTitle, exhibits + wishes),
      ].filter { !$0.lines.isEmpty }
    },
    erase: { tx, house, person in
      guard let number: Int = try tx.value("SELECT number FROM study_learner WHERE person_id = \(person)") else { return [] }
      try tx.endExhibits(of: person, because: .erased, by: "house", house)
      let entries: SQL = "SELECT id FROM study_entry WHERE learner = \(number)"
      // A photo that she brought may stand in another girl's version of the poster, and she in one of hers.
      let photos = try tx.run(
        """
        DELETE FROM study_entry_photo WHERE entry_id IN (\(entries)) OR file_id IN (SELECT id FROM file WHERE person_id = \(person))
        """)
      try tx.forgetReports(
        about:
          "SELECT id FROM study_entry WHERE learner = \(number) UNION ALL SELECT id FROM study_poster_word WHERE entry_id IN (\(entries))"
      )
      let words = try tx.run("DELETE FROM study_poster_word WHERE entry_id IN (\(entries))")
      let wishes = try tx.run("DELETE FROM study_exhibit_wish WHERE learner = \(number)")
      let exhibits = try tx.run("UPDATE study_exhibit SET entry_id = NULL WHERE entry_id IN (\(entries))")
      return [
        PersonalData.Erased(
          "study_exhibit_consent", try tx.run("DELETE FROM study_exhibit_consent WHERE learner = \(number)")),
        PersonalData.Erased("study_exhibit", exhibits), PersonalData.Erased("study_exhibit_wish", wishes),
        PersonalData.Erased("study_poster_word", words),
        PersonalData.Erased("study_team_word", try tx.run("DELETE FROM study_team_word WHERE learner = \(number)")),
        PersonalData.Erased("study_entry_photo", photos),
        PersonalData.Erased("study_entry", try tx.run("DELETE FROM study_entry WHERE learner = \(number)")),
        PersonalData.Erased("study_team_member", try tx.run("DELETE FROM study_team_member WHERE learner = \(number)")),
      ]
    })
}

/// Photos of diaries go when the mark of their team has stood long enough; words, posters and marks stay.
enum OldDiaryPhotos {
  private static let chunk = 100

  static let job = Job(name: "old photos of diaries", .oldDiaryPhotosGo, every: .seconds(86_400)) { house in
    while try await house.database.write({ try $0.dropDiaryPhotos(chunk, house) }) == chunk {}
  }
}

extension Transaction {
  /// Returns how many went.
  fileprivate func dropDiaryPhotos(_ most: Int, _ house: House) throws -> Int {
    let before = house.outside.now().adding(days: -OldPhotos.days)
    let places = try rows(
      """
      SELECT file.subject, file.field FROM file
      WHERE file.room = \(ProjectPhotos.room) AND file.removed_at IS NULL AND file.id IN (
        SELECT study_entry_photo.file_id FROM study_entry_photo JOIN study_entry ON study_entry.id = study_entry_photo.entry_id
        JOIN study_team ON study_team.id = study_entry.team_id
        WHERE study_entry.kind = 'diary' AND study_entry.kept_at IS NOT NULL AND study_team.agreed_at < \(before))
      ORDER BY file.id LIMIT \(most)
      """
    ) { FilePlace(room: ProjectPhotos.room, subject: try $0["subject"], field: try $0["field"]) }
    for place in places { _ = try removeFiles(at: place, house) }
    return places.count
  }
}

extension Phrase {
  static let entriesKept = Phrase(
    kk: "Жобалардағы күнделік жазбалары мен плакаттары", ru: "Записи в дневниках проектов и плакаты",
    en: "Entries in diaries of projects, and posters")
  static let entryPhotosKept = Phrase(kk: "Жобалардағы суреттер", ru: "Фото в проектах", en: "Photos in projects")
  static let teamsKept = Phrase(
    kk: "Жобада қай командада болғаны", ru: "В каких командах проектов состояла", en: "In which teams of projects she was")
  static let teamWordsKept = Phrase(
    kk: "Жобасы туралы айтылған пікірлер", ru: "Отзывы о её проектах", en: "Feedback on her projects")
  static let exhibitsKept = Phrase(kk: "Көрмедегі плакаттар", ru: "Плакаты на выставке", en: "Posters on the exhibition")
  static let exhibitConsentsKept = Phrase(
    kk: "Көрмеге негіз болған келісімдер", ru: "Согласия, по которым плакат был на выставке",
    en: "Consents by which a poster was exhibited")
  static let exhibitWishesKept = Phrase(
    kk: "Плакатты көрмеге қайта шығару туралы өтініштер", ru: "Просьбы вернуть плакат на выставку",
    en: "Wishes to have a poster back on the exhibition")
  static let posterWordsKept = Phrase(
    kk: "Плакаты неге қайтарылды не жасырылды", ru: "Почему плакат вернули или скрыли",
    en: "Why a poster was sent back or hidden")
  static let teamMarksKept = Phrase(kk: "Командалардың бағалары", ru: "Оценки команд", en: "Marks of teams")
  static let oldDiaryPhotosGo = Phrase(
    kk: "Команда бағаланғаннан кейін \(OldPhotos.days) күн өткен соң күнделік суреттері өшіріледі",
    ru: "Фото из дневников удаляются через \(OldPhotos.days) дней после оценки команды",
    en: "Photos of diaries go \(OldPhotos.days) days after the mark of their team")
}
