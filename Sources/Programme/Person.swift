import Storage
package import Words

/// Somebody the programme knows: an applicant, a guardian, one of the staff. The row holds no name; details are sealed
/// with the person's own key, and destroying that key is what erasure means.
package struct Person: Sendable {
  package let id: ID<Person>
  package let language: Language
  package let name: PersonName?
  package let phone: Phone?
  package let email: EMail?
}

/// A name as its owner writes it; the patronymic only if there is one.
package struct PersonName: Sendable, Hashable {
  package let surname: String
  package let given: String
  package let patronymic: String?

  package init(surname: String, given: String, patronymic: String? = nil) {
    self.surname = surname
    self.given = given
    self.patronymic = patronymic
  }

  /// "Аманова Сынақ Үлгіқызы", the order of official lists in Kazakh and Russian.
  package var full: String {
    [surname, given, patronymic ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// One text, parts divided by a character no name holds.
  var packed: String { [surname, given, patronymic ?? ""].joined(separator: "\u{1f}") }

  package init?(packed: String) {
    let parts = packed.split(separator: "\u{1f}", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 else { return nil }
    self.init(surname: parts[0], given: parts[1], patronymic: parts[2].isEmpty ? nil : parts[2])
  }

  /// The words a desk search finds it by.
  var words: Set<String> {
    Set(folded(full).split(separator: " ").map(String.init).filter { $0.count > 1 })
  }
}

/// What is kept about a person, each kind sealed by itself.
package enum Detail: String, Sendable, Bindable, Readable {
  case name, phone, email
  case birthDay = "birth_day"
  case iin
  /// What a guardian is to the girl.
  case relation
}

/// What can be searched or compared without being readable.
package enum HashKind: String, Sendable, Bindable, Readable {
  /// The whole name, folded.
  case name
  /// One word of the name, folded.
  case word
  case phone, email, iin
  /// Name and birth day together: a candidate for a duplicate.
  case nameAndBirthDay = "name_birth_day"
  /// What the surnames of a family share: whose relative somebody may be.
  case family
}
