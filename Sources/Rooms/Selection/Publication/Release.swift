import Allocation
import Exchange
import Markup
import Programme
import Rules
import Security
import Storage
import Words

/// What goes out: proposed by one, released by another, to exactly those about whom the run decided.
struct Release: Sendable {
  let run: ID<Run>
  let recipients: Int
  let recipientsHash: [UInt8]
  let proposedBy: ID<Person>
  let releasedAt: Moment?

  /// How long after the release an appeal can be asked for.
  static let appealDays = 10

  var appealsUntil: Day? { releasedAt?.day().adding(days: Self.appealDays) }
}

extension Transaction {
  func release(_ cycle: ID<Cycle>) throws -> Release? {
    try row(
      "SELECT run_id, recipients, recipients_hash, proposed_by, released_at FROM selection_release WHERE cycle_id = \(cycle)"
    ).map {
      Release(
        run: try $0["run_id"], recipients: try $0["recipients"], recipientsHash: try $0["recipients_hash"],
        proposedBy: try $0["proposed_by"], releasedAt: try $0["released_at"])
    }
  }

  /// The intakes whose results are out, the newest first.
  func releasedCycles() throws -> [Cycle] {
    let released = Set(
      try rows("SELECT cycle_id FROM selection_release WHERE released_at IS NOT NULL LIMIT 100") { try $0[0] as ID<Cycle> })
    return try cycles().filter { released.contains($0.id) }
  }

  /// A hash over exactly whom a list of this run names.
  private func hash(of ids: SQL) throws -> (count: Int, hash: [UInt8]) {
    var count = 0
    var text = ""
    try each(ids) { row in
      count += 1
      text += try row[0] as String
    }
    return (count, digest(Array(text.utf8)))
  }

  func propose(_ run: Run, by actor: Actor, _ house: House) throws {
    try refuseAtGates(run, house)
    let decided = try hash(of: "SELECT application_id FROM selection_decision WHERE run_id = \(run.id) ORDER BY application_id")
    let added = try self.run(
      """
      INSERT INTO selection_release (cycle_id, run_id, recipients, recipients_hash, proposed_by, proposed_at)
      VALUES (\(run.cycle), \(run.id), \(decided.count), \(decided.hash), \(actor.person), \(house.outside.now()))
      ON CONFLICT (cycle_id) DO NOTHING
      """)
    if added == 0 { throw Refusal(.conflict, .alreadyProposed) }
    try record(.selectionProposed, run.id.text, "recipients=\(decided.count)", by: actor.text, house)
    let proposed: Moment = house.outside.now()
    try ask(
      ReleaseSelection.self,
      for: SecondWanted(
        .releaseWants, page: "/desk/selection/runs/\(run.id)", not: [actor.person], places: [(run.cycle, nil)],
        once: "release:\(run.id):\(proposed.milliseconds)"), house)
  }

  func takeBackProposal(_ run: ID<Run>, by actor: String, _ house: House) throws {
    let gone = try self.run("DELETE FROM selection_release WHERE run_id = \(run) AND released_at IS NULL")
    if gone == 0 { throw Refusal(.conflict, .alreadyProposed) }
    try record(.selectionProposalTakenBack, run.text, by: actor, house)
  }

  /// Everything at once or nothing: the letters' list, its proof, the seats and the first offers.
  ///
  /// The numbers of a draw are typed a second time, from the source, by the person who releases.
  func letGo(_ run: Run, drawn key: String, by actor: Actor, _ house: House) throws {
    guard let release = try release(run.cycle), release.run == run.id, release.releasedAt == nil else {
      throw Refusal(.conflict, .alreadyProposed)
    }
    try mustBeSecond(actor, after: release.proposedBy, says: .anotherPersonLetsGo, at: house.outside.now())
    guard key == run.drawKey else { throw Refusal(.invalid, .drawDiffers, field: "key") }
    let selected = try refuseAtGates(run, house)
    let now = house.outside.now()
    try self.run(
      """
      INSERT INTO selection_letter (run_id, application_id)
      SELECT run_id, application_id FROM selection_decision WHERE run_id = \(run.id)
      """)
    let letters = try hash(of: "SELECT application_id FROM selection_letter WHERE run_id = \(run.id) ORDER BY application_id")
    guard letters.hash == release.recipientsHash, letters.count == release.recipients else {
      throw Refusal(.conflict, .recipientsDiffer)
    }
    let changed = try self.run(
      """
      UPDATE selection_release SET released_by = \(actor.person), released_at = \(now)
      WHERE cycle_id = \(run.cycle) AND run_id = \(run.id) AND released_at IS NULL
      """)
    if changed == 0 { throw Refusal(.conflict, .alreadyProposed) }
    try addSeats(selected.policy.places, run.cycle)
    let holders = try applicants(of: run.id)
    for (seat, row) in selected.outcome.offered.enumerated() {
      guard let applicant = holders[row]?.id else { throw Refusal(.conflict, .recipientsDiffer) }
      try offer(to: applicant, run.id, "first", seat: seat + 1, days: selected.file.offerDays, run.cycle, house)
    }
    try ask(
      ResultLetters.kind, ResultLetters.Plan(run: run.id), about: run.id.text, total: letters.count, by: actor, house)
    try record(
      .selectionReleased, run.id.text, "letters=\(letters.count) hash=\(hex(letters.hash).prefix(16))", by: actor.text, house)
  }

  @discardableResult
  private func refuseAtGates(_ run: Run, _ house: House) throws -> Selected {
    let selected = try selected(run)
    if let stop = try gates(run, selected, house).first(where: { $0.state == .stop }) {
      throw Refusal(.conflict, .stopsAt(stop.says))
    }
    return selected
  }
}

/// The chair proposes, somebody else releases.
enum Releasing {
  static let card = DeskCard(
    roles: ReleaseSelection.roles, link: "/desk/selection",
    count: .ofCycle { tx, cycle, _, _ in
      try tx.value("SELECT count(*) FROM selection_release WHERE cycle_id = \(cycle.id) AND released_at IS NULL") ?? 0
    },
    promise: DeskPromise(days: 2, .whyRelease), title: { _ in .releaseWaits })

  private static func act<A>(
    _ visit: Visit, _ permit: Permit<A>, _ body: @escaping @Sendable (Transaction, Run, House) throws -> Void
  ) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("run", of: Run.self)
    try await house.database.write { tx in
      let run = try tx.run(id)
      guard permit.reaches(cycle: run.cycle, region: nil) else { throw Refusal.missing }
      try body(tx, run, house)
    }
    return .seeOther("/desk/selection/runs/\(id)")
  }

  /// POST /desk/selection/runs/:run/proposal
  static func propose(_ visit: Visit, _ permit: Permit<LeadSelection>) async throws -> Reply {
    try await act(visit, permit) { tx, run, house in
      guard run.after == nil else { throw Refusal.missing }
      try tx.propose(run, by: permit.actor, house)
    }
  }

  /// POST /desk/selection/runs/:run/withdrawal
  static func takeBack(_ visit: Visit, _ permit: Permit<LeadSelection>) async throws -> Reply {
    try await act(visit, permit) { tx, run, house in try tx.takeBackProposal(run.id, by: permit.actor.text, house) }
  }

  /// POST /desk/selection/runs/:run/release
  static func letGo(_ visit: Visit, _ permit: Permit<ReleaseSelection>) async throws -> Reply {
    let key = (visit.form["key"] ?? "").trimmed
    do {
      return try await act(visit, permit) { tx, run, house in try tx.letGo(run, drawn: key, by: permit.actor, house) }
    } catch let refusal as Refusal where refusal.field == "key" {
      return try await RunPages.page(visit, error: refusal.phrase) { permit.reaches(cycle: $1.cycle, region: nil) }
    }
  }

  private struct Published: Sendable {
    let cycle: Cycle
    let others: [Cycle]
    let codes: [String]
    let runs: [Run]
    let appeals: [AppealLine]
  }

  /// GET /results, for everybody: codes only, in the order of the codes. A browser's own search finds one. Of the intake in the
  /// address, else of the newest whose results are out; the others are linked.
  static func results(_ visit: Visit) async throws -> Reply {
    let t = visit.language
    let found = try await visit.house.database.read { tx -> Published? in
      let cycles = try tx.releasedCycles()
      guard let cycle = try visit.published(among: cycles) else { return nil }
      let codes = try tx.rows(
        """
        SELECT code FROM selection_offer
        JOIN selection_candidate ON selection_candidate.application_id = selection_offer.application_id
        WHERE selection_offer.cycle_id = \(cycle.id) AND NOT has_left ORDER BY code LIMIT 20000
        """
      ) { try $0[0] as String }
      return Published(
        cycle: cycle, others: cycles.filter { $0.id != cycle.id }, codes: codes, runs: try tx.releasedRuns(cycle.id),
        appeals: try tx.appealLines(cycle.id))
    }
    guard let found else {
      return visit.page(
        Page(
          title: t(.resultsTitle), language: t,
          body: "<h1>\(t(.resultsTitle))</h1>\(emptyState(t(.noResultsYet), HTML(t(.noResultsYetWhat))))"))
    }
    return visit.page(
      Page(
        title: t(.resultsTitle), language: t,
        body: """
          <h1>\(t(.resultsTitle)): \(t(found.cycle.name))</h1>
          <p>\(t(.resultsExplained)) <a href="\(("/selection" as Link).of(found.cycle))">\(t(.howSelected))</a></p>
          <ul class="columns">\(found.codes.map { "<li>\($0)</li>" as HTML })</ul>
          <h2>\(t(.bundlesTitle))</h2><p>\(t(.bundlesExplained))</p>
          <ul>\(found.runs.enumerated().map { bundleLink($0 + 1, $1, found.cycle, t) })</ul>
          \(AppealPages.statistics(found.appeals, t))\(t.otherIntakes(found.others, "/results"))
          """))
  }
}

extension Releasing {
  private static func bundleLink(_ number: Int, _ run: Run, _ cycle: Cycle, _ t: Language) -> HTML {
    """
    <li><a href="\(Link("/results/bundles/\(number)").of(cycle))">\(t(number == 1 ? .releasedWord : .afterAppeal)), \
    \(t.date(run.madeAt.day()))</a></li>
    """
  }

  /// GET /results/bundles/:number of the intake in the address, 1 the release, each upheld appeal one more: what anybody needs to calculate the outcome again;
  /// codes, no names.
  static func bundle(_ visit: Visit) async throws -> Reply {
    let house = visit.house
    guard let number = wholeNumber(try visit.name("number"), in: 1...100_000) else { throw Refusal.missing }
    let (selected, signer) = try await house.database.read { tx in
      guard let cycle = try visit.published(among: tx.releasedCycles()) else { throw Refusal.missing }
      let runs = try tx.releasedRuns(cycle.id)
      guard runs.indices.contains(number - 1) else { throw Refusal.missing }
      return (try tx.selected(runs[number - 1]), try tx.statementSigner(house).signer)
    }
    return .download(try SelectionBundle.make(selected, signer: signer), type: "application/zip", name: "selection-\(number).zip")
  }
}

/// The letters of a release on their way: a hundred a step.
enum ResultLetters {
  struct Plan: Codable, Sendable {
    let run: ID<Run>
  }

  private static let chunk = 100

  static let kind = WorkKind<Plan>("selection.letters", .resultLetters) { plan, house, tx in
    let next = try tx.rows(
      """
      SELECT selection_letter.application_id, person_id, code FROM selection_letter
      JOIN selection_candidate ON selection_candidate.application_id = selection_letter.application_id
      WHERE selection_letter.run_id = \(plan.run) AND posted_at IS NULL
      ORDER BY selection_letter.application_id LIMIT \(chunk)
      """
    ) { (try $0["application_id"] as String, try $0["person_id"] as ID<Person>, try $0["code"] as String) }
    for (application, person, code) in next {
      try tx.run(
        """
        UPDATE selection_letter SET posted_at = \(house.outside.now())
        WHERE run_id = \(plan.run) AND application_id = \(application)
        """)
      guard try tx.exists("SELECT 1 FROM person_key WHERE person_id = \(person)") else { continue }
      try tx.tellResult(person, code, application, once: "\(plan.run):\(application)", house)
    }
    return next.count < chunk ? .finished(next.count, WorkResult([:])) : .more(next.count)
  }
}

extension Transaction {
  /// With a place the letter says so and until when, for a deadline stands in the letter itself; to her guardian too.
  fileprivate func tellResult(_ person: ID<Person>, _ code: String, _ application: String, once: String, _ house: House) throws {
    let offer = try ID<Applicant>(application).flatMap { try self.offer(of: $0) }
    let safe = try safe(of: person, house.vault)
    let page = LetterValue.page("/result", house)
    guard let offer, offer.answer == nil else {
      try tell(safe, .result, [page], purpose: .result, once: once, house)
      return try tellGuardians(of: person, .wardResult, [.application(code)], purpose: .result, once: once, house)
    }
    try tell(safe, .place, [.until(offer.lastDay), page], purpose: .result, once: once, house)
    try tellGuardians(
      of: person, .wardPlace, [.application(code), .until(offer.lastDay)], purpose: .result, once: once, house)
  }
}

extension LetterText {
  static let result = LetterText(
    "result", Phrase(kk: "Іріктеу нәтижесі шықты", ru: "Готов результат отбора", en: "The result of the selection is out"),
    needs: [.page])
  static let wardResult = LetterText(
    "ward-result",
    Phrase(
      kk: "Ата-анаға: іріктеу нәтижесі шықты", ru: "Родителю: готов результат отбора",
      en: "To the guardian: the result of the selection is out"),
    needs: [.link], mayUse: [.application])
}

extension Phrase {
  static let whyAppeals = Phrase(
    kk: "қатысушы жауап күтеді", ru: "апелляция ждёт ответа", en: "an applicant waits for the answer")
  static let whyRelease = Phrase(
    kk: "екінші адам растамайынша нәтиже көрінбейді", ru: "без второго человека результаты не видны",
    en: "nobody sees the results before a second person confirms")
  static let anotherPersonLetsGo = Phrase(
    kk: "Нәтижені ұсынған адам емес, басқа адам жариялайды.", ru: "Опубликовать должен другой сотрудник, не тот, кто предложил.",
    en: "It must be released by someone other than the person who proposed it.")
  static let resultsTitle = Phrase(kk: "Іріктеу нәтижесі", ru: "Результаты отбора", en: "Results of the selection")
  static let noResultsYet = Phrase(kk: "Нәтиже әлі шыққан жоқ", ru: "Результатов пока нет", en: "There are no results yet")
  static let noResultsYetWhat = Phrase(
    kk: "Шыққан күні осында және өтініміңнің бетінде көрінеді.", ru: "Они появятся здесь и на странице вашей заявки.",
    en: "They will appear here and on the page of your application.")
  static let resultsExplained = Phrase(
    kk:
      "Орын ұсынылған өтінімдердің кодтары. Тізімде болмасаң да, өз бетіңде ұпайың, себебі және енді не істеуге болатыны жазылған.",
    ru:
      "Коды заявок, по которым предложено место. Если вашего кода нет, на вашей странице есть баллы, причина и что можно сделать дальше.",
    en:
      "Codes of the applications that are offered a place. If yours is not here, your own page shows your points, the reason and what you can do next."
  )
  static let bundlesTitle = Phrase(
    kk: "Есептеуді өзің тексере аласың", ru: "Проверьте расчёт сами", en: "Check the calculation yourself")
  static let bundlesExplained = Phrase(
    kk:
      "Бұл файлдарда есептеуді басқа компьютерде қайталауға қажеттінің бәрі бар, аты-жөнсіз. Қанағаттандырылған әр апелляциядан кейін жаңасы қосылады; орын алғандардың орны өзгермейді.",
    ru:
      "В этих файлах есть всё, чтобы повторить расчёт на другом компьютере, без имён. После каждой удовлетворённой апелляции появляется новый файл; уже предложенные места не отбирают.",
    en:
      "These files hold all that is needed to repeat the calculation on another computer, without names. Each upheld appeal adds one; places that were given stay."
  )
  static let resultLetters = Phrase(
    kk: "Нәтиже туралы хабарламалар", ru: "Сообщения о результатах", en: "Messages about the results")
}

extension Phrase {
  static let releaseWants = Phrase(
    kk: "Іріктеу нәтижесін жариялау растауды күтіп тұр", ru: "Публикация результатов отбора ждёт подтверждения",
    en: "The release of the selection's results waits to be confirmed")
  static let releaseWaits = Phrase(
    kk: "іріктеу нәтижесі екінші адамның растауын күтеді", ru: "результаты отбора ждут второго человека",
    en: "results of the selection wait for a second person")
  static let markWants = Phrase(
    kk: "Жұмыс екінші бағаны күтіп тұр", ru: "Работа ждёт второй оценки", en: "A work waits for a second mark")
  static let decisionWants = Phrase(
    kk: "Екінші баға қойылды, апелляция шешім күтіп тұр", ru: "Вторая оценка поставлена, апелляция ждёт решения",
    en: "The second mark is given, the appeal waits for a decision")
}
