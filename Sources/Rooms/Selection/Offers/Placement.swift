import Markup
import Programme
import Security
import Storage
import Words

extension Selection {
  /// What the desk's file says of her offer. She holds it until she gives it back, it runs out, or she leaves.
  static func placement(_ tx: Transaction, _ house: House, _ application: String) throws -> Placement? {
    guard let applicant = ID<Applicant>(application), let offer = try tx.offer(of: applicant),
      let run: ID<Run> = try tx.value("SELECT run_id FROM selection_offer WHERE id = \(offer.id)")
    else { return nil }
    let answered = try tx.auditEntries(of: offer.id.text, limit: 20).compactMap { entry in
      house.acts[entry.act].map {
        Placement.Step(at: Moment(milliseconds: entry.at), what: $0.shown, actor: entry.actor)
      }
    }
    return Placement(
      stands: offer.stands(at: house.outside.now()), isHeld: offer.isHeld(at: house.outside.now()),
      link: Link("/desk/selection/runs/\(run.text)"), readers: ReadSelection.roles,
      steps: answered + [Placement.Step(at: offer.offeredAt, what: AuditAct.offerMade.shown, actor: "the house")])
  }
}

extension Offer {
  func isHeld(at now: Moment) -> Bool { answer == .accepted || isOpen(at: now) }

  fileprivate func stands(at now: Moment) -> Phrase {
    switch answer {
    case .accepted?: AuditAct.offerAccepted.shown
    case .declined?: AuditAct.offerDeclined.shown
    case .left?: AuditAct.offerLeft.shown
    case .expired?: AuditAct.offerExpired.shown
    case nil: isOpen(at: now) ? .offerOpenUntil(lastDay) : AuditAct.offerExpired.shown
    }
  }
}

extension Phrase {
  fileprivate static func offerOpenUntil(_ day: Day) -> Phrase {
    Phrase(
      kk: "орын ұсынылды, \(Language.kk.until(day)) жауап күтілуде",
      ru: "предложено место, ждём ответа \(Language.ru.until(day))",
      en: "place offered, answer awaited \(Language.en.until(day))")
  }
}
