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
    let left = visit.query.number("left", in: 0...10_000_000) ?? 0
    return visit.page(
      Page(
        title: t(.makeCompleteEligible), language: t,
        notice: done.map { notice(HTML(t(.eligibleSoMany($0, left: left))), .good) },
        body: """
          \(t.back(to: "/desk/applications"))<h1>\(t(.makeCompleteEligible))</h1><p>\(t(.bulkExplained))</p>
          \(facts([fact(t.number(count), t(.candidates))]))
          \(count == 0
            ? HTML.nothing
            : form(
              "/desk/eligibility", hidden: [("count", String(count))],
              "\(visit.formToken)\(button(t(.makeTheseEligible(min(count, most)))))"))
          """))
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
    DeskView(DeskFilter(), try visit.cycle().id, permit)
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
      "Жіберілген, келісімі толық, шарттарға сай және дубликат күдігі жоқ өтінімдер. Әрқайсысы шешім алдында тағы бір рет тексеріледі; бірдеңесі жетпейтіндері қалады. Әр қызға хабарлама барады.",
    ru:
      "Заявки поданы, согласие полное, условия выполнены, подозрений на дубликат нет. Каждая перед решением проверяется ещё раз; те, где чего-то не хватает, остаются. Каждой девочке придёт сообщение.",
    en:
      "Submitted, consent complete, conditions met, no suspicion of a duplicate. Each is checked once more before the decision; those that lack something stay. Each girl is sent a message."
  )
  static let candidates = Phrase(kk: "өтінім дайын", ru: "заявок готово", en: "applications are ready")
  static func makeTheseEligible(_ n: Int) -> Phrase {
    Phrase(kk: "Тестке жіберу: \(n)", ru: "Допустить к тесту: \(n)", en: "Eligible for the test: \(n)")
  }
  static func eligibleSoMany(_ n: Int, left: Int) -> Phrase {
    Phrase(
      kk: "Тестке жіберілгені: \(n). Тексеруден өтпей қалғаны: \(left).",
      ru: "Допущено: \(n). Не прошли проверку и остались: \(left).",
      en: "Eligible: \(n). Left because a check failed: \(left).")
  }
  static let candidatesChanged = Phrase(
    kk: "Осы арада дайын өтінімдердің саны өзгерді. Бетті жаңартып, қайта қараңыз.",
    ru: "За это время число готовых заявок изменилось. Обновите страницу и посмотрите ещё раз.",
    en: "The number of ready applications has changed meanwhile. Reload the page and look again.")
}
