import Allocation
package import Words

/// Each candidate's place in the public draw that decides ties.
package enum Draw {
  /// Whether a text is a key as RFC 3797 writes it: digits, capital letters and points, each source closed by `/`.
  package static func isKey(_ text: String) -> Bool {
    guard text.last == "/", text.utf8.count <= 1_000, !text.hasPrefix("/"), !text.contains("//") else { return false }
    return text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x2E || $0 == 0x2F }
  }

  /// By RFC 3797 over the codes in the order of their bytes; so the order of the file changes nothing.
  ///
  /// `key`: the sources' numbers as RFC 3797 section 4 writes them. The result has one number for each code, in the codes' order.
  package static func numbers(codes: [String], key: String) -> [Int32] {
    let numbers = Lottery(key: key).numbers(count: codes.count)
    var of = [Int32](repeating: 0, count: codes.count)
    for (place, row) in Candidates.rows(byCode: codes).enumerated() { of[Int(row)] = numbers[place] }
    return of
  }
}

extension Phrase {
  package static let drawKeyUnreadable = Phrase(
    kk: "Жеребе сандары RFC 3797 бойынша жазылады, мысалы 4.8.15.16.23.42./ — цифрлар, нүктелер, әр дереккөзден кейін «/».",
    ru: "Числа жеребьёвки пишутся по RFC 3797, например 4.8.15.16.23.42./ — цифры, точки, после каждого источника «/».",
    en:
      "The numbers of a draw are written as RFC 3797 has it, for example 4.8.15.16.23.42./: digits, points, “/” behind each source."
  )
}
