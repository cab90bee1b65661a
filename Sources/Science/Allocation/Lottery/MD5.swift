/// The message digest of RFC 1321 (Rivest, 1992), here only because RFC 3797 draws its numbers from it: not for secrets.
package struct MD5: Equatable, Sendable {
  /// Bytes 0 to 7 of the digest, the first byte highest.
  package let high: UInt64
  /// Bytes 8 to 15 of the digest, the first byte highest.
  package let low: UInt64

  package init(of bytes: [UInt8]) {
    var padded = bytes
    MD5.pad(&padded, length: bytes.count)
    self = padded.withUnsafeBufferPointer { MD5(padded: $0) }
  }

  /// Of a message that already ends with RFC 1321's padding; its length is a multiple of 64 bytes.
  init(padded: UnsafeBufferPointer<UInt8>) {
    var state: SIMD4<UInt32> = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476]
    var block = 0
    while block < padded.count {
      state = MD5.mixed(state, UnsafeRawPointer(padded.baseAddress! + block))
      block += 64
    }
    high = UInt64(state[0].byteSwapped) << 32 | UInt64(state[1].byteSwapped)
    low = UInt64(state[2].byteSwapped) << 32 | UInt64(state[3].byteSwapped)
  }

  /// Appends RFC 1321's padding for a message of `length` bytes.
  static func pad(_ message: inout [UInt8], length: Int) {
    message.append(0x80)
    while message.count % 64 != 56 { message.append(0) }
    for byte in 0..<8 { message.append(UInt8(truncatingIfNeeded: (length * 8) >> (8 * byte))) }
  }

  /// The digest as a whole number of 128 bits, highest byte first, modulo `divisor`.
  package func remainder(dividingBy divisor: UInt64) -> UInt64 {
    divisor.dividingFullWidth((high % divisor, low)).remainder
  }

  /// 32 hexadecimal digits in lower case.
  package var hex: String { [high, low].map(MD5.hex).joined() }

  private static func hex(_ half: UInt64) -> String {
    let digits = String(half, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func mixed(_ state: SIMD4<UInt32>, _ block: UnsafeRawPointer) -> SIMD4<UInt32> {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    for step in 0..<64 {
      let mix: UInt32
      let word: Int
      switch step >> 4 {
      case 0: (mix, word) = ((b & c) | (~b & d), step)
      case 1: (mix, word) = ((d & b) | (~d & c), (5 &* step &+ 1) & 15)
      case 2: (mix, word) = (b ^ c ^ d, (3 &* step &+ 5) & 15)
      default: (mix, word) = (c ^ (b | ~d), (7 &* step) & 15)
      }
      let value = UInt32(littleEndian: block.loadUnaligned(fromByteOffset: word &* 4, as: UInt32.self))
      let sum = a &+ mix &+ sines[step] &+ value
      let turn = turns[(step >> 4) &* 4 &+ (step & 3)]
      (a, d, c) = (d, c, b)
      b = b &+ (sum &<< turn | sum &>> (32 &- turn))
    }
    return state &+ SIMD4(a, b, c, d)
  }

  private static let turns: [UInt32] = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]

  /// RFC 1321, section 3.4: the whole part of 2^32 |sin(i)|, i from 1 to 64 in radians.
  private static let sines: [UInt32] = [
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
  ]
}
