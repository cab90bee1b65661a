/// A cryptographic hash of 32 bytes; Security has one, and Storage stands beside it.
package typealias RowHash = @Sendable ([UInt8]) -> [UInt8]

/// How many rows a table holds and what they add up to, whatever their order and whichever engine keeps them.
package struct TableSum: Sendable, Hashable {
  package let table: String
  package private(set) var rows = 0
  private var words: [UInt64] = [0, 0, 0, 0]

  package init(table: String) {
    self.table = table
  }

  /// Adds one row: the sum of the rows' hashes as four counters of 64 bits, so that order does not matter.
  package mutating func add(_ row: [Value], _ hash: RowHash) {
    rows += 1
    let digest = hash(Self.encoding(row))
    for word in 0..<4 {
      words[word] &+= digest[(word * 8)..<(word * 8 + 8)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
  }

  /// Sixteen digits: enough for a person who compares two lists.
  package var text: String { Self.digits(words[0]) }

  /// Table, rows and all the digits.
  package var line: String { "\(table) \(rows) \(words.map(Self.digits).joined())" }

  private static func digits(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Each value behind its kind and length: two different rows never give the same bytes.
  private static func encoding(_ row: [Value]) -> [UInt8] {
    var bytes: [UInt8] = []
    func add(_ number: UInt64) { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }
    for value in row {
      switch value {
      case .null: bytes.append(0)
      case .integer(let number):
        bytes.append(1)
        add(UInt64(bitPattern: number))
      case .real(let number):
        bytes.append(2)
        add(number.bitPattern)
      case .text(let text):
        bytes.append(3)
        add(UInt64(text.utf8.count))
        bytes += text.utf8
      case .bytes(let content):
        bytes.append(4)
        add(UInt64(content.count))
        bytes += content
      }
    }
    return bytes
  }
}

extension Transaction {
  package func sum(_ table: String, _ hash: RowHash) throws -> TableSum {
    var sum = TableSum(table: table)
    try walk(table, try columns(of: table)) { sum.add($0, hash) }
    return sum
  }
}
