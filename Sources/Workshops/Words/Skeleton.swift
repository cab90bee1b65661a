/// The text as somebody looks for it in either alphabet: folded, and each sound by one way of writing it in Latin letters. «Әшімова»,
/// "Ashimova" and "Äşimova" are one. Never shown; two names may have one skeleton.
package func skeleton(_ text: String) -> String {
  var bytes: [UInt8] = []
  for scalar in folded(text).unicodeScalars {
    if scalar.isASCII {
      add(UInt8(scalar.value), to: &bytes)
    } else if let latin = latin(scalar) {
      latin.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// A Latin letter after those before it: two that stand for one sound become one.
private func add(_ letter: UInt8, to bytes: inout [UInt8]) {
  switch (bytes.last, letter) {
  case (UInt8(ascii: "z"), UInt8(ascii: "h")): bytes[bytes.count - 1] = UInt8(ascii: "j")
  case (UInt8(ascii: "k"), UInt8(ascii: "h")): bytes[bytes.count - 1] = UInt8(ascii: "h")
  case (UInt8(ascii: "s"), UInt8(ascii: "h")), (UInt8(ascii: "c"), UInt8(ascii: "h")), (UInt8(ascii: "g"), UInt8(ascii: "h")):
    break
  case (_, UInt8(ascii: "q")): bytes.append(UInt8(ascii: "k"))
  case (_, UInt8(ascii: "w")): bytes.append(UInt8(ascii: "u"))
  case (_, UInt8(ascii: "y")): bytes.append(UInt8(ascii: "i"))
  case (_, UInt8(ascii: "x")): bytes.append(UInt8(ascii: "h"))
  case (_, UInt8(ascii: "'")): break
  default: bytes.append(letter)
  }
}

/// Of what folding leaves.
private func latin(_ scalar: Unicode.Scalar) -> StaticString? {
  switch scalar {
  case "а": "a"
  case "б": "b"
  case "в": "v"
  case "г": "g"
  case "д": "d"
  case "е", "э": "e"
  case "ж": "j"
  case "з": "z"
  case "и", "й": "i"
  case "к": "k"
  case "л": "l"
  case "м": "m"
  case "н": "n"
  case "о": "o"
  case "п": "p"
  case "р": "r"
  case "с", "ш", "щ": "s"
  case "т": "t"
  case "у": "u"
  case "ф": "f"
  case "х": "h"
  case "ц": "ts"
  case "ч": "c"
  case "ю": "iu"
  case "я": "ia"
  default: nil
  }
}
