import Exchange
import Forms
import Markup
import Programme
import Storage
import Words

/// The form in which a coordinator writes down what somebody says on the phone or has sent on paper.
enum DeskEntryPages {
  /// GET /desk/entries/new
  static func new(_ visit: Visit, _ permit: Permit<ImportApplications>) async throws -> Reply {
    _ = try visit.cycle()
    return visit.page(page(visit, nil, [:], origin: nil, errors: []), scripts: [visit.house.assets.link("keep.js")])
  }

  /// POST /desk/entries
  static func create(_ visit: Visit, _ permit: Permit<ImportApplications>) async throws -> Reply {
    let house = visit.house
    let cycle = try visit.cycle()
    let form = house.applicationForm
    let typed = typed(visit, form)
    let origin = visit.form["origin"].flatMap(DeskEntry.Origin.init(rawValue:))
    let language = visit.form["language"].flatMap(Language.init(rawValue:)) ?? .kk
    var errors: [(field: String, message: String)] = origin == nil ? [("origin", visit.language(.chooseOrigin))] : []
    errors += complaints(typed, form, visit)
    guard errors.isEmpty, let origin, !visit.asksOnlyLanguage else {
      return visit.page(
        page(visit, nil, typed, origin: origin, errors: visit.asksOnlyLanguage ? [] : errors),
        status: visit.asksOnlyLanguage ? 200 : 422)
    }
    do {
      let application = try await house.database.write { try $0.enter(typed, origin, in: cycle.id, language, permit, house) }
      return .seeOther(application.deskPage.text)
    } catch let refusal as Refusal where refusal.kind == .conflict {
      // Who has applied already, or may not be entered: said at the name, and nothing typed is lost.
      return visit.page(
        page(visit, nil, typed, origin: origin, errors: [(Meaning.surname.rawValue, visit.language(refusal.phrase))]), status: 422
      )
    }
  }

  /// GET /desk/entries/:code
  static func edit(_ visit: Visit, _ permit: Permit<ImportApplications>) async throws -> Reply {
    let (application, before) = try await begun(visit, permit)
    return visit.page(page(visit, application, before, origin: nil, errors: []))
  }

  /// POST /desk/entries/:code
  static func update(_ visit: Visit, _ permit: Permit<ImportApplications>) async throws -> Reply {
    let house = visit.house
    let (application, _) = try await begun(visit, permit)
    let form = house.form(of: application)
    let typed = typed(visit, form)
    let errors = complaints(typed, form, visit)
    guard errors.isEmpty, !visit.asksOnlyLanguage else {
      return visit.page(
        page(visit, application, typed, origin: nil, errors: visit.asksOnlyLanguage ? [] : errors),
        status: visit.asksOnlyLanguage ? 200 : 422)
    }
    try await house.database.write { try $0.enterMore(typed, application, permit, house) }
    return .seeOther(application.deskPage.text)
  }

  /// Throws once she has been there: it is hers then.
  private static func begun(_ visit: Visit, _ permit: Permit<ImportApplications>) async throws -> (Application, [String: String])
  {
    let house = visit.house
    let code = try visit.name("code")
    return try await house.database.read { tx in
      let application = try tx.application(code: code, permit)
      guard try tx.deskEntry(of: application) != nil else { throw Refusal.missing }
      guard application.state == .draft, try !tx.hasBeenThere(application) else {
        throw Refusal(.conflict, .goesOnHerself(application.code), back: application.deskPage)
      }
      let answers = try tx.answers(of: application.id, try tx.safe(of: application.person, house.vault))
      let asked = DeskEntry.asked(house.form(of: application))
      return (application, Dictionary(asked.map { ($0.field.key, answers[$0.field.key]) }) { first, _ in first })
    }
  }

  private static func typed(_ visit: Visit, _ form: Form) -> [String: String] {
    Dictionary(
      DeskEntry.asked(form).map { ($0.field.key, $0.field.kind.typed(visit.form, $0.field.key)) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func complaints(_ typed: [String: String], _ form: Form, _ visit: Visit) -> [(field: String, message: String)] {
    DeskEntry.complaints(typed, form, visit.fieldContext).map { field, says in
      (field.kind.target(field.key), visit.language(says))
    }
  }

  private static func page(
    _ visit: Visit, _ application: Application?, _ typed: [String: String], origin: DeskEntry.Origin?,
    errors: [(field: String, message: String)]
  ) -> Page {
    let (t, house) = (visit.language, visit.house)
    let form = application.map { house.form(of: $0) } ?? house.applicationForm
    func said(_ field: String) -> String? { errors.first { $0.field == field }?.message }
    let controls = DeskEntry.asked(form).map { page, field -> HTML in
      let shown = Markup.Field(
        field.key, t(GirlIntake.name(field, on: page)), error: said(field.kind.target(field.key)),
        isOptional: !DeskEntry.needed.contains { $0.rawValue == field.key })
      return field.kind.control(shown, typed[field.key] ?? "", visit.fieldContext)
    }
    let origins: HTML =
      application != nil
      ? .nothing
      : """
      \(t.choice(
        Field("origin", t(.howSheTold), error: said("origin")), DeskEntry.Origin.allCases.map { Option($0.rawValue, t($0.name)) },
        chosen: origin?.rawValue))\
      \(t.choice(
        Field("language", t(.lettersIn)), Language.allCases.map { Option($0.rawValue, $0.name) },
        chosen: visit.form["language"] ?? Language.kk.rawValue))
      """
    let questions = Dictionary(
      DeskEntry.asked(form).map { ($0.field.kind.target($0.field.key), t(GirlIntake.name($0.field, on: $0.page))) }
    ) { first, _ in first }
    let summary = errors.map { error in
      (field: error.field, message: questions[error.field].map { "\($0): \(error.message)" } ?? error.message)
    }
    let title = application.map { "\(t(.enterMore)): \($0.code)" } ?? t(.enterForHer)
    return Page(
      title: title, language: t, languageForm: "entry",
      body: """
        \(t.back(to: application?.deskPage ?? visit.ofShown("/desk/applications")))\(t.errorSummary(summary))<h1>\(title)</h1>
        \(notice("<p>\(t(.entryMeans))</p>"))
        \(Markup.form(
          application.map { Link("/desk/entries/\($0.code)") } ?? "/desk/entries", id: "entry", keeping: t(.notSentKept),
          "\(visit.formToken)\(origins)\(controls)\(button(t(.keepEntry)))"))
        """)
  }
}

extension Phrase {
  static let enterForHer = Phrase(
    kk: "Қатысушының айтуымен өтінім бастау", ru: "Начать заявку со слов ребёнка", en: "Begin an application for an applicant")
  static let enterMore = Phrase(kk: "Айтқанын толықтыру", ru: "Дополнить со слов ребёнка", en: "Add what was said")
  static let entryMeans = Phrase(
    kk:
      "Келісімді оның орнына ешкім бере алмайды. Ол телефонындағы кодпен кіріп, жауаптарын тексереді, келісімін өзі береді, өтінімді өзі жібереді. Ол кіргеннен кейін мұнда ештеңе өзгертілмейді.",
    ru:
      "Согласие за ребёнка никто дать не может. Ребёнок войдёт по коду на своём телефоне, проверит ответы, даст согласие и отправит заявку. После этого здесь ничего изменить нельзя.",
    en:
      "Nobody can consent for an applicant. Applicants come in by a code on their own phone, check the answers, consent and send the application. From then on nothing can be changed here."
  )
  static let howSheTold = Phrase(kk: "Қалай хабарласты", ru: "Как обратились", en: "How they reached us")
  static let chooseOrigin = Phrase(
    kk: "Қалай хабарласқанын таңдаңыз", ru: "Выберите, как обратились", en: "Choose how they reached us")
  static let lettersIn = Phrase(kk: "Хабарлама тілі", ru: "Язык сообщений", en: "Language of messages")
  static let keepEntry = Phrase(kk: "Сақтау", ru: "Сохранить", en: "Save")
}
