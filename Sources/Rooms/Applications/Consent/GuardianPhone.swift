import Exchange
import Forms
import Markup
import Programme
import Storage
import Words

/// A wrong number of the guardian, found after the application was sent: the one answer she may still correct, within limits.
enum GuardianPhone {
  private static let field = Meaning.guardianPhone.rawValue

  /// POST /status/guardian-phone: the link goes to the new number; the old one opens nothing any more.
  static func update(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    let (house, language) = (visit.house, visit.language)
    let typed = visit.form[field] ?? ""
    guard let kind = visit.house.asked(field)?.kind else { throw Refusal.missing }
    let complaint: Phrase?
    do {
      _ = try kind.checked(typed, visit.fieldContext)
      complaint = nil
    } catch {
      complaint = error.phrase
    }
    if let complaint {
      let sight = try await house.database.read { try AskAgain.Sight.read(permit, house, in: $0) }
      return visit.page(AskAgain.page(visit, sight, errors: [(field: field, message: language(complaint))]), status: 422)
    }
    let sent = try await house.database.write { tx in
      let girl = try Girl.read(permit, house, in: tx)
      guard girl.application.state == .submitted else { throw Refusal(.conflict, .notSentYet) }
      try girl.mustBeAChild(house, in: tx)
      let ledger = try tx.consents(of: girl.application, girl.safe, at: house.outside.now())
      guard ledger.answer(.guardian, house.consents.purposes[0].key) == nil else {
        throw Refusal(.conflict, .guardianHasAnswered)
      }
      try tx.countTry(.guardianPhones, key: girl.application.id.text, house)
      return try change(to: typed, girl, visit, in: tx)
    }
    return .seeOther("/status/guardian?sent=\(sent ? "yes" : "no")")
  }

  private static func change(to typed: String, _ girl: Girl, _ visit: Visit, in tx: Transaction) throws -> Bool {
    let house = visit.house
    let event = AnswerEvent(id: house.outside.id(), field: field, typed: typed, writtenAt: house.outside.now())
    try tx.keep([event], girl.application, girl.safe, at: house.outside.now())
    var answers = girl.answers
    answers[field] = typed
    let after = Girl(application: girl.application, safe: girl.safe, answers: answers, readAt: girl.readAt)
    let checked = try after.checked(visit, in: tx)
    try tx.record(.applicationGuardianPhone, girl.application.id.text, by: "applicant:\(girl.application.person)", house)
    return try GuardianRequest.send(for: after, checked, language: visit.language, house, in: tx)
  }
}

extension Phrase {
  static let guardianHasAnswered = Phrase(
    kk: "Ата-анаң жауап беріп қойған: нөмірді өзгерту үшін бізге жаз.",
    ru: "Родитель уже ответил: чтобы изменить номер, напишите нам.",
    en: "Your guardian has answered already: write to us to change the number.")
  static let wrongNumber = Phrase(
    kk: "Нөмір қате ме? Өзгерту", ru: "Номер неверный? Изменить", en: "Is the number wrong? Change it")
  static let wrongNumberWhat = Phrase(
    kk: "Сілтеме жаңа нөмірге барады, ескісі ашылмайды. Бір күнде үш рет қана өзгертуге болады.",
    ru: "Ссылка уйдёт на новый номер, прежняя перестанет открываться. За день номер можно изменить три раза.",
    en: "The link goes to the new number, the old one no longer opens. Three changes a day.")
  static let newNumber = Phrase(kk: "Ата-анаңның телефоны", ru: "Телефон родителя", en: "Your guardian's phone")
  static let changeAndSend = Phrase(kk: "Өзгертіп, жіберу", ru: "Изменить и отправить", en: "Change and send")
}
