import Exchange
import Markup
import Programme
import Storage
import Words

/// What came of it: the officer says it on the page of a recommendation, she on hers, neither seeing what the other said.
enum OutcomePages {
  static let routes: [Route] = [
    .may(OwnRecommended.self, .post, "/university/recommendations/:recommendation/outcomes") { try await say($0, $1) },
    .may(OwnRecommendation.self, .post, "/recommendation/outcome") { try await sayHers($0, $1) },
  ]

  /// What an officer types.
  struct Typed {
    var kind = ""
    var grant = ""
    var amount = ""
    var years = ""
    var enrolledOn = TypedDate()
    var why = ""

    init(_ form: Fields) {
      (kind, grant, why) = (form.text("outcome"), form.text("grant"), form.text("why"))
      (amount, years) = (String(form.text("amount").prefix(20)), String(form.text("years").prefix(4)))
      enrolledOn = form.date("enrolled")
    }

    init(_ outcome: Outcome?) {
      guard let said = outcome?.said else { return }
      (kind, grant, why) = (said.kind.rawValue, said.grant?.rawValue ?? "", said.why?.rawValue ?? "")
      (amount, years) = (said.amount.map(String.init) ?? "", said.years.map(String.init) ?? "")
      enrolledOn = said.enrolledOn.map { TypedDate($0) } ?? TypedDate()
    }

    /// Nil with the errors filled in. What does not belong to the outcome is left out.
    func read(_ today: Day, _ t: Language, _ errors: inout FieldErrors) -> Outcome.Said? {
      guard let kind = Outcome.Kind(rawValue: kind) else {
        errors.append(("outcome", t(.chooseOutcome)))
        return nil
      }
      var said = Outcome.Said(kind: kind)
      if kind == .offered || kind == .enrolled {
        said.grant = Outcome.Grant(rawValue: grant)
        if kind == .offered, said.grant == nil { errors.append(("grant", t(.chooseGrantOfOutcome))) }
        if said.grant != nil, !amount.isEmpty {
          said.amount = wholeNumber(amount.filter { !$0.isWhitespace }, in: 1...99_999_999)
          if said.amount == nil { errors.append(("amount", t(.amountUnreadable))) }
        }
        if said.amount != nil, !years.isEmpty {
          said.years = wholeNumber(years, in: 1...7)
          if said.years == nil { errors.append(("years", t(.yearsUnreadable))) }
        }
      }
      if kind == .enrolled {
        said.enrolledOn = enrolledOn.date
        if said.enrolledOn == nil { errors.append(("enrolled", t(.dayUnreadable))) }
        if let day = said.enrolledOn, day > today { errors.append(("enrolled", t(.dayIsAhead))) }
      }
      if kind == .refused {
        said.why = Outcome.Why(rawValue: why)
        if said.why == nil { errors.append(("why", t(.chooseWhyRefused))) }
      }
      return errors.isEmpty ? said : nil
    }
  }

  /// The officer's form.
  static func form(_ typed: Typed, at link: Link, _ visit: Visit, _ errors: FieldErrors) -> HTML {
    let t = visit.language
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil, optional: Bool = false) -> Field {
      Field(
        name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message, isOptional: optional)
    }
    return Markup.form(
      link,
      """
      \(visit.formToken)\
      \(t.choice(field("outcome", .whatCameOfIt), Outcome.Kind.allCases.map { Option($0.rawValue, t($0.name)) }, chosen: typed.kind))\
      \(t.select(field("grant", .grantOfOutcome, hint: .grantOfOutcomeHint, optional: true), [Option("", "–")] + Outcome.Grant.allCases.map { Option($0.rawValue, t($0.name)) }, chosen: typed.grant))\
      \(t.textField(field("amount", .amountAYear, optional: true), value: typed.amount, kind: .digits, isShort: true))\
      \(t.textField(field("years", .forYears, optional: true), value: typed.years, kind: .digits, isShort: true))\
      \(t.dateField(field("enrolled", .enrolledOnDay, hint: .enrolledOnHint, optional: true), value: typed.enrolledOn))\
      \(t.select(field("why", .whyRefused, hint: .whyRefusedHint, optional: true), [Option("", "–")] + Outcome.Why.allCases.map { Option($0.rawValue, t($0.name)) }, chosen: typed.why))\
      \(button(t(.keepOutcome)))
      """)
  }

  /// POST /university/recommendations/:recommendation/outcomes
  static func say(_ visit: Visit, _ permit: Permit<OwnRecommended>) async throws -> Reply {
    let (house, t) = (visit.house, visit.language)
    let shared = try await RecommendedPages.found(visit, permit)
    var errors: FieldErrors = []
    let typed = Typed(visit.form)
    guard let said = typed.read(visit.now.day(), t, &errors), !visit.asksOnlyLanguage else {
      let shown = visit.asksOnlyLanguage ? [] : errors
      return visit.page(RecommendedPages.page(shared, typed, visit, shown), status: shown.isEmpty ? 200 : 422)
    }
    let id = shared.given.id
    try await house.database.write { tx in
      let now = try tx.shared(id, by: permit, house)
      try tx.say(said, of: now.given, as: .university, by: permit.actor, house)
    }
    return .seeOther(RecommendedPages.link(id).text)
  }

  /// Her question, once the days for her answer are over: one, with what she said before chosen.
  static func hers(_ sight: ShareSight, _ visit: Visit) async throws -> HTML {
    let (t, given) = (visit.language, sight.given)
    guard given.isCredit, given.state != .offered, visit.now.day() > given.answerBy else { return .nothing }
    let before = try await visit.house.database.read { try $0.outcomes(of: given.id)[.girl] }
    let options = Outcome.Kind.allCases.map { Option($0.rawValue, t($0.ofHers)) }
    return """
      <h2>\(t(.whatCameOfItForHer))</h2><p>\(t(.whatCameWhat(sight.offer.organisation.name)))</p>
      \(Markup.form("/recommendation/outcome", hidden: [("id", given.id.text)], """
        \(visit.formToken)\(t.choice(Field("outcome", t(.whatCameOfIt)), options, chosen: before?.said.kind.rawValue))\(button(t(.keepOutcome), look: .plain))
        """))
      """
  }

  /// POST /recommendation/outcome
  static func sayHers(_ visit: Visit, _ permit: Permit<OwnRecommendation>) async throws -> Reply {
    let house = visit.house
    guard let kind = Outcome.Kind(rawValue: visit.form.text("outcome")) else {
      throw Refusal(.invalid, .chooseOutcome, field: "outcome", back: RecommendationPage.home)
    }
    let shown = visit.form["id"].flatMap { ID<Recommendation>($0) }
    try await house.database.write { tx in
      guard let given = try tx.recommendations(of: permit.actor.person).first(where: { $0.id == shown && $0.isCredit }),
        given.state != .offered
      else { throw Refusal(.conflict, .recommendationClosed, back: RecommendationPage.home) }
      let why: Outcome.Why? = kind == .refused ? .other : nil
      try tx.say(Outcome.Said(kind: kind, why: why), of: given, as: .girl, by: permit.actor, house)
    }
    return .seeOther(RecommendationPage.home.text)
  }
}

extension Phrase {
  static let whatCameOfIt = Phrase(kk: "Немен аяқталды", ru: "Чем кончилось", en: "The outcome")
  static let whatCameOfItForHer = Phrase(kk: "Не болды", ru: "Чем всё закончилось", en: "How it ended")
  static func whatCameWhat(_ organisation: Phrase) -> Phrase {
    Phrase(
      kk: "\(organisation(.kk)): осы орын туралы бір сұрақ. Университет те өзі айтады; жауабыңды ол көрмейді.",
      ru: "\(organisation(.ru)): один вопрос об этом месте. Университет скажет своё, вашего ответа он не видит.",
      en: "\(organisation(.en)): one question about this seat. The university says its own; it does not see your answer.")
  }
  static let chooseOutcome = Phrase(kk: "Немен аяқталғанын таңдаңыз", ru: "Выберите, чем кончилось", en: "Choose what came of it")
  static let grantOfOutcome = Phrase(kk: "Қай грант", ru: "Какой грант", en: "Which grant")
  static let grantOfOutcomeHint = Phrase(
    kk: "Грант ұсынылса немесе қабылданса", ru: "Если грант предложен или она зачислена",
    en: "Where a grant was offered or she is enrolled")
  static let chooseGrantOfOutcome = Phrase(kk: "Грант түрін таңдаңыз", ru: "Выберите вид гранта", en: "Choose the kind of grant")
  static let amountAYear = Phrase(kk: "Жылына, теңге", ru: "В год, тенге", en: "A year, in tenge")
  static let amountUnreadable = Phrase(
    kk: "Соманы цифрмен жазыңыз: мысалы, 900000", ru: "Напишите сумму цифрами: например, 900000",
    en: "Write the sum in digits: for example 900000")
  static let forYears = Phrase(kk: "Неше жыл", ru: "На сколько лет", en: "For how many years")
  static let yearsUnreadable = Phrase(kk: "1-ден 7-ге дейінгі сан", ru: "Число от 1 до 7", en: "A number from 1 to 7")
  static let enrolledOnDay = Phrase(kk: "Қабылданған күні", ru: "День зачисления", en: "The day of enrolment")
  static let enrolledOnHint = Phrase(kk: "Қабылданса ғана", ru: "Только если зачислена", en: "Only where she is enrolled")
  static let dayUnreadable = Phrase(kk: "Күнді толық жазыңыз", ru: "Напишите дату полностью", en: "Write the whole date")
  static let dayIsAhead = Phrase(kk: "Бұл күн әлі келген жоқ", ru: "Этот день ещё не наступил", en: "This day has not come yet")
  static let whyRefused = Phrase(kk: "Өтпеу себебі", ru: "Почему не прошла", en: "Why she was not admitted")
  static let whyRefusedHint = Phrase(kk: "Өтпесе ғана", ru: "Только если не прошла", en: "Only where she was not admitted")
  static let chooseWhyRefused = Phrase(kk: "Себебін таңдаңыз", ru: "Выберите причину", en: "Choose why")
  static let keepOutcome = Phrase(kk: "Жауапты сақтау", ru: "Сохранить ответ", en: "Keep the answer")
}
