package import Allocation

/// Each candidate's place in the public draw that decides ties.
package enum Draw {
  /// By RFC 3797 over the codes in the order of their bytes; so the order of the file changes nothing.
  ///
  /// `key`: the sources' numbers as RFC 3797 section 4 writes them. The result has one number for each code, in the codes' order.
  package static func numbers(codes: [String], key: String) -> [Int32] {
    let sorted = codes.indices.sorted { codes[$0].utf8.lexicographicallyPrecedes(codes[$1].utf8) }
    let numbers = Lottery(key: key).numbers(count: codes.count)
    var of = [Int32](repeating: 0, count: codes.count)
    for (place, row) in sorted.enumerated() { of[row] = numbers[place] }
    return of
  }
}
