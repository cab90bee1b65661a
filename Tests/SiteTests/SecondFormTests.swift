import Exchange
import Forms
import HouseKit
import Markup
import Programme
import Storage
import TestKit
import Testing
import WholeHouse
import Words

/// A form of another room for somebody who is no applicant: an assistant says what she teaches. The kit brings the pages of
/// the questions, the room its table and its check page.
@Suite struct SecondFormTests {
  fileprivate enum OwnTeaching: Act { static let roles: Set<Role> = [.assistant] }

  fileprivate struct Teacher: FormHolder {
    let person: ID<Person>
    let answers: Answers
    let changedAt: Moment
    let readAt: Moment
    var owner: String { person.text }
  }

  fileprivate struct TeacherForm: FormDesk {
    typealias Authority = OwnTeaching

    static let part = ProgrammePart("teachers.yaml", read: Form.init(yaml:))

    let place = FormPlace(home: "/desk/teaching", before: "/desk", after: "/desk/teaching/check")

    func form(of teacher: Teacher, _ house: House) -> Form { house.data[Self.part] }

    func holder(_ permit: Permit<OwnTeaching>, _ house: House, in tx: Transaction) throws -> Teacher {
      let now = house.outside.now()
      var (typed, written): ([String: String], [String: Moment]) = ([:], [:])
      try tx.each("SELECT field, typed, at FROM planted_answer WHERE person_id = \(permit.actor.person) ORDER BY at, id") { row in
        let field: String = try row["field"]
        typed[field] = try row["typed"] as String
        written[field] = try row["at"] as Moment
      }
      return Teacher(
        person: permit.actor.person, answers: Answers(typed, written: written), changedAt: written.values.max() ?? now,
        readAt: now)
    }

    func context(for page: Form.Page, _ teacher: Teacher, _ visit: Visit, in tx: Transaction) throws -> FieldContext {
      visit.house.fieldContext(visit.language, on: visit.now.day())
    }

    func keep(_ events: [AnswerEvent], of teacher: Teacher, _ house: House, in tx: Transaction) throws {
      for event in events {
        try tx.run(
          """
          INSERT INTO planted_answer (id, person_id, field, typed, at)
          VALUES (\(event.id), \(teacher.person), \(event.field), \(event.typed), \(event.writtenAt))
          """)
      }
    }

    func answered(_ checked: CheckedAnswers, by teacher: Teacher, _ house: House, in tx: Transaction) throws {
      try tx.run("DELETE FROM planted_subject WHERE person_id = \(teacher.person)")
      guard let subject = checked.values["subject"] else { return }
      try tx.run("INSERT INTO planted_subject VALUES (\(teacher.person), \(subject))")
    }

    func answer(_ field: String, at version: Moment, of teacher: Teacher, in tx: Transaction) throws -> String {
      try tx.value(
        """
        SELECT typed FROM planted_answer WHERE person_id = \(teacher.person) AND field = \(field) AND at <= \(version)
        ORDER BY at DESC, id DESC LIMIT 1
        """) ?? ""
    }

    func check(_ visit: Visit, _ permit: Permit<OwnTeaching>) async throws -> Reply {
      let teacher = try await visit.house.database.read { try holder(permit, visit.house, in: $0) }
      let list = CheckList(
        FilledForm(form(of: teacher, visit.house), at: place, by: teacher),
        visit.house.fieldContext(visit.language, on: visit.now.day()))
      return visit.page(
        Page(title: "check", language: visit.language, body: "<h1>check</h1>\(list.missing)\(list.sections)"))
    }

    var room: Room {
      Room(
        name: "teaching", parts: [Self.part],
        routes: [.may(OwnTeaching.self, .get, "/desk/teaching/check") { try await check($0, $1) }] + formRoutes(self))
    }
  }

  private static let yaml = """
    version: "1"
    sections: [{key: all, name: {kk: "Сіз", ru: "Вы", en: "You"}}]
    pages:
      - key: name
        section: all
        title: {kk: "Атыңыз", ru: "Как вас зовут", en: "Your name"}
        fields:
          - {key: name, kind: name, label: {kk: "Аты", ru: "Имя", en: "Name"}}
          - {key: place, kind: place, required: never, label: {kk: "Ауыл", ru: "Село", en: "Village"}}
      - key: subject
        section: all
        title: {kk: "Пән", ru: "Предмет", en: "Subject"}
        fields:
          - key: subject
            kind: choice
            label: {kk: "Таңдаңыз", ru: "Выберите", en: "Choose"}
            options:
              - {key: physics, label: {kk: "физика", ru: "физика", en: "physics"}}
              - {key: other, label: {kk: "басқа", ru: "другое", en: "another"}}
      - key: which
        section: all
        when: {field: subject, is: [other]}
        title: {kk: "Қайсы", ru: "Какой", en: "Which"}
        fields: [{key: which, kind: text, label: {kk: "Қайсы", ru: "Какой", en: "Which"}}]
      - key: years
        section: all
        title: {kk: "Жыл", ru: "Стаж", en: "Years"}
        fields: [{key: years, kind: number, min: 0, max: 60, decimals: 0, label: {kk: "Жыл", ru: "Лет", en: "Years"}}]
    """

  private static func kit(_ kind: EngineKind) async throws -> HouseKit {
    let kit = try await HouseKit.house(kind)
    try await kit.house.database.write { tx in
      try tx.run(
        "CREATE TABLE planted_answer (id TEXT PRIMARY KEY, person_id TEXT, field TEXT, typed TEXT, at BIGINT NOT NULL)")
      try tx.run("CREATE TABLE planted_subject (person_id TEXT PRIMARY KEY, subject TEXT)")
    }
    return try await kit.reopened(adding: TeacherForm().room, files: ["teachers.yaml": yaml])
  }

  @Test("a teacher goes from question to question, and what she typed is hers, right or wrong", arguments: Databases.engines)
  func way(_ kind: EngineKind) async throws {
    let kit = try await Self.kit(kind)
    var teacher = try await kit.staff(.assistant)
    await teacher.get("/desk/teaching/name")
    #expect(teacher.status == 200 && teacher.page.contains("Как вас зовут") && teacher.page.contains("1"))
    #expect(!teacher.page.contains("/static/apply."), "the script of the application keeps no other form")
    await teacher.submit("/desk/teaching/name", [("name", "7")])
    #expect(teacher.location == "/desk/teaching/name?check=yes")
    await teacher.follow()
    #expect(teacher.page.contains("value=\"7\"") && teacher.page.contains("Ошибка"))
    kit.clock.move(seconds: 1)
    await teacher.submit("/desk/teaching/name", [("name", "Үлгі")])
    #expect(teacher.location == "/desk/teaching/subject")
    await teacher.follow()
    await teacher.submit("/desk/teaching/subject", [("subject", "other")])
    #expect(teacher.location == "/desk/teaching/which")
    await teacher.follow()
    await teacher.submit("/desk/teaching/which", [("which", ""), ("go", "skip")])
    #expect(teacher.location == "/desk/teaching/years")
    await teacher.get("/desk/teaching/check")
    #expect(teacher.page.contains("data-missing=\"which\"") && teacher.page.contains("data-missing=\"years\""))
    #expect(teacher.page.contains("/desk/teaching/which?from=check&amp;check=yes"))
    await teacher.get("/desk/teaching/years?from=check")
    await teacher.submit("/desk/teaching/years", [("years", "4")])
    #expect(teacher.location == "/desk/teaching/check")
    kit.clock.move(seconds: 1)
    await teacher.get("/desk/teaching/subject")
    await teacher.submit("/desk/teaching/subject", [("subject", "physics")])
    #expect(teacher.location == "/desk/teaching/years", "the page of the other subject is asked no more")
    await teacher.get("/desk/teaching/check")
    #expect(!teacher.page.contains("data-missing") && teacher.page.contains("физика"))
    let subject: String? = try await kit.house.database.read { try $0.value("SELECT subject FROM planted_subject") }
    #expect(subject == "physics")
    var other = try await kit.staff(.assistant)
    await other.get("/desk/teaching/name")
    #expect(!other.page.contains("Үлгі"))
  }

  @Test("two tabs: what was written elsewhere meanwhile is shown beside what was written here", arguments: Databases.engines)
  func twoTabs(_ kind: EngineKind) async throws {
    let kit = try await Self.kit(kind)
    var one = try await kit.staff(.assistant)
    await one.get("/desk/teaching/name")
    var two = one
    kit.clock.move(seconds: 1)
    await two.submit("/desk/teaching/name", [("name", "Әйгерім")])
    kit.clock.move(seconds: 1)
    await one.submit("/desk/teaching/name", [("name", "Үлгі")])
    #expect(one.location?.contains("overtaken=name") == true)
    await one.follow()
    #expect(one.page.contains("<blockquote>Әйгерім") && one.page.contains("value=\"Үлгі\""))
  }

  @Test("places are looked for without a script, the language changes in the middle, and nobody else comes in")
  func around() async throws {
    let kit = try await Self.kit(.sqlite)
    var teacher = try await kit.staff(.assistant)
    await teacher.get("/desk/teaching/name")
    await teacher.submit("/desk/teaching/name", [("name", "Үлгі"), ("place-search", "баймурат"), ("go", "search")])
    #expect(teacher.location == "/desk/teaching/name")
    await teacher.follow()
    #expect(teacher.page.contains("431033100") && teacher.page.contains("value=\"Үлгі\""))
    await teacher.submit("/desk/teaching/name", [("name", "Үлгі"), ("go", "lang-en")])
    #expect(teacher.location == "/desk/teaching/name?lang=en")
    await teacher.get("/desk/teaching/nothing")
    #expect(teacher.status == 404)
    var coordinator = try await kit.staff(.coordinator)
    await coordinator.get("/desk/teaching/name")
    #expect(coordinator.status == 403)
  }

  @Test("a room whose file is missing does not open the house")
  func missing() async throws {
    let kit = try await HouseKit.house(.sqlite)
    let fault = await #expect(throws: FileComplaints.self) { try await kit.reopened(adding: TeacherForm().room) }
    #expect(fault?.description == "teachers.yaml: The file is missing.")
  }
}
