import ChanceKit
import Documents
import Foundation
import Programme
import Security
import Testing
import Words

@testable import Certificates

/// The letter as paper: the same facts in three languages, read by poppler, zbar and a program for Ed25519 that is not ours.
@Suite struct RecommendationTests {
  private static let notice = Phrase(kk: "Ұпай қоспайды.", ru: "Баллов не даёт.", en: "Adds no points.")

  private static func letter(
    _ name: Said = Said(kk: "Үлгібаева Мөлдір", ru: "Ульгибаева Молдир", en: "Ulgibayeva Moldir"), number: Int = 17
  ) throws -> (letter: Recommendation, signed: SignedStatement) {
    let university = Said(
      kk: "Мысал техникалық университеті", ru: "Технический университет «Мысал»", en: "Mysal Technical University")
    let letter = Recommendation(
      number: "K-2028-\(String(format: "%04d", number))",
      code: Recommendation.kind.code { count in (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + number * 11) } },
      day: Day(daysSinceEpoch: 21_336), until: Day(daysSinceEpoch: 21_549),
      bearer: .init(
        name: name, birthYear: 2010,
        school: Said(kk: "Шиелі ауданы, № 47 мектеп", ru: "Шиелийский район, школа № 47", en: "Shieli district, school No. 47")),
      place: .init(
        organisation: university, group: "B062",
        programme: Said(
          kk: "Электр техникасы және энергетика, қазақ тілінде", ru: "Электротехника и энергетика, на казахском",
          en: "Electrical and power engineering, in Kazakh"),
        grantKey: "university", grant: Said(kk: "Университет гранты", ru: "Грант университета", en: "University grant"),
        seat: Said(kk: "Грант бекітілген", ru: "Грант закреплён", en: "The grant is committed")),
      learnt: [
        .init(title: Sample.title, hours: 64, level: Said(kk: "толық меңгерді", ru: "освоила полностью", en: "mastered in full")),
        .init(
          title: Said(kk: "Қорытынды тест", ru: "Итоговый тест", en: "Final test"), hours: nil,
          level: Said(kk: "жоғары деңгей", ru: "высокий уровень", en: "high level")),
      ],
      open: [Said(kk: "ҰБТ: математика, физика", ru: "ЕНТ: математика, физика", en: "ENT: mathematics, physics")],
      signatories: [
        .init(name: "Сынақ Көрсетілімова", office: Said(kk: "төрайым", ru: "председатель", en: "chair")),
        .init(name: "Айгүл Үлгібаева", office: Said(kk: "үйлестіруші", ru: "координатор", en: "coordinator")),
      ])
    return (letter, SignedStatement(try letter.statement(), by: Sample.signer))
  }

  private static func inFolder(_ pdf: [UInt8], _ work: (_ folder: URL, _ file: String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "keruen-letter-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "letter.pdf")
    try Data(pdf).write(to: file)
    try work(folder, file.path)
  }

  @Test("three languages carry the same facts, on two pages at most, in 120 kB", arguments: Language.allCases)
  func facts(_ t: Language) async throws {
    let (letter, signed) = try Self.letter()
    let pdf = try await letter.paper(signed, Sample.issuer, notice: Self.notice, in: t).render()
    #expect(pdf.count <= 120_000)
    try Self.inFolder(pdf) { _, file in
      let text = try Outsider.run("pdftotext", ["-layout", file, "-"]).said
      #expect(text.count { $0 == "\u{c}" } <= 2)
      let read = text.replacing(/\s+/, with: " ")
      for fact in [
        letter.number, letter.code.shown, letter.bearer.name(t), letter.bearer.name.en, "2010", "B062",
        letter.place.organisation(t), letter.place.grant(t), letter.place.seat(t), "64", letter.learnt[0].level(t),
        letter.learnt[1].level(t), letter.open[0](t), "Сынақ Көрсетілімова", letter.signatories[1].office(t),
        t.dates(letter.day, letter.until), Language.kk(Self.notice), Language.ru(Self.notice), Language.en(Self.notice),
        "stem.example.kz/v",
      ] {
        #expect(read.contains(fact), "\(t): \(fact)")
      }
      let roles = try Outsider.run("pdfinfo", ["-struct", file]).said
      for role in ["H1", "H2", "Table", "TH", "LI", "Link"] { #expect(roles.contains(role), "\(role)") }
    }
  }

  @Test("its code is read back from a picture of 150 dpi, whatever the name")
  func readBack() async throws {
    var chance = Draw(12)
    for number in 1...20 {
      let kazakh = Sample.name(&chance)
      let (letter, signed) = try Self.letter(Said(kk: kazakh, ru: kazakh, en: Certificate.latin(kazakh)), number: number)
      let t = Language.allCases[number % 3]
      let pdf = try await letter.paper(signed, Sample.issuer, notice: Self.notice, in: t).render()
      #expect(SignedStatement(in: pdf) == signed)
      try Self.inFolder(pdf) { folder, file in
        let picture = folder.appending(path: "letter").path
        #expect(try Outsider.run("pdftoppm", ["-r", "150", "-png", file, picture]).status == 0)
        let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".png") }.sorted()
        let read = try pages.map { page in
          try Outsider.run(
            "zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", folder.appending(path: page).path]
          ).said.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        #expect(read.contains(signed.address(Recommendation.kind, at: Sample.issuer.address)), "\(kazakh)")
      }
    }
  }

  @Test("the attached text is checked by any program for Ed25519, and no byte of it can be another")
  func attached() async throws {
    let (letter, signed) = try Self.letter()
    let pdf = try await letter.paper(signed, Sample.issuer, notice: Self.notice, in: .kk).render()
    try Self.inFolder(pdf) { folder, file in
      #expect(try Outsider.run("pdfdetach", ["-saveall", "-o", folder.path, file]).status == 0)
      let key = Sample.signer.publicKey.map { String(format: "%02x", $0) }.joined()
      let script = """
        import sys, pathlib, nacl.signing, nacl.exceptions
        folder = pathlib.Path(sys.argv[1])
        text, signature = (folder / "statement.txt").read_bytes(), (folder / "statement.sig").read_bytes()
        key = nacl.signing.VerifyKey(bytes.fromhex(sys.argv[2]))
        key.verify(text, signature)
        wrong = 0
        for at in range(len(text)):
            spoilt = bytearray(text)
            spoilt[at] ^= 1
            try:
                key.verify(bytes(spoilt), signature)
            except nacl.exceptions.BadSignatureError:
                wrong += 1
        print(wrong == len(text), len(text) <= 180)
        """
      let said = try Outsider.run(Outsider.python, ["-c", script, folder.path, key]).said
      #expect(said == "True True\n")
      #expect(try String(contentsOf: folder.appending(path: "statement.txt"), encoding: .utf8) == signed.statement.text)
    }
  }

  @Test("a name that is too long for a code on paper is signed in Latin letters; one that is longer still is refused")
  func longName() throws {
    let kazakh = String(repeating: "Ғ", count: 40)
    let (_, signed) = try Self.letter(Said(kk: kazakh, ru: kazakh, en: String(repeating: "G", count: 40)))
    #expect(signed.statement["name"] == String(repeating: "G", count: 40))
    #expect(throws: Statement.Fault.self) { try Self.letter(Said(kk: kazakh, ru: kazakh, en: String(repeating: "G", count: 80))) }
  }

  @Test("a letter says nothing of address, phone, number of identity or rank: it has no place for them")
  func nothingElse() throws {
    let (_, signed) = try Self.letter()
    #expect(Set(signed.statement.facts.keys) == ["code", "day", "grant", "kind", "name", "no", "to", "until"])
  }
}
