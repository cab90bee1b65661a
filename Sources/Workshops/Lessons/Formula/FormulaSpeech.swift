import Words

/// Says a formula in words. Where what follows could be heard as part of a fraction, a root or a power, its end is said too.
struct FormulaSpeech {
  private let language: Language
  /// Letters that the formula has both small and large: the large ones are called so.
  private let twins: Set<String>
  private var text = ""

  static func said(_ row: [Part], twins: Set<String>, _ language: Language) -> String {
    var speech = FormulaSpeech(language: language, twins: twins)
    speech.say(row)
    return speech.text
  }

  private init(language: Language, twins: Set<String>) {
    self.language = language
    self.twins = twins
  }

  private mutating func say(_ row: [Part]) {
    for index in row.indices {
      switch row[index] {
      case .sign(let sign) where sign.kind != .large:
        say(row.isUnary(at: index) ? sign.unary : sign.spoken(before: row[..<index]))
      case .unit(let unit): say(unit.spoken(language, row.count(before: index)))
      case let part where part.isLarge || part.isLimit: limits(part)
      case let part:
        let (before, after) = (row.neighbour(before: index), row.neighbour(after: index))
        let joins = after?.beginsFactor == true || before == .sign(.slash) || before == .sign(.divide)
        say(part, isFollowed: after != nil, joins: joins)
      }
    }
  }

  private mutating func say(_ words: String) {
    if words.isEmpty { return }
    if !text.isEmpty { text += " " }
    text += words
  }

  private mutating func say(_ phrase: Phrase) { say(language(phrase)) }

  /// `joins`: what follows would multiply it.
  private mutating func say(_ part: Part, isFollowed: Bool, joins: Bool = false) {
    switch part {
    case .letter(let letter, _): say(name(of: letter))
    case .number(let digits, _): say(language.decimal(digits))
    case .sign(let sign): say(sign.spoken)
    case .function(let function): say(function.spoken)
    case .text(let words): say(words.split(separator: " ").joined(separator: " "))
    case .unit(let unit): say(unit.spoken(language, .none))
    case .space: break
    case .group(let row): say(row)
    case .fraction(let top, let bottom, let kind): fraction(top, bottom, kind, joins)
    case .root(let row, let index): root(row, index, isFollowed && (joins || !row.isAtom))
    case .scripts(let base, let below, let above): scripts(base, below, above, isFollowed)
    case .fenced(let open, let row, let close): fenced(open, row, close)
    case .accent(let accent, let row): say(accent, row)
    case .underset(let row, let mark): say(row, and: .below, mark)
    case .overset(let row, let mark): say(row, and: .above, mark)
    case .cancelled(let row): framed(.cancelled, row, .endCancelled)
    case .boxed(let row): framed(.boxed, row, .endBoxed)
    case .grid(let grid): say(grid)
    case .chemical(let row): chemical(row)
    }
  }

  private func name(of letter: String) -> String {
    let small = letter.lowercased()
    let name = LetterNames.name(of: small, language) ?? letter
    return letter != small && twins.contains(small) ? language(.capital(name)) : name
  }

  private mutating func framed(_ begin: Phrase, _ row: [Part], _ end: Phrase) {
    say(begin)
    say(row)
    say(end)
  }

  private mutating func fraction(_ top: [Part], _ bottom: [Part], _ kind: FractionKind, _ joins: Bool) {
    if kind == .binomial {
      say(.binomial)
      say(top)
      say(.over)
      say(bottom)
      return say(.endBinomial)
    }
    if !joins, top.isSaidAsProduct, bottom.isAtom, bottom.isSaidAsProduct {
      say(top)
      say(.dividedBy)
      return say(bottom)
    }
    say(.numerator)
    say(top)
    say(.denominator)
    say(bottom)
    say(.endFraction)
  }

  private mutating func root(_ row: [Part], _ index: [Part], _ hasEnd: Bool) {
    switch index {
    case []: say(.squareRoot)
    case [.number("3", .italic)]: say(.cubeRoot)
    default:
      say(.rootOfDegree)
      say(index)
      say(.rootOf)
    }
    say(row)
    if hasEnd { say(.endRoot) }
  }

  private mutating func scripts(_ base: Part, _ below: [Part], _ above: [Part], _ isFollowed: Bool) {
    say(base, isFollowed: true)
    if !below.isEmpty {
      say(base == .function(.log) ? .logarithmBase : .index)
      say(below)
      if base == .function(.log) {
        text += ","
      } else if (isFollowed || !above.isEmpty) && !below.isSaidAsOne {
        say(.endIndex)
      }
    }
    let primes = above.prefix { $0 == .sign(.prime) }.count
    if primes > 0 { say(.prime(primes)) }
    power(Array(above[primes...]), isFollowed)
  }

  private mutating func power(_ power: [Part], _ isFollowed: Bool) {
    switch power {
    case []: break
    case [.number("2", .italic)]: say(.toPower(2))
    case [.number("3", .italic)]: say(.toPower(3))
    default:
      say(.power)
      say(power)
      if isFollowed && !power.isSaidAsOne { say(.endPower) }
    }
  }

  /// A sum, an integral or a limit, with what is under and over it or without.
  private mutating func limits(_ part: Part) {
    guard case .scripts(let base, let below, let above) = part else {
      say(part, isFollowed: true)
      return say(.endLimits)
    }
    say(base, isFollowed: true)
    if !below.isEmpty {
      say(base == .function(.lim) ? .approaching : above.isEmpty ? .where : .from)
      say(below)
    }
    if !above.isEmpty {
      say(.upTo)
      say(above)
    }
    say(.endLimits)
  }

  private mutating func fenced(_ open: Sign?, _ row: [Part], _ close: Sign?) {
    if open == .leftBar, close == .rightBar { return framed(Sign.leftBar.spoken, row, Sign.rightBar.spoken) }
    if let open { say(open.spoken) }
    say(row)
    if let close { say(close.spoken) }
  }

  private mutating func say(_ accent: Accent, _ row: [Part]) {
    var inside = self
    inside.text = ""
    inside.say(row)
    say(accent.spoken(inside.text))
  }

  private mutating func say(_ row: [Part], and place: Phrase, _ mark: [Part]) {
    say(row)
    say(place)
    say(mark)
    say(.endMark)
  }

  private mutating func say(_ grid: Grid) {
    say(grid.kind.spoken)
    for (index, row) in grid.rows.enumerated() {
      say(.row(index + 1))
      for (column, cell) in row.enumerated() {
        if column > 0, grid.kind != .aligned, let last = text.last, last != "," { text += "," }
        say(cell.withoutPause)
      }
      if let last = text.last, last != "," { text += "," }
    }
    say(grid.kind.end)
  }

  /// "екі аш екі о": how many, then element by element.
  private mutating func chemical(_ row: [Part]) {
    for part in row {
      switch part {
      case .scripts(let base, let below, let above):
        if base == .group([]) {
          nucleus(above, below)
        } else {
          chemical([base] + below)
          if !above.isEmpty { charge(above) }
        }
      case .letter(let symbol, .upright): say(Element.spoken(symbol, language))
      case .sign(.dot): say(.dot)
      case .overset(let arrow, let mark):
        chemical(arrow)
        say(.above)
        chemical(mark)
        say(.endMark)
      case .sign(let sign): say(sign.spoken)
      default: say(part, isFollowed: true)
      }
    }
  }

  /// `2−`.
  private mutating func charge(_ row: [Part]) {
    say(.charge)
    for part in row {
      if case .sign(let sign) = part { say(sign == .plus ? .positive : .negative) } else { say(part, isFollowed: true) }
    }
  }

  /// The numbers before a symbol.
  private mutating func nucleus(_ mass: [Part], _ charge: [Part]) {
    say(.massNumber)
    say(mass)
    if charge.isEmpty { return }
    say(.charge)
    say(charge)
  }
}

extension [Part] {
  /// No fraction and no root stands open in it, so that "divided by" takes all of it.
  fileprivate var isSaidAsProduct: Bool {
    isProduct
      && !contains { part in
        switch part {
        case .fraction, .root, .function, .space(.quad), .text: true
        case .group(let row): !row.isSaidAsProduct
        default: part.isFunction
        }
      }
  }

  /// One thing, or one below zero.
  fileprivate var isSaidAsOne: Bool { isAtom || count == 2 && self[0] == .sign(.minus) && self[1].isAtom }

  /// What a unit at `index` counts.
  fileprivate func count(before index: Int) -> UnitCount {
    switch neighbour(before: index) {
    case .number(let digits, _): .number(digits)
    case nil: .none
    default: .several
    }
  }
}

extension Sign {
  /// A minus that nothing stands before.
  fileprivate var unary: Phrase { self == .minus ? .negative : spoken }

  /// "30 градусов", "1 процент": in Russian the number decides the form.
  fileprivate func spoken(before row: ArraySlice<Part>) -> Phrase {
    guard self == .degree || self == .percent, case .number(let digits, _) = Array(row).neighbour(before: row.count) else {
      return spoken
    }
    return counted(digits)
  }
}
