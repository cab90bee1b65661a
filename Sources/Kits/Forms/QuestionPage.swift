package import Exchange
import Markup
package import Programme
package import Words

/// The page of one question: what was typed, what is wrong with it, and the way on.
package struct QuestionPage: Sendable {
  package let filled: FilledForm
  package let page: Form.Page
  package let context: FieldContext
  /// An answer that somebody gave elsewhere while the page was open, and that this page then took the place of.
  package let overtaken: Overtaken?
  package let complaints: [CheckedAnswers.Complaint]

  package init(
    _ filled: FilledForm, _ page: Form.Page, _ context: FieldContext, overtaken: Overtaken? = nil,
    complaints: [CheckedAnswers.Complaint] = []
  ) {
    self.filled = filled
    self.page = page
    self.context = context
    self.overtaken = overtaken
    self.complaints = complaints
  }

  private var t: Language { context.language }
  private var place: FormPlace { filled.place }
  private var asksForFile: Bool { page.fields.contains { $0.kind is FileField } }

  package func reply(to visit: Visit) -> Reply {
    let errors = complaints.compactMap { complaint in
      page.fields.first { $0.key == complaint.field }
        .map { (field: $0.kind.target($0.key), message: t(complaint.phrase)) }
    }
    return visit.page(
      Page(
        title: errors.isEmpty ? page.title(t) : "\(t(.errorInTitle)): \(page.title(t))", language: t,
        languageForm: "question", body: body(visit, errors)),
      scripts: SaveState.scripts(visit, place)
    ).kept(in: place, by: filled.owner, visit)
  }

  private func body(_ visit: Visit, _ errors: [(field: String, message: String)]) -> HTML {
    let pages = filled.form.pages(for: filled.answers, on: context.today).map(\.key)
    let number = (pages.firstIndex(of: page.key) ?? 0) + 1
    let canWait = !errors.isEmpty && page.fields.contains { $0.required.holds(on: context.today) }
    return """
      \(t.back(to: back(pages)))\
      \(t.step(number, of: pages.count, in: sectionName))\
      \(t.errorSummary(errors))\(overtaken.map(changed))<h1>\(page.title(t))</h1>\
      \(page.hint.map { "<p class=\"hint\">\($0(t))</p>" })
      <form method="post" action="\(action)" novalidate id="question"\
      \(" enctype=\"multipart/form-data\"", if: asksForFile)>\
      \(visit.formToken)\(visit.query["from"] == "check" ? hidden("from", "check") : HTML.nothing)\
      \(page.fields.map(control))
      \(SaveState.html(visit, filled, isQuiet: !errors.isEmpty))\
      \(buttons(
        button(t(.goOn)), canWait ? button(t(.skip), look: .plain, name: "go", value: "skip") : HTML.nothing,
        place.later == nil ? HTML.nothing : button(t(.later), look: .plain, name: "go", value: "later")))
      </form><p><a href="\(place.check)">\(t(.whatIsLeft))</a></p>
      """
  }

  /// Both texts are there to choose from: the one written elsewhere here, the one of this page in its field.
  private func changed(_ other: Overtaken) -> HTML {
    let text = filled.form.field(other.field)?.kind.shown(other.typed, context) ?? other.typed
    return notice(
      "<p>\(t(.changedElsewhere))</p><blockquote>\(text.isEmpty ? t(.emptyAnswer) : text)</blockquote>", .waiting)
  }

  /// One field; a field with a condition is shown with it, and the script hides it while the condition does not hold.
  private func control(_ field: Form.Field) -> HTML {
    let complaint = complaints.first { $0.field == field.key }.map { t($0.phrase) }
    let shown = Markup.Field(
      field.key, field.label(t), hint: field.hint?(t), error: complaint, isOptional: field.required == .never)
    let control = field.kind.control(shown, filled.answers[field.key], context)
    let version = String(filled.answers.version(field.key).milliseconds)
    return """
      <div data-field="\(field.key)" data-kind="\(field.kindName)"\(attribute: "data-when", field.when?.field)\
      \(attribute: "data-is", field.when?.is?.joined(separator: " "))>\(control)\
      \(field.kind is FileField ? HTML.nothing : hidden(Overtaken.name(field.key), version))</div>
      """
  }

  private var action: Link { asksForFile ? place.question(page.key).below("file") : place.question(page.key) }

  private func back(_ pages: [String]) -> Link {
    guard let position = pages.firstIndex(of: page.key), position > 0 else { return place.before }
    return place.question(pages[position - 1])
  }

  private var sectionName: String { filled.form.sections.first { $0.key == page.section }?.name(t) ?? "" }
}

extension Phrase {
  static let whatIsLeft = Phrase(
    kk: "Барлық сұрақ: не толтырылды, не қалды", ru: "Все вопросы: что заполнено и что осталось",
    en: "All questions: what is done and what is left")
  static let skip = Phrase(kk: "Кейін толтырамын, әрі қарай", ru: "Заполню потом, дальше", en: "Fill in later, go on")
  static let changedElsewhere = Phrase(
    kk: "Бұл жауапты осы аралықта басқа бетте өзгерткенсің. Қазір төменде осы бетте жазғаның сақталды. Басқа беттегі жауап:",
    ru: "Этот ответ тем временем изменили на другой странице. Сейчас сохранено то, что написано здесь. Ответ с другой страницы:",
    en: "This answer was changed on another page meanwhile. What you wrote here is kept now. The answer of the other page:")
  static let emptyAnswer = Phrase(kk: "(бос)", ru: "(пусто)", en: "(empty)")
  package static let later = Phrase(kk: "Кейін жалғастыру", ru: "Продолжить позже", en: "Continue later")
  static let errorInTitle = Phrase(kk: "Қате", ru: "Ошибка", en: "Error")
}
