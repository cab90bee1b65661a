import Exchange
import Markup
import Programme
import Storage
import Words

/// The next intake, copied from the last: the same stages and regions, each day 52 weeks later, so that weekdays stay.
enum NewCycle {
  /// GET /administration/cycles/new
  static func show(_ visit: Visit, _ permit: Permit<SetCycles>) async throws -> Reply {
    visit.page(page(visit, Fields(), []))
  }

  /// POST /administration/cycles
  static func create(_ visit: Visit, _ permit: Permit<SetCycles>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let form = visit.form
    var errors: [(field: String, message: String)] = []
    let key = form["key"] ?? ""
    if key.isEmpty || key.count > 20 || !key.utf8.allSatisfy(isKeyByte) { errors.append(("key", t(.badKey))) }
    for name in ["kk", "ru", "en"] where form["name-\(name)"] == nil { errors.append(("name-\(name)", t(.nameNeeded))) }
    for name in ["kk", "ru", "en"] where (form["name-\(name)"]?.count ?? 0) > 120 {
      errors.append(("name-\(name)", t(.nameTooLong)))
    }
    guard errors.isEmpty else { return visit.page(page(visit, form, errors), status: 422) }
    let name = Said(kk: form["name-kk"] ?? "", ru: form["name-ru"] ?? "", en: form["name-en"] ?? "")
    let isNew = try await house.database.write { tx in
      let cycles = try tx.cycles()
      if cycles.contains(where: { $0.key == key }) { return false }
      guard let last = cycles.first else { throw Refusal.missing }
      let id = try tx.addCycle(
        key: key, name: name, regions: last.regions, stages: last.stages(movedBy: Cycle.year), house.outside)
      try tx.record(.cycleAdded, id.text, key, by: permit, house)
      return true
    }
    guard isNew else { return visit.page(page(visit, form, [("key", t(.keyTaken))]), status: 422) }
    house.forgetCycles()
    return .seeOther("/administration/cycles")
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte) || byte == 0x2d
  }

  private static func page(
    _ visit: Visit, _ typed: Fields, _ errors: [(field: String, message: String)]
  ) -> Page {
    let t = visit.language
    func text(_ name: String, _ label: Phrase, hint: Phrase? = nil, isShort: Bool = false) -> HTML {
      t.textField(
        Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message),
        value: typed[name] ?? "", isShort: isShort)
    }
    return Page(
      title: t(.newCycle), language: t,
      body: """
        \(t.back(to: "/administration/cycles"))\(t.errorSummary(errors))<h1>\(t(.newCycle))</h1><p>\(t(.copied))</p>
        \(form("/administration/cycles", """
          \(visit.formToken)\(text("key", .keyTitle, hint: .keyHint, isShort: true))\(text("name-kk", .nameKazakh))\
          \(text("name-ru", .nameRussian))\(text("name-en", .nameEnglish))\(button(t(.addCycle)))
          """))
        """)
  }
}

extension Phrase {
  static let copied = Phrase(
    kk: "Кезеңдер мен өңірлер соңғы қабылдаудан алынады, күндері 52 аптаға жылжытылады. Кейін әр кезеңнің күнін өзгерте аласыз. "
      + "Сайтта ол қазіргі қабылдауға өтінім беру аяқталғаннан кейін көрінеді; бұрынғы қабылдаудағы жұмыс жалғаса береді.",
    ru: "Этапы и регионы берутся из последнего набора, даты сдвигаются на 52 недели; потом их можно изменить. "
      + "На сайте он появится, когда закончится приём заявок в текущий; работа с прежним набором продолжается.",
    en: "Stages and regions are taken from the last intake, with dates 52 weeks later; you can change each. "
      + "The site shows it once applicants can no longer apply to the present one; work on earlier intakes goes on.")
  static let keyTitle = Phrase(kk: "Қысқа атауы", ru: "Краткое обозначение", en: "Short name")
  static let keyHint = Phrase(
    kk: "Латын әріптері мен цифрлар, мысалы: 2027", ru: "Латинские буквы и цифры, например: 2027",
    en: "Latin letters and digits, for example: 2027")
  static let badKey = Phrase(
    kk: "Кіші латын әріптері, цифрлар мен сызықша ғана, 20 таңбаға дейін",
    ru: "Только строчные латинские буквы, цифры и дефис, до 20 знаков",
    en: "Only lower-case Latin letters, digits and hyphens, up to 20")
  static let keyTaken = Phrase(
    kk: "Мұндай қысқа атауы бар қабылдау бар", ru: "Набор с таким обозначением уже есть",
    en: "There is an intake of this short name")
  static let nameTooLong = Phrase(
    kk: "Атауы 120 таңбадан аспауы керек", ru: "Название должно быть не длиннее 120 знаков",
    en: "The name may have at most 120 characters")
  static let nameNeeded = Phrase(kk: "Атауын жазыңыз", ru: "Укажите название", en: "Enter the name")
  static let nameKazakh = Phrase(kk: "Қазақша атауы", ru: "Название на казахском", en: "Name in Kazakh")
  static let nameRussian = Phrase(kk: "Орысша атауы", ru: "Название на русском", en: "Name in Russian")
  static let nameEnglish = Phrase(kk: "Ағылшынша атауы", ru: "Название на английском", en: "Name in English")
  static let addCycle = Phrase(kk: "Қабылдауды қосу", ru: "Добавить набор", en: "Add the intake")
}
