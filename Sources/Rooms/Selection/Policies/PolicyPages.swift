import Allocation
import Exchange
import Markup
import Programme
import Rules
import Storage
import Words

/// The rules as a text that the chair edits and everybody can read in words.
enum PolicyPages {
  /// GET /desk/selection/policies/new starts from the newest version, or from that of the programme's folder.
  static func new(_ visit: Visit, _ permit: Permit<LeadSelection>) async throws -> Reply {
    let cycle = try visit.cycle()
    let newest = try await visit.house.database.read { try $0.policies(cycle.id).first }
    let file = newest?.file ?? visit.house.data[.policy]
    let losesNotes = newest?.file.yaml.contains("#") ?? false
    return shown(visit, editor(visit, cycle, .form(PolicyDraft(file), losesNotes: losesNotes), preview: file))
  }

  /// POST /desk/selection/policies: "look" shows it in words, "text" and "form" turn one into the other, "keep" makes a new version.
  static func create(_ visit: Visit, _ permit: Permit<LeadSelection>) async throws -> Reply {
    let house = visit.house
    let cycle = try visit.cycle()
    let typed = Typed(visit.form, ProtectedGroup.all(of: cycle, house))
    let file: PolicyFile
    do throws(FileComplaints) {
      file = try PolicyFile(yaml: typed.yaml)
      try file.refuseUnknownColumns()
    } catch {
      let page = editor(visit, cycle, typed.draft.map { .form($0) } ?? .text(typed.yaml), complaints: error.complaints)
      return shown(visit, page, status: 422)
    }
    switch visit.form["go"] {
    case "keep":
      let id = try await house.database.write { try $0.addPolicy(file, cycle.id, by: permit.actor.text, house) }
      return .seeOther("/desk/selection/policies/\(id)")
    case "text": return shown(visit, editor(visit, cycle, .text(typed.yaml), preview: file))
    case "form":
      return shown(visit, editor(visit, cycle, .form(PolicyDraft(file), losesNotes: typed.yaml.contains("#")), preview: file))
    default: return shown(visit, editor(visit, cycle, typed.draft.map { .form($0) } ?? .text(typed.yaml), preview: file))
    }
  }

  private static func shown(_ visit: Visit, _ page: Page, status: Int = 200) -> Reply {
    visit.page(page, status: status, scripts: [visit.house.assets.link("policy.js")])
  }

  /// What was sent: the fields of the form, or the text itself.
  private struct Typed {
    var draft: PolicyDraft?
    var yaml: String

    init(_ form: Fields, _ known: [ProtectedGroup]) {
      if let text = form.all("yaml").first {
        // A form's lines end with CR LF.
        yaml = text.replacing("\r\n", with: "\n")
      } else {
        var draft = PolicyDraft(form)
        draft.nameUntitled(known)
        yaml = draft.text().yaml
        self.draft = draft
      }
    }
  }

  /// GET /desk/selection/policies/:policy
  static func show(_ visit: Visit, _ permit: Permit<ReadSelection>) async throws -> Reply {
    try await page(visit, try visit.id("policy", of: PolicyVersion.self), error: nil, permit.reaches)
  }

  /// With what is wrong in one of its forms: the numbers of the draw (`key`), or the day of the announcement (`from`).
  static func page(
    _ visit: Visit, _ id: ID<PolicyVersion>, error: Phrase?, at field: String = "key",
    _ reaches: @escaping @Sendable (ID<Cycle>) -> Bool
  ) async throws -> Reply {
    let t = visit.language
    let (policy, freeze, ruling) = try await visit.house.database.read { tx in
      let policy = try tx.policy(id)
      guard reaches(policy.cycle) else { throw Refusal.missing }
      let freeze = try tx.freeze(policy.cycle)
      return (policy, freeze, try freeze.map { try tx.policy($0.policy) })
    }
    let isFrozen = freeze?.isFrozen(at: visit.now) ?? false
    func said(_ name: String) -> String? { name == field ? error.map { t($0) } : nil }
    let announcing: HTML =
      isFrozen || !visit.who.holds(.chair)
      ? .nothing
      : """
      <h2>\(t(.announcePolicy))</h2><p>\(t(.announceExplained))</p>
      \(form("/desk/selection/policies/\(id.text)/announcement", "\(visit.formToken)\(t.dateField(Field("from", t(.frozenFrom), error: said("from")), value: visit.form.date("from")))\(button(t(.announceButton)))"))
      """
    let running: HTML =
      visit.who.holds(.chair)
      ? """
      <h2>\(t(.runPolicy))</h2>
      \(form("/desk/selection/runs", hidden: [("policy", id.text)], """
        \(visit.formToken)\(t.textField(
          Field("key", t(.drawNumbers), hint: t(.drawNumbersHint), error: said("key"), isOptional: true),
          value: said("key") == nil ? "" : visit.form["key"] ?? "", autocomplete: .off))\
        \(button(t(.runButton)))
        """))
      """ : .nothing
    return visit.page(
      Page(
        title: t(.policyVersion(policy.version)), language: t, width: .wide,
        body: """
          \(t.back(to: "/desk/selection"))\(t.errorSummary(error.map { [(field: field, message: t($0))] } ?? []))
          <h1>\(t(.policyVersion(policy.version))): \(policy.file.title(t))</h1>
          <p>\(t.dateTime(policy.writtenAt)) \(freeze?.policy == policy.id ? tag(t(isFrozen ? .frozenWord : .announcedWord), .good) : HTML.nothing)</p>
          \(notRuling(policy, freeze, ruling, visit))
          \(inThreeLanguages(policy.file, t))<h2>\(t(.asText))</h2>\(text(policy.file.yaml, t))\(running)\(announcing)
          """), status: error == nil ? 200 : 422)
  }

  /// What a version lacks to be the one by which results go out, and whose that is to do; nothing where it is.
  static func notRuling(_ policy: PolicyVersion, _ freeze: Freeze?, _ ruling: PolicyVersion?, _ visit: Visit) -> HTML {
    let t = visit.language
    func link(_ version: PolicyVersion) -> HTML {
      "<a href=\"\(Link("/desk/selection/policies/\(version.id.text)"))\">\(t(.policyVersion(version.version)))</a>"
    }
    guard let freeze, let ruling else { return notice("<p>\(t(.notAnnounced)) \(link(policy))</p>", .waiting) }
    let (day, isFrozen) = (freeze.freezesAt.day(), freeze.isFrozen(at: visit.now))
    if ruling.id == policy.id {
      return isFrozen ? .nothing : notice("<p>\(t(.freezesOn(day)))</p>", .waiting)
    }
    return notice("<p>\(t(isFrozen ? .otherFrozen(day) : .otherAnnounced(day))) \(link(ruling))</p>", .waiting)
  }

  /// POST /desk/selection/policies/:policy/announcement
  static func announce(_ visit: Visit, _ permit: Permit<LeadSelection>) async throws -> Reply {
    let house = visit.house
    let id = try visit.id("policy", of: PolicyVersion.self)
    let day = visit.form.date("from").date
    guard let day, day.start() > house.outside.now() else { return try await complain(.dayInFuture) }
    let cycle = try await house.database.write { tx -> Cycle? in
      let policy = try tx.policy(id)
      guard permit.reaches(cycle: policy.cycle, region: nil) else { throw Refusal.missing }
      if let lottery = policy.file.lottery, lottery.published < day { return nil }
      try tx.announce(policy, from: day.start(), by: permit.actor.text, house)
      return try tx.cycle(policy.cycle)
    }
    guard let cycle else { return try await complain(.lotteryTooEarly) }
    return .seeOther(("/selection" as Link).of(cycle).text)
    func complain(_ error: Phrase) async throws -> Reply {
      try await page(visit, id, error: error, at: "from") { permit.reaches(cycle: $0, region: nil) }
    }
  }

  /// GET /selection, for everybody: the rules in words and as text, before the day. Of the intake in the address, else of the
  /// newest whose rules are announced; the others are linked.
  static func publicPage(_ visit: Visit) async throws -> Reply {
    let t = visit.language
    let found = try await visit.house.database.read {
      tx -> (cycle: Cycle, others: [Cycle], policy: PolicyVersion, freeze: Freeze)? in
      let cycles = try tx.announcedCycles()
      guard let cycle = try visit.published(among: cycles), let freeze = try tx.freeze(cycle.id) else { return nil }
      return (cycle, cycles.filter { $0.id != cycle.id }, try tx.policy(freeze.policy), freeze)
    }
    guard let found else {
      return visit.page(
        Page(
          title: t(.howSelected), language: t,
          body: "<h1>\(t(.howSelected))</h1>\(emptyState(t(.noRulesYet), HTML(t(.noRulesYetWhat))))"))
    }
    let day = found.freeze.freezesAt.day()
    return visit.page(
      Page(
        title: t(.howSelected), language: t,
        body: """
          <h1>\(t(.howSelected)): \(t(found.cycle.name))</h1>
          \(notice("<p>\(t(found.freeze.isFrozen(at: visit.now) ? .frozenSince(day) : .frozenOn(day)))</p>", .good))
          <ul>\(found.policy.file.inWords.map { "<li>\(t($0))</li>" as HTML })</ul>
          <details><summary>\(t(.asText))</summary>\(text(found.policy.file.yaml, t))</details>
          \(t.otherIntakes(found.others, "/selection"))
          """))
  }

  private static func text(_ yaml: String, _ t: Language) -> HTML {
    "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(t(.asText))\"><pre>\(yaml)</pre></div>"
  }

  private static func inThreeLanguages(_ file: PolicyFile, _ t: Language) -> HTML {
    grid(
      Language.allCases.map { language in
        card(
          """
          <div lang="\(language.rawValue)"><h2>\(language.name)</h2>\
          <ul>\(file.inWords.map { "<li>\(language($0))</li>" as HTML })</ul></div>
          """)
      })
  }

  private enum Way {
    case form(PolicyDraft, losesNotes: Bool = false)
    case text(String)
  }

  private static func editor(
    _ visit: Visit, _ cycle: Cycle, _ way: Way, complaints: [FileComplaint] = [], preview: PolicyFile? = nil
  ) -> Page {
    let t = visit.language
    let errors: [(field: String, message: String)]
    let fields: HTML
    let other: HTML
    var steps = HTML.nothing
    switch way {
    case .form(let draft, let losesNotes):
      let lines = draft.text().fields
      errors = complaints.map { complaint in
        (complaint.line.flatMap { lines.indices.contains($0 - 1) ? lines[$0 - 1] : nil } ?? "places", t(complaint.says))
      }
      let groups = ProtectedGroup.all(of: cycle, visit.house).map { Option($0.attribute, t($0.title)) }
      let rules = PolicyForm(t: t, draft: draft, complaints: errors, groups: groups)
      steps = rules.way
      fields = """
        \(losesNotes ? notice("<p>\(t(.notesLost))</p>", .waiting) : HTML.nothing)\
        \(rules.html)
        """
      other = button(t(.asText), look: .plain, name: "go", value: "text")
    case .text(let yaml):
      errors = complaints.map { complaint in
        ("yaml", complaint.line.map { "\(t(.lineWord)) \($0): \(t(complaint.says))" } ?? t(complaint.says))
      }
      fields = t.textArea(Field("yaml", t(.asText), error: errors.first?.message), value: yaml, rows: 24)
      other = button(t(.asForm), look: .plain, name: "go", value: "form")
    }
    return Page(
      title: t(.editPolicy), language: t, width: .wide,
      body: """
        \(t.back(to: "/desk/selection"))\(t.errorSummary(errors))<h1>\(t(.editPolicy))</h1><p>\(t(.editPolicyWhat))</p>\(steps)
        \(twoColumns(
          t(.inWordsTitle), side: words(preview, t),
          body: form("/desk/selection/policies", id: "policy", """
            \(visit.formToken)\(fields)\
            \(buttons(button(t(.lookInWords), look: .plain, name: "go", value: "look"), other, button(t(.keepVersion), name: "go", value: "keep")))
            """)))
        """)
  }

  /// What the rules mean, beside the form and always in sight; a script keeps it fresh while they are written, the button does it without.
  private static func words(_ file: PolicyFile?, _ t: Language) -> HTML {
    let others = Language.allCases.filter { $0 != t }
    let said: HTML =
      file.map { file in
        """
        <ul>\(file.inWords.map { "<li>\(t($0))</li>" as HTML })</ul>\
        \(others.map { other in
          """
          <details lang="\(other.rawValue)"><summary>\(other.name)</summary><ul>\(file.inWords.map { "<li>\(other($0))</li>" as HTML })</ul></details>
          """ as HTML
        })
        """
      } ?? "<p>\(t(.wordsWait))</p>"
    return "<div class=\"box words\" id=\"words\" aria-live=\"polite\"><h2>\(t(.inWordsTitle))</h2>\(said)</div>"
  }
}

extension Phrase {
  static let wordsWait = Phrase(
    kk: "Белгіленген жерлерді түзеткенде, қағидалар осында сөзбен жазылады.",
    ru: "Исправьте отмеченное, и правила появятся здесь словами.",
    en: "Correct what is marked, and the rules appear here in words.")
  static let howSelected = Phrase(kk: "Қалай іріктейміз", ru: "Как мы отбираем", en: "How we select")
  static let noRulesYet = Phrase(
    kk: "Ереже әлі жарияланған жоқ", ru: "Правила ещё не объявлены", en: "The rules are not announced yet")
  static let noRulesYetWhat = Phrase(
    kk: "Іріктеу ережесі осы бетте іріктеу басталғанға дейін жарияланады.",
    ru: "Правила отбора появятся на этой странице до его начала.", en: "The rules of the selection appear here before it begins.")
  static func frozenSince(_ day: Day) -> Phrase {
    Phrase(
      kk: "Бұл ереже \(Language.kk.date(day)) күні бекітілді және өзгермейді.",
      ru: "Эти правила зафиксированы \(Language.ru.date(day)) и не изменятся.",
      en: "These rules were fixed on \(Language.en.date(day)) and do not change.")
  }
  static func frozenOn(_ day: Day) -> Phrase {
    Phrase(
      kk: "Бұл ереже \(Language.kk.date(day)) күні бекітіледі, содан кейін өзгермейді.",
      ru: "Эти правила будут зафиксированы \(Language.ru.date(day)) и после этого не изменятся.",
      en: "These rules will be fixed on \(Language.en.date(day)) and do not change after that.")
  }
  static let editPolicy = Phrase(
    kk: "Іріктеу қағидалары: жаңа нұсқа", ru: "Правила отбора: новая версия", en: "Selection policy: a new version")
  static let editPolicyWhat = Phrase(
    kk: "Сақталған нұсқа өзгермейді: әр өзгеріс жаңа нұсқа болады. Алдымен сөзбен қарап алыңыз.",
    ru: "Сохранённая версия не меняется: каждая правка — новая версия. Сначала посмотрите её словами.",
    en: "A kept version does not change: each edit makes a new one. Look at it in words first.")
  static let placesField = Phrase(kk: "Орын саны", ru: "Число мест", en: "Places")
  static let lookInWords = Phrase(kk: "Сөзбен көрсету", ru: "Показать словами", en: "Show in words")
  static let keepVersion = Phrase(kk: "Жаңа нұсқа ретінде сақтау", ru: "Сохранить новую версию", en: "Keep as a new version")
  static let inWordsTitle = Phrase(kk: "Сөзбен", ru: "Словами", en: "In words")
  static let asText = Phrase(kk: "Мәтін түрінде (YAML)", ru: "Текстом (YAML)", en: "As text (YAML)")
  static func policyVersion(_ n: Int) -> Phrase {
    Phrase(kk: "Қағидалар, \(n)-нұсқа", ru: "Правила, версия \(n)", en: "Policy, version \(n)")
  }
  static let frozenWord = Phrase(kk: "бекітілген", ru: "зафиксирована", en: "frozen")
  static let announcedWord = Phrase(kk: "жарияланған", ru: "объявлена", en: "announced")
  static let notAnnounced = Phrase(
    kk:
      "Бұл нұсқа сайтта жарияланбаған. Нәтиже шығу үшін төраға оны осы қағидалардың бетінде, бекітілетін күнін белгілеп, жариялайды:",
    ru:
      "Эта версия не объявлена на сайте. Чтобы по ней вышли результаты, председатель объявляет её на странице правил и называет день фиксации:",
    en:
      "This version is not announced on the site. Before results can go out by it, the chair announces it on the policy's page with the day it freezes:"
  )
  static func freezesOn(_ day: Day) -> Phrase {
    Phrase(
      kk:
        "Бұл нұсқа жарияланған, бекітілетін күні: \(Language.kk.date(day)). Оған дейін нәтиже жарияланбайды; ештеңе істеу керек емес.",
      ru:
        "Эта версия объявлена и будет зафиксирована \(Language.ru.date(day)). До этого результаты не публикуются; делать ничего не нужно.",
      en:
        "This version is announced and freezes on \(Language.en.date(day)). Until then no results go out; nothing has to be done."
    )
  }
  static func otherAnnounced(_ day: Day) -> Phrase {
    Phrase(
      kk:
        "Сайтта басқа нұсқа жарияланған, бекітілетін күні: \(Language.kk.date(day)). Оған дейін төраға оның орнына осы нұсқаны жариялай алады. Жарияланғаны:",
      ru:
        "На сайте объявлена другая версия, день фиксации \(Language.ru.date(day)). До него председатель может объявить вместо неё эту. Объявлена:",
      en:
        "Another version is announced and freezes on \(Language.en.date(day)). Until then the chair may announce this one in its place. Announced:"
    )
  }
  static func otherFrozen(_ day: Day) -> Phrase {
    Phrase(
      kk:
        "Бұл қабылдаудың ережесі \(Language.kk.date(day)) күні бекітілген, сондықтан осы нұсқаны бекіту мүмкін емес: ол салыстыру үшін ғана. Бекітілгені:",
      ru:
        "Правила этого набора зафиксированы \(Language.ru.date(day)), поэтому эту версию зафиксировать уже нельзя: она только для сравнения. Зафиксирована:",
      en:
        "The rules of this intake were frozen on \(Language.en.date(day)), so this version cannot be frozen any more: it serves comparison only. Frozen:"
    )
  }
  static let announcePolicy = Phrase(kk: "Жариялау", ru: "Объявить", en: "Announce")
  static let announceExplained = Phrase(
    kk: "Ереже сайтта бірден көрінеді. Бекітілетін күннен кейін оны ешкім өзгерте алмайды.",
    ru: "Правила сразу видны на сайте. После дня фиксации их никто не может изменить.",
    en: "The rules are shown on the site at once. After the day of freezing nobody can change them.")
  static let frozenFrom = Phrase(kk: "Қай күні бекітіледі", ru: "С какого дня зафиксирована", en: "Frozen from")
  static let announceButton = Phrase(kk: "Сайтта жариялау", ru: "Объявить на сайте", en: "Announce on the site")
  static let dayInFuture = Phrase(
    kk: "Бекітілетін күн болашақта болуы керек.", ru: "День фиксации должен быть в будущем.",
    en: "The day of freezing must lie ahead.")
  static let lotteryTooEarly = Phrase(
    kk: "Жеребе сандары қағидалар бекітілгенге дейін белгілі болып қалады: күнді ертелеу немесе басқа дереккөз таңдаңыз.",
    ru: "Числа жеребьёвки станут известны раньше фиксации: выберите день раньше или другой источник.",
    en: "The lottery's numbers would be known before the freeze: choose an earlier day or another source.")
  static let runPolicy = Phrase(kk: "Есептеу", ru: "Расчёт", en: "Run")
  static func columnUnknown(_ name: String) -> Phrase {
    Phrase(
      kk: "«\(name)» деген баған жоқ. Мүмкін мәндері: region, district, place, school, grade, language, rural.",
      ru: "Столбца «\(name)» нет. Возможны: region, district, place, school, grade, language, rural.",
      en: "There is no column “\(name)”. Possible are: region, district, place, school, grade, language, rural.")
  }
}
