import Exchange
import Forms
import Markup
import Programme
import Security
import Storage
import Words

/// Pairs that may be one girl: the list, the two side by side, and a person's decision, which can be taken back.
enum Duplicates {
  /// GET /desk/duplicates
  static func list(_ visit: Visit, _ permit: Permit<WorkOnApplications>) async throws -> Reply {
    let house = visit.house
    let t = visit.language
    let cycle = try visit.cycle()
    let regions = permit.reach.regions(in: cycle.id)
    let before = [visit.query["first"], visit.query["second"]].compactMap(\.self).compactMap(ApplicationCode.read)
    let (pairs, names, decided) = try await house.database.read { tx in
      let pairs = try tx.openDuplicates(cycle.id, regions: regions)
      let decided = before.count == 2 ? try tx.decidedDuplicate(before, permit) : nil
      return (pairs, try tx.names(of: pairs.flatMap { [$0.first.id, $0.second.id] }, house), decided)
    }
    if !pairs.isEmpty {
      try await house.database.write {
        try $0.record(.applicationList, cycle.key, "duplicates n=\(pairs.count)", by: permit, house)
      }
    }
    @Sendable func named(_ side: DuplicatePair.Side) -> String {
      [names[side.id]?.full, side.code].compactMap(\.self).joined(separator: " ")
    }
    let columns: [Column<DuplicatePair>] = [
      Column(t(.pair)) { pair in
        "<a href=\"\(Link("/desk/duplicates/\(pair.first.code)/\(pair.second.code)"))\">\(named(pair.first)) · \(named(pair.second))</a>"
      },
      Column(t(.why)) { pair in HTML(pair.reasons.map { t($0.name) }.joined(separator: ", ")) },
      Column(t(.stateWord)) { pair in
        [pair.first.state, pair.second.state].map { tag(t($0.name), $0.tone) }.joined(separator: " ")
      },
      Column(t(.foundWhen)) { pair in HTML(t.shortDate(pair.foundAt.day())) },
    ]
    return visit.page(
      Page(
        title: t(.duplicates), language: t, width: .wide, notice: decided.map { Self.said($0, t) },
        body: """
          <h1>\(t(.duplicates))</h1><p>\(t(.duplicatesExplained))</p>
          \(t.table(t(.duplicates), pairs, columns, empty: emptyState(t(.noDuplicates), HTML(t(.noDuplicatesNow)))))
          """))
  }

  /// GET /desk/duplicates/:first/:second; reads both files, so both get their audit entry.
  static func show(_ visit: Visit, _ permit: Permit<WorkOnApplications>) async throws -> Reply {
    let house = visit.house
    let (pair, files) = try await house.database.read { try read(visit, permit, in: $0) }
    try await house.database.write { tx in
      for file in files { try tx.record(.applicationRead, file.application.id.text, "duplicate", by: permit, house) }
    }
    return visit.page(page(visit, pair, files))
  }

  /// POST /desk/duplicates/:first/:second: `different`, or `joined` with the code of the one that stays, or `open` again.
  static func update(_ visit: Visit, _ permit: Permit<DecideApplications>) async throws -> Reply {
    let house = visit.house
    let (decision, kept) = (visit.form["decision"] ?? "", visit.form["kept"])
    let codes = [try visit.name("first"), try visit.name("second")]
    let undecided = try await house.database.write { tx -> (DuplicatePair, [DeskFile])? in
      let (pair, files) = try read(visit, permit, in: tx)
      guard (pair.decision == nil) == (decision != "open") else {
        throw Refusal(.conflict, .alreadyMoved, back: Link("/desk/duplicates/\(codes[0])/\(codes[1])"))
      }
      switch decision {
      case "different": try tx.part(pair, permit, house)
      case "joined":
        guard let stays = files.first(where: { $0.application.code == kept })?.application,
          let left = files.first(where: { $0.application.code != kept })
        else { return (pair, files) }
        if let bar = left.bar { throw Refusal(.conflict, bar, back: left.application.deskPage) }
        try tx.join(pair, left.application, to: stays, permit, house)
      case "open": try tx.reopen(pair, files.map(\.application), permit, house)
      default: return (pair, files)
      }
      return nil
    }
    if let (pair, files) = undecided { return visit.page(page(visit, pair, files, error: .chooseWhichStays), status: 422) }
    let list = ("/desk/duplicates" as Link).with("first", codes[0]).with("second", codes[1])
    return .seeOther(decision == "open" ? "/desk/duplicates/\(codes[0])/\(codes[1])" : list.text)
  }

  /// What was decided about the pair somebody comes from, and the way to undo it.
  private static func said(_ pair: DuplicatePair, _ t: Language) -> HTML {
    let (first, second) = (pair.first, pair.second)
    let what: Phrase
    if pair.decision == .joined {
      let (goes, stays) = first.state == .joined ? (first, second) : (second, first)
      what = .nowJoined(goes.code, into: stays.code)
    } else {
      what = .nowDifferent(first.code, second.code)
    }
    return notice("\(t(what)) <a href=\"\(Link("/desk/duplicates/\(first.code)/\(second.code)"))\">\(t(.seeOrUndo))</a>", .good)
  }

  private static func read<A>(_ visit: Visit, _ permit: Permit<A>, in tx: Transaction) throws -> (
    DuplicatePair, [DeskFile]
  ) {
    let files = try ["first", "second"].map { try DeskFile.read(try visit.name($0), permit, visit, in: tx) }
    guard let pair = try tx.duplicate(files[0].application.id, files[1].application.id) else { throw Refusal.missing }
    return (pair, files)
  }

  private static func page(_ visit: Visit, _ pair: DuplicatePair, _ files: [DeskFile], error: Phrase? = nil) -> Page {
    let t = visit.language
    var asked: Set<String> = []
    // The two may have begun with different questions.
    let rows = files.flatMap { visit.house.form(of: $0.application).pages }.flatMap { page in
      page.fields.filter { asked.insert($0.key).inserted }.map { field in
        (field.told(on: page)(t), files.map { $0.shown(field) })
      }
    }.filter { row in row.1.contains { !$0.isEmpty } }
    let columns: [Column<(String, [String])>] =
      [Column(t(.question)) { HTML($0.0) }]
      + files.enumerated().map { index, file in
        Column(file.application.code) { row in row.1[0] == row.1[1] ? HTML(row.1[index]) : "<b>\(row.1[index])</b>" }
      }
    return Page(
      title: t(.duplicates), language: t, width: .wide,
      body: """
        \(t.back(to: "/desk/duplicates"))\(t.errorSummary(error.map { [(field: "kept", message: t($0))] } ?? []))<h1>\(files[0].application.code) · \(files[1].application.code)</h1>
        <p>\(t(.theyShare)): \(pair.reasons.map { t($0.name) }.joined(separator: ", "))</p>
        \(grid(files.map { file in
          card("""
            <h2><a href="\(Link("/desk/applications/\(file.application.code)"))">\(file.girl.subject)</a></h2>
            <p>\(tag(t(file.application.state.name), file.application.state.tone)) \
            \(tag(
              t(file.ledger.standing(file.application.consent, visit.house.consents)),
              file.application.consent.tone(withheld: file.ledger.withheld(visit.house.consents))))</p>
            <p class="hint">\(t(.submittedWhen)): \(file.application.submittedAt.map { t.dateTime($0) } ?? "–")</p>
            """)
        }))
        \(t.table(t(.differencesBold), rows, columns))\(decision(visit, pair, files, error, t))
        """)
  }

  private static func decision(_ visit: Visit, _ pair: DuplicatePair, _ files: [DeskFile], _ error: Phrase?, _ t: Language)
    -> HTML
  {
    guard DecideApplications.roles.contains(where: visit.who.holds) else { return .nothing }
    let action = Link("/desk/duplicates/\(files[0].application.code)/\(files[1].application.code)")
    if let decided = pair.decision {
      return """
        \(notice("\(t(decided.name))"))
        \(form(action, hidden: [("decision", "open")], "\(visit.formToken)\(button(t(.undo), look: .plain))"))
        """
    }
    let options = files.map { Option($0.application.code, "\(t(.stays)): \($0.application.code)") }
    return """
      \(form(action, hidden: [("decision", "different")], "\(visit.formToken)\(button(t(.different), look: .plain))"))
      <h2>\(t(.sameGirl))</h2><p>\(t(.joiningMeans))</p>
      \(form(
        action, hidden: [("decision", "joined")],
        "\(visit.formToken)\(t.choice(Field("kept", t(.whichStays), error: error.map { t($0) }), options))\(button(t(.joinThem), look: .danger))"))
      """
  }
}

extension Transaction {
  fileprivate func part(_ pair: DuplicatePair, _ permit: Permit<DecideApplications>, _ house: House) throws {
    try decide(pair, .different, by: permit.actor.text, at: house.outside.now())
    for (side, other) in [(pair.first, pair.second), (pair.second, pair.first)] {
      try addEvent(.notDuplicate, to: side.id, by: permit.actor.text, details: other.code, house)
      try record(.duplicateDifferent, side.id.text, other.code, by: permit, house)
    }
  }

  fileprivate func join(
    _ pair: DuplicatePair, _ goes: Application, to stays: Application, _ permit: Permit<DecideApplications>, _ house: House
  ) throws {
    guard stays.state != .joined else { throw Refusal(.conflict, .alreadyMoved) }
    try decide(pair, .joined, by: permit.actor.text, at: house.outside.now())
    try join(goes, to: stays.id, at: house.outside.now())
    // The state it had stands in the event, so that joining can be taken back.
    try addEvent(.joined, to: goes.id, by: permit.actor.text, details: "\(stays.code) \(goes.state.rawValue)", house)
    try record(.duplicateJoined, goes.id.text, stays.code, by: permit, house)
    try record(.duplicateJoined, stays.id.text, goes.code, by: permit, house)
  }

  fileprivate func reopen(
    _ pair: DuplicatePair, _ applications: [Application], _ permit: Permit<DecideApplications>, _ house: House
  ) throws {
    try decide(pair, nil, by: permit.actor.text, at: house.outside.now())
    for application in applications {
      if application.state == .joined, let before = try stateBeforeJoining(application.id) {
        try part(application, to: before, at: house.outside.now())
        try addEvent(.reopened, to: application.id, by: permit.actor.text, house)
      }
      try record(.duplicateReopened, application.id.text, by: permit, house)
    }
  }

  private func stateBeforeJoining(_ application: ID<Application>) throws -> Application.State? {
    let details: String? = try value(
      """
      SELECT details FROM application_event WHERE application_id = \(application) AND kind = 'joined'
      ORDER BY at DESC, id DESC LIMIT 1
      """)
    return details?.split(separator: " ").last.flatMap { Application.State(rawValue: String($0)) }
  }
}

extension Phrase {
  static let duplicates = Phrase(kk: "Қайталанған өтінімдер", ru: "Дубликаты", en: "Duplicates")
  static let duplicatesExplained = Phrase(
    kk: "Бұл өтінімдер бір қатысушынікі болуы мүмкін. Жүйе өзі ештеңені біріктірмейді: шешімді адам қабылдайды.",
    ru: "Возможно, это заявки одного и того же человека. Система ничего не объединяет сама: решает человек.",
    en: "These may be the same applicant's. The system merges nothing by itself: a person decides.")
  static let noDuplicates = Phrase(kk: "Қайталанған өтінім жоқ", ru: "Дубликатов нет", en: "No duplicates")
  static let noDuplicatesNow = Phrase(
    kk: "Қаралмаған жұп жоқ. Жаңасы табылса, осында шығады.", ru: "Нерешённых пар нет. Новые появятся здесь.",
    en: "There is no undecided pair. New ones appear here.")
  static let pair = Phrase(kk: "Өтінімдер", ru: "Заявки", en: "Applications")
  static let why = Phrase(kk: "Себебі", ru: "Почему", en: "Why")
  static let foundWhen = Phrase(kk: "Табылған күні", ru: "Найдено", en: "Found")
  static let theyShare = Phrase(kk: "Ортақ белгілері", ru: "Что совпадает", en: "What they share")
  static let question = Phrase(kk: "Сұрақ", ru: "Вопрос", en: "Question")
  static let differencesBold = Phrase(
    kk: "Жауаптар: айырмасы қою қаріппен", ru: "Ответы: различия выделены", en: "Answers: differences in bold")
  static let different = Phrase(
    kk: "Бұлар екі бөлек қатысушы", ru: "Это два разных человека", en: "These are two different applicants")
  static let sameGirl = Phrase(kk: "Бұл бір қатысушы", ru: "Это один человек", en: "This is the same applicant")
  static let joiningMeans = Phrase(
    kk: "Қалатын өтінімді таңдаңыз. Екіншісі жойылмайды, тек есепке алынбайды; кейін бұл шешімнің күшін жоюға болады.",
    ru: "Выберите заявку, которая остаётся. Вторая не удаляется, но больше не учитывается; это можно отменить.",
    en: "Choose the application that stays. The other is not deleted but no longer counts; this can be undone.")
  static let whichStays = Phrase(kk: "Қайсысы қалады", ru: "Какая остаётся", en: "Which one stays")
  static let stays = Phrase(kk: "Қалатыны", ru: "Остаётся", en: "Stays")
  static let chooseWhichStays = Phrase(
    kk: "Қай өтінім қалатынын таңдаңыз.", ru: "Выберите, какая заявка остаётся.", en: "Choose which application stays.")
  static let joinThem = Phrase(kk: "Біріктіру", ru: "Объединить", en: "Join them")
  static let undo = Phrase(kk: "Шешімнің күшін жою", ru: "Отменить решение", en: "Undo the decision")
  static let seeOrUndo = Phrase(kk: "Қарау немесе күшін жою", ru: "Посмотреть или отменить", en: "See or undo")
  static func nowJoined(_ goes: String, into stays: String) -> Phrase {
    Phrase(
      kk: "\(goes) өтінімі \(stays) өтінімімен біріктірілді: енді \(stays) қаралады.",
      ru: "Заявка \(goes) объединена с \(stays): рассматривается \(stays).",
      en: "\(goes) was merged with \(stays): \(stays) is the one that counts.")
  }
  static func nowDifferent(_ first: String, _ second: String) -> Phrase {
    Phrase(
      kk: "\(first) мен \(second): екі бөлек қатысушы деп жазылды.",
      ru: "\(first) и \(second): записано, что это два разных человека.",
      en: "\(first) and \(second) are written down as two different applicants.")
  }
}
