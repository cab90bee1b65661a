import Exchange
import Markup
import Programme
import Storage
import Words

/// The front page of safeguarding: find one person, and what waits for a second pair of eyes.
enum Finding {
  /// GET /safeguarding
  static func show(_ visit: Visit, _ permit: Permit<CareForPerson>) async throws -> Reply {
    try await page(visit, permit, found: nil)
  }

  /// POST /safeguarding/people: what is typed names a person, so it stays out of the address.
  static func search(_ visit: Visit, _ permit: Permit<CareForPerson>) async throws -> Reply {
    let house = visit.house
    let typed = visit.form["typed"] ?? ""
    guard typed.contains(where: { !$0.isWhitespace }) else { return try await page(visit, permit, found: nil, error: .findWhom) }
    let found = try await house.database.write { tx in
      var people: [ID<Person>] = []
      for data in house.personalData {
        for person in try data.find(tx, house, typed) where !people.contains(person) { people.append(person) }
      }
      let subjects = people.compactMap { try? tx.subject($0, permit, house) }
      try tx.record(.peopleSearched, "people", "found=\(subjects.count)", by: permit, house)
      return subjects
    }
    return try await page(visit, permit, found: found)
  }

  private static func page(_ visit: Visit, _ permit: Permit<CareForPerson>, found: [Subject]?, error: Phrase? = nil) async throws
    -> Reply
  {
    let t = visit.language
    let (erasures, waiting) = try await visit.house.database.read { tx in
      (try tx.erasures(visit.house, limit: 50), try tx.waitingObjections(permit, visit.house))
    }
    let objections = Objections.list(waiting, visit.house.data[.objections], t)
    let results = found.map { found in
      t.table(
        t(.foundPeople), found,
        [
          Column(t(.codeTitle)) { "<a href=\"/safeguarding/people/\($0.person.text)\">\($0.label)</a>" },
          Column(t(.nameTitle)) { HTML($0.name ?? t(.erasedWord)) },
        ], empty: notice("<p>\(t(.nobodyFound))</p>"))
    }
    return visit.page(
      Page(
        title: t(.safeguarding), language: t, width: .wide,
        body: """
          \(t.errorSummary(error.map { [(field: "typed", message: t($0))] } ?? []))<h1>\(t(.safeguarding))</h1>
          \(form("/safeguarding/people", """
            \(visit.formToken)\(t.textField(
              Field("typed", t(.findPerson), hint: t(.findHint), error: error.map { t($0) }), value: visit.form["typed"] ?? "",
              isShort: true))\(button(t(.find)))
            """))
          \(results)
          \(objections)\(ErasurePages.list(erasures, t))
          <p><a href="/desk/clearances">\(t(.clearances))</a></p>
          <p><a href="/safeguarding/retention">\(t(.retentionTitle))</a></p>
          <p><a href="/safeguarding/audit">\(t(.auditLog))</a></p>
          """), status: error == nil ? 200 : 422)
  }
}

extension Phrase {
  static let safeguarding = Phrase(kk: "Балалар мен деректерді қорғау", ru: "Защита детей и данных", en: "Safeguarding and data")
  static let findPerson = Phrase(kk: "Адамды табу", ru: "Найти человека", en: "Find a person")
  static let findHint = Phrase(
    kk: "Өтінім коды, телефон, пошта немесе ЖСН", ru: "Код заявки, телефон, электронная почта или ИИН",
    en: "Application code, phone, e-mail or IIN")
  static let findWhom = Phrase(
    kk: "Кімді іздейтініңізді жазыңыз", ru: "Напишите, кого искать", en: "Write whom to look for")
  static let find = Phrase(kk: "Іздеу", ru: "Найти", en: "Find")
  static let foundPeople = Phrase(kk: "Табылғандар", ru: "Найдены", en: "Found")
  static let nobodyFound = Phrase(kk: "Ешкім табылмады", ru: "Никого не найдено", en: "Nobody was found")
  static let codeTitle = Phrase(kk: "Коды", ru: "Код", en: "Code")
  static let nameTitle = Phrase(kk: "Аты-жөні", ru: "Имя", en: "Name")
  static let erasedWord = Phrase(kk: "жойылған", ru: "удалена", en: "erased")
  static let auditLog = Phrase(kk: "Әрекеттер журналы", ru: "Журнал действий", en: "Activity log")
}
