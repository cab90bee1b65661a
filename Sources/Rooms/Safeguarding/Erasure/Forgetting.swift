package import Programme
package import Storage
import Words

/// Erasing: every room forgets its part, the person's key is destroyed, keyed hashes stay as a tombstone.
///
/// With the key goes the meaning of everything sealed with it, in free pages too; docs/decisions/0011-what-erasure-reaches.md says
/// what a backup from before still holds.
package enum Forgetting {
  /// Rows by table, hers and those of people known only because of her.
  static func forget(_ person: ID<Person>, _ house: House, in tx: Transaction) throws -> [PersonalData.Erased] {
    let others = try house.personalData.flatMap { try $0.dependants(tx, person) }
    // Without a key she came from a backup made before her erasure: the stone came with the erasure.
    if try tx.exists("SELECT 1 FROM person_key WHERE person_id = \(person)") { try tx.setTombstone(of: person, house) }
    return try erase([person] + others, house, in: tx)
  }

  /// Every room's own steps for these people and nobody else; rows by table, tables by name, none with 0. A stone is the
  /// caller's, for it needs the key; the people may have none any more.
  package static func erase(_ people: [ID<Person>], _ house: House, in tx: Transaction) throws -> [PersonalData.Erased] {
    var rows: [String: Int] = [:]
    for person in people {
      // First, so that every room's step knows the one moment, now and when it is done again after a restore.
      try tx.run("UPDATE person SET erased_at = \(house.outside.now()) WHERE id = \(person) AND erased_at IS NULL")
      for erased in try house.personalData.flatMap({ try $0.erase(tx, house, person) }) {
        rows[erased.table, default: 0] += erased.rows
      }
    }
    return rows.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { PersonalData.Erased($0.key, $0.value) }
  }

  /// What it would be: done in a transaction that is then undone, so the preview cannot differ from the act.
  static func preview(_ person: ID<Person>, _ house: House) async throws -> [PersonalData.Erased] {
    do {
      return try await house.database.write { tx -> [PersonalData.Erased] in
        throw Undone(erased: try forget(person, house, in: tx))
      }
    } catch let undone as Undone {
      return undone.erased
    }
  }

  /// The second person's yes: does it and keeps the receipt.
  static func confirm(_ erasure: Erasure, by permit: Permit<ErasePerson>, _ house: House, in tx: Transaction) throws {
    guard erasure.isOpen else { throw Refusal(.conflict, .erasureSettled) }
    try tx.mustBeSecond(permit.actor, after: erasure.requestedBy, says: .anotherConfirms, at: house.outside.now())
    if erasure.reason == .retention, let hold = try house.hold(on: erasure.person, in: tx) {
      throw Refusal(.conflict, .heldNow(hold.says))
    }
    if try tx.worksHere(erasure.person) { throw Refusal(.conflict, .rolesFirst) }
    let erased = try forget(erasure.person, house, in: tx)
    let receipt = erased.map { "\($0.table) \($0.rows)" }.joined(separator: "\n")
    let changed = try tx.run(
      """
      UPDATE erasure SET confirmed_by = \(permit.actor.person), done_at = \(house.outside.now()), receipt = \(receipt)
      WHERE id = \(erasure.id) AND done_at IS NULL AND dropped_at IS NULL
      """)
    if changed == 0 { throw Refusal(.conflict, .erasureSettled) }
    try tx.record(
      .personErased, erasure.person.text, "erasure=\(erasure.id) rows=\(erased.map(\.rows).reduce(0, +))", by: permit, house)
  }

  private struct Undone: Error {
    let erased: [PersonalData.Erased]
  }
}

extension Phrase {
  static func heldNow(_ says: Phrase) -> Phrase {
    Phrase(
      kk: "Бұл деректер енді сақталуы керек. \(says(.kk)).", ru: "Эти данные теперь нужно сохранить. \(says(.ru)).",
      en: "These data have to be kept now. \(says(.en)).")
  }
  static let anotherConfirms = Phrase(
    kk: "Мұны сұраған адам өзі растай алмайды: басқа қызметкер растайды.",
    ru: "Подтвердить должен другой сотрудник, не тот, кто запросил.",
    en: "Whoever asked cannot confirm: another of the staff does.")
}
