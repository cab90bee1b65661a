package import Forms
import Markup
package import Programme
import Storage
import Words

extension ProgrammePart where Content == Form {
  /// What girls are asked. The law asks for a list of what is collected: a question nobody was told of is not asked.
  package static var application: Self {
    ProgrammePart("form.yaml", read: Form.init(yaml:)) { form, data in
      try Meaning.check(form)
      let told = Set(data[.consents].purposes.filter(\.required).flatMap { $0.fields ?? [] })
      let untold = form.fields.map(\.key).filter { !told.contains($0) }
      guard untold.isEmpty else {
        throw ProgrammeFault("no required purpose of consents.yaml names \(untold.joined(separator: ", "))")
      }
    }
  }
}

extension House {
  package var applicationForm: Form { data[.application] }
}

extension FormPlace {
  /// Where girls fill in their application.
  static let application = FormPlace(
    home: "/apply", before: "/", after: "/apply/consent", later: "/status/later",
    phone: PhonePart(
      shell: Applications.shell, steps: ["consent", "check"], unsent: .unsent, unsentWhat: .unsentWhat,
      door: "/return", signIn: .returnTitle))
}

extension Applications {
  /// What her own phone keeps: her questions, to go on without a network.
  static let shell = Shell(
    name: AnswerJournal.thread, script: "apply.js", prefixes: ["/apply", "/status"],
    doors: ["/apply", "/return/code", "/return/key", "/sign-out"], offline: "/offline", failed: "/offline/form",
    unsent: ["/apply/consent": "/apply/unsent?what=consent", "/apply/submission": "/apply/unsent"],
    exits: ["/sign-out": "/offline/leaving"],
    unsentAtExit: .applicationUnsentAtExit)
}

/// The questions of an application: `/apply/:page`.
struct GirlForm: FormDesk {
  typealias Authority = OwnApplication

  let place = FormPlace.application

  func form(_ house: House) -> Form { house.applicationForm }

  func holder(_ permit: Permit<OwnApplication>, _ house: House, in tx: Transaction) throws -> Girl {
    let girl = try Girl.read(permit, house, in: tx)
    try girl.mustBeHers()
    return girl
  }

  func context(for page: Form.Page, _ girl: Girl, _ visit: Visit, in tx: Transaction) throws -> FieldContext {
    var context = visit.fieldContext
    if page.fields.contains(where: { $0.kind is SchoolField }), let district = girl.application.traits.district {
      context.schools = try tx.schools(placePrefix: String(district.prefix(4)))
    }
    if page.fields.contains(where: { $0.kind is FileField }) { context.files = try tx.addedFiles(of: girl) }
    return context
  }

  func keep(_ events: [AnswerEvent], of girl: Girl, _ house: House, in tx: Transaction) throws {
    try tx.keep(events, girl.application, girl.safe, at: house.outside.now())
  }

  func answered(_ checked: CheckedAnswers, by girl: Girl, _ house: House, in tx: Transaction) throws {
    try tx.refresh(girl.application, checked, girl.safe, house)
  }

  func answer(_ field: String, at version: Moment, of girl: Girl, in tx: Transaction) throws -> String {
    try tx.answer(field, of: girl.application.id, at: version, girl.safe)
  }

  func keepFile(_ file: SentFile, of girl: Girl, _ house: House, in tx: Transaction) throws -> String {
    try tx.keepFile(file.content, name: file.name, field: file.field, girl.application, girl.safe, house).text
  }

  func removeFile(in field: String, of girl: Girl, _ house: House, in tx: Transaction) throws {
    try tx.removeFiles(of: girl.application, field: field, house)
  }
}

extension Girl: FormHolder {
  var owner: String { application.id.text }
  var changedAt: Moment { application.changedAt }

  func filled(_ house: House) -> FilledForm { FilledForm(house.applicationForm, at: .application, by: self) }

  func checked(_ context: FieldContext, _ house: House) -> CheckedAnswers {
    CheckedAnswers(answers, house.applicationForm, context)
  }

  /// With everything any field looks up.
  func checked(_ visit: Visit, in tx: Transaction) throws -> CheckedAnswers {
    checked(try Check.context(visit, self, in: tx), visit.house)
  }
}

extension Phrase {
  static let unsent = Phrase(
    kk: "Өтінім ӘЛІ ЖІБЕРІЛГЕН ЖОҚ", ru: "Заявка ЕЩЁ НЕ ОТПРАВЛЕНА", en: "The application is NOT SENT YET")
  static let applicationUnsentAtExit = Phrase(
    kk:
      "Өтінімің ӘЛІ ЖІБЕРІЛГЕН ЖОҚ. Қазір шықсаң, ол өзі жіберілмейді: қайта кіріп, «Өтінімді жіберу» батырмасын тағы басу керек болады. Бәрібір шығасың ба?",
    ru:
      "Заявка ЕЩЁ НЕ ОТПРАВЛЕНА. Если выйти сейчас, она сама не уйдёт: нужно будет войти снова и ещё раз нажать «Отправить заявку». Всё равно выйти?",
    en:
      "The application is NOT SENT YET. If you sign out now, it will not go by itself: you would have to come back and press “Send the application” again. Sign out anyway?"
  )
  static let unsentWhat = Phrase(
    kk:
      "Қазір желі жоқ. Осы бетті ашық қалдыр немесе желі шыққанда қайта аш: өтінім сонда өзі жіберіледі. Бізге жеткенде SMS келеді. SMS келмесе, өтінім жетпеген.",
    ru:
      "Сейчас нет сети. Оставьте эту страницу открытой или откройте её снова, когда сеть появится: тогда заявка уйдёт сама. Когда она дойдёт, придёт SMS. Нет SMS — заявка не дошла.",
    en:
      "There is no network now. Leave this page open, or open it again when there is one: the application is sent then. An SMS comes when it has arrived. No SMS means that it has not."
  )
}
