import CPango

/// Lays blocks out from top to bottom and turns to the next page where one is full. Units: points (1/72 inch).
final class Page {
  static let font = "Noto Sans"
  static let millimetre = 72 / 25.4
  private static let width = 210 * millimetre
  private static let height = 297 * millimetre

  let cairo: OpaquePointer
  let left: Double
  let right: Double
  private let top: Double
  private let bottom: Double
  private let document: PDF
  private let pages: Int
  private let language: OpaquePointer?
  /// How far down the page is filled.
  var y: Double
  private(set) var number = 1
  var foot: String
  /// The last heading: what a picture below it is about.
  var subject: String
  private let deadline: ContinuousClock.Instant
  /// What a reader for the blind will find, gathered while it is drawn.
  var structure = PDFStructure()

  /// Draws the whole document; `pages` is the number to print at the foot. Without a sink the drawing is thrown away. Throws
  /// `PDFFault.tooLong` past the deadline.
  static func compose(_ document: PDF, pages: Int, until deadline: ContinuousClock.Instant, into sink: Sink?) throws -> Page {
    try drawing(on: cairo_pdf_surface_create_for_stream(Self.write, closure(sink), width, height)) { surface, cairo in
      cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document.title)
      cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Keruen")
      let page = Page(document, pages: pages, cairo: cairo, until: deadline)
      for block in document.blocks {
        try page.checkTime()
        try page.draw(block)
      }
      page.finish()
      return page
    }
  }

  /// One plot alone, as SVG of the breadth of a page. Returns how high it is; the first time without a sink, to learn that.
  static func picture(_ plot: PDF.Plot, language: String, height: Double?, into sink: Sink?) throws -> Double {
    let surface = cairo_svg_surface_create_for_stream(Self.write, closure(sink), width, height ?? Self.height)
    return try drawing(on: surface) { _, cairo in
      let margins = PDF.Margins(top: 4, right: 8, bottom: 0, left: 8)
      let page = Page(
        PDF(title: "", language: language, margins: margins), pages: 0, cairo: cairo, until: .now + .seconds(60), isEndless: true)
      page.draw(plot)
      return page.y + 8
    }
  }

  static func closure(_ sink: Sink?) -> UnsafeMutableRawPointer? {
    sink.map { Unmanaged.passUnretained($0).toOpaque() }
  }

  /// Where cairo's bytes go: the sink its closure points at.
  static let write: cairo_write_func_t = { closure, data, length in
    guard let closure, let data else { return CAIRO_STATUS_SUCCESS }
    Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().bytes += UnsafeBufferPointer(start: data, count: Int(length))
    return CAIRO_STATUS_SUCCESS
  }

  /// Draws on a surface, which is finished and gone afterwards.
  static func drawing<Result>(
    on surface: OpaquePointer?, _ draw: (_ surface: OpaquePointer, _ cairo: OpaquePointer) throws -> Result
  ) throws -> Result {
    guard let surface else { throw PDFFault.drawing("no surface") }
    defer { cairo_surface_destroy(surface) }
    guard let cairo = cairo_create(surface) else { throw PDFFault.drawing("no context") }
    defer { cairo_destroy(cairo) }
    let result = try draw(surface, cairo)
    cairo_surface_finish(surface)
    let status = cairo_surface_status(surface)
    guard status == CAIRO_STATUS_SUCCESS, cairo_status(cairo) == CAIRO_STATUS_SUCCESS else {
      throw PDFFault.drawing(cairo_status_to_string(status).map { String(cString: $0) } ?? "\(status)")
    }
    return result
  }

  private init(
    _ document: PDF, pages: Int, cairo: OpaquePointer, until deadline: ContinuousClock.Instant, isEndless: Bool = false
  ) {
    self.document = document
    self.pages = pages
    self.cairo = cairo
    self.deadline = deadline
    language = pango_language_from_string(document.language)
    left = document.margins.left * Self.millimetre
    right = Self.width - document.margins.right * Self.millimetre
    top = document.margins.top * Self.millimetre
    bottom = isEndless ? 1e9 : Self.height - document.margins.bottom * Self.millimetre - 16
    y = top
    foot = document.footer
    subject = document.title
  }

  var breadth: Double { right - left }
  var decimalMark: String { document.language == "en" ? "." : "," }
  var isFresh: Bool { y == top }
  var room: Double { bottom - y }
  var longest: Double { bottom - top }

  /// Asked between blocks and rows: one line of people waits for the press.
  func checkTime() throws {
    guard ContinuousClock.now < deadline else { throw PDFFault.tooLong }
  }

  /// A part that goes on overleaf is two: marked content ends with its page.
  func turn() {
    if structure.part != nil { cairo_tag_end(cairo, structure.part?.role) }
    finish()
    number += 1
    y = top
    if let part = structure.part {
      structure.goOn()
      cairo_tag_begin(cairo, part.role, nil)
    }
  }

  /// One part of what is read aloud. Whatever is drawn outside of parts is decoration. Parts do not nest; `grouped` does.
  /// `attributes`: as cairo's tags take them, of a link.
  func part(
    _ role: String, attributes: String? = nil, saying alternative: String? = nil, _ draw: () throws -> Void
  ) rethrows {
    guard structure.begin(role, alternative) else { return try draw() }
    cairo_tag_begin(cairo, role, attributes)
    defer {
      cairo_tag_end(cairo, role)
      structure.end()
    }
    try draw()
  }

  func grouped(_ role: String, _ draw: () throws -> Void) rethrows { try within(structure.group(role), draw) }

  /// In a group that may have been begun before, such as a cell that goes on overleaf.
  func within(_ group: PDFStructure.Group, _ draw: () throws -> Void) rethrows {
    structure.groups.append(group)
    defer { structure.groups.removeLast() }
    try draw()
  }

  /// Drawn, not read: a head that stands on each page is read once.
  func unread(_ draw: () throws -> Void) rethrows {
    structure.isMute = true
    defer { structure.isMute = false }
    try draw()
  }

  /// Turns the page unless this much fits; a block longer than a page begins where it is.
  func need(_ length: Double) {
    if length > room, !isFresh, length <= longest { turn() }
  }

  /// Space between blocks; none at the top of a page.
  func space(_ points: Double) {
    if !isFresh { y += points }
  }

  /// The foot, and the page goes out.
  private func finish() {
    let foot = Text(foot, size: 8, width: breadth * 0.8, page: self)
    let count = Text(pages > 0 ? "\(number) / \(pages)" : "", size: 8, width: breadth * 0.2, align: PANGO_ALIGN_RIGHT, page: self)
    ink(0.35)
    foot.draw(x: left, y: bottom + 10)
    count.draw(x: left + breadth * 0.8, y: bottom + 10)
    ink(0)
    cairo_show_page(cairo)
  }

  func ink(_ grey: Double) { cairo_set_source_rgb(cairo, grey, grey, grey) }

  func line(from x1: Double, to x2: Double, at y: Double, grey: Double = 0.6) {
    ink(grey)
    cairo_set_line_width(cairo, 0.6)
    cairo_move_to(cairo, x1, y)
    cairo_line_to(cairo, x2, y)
    cairo_stroke(cairo)
    ink(0)
  }

  func frame(x: Double, y: Double, width: Double, height: Double) {
    ink(0.4)
    cairo_set_line_width(cairo, 0.8)
    cairo_rectangle(cairo, x, y, width, height)
    cairo_stroke(cairo)
    ink(0)
  }

  /// Line after line, over as many pages as it takes.
  func flow(_ text: Text, x: Double, grey: Double = 0, as role: String = "P") {
    if text.lines.isEmpty { return }
    // Not at the foot of a page where nothing of it has room.
    if let first = text.lines.first, first.height > room, !isFresh { turn() }
    part(role) {
      for line in text.lines {
        if line.height > room, !isFresh { turn() }
        ink(grey)
        line.draw(x: x, y: y)
        y += line.height
      }
    }
    ink(0)
  }

  var layout: OpaquePointer? { Self.layout(cairo, language) }

  static func layout(_ cairo: OpaquePointer, _ language: OpaquePointer?) -> OpaquePointer? {
    guard let layout = pango_cairo_create_layout(cairo) else { return nil }
    let context = pango_layout_get_context(layout)
    pango_context_set_language(context, language)
    // One point of a font is one point of the page; pango takes a screen's 96 for granted.
    pango_cairo_context_set_resolution(context, 72)
    // Letters stand where the font puts them, not on the dots of a screen.
    pango_context_set_round_glyph_positions(context, 0)
    pango_layout_context_changed(layout)
    return layout
  }
}
