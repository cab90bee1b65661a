/// An e-mail address in the part of RFC 5321 that mail programs really use: no quotes, no comments, no bare hosts.
package struct EMail: Hashable, Sendable {
  /// As typed, with the domain in small letters.
  package let address: String

  /// Spaces around it and marks nobody sees are forgiven.
  package init(parsing text: String) throws(Complaint) {
    let typed = Self.trimmed(Invisible.dropped(from: text))
    guard !typed.isEmpty else { throw .empty }
    let parts = typed.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw parts.count < 2 ? .noAt : .malformed }
    guard parts[0].utf8.allSatisfy({ $0 < 0x80 }) else { throw .foreignLetters }
    guard parts[1].utf8.allSatisfy({ $0 < 0x80 }) else { throw .foreignDomain }
    let domain = parts[1].lowercased()
    guard Self.isLocalPart(parts[0]) else { throw .malformed }
    guard !domain.split(separator: ".").contains(where: { $0.hasPrefix("xn--") }) else { throw .foreignDomain }
    guard Self.isDomain(domain), typed.utf8.count <= 254 else { throw .malformed }
    address = parts[0] + "@" + domain
  }

  /// "a•••@mail.kz": what a list may show.
  package var masked: String {
    guard let at = address.firstIndex(of: "@") else { return "•••" }
    return "\(address.prefix(1))•••\(address[at...])"
  }

  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars.drop { Letters.isSpace($0) }
    let end = scalars.lastIndex { !Letters.isSpace($0) }.map { scalars.index(after: $0) } ?? scalars.startIndex
    return String(scalars[scalars.startIndex..<end])
  }

  private static func isLocalPart(_ part: Substring) -> Bool {
    let atoms = part.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return part.utf8.count <= 64 && atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtomByte) }
  }

  private static func isAtomByte(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || "!#$%&'*+/=?^_`{|}~-".utf8.contains(byte) }

  private static func isDomain(_ domain: String) -> Bool {
    let labels = domain.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, let top = labels.last, top.count >= 2 else { return false }
    return top.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } && labels.allSatisfy(isLabel)
  }

  private static func isLabel(_ label: Substring.UTF8View) -> Bool {
    let hyphen = UInt8(ascii: "-")
    return (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
      && label.allSatisfy { isLetterOrDigit($0) || $0 == hyphen }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}

extension EMail {
  package enum Complaint: Error, Hashable, Sendable {
    case empty, noAt, foreignLetters, foreignDomain, malformed

    package var reason: Phrase {
      switch self {
      case .empty:
        Phrase(
          kk: "Электрондық пошта жазылмаған.", ru: "Адрес электронной почты не указан.",
          en: "The e-mail address is missing.")
      case .noAt:
        Phrase(
          kk: "Электрондық поштада @ белгісі болуы керек, мысалы: aty@mail.kz.",
          ru: "В адресе электронной почты должен быть знак @. Например: imya@mail.kz",
          en: "An e-mail address must contain an @ sign, for example name@mail.kz.")
      case .foreignLetters:
        Phrase(
          kk: "Электрондық пошта латын әріптерімен жазылады.", ru: "Адрес электронной почты пишется латинскими буквами.",
          en: "An e-mail address is written in Latin letters.")
      case .foreignDomain:
        Phrase(
          kk: "@ белгісінен кейінгі бөлік латын әріптерімен жазылуы керек. Басқа пошта жазуға болады.",
          ru: "Часть после @ должна быть латинскими буквами. Можно указать другой адрес.",
          en: "The part after @ must be in Latin letters. Another address can be given.")
      case .malformed:
        Phrase(
          kk: "Электрондық пошта толық емес немесе қате жазылған, мысалы: aty@mail.kz.",
          ru: "Адрес электронной почты записан не полностью или с ошибкой, например: imya@mail.kz.",
          en: "The e-mail address is incomplete or has a mistake, for example name@mail.kz.")
      }
    }
  }
}
