import Words

extension Sign {
  /// How it is read aloud between what stands beside it.
  var spoken: Phrase {
    switch kind {
    case .operation: operation
    case .relation: relation
    case .opening, .closing: bracket
    case .pause, .large, .ordinary: ordinary
    }
  }

  /// With the form that the number before it asks for.
  func counted(_ digits: String) -> Phrase {
    let n = digits.contains(".") ? 2 : Int(digits.suffix(9)) ?? 0
    return self == .degree
      ? Phrase(
        kk: "градус", ru: plural(n, one: "градус", few: "градуса", many: "градусов"),
        en: plural(n, one: "degree", other: "degrees"))
      : Phrase(kk: "пайыз", ru: plural(n, one: "процент", few: "процента", many: "процентов"), en: "percent")
  }

  private var operation: Phrase {
    switch self {
    case .plus: Phrase(kk: "қосу", ru: "плюс", en: "plus")
    case .minus: Phrase(kk: "алу", ru: "минус", en: "minus")
    case .plusMinus: Phrase(kk: "қосу-алу", ru: "плюс-минус", en: "plus or minus")
    case .minusPlus: Phrase(kk: "алу-қосу", ru: "минус-плюс", en: "minus or plus")
    case .divide, .slash: .dividedBy
    case .union: Phrase(kk: "біріктіру", ru: "объединить с", en: "union")
    case .intersection: Phrase(kk: "қиылысу", ru: "пересечь с", en: "intersection")
    default: Phrase(kk: "көбейту", ru: "умножить на", en: "times")
    }
  }

  private var relation: Phrase {
    switch self {
    case .notEqual: Phrase(kk: "тең емес", ru: "не равно", en: "is not equal to")
    case .less: Phrase(kk: "кіші", ru: "меньше", en: "is less than")
    case .greater: Phrase(kk: "үлкен", ru: "больше", en: "is greater than")
    case .lessOrEqual: Phrase(kk: "кіші немесе тең", ru: "меньше или равно", en: "is less than or equal to")
    case .greaterOrEqual: Phrase(kk: "үлкен немесе тең", ru: "больше или равно", en: "is greater than or equal to")
    case .approximately: Phrase(kk: "жуықтап тең", ru: "приблизительно равно", en: "is approximately equal to")
    case .similar: Phrase(kk: "ұқсас", ru: "подобно", en: "is similar to")
    case .proportional: Phrase(kk: "пропорционал", ru: "пропорционально", en: "is proportional to")
    case .identical: Phrase(kk: "тепе-тең", ru: "тождественно равно", en: "is identical to")
    case .to: Phrase(kk: "ұмтылады", ru: "стремится к", en: "tends to")
    case .implies: Phrase(kk: "бұдан шығады", ru: "отсюда следует", en: "implies")
    case .equivalent: Phrase(kk: "мәндес", ru: "равносильно", en: "is equivalent to")
    case .element: Phrase(kk: "жиынына тиісті", ru: "принадлежит", en: "is in")
    case .notElement: Phrase(kk: "жиынына тиісті емес", ru: "не принадлежит", en: "is not in")
    case .subset: Phrase(kk: "ішкі жиын", ru: "подмножество", en: "is a subset of")
    case .perpendicular: Phrase(kk: "перпендикуляр", ru: "перпендикулярно", en: "is perpendicular to")
    case .parallel: Phrase(kk: "параллель", ru: "параллельно", en: "is parallel to")
    case .given: Phrase(kk: "мына шартпен", ru: "при условии", en: "given")
    case .yields: Phrase(kk: "түзеді", ru: "образуется", en: "yields")
    case .balances: Phrase(kk: "тепе-теңдікте", ru: "в равновесии с", en: "is in equilibrium with")
    default: Phrase(kk: "тең", ru: "равно", en: "equals")
    }
  }

  private var bracket: Phrase {
    switch self {
    case .leftBar: Phrase(kk: "модуль", ru: "модуль", en: "the absolute value of")
    case .rightBar: Phrase(kk: "модуль соңы", ru: "конец модуля", en: "end of absolute value")
    case .leftBracket: Phrase(kk: "тік жақша ашылады", ru: "квадратная скобка открывается", en: "open square bracket")
    case .rightBracket: Phrase(kk: "тік жақша жабылады", ru: "квадратная скобка закрывается", en: "close square bracket")
    case .leftBrace: Phrase(kk: "жүйелі жақша ашылады", ru: "фигурная скобка открывается", en: "open brace")
    case .rightBrace: Phrase(kk: "жүйелі жақша жабылады", ru: "фигурная скобка закрывается", en: "close brace")
    case .leftAngle: Phrase(kk: "бұрышты жақша ашылады", ru: "угловая скобка открывается", en: "open angle bracket")
    case .rightAngle: Phrase(kk: "бұрышты жақша жабылады", ru: "угловая скобка закрывается", en: "close angle bracket")
    case .rightParenthesis: Phrase(kk: "жақша жабылады", ru: "скобка закрывается", en: "close bracket")
    default: Phrase(kk: "жақша ашылады", ru: "скобка открывается", en: "open bracket")
    }
  }

  private var ordinary: Phrase {
    switch self {
    case .comma: Phrase(kk: "үтір", ru: "запятая", en: "comma")
    case .semicolon: Phrase(kk: "нүктелі үтір", ru: "точка с запятой", en: "semicolon")
    case .colon: Phrase(kk: "қос нүкте", ru: "двоеточие", en: "colon")
    case .period: Phrase(kk: "нүкте", ru: "точка", en: "full stop")
    case .sum: Phrase(kk: "қосынды", ru: "сумма", en: "the sum")
    case .product: Phrase(kk: "көбейтінді", ru: "произведение", en: "the product")
    case .integral: Phrase(kk: "интеграл", ru: "интеграл", en: "the integral")
    case .emptySet: Phrase(kk: "бос жиын", ru: "пустое множество", en: "the empty set")
    case .all: Phrase(kk: "кез келген", ru: "для любого", en: "for all")
    case .exists: Phrase(kk: "табылады", ru: "существует", en: "there exists")
    case .infinity: Phrase(kk: "шексіздік", ru: "бесконечность", en: "infinity")
    case .partial: Phrase(kk: "дербес дэ", ru: "частное дэ", en: "partial d")
    case .angle: Phrase(kk: "бұрыш", ru: "угол", en: "angle")
    case .triangle: Phrase(kk: "үшбұрыш", ru: "треугольник", en: "triangle")
    case .degree: Phrase(kk: "градус", ru: "градусов", en: "degrees")
    case .percent: Phrase(kk: "пайыз", ru: "процентов", en: "percent")
    case .factorial: Phrase(kk: "факториал", ru: "факториал", en: "factorial")
    case .question: Phrase(kk: "сұрақ белгісі", ru: "вопросительный знак", en: "question mark")
    case .prime: .prime(1)
    case .gas: Phrase(kk: "газ бөлінеді", ru: "газ выделяется", en: "as a gas")
    case .precipitate: Phrase(kk: "тұнба түзіледі", ru: "выпадает в осадок", en: "as a precipitate")
    default: Phrase(kk: "көп нүкте", ru: "многоточие", en: "and so on")
    }
  }
}

extension Function {
  var spoken: Phrase {
    switch self {
    case .sin: Phrase(kk: "синус", ru: "синус", en: "sine")
    case .cos: Phrase(kk: "косинус", ru: "косинус", en: "cosine")
    case .tg: Phrase(kk: "тангенс", ru: "тангенс", en: "tangent")
    case .ctg: Phrase(kk: "котангенс", ru: "котангенс", en: "cotangent")
    case .arcsin: Phrase(kk: "арксинус", ru: "арксинус", en: "arcsine")
    case .arccos: Phrase(kk: "арккосинус", ru: "арккосинус", en: "arccosine")
    case .arctg: Phrase(kk: "арктангенс", ru: "арктангенс", en: "arctangent")
    case .lg: Phrase(kk: "ондық логарифм", ru: "десятичный логарифм", en: "decimal logarithm")
    case .ln: Phrase(kk: "натурал логарифм", ru: "натуральный логарифм", en: "natural logarithm")
    case .log: Phrase(kk: "логарифм", ru: "логарифм", en: "logarithm")
    case .lim: Phrase(kk: "шек", ru: "предел", en: "the limit")
    case .max: Phrase(kk: "максимум", ru: "максимум", en: "the maximum")
    case .min: Phrase(kk: "минимум", ru: "минимум", en: "the minimum")
    }
  }
}
