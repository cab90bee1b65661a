import CPango
import Foundation

/// The one thread all documents are printed on: pango's default font map belongs to a thread, and finding the fonts anew for
/// each would cost 40 ms.
final class Press: @unchecked Sendable {  // `waiting` is only touched under `condition`
  static let shared = Press()
  /// For documents as long as somebody made them: receipts and results do not wait behind one.
  static let aside = Press()
  private static let longestQueue = 256
  private let condition = NSCondition()
  private var waiting: [@Sendable () -> Void] = []

  private init() {
    let thread = Thread { [unowned self] in
      while true { next()() }
    }
    thread.name = "press"
    thread.stackSize = 4 << 20
    thread.start()
  }

  func print(_ document: PDF, within seconds: Double) async throws -> [UInt8] {
    try await queue { try Self.render(document, until: .now + .seconds(seconds)) }
  }

  func print(_ poster: Poster) async throws -> [UInt8] {
    try await queue {
      guard Self.hasFont else { throw PDFFault.fontMissing }
      let sink = Sink()
      try PosterDrawing.draw(poster, into: sink)
      return PDFCatalog.naming(language: poster.language, in: sink.bytes)
    }
  }

  /// One plot as SVG.
  func draw(_ plot: PDF.Plot, language: String) async throws -> [UInt8] {
    try await queue {
      guard Self.hasFont else { throw PDFFault.fontMissing }
      // The first pass learns the height the second one needs.
      let height = try Page.picture(plot, language: language, height: nil, into: nil)
      let sink = Sink()
      _ = try Page.picture(plot, language: language, height: height, into: sink)
      return sink.bytes
    }
  }

  private func queue(_ work: @escaping @Sendable () throws -> [UInt8]) async throws -> [UInt8] {
    try await withCheckedThrowingContinuation { continuation in
      condition.lock()
      defer { condition.unlock() }
      guard waiting.count < Self.longestQueue else { return continuation.resume(throwing: PDFFault.busy) }
      waiting.append { continuation.resume(with: Result { try work() }) }
      condition.signal()
    }
  }

  private func next() -> @Sendable () -> Void {
    condition.lock()
    defer { condition.unlock() }
    while waiting.isEmpty { condition.wait() }
    return waiting.removeFirst()
  }

  private static func render(_ document: PDF, until deadline: ContinuousClock.Instant) throws -> [UInt8] {
    guard hasFont else { throw PDFFault.fontMissing }
    // The first pass counts the pages the second one names.
    let count = try Page.compose(document, pages: 0, until: deadline, into: nil).number
    let sink = Sink()
    let page = try Page.compose(document, pages: count, until: deadline, into: sink)
    guard page.number == count else { throw PDFFault.drawing("the page count changed") }
    return PDFCatalog.naming(language: document.language, in: sink.bytes)
  }

  private static let hasFont: Bool = {
    var families: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
    var count: Int32 = 0
    pango_font_map_list_families(pango_cairo_font_map_get_default(), &families, &count)
    defer { g_free(families) }
    return (0..<Int(count)).contains { position in
      guard let family = families?[position], let name = pango_font_family_get_name(family) else { return false }
      return String(cString: name) == Page.font
    }
  }()
}

/// Where cairo's bytes go.
final class Sink {
  var bytes: [UInt8] = []
}

/// cairo 1.16 cannot say which language a document is in and that its title is to be shown. Both are added as PDF foresees changes: a
/// new version of the catalogue behind the file, with a table of its own (ISO 32000-1, 7.5.6).
enum PDFCatalog {
  static func naming(language: String, in file: [UInt8]) -> [UInt8] {
    // A later cairo that writes its table as a stream is left as it is.
    guard let tail = text(file.suffix(2048)), let table = number(after: "startxref", in: tail),
      let size = number(after: "/Size", in: tail), let root = number(after: "/Root", in: tail),
      let info = number(after: "/Info", in: tail), file[table...].starts(with: "xref".utf8),
      let catalog = catalog(root, in: file), let close = catalog.lastRange(of: ">>")
    else { return file }
    let body =
      String(catalog[..<close.lowerBound])
      + "   /Lang (\(language))\n   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n"
    let position = file.count
    let offset = String(format: "%010d", position)
    let added = """
      xref
      \(root) 1
      \(offset) 00000 n\u{20}
      trailer
      << /Size \(size)
         /Root \(root) 0 R
         /Info \(info) 0 R
         /Prev \(table)
      >>
      startxref
      \(position + body.utf8.count)
      %%EOF

      """
    return file + Array(body.utf8) + Array(added.utf8)
  }

  private static func catalog(_ root: Int, in file: [UInt8]) -> String? {
    let start = Array("\n\(root) 0 obj\n".utf8)
    let window = max(0, file.count - 65_536)
    guard let found = file[window...].lastRange(of: start), let rest = text(file[(found.lowerBound + 1)...]),
      let end = rest.range(of: "endobj")
    else { return nil }
    return String(rest[..<end.lowerBound])
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String? { String(decoding: bytes, as: UTF8.self) }

  private static func number(after word: String, in text: String) -> Int? {
    guard let found = text.range(of: word, options: .backwards) else { return nil }
    return Int(text[found.upperBound...].drop { $0.isWhitespace }.prefix { $0.isNumber })
  }
}

extension ArraySlice<UInt8> {
  fileprivate func lastRange(of word: [UInt8]) -> Range<Int>? {
    var at = endIndex - word.count
    while at >= startIndex {
      if self[at...].starts(with: word) { return at..<(at + word.count) }
      at -= 1
    }
    return nil
  }
}

extension String {
  fileprivate func lastRange(of word: String) -> Range<String.Index>? { range(of: word, options: .backwards) }
}
