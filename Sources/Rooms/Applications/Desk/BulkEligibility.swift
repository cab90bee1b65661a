import Exchange
import Forms
import Markup
import Programme
import Security
import Storage
import Words

/// Letting into the test at once all applications of a list about which nothing is open. At most a thousand a press: what is left is
/// named with its reasons, and the coordinator can stop between presses.
enum BulkEligibility {
  private static let most = 1000
  private static let batch = 100

  /// GET /desk/eligibility, with the filter of a list: how many of how many, which stay and why, before anything changes; and what was done.
  static func show(_ visit: Visit, _ permit: Permit<DecideApplications>) async throws -> Reply {
    let house = visit.house
    let place = visit.deskPlace(visit.query)
    let cycle = try visit.cycle()
    let view = DeskView(place.filter, cycle.id, permit)
    let done = visit.query.number("done", in: 0...10_000_000)
    let asked = try await house.database.read { try $0.readiness(of: view, isDone: done != nil, house) }
    if !asked.staying.isEmpty {
      try await house.database.write { tx in
        try tx.record(
          .applicationList, cycle.key, "eligibility \(view.filter.described) n=\(asked.staying.count)", by: permit, house)
      }
    }
    return visit.page(done.map { self.done(visit, place, $0, asked) } ?? page(visit, place, asked))
  }

  private static func page(_ visit: Visit, _ place: DeskPlace, _ asked: Readiness) -> Page {
    let t = visit.language
    let title = t(place.filter.picked.isEmpty ? .makeCompleteEligible : .makePickedEligible)
    let list = visit.query["list"].map { [("list", $0)] } ?? []
    return Page(
      title: title, language: t,
      body: """
        \(t.back(to: back(visit, place)))<h1>\(title)</h1><p>\(t(.bulkExplained))</p>
        <p>\(narrowed(visit, place.filter, asked).map { "\(tag($0)) " as HTML })</p>
        \(facts([fact(t.number(asked.ready), t(.candidates(asked.ready))), fact(t.number(asked.total), t(.inThisList))]))
        \(asked.ready == 0
          ? HTML.nothing
          : form(
            "/desk/eligibility",
            hidden: [("count", String(asked.candidates)), ("filter", place.filter.fields.urlEncoded)] + list,
            "\(visit.formToken)\(button(t(.makeTheseEligible(min(asked.ready, most)))))"))
        \(staying(visit, asked))
        """)
  }

  /// What was done, who stayed and why, and the way on; nothing that a second press would do.
  private static func done(_ visit: Visit, _ place: DeskPlace, _ done: Int, _ asked: Readiness) -> Page {
    let t = visit.language
    let again = place.filter.link("/desk/eligibility").with("list", visit.query["list"])
    return Page(
      title: t(.makeCompleteEligible), language: t,
      notice: notice(HTML(t(.eligibleSoMany(done, left: asked.stayingCount))), asked.stayingCount == 0 ? .good : .waiting),
      body: """
        \(t.back(to: back(visit, place)))<h1>\(t(.makeCompleteEligible))</h1>\
        \(asked.ready == 0
          ? HTML.nothing
          : "<p><a href=\"\(visit.ofShown(again))\">\(t(.moreAreReady(asked.ready)))</a></p>")
        \(staying(visit, asked))
        """)
  }

  private static func staying(_ visit: Visit, _ asked: Readiness) -> HTML {
    let t = visit.language
    guard !asked.staying.isEmpty else { return .nothing }
    let columns: [Column<Readiness.Staying>] = [
      Column(t(.fullName)) {
        "<a href=\"\(visit.ofShown($0.application.deskPage))\">\($0.name?.full ?? $0.application.code)</a>"
      },
      Column(t(.code)) { HTML($0.application.code) }, Column(t(.whyItStays)) { HTML($0.why(visit.house, t)) },
    ]
    let more = asked.stayingCount - asked.staying.count
    return """
      <h2>\(t(.theseStay)) · \(t.number(asked.stayingCount))</h2>\(t.table(t(.theseStay), asked.staying, columns))\
      \(more > 0 ? "<p class=\"hint\">\(t(.andMoreStay(more)))</p>" : HTML.nothing)
      """
  }

  /// The list in which rows were ticked, or the one that is looked through as a whole.
  private static func back(_ visit: Visit, _ place: DeskPlace) -> Link {
    let list = visit.query["list"].map { visit.deskPlace(Fields(urlEncoded: $0)) } ?? place
    return visit.ofShown(list.link())
  }

  private static func narrowed(_ visit: Visit, _ filter: DeskFilter, _ asked: Readiness) -> [String] {
    let t = visit.language
    if !filter.picked.isEmpty { return [t(.pickedCount(filter.picked.count))] }
    return filter.words(visit.house, t, asked.colleagues) + (filter.search.map { [$0.shown(t)] } ?? [])
      + (filter.table == nil ? [] : [t(.broughtByTable)])
  }

  /// POST /desk/eligibility
  static func create(_ visit: Visit, _ permit: Permit<DecideApplications>) async throws -> Reply {
    let house = visit.house
    let filter = visit.deskPlace(listed: "filter").filter
    let view = DeskView(filter, try visit.cycle().id, permit)
    let count = try await house.database.read { try $0.candidateCount(view, house) }
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
    let link = filter.link("/desk/eligibility").with("done", done).with("list", visit.form["list"])
    return .seeOther(visit.ofShown(link).text)
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
    for application in try tx.candidates(view, after: after, limit: batch, house) {
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
      kk: "Іріктеуге жіберілгені: \(n). Қалғаны: \(left).", ru: "Допущено: \(n). Остались: \(left).",
      en: "Admitted: \(n). Left as they are: \(left).")
  }
  static let candidatesChanged = Phrase(
    kk: "Осы аралықта дайын өтінімдердің саны өзгерді. Бетті жаңартып, тағы бір рет қарап шығыңыз.",
    ru: "За это время число готовых заявок изменилось. Обновите страницу и посмотрите ещё раз.",
    en: "The number of ready applications has changed meanwhile. Reload the page and look again.")
  static let theseStay = Phrase(kk: "Бұлар қалады", ru: "Эти остаются", en: "These stay")
  static let whyItStays = Phrase(kk: "Неге қалады", ru: "Почему остаётся", en: "Why it stays")
  static func andMoreStay(_ n: Int) -> Phrase {
    Phrase(
      kk: "Тағы \(Language.kk.number(n)) өтінім қалады: тізімді тарылтсаңыз, олар да көрінеді.",
      ru: "Остаются ещё \(Language.ru.number(n)): сузьте список, чтобы увидеть и их.",
      en: "\(Language.en.number(n)) more stay: narrow the list to see them.")
  }
}
