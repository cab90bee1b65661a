import Exchange
package import Storage
import Words

extension Visit {
  /// A row takes so much, however little stands in it.
  private static let leastStored = 512

  /// Counts what comes to lie here with this visit, in the transaction that keeps it. Throws `Refusal.tooMany` past the limit of the
  /// network, and nothing is kept: a phone goes on keeping what it has. The staff's own work is not counted.
  package func countStored(_ sizes: [Int], in tx: Transaction) throws {
    guard !sizes.isEmpty, !who.isStaff, !who.isOutside else { return }
    let bytes = sizes.reduce(0) { $0 + max(Self.leastStored, $1) }
    let kilobytes = (bytes + 1023) / 1024
    guard try tx.mayTry(.stored, times: kilobytes, key: request.peer, house) else {
      throw Refusal(
        .tooMany, .tooMuchStored, pause: try tx.pause(.stored, times: kilobytes, key: request.peer, house))
    }
  }
}

extension Phrase {
  static let tooMuchStored = Phrase(
    kk:
      "Осы желіден соңғы бір сағатта тым көп дерек келді, сондықтан бұл әлі сақталған жоқ. Бір сағаттан кейін қайта жібер немесе басқа желіні қолдан.",
    ru:
      "Из этой сети за последний час пришло слишком много данных, поэтому это пока не сохранено. Отправьте ещё раз через час или из другой сети.",
    en:
      "Too much has come from this network in the last hour, so this is not kept yet. Send it again in an hour, or from another network."
  )
}
