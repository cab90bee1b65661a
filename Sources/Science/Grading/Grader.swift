/// Judges typed answers, on the server as on the phone.
///
///     let grader = Grader(try UnitTable(reading: csv))
///     let asked = Question(value: 9.8, unit: grader.unit("m/s^2"), isUnitNeeded: true, tolerance: .relative(0.01))
///     grader.grade("9,81 м/с²", asked, .kk)  // right, "9,81 м/с²"
package struct Grader: Sendable {
  private let table: UnitTable

  package init(_ table: UnitTable) { self.table = table }

  /// A unit as exercises name it; nil: there is none, or it could be two.
  package func unit(_ text: String) -> WrittenUnit? {
    guard var scan = Scan(text), let shape = UnitShape(&scan) else { return nil }
    return shape.unit { table.symbol($0) }
  }

  package func grade(_ typed: String, _ asked: Question, _ language: Language) -> Grade {
    guard let start = Scan(typed) else { return .unreadable(nil) }
    var scan = start
    guard let number = WrittenNumber(&scan, allowsFraction: asked.allowsFraction), number.value() != nil else {
      return .unreadable(nil, start.unread(asked))
    }
    scan.skipSpaces()
    if scan.isAtEnd { return bare(number, asked, language) }
    let unread = start.unread(asked) ?? scan.unreadUnit(asked)
    var rest = scan
    guard let shape = UnitShape(&rest) else { return .unreadable(nil, unread) }
    return grade(number, UnitReading(shape, table), asked, language, unread)
  }

  private func bare(_ number: WrittenNumber, _ asked: Question, _ language: Language) -> Grade {
    let value = number.value()
    let isMissing = asked.unit != nil && asked.isUnitNeeded
    return asked.grade(value, nil, number.shown(language), verdict: isMissing ? .unitMissing : nil)
  }

  private func grade(
    _ number: WrittenNumber, _ reading: UnitReading, _ asked: Question, _ language: Language, _ unread: Unread?
  ) -> Grade {
    let unit = reading.unit(asked: asked.dimension)
    if unit?.dimension != asked.dimension, let meant = reading.suggestion(asked: asked.dimension) {
      return .unreadable(number.shown(language, meant) + "?")
    }
    guard let unit else { return .unreadable(nil, unread) }
    let readAs = number.shown(language, unit)
    guard unit.dimension == asked.dimension else {
      return Grade(verdict: .unitWrong, readAs: readAs, value: nil, unit: unit, mistake: nil)
    }
    guard let value = number.value(unit, in: asked.unit) else { return .unreadable(nil) }
    return asked.grade(value, unit, readAs, verdict: nil)
  }
}

extension Grade {
  fileprivate static func unreadable(_ suggestion: String?, _ unread: Unread? = nil) -> Grade {
    Grade(verdict: .unreadable, readAs: suggestion, value: nil, unit: nil, mistake: nil, unread: unread)
  }
}

extension Scan {
  /// Why no number can be read from the beginning on; nil: the grammar has no word for it.
  fileprivate func unread(_ asked: Question) -> Unread? {
    if isAtEnd { return .empty }
    var scan = self
    if scan.take("-") || scan.take("+") { scan.skipSpaces() }
    let whole = scan.digits()
    if whole.isEmpty { return (scan.take(",") || scan.take(".")) && scan.peek()?.isDigit == true ? nil : .number }
    if scan.peek() == ":", scan.peek(1)?.isDigit == true { return .clock }
    scan.skipSpaces()
    guard !asked.allowsFraction, scan.take("/") else { return nil }
    scan.skipSpaces()
    return scan.peek()?.isDigit == true ? .fraction : nil
  }

  /// Why no unit can be read from here on.
  fileprivate func unreadUnit(_ asked: Question) -> Unread? {
    guard let first = peek(),
      ("A"..."Z").contains(first) || ("a"..."z").contains(first) || ("\u{400}"..."\u{4FF}").contains(first)
    else { return nil }
    return asked.unit == nil ? .words : .unit
  }
}

extension Question {
  fileprivate var dimension: Dimension { unit?.dimension ?? .number }

  /// By its value, where the verdict is not settled by the unit.
  fileprivate func grade(_ value: Double?, _ unit: WrittenUnit?, _ readAs: String, verdict: Verdict?) -> Grade {
    guard let value else { return .unreadable(nil) }
    let isRight = tolerance.holds(value, self.value)
    let mistake = isRight ? nil : mistakes.firstIndex { tolerance.holds(value, $0) }
    return Grade(verdict: verdict ?? (isRight ? .right : .wrong), readAs: readAs, value: value, unit: unit, mistake: mistake)
  }
}

extension WrittenNumber {
  fileprivate func shown(_ language: Language, _ unit: WrittenUnit) -> String {
    shown(language) + unit.space(language) + unit.shown(language)
  }

  /// In the unit asked for, which is of the same kind; a place on the Celsius scale becomes one on the scale of kelvins and back.
  fileprivate func value(_ unit: WrittenUnit, in asked: WrittenUnit?) -> Double? {
    let scale = asked?.scale ?? .one
    let isCelsius = asked?.isCelsius ?? false
    guard unit.isCelsius != isCelsius else { return unit.scale.value(of: self, in: scale) }
    if isCelsius { return unit.scale.value(of: self, in: scale).map { $0 - 273.15 } }
    guard let celsius = value(), let step = Double("1e\(scale.ten)") else { return nil }
    return (celsius + 273.15) / step * scale.bottom / scale.top
  }
}
