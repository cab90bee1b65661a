import Testing

@testable import Security

@Suite struct DigestTests {
  @Test func blake2bAnswersAsThePythonStandardLibraryDoes() {
    #expect(hex(digest(Array("abc".utf8))) == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319")
    #expect(
      hex(keyedHash(Array("abc".utf8), key: (0..<32).map { UInt8($0) }))
        == "d63a32d3e44738d7907f964316c241adaba0abfeabc32349677578a15a203f7f")
  }

  @Test(
    "SHA-1, FIPS 180-4 examples",
    arguments: [
      ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
      ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
      ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
    ]) func sha1Vectors(text: String, expected: String)
  {
    #expect(hex(sha1(Array(text.utf8))) == expected)
  }

  @Test("HMAC, RFC 2202 and RFC 4231, keys shorter and longer than a block") func hmacVectors() {
    #expect(
      hex(HMAC.sha1(Array("Hi There".utf8), key: bytes(String(repeating: "0b", count: 20))))
        == "b617318655057264e28bc0b6fb378c8ef146be00")
    let long = [UInt8](repeating: 0xaa, count: 80)
    #expect(
      hex(HMAC.sha1(Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8), key: long))
        == "aa4ae5e15272d00e95705637ce8a3b55ed402112")
    #expect(
      hex(HMAC.sha256(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8)))
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test func twoFieldsCannotSlideIntoEachOther() {
    let key = randomBytes(32)
    #expect(keyedHash("bc", purpose: "a", key: key) != keyedHash("c", purpose: "ab", key: key))
    #expect(keyedHash("1", purpose: "phone", key: key) != keyedHash("1", purpose: "iin", key: key))
    #expect(keyedHash("1", purpose: "phone", key: key) != keyedHash("1", purpose: "phone", key: randomBytes(32)))
  }

  @Test(
    "Ed25519, RFC 8032 section 7.1",
    arguments: [
      (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
      ),
      (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
      ),
    ]) func signatureVectors(seed: String, publicKey: String, message: String, signature: String)
  {
    let signer = Signer(seed: bytes(seed))
    #expect(hex(signer.publicKey) == publicKey)
    #expect(hex(signer.signature(of: bytes(message))) == signature)
    #expect(Signer.verifies(bytes(signature), of: bytes(message), by: bytes(publicKey)))
    #expect(!Signer.verifies(bytes(signature), of: bytes(message + "00"), by: bytes(publicKey)))
    #expect(!Signer.verifies(Array(bytes(signature).dropLast()), of: bytes(message), by: bytes(publicKey)))
  }
}
