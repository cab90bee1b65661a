import Forms
import Markup
package import Programme
import Words

/// Laptops that the school lends to girls who have none. The smallest room that touches every register of the house; it stands in the
/// tests, and docs/developing/how-to-add-a-room.md walks through it.
package enum Lending {
  package static let room = Room(
    name: "lending", migrations: [LendingMigrations.loans], parts: [WishForm.part],
    routes: formRoutes(WishForm()) + LoanPages.routes,
    menu: [MenuEntry(title: .laptops, link: "/desk/laptops", roles: LendLaptops.roles)],
    desk: [LoanPages.card], windows: [window], acts: acts, home: [HomePart { try LoanHome.section($0, $1, $2) }],
    personalData: [LoanData.personalData], holds: [LoanData.hold], jobs: [Overdue.job],
    rehearsal: rehearsal)

  private static let window = Window(
    "lending_laptop", columns: ["cycle_id", "person_id", "lent_at", "returned_at"],
    says: "Every laptop that was ever lent, one row a loan; a row never disappears before its person does.")
}

/// Her own wish for a laptop.
enum OwnWish: Act { static let roles: Set<Role> = [.applicant] }
/// Lend laptops and take them back.
enum LendLaptops: Act { static let roles: Set<Role> = [.coordinator, .assistant] }

/// What this room records in the audit log.
extension AuditAct {
  static let laptopAsked = AuditAct(
    "laptop.asked", Phrase(kk: "ноутбук сұралды", ru: "попросили ноутбук", en: "laptop asked for"))
  static let laptopLent = AuditAct("laptop.lent", Phrase(kk: "ноутбук берілді", ru: "ноутбук выдан", en: "laptop lent"))
  static let laptopReturned = AuditAct(
    "laptop.returned", Phrase(kk: "ноутбук қайтарылды", ru: "ноутбук возвращён", en: "laptop returned"))
}

extension Lending {
  static let acts: [AuditAct] = [.laptopAsked, .laptopLent, .laptopReturned]
}

extension Phrase {
  static let laptops = Phrase(kk: "Ноутбуктер", ru: "Ноутбуки", en: "Laptops")
}
