/// A business identification number (БСН, БИН) whose control digit is right. Its fifth digit says what it is: 4 and 5 a company, 6 a joint
/// entrepreneur; with any other the twelve digits are a person's IIN, which stands in no register of organisations.
package struct BIN: Hashable, Sendable {
  /// Twelve ASCII digits.
  package let digits: String

  /// Spaces and hyphens around and between the digits are forgiven; anything else is a complaint.
  package init(parsing text: String) throws(Complaint) {
    let scalars = text.unicodeScalars.filter { !(Letters.isSpace($0) || $0 == "-" || Invisible.contains($0)) }
    guard scalars.count == 12, scalars.allSatisfy({ (0x30...0x39).contains($0.value) }) else { throw .notTwelveDigits }
    let values = scalars.map { Int($0.value) - 0x30 }
    guard (4...6).contains(values[4]) else { throw .person }
    guard IIN.control(values) == values[11] else { throw .wrongControlDigit }
    digits = String(String.UnicodeScalarView(scalars))
  }
}

extension BIN {
  package enum Complaint: Error, Hashable, Sendable {
    case notTwelveDigits, person, wrongControlDigit

    package var reason: Phrase {
      switch self {
      case .notTwelveDigits: Phrase(kk: "БСН 12 цифрдан тұрады", ru: "БИН состоит из 12 цифр", en: "A BIN has 12 digits")
      case .person:
        Phrase(
          kk: "Бұл адамның ЖСН-і. Ұйымның БСН-і керек.", ru: "Это ИИН человека. Нужен БИН организации.",
          en: "This is the IIN of a person. The BIN of the organisation is needed.")
      case .wrongControlDigit:
        Phrase(
          kk: "БСН-де қате бар: бір цифр дұрыс емес", ru: "В БИН ошибка: одна из цифр неверна",
          en: "There is a mistake in the BIN: one of the digits is wrong")
      }
    }
  }
}
