import CZlib

/// gzip (RFC 1952) of bytes that a format wants packed, such as a list of bits. The same bytes give the same file.
package func gzipped(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  // 15 bits of window, and 16 for gzip's frame.
  guard
    deflateInit2_(
      &stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  else { return [] }
  defer { deflateEnd(&stream) }
  var input = bytes
  let most = Int(deflateBound(&stream, uLong(bytes.count)))
  return input.withUnsafeMutableBufferPointer { input in
    [UInt8](unsafeUninitializedCapacity: most) { room, count in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      stream.next_out = room.baseAddress
      stream.avail_out = UInt32(most)
      count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
    }
  }
}
