import Exchange
import Markup
import Programme
import Storage
import Words

/// The first page of everybody who works here: what needs doing today, and what the rooms show beside and below it.
enum DeskHome {
  private struct Standing: Sendable {
    let todo: [(count: Int, card: DeskCard)]
    let elsewhere: [(cycle: Cycle, count: Int)]
  }

  /// GET /desk
  static func show(_ visit: Visit, _ permit: Permit<VisitDesk>) async throws -> Reply {
    let house = visit.house
    let cycle = visit.shownCycle
    let others = visit.cycles.filter { $0.id != cycle?.id && $0.isGoing(at: visit.now) }
    let standing = try await house.database.read { tx in
      Standing(
        todo: try house.waiting(for: visit.who, in: cycle, tx),
        elsewhere: try others.map { (cycle: $0, count: try house.waitingElsewhere(for: visit.who, in: $0, tx)) }
          .filter { $0.count > 0 })
    }
    var panels: [DeskPanel.Content] = []
    if let cycle {
      for panel in house.rooms.flatMap(\.panels) {
        if let content = try await panel.show(visit, cycle) { panels.append(content) }
      }
    }
    return visit.page(page(visit, cycle, standing, panels))
  }

  private static func page(_ visit: Visit, _ cycle: Cycle?, _ standing: Standing, _ panels: [DeskPanel.Content]) -> Page {
    let t = visit.language
    let todo = t.todo(
      standing.todo.map {
        Todo($0.count, t($0.card.title($0.count)), $0.card.isOfCycle ? visit.ofShown($0.card.link) : $0.card.link)
      })
    let elsewhere = standing.elsewhere.map { cycle, count in
      "<p><a href=\"\(("/desk" as Link).of(cycle))\">\(t(cycle.name))</a>: \(t(.waitsElsewhere(count)))</p>" as HTML
    }
    let work = card("<h2>\(t(.today))</h2>\(standing.todo.isEmpty ? "<p>\(t(.nothingWaits))</p>" : todo)\(elsewhere)")
    return Page(
      title: t(.desk), language: t, width: .wide,
      body: """
        <h1>\(cycle.map { "\(t($0.name)) · \(t(.desk))" } ?? t(.desk))</h1>\
        \(panels.isEmpty ? work : grid([work] + panels.map(\.beside)))\(panels.map(\.below))
        """)
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
}
