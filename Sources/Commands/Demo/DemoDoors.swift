import Applications
import Exchange
import Markup
import Programme
import Storage
import Words

/// The demonstration's doors: one button a role instead of password and second factor. This room is only in the house that
/// `keruen demo` opens.
enum DemoDoors {
  static let room = Room(
    name: "demo",
    routes: [
      .open(.get, "/tour") { try await Tour.show($0) },
      .open(.post, "/tour/visit") { try await Tour.enter($0) },
      .open(.get, "/demo") { try await show($0) },
      .open(.post, "/demo/session") { try await create($0) },
      .open(.post, "/demo/girl") { try await enter($0) },
    ], signposts: [HomeLink(.tourLink, "/tour")])

  struct Door: Sendable {
    let person: ID<Person>
    let role: Role
    let name: String
  }

  /// In the order of the roles, and in one role by name: never by ids, which chance draws. Whoever was invented keeps her door for the
  /// roles she holds now, whoever gave them.
  static func doors(_ house: House, in tx: Transaction) throws -> [Door] {
    let doors = try tx.rows(
      """
      SELECT DISTINCT person_id, role FROM membership WHERE ended_at IS NULL AND confirmed_at IS NOT NULL
        AND person_id IN (SELECT person_id FROM membership WHERE given_by IS NULL)
      ORDER BY person_id, role LIMIT 100
      """
    ) {
      (person: try $0["person_id"] as ID<Person>, role: try $0["role"] as Role)
    }.map { member in
      Door(person: member.person, role: member.role, name: try tx.person(member.person, house.vault).name?.full ?? "")
    }
    return Role.staff.flatMap { role in doors.filter { $0.role == role }.sorted { $0.name < $1.name } }
  }

  private static func show(_ visit: Visit) async throws -> Reply {
    let t = visit.language
    let doors = try await visit.house.database.read { tx in try Self.doors(visit.house, in: tx) }
    return visit.page(
      Page(
        title: t(.demoTitle), language: t,
        body: """
          <h1>\(t(.demoTitle))</h1><p>\(t(.demoExplained))</p>
          <p><a href="/demo/messages">\(t(.demoMessages))</a></p>
          \(doors.map { door in
            form(
              "/demo/session",
              "\(visit.formToken)\(hidden("person", door.person.text))\(button("\(t(door.role.name)): \(door.name)", look: .plain))")
          })
          <h2>\(t(.demoGirl))</h2>
          \(form(
            "/demo/girl",
            "\(visit.formToken)\(t.textField(Field("code", t(.demoCode)), autocomplete: .off, isShort: true))\(button(t(.demoEnter)))"))
          """))
  }

  /// A girl's own session by the code of her application; only here is a code enough.
  private static func enter(_ visit: Visit) async throws -> Reply {
    let house = visit.house
    let code = visit.form["code"] ?? ""
    let cookie = try await house.database.write { tx in
      guard let application = try tx.application(code: code.uppercased()) else { throw Refusal.missing }
      return try house.open(.applicant, for: application.person, sharedDevice: false, in: tx)
    }
    var reply = Reply.seeOther("/status")
    reply.setCookie(cookie)
    return reply
  }

  private static func create(_ visit: Visit) async throws -> Reply {
    let house = visit.house
    let wanted = visit.form["person"]
    let cookie = try await house.database.write { tx in
      guard let door = try doors(house, in: tx).first(where: { $0.person.text == wanted }) else { throw Refusal.missing }
      try tx.record(.sessionDemo, door.person.text, by: "\(door.role.rawValue):\(door.person)", house)
      return try house.open(.staff, for: door.person, sharedDevice: false, in: tx)
    }
    var reply = Reply.seeOther("/desk")
    reply.setCookie(cookie)
    return reply
  }
}

extension Phrase {
  static let demoMessages = Phrase(
    kk: "Жіберілуі тиіс болған SMS пен хаттар", ru: "SMS и письма, которые были бы отправлены",
    en: "The SMS and e-mails that would be sent"
  )
  static let demoGirl = Phrase(kk: "Өтінім берген қатысушы ретінде", ru: "Со стороны заявки", en: "As an applicant")
  static let demoCode = Phrase(kk: "Өтінім коды", ru: "Код заявки", en: "Application code")
  static let demoEnter = Phrase(kk: "Кіру", ru: "Войти", en: "Enter")
  static let demoTitle = Phrase(kk: "Демо нұсқа: рөлмен кіру", ru: "Демо: вход по ролям", en: "Demo: sign in as")
  static let demoExplained = Phrase(
    kk: "Мұндағы адамдардың бәрі ойдан шығарылған. Нақты жүйеде қызметкерлер құпиясөзбен және екінші фактормен кіреді.",
    ru: "Все люди здесь вымышлены. В настоящей установке сотрудники входят по паролю и второму фактору.",
    en: "All people here are invented. In a real installation staff sign in with a password and a second factor.")
}
