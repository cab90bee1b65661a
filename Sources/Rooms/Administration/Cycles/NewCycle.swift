import Exchange
import Markup
import Programme
import Storage
import Words

/// The next intake, copied from the last: the same stages and regions, each day 52 weeks later, so that weekdays stay.
enum NewCycle {
  static let shift = 364

  /// GET /administration/cycles/new
  static func show(_ visit: Visit, _ permit: Permit<SetCycles>) async throws -> Reply {
    let (last, stops) = try await last(visit)
    return visit.page(page(visit, last, stops, Fields(), []))
  }

  /// POST /administration/cycles
  static func create(_ visit: Visit, _ permit: Permit<SetCycles>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let (last, stops) = try await last(visit)
    let form = visit.form
    var errors: [(field: String, message: String)] = []
    let key = form["key"] ?? ""
    if key.isEmpty || key.count > 20 || !key.utf8.allSatisfy(isKeyByte) { errors.append(("key", t(.badKey))) }
    for name in ["kk", "ru", "en"] where form["name-\(name)"] == nil { errors.append(("name-\(name)", t(.nameNeeded))) }
    guard errors.isEmpty else { return visit.page(page(visit, last, stops, form, errors), status: 422) }
    let name = Said(kk: form["name-kk"] ?? "", ru: form["name-ru"] ?? "", en: form["name-en"] ?? "")
    let isNew = try await house.database.write { tx in
      let cycles = try tx.cycles()
      if cycles.contains(where: { $0.key == key }) { return false }
      guard let last = cycles.first else { throw Refusal.missing }
      if let stop = try Self.stops(last, house, in: tx).first { throw Refusal(.conflict, stop) }
      let stages = last.stages.map { stage in
        StageFile(
          key: stage.key, name: Said(kk: Language.kk(stage.name), ru: Language.ru(stage.name), en: Language.en(stage.name)),
          opens: stage.opensAt.day().adding(days: shift).iso, closes: stage.lastDay.adding(days: shift).iso)
      }
      let id = try tx.addCycle(key: key, name: name, regions: last.regions, stages: stages, house.outside)
      try tx.record("cycle_added", id.text, key, by: permit, house)
      return true
    }
    guard isNew else { return visit.page(page(visit, last, stops, form, [("key", t(.keyTaken))]), status: 422) }
    house.forgetCycle()
    return .seeOther("/administration/cycles")
  }

  /// The newest intake, and why no other may follow it yet.
  private static func last(_ visit: Visit) async throws -> (cycle: Cycle, stops: [Phrase]) {
    let house = visit.house
    return try await house.database.read { tx in
      guard let last = try tx.currentCycle() else { throw Refusal.missing }
      return (last, try stops(last, house, in: tx))
    }
  }

  /// While girls apply, and while a room still works on the intake, another must not take its place.
  private static func stops(_ cycle: Cycle, _ house: House, in tx: Transaction) throws -> [Phrase] {
    let now = house.outside.now()
    let isOpen = cycle.stage("applications")?.isOpen(at: now) ?? false
    return try (isOpen ? [.stillOpen] : []) + house.rooms.flatMap { try $0.underWay(tx, cycle, now) }
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte) || byte == 0x2d
  }

  private static func page(
    _ visit: Visit, _ last: Cycle, _ stops: [Phrase], _ typed: Fields, _ errors: [(field: String, message: String)]
  ) -> Page {
    let t = visit.language
    func text(_ name: String, _ label: Phrase, hint: Phrase? = nil, isShort: Bool = false) -> HTML {
      t.textField(
        Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message),
        value: typed[name] ?? "", isShort: isShort)
    }
    guard stops.isEmpty else {
      return Page(
        title: t(.newCycle), language: t,
        body: """
          \(t.back(to: "/administration/cycles"))<h1>\(t(.newCycle))</h1><p>\(t(.notYetBecause)): \(t(last.name))</p>
          \(stops.map { notice("<p>\(t($0))</p>", .waiting) })
          """)
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
      + "Жаңа қабылдау сайтта бірден көрінеді.",
    ru: "Этапы и регионы берутся из последнего набора, даты сдвигаются на 52 недели; потом их можно изменить. "
      + "Новый набор сразу виден на сайте.",
    en: "Stages and regions are taken from the last intake, with dates 52 weeks later; you can change each. "
      + "The new intake is seen on the site at once.")
  static let notYetBecause = Phrase(
    kk: "Жаңа қабылдауды әзірге қосуға болмайды, өйткені алдыңғысы аяқталған жоқ",
    ru: "Новый набор пока добавить нельзя: не завершён текущий",
    en: "The next intake cannot be added yet, for this one is not finished")
  static let stillOpen = Phrase(
    kk: "Қазіргі қабылдауға өтінім беріліп жатыр. Жаңасын өтінім қабылдау аяқталғаннан кейін қосыңыз.",
    ru: "В текущий набор ещё подают заявки. Добавьте новый после окончания приёма.",
    en: "Girls are still applying to the current intake. Add the next one after its last day.")
  static let keyTitle = Phrase(kk: "Қысқаша белгісі", ru: "Краткое обозначение", en: "Short name")
  static let keyHint = Phrase(
    kk: "Латын әріптері мен цифрлар, мысалы: 2027", ru: "Латинские буквы и цифры, например: 2027",
    en: "Latin letters and digits, for example: 2027")
  static let badKey = Phrase(
    kk: "Кіші латын әріптері, цифрлар мен сызықша ғана, 20 таңбаға дейін",
    ru: "Только строчные латинские буквы, цифры и дефис, до 20 знаков",
    en: "Small Latin letters, digits and hyphens only, up to 20")
  static let keyTaken = Phrase(
    kk: "Мұндай белгісі бар қабылдау бар", ru: "Набор с таким обозначением уже есть", en: "There is an intake of this short name")
  static let nameNeeded = Phrase(kk: "Атауын жазыңыз", ru: "Укажите название", en: "Give the name")
  static let nameKazakh = Phrase(kk: "Қазақша атауы", ru: "Название на казахском", en: "Name in Kazakh")
  static let nameRussian = Phrase(kk: "Орысша атауы", ru: "Название на русском", en: "Name in Russian")
  static let nameEnglish = Phrase(kk: "Ағылшынша атауы", ru: "Название на английском", en: "Name in English")
  static let addCycle = Phrase(kk: "Қабылдауды қосу", ru: "Добавить набор", en: "Add the intake")
}
