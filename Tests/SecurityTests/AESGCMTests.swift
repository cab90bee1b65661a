import Testing

@testable import Security

/// AES-256-GCM against the test cases of its authors (McGrew and Viega, "The Galois/Counter Mode of Operation", 2005, appendix B, cases 13
/// to 16), and what must not open.
@Suite struct AESGCMTests {
  private struct Vector: Sendable {
    let key, nonce, text, beside, cipher, tag: String
  }

  private static let long = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
  private static let text =
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
  private static let vectors = [
    Vector(
      key: String(repeating: "0", count: 64), nonce: String(repeating: "0", count: 24), text: "", beside: "", cipher: "",
      tag: "530f8afbc74536b9a963b4f1c4cb738b"),
    Vector(
      key: String(repeating: "0", count: 64), nonce: String(repeating: "0", count: 24), text: String(repeating: "0", count: 32),
      beside: "", cipher: "cea7403d4d606b6e074ec5d3baf39d18", tag: "d0d1c8a799996bf0265b98b5d48ab919"),
    Vector(
      key: long, nonce: "cafebabefacedbaddecaf888", text: text + "1aafd255", beside: "",
      cipher:
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad",
      tag: "b094dac5d93471bdec1a502270e3cc6c"),
    Vector(
      key: long, nonce: "cafebabefacedbaddecaf888", text: text, beside: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      cipher:
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
      tag: "76fc6ece0f4e1768cddf8853bb2d551b"),
  ]

  @Test("seals and opens as its authors do", arguments: vectors.indices)
  func published(_ index: Int) {
    let vector = Self.vectors[index]
    let (key, nonce, text) = (bytes(vector.key), bytes(vector.nonce), bytes(vector.text))
    let (beside, sealed) = (bytes(vector.beside), bytes(vector.nonce + vector.cipher + vector.tag))
    #expect(AESGCM.seal(text, key: key, nonce: nonce, beside: beside) == sealed)
    #expect(AESGCM.open(sealed, key: key, beside: beside) == text)
  }

  @Test("nothing that was changed, cut, or sealed with another key or place is opened")
  func forged() throws {
    let key = [UInt8](repeating: 7, count: 32)
    let sealed = try #require(AESGCM.seal([1, 2, 3], key: key, nonce: [UInt8](repeating: 1, count: 12), beside: [9]))
    for place in sealed.indices {
      var changed = sealed
      changed[place] ^= 1
      #expect(AESGCM.open(changed, key: key, beside: [9]) == nil, "byte \(place)")
    }
    for length in 0..<sealed.count { #expect(AESGCM.open(Array(sealed.prefix(length)), key: key, beside: [9]) == nil) }
    #expect(AESGCM.open(sealed + [0], key: key, beside: [9]) == nil)
    #expect(AESGCM.open(sealed, key: key, beside: []) == nil)
    #expect(AESGCM.open(sealed, key: [UInt8](repeating: 8, count: 32), beside: [9]) == nil)
    #expect(AESGCM.open(sealed, key: [7], beside: [9]) == nil)
    #expect(AESGCM.seal([1], key: [], nonce: [], beside: []) == nil)
    #expect(AESGCM.seal([1], key: key, nonce: [1], beside: []) == nil)
  }
}
