import Exchange
import Markup
import Programme
import Storage
import Words

/// What the programme knows of an organisation.
enum OrganisationForm {
  /// GET /desk/grants/organisations/new
  static func new(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply {
    visit.page(page(visit, nil, Typed(), []))
  }

  /// POST /desk/grants/organisations
  static func create(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply {
    let (house, typed) = (visit.house, Typed(visit.form))
    var errors: FieldErrors = []
    guard let said = typed.read(visit.language, &errors), !visit.asksOnlyLanguage else {
      return visit.page(page(visit, nil, typed, visit.asksOnlyLanguage ? [] : errors), status: visit.asksOnlyLanguage ? 200 : 422)
    }
    let outcome = try await house.database.write { tx -> Kept<ID<Organisation>> in
      if let wrong = try tx.twins(of: said, besides: nil, visit.language) { return .wrong(wrong) }
      let id = try tx.addOrganisation(said.with(domains: []), house.outside)
      try tx.record(.organisationKept, id.text, by: permit, house)
      try tx.ask(domains: said.domains, of: try tx.organisation(id), by: permit.actor, house)
      return .kept(id)
    }
    switch outcome {
    case .kept(let id): return .seeOther(OrganisationPages.link(id).text)
    case .wrong(let errors): return visit.page(page(visit, nil, typed, errors), status: 422)
    case .moved: throw Refusal.missing
    }
  }

  /// GET /desk/grants/organisations/:organisation/edit
  static func edit(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply {
    let known = try await found(visit)
    return visit.page(page(visit, known, Typed(known.written), []))
  }

  private struct Known: Sendable {
    let organisation: Organisation
    /// As its form shows it.
    let written: Organisation.Entry
  }

  private static func found(_ visit: Visit) async throws -> Known {
    let id: ID<Organisation> = try visit.id("organisation")
    return try await visit.house.database.read { tx in
      let organisation = try tx.organisation(id)
      return Known(organisation: organisation, written: try tx.written(organisation))
    }
  }

  /// POST /desk/grants/organisations/:organisation
  static func update(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply {
    let (house, typed) = (visit.house, Typed(visit.form))
    let (known, was, gazetteer) = (try await found(visit), visit.form["was"], visit.house.gazetteer)
    var errors: FieldErrors = []
    guard let said = typed.read(visit.language, &errors), !visit.asksOnlyLanguage else {
      return visit.page(
        page(visit, known, typed, visit.asksOnlyLanguage ? [] : errors), status: visit.asksOnlyLanguage ? 200 : 422)
    }
    let outcome = try await house.database.write { tx -> Kept<ID<Organisation>> in
      let stands = try tx.organisation(known.organisation.id)
      let (id, written) = (stands.id, try tx.written(stands))
      let told = written.told(gazetteer)
      if told.mark != was { return written == said ? .kept(id) : .moved(told) }
      if (said.kind, said.name) != (written.kind, written.name), try tx.isAgreedOn(id, house) {
        return .wrong([("name_kk", visit.language(.isAgreed))])
      }
      if let wrong = try tx.twins(of: said, besides: id, visit.language) { return .wrong(wrong) }
      try tx.change(id, to: said.with(domains: stands.said.domains))
      try tx.record(.organisationKept, id.text, by: permit, house)
      try tx.ask(domains: said.domains, of: stands, by: permit.actor, house)
      return .kept(id)
    }
    switch outcome {
    case .kept(let id): return .seeOther(OrganisationPages.link(id).text)
    case .wrong(let errors): return visit.page(page(visit, known, typed, errors), status: 422)
    case .moved(let stands):
      return visit.page(page(visit, known, typed, [], (stands, said.told(gazetteer))), status: 422)
    }
  }

  private struct Typed {
    var kind = ""
    var name = TypedName()
    var bin = ""
    var site = ""
    var domains = ""
    var city = TypedCity()

    init() {}

    init(_ said: Organisation.Entry) {
      (kind, name, bin, site) = (said.kind.rawValue, TypedName(said.name), said.bin ?? "", said.site ?? "")
      (domains, city) = (said.domains.joined(separator: " "), TypedCity(said.city))
    }

    init(_ form: Fields) {
      (kind, name, bin, site) = (form.text("kind"), TypedName(form), form.text("bin"), form.text("site"))
      (domains, city) = (form.text("domains"), TypedCity(form))
    }

    /// Nil with the errors filled in.
    func read(_ t: Language, _ errors: inout FieldErrors) -> Organisation.Entry? {
      let kind = Organisation.Kind(rawValue: kind)
      if kind == nil { errors.append(("kind", t(.chooseKind))) }
      let name = name.read(t, &errors)
      var number: BIN?
      if !bin.isEmpty {
        do { number = try BIN(parsing: bin) } catch { errors.append(("bin", t(error.reason))) }
      }
      let site = DomainName.bare(site)
      if !site.isEmpty, !DomainName.isRight(site) { errors.append(("site", t(.siteWrong))) }
      let domains = domains.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map { DomainName.bare(String($0)) }
      if let wrong = domains.first(where: { !DomainName.isRight($0) }) { errors.append(("domains", t(.domainWrong(wrong)))) }
      if let open = domains.first(where: DomainName.anybodys.contains) { errors.append(("domains", t(.domainOfAnybody(open)))) }
      let city = city.read(isNeeded: false, t, &errors)
      guard errors.isEmpty, let kind, let name else { return nil }
      return Organisation.Entry(
        kind: kind, name: name, bin: number?.digits, site: site.isEmpty ? nil : site, domains: domains, city: city)
    }
  }

  private static func page(
    _ visit: Visit, _ known: Known?, _ typed: Typed, _ errors: FieldErrors,
    _ moved: (stands: [Told], typed: [Told])? = nil
  ) -> Page {
    let t = visit.language
    let was = moved?.stands.mark ?? visit.form["was"] ?? known?.written.told(visit.house.gazetteer).mark
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil, isOptional: Bool = false) -> Field {
      Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message, isOptional: isOptional)
    }
    let title = known.map { t($0.organisation.name) } ?? t(.newOrganisation)
    let way = known.map { OrganisationPages.link($0.organisation.id) } ?? OrganisationPages.home
    return Page(
      title: title, language: t, languageForm: "organisation",
      body: """
        \(t.back(to: way))\(t.errorSummary(errors))<h1>\(title)</h1>\(moved.map { $0.stands.meanwhile(besides: $0.typed, t) })
        \(form(way, hidden: was.map { [("was", $0)] } ?? [], id: "organisation", """
          \(visit.formToken)\
          \(t.choice(field("kind", .kindTitle), Organisation.Kind.allCases.map { Option($0.rawValue, t($0.name)) }, chosen: typed.kind))\
          \(typed.name.fields(t, errors))\(typed.city.fields(t, errors))\
          \(t.textField(field("bin", .binTitle, isOptional: true), value: typed.bin))\
          \(t.textField(field("site", .siteTitle, isOptional: true), value: typed.site))\
          \(t.textField(field("domains", .domainsTitle, hint: .domainsHint, isOptional: true), value: typed.domains))\
          \(button(t(.keepIt)))
          """))
        """)
  }
}

extension Organisation.Entry {
  /// What its form shows, field by field.
  fileprivate func told(_ gazetteer: Gazetteer) -> [Told] {
    [Told(.kindTitle, kind.rawValue, says: kind.name)] + name.told + [
      Told(.cityTitle, city ?? "", says: city.map { CityName.phrase($0, gazetteer) }), Told(.binTitle, bin ?? ""),
      Told(.siteTitle, site ?? ""), Told(.domainsTitle, domains.joined(separator: " ")),
    ]
  }
}

extension Transaction {
  /// With the domains that wait for a second person in place of those that stand.
  fileprivate func written(_ organisation: Organisation) throws -> Organisation.Entry {
    let waiting = try domainsAsked(of: organisation.id)
    return waiting.map { organisation.said.with(domains: $0.domains) } ?? organisation.said
  }

  /// What says that another organisation is the same one, at its field; nil where none does.
  fileprivate func twins(of said: Organisation.Entry, besides id: ID<Organisation>?, _ t: Language) throws -> FieldErrors? {
    let others = try organisations().filter { $0.id != id }
    if let bin = said.bin, let twin = others.first(where: { $0.said.bin == bin }) {
      return [("bin", t(.organisationIsThere(twin.name)))]
    }
    return others.first { $0.said.name.isCalled(like: said.name) }.map { [("name_kk", t(.organisationIsThere($0.name)))] }
  }
}

/// Names of computers as people write them.
enum DomainName {
  /// In small letters, without `https://`, what stands behind the name, and an @ before it.
  static func bare(_ typed: String) -> String {
    var text = Substring(typed.trimmed.lowercased())
    for beginning in ["https://", "http://", "www.", "@"] where text.hasPrefix(beginning) {
      text = text.dropFirst(beginning.count)
    }
    return String(text.prefix { $0 != "/" && $0 != "?" && $0 != "#" })
  }

  static func isRight(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count >= 2 && name.utf8.count <= 200
      && parts.allSatisfy { part in
        !part.isEmpty && !part.hasPrefix("-") && !part.hasSuffix("-")
          && part.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "-") }
      }
  }

  /// Where anybody gets an address: it says nothing of where somebody works.
  static let anybodys: Set<String> = [
    "gmail.com", "mail.ru", "bk.ru", "inbox.ru", "list.ru", "yandex.ru", "yandex.kz", "ya.ru", "yahoo.com", "outlook.com",
    "hotmail.com", "icloud.com", "proton.me", "mail.kz", "edu.kz",
  ]
}

extension Phrase {
  static let newOrganisation = Phrase(kk: "Жаңа ұйым", ru: "Новая организация", en: "New organisation")
  static let kindTitle = Phrase(kk: "Түрі", ru: "Вид", en: "Kind")
  static let chooseKind = Phrase(kk: "Түрін таңдаңыз", ru: "Выберите вид", en: "Choose the kind")
  static let binTitle = Phrase(kk: "БСН", ru: "БИН", en: "BIN")
  static func organisationIsThere(_ name: Phrase) -> Phrase {
    Phrase(
      kk: "Бұл ұйым тізілімде бар: «\(name(.kk))»", ru: "Эта организация уже есть в реестре: «\(name(.ru))»",
      en: "This organisation is in the register already: “\(name(.en))”")
  }
  static let siteTitle = Phrase(kk: "Сайты", ru: "Сайт", en: "Site")
  static let siteWrong = Phrase(
    kk: "Сайт мекенжайы дұрыс емес. Мысалы: kbtu.edu.kz", ru: "Адрес сайта написан неверно. Например: kbtu.edu.kz",
    en: "This is no address of a site. For example: kbtu.edu.kz")
  static let domainsTitle = Phrase(
    kk: "Қызметкерлерінің пошта домендері", ru: "Домены почты сотрудников", en: "Domains of its people's e-mail")
  static let domainsHint = Phrase(
    kk: "@ белгісінен кейінгі бөлігі. Өкілді тек осы домендегі поштаға шақыруға болады. Жаңа доменді екінші адам растайды.",
    ru: "То, что стоит после @. Пригласить представителя можно только на такой адрес. Новые домены подтверждает второй человек.",
    en:
      "What stands behind the @. An officer can be invited to such an address only. A second person confirms other domains.")
  static func domainWrong(_ domain: String) -> Phrase {
    Phrase(
      kk: "«\(domain)» домен емес. Мысалы: kbtu.kz", ru: "«\(domain)» — не домен. Например: kbtu.kz",
      en: "“\(domain)” is no domain. For example: kbtu.kz")
  }
  static func domainOfAnybody(_ domain: String) -> Phrase {
    Phrase(
      kk: "«\(domain)» доменінде кез келген адам пошта аша алады: ұйымның өз доменін жазыңыз",
      ru: "В домене «\(domain)» адрес может завести кто угодно: укажите домен самой организации",
      en: "Anybody can have an address at “\(domain)”: give the organisation's own domain")
  }
}
