import Exchange
import Markup
import Programme
import Storage
import Words

/// What can be studied at an organisation.
enum ProgrammeForm {
  static func link(_ programme: ID<StudyProgramme>) -> Link { "/desk/grants/programmes/\(programme.text)" }

  /// GET /desk/grants/organisations/:organisation/programmes/new
  static func new(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply {
    let organisation = try await OrganisationPages.found(visit)
    var typed = Typed()
    typed.city = TypedCity(organisation.said.city)
    return visit.page(page(visit, organisation, nil, typed, []))
  }

  /// POST /desk/grants/organisations/:organisation/programmes
  static func create(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply {
    try await keep(visit, permit, try await OrganisationPages.found(visit), nil)
  }

  /// GET /desk/grants/programmes/:programme
  static func edit(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply {
    let (programme, organisation) = try await found(visit)
    return visit.page(page(visit, organisation, programme, Typed(programme.said), []))
  }

  /// POST /desk/grants/programmes/:programme
  static func update(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply {
    let (programme, organisation) = try await found(visit)
    return try await keep(visit, permit, organisation, programme)
  }

  private static func found(_ visit: Visit) async throws -> (StudyProgramme, Organisation) {
    let id: ID<StudyProgramme> = try visit.id("programme")
    return try await visit.house.database.read { tx in
      let programme = try tx.studyProgramme(id)
      return (programme, try tx.organisation(programme.organisation))
    }
  }

  private static func keep(
    _ visit: Visit, _ permit: Permit<EditOffers>, _ organisation: Organisation, _ programme: StudyProgramme?
  ) async throws -> Reply {
    let (house, t, typed) = (visit.house, visit.language, Typed(visit.form))
    var errors: FieldErrors = []
    guard let said = typed.read(t, &errors), errors.isEmpty, !visit.asksOnlyLanguage else {
      let shown = visit.asksOnlyLanguage ? [] : errors
      return visit.page(page(visit, organisation, programme, typed, shown), status: shown.isEmpty ? 200 : 422)
    }
    let (id, was) = (programme?.id, visit.form["was"])
    let outcome = try await house.database.write { tx -> Kept<ID<StudyProgramme>> in
      if let id {
        let stands = try tx.studyProgramme(id).said
        let told = stands.told(house.gazetteer)
        if told.mark != was { return stands == said ? .kept(id) : .moved(told) }
        if !said.isAgreed(with: stands), try tx.isAgreedOn(id, house) { return .wrong([("name_kk", t(.isAgreed))]) }
      }
      if let twin = try tx.twin(of: said, at: organisation.id), twin != id { return .wrong([("group", t(.programmeIsThere))]) }
      return .kept(try tx.keep(said, as: id, of: organisation.id, by: permit.actor, house))
    }
    switch outcome {
    case .kept: return .seeOther(OrganisationPages.link(organisation.id).text)
    case .wrong(let errors): return visit.page(page(visit, organisation, programme, typed, errors), status: 422)
    case .moved(let stands):
      return visit.page(page(visit, organisation, programme, typed, [], (stands, said.told(house.gazetteer))), status: 422)
    }
  }

  private struct Typed {
    var name = TypedName()
    var group = ""
    var language = ""
    var level = StudyProgramme.Level.bachelor.rawValue
    var isced = ""
    var city = TypedCity()
    var cost = ""
    var dormitory = StudyProgramme.Dormitory.ask.rawValue

    init() {}

    init(_ said: StudyProgramme.Entry) {
      (name, group, language, level) = (TypedName(said.name), said.group, said.language.rawValue, said.level.rawValue)
      (isced, city, cost) = (said.isced, TypedCity(said.city), said.cost.map(String.init) ?? "")
      dormitory = said.dormitory.rawValue
    }

    init(_ form: Fields) {
      (name, group, language, level) = (TypedName(form), form.text("group"), form.text("language"), form.text("level"))
      (isced, city, cost, dormitory) = (form.text("isced"), TypedCity(form), form.text("cost"), form.text("dormitory"))
    }

    /// Nil with the errors filled in.
    func read(_ t: Language, _ errors: inout FieldErrors) -> StudyProgramme.Entry? {
      let name = name.read(t, &errors)
      let group = StudyProgramme.group(group)
      if group == nil { errors.append(("group", t(.groupWrong))) }
      let language = Language(rawValue: language)
      if language == nil { errors.append(("language", t(.chooseStream))) }
      let level = StudyProgramme.Level(rawValue: level)
      if level == nil { errors.append(("level", t(.chooseLevel))) }
      if let group, let level, !StudyProgramme.Entry.fits(group, level) { errors.append(("group", t(.groupOfOtherLevel))) }
      if !StudyProgramme.isISCED(isced) { errors.append(("isced", t(.iscedWrong))) }
      let city = city.read(isNeeded: true, t, &errors)
      var fee: Int?
      let digits = cost.filter { !$0.isWhitespace && $0 != "₸" }
      if !digits.isEmpty {
        fee = Int(digits)
        if fee.map({ !(1...100_000_000).contains($0) }) ?? true { errors.append(("cost", t(.costWrong))) }
      }
      guard let name, let group, let language, let level, let city, errors.isEmpty else { return nil }
      return StudyProgramme.Entry(
        group: group, name: name, language: language, level: level, isced: isced, city: city, cost: fee,
        dormitory: StudyProgramme.Dormitory(rawValue: dormitory) ?? .ask)
    }
  }

  private static func page(
    _ visit: Visit, _ organisation: Organisation, _ programme: StudyProgramme?, _ typed: Typed, _ errors: FieldErrors,
    _ moved: (stands: [Told], typed: [Told])? = nil
  ) -> Page {
    let t = visit.language
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil, isOptional: Bool = false) -> Field {
      Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message, isOptional: isOptional)
    }
    let title = programme.map { t($0.name) } ?? t(.newProgramme)
    let above = OrganisationPages.link(organisation.id)
    let action = programme.map { link($0.id) } ?? above.below("programmes")
    let was = moved?.stands.mark ?? visit.form["was"] ?? programme?.said.told(visit.house.gazetteer).mark
    return Page(
      title: title, language: t, languageForm: "programme",
      body: """
        \(t.back(to: above))\(t.errorSummary(errors))<p class="step">\(t(organisation.name))</p><h1>\(title)</h1>
        <p>\(t(.programmesWhat))</p>\(moved.map { $0.stands.meanwhile(besides: $0.typed, t) })
        \(form(action, hidden: was.map { [("was", $0)] } ?? [], id: "programme", """
          \(visit.formToken)\(typed.name.fields(t, errors))\
          \(t.textField(field("group", .groupTitle, hint: .groupHint), value: typed.group))\
          \(t.choice(field("language", .streamTitle), Language.allCases.map { Option($0.rawValue, t($0.stream)) }, chosen: typed.language))\
          \(t.choice(field("level", .levelTitle), StudyProgramme.Level.allCases.map { Option($0.rawValue, t($0.name)) }, chosen: typed.level))\
          \(t.textField(field("isced", .iscedTitle, hint: .iscedHint), value: typed.isced))\
          \(typed.city.fields(t, errors))\
          \(t.textField(field("cost", .costTitle, hint: .costHint, isOptional: true), value: typed.cost))\
          \(t.choice(field("dormitory", .dormitoryTitle), StudyProgramme.Dormitory.allCases.map { Option($0.rawValue, t($0.says)) }, chosen: typed.dormitory))\
          \(button(t(.keepIt)))
          """))
        """)
  }
}

extension StudyProgramme {
  /// A code of a group as people type it; nil where it is none. A Cyrillic В stands for the Latin letter it looks like.
  static func group(_ typed: String) -> String? {
    let text = String(typed.trimmed.uppercased().map { lookAlikes[$0] ?? $0 }.filter { !$0.isWhitespace })
    return isGroup(text) ? text : nil
  }

  private static let lookAlikes: [Character: Character] = ["В": "B", "М": "M"]
}

extension Phrase {
  static let programmeIsThere = Phrase(
    kk: "Бұл ұйымда осы кодпен, тілмен және атаумен бағдарлама бар",
    ru: "У организации уже есть программа с этим кодом, языком и названием",
    en: "The organisation has a programme of this code, language and name already")
  static let groupHint = Phrase(
    kk: "Мысалы: B057. Колледжде мамандықтың цифрлық коды.", ru: "Например: B057. Для колледжа — цифровой код специальности.",
    en: "For example: B057. For a college the digits of the speciality.")
  static let groupWrong = Phrase(
    kk: "Код бір латын әрпі мен үш цифрдан тұрады (B057), ал колледжде 7–8 цифрдан",
    ru: "Код — латинская буква и три цифры (B057), у колледжа — 7 или 8 цифр",
    en: "A code is one Latin letter and three digits (B057), that of a college 7 or 8 digits")
  static let groupOfOtherLevel = Phrase(
    kk: "Код деңгейге сай емес: бакалавриатта әріп пен цифрлар (B057), колледжде тек цифрлар",
    ru: "Код не этого уровня: у бакалавриата буква и цифры (B057), у колледжа только цифры",
    en: "The code is of another level: a bachelor's has a letter and digits (B057), a college's digits only")
  static let chooseStream = Phrase(
    kk: "Оқыту тілін таңдаңыз", ru: "Выберите язык обучения", en: "Choose the language of teaching")
  static let chooseLevel = Phrase(kk: "Деңгейін таңдаңыз", ru: "Выберите уровень", en: "Choose the level")
  static let iscedHint = Phrase(
    kk: "Мысалы: 0613. Көрсеткіштерде 05, 06 және 07 салалары STEM болып саналады.",
    ru: "Например: 0613. В показателях области 05, 06 и 07 считаются STEM.",
    en: "For example: 0613. In the indicators the fields 05, 06 and 07 count as STEM.")
  static let iscedWrong = Phrase(
    kk: "ISCED-F коды 2–4 цифрдан тұрады және 00–10 арасындағы саладан басталады",
    ru: "Код ISCED-F — от 2 до 4 цифр, область от 00 до 10",
    en: "An ISCED-F code has 2 to 4 digits and begins with a field from 00 to 10")
  static let costHint = Phrase(
    kk: "Грантсыз оқитындар үшін, теңгемен.", ru: "Для тех, кто учится без гранта, в тенге.",
    en: "For those without a grant, in tenge.")
  static let costWrong = Phrase(
    kk: "Теңгемен бүтін сан жазыңыз", ru: "Напишите целое число тенге", en: "Write a whole number of tenge")
  static let dormitoryTitle = Phrase(kk: "Жатақхана", ru: "Общежитие", en: "Dormitory")
}
