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
      let structure = try PosterDrawing.draw(poster, into: sink)
      return try PDFFinish(language: poster.language, structure: structure, attachments: [])(sink.bytes)
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
    // Most are one page, and the first drawing is the last; of a longer one it counts the pages that the second one names.
    var sink = Sink()
    var page = try Page.compose(document, pages: 1, until: deadline, into: sink)
    if page.number > 1 {
      let count = page.number
      sink = Sink()
      page = try Page.compose(document, pages: count, until: deadline, into: sink)
      guard page.number == count else { throw PDFFault.drawing("the page count changed") }
    }
    return try PDFFinish(language: document.language, structure: page.structure, attachments: document.attachments)(sink.bytes)
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
