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
    let id = try await house.database.write { tx in
      let id = try tx.addOrganisation(said, house.outside)
      try tx.record(.organisationKept, id.text, by: permit, house)
      return id
    }
    return .seeOther(OrganisationPages.link(id).text)
  }

  /// GET /desk/grants/organisations/:organisation/edit
  static func edit(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply {
    let organisation = try await OrganisationPages.found(visit)
    return visit.page(page(visit, organisation, Typed(organisation.said), []))
  }

  /// POST /desk/grants/organisations/:organisation
  static func update(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply {
    let (house, typed) = (visit.house, Typed(visit.form))
    let organisation = try await OrganisationPages.found(visit)
    var errors: FieldErrors = []
    guard let said = typed.read(visit.language, &errors), !visit.asksOnlyLanguage else {
      return visit.page(
        page(visit, organisation, typed, visit.asksOnlyLanguage ? [] : errors), status: visit.asksOnlyLanguage ? 200 : 422)
    }
    try await house.database.write { tx in
      try tx.change(organisation.id, to: said)
      try tx.record(.organisationKept, organisation.id.text, by: permit, house)
    }
    return .seeOther(OrganisationPages.link(organisation.id).text)
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
      let digits = bin.filter { !$0.isWhitespace }
      if !digits.isEmpty, digits.utf8.count != 12 || !digits.utf8.allSatisfy({ (48...57).contains($0) }) {
        errors.append(("bin", t(.binWrong)))
      }
      let site = DomainName.bare(site)
      if !site.isEmpty, !DomainName.isRight(site) { errors.append(("site", t(.siteWrong))) }
      let domains = domains.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map { DomainName.bare(String($0)) }
      if let wrong = domains.first(where: { !DomainName.isRight($0) }) { errors.append(("domains", t(.domainWrong(wrong)))) }
      if let open = domains.first(where: DomainName.anybodys.contains) { errors.append(("domains", t(.domainOfAnybody(open)))) }
      let city = city.read(isNeeded: false, t, &errors)
      guard errors.isEmpty, let kind, let name else { return nil }
      return Organisation.Entry(
        kind: kind, name: name, bin: digits.isEmpty ? nil : digits, site: site.isEmpty ? nil : site, domains: domains, city: city)
    }
  }

  private static func page(_ visit: Visit, _ organisation: Organisation?, _ typed: Typed, _ errors: FieldErrors) -> Page {
    let t = visit.language
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil, isOptional: Bool = false) -> Field {
      Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message, isOptional: isOptional)
    }
    let title = organisation.map { t($0.name) } ?? t(.newOrganisation)
    let way = organisation.map { OrganisationPages.link($0.id) } ?? OrganisationPages.home
    return Page(
      title: title, language: t, languageForm: "organisation",
      body: """
        \(t.back(to: way))\(t.errorSummary(errors))<h1>\(title)</h1>
        \(form(way, id: "organisation", """
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
  static let binWrong = Phrase(kk: "БСН 12 цифрдан тұрады", ru: "БИН состоит из 12 цифр", en: "A BIN has 12 digits")
  static let siteTitle = Phrase(kk: "Сайты", ru: "Сайт", en: "Site")
  static let siteWrong = Phrase(
    kk: "Сайт мекенжайы дұрыс емес. Мысалы: kbtu.edu.kz", ru: "Адрес сайта написан неверно. Например: kbtu.edu.kz",
    en: "This is no address of a site. For example: kbtu.edu.kz")
  static let domainsTitle = Phrase(
    kk: "Қызметкерлерінің пошта домендері", ru: "Домены почты сотрудников", en: "Domains of its people's e-mail")
  static let domainsHint = Phrase(
    kk: "@ белгісінен кейінгі бөлігі. Өкілді тек осы домендегі поштаға шақыруға болады.",
    ru: "То, что стоит после @. Пригласить представителя можно только на такой адрес.",
    en: "What stands behind the @. An officer can be invited to such an address only.")
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
