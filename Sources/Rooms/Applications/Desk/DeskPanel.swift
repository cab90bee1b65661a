import Exchange
import Markup
import Programme
import Storage
import Words

extension DeskPanel {
  /// How far the applications of an intake have come, and which changed last.
  static let applications = DeskPanel { visit, cycle in
    guard let reader = try? Gatekeeper.permit(ReadApplications.self, to: visit.who), reader.reaches(cycle.id) else { return nil }
    let house = visit.house
    let view = DeskView(DeskFilter(), cycle.id, reader)
    let (funnel, newest) = try await house.database.read { tx in
      (
        try house.deskCounts.remembered("funnel", cycle.id, reader.reach, at: visit.now) {
          try tx.deskFunnel(cycle.id, regions: view.regions)
        },
        try tx.deskRows(view, sort: .changedLast, page: 1, limit: 8, newestColumns, writesNotes: false, house)
      )
    }
    if !newest.isEmpty {
      try await house.database.write { try $0.record(.applicationList, cycle.key, "newest n=\(newest.count)", by: reader, house) }
    }
    let t = visit.language
    let list =
      newest.isEmpty
      ? emptyState(t(.noApplications), HTML(t(.noApplicationsYet)))
      : DeskList.table(newest, newestColumns, visit, caption: t(.changedLast))
    return Content(
      beside: card(bars(funnel, t)),
      below: """
        \(list)<p>\(linkButton(t(.allApplications), visit.ofShown("/desk/applications"), look: .plain))</p>
        """)
  }

  private static let newestColumns: [DeskColumn] = [
    .code, .name, .district, .grade, .teaching, .state, .consent, .submitted, .changed,
  ]

  /// What whoever looks has to check and to call about, what was promised first at the top; nothing where she has nothing.
  static let assigned = DeskPanel { visit, cycle in
    guard let reader = try? Gatekeeper.permit(ReadApplications.self, to: visit.who), reader.reaches(cycle.id),
      WorkOnApplications.roles.contains(where: visit.who.holds)
    else { return nil }
    let house = visit.house
    var place = DeskPlace(Fields())
    (place.filter.states, place.filter.consents, place.filter.assigned) = ([.submitted], [.complete, .girl], [.mine])
    place.sort = DeskSort(.submitted)
    let (view, sort) = (DeskView(place.filter, cycle.id, reader), place.sort)
    let rows = try await house.database.read { tx in
      try tx.deskRows(view, sort: sort, page: 1, limit: 8, assignedColumns, writesNotes: true, house)
    }
    guard !rows.isEmpty else { return nil }
    try await house.database.write { try $0.record(.applicationList, cycle.key, "mine n=\(rows.count)", by: reader, house) }
    let t = visit.language
    let promised = Column<DeskRow>(t(.promisedTo)) { row in
      guard let end = row.application.submittedAt.flatMap({ Desk.checked.ends(from: $0) }) else { return .nothing }
      let day = t.shortDate(end.day())
      return end < visit.now ? standing(day, .bad) : HTML(day)
    }
    return Content(
      beside: .nothing,
      below: """
        \(DeskList.table(rows, assignedColumns, visit, place, caption: t(.assignedToYouNow), more: [promised]))\
        <p>\(linkButton(t(.allOfThese), visit.ofShown(place.link()), look: .plain))</p>
        """)
  }

  private static let assignedColumns: [DeskColumn] = [.name, .code, .missing, .submitted]

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
  static let assignedToYouNow = Phrase(
    kk: "Сізге тапсырылғаны, мерзімі жақыны бірінші", ru: "Ваши заявки, сначала те, что обещаны раньше",
    en: "Assigned to you, what was promised first at the top")
  static let promisedTo = Phrase(kk: "Уәде", ru: "Обещано до", en: "Promised by")
  static let allOfThese = Phrase(kk: "Бәрін көру", ru: "Показать все", en: "Show all of these")
  static let changedLast = Phrase(kk: "Соңғы өзгерген өтінімдер", ru: "Последние изменения", en: "Changed last")
  static let allApplications = Phrase(kk: "Барлық өтінімдер", ru: "Все заявки", en: "All applications")
  static let noApplications = Phrase(kk: "Өтінім жоқ", ru: "Заявок нет", en: "No applications")
  static let noApplicationsYet = Phrase(
    kk: "Өтінімдер қатысушылар толтыра бастағанда немесе сіз кестеден жүктегенде осында шығады.",
    ru: "Заявки появятся здесь, когда их начнут заполнять или вы загрузите таблицу.",
    en: "Applications appear here when applicants begin to fill them in or when you import a table.")
  static let funnel = Phrase(kk: "Кезеңдер бойынша өтінімдер", ru: "Заявки по этапам", en: "Applications by stage")
  static let started = Phrase(kk: "Басталды", ru: "Начато", en: "Started")
  static let submittedOnes = Phrase(kk: "Жіберілді", ru: "Подано", en: "Submitted")
  static let checkedOnes = Phrase(kk: "Тексерілді", ru: "Проверено", en: "Checked")
  static let eligibleOnes = Phrase(kk: "Іріктеуге жіберілді", ru: "Допущено к отбору", en: "Let into the selection")
}
