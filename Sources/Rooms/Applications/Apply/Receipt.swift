import Exchange
import Markup
import Programme
import Storage
import Words

/// What she gets when the application is sent: her code, what was sent and what happens next.
enum Receipt {
  /// GET /apply/receipt
  static func show(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    let house = visit.house
    let (girl, guardian, cycle) = try await house.database.read { tx in
      let girl = try Girl.read(permit, house, in: tx)
      return (girl, try guardianLine(girl, house, in: tx), try tx.cycle(girl.application.cycle))
    }
    guard let submitted = girl.application.submittedAt else { return .seeOther("/apply") }
    let t = visit.language
    let test = cycle.stage("test")
    return visit.page(
      Page(
        title: t(.receiptTitle), language: t,
        body: """
          <h1>\(t(.receiptTitle))</h1>
          \(card("""
            <p>\(t(.applicationCode))</p><p class="code">\(girl.application.code)</p>
            <p class="hint">\(t(.receivedAt)): \(t.dateTime(submitted))</p>
            """))
          <h2>\(t(.whatNext))</h2>
          <ol>\(guardian.map { "<li>\(t($0))</li>" as HTML })<li>\(t(.nextCheck))</li>\
          \(test.map { "<li>\(t(.nextTest)): \(t.date($0.opensAt.day()))</li>" })</ol>
          \(buttons(linkButton(t(.seeStatus), "/status"), linkButton(t(.receiptPDF), "/apply/receipt.pdf", look: .plain)))
          """))
  }

  /// What of her guardian: asked by a link, answered already, or not to be reached. Nil for a grown woman.
  static func guardianLine(_ girl: Girl, _ house: House, in tx: Transaction) throws -> Phrase? {
    let ledger = try tx.consents(of: girl.application, girl.safe, at: house.outside.now())
    guard ledger.adultSince == nil else { return nil }
    if let said = ledger.answer(.guardian, house.consents.purposes[0].key) {
      return said.agreed ? .guardianStands : .guardiansNo
    }
    return try GuardianRequest.isOpen(girl.application.id, house, in: tx) ? .nextGuardian : .guardianNotAsked
  }
}

extension Phrase {
  static let receiptTitle = Phrase(kk: "Өтінімің тіркелді", ru: "Заявка получена", en: "Your application has arrived")
  static let receivedAt = Phrase(kk: "Тіркелген уақыты", ru: "Получена", en: "Received")
  static let whatNext = Phrase(kk: "Енді не болады", ru: "Что дальше", en: "What happens next")
  static let nextGuardian = Phrase(
    kk: "Ата-анаңа келісім сілтемесі жіберілді. Олар жауап бергенше өтінім қаралмайды.",
    ru: "Родителю отправлена ссылка, чтобы дать согласие. Пока ответа нет, заявку не рассматривают.",
    en: "Your guardian was sent a link for consent. The application is not considered before the answer.")
  static let guardianStands = Phrase(
    kk: "Ата-анаңның келісімі бар: олардан қайта сұралмайды.", ru: "Согласие родителя уже есть: снова его не спрашиваем.",
    en: "Your guardian's consent stands: they are not asked again.")
  static let nextCheck = Phrase(
    kk: "Біз өтінімді тексереміз. Түзету керек болса, хабарлаймыз.",
    ru: "Мы проверим заявку. Если нужно что-то исправить, мы напишем.",
    en: "We check the application. If something must be corrected, we tell you.")
  static let nextTest = Phrase(
    kk: "Тестке жіберілсең, іріктеу тесті", ru: "Если вас допустят, отборочный тест",
    en: "If you are admitted to it, the entrance test")
  static let seeStatus = Phrase(
    kk: "Өтінімнің күйін көру", ru: "Посмотреть состояние заявки", en: "See the status of your application")
  static let receiptPDF = Phrase(
    kk: "Өтінімнің тіркелгенін растау (PDF)", ru: "Подтверждение подачи заявки (PDF)", en: "Receipt (PDF)")
}
