import Exchange
package import Markup
import Programme
package import Words

/// "Check your answers": all of them with a way back to each, and what is missing.
package struct CheckList: Sendable {
  package let filled: FilledForm
  package let checked: CheckedAnswers
  /// With everything any field looks up, since all fields are shown.
  package let context: FieldContext

  package init(_ filled: FilledForm, _ context: FieldContext) {
    self.filled = filled
    self.context = context
    checked = CheckedAnswers(filled.answers, filled.form, context)
  }

  private var t: Language { context.language }
  private var pages: [Form.Page] { filled.form.pages(for: filled.answers, on: context.today) }

  /// The last question she sees.
  package var back: Link { filled.place.question(pages.last?.key ?? "") }

  /// Nothing when all is there.
  package var missing: HTML {
    guard !checked.isComplete else { return .nothing }
    let lines = checked.complaints.map { complaint -> HTML in
      """
      <li data-missing="\(complaint.field)">\
      <a href="\(filled.place.question(complaint.page).with("from", "check").with("check", "yes"))">\(t(complaint.phrase))</a></li>
      """
    }
    return "<div data-complaints=\"yes\">\(notice("<b>\(t(.stillMissing))</b><ul>\(lines)</ul>", .waiting))</div>"
  }

  package var sections: HTML { "\(filled.form.sections.map(section))" }

  private func section(_ section: Form.Section) -> HTML {
    let answers = pages.filter { $0.section == section.key }.flatMap { page in
      page.fields(for: filled.answers).map { field in
        Answer(
          (page.fields.count == 1 ? page.title : field.asked(on: page))(t),
          filled.answers[field.key].isEmpty ? "" : field.kind.shown(filled.answers[field.key], context),
          change: filled.place.question(page.key).with("from", "check"), marks: marks(field))
      }
    }
    // A section that asks nothing has no heading either.
    return answers.isEmpty ? .nothing : "<h2>\(section.name(t))</h2>\(t.answers(answers))"
  }

  /// By these a script shows an answer that is still on the phone; a file is on the server or on its way there.
  private func marks(_ field: Form.Field) -> HTML {
    if field.kind is FileField { return .nothing }
    let names = (field.kind as? ChoiceField).map { kind in
      JSON.object(kind.options.map { ($0.key, .string($0.label(t))) }).text
    }
    return " data-answer=\"\(field.key)\" data-kind=\"\(field.kindName)\"\(attribute: "data-options", names)"
  }
}

extension Phrase {
  package static let checkTitle = Phrase(kk: "Жауаптарыңды тексер", ru: "Проверьте ответы", en: "Check your answers")
  static let stillMissing = Phrase(kk: "Әлі толтырылмаған:", ru: "Ещё не заполнено:", en: "Still missing:")
}
