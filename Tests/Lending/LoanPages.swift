import Exchange
import Forms
import Markup
import Programme
import Storage
import Words

/// What a girl sends, and the coordinator's list of it.
enum LoanPages {
  static let routes: [Route] = [
    .may(OwnWish.self, .get, "/laptop/check") { try await check($0, $1) },
    .may(OwnWish.self, .post, "/laptop/check") { try await ask($0, $1) },
    .may(LendLaptops.self, .get, "/desk/laptops") { try await list($0, $1) },
    .may(LendLaptops.self, .post, "/desk/laptops/:loan") { try await move($0, $1) },
  ]

  /// Whoever must act next sees it on the page that opens first.
  static let card = DeskCard(
    roles: LendLaptops.roles, link: "/desk/laptops",
    count: .ofCycle { tx, cycle, _, _ in
      try tx.value("SELECT count(*) FROM loan WHERE cycle_id = \(cycle.id) AND lent_at IS NULL") ?? 0
    }, title: { _ in .wishesWait })

  /// GET /laptop/check
  static func check(_ visit: Visit, _ permit: Permit<OwnWish>) async throws -> Reply {
    let (desk, t) = (WishForm(), visit.language)
    let holder = try await visit.house.database.read { try desk.holder(permit, visit.house, in: $0) }
    let list = CheckList(
      FilledForm(desk.form(of: holder, visit.house), at: desk.place, by: holder), visit.house.fieldContext(t, on: visit.now.day())
    )
    let send = form("/laptop/check", "\(visit.formToken)\(button(t(.askForLaptop), look: .sun))")
    return visit.page(
      Page(
        title: t(.askForLaptop), language: t,
        body: """
          \(t.back(to: list.back))<h1>\(t(.askForLaptop))</h1>\(list.missing)\(list.sections)\
          \(list.checked.isComplete ? send : .nothing)
          """))
  }

  /// POST /laptop/check: checked once more, whatever the pages said.
  static func ask(_ visit: Visit, _ permit: Permit<OwnWish>) async throws -> Reply {
    let (house, desk) = (visit.house, WishForm())
    try await house.database.write { tx in
      let holder = try desk.holder(permit, house, in: tx)
      let checked = CheckedAnswers(
        holder.answers, desk.form(of: holder, house), house.fieldContext(visit.language, on: visit.now.day()))
      guard checked.isComplete, let why = checked.values["why"] else { throw Refusal(.invalid, .fillInAll) }
      let places = try house.personalData.flatMap { try $0.places(tx, permit.actor.person) }
      guard let cycle = places.last?.cycle else { throw Refusal.missing }
      try tx.askForLaptop(why, for: holder.safe, in: cycle, by: permit.actor, house)
    }
    return .seeOther("/status")
  }

  /// GET /desk/laptops, of the intake that is shown.
  static func list(_ visit: Visit, _ permit: Permit<LendLaptops>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let cycle = try visit.cycle()
    let lines = try await house.database.read { tx in
      try tx.openLoans(in: cycle.id, limit: 200, house).map { loan in
        (loan: loan, label: try house.personalData.lazy.compactMap { try $0.label(tx, loan.person) }.first ?? "")
      }
    }
    let table = t.table(
      t(.laptops), lines,
      [
        Column(t(.whoWord)) { HTML($0.label) }, Column(t(.whyWord)) { HTML($0.loan.why) },
        Column(t(.howItStands)) { standing($0.loan, visit) },
      ], empty: notice("<p>\(t(.nobodyAsked))</p>"))
    return visit.page(Page(title: t(.laptops), language: t, width: .wide, body: "<h1>\(t(.laptops))</h1>\(table)"))
  }

  /// POST /desk/laptops/:loan: `do` is `lend` or `take`.
  static func move(_ visit: Visit, _ permit: Permit<LendLaptops>) async throws -> Reply {
    let loan = try visit.id("loan", of: Loan.self)
    try await visit.house.database.write { tx in
      try tx.move(loan, isBack: visit.form["do"] == "take", by: permit, visit.house)
    }
    return .seeOther(visit.ofShown("/desk/laptops").text)
  }

  private static func standing(_ loan: Loan, _ visit: Visit) -> HTML {
    let t = visit.language
    let (what, title): (String, Phrase) = loan.lentAt == nil ? ("lend", .lend) : ("take", .takeBack)
    return """
      \(loan.dueAt.map { "<p>\(t(.dueBy)) \(t.date($0.day())) \(loan.isOverdue ? tag(t(.overdue), .bad) : .nothing)</p>" })\
      \(form("/desk/laptops/\(loan.id.text)", hidden: [(name: "do", value: what)], "\(visit.formToken)\(button(t(title), look: .plain))"))
      """
  }
}

extension Phrase {
  static let askForLaptop = Phrase(kk: "Ноутбук сұрау", ru: "Попросить ноутбук", en: "Ask for a laptop")
  static let fillInAll = Phrase(kk: "Әлі жауабы жоқ сұрақ бар.", ru: "Не на всё есть ответ.", en: "Something is still missing.")
  static let wishesWait = Phrase(kk: "қыз ноутбук күтіп отыр", ru: "ждут ноутбук", en: "wait for a laptop")
  static let whoWord = Phrase(kk: "Кім", ru: "Кто", en: "Who")
  static let whyWord = Phrase(kk: "Не үшін", ru: "Для чего", en: "What for")
  static let howItStands = Phrase(kk: "Күйі", ru: "Состояние", en: "How it stands")
  static let nobodyAsked = Phrase(
    kk: "Ноутбук сұраған ешкім жоқ.", ru: "Никто не просил ноутбук.", en: "Nobody asked for a laptop.")
  static let lend = Phrase(kk: "Берілді", ru: "Выдан", en: "Lent")
  static let takeBack = Phrase(kk: "Қайтарылды", ru: "Возвращён", en: "Returned")
  static let dueBy = Phrase(kk: "Қайтару күні:", ru: "Вернуть до", en: "Due by")
  static let overdue = Phrase(kk: "мерзімі өтті", ru: "просрочен", en: "overdue")
}
