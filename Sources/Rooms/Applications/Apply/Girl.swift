import Forms
import Programme
import Storage
import Words

/// Her application with everything a page about it needs, read in one transaction.
struct Girl: Sendable {
  let application: Application
  let safe: Safe
  let answers: Answers
  /// Before anything was read: what the server heard of later is not in here.
  let readAt: Moment

  /// Throws `Refusal.missing` when she has no application, as if the page did not exist.
  static func read(_ permit: Permit<OwnApplication>, _ house: House, in tx: Transaction) throws -> Girl {
    // Before the first statement, for with it the transaction's sight of the data stands still.
    let now = house.outside.now()
    guard let application = try tx.application(of: permit.actor.person) else { throw Refusal.missing }
    return try read(application, house, in: tx, at: now)
  }

  static func read(_ application: Application, _ house: House, in tx: Transaction) throws -> Girl {
    try read(application, house, in: tx, at: house.outside.now())
  }

  private static func read(_ application: Application, _ house: House, in tx: Transaction, at now: Moment) throws -> Girl {
    let safe = try tx.safe(of: application.person, house.vault)
    return Girl(application: application, safe: safe, answers: try tx.answers(of: application.id, safe), readAt: now)
  }

  /// While it is hers to change; otherwise the sentence that says why not.
  func mustBeHers() throws(Refusal) {
    guard application.state.isHers else { throw Refusal(.conflict, .notYoursNow) }
  }

  /// Nobody else is asked about a grown woman.
  func mustBeAChild(_ house: House, in tx: Transaction) throws {
    guard try tx.adultSince(safe, at: house.outside.now()) == nil else { throw Refusal(.conflict, .noGuardianNeeded) }
  }
}

extension Visit {
  var fieldContext: FieldContext { house.fieldContext(language, on: now.day()) }
}

extension Transaction {
  func addedFiles(of girl: Girl) throws -> [AddedFile] {
    try files(of: girl.application.id, girl.safe).map(\.added)
  }
}

extension StoredFile {
  /// As a form's fields show it.
  var added: AddedFile { AddedFile(id: id.text, name: name, size: size) }
}

extension Phrase {
  static let notYoursNow = Phrase(
    kk: "Өтінім жіберілді, жауаптарды енді өзгертуге болмайды. Түзету керек болса, бізге жаз.",
    ru: "Заявка подана, ответы больше нельзя менять. Если нужно исправление, напишите нам.",
    en: "The application is submitted and the answers can no longer be changed. Write to us if something must be corrected.")
}
