import Exchange
import Markup
import Programme
import Storage
import Words

/// Withdrawing an application: one page that says what it means, one button.
enum Withdrawal {
  /// GET /status/withdrawal
  static func show(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    let t = visit.language
    return visit.page(
      Page(
        title: t(.withdrawApplication), language: t,
        body: """
          \(t.back(to: "/status"))<h1>\(t(.withdrawApplication))</h1><p>\(t(.withdrawalMeans))</p>
          \(form("/status/withdrawal", "\(visit.formToken)\(button(t(.withdrawApplication), look: .danger))"))
          """))
  }

  /// POST /status/withdrawal
  static func create(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    let house = visit.house
    try await house.database.write { tx in
      guard let application = try tx.application(of: permit.actor.person) else { throw Refusal.missing }
      if application.state == .withdrawn { return }
      try tx.move(application, to: .withdrawn, at: house.outside.now())
      try tx.addEvent(.withdrawn, to: application.id, by: "applicant", house)
      try tx.record(.applicationWithdrawn, application.id.text, by: permit, house)
    }
    return .seeOther("/status")
  }
}

extension Phrase {
  static let withdrawalMeans = Phrase(
    kk: "Өтінімің бұдан әрі қаралмайды. Осы қабылдауда қайта өтінім бере алмайсың. Деректеріңді жоюды да сұрай аласың.",
    ru: "Заявка больше не рассматривается. В этом наборе подать её снова нельзя. Вы можете также попросить удалить данные.",
    en:
      "The application is no longer considered. You cannot apply again in this intake. You can also ask to have your data erased."
  )
}
