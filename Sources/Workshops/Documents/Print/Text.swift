import CPango

/// A paragraph broken into lines of one width.
struct Text {
  private(set) var lines: [Line] = []

  struct Line {
    fileprivate let layout: Layout
    fileprivate let line: UnsafeMutablePointer<PangoLayoutLine>
    /// From the paragraph's left edge (alignment, right-to-left).
    fileprivate let indent: Double
    fileprivate let ascent: Double
    let height: Double

    func draw(x: Double, y: Double) {
      cairo_move_to(layout.cairo, x + indent, y + ascent)
      pango_cairo_show_layout_line(layout.cairo, line)
    }
  }

  /// Holds pango's layout, which the lines point into.
  fileprivate final class Layout {
    let cairo: OpaquePointer
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer, _ cairo: OpaquePointer) {
      self.pointer = pointer
      self.cairo = cairo
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(pointer)) }
  }

  init(
    _ text: String, size: Double = 10.5, isBold: Bool = false, width: Double, align: PangoAlignment = PANGO_ALIGN_LEFT, page: Page
  ) {
    guard let layout = page.layout else { return }
    let owner = Layout(layout, page.cairo)
    let text = Self.breakable(text)
    let font = pango_font_description_new()
    defer { pango_font_description_free(font) }
    pango_font_description_set_family(font, Page.font)
    pango_font_description_set_size(font, Int32(size * Double(PANGO_SCALE)))
    pango_font_description_set_weight(font, isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_layout_set_font_description(layout, font)
    pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    pango_layout_set_alignment(layout, align)
    pango_layout_set_text(layout, text, Int32(text.utf8.count))
    let iterator = pango_layout_get_iter(layout)
    defer { pango_layout_iter_free(iterator) }
    repeat {
      var box = PangoRectangle()
      pango_layout_iter_get_line_extents(iterator, nil, &box)
      guard let line = pango_layout_iter_get_line_readonly(iterator) else { continue }
      let scale = Double(PANGO_SCALE)
      let baseline = Double(pango_layout_iter_get_baseline(iterator)) / scale
      lines.append(
        Line(
          layout: owner, line: line, indent: Double(box.x) / scale, ascent: baseline - Double(box.y) / scale,
          height: Double(box.height) / scale))
    } while pango_layout_iter_next_line(iterator) != 0
  }

  /// Letters without a space after which a line may break in any case. Pango seeks the end of a line in an unbroken run letter by
  /// letter and shapes the rest anew each time: one word of 39,000 letters took twelve seconds.
  private static let longestRun = 100

  static func breakable(_ text: String) -> String {
    guard text.utf8.count > longestRun else { return text }
    var made = String.UnicodeScalarView()
    var run = 0
    for letter in text.unicodeScalars {
      // A line does not break at these spaces.
      let isGlue = letter == "\u{a0}" || letter == "\u{2007}" || letter == "\u{202f}"
      run = letter.properties.isWhitespace && !isGlue ? 0 : run + 1
      if run > longestRun {
        made.append("\u{200b}")
        run = 1
      }
      made.append(letter)
    }
    return String(made)
  }

  var height: Double { lines.map(\.height).reduce(0, +) }

  func draw(x: Double, y: Double) {
    var y = y
    for line in lines {
      line.draw(x: x, y: y)
      y += line.height
    }
  }
}
