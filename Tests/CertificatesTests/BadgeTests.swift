import ChanceKit
import Exchange
import Foundation
import Programme
import Security
import Testing
import Words

@testable import Certificates

/// Open Badges 3.0 against what others wrote: the vectors of the W3C, PyLD and PyNaCl.
@Suite struct BadgeTests {
  private static let key = BadgeSigner(Sample.signer, method: Sample.issuer.key(1))
  private static let moment = Moment(milliseconds: 1_780_000_000_000)

  /// Kept small where people wait for it; 10,000 in the long mode.
  private static let count = ProcessInfo.processInfo.environment["KERUEN_LONG"] == nil ? 200 : 10_000

  private static func badge(_ name: String, _ chance: inout Draw) throws -> OpenBadge {
    let language = chance.one(of: Language.allCases)
    return OpenBadge(
      try Sample.certificate(name, ru: Sample.name(&chance)), issuer: Sample.issuer, in: language,
      summary: Sample.name(&chance), criteria: "\(Sample.name(&chance)).", index: chance.below(StatusList.places),
      salt: hex((0..<16).map { _ in UInt8(chance.below(256)) }))
  }

  @Test("random credentials are canonicalised as PyLD does it, and PyNaCl verifies every signature")
  func outsiders() throws {
    var chance = Draw(11)
    var lines: [String] = []
    let key = hex(Sample.signer.publicKey)
    for number in 0..<Self.count {
      let badge = try Self.badge(String(Sample.name(&chance).prefix(30)), &chance)
      lines.append(
        JSON.object([
          ("credential", try badge.signed(by: Self.key, at: Self.moment)), ("canonical", .string(try badge.canonical())),
          ("key", .string(key)),
        ]).text)
      guard number.isMultiple(of: 10) else { continue }
      lines.append(
        JSON.object([("badge", try badge.signed(by: Self.key, at: Self.moment)), ("key", .string(key))]).text)
      lines.append(JSON.object([("jwt", .string(badge.token(by: Self.key))), ("key", .string(key))]).text)
      let signed = badge.certificate.signed
      lines.append(
        JSON.object([
          ("payload", .string(signed.payload)), ("text", .string(signed.statement.text)), ("key", .string(key)),
        ]).text)
    }
    let list = StatusList(revoked: [0, 7, 8, 131_071], of: Sample.issuer)
    lines.append(
      JSON.object([("credential", try list.signed(by: Self.key, at: Self.moment)), ("key", .string(key))]).text)
    let said = try Outsider.run(
      Outsider.python, [Outsider.folder.appending(path: "oracle.py").path],
      input: Data((lines.joined(separator: "\n") + "\n").utf8))
    let contexts = Vocabulary.contexts.sorted { $0.key > $1.key }.map { "\($0.key) \($0.value)" }
    #expect(said.status == 0)
    #expect(said.said.split(separator: "\n").map(String.init) == ["\(lines.count)"] + contexts)
  }

  @Test("a changed word is seen by others: the oracle can fail")
  func planted() throws {
    var chance = Draw(3)
    let text = JSON.object([
      ("credential", try Self.badge("Айгерім", &chance).signed(by: Self.key, at: Self.moment)),
      ("key", .string(hex(Sample.signer.publicKey))),
    ]).text.replacing("\"revocation\"", with: "\"suspension\"")
    let said = try Outsider.run(
      Outsider.python, [Outsider.folder.appending(path: "oracle.py").path], input: Data((text + "\n").utf8))
    #expect(said.said.hasPrefix("signature\n"))
    let read = try Outsider.run(
      Outsider.python, [Outsider.folder.appending(path: "oracle.py").path],
      input: Data((text.replacing("{\"credential\"", with: "{\"badge\"") + "\n").utf8))
    #expect(read.said.hasPrefix("openbadgeslib: "), "\(read.said)")
  }

  @Test("a badge that somebody brings is read in our shape only, and believed by the key and the day that its proof names")
  func brought() throws {
    var chance = Draw(5)
    let badge = try Self.badge("Айгерім", &chance)
    let signed = try badge.signed(by: Self.key, at: Self.moment)
    func keys(_ number: Int = 1, until: String? = nil, _ signer: Signer = Sample.signer) throws -> StatementKeys {
      StatementKeys([
        StatementKey(
          number: number, publicKey: signer.publicKey, from: try #require(Day("2026-01-01")), until: until.flatMap { Day($0) })
      ])
    }
    func read(_ text: String) throws -> SignedBadge? { SignedBadge(try JSONReader.read(Array(text.utf8))) }
    let ours = try #require(try read(signed.text))
    guard case .signed = ours.verdict(try keys()) else { return #expect(Bool(false), "not believed") }
    #expect(ours.claims.title == badge.certificate.facts.title(badge.language))
    guard case .otherTime = ours.verdict(try keys(until: "2026-05-27")) else { return #expect(Bool(false), "on another day") }
    #expect(ours.verdict(try keys(2)) == .notSigned, "a key of another number")
    #expect(ours.verdict(try keys(1, Signer(seed: randomBytes(32)))) == .notSigned, "a key of somebody else")
    #expect(ours.verdict(StatementKeys([])) == .notSigned)

    // Members have no order; what they say is what is signed.
    guard case .object(let members) = signed else { return #expect(Bool(false)) }
    let turned = try #require(SignedBadge(.object(members.reversed())))
    guard case .signed = turned.verdict(try keys()) else { return #expect(Bool(false), "turned") }
    for (was, now) in [("\"revocation\"", "\"suspension\""), ("2026-05-28T00:00:00Z", "2025-05-28T00:00:00Z"), ("/c/", "/d/")] {
      let changed = try read(signed.text.replacing(was, with: now))
      #expect(changed.map { $0.verdict((try? keys()) ?? StatementKeys([])) == .notSigned } ?? true, "\(now)")
    }
    let others: [JSON] = [
      .null, .array([signed]), .object([]), .object(members + [("evidence", .string("more"))]),
      .object(members + [("proof", .null)]),
      .object(members.filter { $0.key != "proof" }),
      .object(members.map { ($0.key, $0.key == "id" ? .string("https://stem.example.kz/c/A> <urn:x> <urn:y") : $0.value) }),
      .object(members.map { ($0.key, $0.key == "@context" ? .strings(["https://www.w3.org/2018/credentials/v1"]) : $0.value) }),
      .object(members.map { ($0.key, $0.key == "proof" ? .object([("type", .string("Ed25519Signature2020"))]) : $0.value) }),
    ]
    for other in others { #expect(SignedBadge(other) == nil, "\(other.text.prefix(200))") }
    // Any byte of it changed is no badge, or none that is believed.
    let bytes = Array(signed.text.utf8)
    for _ in 0..<400 {
      var spoilt = bytes
      spoilt[chance.below(bytes.count)] = UInt8(chance.below(256))
      guard spoilt != bytes, let json = try? JSONReader.read(spoilt), let badge = SignedBadge(json) else { continue }
      #expect(badge.verdict(try keys()) == .notSigned, "\(String(decoding: spoilt, as: UTF8.self))")
    }
  }

  @Test("base 58 comes back as it went out, and what is none is refused")
  func base58() {
    var chance = Draw(8)
    for length in 0..<70 {
      let bytes = (0..<length).map { $0 < length / 5 ? 0 : UInt8(chance.below(256)) }
      #expect(Base58.bytes(Base58.text(bytes), most: 64) == (length <= 64 ? bytes : nil))
    }
    #expect(Base58.bytes("0", most: 64) == nil && Base58.bytes("қ", most: 64) == nil)
    #expect(Base58.bytes(String(repeating: "z", count: 1000), most: 64) == nil)
  }

  /// W3C vc-di-eddsa, TestVectors/eddsa-rdfc-2022 ("Alumni Credential"): every step of it.
  @Test("the W3C's vector of eddsa-rdfc-2022, step by step")
  func vector() throws {
    let (id, subject) = (Quads.Term.iri("urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33"), Quads.Term.iri("did:example:abcdefgh"))
    var quads = Quads()
    quads.add(
      id, types: "https://www.w3.org/2018/credentials#VerifiableCredential",
      "https://www.w3.org/ns/credentials/examples#AlumniCredential")
    quads.add(id, "https://schema.org/name", .text("Alumni Credential"))
    quads.add(id, "https://schema.org/description", .text("A minimum viable example of an Alumni Credential."))
    quads.add(id, "https://www.w3.org/2018/credentials#issuer", .iri("https://vc.example/issuers/5678"))
    quads.add(id, "https://www.w3.org/2018/credentials#validFrom", .literal("2023-01-01T00:00:00Z", type: Vocabulary.dateTime))
    quads.add(id, "https://www.w3.org/2018/credentials#credentialSubject", subject)
    quads.add(subject, "https://www.w3.org/ns/credentials/examples#alumniOf", .text("The School of Examples"))
    let document = sha256(Array(try quads.canonical().utf8))
    #expect(hex(document) == "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017")
    let method = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
    let options = sha256(Array(DataIntegrity.canonicalOptions(method: method, created: "2023-02-24T23:36:38Z").utf8))
    #expect(hex(options) == "bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0")
    let seed = try #require(Self.seed(of: "3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"))
    let signer = Signer(seed: seed)
    #expect("z" + Base58.text([0xed, 0x01] + signer.publicKey) == method.split(separator: "#").last.map(String.init))
    #expect(
      "z" + Base58.text(signer.signature(of: options + document))
        == "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme")
  }

  /// Two bytes say what it is, the seed follows.
  private static func seed(of text: String) -> [UInt8]? {
    let letters = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
    var bytes = [UInt8](repeating: 0, count: 34)
    for letter in text {
      guard var carry = letters.firstIndex(of: letter) else { return nil }
      for index in bytes.indices.reversed() {
        carry += Int(bytes[index]) * 58
        bytes[index] = UInt8(carry & 255)
        carry >>= 8
      }
    }
    return Array(bytes.dropFirst(2))
  }

  @Test("two nodes of which the same is said are refused, not guessed apart")
  func collision() {
    var quads = Quads()
    for node in 0..<2 { quads.add(.blank(node), types: "https://example.com/a") }
    #expect(throws: Quads.Collision.self) { try quads.canonical() }
  }

  @Test("the name stands in no credential")
  func nameless() throws {
    var chance = Draw(1)
    let badge = try Self.badge("Айгерім Қасымова", &chance)
    let text = try badge.signed(by: Self.key, at: Self.moment).text
    #expect(!text.contains("Айгерім") && !text.contains("Kasymova"))
    let claims = badge.token(by: Self.key).split(separator: ".")[1]
    let token = String(decoding: try #require(bytes(base64URL: String(claims))), as: UTF8.self)
    #expect(!token.contains("Айгерім") && token.contains("\"iss\":\"did:web:stem.example.kz\""))
  }

  @Test("a port of an address is escaped in the issuer's name")
  func port() {
    let issuer = Issuer(address: "http://127.0.0.1:8080", name: Sample.issuer.name, operatorName: Sample.issuer.name)
    #expect(issuer.did == "did:web:127.0.0.1%3A8080")
  }
}
