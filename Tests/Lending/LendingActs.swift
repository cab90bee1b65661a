import Programme
import Words

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
