import Exchange
import Markup
import Programme
import Storage
import Words

/// The kinds of grants, and whether the programme's letter counts there.
enum TypePages {
  static let home: Link = "/desk/grants/types"

  /// GET /desk/grants/types
  static func list(_ visit: Visit, _ permit: Permit<ReadGrants>) async throws -> Reply {
    let t = visit.language
    let (types, organisations) = try await visit.house.database.read { (try $0.grantTypes(), try $0.organisations()) }
    let names = Dictionary(uniqueKeysWithValues: organisations.map { ($0.id, t($0.name)) })
    let mayEdit = visit.opens(home.below("new"))
    let columns: [Column<GrantType>] = [
      Column(t(.typeWord)) { mayEdit ? "<a href=\"\(home.below($0.id.text))\">\(t($0.name))</a>" : HTML(t($0.name)) },
      Column(t(.kindTitle)) { HTML(t($0.said.kind.name)) },
      Column(t(.giverTitle)) { HTML($0.said.organisation.flatMap { names[$0] } ?? "") },
      Column(t(.letterTitle)) { HTML(t($0.said.letter.says)) },
    ]
    return visit.page(
      Page(
        title: t(.typesTitle), language: t, width: .wide,
        body: """
          \(t.back(to: GrantsDesk.home))<h1>\(t(.typesTitle))</h1><p>\(t(.typesWhat))</p>
          \(t.table(t(.typesTitle), types, columns, stacks: true, empty: emptyState(t(.noTypes), HTML(t(.typesWhat)))))
          \(mayEdit ? "<p>\(linkButton(t(.newType), home.below("new"), look: .plain))</p>" : HTML.nothing)
          """))
  }

  /// GET /desk/grants/types/new
  static func new(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply {
    visit.page(page(visit, nil, Typed(), try await organisations(visit), []))
  }

  /// POST /desk/grants/types
  static func create(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply { try await keep(visit, permit, nil) }

  /// GET /desk/grants/types/:type
  static func edit(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply {
    let type = try await found(visit)
    return visit.page(page(visit, type, Typed(type.said), try await organisations(visit), []))
  }

  /// POST /desk/grants/types/:type
  static func update(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply {
    try await keep(visit, permit, try await found(visit))
  }

  private static func found(_ visit: Visit) async throws -> GrantType {
    let id: ID<GrantType> = try visit.id("type")
    return try await visit.house.database.read { try $0.grantType(id) }
  }

  private static func organisations(_ visit: Visit) async throws -> [Organisation] {
    try await visit.house.database.read { try $0.organisations() }
  }

  private static func keep(_ visit: Visit, _ permit: Permit<EditOffers>, _ type: GrantType?) async throws -> Reply {
    let (house, t, typed) = (visit.house, visit.language, Typed(visit.form))
    let organisations = try await organisations(visit)
    var errors: FieldErrors = []
    guard let said = typed.read(organisations, t, &errors), errors.isEmpty, !visit.asksOnlyLanguage else {
      let shown = visit.asksOnlyLanguage ? [] : errors
      return visit.page(page(visit, type, typed, organisations, shown), status: shown.isEmpty ? 200 : 422)
    }
    let (id, was) = (type?.id, visit.form["was"])
    let outcome = try await house.database.write { tx -> Kept<ID<GrantType>> in
      if let id {
        let stands = try tx.grantType(id).said
        let told = stands.told(organisations)
        if told.mark != was { return stands == said ? .kept(id) : .moved(told) }
        if said != stands, try tx.isAgreedOn(id, house) { return .wrong([("kind", t(.isAgreed))]) }
        if (said.kind, said.organisation) != (stands.kind, stands.organisation), try tx.isOffered(id) {
          return .wrong([("kind", t(.typeIsOffered))])
        }
      }
      if try tx.hasTwin(of: said, besides: id) { return .wrong([("name_kk", t(.typeIsThere))]) }
      return .kept(try tx.keep(said, as: id, by: permit.actor, house))
    }
    switch outcome {
    case .kept: return .seeOther(home.text)
    case .wrong(let errors): return visit.page(page(visit, type, typed, organisations, errors), status: 422)
    case .moved(let stands):
      return visit.page(page(visit, type, typed, organisations, [], (stands, said.told(organisations))), status: 422)
    }
  }

  private struct Typed {
    var name = TypedName()
    var kind = ""
    var organisation = ""
    var letter = ""

    init() {}

    init(_ said: GrantType.Entry) {
      (name, kind, organisation) = (TypedName(said.name), said.kind.rawValue, said.organisation?.text ?? "")
      letter = said.letter.rawValue
    }

    init(_ form: Fields) {
      (name, kind, organisation) = (TypedName(form), form.text("kind"), form.text("organisation"))
      letter = form.text("letter")
    }

    /// Nil with the errors filled in.
    func read(_ organisations: [Organisation], _ t: Language, _ errors: inout FieldErrors) -> GrantType.Entry? {
      let name = name.read(t, &errors)
      let (kind, letter) = (GrantType.Kind(rawValue: kind), GrantType.Letter(rawValue: letter))
      if kind == nil { errors.append(("kind", t(.chooseKind))) }
      if letter == nil { errors.append(("letter", t(.chooseLetter))) }
      if kind == .state, let letter, letter != .no { errors.append(("letter", t(.stateReadsNoLetter))) }
      let giver = organisations.first { $0.id.text == organisation }
      if !organisation.isEmpty, giver == nil { errors.append(("organisation", t(.chooseOrganisation))) }
      if kind == .foundation || kind == .partner, giver == nil { errors.append(("organisation", t(.chooseOrganisation))) }
      if let kind, let giver, !kind.givers.contains(giver.said.kind) { errors.append(("organisation", t(.giverOfOtherKind))) }
      guard let name, let kind, let letter, errors.isEmpty else { return nil }
      return GrantType.Entry(kind: kind, organisation: giver?.id, name: name, letter: letter)
    }
  }

  private static func page(
    _ visit: Visit, _ type: GrantType?, _ typed: Typed, _ organisations: [Organisation], _ errors: FieldErrors,
    _ moved: (stands: [Told], typed: [Told])? = nil
  ) -> Page {
    let t = visit.language
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil, isOptional: Bool = false) -> Field {
      Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message, isOptional: isOptional)
    }
    let title = type.map { t($0.name) } ?? t(.newType)
    let was = moved?.stands.mark ?? visit.form["was"] ?? type?.said.told(organisations).mark
    return Page(
      title: title, language: t, languageForm: "type",
      body: """
        \(t.back(to: home))\(t.errorSummary(errors))<h1>\(title)</h1>\(moved.map { $0.stands.meanwhile(besides: $0.typed, t) })
        \(form(type.map { home.below($0.id.text) } ?? home, hidden: was.map { [("was", $0)] } ?? [], id: "type", """
          \(visit.formToken)\
          \(t.choice(field("kind", .kindTitle), GrantType.Kind.allCases.map { Option($0.rawValue, t($0.name)) }, chosen: typed.kind))\
          \(typed.name.fields(t, errors))\
          \(t.select(field("organisation", .giverTitle, hint: .giverHint, isOptional: true), organisations.map { Option($0.id.text, t($0.name)) }, chosen: typed.organisation))\
          \(t.choice(field("letter", .letterTitle), GrantType.Letter.allCases.map { Option($0.rawValue, t($0.says)) }, chosen: typed.letter))\
          \(button(t(.keepIt)))
          """))
        """)
  }
}

extension GrantType.Entry {
  /// What its form shows, field by field.
  fileprivate func told(_ organisations: [Organisation]) -> [Told] {
    let giver = organisations.first { $0.id == organisation }
    return name.told + [
      Told(.kindTitle, kind.rawValue, says: kind.name), Told(.giverTitle, organisation?.text ?? "", says: giver?.name),
      Told(.letterTitle, letter.rawValue, says: letter.says),
    ]
  }
}

extension Transaction {
  /// Whether another kind of the same giver is called so.
  fileprivate func hasTwin(of said: GrantType.Entry, besides id: ID<GrantType>?) throws -> Bool {
    try grantTypes().contains { type in
      type.id != id && (type.said.kind, type.said.organisation) == (said.kind, said.organisation)
        && type.said.name.isCalled(like: said.name)
    }
  }

  /// Whether an offer rests on it.
  fileprivate func isOffered(_ type: ID<GrantType>) throws -> Bool {
    try exists("SELECT 1 FROM grants_offer WHERE type_id = \(type) LIMIT 1")
  }
}

extension Phrase {
  static let typesTitle = Phrase(kk: "Грант түрлері", ru: "Виды грантов", en: "Kinds of grants")
  static let typeWord = Phrase(kk: "Грант түрі", ru: "Вид гранта", en: "Kind of grant")
  static let typesWhat = Phrase(
    kk: "Әр түрінің жанында біздің хат ескеріле ме, соны жазамыз. Мемлекеттік конкурста хат ұпай қоспайды.",
    ru: "У каждого вида сказано, учитывают ли там наше письмо. В государственном конкурсе оно баллов не даёт.",
    en: "Each kind says whether our letter counts there. In the state competition it adds no points.")
  static let noTypes = Phrase(kk: "Грант түрі енгізілмеген", ru: "Виды грантов не внесены", en: "No kinds of grants entered")
  static let newType = Phrase(kk: "Грант түрін енгізу", ru: "Внести вид гранта", en: "Enter a kind of grant")
  static let giverTitle = Phrase(kk: "Кім береді", ru: "Кто даёт", en: "Who gives it")
  static let giverHint = Phrase(
    kk: "Қор немесе серіктес гранты болса керек; университеттің өз гранты болса бос қалады.",
    ru: "Нужно для гранта фонда или партнёра; для собственного гранта университета оставьте пустым.",
    en: "Needed for a grant of a foundation or a partner; left empty for a university's own.")
  static let letterTitle = Phrase(kk: "Біздің хат", ru: "Наше письмо", en: "Our letter")
  static let chooseLetter = Phrase(
    kk: "Хат ескеріле ме, таңдаңыз", ru: "Выберите, учитывают ли письмо", en: "Choose whether the letter counts")
  static let stateReadsNoLetter = Phrase(
    kk: "Мемлекеттік конкурста хат ескерілмейді", ru: "В государственном конкурсе письмо не учитывают",
    en: "In the state competition the letter does not count")
  static let chooseOrganisation = Phrase(kk: "Ұйымды таңдаңыз", ru: "Выберите организацию", en: "Choose the organisation")
  static let typeIsThere = Phrase(
    kk: "Осылай аталатын грант түрі бар", ru: "Вид гранта с таким названием уже есть",
    en: "There is a kind of grant of this name already")
  static let giverOfOtherKind = Phrase(
    kk: "Бұл ұйым мұндай грант бермейді: қор грантын қор, университет грантын университет береді",
    ru: "Эта организация такого гранта не даёт: грант фонда даёт фонд, грант университета — университет",
    en: "This organisation gives no such grant: a foundation's is given by a foundation, a university's by a university")
  static let typeIsOffered = Phrase(
    kk: "Бұл түр бойынша орын ұсынылған: түрі өзгермейді", ru: "По этому виду уже предложены места: вид не меняется",
    en: "Seats are offered by this kind already: it stays what it is")
}
