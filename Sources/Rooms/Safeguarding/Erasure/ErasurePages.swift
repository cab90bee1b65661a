import Exchange
import Markup
import Programme
import Storage
import Words

/// Asking for an erasure, looking at what it takes away, confirming, and the receipt.
enum ErasurePages {
  /// GET /safeguarding/people/:person/erasure
  static func begin(_ visit: Visit, _ permit: Permit<ErasePerson>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let id: ID<Person> = try visit.id("person")
    let subject = try await house.database.read { try $0.subject(id, permit, house) }
    guard subject.erasedAt == nil else { throw Refusal(.conflict, .alreadyErased) }
    if subject.worksHere { throw Refusal(.conflict, .rolesFirst) }
    let erased = try await Forgetting.preview(id, house)
    return visit.page(
      Page(
        title: t(.eraseData), language: t,
        body: """
          \(t.back(to: "/safeguarding/people/\(id.text)"))<h1>\(t(.eraseData)): \(subject.label)</h1>
          \(what(erased, visit))
          \(form("/safeguarding/people/\(id.text)/erasure", "\(visit.formToken)\(button(t(.askErasure), look: .danger))"))
          """))
  }

  /// POST /safeguarding/people/:person/erasure
  static func create(_ visit: Visit, _ permit: Permit<ErasePerson>) async throws -> Reply {
    let house = visit.house
    let id: ID<Person> = try visit.id("person")
    let erasure = try await house.database.write { tx in
      let subject = try tx.subject(id, permit, house)
      guard subject.erasedAt == nil else { throw Refusal(.conflict, .alreadyErased) }
      if subject.worksHere { throw Refusal(.conflict, .rolesFirst) }
      return try tx.askErasure(of: id, .officer, by: permit, house)
    }
    return .seeOther("/safeguarding/erasures/\(erasure)")
  }

  /// GET /safeguarding/erasures/:erasure
  static func show(_ visit: Visit, _ permit: Permit<ErasePerson>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let (erasure, subject) = try await found(visit, permit)
    let body: HTML
    if erasure.isOpen {
      let way = erasure.id.text
      let confirmation: HTML =
        erasure.requestedBy == permit.actor.person
        ? notice("<p>\(t(.anotherConfirms))</p>", .waiting)
        : form("/safeguarding/erasures/\(way)/confirmation", "\(visit.formToken)\(button(t(.confirmErasure), look: .danger))")
      body = """
        \(what(try await Forgetting.preview(erasure.person, house), visit))\(confirmation)
        \(form("/safeguarding/erasures/\(way)/drop", "\(visit.formToken)\(button(t(.dropErasure), look: .plain))"))
        """
    } else {
      body = receipt(erasure, visit)
    }
    return visit.page(
      Page(
        title: t(.erasureTitle), language: t,
        body: """
          \(t.back(to: "/safeguarding"))<h1>\(t(.erasureTitle))\(erasure.doneAt == nil ? ": \(subject.label)" : "")</h1>
          <p>\(t(reason(erasure.reason))), \(t.dateTime(erasure.requestedAt))</p>\(body)
          """))
  }

  /// POST /safeguarding/erasures/:erasure/confirmation
  static func confirm(_ visit: Visit, _ permit: Permit<ErasePerson>) async throws -> Reply {
    let house = visit.house
    let (erasure, _) = try await found(visit, permit)
    try await house.database.write { tx in
      guard let now = try tx.erasure(erasure.id) else { throw Refusal.missing }
      try Forgetting.confirm(now, by: permit, house, in: tx)
    }
    try await house.database.purge()
    house.sessions.forgetEverything()
    return .seeOther("/safeguarding/erasures/\(erasure.id)")
  }

  /// POST /safeguarding/erasures/:erasure/drop: a girl's or guardian's own request is only for them to drop.
  static func drop(_ visit: Visit, _ permit: Permit<ErasePerson>) async throws -> Reply {
    let house = visit.house
    let (erasure, _) = try await found(visit, permit)
    guard erasure.reason == .officer || erasure.reason == .retention else { throw Refusal(.forbidden, .theirsToDrop) }
    try await house.database.write { try $0.dropErasure(erasure, by: permit, house) }
    return .seeOther("/safeguarding/people/\(erasure.person)")
  }

  private static func found(_ visit: Visit, _ permit: Permit<ErasePerson>) async throws -> (Erasure, Subject) {
    let id: ID<Erasure> = try visit.id("erasure")
    return try await visit.house.database.read { tx in
      guard let erasure = try tx.erasure(id) else { throw Refusal.missing }
      return (erasure, try tx.subject(erasure.person, permit, visit.house))
    }
  }

  /// The requests: open ones, and behind a line those that are done or dropped.
  static func list(_ erasures: [(erasure: Erasure, label: String)], _ t: Language) -> HTML {
    let open = erasures.filter { $0.erasure.doneAt == nil && $0.erasure.droppedAt == nil }
    let closed = erasures.filter { $0.erasure.doneAt != nil || $0.erasure.droppedAt != nil }
    let behind: HTML =
      closed.isEmpty ? .nothing : "<details><summary>\(t(.closedErasures(closed.count)))</summary>\(table(closed, t))</details>"
    return "\(table(open, t))\(behind)"
  }

  private static func table(_ erasures: [(erasure: Erasure, label: String)], _ t: Language) -> HTML {
    t.table(
      t(.erasures), erasures,
      [
        Column(t(.codeTitle)) { line in
          let name = line.erasure.doneAt == nil ? line.label : String(line.erasure.id.text.suffix(6))
          return "<a href=\"/safeguarding/erasures/\(line.erasure.id.text)\">\(name)</a>"
        },
        Column(t(.whoAsked)) { HTML(t(reason($0.erasure.reason))) },
        Column(t(.whenTitle)) { HTML(t.dateTime($0.erasure.requestedAt)) },
        Column(t(.stateTitle)) { state($0.erasure, t) },
      ], empty: notice("<p>\(t(.noErasures))</p>"))
  }

  static func state(_ erasure: Erasure, _ t: Language) -> HTML {
    if let done = erasure.doneAt { return tag("\(t(.erasedWord)) \(t.date(done.day()))", .good) }
    if erasure.droppedAt != nil { return tag(t(.droppedWord)) }
    return tag(t(.waitsForSecond), .waiting)
  }

  static func receipt(_ erasure: Erasure, _ visit: Visit) -> HTML {
    let t = visit.language
    return """
      <p>\(state(erasure, t))</p><p class="hint">\(t(.requestNumber)): \(erasure.id.text)</p>
      \(erasure.doneAt == nil ? HTML.nothing : counts(t(.receiptTitle), erasure.lines, visit))
      """
  }

  private static func what(_ erased: [PersonalData.Erased], _ visit: Visit) -> HTML {
    let t = visit.language
    return
      "\(notice("<p>\(t(.cannotBeUndone))</p>", .bad))\(counts(t(.whatGoes), erased, visit))<h2>\(t(.whatStays))</h2><p>\(t(.whatStaysList))</p>"
  }

  /// In words: she keeps this page, and the names of tables are nobody's language. What has no words of its own is counted together.
  private static func counts(_ title: String, _ erased: [PersonalData.Erased], _ visit: Visit) -> HTML {
    let t = visit.language
    var lines: [(says: String, rows: Int)] = []
    for one in erased {
      let says = t(visit.house.said(ofTable: one.table) ?? .otherRecords)
      if let known = lines.firstIndex(where: { $0.says == says }) {
        lines[known].rows += one.rows
      } else {
        lines.append((says, one.rows))
      }
    }
    return t.table(
      title, lines,
      [Column(t(.kindOfData)) { HTML($0.says) }, Column(t(.recordsTitle), isNumeric: true) { HTML(t.number($0.rows)) }])
  }

  static func reason(_ reason: Erasure.Reason) -> Phrase {
    switch reason {
    case .girl: Phrase(kk: "өзі сұрады", ru: "личная просьба", en: "asked by the applicant")
    case .guardian: Phrase(kk: "заңды өкіл сұрады", ru: "просит законный представитель", en: "asked by the guardian")
    case .officer: Phrase(kk: "қызметкер сұрады", ru: "запрос сотрудника", en: "asked by one of the staff")
    case .retention: Phrase(kk: "сақтау мерзімі өтті", ru: "срок хранения истёк", en: "the storage period is over")
    }
  }
}

extension Phrase {
  static func closedErasures(_ count: Int) -> Phrase {
    Phrase(kk: "Аяқталғандары: \(count)", ru: "Завершённые: \(count)", en: "Closed: \(count)")
  }
  static let askErasure = Phrase(kk: "Жоюды сұрау", ru: "Запросить удаление", en: "Ask for the erasure")
  static let confirmErasure = Phrase(
    kk: "Растап, біржола жою", ru: "Подтвердить и удалить навсегда", en: "Confirm and erase for good")
  static let dropErasure = Phrase(kk: "Сұрауды қайтарып алу", ru: "Отменить запрос", en: "Cancel the request")
  static let theirsToDrop = Phrase(
    kk: "Бұл сұрауды тек оны жіберген адам қайтарып ала алады.", ru: "Отменить этот запрос может только тот, кто его отправил.",
    en: "Only whoever sent this request can cancel it.")
  static let erasures = Phrase(
    kk: "Деректерді жою сұраулары", ru: "Запросы на удаление данных", en: "Requests for erasure")
  static let whoAsked = Phrase(kk: "Негізі", ru: "Основание", en: "Ground")
  static let stateTitle = Phrase(kk: "Күйі", ru: "Состояние", en: "State")
  static let noErasures = Phrase(kk: "Жою сұраулары жоқ", ru: "Запросов на удаление нет", en: "There are no requests for erasure")
  static let droppedWord = Phrase(kk: "қайтарып алынды", ru: "отменён", en: "cancelled")
  static let waitsForSecond = Phrase(
    kk: "екінші адамды күтуде", ru: "ждёт второго человека", en: "waits for a second person")
  static let requestNumber = Phrase(kk: "Сұраудың нөмірі", ru: "Номер запроса", en: "Number of the request")
  static let receiptTitle = Phrase(kk: "Не жойылды", ru: "Что удалено", en: "What was erased")
  static let cannotBeUndone = Phrase(
    kk: "Жойылған деректер қайтарылмайды: адамның кілті жойылады. Резервтік көшірмелердің кілт файлы жаңарған соң, "
      + "шифрланған деректер бұрынғы көшірмелерден де оқылмайды.",
    ru: "Отменить удаление нельзя: уничтожается ключ этого человека. Когда обновится файл ключей резервных копий, "
      + "зашифрованное нельзя будет прочитать и в прежних копиях.",
    en: "This cannot be undone: the person's key is destroyed. Once the keys file of the backups is renewed, what was encrypted "
      + "cannot be read in earlier backups either.")
  static let whatGoes = Phrase(kk: "Не жойылады", ru: "Что будет удалено", en: "What goes")
  static let whatStays = Phrase(kk: "Не қалады", ru: "Что останется", en: "What stays")
  static let whatStaysList = Phrase(
    kk: "Кодсыз бір жол: күйі, өңірі, ауыл не қала, сыныбы, күндері. Келісімнің болғаны мен уақыты. Журнал жазбалары (атсыз). "
      + "ЖСН-нің, аты мен телефонның шифрланған іздері (хештері): импорт деректерді қайта енгізбеуі үшін.",
    ru:
      "Одна строка без кода: состояние, регион, село или город, класс, даты. Факт и время согласия. Записи журнала (без имени). "
      + "Зашифрованные отпечатки (хеши) ИИН, имени и телефона: по ним импорт не примет эти данные снова.",
    en: "One line without a code: state, region, rural or not, grade, dates. That consent was given and when. Entries of the log "
      + "(without a name). Protected fingerprints (hashes) of the IIN, name and phone: by them an import refuses these data.")
  static let kindOfData = Phrase(kk: "Деректің түрі", ru: "Какие данные", en: "Kind of data")
  static let recordsTitle = Phrase(kk: "Жазба саны", ru: "Записей", en: "Records")
  static let otherRecords = Phrase(kk: "басқа жазбалар", ru: "другие записи", en: "other records")
}
