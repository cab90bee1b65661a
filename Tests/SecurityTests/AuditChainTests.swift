import Testing

@testable import Security

@Suite struct AuditChainTests {
  let key = randomBytes(32)
  let chain: [AuditEntry]

  init() {
    var chain: [AuditEntry] = []
    for number in 0..<12 {
      chain.append(
        AuditChain.next(
          after: chain.last.map { ($0.sequence, $0.hash) }, lane: 3, at: Int64(number), actor: "a", act: "read",
          subject: "person:\(number)", details: "", key: key))
    }
    self.chain = chain
  }

  private func firstBreak(_ entries: [AuditEntry], key: [UInt8]? = nil, lane: Int = 3) -> Int64? {
    var walk = AuditChain.Walk(lane: lane, key: key ?? self.key)
    for entry in entries { walk.take(entry) }
    return walk.firstBreak
  }

  @Test func anUntouchedChainHolds() {
    #expect(firstBreak(chain) == nil)
    #expect(chain.map(\.sequence) == Array(1...12))
  }

  @Test func aChangedFieldBreaksTheChainThere() {
    let entry = chain[4]
    let changes = [
      with(entry, actor: "b"), with(entry, act: "write"), with(entry, subject: "person:9"), with(entry, details: "x"),
      with(entry, at: 99), with(entry, previous: chain[2].hash), with(entry, hash: chain[2].hash),
      // A letter slid from one field into the next.
      with(entry, actor: "ar", act: "ead"),
    ]
    for change in changes {
      var entries = chain
      entries[4] = change
      #expect(firstBreak(entries) == 5)
    }
  }

  @Test func aDroppedSwappedOrDoubledEntryBreaksTheChain() {
    var dropped = chain
    dropped.remove(at: 4)
    #expect(firstBreak(dropped) == 6)
    var swapped = chain
    swapped.swapAt(4, 5)
    #expect(firstBreak(swapped) == 6)
    #expect(firstBreak(Array(chain[..<5] + chain[4...])) == 5)
    #expect(firstBreak(Array(chain.dropFirst())) == 2)
  }

  @Test func withoutTheKeyNobodyForgesTheChain() {
    #expect(firstBreak(chain, key: randomBytes(32)) == 1)
    #expect(firstBreak(chain, lane: 4) == 1)
  }

  private func with(
    _ entry: AuditEntry, at: Int64? = nil, actor: String? = nil, act: String? = nil, subject: String? = nil,
    details: String? = nil,
    previous: [UInt8]? = nil, hash: [UInt8]? = nil
  ) -> AuditEntry {
    AuditEntry(
      lane: entry.lane, sequence: entry.sequence, at: at ?? entry.at, actor: actor ?? entry.actor, act: act ?? entry.act,
      subject: subject ?? entry.subject, details: details ?? entry.details, previous: previous ?? entry.previous,
      hash: hash ?? entry.hash)
  }
}
