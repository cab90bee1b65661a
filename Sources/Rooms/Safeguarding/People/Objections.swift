import Exchange
import Markup
import Programme
import Storage
import Words

/// What the officer does about an objection: reads it, upholds or refuses it with a reason, and she is told.
enum Objections {
  /// POST /safeguarding/people/:person/objections/:objection
  static func decide(_ visit: Visit, _ permit: Permit<CareForPerson>) async throws -> Reply {
    let house = visit.house
    let id: ID<Person> = try visit.id("person")
    let objectionID: ID<Objection> = try visit.id("objection")
    let answer = String((visit.form["answer"] ?? "").prefix(2000))
    let decision = visit.form["decision"].flatMap { ["upheld", "refused"].contains($0) ? $0 : nil }
    let isSaid = decision != nil && answer.contains { !$0.isWhitespace }
    try await house.database.write { tx in
      let subject = try tx.subject(id, permit, house)
      guard let objection = try tx.objections(of: subject.person).first(where: { $0.id == objectionID }) else {
        throw Refusal.missing
      }
      guard isSaid else { return }
      let safe = try tx.safe(of: id, house.vault)
      try tx.decide(
        objection, upheld: decision == "upheld", answer: safe.seal(answer, "objection.answer"), by: permit.actor, house)
      // The letter says nothing of the matter itself: the phone may be the family's.
      let readers = [(id, "/status/data")] + (objection.askedBy == id ? [] : [(objection.askedBy, "/consent")])
      for (person, page) in readers where try tx.exists("SELECT 1 FROM person_key WHERE person_id = \(person)") {
        try tx.tell(
          try tx.safe(of: person, house.vault), .objectionDecided, [.page(page, house)], purpose: .objection,
          once: "\(objection.id):\(person)", house)
      }
    }
    guard isSaid else { return try await Dossier.show(visit, permit, undecided: objectionID) }
    return .seeOther("/safeguarding/people/\(id)")
  }

  /// The part of the dossier: each with its date, and a form for those that are open.
  static func html(_ visit: Visit, _ person: ID<Person>, _ objections: [OpenedObjection], undecided: ID<Objection>?) throws
    -> HTML
  {
    let t = visit.language
    let file = visit.house.data[.objections]
    guard !objections.isEmpty else { return .nothing }
    let items = objections.map { opened -> HTML in
      let open: HTML =
        opened.objection.isOpen
        ? decision(visit, person, opened.objection, isRefused: opened.objection.id == undecided) : .nothing
      return card("<p>\(opened.line(file, t))</p>\(opened.texts(t))\(open)")
    }
    return "<h2>\(t(.objections))</h2>\(items)"
  }

  private static func decision(_ visit: Visit, _ person: ID<Person>, _ objection: Objection, isRefused: Bool) -> HTML {
    let t = visit.language
    let (chosen, answer) = isRefused ? (visit.form["decision"], visit.form["answer"] ?? "") : (nil, "")
    let isUnanswered = isRefused && !answer.contains { !$0.isWhitespace }
    let options = [Option("upheld", t(.upholdObjection)), Option("refused", t(.refuseObjection))]
    return form(
      "/safeguarding/people/\(person.text)/objections/\(objection.id.text)",
      """
      \(visit.formToken)\(t.choice(
        Field("decision", t(.yourDecision), error: isRefused && chosen == nil ? t(.decideAndAnswer) : nil), options, chosen: chosen))\
      \(t.textArea(
        Field("answer", t(.answerToHer), error: isUnanswered ? t(.decideAndAnswer) : nil), value: answer, rows: 3))\(button(t(.decideObjection), look: .plain))
      """)
  }

  /// On the front page: those that wait, the oldest first.
  static func list(_ waiting: [(objection: Objection, label: String)], _ file: ObjectionFile, _ t: Language) -> HTML {
    guard !waiting.isEmpty else { return .nothing }
    return t.table(
      t(.objections), waiting,
      [
        Column(t(.codeTitle)) { "<a href=\"/safeguarding/people/\($0.objection.person.text)\">\($0.label)</a>" },
        Column(t(.objectTo)) { HTML(file.processing($0.objection.processing)?.title(t) ?? $0.objection.processing) },
        Column(t(.byWhom)) { HTML(t($0.objection.askedAs.name)) },
        Column(t(.whenTitle)) { HTML(t.dateTime($0.objection.askedAt)) },
      ])
  }

  /// What is kept of them about her: it can be said, and forgotten.
  static let personalData = PersonalData(
    title: .objections, tables: erasedTables,
    export: { tx, house, person, t in
      let file = house.data[.objections]
      let lines = try tx.openedObjections(of: person, for: person, house).map { opened in
        let objection = opened.objection
        let title = file.processing(objection.processing)?.title(t) ?? objection.processing
        return (
          name: "\(t.dateTime(objection.askedAt)), \(title)",
          value: [t(objection.stands), opened.reason ?? "", opened.answer ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
        )
      }
      return lines.isEmpty ? [] : [PersonalData.Section(.objections, lines)]
    },
    erase: { tx, _, person in
      [PersonalData.Erased("objection", try tx.run("DELETE FROM objection WHERE person_id = \(person)"))]
    })
}

extension Transaction {
  /// The open ones within the permit's reach.
  func waitingObjections<A>(_ permit: Permit<A>, _ house: House) throws -> [(objection: Objection, label: String)] {
    try openObjections(limit: 50).compactMap { objection in
      do {
        return (objection, try subject(objection.person, permit, house).label)
      } catch let refusal as Refusal where refusal.kind == .missing {
        return nil
      }
    }
  }
}

extension LetterText {
  static let objectionDecided = LetterText(
    "objection-decided", Phrase(kk: "Қарсылық бойынша шешім", ru: "Решение по возражению", en: "Decision on an objection"),
    needs: [.page])
}

extension Phrase {
  static let objections = Phrase(kk: "Қарсылықтар", ru: "Возражения", en: "Objections")
  static func objectionsWait(_ n: Int) -> Phrase {
    Phrase(
      kk: "қарсылық шешім күтіп тұр",
      ru: plural(
        n, one: "возражение ждёт решения", few: "возражения ждут решения", many: "возражений ждут решения"),
      en: plural(n, one: "objection waits for a decision", other: "objections wait for a decision"))
  }
  static let yourDecision = Phrase(kk: "Шешіміңіз", ru: "Ваше решение", en: "Your decision")
  static let upholdObjection = Phrase(
    kk: "Қанағаттандыру: бұлай қолданылмайды", ru: "Удовлетворить: так не используем", en: "Uphold: not used this way")
  static let refuseObjection = Phrase(
    kk: "Қабылдамау: қолдану жалғасады", ru: "Отклонить: использование продолжается", en: "Refuse: the use goes on")
  static let answerToHer = Phrase(
    kk: "Жауабыңыз бен себебі (оны ол көреді)", ru: "Ответ и причина (их увидят в ответ на возражение)",
    en: "Your answer and why (whoever objected reads it)")
  static let decideObjection = Phrase(kk: "Шешім шығару", ru: "Принять решение", en: "Decide")
  static let decideAndAnswer = Phrase(
    kk: "Шешімді таңдап, себебін жазыңыз", ru: "Выберите решение и напишите причину", en: "Choose a decision and write why")
}

/// What an erasure takes from each table, in words.
private let erasedTables: [String: Phrase] = [
  "objection": Phrase(
    kk: "деректерді өңдеуге қарсылықтар", ru: "возражения против обработки",
    en: "objections to the use of data")
]
