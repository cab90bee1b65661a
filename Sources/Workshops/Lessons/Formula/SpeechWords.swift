import Words

/// What is said around the pieces of a formula.
extension Phrase {
  static let negative = Phrase(kk: "минус", ru: "минус", en: "minus")
  static let dividedBy = Phrase(kk: "бөлінген", ru: "делить на", en: "divided by")
  static let numerator = Phrase(kk: "бөлшек, алымы", ru: "дробь, числитель", en: "the fraction with numerator")
  static let denominator = Phrase(kk: "бөлімі", ru: "знаменатель", en: "and denominator")
  static let endFraction = Phrase(kk: "бөлшек соңы", ru: "конец дроби", en: "end of fraction")
  static let binomial = Phrase(kk: "биномдық коэффициент", ru: "биномиальный коэффициент", en: "binomial coefficient")
  static let over = Phrase(kk: "астында", ru: "над", en: "over")
  static let endBinomial = Phrase(kk: "коэффициент соңы", ru: "конец коэффициента", en: "end of coefficient")
  static let squareRoot = Phrase(kk: "түбір астында", ru: "корень из", en: "the square root of")
  static let cubeRoot = Phrase(kk: "кубтық түбір астында", ru: "кубический корень из", en: "the cube root of")
  static let rootOfDegree = Phrase(kk: "дәрежесі", ru: "корень степени", en: "the root of degree")
  static let rootOf = Phrase(kk: "түбір астында", ru: "из", en: "of")
  static let endRoot = Phrase(kk: "түбір соңы", ru: "конец корня", en: "end of root")
  static let index = Phrase(kk: "индексі", ru: "с индексом", en: "sub")
  static let logarithmBase = Phrase(kk: "негізі", ru: "по основанию", en: "to base")
  static let endIndex = Phrase(kk: "индекс соңы", ru: "конец индекса", en: "end of index")
  static let power = Phrase(kk: "дәрежесі", ru: "в степени", en: "to the power")
  static let endPower = Phrase(kk: "дәреже соңы", ru: "конец степени", en: "end of power")
  static let from = Phrase(kk: "төменгі шегі", ru: "от", en: "from")
  static let approaching = Phrase(kk: "мұнда", ru: "при", en: "as")
  static let `where` = Phrase(kk: "мұнда", ru: "где", en: "where")
  static let upTo = Phrase(kk: "жоғарғы шегі", ru: "до", en: "up to")
  static let endLimits = Phrase(kk: "мынадан:", ru: "от выражения:", en: "of:")
  static let below = Phrase(kk: "астында", ru: "под ним", en: "with below it")
  static let above = Phrase(kk: "үстінде", ru: "над ним", en: "with above it")
  static let endMark = Phrase(kk: "белгі соңы", ru: "конец знака", en: "end of mark")
  static let cancelled = Phrase(kk: "сызылған", ru: "зачёркнуто", en: "crossed out")
  static let endCancelled = Phrase(kk: "сызылғаны осы", ru: "конец зачёркнутого", en: "end of crossing out")
  static let boxed = Phrase(kk: "жақтауда", ru: "в рамке", en: "in a box")
  static let endBoxed = Phrase(kk: "жақтау соңы", ru: "конец рамки", en: "end of box")
  static let positive = Phrase(kk: "плюс", ru: "плюс", en: "plus")
  static let massNumber = Phrase(kk: "массалық саны", ru: "массовое число", en: "mass number")
  static let dot = Phrase(kk: "нүкте", ru: "точка", en: "dot")
  static let charge = Phrase(kk: "заряды", ru: "заряд", en: "charge")

  static func capital(_ letter: String) -> Phrase {
    Phrase(kk: "бас \(letter)", ru: "большое \(letter)", en: "capital \(letter)")
  }

  static func row(_ n: Int) -> Phrase { Phrase(kk: "\(n)-жол", ru: "строка \(n)", en: "row \(n)") }

  static func prime(_ count: Int) -> Phrase {
    switch count {
    case 1: Phrase(kk: "штрих", ru: "штрих", en: "prime")
    case 2: Phrase(kk: "екі штрих", ru: "два штриха", en: "double prime")
    default: Phrase(kk: "\(count) штрих", ru: "штрихов: \(count)", en: "\(count) primes")
    }
  }
}

extension Accent {
  /// The name of what it stands over, with the mark.
  func spoken(_ name: String) -> Phrase {
    switch self {
    case .vector: Phrase(kk: "вектор \(name)", ru: "вектор \(name)", en: "vector \(name)")
    case .bar, .overline: Phrase(kk: "сызықшалы \(name)", ru: "\(name) с чертой", en: "\(name) bar")
    case .hat: Phrase(kk: "қалпақшалы \(name)", ru: "\(name) с крышкой", en: "\(name) hat")
    case .dot: Phrase(kk: "нүктелі \(name)", ru: "\(name) с точкой", en: "\(name) dot")
    case .doubleDot: Phrase(kk: "қос нүктелі \(name)", ru: "\(name) с двумя точками", en: "\(name) double dot")
    case .tilde: Phrase(kk: "тильдалы \(name)", ru: "\(name) с тильдой", en: "\(name) tilde")
    case .underline: Phrase(kk: "асты сызылған \(name)", ru: "подчёркнутое \(name)", en: "underlined \(name)")
    }
  }
}

extension Grid.Kind {
  var spoken: Phrase {
    switch self {
    case .cases: Phrase(kk: "жүйе,", ru: "система,", en: "system,")
    case .aligned: Phrase(kk: "теңдеулер,", ru: "уравнения,", en: "equations,")
    case .array: Phrase(kk: "кесте,", ru: "таблица,", en: "table,")
    case .pmatrix, .bmatrix: Phrase(kk: "матрица,", ru: "матрица,", en: "matrix,")
    case .vmatrix: Phrase(kk: "анықтауыш,", ru: "определитель,", en: "determinant,")
    }
  }

  var end: Phrase {
    switch self {
    case .cases: Phrase(kk: "жүйе соңы", ru: "конец системы", en: "end of system")
    case .aligned: Phrase(kk: "теңдеулер соңы", ru: "конец уравнений", en: "end of equations")
    case .array: Phrase(kk: "кесте соңы", ru: "конец таблицы", en: "end of table")
    case .pmatrix, .bmatrix: Phrase(kk: "матрица соңы", ru: "конец матрицы", en: "end of matrix")
    case .vmatrix: Phrase(kk: "анықтауыш соңы", ru: "конец определителя", en: "end of determinant")
    }
  }
}
