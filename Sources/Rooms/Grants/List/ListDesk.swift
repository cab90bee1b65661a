import Exchange
import Markup
import Postbox
import Programme
import Security
import Storage
import Words

/// Lists on the desk: how many there are of how many girls, and nothing else; and the form by which a coordinator writes one down for a girl who
/// sits beside and reads out the code from her phone.
enum ListDesk {
  static func link(_ round: ID<Round>) -> Link { RoundPages.link(round).below("lists") }

  /// GET /desk/grants/rounds/:round/lists
  static func show(_ visit: Visit, _ permit: Permit<ReadGrants>) async throws -> Reply {
    let t = visit.language
    let id: ID<Round> = try visit.id("round")
    let (round, girls, lists) = try await visit.house.database.read { tx in
      let round = try tx.round(id)
      let girls = Set(try tx.leavers(in: round.leavingYear).filter(\.mayTakePart).map(\.person))
      return (round, girls.count, try tx.keptLists(in: id).keys.count(where: girls.contains))
    }
    let entry = link(id).below("entry")
    let days = round.days(.list).map { "<p>\(t.dates($0.first, $0.last))</p>" as HTML }
    return visit.page(
      Page(
        title: t(.listsTitle), language: t,
        body: """
          \(t.back(to: RoundPages.link(id)))<p class="step">\(round.name(t))</p><h1>\(t(.listsTitle))</h1>\(days)
          <p>\(t(.listsOf(lists, girls)))</p><p class="hint">\(t(.listsAreHers))</p>
          \(visit.opens(entry) ? "<p>\(linkButton(t(.writeList), entry, look: .plain))</p>" : HTML.nothing)
          """))
  }

  /// GET /desk/grants/rounds/:round/lists/entry: first whose list; then, with her code, the order.
  static func entry(_ visit: Visit, _ permit: Permit<EnterLists>) async throws -> Reply {
    try await page(visit, permit, girl: visit.query["girl"].map { $0.trimmed }, [])
  }

  /// POST /desk/grants/rounds/:round/lists/code sends her a code.
  static func sendCode(_ visit: Visit, _ permit: Permit<EnterLists>) async throws -> Reply {
    let house = visit.house
    let (id, typed): (ID<Round>, String) = (try visit.id("round"), (visit.form["girl"] ?? "").trimmed)
    let isSent = try await house.database.write { tx -> Bool? in
      guard let girl = try tx.listOwner(code: typed, id, permit) else { return nil }
      return try tx.sendEntryCode(to: girl.person, by: permit, house)
    }
    guard let isSent else { return try await page(visit, permit, girl: nil, [("girl", visit.language(.noSuchGirl))]) }
    if !isSent { return try await page(visit, permit, girl: nil, [("girl", visit.language(.codeNotSent))]) }
    return .seeOther(link(id).below("entry").with("girl", typed.uppercased()).text)
  }

  /// POST /desk/grants/rounds/:round/lists
  static func create(_ visit: Visit, _ permit: Permit<EnterLists>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let (id, typed): (ID<Round>, String) = (try visit.id("round"), (visit.form["girl"] ?? "").trimmed)
    let meant = Set(visit.form.all("mean"))
    let wanted = (visit.form["offers"] ?? "").uppercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    enum Outcome: Sendable {
      case kept(String)
      case wrong([(field: String, message: String)], [ListCheck])
    }
    let outcome = try await house.database.write { tx -> Outcome in
      guard let girl = try tx.listOwner(code: typed, id, permit) else { return .wrong([("girl", t(.noSuchGirl))], []) }
      let (sight, safe) = try tx.listSight(of: girl.person, house)
      guard sight.isOpen(on: visit.now.day()) else { throw Refusal(.conflict, .listIsShut, back: link(id)) }
      let known = Dictionary(sight.offers.map { ($0.code, $0) }) { first, _ in first }
      var errors: [(field: String, message: String)] = []
      let list = wanted.compactMap { known[$0] }
      if wanted.isEmpty { errors.append(("offers", t(.writeOffers))) }
      if let lost = wanted.first(where: { known[$0] == nil }) { errors.append(("offers", t(.noSuchOfferCode(lost)))) }
      if Set(wanted).count != wanted.count { errors.append(("offers", t(.offerTwice))) }
      if wanted.count > ListOrder.most { errors.append(("offers", t(.listIsFull))) }
      if let barred = list.first(where: { !sight.chooser.bars(of: $0).isEmpty }) {
        errors.append(("offers", t(.requirementUnmet(barred.programme.name))))
      }
      let checks = errors.isEmpty ? ListChecks.find(list, among: sight.offers, sight.chooser) : []
      errors += checks.filter { !meant.contains($0.key) }.map { ("mean-\($0.key)", $0.asks(t, house)) }
      guard errors.isEmpty else { return .wrong(errors, checks) }
      // Last, so that a slip in the list costs no try.
      guard try tx.useEntryCode((visit.form["code"] ?? "").trimmed, of: girl.person, by: permit, house) else {
        return .wrong([("code", t(.wrongEntryCode))], checks)
      }
      let kept = try tx.keep(
        ListOrder(list.map(\.id)), of: safe, id, .desk, enteredBy: permit.actor.person, meant: checks.map(\.key),
        by: permit.actor.text, house)
      try tx.tell(
        safe, .listEntered, [.code(kept.code), .page("/list", house)], purpose: .list, once: "entered:\(kept.id)", house)
      return .kept(kept.code)
    }
    switch outcome {
    case .kept(let code):
      return visit.page(
        Page(
          title: t(.listsTitle), language: t,
          body: "\(t.back(to: link(id)))<h1>\(t(.listsTitle))</h1>\(notice("<p>\(t(.listWritten(code)))</p>", .good))"))
    case .wrong(let errors, let checks): return try await page(visit, permit, girl: typed, errors, checks)
    }
  }

  private static func page(
    _ visit: Visit, _ permit: Permit<EnterLists>, girl: String?, _ errors: [(field: String, message: String)],
    _ checks: [ListCheck] = []
  ) async throws -> Reply {
    let (t, id): (Language, ID<Round>) = (visit.language, try visit.id("round"))
    let (round, offers) = try await visit.house.database.read { (try $0.round(id), try $0.confirmedOffers(of: id)) }
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil) -> Field {
      Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message)
    }
    let meant = Set(visit.form.all("mean"))
    let body: HTML
    if let girl, !girl.isEmpty {
      let questions = checks.map { check -> HTML in
        "<p>\(check.asks(t, visit.house))</p>\(t.checkBox(Field("mean", t(.sheMeansIt), error: errors.first { $0.field == "mean-\(check.key)" } == nil ? nil : t(.askHer)).renamed("mean", t(.sheMeansIt)), value: check.key, isChecked: meant.contains(check.key)))"
      }
      let lines = offers.map { offer -> HTML in
        """
        <li><b>\(offer.code)</b> \(offer.programme.said.group) \(t(offer.programme.name)), \(t(offer.programme.said.language.stream)), \(t(offer.organisation.name)), \(offer.terms.says(t))</li>
        """
      }
      body = """
        \(notice("<p>\(t(.codeWasSent))</p>"))
        \(form(link(id), hidden: [("girl", girl)], """
          \(visit.formToken)<p><b>\(girl)</b></p>\
          \(t.textArea(field("offers", .offersInOrder, hint: .offersInOrderHint), value: visit.form["offers"] ?? "", rows: 3))\(questions)\
          \(t.codeField(field("code", .herCode)))\(button(t(.keepHerList)))
          """))<h2>\(t(.offersOfRound))</h2><ul>\(lines)</ul>
        """
    } else {
      body = form(
        link(id).below("code"),
        """
        \(visit.formToken)\(t.textField(field("girl", .applicationCode), value: visit.form["girl"] ?? ""))\(button(t(.sendHerCode)))
        """)
    }
    return visit.page(
      Page(
        title: t(.writeList), language: t,
        body: """
          \(t.back(to: link(id)))\(t.errorSummary(errors))<p class="step">\(round.name(t))</p><h1>\(t(.writeList))</h1>
          <p>\(t(.writeListMeans))</p>\(body)
          """), status: errors.isEmpty ? 200 : 422)
  }
}

/// A code sent to a girl's phone for a list that is written down beside her.
enum EntryCode {
  static let life: Int64 = 15 * 60_000
  static let mostTries = 5
}

extension Transaction {
  /// The girl of a code who belongs to a round and to the reach of a permit; nil otherwise.
  fileprivate func listOwner(code: String, _ round: ID<Round>, _ permit: Permit<EnterLists>) throws -> Leaver? {
    guard !code.isEmpty, code.utf8.count <= 40 else { return nil }
    let person: ID<Person>? = try value(
      "SELECT person_id FROM grants_person WHERE code = \(code.uppercased()) AND may_take_part LIMIT 1")
    guard let person, let girl = try leaver(person), girl.code == code.uppercased(),
      girl.year == (try self.round(round)).leavingYear,
      permit.reaches(cycle: girl.cycle, region: girl.region)
    else { return nil }
    return girl
  }

  /// False where she has no phone, or has had her share of codes.
  func sendEntryCode(to person: ID<Person>, by permit: Permit<EnterLists>, _ house: House) throws -> Bool {
    let now = house.outside.now()
    let safe = try safe(of: person, house.vault)
    guard let phone = try details(safe)[.phone],
      let language: Language = try value("SELECT language FROM person WHERE id = \(person)"),
      try mayTry(.returnsToOne, key: "list \(person)", house)
    else { return false }
    let (id, code): (ID<EntryCode>, String) = (house.outside.id(), randomCode(digits: 6))
    try run(
      """
      INSERT INTO grants_entry_code (id, person_id, code_hash, asked_by, asked_at, expires_at, tries)
      VALUES (\(id), \(person), \(house.vault.hash(secret: "\(id) \(code)", for: "list code")), \(permit.actor.person), \(now),
        \(now.adding(milliseconds: EntryCode.life)), 0)
      """)
    try record(.grantListCodeSent, person.text, by: permit, house)
    return try send(
      .sms, to: phone, safe, .listCode, [.code(code)], language, purpose: .list, once: "code:\(id)",
      expiresAt: now.adding(milliseconds: EntryCode.life), house)
  }

  /// The newest code that this coordinator asked for, once.
  func useEntryCode(_ typed: String, of person: ID<Person>, by permit: Permit<EnterLists>, _ house: House) throws -> Bool {
    let now = house.outside.now()
    guard
      let row = try row(
        """
        SELECT id, code_hash, tries FROM grants_entry_code
        WHERE person_id = \(person) AND asked_by = \(permit.actor.person) AND expires_at > \(now) AND used_at IS NULL
        ORDER BY asked_at DESC, id DESC LIMIT 1
        """)
    else { return false }
    let (id, right, tries): (ID<EntryCode>, [UInt8], Int) = (try row["id"], try row["code_hash"], try row["tries"])
    guard tries < EntryCode.mostTries,
      constantTimeEqual(house.vault.hash(secret: "\(id) \(typed)", for: "list code"), right)
    else {
      try run("UPDATE grants_entry_code SET tries = tries + 1 WHERE id = \(id)")
      return false
    }
    try run("UPDATE grants_entry_code SET used_at = \(now) WHERE id = \(id)")
    return true
  }
}

extension Phrase {
  static let listsTitle = Phrase(kk: "Қыздардың тізімдері", ru: "Списки девочек", en: "The girls' lists")
  static func listsOf(_ lists: Int, _ girls: Int) -> Phrase {
    Phrase(
      kk: "\(girls) қыздың \(lists)-інде тізім бар.", ru: "Список есть у \(lists) из \(girls).",
      en: "\(lists) of \(girls) girls have a list.")
  }
  static let listsAreHers = Phrase(
    kk: "Тізімде не тұрғанын қыздың өзінен басқа ешкім көрмейді.", ru: "Что в списке, видит только сама девочка.",
    en: "What stands in a list is seen by the girl alone.")
  static let writeList = Phrase(
    kk: "Қыздың қасында тізімін жазу", ru: "Записать список в присутствии девочки", en: "Write down a list beside the girl")
  static let writeListMeans = Phrase(
    kk: "Тек қыз қасыңызда отырғанда. Оның телефонына код келеді: кодты өзі айтады. Жазылғаны туралы оған хабар жіберіледі.",
    ru: "Только когда девочка рядом. На её телефон придёт код: она называет его сама. О записи ей отправят сообщение.",
    en: "Only with the girl beside you. A code comes to her phone: she reads it out herself. She is written to about the result.")
  static let applicationCode = Phrase(kk: "Өтінім коды", ru: "Код заявки", en: "Code of the application")
  static let sendHerCode = Phrase(kk: "Оған код жіберу", ru: "Отправить ей код", en: "Send her a code")
  static let noSuchGirl = Phrase(
    kk: "Бұл кезеңде ондай коды бар қатысушы жоқ", ru: "В этом раунде нет девочки с таким кодом",
    en: "Nobody in this round has that code")
  static let codeNotSent = Phrase(
    kk: "Код жіберілмеді: телефоны жоқ немесе бүгін тым көп код сұралды",
    ru: "Код не отправлен: нет телефона или сегодня запросили слишком много кодов",
    en: "No code was sent: there is no phone, or too many were asked for")
  static let codeWasSent = Phrase(
    kk: "Код жіберу кезегіне қойылды, ол 15 минут жарамды. Келмей жатса, байланысты тексеріңіз.",
    ru: "Код поставлен в очередь на отправку и действует 15 минут. Если не приходит, проверьте связь.",
    en: "The code waits to be sent and is good for 15 minutes. If it does not come, look at her signal.")
  static let offersInOrder = Phrase(
    kk: "Ұсыныстар, ең қалағаны бірінші", ru: "Предложения, самое желанное первым", en: "Offers, the most wanted first")
  static let offersInOrderHint = Phrase(
    kk: "Кодтары бос орынмен: A3 A1 A7", ru: "Коды через пробел: A3 A1 A7", en: "Their codes with spaces: A3 A1 A7")
  static let writeOffers = Phrase(
    kk: "Ұсыныстардың кодтарын жазыңыз", ru: "Впишите коды предложений", en: "Write the codes of the offers")
  static func noSuchOfferCode(_ code: String) -> Phrase {
    Phrase(kk: "«\(code)» деген ұсыныс жоқ", ru: "Предложения «\(code)» нет", en: "There is no offer “\(code)”")
  }
  static let offerTwice = Phrase(
    kk: "Бір ұсыныс екі рет жазылған", ru: "Одно предложение вписано дважды", en: "An offer is named twice")
  static let sheMeansIt = Phrase(
    kk: "Сұралды: «иә, осылай қалсын» деді", ru: "Спросили: говорит «да, пусть так»", en: "She was asked and means it")
  static let askHer = Phrase(kk: "Осыны өзінен сұраңыз", ru: "Спросите об этом у неё", en: "Ask her this")
  static let herCode = Phrase(kk: "Оның телефонына келген код", ru: "Код с её телефона", en: "The code from her phone")
  static let wrongEntryCode = Phrase(
    kk: "Код дұрыс емес немесе мерзімі өткен. Жаңасын жіберіңіз.", ru: "Код неверный или устарел. Отправьте новый.",
    en: "The code is wrong or too old. Send a new one.")
  static let keepHerList = Phrase(kk: "Тізімін сақтау", ru: "Сохранить её список", en: "Keep her list")
  static let offersOfRound = Phrase(kk: "Осы кезеңнің ұсыныстары", ru: "Предложения этого раунда", en: "Offers of this round")
  static func listWritten(_ code: String) -> Phrase {
    Phrase(
      kk: "Тізім сақталды, коды \(code). Оған хабар жіберу кезегіне қойылды.",
      ru: "Список сохранён, код \(code). Сообщение ей поставлено в очередь на отправку.",
      en: "The list is kept, code \(code). A message to her waits to be sent.")
  }
}
