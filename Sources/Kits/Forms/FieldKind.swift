package import Exchange
package import Markup
package import Programme
package import Words

/// One kind of field: how its typed text is checked, asked for and shown. A new kind is one type and its line in
/// `FieldKinds`; form.yaml then names it.
///
/// What she typed is kept as it is, right or wrong; the checked form is made from it whenever it is needed.
package protocol FieldKind: Sendable {
  init(_ file: FieldFile) throws(FieldFault)

  /// What it reads of `FieldFile.settings`; another one would do nothing and is refused.
  static var settings: [String] { get }

  /// What was typed, put together from the controls of a posted page; a kind with one control needs nothing here.
  func typed(_ form: Fields, _ key: String) -> String

  /// The checked form of a non-empty text: ISO day, E.164 phone, code of a place. Throws the sentence that helps.
  func checked(_ typed: String, _ context: FieldContext) throws(FieldComplaint) -> String

  /// The text on "check your answers" and on the desk; made from what was typed, even where it cannot be checked.
  func shown(_ typed: String, _ context: FieldContext) -> String

  /// The id of the control an error leads to.
  func target(_ key: String) -> String

  /// The control on the question's page, filled with what was typed.
  func control(_ field: Markup.Field, _ typed: String, _ context: FieldContext) -> HTML
}

/// Why a text is not an answer yet.
package struct FieldComplaint: Error, Sendable {
  package let phrase: Phrase

  package init(_ phrase: Phrase) {
    self.phrase = phrase
  }
}

/// What kinds look things up in.
package struct FieldContext: Sendable {
  package let language: Language
  package let today: Day
  package let gazetteer: Gazetteer
  /// KATO codes of the regions whose places are offered.
  package let regions: [String]
  /// Schools of the district, read for pages that ask for the school.
  package var schools: [School] = []

  /// Files that were added, read for pages that ask for one.
  package var files: [AddedFile] = []

  package init(language: Language, today: Day, gazetteer: Gazetteer, regions: [String]) {
    self.language = language
    self.today = today
    self.gazetteer = gazetteer
    self.regions = regions
  }

  package func knowing(_ schools: [School]) -> FieldContext {
    var context = self
    context.schools = schools
    return context
  }
}

/// A file that stands in an answer, as people are shown it.
package struct AddedFile: Sendable {
  /// The text of the answer it stands in.
  package let id: String
  package let name: String
  /// Bytes.
  package let size: Int

  package init(id: String, name: String, size: Int) {
    self.id = id
    self.name = name
    self.size = size
  }
}

extension House {
  /// What kinds look things up in, as far as the house knows it.
  package func fieldContext(_ language: Language, on today: Day) -> FieldContext {
    FieldContext(language: language, today: today, gazetteer: gazetteer, regions: programme.regions)
  }
}

package enum FieldKinds {
  package static let named: [String: any FieldKind.Type] = [
    "text": TextField.self, "name": NameField.self, "choice": ChoiceField.self, "date": DateField.self, "place": PlaceField.self,
    "school": SchoolField.self, "phone": PhoneField.self, "email": EMailField.self, "iin": IINField.self,
    "number": NumberField.self, "file": FileField.self, "essay": EssayField.self,
  ]
}

extension FieldKind {
  package static var settings: [String] { [] }

  package func target(_ key: String) -> String { key }

  package func typed(_ form: Fields, _ key: String) -> String {
    form.pairs.first { $0.name == key }?.value ?? ""
  }

  package func shown(_ typed: String, _ context: FieldContext) -> String { typed }
}
