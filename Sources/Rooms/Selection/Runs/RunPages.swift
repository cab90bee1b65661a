import Allocation
import Exchange
import Markup
import Programme
import Rules
import Security
import Storage
import Words

/// Runs, what they give, and what another policy would give.
enum RunPages {
  /// GET /desk/selection
  static func home(_ visit: Visit, _ permit: Permit<ReadSelection>) async throws -> Reply {
    let t = visit.language
    let cycle = try visit.cycle().id
    let (house, now) = (visit.house, visit.now)
    let (candidates, policies, runs, freeze, release, appeals, seats) = try await house.database.read { tx in
      (
        try house.deskCounts.remembered("selection candidates", cycle, [], at: now) { try tx.candidateCount(cycle) },
        try tx.policies(cycle), try tx.runs(cycle), try tx.freeze(cycle), try tx.release(cycle),
        try tx.openAppealCount(cycle), try tx.seats(cycle)
      )
    }
    let isChair = visit.who.holds(.chair)
    let seesAll = permit.reaches(cycle: cycle, region: nil)
    let policyColumns: [Column<PolicyVersion>] = [
      Column(t(.versionWord)) {
        "<a href=\"\(Link("/desk/selection/policies/\($0.id.text)"))\">\(t(.policyVersion($0.version)))</a>"
      },
      Column(t(.titleWord)) { HTML($0.file.title(t)) },
      Column(t(.placesField), isNumeric: true) { HTML(t.number($0.file.policy.places)) },
      Column(t(.stateWord)) {
        freeze?.policy == $0.id ? tag(t(freeze?.isFrozen(at: visit.now) == true ? .frozenWord : .announcedWord), .good) : .nothing
      },
    ]
    let versions = Dictionary(uniqueKeysWithValues: policies.map { ($0.id, $0.version) })
    let runColumns: [Column<Run>] = [
      Column(t(.runWord)) { run in
        let made = t.dateTime(run.madeAt)
        guard seesAll || release?.run == run.id && release?.releasedAt != nil else { return HTML(made) }
        return "<a href=\"\(Link("/desk/selection/runs/\(run.id.text)"))\">\(made)</a>"
      },
      Column(t(.versionWord), isNumeric: true) { HTML(versions[$0.policy].map { t.number($0) } ?? "") },
      Column(t(.candidatesWord), isNumeric: true) { HTML(t.number($0.candidates)) },
      Column(t(.offersWord), isNumeric: true) { HTML(t.number($0.offered)) },
      Column(t(.stateWord)) { run in
        release?.run == run.id
          ? tag(t(release?.releasedAt == nil ? .proposedWord : .releasedWord), release?.releasedAt == nil ? .waiting : .good)
          : run.after != nil ? tag(t(.afterAppeal)) : .nothing
      },
    ]
    let options = policies.map { Option($0.id.text, t(.policyVersion($0.version))) }
    return visit.page(
      Page(
        title: t(.selectionTitle), language: t, width: .wide,
        body: """
          <h1>\(t(.selectionTitle))</h1>
          \(facts([fact(t.number(candidates), t(.candidatesWord)), fact(t.number(appeals), t(.openAppeals(appeals)))]))
          \(seats.map { self.seats($0, t) })
          <p>\(visit.who.holds(.coordinator) ? linkButton(t(.evidenceTitle), "/desk/selection/evidence", look: .plain) : HTML.nothing) \
          \(isChair ? linkButton(t(.editPolicy), "/desk/selection/policies/new") : HTML.nothing) \
          \(HandleAppeals.roles.contains(where: visit.who.holds)
            ? linkButton(t(.appealsTitle), "/desk/appeals", look: .plain) : HTML.nothing)</p>
          \(policies.isEmpty ? HTML.nothing : t.table(t(.policiesTitle), policies, policyColumns))
          \(runs.isEmpty ? HTML.nothing : t.table(t(.runsTitle), runs, runColumns))
          \(policies.count < 2 || !seesAll ? HTML.nothing : "<h2>\(t(.compareTitle))</h2>" + t.filterForm("/desk/selection/comparison", """
            \(t.select(Field("a", t(.firstPolicy)), options, chosen: policies[1].id.text))\
            \(t.select(Field("b", t(.secondPolicy)), options, chosen: policies[0].id.text))
            """, button: t(.compareButton)))
          """))
  }

  private static func seats(_ seats: Seats, _ t: Language) -> HTML {
    let beyond = seats.beyond == 0 ? [] : [fact(t.number(seats.beyond), t(.seatsBeyond))]
    return facts(
      [
        fact("\(t.number(seats.held)) / \(t.number(seats.places))", t(.seatsHeld)),
        fact(t.number(seats.accepted), t(.seatsAccepted)),
        fact(t.number(seats.open), t(.seatsOpen)), fact(t.number(seats.gone), t(.seatsGone)),
      ] + beyond)
  }

  /// POST /desk/selection/runs: read, calculate outside the transaction, keep.
  static func create(_ visit: Visit, _ permit: Permit<LeadSelection>) async throws -> Reply {
    let house = visit.house
    guard let id = visit.form["policy"].flatMap({ ID<PolicyVersion>($0) }) else { throw Refusal.missing }
    let key = (visit.form["key"] ?? "").trimmed
    guard key.isEmpty || Draw.isKey(key) else {
      return try await PolicyPages.page(visit, id, error: .drawKeyUnreadable) { permit.reaches(cycle: $0, region: nil) }
    }
    let policy = try await house.database.read { tx in
      let policy = try tx.policy(id)
      guard permit.reaches(cycle: policy.cycle, region: nil) else { throw Refusal.missing }
      return policy
    }
    try policy.file.mustFit(house.evidenceSources)
    if !house.evidenceSources.isEmpty { _ = try await house.database.write { try $0.takeEvidence(of: policy.cycle, house) } }
    let field = try await house.database.read { try $0.selectionField(policy.cycle, for: [policy.file]) }
    guard !field.applicants.isEmpty else { throw Refusal(.conflict, .noCandidates) }
    let selected = try Selected.run(policy.file, try field.inputs.candidates(for: policy.file), key: key)
    let run = try await house.database.write { try $0.keepRun(selected, field, policy, by: permit.actor.text, house) }
    return .seeOther("/desk/selection/runs/\(run)")
  }

  /// GET /desk/selection/runs/:run
  static func show(_ visit: Visit, _ permit: Permit<ReadSelection>) async throws -> Reply {
    try await page(visit, error: nil) { try $0.mayRead($1, permit) }
  }

  /// With what is wrong with the numbers of the draw, typed a second time.
  static func page(
    _ visit: Visit, error: Phrase?, _ reaches: @escaping @Sendable (Transaction, Run) throws -> Bool
  ) async throws -> Reply {
    let t = visit.language
    let id = try visit.id("run", of: Run.self)
    let (run, policy, selected, gates, release, notRuling) = try await visit.house.database.read { tx in
      let run = try tx.run(id)
      guard try reaches(tx, run) else { throw Refusal.missing }
      let selected = try tx.selected(run)
      let (policy, freeze) = (try tx.policy(run.policy), try tx.freeze(run.cycle))
      let ruling = try freeze.map { try tx.policy($0.policy) }
      return (
        run, policy, selected, try tx.gates(run, selected, visit.house), try tx.release(run.cycle),
        PolicyPages.notRuling(policy, freeze, ruling, visit)
      )
    }
    return visit.page(
      Page(
        title: t(.runWord), language: t, width: .wide,
        body: """
          \(t.back(to: "/desk/selection"))\(t.errorSummary(error.map { [(field: "key", message: t($0))] } ?? []))
          <h1>\(t(.runWord)): \(t.dateTime(run.madeAt))</h1>
          <p><a href="\(Link("/desk/selection/policies/\(policy.id.text)"))">\(t(.policyVersion(policy.version)))</a></p>
          \(facts([
            fact(t.number(run.candidates), t(.candidatesWord)), fact(t.number(run.offered), t(.offersWord)),
            fact(cut(selected, t), t(.cutWord)),
          ]))
          <h2>\(t(.gatesTitle))</h2>\(visit.list(gates))\(notRuling)\(publication(visit, run, gates, release, error))
          <p><a href="\(Link("/desk/selection/runs/\(run.id.text)/report.pdf"))">\(t(.reportLink))</a></p>
          \(groups(visit, selected))
          \(list(selected, selected.outcome.offered.prefix(200), t(.offersWord), t))
          \(list(selected, selected.outcome.waiting.prefix(50), t(.waitingWord), t))
          <p class="hint">SHA-256: \(hex(run.outcomeHash))</p>
          """), status: error == nil ? 200 : 422)
  }

  private static func publication(_ visit: Visit, _ run: Run, _ gates: [Gate], _ release: Release?, _ error: Phrase?) -> HTML {
    let t = visit.language
    let stand = release.map {
      ReleaseStand(
        isThis: $0.run == run.id, proposedBy: $0.proposedBy, recipients: $0.recipients, isReleased: $0.releasedAt != nil)
    }
    let mayPropose = visit.who.holds(.chair) && run.after == nil && !gates.contains { $0.state == .stop }
    return visit.releasing(
      stand, at: "/desk/selection/runs/\(run.id.text)", mayPropose: mayPropose,
      mayRelease: ReleaseSelection.roles.contains(where: visit.who.holds), asksDraw: !run.drawKey.isEmpty, error: error,
      out: notice("<p>\(t(.resultsOut)) <a href=\"/results\">\(t(.resultsTitle))</a></p>", .good))
  }

  static func cut(_ selected: Selected, _ t: Language) -> String {
    selected.lowestOffered.map { t.number(Double($0) / power(selected.policy.decimals), decimals: selected.policy.decimals) }
      ?? "—"
  }

  /// As people call the group: the name of a region, the language of teaching.
  static func groupName(_ line: GroupCount, _ house: House, _ t: Language) -> String {
    let group = CandidateColumn(rawValue: line.column)?.group(line.group, house, t) ?? line.group
    return "\(t(CandidateColumn(rawValue: line.column)?.title ?? Phrase(verbatim: line.column))): \(group)"
  }

  private static func groups(_ visit: Visit, _ selected: Selected) -> HTML {
    let t = visit.language
    let lines = selected.groups(selected.candidates.columns.keys.filter { $0 != "school" && $0 != "place" }.sorted())
    guard !lines.isEmpty else { return .nothing }
    return t.table(
      t(.groupsHeading), lines,
      [
        Column(t(.groupWord)) { HTML(groupName($0, visit.house, t)) },
        Column(t(.consideredWord), isNumeric: true) { HTML(t.number($0.considered)) },
        Column(t(.offersWord), isNumeric: true) { HTML(t.number($0.offered)) },
        Column(t(.rateWord), isNumeric: true) { HTML(t.percent($0.rate, decimals: 1)) },
        Column(t(.fourFifths), isNumeric: true) { fifths(lines.ratio($0), t) },
      ])
  }

  static func fifths(_ ratio: Double, _ t: Language) -> HTML {
    ratio < 0.8 ? tag(t.number(ratio, decimals: 2), .waiting) : HTML(t.number(ratio, decimals: 2))
  }

  private static func list(_ selected: Selected, _ rows: ArraySlice<Int32>, _ caption: String, _ t: Language) -> HTML {
    guard !rows.isEmpty else { return .nothing }
    let decimals = selected.policy.decimals
    return t.table(
      caption, Array(rows),
      [
        Column(t(.codeWord)) { HTML(selected.candidates.codes[Int($0)]) },
        Column(t(.rankWord), isNumeric: true) { HTML(t.number(Int(selected.ranking.rank[Int($0)]) + 1)) },
        Column(t(.totalWord), isNumeric: true) {
          HTML(t.number(selected.ranking.total(Int($0), decimals: decimals), decimals: decimals))
        },
        Column(t(.errorWord), isNumeric: true) { HTML(t.number(selected.ranking.totalErrors[Int($0)], decimals: decimals)) },
        Column(t(.ruleWord)) { HTML(t(selected.rule(Int($0)))) },
      ])
  }
}

extension Transaction {
  /// Every code of the intake stands in a run: until it is released for everybody it is for those who reach all regions.
  func mayRead<A>(_ run: Run, _ permit: Permit<A>) throws -> Bool {
    if permit.reaches(cycle: run.cycle, region: nil) { return true }
    guard permit.reaches(run.cycle), let release = try release(run.cycle) else { return false }
    return release.run == run.id && release.releasedAt != nil
  }
}

/// Two policies on the same candidates.
enum Comparison {
  private static let columns: [CandidateColumn] = [.region, .rural, .language, .grade]

  /// GET /desk/selection/comparison?a=…&b=…
  static func show(_ visit: Visit, _ permit: Permit<ReadSelection>) async throws -> Reply {
    let t = visit.language
    guard let first = visit.query["a"].flatMap({ ID<PolicyVersion>($0) }),
      let second = visit.query["b"].flatMap({ ID<PolicyVersion>($0) })
    else { throw Refusal.missing }
    let (a, b, field) = try await visit.house.database.read { tx in
      let (a, b) = (try tx.policy(first), try tx.policy(second))
      guard a.cycle == b.cycle, permit.reaches(cycle: a.cycle, region: nil) else { throw Refusal.missing }
      return (a, b, try tx.selectionField(a.cycle, for: [a.file, b.file], also: columns))
    }
    let one = try Selected.run(a.file, try field.inputs.candidates(for: a.file), key: "")
    let two = try Selected.run(b.file, try field.inputs.candidates(for: b.file), key: "")
    let (before, after) = (Set(one.outcome.offered), Set(two.outcome.offered))
    let gained = two.outcome.offered.filter { !before.contains($0) }
    let lost = one.outcome.offered.filter { !after.contains($0) }
    let names = columns.map(\.rawValue)
    let (left, right) = (one.groups(names), two.groups(names))
    let lines = zip(left, right).map { (a: $0, b: $1) }
    let costs = try two.costs()
    func codes(_ rows: [Int32]) -> HTML {
      rows.isEmpty
        ? HTML("—")
        : "\(rows.prefix(200).map { one.candidates.codes[Int($0)] }.joined(separator: ", "))\(rows.count > 200 ? " …" : "")"
    }
    return visit.page(
      Page(
        title: t(.compareTitle), language: t, width: .wide,
        body: """
          \(t.back(to: "/desk/selection"))<h1>\(t(.compareTitle))</h1>
          <p>\(t(.policyVersion(a.version))) → \(t(.policyVersion(b.version)))</p>
          \(facts([
            fact(t.number(field.applicants.count), t(.candidatesWord)), fact(t.number(gained.count), t(.gainWord)),
            fact(t.number(lost.count), t(.loseWord)),
            fact("\(RunPages.cut(one, t)) → \(RunPages.cut(two, t))", t(.cutWord)),
          ]))
          <h2>\(t(.gainWord))</h2><p class="codes">\(codes(gained))</p><h2>\(t(.loseWord))</h2><p class="codes">\(codes(lost))</p>
          \(lines.isEmpty ? HTML.nothing : t.table(t(.groupsHeading), lines, [
            Column(t(.groupWord)) { HTML(RunPages.groupName($0.a, visit.house, t)) },
            Column(t(.consideredWord), isNumeric: true) { HTML(t.number($0.b.considered)) },
            Column("\(t(.offersWord)) \(a.version)", isNumeric: true) { HTML(t.number($0.a.offered)) },
            Column("\(t(.offersWord)) \(b.version)", isNumeric: true) { HTML(t.number($0.b.offered)) },
            Column("\(t(.fourFifths)) \(a.version)", isNumeric: true) { RunPages.fifths(left.ratio($0.a), t) },
            Column("\(t(.fourFifths)) \(b.version)", isNumeric: true) { RunPages.fifths(right.ratio($0.b), t) },
          ]))
          \(costs.isEmpty ? HTML.nothing : t.table(t(.costsTitle), costs, [
            Column(t(.ruleWord)) { HTML(t($0.title)) },
            Column(t(.movedPlaces), isNumeric: true) { HTML(t.number($0.moved)) },
          ]))
          <p class="hint">\(t(.withoutDraw))</p>
          """))
  }
}

extension Selected {
  /// The rule that decided about a candidate.
  func rule(_ candidate: Int) -> Phrase {
    switch outcome.rules[candidate] {
    case .merit: return .ruleMerit
    case .reserve(let index): return .ruleReserve(file.title(attribute: policy.reserves[index].attribute))
    case .share(let first, _):
      return .ruleReserve(file.title(attribute: policy.shares[first ? 0 : policy.shares.count - 1].attribute))
    case .cap(let index): return .ruleCap(file.title(column: policy.caps[index].column), policy.caps[index].places)
    case .waiting: return .ruleWaiting
    case .displaced: return .ruleDisplaced
    case .notConsidered:
      switch ranking.exclusions[candidate] {
      case .missing(let piece)?: return .ruleMissing(file.title(evidence: policy.evidence[piece].name))
      case .belowMinimum(let piece)?: return .ruleMinimum(file.title(evidence: policy.evidence[piece].name))
      case nil: return .ruleWaiting
      }
    }
  }
}

extension Phrase {
  static let ruleMerit = Phrase(kk: "Ұпайы бойынша", ru: "По баллам", en: "On points")
  static func ruleReserve(_ title: Phrase) -> Phrase {
    Phrase(kk: "Сақталған орын: \(title(.kk))", ru: "Место по квоте: \(title(.ru))", en: "A place by quota: \(title(.en))")
  }
  static func ruleCap(_ title: Phrase, _ n: Int) -> Phrase {
    Phrase(
      kk: "Белгіленген шек толды: \(title(.kk)), ең көбі \(n) орын",
      ru: "Достигнут предел: \(title(.ru)), не больше \(counted(n, one: "места", few: "мест", many: "мест"))",
      en: "A limit is reached: \(title(.en)), at most \(counted(n, one: "place", other: "places"))")
  }
  static let ruleWaiting = Phrase(
    kk: "Орындар ұпайы жоғарыларға берілді", ru: "Места получили те, у кого баллы выше", en: "The places went to higher points")
  static let ruleDisplaced = Phrase(
    kk: "Ұпайы жетер еді, бірақ орындардың бір бөлігі сақталған топтарға берілді",
    ru: "Баллов хватило бы, но часть мест отдана по квоте группам, названным в правилах",
    en: "The points would have been enough, but some places go by quota to the groups named in the rules")
  static func ruleMissing(_ title: Phrase) -> Phrase {
    Phrase(kk: "Нәтижесі жоқ: \(title(.kk))", ru: "Нет результата: \(title(.ru))", en: "No result: \(title(.en))")
  }
  static func ruleMinimum(_ title: Phrase) -> Phrase {
    Phrase(kk: "Ең аз мәннен төмен: \(title(.kk))", ru: "Ниже минимума: \(title(.ru))", en: "Below the minimum: \(title(.en))")
  }
  static let selectionTitle = Phrase(kk: "Іріктеу", ru: "Отбор", en: "Selection")
  static let policiesTitle = Phrase(kk: "Қағидалар нұсқалары", ru: "Версии правил", en: "Policy versions")
  static let runsTitle = Phrase(kk: "Есептеулер", ru: "Расчёты", en: "Runs")
  static let runWord = Phrase(kk: "Есептеу", ru: "Расчёт", en: "Run")
  static let versionWord = Phrase(kk: "Нұсқа", ru: "Версия", en: "Version")
  static let titleWord = Phrase(kk: "Атауы", ru: "Название", en: "Title")
  static let stateWord = Phrase(kk: "Күйі", ru: "Состояние", en: "State")
  static let offersWord = Phrase(kk: "Ұсыныстар", ru: "Предложения", en: "Offers")
  static let waitingWord = Phrase(kk: "Күту тізімі", ru: "Лист ожидания", en: "Waiting list")
  static let proposedWord = Phrase(kk: "екінші адамды күтуде", ru: "ждёт второго человека", en: "waits for a second person")
  static let releasedWord = Phrase(kk: "жарияланды", ru: "опубликован", en: "released")
  static let afterAppeal = Phrase(kk: "апелляциядан кейін", ru: "после апелляции", en: "after an appeal")
  static func openAppeals(_ n: Int) -> Phrase {
    Phrase(
      kk: "ашық апелляция", ru: plural(n, one: "открытая апелляция", few: "открытые апелляции", many: "открытых апелляций"),
      en: plural(n, one: "open appeal", other: "open appeals"))
  }
  static let compareTitle = Phrase(
    kk: "Қағидалардың екі нұсқасын салыстыру", ru: "Сравнение двух версий правил", en: "Two policies side by side")
  static let firstPolicy = Phrase(kk: "Бірінші", ru: "Первая", en: "First")
  static let secondPolicy = Phrase(kk: "Екінші", ru: "Вторая", en: "Second")
  static let compareButton = Phrase(kk: "Салыстыру", ru: "Сравнить", en: "Compare")
  static let noCandidates = Phrase(
    kk: "Іріктеуге қатысушы жоқ: іріктеуге жіберілген, келісімі толық өтінім керек.",
    ru: "Отбирать некого: нужны допущенные заявки, по которым получены все согласия.",
    en: "There is nobody to select from: applications that were let into the selection, with complete consent, are needed.")
  static let cutWord = Phrase(
    kk: "орын алғандардың ең төмен ұпайы", ru: "наименьший общий балл среди получивших место", en: "lowest total with a place")
  static let groupsHeading = Phrase(kk: "Топтар", ru: "Группы", en: "Groups")
  static let groupWord = Phrase(kk: "Топ", ru: "Группа", en: "Group")
  static let consideredWord = Phrase(kk: "Қаралды", ru: "Рассмотрены", en: "Considered")
  static let rateWord = Phrase(kk: "Үлесі", ru: "Доля", en: "Rate")
  static let fourFifths = Phrase(kk: "Ең жоғары үлеске қатынасы", ru: "К наибольшей доле", en: "To the highest rate")
  static let codeWord = Phrase(kk: "Коды", ru: "Код", en: "Code")
  static let rankWord = Phrase(kk: "Реті", ru: "Порядок", en: "Rank")
  static let totalWord = Phrase(kk: "Жалпы ұпай", ru: "Общий балл", en: "Total")
  static let errorWord = Phrase(kk: "Қателігі", ru: "Погрешность", en: "Error")
  static let ruleWord = Phrase(kk: "Ереже", ru: "Правило", en: "Rule")
  static let gainWord = Phrase(kk: "Орын алады", ru: "Получают место", en: "Gain a place")
  static let loseWord = Phrase(kk: "Орын алмай қалады", ru: "Теряют место", en: "Lose a place")
  static let costsTitle = Phrase(kk: "Әр ереженің әсері", ru: "Цена каждого правила", en: "What each rule costs")
  static let movedPlaces = Phrase(
    kk: "басқа қатысушыға берілген орын", ru: "мест досталось другим", en: "places that go to others")
  static let withoutDraw = Phrase(
    kk: "Салыстыруда тең ұпайлар кездейсоқ емес, код бойынша реттеледі; нақты жеребе әлі жоқ.",
    ru: "При сравнении равные баллы упорядочены условно; настоящей жеребьёвки ещё нет.",
    en: "Ties are put in a provisional order here; there is no draw yet.")
  static let resultsOut = Phrase(kk: "Нәтижелер жарияланды.", ru: "Результаты опубликованы.", en: "The results are out.")
  static let seatsHeld = Phrase(kk: "ұсынылған орын / барлығы", ru: "мест занято / всего", en: "places held / in all")
  static let seatsAccepted = Phrase(kk: "қабылдады", ru: "приняли", en: "accepted")
  static let seatsOpen = Phrase(kk: "жауап күтілуде", ru: "ждём ответа", en: "answer awaited")
  static let seatsGone = Phrase(kk: "бас тартты немесе мерзімі өтті", ru: "отказались или срок прошёл", en: "declined or run out")
  static let seatsBeyond = Phrase(
    kk: "апелляция бойынша қосылған орын", ru: "мест добавлено по апелляции", en: "places added on appeal")
}

extension CandidateColumn {
  var title: Phrase {
    switch self {
    case .region: Phrase(kk: "Облыс", ru: "Область", en: "Region")
    case .district: Phrase(kk: "Аудан", ru: "Район", en: "District")
    case .place: Phrase(kk: "Елді мекен", ru: "Населённый пункт", en: "Place")
    case .school: Phrase(kk: "Мектеп", ru: "Школа", en: "School")
    case .grade: Phrase(kk: "Сынып", ru: "Класс", en: "Grade")
    case .language: Phrase(kk: "Оқыту тілі", ru: "Язык обучения", en: "Teaching language")
    case .rural: Phrase(kk: "Ауыл", ru: "Село", en: "Rural")
    }
  }
}

extension Phrase {
  static let ruralYes = Phrase(kk: "иә", ru: "да", en: "yes")
  static let ruralNo = Phrase(kk: "жоқ", ru: "нет", en: "no")
}
