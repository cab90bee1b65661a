import Exchange
import Forms
import Markup
import Programme
import Security
import Storage
import Words

/// "Continue later": how to come back, from this device or another one.
enum Later {
  /// GET /apply/later
  static func show(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    let house = visit.house
    let girl = try await house.database.read { try Girl.read(permit, house, in: $0) }
    return visit.page(page(visit, girl, key: nil))
  }

  /// POST /apply/later: a new return key, shown once; an older one no longer opens.
  static func create(_ visit: Visit, _ permit: Permit<OwnApplication>) async throws -> Reply {
    let house = visit.house
    let key = Code.fresh(groups: 3)
    let girl = try await house.database.write { tx in
      let girl = try Girl.read(permit, house, in: tx)
      try tx.run(
        "UPDATE application SET return_key = \(house.vault.hash(secret: key.letters, for: "return key")) WHERE id = \(girl.application.id)"
      )
      try tx.record(.applicationReturnKey, girl.application.id.text, by: permit, house)
      return girl
    }
    return visit.page(page(visit, girl, key: key))
  }

  private static func page(_ visit: Visit, _ girl: Girl, key: Code?) -> Page {
    let t = visit.language
    let hasPhone = (try? Phone(parsing: girl.answers[.phone])) != nil
    return Page(
      title: t(.laterTitle), language: t,
      body: """
        \(t.back(to: "/apply"))<h1>\(t(.laterTitle))</h1>\(t.saved(.onServer(girl.application.changedAt)))
        <p>\(t(.sameDevice))</p><p>\(hasPhone ? t(.otherDevicePhone) : t(.otherDeviceKey))</p>
        \(key.map { key in card("<p>\(t(.returnKey))</p><p class=\"code\">\(key.shown)</p><p class=\"hint\">\(t(.writeItDown))</p>") })
        \(key == nil ? form("/apply/later", "\(visit.formToken)\(button(t(.giveKey), look: .plain))") : HTML.nothing)
        <p class="hint">\(t(.applicationCode)): \(girl.application.code)</p>
        """)
  }
}

extension Phrase {
  static let laterTitle = Phrase(kk: "Кейін жалғастыру", ru: "Продолжить позже", en: "Continue later")
  static let sameDevice = Phrase(
    kk: "Осы құрылғыда жай ғана сайтты қайта аш: өтінімің орнында тұрады.",
    ru: "На этом устройстве просто откройте сайт снова: заявка на месте.",
    en: "On this device just open the site again: the application is where you left it.")
  static let otherDevicePhone = Phrase(
    kk: "Басқа құрылғыда «Өтінімге оралу» дегенді басып, телефон нөміріңді жаз: код келеді. Немесе қайту кілтін ал.",
    ru: "На другом устройстве нажмите «Вернуться к заявке» и укажите свой телефон: придёт код. Или возьмите ключ возврата.",
    en: "On another device press “Return to your application” and give your phone number: a code comes. Or take a return key.")
  static let otherDeviceKey = Phrase(
    kk: "Басқа құрылғыдан оралу үшін қайту кілтін ал.", ru: "Чтобы вернуться с другого устройства, возьмите ключ возврата.",
    en: "To return from another device, take a return key.")
  static let returnKey = Phrase(kk: "Қайту кілті", ru: "Ключ возврата", en: "Return key")
  static let writeItDown = Phrase(
    kk: "Жазып ал, ешкімге көрсетпе: екінші рет көрсетілмейді. Жаңасын алсаң, ескісі ашпайды.",
    ru: "Запишите и никому не показывайте: второй раз он не показывается. Новый ключ отменяет прежний.",
    en: "Write it down and show it to nobody: it is not shown again. A new one cancels the old.")
  static let giveKey = Phrase(kk: "Қайту кілтін алу", ru: "Взять ключ возврата", en: "Take a return key")
}
