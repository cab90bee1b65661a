import Testing

@testable import Documents

@Suite struct ArchiveTests {
  private let parts = [
    Archive.Part("policy.yaml", Array("places: 60".utf8)),
    Archive.Part("қатар.csv", Array(0...255) + Array(repeating: 7, count: 100_000)), Archive.Part("empty", []),
  ]

  @Test("what is packed comes back, and the same parts give the same bytes")
  func roundTrip() throws {
    let packed = try Archive(parts).packed()
    #expect(try Archive(packed: packed).parts == parts)
    #expect(try Archive(parts).packed() == packed)
    #expect(packed.count < 3_000)
  }

  @Test("an archive cut short or changed is refused, whatever byte it is")
  func damaged() throws {
    let packed = try Archive([Archive.Part("a", Array("hello hello hello hello".utf8))]).packed()
    for length in [0, 1, 4, packed.count / 2, packed.count - 1] {
      #expect(throws: Archive.Fault.self) { try Archive(packed: Array(packed.prefix(length))) }
    }
    for position in packed.indices {
      var changed = packed
      changed[position] ^= 0x40
      if let archive = try? Archive(packed: changed), let content = archive["a"] {
        #expect(content == Array("hello hello hello hello".utf8))
      }
    }
  }

  @Test("more than the limit is not unpacked")
  func limit() throws {
    let packed = try Archive([Archive.Part("a", [UInt8](repeating: 0, count: 2_000_000))]).packed()
    #expect(throws: Archive.Fault.tooLarge) { try Archive(packed: packed, limit: 1_000_000) }
  }
}
