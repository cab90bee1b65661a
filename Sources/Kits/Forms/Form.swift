import Foundation
package import Programme
package import Words
import Yams

/// A form as data, such as `Programmes/<name>/form.yaml`: what is asked, in which order, and how an answer is checked.
package struct Form: Sendable {
  package let version: String
  package let sections: [Section]
  package let pages: [Page]
  /// Of all fields.
  package let keys: Set<String>

  package struct Section: Sendable, Codable {
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
  }

  /// Shown only if another field's answer is one of these; or, for a page, while she is younger than so many years by the
  /// birth day in that field. Until it is known she counts as a child.
  package struct Condition: Sendable, Codable {
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

  /// Reads and checks the file: unknown kinds, repeated keys and conditions on unknown fields are faults of the file.
  package init(yaml: [UInt8]) throws {
    let file = try YAMLDecoder().decode(FormFile.self, from: String(decoding: yaml, as: UTF8.self))
    version = file.version
    sections = file.sections
    pages = try file.pages.map(Page.init)
    keys = Set(pages.flatMap(\.fields).map(\.key))
    try checkKeys()
  }

  package var fields: [Field] { pages.flatMap(\.fields) }

  package func page(_ key: String) -> Page? { pages.first { $0.key == key } }

  package func field(_ key: String) -> Field? { fields.first { $0.key == key } }

  /// The pages she sees, given what she has answered, and how old she is by that.
  package func pages(for answers: Answers, on today: Day) -> [Page] {
    pages.filter { $0.when?.holds(answers, on: today) ?? true }
  }

  private func checkKeys() throws {
    var seen: Set<String> = []
    for field in fields {
      guard seen.insert(field.key).inserted else { throw ProgrammeFault("the field \(field.key) stands twice") }
    }
    for condition in pages.compactMap(\.when) + fields.compactMap(\.when) where !seen.contains(condition.field) {
      throw ProgrammeFault("a condition looks at the unknown field \(condition.field)")
    }
    for condition in pages.compactMap(\.when) where (condition.is == nil) == (condition.under == nil) {
      throw ProgrammeFault("a condition on \(condition.field) says either is or under")
    }
    for condition in fields.compactMap(\.when) where condition.is == nil {
      throw ProgrammeFault("the condition of a field on \(condition.field) says is")
    }
    for page in pages where !sections.contains(where: { $0.key == page.section }) {
      throw ProgrammeFault("the page \(page.key) stands in the unknown section \(page.section)")
    }
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
}

private struct FormFile: Codable {
  let version: String
  let sections: [Form.Section]
  let pages: [PageFile]
}

private struct PageFile: Codable {
  let key: String
  let section: String
  let title: Said
  let hint: Said?
  let when: Form.Condition?
  let fields: [FieldFile]
}

/// One field as the file gives it; each kind reads the settings it knows.
package struct FieldFile: Codable, Sendable {
  package let key: String
  package let kind: String
  package let label: Said
  package let hint: Said?
  package let required: String?
  package let when: Form.Condition?
  package let autocomplete: String?
  package let min: String?
  package let max: String?
  package let decimals: Int?
  package let words: [Int]?
  package let options: [Option]?
  package let criteria: Said?

  package struct Option: Codable, Sendable {
    package let key: String
    package let label: Said
  }
}

extension Form.Page {
  fileprivate init(_ file: PageFile) throws {
    self.init(
      key: file.key, section: file.section, title: file.title, hint: file.hint, when: file.when,
      fields: try file.fields.map(Form.Field.init))
  }
}

extension Form.Field {
  fileprivate init(_ file: FieldFile) throws {
    guard let kind = FieldKinds.named[file.kind] else {
      throw ProgrammeFault("\(file.key) has the unknown kind \(file.kind)")
    }
    let required: Form.Requirement
    switch file.required {
    case nil, "always": required = .always
    case "never": required = .never
    case let text?:
      guard let day = Day(text) else {
        throw ProgrammeFault("\(file.key): required is always, never or a day, not \(text)")
      }
      required = .from(day)
    }
    self.init(
      key: file.key, label: file.label, hint: file.hint, required: required, when: file.when, kind: try kind.init(file),
      kindName: file.kind)
  }
}
