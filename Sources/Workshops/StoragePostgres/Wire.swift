import CPostgres
import Foundation
import Storage

/// The values of one statement as libpq wants them: bytes in binary, all else as text.
struct Parameters {
  let pointers: [UnsafePointer<CChar>?]
  let lengths: [Int32]
  let formats: [Int32]
  private let owned: [UnsafeMutableRawPointer]

  init(_ values: [Value]) {
    var pointers: [UnsafePointer<CChar>?] = []
    var lengths: [Int32] = []
    var formats: [Int32] = []
    var owned: [UnsafeMutableRawPointer] = []
    func add(_ bytes: some Collection<UInt8>, binary: Bool) {
      let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count + 1, alignment: 1)
      memory.copyBytes(from: bytes)
      memory[bytes.count] = 0
      owned.append(memory.baseAddress!)
      pointers.append(UnsafePointer(memory.baseAddress!.assumingMemoryBound(to: CChar.self)))
      lengths.append(Int32(bytes.count))
      formats.append(binary ? 1 : 0)
    }
    for value in values {
      switch value {
      case .null:
        pointers.append(nil)
        lengths.append(0)
        formats.append(0)
      case .integer(let number): add(String(number).utf8, binary: false)
      case .real(let number): add(String(number).utf8, binary: false)
      case .text(let text): add(text.utf8, binary: false)
      case .bytes(let bytes): add(bytes, binary: true)
      }
    }
    self.pointers = pointers
    self.lengths = lengths
    self.formats = formats
    self.owned = owned
  }

  func free() {
    for memory in owned { memory.deallocate() }
  }
}

extension Value {
  /// A column in text format, by its type (the numbers are pg_type's).
  init(text: UnsafePointer<CChar>, length: Int, type: Oid) {
    let bytes = UnsafeRawBufferPointer(start: text, count: length)
    let string = { String(decoding: bytes, as: UTF8.self) }
    self =
      switch type {
      case 16: .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)
      case 20, 21, 23, 26: .integer(Int64(string()) ?? 0)
      case 700, 701: .real(Double(string()) ?? .nan)
      case 1700: Int64(string()).map(Value.integer) ?? .real(Double(string()) ?? .nan)
      case 17: .bytes(Self.hex(bytes.dropFirst(2)))
      default: .text(string())
      }
  }

  private static func hex(_ digits: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
    func digit(_ ascii: UInt8) -> UInt8 { ascii < 0x3a ? ascii - 0x30 : ascii - 0x57 }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    var position = digits.startIndex
    while position + 1 < digits.endIndex {
      bytes.append(digit(digits[position]) << 4 | digit(digits[position + 1]))
      position += 2
    }
    return bytes
  }
}
