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
        try tx.deskRows(view, sort: Sort("changed", isDescending: true), page: 1, limit: 8, house.vault)
      )
    }
    if !newest.isEmpty {
      try await house.database.write { try $0.record(.applicationList, cycle.key, "newest n=\(newest.count)", by: reader, house) }
    }
    let t = visit.language
    let list =
      newest.isEmpty
      ? emptyState(t(.noApplications), HTML(t(.noApplicationsYet))) : DeskList.table(newest, visit, caption: t(.changedLast))
    return Content(
      beside: card(bars(funnel, t)),
      below: """
        \(list)<p>\(linkButton(t(.allApplications), visit.ofShown("/desk/applications"), look: .plain))</p>
        """)
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
