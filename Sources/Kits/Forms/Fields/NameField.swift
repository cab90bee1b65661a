package import Markup
import Programme
import Words

/// A name or a part of one: it goes into letters, so it holds what names hold and nothing else.
package struct NameField: FieldKind {
  package static let settings = TextField.settings

  private let text: TextField

  package init(_ file: FieldFile) throws(FieldFault) { text = try TextField(file) }

  package func checked(_ typed: String, _ context: FieldContext) throws(FieldComplaint) -> String {
    let typed = try text.checked(typed, context)
    do { return try NameText.checked(typed) } catch { throw FieldComplaint(error.reason) }
  }

  package func control(_ field: Markup.Field, _ typed: String, _ context: FieldContext) -> HTML {
    text.control(field, typed, context)
  }
}
