import Exchange
import Programme
import Storage
import Words

/// An answer that was given elsewhere, in another tab or on another phone, after a page was made.
struct Overtaken: Sendable {
  let field: String
  /// The version the page was made from.
  let was: Moment
  /// The version that had come in between.
  let version: Moment
  let typed: String

  /// Nil when the page knew what stands, or does not say what it was made from.
  init?(_ form: Fields, _ field: Form.Field, _ girl: Girl) {
    let version = girl.answers.version(field.key)
    guard let was = form[Self.name(field.key)].flatMap({ Int64($0) }), was < version.milliseconds else { return nil }
    self.init(field: field.key, was: Moment(milliseconds: was), version: version, typed: girl.answers[field.key])
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
  var word: String { "\(field)~\(version.milliseconds)" }

  static func asked(_ query: Fields, _ page: Form.Page, _ girl: Girl, in tx: Transaction) throws -> Overtaken? {
    let parts = (query["overtaken"] ?? "").split(separator: "~")
    guard parts.count == 2, let field = page.fields.first(where: { $0.key == parts[0] }), let at = Int64(parts[1]) else {
      return nil
    }
    let version = Moment(milliseconds: at)
    let typed = try tx.answer(field.key, of: girl.application.id, at: version, girl.safe)
    guard typed != girl.answers[field.key] else { return nil }
    return Overtaken(field: field.key, was: version, version: version, typed: typed)
  }
}
