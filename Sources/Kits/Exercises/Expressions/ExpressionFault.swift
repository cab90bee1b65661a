package import Words

/// Why an expression cannot be read or has no value, and where.
package struct ExpressionFault: Error, Sendable, Hashable {
  /// From 1, in characters.
  package let column: Int
  package let reason: Reason

  package enum Reason: Sendable, Hashable {
    case empty, tooLong, tooDeep
    case sign(String), operandMissing, bracketOpen, numberTooLarge
    case chain
    case noFunction(String), arguments(String, ClosedRange<Int>)
    case unknownName(String)
    case numberWanted, listWanted, truthWanted, valueWanted
    case lengths(Int, Int), noElements, noNumber, decimals
  }

  init(_ column: Int, _ reason: Reason) {
    self.column = column
    self.reason = reason
  }

  package var phrase: Phrase {
    let (column, said) = (column, saying)
    return Phrase(
      kk: "өрнектің \(column)-орнында: \(said(.kk))", ru: "в выражении, место \(column): \(said(.ru))",
      en: "in the expression at \(column): \(said(.en))")
  }

  private var saying: Phrase {
    switch reason {
    case .empty: Phrase(kk: "өрнек жоқ", ru: "выражения нет", en: "there is no expression")
    case .tooLong:
      Phrase(
        kk: "\(Expression.mostCharacters) таңбадан ұзын", ru: "длиннее \(Expression.mostCharacters) знаков",
        en: "longer than \(Expression.mostCharacters) characters")
    case .tooDeep: Phrase(kk: "жақша тым көп", ru: "слишком много вложенных скобок", en: "too many levels")
    case .sign(let sign):
      Phrase(kk: "«\(sign)» бұл жерде тұра алмайды", ru: "«\(sign)» здесь стоять не может", en: "“\(sign)” cannot stand here")
    case .operandMissing:
      Phrase(kk: "мұнда сан не атау керек", ru: "здесь нужно число или имя", en: "a number or a name is wanted")
    case .bracketOpen: Phrase(kk: "жақша жабылмаған", ru: "скобка не закрыта", en: "the bracket is not closed")
    case .numberTooLarge: Phrase(kk: "сан тым үлкен", ru: "число слишком большое", en: "the number is too large")
    case .chain:
      Phrase(
        kk: "салыстыру қатарынан тұрмайды: a < b and b < c деп жазыңыз", ru: "сравнения не пишут подряд: a < b and b < c",
        en: "comparisons do not follow one another: a < b and b < c")
    default: valueSaying
    }
  }

  private var valueSaying: Phrase {
    switch reason {
    case .noFunction(let name): Phrase(kk: "\(name) функциясы жоқ", ru: "функции \(name) нет", en: "there is no function \(name)")
    case .arguments(let name, let count):
      Phrase(
        kk: "\(name) үшін мән саны: \(Self.said(count))", ru: "у \(name) число значений: \(Self.said(count))",
        en: "\(name) takes this many values: \(Self.said(count))")
    case .unknownName(let name):
      Phrase(kk: "\(name) белгісіз", ru: "\(name) неизвестно", en: "\(name) is unknown")
    case .numberWanted: Phrase(kk: "мұнда бір сан керек", ru: "здесь нужно одно число", en: "one number is wanted here")
    case .listWanted: Phrase(kk: "мұнда тізім керек", ru: "здесь нужен список", en: "a list is wanted here")
    case .truthWanted: Phrase(kk: "мұнда шарт керек", ru: "здесь нужно условие", en: "a condition is wanted here")
    case .valueWanted:
      Phrase(kk: "мұнда шарт емес, сан керек", ru: "здесь нужно число, а не условие", en: "a number is wanted, not a condition")
    case .lengths(let left, let right):
      Phrase(
        kk: "тізімдердің ұзындығы әртүрлі: \(left) және \(right)", ru: "списки разной длины: \(left) и \(right)",
        en: "the lists differ in length: \(left) and \(right)")
    case .noElements: Phrase(kk: "тізім бос", ru: "список пуст", en: "the list is empty")
    case .decimals:
      Phrase(
        kk: "ондық таңба саны -9 бен 9 аралығындағы бүтін сан", ru: "число знаков — целое от -9 до 9",
        en: "decimals are a whole number from -9 to 9")
    default:
      Phrase(
        kk: "мәні жоқ (нөлге бөлу, теріс саннан түбір не тым үлкен сан)",
        ru: "значения нет (деление на ноль, корень из отрицательного или слишком большое число)",
        en: "it has no value (a division by zero, a root of a negative number, or too large)")
    }
  }

  private static func said(_ count: ClosedRange<Int>) -> String {
    count.lowerBound == count.upperBound ? "\(count.lowerBound)" : "\(count.lowerBound)–\(count.upperBound)"
  }
}
