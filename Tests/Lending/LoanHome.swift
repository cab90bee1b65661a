import Markup
import Programme
import Storage
import Words

/// What her first page says of a laptop.
enum LoanHome {
  static func section(_ visit: Visit, _ actor: Actor, _ tx: Transaction) throws -> HomeSection? {
    let t = visit.language
    guard let loan = try tx.loan(of: actor.person, visit.house) else {
      return HomeSection(links: [HomeLink(.askForLaptop, "/laptop/need")])
    }
    let standing: HTML =
      loan.returnedAt != nil
      ? HTML(t(.takeBack)) : loan.dueAt.map { "\(t(.dueBy)) \(t.date($0.day()))" } ?? HTML(t(.laptopAskedFor))
    return HomeSection(below: "<h2>\(t(.laptops))</h2><p>\(standing)</p>")
  }
}

extension Phrase {
  static let laptopAskedFor = Phrase(kk: "Сұрауың жетті.", ru: "Просьба получена.", en: "Your wish has arrived.")
}
