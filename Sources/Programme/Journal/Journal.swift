import Exchange
import Foundation
import Storage
import Words

/// Sends to the journal: whoever is signed in; what is hers there, the keeper of the thread decides.
package enum WriteJournal: Act {
  package static let roles = Set(Role.allCases)
}

/// Where phones' journals arrive. docs/decisions/0005-the-journal.md.
///
/// Each event is judged by itself: one that cannot be taken is named with the reason and blocks no other.
package enum Journal {
  /// What it brings to the house beside the rooms.
  package static let shelf = Room(
    name: "journal", migrations: [SealedJournal.migration],
    routes: [
      .may(WriteJournal.self, .post, "/journal", bodyLimit: 256 << 10) { try await deliver($0, $1) },
      .open(.post, "/journal/sealed", bodyLimit: SealedJournal.longestBody) { try await SealedJournal.deliver($0) },
    ], personalData: [SealedJournal.personalData], jobs: [SealedJournal.job])

  /// Events of one delivery.
  static let most = 200

  /// POST /journal, JSON. Answers `{"kept":["…"],"refused":[{"id","why"}],"changed":[{"id","body"}],"at":…}` once what is kept is
  /// on disk. `at` is taken after the commit: a page made later than this shows what was kept.
  static func deliver(_ visit: Visit, _ permit: Permit<WriteJournal>) async throws -> Reply {
    guard let delivery = try? JSONDecoder().decode(JournalDelivery.self, from: Data(visit.request.body)),
      delivery.events.count <= most
    else { throw Refusal(.invalid, .brokenDelivery) }
    guard let keeper = visit.house.rooms.lazy.flatMap(\.journals).first(where: { $0.keeps(delivery.thread) }) else {
      throw Refusal.missing
    }
    var events: [JournalEvent] = []
    var refused: [(id: String, why: Phrase)] = []
    for envelope in delivery.events {
      do throws(Refusal) {
        let event = try envelope.event()
        try keeper.check(visit, event)
        events.append(event)
      } catch {
        refused.append((envelope.id, error.phrase))
      }
    }
    let batch = JournalBatch(owner: delivery.owner, thread: delivery.thread, events: events)
    let outcome = try await visit.house.database.write { try keeper.keep(visit, permit.actor, batch, $0) }
    refused += outcome.refused.map { ($0.id.text, $0.why) }
    let gone = Set(outcome.refused.map(\.id))
    return .json(
      .object([
        ("kept", .strings(events.map(\.id).filter { !gone.contains($0) }.map(\.text))),
        ("refused", .array(refused.map { .object([("id", .string($0.id)), ("why", .string(visit.language($0.why)))]) })),
        ("changed", .array(outcome.overtaken.map { .object([("id", .string($0.id.text)), ("body", .string($0.body))]) })),
        ("at", .number(Double(visit.now.milliseconds))),
      ]))
  }
}
