import Markup
package import Programme
package import Words

/// One line: a name, a title.
package struct TextField: FieldKind {
  package static let settings = ["max", "autocomplete"]

  package let longest: Int
  package let autocomplete: String?

  package init(_ file: FieldFile) throws(FieldFault) {
    longest = try file.longest(200)
    autocomplete = file.autocomplete
  }

  package func checked(_ typed: String, _ context: FieldContext) throws(FieldComplaint) -> String {
    let text = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard text.count <= longest else { throw FieldComplaint(.tooLong(longest)) }
    guard !text.unicodeScalars.contains(where: { $0.value < 32 }) else { throw FieldComplaint(.strangeLetters) }
    return text
  }
}

/// A longer text with a count of words.
package struct EssayField: FieldKind {
  package static let settings = ["words", "max", "criteria"]

  package let fewest: Int
  package let most: Int
  package let longest: Int
  /// By what it is marked; for whoever marks it.
  package let criteria: Said?

  package init(_ file: FieldFile) throws(FieldFault) {
    criteria = file.criteria
    guard let words = file.words, words.count == 2, words[0] >= 1, words[0] <= words[1], words[1] <= 20_000 else {
      throw FieldFault("words", .essayWords)
    }
    fewest = words[0]
    most = words[1]
    longest = try file.longest(most * 20)
    // A letter a word, and what stands between them.
    guard longest >= 2 * fewest - 1 else { throw FieldFault("max", .wordsDoNotFit(fewest, longest)) }
  }

  package func checked(_ typed: String, _ context: FieldContext) throws(FieldComplaint) -> String {
    let count = Self.words(typed)
    guard count >= fewest else { throw FieldComplaint(.tooFewWords(count, fewest)) }
    guard count <= most else { throw FieldComplaint(.tooManyWords(count, most)) }
    guard typed.count <= longest else { throw FieldComplaint(.tooLong(longest)) }
    return typed
  }

  /// Runs of letters and digits; a hyphen or an apostrophe inside does not divide.
  package static func words(_ text: String) -> Int {
    text.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "'" || $0 == "’") }
      .count { $0.contains { $0.isLetter || $0.isNumber } }
  }
}

/// A mobile number of Kazakhstan, as people write it: codes and links go to it by SMS.
package struct PhoneField: FieldKind {
  package static let settings = ["autocomplete"]

  let autocomplete: Autocomplete?

  package init(_ file: FieldFile) throws(FieldFault) {
    autocomplete = file.autocomplete.flatMap(Autocomplete.init(rawValue:))
  }

  package func checked(_ typed: String, _ context: FieldContext) throws(FieldComplaint) -> String {
    let phone: Phone
    do { phone = try Phone(parsing: typed) } catch { throw FieldComplaint(error.reason) }
    guard phone.kind == .mobile else { throw FieldComplaint(.mobileNeeded) }
    return phone.e164
  }

  package func shown(_ typed: String, _ context: FieldContext) -> String {
    (try? Phone(parsing: typed).shown) ?? typed
  }
}

package struct EMailField: FieldKind {
  package static let settings = ["autocomplete"]

  let autocomplete: Autocomplete?

  package init(_ file: FieldFile) throws(FieldFault) {
    autocomplete = file.autocomplete.flatMap(Autocomplete.init(rawValue:))
  }

  package func checked(_ typed: String, _ context: FieldContext) throws(FieldComplaint) -> String {
    do { return try EMail(parsing: typed).address } catch { throw FieldComplaint(error.reason) }
  }
}

/// The individual identification number; checked by its control digit. Another birth date is lawful and only a `Doubt`.
package struct IINField: FieldKind {
  package init(_ file: FieldFile) throws(FieldFault) {}

  package func checked(_ typed: String, _ context: FieldContext) throws(FieldComplaint) -> String {
    do { return try IIN(parsing: typed).digits } catch { throw FieldComplaint(error.reason) }
  }
}

/// A number with bounds; the comma and the point both divide the decimals.
package struct NumberField: FieldKind {
  package static let settings = ["min", "max", "decimals"]

  package let least: Double
  package let greatest: Double
  package let decimals: Int

  package init(_ file: FieldFile) throws(FieldFault) {
    least = try file.bound("min", file.min) { Decimal.read($0) } ?? -.greatestFiniteMagnitude
    greatest = try file.bound("max", file.max) { Decimal.read($0) } ?? .greatestFiniteMagnitude
    decimals = file.decimals ?? 2
    try file.between(least, greatest)
  }

  package func checked(_ typed: String, _ context: FieldContext) throws(FieldComplaint) -> String {
    let text = typed.filter { !$0.isWhitespace }.replacing(",", with: ".")
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 || $0 == 45 }), let number = Double(text)
    else {
      throw FieldComplaint(.notANumber)
    }
    guard parts.count < 2 || parts[1].count <= decimals else { throw FieldComplaint(.tooManyDecimals(decimals)) }
    guard number >= least, number <= greatest else { throw FieldComplaint(.outOfBounds(least, greatest, decimals)) }
    return text
  }

  package func shown(_ typed: String, _ context: FieldContext) -> String {
    Double(typed.replacing(",", with: ".")).map { context.language.number($0, decimals: decimals) } ?? typed
  }
}

extension Phrase {
  package static func tooLong(_ most: Int) -> Phrase {
    Phrase(
      kk: "Мәтін \(most) таңбадан аспауы керек", ru: "Текст должен быть не длиннее \(most) знаков",
      en: "The text may have at most \(most) characters")
  }
  static let mobileNeeded = Phrase(
    kk: "Бұл стационар нөмір, оған SMS келмейді. Ұялы телефон нөмірін жазу керек.",
    ru: "Это стационарный номер, SMS на него не придёт. Укажите мобильный.",
    en: "This is a landline, and no SMS reaches it. Enter a mobile number.")
  static let strangeLetters = Phrase(
    kk: "Мәтінде көрінбейтін таңбалар бар, қайта теру керек", ru: "В тексте есть невидимые знаки, наберите его заново",
    en: "The text holds invisible characters, type it again")
  static func tooFewWords(_ count: Int, _ fewest: Int) -> Phrase {
    Phrase(
      kk: "Кемінде \(fewest) сөз керек, қазір \(count) сөз", ru: "Нужно не меньше \(fewest) слов, сейчас \(count)",
      en: "At least \(fewest) words are needed, there are \(count)")
  }
  static func tooManyWords(_ count: Int, _ most: Int) -> Phrase {
    Phrase(
      kk: "Ең көбі \(most) сөз болады, қазір \(count) сөз", ru: "Можно не больше \(most) слов, сейчас \(count)",
      en: "At most \(most) words fit, there are \(count)")
  }
  static let notANumber = Phrase(
    kk: "Сан жазу керек, мысалы 4", ru: "Напишите число, например 4", en: "Write a number, for example 4")
  static func tooManyDecimals(_ most: Int) -> Phrase {
    Phrase(
      kk: most == 0 ? "Бүтін сан жазу керек" : "Үтірден кейін ең көбі \(most) цифр болады",
      ru: most == 0
        ? "Напишите целое число" : "После запятой не больше \(counted(most, one: "цифры", few: "цифр", many: "цифр"))",
      en: most == 0 ? "Write a whole number" : "At most \(counted(most, one: "digit", other: "digits")) after the point")
  }
  static func outOfBounds(_ least: Double, _ greatest: Double, _ decimals: Int) -> Phrase {
    Phrase(
      kk:
        "Сан \(Language.kk.number(least, decimals: decimals))–\(Language.kk.number(greatest, decimals: decimals)) аралығында болуы керек",
      ru:
        "Число должно быть от \(Language.ru.number(least, decimals: decimals)) до \(Language.ru.number(greatest, decimals: decimals))",
      en:
        "The number must be between \(Language.en.number(least, decimals: decimals)) and \(Language.en.number(greatest, decimals: decimals))"
    )
  }
}
