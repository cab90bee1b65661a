import Exchange
import Markup
import Programme
import Storage
import Words

/// What a girl may do with her own data: take a copy, ask for erasure, see who looked.
enum OwnPages {
  /// GET /status/data
  static func show<A>(_ visit: Visit, _ permit: Permit<A>, error: Phrase? = nil) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let person = permit.actor.person
    let (readers, open, objections) = try await house.database.read { tx in
      guard let subject = try tx.subject(person, house) else { throw Refusal.missing }
      return (
        try tx.readers(of: subject, limit: 100), try tx.openErasure(of: person),
        try tx.openedObjections(of: person, for: person, house)
      )
    }
    let mayObject = OwnObjection.roles.contains(permit.actor.role)
    let objecting = mayObject ? try Objecting.html(visit, objections, "/status/data/objection", error: error) : .nothing
    return visit.page(
      Page(
        title: t(.myData), language: t,
        body: """
          \(t.back(to: "/status"))\(t.errorSummary(error.map { [(field: "processing", message: t($0))] } ?? []))<h1>\(t(.myData))</h1>
          \(card("""
            <h2>\(t(.myCopy))</h2><p>\(t(.myCopyWhat))</p>
            \(buttons(linkButton("PDF", "/status/data.pdf"), linkButton("JSON", "/status/data.json", look: .plain)))
            """))
          \(objecting)\(erasure(visit, open, "/status/data/erasure", t))
          \(Dossier.readersTable(readers, visit.house, t))
          """), status: error == nil ? 200 : 422)
  }

  /// GET /status/data.json and /status/data.pdf
  static func export(_ visit: Visit, _ permit: Permit<OwnData>, asPDF: Bool) async throws -> Reply {
    let house = visit.house
    return try await house.exporting(permit.actor.person) {
      let export = try await house.database.write { tx in
        guard let subject = try tx.subject(permit.actor.person, house) else { throw Refusal.missing }
        return try PersonExport.make(subject, by: permit, asPDF ? "pdf" : "json", visit.language, house, in: tx)
      }
      return try await export.reply(asPDF: asPDF)
    }
  }

  /// POST /status/data/erasure: her request is the first of the two; asked again, it is dropped.
  static func erase(_ visit: Visit, _ permit: Permit<OwnData>) async throws -> Reply {
    let house = visit.house
    try await house.database.write { tx in
      if let open = try tx.openErasure(of: permit.actor.person) {
        guard open.reason == .girl else { throw Refusal(.conflict, .askedByOther) }
        return try tx.dropErasure(open, by: permit, house)
      }
      _ = try tx.askErasure(of: permit.actor.person, .girl, by: permit, house)
    }
    return .seeOther("/status/data")
  }

  /// The part of a page with which an erasure is asked for or dropped.
  static func erasure(_ visit: Visit, _ open: Erasure?, _ way: Link, _ t: Language) -> HTML {
    guard let open else {
      return card(
        "<h2>\(t(.eraseMine))</h2><p>\(t(.eraseMineWhat))</p>\(form(way, "\(visit.formToken)\(button(t(.eraseMine), look: .danger))"))"
      )
    }
    return card(
      """
      <h2>\(t(.eraseMine))</h2><p>\(tag(t(.requestWaits), .waiting))</p><p>\(t(.requestKept))</p>
      <p><a href="/data/erasure/\(open.id.text)">\(visit.house.settings.address)/data/erasure/\(open.id.text)</a></p>
      \(form(way, "\(visit.formToken)\(button(t(.dropErasure), look: .plain))"))
      """)
  }
}

/// What a guardian may ask for the girl.
enum WardPages {
  private struct Found: Sendable {
    let readers: [(at: Moment, act: String, actor: ActorText)]
    let erasure: Erasure?
    let objections: [OpenedObjection]
  }

  /// GET /consent/data
  static func show(_ visit: Visit, _ permit: Permit<WardData>, error: Phrase? = nil) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let found = try await house.database.read { tx -> Found? in
      guard let ward = try ward(permit, house, in: tx) else { return nil }
      guard let subject = try tx.subject(ward, house) else { throw Refusal.missing }
      return Found(
        readers: try tx.readers(of: subject, limit: 100), erasure: try tx.openErasure(of: ward),
        objections: try tx.openedObjections(of: ward, for: permit.actor.person, house))
    }
    // The consent page says why there is nobody to ask for any more.
    guard let found else { return .seeOther("/consent") }
    let objecting = try Objecting.html(visit, found.objections, "/consent/data/objection", error: error)
    return visit.page(
      Page(
        title: t(.wardData), language: t,
        body: """
          \(t.back(to: "/consent"))\(t.errorSummary(error.map { [(field: "processing", message: t($0))] } ?? []))<h1>\(t(.wardData))</h1>
          \(objecting)\(OwnPages.erasure(visit, found.erasure, "/consent/data/erasure", t))
          \(Dossier.readersTable(found.readers, visit.house, t))
          """), status: error == nil ? 200 : 422)
  }

  /// POST /consent/data/erasure
  static func erase(_ visit: Visit, _ permit: Permit<WardData>) async throws -> Reply {
    let house = visit.house
    try await house.database.write { tx in
      guard let ward = try ward(permit, house, in: tx) else { throw Refusal.missing }
      if let open = try tx.openErasure(of: ward) {
        guard open.requestedBy == permit.actor.person else { throw Refusal(.conflict, .askedByOther) }
        return try tx.dropErasure(open, by: permit, house)
      }
      _ = try tx.askErasure(of: ward, .guardian, by: permit, house)
    }
    return .seeOther("/consent/data")
  }

  /// Nil once she is of age.
  static func ward(_ permit: Permit<WardData>, _ house: House, in tx: Transaction) throws -> ID<Person>? {
    try house.personalData.flatMap { try $0.wards(tx, house, permit.actor.person) }.first
  }
}

/// What became of a request, for whoever kept its address; it says nothing about a person.
enum ErasureState {
  /// GET /data/erasure/:erasure
  static func show(_ visit: Visit) async throws -> Reply {
    let t = visit.language
    let id: ID<Erasure> = try visit.id("erasure")
    guard let erasure = try await visit.house.database.read({ try $0.erasure(id) }) else { throw Refusal.missing }
    return visit.page(
      Page(title: t(.erasureTitle), language: t, body: "<h1>\(t(.eraseMine))</h1>\(ErasurePages.receipt(erasure, visit))"))
  }
}

extension Phrase {
  static let myData = Phrase(kk: "Менің деректерім", ru: "Мои данные", en: "My data")
  static let askForErasure = Phrase(
    kk: "Қатысушының деректерін жоюды сұрау", ru: "Попросить удалить данные ребёнка",
    en: "Ask for the applicant's data to be erased")
  static let wardData = Phrase(kk: "Қатысушының деректері", ru: "Данные ребёнка", en: "The applicant's data")
  static let myCopy = Phrase(kk: "Деректерімнің көшірмесі", ru: "Копия моих данных", en: "A copy of my data")
  static let myCopyWhat = Phrase(
    kk: "Біз сақтап тұрғанның бәрі: жауаптар, файлдар, келісімдер, кім көргені. Файлды ортақ телефонда қалдырма.",
    ru: "Всё, что мы храним: ответы, файлы, согласия, кто смотрел. Не оставляйте файл на общем телефоне.",
    en: "All that we keep: answers, files, consents, who looked. Do not leave the file on a shared phone.")
  static let eraseMine = Phrase(kk: "Деректерді жоюды сұрау", ru: "Попросить удалить данные", en: "Ask for the data to be erased")
  static let eraseMineWhat = Phrase(
    kk: "Өтінім, жауаптар, файлдар мен келісімдер жойылады, қайтару мүмкін болмайды. Сұрауды деректерді қорғау маманы растайды.",
    ru: "Заявка, ответы, файлы и согласия удаляются безвозвратно. Запрос подтверждает специалист по защите данных.",
    en: "The application, answers, files and consents are deleted for good. The data protection officer confirms it.")
  static let requestWaits = Phrase(kk: "сұрау жіберілді", ru: "запрос отправлен", en: "request sent")
  static let requestKept = Phrase(
    kk: "Нәтижесі осы мекенжайда көрінеді. Оны сақтап қою керек: деректер жойылған соң кіру мүмкін болмайды.",
    ru: "Результат будет виден по этому адресу. Сохраните его: после удаления войти уже нельзя.",
    en: "The outcome is seen at this address. Keep it: after the erasure you cannot sign in.")
  static let askedByOther = Phrase(
    kk: "Жоюды басқа адам сұрап қойған. Оны отбасынан ешкім сұрамаған болса, бізге бірден хабарласу керек.",
    ru: "Удаление уже запросил другой человек. Если это не вы и не ваша семья, сразу свяжитесь с нами.",
    en: "Somebody else has asked for the erasure already. If it was neither you nor your family, contact us at once.")
}
