import Words

/// How many there are of a unit, as far as its name asks.
enum UnitCount {
  /// Nothing is counted: the head of a column.
  case none
  case number(String)
  /// A letter, or a bracket.
  case several
}

extension Unit {
  /// "метров на секунду в квадрате".
  func spoken(_ language: Language, _ count: UnitCount) -> String {
    let top = names(over, language, form(language, count))
    guard !under.isEmpty else { return top }
    let bottom = names(under, language, language == .ru ? 3 : 0)
    let per = language(.per(isTime: under.count == 1 && under[0].isTime))
    return top.isEmpty ? "\(per) \(bottom)" : "\(top) \(per) \(bottom)"
  }

  /// Only the last of several is inflected: "киловатт-часов".
  private func names(_ factors: [Factor], _ language: Language, _ form: Int) -> String {
    factors.enumerated().map { index, factor in name(factor, language, index == factors.count - 1 ? form : 0) }.joined(
      separator: "-")
  }

  private func name(_ factor: Factor, _ language: Language, _ form: Int) -> String {
    let names = factor.measure.names
    let bare =
      switch language {
      case .kk: names.kazakh
      case .ru: names.russian[form]
      case .en: names.english[min(form, 1)]
      }
    let name = (factor.prefix.map { language($0.name) } ?? "") + bare
    return factor.power == 1 ? name : "\(name) \(language(.toPower(factor.power)))"
  }

  private func form(_ language: Language, _ count: UnitCount) -> Int {
    switch count {
    case .none: 0
    case .several: 2
    // 14,2 секунды: a fraction rules the genitive.
    case .number(let digits) where digits.contains("."): 1
    case .number(let digits):
      switch Plural.category(Int(digits.suffix(9)) ?? 0, language) {
      case .one: 0
      case .few: 1
      case .many, .other: 2
      }
    }
  }
}

extension Unit.Factor {
  fileprivate var isTime: Bool { power == 1 && ["s", "min", "h", "d"].contains(measure.key) }
}

extension Phrase {
  static func per(isTime: Bool) -> Phrase {
    isTime ? Phrase(kk: "бөлінген", ru: "в", en: "per") : Phrase(kk: "бөлінген", ru: "на", en: "per")
  }

  static func toPower(_ power: Int) -> Phrase {
    switch power {
    case 2: Phrase(kk: "квадрат", ru: "в квадрате", en: "squared")
    case 3: Phrase(kk: "куб", ru: "в кубе", en: "cubed")
    default: Phrase(kk: "\(power) дәрежеде", ru: "в степени \(power)", en: "to the power \(power)")
    }
  }
}
