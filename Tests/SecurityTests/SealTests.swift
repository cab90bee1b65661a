import Testing

@testable import Security

@Suite struct SealTests {
  let ring: MasterKey
  let girl = PersonKey.fresh()

  init() throws {
    ring = try MasterKey(text: hex(randomBytes(32)))
  }

  @Test("the vector of draft-irtf-cfrg-xchacha-03, A.3.1") func publishedVector() throws {
    let plain = Array(
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.".utf8)
    let key = (0x80...0x9f).map { UInt8($0) }
    let nonce = (0x40...0x57).map { UInt8($0) }
    let sealed = Sealed.seal(plain, key: key, context: bytes("50515253c0c1c2c3c4c5c6c7"), nonce: nonce)
    #expect(
      Array(sealed.dropFirst(25))
        == bytes(
          """
          bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e
          1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52e
          c0875924c1c7987947deafd8780acf49
          """))
    #expect(try Sealed.open(sealed, key: key, context: bytes("50515253c0c1c2c3c4c5c6c7")) == plain)
  }

  @Test(arguments: ["", "Ә", "Айсұлу Сынақбаева", String(repeating: "ұзақ ", count: 400)])
  func whatWasSealedOpens(text: String) throws {
    let sealed = Sealed.seal(text, with: girl, place: "person.name")
    #expect(try Sealed.openText(sealed, with: girl, place: "person.name") == text)
  }

  @Test func aChangeOfAnyByteIsSeen() throws {
    let sealed = Sealed.seal("Айсұлу", with: girl, place: "person.name")
    for position in sealed.indices {
      var changed = sealed
      changed[position] ^= 1
      #expect(throws: SecurityFault.seal) { try Sealed.openText(changed, with: girl, place: "person.name") }
    }
    for length in sealed.indices {
      #expect(throws: SecurityFault.seal) { try Sealed.openText(Array(sealed[..<length]), with: girl, place: "person.name") }
    }
  }

  @Test func aSealedValueOpensOnlyInItsPlaceAndForItsPerson() {
    let sealed = Sealed.seal("Айсұлу", with: girl, place: "person.name")
    #expect(throws: SecurityFault.seal) { try Sealed.openText(sealed, with: girl, place: "person.phone") }
    #expect(throws: SecurityFault.seal) { try Sealed.openText(sealed, with: .fresh(), place: "person.name") }
  }

  @Test func theSameTextIsNeverSealedAlike() {
    let sealed = (0..<100).map { _ in Sealed.seal("Айсұлу", with: girl, place: "p") }
    #expect(Set(sealed).count == 100)
  }

  @Test func namesOfManyLengthsMakeSealsOfOneLength() {
    let lengths = (1...31).map { Sealed.seal(String(repeating: "a", count: $0), with: girl, place: "p").count }
    #expect(Set(lengths) == [1 + 24 + 32 + 16])
    #expect(Sealed.seal(String(repeating: "a", count: 32), with: girl, place: "p").count == 1 + 24 + 64 + 16)
  }

  @Test func aPersonKeyUnwrapsOnlyForItsPersonAndMaster() throws {
    let wrapped = girl.wrapped(by: ring, person: "7")
    let sealed = Sealed.seal("Айсұлу", with: girl, place: "p")
    let again = try PersonKey.unwrap(wrapped, by: ring, person: "7")
    #expect(try Sealed.openText(sealed, with: again, place: "p") == "Айсұлу")
    #expect(throws: SecurityFault.seal) { try PersonKey.unwrap(wrapped, by: ring, person: "8") }
    let other = try MasterKey(text: hex(randomBytes(32)))
    #expect(throws: SecurityFault.seal) { try PersonKey.unwrap(wrapped, by: other, person: "7") }
  }

  @Test func aRotatedRingOpensOldKeysAndRewrapsThemOnce() throws {
    let wrapped = girl.wrapped(by: ring, person: "7")
    let rotated = try MasterKey(text: ring.rotated())
    #expect(rotated.count == 2)
    #expect(rotated.key("search hashes") == ring.key("search hashes"))
    let new = try #require(try PersonKey.rewrapped(wrapped, by: rotated, person: "7"))
    #expect(try PersonKey.rewrapped(new, by: rotated, person: "7") == nil)
    #expect(throws: SecurityFault.seal) { try PersonKey.unwrap(new, by: ring, person: "7") }
  }
}
