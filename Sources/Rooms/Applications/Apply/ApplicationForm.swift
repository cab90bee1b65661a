package import Forms
import Markup
package import Programme
import Storage
import Words

extension ProgrammePart where Content == Form {
  /// What girls are asked. The law asks for a list of what is collected: a question nobody was told of is not asked.
  package static var application: Self {
    ProgrammePart("form.yaml", read: Form.init(yaml:)) { form, files in
      Meaning.complaints(of: form) + Meaning.complaints(of: files[.programme]?.eligibility ?? [], form)
        + (files[.consents].map { form.complaints($0) } ?? [])
    } version: {
      $0.version
    } follow: { data, before, tx in
      let (next, now) = (data[.application], before[.application])
      let begun: [(version: String, count: Int)] = try tx.rows(
        "SELECT form_version, count(*) AS n FROM application GROUP BY form_version ORDER BY form_version"
      ) { (try $0["form_version"], try $0["n"]) }
      guard next.version != now.version else {
        return PartChange(complaints: begun.isEmpty ? [] : [FileComplaint(.sameFormVersion(next.version))])
      }
      if begun.contains(where: { $0.version == next.version }) {
        return PartChange(complaints: [FileComplaint(.oldFormVersion(next.version))])
      }
      return PartChange(touches: begun.map { .keepsItsForm($0.count, $0.version) })
    }
  }
}

extension Form {
  /// What is asked and stands in no consent that everybody gives, and what stands there and is not asked.
  fileprivate func complaints(_ consents: ConsentFile) -> [FileComplaint] {
    let told = Set(consents.purposes.filter(\.required).flatMap { $0.fields ?? [] })
    let untold = fields.filter { !told.contains($0.key) }.map { FileComplaint(line: $0.line, .untold($0.key)) }
    return untold
      + consents.purposes.flatMap { purpose in
        (purpose.fields ?? []).filter { !keys.contains($0) }.map {
          FileComplaint(file: "consents.yaml", line: purpose.lines.fields, .toldNotAsked($0, purpose.key))
        }
      }
  }
}

extension House {
  /// What an application that begins now is asked.
  package var applicationForm: Form { data[.application] }

  /// A question by its key, of the newest form that asks it.
  func asked(_ field: String) -> Form.Field? { data.all(.application).lazy.compactMap { $0.field(field) }.first }

  /// The questions this application was begun with, whatever the programme has asked since.
  package func form(of application: Application) -> Form { data[.application, version: application.formVersion] }
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

  func form(of girl: Girl, _ house: House) -> Form { house.form(of: girl.application) }

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

  func filled(_ house: House) -> FilledForm { FilledForm(house.form(of: application), at: .application, by: self) }

  func checked(_ context: FieldContext, _ house: House) -> CheckedAnswers {
    CheckedAnswers(answers, house.form(of: application), context)
  }

  /// With everything any field looks up.
  func checked(_ visit: Visit, in tx: Transaction) throws -> CheckedAnswers {
    checked(try Check.context(visit, self, in: tx), visit.house)
  }
}

extension Phrase {
  static func sameFormVersion(_ version: String) -> Phrase {
    Phrase(
      kk: "Сұрақтар өзгерген, ал version бұрынғыдай (\(version)): жаңа атау беріңіз.",
      ru: "Вопросы изменены, а version прежняя (\(version)): дайте новую.",
      en: "The questions were changed and version is the same (\(version)): give it a new one.")
  }
  static func oldFormVersion(_ version: String) -> Phrase {
    Phrase(
      kk: "«\(version)» нұсқасымен басталған өтінімдер бар: version атауы бұрын болмаған болуы керек.",
      ru: "С версией «\(version)» уже есть заявки: version не должна повторяться.",
      en: "There are applications with the version “\(version)” already: a version is used once.")
  }
  static func keepsItsForm(_ count: Int, _ version: String) -> Phrase {
    Phrase(
      kk: "«\(version)» нұсқасымен басталған өтінім саны: \(count). Олар сол сұрақтармен қалады.",
      ru: "Заявок, начатых с версией «\(version)»: \(count). Они остаются с прежними вопросами.",
      en: "Applications begun with the version “\(version)”: \(count). They keep their questions.")
  }
  static func toldNotAsked(_ field: String, _ purpose: String) -> Phrase {
    Phrase(
      kk: "«\(purpose)» мақсаты «\(field)» деректерін атайды, ал form.yaml файлында ондай сұрақ жоқ.",
      ru: "Цель «\(purpose)» называет «\(field)», а в form.yaml такого вопроса нет.",
      en: "The purpose “\(purpose)” names “\(field)”, and form.yaml has no such question.")
  }
  static func untold(_ fields: String) -> Phrase {
    Phrase(
      kk: "consents.yaml файлындағы бірде-бір міндетті мақсат мыналарды атамайды: \(fields).",
      ru: "Ни одна обязательная цель в consents.yaml не называет: \(fields).",
      en: "No required purpose of consents.yaml names \(fields).")
  }
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
      "Қазір интернет жоқ. Осы бетті ашық қалдыр немесе интернет қосылғанда қайта аш: өтінім сонда өзі жіберіледі. Бізге жеткенде SMS келеді. SMS келмесе, өтінім жетпеген.",
    ru:
      "Сейчас нет сети. Оставьте эту страницу открытой или откройте её ещё раз, когда сеть появится: тогда заявка уйдёт сама. Когда она дойдёт, придёт SMS. Нет SMS — заявка не дошла.",
    en:
      "There is no network now. Leave this page open, or open it again when there is one: the application is sent then. An SMS comes when it has arrived. No SMS means that it has not."
  )
}
