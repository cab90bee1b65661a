import CPango

extension QR {
  /// Draws the modules in one colour, each channel from 0 to 1.
  func draw(
    on cairo: OpaquePointer, x: Double, y: Double, side: Double, red: Double = 0, green: Double = 0, blue: Double = 0
  ) throws {
    let module = side / Double(size)
    try mask { mask in
      cairo_save(cairo)
      cairo_translate(cairo, x, y)
      cairo_scale(cairo, module, module)
      cairo_set_source_rgb(cairo, red, green, blue)
      cairo_mask(cairo, mask)
      cairo_restore(cairo)
    }
  }

  /// The modules as a picture of one bit each, which no reader smooths: drawn as squares they would be half the file, and half the work.
  private func mask(_ paint: (OpaquePointer) -> Void) throws {
    let stride = Int(cairo_format_stride_for_width(CAIRO_FORMAT_A1, Int32(size)))
    var bits = [UInt8](repeating: 0, count: stride * size)
    for y in 0..<size {
      // In words of the machine: on a machine that keeps their low byte first, the first module is the lowest bit.
      for x in 0..<size where isDark(x, y) { bits[y * stride + x / 8] |= 1 << UInt8(x % 8) }
    }
    try bits.withUnsafeMutableBufferPointer { bits in
      let size = Int32(size)
      guard
        let picture = cairo_image_surface_create_for_data(bits.baseAddress, CAIRO_FORMAT_A1, size, size, Int32(stride)),
        let pattern = cairo_pattern_create_for_surface(picture)
      else { throw PDFFault.drawing("no picture of a code") }
      cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST)
      paint(pattern)
      cairo_pattern_destroy(pattern)
      // Until then the surface of the page may still point at it.
      cairo_surface_finish(picture)
      cairo_surface_destroy(picture)
    }
  }
}
