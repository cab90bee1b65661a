/// A Kazakhstan individual identification number (ЖСН, ИИН) whose control digit and date are right.
///
/// It is personal data: show `masked`, store it sealed, never put it in an address or a log.
package struct IIN: Hashable, Sendable {
  /// Twelve ASCII digits.
  package let digits: String

  package enum Sex: String, Sendable, Codable { case female, male }

  /// Spaces and hyphens around and between the digits are forgiven; anything else is a complaint.
  package init(parsing text: String) throws(Complaint) {
    let scalars = text.unicodeScalars.filter { !(Letters.isSpace($0) || $0 == "-" || Invisible.contains($0)) }
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
  static func control(_ values: [Int]) -> Int? {
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
          kk: "ЖСН тек цифрлардан тұрады. Әріптер мен басқа таңбаларды алып тастау керек.",
          ru: "ИИН состоит только из цифр. Уберите буквы и другие знаки.",
          en: "An IIN has only digits. Remove letters and other signs.")
      case .wrongLength:
        Phrase(
          kk: "12 цифрдан тұратын ЖСН-ді енгізу керек.", ru: "Введите ИИН из 12 цифр.", en: "Enter the 12 digits of the IIN.")
      case .wrongControlDigit:
        Phrase(
          kk: "ЖСН-де қате бар: бір цифр дұрыс емес. Туу туралы куәлікпен салыстыру керек.",
          ru: "В ИИН ошибка: одна из цифр неверна. Сверьте его со свидетельством о рождении.",
          en: "There is a mistake in the IIN: one of the digits is wrong. Compare it with the birth certificate.")
      case .unknownCentury:
        Phrase(
          kk: "ЖСН-нің жетінші цифрын тексеру керек: ол 1-ден 6-ға дейін болады.",
          ru: "Проверьте седьмую цифру ИИН: она может быть от 1 до 6.",
          en: "Check the seventh digit of the IIN: it can be 1 to 6.")
      case .noSuchDate:
        Phrase(
          kk: "ЖСН-нің алғашқы алты цифрын тексеру керек: бұл — туған күні, ал мұндай күн жоқ.",
          ru: "Проверьте первые шесть цифр ИИН: это дата рождения, а такой даты нет.",
          en: "Check the first six digits of the IIN: they are the birth date, and there is no such date.")
      case .company:
        Phrase(
          kk: "Бұл нөмір ұйымға тиесілі (БСН). Адамның ЖСН-і керек.", ru: "Это номер организации (БИН). Нужен ИИН человека.",
          en: "This is the number of an organisation (BIN). The IIN of a person is needed.")
      }
    }
  }
}
