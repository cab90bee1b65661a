import CDeflate
import Synchronization

/// gzip (RFC 1952) through libdeflate, which packs a page in a third of zlib's time.
enum Gzip {
  /// For one reader who waits, or once for all who come in the next seconds.
  enum Effort: Int32 {
    case once = 1
    case kept = 9
  }

  /// Nil when there is no memory for it, or when packing would not make it smaller: the answer stays as it is.
  static func pack(_ bytes: [UInt8], _ effort: Effort) -> [UInt8]? {
    guard let compressor = Compressors.of(effort).take() else { return nil }
    defer { Compressors.of(effort).put(compressor) }
    let packed = [UInt8](unsafeUninitializedCapacity: bytes.count) { room, count in
      count = libdeflate_gzip_compress(compressor.pointer, bytes, bytes.count, room.baseAddress, room.count)
    }
    return packed.isEmpty ? nil : packed
  }
}

/// The tables one packing works in: a quarter of a megabyte that is not made anew for each page. Used by one thread at a time.
private struct Compressor: @unchecked Sendable {
  let pointer: OpaquePointer
}

/// Compressors that rest. There are never more than packed at the same moment, which is as many as there are cores.
private final class Compressors: Sendable {
  private static let once = Compressors(.once)
  private static let kept = Compressors(.kept)

  private let effort: Gzip.Effort
  private let resting = Mutex<[Compressor]>([])

  private init(_ effort: Gzip.Effort) {
    self.effort = effort
  }

  static func of(_ effort: Gzip.Effort) -> Compressors { effort == .once ? once : kept }

  func take() -> Compressor? {
    resting.withLock { $0.popLast() } ?? libdeflate_alloc_compressor(effort.rawValue).map(Compressor.init)
  }

  func put(_ compressor: Compressor) {
    resting.withLock { $0.append(compressor) }
  }
}
