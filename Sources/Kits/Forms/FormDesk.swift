package import Programme
package import Security
package import Storage
package import Words

/// A form that somebody fills in: where its pages lie, who may, and where the answers are kept. `formRoutes` makes the pages of
/// the questions; the check page is the room's own, with a `CheckList` in it, for what else must be there differs.
///
///     let routes = formRoutes(TeacherForm()) + [.may(OwnTeacherForm.self, .get, "/teach/check") { … }]
package protocol FormDesk: Sendable {
  associatedtype Authority: Act
  associatedtype Holder: FormHolder

  var place: FormPlace { get }

  /// The form this holder fills in: the newest, or the one she began with.
  func form(of holder: Holder, _ house: House) -> Form

  /// Whoever fills it in, as the permit finds her. Throws `Refusal` when there is nobody, or when the answers may not be changed
  /// now.
  func holder(_ permit: Permit<Authority>, _ house: House, in tx: Transaction) throws -> Holder

  /// What the fields of a page look up.
  func context(for page: Form.Page, _ holder: Holder, _ visit: Visit, in tx: Transaction) throws -> FieldContext

  /// Keeps what was typed, right or wrong; an event that is there already changes nothing.
  func keep(_ events: [AnswerEvent], of holder: Holder, _ house: House, in tx: Transaction) throws

  /// After new answers, in the same transaction: for what is made of the checked ones.
  func answered(_ checked: CheckedAnswers, by holder: Holder, _ house: House, in tx: Transaction) throws

  /// One answer as it stood at a version; the empty text before the first.
  func answer(_ field: String, at version: Moment, of holder: Holder, in tx: Transaction) throws -> String

  /// A file that was looked through; returns the text of its answer. What stood in its field before goes.
  func keepFile(_ file: SentFile, of holder: Holder, _ house: House, in tx: Transaction) throws -> String

  func removeFile(in field: String, of holder: Holder, _ house: House, in tx: Transaction) throws
}

/// Whoever fills in a form, with the answers as they were read.
package protocol FormHolder: Sendable {
  var answers: Answers { get }
  /// Whose the answers are on a phone that keeps pages and a journal, such as an application's id: they are never mixed with
  /// somebody else's.
  var owner: String { get }
  /// When an answer last changed.
  var changedAt: Moment { get }
  /// Before anything was read: what the server hears of later is not in here.
  var readAt: Moment { get }
}

/// A file as a page sent it, looked through.
package struct SentFile: Sendable {
  package let field: String
  package let name: String
  package let content: Upload
}

/// Forms that ask for no file need nothing here.
extension FormDesk {
  package func keepFile(_ file: SentFile, of holder: Holder, _ house: House, in tx: Transaction) throws -> String {
    throw Refusal.missing
  }

  package func removeFile(in field: String, of holder: Holder, _ house: House, in tx: Transaction) throws {
    throw Refusal.missing
  }
}
