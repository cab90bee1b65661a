package import Words

/// Who stands in the log or in a history as `role:id`, or as a word of ours such as `house`, taken apart to be shown. Nothing compares
/// people by it: who may be a second hand is decided by columns of person ids.
package struct ActorText: Sendable, Hashable {
  package let word: String
  package let person: ID<Person>?

  package init(_ text: String) {
    let colon = text.firstIndex(of: ":")
    word = String(text[..<(colon ?? text.endIndex)])
    person = colon.flatMap { ID<Person>(String(text[text.index(after: $0)...])) }
  }

  /// Consents, and older entries, call an applicant a girl.
  package var role: Role? { word == "girl" ? .applicant : Role(rawValue: word) }

  /// The role in words, or who else did it: a member of staff without a name, whoever keeps the server, the system itself.
  package var name: Phrase {
    switch word {
    case "desk": Phrase(kk: "қызметкер", ru: "сотрудник", en: "a member of staff")
    case "operator": Phrase(kk: "сервер операторы", ru: "оператор сервера", en: "server operator")
    case "nobody": Phrase(kk: "кірмеген адам", ru: "без входа", en: "somebody not signed in")
    default: role?.name ?? Phrase(kk: "жүйе", ru: "система", en: "system")
    }
  }
}
