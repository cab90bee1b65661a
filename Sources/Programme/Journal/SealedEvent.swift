import Foundation
import Security
import Storage
package import Words

/// An event that a phone sealed (Public/kit/sealed.js), opened.
package struct SealedEvent: Sendable {
  package let device: String
  /// By which a phone knows it where it may come by another way too; nil where it has no other name than its place.
  package let id: ID<JournalEvent>?
  /// 1 for the first of its device.
  package let seq: Int
  package let kind: String
  package let about: String
  package let body: String
  /// By the phone's clock, mended by what it knows of the server's.
  package let at: Moment
  /// When it came here, sealed: the same however often it is opened.
  package let arrived: Moment
}

extension SealedEvent {
  private struct Written: Decodable {
    let id: String?
    let seq: Int
    let kind, about, body: String
    let at: Int64
  }

  /// Nil for what was sealed with another key, for another place, or is no event.
  fileprivate init?(_ sealed: [UInt8], _ seq: Int, _ device: String, _ thread: String, arrived: Moment, key: [UInt8]) {
    guard let text = AESGCM.open(sealed, key: key, beside: Array("\(thread)/\(device)/\(seq)".utf8)),
      let written = try? JSONDecoder().decode(Written.self, from: Data(text)), written.seq == seq, written.at >= 0
    else { return nil }
    self.init(
      device: device, id: written.id.flatMap { ID<JournalEvent>($0) }, seq: seq, kind: written.kind, about: written.about,
      body: written.body,
      at: Moment(milliseconds: written.at), arrived: arrived)
  }
}

extension Transaction {
  /// Of each device of a thread what follows without a gap from its first event, each only where the chain and the seal hold.
  func sealedEvents(of person: ID<Person>, _ thread: String, _ house: House) throws -> [SealedEvent] {
    let key = SealedLane.key(thread, of: person, house)
    return Dictionary(grouping: try sealedBatches(of: person, thread), by: \.device).sorted { $0.key < $1.key }
      .flatMap { device, batches in opened(batches, device, thread, key) }
  }

  private func opened(_ batches: [SealedBatch], _ device: String, _ thread: String, _ key: [UInt8]) -> [SealedEvent] {
    var (events, heads): ([SealedEvent], [[UInt8]]) = ([], [SealedBatch.firstHead(thread, device)])
    for batch in batches.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
      // Parcels overlap: what they begin with may be here already.
      guard batch.from <= heads.count, batch.to >= heads.count, batch.follows(heads[batch.from - 1]),
        let sealed = batch.events, let arrived = batch.received
      else { continue }
      for (seq, bytes) in zip(batch.from..., sealed) where seq == heads.count {
        guard let event = SealedEvent(bytes, seq, device, thread, arrived: arrived, key: key) else { return events }
        events.append(event)
        heads.append(sha256(heads[seq - 1] + bytes))
      }
    }
    return events
  }
}
