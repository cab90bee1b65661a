import Exchange
import Markup
import Programme
import Security
import Storage
import Words

/// "Continue later": how to come back, from this device or another one.
enum Later {
  private struct Standing: Sendable {
    let label: String?
    let hasPhone: Bool
    let entrance: Link
  }

  /// GET /status/later
  static func show(_ visit: Visit, _ permit: Permit<VisitHome>) async throws -> Reply {
    let house = visit.house
    let standing = try await house.database.read { try read(permit.actor.person, house, in: $0) }
    return visit.page(page(visit, standing, key: nil))
  }

  /// POST /status/later: a new return key, shown once; an older one no longer opens.
  static func create(_ visit: Visit, _ permit: Permit<VisitHome>) async throws -> Reply {
    let (house, person) = (visit.house, permit.actor.person)
    let key = Code.fresh(groups: 3)
    let standing = try await house.database.write { tx in
      let hash = house.vault.hash(secret: key.letters, for: "return key")
      try tx.run(
        """
        INSERT INTO return_key (person_id, key_hash) VALUES (\(person), \(hash))
        ON CONFLICT (person_id) DO UPDATE SET key_hash = excluded.key_hash
        """)
      try tx.record(.sessionKeyMade, person.text, by: permit, house)
      return try read(person, house, in: tx)
    }
    return visit.page(page(visit, standing, key: key))
  }

  private static func read(_ person: ID<Person>, _ house: House, in tx: Transaction) throws -> Standing {
    Standing(
      label: try house.personalData.lazy.compactMap { try $0.label(tx, person) }.first,
      hasPhone: try tx.exists("SELECT 1 FROM person_detail WHERE person_id = \(person) AND kind = 'phone'"),
      entrance: try house.entrance(of: person, in: tx))
  }

  private static func page(_ visit: Visit, _ standing: Standing, key: Code?) -> Page {
    let t = visit.language
    return Page(
      title: t(.laterTitle), language: t,
      body: """
        \(t.back(to: standing.entrance))<h1>\(t(.laterTitle))</h1>
        <p>\(t(.sameDevice))</p><p>\(standing.hasPhone ? t(.otherDevicePhone) : t(.otherDeviceKey))</p>
        \(key.map { key in card("<p>\(t(.returnKey))</p><p class=\"code\">\(key.shown)</p><p class=\"hint\">\(t(.writeItDown))</p>") })
        \(key == nil ? form("/status/later", "\(visit.formToken)\(button(t(.giveKey), look: .plain))") : HTML.nothing)
        \(standing.label.map { "<p class=\"hint\">\(t(.applicationCode)): \($0)</p>" })
        """)
  }
}

extension Phrase {
  static let applicationCode = Phrase(kk: "Өтінім коды", ru: "Код заявки", en: "Code of the application")
  static let laterTitle = Phrase(kk: "Кейін жалғастыру", ru: "Продолжить позже", en: "Continue later")
  static let sameDevice = Phrase(
    kk: "Осы құрылғыда жай ғана сайтты қайта аш: өтінімің орнында тұрады.",
    ru: "На этом устройстве просто откройте сайт снова: заявка на месте.",
    en: "On this device just open the site again: the application is where you left it.")
  static let otherDevicePhone = Phrase(
    kk: "Басқа құрылғыда «Өтінімге оралу» дегенді басып, телефон нөміріңді жаз: код келеді. Немесе қайта кіру кілтін ал.",
    ru: "На другом устройстве нажмите «Вернуться к заявке» и укажите свой телефон: придёт код. Или получите запасной ключ.",
    en: "On another device press “Return to your application” and give your phone number: a code comes. Or get a return key.")
  static let otherDeviceKey = Phrase(
    kk: "Басқа құрылғыдан оралу үшін қайта кіру кілтін ал.", ru: "Чтобы вернуться с другого устройства, получите запасной ключ.",
    en: "To return from another device, get a return key.")
  static let returnKey = Phrase(kk: "Қайта кіру кілті", ru: "Запасной ключ", en: "Return key")
  static let writeItDown = Phrase(
    kk: "Жазып ал, ешкімге көрсетпе: екінші рет көрсетілмейді. Жаңасын алсаң, ескісі ашпайды.",
    ru: "Запишите и никому не показывайте: второй раз он не показывается. Новый ключ отменяет прежний.",
    en: "Write it down and show it to nobody: it is not shown again. A new one cancels the old.")
  static let giveKey = Phrase(kk: "Қайта кіру кілтін алу", ru: "Получить запасной ключ", en: "Get a return key")
}
