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

  /// Older entries call an applicant a girl.
  package var role: Role? { word == "girl" ? .applicant : Role(rawValue: word) }
}
