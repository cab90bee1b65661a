import Applications
import ApplicationsKit
import Foundation
import HouseKit
import Programme
import Storage
import TestKit
import WholeHouse
import Words

/// Fills a house as ten days would: what the rooms rehearse, and then what people do through their pages. The same every time.
enum Filling {
  struct Stopped: Error, CustomStringConvertible {
    let description: String
  }

  static func house(applications: Int) async throws -> HouseKit {
    let kit = try await HouseKit.house(.sqlite)
    try await kit.house.rehearse(applications: applications, seed: 2026)
    _ = try await Girl.apply(kit)
    try await tables(kit)
    try await message(kit)
    try await kit.runJobs()
    kit.clock.move(days: 2)
    try await selection(kit)
    kit.clock.move(days: 2)
    try await answers(kit)
    try await erasure(kit)
    kit.clock.move(days: 6)
    for _ in 1...2 { try await kit.runJobs() }
    try await thin(kit)
    try await rest(kit)
    return kit
  }

  /// What chance draws anew each time, or only time brings: one written line in each table that would stay empty, so that steps are tried
  /// on every table.
  private static func rest(_ kit: HouseKit) async throws {
    let (vault, now) = (kit.house.vault, kit.clock.now)
    @Sendable func hash(_ of: String) -> [UInt8] { vault.hash(secret: of, for: "golden house") }
    try await kit.house.database.write { tx in
      guard let staff: ID<Person> = try tx.value("SELECT person_id FROM membership ORDER BY given_at, id LIMIT 1"),
        let other: ID<Person> = try tx.value("SELECT person_id FROM membership ORDER BY given_at DESC, id LIMIT 1"),
        let girl = try tx.row("SELECT id, person_id, cycle_id FROM application WHERE state = 'eligible' ORDER BY code LIMIT 1")
      else { throw Stopped(description: "nobody is here") }
      let (application, person, cycle): (String, String, String) = (try girl[0], try girl[1], try girl[2])
      try tx.run("DELETE FROM session")
      try tx.run(
        """
        INSERT INTO session (token_hash, person_id, kind, shared_device, created_at, seen_at, expires_at)
        VALUES (\(hash("session")), \(person), 'applicant', 0, \(now), \(now), \(now.adding(days: 1)))
        """)
      if let table = try tx.row("SELECT id, maker FROM intake WHERE maker IS NOT NULL ORDER BY made_at, id LIMIT 1") {
        let (batch, maker): (String, ID<Person>) = (try table[0], try table[1])
        let lines = try tx.safe(of: maker, vault).seal(Array("{\"lines\":[]}".utf8), "intake_refused.lines")
        try tx.run("INSERT INTO intake_refused (intake_id, turn, lines) VALUES (\(batch), 1, \(lines))")
      }
      try tx.run("DELETE FROM rate")
      try tx.run("INSERT INTO rate (key_hash, slot, count) VALUES (\(hash("rate")), 1, 1)")
      let totp = try tx.safe(of: staff, vault).seal("GEZDGNBVGY3TQOJQ", "credential.totp")
      try tx.run(
        """
        INSERT INTO credential (person_id, login_hash, password, totp, totp_step, changed_at)
        VALUES (\(staff), \(hash("login")), 'nothing opens this', \(totp), 1, \(now))
        """)
      try tx.run("INSERT INTO recovery_code (person_id, hash) VALUES (\(staff), \(hash("recovery")))")
      try tx.run(
        """
        INSERT INTO invitation (hash, person_id, created_at, expires_at)
        VALUES (\(hash("invitation")), \(other), \(now), \(now.adding(days: 3)))
        """)
      try tx.run(
        """
        INSERT INTO factor_reset (id, person_id, requested_by, requested_at, ended_at)
        VALUES ('01a20000-0000-7000-8000-000000000001', \(staff), \(other), \(now), \(now))
        """)
      try tx.run(
        """
        INSERT INTO role_ending (id, membership_id, person_id, requested_by, requested_at)
        SELECT '01a20000-0000-7000-8000-000000000009', min(id), \(staff), \(other), CAST(\(now) AS BIGINT) FROM membership
        WHERE person_id = \(staff)
        """)
      try tx.run(
        """
        INSERT INTO sign_in_code (id, contact_hash, code_hash, created_at, expires_at, tries)
        VALUES ('01a20000-0000-7000-8000-000000000002', \(hash("contact")), \(hash("code")), \(now), \(now.adding(seconds: 900)), 0)
        """)
      try tx.run("INSERT INTO job (name, next_at, turn) VALUES ('golden', \(now), 1)")
      try tx.run("INSERT INTO of_age (application_id, told_at) VALUES (\(application), \(now))")
      try tx.run(
        """
        INSERT INTO post_rest (channel, reason, is_settings, strikes, since, until)
        VALUES ('sms', 'http 500', 0, 1, \(now), \(now.adding(seconds: 60)))
        """)
      try tx.run(
        """
        INSERT INTO sealed_batch (person_id, thread, device, first_seq, last_seq, head, cipher, size, received_at)
        VALUES (\(person), 'golden', 'phone', 1, 1, 'head', \(hash("cipher")), 32, \(now))
        """)
      try tx.run("DELETE FROM shown_page")
      try tx.run(
        "INSERT INTO shown_page (hash, sealed, until) VALUES (\(hash("page")), \(hash("sealed page")), \(now.adding(seconds: 600)))"
      )
      try tx.run(
        """
        INSERT INTO edition (id, kind, key, number, sha256, written_by, written_at)
        VALUES ('01a20000-0000-7000-8000-000000000003', 'golden', '', 1, \(hash("edition")), 'golden', \(now))
        """)
      try tx.run(
        """
        INSERT INTO edition_file (edition_id, name, bytes)
        VALUES ('01a20000-0000-7000-8000-000000000003', 'golden.yaml', \(hash("file")))
        """)
      try tx.run(
        "INSERT INTO refused_folder (name, folder, refused_at, kk, ru, en) VALUES ('last', 'golden', \(now), 'kk', 'ru', 'en')")
      try tx.run(
        """
        INSERT INTO saved_view (id, owner_id, name, address, reach, saved_at)
        VALUES ('01a20000-0000-7000-8000-00000000000a', \(staff), \(try tx.safe(of: staff, vault).seal("Күршім", "saved_view.name")),
          'state=submitted', '*', \(now))
        """)
      try tx.run(
        "INSERT INTO desk_entry (application_id, origin, entered_by, entered_at) VALUES (\(application), 'phone', \(staff), \(now))"
      )
      try tx.run("INSERT INTO chosen_columns (person_id, columns, chosen_at) VALUES (\(staff), 'name code', \(now))")
      try tx.run(
        """
        INSERT INTO consent_due (person_id, cycle_id, signer, purpose, reason, agreed, since)
        VALUES (\(person), \(cycle), 'girl', 'photo', 'text', 1, \(now))
        """)
    }
  }

  /// Nine essays of ten keep their first words: whole they are two fifths of all the text and tell nothing more.
  private static func thin(_ kit: HouseKit) async throws {
    let vault = kit.house.vault
    try await kit.house.database.write { tx in
      let essays = try tx.rows(
        """
        SELECT answer.id, person_id, typed FROM answer JOIN application ON application.id = answer.application_id
        WHERE field = 'essay' ORDER BY answer.id
        """
      ) { (id: try $0[0] as String, person: try $0[1] as ID<Person>, typed: try $0[2] as [UInt8]) }
      for (number, essay) in essays.enumerated() where number % 10 != 0 {
        guard try tx.exists("SELECT 1 FROM person_key WHERE person_id = \(essay.person)") else { continue }
        let safe = try tx.safe(of: essay.person, vault)
        let words = try safe.open(essay.typed, "answer.typed").split(separator: " ").prefix(4).joined(separator: " ")
        try tx.run("UPDATE answer SET typed = \(safe.seal(words, "answer.typed")) WHERE id = \(essay.id)")
      }
    }
  }

  /// The form of the last page that goes to `way`.
  private static func press(_ browser: inout Browser, _ way: String, _ fields: [(String, String)] = []) async throws {
    await browser.submit(way, fields)
    try require(browser, way)
  }

  private static func require(_ browser: Browser, _ way: String) throws {
    guard browser.status == 200 || browser.status == 303 else {
      throw Stopped(description: "\(way) answered \(browser.status): \(browser.page.suffix(1500))")
    }
  }

  /// Two girls from a list of a school, and the schools of a district.
  private static func tables(_ kit: HouseKit) async throws {
    var coordinator = try await kit.staff(.coordinator)
    let girls = """
      ФИО;Дата рождения;Телефон;Район;Село;Класс;Язык обучения
      Сынақова Импорт Мысалқызы;31.03.2011;8 701 123 45 67;;433257100;9 «А»;казахский
      Тестова Проба;2010-05-02;+7 701 765 43 21;;433257100;10;русский
      """
    await coordinator.upload("/desk/imports", [], field: "table", name: "қыздар.csv", Array(girls.utf8))
    try await confirm(&coordinator)
    var administrator = try await kit.staff(.administrator)
    let schools = """
      КАТО;Мектеп атауы;Наименование;БИН
      435233100;Үлгі мектебі;Школа Улги;000000000001
      435233100;Мысал мектебі;Школа Мысал;
      """
    await administrator.upload("/administration/schools/imports", [], field: "table", name: "s.csv", Array(schools.utf8))
    try await confirm(&administrator)
    try await kit.runJobs()
  }

  private static func confirm(_ browser: inout Browser) async throws {
    await browser.follow()
    guard let way = browser.page.firstMatch(of: /action="([^"]+\/confirmation)"/)?.output.1 else {
      throw Stopped(description: "a table cannot be confirmed: \(browser.page.suffix(1500))")
    }
    try await press(&browser, String(way))
  }

  /// A message to many, released by a second person.
  private static func message(_ kit: HouseKit) async throws {
    var author = try await kit.staff(.coordinator)
    await author.get("/desk/messages/new?state=returned")
    try await press(
      &author, "/desk/messages",
      [
        ("channel", "sms"), ("body-kk", "{name}, өтінім {code}"), ("body-ru", "{name}, заявка {code}"),
        ("body-en", "{name}, application {code}"),
      ])
    let page = author.location ?? ""
    var other = try await kit.staff(.coordinator)
    await other.get(page)
    try await press(&other, "\(page)/release")
    try await kit.runJobs()
  }

  /// Calculated and proposed by the chair, released by a coordinator with the numbers of the draw once more.
  private static func selection(_ kit: HouseKit) async throws {
    var chair = try await kit.staff(.chair)
    await chair.get("/desk/selection")
    guard let policy = chair.page.firstMatch(of: /\/desk\/selection\/policies\/([0-9a-f-]{36})/)?.output.1 else {
      throw Stopped(description: "no policy")
    }
    await chair.post("/desk/selection/runs", [("policy", String(policy)), ("key", "4.8.15.16.23.42./")])
    try require(chair, "runs")
    let page = chair.location ?? ""
    await chair.get(page)
    try await press(&chair, "\(page)/proposal")
    var second = try await kit.staff(.coordinator)
    await second.get(page)
    try await press(&second, "\(page)/release", [("key", "4.8.15.16.23.42./")])
    try await kit.runJobs()
  }

  /// One takes her place, one declines; of those who wait one asks for a review.
  private static func answers(_ kit: HouseKit) async throws {
    let (offered, waiting) = try await kit.house.database.read { tx in
      (
        try tx.rows(
          """
          SELECT person_id FROM selection_candidate
          JOIN selection_offer ON selection_offer.application_id = selection_candidate.application_id
          ORDER BY code LIMIT 2
          """
        ) { try $0[0] as ID<Person> },
        try tx.value(
          """
          SELECT person_id FROM selection_candidate
          WHERE may_take_part AND application_id NOT IN (SELECT application_id FROM selection_offer) ORDER BY code LIMIT 1
          """, as: ID<Person>.self)
      )
    }
    for (person, way) in zip(offered, ["/result/acceptance", "/result/decline"]) {
      var girl = try await kit.applicant(person)
      await girl.get(way)
      try await press(&girl, way)
    }
    var girl = try await kit.applicant(waiting)
    await girl.get("/result")
    try await press(&girl, "/result/appeal")
    try await kit.runJobs()
  }

  /// Asked by one officer and confirmed by another, of a girl who has withdrawn.
  private static func erasure(_ kit: HouseKit) async throws {
    let person = try await kit.house.database.read { tx in
      try tx.value("SELECT person_id FROM application WHERE state = 'withdrawn' ORDER BY code DESC LIMIT 1", as: ID<Person>.self)
    }
    guard let person else { throw Stopped(description: "nobody has withdrawn") }
    var asking = try await kit.staff(.safeguarding)
    await asking.get("/safeguarding/people/\(person)/erasure")
    try await press(&asking, "/safeguarding/people/\(person)/erasure")
    let way = asking.location ?? ""
    var confirming = try await kit.staff(.safeguarding)
    await confirming.get(way)
    try await press(&confirming, "\(way)/confirmation")
  }
}
