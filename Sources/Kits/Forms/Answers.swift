package import Programme
package import Words

/// What somebody has answered so far, as typed, by field. A field without an answer is the empty text.
package struct Answers: Sendable, Hashable {
  private var typed: [String: String]
  /// When each answer that stands was written.
  private let written: [String: Moment]

  package init(_ typed: [String: String] = [:], written: [String: Moment] = [:]) {
    self.typed = typed
    self.written = written
  }

  package var isEmpty: Bool { typed.values.allSatisfy(\.isEmpty) }

  /// The version of an answer, so that a page can say what it was made from; the beginning of time when there is none.
  package func version(_ field: String) -> Moment { written[field] ?? Moment(milliseconds: 0) }

  package subscript(_ field: String) -> String {
    get { typed[field] ?? "" }
    set { typed[field] = newValue }
  }
}

/// One answer as it was given: never changed, only followed by a later one. The id is made where it was typed, so a
/// second delivery is no second answer.
package struct AnswerEvent: Sendable {
  package let id: ID<JournalEvent>
  package let field: String
  package let typed: String
  package let writtenAt: Moment

  package init(id: ID<JournalEvent>, field: String, typed: String, writtenAt: Moment) {
    self.id = id
    self.field = field
    self.typed = typed
    self.writtenAt = writtenAt
  }
}

/// The answers held against the form: what is missing or wrong, and the checked values.
package struct CheckedAnswers: Sendable {
  /// Checked form by field, for the fields she sees and has answered rightly.
  package private(set) var values: [String: String] = [:]
  /// The first complaint of each field, in the order of the form.
  package private(set) var complaints: [Complaint] = []

  package struct Complaint: Sendable {
    package let page: String
    package let field: String
    package let phrase: Phrase

    package init(page: String, field: String, phrase: Phrase) {
      self.page = page
      self.field = field
      self.phrase = phrase
    }
  }

  package init(_ answers: Answers, _ form: Form, _ context: FieldContext) {
    for page in form.pages(for: answers, on: context.today) { check(page, answers, context) }
  }

  package init(_ answers: Answers, page: Form.Page, _ context: FieldContext) {
    check(page, answers, context)
  }

  package var isComplete: Bool { complaints.isEmpty }

  private mutating func check(_ page: Form.Page, _ answers: Answers, _ context: FieldContext) {
    for field in page.fields(for: answers) {
      let typed = answers[field.key]
      guard typed.contains(where: { !$0.isWhitespace }) else {
        if field.required.holds(on: context.today) {
          let asked = page.fields.count == 1 ? page.title : field.label
          complaints.append(Complaint(page: page.key, field: field.key, phrase: .required(asked)))
        }
        continue
      }
      do {
        values[field.key] = try field.kind.checked(typed, context)
      } catch {
        complaints.append(Complaint(page: page.key, field: field.key, phrase: error.phrase))
      }
    }
  }
}

extension Phrase {
  package static func required(_ label: Said) -> Phrase {
    Phrase(kk: "Жауабы жоқ: \(label.kk)", ru: "Нет ответа: \(label.ru)", en: "No answer yet: \(label.en)")
  }
}
