import Exchange
import Markup
import Programme
import Words

extension Question {
  static func render(
    _ visit: Visit, _ page: Form.Page, _ shown: Shown, _ form: Form, complaints: [(page: String, field: String, phrase: Phrase)]
  ) -> Reply {
    let t = visit.language
    let (girl, context) = (shown.girl, shown.context)
    let pages = form.pages(for: girl.answers, on: context.today).map(\.key)
    let number = (pages.firstIndex(of: page.key) ?? 0) + 1
    let asksForFile = page.fields.contains { $0.kind is FileField }
    let errors = complaints.compactMap { complaint in
      page.fields.first { $0.key == complaint.field }
        .map { (field: $0.kind.target($0.key), message: t(complaint.phrase)) }
    }
    let canWait = !errors.isEmpty && page.fields.contains { $0.required.holds(on: context.today) }
    let body: HTML = """
      \(t.back(to: back(from: page.key, pages)))\
      \(t.step(number, of: pages.count, in: sectionName(page, form, t)))\
      \(t.errorSummary(errors))\(shown.overtaken.map { overtaken($0, context, form, t) })<h1>\(page.title(t))</h1>\
      \(page.hint.map { "<p class=\"hint\">\($0(t))</p>" })
      <form method="post" action="\(action(page, asksForFile))" novalidate id="question"\
      \(" enctype=\"multipart/form-data\"", if: asksForFile)>\
      \(visit.formToken)\(visit.query["from"] == "check" ? hidden("from", "check") : HTML.nothing)\
      \(page.fields.map { field in control(field, page, girl, complaints, context, t) })
      \(SaveState.html(visit, girl, form, isQuiet: !errors.isEmpty))\
      \(buttons(
        button(t(.goOn)), canWait ? button(t(.skip), look: .plain, name: "go", value: "skip") : HTML.nothing,
        button(t(.later), look: .plain, name: "go", value: "later")))
      </form><p><a href="/apply/check">\(t(.whatIsLeft))</a></p>
      """
    return visit.page(
      Page(
        title: errors.isEmpty ? page.title(t) : "\(t(.errorInTitle)): \(page.title(t))", language: t,
        languageForm: "question", body: body),
      scripts: [SaveState.script(visit)]
    ).kept(by: girl.application, visit)
  }

  /// Both texts are there to choose from: the one written elsewhere here, the one of this page in its field.
  private static func overtaken(_ other: Overtaken, _ context: FieldContext, _ form: Form, _ t: Language) -> HTML {
    let text = form.field(other.field)?.kind.shown(other.typed, context) ?? other.typed
    return notice(
      "<p>\(t(.changedElsewhere))</p><blockquote>\(text.isEmpty ? t(.emptyAnswer) : text)</blockquote>", .waiting)
  }

  /// One field; a field with a condition is shown with it, and the script hides it while the condition does not hold.
  private static func control(
    _ field: Form.Field, _ page: Form.Page, _ girl: Girl, _ complaints: [(page: String, field: String, phrase: Phrase)],
    _ context: FieldContext, _ t: Language
  ) -> HTML {
    let complaint = complaints.first { $0.field == field.key }.map { t($0.phrase) }
    let shown = Markup.Field(
      field.key, field.label(t), hint: field.hint?(t), error: complaint, isOptional: field.required == .never)
    let control = field.kind.control(shown, girl.answers[field.key], context)
    let version = String(girl.answers.version(field.key).milliseconds)
    return """
      <div data-field="\(field.key)" data-kind="\(field.kindName)"\(attribute: "data-when", field.when?.field)\
      \(attribute: "data-is", field.when?.is?.joined(separator: " "))>\(control)\
      \(field.kind is FileField ? HTML.nothing : hidden(Overtaken.name(field.key), version))</div>
      """
  }

  private static func action(_ page: Form.Page, _ asksForFile: Bool) -> Link {
    asksForFile ? "/apply/\(page.key)/file" : "/apply/\(page.key)"
  }

  private static func back(from key: String, _ pages: [String]) -> Link {
    guard let position = pages.firstIndex(of: key), position > 0 else { return "/" }
    return "/apply/\(pages[position - 1])"
  }

  private static func sectionName(_ page: Form.Page, _ form: Form, _ t: Language) -> String {
    form.sections.first { $0.key == page.section }?.name(t) ?? ""
  }
}

extension Phrase {
  static let goOn = Phrase(kk: "Жалғастыру", ru: "Продолжить", en: "Continue")
  static let whatIsLeft = Phrase(
    kk: "Барлық сұрақ: не толтырылды, не қалды", ru: "Все вопросы: что заполнено и что осталось",
    en: "All questions: what is done and what is left")
  static let skip = Phrase(kk: "Кейін толтырамын, әрі қарай", ru: "Заполню потом, дальше", en: "Fill in later, go on")
  static let changedElsewhere = Phrase(
    kk: "Бұл жауапты осы арада басқа бетте өзгерткенсің. Қазір төменде осы бетте жазғаның сақталды. Басқа беттегі жауап:",
    ru: "Этот ответ тем временем изменили на другой странице. Сейчас сохранено то, что написано здесь. Ответ с другой страницы:",
    en: "This answer was changed on another page meanwhile. What you wrote here is kept now. The answer of the other page:")
  static let emptyAnswer = Phrase(kk: "(бос)", ru: "(пусто)", en: "(empty)")
  static let later = Phrase(kk: "Кейін жалғастыру", ru: "Продолжить позже", en: "Continue later")
  static let errorInTitle = Phrase(kk: "Қате", ru: "Ошибка", en: "Error")
}
