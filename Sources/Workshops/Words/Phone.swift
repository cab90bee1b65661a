/// A telephone number of Kazakhstan. A family often shares one, so it never identifies a girl.
package struct Phone: Hashable, Sendable {
  /// "+77011234567".
  package let e164: String
  package let kind: Kind

  package enum Kind: String, Sendable, Codable { case mobile, fixed }

  /// Reads what people write: +7, 8 or neither in front; spaces, dots, hyphens, brackets, "tel:", and the marks that phones copy along unseen.
  package init(parsing text: String) throws(Complaint) {
    let typed = try Self.typed(text)
    let national = try Self.national(typed)
    kind = try Self.kind(of: national)
    e164 = "+7" + national
  }

  /// "+7 701 123 45 67", "+7 7232 12 34 56".
  package var shown: String { grouped { String($0) } }

  /// "+7 701 ••• •• 67": what a list may show.
  package var masked: String {
    var shownDigits = 0
    let total = 10 - code.count
    return grouped { group in
      String(
        group.map { digit -> Character in
          shownDigits += 1
          return shownDigits > total - 2 ? digit : "•"
        })
    }
  }

  /// Three digits for mobiles; towns have four, districts five (Almaty's 727 is written with its next digit).
  private var code: Substring {
    let national = e164.dropFirst(2)
    if kind == .mobile { return national.prefix(3) }
    let isTown = national.hasPrefix("72") || national.hasPrefix("71")
    let fourth = national.dropFirst(3).first
    return national.prefix(isTown && (fourth == "2" || national.hasPrefix("7273")) ? 4 : 5)
  }

  private func grouped(_ show: (Substring) -> String) -> String {
    var rest = e164.dropFirst(2 + code.count)
    var groups = ["+7", String(code)]
    while !rest.isEmpty {
      let size = rest.count.isMultiple(of: 2) ? 2 : rest.count >= 7 ? 3 : 1
      groups.append(show(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    return groups.joined(separator: " ")
  }
}

extension Phone {
  private struct Typed {
    var digits = ""
    var international = false
  }

  private static func typed(_ text: String) throws(Complaint) -> Typed {
    var typed = Typed()
    let scalars = Invisible.dropped(from: text).unicodeScalars.drop { Letters.isSpace($0) }
    let bare = scalars.starts(with: "tel:".unicodeScalars) ? scalars.dropFirst(4) : scalars
    for scalar in bare {
      switch scalar {
      case "0"..."9": typed.digits.unicodeScalars.append(scalar)
      case "+" where typed.digits.isEmpty && !typed.international: typed.international = true
      case "+", ",", ";", "/": throw .severalNumbers
      case "-", "(", ")", ".", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}": continue
      case _ where Letters.isSpace(scalar): continue
      default: throw .notDigits
      }
    }
    guard !typed.digits.isEmpty else { throw .empty }
    return typed
  }

  /// The ten digits after the country code.
  private static func national(_ typed: Typed) throws(Complaint) -> String {
    let digits = typed.digits
    if typed.international, !digits.hasPrefix("7") { throw .foreign }
    if digits.count == 11, typed.international || digits.hasPrefix("7") || digits.hasPrefix("8") {
      return String(digits.dropFirst())
    }
    if digits.count == 10, !typed.international, !digits.hasPrefix("8") { return digits }
    if (5...7).contains(digits.count), !typed.international { throw .noAreaCode }
    throw digits.count < 11 ? .tooShort : .tooLong
  }

  private static func kind(of national: String) throws(Complaint) -> Kind {
    if mobileCodes.contains(national.prefix(3)) { return .mobile }
    if national.hasPrefix("71") || national.hasPrefix("72") || national.hasPrefix("33622") { return .fixed }
    if national.hasPrefix("9") { throw .foreign }
    throw .unknownCode
  }

  /// libphonenumber metadata of 17 July 2026 (phone_ranges_kz.csv); numbers move between operators, so no names here.
  private static let mobileCodes: Set<Substring> = [
    "700", "701", "702", "705", "706", "707", "708", "747", "760", "761", "762", "763", "764", "771", "775", "776", "777",
    "778", "785",
  ]
}

extension Phone {
  package enum Complaint: Error, Hashable, Sendable {
    case empty, notDigits, severalNumbers, noAreaCode, tooShort, tooLong, foreign, unknownCode

    package var reason: Phrase {
      switch self {
      case .empty:
        Phrase(kk: "Телефон нөмірі жазылмаған.", ru: "Номер телефона не указан.", en: "The phone number is missing.")
      case .notDigits:
        Phrase(
          kk: "Телефон нөмірінде тек цифрлар болады. Нөлдің орнына О әрпі жазылмағанын тексеру керек.",
          ru: "В номере телефона бывают только цифры. Проверьте, не стоит ли буква О вместо нуля.",
          en: "A phone number has only digits. Check that no letter O is typed for a zero.")
      case .severalNumbers:
        Phrase(kk: "Бір ғана нөмір жазу керек.", ru: "Нужен только один номер.", en: "Only one number is needed.")
      case .noAreaCode:
        Phrase(
          kk: "Нөмірді қала немесе аудан кодымен толық жазу керек, мысалы: 8 7232 12 34 56.",
          ru: "Нужен полный номер с кодом города или района, например: 8 7232 12 34 56.",
          en: "The full number with the area code is needed, for example 8 7232 12 34 56.")
      case .tooShort:
        Phrase(
          kk: "Нөмірде цифр жетіспейді: +7 белгісінен кейін 10 цифр болады.",
          ru: "В номере не хватает цифр: после +7 их должно быть 10.",
          en: "The number is too short: 10 digits follow +7.")
      case .tooLong:
        Phrase(
          kk: "Нөмірде артық цифр бар: +7 белгісінен кейін 10 цифр болады.",
          ru: "В номере лишние цифры: после +7 их должно быть 10.", en: "The number is too long: 10 digits follow +7.")
      case .foreign:
        Phrase(
          kk: "Бұл басқа елдің нөмірі. Қазақстан нөмірін жазу керек: +7 7…", ru: "Укажите казахстанский номер: +7 7…",
          en: "Enter a Kazakhstan number: +7 7…")
      case .unknownCode:
        Phrase(
          kk: "+7-ден кейінгі алғашқы үш цифрды тексеру керек: мұндай нөмірге SMS жіберуге болмайды. Ұялы телефон нөмірі керек.",
          ru: "Проверьте первые три цифры после +7: на такой номер нельзя отправить SMS. Укажите мобильный номер.",
          en: "Check the first three digits after +7: no SMS can be sent to such a number. Enter a mobile number.")
      }
    }
  }
}
