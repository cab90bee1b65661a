import Allocation
import Exchange
import Markup
import Programme
import Rules
import Storage
import Words

/// The chair writes a merit rule: the text with its weights, and the draw in fields. It is shown in words before it is kept.
enum MeritEditor {
  /// GET /desk/grants/rounds/:round/merit/new starts from the newest version, or from that of the programme's folder.
  static func new(_ visit: Visit, _ permit: Permit<LeadMatching>) async throws -> Reply {
    let id: ID<Round> = try visit.id("round")
    let (round, newest) = try await visit.house.database.read { (try open($0, id), try $0.merits(id).first) }
    let rule = newest?.rule ?? visit.house.data[.merit]
    return visit.page(page(visit, round, MeritText(rule), [], rule))
  }

  /// POST /desk/grants/rounds/:round/merit: "look" shows it in words, "keep" makes a new version.
  static func create(_ visit: Visit, _ permit: Permit<LeadMatching>) async throws -> Reply {
    let house = visit.house
    let id: ID<Round> = try visit.id("round")
    let round = try await house.database.read { try open($0, id) }
    let text = MeritText(visit.form)
    if visit.asksOnlyLanguage { return visit.page(page(visit, round, text, [], nil)) }
    var errors = text.complaints().map { (field: $0.field, message: visit.language($0.says)) }
    var rule: MeritRule?
    if errors.isEmpty {
      do throws(FileComplaints) {
        let read = try MeritRule(yaml: text.whole)
        errors = complaints(read, round, visit)
        rule = read
      } catch {
        errors = error.complaints.map { said($0, text, visit.language) }
      }
    }
    guard errors.isEmpty, let rule else { return visit.page(page(visit, round, text, errors, nil), status: 422) }
    guard visit.form["go"] == "keep" else { return visit.page(page(visit, round, text, [], rule)) }
    let kept = try await house.database.write { try $0.addMerit(rule, to: round, by: permit.actor, house) }
    return .seeOther(MeritPages.link(kept, of: id).text)
  }

  private static func open(_ tx: Transaction, _ id: ID<Round>) throws -> Round {
    let round = try tx.round(id)
    if round.number != 1 { throw Refusal(.conflict, .secondRoundHasRule) }
    if try tx.meritFreeze(id)?.frozenAt != nil { throw Refusal(.conflict, .meritIsFrozen, back: MeritPages.link(id)) }
    return round
  }

  /// What a rule that can be read says wrongly of this house or of this round.
  private static func complaints(_ rule: MeritRule, _ round: Round, _ visit: Visit) -> [(field: String, message: String)] {
    let t = visit.language
    if let unknown = MeritRules.unknownEvidence(rule, visit.house).first { return [("yaml", t(.evidenceNotMeasured(unknown)))] }
    if let lottery = rule.lottery, let says = MeritRules.drawComplaint(lottery, round.dates) { return [("drawn", t(says))] }
    return []
  }

  private static func said(_ complaint: FileComplaint, _ text: MeritText, _ t: Language) -> (field: String, message: String) {
    guard let line = complaint.line else { return ("yaml", t(complaint.says)) }
    // What the fields of the draw make stands below the text.
    return line > text.lines && text.whole != text.yaml
      ? ("source-kk", t(complaint.says)) : ("yaml", "\(t(.meritLine)) \(line): \(t(complaint.says))")
  }

  private static func page(
    _ visit: Visit, _ round: Round, _ text: MeritText, _ errors: [(field: String, message: String)], _ rule: MeritRule?
  ) -> Page {
    let t = visit.language
    func field(_ name: String, _ label: String, hint: Phrase? = nil, isOptional: Bool = false) -> Field {
      Field(name, label, hint: hint.map { t($0) }, error: errors.first { $0.field == name }?.message, isOptional: isOptional)
    }
    let sources = [
      ("source-kk", text.source.kk, Language.kk), ("source-ru", text.source.ru, .ru), ("source-en", text.source.en, .en),
    ]
    let words: HTML =
      rule.map { rule in
        "<div class=\"box words\" id=\"words\"><h2>\(t(.meritInWords))</h2><ul>\(rule.inWords.map { "<li>\(t($0))</li>" as HTML })</ul></div>"
      } ?? .nothing
    return Page(
      title: t(.newMerit), language: t, width: .wide, languageForm: "merit",
      body: """
        \(t.back(to: MeritPages.link(round.id)))\(t.errorSummary(errors))<p class="step">\(round.name(t))</p><h1>\(t(.newMerit))</h1>
        <p>\(t(.newMeritMeans))</p>\(words)
        \(form(MeritPages.link(round.id), id: "merit", """
          \(visit.formToken)\(t.textArea(field("yaml", t(.meritAsText), hint: .meritTextHint), value: text.yaml, rows: 22))\
          <h2>\(t(.drawTitle))</h2><p>\(t(.drawMeans))</p>\
          \(sources.map { name, value, language in t.textField(field(name, "\(t(.drawSource)), \(language.name)"), value: value) })\
          \(t.dateField(field("drawn", t(.drawDay), hint: .drawDayHint), value: text.published))\
          \(buttons(button(t(.keepMerit), name: "go", value: "keep"), button(t(.lookAtMerit), look: .plain, name: "go", value: "look")))
          """))
        """)
  }
}

extension Phrase {
  static let newMeritMeans = Phrase(
    kk: "Сақталған нұсқа өзгермейді: әр өзгеріс жаңа нұсқа болады. Бекітілмейінше оны сайтта ешкім көрмейді.",
    ru: "Сохранённая версия не меняется: каждая правка — новая версия. Пока она не зафиксирована, на сайте её нет.",
    en: "A kept version does not change: each edit makes a new one. Until it is frozen it is not on the site.")
  static let meritTextHint = Phrase(
    kk: "Дерек, шкала, салмақ, ең аз мән. Орындар мен квоталар мұнда жазылмайды.",
    ru: "Данные, шкала, вес, минимум. Места и квоты сюда не пишут.",
    en: "Evidence, scale, weight, minimum. Seats and quotas are not written here.")
  static let meritLine = Phrase(kk: "Жол", ru: "Строка", en: "Line")
  static let meritInWords = Phrase(kk: "Сөзбен", ru: "Словами", en: "In words")
  static let drawTitle = Phrase(
    kk: "Ұпай тең болғандағы жеребе", ru: "Жеребьёвка при равных баллах", en: "The draw for equal points")
  static let drawMeans = Phrase(
    kk: "Дереккөз сандар белгілі болмай тұрып аталады. Бүкіл кезеңге бір жеребе тартылады.",
    ru: "Источник называют до того, как станут известны числа. На весь раунд одна жеребьёвка.",
    en: "The source is named before anybody knows the numbers. There is one draw for the whole round.")
  static let drawSource = Phrase(kk: "Ашық дереккөз", ru: "Открытый источник", en: "Public source")
  static let drawDay = Phrase(
    kk: "Сандар жарияланатын күн", ru: "День, когда появятся числа", en: "The day the numbers are published")
  static let drawDayHint = Phrase(
    kk: "Тізімдер жабылғаннан кейін, есептеу біткенше", ru: "После закрытия списков и до конца расчёта",
    en: "After the lists close and before the run ends")
  static let keepMerit = Phrase(kk: "Жаңа нұсқа ретінде сақтау", ru: "Сохранить новую версию", en: "Keep as a new version")
  static let lookAtMerit = Phrase(kk: "Сөзбен көрсету", ru: "Показать словами", en: "Show in words")
}
