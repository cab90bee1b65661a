/// Least significant digit first, 11 bits at a time: stable.
enum Radix {
  static func sort(_ keys: inout [UInt32], _ rows: inout [Int32], _ otherKeys: inout [UInt32], _ otherRows: inout [Int32]) {
    for shift: UInt32 in [0, 11, 22] {
      var starts = [Int](repeating: 0, count: 2_049)
      for key in keys { starts[Int(key >> shift & 2_047) + 1] += 1 }
      for digit in 0..<2_048 { starts[digit + 1] += starts[digit] }
      for position in keys.indices {
        let digit = Int(keys[position] >> shift & 2_047)
        otherKeys[starts[digit]] = keys[position]
        otherRows[starts[digit]] = rows[position]
        starts[digit] += 1
      }
      swap(&keys, &otherKeys)
      swap(&rows, &otherRows)
    }
  }
}
