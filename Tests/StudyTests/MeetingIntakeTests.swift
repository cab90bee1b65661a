import Documents
import HouseKit
import Programme
import Storage
import TestKit
import Testing
import Words

@testable import Study

/// A timetable that a school keeps in a spreadsheet.
@Suite struct MeetingIntakeTests {
  private static let home = "/desk/cohorts/meetings"

  private func bring(_ table: String, _ desk: inout Browser) async throws {
    await desk.upload(Self.home, [], field: "table", name: "кесте.csv", Array(table.utf8))
    #expect(desk.status == 303, "\(desk.page)")
    await desk.follow()
  }

  private func confirm(_ desk: inout Browser) async throws -> String {
    let way = try #require(desk.page.firstMatch(of: #/action="([^"]+/confirmation)"/#), "\(desk.page)").output.1
    await desk.submit(String(way))
    #expect(desk.status == 303, "\(desk.page)")
    return String(way.dropLast("/confirmation".count))
  }

  /// "12.12.2026" so many days from now, and a day of the week that is no holiday.
  private func day(_ days: Int, _ scene: SchoolScene) -> String {
    let day = scene.kit.clock.now.day().adding(days: days)
    return "\(day.day).\(day.month).\(day.year)"
  }

  private func workdays(_ scene: SchoolScene) -> [Int] {
    let (now, holidays) = (scene.kit.clock.now.day(), scene.kit.house.data[.holidays])
    return (1...40).filter {
      holidays[now.adding(days: $0)] == nil && !StateExams.touch(now.adding(days: $0), now.adding(days: $0))
    }
  }

  @Test("each line is one meeting, or says why it is none", arguments: Databases.engines)
  func lines(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    let days = workdays(scene)
    _ = try await scene.kit.house.database.write { try $0.run("UPDATE study_group SET meeting_place = '12-кабинет'") }
    let table = """
      Кестелер;;;;;
      Топ;Күні;Уақыты;Аяқталуы;Кабинет;Тақырыбы
      1-топ;\(day(days[0], scene));15:00;16:30;7-кабинет;1
      1;\(day(days[1], scene));15:00–16:30;;;Санға қаншалықты сенуге болады?
      1;\(day(days[2], scene));15:00;;;
      9;\(day(days[2], scene));15:00;16:00;;
      ;\(day(days[2], scene));15:00;16:00;;
      1;31.02.2027;15:00;16:00;;
      1;05/06/2027;15:00;16:00;;
      1;\(day(days[2], scene));кешке;16:00;;
      1;\(day(days[2], scene));22:00;23:00;;
      1;\(day(days[2], scene));15:00;14:00;;
      1;\(day(-3, scene));15:00;16:00;;
      1;\(day(200, scene));15:00;16:00;;
      1;\(day(days[0], scene));16:00;17:00;;
      1;\(day(days[2], scene));15:00;16:00;;Мүлде басқа сабақ
      1;\(day(days[2], scene));15:00;16:00;\(String(repeating: "ұ", count: 161));

      """
    try await bring(table, &scene.desk)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_meeting") == 0)
    for (line, reason) in [
      (5, "until when"), (6, "no group 9"), (7, "no group 9"), (8, "31.02.2027"), (9, "day or the month comes first"),
      (10, "Write the time"), (11, "begins between"), (12, "ends before"), (13, "past"), (14, "cohort"), (15, "on line 3"),
      (16, "Choose a lesson"), (17, "where the group meets"),
    ] {
      let row = scene.desk.page.contains(try Regex("<th scope=\"row\" class=\"n\">\(line)</th><td>[^<]*\(reason)"))
      #expect(row, "line \(line): \(reason) \(scene.desk.page)")
    }
    let batch = try await confirm(&scene.desk)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_meeting") == 2)
    #expect(
      try await scene.kit.count(
        "SELECT count(*) FROM study_meeting WHERE place = '7-кабинет' AND course = 'physics-measurement' AND lesson = '01-what-is-measuring'"
      )
        == 1)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_meeting WHERE lesson = '02-how-sure'") == 1)

    // Brought again it changes nothing; with another room it changes that.
    try await bring(table, &scene.desk)
    #expect(!scene.desk.page.contains("/confirmation\""))
    try await bring(table.replacing("7-кабинет", with: "8-кабинет"), &scene.desk)
    _ = try await confirm(&scene.desk)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_meeting WHERE place = '8-кабинет' AND sequence = 1") == 1)

    // Taken back: what a later table changed stays, the other goes.
    await scene.desk.get("\(batch)/undo")
    #expect(scene.desk.page.contains("changed after this table"), "\(scene.desk.page)")
    await scene.desk.submit("\(batch)/undo", [("reason", "Қате кесте")])
    try await scene.kit.runJobs()
    #expect(try await scene.kit.count("SELECT count(*) FROM study_meeting") == 1)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_meeting WHERE state = 'planned' AND place = '8-кабинет'") == 1)
  }

  @Test(
    "days as people write them",
    arguments: [
      ("15 қаңтар 2027 ж.", "15 1 2027"), ("4 февраля 2027", "4 2 2027"), ("пт, 05.02.2027", "5 2 2027"), ("03.02.27", "3 2 27"),
      ("2027-02-03 15:00", "3 2 2027"), ("2027-02-03T15:00", "3 2 2027"), ("8.04", ""), ("май", ""), ("12 May 2027", "12 5 2027"),
      ("31.12.2026 23:00", "31 12 2026"), ("1.2.2011.5", ""), ("4 февраля 2027 15:00", "4 2 2027"),
    ])
  func days(_ written: String, _ read: String) {
    #expect(CellText.date(written).map { "\($0.day) \($0.month) \($0.year)" } ?? "" == read)
  }

  @Test("a group of another region is not there, and a trainer brings no timetable", arguments: Databases.engines)
  func reach(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    var other = try await scene.kit.staff(.coordinator, Scope(regions: ["430000000"]), .en)
    _ = try await scene.kit.house.database.write { try $0.run("UPDATE study_group SET meeting_place = '12-кабинет'") }
    try await bring("Топ,Күні,Уақыты,Аяқталуы\n1,\(day(workdays(scene)[0], scene)),15:00,16:00\n", &other)
    #expect(other.page.contains("not in your region") && !other.page.contains("/confirmation\""))
    try await scene.hire()
    await scene.trainers[0].get(Self.home)
    #expect(scene.trainers[0].status == 403)
  }

  @Test("two groups with one number are told apart by their cohort")
  func cohorts() async throws {
    var scene = try await SchoolScene(.sqlite)
    let (house, girl) = (scene.kit.house, scene.girls[0])
    try await house.database.write { tx in
      let actor = Actor(person: girl, role: .coordinator)
      let first = try tx.cohorts(of: try tx.cycles()[0].id)[0]
      let days = try #require(first.days)
      let said = Cohort.Said(title: "Күзгі", regions: first.regions, days: days, courses: first.courses)
      let id = try tx.addCohort(said, of: first.cycle, by: actor, house)
      try tx.run(
        """
        INSERT INTO study_group (id, cohort_id, number, language, region, district, meeting_place, state, created_at)
        SELECT \(house.outside.id(of: Group.self)), \(id), 1, language, region, district, '5', state, created_at FROM study_group
        """)
    }
    let row = "1,\(day(workdays(scene)[0], scene)),15:00,16:00"
    try await bring("Топ,Күні,Уақыты,Аяқталуы,Кабинет\n\(row),4\n", &scene.desk)
    #expect(scene.desk.page.contains("several cohorts have a group 1"), "\(scene.desk.page)")
    try await bring("Топ,Күні,Уақыты,Аяқталуы,Лек\n\(row),Күзгі\n", &scene.desk)
    _ = try await confirm(&scene.desk)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_meeting WHERE place = '5'") == 1)
  }

  @Test(
    "a heading of two lines and a group said once are read as a person reads them; a formula is no place",
    arguments: Databases.engines)
  func merged(_ kind: EngineKind) async throws {
    var scene = try await SchoolScene(kind)
    let days = workdays(scene)
    let table = """
      Топ;Күні;Уақыты;;Орны
      ;;с;до;
      1-топ;\(day(days[0], scene));15:00;16:30;7-кабинет
      ;\(day(days[1], scene));15:00;16:30;7-кабинет
      ;\(day(days[2], scene));15:00;16:30;=1+1

      """
    try await bring(table, &scene.desk)
    #expect(scene.desk.page.contains("not a formula") && scene.desk.page.contains("the group of the line above is taken"))
    #expect(!scene.desk.page.contains("number is missing"), "\(scene.desk.page)")
    _ = try await confirm(&scene.desk)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_meeting WHERE place = '7-кабинет'") == 2)
    #expect(try await scene.kit.count("SELECT count(*) FROM study_meeting WHERE ends_at - starts_at = 5400000") == 2)
  }
}
