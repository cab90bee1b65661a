extension Policy {
  /// The worst place, from 1, that shares can move somebody of this rank to, whoever else there is; caps left aside.
  ///
  /// With q the sum of the shares whose attributes she lacks, and m their number: at most ⌈(r + m − 1) / (1 − q)⌉ for rank r. Whoever
  /// has every attribute that a share names is never moved down. Proof in docs/rooms/selection.md.
  package func worstPlace(rank: Int, has: UInt32) -> Int {
    let lacked = shares.enumerated().filter { has & (1 << UInt32($0.offset)) == 0 }.map(\.element.percent)
    let percent = lacked.reduce(0, +)
    guard percent > 0 else { return rank }
    guard percent < 100 else { return .max }
    return (100 * (rank + lacked.count - 1) + 99 - percent) / (100 - percent)
  }

  /// How many ranks above the last place reserves can cost somebody who has none of their attributes: at most all their places.
  package var reservedPlaces: Int { reserves.map(\.places).reduce(0, +) }
}
