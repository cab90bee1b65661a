import Certificates
import ChanceKit
import Foundation
import Programme
import Security
import Testing
import Words

/// The text that is signed, and what a paper carries of it.
@Suite struct StatementTests {
  @Test("a statement is one canonical text: sorted lines, its version, composed letters")
  func canonical() throws {
    let certificate = try Sample.certificate("Айгері\u{0301}м")
    #expect(
      certificate.signed.statement.text
        == """
        code=\(certificate.facts.code.letters)
        course=physics-measurement
        day=2026-05-28
        hours=18
        kind=certificate
        name=Айгері\u{0301}м
        v=1
        """.precomposedStringWithCanonicalMapping)
    // A letter and its breve are one letter, however the keyboard wrote it.
    let apart = try Sample.certificate("Ай".decomposedStringWithCanonicalMapping)
    #expect(apart.signed.statement["name"]?.unicodeScalars.count == 2)
  }

  @Test("what is signed is read again, and no other spelling of it")
  func readAgain() throws {
    let signed = try Sample.certificate().signed
    #expect(SignedStatement(payload: signed.payload) == signed)
    let text = signed.statement.text
    #expect(Statement(text) == signed.statement)
    for other in [
      text + "\n", text.replacing("v=1", with: "v=2"), text.replacing("hours=18\n", with: ""), "v=1\n" + text,
      text.replacing("code=", with: "Code="), text.replacing("day=2026-05-28", with: "day=2026-5-28"),
      text.split(separator: "\n").reversed().joined(separator: "\n"), "",
    ] {
      // Without its hours it is another statement, whose text is canonical too.
      #expect((Statement(other) == nil) == (other != text.replacing("hours=18\n", with: "")))
    }
    #expect(SignedStatement(payload: signed.payload + "A") == nil)
    #expect(SignedStatement(payload: String(signed.payload.dropLast())) == nil)
    #expect(SignedStatement(payload: String(repeating: "A", count: 5000)) == nil)
  }

  @Test("too long a name and one with a line end are refused")
  func refused() throws {
    let name = String(repeating: "ғ", count: 60)
    #expect(throws: Statement.Fault.self) { try Sample.certificate(name) }
    #expect(throws: Statement.Fault.unfit("а\nб")) { try Sample.certificate("а\nб") }
    let fits = try Sample.certificate(String(repeating: "ғ", count: 40))
    #expect(fits.signed.statement.text.utf8.count <= 180)
  }

  @Test("a code's check letter finds every wrong letter and every swap")
  func code() {
    let code = Certificate.kind.code(random: randomBytes)
    #expect(code.letters.count == 8)
    let letters = Array(code.letters)
    for position in letters.indices {
      for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" where other != letters[position] {
        var wrong = letters
        wrong[position] = other
        #expect(Certificate.kind.code(String(wrong)) == nil)
      }
    }
  }

  @Test("a key signed on its days and on no others, and a stranger's never")
  func keys() throws {
    let signed = try Sample.certificate().signed
    func keys(_ from: String, _ until: String?, _ signer: Signer = Sample.signer) throws -> StatementKeys {
      StatementKeys([
        StatementKey(
          number: 1, publicKey: signer.publicKey, from: try #require(Day(from)), until: try until.map { try #require(Day($0)) })
      ])
    }
    guard case .signed = try keys("2026-05-28", nil).verdict(on: signed) else { return #expect(Bool(false)) }
    guard case .signed = try keys("2026-01-01", "2026-05-28").verdict(on: signed) else { return #expect(Bool(false)) }
    guard case .otherTime = try keys("2026-05-29", nil).verdict(on: signed) else { return #expect(Bool(false)) }
    guard case .otherTime = try keys("2026-01-01", "2026-05-27").verdict(on: signed) else { return #expect(Bool(false)) }
    #expect(try keys("2026-05-28", nil, Signer(seed: randomBytes(32))).verdict(on: signed) == .notSigned)
    let list = try keys("2026-01-01", "2026-05-27")
    #expect(StatementKeys(reading: list.text(of: "https://stem.example.kz")) == list)
  }

  @Test("the first bytes of any file: no letter of it makes a reader fall")
  func noise() {
    var chance = Draw(5)
    for _ in 0..<2000 {
      let bytes = (0..<chance.below(600)).map { _ in UInt8(chance.below(3) == 0 ? 35 : 45 + chance.below(80)) }
      _ = SignedStatement(in: bytes)
      _ = Statement(String(decoding: bytes, as: UTF8.self))
    }
  }
}
