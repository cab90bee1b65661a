import Exchange
import Markup
import Programme
import Rules
import Storage
import Words

/// Seats as one side enters them. The desk chooses the organisation first; an officer enters her own organisation's.
enum OfferForm {
  static let mostReserves = 3

  /// GET /desk/grants/rounds/:round/offers/new
  static func new(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply {
    let round = try await round(visit)
    guard let id = visit.query["organisation"].flatMap({ ID<Organisation>($0) }) else { return try await choose(visit, round) }
    let choices = try await choices(visit, round, id)
    if choices.programmes.isEmpty { return try await choose(visit, round, .noProgrammesThere) }
    return visit.page(page(visit, choices, Typed(), []))
  }

  /// POST /desk/grants/rounds/:round/offers
  static func create(_ visit: Visit, _ permit: Permit<EditOffers>) async throws -> Reply {
    guard let id = ID<Organisation>(visit.form.text("organisation")) else { throw Refusal(.invalid, .chooseOrganisation) }
    return try await keep(visit, permit, try await choices(visit, try await round(visit), id))
  }

  /// GET /university/offers/new
  static func newOfOfficer(_ visit: Visit, _ permit: Permit<OwnOffers>) async throws -> Reply {
    let signed = try await visit.house.database.read { try $0.signedAt(permit.actor.person, visit.house) }
    guard signed != nil else { return .seeOther(UniversityPages.conduct.text) }
    let choices = try await ownChoices(visit, permit)
    return visit.page(page(visit, choices, Typed(), []))
  }

  /// POST /university/offers
  static func createOfOfficer(_ visit: Visit, _ permit: Permit<OwnOffers>) async throws -> Reply {
    try await keep(visit, permit, try await ownChoices(visit, permit))
  }

  /// What can be chosen.
  struct Choices: Sendable {
    let round: Round
    let organisation: Organisation
    let programmes: [StudyProgramme]
    let types: [GrantType]
    let asked: AskedFor
  }

  private static func round(_ visit: Visit) async throws -> Round {
    let id: ID<Round> = try visit.id("round")
    let round = try await visit.house.database.read { try $0.round(id) }
    guard round.number == 1 else { throw Refusal(.conflict, .secondRoundTakesNoOffers) }
    let today = visit.now.day()
    if let first = round.offersBegin(after: today) { throw Refusal(.conflict, .offersBeginOn(first)) }
    guard round.takesOffers(on: today) else { throw Refusal(.conflict, .offersAreOver) }
    return round
  }

  private static func choices(_ visit: Visit, _ round: Round, _ id: ID<Organisation>) async throws -> Choices {
    let quotas = visit.house.data[.grants].quotas
    return try await visit.house.database.read { tx in
      Choices(
        round: round, organisation: try tx.organisation(id), programmes: try tx.studyProgrammes(of: id),
        types: try tx.grantTypes().filter { $0.isOffered(by: id) },
        asked: AskedFor(courses: try tx.namedCourses(), quotas: quotas))
    }
  }

  private static func ownChoices(_ visit: Visit, _ permit: Permit<OwnOffers>) async throws -> Choices {
    let (organisation, today) = (try permit.organisation(), visit.now.day())
    let round = try await visit.house.database.read { tx in try tx.roundTakingOffers(on: today) }
    guard let round else { throw Refusal(.conflict, .noRoundTakesOffers) }
    let choices = try await choices(visit, round, organisation)
    guard !choices.programmes.isEmpty else { throw Refusal(.conflict, .programmesAreEnteredFirst) }
    return choices
  }

  private static func keep<A>(_ visit: Visit, _ permit: Permit<A>, _ choices: Choices) async throws -> Reply {
    let (house, t, typed) = (visit.house, visit.language, Typed(visit.form))
    var errors: FieldErrors = []
    let read = typed.read(choices, visit, &errors)
    guard let read, errors.isEmpty, !visit.asksOnlyLanguage else {
      let shown = visit.asksOnlyLanguage ? [] : errors
      return visit.page(page(visit, choices, typed, shown), status: shown.isEmpty ? 200 : 422)
    }
    do {
      let id = try await house.database.write { tx in
        if permit.actor.role.isOfOrganisation { try tx.mustHaveSigned(permit.actor.person, house) }
        return try tx.enter(
          read.terms, in: choices.round.id, programme: read.programme.id, type: read.type.id, by: permit.actor, house)
      }
      let link =
        visit.who.isOutside ? UniversityPages.offers : RoundPages.link(choices.round.id).below("offers")
      return .seeOther(link.below(id.text).text)
    } catch let refusal as Refusal where refusal.kind == .conflict {
      return visit.page(page(visit, choices, typed, [("programme", t(refusal.phrase))]), status: 422)
    }
  }

  struct Typed: Sendable {
    var programme = ""
    var type = ""
    var seats = ""
    var kind = ""
    var discount = ""
    var answers = TypedDate()
    var reserves: [(attribute: String, seats: String)] = Array(repeating: ("", ""), count: OfferForm.mostReserves)
    var requirements: [Requirement.Kind: String] = [:]

    init() {}

    init(_ form: Fields) {
      (programme, type, seats, kind) = (form.text("programme"), form.text("type"), form.text("seats"), form.text("kind"))
      (discount, answers) = (form.text("discount"), form.date("answers"))
      reserves = (1...OfferForm.mostReserves).map { (form.text("reserve-\($0)"), form.text("reserve-\($0)-seats")) }
      let asked = Set(form.all("requirement"))
      for kind in Requirement.Kind.allCases where asked.contains(kind.rawValue) {
        requirements[kind] = form.text("requirement-\(kind.rawValue)")
      }
    }

    /// Nil with the errors filled in.
    func read(_ choices: Choices, _ visit: Visit, _ errors: inout FieldErrors) -> (
      programme: StudyProgramme, type: GrantType, terms: GrantOffer.Terms
    )? {
      let t = visit.language
      let programme = choices.programmes.first { $0.id.text == self.programme }
      if programme == nil { errors.append(("programme", t(.chooseProgramme))) }
      let type = choices.types.first { $0.id.text == self.type }
      if type == nil { errors.append(("type", t(.chooseType))) }
      let kind = GrantOffer.SeatKind(rawValue: self.kind)
      if kind == nil { errors.append(("kind", t(.chooseSeatKind))) }
      var reserves: [SeatPlan.Reserve] = []
      for (position, reserve) in self.reserves.enumerated() where !reserve.attribute.isEmpty || !reserve.seats.isEmpty {
        let field = "reserve-\(position + 1)"
        guard let attribute = ReserveAttribute(reserve.attribute) else {
          errors.append((field, t(.chooseForWhom)))
          continue
        }
        guard let seats = Int(reserve.seats), (1...SeatPlan.most).contains(seats) else {
          errors.append(("\(field)-seats", t(.reserveSeats)))
          continue
        }
        reserves.append(SeatPlan.Reserve(attribute: attribute.text, seats: seats))
      }
      if kind == .considered, !answers.isEmpty, answers.date == nil { errors.append(("answers", t(.noSuchDayInRound))) }
      let terms = GrantOffer.Terms(
        plan: SeatPlan(seats: Int(seats) ?? 0, reserves: reserves), kind: kind ?? .granted,
        discount: kind == .discount ? Int(discount) ?? 0 : 0, answersBy: kind == .considered ? answers.date : nil, weights: nil,
        requirements: Requirement.Kind.allCases.compactMap { kind in
          requirements[kind].map { Requirement(kind: kind, value: $0.isEmpty ? nil : String($0.prefix(120))) }
        })
      for requirement in terms.requirements {
        guard let value = requirement.value, let known = choices.asked.choices(of: requirement.kind, t) else { continue }
        if !known.contains(where: { $0.key == value }) {
          errors.append(("requirement-\(requirement.kind.rawValue)", t(.requirementValue)))
        }
      }
      for complaint in OfferRules.complaints(terms, in: choices.round) {
        let field = complaint.field == "reserve" ? "reserve-1" : complaint.field
        if !errors.contains(where: { $0.field == field }) { errors.append((field, t(complaint.says))) }
      }
      guard errors.isEmpty, let programme, let type else { return nil }
      return (programme, type, terms)
    }
  }

  private static func choose(_ visit: Visit, _ round: Round, _ says: Phrase? = nil) async throws -> Reply {
    let t = visit.language
    let organisations = try await visit.house.database.read { try $0.organisations() }
    let errors: FieldErrors = says.map { [("organisation", t($0))] } ?? []
    let above = RoundPages.link(round.id).below("offers")
    return visit.page(
      Page(
        title: t(.newOffer), language: t,
        body: """
          \(t.back(to: above))\(t.errorSummary(errors))<p class="step">\(round.name(t))</p><h1>\(t(.newOffer))</h1>
          <form method="get" action="\(above.below("new"))">\
          \(t.select(Field("organisation", t(.organisationWord), error: errors.first?.message), organisations.map { Option($0.id.text, t($0.name)) }, chosen: visit.query["organisation"]))\
          \(button(t(.goOn)))</form>
          """), status: errors.isEmpty ? 200 : 422)
  }

  private static func page(_ visit: Visit, _ choices: Choices, _ typed: Typed, _ errors: FieldErrors) -> Page {
    let t = visit.language
    func field(_ name: String, _ label: Phrase, hint: Phrase? = nil, isOptional: Bool = false) -> Field {
      Field(name, t(label), hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message, isOptional: isOptional)
    }
    let above = visit.who.isOutside ? UniversityPages.offers : RoundPages.link(choices.round.id).below("offers")
    let programmes = choices.programmes.map {
      Option($0.id.text, "\($0.said.group) \(t($0.name)), \(t($0.said.language.stream))")
    }
    let reserves = typed.reserves.enumerated().map { position, reserve -> HTML in
      """
      <div class="row">\(t.select(field("reserve-\(position + 1)", .forWhom), attributes(visit), chosen: reserve.attribute))\
      \(t.textField(field("reserve-\(position + 1)-seats", .seatsTitle), value: reserve.seats, kind: .digits))</div>
      """
    }
    let requirements = Requirement.Kind.allCases.map { kind -> HTML in
      let name = "requirement-\(kind.rawValue)"
      let field = Field(
        name, t(kind.valueTitle), error: errors.first { $0.field == name }?.message, isOptional: !kind.needsValue)
      let value: HTML
      if let known = choices.asked.choices(of: kind, t) {
        value = t.select(field, known.map { Option($0.key, $0.title) }, chosen: typed.requirements[kind])
      } else {
        value = kind.needsValue ? t.textField(field, value: typed.requirements[kind] ?? "", kind: .digits) : .nothing
      }
      let says = Requirement(kind: kind, value: nil).says(t, visit.house)
      return """
        <div class="opt"><input type="checkbox" id="asks-\(kind.rawValue)" name="requirement" value="\(kind.rawValue)"\
        \(" checked", if: typed.requirements[kind] != nil)><label for="asks-\(kind.rawValue)">\(says)</label></div>\(value)
        """
    }
    let isOpen =
      errors.contains { $0.field.hasPrefix("reserve") || $0.field.hasPrefix("requirement") }
      || !typed.requirements.isEmpty || typed.reserves.contains { !$0.attribute.isEmpty }
    return Page(
      title: t(.newOffer), language: t, languageForm: "offer",
      body: """
        \(t.back(to: above))\(t.errorSummary(errors))<p class="step">\(t(choices.organisation.name)) · \(choices.round.name(t))</p>
        <h1>\(t(.newOffer))</h1><p>\(t(.offersWhat))</p>
        \(form(above, hidden: visit.who.isOutside ? [] : [("organisation", choices.organisation.id.text)], id: "offer", """
          \(visit.formToken)\(t.select(field("programme", .programmeWord), programmes, chosen: typed.programme))\
          \(t.select(field("type", .typeWord), choices.types.map { Option($0.id.text, t($0.name)) }, chosen: typed.type))\
          \(t.textField(field("seats", .seatsTitle), value: typed.seats, kind: .digits))\
          \(t.choice(field("kind", .seatKindTitle), GrantOffer.SeatKind.allCases.map { Option($0.rawValue, t($0.name), hint: t($0.means)) }, chosen: typed.kind))\
          \(t.textField(field("discount", .discountTitle, hint: .discountHint, isOptional: true), value: typed.discount, kind: .digits))\
          \(t.dateField(field("answers", .answersByTitle, hint: .answersHint, isOptional: true), value: typed.answers))\
          <details\(" open", if: isOpen)><summary>\(t(.reservesAndRequirements))</summary>\
          <fieldset><legend>\(t(.reservesTitle))</legend><span class="hint">\(t(.reservesWhat))</span>\(reserves)</fieldset>\
          <fieldset><legend>\(t(.requirementsTitle))</legend><span class="hint">\(t(.requirementsWhat))</span>\(requirements)</fieldset></details>\
          \(button(t(.enterOffer)))
          """))
        """)
  }

  private static func attributes(_ visit: Visit) -> [Option] {
    let (t, gazetteer) = (visit.language, visit.house.gazetteer)
    let known: [ReserveAttribute] =
      [.rural] + visit.house.programme.regions.map { .region($0) } + [.stream("kk"), .stream("ru")]
    return known.map { Option($0.text, $0.says(gazetteer, t)) }
  }
}

extension Requirement.Kind {
  fileprivate var valueTitle: Phrase {
    switch self {
    case .certificate:
      Phrase(kk: "Қай курс (кез келгені болса, бос қалады)", ru: "Какой курс (пусто — любой)", en: "Which course (empty: any)")
    case .subject: Phrase(kk: "Қай пән", ru: "Какой предмет", en: "Which subject")
    case .ent: Phrase(kk: "Кемінде неше балл", ru: "Сколько баллов, не меньше", en: "How many points at least")
    case .quota: Phrase(kk: "Қай квота", ru: "Какая квота", en: "Which quota")
    case .language, .contact, .income: name
    }
  }
}

extension Permit {
  /// The organisation whose officer she is. Missing where her scope names none.
  func organisation() throws(Refusal) -> ID<Organisation> {
    guard let organisation = reach.compactMap(\.organisation).first else { throw .missing }
    return organisation
  }
}

extension Transaction {
  /// The round that takes offers today: of several the one whose girls leave first.
  func roundTakingOffers(on day: Day) throws -> Round? {
    try rounds().filter { $0.number == 1 && $0.takesOffers(on: day) }.min { $0.leavingYear < $1.leavingYear }
  }
}

extension Phrase {
  static let noProgrammesThere = Phrase(
    kk: "Бұл ұйымның бағдарламалары енгізілмеген: алдымен соларды енгізіңіз",
    ru: "У этой организации нет программ: сначала внесите их",
    en: "This organisation has no programmes: enter them first")
  static let programmesAreEnteredFirst = Phrase(
    kk: "Университетіңіздің бағдарламалары әлі енгізілмеген: оны бағдарлама қызметкері енгізеді.",
    ru: "Программы вашего университета ещё не внесены: это делает сотрудник программы.",
    en: "Your university's programmes are not entered yet: the programme's staff does that.")
  static let noRoundTakesOffers = Phrase(
    kk: "Қазір орын қабылдайтын кезең жоқ.", ru: "Сейчас ни один раунд не принимает места.", en: "No round takes offers now.")
  static let goOn = Phrase(kk: "Жалғастыру", ru: "Продолжить", en: "Continue")
  static let chooseProgramme = Phrase(kk: "Бағдарламаны таңдаңыз", ru: "Выберите программу", en: "Choose the programme")
  static let chooseType = Phrase(kk: "Грант түрін таңдаңыз", ru: "Выберите вид гранта", en: "Choose the kind of grant")
  static let chooseSeatKind = Phrase(
    kk: "Орынның нені беретінін таңдаңыз", ru: "Выберите, что даёт место", en: "Choose what a seat is")
  static let forWhom = Phrase(kk: "Кімге", ru: "Для кого", en: "For which girls")
  static let chooseForWhom = Phrase(
    kk: "Орын кімге сақталатынын таңдаңыз", ru: "Выберите, для кого места", en: "Choose for whom the seats are kept")
  static let discountTitle = Phrase(kk: "Жеңілдік, %", ru: "Скидка, %", en: "Discount, %")
  static let discountHint = Phrase(kk: "Жеңілдік болса ғана.", ru: "Только для скидки.", en: "For a discount only.")
  static let answersHint = Phrase(
    kk: "Өтініш қаралатын болса ғана.", ru: "Только если заявку рассмотрят.", en: "Only where the application is considered.")
  static let reservesAndRequirements = Phrase(
    kk: "Сақталған орындар мен талаптар", ru: "Закреплённые места и требования", en: "Reserved seats and requirements")
  static let reservesWhat = Phrase(
    kk: "Бұл орындарға алдымен осы қыздар түседі; артылғанын басқалар алады. Белгі кемінде жиырма қызда болуы керек.",
    ru:
      "На эти места сначала попадают такие девочки, остальное достаётся другим. Признак должен быть хотя бы у двадцати девочек раунда.",
    en:
      "These seats go first to such girls, what is left to others. At least twenty girls of the round have to have the attribute."
  )
  static let requirementsWhat = Phrase(
    kk: "«Оқуға түсерде» деген талап қыздың ұсынылуына кедергі болмайды: хатта ашық талап ретінде жазылады.",
    ru: "Требование «к зачислению» не мешает рекомендации: письмо назовёт его открытым.",
    en: "A requirement “before enrolment” never stops a recommendation: the letter names it as open.")
  static let enterOffer = Phrase(kk: "Енгізу", ru: "Внести", en: "Enter the seats")
}
