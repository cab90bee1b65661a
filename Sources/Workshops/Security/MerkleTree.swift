/// A hash tree over entries, so that one root stands for all of them and a short path proves that an entry is among them (RFC 6962, section
/// 2.1; the same in RFC 9162, section 2.1): SHA-256 of 0x00 and the entry for a leaf, of 0x01 and both children for a node, split at the
/// largest power of two below the number of leaves.
package struct MerkleTree: Sendable {
  /// Level by level, the leaves first. A node without a sister goes up as it is.
  private let levels: [[[UInt8]]]

  package static let hashSize = 32
  /// No path is longer: 2^40 entries are more than anybody publishes.
  package static let longestPath = 40

  package init(_ entries: some Sequence<[UInt8]>) { self.init(leaves: entries.map(Self.leaf)) }

  package init(leaves: [[UInt8]]) {
    var levels = [leaves]
    while let level = levels.last, level.count > 1 {
      levels.append(
        stride(from: 0, to: level.count, by: 2).map { left in
          left + 1 < level.count ? Self.node(level[left], level[left + 1]) : level[left]
        })
    }
    self.levels = levels
  }

  package var count: Int { levels[0].count }

  /// 32 bytes; of no entries the hash of nothing.
  package var root: [UInt8] { levels.last?.first ?? sha256([]) }

  /// The hashes of the sisters on the way from an entry (from 0) to the root, the lowest first.
  package func path(to entry: Int) -> [[UInt8]] {
    precondition(entry >= 0 && entry < count)
    var at = entry
    return levels.dropLast().compactMap { level in
      defer { at /= 2 }
      let sister = at ^ 1
      return sister < level.count ? level[sister] : nil
    }
  }

  /// Whether the entry hashed to `leaf` stands at `place` (from 0) of `count` under `root` (RFC 9162, section 2.1.3.2).
  package static func proves(_ path: [[UInt8]], leaf: [UInt8], at place: Int, of count: Int, root: [UInt8]) -> Bool {
    guard place >= 0, place < count, path.count <= longestPath, leaf.count == hashSize, path.allSatisfy({ $0.count == hashSize })
    else { return false }
    var (at, last, hash) = (place, count - 1, leaf)
    for sister in path {
      if last == 0 { return false }
      if at & 1 == 1 || at == last {
        hash = node(sister, hash)
        while at & 1 == 0, at != 0 { (at, last) = (at >> 1, last >> 1) }
      } else {
        hash = node(hash, sister)
      }
      (at, last) = (at >> 1, last >> 1)
    }
    return last == 0 && hash == root
  }

  /// The hash of an entry.
  package static func leaf(_ entry: [UInt8]) -> [UInt8] { sha256([0] + entry) }

  private static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [1]
    bytes.reserveCapacity(1 + left.count + right.count)
    bytes += left
    bytes += right
    return sha256(bytes)
  }
}
