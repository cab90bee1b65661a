import Words

/// A unit without its prefix: symbols and names.
struct Measure: Sendable, Hashable {
  /// International, as authors write it: `m`, `Ohm`, `degC`.
  let key: String
  /// Empty where it is the key.
  let latin: String
  let russian: String
  /// Empty where it is the Russian one.
  let kazakh: String
  let takesPrefix: Bool
  let names: UnitNames

  func symbol(_ language: Language) -> String {
    switch language {
    case .kk: kazakh.isEmpty ? russian : kazakh
    case .ru: russian
    case .en: latin.isEmpty ? key : latin
    }
  }

  /// A symbol as a whole first, then as a prefix and a symbol: `min` is a minute, `mN` a millinewton.
  static func found(_ symbol: some StringProtocol) -> (UnitPrefix?, Measure)? {
    if let measure = byKey[String(symbol)] { return (nil, measure) }
    for length in [1, 2] {
      guard let prefix = UnitPrefix(rawValue: String(symbol.prefix(length))),
        let measure = byKey[String(symbol.dropFirst(length))], measure.takesPrefix
      else { continue }
      return (prefix, measure)
    }
    return nil
  }

  private static let byKey = Dictionary(uniqueKeysWithValues: all.map { ($0.key, $0) })

  private init(
    _ key: String, latin: String = "", _ russian: String, kk kazakh: String = "", prefixed takesPrefix: Bool = true,
    _ names: UnitNames
  ) {
    self.key = key
    self.latin = latin
    self.russian = russian
    self.kazakh = kazakh
    self.takesPrefix = takesPrefix
    self.names = names
  }

  static let all: [Measure] = [
    Measure("m", "м", UnitNames("метр", "метр|метра|метров|метр", "metre|metres")),
    Measure("g", "г", UnitNames("грамм", "грамм|грамма|граммов|грамм", "gram|grams")),
    Measure("s", "с", UnitNames("секунд", "секунда|секунды|секунд|секунду", "second|seconds")),
    Measure("A", "А", UnitNames("ампер", "ампер|ампера|ампер|ампер", "ampere|amperes")),
    Measure("K", "К", UnitNames("кельвин", "кельвин|кельвина|кельвинов|кельвин", "kelvin|kelvins")),
    Measure("mol", "моль", UnitNames("моль", "моль|моля|молей|моль", "mole|moles")),
    Measure("cd", "кд", UnitNames("кандела", "кандела|канделы|кандел|канделу", "candela|candelas")),
    Measure("rad", "рад", UnitNames("радиан", "радиан|радиана|радиан|радиан", "radian|radians")),
    Measure("Hz", "Гц", UnitNames("герц", "герц|герца|герц|герц", "hertz|hertz")),
    Measure("N", "Н", UnitNames("ньютон", "ньютон|ньютона|ньютонов|ньютон", "newton|newtons")),
    Measure("Pa", "Па", UnitNames("паскаль", "паскаль|паскаля|паскалей|паскаль", "pascal|pascals")),
    Measure("J", "Дж", UnitNames("джоуль", "джоуль|джоуля|джоулей|джоуль", "joule|joules")),
    Measure("W", "Вт", UnitNames("ватт", "ватт|ватта|ватт|ватт", "watt|watts")),
    Measure("C", "Кл", UnitNames("кулон", "кулон|кулона|кулонов|кулон", "coulomb|coulombs")),
    Measure("V", "В", UnitNames("вольт", "вольт|вольта|вольт|вольт", "volt|volts")),
    Measure("F", "Ф", UnitNames("фарад", "фарад|фарада|фарад|фарад", "farad|farads")),
    Measure("Ohm", latin: "Ω", "Ом", UnitNames("ом", "ом|ома|ом|ом", "ohm|ohms")),
    Measure("S", "См", UnitNames("сименс", "сименс|сименса|сименсов|сименс", "siemens|siemens")),
    Measure("Wb", "Вб", UnitNames("вебер", "вебер|вебера|вебер|вебер", "weber|webers")),
    Measure("T", "Тл", UnitNames("тесла", "тесла|теслы|тесл|теслу", "tesla|teslas")),
    Measure("H", "Гн", UnitNames("генри", "генри|генри|генри|генри", "henry|henries")),
    Measure("lm", "лм", UnitNames("люмен", "люмен|люмена|люменов|люмен", "lumen|lumens")),
    Measure("lx", "лк", UnitNames("люкс", "люкс|люкса|люкс|люкс", "lux|lux")),
    Measure("Bq", "Бк", UnitNames("беккерель", "беккерель|беккереля|беккерелей|беккерель", "becquerel|becquerels")),
    Measure("Gy", "Гр", UnitNames("грэй", "грэй|грэя|грэй|грэй", "gray|grays")),
    Measure("Sv", "Зв", UnitNames("зиверт", "зиверт|зиверта|зивертов|зиверт", "sievert|sieverts")),
    Measure(
      "eV", "эВ",
      UnitNames("электронвольт", "электронвольт|электронвольта|электронвольт|электронвольт", "electronvolt|electronvolts")),
    Measure("l", "л", UnitNames("литр", "литр|литра|литров|литр", "litre|litres")),
    Measure("t", "т", UnitNames("тонна", "тонна|тонны|тонн|тонну", "tonne|tonnes")),
    Measure("ha", "га", prefixed: false, UnitNames("гектар", "гектар|гектара|гектаров|гектар", "hectare|hectares")),
    Measure("min", "мин", prefixed: false, UnitNames("минут", "минута|минуты|минут|минуту", "minute|minutes")),
    Measure("h", "ч", kk: "сағ", prefixed: false, UnitNames("сағат", "час|часа|часов|час", "hour|hours")),
    Measure("d", "сут", kk: "тәул", prefixed: false, UnitNames("тәулік", "сутки|суток|суток|сутки", "day|days")),
    Measure(
      "degC", latin: "°C", "°C", prefixed: false,
      UnitNames(
        "Цельсий градусы", "градус Цельсия|градуса Цельсия|градусов Цельсия|градус Цельсия", "degree Celsius|degrees Celsius")),
    Measure("deg", latin: "°", "°", prefixed: false, UnitNames("градус", "градус|градуса|градусов|градус", "degree|degrees")),
    Measure("%", "%", prefixed: false, UnitNames("пайыз", "процент|процента|процентов|процент", "percent|percent")),
    Measure("bit", "бит", UnitNames("бит", "бит|бита|бит|бит", "bit|bits")),
    Measure("B", "Б", UnitNames("байт", "байт|байта|байт|байт", "byte|bytes")),
  ]
}

/// A unit's name in its forms.
struct UnitNames: Sendable, Hashable {
  let kazakh: String
  /// One, few, many, and behind "на".
  let russian: [String]
  /// One and many.
  let english: [String]

  init(_ kazakh: String, _ russian: String, _ english: String) {
    self.kazakh = kazakh
    self.russian = russian.split(separator: "|").map(String.init)
    self.english = english.split(separator: "|").map(String.init)
  }
}
