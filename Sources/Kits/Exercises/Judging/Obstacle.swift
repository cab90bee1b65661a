package import Grading
import Words

/// Why an answer cannot be read.
package enum Obstacle: Sendable, Hashable {
  /// Of the first number that cannot be.
  case typed(Unread)
  /// Two things of an order were given this place.
  case samePlace(Int)
  /// Not every thing of an order has a place.
  case placesMissing

  /// As the phone's script names it (Public/exercises.js).
  package var key: String {
    switch self {
    case .typed(let unread): unread.rawValue
    case .samePlace: "samePlace"
    case .placesMissing: "placesMissing"
    }
  }

  /// What to do about it; that it costs nothing is said behind it.
  var phrase: Phrase {
    switch self {
    case .typed(let unread): unread.phrase
    case .samePlace(let place): .samePlace("\(place)")
    case .placesMissing: .placesMissing
    }
  }

  /// For the phone: `{place}` is where it puts the place.
  static var phoneWords: [(String, Phrase)] {
    Unread.allCases.map { ($0.rawValue, $0.phrase) } + [
      ("samePlace", .samePlace("{place}")), ("placesMissing", .placesMissing), ("costsNothing", .costsNothing),
    ]
  }
}

extension Unread {
  fileprivate var phrase: Phrase {
    switch self {
    case .empty: .nothingIsWritten
    case .number: .beginWithANumber
    case .clock: .oneNumberOnly
    case .fraction: .writeADecimal
    case .words: .numberWithoutWords
    case .unit: .unknownUnit
    }
  }
}

extension Phrase {
  static let costsNothing = Phrase(
    kk: "Бұл қате болып есептелмейді.", ru: "Это не считается ошибкой.", en: "That does not count as a mistake.")
  static let nothingIsWritten = Phrase(kk: "Жауап жазылмаған.", ru: "Ответ не записан.", en: "No answer is written.")
  static let beginWithANumber = Phrase(
    kk: "Жауап саннан басталуы керек.", ru: "Ответ должен начинаться с числа.", en: "The answer must begin with a number.")
  static let oneNumberOnly = Phrase(
    kk: "Қос нүктесіз, бір ғана сан жаз.", ru: "Запишите одно число, без двоеточия.", en: "Write one number, without a colon.")
  static let writeADecimal = Phrase(
    kk: "Бөлшекті ондық түрде жаз, мысалы 0,5.", ru: "Запишите дробь десятичной, например 0,5.",
    en: "Write the fraction as a decimal, such as 0.5.")
  static let numberWithoutWords = Phrase(
    kk: "Тек санды жаз, қасына сөз жазба.", ru: "Запишите только число, без слова рядом.",
    en: "Write the number only, without a word beside it.")
  static let unknownUnit = Phrase(
    kk: "Санның қасындағы бірлік танылмады: қысқа түрін жаз, мысалы м, с, кг.",
    ru: "Единица рядом с числом не распознана: запишите её коротко, например м, с, кг.",
    en: "The unit beside the number is not known: write it in its short form, such as m, s, kg.")
  static let placesMissing = Phrase(
    kk: "Әрқайсысына орын берілмеген.", ru: "Место указано не у каждого.", en: "Not each has its place.")
  static func samePlace(_ place: String) -> Phrase {
    Phrase(
      kk: "Бір орын екі рет таңдалған: \(place).", ru: "Одно место выбрано дважды: \(place).",
      en: "One place was chosen twice: \(place).")
  }
}
