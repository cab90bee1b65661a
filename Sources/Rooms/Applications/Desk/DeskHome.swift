import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// The first page of everybody who works here: what needs doing today, the funnel, what changed last.
enum DeskHome {
  private struct Standing: Sendable {
    let todo: [(count: Int, card: DeskCard)]
    let elsewhere: [(cycle: Cycle, count: Int)]
    let funnel: [Application.State: Int]?
    let newest: [DeskRow]
  }

  /// GET /desk
  static func show(_ visit: Visit, _ permit: Permit<VisitDesk>) async throws -> Reply {
    let house = visit.house
    let cycle = visit.shownCycle
    let others = visit.cycles.filter { $0.id != cycle?.id && $0.isGoing(at: visit.now) }
    let reader = try? Gatekeeper.permit(ReadApplications.self, to: visit.who)
    let standing = try await house.database.read { tx in
      let todo = try house.waiting(for: visit.who, in: cycle, tx)
      let elsewhere = try others.map { (cycle: $0, count: try house.waitingElsewhere(for: visit.who, in: $0, tx)) }
        .filter { $0.count > 0 }
      guard let cycle, let reader, reader.reaches(cycle.id) else {
        return Standing(todo: todo, elsewhere: elsewhere, funnel: nil, newest: [])
      }
      let view = DeskView(DeskFilter(), cycle.id, reader)
      return Standing(
        todo: todo, elsewhere: elsewhere,
        funnel: try house.deskCounts.remembered("funnel", cycle.id, reader.reach, at: visit.now) {
          try tx.deskFunnel(cycle.id, regions: view.regions)
        },
        newest: try tx.deskRows(view, sort: Sort("changed", isDescending: true), page: 1, limit: 8, house.vault))
    }
    if let reader, let cycle, !standing.newest.isEmpty {
      try await house.database.write { tx in
        try tx.record(.applicationList, cycle.key, "newest n=\(standing.newest.count)", by: reader, house)
      }
    }
    return visit.page(page(visit, cycle, standing))
  }

  private static func page(_ visit: Visit, _ cycle: Cycle?, _ standing: Standing) -> Page {
    let t = visit.language
    let todo = t.todo(
      standing.todo.map {
        Todo($0.count, t($0.card.title($0.count)), $0.card.isOfCycle ? visit.ofShown($0.card.link) : $0.card.link)
      })
    let elsewhere = standing.elsewhere.map { cycle, count in
      "<p><a href=\"\(("/desk" as Link).of(cycle))\">\(t(cycle.name))</a>: \(t(.waitsElsewhere(count)))</p>" as HTML
    }
    let work = card("<h2>\(t(.today))</h2>\(standing.todo.isEmpty ? "<p>\(t(.nothingWaits))</p>" : todo)\(elsewhere)")
    let body: HTML =
      standing.funnel.map { funnel in
        """
        \(grid([work, card(bars(funnel, t))]))
        \(standing.newest.isEmpty
          ? emptyState(t(.noApplications), HTML(t(.noApplicationsYet)))
          : DeskList.table(standing.newest, visit, caption: t(.changedLast)))
        <p>\(linkButton(t(.allApplications), visit.ofShown("/desk/applications"), look: .plain))</p>
        """
      } ?? work
    return Page(
      title: t(.desk), language: t, width: .wide,
      body: "<h1>\(cycle.map { "\(t($0.name)) · \(t(.desk))" } ?? t(.desk))</h1>\(body)")
  }

  /// Each bar counts those who came at least so far, so that the bars can only go down.
  private static func bars(_ funnel: [Application.State: Int], _ t: Language) -> HTML {
    func count(_ states: Application.State...) -> Double { Double(states.reduce(0) { $0 + (funnel[$1] ?? 0) }) }
    let decided = count(.eligible, .refused)
    return t.bars(
      t(.funnel),
      [
        Bar(t(.started), count(.draft, .submitted, .returned, .eligible, .refused, .withdrawn)),
        Bar(t(.submittedOnes), count(.submitted, .returned, .eligible, .refused)),
        Bar(t(.checkedOnes), decided), Bar(t(.eligibleOnes), count(.eligible), isMarked: true),
      ])
  }
}

extension Phrase {
  static let desk = Phrase(kk: "Жұмыс үстелі", ru: "Рабочий стол", en: "Desk")
  static let today = Phrase(kk: "Бүгін не істеу керек", ru: "Что сделать сегодня", en: "What needs doing today")
  static let nothingWaits = Phrase(
    kk: "Қазір күтіп тұрған жұмыс жоқ.", ru: "Сейчас ничего не ждёт.", en: "Nothing is waiting now.")
  static func waitsElsewhere(_ n: Int) -> Phrase {
    Phrase(
      kk: "\(n) іс күтіп тұр", ru: counted(n, one: "дело ждёт", few: "дела ждут", many: "дел ждут"),
      en: counted(n, one: "thing waits", other: "things wait"))
  }
  static let changedLast = Phrase(kk: "Соңғы өзгерген өтінімдер", ru: "Последние изменения", en: "Changed last")
  static let allApplications = Phrase(kk: "Барлық өтінімдер", ru: "Все заявки", en: "All applications")
  static let noApplications = Phrase(kk: "Өтінім жоқ", ru: "Заявок нет", en: "No applications")
  static let noApplicationsYet = Phrase(
    kk: "Өтінімдер қыздар толтыра бастағанда немесе сіз кестеден жүктегенде осында шығады.",
    ru: "Заявки появятся здесь, когда девочки начнут их заполнять или вы загрузите таблицу.",
    en: "Applications appear here when girls begin to fill them in or when you import a table.")
  static let funnel = Phrase(kk: "Өтінімдер жолы", ru: "Воронка", en: "Funnel")
  static let started = Phrase(kk: "Басталды", ru: "Начато", en: "Started")
  static let submittedOnes = Phrase(kk: "Жіберілді", ru: "Подано", en: "Submitted")
  static let checkedOnes = Phrase(kk: "Тексерілді", ru: "Проверено", en: "Checked")
  static let eligibleOnes = Phrase(kk: "Тестке жіберілді", ru: "Допущено к тесту", en: "May sit the test")
}
