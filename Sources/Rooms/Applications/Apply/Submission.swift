import Exchange
import Forms
import Foundation
import Programme
import Storage
import Words

/// Sending the application: checked once more, whatever the pages said.
enum Submission {
  private struct Wanted: Decodable {
    let application: String
  }

  /// POST /apply/submission: from the page, or from the phone's script as JSON `{"application"}`, which waited for a network
  /// and gets the next address as `{"next"}`.
  static func create(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    let house = visit.house
    let consents = house.consents
    let isScript = visit.request.headers["x-keruen"] != nil
    let wanted = isScript ? try? JSONDecoder().decode(Wanted.self, from: Data(visit.request.body)) : nil
    let isReady = try await house.database.write { tx in
      let girl = try Girl.read(permit, house, in: tx)
      // A phone shared by sisters must not send one's application for the other's.
      if isScript, wanted?.application != girl.application.id.text { throw Refusal(.conflict, .otherApplication) }
      // A second press of the button finds it sent: that is what she wanted.
      if girl.application.state == .submitted { return true }
      let stage = try tx.cycle(girl.application.cycle).stage("applications")
      guard stage?.isOpen(at: house.outside.now()) ?? false || girl.application.state == .returned else {
        throw Refusal(.conflict, .applicationsClosed)
      }
      return try submit(girl, visit, consents, house, in: tx)
    }
    let next = isReady ? "/apply/receipt" : "/apply/check"
    return isScript ? .json(.object([("next", .string(next))])) : .seeOther(next)
  }

  private static func submit(
    _ girl: Girl, _ visit: Visit, _ consents: ConsentFile, _ house: House, in tx: Transaction
  ) throws -> Bool {
    let context = try Check.context(visit, girl, in: tx)
    let checked = girl.checked(context, house)
    // First what the answers say of her: by her birth day the ledger knows whether a guardian is asked at all.
    try tx.refresh(girl.application, checked, girl.safe, house)
    let ledger = try tx.consents(of: girl.application, girl.safe, at: house.outside.now())
    guard checked.isComplete, ledger.hasAnswered(.girl, consents),
      ledger.agreesToTakePart(.girl, consents), checked.eligibility(house).failed.isEmpty
    else {
      return false
    }
    // Letters from now on speak the language in which she sent it, whichever she began in.
    try tx.setLanguage(visit.language, of: girl.application.person)
    let again = girl.application.state == .returned
    try tx.move(girl.application, to: .submitted, at: house.outside.now())
    if again {
      try tx.run(
        "UPDATE correction SET answered_at = \(house.outside.now()) WHERE application_id = \(girl.application.id) AND answered_at IS NULL"
      )
    }
    try tx.addEvent(again ? .corrected : .submitted, to: girl.application.id, by: "applicant", house)
    try tx.record(.applicationSubmitted, girl.application.id.text, by: "applicant:\(girl.application.person)", house)
    if ledger.adultSince == nil, ledger.answer(.guardian, consents.purposes[0].key) == nil {
      try GuardianRequest.send(for: girl, checked, language: visit.language, house, in: tx)
    }
    try tx.tell(
      girl.safe, .receipt, [.application(girl.application.code), .page("/status", house)],
      purpose: .receipt, once: "\(girl.application.id):\(house.outside.now().milliseconds)", house)
    return true
  }
}

extension LetterText {
  static let receipt = LetterText(
    "receipt", Phrase(kk: "Өтінім жетті", ru: "Заявка пришла", en: "An application has arrived"),
    needs: [.page], mayUse: [.application])
}
