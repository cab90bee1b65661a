/// Bytes whose plain order is the Kazakh alphabetical order, so a database can sort without a collation.
///
/// Spaces come first, then punctuation, numbers by their value, Latin letters, the forty-two Kazakh letters, all else
/// by code point. Case and marks decide only between texts that are otherwise the same. The order of letters is the one
/// of CLDR 48 for kk (collation_vectors.csv); numbers by value are ours, so that 9-сынып stands before 10-сынып.
package func sortKey(_ text: String) -> [UInt8] {
  let scalars = Letters.scalars(text)
  var key: [UInt8] = []
  var capitals: [UInt8] = []
  key.reserveCapacity(scalars.count * 2 + 1)
  capitals.reserveCapacity(scalars.count)
  var index = 0
  while index < scalars.count {
    if isDigit(scalars[index]) {
      let run = scalars[index...].prefix(while: isDigit)
      appendNumber(run, to: &key)
      index += run.count
      continue
    }
    let lower = Letters.lowercase(scalars[index])
    capitals.append(lower == scalars[index] ? 1 : 2)
    appendWeight(Letters.plainLatin(lower), to: &key)
    index += 1
  }
  key.append(0)
  return key + capitals
}

private func appendWeight(_ scalar: Unicode.Scalar, to key: inout [UInt8]) {
  switch scalar.value {
  case 0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x2007, 0x202F: key.append(Weight.space)
  case 0x61...0x7A: key.append(Weight.latin + UInt8(scalar.value - 0x61))
  case 0x21...0x7E: key += [Weight.punctuation, UInt8(scalar.value)]
  case 0x400...0x52F:
    if let rank = kazakhRank[Int(scalar.value) - 0x400] { key.append(Weight.kazakh + rank) } else { fallthrough }
  default: key += [Weight.foreign, UInt8(scalar.value >> 16), UInt8(scalar.value >> 8 & 0xFF), UInt8(scalar.value & 0xFF)]
  }
}

/// A number is its count of digits, then the digits, so that shorter numbers come first.
private func appendNumber(_ digits: ArraySlice<Unicode.Scalar>, to key: inout [UInt8]) {
  let significant = digits.drop { $0 == "0" }
  key += [Weight.number, UInt8(min(significant.count, 255))]
  key += significant.map { UInt8($0.value) }
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

private enum Weight {
  static let space: UInt8 = 0x02
  static let punctuation: UInt8 = 0x03
  static let number: UInt8 = 0x04
  static let latin: UInt8 = 0x10
  static let kazakh: UInt8 = 0x40
  static let foreign: UInt8 = 0xF0
}

/// Rank of each small letter, by its distance from U+0400.
private let kazakhRank: [UInt8?] = {
  var ranks = [UInt8?](repeating: nil, count: 0x130)
  for (rank, letter) in Letters.kazakh.enumerated() { ranks[Int(letter.value) - 0x400] = UInt8(rank) }
  return ranks
}()
