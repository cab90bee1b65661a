import Foundation
import Testing

@testable import Documents

@Suite struct PrintTests {
  private static let kazakh = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі"

  /// What poppler reads.
  private func text(of pdf: [UInt8]) throws -> String { try poppler("pdftotext", ["-layout", "-", "-"], pdf) }

  private func poppler(_ program: String, _ arguments: [String], _ pdf: [UInt8]) throws -> String {
    let input = FileManager.default.temporaryDirectory.appendingPathComponent("keruen-\(UUID().uuidString).pdf")
    try Data(pdf).write(to: input)
    defer { unlink(input.path) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }

  @Test(arguments: [(10.8, 12.0), (0.3, 0.32), (4, 4), (4.1, 6), (9.9, 10), (1001, 1200)])
  func anAxisEndsAtARoundNumber(_ most: Double, _ high: Double) {
    let axis = Chart.Axis("", reaching: most)
    #expect(axis.low == 0 && abs(axis.high - high) < 1e-9)
  }

  @Test func everyBlockIsOnThePaperWithItsKazakhLetters() async throws {
    let table = PDF.Table(
      columns: [.init("№", share: 0.3, isNumber: true), .init("Құжат", share: 2), .init("Күні")],
      rows: [["1", "Тұрғылықты жері туралы анықтама", "2026-09-01"], ["2", "Өтініш"]])
    let document = PDF(
      title: "Ата-ана келісімі", language: "kk", footer: "Керуен · үлгі",
      blocks: [
        .title("Ата-ананың келісімі"), .heading("Кімге қатысты"), .paragraph(Self.kazakh), .note("Ескерту: ұсақ мәтін"),
        .bullets(["бірінші", "екінші"]), .pairs([("Қыздың аты", "Сынақ Үлгіқызы"), ("Ауылы", "Үлгі ауылы")]), .table(table),
        .box(heading: "Құқықтарыңыз", ["Келісімді қайтарып алуға болады."]), .code("7K2M-Q9XT"),
        .qr("https://example.org/k/7K2MQ9XT", caption: "Телефонмен ашыңыз"), .signature(["қолы", "күні"]),
      ])
    let text = try text(of: await document.render()).replacing(/\s+/, with: " ")
    for wanted in [
      "Ата-ананың келісімі", "Кімге қатысты", Self.kazakh, "Ескерту: ұсақ мәтін", "• бірінші", "Сынақ Үлгіқызы",
      "Тұрғылықты жері",
      "Құқықтарыңыз", "7K2M-Q9XT", "Телефонмен ашыңыз", "қолы", "Керуен · үлгі",
    ] {
      #expect(text.contains(wanted), "\(wanted)")
    }
  }

  /// 39,000 letters without a space took twelve seconds.
  @Test func oneEndlessWordIsPrintedAsQuicklyAsText() async throws {
    let word = String(repeating: "қа", count: 20_000)
    let begun = ContinuousClock.now
    let pdf = try await PDF(title: "Сөз", language: "kk", blocks: [.paragraph(word), .pairs([("Сөз", word)])]).render()
    #expect(ContinuousClock.now - begun < .seconds(10))
    let read = try text(of: pdf).filter { "қа".contains($0) }
    #expect(read.count == 80_000)
  }

  @Test func wordsOfAUsualLengthAreLeftAsTheyAre() {
    let text = "Қазақстан " + String(repeating: "a", count: 90) + " " + String(repeating: "b", count: 90)
    #expect(Text.breakable(text) == text)
    let glued = String(repeating: "a\u{a0}", count: 100)
    #expect(Text.breakable(glued).unicodeScalars.count { $0 == "\u{200b}" } == 1)
  }

  @Test func aDocumentEndsWhenItsTimeIsSpent() async throws {
    let document = PDF(title: "", language: "kk", blocks: [.pairs((0..<100).map { ("\($0)", "x") })])
    await #expect(throws: PDFFault.tooLong) { try await document.renderAside(within: 0) }
    #expect(try await !document.renderAside().isEmpty)
  }

  @Test func theFileSaysItsTitleAndLanguage() async throws {
    let pdf = try await PDF(title: "Түбіртек", language: "kk", blocks: [.paragraph("Бір")]).render()
    #expect(try poppler("pdfinfo", ["-"], pdf).contains(/Title: +Түбіртек/))
    let file = String(decoding: pdf, as: UTF8.self)
    #expect(file.contains("/Lang (kk)") && file.contains("/DisplayDocTitle true"))
    #expect(try self.text(of: pdf).contains("Бір"))
  }

  /// What a reader for the blind meets, as poppler tells it: roles, one in another, and what they hold.
  private func structure(of pdf: [UInt8]) throws -> [String] {
    try poppler("pdfinfo", ["-struct-text", "-"], pdf).split(separator: "\n").map { String($0) }
  }

  @Test func partsAreReadInTheirOrderAndBelongTogether() async throws {
    let table = PDF.Table(columns: [.init("Құжат"), .init("Күні")], rows: [["Өтініш", "1 қыркүйек"]])
    let pdf = try await PDF(
      title: "Хат", language: "kk", footer: "Керуен",
      blocks: [
        .title("Хат"), .paragraph("Бір"), .heading("Тізім"), .bullets(["екі"]), .pairs([("Аты", "Сынақ")]), .table(table),
        .box(heading: "Қорап", ["үш"], lines: 2), .qr("https://example.org/v/7K2M", caption: "Тексеру"),
      ]
    ).render()
    let read = try structure(of: pdf).map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(
      // The link's own object has a number that says nothing.
      read.filter { !$0.hasPrefix("Object") } == [
        "Document", "H1 (block)", "\"Хат\"", "P (block)", "\"Бір\"", "H2 (block)", "\"Тізім\"",
        "L (block):", "/ListNumbering /None", "LI (block)", "Lbl (block)", "\"•\"", "LBody (block)", "\"екі\"",
        "L (block):", "/ListNumbering /None", "LI (block)", "Lbl (block)", "Span (inline)", "\"Аты\"", "LBody (block)",
        "Span (inline)", "\"Сынақ\"",
        "Table (block)", "TR", "TH:", "/Scope /Column", "Span (inline)", "\"Құжат\"", "TH:", "/Scope /Column", "Span (inline)",
        "\"Күні\"", "TR", "TD", "Span (inline)", "\"Өтініш\"", "TD", "Span (inline)", "\"1 қыркүйек\"",
        "Sect", "H3 (block)", "\"Қорап\"", "P (block)", "\"үш\"", "Link (inline)", "\"\"", "P (block)", "\"Тексеру\"",
      ])
  }

  @Test func aTableThatGoesOnOverleafIsOneTable() async throws {
    let rows = (1...150).map { ["\($0)", "Сынақ \($0)"] }
    let table = PDF.Table(columns: [.init("№", isNumber: true), .init("Тегі-аты")], rows: rows)
    let read = try structure(of: await PDF(title: "Тізім", language: "kk", blocks: [.title("Тізім"), .table(table)]).render())
    #expect(read.count { $0.contains("Table (") } == 1)
    let roles = read.map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(roles.count { $0 == "TR" } == 151 && roles.count { $0 == "TD" } == 300)
    #expect(roles.count { $0 == "TH:" } == 2, "the head is read once")
  }

  /// Marked content ends with its page, so a text over five pages is five parts of one row. (poppler reads each to its first line's end,
  /// where cairo puts a mark of its own for the space that is not drawn.)
  @Test func aTextOverPagesGoesOnInEachOfThem() async throws {
    let words = (0..<2500).map { "сөз\($0)" }
    let pdf = try await PDF(title: "Ұзақ", language: "kk", blocks: [.paragraph(words.joined(separator: " "))]).render()
    let pages = try #require(try poppler("pdfinfo", ["-"], pdf).firstMatch(of: /Pages: +(\d+)/)).1
    let read = try structure(of: pdf).map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(read.count { $0 == "P (block)" } == Int(pages) && Int(pages) ?? 0 > 3)
    let begins = try text(of: pdf).split(separator: "\u{c}").compactMap { $0.firstMatch(of: /сөз\d+/)?.0 }
    let heard = read.compactMap { $0.firstMatch(of: /^"(сөз\d+)/)?.1 }
    #expect(begins == heard)
  }

  @Test func aPictureIsReadByItsWords() async throws {
    let pdf = try await PDF(
      title: "Хат", language: "kk", blocks: [.heading("Ұпайлар"), .qr("7K2M", caption: "Тексеру")]
    ).render()
    #expect(try poppler("pdfinfo", ["-struct", "-"], pdf).contains("Figure"))
    #expect(String(decoding: pdf, as: UTF8.self).contains("/Alt "))
  }

  @Test func aFileTravelsInTheDocument() async throws {
    var document = PDF(title: "Хат", language: "kk", blocks: [.paragraph("Бір")])
    let said = Array("code=7K2M\nname=Әйгерім".utf8)
    document.attachments = [.init(name: "statement.txt", type: "text/plain", says: "Қол қойылған мәтін", bytes: said)]
    let pdf = try await document.render()
    let folder = FileManager.default.temporaryDirectory.appending(path: "keruen-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "letter.pdf")
    try Data(pdf).write(to: file)
    #expect(try poppler("pdfdetach", ["-list", file.path], pdf).contains("statement.txt"))
    _ = try poppler("pdfdetach", ["-save", "1", "-o", folder.appending(path: "out").path, file.path], pdf)
    #expect(try Array(Data(contentsOf: folder.appending(path: "out"))) == said)
  }

  @Test func aLongTableRepeatsItsHeaderOnEachPage() async throws {
    let rows = (1...150).map { ["\($0)", "Сынақ \($0)"] }
    let table = PDF.Table(columns: [.init("№", isNumber: true), .init("Тегі-аты")], rows: rows)
    let text = try text(of: await PDF(title: "Тізім", language: "kk", blocks: [.title("Тізім"), .table(table)]).render())
    let pages = text.split(separator: "\u{c}").filter { !$0.allSatisfy(\.isWhitespace) }
    #expect(pages.count > 2)
    for (position, page) in pages.enumerated() {
      #expect(page.contains("Тегі-аты"))
      #expect(page.replacing(" ", with: "").contains("\n\(position + 1)/\(pages.count)"))
    }
    #expect(text.matches(of: /Сынақ \d+/).count == 150)
  }

  @Test func nothingOfATextLongerThanAPageIsLost() async throws {
    let words = (0..<4000).map { "сөз\($0)" }
    let long = words.joined(separator: " ")
    let table = PDF.Table(columns: [.init("а"), .init("б")], rows: [[long, "қысқа"]])
    for block in [
      PDF.Block.paragraph(long), .table(table), .box(heading: "Қорап", [long]), .pairs([("аты", long)]), .bullets([long]),
    ] {
      let text = try text(of: await PDF(title: "Ұзақ", language: "kk", blocks: [.paragraph("бас"), block]).render())
      #expect(Set(text.matches(of: /сөз\d+/).map { String($0.0) }).isSuperset(of: words))
    }
  }

  @Test func manyAtOnceAreAllPrinted() async throws {
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<40 {
        group.addTask { try await PDF(title: "\(number)", language: "ru", blocks: [.title("Страница \(number)")]).render().count }
      }
      return try await group.reduce(into: [Int]()) { $0.append($1) }
    }
    #expect(counts.count == 40 && counts.allSatisfy { $0 > 1000 })
  }

  @Test func aTextTooLongForAQRCodeIsRefused() async {
    await #expect(throws: PDFFault.qrTooLong) {
      try await PDF(title: "а", language: "kk", blocks: [.qr(String(repeating: "а", count: 3000), caption: "")]).render()
    }
  }
}

@Suite struct QRTests {
  @Test func theFinderPatternsStandInThreeCorners() throws {
    let code = try QR("https://example.org/k/7K2MQ9XT")
    for (x, y) in [(0, 0), (code.size - 7, 0), (0, code.size - 7)] {
      for offset in 0..<7 {
        #expect(code.isDark(x + offset, y) && code.isDark(x + offset, y + 6) && code.isDark(x, y + offset))
      }
      #expect(!code.isDark(x + 1, y + 1) && code.isDark(x + 3, y + 3))
    }
  }

  @Test func thePathDrawsEveryDarkModuleOnce() throws {
    let code = try QR("Сынақ")
    let drawn = code.path.matches(of: /M(\d+) (\d+)h(\d+)v1h-\d+z/).reduce(into: [Int: Int]()) { drawn, match in
      guard let x = Int(match.1), let y = Int(match.2), let length = Int(match.3) else { return }
      for offset in 0..<length { drawn[y * code.size + x + offset, default: 0] += 1 }
    }
    for y in 0..<code.size { for x in 0..<code.size { #expect((drawn[y * code.size + x] ?? 0) == (code.isDark(x, y) ? 1 : 0)) } }
  }

  @Test func thePictureHasItsQuietZoneAndAnEscapedLabel() throws {
    let code = try QR("a")
    let svg = code.svg(label: "\"><script>")
    #expect(svg.contains("viewBox=\"-4 -4 29 29\"") && svg.contains("aria-label=\"&quot;>&lt;script>\""))
  }
}
