import CZlib

/// The container of a workbook (PKWARE APPNOTE 6.3, without zip64, encryption and several discs). Sizes are taken from the
/// central directory, so data descriptors do not matter.
struct Zip {
  private struct Entry {
    let method: Int
    let packed: Int
    let start: Int
  }

  private let bytes: [UInt8]
  private var entries: [String: Entry] = [:]

  init(_ bytes: [UInt8]) throws(SheetComplaint) {
    self.bytes = bytes
    guard bytes.starts(with: [0x50, 0x4b]) else { throw .notASheet }
    guard let end = Self.end(of: bytes) else { throw .damaged }
    var position = bytes.little32(end + 16)
    for _ in 0..<bytes.little16(end + 10) {
      guard position + 46 <= bytes.count, bytes.little32(position) == 0x0201_4b50 else { throw .damaged }
      let nameLength = bytes.little16(position + 28)
      let next = position + 46 + nameLength + bytes.little16(position + 30) + bytes.little16(position + 32)
      guard next <= bytes.count else { throw .damaged }
      guard bytes.little16(position + 8) & 1 == 0 else { throw .locked }
      let name = String(decoding: bytes[(position + 46)..<(position + 46 + nameLength)], as: UTF8.self)
      entries[Self.key(name)] = Entry(
        method: bytes.little16(position + 10), packed: bytes.little32(position + 20), start: bytes.little32(position + 42))
      position = next
    }
  }

  func holds(_ name: String) -> Bool { entries[Self.key(name)] != nil }

  /// Names of parts are compared without case (ECMA-376-2, 6.2.2.3); some programs write them with backslashes.
  private static func key(_ name: String) -> String { name.lowercased().replacing("\\", with: "/") }

  /// The part's bytes in pieces.
  func part(_ name: String, budget: Budget, limits: SheetLimits) throws(SheetComplaint) -> Inflater {
    guard let entry = entries[Self.key(name)] else { throw .damaged }
    let header = entry.start
    guard header + 30 <= bytes.count, bytes.little32(header) == 0x0403_4b50 else { throw .damaged }
    let start = header + 30 + bytes.little16(header + 26) + bytes.little16(header + 28)
    guard start + entry.packed <= bytes.count, entry.method == 0 || entry.method == 8 else { throw .damaged }
    return try Inflater(
      bytes[start..<(start + entry.packed)], isPacked: entry.method == 8, budget: budget, limits: limits)
  }

  /// The end record stands last, behind it a comment of at most 65,535 bytes.
  private static func end(of bytes: [UInt8]) -> Int? {
    var position = bytes.count - 22
    while position >= 0, position >= bytes.count - 22 - 65_535 {
      if bytes[position] == 0x50, bytes.little32(position) == 0x0605_4b50 { return position }
      position -= 1
    }
    return nil
  }
}

/// Bytes that may still be unpacked from one workbook.
final class Budget {
  var left: Int

  init(_ bytes: Int) {
    left = bytes
  }
}

/// Unpacks one part piece by piece and stops at more than a workbook can hold.
final class Inflater {
  // zlib keeps a pointer to its stream, so the stream must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let packed: ArraySlice<UInt8>
  private let isPacked: Bool
  private let budget: Budget
  private let limits: SheetLimits
  private var taken = 0
  private var made = 0
  private var isDone = false

  init(_ packed: ArraySlice<UInt8>, isPacked: Bool, budget: Budget, limits: SheetLimits) throws(SheetComplaint) {
    self.packed = packed
    self.isPacked = isPacked
    self.budget = budget
    self.limits = limits
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      stream.deallocate()
      throw .tooLarge
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func next() throws(SheetComplaint) -> [UInt8]? {
    guard !isDone else { return nil }
    let piece = isPacked ? try unpacked() : Array(packed)
    if !isPacked { isDone = true }
    made += piece.count
    budget.left -= piece.count
    guard budget.left >= 0, made < 8 << 20 || made / max(1, packed.count) <= limits.growth else { throw .tooLarge }
    return piece
  }

  func all() throws(SheetComplaint) -> [UInt8] {
    var all: [UInt8] = []
    while let piece = try next() { all += piece }
    return all
  }

  private func unpacked() throws(SheetComplaint) -> [UInt8] {
    var status = Z_OK
    let piece = [UInt8](unsafeUninitializedCapacity: 256 << 10) { output, count in
      packed[(packed.startIndex + taken)...].withUnsafeBufferPointer { input in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(output.count)
        status = inflate(stream, Z_NO_FLUSH)
        taken += input.count - Int(stream.pointee.avail_in)
        count = output.count - Int(stream.pointee.avail_out)
      }
    }
    isDone = status == Z_STREAM_END
    guard isDone || status == Z_OK && !piece.isEmpty else { throw .damaged }
    return piece
  }
}

extension [UInt8] {
  func little16(_ at: Int) -> Int { Int(self[at]) | Int(self[at + 1]) << 8 }
  func little32(_ at: Int) -> Int { little16(at) | little16(at + 2) << 16 }
}
