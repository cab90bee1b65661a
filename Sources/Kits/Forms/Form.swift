package import Programme
package import Words

/// A form as data, such as `Programmes/<name>/form.yaml`: what is asked, in which order, and how an answer is checked.
package struct Form: Sendable {
  package let version: String
  package let sections: [Section]
  package let pages: [Page]
  /// Of all fields.
  package let keys: Set<String>

  package struct Section: Sendable {
    package let key: String
    package let name: Said
  }

  /// One question: usually one field, several where they belong together.
  package struct Page: Sendable {
    package let key: String
    package let section: String
    package let title: Said
    package let hint: Said?
    package let when: Condition?
    package let fields: [Field]
  }

  package struct Field: Sendable {
    package let key: String
    package let label: Said
    package let hint: Said?
    package let required: Requirement
    package let when: Condition?
    package let kind: any FieldKind
    /// The kind as form.yaml names it; the script reads it.
    package let kindName: String
    /// What it asks, said about her to those who read her answers.
    package let staff: Said?
    /// Where its key stands in its file, from 1.
    package let line: Int?
  }

  /// Shown only if another field's answer is one of these; or, for a page, while she is younger than so many years by the
  /// birth day in that field. Until it is known she counts as a child.
  package struct Condition: Sendable {
    package let field: String
    package let `is`: [String]?
    package let under: Int?

    package func holds(_ answers: Answers, on today: Day) -> Bool {
      guard let under else { return `is`?.contains(answers[field]) ?? false }
      return DateField.day(answers[field]).map { $0.age(at: today) < under } ?? true
    }
  }

  package enum Requirement: Sendable, Hashable {
    case always, never
    case from(Day)

    package func holds(on day: Day) -> Bool {
      switch self {
      case .always: true
      case .never: false
      case .from(let first): day >= first
      }
    }
  }

  /// Reads and checks the file: throws unknown kinds, repeated keys, conditions on unknown fields and whatever else is wrong, each with
  /// its line.
  package init(yaml: [UInt8]) throws(FileComplaints) {
    self = try YAMLFile.read(yaml) { Form($0) }
  }

  private init?(_ root: YAMLEntry) {
    root.know("version", "sections", "pages")
    let version = root.text("version", atMost: 40)
    var sections: [Section] = []
    for entry in root.list("sections") {
      entry.know("key", "name")
      guard let key = entry.key(), let name = entry.said("name") else { continue }
      if sections.contains(where: { $0.key == key }) { entry.complain(.standsTwice(key), at: "key") }
      sections.append(Section(key: key, name: name))
    }
    var reader = FormReader(sections: Set(sections.map(\.key)))
    let pages = root.list("pages").compactMap { reader.page($0) }
    reader.checkConditions()
    guard let version else { return nil }
    (self.version, self.sections, self.pages) = (version, sections, pages)
    keys = Set(pages.flatMap(\.fields).map(\.key))
  }

  package var fields: [Field] { pages.flatMap(\.fields) }

  package func page(_ key: String) -> Page? { pages.first { $0.key == key } }

  package func field(_ key: String) -> Field? { fields.first { $0.key == key } }

  /// The pages she sees, given what she has answered, and how old she is by that.
  package func pages(for answers: Answers, on today: Day) -> [Page] {
    pages.filter { $0.when?.holds(answers, on: today) ?? true }
  }
}

extension Form.Page {
  /// The fields she sees, given what she has answered.
  package func fields(for answers: Answers) -> [Form.Field] {
    fields.filter { $0.when?.is?.contains(answers[$0.when?.field ?? ""]) ?? true }
  }
}

extension Form.Field {
  /// What the field asks: its label, or the page's title where the label only says "choose one".
  package func asked(on page: Form.Page) -> Said {
    page.fields.count == 1 && kind is ChoiceField ? page.title : label
  }

  /// The same, said about her.
  package func told(on page: Form.Page) -> Said { staff ?? asked(on: page) }

  /// An answer, said about her: "Анасы", where she chose "Анам".
  package func told(_ typed: String, _ context: FieldContext) -> String {
    (kind as? ChoiceField)?.told(typed, context.language) ?? kind.shown(typed, context)
  }
}
