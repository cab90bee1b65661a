import Exchange
import Forms
import Markup
import Programme
import Security
import Storage
import Words

/// Letting into the test at once all applications about which nothing is open. At most a thousand a press: what is left is said, and the
/// coordinator can stop between presses.
enum BulkEligibility {
  private static let most = 1000
  private static let batch = 100

  /// GET /desk/eligibility: how many, before anything changes.
  static func show(_ visit: Visit, _ permit: Permit<DecideApplications>) async throws -> Reply {
    let house = visit.house
    let t = visit.language
    let view = try view(visit, permit)
    let count = try await house.database.read { try $0.candidateCount(view, house.programme) }
    let done = visit.query.number("done", in: 0...10_000_000)
    if let done {
      let left = visit.query.number("left", in: 0...10_000_000) ?? 0
      return visit.page(self.done(visit, done, left: left, more: count))
    }
    let picked = view.filter.picked.count
    let title = t(picked == 0 ? .makeCompleteEligible : .makePickedEligible)
    return visit.page(
      Page(
        title: title, language: t,
        body: """
          \(t.back(to: visit.ofShown("/desk/applications")))<h1>\(title)</h1><p>\(t(.bulkExplained))</p>
          \(picked == 0 ? HTML.nothing : "<p>\(tag(t(.pickedCount(picked))))</p>")
          \(facts([fact(t.number(count), t(.candidates(count)))]))
          \(count == 0
            ? HTML.nothing
            : form(
              "/desk/eligibility", hidden: [("count", String(count)), ("filter", view.filter.stored.urlEncoded)],
              "\(visit.formToken)\(button(t(.makeTheseEligible(min(count, most)))))"))
          """))
  }

  /// What was done, and the way on; nothing that a second press would do.
  private static func done(_ visit: Visit, _ done: Int, left: Int, more: Int) -> Page {
    let t = visit.language
    return Page(
      title: t(.makeCompleteEligible), language: t, notice: notice(HTML(t(.eligibleSoMany(done, left: left))), .good),
      body: """
        <h1>\(t(.makeCompleteEligible))</h1><p>\(linkButton(t(.applications), visit.ofShown("/desk/applications")))</p>\
        \(more == 0
          ? HTML.nothing
          : "<p><a href=\"\(visit.ofShown("/desk/eligibility"))\">\(t(.moreAreReady(more)))</a></p>")
        """)
  }

  /// POST /desk/eligibility
  static func create(_ visit: Visit, _ permit: Permit<DecideApplications>) async throws -> Reply {
    let house = visit.house
    let view = try view(visit, permit)
    let count = try await house.database.read { try $0.candidateCount(view, house.programme) }
    guard visit.form["count"] == String(count) else { throw Refusal(.conflict, .candidatesChanged) }
    var (done, left) = (0, 0)
    var last = ""
    while done + left < most {
      let after = last
      let result = try await house.database.write { tx in
        try take(view, after: after, visit, permit, in: tx)
      }
      done += result.taken
      left += result.passed
      guard let next = result.last else { break }
      last = next
    }
    return .seeOther("/desk/eligibility?done=\(done)&left=\(left)")
  }

  private struct Batch: Sendable {
    var taken = 0
    var passed = 0
    var last: String?
  }

  /// Each is checked as a whole once more, the sealed answers included; one with anything missing is passed over.
  private static func take(
    _ view: DeskView, after: String, _ visit: Visit, _ permit: Permit<DecideApplications>, in tx: Transaction
  ) throws -> Batch {
    let house = visit.house
    var result = Batch()
    for application in try tx.candidates(view, house.programme, after: after, limit: batch) {
      result.last = application.id.text
      let girl = try Girl.read(application, house, in: tx)
      let checked = try girl.checked(visit, in: tx)
      guard checked.isComplete, checked.eligibility(house).isEligible else {
        result.passed += 1
        continue
      }
      try Decide.take(.eligibility, girl, rule: nil, note: "", permit, house, in: tx)
      result.taken += 1
    }
    return result
  }

  private static func view(_ visit: Visit, _ permit: Permit<DecideApplications>) throws -> DeskView {
    var picked = DeskFilter()
    picked.picked = DeskFilter(visit.request.method.isSafe ? visit.query : Fields(urlEncoded: visit.form["filter"] ?? "")).picked
    return DeskView(picked, try visit.cycle().id, permit)
  }
}

extension Transaction {
  fileprivate func candidateCount(_ view: DeskView, _ programme: ProgrammeFile) throws -> Int {
    try value("SELECT count(*) FROM application WHERE \(Self.isCandidate(view, programme))") ?? 0
  }

  fileprivate func candidates(_ view: DeskView, _ programme: ProgrammeFile, after: String, limit: Int) throws -> [Application] {
    try rows(
      Self.selectApplication + "WHERE \(Self.isCandidate(view, programme)) AND id > \(after) ORDER BY id LIMIT \(limit)",
      Application.init(row:))
  }

  /// Sent, both consents complete, the rules met as far as open columns tell, no open question about it, and her data at work.
  private static func isCandidate(_ view: DeskView, _ programme: ProgrammeFile) -> SQL {
    var parts: [SQL] = ["cycle_id = \(view.cycle)", "state = 'submitted'", "consent = 'complete'"]
    if let regions = view.regions { parts.append("region IN (\(list: regions))") }
    if !view.filter.picked.isEmpty { parts.append("code IN (\(list: view.filter.picked))") }
    for rule in programme.eligibility { if let part = condition(rule) { parts.append(part) } }
    parts.append("NOT EXISTS (SELECT 1 FROM person WHERE person.id = application.person_id AND restricted_at IS NOT NULL)")
    parts.append(
      """
      NOT EXISTS (SELECT 1 FROM duplicate WHERE decided_at IS NULL AND (first_id = application.id OR second_id = application.id))
      """)
    return parts.joined(" AND ")
  }

  private static func condition(_ rule: EligibilityRule) -> SQL? {
    switch (rule.fact, rule.among) {
    case ("region", let among?): return "region IN (\(list: among))"
    case ("grade", let among?): return "grade IN (\(list: among.compactMap { Int($0) }))"
    case ("rural", let among?):
      return among.contains("yes") ? (among.contains("no") ? "rural IS NOT NULL" : "rural") : "NOT rural"
    default: return nil
    }
  }
}

extension Phrase {
  static let bulkExplained = Phrase(
    kk:
      "Жіберілген, келісімдері толық, қатысу шарттарына сай және қайталанғаны жөнінде күдік жоқ өтінімдер. Әрқайсысы шешім алдында тағы бір рет тексеріледі; бірдеңесі жетпейтіндері қалады. Әр қатысушыға хабарлама барады.",
    ru:
      "Заявки поданы, согласия получены, условия участия соблюдены, дубликатов не найдено. Перед решением каждая проверяется ещё раз; неполные останутся на рассмотрении. По каждой заявке придёт сообщение.",
    en:
      "Submitted, all consents received, conditions met, no duplicates found. Each is checked once more before the decision; those that lack something stay. Each applicant is sent a message."
  )
  static let makePickedEligible = Phrase(
    kk: "Белгіленгендерді іріктеуге жіберу", ru: "Допустить отмеченные", en: "Admit the ticked applications")
  static func candidates(_ n: Int) -> Phrase {
    Phrase(
      kk: "өтінім дайын", ru: plural(n, one: "заявка готова", few: "заявки готовы", many: "заявок готово"),
      en: plural(n, one: "application is ready", other: "applications are ready"))
  }
  static func moreAreReady(_ n: Int) -> Phrase {
    Phrase(
      kk: "Тағы \(n) өтінім дайын", ru: "Готовы ещё: \(counted(n, one: "заявка", few: "заявки", many: "заявок"))",
      en: "\(counted(n, one: "more application is", other: "more applications are")) ready")
  }
  static func makeTheseEligible(_ n: Int) -> Phrase {
    Phrase(kk: "Іріктеуге жіберу: \(n)", ru: "Допустить к отбору: \(n)", en: "Admit to the selection: \(n)")
  }
  static func eligibleSoMany(_ n: Int, left: Int) -> Phrase {
    Phrase(
      kk: "Іріктеуге жіберілгені: \(n). Тексеруден өтпей қалғаны: \(left).",
      ru: "Допущено: \(n). Не прошли проверку и остались: \(left).",
      en: "Eligible: \(n). Left because a check failed: \(left).")
  }
  static let candidatesChanged = Phrase(
    kk: "Осы аралықта дайын өтінімдердің саны өзгерді. Бетті жаңартып, тағы бір рет қарап шығыңыз.",
    ru: "За это время число готовых заявок изменилось. Обновите страницу и посмотрите ещё раз.",
    en: "The number of ready applications has changed meanwhile. Reload the page and look again.")
}
