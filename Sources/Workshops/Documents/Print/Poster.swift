import CPango

/// One page of A4 on which everything has its place, such as a certificate. Millimetres from the top left corner.
package struct Poster: Sendable {
  package struct Colour: Sendable {
    fileprivate let red, green, blue: Double

    /// `0x10243a`.
    package init(_ rgb: Int) {
      red = Double(rgb >> 16 & 255) / 255
      green = Double(rgb >> 8 & 255) / 255
      blue = Double(rgb & 255) / 255
    }
  }

  package enum Face: Sendable {
    case plain, display
  }

  package enum Align: Sendable {
    case left, centre, right
  }

  package struct Lettering: Sendable {
    package let size: Double
    package let face: Face
    package let isBold: Bool
    package let colour: Colour
    package let align: Align
    /// Between letters, points.
    package let spacing: Double

    package init(
      _ size: Double, _ colour: Colour, face: Face = .plain, isBold: Bool = false, align: Align = .left, spacing: Double = 0
    ) {
      (self.size, self.face, self.isBold, self.colour, self.align) = (size, face, isBold, colour, align)
      self.spacing = spacing
    }
  }

  package enum Step: Sendable {
    case move(Double, Double)
    case line(Double, Double)
    case curve(Double, Double, Double, Double, Double, Double)
    case close
    /// A whole circle: centre and radius.
    case circle(Double, Double, Double)
  }

  package enum Item: Sendable {
    /// Its first line begins at `y`. Letters are made smaller, by a half at most, until the text has no more than `lines`; `role` is what
    /// a reader for the blind says it is: `H1`, `P`.
    case text(String, Lettering, x: Double, y: Double, width: Double, lines: Int, role: String = "P")
    case fill([Step], Colour)
    /// With dashes: how long they and the gaps are; one of no length is a dot.
    case stroke([Step], Colour, width: Double, dashes: [Double] = [])
    /// Medium correction. A press of it opens the address, where the reader can.
    case qr(String, Colour, x: Double, y: Double, side: Double)
  }

  package let title: String
  /// BCP 47.
  package let language: String
  package let isWide: Bool
  package var items: [Item]

  package init(title: String, language: String, isWide: Bool, items: [Item] = []) {
    (self.title, self.language, self.isWide, self.items) = (title, language, isWide, items)
  }

  package static let short = 210.0
  package static let long = 297.0

  package var width: Double { isWide ? Self.long : Self.short }
  package var height: Double { isWide ? Self.short : Self.long }

  /// The file. Throws `PDFFault`.
  package func render() async throws -> [UInt8] { try await Press.shared.print(self) }

  /// The same on the other press, for a round of many.
  package func renderAside() async throws -> [UInt8] { try await Press.aside.print(self) }
}

/// Draws a poster.
struct PosterDrawing {
  /// Not the Noto Serif made for display: its hairlines are lost on a cheap printer, and ш is then read as п.
  static let display = "Noto Serif"
  private let cairo: OpaquePointer
  private let layout: OpaquePointer
  private let poster: Poster
  private var structure = PDFStructure()

  private init(cairo: OpaquePointer, layout: OpaquePointer, poster: Poster) {
    (self.cairo, self.layout, self.poster) = (cairo, layout, poster)
  }

  static func draw(_ poster: Poster, into sink: Sink) throws -> PDFStructure {
    let (width, height) = (poster.width * Page.millimetre, poster.height * Page.millimetre)
    return try Page.drawing(on: cairo_pdf_surface_create_for_stream(Page.write, Page.closure(sink), width, height)) {
      surface, cairo in
      cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, poster.title)
      cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Keruen")
      guard let layout = Page.layout(cairo, pango_language_from_string(poster.language)) else {
        throw PDFFault.drawing("no layout")
      }
      defer { g_object_unref(UnsafeMutableRawPointer(layout)) }
      cairo_scale(cairo, Page.millimetre, Page.millimetre)
      var drawing = PosterDrawing(cairo: cairo, layout: layout, poster: poster)
      for item in poster.items { try drawing.draw(item) }
      cairo_show_page(cairo)
      return drawing.structure
    }
  }

  private mutating func draw(_ item: Poster.Item) throws {
    switch item {
    case .text(let text, let lettering, let x, let y, let width, let lines, let role):
      structure.add(role, nil)
      tagged(role) { draw(text, lettering, x: x, y: y, width: width, lines: lines) }
    case .fill(let steps, let colour):
      trace(steps, colour)
      cairo_fill(cairo)
    case .stroke(let steps, let colour, let width, let dashes):
      trace(steps, colour)
      cairo_set_line_width(cairo, width)
      cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND)
      cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND)
      cairo_set_dash(cairo, dashes, Int32(dashes.count), 0)
      cairo_stroke(cairo)
    case .qr(let text, let colour, let x, let y, let side): try qr(text, colour, x, y, side)
    }
  }

  private func tagged(_ role: String, _ draw: () -> Void) {
    cairo_tag_begin(cairo, role, nil)
    draw()
    cairo_tag_end(cairo, role)
  }

  private func ink(_ colour: Poster.Colour) { cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue) }

  private func trace(_ steps: [Poster.Step], _ colour: Poster.Colour) {
    ink(colour)
    cairo_new_path(cairo)
    for step in steps {
      switch step {
      case .move(let x, let y): cairo_move_to(cairo, x, y)
      case .line(let x, let y): cairo_line_to(cairo, x, y)
      case .curve(let x1, let y1, let x2, let y2, let x3, let y3): cairo_curve_to(cairo, x1, y1, x2, y2, x3, y3)
      case .close: cairo_close_path(cairo)
      case .circle(let x, let y, let radius):
        cairo_new_sub_path(cairo)
        cairo_arc(cairo, x, y, radius, 0, 2 * Double.pi)
      }
    }
  }

  private func draw(
    _ text: String, _ lettering: Poster.Lettering, x: Double, y: Double, width: Double, lines: Int
  ) {
    ink(lettering.colour)
    var size = lettering.size
    set(text, lettering, size, width)
    while Int(pango_layout_get_line_count(layout)) > lines, size > lettering.size / 2 {
      size *= 0.94
      set(text, lettering, size, width)
    }
    // Points in a page of millimetres.
    cairo_save(cairo)
    cairo_translate(cairo, x, y)
    cairo_scale(cairo, 1 / Page.millimetre, 1 / Page.millimetre)
    cairo_move_to(cairo, 0, 0)
    pango_cairo_update_layout(cairo, layout)
    pango_cairo_show_layout(cairo, layout)
    cairo_restore(cairo)
  }

  private func set(_ text: String, _ lettering: Poster.Lettering, _ size: Double, _ width: Double) {
    let font = pango_font_description_new()
    defer { pango_font_description_free(font) }
    pango_font_description_set_family(font, lettering.face == .display ? "\(Self.display),\(Page.font)" : Page.font)
    pango_font_description_set_size(font, Int32(size * Double(PANGO_SCALE)))
    pango_font_description_set_weight(font, lettering.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_layout_set_font_description(layout, font)
    pango_layout_set_width(layout, Int32(width * Page.millimetre * Double(PANGO_SCALE)))
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    let align: PangoAlignment =
      switch lettering.align {
      case .left: PANGO_ALIGN_LEFT
      case .centre: PANGO_ALIGN_CENTER
      case .right: PANGO_ALIGN_RIGHT
      }
    pango_layout_set_alignment(layout, align)
    let text = Text.breakable(text)
    if lettering.spacing > 0 {
      let attributes = pango_attr_list_new()
      pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(Int32(lettering.spacing * Double(PANGO_SCALE))))
      pango_layout_set_attributes(layout, attributes)
      pango_attr_list_unref(attributes)
    } else {
      pango_layout_set_attributes(layout, nil)
    }
    pango_layout_set_text(layout, text, Int32(text.utf8.count))
  }

  private mutating func qr(_ text: String, _ colour: Poster.Colour, _ x: Double, _ y: Double, _ side: Double) throws {
    guard let code = try? QR(text) else { throw PDFFault.qrTooLong }
    let link = Page.link(to: text, x: x, y: y, side: side)
    if let link {
      // The address without what is signed behind it: nobody wants to hear that.
      structure.add("Link", "QR: \(text.prefix { $0 != "#" })")
      cairo_tag_begin(cairo, "Link", link)
    }
    try code.draw(on: cairo, x: x, y: y, side: side, red: colour.red, green: colour.green, blue: colour.blue)
    if link != nil { cairo_tag_end(cairo, "Link") }
  }
}
