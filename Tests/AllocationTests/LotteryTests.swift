import Testing

@testable import Allocation

@Suite struct LotteryTests {
  /// RFC 3797, section 6: a pool of 25, of which 16 draws are published.
  private static let key = "9319./2.5.8.10.12./9.18.26.34.41.45./"

  private static let digests = [
    "990dd0a5692a029a98b5e01aa28f3459", "3691e55cb63fcc37914430b2f70b5ec6", "fe814edf564c190ac1d25753979990fa",
    "1863ccaceb568c31d7ddbdf1d4e91387", "f4ab33df4889f0af29c513905be1d758", "13eaeb529f61acfb9a29d0ba3a60de4a",
    "992db77c382ca2bdb9727001f3cdccd9", "63ab4258eca922976811c7f55c383ce7", "dfbc5ac97ced01b3a6e348e3cc63f40d",
    "31cb111c4a4ebe9287ceae16fe51b909", "07fa46c122f164c215bbc72793b189a3", "ac52f8d75ccbe2e61afeb3387637d501",
    "53306f73e14fc0b2fbf434218d25948e", "b5d1403501a81f9a47318be7893b347c", "85b10b356aa06663ef1b1b407765100a",
    "3269e6ce559abd57e2ba6aab495eb9bd",
  ]

  @Test("the digests of the RFC's example")
  func digests() {
    let lottery = Lottery(key: Self.key)
    for (draw, digest) in Self.digests.enumerated() { #expect(lottery.digest(draw: draw, of: 25).hex == digest) }
  }

  @Test("the choices of the RFC's example")
  func picks() {
    // Names that the RFC chooses: Lee, Doc, Mary, Charity, Kasczynski, Envy, Sneazy, Anger, Chastity, Pandora; then number 22.
    #expect(Lottery(key: Self.key).pick(11, of: 25).map { $0 + 1 } == [17, 7, 2, 16, 25, 23, 8, 24, 19, 13, 22])
    #expect(Lottery(key: Self.key).order(count: 25).sorted() == Array(0..<25))
  }

  @Test("every draw is its digest, modulo what is left, done slowly")
  func slowly() {
    let lottery = Lottery(key: Self.key)
    for count in [1, 2, 25, 100, 70_000] {
      var pool = Array(0..<count)
      for (draw, entry) in lottery.pick(min(count, 100), of: count).enumerated() {
        var rest = 0
        for digit in lottery.digest(draw: draw, of: count).hex { rest = (rest * 16 + digit.hexDigitValue!) % pool.count }
        #expect(pool.remove(at: rest) == entry)
      }
    }
  }

  @Test("sources are written as the RFC's example writes them")
  func sources() throws {
    let sources: [LotterySource] = [
      .numbers(["9319"]), .numbers(["2", "5", "12", "8", "10"]), .numbers(["9", "18", "26", "34", "41", "45"]),
    ]
    #expect(try Lottery(sources: sources).key == Self.key)
    #expect(throws: LotterySource.Refusal.notDecimal(at: 1)) { try LotterySource.numbers(["1", "-2"]).written() }
    #expect(throws: LotterySource.Refusal.beyondASCII("ә")) { try LotterySource.text("aә").written() }
    #expect(throws: LotterySource.Refusal.empty) { try LotterySource.text("?!").written() }
  }

  /// RFC 1321, appendix A.5.
  @Test(
    "the RFC's message digests",
    arguments: [
      ("", "d41d8cd98f00b204e9800998ecf8427e"), ("a", "0cc175b9c0f1b6a831c399e269772661"),
      ("abc", "900150983cd24fb0d6963f7d28e17f72"), ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
      ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
      (
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f"
      ),
      (
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890", "57edf4a22be3c955ac49da2e2107b67a"
      ),
    ])
  func digest(_ message: String, _ hex: String) { #expect(MD5(of: Array(message.utf8)).hex == hex) }
}
