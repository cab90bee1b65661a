import CZip

/// A ZIP file of a few parts, made and read in memory (libzip).
package struct Archive: Sendable {
  package struct Part: Sendable, Hashable {
    package let name: String
    package let bytes: [UInt8]

    package init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// Why an archive could not be read or made; `what` is libzip's own word.
  package enum Fault: Error, Hashable {
    case notAnArchive(what: String)
    /// Unpacked it would hold more than `limit` bytes or parts.
    case tooLarge
    case damaged(part: String)
  }

  package let parts: [Part]

  package init(_ parts: [Part]) { self.parts = parts }

  package subscript(_ name: String) -> [UInt8]? { parts.first { $0.name == name }?.bytes }

  /// Without times of day, so that the same parts give the same file.
  package func packed() throws -> [UInt8] {
    guard let source = zip_source_buffer_create(nil, 0, 0, nil) else { throw Fault.notAnArchive(what: "memory") }
    zip_source_keep(source)
    defer { zip_source_free(source) }
    guard let archive = zip_open_from_source(source, ZIP_TRUNCATE, nil) else {
      zip_source_free(source)
      throw Fault.notAnArchive(what: "memory")
    }
    var copies: [UnsafeMutableRawPointer] = []
    defer { for copy in copies { copy.deallocate() } }
    for part in parts {
      // libzip reads the bytes when it closes, so they must lie still until then.
      let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, part.bytes.count), alignment: 1)
      part.bytes.withUnsafeBytes { if let base = $0.baseAddress { copy.copyMemory(from: base, byteCount: $0.count) } }
      copies.append(copy)
      guard let content = zip_source_buffer(archive, copy, zip_uint64_t(part.bytes.count), 0) else {
        return try fail(archive, part.name)
      }
      let index = zip_file_add(archive, part.name, content, zip_flags_t(ZIP_FL_ENC_UTF_8))
      guard index >= 0 else {
        zip_source_free(content)
        return try fail(archive, part.name)
      }
      zip_set_file_compression(archive, zip_uint64_t(index), ZIP_CM_DEFLATE, 1)
      // 1 January 1980, the first day a ZIP can name.
      zip_file_set_dostime(archive, zip_uint64_t(index), 0, 0x21, 0)
    }
    guard zip_close(archive) == 0 else { return try fail(archive, "") }
    return try Self.content(of: source)
  }

  private func fail(_ archive: OpaquePointer, _ part: String) throws -> [UInt8] {
    zip_discard(archive)
    throw Fault.damaged(part: part)
  }

  private static func content(of source: OpaquePointer) throws -> [UInt8] {
    var status = zip_stat_t()
    guard zip_source_stat(source, &status) == 0, zip_source_open(source) == 0 else { throw Fault.damaged(part: "") }
    defer { zip_source_close(source) }
    var read: Int64 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.size)) { buffer, count in
      read = zip_source_read(source, buffer.baseAddress, status.size)
      count = max(0, Int(read))
    }
    guard read == Int64(status.size) else { throw Fault.damaged(part: "") }
    return bytes
  }

  /// Reads every part, checksums included. Throws `Fault`.
  package init(packed bytes: [UInt8], limit: Int = 1 << 30) throws {
    guard !bytes.isEmpty else { throw Fault.notAnArchive(what: "no bytes") }
    var parts: [Part] = []
    var left = limit
    try bytes.withUnsafeBytes { buffer in
      var error = zip_error_t()
      zip_error_init(&error)
      defer { zip_error_fini(&error) }
      guard let source = zip_source_buffer_create(buffer.baseAddress, zip_uint64_t(buffer.count), 0, &error),
        let archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error)
      else { throw Fault.notAnArchive(what: String(cString: zip_error_strerror(&error))) }
      defer { zip_discard(archive) }
      let count = zip_get_num_entries(archive, 0)
      guard count <= 1_000 else { throw Fault.tooLarge }
      for index in 0..<zip_uint64_t(max(0, count)) {
        var status = zip_stat_t()
        guard zip_stat_index(archive, index, 0, &status) == 0, let name = status.name.map({ String(cString: $0) }) else {
          throw Fault.damaged(part: "\(index)")
        }
        guard status.size <= zip_uint64_t(max(0, left)) else { throw Fault.tooLarge }
        left -= Int(status.size)
        parts.append(Part(name, try Self.read(archive, index, size: Int(status.size), name: name)))
      }
    }
    self.parts = parts
  }

  private static func read(_ archive: OpaquePointer, _ index: zip_uint64_t, size: Int, name: String) throws -> [UInt8] {
    guard let file = zip_fopen_index(archive, index, 0) else { throw Fault.damaged(part: name) }
    var read: Int64 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      read = zip_fread(file, buffer.baseAddress, zip_uint64_t(size))
      count = max(0, Int(read))
    }
    // The checksum is compared at the end of the part.
    var one: UInt8 = 0
    let rest = zip_fread(file, &one, 1)
    let closed = zip_fclose(file)
    guard read == Int64(size), rest == 0, closed == 0 else { throw Fault.damaged(part: name) }
    return bytes
  }
}
