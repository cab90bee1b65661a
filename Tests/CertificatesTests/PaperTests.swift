import Documents
import Foundation
import Programme
import Security
import Testing
import Words

@testable import Certificates

/// The certificate as paper: printed, made into a picture as a scanner would, and read by Debian's zbar.
@Suite struct PaperTests {
  private static func pictures(_ pdf: [UInt8], _ work: (_ picture: String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "keruen-paper-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "paper.pdf")
    try Data(pdf).write(to: file)
    let made = try Outsider.run(
      "pdftoppm", ["-r", "150", "-png", "-singlefile", file.path, folder.appending(path: "paper").path])
    #expect(made.status == 0)
    try work(folder.appending(path: "paper.png").path)
  }

  private static func read(_ picture: String) throws -> String {
    let said = try Outsider.run("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture]).said
    return said.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test(
    "its code is read back from a picture of 150 dpi, and from a stained, folded and crooked one",
    arguments: [nil] + Language.allCases)
  func readBack(_ language: Language?) async throws {
    for name in ["Айгерім Қасымова", "Нұрсұлтанқызы-Өтебайқызы Гүлдәурен"] {
      let certificate = try Sample.certificate(name)
      let pdf = try await certificate.poster(Sample.issuer, in: language).render()
      let address = certificate.signed.address(Certificate.kind, at: Sample.issuer.address)
      try Self.pictures(pdf) { picture in
        #expect(try Self.read(picture) == address)
        for seed in 1...3 {
          let worse = picture + ".\(seed).png"
          let made = try Outsider.run(
            Outsider.python, [Outsider.folder.appending(path: "smudge.py").path, picture, worse, "\(seed)"])
          #expect(made.status == 0)
          #expect(try Self.read(worse) == address, "\(name), \(seed)")
        }
      }
      // Whoever has the file alone finds the statement in it.
      #expect(SignedStatement(in: pdf) == certificate.signed)
    }
  }

  @Test("a certificate is one page, in its language, with its name as text")
  func page() async throws {
    let certificate = try Sample.certificate()
    let pdf = try await certificate.poster(Sample.issuer, in: nil).render()
    #expect(String(decoding: pdf, as: Unicode.ASCII.self).contains("/Lang (kk)"))
    #expect(pdf.count < 120_000)
    let folder = FileManager.default.temporaryDirectory.appending(path: "keruen-paper-\(UUID().uuidString).pdf")
    try Data(pdf).write(to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = try Outsider.run("pdftotext", ["-layout", folder.path, "-"]).said
    for word in ["Айгерім Қасымова", "Өлшеу арқылы", "Физика через", "Physics through", certificate.facts.code.shown] {
      #expect(text.contains(word), "\(word)")
    }
    #expect(text.filter { $0 == "\u{c}" }.count == 1)
  }

  @Test("a long name and a long title stay on the page")
  func long() async throws {
    let title = Said(
      kk: "Электроника және инженерлік жоба: талаптан прототипке",
      ru: "Электроника и инженерный проект: от требования к прототипу",
      en: "Electronics and a design project: from requirement to prototype")
    let certificate = try Sample.certificate(String(repeating: "Ғ", count: 40), title: title)
    for language in [nil] + Language.allCases {
      let pdf = try await certificate.poster(Sample.issuer, in: language).render()
      #expect(!pdf.isEmpty)
    }
  }
}
