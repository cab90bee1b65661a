/// A Kazakhstan individual identification number (ЖСН, ИИН) whose control digit and date are right.
///
/// It is personal data: show `masked`, store it sealed, never put it in an address or a log.
package struct IIN: Hashable, Sendable {
  /// Twelve ASCII digits.
  package let digits: String

  package enum Sex: String, Sendable, Codable { case female, male }

  /// Spaces and hyphens around and between the digits are forgiven; anything else is a complaint.
  package init(parsing text: String) throws(Complaint) {
    let scalars = text.unicodeScalars.filter { !(Letters.isSpace($0) || $0 == "-") }
    guard !scalars.isEmpty else { throw .empty }
    guard scalars.allSatisfy({ (0x30...0x39).contains($0.value) }) else { throw .notDigits }
    guard scalars.count == 12 else { throw .wrongLength }
    let values = scalars.map { Int($0.value) - 0x30 }
    guard !(4...6).contains(values[4]) else { throw .company }
    guard Self.control(values) == values[11] else { throw .wrongControlDigit }
    guard (1...6).contains(values[6]) else { throw .unknownCentury }
    guard Self.birthDay(values) != nil else { throw .noSuchDate }
    digits = String(String.UnicodeScalarView(scalars))
  }

  /// "••••••••9017": what a list may show.
  package var masked: String { String(repeating: "•", count: 8) + digits.suffix(4) }

  /// The birth date written in the digits; it need not be the person's (Government resolution No. 853 of 2013).
  package var birthDay: Day? { Self.birthDay(values) }

  /// The sex written in the digits, with the same caution.
  package var sex: Sex? { values[6].isMultiple(of: 2) ? .female : .male }

  /// A gentle question when the digits and the stated birth date differ. Never a reason to refuse: the law allows it.
  package func doubt(birthDay stated: Day) -> Phrase? {
    guard let written = birthDay, written != stated else { return nil }
    return Phrase(
      kk: "ЖСН-дегі туған күн көрсетілген күннен өзгеше. Екеуі де дұрыс болса, ештеңені өзгертудің қажеті жоқ.",
      ru: "Дата рождения в ИИН отличается от указанной. Если обе верны, ничего менять не нужно.",
      en: "The birth date in the IIN differs from the one given. If both are right, nothing needs to change.")
  }

  private var values: [Int] { digits.utf8.map { Int($0) - 0x30 } }

  private static func birthDay(_ values: [Int]) -> Day? {
    let century = 1800 + (values[6] - 1) / 2 * 100
    return Day(
      year: century + values[0] * 10 + values[1], month: values[2] * 10 + values[3], day: values[4] * 10 + values[5])
  }

  /// Law No. 223 of 12 January 2007: weights 1…11, then 3…11, 1, 2 when the first remainder is ten; nil when both are.
  private static func control(_ values: [Int]) -> Int? {
    for weights in [Array(1...11), Array(3...11) + [1, 2]] {
      let remainder = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
      if remainder != 10 { return remainder }
    }
    return nil
  }
}

extension IIN {
  package enum Complaint: Error, Hashable, Sendable {
    case empty, notDigits, wrongLength, wrongControlDigit, unknownCentury, noSuchDate, company

    package var reason: Phrase {
      switch self {
      case .empty:
        Phrase(kk: "ЖСН жазылмаған.", ru: "ИИН не указан.", en: "The IIN is missing.")
      case .notDigits:
        Phrase(
          kk: "ЖСН тек 0–9 цифрларынан тұрады, әріп болмайды.", ru: "В ИИН бывают только цифры 0–9, букв в нём нет.",
          en: "An IIN has only the digits 0–9 and no letters.")
      case .wrongLength:
        Phrase(kk: "ЖСН-де 12 цифр болады.", ru: "В ИИН 12 цифр.", en: "An IIN has 12 digits.")
      case .wrongControlDigit:
        Phrase(
          kk: "ЖСН-де қате бар: бір цифр дұрыс емес. Туу туралы куәлікпен салыстыру керек.",
          ru: "В ИИН ошибка: одна из цифр неверна. Нужно сверить со свидетельством о рождении.",
          en: "There is a slip in the IIN: one of the digits is wrong. Compare it with the birth certificate.")
      case .unknownCentury:
        Phrase(
          kk: "ЖСН-нің жетінші цифры 1-ден 6-ға дейін болады.", ru: "Седьмая цифра ИИН бывает от 1 до 6.",
          en: "The seventh digit of an IIN is between 1 and 6.")
      case .noSuchDate:
        Phrase(
          kk: "ЖСН-нің алғашқы алты цифрындағы күн күнтізбеде жоқ.", ru: "Даты из первых шести цифр ИИН нет в календаре.",
          en: "The date in the first six digits of the IIN does not exist.")
      case .company:
        Phrase(
          kk: "Бұл нөмір ұйымға тиесілі (БСН). Адамның ЖСН-і керек.", ru: "Это номер организации (БИН). Нужен ИИН человека.",
          en: "This is the number of an organisation (BIN). The IIN of a person is needed.")
      }
    }
  }
}
