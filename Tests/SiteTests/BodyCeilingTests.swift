import Testing

@testable import Site

/// Whom a request is counted for, and how much of other people's bytes the house holds for one.
@Suite struct BodyCeilingTests {
  @Test(
    "a peer is counted by the network it has to itself",
    arguments: [
      ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("::FFFF:c000:0207", "192.0.2.7"),
      ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:db8:1:2::", "2001:db8:1:2::/64"),
      ("2001:0DB8:0001:0002:ffff::1", "2001:db8:1:2::/64"), ("::1", "0:0:0:0::/64"), ("", ""), ("no:address", "no:address"),
    ])
  func networks(_ peer: String, _ counted: String) {
    #expect(network(peer) == counted)
  }

  @Test("one network has a share of each part and never the whole", arguments: [64 << 10, 256 << 10, 9 << 20, 21 << 20])
  func share(_ most: Int) {
    let ceiling = BodyCeiling()
    let piece = 16 << 10
    var held = 0
    while ceiling.reserve(piece, most: most, peer: "one") { held += piece }
    #expect(held < 50 << 20)
    #expect(ceiling.reserve(piece, most: most, peer: "other"))
    ceiling.release(held, most: most, peer: "one")
    #expect(ceiling.reserve(piece, most: most, peer: "one"))
  }

  @Test("seven networks that fill their shares of the forms leave room for the eighth")
  func eighth() {
    let ceiling = BodyCeiling()
    for number in 0..<7 {
      while ceiling.reserve(64 << 10, most: 64 << 10, peer: "network \(number)") {}
    }
    #expect(ceiling.reserve(64 << 10, most: 64 << 10, peer: "a girl"))
    #expect(ceiling.reserve(9 << 20, most: 9 << 20, peer: "a girl"))
  }

  @Test("all networks together fill each part once")
  func all() {
    let ceiling = BodyCeiling()
    let networks = (0..<100).map { "network \($0)" }
    for (most, bytes) in [(64 << 10, 48 << 20), (9 << 20, 80 << 20)] {
      var held = 0
      for network in networks {
        while ceiling.reserve(64 << 10, most: most, peer: network) { held += 64 << 10 }
      }
      #expect(held == bytes)
    }
  }
}
