package import Exchange
package import Words

/// An answer that was given elsewhere, in another tab or on another phone, after a page was made.
package struct Overtaken: Sendable {
  package let field: String
  /// The version the page was made from.
  package let was: Moment
  /// The version that had come in between.
  package let version: Moment
  package let typed: String

  /// Nil when the page knew what stands, or does not say what it was made from.
  package init?(_ form: Fields, _ field: Form.Field, _ answers: Answers) {
    let version = answers.version(field.key)
    guard let was = form[Self.name(field.key)].flatMap({ Int64($0) }), was < version.milliseconds else { return nil }
    self.init(field: field.key, was: Moment(milliseconds: was), version: version, typed: answers[field.key])
  }

  private init(field: String, was: Moment, version: Moment, typed: String) {
    self.field = field
    self.was = was
    self.version = version
    self.typed = typed
  }

  /// The hidden field of a page that tells what it was made from.
  static func name(_ field: String) -> String { "was-\(field)" }

  /// For the address of the page that says so: the text itself stays out of it.
  package var word: String { "\(field)~\(version.milliseconds)" }

  /// What the address of a page asks for; `typed` gives the answer as it stood at a version.
  package static func asked(
    _ query: Fields, _ page: Form.Page, _ answers: Answers, typed: (_ field: String, _ version: Moment) throws -> String
  ) rethrows -> Overtaken? {
    let parts = (query["overtaken"] ?? "").split(separator: "~")
    guard parts.count == 2, let field = page.fields.first(where: { $0.key == parts[0] }), let at = Int64(parts[1]) else {
      return nil
    }
    let version = Moment(milliseconds: at)
    let typed = try typed(field.key, version)
    guard typed != answers[field.key] else { return nil }
    return Overtaken(field: field.key, was: version, version: version, typed: typed)
  }
}
